//! Keys of interfaces: Cairn has given none, so whoever presents one found it somewhere. The coffre knows those that were laid for
//! that; whatever it is, the answer is the one that would have come without it.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::Etat;

/// Says to the coffre which key a request presents, if any.
pub async fn hear(State(etat): State<Etat>, request: Request, next: Next) -> Response {
    if let Some(cle) = cle(request.headers()) {
        // Told or not, the answer is the same.
        let _ = etat.coffre.presented(&cle).await;
    }
    next.run(request).await
}

/// As connectors send one: a bearer, or a header of its own.
fn cle(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let own = || headers.get("x-api-key").and_then(|value| value.to_str().ok());
    bearer.or_else(own).map(|cle| cle.trim().to_owned()).filter(|cle| !cle.is_empty())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_key_is_a_bearer_or_has_its_own_header() {
        let check = |name: &'static str, value: &'static str, expected: Option<&str>| {
            let headers: HeaderMap =
                [(header::HeaderName::from_static(name), HeaderValue::from_static(value))].into_iter().collect();
            assert_eq!(cle(&headers).as_deref(), expected, "{name}: {value}");
        };
        check("authorization", "Bearer cairn_12", Some("cairn_12"));
        check("x-api-key", "cairn_12", Some("cairn_12"));
        check("authorization", "Basic cairn_12", None);
        check("x-api-key", " ", None);
        check("accept", "cairn_12", None);
    }
}
