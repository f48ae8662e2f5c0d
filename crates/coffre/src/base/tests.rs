//! The charter of the base. Each test runs on both engines; what is written once here holds on both.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::essai::bases;
use super::*;

const STEPS: &[Migration] = &[
    Migration {
        numero: 1,
        nom: "dossiers d'essai",
        texte: "create table fiche (id {blob} not null primary key, nom {text}, rang {int}, poids {real}) {strict_sans_rowid};
                create table compteur (id {int} not null primary key, n {int} not null check (n >= 0)) {strict};",
    },
    Migration { numero: 2, nom: "index des rangs", texte: "create index fiche_rang on fiche (rang)" },
];

crate::statements! {
    ADD = "insert into fiche (id, nom, rang, poids) values (?1, ?2, ?3, ?4)";
    GET = "select nom, rang, poids from fiche where id = ?1";
    BY_RANG = "select nom from fiche where rang = ?1 order by nom";
    ALL_RANGS = "select rang from fiche";
    SWAPPED = "select cast(?2 as bigint), cast(?1 as bigint)";
    COMPTEUR_NEW = "insert into compteur (id, n) values (?1, ?2)";
    COMPTEUR = "select n from compteur where id = ?1";
    COMPTEUR_SET = "update compteur set n = ?2 where id = ?1";
}

type Fiche = (Option<String>, Option<i64>, Option<f64>);

/// Each engine, with the tables above.
fn each_base(test: impl Fn(&Base)) {
    for (engine, base) in bases() {
        println!("on {engine}");
        migrate(&base, STEPS).expect("the migrations apply");
        test(&base);
    }
}

fn counter(base: &Base) -> i64 {
    let found = base.read_blocking(|tx| tx.one::<(i64,)>(&COMPTEUR, &[1.into()]));
    found.expect("it reads").expect("the counter exists").0
}

fn with_counter(test: impl Fn(&Base)) {
    each_base(|base| {
        base.write_blocking(|tx| tx.exec(&COMPTEUR_NEW, &[1.into(), 0.into()])).expect("it writes");
        test(base);
    });
}

#[test]
fn values_come_back_as_they_went() {
    each_base(|base| {
        let check = |id: u8, nom: Option<&str>, rang: Option<i64>, poids: Option<f64>| {
            let wanted: Fiche = (nom.map(str::to_owned), rang, poids);
            let given: Vec<Value> = vec![[id; 16].into(), nom.into(), rang.into(), poids.into()];
            assert_eq!(base.write_blocking(move |tx| tx.exec(&ADD, &given)), Ok(1));
            let found = base.read_blocking(move |tx| tx.one::<Fiche>(&GET, &[[id; 16].into()]));
            assert_eq!(found, Ok(Some(wanted)), "{id}");
        };
        check(0, Some(""), Some(0), Some(0.0));
        check(1, Some("Zoé d'Été — 日本 '?1' $1"), Some(i64::MIN), Some(-0.5));
        check(2, Some("x"), Some(i64::MAX), Some(1e300));
        check(3, None, None, None);
        assert_eq!(base.read_blocking(|tx| tx.one::<Fiche>(&GET, &[[9; 16].into()])), Ok(None));
    });
}

#[test]
fn placeholders_go_by_number_on_both_engines() {
    each_base(|base| {
        let found = base.read_blocking(|tx| tx.one::<(i64, i64)>(&SWAPPED, &[1.into(), 2.into()]));
        assert_eq!(found, Ok(Some((2, 1))));
    });
}

#[test]
fn wrong_parameters_and_columns_are_refused_before_harm() {
    each_base(|base| {
        let none = base.write_blocking(|tx| tx.exec(&COMPTEUR_NEW, &[1.into()]));
        assert!(matches!(none, Err(SqlError::Parametres { attendus: 2, recus: 1, .. })), "{none:?}");
        let text = base.write_blocking(|tx| tx.exec(&COMPTEUR_NEW, &[1.into(), "un".into()]));
        assert!(text.is_err());
        let nul = base.write_blocking(|tx| tx.exec(&ADD, &[[1].into(), "a\0b".into(), 1.into(), 1.0.into()]));
        assert!(matches!(nul, Err(SqlError::Type { position: 1, .. })), "{nul:?}");
        base.write_blocking(|tx| tx.exec(&COMPTEUR_NEW, &[1.into(), 300.into()])).expect("it writes");
        let column = base.read_blocking(|tx| tx.one::<(String,)>(&COMPTEUR, &[1.into()]));
        assert!(matches!(column, Err(SqlError::Type { position: 0, .. })), "{column:?}");
        let small = base.read_blocking(|tx| tx.one::<(u8,)>(&COMPTEUR, &[1.into()]));
        assert!(small.is_err(), "300 is not a u8");
        let absent = base.read_blocking(|tx| tx.one::<(i64, i64)>(&COMPTEUR, &[1.into()]));
        assert!(matches!(absent, Err(SqlError::Type { position: 1, .. })), "{absent:?}");
    });
}

