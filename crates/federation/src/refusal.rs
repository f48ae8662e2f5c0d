//! Why somebody is not signed in. Nothing here holds a word that came from outside.

use std::fmt;

/// Why a sign-in did not end with an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The provider could not be reached, or did not answer within five seconds.
    Unreachable,
    /// An answer of the provider was longer than any honest one.
    TooLarge,
    /// An answer that is not what the protocol says; which one.
    Answer(&'static str),
    /// The discovery document speaks of another issuer than the configured one.
    DiscoveryIssuer,
    /// The browser came back with something that is no answer at all.
    Callback,
    /// `state` is not the one of this flow.
    State,
    /// The browser came back from another issuer.
    CallbackIssuer,
    /// The person took more than ten minutes, or the flow is of another time.
    FlowExpired,
    /// The provider says no.
    Denied(Denial),
    /// The provider does not take the code: used, expired, or of another flow.
    Code,
    /// The provider does not know us: our own key or secret is wrong.
    ClientRefused,
    /// A token that is not to be believed.
    Token(Piece, Fault),
    /// Userinfo came unsigned.
    UserinfoUnsigned,
    /// Userinfo speaks of another person than the ID token.
    OtherSubject,
    /// No `acr` although it was asked for.
    AcrMissing,
    /// An `acr` that is not among the wanted ones.
    AcrTooLow,
    /// No `amr` although it was asked for.
    AmrMissing,
    /// Nothing in `amr` that somebody must have in hand: a password, a mail, or both.
    AmrTooWeak,
    /// A mandatory claim is absent, empty or malformed; its name.
    Claim(&'static str),
    /// An identity provider that is not on the list.
    Idp,
    /// An employer that is not on the list.
    Siret,
}

/// What the provider said when it said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The person gave up, or cannot reach the wanted level.
    AccessDenied,
    /// Nobody is signed in there (`prompt=none`).
    LoginRequired,
    /// Anything else.
    Other,
}

/// Which signed token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Who signed in, when and how.
    IdToken,
    /// Who that is.
    Userinfo,
}

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not three parts of base64url with the expected JSON inside.
    Malformed,
    /// Any algorithm that is not ES256, `none` among them.
    Algorithm,
    /// Signed by a key that the provider does not publish (any more).
    UnknownKey,
    /// The signature does not hold.
    Signature,
    /// Made by another issuer.
    Issuer,
    /// Made for another client, or for us among others.
    Audience,
    /// `azp` names another client.
    AuthorizedParty,
    /// `nonce` is absent or of another flow.
    Nonce,
    /// Its time is over.
    Expired,
    /// Made in the future, or before this flow began.
    IssuedAt,
    /// It goes with another access token.
    AccessToken,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Unreachable => f.write_str("the identity provider cannot be reached"),
            Refusal::TooLarge => f.write_str("an answer of the identity provider is too large"),
            Refusal::Answer(which) => write!(f, "the identity provider's answer ({which}) is not understood"),
            Refusal::DiscoveryIssuer => f.write_str("discovery speaks of another issuer"),
            Refusal::Callback => f.write_str("the return address carries no answer"),
            Refusal::State => f.write_str("state is not the one of this sign-in"),
            Refusal::CallbackIssuer => f.write_str("the return comes from another issuer"),
            Refusal::FlowExpired => f.write_str("the sign-in took too long"),
            Refusal::Denied(denial) => write!(f, "the identity provider refuses ({denial:?})"),
            Refusal::Code => f.write_str("the code is used, expired or of another sign-in"),
            Refusal::ClientRefused => f.write_str("the identity provider does not accept this service's key or secret"),
            Refusal::Token(Piece::IdToken, fault) => write!(f, "the ID token is refused: {fault}"),
            Refusal::Token(Piece::Userinfo, fault) => write!(f, "userinfo is refused: {fault}"),
            Refusal::UserinfoUnsigned => f.write_str("userinfo is not signed"),
            Refusal::OtherSubject => f.write_str("userinfo speaks of another person"),
            Refusal::AcrMissing => f.write_str("no acr"),
            Refusal::AcrTooLow => f.write_str("acr is too low"),
            Refusal::AmrMissing => f.write_str("no amr"),
            Refusal::AmrTooWeak => f.write_str("amr shows no possession factor"),
            Refusal::Claim(name) => write!(f, "claim {name} is absent or malformed"),
            Refusal::Idp => f.write_str("the identity provider of this person is not on the list"),
            Refusal::Siret => f.write_str("the employer of this person is not on the list"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Malformed => "malformed",
            Fault::Algorithm => "not signed with ES256",
            Fault::UnknownKey => "signed by an unknown key",
            Fault::Signature => "its signature does not hold",
            Fault::Issuer => "of another issuer",
            Fault::Audience => "not for this service alone",
            Fault::AuthorizedParty => "given to another service",
            Fault::Nonce => "nonce is not the one of this sign-in",
            Fault::Expired => "expired",
            Fault::IssuedAt => "not made during this sign-in",
            Fault::AccessToken => "goes with another access token",
        })
    }
}

impl std::error::Error for Refusal {}
