//! Who signed in, as the provider says. It opens nothing.

use aws_lc_rs::digest::{Context, SHA256};
use domaine::clair::Clair;

/// One person, signed in just now. What names her does not print.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The provider that vouches for the rest.
    pub issuer: String,
    /// Her identity provider there.
    pub idp_id: String,
    /// Her name for machines, of that identity provider: another one would give her another.
    pub sub: Clair,
    /// Her identifier at her employer's. To show to a human, never to compare.
    pub uid: Clair,
    /// Her employer, 14 digits, which may be wrong or the head office.
    pub siret: String,
    /// The level that was reached, among those asked for.
    pub acr: String,
    /// The methods that were used; a possession factor is among them.
    pub amr: Vec<String>,
    /// First name.
    pub given_name: Clair,
    /// Last name in use.
    pub usual_name: Clair,
    /// Mail address. It ties nobody to any account.
    pub email: Clair,
    /// For the end of the session there, and for nothing else.
    pub id_token_hint: Clair,
}

impl Identity {
    /// The name under which the journal knows her.
    pub fn hash(&self) -> [u8; 32] {
        identity_hash(&self.issuer, &self.idp_id, self.sub.expose())
    }
}

/// SHA-256 of the three, each after its length (32 bits, big endian): no two triples make one text.
/// It hides nothing from somebody who can guess a `sub`; it is for comparing.
pub fn identity_hash(issuer: &str, idp_id: &str, sub: &str) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in [issuer, idp_id, sub] {
        let length = u32::try_from(part.len()).expect("a claim has at most 256 bytes, an issuer fits a line");
        context.update(&length.to_be_bytes());
        context.update(part.as_bytes());
    }
    context.finish().as_ref().try_into().expect("SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_identities_share_a_hash() {
        let base = identity_hash("https://p.example", "idp", "lea");
        let check = |issuer: &str, idp_id: &str, sub: &str| {
            assert_ne!(identity_hash(issuer, idp_id, sub), base, "{issuer} {idp_id} {sub}");
        };
        check("https://q.example", "idp", "lea");
        check("https://p.example", "autre", "lea");
        check("https://p.example", "idp", "marc");
        check("https://p.example", "idpl", "ea");
        check("https://p.examplei", "dp", "lea");
        check("https://p.example", "", "idplea");
    }

    /// The journal keeps these for years: the value may never change.
    #[test]
    fn the_hash_is_the_same_for_ever() {
        let hash = identity_hash("https://p.example", "idp", "lea");
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "154a42cf2e8532c57dc7dbc2c6c39a963df4120749715587c4ca1c9a2c6296ed");
    }
}
