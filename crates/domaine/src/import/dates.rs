//! Dates of a column. One cell cannot tell the 3rd of April from the 4th of March; the column can.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::saisie::{self, Raison};

/// How a date was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ecriture {
    /// Year first.
    Annee,
    /// Three numbers, the year last.
    Chiffres,
    /// The same with two digits for the year.
    ChiffresCourts,
    /// The month in letters.
    Lettres,
    /// Eight digits.
    Colle,
    /// A count of days.
    Nombre,
}

/// What a column of dates says as a whole.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// Dates by way of writing, in the order of [`Ecriture`].
    count: [usize; 6],
    day_first: usize,
    month_first: usize,
    undecided: usize,
}

/// A cell that reads as a date.
pub struct Lue {
    pub date: Date,
    /// Worth a look.
    pub doutes: Vec<Raison>,
}

impl Usage {
    /// Looks at every cell of the column.
    pub fn of<'a>(cells: impl Iterator<Item = &'a str>) -> Usage {
        let mut usage = Usage::default();
        for cell in cells {
            let Some((ecriture, [a, b, _])) = parts(cell) else { continue };
            usage.count[ecriture as usize] += 1;
            if let (Ecriture::Chiffres | Ecriture::ChiffresCourts, Ok(a), Ok(b)) = (ecriture, number(&a), number(&b)) {
                match (a, b) {
                    (13.., _) => usage.day_first += 1,
                    (_, 13..) => usage.month_first += 1,
                    (a, b) if a != b => usage.undecided += 1,
                    _ => {}
                }
            }
        }
        usage
    }

    /// Remarks on the whole column.
    pub fn remarks(&self) -> Vec<Raison> {
        let mut remarks = Vec::new();
        if self.month_is_first() {
            remarks.push(Raison::MoisEnPremier);
        } else if self.day_first == 0 && self.undecided > 0 {
            remarks.push(Raison::DateAmbigue);
        }
        if self.count.iter().filter(|count| **count > 0).count() > 1 {
            remarks.push(Raison::DatesMelangees);
        }
        remarks
    }

    /// Reads a birth in the light of the column.
    ///
    /// # Errors
    /// The reason, and the same date with day and month exchanged where that one exists.
    pub fn read(&self, cell: &str, today: Date) -> Result<Lue, (Raison, Option<Date>)> {
        let (ecriture, parts) = parts(cell).ok_or((Raison::DateIllisible, None))?;
        let mut doutes = Vec::new();
        let found = match ecriture {
            Ecriture::Nombre => {
                doutes.push(Raison::DateEnNombre);
                parts[0].parse().ok().and_then(|n| serial_date(n, false)).ok_or(Raison::DateIllisible)
            }
            Ecriture::Annee | Ecriture::Colle | Ecriture::Lettres => {
                let [day, month, year] = &parts;
                saisie::day(year, month, day)
            }
            Ecriture::Chiffres | Ecriture::ChiffresCourts => {
                let [mut day, mut month, mut year] = parts.clone();
                if self.month_is_first() {
                    std::mem::swap(&mut day, &mut month);
                }
                if ecriture == Ecriture::ChiffresCourts {
                    doutes.push(Raison::AnneeSurDeuxChiffres);
                    year = full_year(&year, today);
                }
                match saisie::day(&year, &month, &day) {
                    Err(why) => {
                        let exchanged = saisie::day(&year, &day, &month).ok();
                        return Err((why, exchanged.filter(|date| saisie::lawful_birth(*date, today).is_ok())));
                    }
                    found => found,
                }
            }
        };
        let date = found.and_then(|date| saisie::lawful_birth(date, today)).map_err(|why| (why, None))?;
        // Year first means one thing only; and it is how corrections are written.
        if ecriture as usize != self.usual() && !matches!(ecriture, Ecriture::Nombre | Ecriture::Annee) {
            doutes.push(Raison::DatesMelangees);
        }
        Ok(Lue { date, doutes })
    }

    fn month_is_first(&self) -> bool {
        self.month_first > 0 && self.day_first == 0
    }

    /// The most frequent way of writing; at equality, the first of the list.
    fn usual(&self) -> usize {
        let most = self.count.iter().copied().max().unwrap_or(0);
        self.count.iter().position(|count| *count == most).unwrap_or(0)
    }
}

/// The day of a count of days as spreadsheets keep it, from 1900 or (old Mac workbooks) from 1904.
///
/// The count from 1900 has a 29 February 1900 that never was: Lotus 1-2-3 had it, and all others copied it.
pub fn serial_date(serial: i64, since_1904: bool) -> Option<Date> {
    let origin = match (since_1904, serial) {
        (true, 0..) => date(1904, 1, 1),
        (false, 61..) => date(1899, 12, 30),
        (false, 1..=59) => date(1899, 12, 31),
        _ => return None,
    };
    // Four centuries are enough for anybody, and keep every sum in bounds.
    (serial < 150_000).then(|| origin.checked_add(serial.days()).ok()).flatten()
}

