//! GET /imports/modele.csv: the heads of the columns that every import understands, and nobody under them.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// As French spreadsheet programs write and read it: semicolons, Windows-1252, one end of line of two bytes.
/// Every letter of it below 256 has the same number in that encoding, which the test holds.
pub const ENTETES: &str = "Nom de naissance;Nom d'usage;Prénom;Date de naissance;Sexe;Commune de naissance;Nationalité;\
                       Adresse;Code postal;Commune;Téléphone;Courriel;NIR;Identifiant France Travail;\
                       Niveau de formation;Situation;Référent\r\n";

/// Serves it; anybody may have it.
pub async fn model() -> Response {
    let bytes: Vec<u8> = ENTETES.chars().filter_map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=windows-1252; header=present"),
        (CONTENT_DISPOSITION, "attachment; filename=\"cairn-modele-import.csv\""),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_one_byte_of_windows_1252() {
        // 128 to 159 are where Windows-1252 and the first 256 numbers of Unicode differ.
        assert!(ENTETES.chars().all(|letter| matches!(u32::from(letter), 0..=127 | 160..=255)));
    }
}
