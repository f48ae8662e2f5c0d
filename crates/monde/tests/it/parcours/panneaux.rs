//! A panel is known again by all that it holds: a double click writes once, and nothing that was typed is taken for something else.

use coffre::face::EvenementSaisi;
use domaine::Clair;
use domaine::agenda::StatutRdv;

use super::*;

/// A panel without a word, of the page that was shown at this etat.
fn mute(etat: u32) -> EvenementSaisi {
    EvenementSaisi { etat: Some(etat), date: TODAY, ..entretien("") }
}

#[test]
fn panels_of_one_page_that_differ_in_anything_are_all_written() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let made = EvenementSaisi { propositions: vec![offre(1), offre(5)], situation: Some(emploi(HIER)), ..mute(1) };
        assert_eq!(lea.records_panel(hers, made).expect("records"), 2);
        let proposes =
            |offres: &[u16]| EvenementSaisi { propositions: offres.iter().map(|n| offre(*n)).collect(), ..mute(2) };
        let says = |num| EvenementSaisi { resultats: vec![resultat(num, EtatProposition::Realise)], ..mute(2) };
        let notes = |texte| EvenementSaisi { delicat: Clair::new(texte), ..mute(2) };
        let ends = EvenementSaisi { fins: vec![(0, TODAY)], ..mute(2) };
        let lives = EvenementSaisi { situation: Some(emploi(TODAY)), ..mute(2) };
        let longer = EvenementSaisi { duree: 90, propositions: vec![offre(1)], ..mute(2) };
        let all = [
            proposes(&[1]),
            proposes(&[5]),
            proposes(&[1, 5]),
            longer,
            says(0),
            says(1),
            notes("le premier mot"),
            notes("le second mot"),
            ends,
            lives,
        ];
        for (panel, etat) in all.iter().zip(3..) {
            assert_eq!(lea.records_panel(hers, panel.clone()).expect("records"), etat, "{panel:?}");
        }
        e.reboot();
        let lea = e.signs_in("lea");
        for panel in all {
            assert_eq!(lea.records_panel(hers, panel.clone()).expect("is known"), 12, "sent again: {panel:?}");
        }
        let shown = unfold(e, &lea, hers, "delicat");
        assert_eq!(shown.notes.len(), 2, "both notes, each once");
        let opened = lea.opens(hers).expect("opens");
        assert_eq!((opened.evenements.len(), opened.propositions.len()), (12, 7));
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn what_is_ticked_after_present_is_written_without_a_word() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let before = EvenementSaisi { propositions: vec![offre(1)], situation: Some(emploi(HIER)), ..mute(1) };
        assert_eq!(panel(e, &lea, hers, before).expect("records").etat, 2);
        let id = this_morning(e, &lea, hers, 480);
        // *Présent* on Ma journée knows no etat: that page opened nothing.
        let present = EvenementSaisi { etat: None, rendez_vous: Some(id), duree: 45, ..mute(0) };
        for _ in 0..2 {
            assert_eq!(panel(e, &lea, hers, present.clone()).expect("one gesture").etat, 3);
        }
        lea.drafts(hers, "ce qui se tape").expect("keeps");
        // Then its link: the page of the dossier, at its etat; a result is ticked, a situation ends, and nothing is said.
        let here = |etat| EvenementSaisi { etat: Some(etat), ..present.clone() };
        let told = EvenementSaisi { resultats: vec![resultat(0, EtatProposition::Realise)], ..here(3) };
        let over = EvenementSaisi { fins: vec![(0, TODAY)], ..here(4) };
        assert_eq!(panel(e, &lea, hers, told.clone()).expect("writes").etat, 4);
        assert_eq!(panel(e, &lea, hers, told).expect("sent again").etat, 4);
        assert_eq!(panel(e, &lea, hers, over.clone()).expect("writes").etat, 5);
        assert_eq!(panel(e, &lea, hers, over).expect("sent again").etat, 5);
        let opened = lea.opens(hers).expect("opens");
        assert_eq!(opened.propositions[0].proposition.etat, EtatProposition::Realise);
        assert_eq!(opened.situations[0].situation.fin, Some(TODAY));
        assert_eq!(opened.evenements.iter().filter(|one| one.rendez_vous == Some(id)).count(), 1);
        // The button, pressed once more in the tab that was left open, takes nothing of it back.
        assert_eq!(panel(e, &lea, hers, present.clone()).expect("known").etat, 5);
        let said = EvenementSaisi { texte: Clair::new("Venue avec son frère."), duree: 60, ..here(5) };
        assert_eq!(panel(e, &lea, hers, said.clone()).expect("completes").etat, 6);
        assert_eq!(panel(e, &lea, hers, said).expect("sent again").etat, 6);
        assert_eq!(
            panel(e, &lea, hers, present).expect("known").etat,
            6,
            "said already: the button has nothing to add"
        );
        let Quoi::RendezVous { statut, .. } = lea.opens(hers).expect("opens").presences[0].quoi else {
            panic!("a rendez-vous")
        };
        assert_eq!(statut, StatutRdv::Present);
    });
}
