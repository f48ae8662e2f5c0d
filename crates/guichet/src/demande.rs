//! A signed request, taken as the browser signed it. The guichet reads the form; the coffre checks the signature.
//!
//! RFC 9421 with the only parameters we need: `@method`, `@path`, `@query`, `content-digest`, then `keyid` and `nonce`.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method};
use droits::signature::sha256;

use crate::encodage;
use crate::face::SignedRequest;
use crate::langues::Langue;
use crate::refus::Refus;

/// Longest body read, in bytes: the longest text of an evenement, urlencoded at its worst, with room.
pub const CORPS_MAX: usize = 128 * 1024;

/// The parameters of our one form of signature, up to the login's name.
const COUVERT: &str = r#"cairn=("@method" "@path" "@query" "content-digest");keyid=""#;

/// What a signed verb receives.
pub struct Demande {
    /// To hand to the coffre, untouched.
    pub signee: SignedRequest,
    /// The body whose hash was signed.
    pub corps: Bytes,
    /// Whether the answer will be shown as a page, rather than taken by a script.
    pub page: bool,
    /// The reader's language.
    pub langue: Langue,
}

impl<S: Send + Sync> FromRequest<S> for Demande {
    type Rejection = Refus;

    async fn from_request(request: Request, state: &S) -> Result<Demande, Refus> {
        let (method, headers) = (request.method().clone(), request.headers().clone());
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).to_owned();
        let langue = Langue::of(&headers, request.uri().query());
        if !headers.contains_key("signature") {
            return Err(Refus::NonSignee);
        }
        refuse_foreign(&method, &headers)?;
        let (login, nonce, signature) = read_signature(&headers).ok_or(Refus::Illisible)?;
        let corps = Bytes::from_request(request, state).await.map_err(|_| Refus::TropLong)?;
        let body_hash = sha256(&corps);
        if header(&headers, "content-digest") != Some(&format!("sha-256=:{}:", encodage::base64(&body_hash))) {
            return Err(Refus::Illisible);
        }
        let signee = SignedRequest { method: method.to_string(), target, body_hash, login, nonce, signature };
        Ok(Demande { signee, corps, page: wants_page(&headers), langue })
    }
}

/// Whether the asker shows what it gets: a navigation says so in `Accept`, our scripts' fetches do not.
pub fn wants_page(headers: &HeaderMap) -> bool {
    header(headers, "accept").is_some_and(|accept| accept.contains("text/html"))
}

/// Refuses what another site sent: only a page of ours may change anything.
pub fn refuse_foreign(method: &Method, headers: &HeaderMap) -> Result<(), Refus> {
    if method.is_safe() || header(headers, "sec-fetch-site") == Some("same-origin") {
        Ok(())
    } else {
        Err(Refus::Etrangere)
    }
}

/// Login, nonce and signature, when they have the one spelling we write.
fn read_signature(headers: &HeaderMap) -> Option<([u8; 16], [u8; 16], [u8; 64])> {
    let input = header(headers, "signature-input")?.strip_prefix(COUVERT)?;
    let (login, rest) = input.split_once(r#"";nonce=""#)?;
    let nonce = rest.strip_suffix('"')?;
    let signature = header(headers, "signature")?.strip_prefix("cairn=:")?.strip_suffix(':')?;
    Some((encodage::from_hex16(login)?, encodage::from_hex16(nonce)?, encodage::from_base64(signature)?))
}

/// A header that stands exactly once, as text.
fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOGIN: &str = "00112233445566778899aabbccddeeff";

    fn headers(input: &str, signature: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("signature-input", input.parse().expect("a header"));
        headers.insert("signature", signature.parse().expect("a header"));
        headers
    }

    #[test]
    fn one_spelling_of_a_signature() {
        let input = format!(r#"{COUVERT}{LOGIN}";nonce="{LOGIN}""#);
        let signature = format!("cairn=:{}:", encodage::base64(&[7; 64]));
        assert!(read_signature(&headers(&input, &signature)).is_some());
        let check_refused = |input: &str, signature: &str| {
            assert!(read_signature(&headers(input, signature)).is_none(), "{input} {signature}");
        };
        check_refused(&input.replace("@query", "@method"), &signature);
        check_refused(&input.replace(LOGIN, &LOGIN.to_uppercase()), &signature);
        check_refused(&format!("{input};created=1"), &signature);
        check_refused(&input, &format!("cairn=:{}:", encodage::base64(&[7; 63])));
        check_refused(&input, &signature.replace("cairn", "autre"));
        let mut twice = headers(&input, &signature);
        twice.append("signature", signature.parse().expect("a header"));
        assert!(read_signature(&twice).is_none());
    }

    #[test]
    fn only_our_pages_change_anything() {
        let check = |method: Method, site: Option<&'static str>, allowed: bool| {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().expect("a header"));
            }
            assert_eq!(refuse_foreign(&method, &headers).is_ok(), allowed, "{method} {site:?}");
        };
        check(Method::GET, None, true);
        check(Method::POST, Some("same-origin"), true);
        check(Method::POST, Some("same-site"), false);
        check(Method::POST, Some("cross-site"), false);
        check(Method::PUT, Some("none"), false);
        check(Method::POST, None, false);
    }
}
