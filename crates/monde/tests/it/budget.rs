//! A day's budget: 60 new dossiers, 5 reveals; exact under any interleaving, and after a reboot.

use coffre::face::Refusal;
use domaine::Champ;
use droits::budget::{DOSSIERS_PER_DAY_MAX, REVEALS_PER_DAY_MAX};
use droits::decide::Refus;
use journal::entry::Kind;

use crate::essai::{Essai, alone, refusal, wait_hours};

const LIMIT: usize = DOSSIERS_PER_DAY_MAX as usize;
const SPENT: Refusal = Refusal::Budget { limite: DOSSIERS_PER_DAY_MAX };

#[test]
fn sixty_new_dossiers_a_day_exactly() {
    Essai::on_each_engine(LIMIT + 5, |e| {
        let (hers, neighbours) = (e.of("lea"), e.of("karine"));
        let lea = e.signs_in("lea");
        for (n, dossier) in hers.iter().take(LIMIT - 1).enumerate() {
            let opened = lea.opens(*dossier).unwrap_or_else(|e| panic!("dossier {n}: {e:?}"));
            assert_eq!(opened.agent.ouvertures, (n as u16 + 1, DOSSIERS_PER_DAY_MAX));
        }
        e.reboot();
        lea.opens(neighbours[0]).expect("the sixtieth, unexplained");
        for spent in [hers[LIMIT], neighbours[1]] {
            assert_eq!(refusal(lea.opens(spent)), SPENT, "the sixty-first");
        }
        lea.opens(hers[0]).expect("a dossier opened today costs nothing more");
        lea.records(hers[1], "essai").expect("nor to write in it");
        e.reboot();
        assert_eq!(refusal(lea.opens(hers[LIMIT])), SPENT, "after a reboot");
        let again = e.signs_in("lea");
        assert_eq!(refusal(again.opens(hers[LIMIT])), SPENT, "nor by another login");
        e.signs_in("karine").opens(hers[0]).expect("the neighbour has her own day");
        let refused = e.entries(Kind::Refusal);
        assert!(refused.iter().all(|e| e.rule == Refus::BudgetDay as u8) && refused.len() == 4);
        let last = e.entries(Kind::Opening).into_iter().rfind(|e| e.explanation == 0 && e.explained > 0);
        assert_eq!(last.map(|e| (e.explained, e.unexplained)), Some((59, 1)), "counted apart");
    });
}

#[test]
fn sixty_under_64_openings_at_once() {
    Essai::on_each_engine(LIMIT + 40, |e| {
        let lea = e.signs_in("lea");
        let coffre = e.coffre();
        let asked: Vec<_> = e.of("lea").into_iter().map(|d| (lea.opening(d), d)).collect();
        let opened = e.run(async {
            let mut opened = 0;
            for batch in asked.chunks(64) {
                let tasks: Vec<_> = batch
                    .iter()
                    .cloned()
                    .map(|(request, dossier)| {
                        let coffre = coffre.clone();
                        tokio::spawn(async move { coffre.open(&request, dossier).await.is_ok() })
                    })
                    .collect();
                for task in tasks {
                    opened += usize::from(task.await.expect("no panic"));
                }
            }
            opened
        });
        assert_eq!(opened, LIMIT);
        assert_eq!(e.count(Kind::Opening), LIMIT);
        assert_eq!(e.count(Kind::Refusal), 40);
        // One dossier, 64 times at once, is one dossier.
        let karine = e.signs_in("karine");
        let same = e.of("karine")[0];
        let requests: Vec<_> = (0..64).map(|_| karine.opening(same)).collect();
        let counts = e.run(async {
            let tasks: Vec<_> = requests
                .into_iter()
                .map(|request| {
                    let coffre = coffre.clone();
                    tokio::spawn(async move { coffre.open(&request, same).await.expect("opens").agent.ouvertures.0 })
                })
                .collect();
            let mut counts = Vec::new();
            for task in tasks {
                counts.push(task.await.expect("no panic"));
            }
            counts
        });
        assert_eq!(counts, vec![1; 64]);
    });
}

#[test]
fn five_reveals_a_day() {
    let mut e = Essai::on_sqlite(7);
    let lea = e.signs_in("lea");
    let hers = e.of("lea");
    for n in 0..REVEALS_PER_DAY_MAX {
        let revealed = lea.reveals(hers[usize::from(n)]).expect("a reveal");
        assert_eq!(revealed.reste, REVEALS_PER_DAY_MAX - n - 1);
        assert!(revealed.champs.iter().all(|(c, _)| c.classe() == domaine::Classe::Identifiants));
    }
    let spent = Refusal::Budget { limite: REVEALS_PER_DAY_MAX };
    for moment in ["at once", "after a reboot"] {
        assert_eq!(refusal(lea.reveals(hers[5])), spent, "{moment}");
        assert_eq!(refusal(lea.reveals(hers[0])), spent, "the same again is a reveal again, {moment}");
        e.reboot();
    }
    lea.opens(hers[6]).expect("openings have their own count");
}

#[test]
fn a_new_day_begins_at_three() {
    alone("budget::a_new_day_begins_at_three", || {
        let e = Essai::on_sqlite(LIMIT + 2);
        let hers = e.of("lea");
        let lea = e.signs_in("lea");
        hers.iter().take(LIMIT).for_each(|d| drop(lea.opens(*d).expect("opens")));
        wait_hours(14);
        let lea = e.signs_in("lea");
        assert_eq!(refusal(lea.opens(hers[LIMIT])), SPENT, "two in the morning");
        wait_hours(1);
        let lea = e.signs_in("lea");
        assert_eq!(lea.opens(hers[LIMIT]).expect("three in the morning").agent.ouvertures.0, 1);
    });
}

#[test]
fn sixty_dossiers_made_by_hand_and_not_sixty_one() {
    let mut e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let makes = |n: usize| {
        let letter = |n: usize| char::from(b'a' + n as u8);
        let nom = format!("Ess{}{}ault", letter(n / 26), letter(n % 26));
        lea.tries_to_create(
            &[(Champ::NomNaissance, &nom), (Champ::Prenom, "Inès"), (Champ::Naissance, "2006-03-12")],
            true,
        )
    };
    for n in 0..LIMIT {
        makes(n).unwrap_or_else(|e| panic!("dossier {n}: {e:?}"));
    }
    assert_eq!(refusal(makes(LIMIT)), SPENT, "each tells whether a NIR is known: they are not tried by the thousand");
    e.reboot();
    assert_eq!(refusal(makes(LIMIT)), SPENT, "after a reboot");
    e.signs_in("karine").creates("Essaineuf").expect("the neighbour has her own day");
}
