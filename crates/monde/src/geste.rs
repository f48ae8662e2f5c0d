//! A gesture over HTTP, both passes: the page says what is to be signed, somebody's key answers, the same form goes again.

use serde_json::Value;

use crate::http::Answer;
use crate::passkey::{Passkey, base64url, from_base64url};

/// What the first pass asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demande {
    /// WebAuthn's challenge.
    pub defi: [u8; 32],
    /// Relying party.
    pub rp_id: String,
}

/// What a first pass asks to be signed; `None` when it refused, or is no first pass.
pub fn asked(first: &Answer) -> Option<Demande> {
    let said: Value = serde_json::from_slice(&first.body).ok().filter(|_| first.status == 200)?;
    let defi = from_base64url(said["defi"].as_str()?)?.try_into().ok()?;
    Some(Demande { defi, rp_id: said["rpId"].as_str()?.to_owned() })
}

/// The fields of the second pass: the form's own, and this key's answer to the challenge.
pub fn answered(fields: &[(&str, &str)], demande: &Demande, key: &Passkey, origine: &str) -> Vec<(String, String)> {
    let made = key.assert(&demande.defi, &demande.rp_id, origine);
    let own = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    own.chain([
        ("defi".to_owned(), base64url(&demande.defi)),
        ("credential".to_owned(), base64url(&made.credential)),
        ("authenticatorData".to_owned(), base64url(&made.authenticator_data)),
        ("clientDataJSON".to_owned(), base64url(&made.client_data)),
        ("signature".to_owned(), base64url(&made.signature)),
    ])
    .collect()
}

/// References to fields, as forms are sent.
pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