/// Each increment reads, then writes what it read plus one: only serialised transactions keep them all.
#[test]
fn sixty_four_increments_at_once_lose_nothing() {
    with_counter(|base| {
        let attempts = Arc::new(AtomicU32::new(0));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
        runtime.block_on(async {
            let tasks: Vec<_> = (0..64).map(|_| tokio::spawn(increment(base.clone(), attempts.clone()))).collect();
            for task in tasks {
                task.await.expect("no panic");
            }
        });
        assert_eq!(counter(base), 64);
        println!("{} attempts for 64 increments", attempts.load(Ordering::Relaxed));
    });
}

/// Like a caller: what the base gives up after its own attempts is asked again, and nothing else is.
async fn increment(base: Base, attempts: Arc<AtomicU32>) {
    loop {
        let seen = attempts.clone();
        let outcome = base.write(move |tx| {
            seen.fetch_add(1, Ordering::Relaxed);
            let (n,) = tx.one::<(i64,)>(&COMPTEUR, &[1.into()])?.expect("the counter exists");
            tx.exec(&COMPTEUR_SET, &[1.into(), (n + 1).into()])
        });
        match outcome.await {
            Ok(rows) => return assert_eq!(rows, 1),
            Err(SqlError::Conflit { .. }) => continue,
            Err(other) => panic!("{other}"),
        }
    }
}

#[test]
fn a_panic_rolls_back_and_the_threads_live_on() {
    with_counter(|base| {
        for _ in 0..20 {
            let outcome: Result<u64, SqlError> = base.write_blocking(|tx| {
                tx.exec(&COMPTEUR_SET, &[1.into(), 99.into()])?;
                panic!("expected by the test")
            });
            assert_eq!(outcome, Err(SqlError::Panique));
            let read: Result<(), _> =
                base.read_blocking(|tx| tx.each(&COMPTEUR, &[1.into()], |_| panic!("expected by the test")));
            assert_eq!(read, Err(SqlError::Panique));
        }
        assert_eq!(counter(base), 0);
    });
}

#[test]
fn nothing_stays_of_a_transaction_that_fails() {
    with_counter(|base| {
        let check =
            |what: &str, work: fn(&mut Tx<'_>) -> Result<u64, SqlError>, wanted: fn(&Result<u64, SqlError>) -> bool| {
                let outcome = base.write_blocking(move |tx| {
                    tx.exec(&COMPTEUR_SET, &[1.into(), 7.into()])?;
                    work(tx)
                });
                assert!(wanted(&outcome), "{what}: {outcome:?}");
                assert_eq!(counter(base), 0, "{what}");
            };
        check("error of the closure", |_| Err(SqlError::Fermee), |o| *o == Err(SqlError::Fermee));
        check(
            "key already there",
            |tx| tx.exec(&COMPTEUR_NEW, &[1.into(), 1.into()]),
            |o| matches!(o, Err(SqlError::Unique { contrainte, .. }) if contrainte.contains("compteur")),
        );
        check(
            "check constraint",
            |tx| tx.exec(&COMPTEUR_NEW, &[2.into(), (-1).into()]),
            |o| matches!(o, Err(SqlError::Contrainte { .. })),
        );
        check(
            "error swallowed by the closure",
            |tx| {
                let _ = tx.exec(&COMPTEUR_NEW, &[1.into(), 1.into()]);
                Ok(1)
            },
            |o| matches!(o, Err(SqlError::Unique { .. })),
        );
        check(
            "abandoned with a value",
            |tx| {
                tx.abandon();
                Ok(42)
            },
            |o| *o == Ok(42),
        );
        let write_in_read = base.read_blocking(|tx| tx.exec(&COMPTEUR_SET, &[1.into(), 7.into()]));
        assert!(write_in_read.is_err());
        assert_eq!(counter(base), 0, "a reader cannot write");
    });
}

