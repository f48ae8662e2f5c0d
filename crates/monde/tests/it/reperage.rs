//! Listes de repérage: an import whose people are followed; an attempt opens the dossier like any other write, and its history is the
//! structure's alone.

use std::sync::atomic::Ordering;

use coffre::base::Statement;
use coffre::face::{Error, ImportChoix, ImportGeste, Refusal, ReperageLu, ReperageSaisi, Reperages, VueReperage};
use coffre::sequenceur::essai::DECALAGE;
use domaine::reperage::Priorite;
use domaine::{Clair, DossierId, ImportId};
use jiff::civil::{Date, date};
use journal::entry::{Decision, Kind};

use crate::essai::{Essai, Personne, alone, refusal};
use crate::imports::{deposits, file, over, row, signs, undoes};

const LUNDI: Date = date(2026, 11, 23);

fn says(e: &Essai, who: &Personne, id: ImportId, source: u16, recue: Date) -> Result<(), Error> {
    let saisi = ReperageSaisi { source, recue, de: Clair::new("CFA des Essais") };
    let request = who.request_with("POST", &format!("/imports/{id}"), b"a gesture");
    e.run(e.coffre().change_import(&request, id, ImportGeste::Reperage(saisi))).map(drop)
}

/// The first has an impossible commune in its number, and is left out.
fn rows(n: usize) -> coffre::face::ImportLu {
    file((1..=n).map(row))
}

/// A list of `n` people, received that day, whose référente is who brought it.
fn received(e: &Essai, who: &Personne, n: usize, recue: Date) -> ImportId {
    let id = deposits(e, who, rows(n)).expect("keeps the file");
    says(e, who, id, 1, recue).expect("it is a list");
    signs(e, who, id).expect("signs");
    assert_eq!(over(e, who, id).faits as usize, n);
    id
}

fn lists(e: &Essai, who: &Personne) -> Result<Reperages, Error> {
    e.run(e.coffre().reperages(&who.request("GET", "/reperage"), 1))
}

fn opens(e: &Essai, who: &Personne, id: ImportId, vue: VueReperage) -> Result<ReperageLu, Error> {
    e.run(e.coffre().reperage(&who.request("GET", &format!("/reperage/{id}")), id, vue))
}

fn notes(e: &Essai, who: &Personne, id: ImportId, dossier: DossierId, issue: u16) -> Result<usize, Error> {
    let request = who.request("POST", &format!("/dossiers/{dossier}/statut"));
    e.run(e.coffre().record_issue(&request, dossier, id, issue))
}

#[test]
fn a_received_list_is_worked_through() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let id = received(e, &lea, 4, LUNDI);
        let lu = opens(e, &lea, id, VueReperage::default()).expect("hers");
        assert_eq!((lu.total, lu.lignes.iter().any(|l| l.personne.masquee)), (4, false));
        let people: Vec<DossierId> = lu.lignes.iter().map(|l| l.personne.dossier).collect();
        for issue in [4, 4, 1] {
            notes(e, &lea, id, people[0], issue).expect("an attempt");
        }
        for _ in 0..3 {
            notes(e, &lea, id, people[1], 4).expect("an attempt");
        }
        let only = |priorite| VueReperage { priorite: Some(priorite), ..VueReperage::default() };
        let treated = opens(e, &lea, id, only(Priorite::Traite)).expect("hers");
        assert_eq!(treated.total, 1);
        let told: Vec<u16> = treated.lignes[0].tentatives.iter().map(|(_, issue, _)| *issue).collect();
        assert_eq!(told, [4, 4, 1], "the history keeps all");
        assert_eq!(
            opens(e, &lea, id, only(Priorite::Injoignable)).expect("hers").lignes[0].personne.dossier,
            people[1]
        );
        let all = lists(e, &lea).expect("hers");
        assert_eq!((all.listes[0].avancement.traites, all.listes[0].avancement.total), (1, 4));
        let openings = e.entries(Kind::Opening);
        assert_eq!(
            openings.iter().filter(|x| x.decision == Decision::Granted).count(),
            6,
            "each attempt is an opening"
        );
    });
}

#[test]
fn the_neighbour_the_desk_and_the_gestionnaire_see_nothing() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = received(&e, &lea, 2, LUNDI);
    let dossier = opens(&e, &lea, id, VueReperage::default()).expect("hers").lignes[0].personne.dossier;
    let marc = e.signs_in("marc");
    assert_eq!(refusal(opens(&e, &marc, id, VueReperage::default())), Refusal::Introuvable);
    assert!(lists(&e, &marc).expect("his own").listes.is_empty());
    assert_eq!(refusal(notes(&e, &marc, id, dossier, 4)), Refusal::Introuvable);
    for nom in ["accueil", "gestionnaire"] {
        let who = e.signs_in(nom);
        assert_eq!(refusal(lists(&e, &who)), Refusal::Role, "{nom}");
        assert_eq!(refusal(opens(&e, &who, id, VueReperage::default())), Refusal::Role, "{nom}");
        assert_eq!(refusal(notes(&e, &who, id, dossier, 4)), Refusal::Role, "{nom}");
    }
    let karine = e.signs_in("karine");
    let seen = opens(&e, &karine, id, VueReperage::default()).expect("her structure's");
    assert!(seen.lignes.iter().all(|l| l.personne.masquee), "not entrusted to her");
    assert!(seen.lignes.iter().all(|l| l.tentatives.is_empty()));
}

