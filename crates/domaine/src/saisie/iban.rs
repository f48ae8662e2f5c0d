//! Bank accounts. A wrong key is refused even from a paper: a payment to it comes back.

use super::Raison;
use super::numero::compact;

/// Countries of the SEPA area whose accounts a payment may go to, and the length of their IBAN (ISO 13616 register).
/// An account elsewhere may be right all the same: Morocco's are.
const SEPA: &str = "AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 \
    IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22";

/// An IBAN with its key (ISO 7064, mod 97-10); a French or Monegasque one with that of the RIB too.
///
/// # Errors
/// [`Raison::IbanMalForme`], [`Raison::IbanCle`] or [`Raison::RibCle`].
pub fn iban(texte: &str) -> Result<String, Raison> {
    let plain = compact(texte);
    let bytes = plain.as_bytes();
    let is_shape = (15..=34).contains(&plain.len())
        && bytes.iter().all(u8::is_ascii_alphanumeric)
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !is_shape || length(&plain).is_some_and(|length| length != plain.len()) {
        return Err(Raison::IbanMalForme);
    }
    let remainder = plain[4..].chars().chain(plain[..4].chars()).try_fold(0, |rest, c| {
        let value = c.to_digit(36)?;
        Some((rest * if value > 9 { 100 } else { 10 } + value) % 97)
    });
    // Keys go from 02 to 98; 00, 01 and 99 have the remainders of 97, 98 and 02.
    if remainder != Some(1) || !matches!(plain[2..4].parse(), Ok(2..=98)) {
        return Err(Raison::IbanCle);
    }
    let is_french = matches!(&plain[..2], "FR" | "MC");
    if is_french && rib_remainder(&plain[4..]) != Some(0) { Err(Raison::RibCle) } else { Ok(plain) }
}

/// Whether a SEPA transfer can reach this account, by its country.
pub fn is_sepa(iban: &str) -> bool {
    length(iban).is_some()
}

fn length(iban: &str) -> Option<usize> {
    let country = iban.get(..2)?;
    SEPA.split(' ').find_map(|entry| entry.strip_prefix(country)?.parse().ok())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts() {
        let check = |texte: &str, expected: Result<&str, Raison>| {
            assert_eq!(iban(texte).as_deref(), expected.as_ref().map(|v| *v), "{texte:?}");
        };
        check("FR7699999799294954069094529", Ok("FR7699999799294954069094529"));
        check("fr14 2004 1010 0505 0001 3M02 606", Ok("FR1420041010050500013M02606"));
        check("BE68539007547034", Ok("BE68539007547034"));
        check("MA64011519000001205000534921", Ok("MA64011519000001205000534921"));
        check("FR7799999000010000000000018", Err(Raison::IbanCle));
        check("FR4999999000010000000005063", Err(Raison::RibCle)); // a sound IBAN over a wrong RIB
        for wrong in
            ["FR142004101005050001", "", "99999799294954069094529", "FRXX99999799294954069094529", "BE6853900754703é"]
        {
            check(wrong, Err(Raison::IbanMalForme));
        }
    }

    #[test]
    fn transfers_stay_in_the_area() {
        for (iban, expected) in
            [("FR7699999799294954069094529", true), ("MA64011519000001205000534921", false), ("", false)]
        {
            assert_eq!(is_sepa(iban), expected, "{iban}");
        }
        let countries: Vec<&str> = SEPA.split(' ').collect();
        assert!(countries.is_sorted() && countries.iter().all(|country| country.len() == 4 && is_sepa(country)));
        assert_eq!(length("FR76"), Some(27));
    }
}