#[test]
fn errors_never_quote_a_value() {
    each_base(|base| {
        let secret = || -> Vec<Value> { vec![[1; 16].into(), "Durand".into(), 1.into(), 1.0.into()] };
        base.write_blocking(move |tx| tx.exec(&ADD, &secret())).expect("it writes");
        let error = base.write_blocking(move |tx| tx.exec(&ADD, &secret())).expect_err("the key is there");
        let shown = format!("{error} {error:?} {:?}", secret());
        assert!(!shown.contains("Durand") && !shown.contains("0101"), "{shown}");
    });
}

#[test]
fn a_closure_that_calls_the_base_again_is_refused() {
    with_counter(|base| {
        let again = base.clone();
        let outcome = base.write_blocking(move |_| again.write_blocking(|_| Ok(())));
        assert_eq!(outcome, Err(SqlError::Imbrique));
    });
}

#[test]
fn a_hundred_thousand_rows_stream_by() {
    const ROWS: i64 = 100_000;
    each_base(|base| {
        for batch in 0..10 {
            let add = move |tx: &mut Tx<'_>| {
                for n in (batch..ROWS).step_by(10) {
                    tx.exec(&ADD, &[n.to_be_bytes().into(), "fiche".into(), n.into(), Value::Null])?;
                }
                Ok(())
            };
            base.write_blocking(add).expect("it writes");
        }
        let sum = base.read_blocking(|tx| {
            let mut sum = (0, 0);
            tx.each(&ALL_RANGS, &[], |row| {
                sum = (sum.0 + 1, sum.1 + row.int(0)?);
                Ok(())
            })?;
            Ok(sum)
        });
        assert_eq!(sum, Ok((ROWS, ROWS * (ROWS - 1) / 2)));

        // A reader that stops half-way leaves a connection that works.
        let stopped = base.read_blocking(|tx| tx.each(&ALL_RANGS, &[], |_| Err(SqlError::Fermee)));
        assert_eq!(stopped, Err(SqlError::Fermee));
        assert_eq!(base.read_blocking(|tx| tx.all::<(String,)>(&BY_RANG, &[5.into()])).map(|rows| rows.len()), Ok(1));
    });
}

/// The order of letters is that of bytes, accents and capitals included, or pages would differ between engines.
#[test]
fn texts_are_ordered_by_bytes() {
    each_base(|base| {
        for (n, nom) in ["é", "b", "Z", "a", "-"].iter().enumerate() {
            let params: Vec<Value> = vec![[n as u8].into(), (*nom).into(), 1.into(), Value::Null];
            base.write_blocking(move |tx| tx.exec(&ADD, &params)).expect("it writes");
        }
        let found = base.read_blocking(|tx| tx.all::<(String,)>(&BY_RANG, &[1.into()])).expect("it reads");
        assert_eq!(found.iter().map(|(nom,)| nom.as_str()).collect::<Vec<_>>(), ["-", "Z", "a", "b", "é"]);
    });
}

#[test]
fn migrations_are_applied_once_and_never_backwards() {
    const NEWER: &[Migration] = &[STEPS[0], STEPS[1], Migration { numero: 3, nom: "vide", texte: "drop table fiche" }];
    const EDITED: &[Migration] = &[STEPS[0], Migration { numero: 2, nom: "index des rangs", texte: "select 1" }];
    const BROKEN: &[Migration] = &[
        STEPS[0],
        STEPS[1],
        Migration { numero: 3, nom: "fausse", texte: "create table moitie (a {int}) {strict}; create table b (" },
    ];
    for (_, base) in bases() {
        let (one, two) = (base.clone(), base.clone());
        let threads = [one, two].map(|base| std::thread::spawn(move || migrate(&base, STEPS).expect("both succeed")));
        let done = threads.map(|thread| thread.join().expect("no panic")).concat();
        assert_eq!(
            {
                let mut done = done;
                done.sort();
                done
            },
            [1, 2],
            "each step once, by one or the other"
        );
        assert_eq!(migrate(&base, STEPS), Ok(vec![]));
        assert!(matches!(migrate(&base, EDITED), Err(SqlError::Migration { numero: 2, .. })));

        // A step that fails half-way leaves nothing, and can be tried again.
        assert!(matches!(migrate(&base, BROKEN), Err(SqlError::Moteur { .. })));
        assert!(matches!(migrate(&base, BROKEN), Err(SqlError::Moteur { .. })));
        assert_eq!(migrate(&base, NEWER), Ok(vec![3]));
        assert_eq!(migrate(&base, STEPS), Err(SqlError::Version { base: 3, programme: 2 }));
    }
}

