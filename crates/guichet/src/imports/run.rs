//! POST /imports/{m}/execution: the agent signs what she saw, and the dossiers begin to be made.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Refusal;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, encodage, reponse};

/// Hands over the very bytes that the browser signed: they say which rows, and how many.
pub async fn run(State(etat): State<Etat>, Path(import): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let import = import.parse().map_err(|_| Refusal::Introuvable)?;
    let (contenu, lignes) = read(&demande.corps).ok_or(Refus::Illisible)?;
    let body = demande.corps.to_vec();
    let resume = etat.coffre.run_import(&demande.signee, import, contenu, lignes, body).await?;
    // The bar needs to know its end, which is what was signed: the file may have rows that stay out.
    Ok(reponse::toward(&format!("/imports/{}/avancement?sur={lignes}", resume.id), demande.page))
}

/// The content's hash and the number of lines. The coffre compares the sentence itself, byte for byte.
pub fn read(corps: &[u8]) -> Option<([u8; 32], u32)> {
    let saisies = Saisies::read(corps);
    let contenu = crate::pages::clair::code(saisies.get("contenu"), hex32)?;
    let lignes = crate::pages::clair::code(saisies.get("lignes"), |text| text.parse().ok())?;
    Some((contenu, lignes))
}

/// 32 bytes from 64 lower-case digits; one spelling only.
fn hex32(text: &str) -> Option<[u8; 32]> {
    let (first, second) = text.split_at_checked(32)?;
    let halves = [encodage::from_hex16(first)?, encodage::from_hex16(second)?];
    halves.concat().try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_signed_is_read_or_refused() {
        let hex = "0a".repeat(32);
        assert_eq!(read(format!("contenu={hex}&lignes=1987").as_bytes()), Some(([10; 32], 1987)));
        for wrong in
            ["", "contenu=0a&lignes=1", "lignes=3", &format!("contenu={hex}"), &format!("contenu={hex}&lignes=-1")]
        {
            assert_eq!(read(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
