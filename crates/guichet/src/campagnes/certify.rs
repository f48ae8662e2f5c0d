//! POST /campagnes/{agent}/certification: "toujours utile", signed. A line that stood for nobody needs no signature: saying that
//! it is still useful begins the review again, and the page says so at once.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::AgentId;

use crate::demande::Demande;
use crate::face::{Geste, Refusal};
use crate::refus::Refus;
use crate::{Etat, geste, reponse};

/// Either pass of the gesture.
pub async fn certify(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent: AgentId = agent.parse().map_err(|_| Refusal::Introuvable)?;
    if etat.coffre.certify_decoy(&demande.signee, agent).await? {
        return Ok(reponse::toward("/campagnes", demande.page));
    }
    geste::signed(&etat, &demande, |_| Ok(Geste::Certifier { agent }), |_| "/campagnes?fait=signe".to_owned()).await
}
