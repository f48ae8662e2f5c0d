//! POST /habilitations/{agent}/identite: a parrain binds the federated identity whose page shows a code.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::wrong;
use crate::habilitations::named;
use crate::pages::clair;
use crate::refus::Refus;
use crate::{Etat, geste};

/// Letters of the code.
const LETTRES: usize = 8;

/// Signs that the person who stands there is the one of the account.
pub async fn bind_identity(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let agent = named(&id)?;
    let lier = |saisies: &crate::saisies::Saisies| {
        let code = clair::code(saisies.get("code"), code).ok_or(wrong("code", "champ-mal-forme"))?;
        Ok(Geste::Lier { agent, code })
    };
    geste::signed(&etat, &demande, lier, |_| format!("/parrainages/{agent}?fait=identite")).await
}

/// Eight letters or digits, however they were spaced.
fn code(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (code.len() == LETTRES && code.bytes().all(|c| c.is_ascii_alphanumeric())).then(|| code.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_code_is_read_as_it_is_dictated() {
        let check = |text, expected: Option<&str>| assert_eq!(super::code(text).as_deref(), expected, "{text}");
        check("ABCDEFGH", Some("ABCDEFGH"));
        check(" abcd-efgh ", Some("ABCDEFGH"));
        check("ABCDEFG", None);
        check("ABCDÉFGH", None);
    }
}
