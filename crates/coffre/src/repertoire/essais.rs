//! The promises of the search, on a small structure: who comes first, and who never comes.

mod endurance;

use super::*;

fn id(n: u32) -> [u8; 16] {
    let mut id = [0x5a; 16];
    id[..4].copy_from_slice(&n.to_le_bytes());
    id
}

fn fiche<'a>(n: u32, nom: &'a str, prenom: &'a str, (annee, mois, jour): (i16, u8, u8)) -> Fiche<'a> {
    let naissance = Some(Naissance { annee, mois, jour });
    Fiche { dossier: id(n), nom, prenom, usage: None, naissance, numero: 4000 + n, marque: n }
}

/// A small fictional structure; the number of a person is 4000 + the place in this list.
fn village() -> Repertoire {
    let people = [
        ("Masson", "Léa", (2006, 3, 12)),
        ("Masson", "Lucas", (2005, 3, 12)),
        ("Maçon", "Hugo", (2004, 1, 2)),
        ("Martin", "Thomas", (2006, 5, 9)),
        ("Thomas", "Martin", (2003, 5, 9)),
        ("Ben Aïssa", "Inès", (2005, 7, 21)),
        ("d'Almeida", "Rafael", (2004, 2, 29)),
        ("Le Goff", "Jean-Pierre", (2006, 11, 30)),
        ("Dupont", "Katia", (2007, 8, 1)),
        ("Durand", "Philippe", (2002, 4, 4)),
        ("Garcia Lopez", "Maria", (2006, 6, 6)),
        ("Goffin", "Pierre", (2006, 10, 3)),
        ("Lemassif", "Léana", (2006, 3, 12)),
        ("Nguyễn", "Thị Lan", (2005, 12, 24)),
        ("El Amrani", "Yasmine", (2006, 9, 17)),
        ("Le", "Minh", (2004, 9, 9)),
        ("Benoît", "Benjamin", (2003, 2, 14)),
        ("Martin", "Ben", (2003, 1, 31)),
    ];
    let mut village = Repertoire::build((0..).zip(people).map(|(n, (nom, prenom, date))| fiche(n, nom, prenom, date)));
    village.insert(Fiche { usage: Some("Bertrand"), ..fiche(18, "Moreau", "Chloé", (2005, 5, 5)) });
    village
}

fn first(repertoire: &Repertoire, query: &str) -> Option<(String, Why)> {
    let hit = *repertoire.search(query, 10).first()?;
    let person = repertoire.get(&hit.dossier)?;
    Some((format!("{} {}", person.nom, person.prenom), hit.why))
}

#[test]
fn the_person_meant_comes_first() {
    let village = village();
    let check = |query: &str, expected: &str, why: Why| {
        assert_eq!(first(&village, query), Some((expected.to_owned(), why)), "{query}");
    };
    // As written, in any order, case and accents.
    check("masson lea", "Masson Léa", Why::Exact);
    check("Léa MASSON", "Masson Léa", Why::Exact);
    check("lucas", "Masson Lucas", Why::Exact);
    check("martin thomas", "Martin Thomas", Why::Exact);
    check("nguyen lan", "Nguyễn Thị Lan", Why::Exact);
    // Particles, glued or left out; halves of compound names; name in use.
    check("ben aissa", "Ben Aïssa Inès", Why::Exact);
    check("benaissa ines", "Ben Aïssa Inès", Why::Exact);
    check("aïssa", "Ben Aïssa Inès", Why::Exact);
    check("d'almeida", "d'Almeida Rafael", Why::Exact);
    check("dalmeida", "d'Almeida Rafael", Why::Exact);
    check("almeida rafael", "d'Almeida Rafael", Why::Exact);
    check("le goff", "Le Goff Jean-Pierre", Why::Exact);
    check("legoff", "Le Goff Jean-Pierre", Why::Exact);
    check("jean pierre le goff", "Le Goff Jean-Pierre", Why::Exact);
    check("jeanpierre", "Le Goff Jean-Pierre", Why::Exact);
    check("goff pierre", "Le Goff Jean-Pierre", Why::Exact);
    check("lopez maria", "Garcia Lopez Maria", Why::Exact);
    check("lopez garcia", "Garcia Lopez Maria", Why::Exact);
    check("amrani", "El Amrani Yasmine", Why::Exact);
    check("le minh", "Le Minh", Why::Exact);
    check("ben martin", "Martin Ben", Why::Exact);
    check("t martin", "Martin Thomas", Why::Exact);
    check("bertrand chloe", "Moreau Chloé", Why::Exact);
    check("moreau bertrand", "Moreau Chloé", Why::Exact);
    // While it is being typed.
    check("mass le", "Masson Léa", Why::Prefix);
    check("masso", "Masson Léa", Why::Prefix);
    check("masson l", "Masson Léa", Why::Prefix);
    check("lea mas", "Masson Léa", Why::Prefix);
    check("yas", "El Amrani Yasmine", Why::Prefix);
    // One error in each name, two in a long one.
    check("massn lea", "Masson Léa", Why::Typo(1));
    check("massno lucsa", "Masson Lucas", Why::Typo(2));
    check("amsson lra", "Masson Léa", Why::Typo(2));
    check("phillipe durnd", "Durand Philippe", Why::Typo(3));
    check("daleida", "d'Almeida Rafael", Why::Typo(1));
    check("jan-piere lgoff", "Le Goff Jean-Pierre", Why::Typo(3));
    // By ear.
    check("lea maçon", "Masson Léa", Why::Phonetic);
    check("filipe", "Durand Philippe", Why::Phonetic);
    check("catya dupon", "Dupont Katia", Why::Phonetic);
    check("morot", "Moreau Chloé", Why::Phonetic);
    // Numbers and dates, alone or beside a name.
    check("4009", "Durand Philippe", Why::Number);
    check("n° 4009", "Durand Philippe", Why::Number);
    check("masson 4009", "Durand Philippe", Why::Number);
    check("29/02/2004", "d'Almeida Rafael", Why::BirthDate);
    check("29022004", "d'Almeida Rafael", Why::BirthDate);
    check("2004-02-29", "d'Almeida Rafael", Why::BirthDate);
    check("12/03/2005 masson", "Masson Lucas", Why::Exact);
    check("masson 2005", "Masson Lucas", Why::Exact);
    check("masson mars 2005", "Masson Lucas", Why::Exact);
    check("xyzabc 29/02/2004", "d'Almeida Rafael", Why::BirthDate);
}

