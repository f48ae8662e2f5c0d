//! Finding someone: through the coffre, with its two halves of every key.

use coffre::face::Etiquette;
use journal::entry::Kind;

use crate::essai::Essai;

fn shown(ligne: &Etiquette) -> (String, String, String) {
    (ligne.nom.expose().into(), ligne.prenom.expose().into(), ligne.naissance.expose().into())
}

#[test]
fn a_young_person_is_found_by_what_is_known_of_her() {
    Essai::on_each_engine(4, |e| {
        let lea = e.signs_in("lea");
        // Numbers 1 to 4 are léa's: Lefebvrault, Dumoncelle, Okonkwari, Brissavoine.
        let hers = e.of("lea");
        for (query, rank) in [
            ("lefebvrault", 0),
            ("LEFEBVRAULT", 0),
            ("lefevrault", 0),
            ("lefbevrault", 0),
            ("lefebvro", 0),
            ("mathilde lefebvrault", 0),
            ("lefebvrault mathilde", 0),
            ("dumonselle", 1),
            ("okonkwary océane", 2),
            ("oceane okonkwari", 2),
            ("brisavoine", 3),
            ("0639900001", 1),
            ("06 39 90 00 01", 1),
            ("+33 6 39 90 00 01", 1),
            ("jeune.2@courrier.example", 2),
            ("JEUNE.2@courrier.example", 2),
        ] {
            let found = lea.searches(query).unwrap_or_else(|e| panic!("{query}: {e:?}")).lignes;
            assert_eq!(found.first().map(|l| l.dossier), Some(hers[rank]), "{query}");
        }
    });
}

#[test]
fn whole_names_of_hers_masked_names_of_others() {
    let e = Essai::on_sqlite(3);
    let lea = e.signs_in("lea");
    let own = lea.searches("lefebvrault").expect("searches").lignes.remove(0);
    assert!(!own.masquee);
    assert_eq!(shown(&own), ("Lefebvrault".into(), "Mathilde".into(), "2001".into()));
    // Karine's first is the fourth of the list of names.
    let other = lea.searches("brissavoine").expect("searches").lignes.remove(0);
    assert!(other.masquee);
    assert_eq!(shown(&other), ("B.".into(), "Mathilde".into(), "2004".into()));
    let page = lea.portefeuille(1).expect("lists");
    assert_eq!((page.total, page.lignes.iter().filter(|l| l.masquee).count()), (3, 0));
    assert!(lea.portefeuille(2).expect("lists").lignes.is_empty());
    assert_eq!(e.count(Kind::ResultPage), 4, "each list is an entry");
}

#[test]
fn other_structures_and_social_numbers_are_never_found() {
    let e = Essai::on_sqlite(3);
    let (lea, marc) = (e.signs_in("lea"), e.signs_in("marc"));
    // Marc's are the seventh to the ninth: Pruvostelle, Ghermanescu, Villaplane.
    let elsewhere = e.of("marc");
    assert_eq!(marc.searches("pruvostelle").expect("searches").lignes[0].dossier, elsewhere[0]);
    for query in
        ["pruvostelle", "ghermanescu", "0639900006", "jeune.6@courrier.example", "206035951200600", "206035951200000"]
    {
        let found = lea.searches(query).expect("searches").lignes;
        assert!(found.iter().all(|l| !elsewhere.contains(&l.dossier)), "{query} found another structure's");
        if query.starts_with("20603") {
            assert!(found.is_empty(), "a social number is no way to search");
        }
    }
    for query in ["", " ", "a", "!!", &"x".repeat(500)] {
        assert!(lea.searches(query).is_err(), "`{query}` is too short or too long");
    }
}

#[test]
fn names_come_back_after_a_restart_and_leave_when_idle() {
    crate::essai::alone("recherche::names_come_back_after_a_restart_and_leave_when_idle", || {
        let mut e = Essai::on_sqlite(3);
        let lea = e.signs_in("lea");
        lea.searches("lefebvrault").expect("searches");
        let created = lea.creates("Vauquelinard").expect("creates");
        assert_eq!(lea.searches("vauquelinar").expect("searches").lignes[0].dossier, created, "at once");
        e.reboot();
        assert_eq!(lea.searches("vauquelinar").expect("searches").lignes[0].dossier, created, "after a reboot");
        let loads = e.count(Kind::IndexLoad);
        crate::essai::wait(31 * 60_000);
        e.run(e.coffre().drop_idle_names()).expect("drops");
        assert_eq!(e.count(Kind::IndexDrop), 1);
        lea.searches("lefebvrault").expect("searches");
        assert_eq!(e.count(Kind::IndexLoad), loads + 1, "loaded anew, and recorded");
    });
}
