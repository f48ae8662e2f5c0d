//! The fields of a dossier as forms ask for them, drawn from the dictionary: what a field is (its nature) says how it is typed. A new
//! field needs nothing here but its name in the language files.

use domaine::catalogue::{Catalogue, Liste};
use domaine::saisie::{MANDATORY, REQUIRED};
use domaine::{Champ, Clair, Nature};
use jiff::civil::Date;

use crate::face::Saisie;
use crate::heure;
use crate::pages::{Cadre, clair, erreur};
use crate::saisies::Saisies;

/// Lists no longer than this are read at a glance: each value is a button.
const RADIOS_MAX: usize = 5;

/// Levels of education, in the order of the form.
const NIVEAUX: [&str; 10] = ["1", "2", "3", "4", "5", "6", "7", "8", "C", "X"];

/// The first fields of a new dossier: they are a search.
pub const QUI: [Champ; 3] = [Champ::NomNaissance, Champ::Prenom, Champ::Naissance];

/// The rest of a new dossier, once nobody is the one being typed: what makes it complet, and the NIR, asked once and shown later only by
/// revealing. Everything else is completed part by part.
pub const SUITE: [Champ; 12] = [
    Champ::Sexe,
    Champ::CommuneNaissance,
    Champ::Nationalite,
    Champ::Telephone,
    Champ::TelephoneFixe,
    Champ::Mail,
    Champ::Voie,
    Champ::CodePostal,
    Champ::Commune,
    Champ::NiveauFormation,
    Champ::Situation,
    Champ::Nir,
];

/// Every field of the new dossier's form.
pub fn nouveau() -> impl Iterator<Item = Champ> {
    QUI.into_iter().chain(SUITE)
}

/// The filled fields. What each must be is the coffre's business, and it says all that is wrong at once.
pub fn filled(saisies: &Saisies) -> Vec<(Champ, Clair)> {
    let champs = nouveau().map(|champ| (champ, typed(saisies, champ)));
    champs.filter(|(_, value)| !value.is_empty()).collect()
}

/// What a form holds for a field: boxes that were ticked are keys with a space between, as the dictionary spells them.
pub fn typed(saisies: &Saisies, champ: Champ) -> Clair {
    match champ.nature() {
        Nature::Multiple(_) => clair::joined(saisies.all(champ.key()), " "),
        _ => clair::trimmed(saisies.get(champ.key())),
    }
}

/// A field as its page shows it.
pub struct ChampAffiche {
    /// Name of the input, and its id.
    pub cle: &'static str,
    pub nom: String,
    /// "obligatoire": nothing is kept without it; "requis": the dossier is complet with it; "facultatif".
    pub marque: &'static str,
    pub forme: Forme,
    /// Type of the input.
    pub genre: &'static str,
    /// More of it, as attributes. `autocomplete` is off everywhere: the person typed is not the one typing.
    pub attrs: String,
    pub aide: String,
    pub erreur: String,
    /// As the input holds it.
    pub valeur: Clair,
    /// Code, words, chosen: for a closed list.
    pub options: Vec<(Clair, Clair, bool)>,
}

/// How a field is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forme {
    /// One line to type.
    Ligne,
    /// One line that proposes what a public table has, asked for at this address.
    Cherche(&'static str),
    /// One of a list.
    Choix,
    /// One of a few.
    Radios,
    /// Any of a list.
    Cases,
}

impl ChampAffiche {
    /// The field with what it holds and what is wrong with it.
    pub fn new(cadre: &Cadre, champ: Champ, valeur: &Clair, erreurs: &[Saisie]) -> ChampAffiche {
        let (cle, langue) = (champ.key(), cadre.langue);
        let options = options(cadre, champ, valeur, heure::today());
        let (forme, genre, attrs) = drawn(champ.nature(), options.len());
        ChampAffiche {
            cle,
            nom: cadre.t(&format!("champ-{cle}")),
            marque: mark(champ),
            forme,
            genre,
            attrs,
            aide: help(cadre, champ),
            erreur: erreurs.iter().find(|s| s.champ == cle).map(|s| erreur::mots(langue, s)).unwrap_or_default(),
            // A métier is searched by its name, and stands by its code.
            valeur: if forme == METIERS { clair::affiche(champ, valeur, langue) } else { valeur.clone() },
            options,
        }
    }
}

