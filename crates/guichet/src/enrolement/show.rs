//! GET /enrolement/{code}: whose account, which authenticator is next.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::enrolement::CLES;
use crate::face::Invitation;
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, encodage, reponse};

/// Shows the next step.
pub async fn show(
    State(etat): State<Etat>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refus> {
    let invitation = etat.coffre.invitation(&code).await?;
    let cadre = Cadre::empty(&etat, Langue::of(&headers, query.as_deref()));
    reponse::page(&EnrolementPage { cadre, rp_id: etat.rp_id.clone(), invitation })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "enrolement/show.html")]
pub struct EnrolementPage {
    /// Frame.
    pub cadre: Cadre,
    /// Relying party.
    pub rp_id: String,
    /// Who, and how far.
    pub invitation: Invitation,
}

impl EnrolementPage {
    fn etape(&self) -> String {
        self.cadre.langue.t2("enrolement-etape", ("n", self.invitation.liees + 1), ("total", CLES))
    }

    fn role(&self) -> String {
        self.cadre.t(&format!("role-{}", self.invitation.role.key()))
    }

    fn defi(&self) -> String {
        encodage::base64url(&self.invitation.challenge)
    }

    fn poignee(&self) -> String {
        encodage::base64url(&self.invitation.agent.0)
    }

    fn exclues(&self) -> String {
        self.invitation.exclues.iter().map(|id| encodage::base64url(id)).collect::<Vec<_>>().join(" ")
    }
}
