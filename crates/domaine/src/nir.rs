//! The social security number (NIR): 13 characters that say a sexe, a year, a month and a place of birth, then a key.
//!
//! Shape and key: décret 82-103 du 22 janvier 1982, art. 4 and its annex. What is unreadable is told apart from what reads
//! and is unlawful, because a number copied from a paper is kept with a warning while a machine's is refused.

/// What is wrong with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NirFault {
    /// Not 15 characters once spaces are removed.
    Length,
    /// A character is neither a digit nor the A or B of Corsica in its place.
    Character,
    /// The first digit is not a lawful sex or waiting mark.
    Sex,
    /// A month that is neither of the calendar nor one of those that stand for an incomplete état civil.
    Month,
    /// No département, commune or country has this number.
    Place,
    /// The order number 000, which nobody is ever given: an invented person.
    Order,
    /// The number printed on every specimen of the carte Vitale.
    Specimen,
    /// The key does not answer the number.
    Key,
}

/// The number of the specimens of the carte Vitale: right in every part, and nobody's.
pub const SPECIMEN: &str = "269054958815780";

/// A number that reads, and what is unlawful in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Lecture {
    /// Its 15 characters, without spaces.
    pub nir: String,
    /// Among [`NirFault::Month`], [`NirFault::Place`] and [`NirFault::Key`], in this order; empty if it is right.
    pub fautes: Vec<NirFault>,
}

/// Reads a number, spaces or not, and says all that is unlawful in it.
///
/// # Errors
/// It cannot be read at all: [`NirFault::Length`], [`NirFault::Character`] or [`NirFault::Sex`].
pub fn read(text: &str) -> Result<Lecture, NirFault> {
    let nir: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if nir.len() != 15 || !nir.is_ascii() {
        return Err(NirFault::Length);
    }
    let key = key(&nir[..13]).ok_or(NirFault::Character)?;
    if !nir[13..].bytes().all(|c| c.is_ascii_digit()) {
        return Err(NirFault::Character);
    }
    if !matches!(nir.as_bytes()[0], b'1' | b'2' | b'3' | b'4' | b'7' | b'8') {
        return Err(NirFault::Sex);
    }
    let checks = [
        (is_month(&nir[3..5]), NirFault::Month),
        (is_place(&nir[5..10]), NirFault::Place),
        (nir[13..] == format!("{key:02}"), NirFault::Key),
    ];
    let fautes = checks.into_iter().filter(|(is_right, _)| !is_right).map(|(_, fault)| fault).collect();
    Ok(Lecture { nir, fautes })
}

/// The 15 characters of a number in which nothing is wrong.
///
/// # Errors
/// The first thing that is wrong.
pub fn parse(text: &str) -> Result<String, NirFault> {
    let lecture = read(text)?;
    lecture.fautes.first().map_or(Ok(lecture.nir), |fault| Err(*fault))
}

/// The key of 13 characters, 1 to 97; `None` if they are no number. Corsica's 2A counts as 19 and 2B as 18, at the
/// place of the département only.
pub fn key(thirteen: &str) -> Option<u8> {
    if thirteen.len() != 13 || !thirteen.is_ascii() {
        return None;
    }
    let departement = match &thirteen[5..7] {
        "2A" => "19",
        "2B" => "18",
        digits => digits,
    };
    let digits = thirteen[..5].bytes().chain(departement.bytes()).chain(thirteen[7..].bytes());
    let remainder = digits
        .into_iter()
        .try_fold(0, |rest, digit| digit.is_ascii_digit().then(|| (rest * 10 + u16::from(digit - b'0')) % 97))?;
    u8::try_from(97 - remainder).ok()
}

/// Whether a base may hold this number: a real one has neither invented people (order 000) nor the specimen.
/// `synthetique` is the mark of a base whose people are all invented.
///
/// # Errors
/// [`NirFault::Order`] or [`NirFault::Specimen`].
pub fn reserve(nir: &str, synthetique: bool) -> Result<(), NirFault> {
    match nir {
        _ if synthetique => Ok(()),
        SPECIMEN => Err(NirFault::Specimen),
        nir if nir.get(10..13) == Some("000") => Err(NirFault::Order),
        _ => Ok(()),
    }
}

/// What may be shown without a gesture: sexe, year and month, `2 95 10 ** *** *** **`.
pub fn masque(nir: &str) -> String {
    match (nir.get(..1), nir.get(1..3), nir.get(3..5)) {
        (Some(sexe), Some(year), Some(month)) if nir.len() == 15 => format!("{sexe} {year} {month} ** *** *** **"),
        _ => "* ** ** ** *** *** **".to_owned(),
    }
}

/// What is known of a number that a dossier holds. The national register, which alone certifies, is not asked by this
/// software: a number is verified when an agent saw it on an official document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtatNir {
    /// Said by the young person or copied from a paper.
    Declare,
    /// Seen on an official document, with its source and date.
    Verifie,
    /// Its key is wrong, or it says otherwise than the état civil.
    Discordant,
}