mod wrong {
    crate::statements! {
        NO_TABLE = "select a from absente where id = ?1";
        NARROW = "select 1 where ?1 = 1";
    }
}

#[test]
fn every_statement_prepares_and_full_scans_are_named() {
    each_base(|base| {
        prepare_all(base, STATEMENTS).expect("every statement prepares");
        prepare_all(base, migration::STATEMENTS).expect("every statement prepares");
        let failed = prepare_all(base, wrong::STATEMENTS).expect_err("the table does not exist");
        assert!(failed.0.ends_with("wrong::NO_TABLE"), "{failed:?}");
        let twice = prepare_all(base, &[GET, GET]).expect_err("declared twice");
        assert_eq!(twice.0, GET.name());
        assert_eq!(full_scans(base, STATEMENTS), Ok(vec![ALL_RANGS.name()]));
    });
}

/// A bare integer compared with a parameter makes PostgreSQL expect 32 bits: the test must say so, not a user.
#[test]
fn a_parameter_of_a_foreign_type_is_found_at_preparation() {
    for (engine, base) in bases() {
        let outcome = prepare_all(&base, &[wrong::NARROW]);
        assert_eq!(outcome.is_err(), engine == "postgresql", "{outcome:?}");
    }
}

/// The server drops every connection. A reading and a writing that were not yet committed simply run again.
#[test]
fn a_lost_connection_is_replaced_without_a_word() {
    mod only_here {
        crate::statements! {
            KILL = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where datname = current_database() and pid <> pg_backend_pid()";
        }
    }
    with_counter(|base| {
        if base.read_blocking(|tx| Ok(!tx.is_postgresql())) == Ok(true) {
            return;
        }
        for n in 1..=8 {
            base.read_blocking(|tx| tx.one::<(i64,)>(&only_here::KILL, &[])).expect("the others are killed");
            let outcome = base.write_blocking(move |tx| tx.exec(&COMPTEUR_SET, &[1.into(), n.into()]));
            assert_eq!(outcome, Ok(1));
            assert_eq!(counter(base), n);
        }
    });
}

/// A connection that dies *during* the commit: the write may stand, so it is neither repeated nor called a failure.
#[test]
fn a_commit_of_unknown_outcome_is_said_and_never_repeated() {
    const DIE_AT_COMMIT: &str = "
        create function die() returns trigger language plpgsql as
            'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
        create constraint trigger die after update on compteur deferrable initially deferred
            for each row execute function die()";
    with_counter(|base| {
        if base.read_blocking(|tx| Ok(!tx.is_postgresql())) == Ok(true) {
            return;
        }
        base.write_blocking(|tx| tx.batch(DIE_AT_COMMIT)).expect("the trap is set");
        let runs = Arc::new(AtomicU32::new(0));
        let seen = runs.clone();
        let outcome = base.write_blocking(move |tx| {
            seen.fetch_add(1, Ordering::Relaxed);
            tx.exec(&COMPTEUR_SET, &[1.into(), 7.into()])
        });
        assert!(matches!(outcome, Err(SqlError::Perdue { .. })), "{outcome:?}");
        assert_eq!(runs.load(Ordering::Relaxed), 1);
        assert_eq!(counter(base), 0, "and the base still answers");
    });
}

/// Two programs on one SQLite file: the second waits for the lock *before* it reads. A transaction that read first
/// and locked later would be refused, and would live on retries.
#[test]
fn two_programs_on_one_file_wait_for_each_other() {
    let folder = std::env::temp_dir().join(format!("cairn-essai-deux-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder); // of a process that had this number before
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let open = || Base::open(&Url::Sqlite(folder.join("base.db"))).expect("it opens");
    let (one, two) = (open(), open());
    migrate(&one, STEPS).expect("the migrations apply");
    one.write_blocking(|tx| tx.exec(&COMPTEUR_NEW, &[1.into(), 0.into()])).expect("it writes");
    let attempts = Arc::new(AtomicU32::new(0));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
    runtime.block_on(async {
        let both = (0..64).flat_map(|_| [one.clone(), two.clone()]);
        let tasks: Vec<_> = both.map(|base| tokio::spawn(increment(base, attempts.clone()))).collect();
        for task in tasks {
            task.await.expect("no panic");
        }
    });
    assert_eq!(counter(&two), 128);
    assert_eq!(attempts.load(Ordering::Relaxed), 128, "no attempt was refused");
    drop((one, two));
    let _ = std::fs::remove_dir_all(&folder);
}
