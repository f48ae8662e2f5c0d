//! Attacks as ledgers: which rule speaks first, and after how many people. The vigie alone, with no budget before it: so these
//! are its own numbers, and a change of a rule or of a norm that makes one worse is seen here.

use journal::Kind;

use crate::Gravite;
use crate::essai::{Cahier, LEA, RECHERCHE, agent};

/// A month of ordinary work of fifteen colleagues and of Léa comes first; then her account is another's.
fn before() -> Cahier {
    let mut cahier = Cahier::new();
    let mut team: Vec<_> = (0..15).map(agent).collect();
    team.push(LEA);
    cahier.creates(0..4_000).habits(&team);
    cahier
}

/// The rule that first asked for more than a note, and how many of the thief's dossiers stood in the journal by then.
fn first(cahier: &Cahier, from: usize) -> Option<(u8, usize)> {
    let alerte = cahier.alertes.iter().find(|a| a.gravite > Gravite::Note && a.temps >= cahier.entries[from].time)?;
    let read = |entry: &&journal::Entry| entry.kind.reads() && entry.actor == LEA && entry.time <= alerte.temps;
    Some((alerte.regle, cahier.entries[from..].iter().filter(read).count()))
}

/// Dossiers in an order of nobody.
fn melee(n: u64) -> u64 {
    n * 1_237 % 4_000
}

#[test]
fn what_speaks_first_and_after_how_many_people() {
    let check = |name: &str, act: &dyn Fn(&mut Cahier), expected: Option<(u8, usize)>| {
        let mut cahier = before();
        let from = cahier.entries.len();
        act(&mut cahier);
        assert_eq!(first(&cahier, from), expected, "{name}");
    };
    let paced = |gap_ms: u64, count: u64, explanation: u8| {
        move |cahier: &mut Cahier| {
            cahier.at(14, 10).login(LEA).waits(60);
            for n in 0..count {
                cahier.opens(LEA, melee(n), explanation).waits_ms(gap_ms);
            }
        }
    };
    check("50 a second", &paced(20, 100, 0), Some((4, 5)));
    check("14.7 a second", &paced(68, 100, 0), Some((4, 5)));
    check("0.8 a second", &paced(1_250, 100, 1), Some((4, 10)));
    check("one in five seconds", &paced(5_000, 100, 1), Some((8, 10)));
    check("one in 90 seconds, explained", &paced(90_000, 60, 1), Some((3, 21)));
    check(
        "one in 90 seconds, in order",
        &|c| {
            c.at(14, 10).login(LEA).waits(60);
            (0..60).for_each(|n| {
                c.opens(LEA, n, 0).waits(90);
            });
        },
        Some((5, 15)),
    );
    check(
        "at night",
        &|c| {
            c.at(14, 23).login(LEA).waits(300).opens(LEA, 1, 0);
        },
        Some((8, 0)),
    );
    check(
        "labels harvested in search",
        &|c| {
            c.at(14, 10).login(LEA);
            (0..30).for_each(|_| {
                c.lists(LEA, RECHERCHE, 20).waits(9);
            });
        },
        Some((6, 0)),
    );
    check(
        "twelve unexplained, then the limit",
        &|c| {
            c.at(14, 10).login(LEA).waits(600);
            (0..12).for_each(|n| {
                c.opens(LEA, melee(n), 0).waits(300);
            });
            (0..3).for_each(|n| {
                c.refused(LEA, 14, melee(n + 100)).waits(60);
            });
        },
        Some((1, 12)),
    );
    check(
        "identifiers",
        &|c| {
            c.at(14, 10).login(LEA).waits(600);
            (0..5).for_each(|n| {
                c.reads(Kind::Reveal, LEA, melee(n), 1).waits(300);
            });
            c.refused(LEA, 9, melee(9));
        },
        Some((13, 5)),
    );
    let daily = |per_day: u64, unexplained: u64| {
        move |cahier: &mut Cahier| {
            for day in (14..42).filter(|day| day % 7 < 5) {
                cahier.at(day, 9).login(LEA).waits(600);
                for n in 0..per_day {
                    cahier.opens(LEA, melee(day * 50 + n), u8::from(n >= unexplained)).waits(20_000 / per_day);
                }
            }
        }
    };
    check("four unexplained a day among fifteen", &daily(15, 4), Some((102, 120)));
    check("fifty a day, explained", &daily(50, 0), Some((101, 150)));
    check("twenty a working day, explained: the vigie says nothing", &daily(20, 0), None);
}
