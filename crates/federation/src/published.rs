//! What the provider publishes, kept between sign-ins and asked for again in good time.

use crate::config::Config;
use crate::discovery::{self, Metadata};
use crate::keys::{self, Key};
use crate::refusal::Refusal;
use crate::transport::Transport;
use std::sync::Arc;
use tokio::sync::Mutex;

/// How long the provider's addresses are believed, in seconds.
const METADATA_SECONDS_MAX: u64 = 86_400;
/// How long its keys are: a key that it withdraws serves at most this much longer.
const KEYS_SECONDS_MAX: u64 = 300;
/// Least time between two early looks at the keys because a token names an unknown one.
const UNKNOWN_KEY_SECONDS_MIN: u64 = 60;
/// Least time between two attempts while the provider fails.
const FAILURE_SECONDS_MIN: u64 = 5;

/// The provider's addresses and keys.
#[derive(Default)]
pub(crate) struct Published(Mutex<Kept>);

/// Each with the time at which it was asked for.
#[derive(Default)]
struct Kept {
    metadata: Option<(Arc<Metadata>, u64)>,
    keys: Option<(Arc<[Key]>, u64)>,
    early_at: Option<u64>,
    failure: Option<(Refusal, u64)>,
}

// The lock is held while the provider answers, so that a crowd waits for one question.
impl Published {
    /// Where its doors are.
    pub(crate) async fn metadata(
        &self,
        transport: &Transport,
        config: &Config,
        now: u64,
    ) -> Result<Arc<Metadata>, Refusal> {
        let mut kept = self.0.lock().await;
        if let Some((metadata, at)) = &kept.metadata
            && now.abs_diff(*at) <= METADATA_SECONDS_MAX
        {
            return Ok(Arc::clone(metadata));
        }
        let document = kept.fetch(transport, &discovery::address(&config.issuer), "discovery", now).await?;
        let metadata = Arc::new(discovery::parse(&document, config)?);
        kept.metadata = Some((Arc::clone(&metadata), now));
        Ok(metadata)
    }

    /// What it signs with; `early`, because a token names a key that is not among those known.
    pub(crate) async fn keys(
        &self,
        transport: &Transport,
        metadata: &Metadata,
        now: u64,
        early: bool,
    ) -> Result<Arc<[Key]>, Refusal> {
        let mut kept = self.0.lock().await;
        if let Some((keys, at)) = &kept.keys {
            let too_soon = kept.early_at.is_some_and(|at| now.abs_diff(at) < UNKNOWN_KEY_SECONDS_MIN);
            if now.abs_diff(*at) <= KEYS_SECONDS_MAX && (!early || too_soon) {
                return Ok(Arc::clone(keys));
            }
        }
        if early {
            kept.early_at = Some(now);
        }
        let document = kept.fetch(transport, &metadata.jwks_uri, "keys", now).await?;
        let keys: Arc<[Key]> = keys::parse(&document)?.into();
        kept.keys = Some((Arc::clone(&keys), now));
        Ok(keys)
    }
}

impl Kept {
    async fn fetch(
        &mut self,
        transport: &Transport,
        address: &str,
        what: &'static str,
        now: u64,
    ) -> Result<Vec<u8>, Refusal> {
        if let Some((refusal, at)) = self.failure
            && now.abs_diff(at) < FAILURE_SECONDS_MIN
        {
            return Err(refusal);
        }
        let answer = transport.get(address, "application/json", None).await;
        let document = answer.and_then(|answer| match answer.status {
            200 => Ok(answer.body.to_vec()),
            _ => Err(Refusal::Answer(what)),
        });
        self.failure = document.as_ref().err().map(|refusal| (*refusal, now));
        document
    }
}
