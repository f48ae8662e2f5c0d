//! What ends a session at the provider: its own token, which names the person to machines. It waits here, under a name made by
//! chance, rather than in the page.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domaine::Clair;

use crate::encodage;

/// How long it waits, in seconds.
const SECONDS_MAX: u64 = 900;

/// How many wait at once; past it, the oldest gives way.
const WAITING_MAX: usize = 1_024;

/// Tokens that wait, by name, with the second at which they came.
#[derive(Default)]
pub struct Sorties(Mutex<HashMap<String, (Clair, u64)>>);

impl Sorties {
    /// Keeps one; its name. Without chance, there is no name and nothing is kept.
    pub fn keep(&self, hint: Clair, now: u64) -> String {
        let mut bytes = [0; 16];
        if aws_lc_rs::rand::fill(&mut bytes).is_err() {
            return String::new();
        }
        let name = encodage::hex(&bytes);
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, (_, at)| now.saturating_sub(*at) <= SECONDS_MAX);
        if waiting.len() >= WAITING_MAX
            && let Some(oldest) = waiting.iter().min_by_key(|(_, (_, at))| *at).map(|(name, _)| name.clone())
        {
            waiting.remove(&oldest);
        }
        waiting.insert(name.clone(), (hint, now));
        name
    }

    /// The token of a name, once.
    pub fn take(&self, name: &str, now: u64) -> Option<Clair> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (hint, at) = waiting.remove(name)?;
        (now.saturating_sub(at) <= SECONDS_MAX).then_some(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_a_quarter_of_an_hour_and_serves_once() {
        let sorties = Sorties::default();
        let [one, other] = [1_000, 1_001].map(|now| sorties.keep(Clair::new("jeton"), now));
        assert!(one != other && one.len() == 32);
        assert!(sorties.take(&one, 1_900).is_some());
        assert!(sorties.take(&one, 1_900).is_none(), "once");
        assert!(sorties.take(&other, 1_902).is_none(), "too late");
    }

    #[test]
    fn memory_stays_bounded() {
        let sorties = Sorties::default();
        let first = sorties.keep(Clair::new("jeton"), 1_000);
        let names: Vec<_> = (0..WAITING_MAX).map(|_| sorties.keep(Clair::new("jeton"), 1_001)).collect();
        assert!(sorties.take(&first, 1_001).is_none());
        assert!(names.iter().all(|name| sorties.take(name, 1_001).is_some()));
    }
}
