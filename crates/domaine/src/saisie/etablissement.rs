//! Numbers of employers, partners, schools and associations: SIREN, SIRET, UAI, RNA. What a wrong key is worth is for who
//! asks: an offer of training may come with a number that fails, and is not lost for it.

use super::Raison;
use super::numero::compact;

/// La Poste numbers its thousands of offices with its own sum, but for its seat.
const LA_POSTE: &str = "356000000";
const SIEGE_DE_LA_POSTE: &str = "35600000000048";

/// A SIREN as its nine digits.
///
/// # Errors
/// [`Raison::SirenMalForme`] or [`Raison::SirenCle`] (formula of Luhn). Nine zeros answer the formula and are refused.
pub fn siren(texte: &str) -> Result<String, Raison> {
    let plain = digits(texte, 9).ok_or(Raison::SirenMalForme)?;
    if is_luhn(&plain) && plain.bytes().any(|digit| digit != b'0') { Ok(plain) } else { Err(Raison::SirenCle) }
}

/// A SIRET as its fourteen digits: the SIREN, then the number of the establishment.
///
/// # Errors
/// [`Raison::SiretMalForme`] or [`Raison::SiretCle`]: the formula of Luhn, or for an office of La Poste a sum of digits
/// that five divides.
pub fn siret(texte: &str) -> Result<String, Raison> {
    let plain = digits(texte, 14).ok_or(Raison::SiretMalForme)?;
    let sum: u32 = plain.bytes().map(|digit| u32::from(digit - b'0')).sum();
    let is_right = if plain.starts_with(LA_POSTE) && plain != SIEGE_DE_LA_POSTE {
        sum.is_multiple_of(5)
    } else {
        is_luhn(&plain) && siren(&plain[..9]).is_ok()
    };
    if is_right { Ok(plain) } else { Err(Raison::SiretCle) }
}

/// The number of a school (UAI, once RNE): seven digits and the letter that answers them.
///
/// # Errors
/// [`Raison::UaiMalForme`] or [`Raison::UaiCle`].
pub fn uai(texte: &str) -> Result<String, Raison> {
    /// Without I, O and Q, which a reader confuses with digits.
    const LETTRES: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let plain = compact(texte);
    let number: usize = match plain.get(..7) {
        Some(seven) if plain.len() == 8 && seven.bytes().all(|digit| digit.is_ascii_digit()) => seven.parse().ok(),
        _ => None,
    }
    .ok_or(Raison::UaiMalForme)?;
    match plain.as_bytes()[7] {
        letter if letter == LETTRES[number % 23] => Ok(plain),
        letter if letter.is_ascii_uppercase() => Err(Raison::UaiCle),
        _ => Err(Raison::UaiMalForme),
    }
}

/// The number of an association (RNA): `W`, three characters of the préfecture (a letter in the middle in Corsica and
/// overseas), six digits. It has no key.
///
/// # Errors
/// [`Raison::RnaMalForme`].
pub fn rna(texte: &str) -> Result<String, Raison> {
    let plain = compact(texte);
    let is_right = plain.len() == 10
        && plain.bytes().enumerate().all(|(at, c)| match at {
            0 => c == b'W',
            2 => c.is_ascii_alphanumeric(),
            _ => c.is_ascii_digit(),
        });
    if is_right { Ok(plain) } else { Err(Raison::RnaMalForme) }
}

fn digits(texte: &str, length: usize) -> Option<String> {
    let plain = compact(texte);
    (plain.len() == length && plain.bytes().all(|c| c.is_ascii_digit())).then_some(plain)
}

/// Every second digit from the right counts double, its two digits added; ten divides the sum.
fn is_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 1 { 2 } else { 1 })
        .map(|value| value / 10 + value % 10)
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies() {
        let check = |texte: &str, expected: Result<&str, Raison>| {
            let got = if compact(texte).len() < 12 { siren(texte) } else { siret(texte) };
            assert_eq!(got.as_deref(), expected.as_ref().map(|v| *v), "{texte:?}");
        };
        check("732 829 320", Ok("732829320"));
        check("732829321", Err(Raison::SirenCle));
        check("000000000", Err(Raison::SirenCle));
        check("73282932", Err(Raison::SirenMalForme));
        check("73282932A", Err(Raison::SirenMalForme));
        check("000 000 018 00010", Ok("00000001800010"));
        check("00000001800011", Err(Raison::SiretCle));
        check("00000000000000", Err(Raison::SiretCle));
        check("63445123124916", Err(Raison::SiretCle)); // the example printed in the LHEO documentation
        check("35600000000048", Ok("35600000000048")); // La Poste: its seat
        check("35600000000001", Ok("35600000000001")); // and its offices
        check("35600000000002", Err(Raison::SiretCle));
        check("1300054810001", Err(Raison::SiretMalForme));
    }

    #[test]
    fn schools_and_associations() {
        let check = |got: Result<String, Raison>, expected: Result<&str, Raison>| {
            assert_eq!(got.as_deref(), expected.as_ref().map(|v| *v));
        };
        check(uai("0681761v"), Ok("0681761V"));
        check(uai("0681761W"), Err(Raison::UaiCle));
        check(uai("0681761I"), Err(Raison::UaiCle));
        check(uai("06817611"), Err(Raison::UaiMalForme));
        check(uai("068176V"), Err(Raison::UaiMalForme));
        check(uai("068176éV"), Err(Raison::UaiMalForme));
        check(rna("w751000000"), Ok("W751000000"));
        check(rna("W2A1000000"), Ok("W2A1000000"));
        check(rna("W75100000"), Err(Raison::RnaMalForme));
        check(rna("751000000W"), Err(Raison::RnaMalForme));
        check(rna("W75100000A"), Err(Raison::RnaMalForme));
    }
}
