//! The answer of a new authenticator, as our script sends it: JSON, three parts in base64url.

use serde::Deserialize;

use crate::encodage;
use crate::face::Attestation;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Corps {
    credential: String,
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
}

/// The attestation of a body, when it is written as we write them.
pub fn read(corps: &[u8]) -> Option<Attestation> {
    let corps: Corps = serde_json::from_slice(corps).ok()?;
    Some(Attestation {
        credential: encodage::from_base64url(&corps.credential)?,
        client_data: encodage::from_base64url(&corps.client_data)?,
        attestation_object: encodage::from_base64url(&corps.attestation_object)?,
    })
}