#[test]
fn an_attempt_has_a_known_outcome_and_a_person_of_that_list() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = received(&e, &lea, 1, LUNDI);
    let other = e.of("lea")[0];
    assert_eq!(refusal(notes(&e, &lea, id, other, 4)), Refusal::Introuvable, "she is not in it");
    assert!(matches!(notes(&e, &lea, id, other, 99), Err(Error::Saisie(wrong)) if wrong[0].champ == "issue"));
    let file = deposits(&e, &lea, rows(2)).expect("keeps");
    let check = |source, recue, champ: &str| {
        let wrong = says(&e, &lea, file, source, recue);
        assert!(matches!(wrong, Err(Error::Saisie(wrong)) if wrong[0].champ == champ), "{champ}");
    };
    check(77, LUNDI, "source");
    check(1, date(2026, 11, 24), "recue");
}

#[test]
fn who_is_known_already_is_followed_and_not_made_again() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let first = deposits(&e, &lea, rows(1)).expect("keeps");
    signs(&e, &lea, first).expect("signs");
    over(&e, &lea, first);
    let id = deposits(&e, &lea, rows(3)).expect("keeps");
    says(&e, &lea, id, 2, LUNDI).expect("it is a list");
    let request = lea.request_with("POST", &format!("/imports/{id}"), b"a gesture");
    e.run(e.coffre().change_import(&request, id, ImportGeste::Choisir(2, ImportChoix::Ecartee))).expect("aside");
    signs(&e, &lea, id).expect("signs");
    assert_eq!(over(&e, &lea, id).faits, 2);
    assert_eq!(opens(&e, &lea, id, VueReperage::default()).expect("hers").total, 3);
    undoes(&e, &lea, id).expect("takes it back");
    assert_eq!(opens(&e, &lea, id, VueReperage::default()).expect("hers").total, 1, "who was known stays");
}

#[test]
fn who_was_never_reached_is_to_be_erased_and_only_she() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    // Received six months and two days ago.
    let id = received(&e, &lea, 3, date(2026, 5, 21));
    let lu = opens(&e, &lea, id, VueReperage::default()).expect("hers");
    assert_eq!((lu.a_effacer, lu.purge), (3, Some((6, false))));
    notes(&e, &lea, id, lu.lignes[0].personne.dossier, 1).expect("reached");
    notes(&e, &lea, id, lu.lignes[1].personne.dossier, 4).expect("in vain");
    let vue = VueReperage { a_effacer: true, ..VueReperage::default() };
    assert_eq!(opens(&e, &lea, id, vue).expect("hers").total, 2);
}

#[test]
fn an_edited_line_is_not_shown_and_is_told() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let id = received(&e, &lea, 2, LUNDI);
    let dossier = opens(&e, &lea, id, VueReperage::default()).expect("hers").lignes[0].personne.dossier;
    notes(&e, &lea, id, dossier, 4).expect("an attempt");
    static FORGE: Statement = Statement::new("essai::forge", "update reperage set issue = 1 where dossier = ?1");
    e.base.write_blocking(move |tx| tx.exec(&FORGE, &[dossier.0.into()])).expect("edits");
    let before = e.count(Kind::Integrity);
    let lu = opens(&e, &lea, id, VueReperage::default()).expect("hers");
    assert_eq!((lu.total, lu.illisibles), (1, 1));
    assert_eq!(e.count(Kind::Integrity), before + 1);
}

/// Whoever holds the base can delete a line; he cannot make it say that nobody ever tried, nor add somebody to a list.
#[test]
fn a_line_that_was_emptied_or_added_is_not_shown_and_is_told() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let id = received(e, &lea, 2, LUNDI);
        let dossier = opens(e, &lea, id, VueReperage::default()).expect("hers").lignes[0].personne.dossier;
        notes(e, &lea, id, dossier, 4).expect("an attempt");
        static EMPTY: Statement = Statement::new(
            "essai::reperage_vide",
            "update reperage set issue = 0, tentatives = 0, maj = 0, contenu = ?2 where dossier = ?1",
        );
        let none: &'static [u8] = &[];
        e.base.write_blocking(move |tx| tx.exec(&EMPTY, &[dossier.0.into(), none.into()])).expect("edits");
        let lu = opens(e, &lea, id, VueReperage::default()).expect("hers");
        assert_eq!((lu.total, lu.illisibles), (1, 1), "a history is not erased");

        static ADD: Statement = Statement::new(
            "essai::reperage_ajout",
            "insert into reperage (liste, dossier, structure, issue, tentatives, maj, contenu) values (?1, ?2, ?3, 0, 0, 0, ?4)",
        );
        let other = e.of("lea")[0];
        let code = lu.agent.structure.to_string();
        let row = move |contenu: Vec<u8>| vec![id.0.into(), other.0.into(), code.as_str().into(), contenu.into()];
        e.base.write_blocking(move |tx| tx.exec(&ADD, &row(Vec::new()))).expect("edits");
        let lu = opens(e, &lea, id, VueReperage::default()).expect("hers");
        assert_eq!((lu.total, lu.illisibles), (1, 2), "nobody is added");
    });
}

