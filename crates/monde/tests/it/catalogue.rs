//! The catalogue's overlay: what a structure changes is its own, journalled before it applies, and loses nothing that was written.

use coffre::base::Statement;
use coffre::face::{CatalogueLu, Error, GesteCatalogue, ListeLue, Refusal};
use domaine::Clair;
use domaine::catalogue::{Offerte, local_key};
use jiff::civil::date;
use journal::entry::Kind;

use crate::essai::{AILLEURS, Essai, ICI, Personne, code, refusal};

fn adapts(e: &Essai, who: &Personne, liste: &str, geste: GesteCatalogue) -> Result<(), Error> {
    let request = who.request_with("POST", &format!("/catalogue/{liste}"), b"a gesture");
    e.run(e.coffre().adapt_catalogue(&request, liste, geste))
}

fn reads(e: &Essai, who: &Personne, liste: &str) -> Result<ListeLue, Error> {
    let request = who.request("GET", &format!("/catalogue/{liste}"));
    e.run(e.coffre().catalogue_liste(&request, liste))
}

fn all(e: &Essai, who: &Personne) -> Result<CatalogueLu, Error> {
    e.run(e.coffre().catalogue(&who.request("GET", "/catalogue")))
}

fn own(libelle: &str, parent: Option<u16>) -> GesteCatalogue {
    GesteCatalogue::Ajouter { libelle: Clair::new(libelle), parent }
}

