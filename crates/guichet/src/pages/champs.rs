//! The fields of a dossier as forms ask for them: one description, for a new dossier and for a change.

use domaine::saisie::{MANDATORY, REQUIRED};
use domaine::{Champ, Clair};

use crate::face::Saisie;
use crate::pages::{Cadre, clair, erreur};
use crate::saisies::Saisies;

/// A field of a form.
pub struct Ligne {
    /// Which.
    pub champ: Champ,
    /// Its input: a type, or "select".
    genre: &'static str,
    /// More of it, as attributes. `autocomplete` is off everywhere: the person typed is not the one typing.
    attrs: &'static str,
}

const fn ligne(champ: Champ, genre: &'static str, attrs: &'static str) -> Ligne {
    Ligne { champ, genre, attrs }
}

/// A part of a dossier that is changed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partie {
    Identite,
    Contact,
    Parcours,
}

static IDENTITE: [Ligne; 8] = [
    ligne(Champ::NomNaissance, "text", r#"maxlength="100" autocapitalize="words""#),
    ligne(Champ::Prenom, "text", r#"maxlength="100" autocapitalize="words""#),
    ligne(Champ::Naissance, "date", ""),
    ligne(Champ::NomUsage, "text", r#"maxlength="100""#),
    ligne(Champ::AutresPrenoms, "text", r#"maxlength="100""#),
    ligne(Champ::Sexe, "select", ""),
    ligne(Champ::CommuneNaissance, "text", r#"maxlength="200""#),
    ligne(Champ::Nationalite, "text", r#"maxlength="200""#),
];
static CONTACT: [Ligne; 6] = [
    ligne(Champ::Telephone, "tel", r#"maxlength="25" inputmode="tel""#),
    ligne(Champ::TelephoneFixe, "tel", r#"maxlength="25" inputmode="tel""#),
    ligne(Champ::Mail, "text", r#"maxlength="200" inputmode="email" spellcheck="false""#),
    ligne(Champ::Voie, "text", r#"maxlength="200""#),
    ligne(Champ::CodePostal, "text", r#"maxlength="6" inputmode="numeric""#),
    ligne(Champ::Commune, "text", r#"maxlength="200""#),
];
static PARCOURS: [Ligne; 2] =
    [ligne(Champ::NiveauFormation, "select", ""), ligne(Champ::Situation, "text", r#"maxlength="200""#)];
/// Asked once, at the beginning; shown later only by revealing.
static NIR: [Ligne; 1] = [ligne(Champ::Nir, "text", r#"maxlength="25" inputmode="numeric""#)];

/// The first fields of a new dossier: they are a search.
pub static QUI: &[Ligne] = IDENTITE.split_at(3).0;

/// The rest, once nobody is the one being typed.
pub fn suite() -> impl Iterator<Item = &'static Ligne> {
    IDENTITE[5..].iter().chain(&CONTACT).chain(&PARCOURS).chain(&NIR)
}

/// Every field of the new dossier's form.
pub fn nouveau() -> impl Iterator<Item = &'static Ligne> {
    QUI.iter().chain(suite())
}

/// The filled fields. What each must be is the coffre's business, and it says all that is wrong at once.
pub fn filled(saisies: &Saisies) -> Vec<(Champ, Clair)> {
    let champs = nouveau().map(|ligne| (ligne.champ, clair::trimmed(saisies.get(ligne.champ.key()))));
    champs.filter(|(_, value)| !value.is_empty()).collect()
}

impl Partie {
    /// All, in the order of the page.
    pub const ALL: [Partie; 3] = [Partie::Identite, Partie::Contact, Partie::Parcours];

    /// Its key in addresses, and in the words of its title (`dossier-…`).
    pub const fn key(self) -> &'static str {
        match self {
            Partie::Identite => "identite",
            Partie::Contact => "contact",
            Partie::Parcours => "parcours",
        }
    }

    /// The part of a key; the first for anything else.
    pub fn from_key(key: &str) -> Partie {
        Partie::ALL.into_iter().find(|partie| partie.key() == key).unwrap_or(Partie::Identite)
    }

    /// Where a field is changed, if a form changes it.
    pub fn of(champ: Champ) -> Option<Partie> {
        Partie::ALL.into_iter().find(|partie| partie.lignes().iter().any(|ligne| ligne.champ == champ))
    }

    /// Its fields.
    pub const fn lignes(self) -> &'static [Ligne] {
        match self {
            Partie::Identite => &IDENTITE,
            Partie::Contact => &CONTACT,
            Partie::Parcours => &PARCOURS,
        }
    }
}

/// A field as its page shows it.
pub struct ChampAffiche {
    /// Name of the input, and its id.
    pub cle: &'static str,
    pub nom: String,
    /// "obligatoire": nothing is kept without it; "requis": the dossier is complet with it; "facultatif".
    pub marque: &'static str,
    pub genre: &'static str,
    pub attrs: &'static str,
    pub aide: String,
    pub erreur: String,
    pub valeur: Clair,
    /// Code, words, chosen: for a closed list.
    pub options: Vec<(Clair, Clair, bool)>,
}

impl Ligne {
    /// The field with what it holds and what is wrong with it.
    pub fn affiche(&self, cadre: &Cadre, valeur: &Clair, erreurs: &[Saisie]) -> ChampAffiche {
        let (cle, langue) = (self.champ.key(), cadre.langue);
        let help = format!("aide-{cle}");
        ChampAffiche {
            cle,
            nom: cadre.t(&format!("champ-{cle}")),
            marque: mark(self.champ),
            genre: self.genre,
            attrs: self.attrs,
            aide: if langue.has(&help) { cadre.t(&help) } else { String::new() },
            erreur: erreurs.iter().find(|s| s.champ == cle).map(|s| erreur::mots(langue, s)).unwrap_or_default(),
            valeur: valeur.clone(),
            options: self.options(cadre, valeur),
        }
    }

    fn options(&self, cadre: &Cadre, valeur: &Clair) -> Vec<(Clair, Clair, bool)> {
        let codes: &[&str] = match self.champ {
            Champ::Sexe => &["F", "M"],
            Champ::NiveauFormation => &["1", "2", "3", "4", "5", "6", "7", "8", "C", "X"],
            _ => return Vec::new(),
        };
        let shown = |code: &Clair| clair::affiche(self.champ, code, cadre.langue);
        let mut options: Vec<_> = codes.iter().map(|code| Clair::new(*code)).collect();
        // What stands is never lost because a list does not know it.
        if !valeur.is_empty() && !options.contains(valeur) {
            options.push(valeur.clone());
        }
        options.into_iter().map(|code| (code.clone(), shown(&code), code == *valeur)).collect()
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
    use super::*;

    #[test]
    fn only_filled_fields_of_the_form_go_through() {
        let corps = b"nom-naissance=+Essai+&prenom=Lina&naissance=2006-05-12&sexe=&numero=1&iban=FR76";
        let champs: Vec<_> = filled(&Saisies::read(corps)).into_iter().map(|(champ, _)| champ).collect();
        assert_eq!(champs, [Champ::NomNaissance, Champ::Prenom, Champ::Naissance]);
    }

    #[test]
    fn whatever_makes_a_dossier_complet_can_be_typed() {
        for champ in MANDATORY.iter().chain(REQUIRED.iter().copied().flatten()) {
            assert!(Partie::of(*champ).is_some(), "{champ:?}");
        }
        assert_eq!(Partie::of(Champ::Nir), None);
        assert_eq!(Partie::from_key("autre"), Partie::Identite);
    }
}
