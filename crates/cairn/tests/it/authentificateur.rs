//! A security key in a program, at the moment when it is bound.

use monde::http::Answer;
use monde::passkey::{Passkey, base64url};

use crate::serveur::Essai;

impl Essai {
    /// Shows the page of an address; the challenge in it, when it still serves.
    pub fn invitation(&self, code: &str) -> (u16, Option<String>) {
        let page = self.plain("GET", &format!("/enrolement/{code}")).expect("an answer");
        let text = page.text();
        let defi = text.split("data-defi=\"").nth(1).and_then(|rest| rest.split('"').next());
        (page.status, defi.map(str::to_owned))
    }

    /// Binds a key at an address, as its page does.
    pub fn binds(&self, code: &str, key: &Passkey, defi: &str) -> Answer {
        let challenge = monde::passkey::from_base64url(defi).expect("base64url");
        let made = key.attest(&challenge, "localhost", &self.origine());
        let body = format!(
            r#"{{"credential":"{}","clientDataJSON":"{}","attestationObject":"{}"}}"#,
            base64url(&made.credential),
            base64url(&made.client_data),
            base64url(&made.attestation_object),
        );
        self.sends("POST", &format!("/enrolement/{code}"), "*/*", &body).expect("an answer")
    }
}