/// What a structure's forms offer.
fn offered(e: &Essai, structure: &str) -> Vec<u16> {
    let surcouches = e.coffre().surcouches(code(structure));
    let liste = domaine::catalogue::Catalogue::get("absences").expect("a list");
    let codes: Vec<u16> =
        liste.with(surcouches.of("absences"), date(2026, 11, 23)).iter().map(|o: &Offerte<'_>| o.code).collect();
    codes
}

/// Fields to correct.
fn faults(answer: Result<(), Error>) -> Vec<(&'static str, &'static str)> {
    match answer {
        Err(Error::Saisie(wrong)) => wrong.iter().map(|s| (s.champ, s.raison)).collect(),
        other => panic!("nothing to correct: {other:?}"),
    }
}

#[test]
fn what_a_structure_changes_is_offered_at_once_and_there_alone() {
    Essai::on_each_engine(1, |e| {
        let (direction, marc) = (e.signs_in("direction"), e.signs_in("marc"));
        let before = offered(e, ICI);
        adapts(e, &direction, "absences", own("Forum des métiers", Some(3))).expect("adds");
        adapts(e, &direction, "absences", GesteCatalogue::Masquer(1)).expect("switches off");
        let after = offered(e, ICI);
        assert!(after.contains(&1000) && !after.contains(&1), "{after:?}");
        drop(marc);
        assert_eq!(offered(e, AILLEURS), before, "the neighbour sees nothing of it");
        let lue = reads(e, &direction, "absences").expect("reads");
        assert_eq!(lue.surcouche.ajout(1000).map(|a| a.cle.clone()), Some(local_key(1000)));
        adapts(e, &direction, "absences", GesteCatalogue::Montrer(1)).expect("switches on");
        adapts(e, &direction, "absences", GesteCatalogue::Masquer(1000)).expect("its own too");
        assert_eq!(offered(e, ICI), before);
        assert!(reads(e, &direction, "absences").expect("reads").surcouche.ajout(1000).is_some(), "never deleted");
    });
}

#[test]
fn who_adapts_and_who_does_not() {
    let e = Essai::on_sqlite(1);
    let direction = e.signs_in("direction");
    assert!(all(&e, &direction).expect("hers").listes.iter().any(|(liste, _)| liste.nom == "offre"));
    for nom in ["lea", "accueil", "gestionnaire", "dpo", "vigie", "marc"] {
        let who = e.signs_in(nom);
        assert_eq!(refusal(all(&e, &who)), Refusal::Role, "{nom}");
        assert_eq!(refusal(reads(&e, &who, "offre")), Refusal::Role, "{nom}");
        assert_eq!(refusal(adapts(&e, &who, "offre", GesteCatalogue::Masquer(1))), Refusal::Role, "{nom}");
    }
    assert_eq!(e.count(Kind::PolicyChange), 0);
}

#[test]
fn each_change_is_an_entry_that_commits_to_the_overlay() {
    let e = Essai::on_sqlite(1);
    let direction = e.signs_in("direction");
    adapts(&e, &direction, "offre", own("Chantier école", Some(1))).expect("adds");
    adapts(&e, &direction, "offre", GesteCatalogue::Masquer(2)).expect("switches off");
    adapts(&e, &direction, "offre", GesteCatalogue::Masquer(2)).expect("it is so already");
    adapts(&e, &direction, "offre", GesteCatalogue::Montrer(2)).expect("switches on");
    let entries = e.entries(Kind::PolicyChange);
    assert_eq!(entries.len(), 3, "what changes nothing is no change");
    assert_eq!(entries.iter().map(|x| x.count).collect::<Vec<_>>(), [1, 2, 1]);
    assert_eq!(entries[0].content, entries[2].content, "the same overlay, the same hash");
    assert_ne!(entries[0].content, entries[1].content);
    assert!(entries.iter().all(|x| x.object[..8] == code(ICI).0 && x.actor == entries[0].actor && x.actor != [0; 16]));
}

#[test]
fn everything_wrong_is_said_at_once_and_changes_nothing() {
    let e = Essai::on_sqlite(1);
    let direction = e.signs_in("direction");
    let check = |geste: GesteCatalogue, expected: &[(&str, &str)]| {
        assert_eq!(faults(adapts(&e, &direction, "absences", geste)), expected);
    };
    check(own(" ", None), &[("libelle", "champ-obligatoire"), ("parent", "champ-obligatoire")]);
    check(own(&"é".repeat(61), Some(999)), &[("libelle", "champ-trop-long"), ("parent", "champ-hors-liste")]);
    let first = domaine::catalogue::Catalogue::get("absences").expect("a list").valeurs()[0].fr;
    check(own(&first.to_uppercase(), Some(1)), &[("libelle", "valeur-deja-la")]);
    let all = offered(&e, ICI);
    for code in &all[1..] {
        adapts(&e, &direction, "absences", GesteCatalogue::Masquer(*code)).expect("switches off");
    }
    check(GesteCatalogue::Masquer(all[0]), &[("valeur", "derniere-valeur")]);
    assert_eq!(offered(&e, ICI), [all[0]]);
    assert_eq!(refusal(adapts(&e, &direction, "absences", GesteCatalogue::Masquer(777))), Refusal::Introuvable);
    for liste in ["statuts-fin", "rqth", "aucune"] {
        assert_eq!(refusal(reads(&e, &direction, liste)), Refusal::Introuvable, "{liste}: decided by a text");
    }
}

#[test]
fn what_was_changed_is_there_after_a_restart() {
    let mut e = Essai::on_sqlite(1);
    let direction = e.signs_in("direction");
    adapts(&e, &direction, "absences", own("Forum", Some(3))).expect("adds");
    e.reboot();
    let direction = e.signs_in("direction");
    assert!(reads(&e, &direction, "absences").expect("reads").surcouche.ajout(1000).is_some());
    assert!(offered(&e, ICI).contains(&1000));
    adapts(&e, &direction, "absences", own("Salon", Some(3))).expect("adds");
    assert!(offered(&e, ICI).contains(&1001), "a number is never used again");
}

/// Nobody signed it: no entry says that this overlay is the structure's.
#[test]
fn a_value_that_no_entry_says_is_not_offered() {
    Essai::on_each_engine(1, |e| {
        let direction = e.signs_in("direction");
        let before = offered(e, ICI);
        static FORGE: Statement = Statement::new(
            "essai::surcouche_forgee",
            "insert into surcouche (structure, liste, code, etat, libelle, parent, maj) values (?1, 'absences', 1000, 1, 'Forgée', 3, 0)",
        );
        e.base.write_blocking(|tx| tx.exec(&FORGE, &[ICI.into()])).expect("edits");
        e.reboot();
        let again = e.signs_in("direction");
        drop(direction);
        let integrity = e.count(Kind::Integrity);
        let lue = reads(e, &again, "absences").expect("reads");
        assert!(lue.surcouche.ajouts.is_empty(), "not offered");
        assert_eq!(offered(e, ICI), before, "the national list");
        assert!(e.count(Kind::Integrity) <= integrity + 1, "told once, not at each page");
        assert!(e.count(Kind::Integrity) > 0);
        // Another list of the same structure is its own.
        adapts(e, &again, "offre", GesteCatalogue::Masquer(2)).expect("switches off");
        assert!(reads(e, &again, "offre").expect("reads").surcouche.masquees.contains(&2));
    });
}

/// What an entry said once is offered no more when its row is edited, or gone.
#[test]
fn a_value_that_was_edited_or_switched_on_again_is_not_offered() {
    let mut e = Essai::on_sqlite(1);
    let direction = e.signs_in("direction");
    adapts(&e, &direction, "absences", own("Forum", Some(3))).expect("adds");
    adapts(&e, &direction, "lieux", GesteCatalogue::Masquer(1)).expect("switches off");
    static EDIT: Statement = Statement::new(
        "essai::surcouche_editee",
        "update surcouche set libelle = 'Salon' where structure = ?1 and liste = 'absences'",
    );
    static BACK: Statement =
        Statement::new("essai::surcouche_effacee", "delete from surcouche where structure = ?1 and liste = 'lieux'");
    e.base.write_blocking(|tx| tx.exec(&EDIT, &[ICI.into()])).expect("edits");
    e.base.write_blocking(|tx| tx.exec(&BACK, &[ICI.into()])).expect("deletes");
    e.reboot();
    let direction = e.signs_in("direction");
    assert!(reads(&e, &direction, "absences").expect("reads").surcouche.ajouts.is_empty());
    let lue = reads(&e, &direction, "lieux").expect("reads");
    assert!(lue.refusee && lue.surcouche.masquees.is_empty(), "what is gone cannot be known, but is told");
    // The rows are those of a change before: it is made again, and serves.
    adapts(&e, &direction, "lieux", GesteCatalogue::Masquer(1)).expect("switches off");
    let lue = reads(&e, &direction, "lieux").expect("reads");
    assert!(!lue.refusee && lue.surcouche.masquees.contains(&1));
    assert_eq!(refusal(adapts(&e, &direction, "absences", own("Autre", Some(3)))), Refusal::Conflit);
}
