//! One sign-in under way: what we must still know when the browser comes back.

use crate::callback::state_of;
use crate::refusal::Refusal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use domaine::clair::Clair;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How long a person may take at the provider, in seconds.
pub(crate) const FLOW_SECONDS_MAX: u64 = 600;

/// What `begin` keeps for `conclude`. Not `Clone`, and `conclude` takes it by value: a state serves once.
#[derive(Debug)]
pub struct Flow {
    pub(crate) state: Clair,
    pub(crate) nonce: Clair,
    pub(crate) verifier: Clair,
    pub(crate) begun_at: u64,
}

impl Flow {
    pub(crate) fn new(now: u64) -> Flow {
        Flow { state: random(), nonce: random(), verifier: random(), begun_at: now }
    }

    /// What goes with the address instead of the PKCE verifier.
    pub(crate) fn challenge(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, self.verifier.expose().as_bytes()))
    }

    /// Whether `now` is within the time that a person may take.
    pub(crate) fn is_live(&self, now: u64) -> bool {
        now.abs_diff(self.begun_at) <= FLOW_SECONDS_MAX
    }
}

/// Flows that wait for their browser, in memory, at most as many as told; each is given back once.
#[derive(Debug)]
pub struct Flows {
    max: usize,
    waiting: Mutex<HashMap<String, Flow>>,
}

impl Flows {
    /// Nothing waits yet. Past `max`, the oldest gives way: who began ten minutes of sign-ins ago has
    /// probably gone, and memory stays bounded whoever asks.
    pub fn new(max: usize) -> Flows {
        Flows { max: max.max(1), waiting: Mutex::default() }
    }

    /// Keeps a flow until its browser comes back.
    pub fn keep(&self, flow: Flow, now: u64) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= self.max {
            waiting.retain(|_, flow| flow.is_live(now));
        }
        if waiting.len() >= self.max
            && let Some(oldest) = waiting.iter().min_by_key(|(_, flow)| flow.begun_at).map(|(state, _)| state.clone())
        {
            waiting.remove(&oldest);
        }
        waiting.insert(flow.state.expose().to_owned(), flow);
    }

    /// The flow that a return address names, once.
    pub fn take(&self, query: &str) -> Result<Flow, Refusal> {
        let state = state_of(query)?;
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.remove(&state).ok_or(Refusal::State)
    }
}

/// 32 random bytes in 43 characters: ProConnect asks for at least 32.
pub(crate) fn random() -> Clair {
    let mut bytes = [0; 32];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system's random source answers");
    Clair::new(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(flow: &Flow) -> String {
        format!("code=c&state={}", flow.state.expose())
    }

    #[test]
    fn a_state_serves_once() {
        let (flows, flow) = (Flows::new(10), Flow::new(1_000));
        let query = query(&flow);
        flows.keep(flow, 1_000);
        assert!(flows.take(&query).is_ok());
        assert_eq!(flows.take(&query).err(), Some(Refusal::State));
    }

    #[test]
    fn whoever_asks_memory_stays_bounded() {
        let flows = Flows::new(2);
        let queries = [1_000, 1_001, 1_002].map(|now| {
            let flow = Flow::new(now);
            let query = query(&flow);
            flows.keep(flow, now);
            query
        });
        assert_eq!(queries.map(|query| flows.take(&query).is_ok()), [false, true, true]);
    }

    #[test]
    fn a_flow_prints_nothing_and_no_two_are_alike() {
        let (one, other) = (Flow::new(1), Flow::new(1));
        assert!(!format!("{one:?}").contains(one.state.expose()));
        assert_ne!(one.state, other.state);
        assert!(one.state.expose().len() >= 32 && one.nonce != one.state && one.verifier != one.nonce);
    }

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_the_one_of_the_standard() {
        let mut flow = Flow::new(1);
        flow.verifier = Clair::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(flow.challenge(), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
