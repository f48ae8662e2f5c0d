//! A presence at a closed session is a contact: it wakes a dossier, and may be its first accueil. It is read from the structure's rows.

use coffre::face::{EvenementSaisi, GesteSituation, SituationSaisie, VueAgenda};
use domaine::situation::{Categorie, Motif, Rome, Saisie as Typed};
use domaine::{GenreEvenement, Statut};

use super::*;
use crate::essai::entretien;

/// Months later, by turns in which she signs in: an account that nobody uses sleeps too.
fn months_later(e: &Essai, turns: u64) -> Personne {
    (0..turns).for_each(|_| {
        wait_hours(28 * 24);
        e.signs_in("lea");
    });
    e.signs_in("lea")
}

#[test]
fn a_presence_at_a_closed_session_wakes_and_an_absence_does_not() {
    alone("ateliers::contacts::a_presence_at_a_closed_session_wakes_and_an_absence_does_not", || {
        Essai::on_each_engine(2, |e| {
            let lea = months_later(e, 7);
            let (came, missed) = (e.of("lea")[0], e.of("lea")[1]);
            let page = e.run(e.coffre().agenda(&lea.request("GET", "/agenda"), VueAgenda::default())).expect("her day");
            let today = page.maintenant.date();
            let id = given(e, &lea, today, 10);
            for (dossier, statut) in [(came, StatutInscription::Present), (missed, StatutInscription::Absent)] {
                does(e, &lea, id, dossier, GesteInscription::Inscrire).expect("enrols");
                changes(e, &lea, id, ChangementAtelier::Emarger(vec![(dossier, statut)])).expect("marks");
            }
            let says = |who: &Personne, dossier| {
                let opened = who.opens(dossier).expect("opens");
                (opened.statut, opened.suivi.contact)
            };
            let awake = |who: &Personne| {
                let page = who.lists("statut=actif", 1).expect("lists");
                page.liste.lignes.iter().map(|l| l.dossier).collect::<Vec<_>>()
            };
            let before = date(2026, 10, 5);
            assert_eq!(says(&lea, came), (Statut::EnVeille, Some(before)), "not before it is closed");
            assert_eq!(awake(&lea), []);
            assert!(matches!(closes(e, &lea, id, false).expect("closes"), Cloture::Faite(_)));
            let openings = e.count(Kind::Opening);
            assert_eq!(awake(&lea), [came]);
            assert_eq!(e.count(Kind::Opening), openings, "closing opened no dossier");
            assert_eq!(says(&lea, came), (Statut::Actif, Some(today)));
            assert_eq!(says(&lea, missed), (Statut::EnVeille, Some(before)));
            e.reboot();
            let lea = e.signs_in("lea");
            assert_eq!(awake(&lea), [came], "the same, read anew");
            // Opened again to be corrected, it says nothing.
            changes(e, &lea, id, ChangementAtelier::Rouvrir).expect("opens again");
            assert_eq!((says(&lea, came).0, awake(&lea)), (Statut::EnVeille, vec![]));
        });
    });
}

#[test]
fn the_first_accueil_may_be_a_workshop() {
    alone("ateliers::contacts::the_first_accueil_may_be_a_workshop", || {
        Essai::on_each_engine(1, |e| {
            let lea = e.signs_in("lea");
            let new = lea.creates("Vauquelinard").expect("creates");
            let id = given(e, &lea, LUNDI, 10);
            does(e, &lea, id, new, GesteInscription::Inscrire).expect("enrols");
            let job = SituationSaisie {
                num: None,
                saisie: Typed {
                    categorie: Some(Categorie::Emploi),
                    type_: Some(101),
                    contrat: Some(1),
                    debut: Some(date(2026, 11, 20)),
                    rome: Rome::parse("D1505"),
                    ..Typed::default()
                },
                origine: 1,
                organisme: Clair::default(),
                lieu: Clair::default(),
                heures: None,
                texte: Clair::default(),
            };
            let geste = GesteSituation::Ecrire { saisie: Box::new(job), fins: vec![] };
            let request = lea.request_with("POST", &format!("/dossiers/{new}/situations"), b"a form");
            e.run(e.coffre().write_situation(&request, new, geste, None)).expect("writes");
            let before_accueil = || {
                let opened = lea.opens(new).expect("opens");
                opened.situations[0].pas_comptee.contains(&Motif::AvantAccueil)
            };
            assert!(!before_accueil(), "she was received nowhere yet");
            changes(e, &lea, id, ChangementAtelier::Emarger(vec![(new, StatutInscription::Present)])).expect("marks");
            closes(e, &lea, id, false).expect("closes");
            assert!(before_accueil(), "received on Monday, at work since the Friday before");
            // An interview of the Thursday, written later: that was the first.
            let genre = GenreEvenement::ENTRETIEN_INDIVIDUEL;
            let earlier = EvenementSaisi { genre, date: date(2026, 11, 19), ..entretien("vue jeudi") };
            lea.records_panel(new, earlier).expect("records");
            assert!(!before_accueil());
        });
    });
}