/// From the day after six months, and not one earlier: nobody but who was never reached, each once, and their dossiers stay.
#[test]
fn who_was_never_reached_leaves_the_list_on_the_day_after_the_delay() {
    alone("reperage::who_was_never_reached_leaves_the_list_on_the_day_after_the_delay", || {
        Essai::on_each_engine(1, |e| {
            let lea = e.signs_in("lea");
            // Six months end on 23 November 2026.
            let id = received(e, &lea, 4, date(2026, 5, 23));
            let lu = opens(e, &lea, id, VueReperage::default()).expect("hers");
            let people: Vec<DossierId> = lu.lignes.iter().map(|l| l.personne.dossier).collect();
            for issue in [1, 4] {
                notes(e, &lea, id, people[0], issue).expect("reached, then in vain");
            }
            notes(e, &lea, id, people[1], 4).expect("in vain");
            static EDIT: Statement =
                Statement::new("essai::reperage_oublie", "update reperage set issue = 4 where dossier = ?1");
            let edited = people[2];
            e.base.write_blocking(move |tx| tx.exec(&EDIT, &[edited.0.into()])).expect("edits");
            assert_eq!(e.run(e.coffre().purge_reperages()).expect("the last day"), 0);
            assert_eq!(opens(e, &lea, id, VueReperage::default()).expect("hers").total, 3);

            DECALAGE.fetch_add(86_400_000, Ordering::Relaxed);
            let lea = e.signs_in("lea");
            let before = e.number("select count(*) from dossier");
            let gone = e.run(e.coffre().purge_reperages()).expect("the day after");
            let again = e.run(e.coffre().purge_reperages()).expect("the same day");
            let lu = opens(e, &lea, id, VueReperage::default()).expect("hers");
            let all = lists(e, &lea).expect("hers");
            let lines = e.entries(Kind::MandatLine);
            lea.opens(people[1]).expect("it opens as before");
            DECALAGE.fetch_sub(86_400_000, Ordering::Relaxed);

            assert_eq!((gone, again), (2, 0), "whose row was edited stays, and is told");
            assert_eq!((lu.total, lu.illisibles, lu.lignes[0].personne.dossier), (1, 1, people[0]));
            assert_eq!(
                (lu.liste.retires, &all.listes[0].retires),
                (vec![(date(2026, 11, 24), 2)], &vec![(date(2026, 11, 24), 2)])
            );
            assert_eq!(lines.len(), 2, "one entry each");
            assert!(lines.iter().all(|x| x.object == id.0 && x.subject != [0; 16] && x.content != [0; 32]));
            assert_ne!(lines[0].subject, lines[1].subject);
            assert_eq!(e.number("select count(*) from dossier"), before, "a dossier is erased by a mandat alone");
            assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
        });
    });
}

/// A list that is still being brought waits: its day of receipt may be corrected. One of which everybody left stays to say so.
#[test]
fn a_list_whose_people_all_left_says_so_and_one_still_open_waits() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let first = received(&e, &lea, 2, date(2026, 5, 1));
    let id = deposits(&e, &lea, rows(3)).expect("keeps");
    says(&e, &lea, id, 2, date(2026, 5, 1)).expect("it is a list");
    let request = lea.request_with("POST", &format!("/imports/{id}"), b"a gesture");
    e.run(e.coffre().change_import(&request, id, ImportGeste::Choisir(2, ImportChoix::Ecartee))).expect("aside");
    says(&e, &lea, id, 2, date(2026, 5, 1)).expect("said again");
    assert_eq!(e.number("select count(*) from reperage"), 3, "two made, and one known already");
    assert_eq!(e.run(e.coffre().purge_reperages()).expect("runs"), 2);
    let all = lists(&e, &lea).expect("hers");
    let told: Vec<_> = all.listes.iter().map(|l| (l.id, l.avancement.total, l.retires.len())).collect();
    assert!(told.contains(&(first, 0, 1)) && told.contains(&(id, 1, 0)), "{told:?}");
    assert_eq!(opens(&e, &lea, first, VueReperage::default()).expect("hers").total, 0);
}
