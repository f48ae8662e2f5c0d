//! One gesture in HTTP: two passes on one address. The first says what the passkey must sign; the second brings the same
//! form with the answer, and leads to the page that shows what was done.
//!
//! The words are the page's (`pages/geste.html`), the dialog is the script's (`assets/geste.js`), and what is signed is the
//! coffre's: nothing of the second form but the answer is read again.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::demande::Demande;
use crate::face::{Assertion, Defi, Error, Geste, Saisie, Signe};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, encodage, reponse};

/// Either pass: `geste` reads the form, at the first one only; `vers` says which page shows what was signed.
///
/// # Errors
/// What the form holds and the coffre refuses, at the first pass; an answer that does not hold, at the second.
pub async fn signed(
    etat: &Etat,
    demande: &Demande,
    geste: impl FnOnce(&Saisies) -> Result<Geste, Refus>,
    vers: impl FnOnce(Signe) -> String,
) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    if let Some(answer) = answer(&saisies)? {
        let signe = etat.coffre.sign(&demande.signee, answer).await?;
        return Ok(reponse::toward(&vers(signe), demande.page));
    }
    let defi = etat.coffre.prepare(&demande.signee, geste(&saisies)?).await?;
    Ok(Json(first(&defi)).into_response())
}

/// The refusal of one field of a form.
pub fn wrong(champ: &'static str, raison: &'static str) -> Refus {
    Refus::Coffre(Error::Saisie(vec![Saisie { champ, raison }]))
}

/// `{defi, cles, rpId}`: what the browser hands to the key.
fn first(defi: &Defi) -> serde_json::Value {
    let cles: Vec<_> = defi.cles.iter().map(|cle| encodage::base64url(cle)).collect();
    json!({ "defi": encodage::base64url(&defi.challenge), "cles": cles, "rpId": defi.rp_id })
}

/// The key's answer, when the form brings one: all five parts, or the form is not ours.
fn answer(saisies: &Saisies) -> Result<Option<Assertion>, Refus> {
    if !saisies.has("defi") {
        return Ok(None);
    }
    let part = |name| clair::code(saisies.get(name), encodage::from_base64url).ok_or(Refus::Illisible);
    Ok(Some(Assertion {
        challenge: part("defi")?.try_into().map_err(|_| Refus::Illisible)?,
        credential: part("credential")?,
        authenticator_data: part("authenticatorData")?,
        client_data: part("clientDataJSON")?,
        signature: part("signature")?,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_or_the_form_is_not_ours() {
        let defi = encodage::base64url(&[7; 32]);
        let check = |form: String, expected: Option<bool>| {
            let read = answer(&Saisies::read(form.as_bytes()));
            assert_eq!(read.ok().map(|answer| answer.is_some()), expected, "{form}");
        };
        let whole = format!("defi={defi}&credential=AA&authenticatorData=AA&clientDataJSON=AA&signature=AA");
        check("jusqu=2027-03-01".into(), Some(false));
        check(whole.clone(), Some(true));
        check(whole.replace("&signature=AA", "&signature=%2B"), None);
        check(whole.replace(&defi, "AAAA"), None);
        check("defi=".into(), None);
    }
}
