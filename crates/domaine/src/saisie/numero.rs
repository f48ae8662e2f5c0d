//! Numbers that carry a check: NIR, France Travail, IBAN.

use jiff::civil::Date;

use super::Raison;
use crate::nir::{NirFault, parse};

/// A NIR as its 15 characters.
pub(super) fn nir(texte: &str) -> Result<String, Raison> {
    let plain = compact(texte);
    if plain.chars().count() == 13 && nir_key(&plain).is_some() {
        return Err(Raison::NirSansCle);
    }
    parse(&plain).map_err(|fault| match fault {
        NirFault::Length => Raison::NirLongueur,
        NirFault::Character => Raison::NirCaractere,
        NirFault::Sex => Raison::NirSexe,
        NirFault::Key => Raison::NirCle,
    })
}

/// The two digits of the key of 13 characters, for a file whose numbers came without it; `None` if they are no NIR.
pub fn nir_key(thirteen: &str) -> Option<String> {
    let thirteen = compact(thirteen);
    if thirteen.len() != 13 || !thirteen.is_ascii() {
        return None;
    }
    // The rule of the key lives in `nir`: the key is the one that it accepts.
    let with_a = thirteen.replacen("2A", "19", 1);
    let counted: u64 = with_a.replacen("2B", "18", 1).parse().ok()?;
    let key = format!("{:02}", 97 - counted % 97);
    parse(&format!("{thirteen}{key}")).is_ok().then_some(key)
}

/// What a sound NIR says otherwise than the dossier. A warning, never a refusal: numbers given before a change of sexe
/// or with an incomplete état civil are lawful, and stay for life. Waiting numbers (3, 4, 7, 8) say a sexe too.
pub fn nir_discords(nir: &str, sexe: Option<&str>, naissance: Option<Date>) -> Vec<Raison> {
    let mut discords = Vec::new();
    let Ok(nir) = parse(nir) else { return discords };
    let said = if matches!(nir.as_bytes()[0], b'1' | b'3' | b'7') { "M" } else { "F" };
    if sexe.is_some_and(|sexe| sexe != said) {
        discords.push(Raison::NirDiscordantSexe);
    }
    let number = |digits: &str| digits.parse::<i16>().unwrap_or(0);
    let (year, month) = (number(&nir[1..3]), number(&nir[3..5]));
    // Months outside 1 to 12 stand for an état civil that was incomplete: they contradict nobody.
    let other =
        |date: Date| date.year() % 100 != year || ((1..=12).contains(&month) && i16::from(date.month()) != month);
    if naissance.is_some_and(other) {
        discords.push(Raison::NirDiscordantNaissance);
    }
    discords
}

/// Seven digits and a letter or digit, or eleven digits.
pub(super) fn france_travail(texte: &str) -> Result<String, Raison> {
    let plain = compact(texte);
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let old = plain.len() == 8 && digits >= 7 && plain.as_bytes()[7].is_ascii_alphanumeric();
    if old || (plain.len() == 11 && digits == 11) { Ok(plain) } else { Err(Raison::IdentifiantMalForme) }
}

/// An IBAN with its key; a French one with that of the RIB too.
pub(super) fn iban(texte: &str) -> Result<String, Raison> {
    let plain = compact(texte);
    let is_shape = (15..=34).contains(&plain.len()) && plain.bytes().all(|c| c.is_ascii_alphanumeric());
    if !is_shape || !plain.as_bytes()[..2].iter().all(u8::is_ascii_uppercase) {
        return Err(Raison::IbanMalForme);
    }
    let remainder = plain[4..].chars().chain(plain[..4].chars()).try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    let rib_is_right = !plain.starts_with("FR") || (plain.len() == 27 && rib_remainder(&plain[4..]) == Some(0));
    if remainder == Some(1) && rib_is_right { Ok(plain) } else { Err(Raison::IbanMalForme) }
}

/// Remainder by 97 of a RIB whose letters count as the digits of its own table (A and J are 1, S is 2).
fn rib_remainder(rib: &str) -> Option<u32> {
    rib.bytes().try_fold(0, |rest, c| {
        let value = match c {
            b'0'..=b'9' => c - b'0',
            b'A'..=b'I' => c - b'A' + 1,
            b'J'..=b'R' => c - b'J' + 1,
            b'S'..=b'Z' => c - b'S' + 2,
            _ => return None,
        };
        Some((rest * 10 + u32::from(value)) % 97)
    })
}

/// Capital letters and digits only: without the spaces, dots and hyphens that people put between groups.
fn compact(texte: &str) -> String {
    texte
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}'))
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn nirs() {
        let check = |texte: &str, expected: Result<&str, Raison>| {
            assert_eq!(nir(texte).as_deref(), expected.as_ref().map(|v| *v), "{texte:?}");
        };
        check("203077511500016", Ok("203077511500016"));
        check("1 05 05 2A 004 000 25", Ok("105052A00400025"));
        check("109042b03300037", Ok("109042B03300037"));
        check("1.05.99.75.115.000.82", Ok("105997511500082"));
        check("705057511500024", Ok("705057511500024"));
        check("108012B03300039", Err(Raison::NirCle));
        check("207081305500013", Err(Raison::NirCle));
        check("905057511500021", Err(Raison::NirSexe));
        check("20505751150", Err(Raison::NirLongueur));
        check("2030775115000", Err(Raison::NirSansCle));
        check("105052C004000 12", Err(Raison::NirCaractere));
        check("2050575115000 AB", Err(Raison::NirCaractere));
        check("é03077511500016", Err(Raison::NirLongueur));
        assert_eq!(nir_key("2030775115000").as_deref(), Some("16"));
        assert_eq!(nir_key("105052A004000").as_deref(), Some("25"));
        assert_eq!(nir_key("9030775115000"), None);
    }

    #[test]
    fn discords_are_told() {
        let check = |nir: &str, sexe: &str, naissance: Date, expected: &[Raison]| {
            assert_eq!(nir_discords(nir, Some(sexe), Some(naissance)), expected, "{nir}");
        };
        check("203077511500016", "F", date(2003, 7, 14), &[]);
        check("203077511500016", "M", date(2003, 7, 14), &[Raison::NirDiscordantSexe]);
        check("203077511500016", "F", date(2003, 8, 14), &[Raison::NirDiscordantNaissance]);
        check("203077511500016", "F", date(2004, 7, 14), &[Raison::NirDiscordantNaissance]);
        check("105997511500082", "M", date(2005, 7, 14), &[]);
        check("705057511500024", "M", date(2005, 5, 1), &[]);
        check("nothing", "M", date(2005, 5, 1), &[]);
        assert_eq!(nir_discords("203077511500016", None, None), []);
    }

    #[test]
    fn other_numbers() {
        for right in ["1234567A", "12345678", "12345678901", "1234567 a"] {
            assert!(france_travail(right).is_ok(), "{right}");
        }
        for wrong in ["123456A7", "1234567", "123456789", "1234567890A", "1234567é"] {
            assert_eq!(france_travail(wrong), Err(Raison::IdentifiantMalForme), "{wrong}");
        }
        for right in ["FR7699999799294954069094529", "fr14 2004 1010 0505 0001 3M02 606", "BE68539007547034"] {
            assert!(iban(right).is_ok(), "{right}");
        }
        // The last has a sound IBAN over a wrong RIB.
        for wrong in ["FR7799999000010000000000018", "FR142004101005050001", "", "FR4999999000010000000005063"] {
            assert_eq!(iban(wrong), Err(Raison::IbanMalForme), "{wrong}");
        }
    }
}
