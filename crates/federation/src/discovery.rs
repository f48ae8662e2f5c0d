//! What the provider says of itself.

use crate::config::{Config, is_safe};
use crate::refusal::Refusal;
use serde::Deserialize;

/// The addresses that a sign-in needs.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    issuer: String,
    pub(crate) authorization_endpoint: String,
    pub(crate) token_endpoint: String,
    pub(crate) userinfo_endpoint: String,
    pub(crate) jwks_uri: String,
    pub(crate) end_session_endpoint: String,
    /// Whether every return names its issuer (RFC 9207).
    #[serde(default, rename = "authorization_response_iss_parameter_supported")]
    pub(crate) names_itself: bool,
}

/// Where a provider publishes them.
pub(crate) fn address(issuer: &str) -> String {
    format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
}

/// Reads the document, and believes it only about the configured issuer and about safe addresses.
pub(crate) fn parse(document: &[u8], config: &Config) -> Result<Metadata, Refusal> {
    let metadata: Metadata = serde_json::from_slice(document).map_err(|_| Refusal::Answer("discovery"))?;
    if metadata.issuer != config.issuer {
        return Err(Refusal::DiscoveryIssuer);
    }
    let addresses = [
        &metadata.authorization_endpoint,
        &metadata.token_endpoint,
        &metadata.userinfo_endpoint,
        &metadata.jwks_uri,
        &metadata.end_session_endpoint,
    ];
    if !addresses.into_iter().all(|address| is_safe(address, config.clair_permis)) {
        return Err(Refusal::Answer("discovery"));
    }
    Ok(metadata)
}
