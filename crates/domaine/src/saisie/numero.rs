//! Numbers of a person: NIR, NTT, France Travail, INE, allocataire. One that reads but fails its check comes with the reason.

use super::Raison;
use crate::nir::{self, NirFault};

/// What was read: the one spelling, and what is to be remarked upon. From a machine, a remark is a refusal.
pub(super) type Lu = (String, Vec<Raison>);

/// A NIR as its 15 characters.
pub(super) fn nir(texte: &str) -> Result<Lu, Raison> {
    let plain = compact(texte);
    if nir_key(&plain).is_some() {
        return Err(Raison::NirSansCle);
    }
    let lecture = nir::read(&plain).map_err(raison)?;
    Ok((lecture.nir, lecture.fautes.into_iter().map(raison).collect()))
}

/// The two digits of the key of 13 characters, for a file whose numbers came without it; `None` if they are no NIR.
pub fn nir_key(thirteen: &str) -> Option<String> {
    let thirteen = compact(thirteen);
    let key = format!("{:02}", nir::key(&thirteen)?);
    nir::parse(&format!("{thirteen}{key}")).is_ok().then_some(key)
}

/// What the words of the page call a fault.
pub(super) fn raison(fault: NirFault) -> Raison {
    match fault {
        NirFault::Length => Raison::NirLongueur,
        NirFault::Character => Raison::NirCaractere,
        NirFault::Sex => Raison::NirSexe,
        NirFault::Month => Raison::NirMois,
        NirFault::Place => Raison::NirLieu,
        NirFault::Order => Raison::NirOrdre,
        NirFault::Specimen => Raison::NirSpecimen,
        NirFault::Key => Raison::NirCle,
    }
}

/// A numéro technique temporaire, which the DSN gives to who has no NIR yet: 1 or 2, nine digits, then 1 to 30 letters or
/// digits. No field of a dossier holds one; a flow of contracts may.
///
/// # Errors
/// [`Raison::NttMalForme`].
pub fn ntt(texte: &str) -> Result<String, Raison> {
    let plain = compact(texte);
    let is_right = (11..=40).contains(&plain.len())
        && plain.starts_with(['1', '2'])
        && plain.bytes().take(10).all(|c| c.is_ascii_digit())
        && plain.bytes().all(|c| c.is_ascii_alphanumeric());
    if is_right { Ok(plain) } else { Err(Raison::NttMalForme) }
}

/// Seven digits and a letter or digit, or eleven digits.
pub(super) fn france_travail(texte: &str) -> Result<Lu, Raison> {
    let plain = compact(texte);
    let is_usual = match plain.len() {
        8 => digits_first(&plain) >= 7,
        11 => digits_first(&plain) == 11,
        _ => return Err(Raison::IdentifiantMalForme),
    };
    usual(plain, is_usual, Raison::IdentifiantMalForme)
}

/// The number of a pupil or student: 10 digits and a letter until the national register of 2018, 9 digits and two
/// letters since. Its key is not public: only the pattern is looked at.
pub(super) fn ine(texte: &str) -> Result<Lu, Raison> {
    let plain = compact(texte);
    if plain.len() != 11 {
        return Err(Raison::IneMalForme);
    }
    let digits = digits_first(&plain);
    let is_usual = matches!(digits, 9 | 10) && plain.bytes().skip(digits).all(|c| c.is_ascii_uppercase());
    usual(plain, is_usual, Raison::IneMalForme)
}

/// The number of an allocataire: at the CAF seven digits and a letter (pattern not verified with the CNAF), at the MSA
/// the NIR. At most 15 characters.
pub(super) fn allocataire(texte: &str) -> Result<Lu, Raison> {
    let plain = compact(texte);
    match plain.len() {
        15 => nir(&plain),
        8 => {
            let is_usual = digits_first(&plain) == 7 && plain.as_bytes()[7].is_ascii_uppercase();
            usual(plain, is_usual, Raison::AllocataireMalForme)
        }
        5..=14 => usual(plain, false, Raison::AllocataireMalForme),
        _ => Err(Raison::AllocataireMalForme),
    }
}

/// Letters and digits that have the usual pattern, or are remarked upon.
fn usual(plain: String, is_usual: bool, raison: Raison) -> Result<Lu, Raison> {
    let reads = plain.bytes().all(|c| c.is_ascii_alphanumeric()) && plain.bytes().any(|c| c.is_ascii_digit());
    let remarks = if is_usual { Vec::new() } else { vec![raison] };
    if reads { Ok((plain, remarks)) } else { Err(raison) }
}

