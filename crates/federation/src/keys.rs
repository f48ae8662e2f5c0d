//! The provider's published keys, those of them that could have signed for us.

use crate::refusal::Refusal;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;

/// One P-256 key, by the name that a token's header calls it.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) kid: String,
    /// Uncompressed: 4, x, y.
    pub(crate) point: [u8; 65],
}

#[derive(Deserialize)]
struct Published {
    keys: Vec<Jwk>,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    usage: Option<String>,
    kid: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

/// The keys of a JWKS document. Keys of other kinds are somebody else's business, and left out; two keys
/// of one name are not told apart, so neither is kept.
pub(crate) fn parse(document: &[u8]) -> Result<Vec<Key>, Refusal> {
    let published: Published = serde_json::from_slice(document).map_err(|_| Refusal::Answer("keys"))?;
    let keys: Vec<Key> = published.keys.into_iter().filter_map(usable).collect();
    let is_unique = |key: &Key| keys.iter().filter(|other| other.kid == key.kid).count() == 1;
    Ok(keys.iter().filter(|key| is_unique(key)).cloned().collect())
}

fn usable(jwk: Jwk) -> Option<Key> {
    let is_ours = jwk.kty == "EC"
        && jwk.crv.as_deref() == Some("P-256")
        && jwk.alg.is_none_or(|alg| alg == "ES256")
        && jwk.usage.is_none_or(|usage| usage == "sig");
    if !is_ours {
        return None;
    }
    let mut point = [4; 65];
    point[1..33].copy_from_slice(&coordinate(&jwk.x?)?);
    point[33..].copy_from_slice(&coordinate(&jwk.y?)?);
    Some(Key { kid: jwk.kid?, point })
}

fn coordinate(text: &str) -> Option<[u8; 32]> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_p256_signing_keys_are_kept() {
        let coordinate = BASE64_URL_SAFE_NO_PAD.encode([7; 32]);
        let jwk = |rest: &str| format!(r#"{{"kty":"EC","crv":"P-256","x":"{coordinate}","y":"{coordinate}"{rest}}}"#);
        let check = |keys: &[String], expected: &[&str]| {
            let document = format!(r#"{{"keys":[{}]}}"#, keys.join(","));
            let kept = parse(document.as_bytes()).expect("a document");
            assert_eq!(kept.iter().map(|key| key.kid.as_str()).collect::<Vec<_>>(), expected, "{document}");
        };
        check(&[jwk(r#","kid":"a""#)], &["a"]);
        check(&[jwk(r#","kid":"a","alg":"ES256","use":"sig""#), jwk(r#","kid":"b""#)], &["a", "b"]);
        check(&[jwk("")], &[]);
        check(&[jwk(r#","kid":"a","use":"enc""#)], &[]);
        check(&[jwk(r#","kid":"a","alg":"ECDH-ES""#)], &[]);
        check(&[jwk(r#","kid":"a""#), jwk(r#","kid":"a""#)], &[]);
        check(&[r#"{"kty":"RSA","kid":"r","n":"AQAB","e":"AQAB"}"#.into()], &[]);
        check(&[r#"{"kty":"oct","kid":"o","k":"AQAB"}"#.into()], &[]);
        check(&[r#"{"kty":"EC","crv":"P-256","kid":"s","x":"AQ","y":"AQ"}"#.into()], &[]);
        check(&[], &[]);
        assert!(parse(b"<html>").is_err());
    }
}