/// How a cell is written, and its day, month and year where they can be told apart (else in the order of the cell).
fn parts(cell: &str) -> Option<(Ecriture, [String; 3])> {
    let cell = cell.trim();
    let digits = cell.strip_suffix(".0").or_else(|| cell.strip_suffix(",0")).unwrap_or(cell);
    if !digits.is_empty() && digits.bytes().all(|d| d.is_ascii_digit()) {
        return match digits.len() {
            5 => Some((Ecriture::Nombre, [digits.into(), String::new(), String::new()])),
            8 if matches!(&digits[..2], "19" | "20") && number(&digits[4..6]).is_ok_and(|m| m <= 12) => {
                Some((Ecriture::Colle, [digits[6..].into(), digits[4..6].into(), digits[..4].into()]))
            }
            8 => Some((Ecriture::Colle, [digits[..2].into(), digits[2..4].into(), digits[4..].into()])),
            _ => None,
        };
    }
    let [a, b, c] = saisie::date_parts(cell)?;
    let letters = cell.replace("er ", " ").chars().any(|c| c.is_alphabetic() && c != 'T');
    match (a.len(), c.len()) {
        (4, 1..=2) => Some((Ecriture::Annee, [c, b, a])),
        (1..=2, 4) if letters => Some((Ecriture::Lettres, [a, b, c])),
        (1..=2, 4) => Some((Ecriture::Chiffres, [a, b, c])),
        (1..=2, 2) if !letters => Some((Ecriture::ChiffresCourts, [a, b, c])),
        _ => None,
    }
}

fn number(digits: &str) -> Result<u16, std::num::ParseIntError> {
    digits.parse()
}

/// The latest century that is not in the future.
fn full_year(two: &str, today: Date) -> String {
    let year: i16 = two.parse().unwrap_or(0);
    let century = today.year() / 100 * 100;
    let full = if century + year <= today.year() { century + year } else { century - 100 + year };
    full.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    /// A date with its doubts, or a reason with what is proposed.
    type Attendu<'a> = Result<(Date, &'a [Raison]), (Raison, Option<Date>)>;

    #[track_caller]
    fn check(column: &[&str], remarks: &[Raison], expected: &[Attendu<'_>]) {
        let usage = Usage::of(column.iter().copied());
        assert_eq!(usage.remarks(), remarks, "{column:?}");
        for (cell, expected) in column.iter().zip(expected) {
            let got = usage.read(cell, TODAY).map(|lue| (lue.date, lue.doutes));
            assert_eq!(got, expected.map(|(d, doutes)| (d, doutes.to_vec())), "{cell}");
        }
    }

    #[test]
    fn the_column_decides() {
        check(&["04/03/2006", "25/12/2005"], &[], &[Ok((date(2006, 3, 4), &[])), Ok((date(2005, 12, 25), &[]))]);
        check(
            &["04/03/2006", "12/25/2005"],
            &[Raison::MoisEnPremier],
            &[Ok((date(2006, 4, 3), &[])), Ok((date(2005, 12, 25), &[]))],
        );
        check(&["04/03/2006", "05/05/2005"], &[Raison::DateAmbigue], &[Ok((date(2006, 3, 4), &[]))]);
        check(&["05/05/2005"], &[], &[Ok((date(2005, 5, 5), &[]))]);
        // Both ways in one column: the French one holds, the other is proposed.
        check(
            &["25/12/2005", "12/25/2005"],
            &[],
            &[Ok((date(2005, 12, 25), &[])), Err((Raison::DateInexistante, Some(date(2005, 12, 25))))],
        );
    }

    #[test]
    fn three_kinds_in_one_column_are_each_read() {
        let mixed: &[Raison] = &[Raison::DatesMelangees];
        check(
            &[
                "25/12/2005",
                "26/12/2005",
                "2005-12-27",
                "28 décembre 2005",
                "38715",
                "30/12/05",
                "31122005",
                "20051230",
            ],
            mixed,
            &[
                Ok((date(2005, 12, 25), &[])),
                Ok((date(2005, 12, 26), &[])),
                Ok((date(2005, 12, 27), &[])),
                Ok((date(2005, 12, 28), mixed)),
                Ok((date(2005, 12, 29), &[Raison::DateEnNombre])),
                Ok((date(2005, 12, 30), &[Raison::AnneeSurDeuxChiffres, Raison::DatesMelangees])),
                Ok((date(2005, 12, 31), mixed)),
                Ok((date(2005, 12, 30), mixed)),
            ],
        );
    }

    #[test]
    fn two_digits_and_limits() {
        let short: &[Raison] = &[Raison::AnneeSurDeuxChiffres];
        check(
            &["25/12/05", "25/12/89", "25/12/40", "25/11/26", "31/02/05"],
            &[],
            &[
                Ok((date(2005, 12, 25), short)),
                Ok((date(1989, 12, 25), short)),
                Err((Raison::AgeHorsLimites, None)),
                Err((Raison::DateFuture, None)),
                Err((Raison::DateInexistante, None)),
            ],
        );
        check(&["", "hier", "99999999", "123456"], &[], &[Err((Raison::DateIllisible, None)); 2]);
        assert_eq!(Usage::default().read("25/12/2030", TODAY).err(), Some((Raison::DateFuture, None)));
    }

    #[test]
    fn counts_of_days() {
        assert_eq!(serial_date(1, false), Some(date(1900, 1, 1)));
        assert_eq!(serial_date(59, false), Some(date(1900, 2, 28)));
        assert_eq!(serial_date(60, false), None);
        assert_eq!(serial_date(61, false), Some(date(1900, 3, 1)));
        assert_eq!(serial_date(38_788, false), Some(date(2006, 3, 12)));
        assert_eq!(serial_date(37_326, true), Some(date(2006, 3, 12)));
        assert_eq!(serial_date(-1, true), None);
        assert_eq!(serial_date(i64::MAX, false), None);
    }
}
