//! An address as a QR code: the path of an SVG, one square a unit, drawn on the server.

use qrcode::{Color, EcLevel, QrCode};

/// The path's commands and the side of the drawing in squares; none for an address too long to be one.
pub fn path(text: &str) -> Option<(String, usize)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let side = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(side).enumerate() {
        let mut x = 0;
        while let Some(from) = (x..side).find(|&x| row[x] == Color::Dark) {
            let to = (from..side).find(|&x| row[x] == Color::Light).unwrap_or(side);
            path.push_str(&format!("M{from} {y}h{}v1h-{}z", to - from, to - from));
            x = to;
        }
    }
    Some((path, side))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the path again, and finds the three corners that every reader looks for.
    #[test]
    fn a_drawing_is_the_code() {
        let text = "https://cairn.exemple.fr/arrivee/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let (path, side) = path(text).expect("a short address");
        let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("a short address");
        let mut drawn = vec![Color::Light; side * side];
        for run in path.split('M').skip(1) {
            let mut numbers = run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<usize>().ok());
            let (x, y, long) = (numbers.next().expect("x"), numbers.next().expect("y"), numbers.next().expect("width"));
            drawn[y * side + x..y * side + x + long].fill(Color::Dark);
        }
        assert!(drawn == code.to_colors());
        assert!(path.starts_with("M0 0h7v1h-7z"), "{}", &path[..20]);
    }

    #[test]
    fn what_is_too_long_is_said_in_letters_only() {
        assert!(path(&"a".repeat(5_000)).is_none());
    }
}