impl EtatNir {
    /// The state of a number on which this many remarks stand. One that was verified stays so: a discordant état civil
    /// is common and lawful, and whoever verified saw it.
    pub fn of(is_verified: bool, remarques: usize) -> EtatNir {
        match (is_verified, remarques) {
            (true, _) => EtatNir::Verifie,
            (false, 0) => EtatNir::Declare,
            (false, _) => EtatNir::Discordant,
        }
    }

    /// Its key in the list `nir-etats`.
    pub const fn key(self) -> &'static str {
        match self {
            EtatNir::Declare => "declare",
            EtatNir::Verifie => "verifie",
            EtatNir::Discordant => "discordant",
        }
    }
}

/// The calendar, or the numbers given to an incomplete état civil (20 to 42, 50 to 99).
fn is_month(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1..=12 | 20..=42 | 50..=99))
}

/// A département and its commune (overseas: three characters and two), or 99 and a country. Only what no table can hold
/// is refused: communes come and go, and a number keeps that of the birth.
fn is_place(five: &str) -> bool {
    let (departement, commune) = five.split_at(if five.starts_with("97") || five.starts_with("98") { 3 } else { 2 });
    departement != "00" && commune.bytes().any(|digit| digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number with its right key.
    fn sound(thirteen: &str) -> String {
        format!("{thirteen}{:02}", key(thirteen).expect("thirteen characters"))
    }

    #[test]
    fn keys() {
        let check = |thirteen: &str, expected: Option<u8>| assert_eq!(key(thirteen), expected, "{thirteen}");
        check("2951099126111", Some(93));
        check("253072B073004", Some(70));
        check("253072A073004", Some(43));
        check("2690549588157", Some(80));
        check("2550814168025", Some(38));
        check("105052C004000", None);
        check("1052A05004000", None); // Corsica's letter elsewhere than at its place
        check("105052a004000", None);
        check("+050575115000", None);
        check("205057511500", None);
    }

    #[test]
    fn what_cannot_be_read() {
        let check = |text: &str, expected: NirFault| assert_eq!(read(text).map(|_| ()), Err(expected), "{text}");
        let good = sound("2060559512000");
        check("", NirFault::Length);
        check(&good[1..], NirFault::Length);
        check(&format!("{good}0"), NirFault::Length);
        check("é0605595120002", NirFault::Length);
        check(&good.replacen("559", "55X", 1), NirFault::Character);
        check(&format!("{}2A", &good[..13]), NirFault::Character);
        for sexe in ["0", "5", "6", "9"] {
            check(&good.replacen('2', sexe, 1), NirFault::Sex);
        }
    }

    #[test]
    fn what_reads_and_is_unlawful() {
        let check = |thirteen: &str, expected: &[NirFault]| {
            let lecture = read(&sound(thirteen)).map(|lecture| lecture.fautes);
            assert_eq!(lecture.as_deref(), Ok(expected), "{thirteen}");
        };
        for sexe in ["1", "2", "3", "4", "7", "8"] {
            check(&format!("{sexe}060559512000"), &[]);
        }
        for month in ["01", "12", "20", "42", "50", "99"] {
            check(&format!("206{month}59512000"), &[]);
        }
        for month in ["00", "13", "19", "43", "49"] {
            check(&format!("206{month}59512000"), &[NirFault::Month]);
        }
        for place in ["01001", "95690", "2A004", "2B033", "97101", "97611", "98827", "99350", "96001"] {
            check(&format!("20605{place}000"), &[]);
        }
        for place in ["00001", "59000", "97400", "98500", "99000", "2A000"] {
            check(&format!("20605{place}000"), &[NirFault::Place]);
        }
        let wrong_key = format!("{}00", "2061300512000");
        assert_eq!(
            read(&wrong_key).map(|lecture| lecture.fautes),
            Ok(vec![NirFault::Month, NirFault::Place, NirFault::Key])
        );
        assert_eq!(parse(&wrong_key), Err(NirFault::Month));
    }

    #[test]
    fn invented_people_stay_in_invented_bases() {
        let check = |nir: &str, synthetique: bool, expected: Result<(), NirFault>| {
            assert_eq!(reserve(nir, synthetique), expected, "{nir} {synthetique}");
        };
        let invented = sound("2060559512000");
        check(&invented, true, Ok(()));
        check(&invented, false, Err(NirFault::Order));
        check("295109912611193", false, Ok(())); // order 111, public vector
        check(SPECIMEN, true, Ok(()));
        check(SPECIMEN, false, Err(NirFault::Specimen));
    }

    #[test]
    fn a_mask_shows_sexe_year_and_month() {
        assert_eq!(masque("295109912611193"), "2 95 10 ** *** *** **");
        for other in ["", "2951099126111", "é95109912611193"] {
            assert_eq!(masque(other), "* ** ** ** *** *** **");
        }
    }

    #[test]
    fn states() {
        assert_eq!(EtatNir::of(false, 0), EtatNir::Declare);
        assert_eq!(EtatNir::of(false, 1), EtatNir::Discordant);
        assert_eq!(EtatNir::of(true, 1), EtatNir::Verifie);
    }
}
