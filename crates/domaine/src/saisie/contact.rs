//! Telephones, mails, postal codes.

use super::Raison;

/// Country codes of the overseas departments and collectivities whose numbers are French numbers of ten digits.
const OUTRE_MER: [&str; 4] = ["262", "590", "594", "596"];

/// A French number as ten digits, whatever its spelling; a foreign one, written with its `+` or `00`, as `+` and digits.
///
/// # Errors
/// [`Raison::TelephoneIncomplet`], [`Raison::TelephoneTropLong`] or [`Raison::TelephoneMalForme`].
pub fn phone(texte: &str) -> Result<String, Raison> {
    let texte = texte.trim();
    let is_sign =
        |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')' | '_' | '\u{2010}'..='\u{2015}');
    let (plus, rest) = texte.strip_prefix('+').map_or((false, texte), |rest| (true, rest));
    if !rest.chars().all(|c| c.is_ascii_digit() || is_sign(c)) {
        return Err(Raison::TelephoneMalForme);
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if plus {
        return abroad(&digits);
    }
    match digits.strip_prefix("00") {
        Some(rest) if digits.len() > 10 => abroad(rest),
        _ => national(digits),
    }
}

/// Digits after `+` or `00`.
fn abroad(digits: &str) -> Result<String, Raison> {
    if let Some(rest) = digits.strip_prefix("33") {
        // "+33 (0)6" is a usual spelling.
        return national(format!("0{}", rest.strip_prefix('0').unwrap_or(rest)));
    }
    if let Some(rest) = OUTRE_MER.iter().find_map(|code| digits.strip_prefix(code)) {
        return national(format!("0{}", rest.strip_prefix('0').unwrap_or(rest)));
    }
    if let Some(rest) = digits.strip_prefix("508").filter(|rest| rest.len() == 6) {
        return national(format!("0508{rest}"));
    }
    // E.164 allows 15 digits; no country has fewer than 7 with its code.
    match digits.len() {
        ..7 => Err(Raison::TelephoneIncomplet),
        7..=15 if !digits.starts_with('0') => Ok(format!("+{digits}")),
        16.. => Err(Raison::TelephoneTropLong),
        _ => Err(Raison::TelephoneMalForme),
    }
}

fn national(digits: String) -> Result<String, Raison> {
    match digits.len() {
        ..=9 => Err(Raison::TelephoneIncomplet),
        11.. => Err(Raison::TelephoneTropLong),
        10 if !digits.starts_with('0') || digits[1..].starts_with('0') => Err(Raison::TelephoneMalForme),
        _ => Ok(digits),
    }
}

/// The number of [`phone`] as E.164, for whoever sends a message: `+33639981234`. Overseas numbers have country codes of
/// their own. `None` if it is none of the spellings that [`phone`] gives.
pub fn e164(normal: &str) -> Option<String> {
    if normal.starts_with('+') {
        return Some(normal.to_owned());
    }
    let digits = normal.strip_prefix('0').filter(|digits| digits.len() == 9 && digits.is_ascii())?;
    let code = match digits {
        // Saint-Pierre-et-Miquelon: six digits after its code, which the national spelling repeats.
        saint_pierre if saint_pierre.starts_with("508") => return Some(format!("+{saint_pierre}")),
        // Kept for fiction, in the middle of Mayotte's mobiles.
        fiction if fiction.starts_with("63998") => "33",
        digits => match &digits[..3] {
            "262" | "263" | "269" | "692" | "693" | "639" => "262",
            "590" | "690" | "691" => "590",
            "594" | "694" => "594",
            "596" | "696" | "697" => "596",
            _ => "33",
        },
    };
    Some(format!("+{code}{digits}"))
}

/// A mail in lower case. Only its shape is checked: whether somebody reads it, only a mail can tell.
///
/// # Errors
/// [`Raison::MailMalForme`] or [`Raison::ChampTropLong`] (254 characters, 64 before the at sign).
pub fn mail(texte: &str) -> Result<String, Raison> {
    let mail = texte.trim().to_lowercase();
    let (local, domain) = mail.rsplit_once('@').ok_or(Raison::MailMalForme)?;
    if mail.len() > 254 || local.len() > 64 {
        return Err(Raison::ChampTropLong);
    }
    let in_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_{|}~.".contains(c);
    let local_is_right = !local.is_empty()
        && local.chars().all(in_local)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..");
    let labels: Vec<&str> = domain.split('.').collect();
    let label_is_right = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last_is_right = labels.last().is_some_and(|l| l.len() >= 2 && l.chars().any(|c| c.is_ascii_alphabetic()));
    if local_is_right && labels.len() >= 2 && labels.iter().all(label_is_right) && last_is_right {
        Ok(mail)
    } else {
        Err(Raison::MailMalForme)
    }
}

