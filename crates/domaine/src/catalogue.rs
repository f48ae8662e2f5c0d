//! The catalogue: what a text or a habit decides, and may decide otherwise next year. One file a list in `catalogue/`,
//! compiled in and parsed once. Code asks a value for a capability, never for its name, so that a new value is a
//! change of data.
//!
//! A list says its source and whether it was verified; what was not is shown to the agent as "à confirmer".

mod lecture;
mod listes;
mod parametres;
mod surcouche;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;

pub use parametres::{NonPublie, Parametre, parametre};
pub use surcouche::{
    AJOUTS_MAX, Ajout, CODE_LOCAL_MIN, ErreurSurcouche, LIBELLE_MAX, Offerte, Surcouche, Surcouches, local_code,
    local_key,
};

/// All the lists, by name.
pub struct Catalogue;

impl Catalogue {
    /// The list of a name, which is the name of its file.
    pub fn get(liste: &str) -> Option<&'static Liste> {
        LISTES.get(liste)
    }

    /// All of them, in alphabetical order.
    pub fn all() -> impl Iterator<Item = &'static Liste> {
        LISTES.values()
    }
}

static LISTES: LazyLock<BTreeMap<&'static str, Liste>> = LazyLock::new(|| {
    let read = |(nom, texte): &(&'static str, &'static str)| {
        let liste = lecture::liste(nom, texte).expect("compiled in, and each is read by a test");
        (*nom, liste)
    };
    listes::TEXTES.iter().map(read).collect()
});

/// One list. Its values keep their number and their key for ever; words may be corrected.
#[derive(Debug)]
pub struct Liste {
    /// Its name, and that of its file.
    pub nom: &'static str,
    /// Which text, convention or practice it follows.
    pub source: &'static str,
    /// Whether the values were compared with that source. If not, pages say "à confirmer".
    pub verifie: bool,
    /// What whoever edits it should know.
    pub note: Option<&'static str>,
    /// Whether a structure may switch its values off and add its own: offered where an agent chooses, never where a text decides.
    pub adaptable: bool,
    valeurs: Vec<Valeur>,
}

impl Liste {
    /// All values, closed ones too, in the order of the screen.
    pub fn valeurs(&self) -> &[Valeur] {
        &self.valeurs
    }

    /// What is offered on that day.
    pub fn at(&self, date: Date) -> impl Iterator<Item = &Valeur> {
        self.valeurs.iter().filter(move |valeur| valeur.is_offered(date))
    }

    /// The value of a stored number, offered or not: old data stays readable.
    pub fn by_code(&self, code: u16) -> Option<&Valeur> {
        self.valeurs.iter().find(|valeur| valeur.code == code)
    }

    /// The value of a form's key, offered or not.
    pub fn by_key(&self, cle: &str) -> Option<&Valeur> {
        self.valeurs.iter().find(|valeur| valeur.cle == cle)
    }
}

/// One value of a list.
#[derive(Debug)]
pub struct Valeur {
    /// 1 to 999; a structure's own begin at 1,000. Never used again for anything else.
    pub code: u16,
    /// In forms and addresses: kebab-case.
    pub cle: &'static str,
    /// Its word in French.
    pub fr: &'static str,
    /// Its word in English.
    pub en: &'static str,
    /// First day on which it is offered; `None`, always was.
    pub depuis: Option<Date>,
    /// Last day on which it is offered, included.
    pub jusqua: Option<Date>,
    /// Kept for old data, offered no more.
    pub ferme: bool,
    capacites: BTreeMap<&'static str, Capacite>,
}

impl Valeur {
    /// Whether it has this capability; an absent one is a no.
    pub fn est(&self, capacite: &str) -> bool {
        matches!(self.capacites.get(capacite), Some(Capacite::Booleen(true)))
    }

    /// Its number of that name.
    pub fn nombre(&self, capacite: &str) -> Option<i64> {
        match self.capacites.get(capacite) {
            Some(Capacite::Nombre(nombre)) => Some(*nombre),
            _ => None,
        }
    }

    /// Its text of that name. Several keys of another list are joined by a space.
    pub fn texte(&self, capacite: &str) -> Option<&'static str> {
        match self.capacites.get(capacite) {
            Some(Capacite::Texte(texte)) => Some(texte),
            _ => None,
        }
    }

    /// Whether a form may offer it on that day, both limit days included.
    pub fn is_offered(&self, date: Date) -> bool {
        !self.ferme
            && self.depuis.is_none_or(|depuis| depuis <= date)
            && self.jusqua.is_none_or(|jusqua| date <= jusqua)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Capacite {
    Booleen(bool),
    Nombre(i64),
    Texte(&'static str),
}

#[cfg(test)]
mod essais;
