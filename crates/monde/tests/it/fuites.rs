//! What is said to be a leak: a proportion, to who may ask, and nothing that tells of anybody.

use coffre::face::{Error, FuiteVerifiee, Refusal};
use domaine::Clair;
use domaine::fuite::Verdict;
use journal::Kind;
use journal::act::Purpose;

use crate::essai::{Essai, Personne, refusal};

/// Lines of people of the test world, by phone; those after them are invented.
fn lines(known: std::ops::Range<usize>, invented: usize) -> String {
    let ours = known.map(|n| format!("06399{n:05};jeune.{n}@courrier.example"));
    let others = (0..invented).map(|n| format!("invente.{n}@ailleurs.example;06398{n:05}"));
    ours.chain(others).collect::<Vec<_>>().join("\n")
}

fn checks(e: &Essai, who: &Personne, texte: &str) -> Result<FuiteVerifiee, Error> {
    let request = who.request_with("POST", "/fuites", texte.as_bytes());
    e.run(e.coffre().check_leak(&request, &Clair::new(texte)))
}

#[test]
fn a_leak_is_answered_by_a_proportion_within_what_the_reader_may_ask() {
    Essai::on_each_engine(30, |e| {
        let (lea, vigie, dpo) = (e.signs_in("lea"), e.signs_in("vigie"), e.signs_in("dpo"));
        // Léa reads most of hers: she is in common.
        for dossier in e.of("lea").into_iter().take(19) {
            lea.opens(dossier).expect("opens");
        }
        let before = (e.count(Kind::TokenLookup), e.count(Kind::JournalRead), e.count(Kind::Opening));
        // Léa's are the first thirty, Karine's the next; the last thirty are of the other structure.
        let all = checks(e, &vigie, &lines(0..30, 0)).expect("hers");
        assert_eq!((all.verdict, all.lignes, all.personnes), (Verdict::Toutes, 30, 30), "{}", e.engine);
        let said = |found: &FuiteVerifiee| -> Vec<(Option<String>, u8)> {
            let name = |qui: &coffre::face::CompteAlerte| qui.nom.expose().to_owned();
            found.communs.iter().map(|c| (c.qui.as_ref().map(name), c.dixiemes)).collect()
        };
        assert_eq!((said(&all), all.communs[0].entrees.len()), (vec![(Some("lea".into()), 6)], 19));
        assert!(matches!(checks(e, &vigie, &lines(60..90, 70)).expect("hers").verdict, Verdict::Partie(_)));
        assert_eq!(checks(e, &vigie, &lines(0..1, 40)).expect("hers").verdict, Verdict::Aucune, "one is nobody");
        let after = (e.count(Kind::TokenLookup), e.count(Kind::JournalRead), e.count(Kind::Opening));
        assert_eq!(
            after,
            (before.0 + 3, before.1 + 3, before.2),
            "each stands twice in the journal, and opens nothing"
        );
        let looked = e.entries(Kind::TokenLookup).pop().expect("the last");
        assert_eq!((looked.purpose, looked.count), (Purpose::Controle as u8, 41));

        // The neighbour: of people of another structure, a DPO learns nothing; of hers, she does. Names count as values do.
        assert_eq!(checks(e, &dpo, &lines(60..90, 0)).expect("hers").verdict, Verdict::Aucune);
        assert_eq!(checks(e, &dpo, &lines(0..60, 0)).expect("hers").verdict, Verdict::Toutes);
        for who in ["lea", "accueil", "gestionnaire", "direction"] {
            let refused = e.count(Kind::Refusal);
            assert_eq!(refusal(checks(e, &e.signs_in(who), &lines(0..30, 0))), Refusal::Role, "{who}");
            assert_eq!(e.count(Kind::Refusal), refused + 1, "{who}: said in the journal");
        }
    });
}

#[test]
fn of_fewer_than_twenty_persons_nothing_is_said_and_five_a_day_are_checked() {
    Essai::on_each_engine(30, |e| {
        let vigie = e.signs_in("vigie");
        let few = |texte: &str| {
            let Err(Error::Saisie(fautes)) = checks(e, &vigie, texte) else { panic!("it was answered") };
            fautes[0].raison
        };
        assert_eq!(few(&lines(0..19, 0)), "fuite-trop-courte");
        // The same persons twice, otherwise spelt, are nineteen.
        assert_eq!(few(&format!("{}\n{}", lines(0..19, 0), lines(0..19, 0).to_uppercase())), "fuite-trop-courte");
        assert_eq!(few(""), "fuite-trop-courte");
        assert_eq!(few(&lines(0..30, 971)), "fuite-trop-longue");
        assert_eq!(checks(e, &vigie, &lines(0..20, 0)).expect("the fifth").verdict, Verdict::Toutes);
        let refused = refusal(checks(e, &vigie, &lines(0..20, 0)));
        assert_eq!(refused, Refusal::Budget { quoi: coffre::face::Budget::Controles, limite: 5 });
        let dpo = e.signs_in("dpo");
        checks(e, &dpo, &lines(0..20, 0)).expect("another account has its own day");
    });
}

#[test]
fn names_with_their_birth_date_are_compared_in_the_readers_structure() {
    Essai::on_each_engine(30, |e| {
        let dpo = e.signs_in("dpo");
        let loaded = e.count(Kind::IndexLoad);
        let line = |n: usize| {
            let prenom = ["Mathilde", "Yacine", "Océane"][n % 3];
            let (jour, mois, an) = (10 + n % 10, 1 + n % 9, 2001 + n % 8);
            format!("{};{};{jour}/0{mois}/{an}", prenom.to_uppercase(), e.dossiers[n].nom)
        };
        let ours: Vec<String> = (0..40).map(line).collect();
        assert_eq!(checks(e, &dpo, &ours.join("\n")).expect("hers").verdict, Verdict::Toutes, "{}", e.engine);
        let theirs: Vec<String> = (60..90).map(line).collect();
        assert_eq!(checks(e, &dpo, &theirs.join("\n")).expect("hers").verdict, Verdict::Aucune, "another structure's");
        assert_eq!(e.count(Kind::IndexLoad), loaded + 1, "hers alone, once");
    });
}
