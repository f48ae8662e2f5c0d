//! What the two signed tokens say, and what of it is believed.

use crate::amr;
use crate::refusal::{Fault, Piece, Refusal};
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domaine::clair::Clair;
use serde::Deserialize;
use subtle::ConstantTimeEq;

/// How far two honest clocks may differ, in seconds.
const CLOCKS_SECONDS_MAX: u64 = 30;
/// The longest text of a person that a page or a record must carry.
const TEXT_BYTES_MAX: usize = 256;

/// What a token of this very sign-in must say.
pub(crate) struct Expected<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client_id: &'a str,
    pub(crate) nonce: &'a Clair,
    pub(crate) begun_at: u64,
    pub(crate) now: u64,
    pub(crate) acr_values: &'a [String],
    pub(crate) access_token: &'a Clair,
}

/// Claims of an ID token.
#[derive(Deserialize)]
pub(crate) struct IdClaims {
    iss: String,
    aud: Audience,
    azp: Option<String>,
    sub: String,
    exp: u64,
    iat: u64,
    nbf: Option<u64>,
    nonce: Option<String>,
    at_hash: Option<String>,
    acr: Option<String>,
    amr: Option<Vec<String>>,
}

/// What an accepted ID token told.
pub(crate) struct Login {
    pub(crate) sub: Clair,
    pub(crate) acr: String,
    pub(crate) amr: Vec<String>,
}

/// Claims of a signed userinfo.
#[derive(Deserialize)]
pub(crate) struct UserinfoClaims {
    iss: String,
    aud: Audience,
    sub: String,
    exp: Option<u64>,
    iat: Option<u64>,
    idp_id: Option<String>,
    uid: Option<String>,
    siret: Option<String>,
    given_name: Option<String>,
    usual_name: Option<String>,
    email: Option<String>,
}

/// What an accepted userinfo told.
pub(crate) struct Person {
    pub(crate) idp_id: String,
    pub(crate) uid: Clair,
    pub(crate) siret: String,
    pub(crate) given_name: Clair,
    pub(crate) usual_name: Clair,
    pub(crate) email: Clair,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl IdClaims {
    pub(crate) fn accept(self, expected: &Expected) -> Result<Login, Refusal> {
        self.check(expected).map_err(|fault| Refusal::Token(Piece::IdToken, fault))?;
        let acr = self.acr.ok_or(Refusal::AcrMissing)?;
        if !expected.acr_values.contains(&acr) {
            return Err(Refusal::AcrTooLow);
        }
        let amr = self.amr.ok_or(Refusal::AmrMissing)?;
        if !amr::has_possession(&amr) {
            return Err(Refusal::AmrTooWeak);
        }
        let sub = text("sub", Some(self.sub))?;
        Ok(Login { sub: Clair::new(sub), acr, amr })
    }

    fn check(&self, expected: &Expected) -> Result<(), Fault> {
        let now = expected.now;
        origin(&self.iss, &self.aud, expected)?;
        if self.azp.as_ref().is_some_and(|azp| azp != expected.client_id) {
            return Err(Fault::AuthorizedParty);
        }
        not_expired(self.exp, now)?;
        if is_later(self.iat, now) || is_later(expected.begun_at, self.iat) {
            return Err(Fault::IssuedAt);
        }
        if self.nbf.is_some_and(|from| is_later(from, now)) {
            return Err(Fault::IssuedAt);
        }
        let nonce = self.nonce.as_deref().unwrap_or_default();
        if !bool::from(nonce.as_bytes().ct_eq(expected.nonce.expose().as_bytes())) {
            return Err(Fault::Nonce);
        }
        match &self.at_hash {
            Some(hash) if *hash != half_hash(expected.access_token) => Err(Fault::AccessToken),
            _ => Ok(()),
        }
    }
}

impl UserinfoClaims {
    pub(crate) fn accept(self, expected: &Expected, sub: &Clair) -> Result<Person, Refusal> {
        self.check(expected).map_err(|fault| Refusal::Token(Piece::Userinfo, fault))?;
        if self.sub != sub.expose() {
            return Err(Refusal::OtherSubject);
        }
        let siret = text("siret", self.siret)?;
        if siret.len() != 14 || !siret.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Refusal::Claim("siret"));
        }
        Ok(Person {
            idp_id: text("idp_id", self.idp_id)?,
            uid: Clair::new(text("uid", self.uid)?),
            siret,
            given_name: Clair::new(text("given_name", self.given_name)?),
            usual_name: Clair::new(text("usual_name", self.usual_name)?),
            email: Clair::new(text("email", self.email)?),
        })
    }

    fn check(&self, expected: &Expected) -> Result<(), Fault> {
        origin(&self.iss, &self.aud, expected)?;
        self.exp.map_or(Ok(()), |exp| not_expired(exp, expected.now))?;
        match self.iat {
            Some(iat) if is_later(iat, expected.now) => Err(Fault::IssuedAt),
            _ => Ok(()),
        }
    }
}

