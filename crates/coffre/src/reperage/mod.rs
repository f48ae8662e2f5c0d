//! Listes de repérage: who is in one, what each attempt gave. Facts of the structure: a list is an import, its lines are dossiers like
//! others, and what is kept here is how the work on it goes.

mod list;
mod purge;
pub(crate) mod rangement;
mod record_issue;
mod show;

pub(crate) use purge::Memoire;
#[cfg(feature = "console")]
pub(crate) use rangement::Rang;
pub(crate) use rangement::{DROP_ALL_OF, DROP_EMPTY, ListeRang, is_list, join};

use domaine::CodeStructure;
use domaine::catalogue::{Surcouches, parametre};
use domaine::reperage::Regles;
use domaine::saisie::tidy;
use jiff::civil::{Date, date};

use crate::face::{Error, ReperageSaisi, Saisie};

/// Longest name of who sent a list, in characters.
const DE_MAX: usize = 120;

/// The delays of that day; nothing when one of them is not published.
fn regles(today: Date) -> Option<Regles> {
    let of = |nom: &str| parametre(nom, today).ok().and_then(|p| u16::try_from(p.valeur).ok());
    let (tentatives_max, premier_contact_jours) =
        (of("reperage-tentatives-max")?, of("reperage-premier-contact-jours")?);
    Some(Regles { tentatives_max, premier_contact_jours })
}

/// A number of the catalogue's parameters, and whether a text gives it.
fn delai<T: TryFrom<i64>>(nom: &str, today: Date) -> Option<(T, bool)> {
    let known = parametre(nom, today).ok()?;
    Some((T::try_from(known.valeur).ok()?, known.verifie))
}

/// Everything that is wrong with what was said of a list, at once.
pub(crate) fn check(saisi: &ReperageSaisi, surcouches: &Surcouches, today: Date) -> Result<String, Error> {
    let mut wrong = Vec::new();
    let mut say = |champ, raison| wrong.push(Saisie { champ, raison });
    if !surcouches.offers("reperage-sources", saisi.source, today) {
        say("source", "champ-hors-liste");
    }
    if saisi.recue > today {
        say("recue", "date-future");
    } else if saisi.recue < date(2015, 1, 1) {
        say("recue", "date-hors-limites");
    }
    let de = match tidy(saisi.de.expose()) {
        Ok(de) if de.is_empty() => Err("champ-obligatoire"),
        Ok(de) if de.chars().count() > DE_MAX => Err("champ-trop-long"),
        Ok(de) => Ok(de),
        Err(raison) => Err(raison.key()),
    };
    let de = de.unwrap_or_else(|raison| {
        say("de", raison);
        String::new()
    });
    if wrong.is_empty() { Ok(de) } else { Err(Error::Saisie(wrong)) }
}

/// Today, where the structure is.
fn aujourdhui(structure: CodeStructure) -> Date {
    domaine::fuseau::Fuseau::of_structure(structure).aujourdhui(crate::sequenceur::now())
}
