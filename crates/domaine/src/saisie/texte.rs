//! Texts and names: what may stand in them, and the form in which two names are compared.

use unicode_normalization::UnicodeNormalization;

use super::Raison;

/// Longest name, in characters.
pub const NOM_CARACTERES_MAX: usize = 100;
/// Longest free text of a field, in characters.
pub const CARACTERES_MAX: usize = 200;
/// Beyond this nothing is looked at: no field is near it, whatever a browser was made to send.
const OCTETS_MAX: usize = 4_000;

/// A typed text without outer spaces, with single inner spaces, its accents composed (NFC) and one kind of apostrophe.
/// Line breaks and tabs count as spaces; marks that show nothing at all (byte order mark, soft hyphen) are dropped.
///
/// # Errors
/// Control and direction characters are refused, not dropped: they can make a name read as another.
pub fn tidy(texte: &str) -> Result<String, Raison> {
    if texte.len() > OCTETS_MAX {
        return Err(Raison::ChampTropLong);
    }
    let mut tidied = String::with_capacity(texte.len());
    let mut space = false;
    for c in texte.nfc() {
        match c {
            c if c.is_whitespace() => space = true,
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_control() || is_direction(c) || c == '\u{fffd}' => return Err(Raison::CaractereInterdit),
            c => {
                if space && !tidied.is_empty() {
                    tidied.push(' ');
                }
                space = false;
                tidied.push(if matches!(c, '’' | '‘' | 'ʼ' | 'ʻ' | '´' | '`' | '′') { '\'' } else { c });
            }
        }
    }
    Ok(tidied)
}

/// A name of the état civil. Case and accents stay as typed.
pub(super) fn name(typed: &str) -> Result<String, Raison> {
    if typed.chars().count() > NOM_CARACTERES_MAX {
        return Err(Raison::ChampTropLong);
    }
    for c in typed.chars() {
        match c {
            ' ' | '-' | '\'' | '.' | '\u{300}'..='\u{36f}' => {}
            c if is_latin(c) => {}
            c if c.is_numeric() => return Err(Raison::ChiffreDansUnNom),
            c if c.is_alphabetic() => return Err(Raison::EcritureNonLatine),
            _ => return Err(Raison::CaractereInterdit),
        }
    }
    if typed.chars().any(char::is_alphabetic) { Ok(typed.to_owned()) } else { Err(Raison::NomSansLettre) }
}

/// A text that has no form of its own.
pub(super) fn free(typed: &str) -> Result<String, Raison> {
    at_most(typed, CARACTERES_MAX)
}

/// A text of at most `max` characters.
pub(super) fn at_most(typed: &str, max: usize) -> Result<String, Raison> {
    if typed.chars().count() > max { Err(Raison::ChampTropLong) } else { Ok(typed.to_owned()) }
}

/// The form in which two names are compared: lower-case letters without accents, and nothing else, so that
/// `Jean-Noël`, `JEAN NOEL` and `Jeannoël` are one. Never shown.
pub fn normal_name(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    push_letters(name, &mut normal);
    normal
}

/// The words of a text in the same form; digits count as letters.
pub(crate) fn words(texte: &str) -> Vec<String> {
    let is_inside = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}');
    let letters_and_digits = |part: &str| {
        let mut word = String::with_capacity(part.len());
        for c in part.chars() {
            if c.is_ascii_digit() { word.push(c) } else { push_letters(c.encode_utf8(&mut [0; 4]), &mut word) }
        }
        word
    };
    texte.split(|c| !is_inside(c)).map(letters_and_digits).filter(|word| !word.is_empty()).collect()
}

fn push_letters(texte: &str, into: &mut String) {
    for c in texte.nfkd() {
        if c.is_ascii_alphabetic() {
            into.push(c.to_ascii_lowercase());
            continue;
        }
        for lower in c.to_lowercase() {
            match lower {
                'œ' => into.push_str("oe"),
                'æ' => into.push_str("ae"),
                'ß' => into.push_str("ss"),
                'ø' => into.push('o'),
                'ł' => into.push('l'),
                'đ' | 'ð' => into.push('d'),
                'ı' => into.push('i'),
                'þ' => into.push_str("th"),
                c if c.is_alphabetic() => into.push(c),
                _ => {}
            }
        }
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{2af}' | '\u{1e00}'..='\u{1eff}')
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let check = |typed: &str, expected: Result<&str, Raison>| {
            let got = tidy(typed).and_then(|t| name(&t));
            assert_eq!(got.as_deref(), expected.as_ref().map(|v| *v), "{typed:?}");
        };
        check(" Le  Goff ", Ok("Le Goff"));
        check("Noe\u{308}l", Ok("Noël"));
        check("D’Arc", Ok("D'Arc"));
        check("Đặng-Nguyễn", Ok("Đặng-Nguyễn"));
        check("Məmmədov", Ok("Məmmədov"));
        check("St. Jean", Ok("St. Jean"));
        check("Es\u{ad}sai", Ok("Essai"));
        check("Essai2", Err(Raison::ChiffreDansUnNom));
        check("Essai\u{2466}", Err(Raison::ChiffreDansUnNom));
        check("=Essai", Err(Raison::CaractereInterdit));
        check("Essai <b>", Err(Raison::CaractereInterdit));
        check("Essаi", Err(Raison::EcritureNonLatine)); // with a Cyrillic letter that looks like ours
        check("- '", Err(Raison::NomSansLettre));
        check("Essai\u{7}", Err(Raison::CaractereInterdit));
        check("Essai\u{fffd}", Err(Raison::CaractereInterdit));
        check(&"é".repeat(100), Ok(&"é".repeat(100)));
        check(&"é".repeat(101), Err(Raison::ChampTropLong));
    }

    #[test]
    fn comparison_is_blind() {
        let same = |a: &str, b: &str| assert_eq!(normal_name(a), normal_name(b), "{a} {b}");
        same("Jean-Noël", "JEAN NOEL");
        same("D’Arc", "darc");
        same("Lœuillet", "LOEUILLET");
        same("Zoe\u{301}", "Zoé");
        same("Çelik", "celik");
        same("Łukasz", "Lukasz");
        assert_ne!(normal_name("Essai"), normal_name("Essais"));
        assert_eq!(words("N° Sécu. (13 chiffres)"), ["n", "secu", "13", "chiffres"]);
        assert_eq!(words("Né(e) le"), ["ne", "e", "le"]);
    }
}
