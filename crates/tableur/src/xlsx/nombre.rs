//! Numbers as the text that a person typed: a telephone or a NIR typed in a cell of numbers keeps its digits.

use super::styles::Apparence;

/// Programs keep fifteen digits of a number; beyond, the last ones are invented.
const SUR: f64 = 1e15;

/// The text of a stored number, as this style shows it. What is no number stays as it is.
pub fn text(stored: &str, apparence: Apparence, since_1904: bool) -> String {
    let stored = stored.trim();
    let Some(number) = stored.parse::<f64>().ok().filter(|n| n.is_finite()) else { return stored.to_owned() };
    let dated = match apparence {
        Apparence::Nombre => None,
        Apparence::Jour => moment(number, since_1904),
        Apparence::Heure if (0.0..1.0).contains(&number) => Some(hour(number)),
        Apparence::Heure => moment(number, since_1904),
    };
    dated.unwrap_or_else(|| plain(number))
}

/// Digits without a point or an exponent where the number is whole. A number whose last digits are lost keeps its
/// exponent, so that nobody takes it for a whole one.
fn plain(number: f64) -> String {
    if number.abs() >= SUR { format!("{number:E}") } else { format!("{number}") }
}

/// `2006-03-12`, with its hour if it is not midnight.
fn moment(number: f64, since_1904: bool) -> Option<String> {
    let day = domaine::import::serial_date(number.floor() as i64, since_1904)?;
    let part = number - number.floor();
    Some(if part < 0.5 / 86_400.0 { day.to_string() } else { format!("{day}T{}", hour(part)) })
}

fn hour(part: f64) -> String {
    let seconds = ((part * 86_400.0).round() as u32).min(86_399);
    format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        let check = |stored: &str, expected: &str| {
            assert_eq!(text(stored, Apparence::Nombre, false), expected, "{stored}");
        };
        check("639981234", "639981234");
        check("639981234.0", "639981234");
        check("203077511500016", "203077511500016");
        check("2.03077511500016E14", "203077511500016");
        check("2.03077511500016E+14", "203077511500016");
        check("1.1000000000000001", "1.1");
        check("0", "0");
        check("-5", "-5");
        check("1E20", "1E20");
        check("999999999999999", "999999999999999");
        check("1000000000000001", "1.000000000000001E15");
        check("NaN", "NaN");
        check("+5", "5");
        check("é", "é");
    }

    #[test]
    fn dates_are_days() {
        let check = |stored: &str, apparence: Apparence, since_1904: bool, expected: &str| {
            assert_eq!(text(stored, apparence, since_1904), expected, "{stored}");
        };
        check("38788", Apparence::Jour, false, "2006-03-12");
        check("37326", Apparence::Jour, true, "2006-03-12");
        check("38788.0", Apparence::Jour, false, "2006-03-12");
        check("38788.5", Apparence::Jour, false, "2006-03-12T12:00:00");
        check("0.5", Apparence::Heure, false, "12:00:00");
        check("-1", Apparence::Jour, false, "-1");
        check("1E300", Apparence::Jour, false, "1E300");
        check("20060312", Apparence::Jour, false, "20060312");
    }
}