const COMMUNES: Forme = Forme::Cherche("/referentiels/communes");
const PAYS: Forme = Forme::Cherche("/referentiels/pays");
const METIERS: Forme = Forme::Cherche("/referentiels/metiers");

/// Form, type of the input and its attributes.
fn drawn(nature: Nature, options: usize) -> (Forme, &'static str, String) {
    let text = |attrs: &str| (Forme::Ligne, "text", attrs.to_owned());
    match nature {
        Nature::Nom => text(r#"maxlength="100" autocapitalize="words""#),
        Nature::Naissance | Nature::Date => (Forme::Ligne, "date", String::new()),
        Nature::Texte { max } => text(&format!(r#"maxlength="{max}""#)),
        Nature::Nombre { max } => (Forme::Ligne, "number", format!(r#"min="0" max="{max}" inputmode="numeric""#)),
        Nature::Telephone => (Forme::Ligne, "tel", r#"maxlength="25" inputmode="tel""#.to_owned()),
        Nature::Mail => text(r#"maxlength="200" inputmode="email" spellcheck="false""#),
        Nature::CodePostal => text(r#"maxlength="6" inputmode="numeric""#),
        Nature::Commune => (COMMUNES, "text", String::new()),
        Nature::Pays => (PAYS, "text", String::new()),
        Nature::Rome => (METIERS, "text", String::new()),
        Nature::Nationalite => text(r#"maxlength="200""#),
        Nature::Nir => text(r#"maxlength="25" inputmode="numeric""#),
        Nature::FranceTravail | Nature::Ine | Nature::Allocataire => text(r#"maxlength="25" spellcheck="false""#),
        Nature::Iban => text(r#"maxlength="42" autocapitalize="characters" spellcheck="false""#),
        Nature::Multiple(_) => (Forme::Cases, "", String::new()),
        Nature::Liste(_) | Nature::Sexe | Nature::OuiNon | Nature::Niveau if options <= RADIOS_MAX => {
            (Forme::Radios, "", String::new())
        }
        Nature::Liste(_) | Nature::Sexe | Nature::OuiNon | Nature::Niveau => (Forme::Choix, "", String::new()),
        Nature::Interne => text("readonly"),
    }
}

/// What may be chosen today, and what stands even when it is offered no more: nothing is lost because a list changed.
fn options(cadre: &Cadre, champ: Champ, valeur: &Clair, today: Date) -> Vec<(Clair, Clair, bool)> {
    let is_many = matches!(champ.nature(), Nature::Multiple(_));
    let there = if is_many { clair::split(valeur) } else { vec![valeur.clone()] };
    let mut codes: Vec<Clair> = match champ.nature() {
        Nature::Liste(nom) | Nature::Multiple(nom) => offered(nom, today),
        Nature::Sexe => ["F", "M"].map(Clair::new).to_vec(),
        Nature::OuiNon => ["oui", "non"].map(Clair::new).to_vec(),
        Nature::Niveau => NIVEAUX.map(Clair::new).to_vec(),
        _ => return Vec::new(),
    };
    for value in there.iter().filter(|value| !value.is_empty()) {
        if !codes.contains(value) {
            codes.push(value.clone());
        }
    }
    let shown = |code: &Clair| clair::affiche(champ, code, cadre.langue);
    codes.into_iter().map(|code| (code.clone(), shown(&code), there.contains(&code))).collect()
}

fn offered(nom: &str, today: Date) -> Vec<Clair> {
    Catalogue::get(nom).into_iter().flat_map(|liste| liste.at(today)).map(|valeur| Clair::new(valeur.cle)).collect()
}

/// One sentence under the field; a list that nobody compared with its source says so, and so does a field that no text is known to list.
fn help(cadre: &Cadre, champ: Champ) -> String {
    let key = format!("aide-{}", champ.key());
    let mut words: Vec<String> = cadre.langue.has(&key).then(|| cadre.t(&key)).into_iter().collect();
    if liste(champ).is_some_and(|liste| !liste.verifie) {
        words.push(cadre.t("liste-a-confirmer"));
    }
    if champ.source().is_none() {
        words.push(cadre.t("base-legale-a-confirmer"));
    }
    words.join(" ")
}

fn liste(champ: Champ) -> Option<&'static Liste> {
    match champ.nature() {
        Nature::Liste(nom) | Nature::Multiple(nom) => Catalogue::get(nom),
        _ => None,
    }
}

fn mark(champ: Champ) -> &'static str {
    if MANDATORY.contains(&champ) {
        "obligatoire"
    } else if REQUIRED.iter().any(|any| any[0] == champ) {
        "requis"
    } else {
        "facultatif"
    }
}

#[cfg(test)]
mod tests {
    use domaine::Groupe;

    use super::*;

    /// Where a field is changed, if a form of the page changes it.
    fn changed_in(champ: Champ) -> Option<Groupe> {
        let groupe = champ.groupe();
        groupe.champs().any(|other| other == champ).then_some(groupe)
    }

    #[test]
    fn only_filled_fields_of_the_form_go_through() {
        let corps = b"nom-naissance=+Essai+&prenom=Lina&naissance=2006-05-12&sexe=&numero=1&iban=FR76";
        let champs: Vec<_> = filled(&Saisies::read(corps)).into_iter().map(|(champ, _)| champ).collect();
        assert_eq!(champs, [Champ::NomNaissance, Champ::Prenom, Champ::Naissance]);
    }

    #[test]
    fn ticked_boxes_are_one_value_and_none_is_an_empty_one() {
        let check = |corps: &str, expected: &str| {
            assert!(typed(&Saisies::read(corps.as_bytes()), Champ::Diplomes) == Clair::new(expected), "{corps}");
        };
        check("diplomes=&diplomes=cap&diplomes=bac-pro", "cap bac-pro");
        check("diplomes=", "");
        check("diplomes-precision=x", "");
    }

    #[test]
    fn whatever_makes_a_dossier_complet_can_be_typed() {
        for champ in MANDATORY.iter().chain(REQUIRED.iter().copied().flatten()) {
            assert!(nouveau().any(|other| other == *champ), "{champ:?}");
            assert!(changed_in(*champ).is_some(), "{champ:?}");
        }
        assert_eq!(changed_in(Champ::Numero), None);
    }

    #[test]
    fn a_nature_says_how_a_field_is_drawn() {
        let check = |champ: Champ, options: usize, expected: Forme| {
            assert_eq!(drawn(champ.nature(), options).0, expected, "{champ:?}");
        };
        check(Champ::Sexe, 2, Forme::Radios);
        check(Champ::NiveauFormation, 10, Forme::Choix);
        check(Champ::Qpv, 3, Forme::Radios);
        check(Champ::Logement, 15, Forme::Choix);
        check(Champ::Diplomes, 22, Forme::Cases);
        check(Champ::Commune, 0, COMMUNES);
        check(Champ::MetierVise, 0, METIERS);
        check(Champ::Iban, 0, Forme::Ligne);
    }

    #[test]
    fn every_list_of_the_dictionary_is_of_the_catalogue() {
        for champ in Champ::ALL {
            if let Nature::Liste(_) | Nature::Multiple(_) = champ.nature() {
                assert!(liste(*champ).is_some_and(|liste| !liste.valeurs().is_empty()), "{champ:?}");
            }
        }
    }
}
