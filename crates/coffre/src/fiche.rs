//! The plaintext of a record: fields of the data dictionary, each with its number and length.

mod note;
mod parcours;
mod tampon;

use domaine::fuseau::Fuseau;
use domaine::{Champ, Clair, GenreEvenement};
use jiff::civil::Date;
use zeroize::Zeroizing;

pub use note::Note;
pub use parcours::{EvenementScelle, PropositionScellee, SituationScellee};
pub(crate) use parcours::{put_date, put_number, put_text};
pub use tampon::Tampon;

use crate::face::Brouillon;

/// Longest value of a field, in bytes.
pub const VALUE_MAX: usize = 32_768;

/// Number of a freshness stamp in a record: no field has it.
const TAMPON: u8 = 255;

/// Fields as bytes.
pub fn encode(champs: &[(Champ, Clair)]) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::new());
    for (champ, value) in champs {
        put(&mut out, *champ as u8, value.expose().as_bytes());
    }
    out
}

/// Fields and freshness stamps as bytes: the record of a class whose very dates are delicate.
pub fn encode_stamped(champs: &[(Champ, Clair)], tampons: &[Tampon]) -> Zeroizing<Vec<u8>> {
    let mut out = encode(champs);
    for tampon in tampons {
        put(&mut out, TAMPON, &tampon.encode());
    }
    out
}

/// The freshness stamps that a record holds; `None` when its bytes are anything else.
pub fn decode_stamps(bytes: &[u8]) -> Option<Vec<Tampon>> {
    let mut rest = bytes;
    let mut tampons = Vec::new();
    while !rest.is_empty() {
        let (number, value) = take(&mut rest)?;
        if number == TAMPON {
            tampons.push(Tampon::decode(value)?);
        }
    }
    Some(tampons)
}

/// Fields from bytes; `None` when they are anything else.
pub fn decode(bytes: &[u8]) -> Option<Vec<(Champ, Clair)>> {
    let mut rest = bytes;
    let mut champs = Vec::new();
    while !rest.is_empty() {
        let (number, value) = take(&mut rest)?;
        if number == TAMPON {
            continue;
        }
        champs.push((Champ::from_number(number)?, Clair::new(std::str::from_utf8(value).ok()?)));
    }
    Some(champs)
}

/// A draft as bytes.
pub fn encode_draft(brouillon: &Brouillon) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::new());
    put(&mut out, 1, &[brouillon.genre.map_or(0, |g| g.number())]);
    put(&mut out, 2, &brouillon.maj.to_be_bytes());
    put(&mut out, 3, brouillon.texte.expose().as_bytes());
    out
}

/// A draft from bytes.
pub fn decode_draft(bytes: &[u8]) -> Option<Brouillon> {
    let mut rest = bytes;
    let mut next = |number: u8| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
    Some(Brouillon {
        genre: GenreEvenement::from_number(*next(1)?.first()?),
        maj: u64::from_be_bytes(next(2)?.try_into().ok()?),
        texte: Clair::new(std::str::from_utf8(next(3)?).ok()?),
    })
}

/// Days since 1970, for storage: a civil date, never an instant.
pub fn days(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.until(date).map_or(0, |span| span.get_days())
}

/// The date of a stored number of days.
pub fn date(days: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The civil day of an instant (milliseconds since 1970 UTC) by the legal time of mainland France. What belongs to a structure's day
/// asks its own zone, [`Fuseau::of_structure`].
pub fn civil_day(ms: u64) -> Date {
    Fuseau::Paris.aujourdhui(ms)
}

/// The first instant of a civil day, by the same legal time, milliseconds since 1970 UTC; `None` before it.
pub fn start_of(day: Date) -> Option<u64> {
    Fuseau::Paris.debut(day)
}

/// Adds one numbered value.
pub fn put(out: &mut Vec<u8>, number: u8, value: &[u8]) {
    debug_assert!(value.len() <= VALUE_MAX, "checked where it comes in");
    out.push(number);
    out.extend_from_slice(&(value.len() as u32).to_be_bytes());
    out.extend_from_slice(value);
}

/// Takes one numbered value.
pub fn take<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    let (number, after) = rest.split_first()?;
    let (length, after) = after.split_at_checked(4)?;
    let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
    let (value, after) = after.split_at_checked(length)?;
    *rest = after;
    Some((*number, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let champs = vec![(Champ::Prenom, Clair::new("Inès")), (Champ::Numero, Clair::new("12"))];
        assert_eq!(decode(&encode(&champs)), Some(champs));
    }

    #[test]
    fn stamps_come_back_beside_the_fields() {
        let champs = vec![(Champ::Logement, Clair::new("heberge"))];
        let tampon = Tampon { groupe: domaine::Groupe::Logement, jour: jiff::civil::date(2026, 2, 28), agent: [4; 16] };
        let bytes = encode_stamped(&champs, &[tampon]);
        assert_eq!((decode(&bytes), decode_stamps(&bytes)), (Some(champs), Some(vec![tampon])));
        assert_eq!(decode_stamps(&encode(&[])), Some(Vec::new()), "a record of before stamps");
        assert!(Champ::from_number(TAMPON).is_none());
    }

    #[test]
    fn the_day_turns_at_midnight_in_paris() {
        let utc = |text: &str| text.parse::<jiff::Timestamp>().expect("an instant").as_millisecond() as u64;
        for (instant, day) in [
            ("2026-11-22T22:59:59Z", jiff::civil::date(2026, 11, 22)),
            ("2026-11-22T23:00:00Z", jiff::civil::date(2026, 11, 23)),
            ("2026-07-14T21:59:59Z", jiff::civil::date(2026, 7, 14)),
            ("2026-07-14T22:00:00Z", jiff::civil::date(2026, 7, 15)),
        ] {
            assert_eq!(civil_day(utc(instant)), day, "{instant}");
        }
    }

    #[test]
    fn civil_dates_have_no_hour() {
        for (year, month, day) in [(1970, 1, 1), (2000, 2, 29), (2026, 12, 31), (1969, 12, 31)] {
            let it = jiff::civil::date(year, month, day);
            assert_eq!(date(days(it)), Some(it));
        }
    }
}
