//! What a spreadsheet, a keyboard or an old conversion does to values, undone. Only what is nearly sure is put right
//! without asking; the rest is proposed.

use super::Gravite;
use crate::Champ;
use crate::saisie::{Raison, nir_key, phone};

/// A better text for a cell that does not read, and what was wrong with it.
pub struct Reparation {
    /// To read instead; `None` when nothing can be proposed.
    pub texte: Option<String>,
    pub raison: Raison,
    /// `Avertissement`: may be taken without asking.
    pub gravite: Gravite,
}

/// Domains of mail that people use, as misspelt as they do.
const DOMAINES: &[(&str, &str)] = &[
    ("gmial", "gmail"),
    ("gmal", "gmail"),
    ("gamil", "gmail"),
    ("gmai", "gmail"),
    ("gmaill", "gmail"),
    ("hotmial", "hotmail"),
    ("hotmal", "hotmail"),
    ("hotmai", "hotmail"),
    ("homail", "hotmail"),
    ("outlok", "outlook"),
    ("outloook", "outlook"),
    ("outlouk", "outlook"),
    ("yaho", "yahoo"),
    ("yahooo", "yahoo"),
    ("ornage", "orange"),
    ("orage", "orange"),
    ("lapost", "laposte"),
    ("icould", "icloud"),
];

/// What can be done about a cell that `normalise` refused for this reason.
pub fn repair(champ: Champ, cell: &str, raison: Raison) -> Option<Reparation> {
    let cell = cell.trim();
    let proposed = |texte: Option<String>, raison| Some(Reparation { texte, raison, gravite: Gravite::Refus });
    let is_number = matches!(
        champ,
        Champ::Telephone | Champ::TelephoneFixe | Champ::CodePostal | Champ::Nir | Champ::IdentifiantFranceTravail
    );
    if is_number {
        if let Some(whole) = scientific(cell) {
            let lost = whole.is_none();
            let texte = whole.map(|digits| lost_zero(champ, &digits).unwrap_or(digits));
            let gravite = if lost { Gravite::Refus } else { Gravite::Avertissement };
            return Some(Reparation { texte, raison: Raison::NombreArrondi, gravite });
        }
        if let Some(texte) = lost_zero(champ, cell) {
            return Some(Reparation {
                texte: Some(texte),
                raison: Raison::ZeroInitialPerdu,
                gravite: Gravite::Avertissement,
            });
        }
        if let Some(texte) = letters_as_digits(champ, cell) {
            return proposed(Some(texte), Raison::LettrePourChiffre);
        }
    }
    match (champ, raison) {
        (Champ::Telephone | Champ::TelephoneFixe, Raison::TelephoneTropLong) => proposed(first_phone(cell), raison),
        (Champ::Nir, Raison::NirSansCle) => proposed(nir_key(cell).map(|key| format!("{} {key}", cell.trim())), raison),
        (Champ::Mail, Raison::MailMalForme) => proposed(plain_mail(cell), raison),
        _ => None,
    }
}

/// The mail with its domain as people spell it when they pay attention.
pub fn better_domain(mail: &str) -> Option<String> {
    let (local, domain) = mail.rsplit_once('@')?;
    let (name, end) = domain.split_once('.')?;
    let better = DOMAINES.iter().find(|(wrong, _)| *wrong == name).map(|(_, right)| *right);
    let end_is_better = match end {
        "con" | "cmo" | "comm" => Some("com"),
        "ft" | "frr" => Some("fr"),
        _ => None,
    };
    if better.is_none() && end_is_better.is_none() {
        return None;
    }
    Some(format!("{local}@{}.{}", better.unwrap_or(name), end_is_better.unwrap_or(end)))
}

/// The text before UTF-8 was read as Windows-1252 ("Ã©" for "é").
pub fn unbroken(texte: &str) -> Option<String> {
    if !texte.contains(['Ã', 'Â', 'â', 'Å']) {
        return None;
    }
    let byte = |c: char| match c {
        '€' => Some(0x80),
        '‚' => Some(0x82),
        '„' => Some(0x84),
        '…' => Some(0x85),
        '‡' => Some(0x87),
        'ˆ' => Some(0x88),
        '‰' => Some(0x89),
        'Š' => Some(0x8a),
        '‹' => Some(0x8b),
        'Œ' => Some(0x8c),
        'Ž' => Some(0x8e),
        '’' => Some(0x92),
        '“' => Some(0x93),
        '”' => Some(0x94),
        '™' => Some(0x99),
        'š' => Some(0x9a),
        '›' => Some(0x9b),
        'œ' => Some(0x9c),
        c => u8::try_from(u32::from(c)).ok(),
    };
    let bytes: Option<Vec<u8>> = texte.chars().map(byte).collect();
    String::from_utf8(bytes?).ok().filter(|fixed| fixed != texte)
}

/// A number that a spreadsheet wrote with an exponent: its digits if it still has them all (the inner option).
fn scientific(cell: &str) -> Option<Option<String>> {
    let (mantissa, exponent) = cell.split_once(['E', 'e'])?;
    let exponent: usize = exponent.strip_prefix('+').unwrap_or(exponent).parse().ok().filter(|e| *e <= 20)?;
    let (whole, part) = mantissa.split_once([',', '.']).unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|d| d.is_ascii_digit());
    if whole.len() != 1 || !digits(whole) || !digits(part) {
        return None;
    }
    Some((part.len() == exponent).then(|| format!("{whole}{part}")))
}

