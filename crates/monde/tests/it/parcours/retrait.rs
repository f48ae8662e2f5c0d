//! A slip on *présent* is taken back: its evenement is withdrawn by who made it, the same day, while nothing was added to it.

use coffre::face::ChangementRdv;
use domaine::{DossierId, RendezVousId};

use super::*;
use crate::essai::{alone, wait_hours};

fn present(id: RendezVousId) -> EvenementSaisi {
    EvenementSaisi { rendez_vous: Some(id), date: TODAY, duree: 45, ..entretien("") }
}

fn withdraws(e: &Essai, who: &Personne, d: DossierId, num: u32) -> Result<u32, Error> {
    e.run(e.coffre().withdraw_evenement(&road(who, d, "evenements"), d, num))
}

fn of_rendez_vous(who: &Personne, d: DossierId) -> StatutRdv {
    match who.opens(d).expect("opens").presences[0].quoi {
        Quoi::RendezVous { statut, .. } => statut,
        Quoi::Atelier { .. } => panic!("a rendez-vous"),
    }
}

#[test]
fn a_slip_on_present_is_taken_back_with_its_contact() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine, marc) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("marc"));
        let before = lea.opens(hers).expect("opens").suivi.contact;
        let id = this_morning(e, &lea, hers, 480);
        assert_eq!(panel(e, &lea, hers, present(id)).expect("one gesture").etat, 2);
        let opened = lea.opens(hers).expect("opens");
        let slip = opened.evenements.iter().find(|one| one.rendez_vous == Some(id)).expect("there");
        assert!(slip.retirable && opened.evenements.iter().filter(|one| one.retirable).count() == 1);
        assert_eq!((opened.suivi.contact, before), (Some(TODAY), Some(date(2026, 10, 5))));
        let theirs = karine.opens(hers).expect("opens");
        assert!(theirs.evenements.iter().all(|one| !one.retirable), "hers alone to withdraw");

        assert_eq!(wrong(withdraws(e, &karine, hers, slip.num)), [("retirer", "pas-son-auteur")]);
        assert_eq!(refusal(withdraws(e, &marc, hers, slip.num)), Refusal::Introuvable);
        assert_eq!(refusal(withdraws(e, &e.signs_in("accueil"), hers, slip.num)), Refusal::Role);
        assert_eq!(wrong(withdraws(e, &lea, hers, 99)), [("retirer", "ligne-inconnue")]);
        assert_eq!(wrong(withdraws(e, &lea, hers, 0)), [("retirer", "trop-tard-pour-annuler")], "one of October");
        for _ in 0..2 {
            assert_eq!(withdraws(e, &lea, hers, slip.num).expect("withdraws, and once more changes nothing"), 3);
        }
        let write = e.entries(Kind::Write).pop().expect("one");
        assert_eq!((write.etat, write.fields), (3, Champ::Entretien.bit()), "the withdrawal is a write like any");
        e.reboot();
        let lea = e.signs_in("lea");
        let opened = lea.opens(hers).expect("opens");
        assert!(opened.evenements.iter().all(|one| one.rendez_vous.is_none()));
        assert_eq!(opened.suivi.contact, before);
        assert_eq!(of_rendez_vous(&lea, hers), StatutRdv::Planifie, "it waits for its word again");
        // She did not come after all; and a second slip is another evenement, of another number.
        let says = |statut| {
            let request = lea.request_with("POST", &format!("/agenda/{hers}/{id}"), b"a form");
            e.run(e.coffre().change_rendez_vous(&request, hers, id, ChangementRdv::Statut(statut))).expect("says")
        };
        says(StatutRdv::Absent);
        says(StatutRdv::Planifie);
        assert_eq!(panel(e, &lea, hers, present(id)).expect("she came, late").etat, 4);
        let again = lea.opens(hers).expect("opens");
        let num = again.evenements.iter().find(|one| one.rendez_vous == Some(id)).expect("there").num;
        assert_eq!(num, slip.num + 1);
        // Said absent first, and withdrawn then: what was said stands.
        says(StatutRdv::Absent);
        assert_eq!(withdraws(e, &lea, hers, num).expect("withdraws"), 5);
        assert_eq!(of_rendez_vous(&lea, hers), StatutRdv::Absent);
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn who_was_never_met_is_so_again() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let new = lea.creates("Vauquelinard").expect("creates");
        let id = this_morning(e, &lea, new, 480);
        assert_eq!(panel(e, &lea, new, present(id)).expect("one gesture").etat, 2);
        assert_eq!(lea.opens(new).expect("opens").suivi.contact, Some(TODAY));
        assert_eq!(withdraws(e, &lea, new, 0).expect("withdraws"), 3);
        assert_eq!(lea.opens(new).expect("opens").suivi.contact, None);
        let head = "select contact from entete where etat = 3";
        assert_eq!(e.number(head), 0);
    });
}

#[test]
fn what_something_was_added_to_stays() {
    alone("parcours::retrait::what_something_was_added_to_stays", || {
        let e = &Essai::on_sqlite(4);
        let lea = e.signs_in("lea");
        let all = e.of("lea");
        let made = |n: usize| {
            let id = this_morning(e, &lea, all[n], 480 + 60 * n as u16);
            panel(e, &lea, all[n], present(id)).expect("one gesture");
            id
        };
        let last = |d: DossierId| lea.opens(d).expect("opens").evenements[0].num;
        let completes = |n: usize, id, more: EvenementSaisi| {
            let panel = EvenementSaisi { etat: Some(2), ..more };
            assert_eq!(
                lea.records_panel(all[n], EvenementSaisi { rendez_vous: Some(id), ..panel }).expect("records"),
                3
            );
            assert_eq!(wrong(withdraws(e, &lea, all[n], last(all[n]))), [("retirer", "evenement-complete")], "{n}");
        };
        let id = made(0);
        completes(0, id, EvenementSaisi { texte: Clair::new("Venue à l'heure."), ..present(id) });
        let id = made(1);
        completes(1, id, EvenementSaisi { propositions: vec![offre(1)], ..present(id) });
        let id = made(2);
        completes(2, id, EvenementSaisi { delicat: Clair::new(SECRET), ..present(id) });
        made(3);
        wait_hours(24);
        let lea = e.signs_in("lea");
        let late = withdraws(e, &lea, all[3], 1);
        assert_eq!(wrong(late), [("retirer", "trop-tard-pour-annuler")], "the next day it stands");
    });
}