#[test]
fn nobody_is_listed_for_too_little() {
    let village = village();
    for query in ["", "   ", "m", "é", "2006", "mars 2006", "☺", "-", "'", "qqqqqq", "0", "32/13/2006", "n°"] {
        assert_eq!(village.search(query, 10), [], "{query}");
    }
    assert_eq!(village.search("masson", 0), []);
    assert_eq!(village.search("ma", 2).len(), 2);
}

#[test]
fn exact_before_prefix_before_error_before_sound_and_both_names_before_one() {
    let names = ["Philip", "Philippe", "Phillip", "Filip"];
    let one = Repertoire::build((0..).zip(names).map(|(n, nom)| fiche(n, nom, "Zoé", (2006, 1, 1))));
    let order: Vec<_> = one.search("philip", 10).iter().map(|hit| (hit.dossier, hit.why)).collect();
    let expected = [Why::Exact, Why::Prefix, Why::Typo(1), Why::Phonetic];
    assert_eq!(order, (0..).zip(expected).map(|(n, why)| (id(n), why)).collect::<Vec<_>>());

    let people = [("Masson", "Paul"), ("Maron", "Léa"), ("Masson", "Léane"), ("Roussel", "Léa"), ("Mason", "Leo")];
    let both = Repertoire::build((0..).zip(people).map(|(n, (nom, prenom))| fiche(n, nom, prenom, (2006, 1, 1))));
    let hits = both.search("masson lea", 10);
    let complete: Vec<_> = hits.iter().map(|hit| hit.complet).collect();
    assert_eq!(hits[0].dossier, id(2));
    assert!(complete.is_sorted_by(|a, b| a >= b), "{complete:?}");
    assert!(both.search("roussel rousel", 10).iter().all(|hit| !hit.complet), "one name is not met twice");
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
}

#[test]
fn a_birth_date_confirms_and_a_year_filters() {
    let people = [("Martin", 2004, 1), ("Martin", 2005, 2), ("Martn", 2005, 3), ("Martin", 2006, 3)];
    let homonyms = (0..).zip(people).map(|(n, (nom, annee, jour))| fiche(n, nom, "Léa", (annee, 1, jour)));
    let mut homonyms = Repertoire::build(homonyms);
    let found = |homonyms: &Repertoire, query: &str| {
        homonyms.search(query, 10).iter().map(|hit| hit.dossier).collect::<Vec<_>>()
    };
    assert_eq!(found(&homonyms, "lea martin 03/01/2005")[0], id(2));
    assert_eq!(found(&homonyms, "lea martin 03/01/2005").len(), 4, "a wrong date hides nobody");
    assert_eq!(found(&homonyms, "lea martin 2005"), [id(1), id(2)]);
    assert_eq!(found(&homonyms, "lea martin janvier 2005"), [id(1), id(2)]);
    assert_eq!(found(&homonyms, "lea martin 1999").len(), 4, "a filter that leaves nobody is lifted");

    homonyms.insert(Fiche { naissance: None, ..fiche(9, "Martin", "Léa", (0, 0, 0)) });
    assert_eq!(found(&homonyms, "lea martin 30/06/1999")[0], id(9), "an unknown date contradicts nothing");
}

#[test]
fn what_was_removed_or_renamed_never_comes_back() {
    let mut village = village();
    assert!(village.remove(&id(0)));
    assert!(!village.remove(&id(0)));
    for query in ["lea masson", "4000", "12/03/2006", "massn"] {
        assert!(village.search(query, 50).iter().all(|hit| hit.dossier != id(0)), "{query}");
    }
    assert!(village.get(&id(0)).is_none());
    assert!(!village.update(fiche(0, "Masson", "Léa", (2006, 3, 12))), "unknown: not added by an update");

    assert!(village.update(fiche(9, "Morel", "Filémon", (2002, 4, 4))));
    assert_eq!(village.search("durand philippe", 10), [], "the place of a former name is not haunted");
    assert_eq!(first(&village, "morel filemon"), Some(("Morel Filémon".into(), Why::Exact)));
    assert!(!village.insert(fiche(9, "Durand", "Philippe", (2002, 4, 4))), "replaced, not doubled");
    assert_eq!((village.len(), village.search("durand", 10).len()), (18, 1));
}

#[test]
fn nothing_prints_a_name() {
    let printed = format!("{:?} {:?}", village(), village().search("masson", 1)).to_lowercase();
    assert!(!printed.contains("masson") && !printed.contains("léa"));
}