/// A telephone of nine digits or a postal code of four: a column of numbers drops the zero in front.
fn lost_zero(champ: Champ, cell: &str) -> Option<String> {
    let digits = cell.strip_suffix(".0").unwrap_or(cell);
    let plain: String = digits.chars().filter(|c| !matches!(c, ' ' | '.' | '\u{a0}')).collect();
    let is_digits = plain.bytes().all(|d| d.is_ascii_digit()) && !plain.starts_with('0');
    match champ {
        Champ::Telephone | Champ::TelephoneFixe if is_digits && plain.len() == 9 => Some(format!("0{plain}")),
        Champ::CodePostal if is_digits && plain.len() == 4 => Some(format!("0{plain}")),
        _ => None,
    }
}

/// Letters O, I and l among digits. Corsica's A and B, and the last letter of a France Travail number, stay.
fn letters_as_digits(champ: Champ, cell: &str) -> Option<String> {
    let is_right = |c: char| match c {
        'a' | 'A' | 'b' | 'B' => champ == Champ::Nir,
        c => !c.is_alphabetic(),
    };
    let replaced: String = cell
        .chars()
        .map(|c| match c {
            'o' | 'O' => '0',
            'i' | 'I' | 'l' | '|' => '1',
            c => c,
        })
        .collect();
    (replaced != cell && replaced.chars().all(is_right)).then_some(replaced)
}

/// The first of two telephones in one cell.
fn first_phone(cell: &str) -> Option<String> {
    let parts: Vec<&str> = cell.split(['/', ';', ',', '|']).map(str::trim).collect();
    let found = parts.iter().filter_map(|part| phone(part).ok()).next();
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    found.or_else(|| (digits.len() == 20).then(|| phone(&digits[..10]).ok()).flatten())
}

/// A mail without the spaces, accents and commas that keep it from being one.
fn plain_mail(cell: &str) -> Option<String> {
    use unicode_normalization::UnicodeNormalization;
    let plain = cell.strip_prefix("mailto:").unwrap_or(cell).trim_matches(['<', '>', '.', ';', ',', ' ']);
    let plain: String = plain
        .nfd()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{300}'..='\u{36f}'))
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    crate::saisie::mail(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_repaired() {
        let check = |champ: Champ, cell: &str, raison: Raison, expected: Option<(Option<&str>, Raison, Gravite)>| {
            let got = repair(champ, cell, raison);
            let got = got.as_ref().map(|r| (r.texte.as_deref(), r.raison, r.gravite));
            assert_eq!(got, expected, "{cell}");
        };
        use Gravite::{Avertissement, Refus};
        use Raison::*;
        let zero = |texte| Some((Some(texte), ZeroInitialPerdu, Avertissement));
        check(Champ::Telephone, "639981234", TelephoneIncomplet, zero("0639981234"));
        check(Champ::Telephone, "6 39 98 12 34", TelephoneIncomplet, zero("0639981234"));
        check(Champ::CodePostal, "1000", CodePostalMalForme, zero("01000"));
        check(Champ::CodePostal, "100", CodePostalMalForme, None);
        check(Champ::Telephone, "06 12 34 56 7", TelephoneIncomplet, None);
        let letter = |texte| Some((Some(texte), LettrePourChiffre, Refus));
        check(Champ::Telephone, "O6 39 98 12 34", TelephoneMalForme, letter("06 39 98 12 34"));
        check(Champ::CodePostal, "59OO0", CodePostalMalForme, letter("59000"));
        check(Champ::Telephone, "non", TelephoneMalForme, None);
        let two = "06 39 98 12 34 / 06 39 98 12 35";
        check(Champ::Telephone, two, TelephoneTropLong, Some((Some("0639981234"), TelephoneTropLong, Refus)));
        check(Champ::Nir, "2,03078E+14", NirCaractere, Some((None, NombreArrondi, Refus)));
        let whole = Some((Some("0639981234"), NombreArrondi, Avertissement));
        check(Champ::Telephone, "6,39981234E+08", TelephoneMalForme, whole);
        check(Champ::Nir, "2030775115000", NirSansCle, Some((Some("2030775115000 16"), NirSansCle, Refus)));
        let mail = |texte| Some((Some(texte), MailMalForme, Refus));
        check(Champ::Mail, "léa @essai,example", MailMalForme, mail("lea@essai.example"));
        check(Champ::Mail, "<lea@essai.example>", MailMalForme, mail("lea@essai.example"));
        check(Champ::Mail, "aucun", MailMalForme, Some((None, MailMalForme, Refus)));
        check(Champ::Prenom, "Lea2", ChiffreDansUnNom, None);
    }

    #[test]
    fn domains_and_accents() {
        assert_eq!(better_domain("jean@gmial.exemple").as_deref(), Some("jean@gmail.exemple"));
        assert_eq!(better_domain("jean@gmail.con").as_deref(), Some("jean@gmail.com"));
        assert_eq!(better_domain("jean@essai.example"), None);
        assert_eq!(unbroken("ChloÃ©").as_deref(), Some("Chloé"));
        assert_eq!(unbroken("Ã‰lodie").as_deref(), Some("Élodie"));
        assert_eq!(unbroken("Nâdine"), None);
        assert_eq!(unbroken("Essai"), None);
    }
}
