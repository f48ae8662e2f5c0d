//! Why ProConnect gave no identity, in words: by family, since people can do the same about each refusal of one. The exact refusal
//! is in the log; nothing that came from outside is ever shown.

use askama::Template;
use axum::http::StatusCode;
use federation::Refusal;

use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};

/// Refusals about which people can do the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Famille {
    /// Nobody answers.
    Injoignable,
    /// An answer that is not to be believed, or not understood.
    Incompris,
    /// An identity with something missing.
    Incomplet,
    /// Too late, used already, or begun elsewhere.
    Recommencer,
    /// The provider says no.
    Refuse,
    /// Our registration is wrong.
    Reglage,
    /// A password or a mail alone.
    Faible,
    /// An identity provider that this base does not take.
    Fournisseur,
    /// An employer that this base does not take.
    Employeur,
}

impl Famille {
    /// Of a refusal.
    pub fn of(refusal: Refusal) -> Famille {
        match refusal {
            Refusal::Unreachable => Famille::Injoignable,
            Refusal::TooLarge
            | Refusal::Answer(_)
            | Refusal::DiscoveryIssuer
            | Refusal::Token(..)
            | Refusal::UserinfoUnsigned
            | Refusal::OtherSubject
            | Refusal::CallbackIssuer
            | Refusal::AcrMissing
            | Refusal::AmrMissing => Famille::Incompris,
            Refusal::Claim(_) => Famille::Incomplet,
            Refusal::Callback | Refusal::State | Refusal::FlowExpired | Refusal::Code => Famille::Recommencer,
            Refusal::Denied(_) => Famille::Refuse,
            Refusal::ClientRefused => Famille::Reglage,
            Refusal::AcrTooLow | Refusal::AmrTooWeak => Famille::Faible,
            Refusal::Idp => Famille::Fournisseur,
            Refusal::Siret => Famille::Employeur,
        }
    }

    /// Of the answer.
    pub fn status(self) -> StatusCode {
        match self {
            Famille::Injoignable | Famille::Reglage => StatusCode::SERVICE_UNAVAILABLE,
            Famille::Incompris | Famille::Incomplet => StatusCode::BAD_GATEWAY,
            Famille::Recommencer => StatusCode::BAD_REQUEST,
            Famille::Refuse | Famille::Faible | Famille::Fournisseur | Famille::Employeur => StatusCode::FORBIDDEN,
        }
    }

    /// Of its words: `{key}-titre`, `{key}`, `{key}-faire`.
    pub fn key(self) -> String {
        let name = match self {
            Famille::Injoignable => "injoignable",
            Famille::Incompris => "incompris",
            Famille::Incomplet => "incomplet",
            Famille::Recommencer => "recommencer",
            Famille::Refuse => "refuse",
            Famille::Reglage => "reglage",
            Famille::Faible => "faible",
            Famille::Fournisseur => "fournisseur",
            Famille::Employeur => "employeur",
        };
        format!("proconnect-refus-{name}")
    }
}

/// What happened and what to do, in one go: for a script's message.
pub fn words(langue: Langue, key: &str) -> String {
    format!("{} {}", langue.t(key), langue.t(&format!("{key}-faire")))
}

/// Data of the page.
#[derive(Template)]
#[template(path = "connexion/proconnect/refused.html")]
pub struct RefusPage {
    pub cadre: Cadre,
    pub famille: Famille,
}

impl RefusPage {
    fn mots(&self, what: &str) -> String {
        self.cadre.t(&format!("{}{what}", self.famille.key()))
    }
}

#[cfg(test)]
mod tests {
    use federation::{Denial, Fault, Piece};

    use super::*;

    #[test]
    fn every_refusal_says_what_happened_and_what_to_do() {
        let check = |refusal: Refusal, name: &str, status: u16| {
            let famille = Famille::of(refusal);
            assert_eq!(famille.key(), format!("proconnect-refus-{name}"), "{refusal:?}");
            assert_eq!(famille.status().as_u16(), status, "{refusal:?}");
            for (langue, part) in Langue::ALL.into_iter().flat_map(|l| ["", "-titre", "-faire"].map(|part| (l, part))) {
                assert!(langue.has(&format!("{}{part}", famille.key())), "{name}{part} {langue:?}");
            }
        };
        check(Refusal::Unreachable, "injoignable", 503);
        check(Refusal::ClientRefused, "reglage", 503);
        check(Refusal::Token(Piece::IdToken, Fault::Signature), "incompris", 502);
        check(Refusal::CallbackIssuer, "incompris", 502);
        check(Refusal::AcrMissing, "incompris", 502);
        check(Refusal::Claim("siret"), "incomplet", 502);
        check(Refusal::State, "recommencer", 400);
        check(Refusal::FlowExpired, "recommencer", 400);
        check(Refusal::Code, "recommencer", 400);
        check(Refusal::Denied(Denial::AccessDenied), "refuse", 403);
        check(Refusal::AcrTooLow, "faible", 403);
        check(Refusal::AmrTooWeak, "faible", 403);
        check(Refusal::Idp, "fournisseur", 403);
        check(Refusal::Siret, "employeur", 403);
        assert!(Langue::ALL.iter().all(|l| l.has("proconnect-affluence") && l.has("proconnect-affluence-faire")));
    }
}
