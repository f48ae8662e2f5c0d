//! GET /parrainages/{agent}: a parrain and a newcomer, side by side. Two gestures: open the address that the newcomer's phone
//! reads, then sign for the keys she made, once both screens say the same four words.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Arrivee, Refusal};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, encodage, reponse};

/// Shows where it stands; the page asks again by itself while it waits.
pub async fn show(
    State(etat): State<Etat>,
    Path(agent): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let agent = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let arrivee = etat.coffre.arrivee_vue(&demande.signee, agent).await?;
    let liee = parameter(query.as_deref(), "fait") == Some("identite");
    let cadre = Cadre::of(&etat, demande.langue, arrivee.agent.clone());
    reponse::page(&ParrainagePage { cadre, arrivee, adresse: None, liee })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "parrainages/show.html")]
pub struct ParrainagePage {
    /// Frame.
    pub cadre: Cadre,
    /// Where the arrival stands.
    pub arrivee: Arrivee,
    /// The address just opened, as letters and as a drawing: shown once.
    pub adresse: Option<Adresse>,
    /// Whether a federated identity was bound just now.
    pub liee: bool,
}

/// A one-use address.
pub struct Adresse {
    /// In letters.
    pub texte: String,
    /// As the path of a QR code, and the side of its square.
    pub dessin: Option<(String, usize)>,
}

impl ParrainagePage {
    fn role(&self) -> String {
        comptes::role(&self.arrivee.compte.role, self.cadre.langue)
    }

    /// Whether something may still come by itself: then the page asks.
    fn attend(&self) -> bool {
        self.arrivee.cles.is_none()
    }

    /// What the signature covers, for the form to bring back.
    fn cles(&self) -> String {
        self.arrivee.cles.map(|hash| encodage::hex(&hash)).unwrap_or_default()
    }

    fn etat(&self) -> String {
        self.cadre.n("parrainage-cles", u16::from(self.arrivee.liees))
    }
}
