//! The social security number (NIR): 13 characters and a key of two digits.

/// Why a text is not a NIR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NirFault {
    /// Not 15 characters once spaces are removed.
    Length,
    /// A character is neither a digit nor the A or B of Corsica in its place.
    Character,
    /// The first digit is not a lawful sex or waiting mark.
    Sex,
    /// The key does not answer the number.
    Key,
}

/// Checks a NIR and gives its 15 characters without spaces.
///
/// The key is 97 minus the remainder of the 13 first digits by 97; Corsica's 2A counts as 19 and 2B as 18
/// (décret 82-103 du 22 janvier 1982, art. 4 and its annex). Waiting numbers begin with 3, 4, 7 or 8.
///
/// # Errors
/// [`NirFault`]: the first thing that is wrong.
pub fn parse(text: &str) -> Result<String, NirFault> {
    let nir: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if nir.len() != 15 || !nir.is_ascii() {
        return Err(NirFault::Length);
    }
    let corsica = match &nir[5..7] {
        "2A" => Some("19"),
        "2B" => Some("18"),
        _ => None,
    };
    let counted = corsica.map_or_else(|| nir[..13].to_owned(), |code| format!("{}{code}{}", &nir[..5], &nir[7..13]));
    let number: u64 = counted.parse().map_err(|_| NirFault::Character)?;
    let key: u64 = nir[13..].parse().map_err(|_| NirFault::Character)?;
    if !counted.bytes().all(|c| c.is_ascii_digit()) || !nir[13..].bytes().all(|c| c.is_ascii_digit()) {
        return Err(NirFault::Character);
    }
    if !matches!(nir.as_bytes()[0], b'1' | b'2' | b'3' | b'4' | b'7' | b'8') {
        return Err(NirFault::Sex);
    }
    if key != 97 - number % 97 { Err(NirFault::Key) } else { Ok(nir) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_key(thirteen: &str, counted: u64) -> String {
        format!("{thirteen}{:02}", 97 - counted % 97)
    }

    #[test]
    fn keys_and_corsica() {
        let plain = with_key("2060559512000", 2_060_559_512_000);
        assert_eq!(parse(&plain), Ok(plain.clone()));
        assert!(parse(&with_key("10501 2A004000".replace(' ', "").as_str(), 1_050_119_004_000)).is_ok());
        assert!(parse(&with_key("105012B033000", 1_050_118_033_000)).is_ok());
    }

    #[test]
    fn what_is_wrong_is_named() {
        let good = with_key("2060559512000", 2_060_559_512_000);
        assert_eq!(parse(""), Err(NirFault::Length));
        assert_eq!(parse(&good[1..]), Err(NirFault::Length));
        assert_eq!(parse(&good.replacen('2', "9", 1)), Err(NirFault::Sex));
        assert_eq!(parse(&good.replacen("559", "55X", 1)), Err(NirFault::Character));
        assert_eq!(parse(&format!("{}00", &good[..13])), Err(NirFault::Key));
        assert_eq!(parse("+1-2345678901234"), Err(NirFault::Length));
    }
}