/// From our provider, for us, and for nobody else: another audience could have replayed it to us.
fn origin(iss: &str, aud: &Audience, expected: &Expected) -> Result<(), Fault> {
    if iss != expected.issuer {
        return Err(Fault::Issuer);
    }
    let audience = match aud {
        Audience::One(one) => std::slice::from_ref(one),
        Audience::Several(all) => all,
    };
    match audience {
        [only] if only == expected.client_id => Ok(()),
        _ => Err(Fault::Audience),
    }
}

fn not_expired(exp: u64, now: u64) -> Result<(), Fault> {
    // `exp` itself is already too late (RFC 7519, 4.1.4), hence no equality.
    if exp.saturating_add(CLOCKS_SECONDS_MAX) > now { Ok(()) } else { Err(Fault::Expired) }
}

/// Whether `one` comes after `other` by more than two honest clocks differ.
fn is_later(one: u64, other: u64) -> bool {
    one > other.saturating_add(CLOCKS_SECONDS_MAX)
}

/// OpenID Connect Core, 3.1.3.6: the left half of the hash.
fn half_hash(access_token: &Clair) -> String {
    let hash = digest(&SHA256, access_token.expose().as_bytes());
    BASE64_URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

fn text(name: &'static str, value: Option<String>) -> Result<String, Refusal> {
    let value = value.filter(|text| !text.trim().is_empty() && text.len() <= TEXT_BYTES_MAX);
    value.filter(|text| !text.chars().any(char::is_control)).ok_or(Refusal::Claim(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The bounds of time, which a real exchange cannot be put exactly on.
    #[test]
    fn thirty_seconds_between_two_clocks_and_not_one_more() {
        let check = |name: &str, value: u64, expected: Option<Fault>| {
            let mut claims = json!({"iss": "i", "aud": "c", "sub": "s", "nonce": "n", "iat": 1_000, "exp": 2_000,
                "acr": "eidas2", "amr": ["mfa"]});
            claims[name] = value.into();
            assert_eq!(accept(claims), expected.map_or(Ok(()), |fault| Err(Refusal::Token(Piece::IdToken, fault))));
        };
        check("exp", 971, None);
        check("exp", 970, Some(Fault::Expired));
        check("iat", 1_030, None);
        check("iat", 1_031, Some(Fault::IssuedAt));
        check("iat", 960, None);
        check("iat", 959, Some(Fault::IssuedAt));
        check("nbf", 1_030, None);
        check("nbf", 1_031, Some(Fault::IssuedAt));
        check("exp", u64::MAX, None);
    }

    /// OpenID Connect Core, appendix A.3.
    #[test]
    fn the_half_hash_is_the_one_of_the_standard() {
        assert_eq!(half_hash(&Clair::new("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")), "77QmUPtjPfzWtF2AnpK9RQ");
    }

    /// Flow begun at 990, now 1,000.
    fn accept(claims: Value) -> Result<(), Refusal> {
        let (nonce, access_token, acr_values) = (Clair::new("n"), Clair::new("t"), ["eidas2".to_owned()]);
        let expected = Expected {
            issuer: "i",
            client_id: "c",
            nonce: &nonce,
            begun_at: 990,
            now: 1_000,
            acr_values: &acr_values,
            access_token: &access_token,
        };
        let claims: IdClaims = serde_json::from_value(claims).expect("claims");
        claims.accept(&expected).map(|_| ())
    }
}