fn digits_first(plain: &str) -> usize {
    plain.bytes().take_while(u8::is_ascii_digit).count()
}

/// Capital letters and digits only: without the spaces, dots and hyphens that people put between groups.
pub(super) fn compact(texte: &str) -> String {
    texte
        .chars()
        .filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}'))
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = fn(&str) -> Result<Lu, Raison>;

    fn check(read: Read, texte: &str, expected: Result<(&str, &[Raison]), Raison>) {
        let got = read(texte);
        let got = got.as_ref().map(|(value, remarks)| (value.as_str(), remarks.as_slice())).map_err(|raison| *raison);
        assert_eq!(got, expected, "{texte:?}");
    }

    #[test]
    fn nirs() {
        check(nir, "203077511500016", Ok(("203077511500016", &[])));
        check(nir, "1 05 05 2A 004 000 25", Ok(("105052A00400025", &[])));
        check(nir, "109042b03300037", Ok(("109042B03300037", &[])));
        check(nir, "1.05.99.75.115.000.82", Ok(("105997511500082", &[])));
        check(nir, "705057511500024", Ok(("705057511500024", &[])));
        check(nir, "108012B03300039", Ok(("108012B03300039", &[Raison::NirCle])));
        check(nir, "105137511500064", Ok(("105137511500064", &[Raison::NirMois])));
        check(nir, "905057511500021", Err(Raison::NirSexe));
        check(nir, "20505751150", Err(Raison::NirLongueur));
        check(nir, "2030775115000", Err(Raison::NirSansCle));
        check(nir, "105052C004000 12", Err(Raison::NirCaractere));
        check(nir, "2050575115000 AB", Err(Raison::NirCaractere));
        check(nir, "é03077511500016", Err(Raison::NirLongueur));
        assert_eq!(nir_key("2030775115000").as_deref(), Some("16"));
        assert_eq!(nir_key("105052A004000").as_deref(), Some("25"));
        assert_eq!(nir_key("9030775115000"), None);
        assert_eq!(nir_key("2031375115000"), None);
    }

    #[test]
    fn france_travail_numbers() {
        let unusual: &[Raison] = &[Raison::IdentifiantMalForme];
        check(france_travail, "1234567 a", Ok(("1234567A", &[])));
        check(france_travail, "12345678", Ok(("12345678", &[])));
        check(france_travail, "12345678901", Ok(("12345678901", &[])));
        check(france_travail, "123456A7", Ok(("123456A7", unusual)));
        check(france_travail, "1234567890A", Ok(("1234567890A", unusual)));
        for wrong in ["1234567", "123456789", "1234567é", "INCONNUE", ""] {
            check(france_travail, wrong, Err(Raison::IdentifiantMalForme));
        }
    }

    #[test]
    fn ines() {
        let unusual: &[Raison] = &[Raison::IneMalForme];
        check(ine, "1234567890a", Ok(("1234567890A", &[])));
        check(ine, "123456789 AB", Ok(("123456789AB", &[])));
        check(ine, "12345678ABC", Ok(("12345678ABC", unusual)));
        check(ine, "12345678901", Ok(("12345678901", unusual)));
        check(ine, "123456789A1", Ok(("123456789A1", unusual)));
        for wrong in ["1234567890", "1234567890AB", "123456789é", "JENESAISPAS"] {
            check(ine, wrong, Err(Raison::IneMalForme));
        }
    }

    #[test]
    fn allocataires() {
        let unusual: &[Raison] = &[Raison::AllocataireMalForme];
        check(allocataire, "1234567 a", Ok(("1234567A", &[])));
        check(allocataire, "1234567", Ok(("1234567", unusual)));
        check(allocataire, "12345678", Ok(("12345678", unusual)));
        check(allocataire, "2 03 07 75 115 000 16", Ok(("203077511500016", &[]))); // MSA
        check(allocataire, "203077511500017", Ok(("203077511500017", &[Raison::NirCle])));
        for wrong in ["1234", "1234567/A9", "INCONNU", "1234567890123456"] {
            check(allocataire, wrong, Err(Raison::AllocataireMalForme));
        }
    }

    #[test]
    fn ntts() {
        assert_eq!(ntt("1 234567890 ab"), Ok("1234567890AB".to_owned()));
        assert_eq!(ntt(&format!("2{}", "1".repeat(39))).map(|ntt| ntt.len()), Ok(40));
        for wrong in ["1234567890", "3234567890A", "12345A7890A", &format!("2{}", "1".repeat(40))] {
            assert_eq!(ntt(wrong), Err(Raison::NttMalForme), "{wrong}");
        }
    }
}
