//! Signed tokens, with one algorithm. The others are not refused by a list: no code exists that could accept them.

use crate::keys::Key;
use crate::refusal::Fault;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, EcdsaKeyPair, UnparsedPublicKey};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    /// Extensions that one must understand; we understand none.
    crit: Option<Value>,
}

/// The claims of a token, once its signature by one of `keys` has been verified.
pub(crate) fn verify<T: DeserializeOwned>(token: &str, keys: &[Key]) -> Result<T, Fault> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Fault::Malformed)?;
    let (header, claims) =
        signed.split_once('.').filter(|(_, claims)| !claims.contains('.')).ok_or(Fault::Malformed)?;
    let header: Header = json(header)?;
    if header.alg != "ES256" {
        return Err(Fault::Algorithm);
    }
    if header.crit.is_some() {
        return Err(Fault::Malformed);
    }
    let kid = header.kid.ok_or(Fault::UnknownKey)?;
    let key = keys.iter().find(|key| key.kid == kid).ok_or(Fault::UnknownKey)?;
    let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).map_err(|_| Fault::Malformed)?;
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.point);
    public.verify(signed.as_bytes(), &signature).map_err(|_| Fault::Signature)?;
    json(claims)
}

/// A token of ours.
pub(crate) fn sign(claims: &Value, key: &EcdsaKeyPair, kid: Option<&str>) -> String {
    let mut header = serde_json::json!({"alg": "ES256", "typ": "JWT"});
    if let Some(kid) = kid {
        header["kid"] = kid.into();
    }
    let encode = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", encode(&header), encode(claims));
    let signature = key.sign(&SystemRandom::new(), signed.as_bytes()).expect("a P-256 key signs any bytes");
    format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature))
}

fn json<T: DeserializeOwned>(part: &str) -> Result<T, Fault> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| Fault::Malformed)?;
    serde_json::from_slice(&bytes).map_err(|_| Fault::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, KeyPair};

    fn pair(kid: &str) -> (EcdsaKeyPair, Key) {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let point = pair.public_key().as_ref().try_into().expect("65 bytes");
        (pair, Key { kid: kid.to_owned(), point })
    }

    #[test]
    fn no_character_can_be_changed() {
        let (secret, public) = pair("a");
        let token = sign(&serde_json::json!({"sub": "essai"}), &secret, Some("a"));
        for at in 0..token.len() {
            for other in ["A", "Q", "-", ".", "=", "é", ""] {
                let changed = format!("{}{other}{}", &token[..at], &token[at + 1..]);
                let read: Result<Value, Fault> = verify(&changed, std::slice::from_ref(&public));
                assert!(changed == token || read.is_err(), "{changed}");
            }
        }
    }

    #[test]
    fn what_was_signed_and_nothing_else() {
        let ((secret, public), (_, other)) = (pair("a"), pair("b"));
        let other_named_a = Key { kid: "a".into(), point: other.point };
        let token = sign(&serde_json::json!({"sub": "essai"}), &secret, Some("a"));
        let check = |token: &str, key: &Key, expected: Result<(), Fault>| {
            let read: Result<Value, Fault> = verify(token, std::slice::from_ref(key));
            assert_eq!(read.map(|_| ()), expected, "{token}");
        };
        let parts: Vec<&str> = token.split('.').collect();
        let with_header = |header: &str| format!("{}.{}.{}", BASE64_URL_SAFE_NO_PAD.encode(header), parts[1], parts[2]);
        check(&token, &public, Ok(()));
        check(&token, &other, Err(Fault::UnknownKey));
        check(&token, &other_named_a, Err(Fault::Signature));
        check(&format!("{}.{}A.{}", parts[0], parts[1], parts[2]), &public, Err(Fault::Signature));
        check(&with_header(r#"{"alg":"none","kid":"a"}"#), &public, Err(Fault::Algorithm));
        check(&with_header(r#"{"alg":"NONE","kid":"a"}"#), &public, Err(Fault::Algorithm));
        check(&with_header(r#"{"alg":"HS256","kid":"a"}"#), &public, Err(Fault::Algorithm));
        check(&with_header(r#"{"alg":"ES256","kid":"a"} "#), &public, Err(Fault::Signature));
        check(&with_header(r#"{"alg":"ES256","alg":"none","kid":"a"}"#), &public, Err(Fault::Malformed));
        check(&with_header(r#"{"kid":"a"}"#), &public, Err(Fault::Malformed));
        check(&with_header(r#"{"alg":"ES256"}"#), &public, Err(Fault::UnknownKey));
        check(&with_header(r#"{"alg":"ES256","kid":"a","crit":["exp"]}"#), &public, Err(Fault::Malformed));
        check(&format!("{}.{}.", parts[0], parts[1]), &public, Err(Fault::Signature));
        check(&format!("{token}."), &public, Err(Fault::Malformed));
        check(&format!("{token}.{token}"), &public, Err(Fault::Malformed));
        for bad in ["", ".", "..", "a.b.c", "é.é.é", &parts[0][..4]] {
            check(bad, &public, Err(Fault::Malformed));
        }
    }
}
