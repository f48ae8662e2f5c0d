//! /connexion/proconnect: saying who one is with ProConnect. It opens nothing: the page that follows shows the state of one's
//! own account, or whom to ask for one. The login stays the key's.
//!
//! No cookie holds the browser that leaves and the one that comes back together: the tab itself remembers its `state`
//! (`proconnect.js`), and sends nothing when it is not the one that comes back.

pub mod back;
pub mod begin;
pub mod conclude;
pub mod end;
mod known;
mod refused;
mod sorties;

use std::sync::{Arc, Mutex, PoisonError};

#[cfg(not(any(test, feature = "vitrine")))]
use federation::{Client, Flows};
use federation::{Identity, Refusal};

use crate::Config;
#[cfg(any(test, feature = "vitrine"))]
use crate::vitrine::fournisseur::{Client, Flows};
use crate::{heure, refus::Refus};
use sorties::Sorties;

/// Sign-ins begun in one second, by everybody.
const PER_SECOND_MAX: u32 = 10;

/// Sign-ins under way: what may be begun in the ten minutes that a person may take at the provider.
const FLOWS_MAX: usize = 6_000;

/// One provider, and what is under way with it. In memory only: a restart makes people begin again.
pub struct Proconnect {
    client: Client,
    flows: Flows,
    sorties: Sorties,
    debit: Debit,
}

/// Why a sign-in did not begin.
enum Retenue {
    /// Too many at once.
    Affluence,
    /// The provider.
    Fournisseur(Refusal),
}

impl Proconnect {
    /// Nothing is under way yet.
    pub fn new(client: Client) -> Proconnect {
        Proconnect { client, flows: Flows::new(FLOWS_MAX), sorties: Sorties::default(), debit: Debit::default() }
    }

    /// The address to send the browser to.
    async fn begin(&self) -> Result<String, Retenue> {
        let now = now();
        if !self.debit.admits(now) {
            return Err(Retenue::Affluence);
        }
        let (adresse, flow) = self.client.begin(now).await.map_err(Retenue::Fournisseur)?;
        self.flows.keep(flow, now);
        Ok(adresse)
    }

    /// Who came back with this query. Its `state` is used up, whatever the outcome.
    async fn conclude(&self, query: &str) -> Result<Identity, Refusal> {
        let flow = self.flows.take(query)?;
        self.client.conclude(flow, query, now()).await
    }
}

/// The provider of this base; a base without one has none of these pages.
fn of(config: &Config) -> Result<&Arc<Proconnect>, Refus> {
    config.proconnect.as_ref().ok_or(Refus::Inconnue)
}

/// Seconds of the Unix epoch.
fn now() -> u64 {
    heure::now_ms() / 1000
}

/// How many began in the current second, and which one that is.
#[derive(Default)]
struct Debit(Mutex<(u64, u32)>);

impl Debit {
    fn admits(&self, now: u64) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.0 != now {
            *seen = (now, 0);
        }
        seen.1 = seen.1.saturating_add(1);
        seen.1 <= PER_SECOND_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_begin_in_a_second() {
        let debit = Debit::default();
        let admitted = |now| (0..20).filter(|_| debit.admits(now)).count();
        assert_eq!((admitted(1_000), admitted(1_000), admitted(1_001)), (10, 0, 10));
    }
}
