//! What the browser brings back. Anybody can write this address, so nothing in it is believed alone.

use crate::flow::Flow;
use crate::refusal::{Denial, Refusal};
use domaine::clair::Clair;
use subtle::ConstantTimeEq;

/// The longest query that an honest return makes, several times over.
const QUERY_BYTES_MAX: usize = 4_096;

/// The code that this return brings, if it belongs to `flow`.
///
/// `state` comes first: until it is known to be ours, not even an error is the provider's word.
pub(crate) fn code(query: &str, flow: &Flow, issuer: &str, issuer_required: bool) -> Result<Clair, Refusal> {
    let state = state_of(query)?;
    if !bool::from(state.as_bytes().ct_eq(flow.state.expose().as_bytes())) {
        return Err(Refusal::State);
    }
    match one(query, "iss")? {
        Some(given) if given != issuer => return Err(Refusal::CallbackIssuer),
        None if issuer_required => return Err(Refusal::CallbackIssuer),
        _ => {}
    }
    if let Some(error) = one(query, "error")? {
        return Err(Refusal::Denied(denial(&error)));
    }
    let code = one(query, "code")?.filter(|code| !code.is_empty());
    code.map(Clair::new).ok_or(Refusal::Callback)
}

/// The `state` of a return address.
pub(crate) fn state_of(query: &str) -> Result<String, Refusal> {
    if query.len() > QUERY_BYTES_MAX {
        return Err(Refusal::Callback);
    }
    one(query, "state")?.ok_or(Refusal::State)
}

/// The one value of a parameter; two would mean that two readers may see two things.
fn one(query: &str, name: &str) -> Result<Option<String>, Refusal> {
    let mut values = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| key == name).map(|(_, value)| value);
    let first = values.next();
    match values.next() {
        Some(_) => Err(Refusal::Callback),
        None => Ok(first.map(String::from)),
    }
}

fn denial(error: &str) -> Denial {
    match error {
        "access_denied" => Denial::AccessDenied,
        "login_required" => Denial::LoginRequired,
        _ => Denial::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_answer_to_this_very_flow_is_read() {
        let flow = Flow::new(1);
        let s = flow.state.expose();
        let check = |query: &str, required: bool, expected: Result<&str, Refusal>| {
            let read = code(query, &flow, "https://p.example", required);
            assert_eq!(read.as_ref().map(Clair::expose), expected.as_ref().copied(), "{query}");
        };
        check(&format!("code=c&state={s}"), false, Ok("c"));
        check(&format!("code=c&state={s}&iss=https%3A%2F%2Fp.example"), true, Ok("c"));
        check(&format!("code=c&state={s}"), true, Err(Refusal::CallbackIssuer));
        check(&format!("code=c&state={s}&iss=https://q.example"), false, Err(Refusal::CallbackIssuer));
        check("code=c", false, Err(Refusal::State));
        check("code=c&state=", false, Err(Refusal::State));
        check(&format!("code=c&state={s}x"), false, Err(Refusal::State));
        check("error=access_denied&state=other", false, Err(Refusal::State));
        check(&format!("error=access_denied&state={s}"), false, Err(Refusal::Denied(Denial::AccessDenied)));
        check(&format!("error=login_required&state={s}"), false, Err(Refusal::Denied(Denial::LoginRequired)));
        check(&format!("error=x&code=c&state={s}"), false, Err(Refusal::Denied(Denial::Other)));
        check(&format!("code=c&code=d&state={s}"), false, Err(Refusal::Callback));
        check(&format!("code=c&state={s}&state={s}"), false, Err(Refusal::Callback));
        check(&format!("code=&state={s}"), false, Err(Refusal::Callback));
        check(&format!("state={s}"), false, Err(Refusal::Callback));
        check(&format!("state={s}&code={}", "c".repeat(5_000)), false, Err(Refusal::Callback));
    }
}
