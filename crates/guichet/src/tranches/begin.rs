//! POST /tranches: the next twenty new dossiers, by a gesture of the key; then the dossier that waited for it.

use axum::extract::State;
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it, and leads back to the page that was refused.
pub async fn begin(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let vers = clair::code(Saisies::read(&demande.corps).get("vers"), own_page).ok_or(wrong("vers", "adresse"))?;
    geste::signed(&etat, &demande, |_| Ok(Geste::Tranche), |_| vers).await
}

/// An address of this site, and nothing that a browser would take for another one.
fn own_page(text: &str) -> Option<String> {
    let is_ours = text.starts_with('/') && !text.starts_with("//");
    let is_plain = text.len() <= 300 && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_ours && is_plain).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_led_to_a_page_of_ours_and_to_no_other() {
        let check = |text: &str, expected: bool| assert_eq!(own_page(text).is_some(), expected, "{text}");
        check("/dossiers/00112233445566778899aabbccddeeff?genre=entretien", true);
        check("/", true);
        check("//ailleurs.example/", false);
        check("/\\ailleurs.example/", false);
        check("https://ailleurs.example/", false);
        check("/dossiers\r\nset-cookie: a", false);
        check("", false);
    }
}
