//! What the files must say, read together. A fault here is seen by whoever edits a file, before anybody else.

use jiff::civil::date;

use super::*;
use crate::dictionnaire::{Groupe, Nature};
use crate::{Champ, GenreEvenement};

fn liste(nom: &str) -> &'static Liste {
    Catalogue::get(nom).unwrap_or_else(|| panic!("no list {nom}"))
}

#[test]
fn every_file_is_read() {
    for (nom, texte) in listes::TEXTES {
        let read = lecture::liste(nom, texte);
        assert!(read.is_ok(), "{nom}.toml: {}", read.unwrap_err());
    }
    assert!(Catalogue::all().all(|liste| liste.at(date(2026, 11, 23)).count() > 1), "a choice has two values");
    assert!(Catalogue::get("absente").is_none());
}

#[test]
fn every_list_and_delay_that_the_dictionary_names_is_there() {
    for champ in Champ::ALL {
        if let Nature::Liste(nom) | Nature::Multiple(nom) = champ.nature() {
            assert!(Catalogue::get(nom).is_some(), "{champ:?}: {nom}");
        }
    }
    for groupe in Groupe::ALL {
        let nom = format!("fraicheur-{}-mois", groupe.key());
        assert!(parametre(&nom, date(2026, 11, 23)).is_ok(), "{nom}");
    }
}

/// Every value of a list names a value, or several, of another.
#[test]
fn lists_that_name_one_another_agree() {
    let check = |nom: &str, capacite: &str, other: &str, everywhere: bool| {
        for valeur in liste(nom).valeurs() {
            let named = valeur.texte(capacite).unwrap_or_default();
            assert!(!everywhere || !named.is_empty(), "{nom}, {}: no {capacite}", valeur.cle);
            for cle in named.split_whitespace() {
                assert!(liste(other).by_key(cle).is_some(), "{nom}, {}: {cle} is not in {other}", valeur.cle);
            }
        }
    };
    check("situation-types", "categorie", "situation-categories", true);
    check("situation-types", "contrats", "contrats", false);
    check("situation-types", "theme", "themes", false);
    check("offre", "theme", "themes", true);
    check("freins", "theme", "themes", false);
}

#[test]
fn situations_say_what_rules_ask_of_them() {
    let types = liste("situation-types").valeurs();
    for valeur in types {
        assert_eq!(valeur.est("contrat"), valeur.texte("contrats").is_some(), "{}", valeur.cle);
    }
    for categorie in liste("situation-categories").valeurs() {
        assert!(types.iter().any(|t| t.texte("categorie") == Some(categorie.cle)), "{} has a type", categorie.cle);
        assert_eq!(categorie.nombre("ordre"), Some(categorie.code.into()));
    }
    let heures: Vec<_> = types
        .iter()
        .filter(|t| t.texte("categorie") == Some("non-professionnelle"))
        .map(|t| t.nombre("heures"))
        .collect();
    assert_eq!(heures, [3, 3, 2, 2, 2, 2, 2].map(Some));
}

#[test]
fn a_housing_is_of_one_of_the_three_categories_of_the_reports() {
    for valeur in liste("logements").valeurs() {
        assert!(matches!(valeur.texte("categorie"), Some("autonome" | "heberge" | "precaire")), "{}", valeur.cle);
    }
}

#[test]
fn the_twelve_results_of_a_referral() {
    let valeurs = liste("reperage-resultats").valeurs();
    assert_eq!(valeurs.len(), 12);
    assert!(valeurs.iter().filter(|v| v.est("joint")).all(|v| v.est("clos")), "who was reached is dealt with");
    let open: Vec<_> = valeurs.iter().filter(|v| !v.est("clos")).map(|v| v.cle).collect();
    assert_eq!(open, ["sans-reponse"]);
}

/// Numbers are in the base, in clear: those that are there do not move.
#[test]
fn stored_numbers_stand_for_ever() {
    let check = |nom: &str, expected: &[(u16, &str)]| {
        for (code, cle) in expected {
            assert_eq!(liste(nom).by_code(*code).map(|v| v.cle), Some(*cle), "{nom} {code}");
        }
    };
    let genres = ["entretien-individuel", "atelier", "information-collective", "telephone", "courrier", "mediation"];
    check("evenements", &(1..).zip(genres).collect::<Vec<_>>());
    check("evenements", &[(7, "administratif"), (8, "entretien-partenaire"), (9, "visite"), (10, "prestation")]);
    check("proposition-etats", &[(1, "prescrit"), (2, "realise"), (3, "refus-tiers"), (4, "refus-jeune")]);
    check(
        "rdv-statuts",
        &[(1, "planifie"), (2, "present"), (3, "absent"), (4, "annule"), (5, "reporte"), (6, "non-precise")],
    );
    check("situation-categories", &[(1, "emploi"), (2, "alternance"), (3, "formation"), (4, "immersion")]);
    check("situation-categories", &[(6, "volontariat"), (7, "scolarite"), (8, "demandeur-emploi")]);
    check("situation-categories", &[(9, "non-professionnelle"), (10, "inconnue")]);
    assert_eq!(GenreEvenement::all().count(), liste("evenements").valeurs().len());
}
