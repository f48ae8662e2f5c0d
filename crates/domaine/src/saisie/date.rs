//! Civil dates as people write them.

use jiff::civil::Date;

use super::Raison;
use crate::statut::age;

/// Youngest and oldest, in whole years, whose dossier may be opened. Wider than the law's 16 to 25 years, because former
/// young people have dossiers too; narrow enough to catch a wrong century or today's date.
const AGE_MIN: i16 = 10;
const AGE_MAX: i16 = 60;

/// The words in which a month is written, without accents.
const MOIS: [&[&str]; 12] = [
    &["janvier", "janv", "jan"],
    &["fevrier", "fevr", "fev"],
    &["mars", "mar"],
    &["avril", "avr"],
    &["mai"],
    &["juin"],
    &["juillet", "juil"],
    &["aout"],
    &["septembre", "sept", "sep"],
    &["octobre", "oct"],
    &["novembre", "nov"],
    &["decembre", "dec"],
];

/// A date written `2006-03-12`, `12/03/2006`, `12-03-2006`, `12.03.2006`, `12 03 2006` or `12 mars 2006`; a midnight
/// that a spreadsheet added after it is passed over. The day comes before the month.
///
/// # Errors
/// [`Raison::DateIllisible`], [`Raison::DateInexistante`] or [`Raison::AnneeSurDeuxChiffres`].
pub fn date(texte: &str) -> Result<Date, Raison> {
    let [a, b, c] = parts(texte).ok_or(Raison::DateIllisible)?;
    if a.len() == 4 {
        return day(&a, &b, &c);
    }
    match c.len() {
        4 => day(&c, &b, &a),
        2 if a.len() <= 2 => Err(Raison::AnneeSurDeuxChiffres),
        _ => Err(Raison::DateIllisible),
    }
}

/// A date of birth.
pub(super) fn birth(texte: &str, today: Date) -> Result<Date, Raison> {
    let naissance = date(texte)?;
    lawful_birth(naissance, today)
}

/// A birth that a dossier may have.
pub(crate) fn lawful_birth(naissance: Date, today: Date) -> Result<Date, Raison> {
    if naissance > today {
        return Err(Raison::DateFuture);
    }
    if (AGE_MIN..=AGE_MAX).contains(&age(naissance, today)) { Ok(naissance) } else { Err(Raison::AgeHorsLimites) }
}

/// Three parts of one to four digits, the middle one perhaps a month in words.
pub(crate) fn parts(texte: &str) -> Option<[String; 3]> {
    let texte = without_midnight(texte.trim());
    let mut parts = texte.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.len() <= 4 && part.bytes().all(|d| d.is_ascii_digit());
    let a = a.strip_suffix("er").unwrap_or(a);
    if parts.next().is_some() || !is_number(a) || !is_number(c) {
        return None;
    }
    if is_number(b) {
        return (b.len() <= 2).then(|| [a.to_owned(), b.to_owned(), c.to_owned()]);
    }
    let month = super::normal_name(b);
    let number = MOIS.iter().position(|names| names.contains(&month.as_str()))? + 1;
    Some([a.to_owned(), number.to_string(), c.to_owned()])
}

/// The day of these digits.
pub(crate) fn day(year: &str, month: &str, day: &str) -> Result<Date, Raison> {
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(Raison::DateIllisible);
    };
    Date::new(year, month, day).map_err(|_| Raison::DateInexistante)
}

fn without_midnight(texte: &str) -> &str {
    let Some(at) = texte.find(['T', ' ']).filter(|at| texte[*at..].contains(':')) else { return texte };
    let at = texte[..].rfind(' ').unwrap_or(at).max(at);
    let time = texte[at..].trim_start_matches(['T', ' ']).trim_end_matches('Z');
    if time.chars().all(|c| matches!(c, '0' | ':' | '.')) { &texte[..at] } else { texte }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as civil;

    use super::*;

    #[test]
    fn spellings() {
        let check = |texte: &str, expected: Result<Date, Raison>| assert_eq!(date(texte), expected, "{texte:?}");
        for texte in [
            "2006-03-01",
            "2006/3/1",
            "01/03/2006",
            "1/3/2006",
            "01-03-2006",
            "01.03.2006",
            "01 03 2006",
            "1er mars 2006",
            "1 MARS 2006",
            "2006-03-01T00:00:00",
            "01/03/2006 00:00",
            "01/03/2006 0:00:00",
        ] {
            check(texte, Ok(civil(2006, 3, 1)));
        }
        check("29/02/2008", Ok(civil(2008, 2, 29)));
        check("29/02/2007", Err(Raison::DateInexistante));
        check("31/04/2006", Err(Raison::DateInexistante));
        check("12/31/2006", Err(Raison::DateInexistante));
        check("00/00/2006", Err(Raison::DateInexistante));
        check("01/03/06", Err(Raison::AnneeSurDeuxChiffres));
        check("01/03/2006 14:30", Err(Raison::DateIllisible));
        for texte in
            ["hier", "2006", "03/2006", "38777", "1/2/3/2006", "01/03/20066", "1/3/206", "é/é/é", "12 mais 2006"]
        {
            check(texte, Err(Raison::DateIllisible));
        }
    }

    #[test]
    fn limit_days() {
        let today = civil(2026, 11, 22);
        let check = |naissance: Date, expected: Result<(), Raison>| {
            assert_eq!(lawful_birth(naissance, today).map(|_| ()), expected, "{naissance}");
        };
        check(civil(2016, 11, 22), Ok(())); // ten today
        check(civil(2016, 11, 23), Err(Raison::AgeHorsLimites));
        check(civil(1965, 11, 23), Ok(())); // sixty-one tomorrow
        check(civil(1965, 11, 22), Err(Raison::AgeHorsLimites));
        check(today, Err(Raison::AgeHorsLimites));
        check(civil(2026, 11, 23), Err(Raison::DateFuture));
    }
}
