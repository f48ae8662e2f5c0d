//! Signing in with ProConnect: an OpenID Connect client that asks for one thing, in one way.
//!
//! Code flow, PKCE, `state`, `nonce`, ES256 for every signature, userinfo as a signed token, `acr` and
//! `amr` asked for and checked. ADR 10 says why this is our own and what it leaves out.
//!
//! What comes out is an [`Identity`], and it opens nothing: a login of rank zero. Whether somebody works
//! here, and what for, is in the journal; an identity is tied to an account by the parrain act alone,
//! under its [`identity_hash`]. There is deliberately no way from an e-mail to an account.
//!
//! No clock of its own: `now` is a parameter, in seconds of the Unix epoch. Only the five seconds that
//! an answer may take are counted by the runtime.
//!
//! Left to the caller: that the browser which comes back is the one that left. A [`Flow`] is known by
//! its `state`, which anybody can be made to carry.

mod amr;
mod callback;
mod claims;
mod client;
mod config;
mod discovery;
mod flow;
mod identity;
mod jws;
mod keys;
mod published;
mod refusal;
mod transport;

pub use client::Client;
pub use config::{Authentication, Config, ConfigError};
pub use flow::{Flow, Flows};
pub use identity::{Identity, identity_hash};
pub use refusal::{Denial, Fault, Piece, Refusal};