/// Five digits that a French post office can have: 01 to 98.
pub(super) fn postal_code(texte: &str) -> Result<String, Raison> {
    let code: String = texte.chars().filter(|c| *c != ' ').collect();
    let is_right = code.len() == 5
        && code.bytes().all(|d| d.is_ascii_digit())
        && !code.starts_with("00")
        && !code.starts_with("99");
    if is_right { Ok(code) } else { Err(Raison::CodePostalMalForme) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_go_to_e164() {
        let check = |texte: &str, expected: &str| {
            let normal = phone(texte).expect(texte);
            assert_eq!(e164(&normal).as_deref(), Some(expected), "{texte}");
            // The international spelling leads back to the same number.
            assert_eq!(phone(expected), Ok(normal), "{texte}");
        };
        check("06 39 98 12 34", "+33639981234");
        check("01 99 00 12 34", "+33199001234");
        check("0692 12 34 56", "+262692123456");
        check("0639 12 34 56", "+262639123456");
        check("0690 12 34 56", "+590690123456");
        check("0694 12 34 56", "+594694123456");
        check("0696 12 34 56", "+596696123456");
        check("0508 41 23 45", "+508412345");
        check("+32 470 12 34 56", "+32470123456");
        for other in ["", "12", "06 39 98 12 34", "é639981234"] {
            assert_eq!(e164(other), None, "{other}");
        }
    }

    #[test]
    fn phones_have_one_spelling() {
        let check = |texte: &str, expected: Result<&str, Raison>| {
            assert_eq!(phone(texte).as_deref(), expected.as_ref().map(|v| *v), "{texte:?}");
        };
        for texte in [
            "06 39 98 12 34",
            "0639981234",
            "+33 6 39 98 12 34",
            "+33 (0)6 39 98 12 34",
            "0033639981234",
            "06.39.98.12.34",
            "06-39-98-12-34",
            "06/39/98/12/34",
            "06\u{a0}39\u{202f}98 12 34",
        ] {
            check(texte, Ok("0639981234"));
        }
        check("+262 692 12 34 56", Ok("0692123456"));
        check("00262 639 12 34 56", Ok("0639123456"));
        check("+590 690 12 34 56", Ok("0690123456"));
        check("+594 694 12 34 56", Ok("0694123456"));
        check("+596 696 12 34 56", Ok("0696123456"));
        check("+508 41 23 45", Ok("0508412345"));
        check("+32 470 12 34 56", Ok("+32470123456"));
        check("0032 470 12 34 56", Ok("+32470123456"));
        check("06 39 98 12", Err(Raison::TelephoneIncomplet));
        check("639981234", Err(Raison::TelephoneIncomplet));
        check("", Err(Raison::TelephoneIncomplet));
        check("+33 6 39 98 12", Err(Raison::TelephoneIncomplet));
        check("06 39 98 12 34 / 06 39 98 12 35", Err(Raison::TelephoneTropLong));
        check("00 00 00 00 00", Err(Raison::TelephoneMalForme));
        check("1639981234", Err(Raison::TelephoneMalForme));
        check("O6 39 98 12 34", Err(Raison::TelephoneMalForme));
        check("06 39 98 12 34 (tante)", Err(Raison::TelephoneMalForme));
        check("++33639981234", Err(Raison::TelephoneMalForme));
    }

    #[test]
    fn mails() {
        for (texte, expected) in [
            ("lea@essai.example", "lea@essai.example"),
            ("Lea.Essai+ml@Essai.Example", "lea.essai+ml@essai.example"),
            ("l_e-a@sous.domaine-essai.example", "l_e-a@sous.domaine-essai.example"),
        ] {
            assert_eq!(mail(texte).as_deref(), Ok(expected));
        }
        for texte in [
            "lea",
            "lea@",
            "@essai.example",
            "lea@essai",
            "lea@@essai.example",
            "lea essai@essai.example",
            "lea@essai..example",
            ".lea@essai.example",
            "lea@-essai.example",
            "léa@essai.example",
            "lea@essai.example, max@essai.example",
            "lea@essai,example",
            "lea@192.0.2.1",
        ] {
            assert_eq!(mail(texte), Err(Raison::MailMalForme), "{texte}");
        }
        assert_eq!(mail(&format!("{}@essai.example", "a".repeat(65))), Err(Raison::ChampTropLong));
    }
}
