//! The étendue as the authority receives it: one line a person, no name. `;` between cells, since French spreadsheets expect it;
//! no cell can hold one.

use std::io::{self, Write};

use domaine::dictionnaire::{Champ, Classe};
use journal::encoding::hex;
use journal::etendue::{Certitude, Etendue, Part};

/// The first line.
pub const HEADER: &str = "pseudonyme;certitude;classes_livrees;classes_non_confirmees;champs_livres;champs_non_confirmes;\
                          premiere_fois;derniere_fois;lectures;listes;entrees";

/// Writes everybody. Times are UTC, ISO 8601; lists within a cell are separated by spaces.
///
/// # Errors
/// The writer's.
pub fn write(etendue: &Etendue, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    for (rang, person) in etendue.personnes.iter().enumerate() {
        let (first, last) = person.fenetre();
        let only_unsure = |part: &Part| part.classes & !person.livre.classes;
        let entries: Vec<String> = etendue.entrees_of(rang).map(|entry| entry.to_string()).collect();
        let cells = [
            hex(&person.sujet),
            certitude(person.certitude()).to_owned(),
            classes(person.livre.classes),
            classes(only_unsure(&person.incertain)),
            champs(person.livre.champs, person.livre.classes),
            champs(person.incertain.champs & !person.livre.champs, person.incertain.classes),
            instant(first),
            instant(last),
            person.livre.fois.saturating_add(person.incertain.fois).to_string(),
            person.liste.fois.to_string(),
            entries.join(" "),
        ];
        writeln!(out, "{}", cells.join(";"))?;
    }
    Ok(())
}

/// In words.
#[must_use]
pub const fn certitude(certitude: Certitude) -> &'static str {
    match certitude {
        Certitude::Livre => "livré",
        Certitude::NonConfirmee => "livraison non confirmée",
        Certitude::Liste => "listé seulement",
    }
}

/// Classes in words, C1 first.
#[must_use]
pub fn classes(bits: u8) -> String {
    let held = Classe::ALL.into_iter().filter(|classe| bits & classe.bit() != 0);
    let words = held.map(|classe| match classe {
        Classe::Identite => "C1-identité",
        Classe::Contact => "C2-contact",
        Classe::Identifiants => "C3-identifiants",
        Classe::Parcours => "C4-parcours",
        Classe::Delicat => "C5-délicat",
        Classe::Argent => "C6-argent",
        Classe::Papiers => "C7-papiers",
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Fields by their keys in the data dictionary. Fields may share a bit: all of them are named, of the classes that were released.
#[must_use]
pub fn champs(bits: u64, classes: u8) -> String {
    fields(bits, classes).map(Champ::key).collect::<Vec<_>>().join(" ")
}

/// The fields themselves.
pub(super) fn fields(bits: u64, classes: u8) -> impl Iterator<Item = Champ> {
    Champ::ALL.iter().copied().filter(move |c| bits & c.bit() != 0 && classes & c.classe().bit() != 0)
}

/// Milliseconds since 1970 as `2026-03-01T09:30:00.123Z`.
#[must_use]
pub fn instant(ms: u64) -> String {
    let time = i64::try_from(ms).ok().and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    time.map_or_else(String::new, |time| time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_fields_and_times_read_as_words() {
        assert_eq!(classes(0b101), "C1-identité C3-identifiants");
        assert_eq!(classes(0), "");
        assert_eq!(
            champs(Champ::Nir.bit() | Champ::Prenom.bit(), Classe::Identifiants.bit()),
            "nir nir-etat",
            "they share a bit"
        );
        assert_eq!(instant(1_772_357_400_123), "2026-03-01T09:30:00.123Z");
        assert_eq!(HEADER.split(';').count(), 11);
    }
}
