//! No entry, no key. Whatever fails on either side, nothing is shown that is not recorded on both; and once it is
//! mended, work goes on by itself.

use coffre::face::{Error, PanneKind};
use domaine::DossierId;
use journal::entry::Kind;
use journal::storage::{Failure, FaultyStorage};

use crate::essai::{Essai, Personne, records};

fn is_panne<T>(answer: &Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Panne(panne)) if matches!(panne.quoi, PanneKind::Journal | PanneKind::ContreCle))
}

/// Opens until it works, at most this many times; gives how many were refused.
fn opens_again(lea: &Personne, dossier: DossierId) -> usize {
    (0..4).find(|_| lea.opens(dossier).is_ok()).expect("it works again once the disk does")
}

#[test]
fn a_disk_that_fails_shows_nothing() {
    let e = Essai::on_sqlite(4);
    let lea = e.signs_in("lea");
    let hers = e.of("lea");
    let sides: [(&str, FaultyStorage); 2] = [("coffre", e.disk.clone()), ("contre-clé", e.contre.disk())];
    for (side, disk) in sides {
        for failure in [Failure::NoSpace, Failure::Io, Failure::Sync] {
            for operation in 0..8 {
                let case = format!("{side}: {failure:?} at operation {operation}");
                let before = (records(&e.disk).len(), e.count(Kind::Opening));
                disk.fail(operation, failure);
                let (mut opened, mut failed) = (0, 0);
                for dossier in &hers {
                    let answer = lea.opens(*dossier);
                    match &answer {
                        Ok(_) => opened += 1,
                        Err(_) => {
                            assert!(is_panne(&answer), "{case}: {answer:?}");
                            failed += 1;
                        }
                    }
                }
                assert!(opened == 4 || failed > 0, "{case}");
                if failure == Failure::NoSpace {
                    // Each opening writes a batch and its cosignature: a disk that stays full lets at most a few by.
                    assert!(opened <= 3, "{case}: a full disk shows nothing, yet {opened} were shown");
                }
                disk.heal();
                opens_again(&lea, hers[0]);
                let journal = e.journal();
                assert!(journal.len() > before.0, "{case}: the journal extends");
                assert!(journal.iter().filter(|e| e.kind == Kind::Opening).count() > before.1 + opened, "{case}");
                assert_eq!(records(&e.disk)[..], records(&e.contre.disk())[..], "{case}: both hold the same entries");
                assert_eq!(records(&e.disk), e.contre.cosigned(), "{case}: and every one is cosigned");
            }
        }
    }
}

#[test]
fn a_full_disk_shows_nothing_until_there_is_room() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let hers = e.of("lea")[0];
        for (side, disk) in [("coffre", e.disk.clone()), ("contre-clé", e.contre.disk())] {
            disk.fail(0, Failure::NoSpace);
            for _ in 0..5 {
                assert!(is_panne(&lea.opens(hers)), "{side}");
                assert!(is_panne(&lea.reveals(hers)), "{side}");
                assert!(lea.records(hers, "essai").is_err() && lea.searches("lefebvrault").is_err(), "{side}");
                assert!(lea.creates("Durandelle").is_err() && lea.portefeuille(1).is_err(), "{side}");
            }
            disk.heal();
            opens_again(&lea, hers);
            lea.searches("lefebvrault").expect("lists too");
        }
        assert_eq!(lea.opens(hers).expect("opens").etat, 1, "no write slipped through");
    });
}

#[test]
fn without_the_contre_cle_nothing_opens() {
    Essai::on_each_engine(2, |e| {
        let lea = e.signs_in("lea");
        let hers = e.of("lea")[0];
        e.contre.goes_away();
        for _ in 0..3 {
            let answer = lea.opens(hers);
            assert!(matches!(&answer, Err(Error::Panne(p)) if p.quoi == PanneKind::ContreCle), "{answer:?}");
        }
        assert!(lea.records(hers, "pendant la panne").is_err());
        assert!(e.someone("karine").enters().is_err(), "nor does anybody come in");
        e.contre.comes_back();
        assert_eq!(lea.opens(hers).expect("by itself").etat, 1);
        assert_eq!(e.records(), e.contre.cosigned(), "what was written meanwhile was sent afterwards");
        // Restarted, sealed or not, it finds its place again.
        e.contre.cut();
        e.contre.start();
        opens_again(&lea, hers);
    });
}

#[test]
fn what_arrived_while_it_was_away_is_recorded_when_it_is_back() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let opened = lea.opens(e.of("lea")[0]).expect("opens");
        // Once the two clocks are known to disagree, nothing more is written.
        e.contre.set_ahead(-86_400_000);
        assert!(is_panne(&lea.opens(opened.dossier)));
        e.coffre().delivered(opened.receipt);
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert_eq!(e.count(Kind::Delivered), 0);
        e.contre.set_ahead(0);
        e.until(|| e.count(Kind::Delivered) == 1, "it is said afterwards");
    });
}

#[test]
fn a_write_interrupted_by_its_absence_is_whole_or_absent() {
    // Which question of a write is the one that gets no answer.
    for lost in 0..6 {
        let e = Essai::on_sqlite(1);
        let lea = e.signs_in("lea");
        let hers = e.of("lea")[0];
        let mut left = lost;
        e.contre.listen(move |question| {
            if left == 0 {
                return Err(std::io::ErrorKind::TimedOut.into());
            }
            left -= 1;
            Ok(question)
        });
        let written = lea.records(hers, "un entretien");
        e.contre.stop_listening();
        let opened = lea.opens(hers).unwrap_or_else(|error| panic!("question {lost} lost: {error:?}"));
        let has_it = crate::essai::textes(&opened).contains(&"un entretien".to_owned());
        assert_eq!(opened.etat == 2, has_it, "question {lost} lost");
        assert!(has_it || written.is_err(), "question {lost} lost: acknowledged, then lost");
        assert_eq!(e.count(Kind::Integrity), 0, "question {lost} lost: a cut line is no tampering");
        let again = lea.records(hers, "un autre").unwrap_or_else(|error| panic!("question {lost} lost: {error:?}"));
        assert_eq!(again, opened.etat + 1);
    }
}

#[test]
fn a_contre_cle_whose_clock_is_wrong_opens_nothing() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let hers = e.of("lea")[0];
    for (ahead, works) in [(29_000, true), (31_000, false), (-29_000, true), (-31_000, false)] {
        e.contre.set_ahead(ahead);
        assert_eq!(lea.opens(hers).is_ok(), works, "{ahead} ms");
        e.contre.set_ahead(0);
        opens_again(&lea, hers);
    }
}
