//! POST /campagnes/{agent}/cloture, POST /campagnes/{agent}/depart: "plus utile", signed. A line that stood for nobody was seen
//! through: it counts as done.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::AgentId;

use crate::demande::Demande;
use crate::face::{Geste, Refusal};
use crate::pages::clair;
use crate::refus::Refus;
use crate::{Etat, geste, reponse};

/// Where both lead.
const FAIT: &str = "/campagnes?fait=retire";

/// Closed for ever.
pub async fn close(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent: AgentId = agent.parse().map_err(|_| Refusal::Introuvable)?;
    if etat.coffre.refuse_decoy(&demande.signee, agent).await? {
        return Ok(reponse::toward(FAIT, demande.page));
    }
    geste::signed(&etat, &demande, |_| Ok(Geste::Clore { agent }), |_| FAIT.to_owned()).await
}

/// Ends on a day.
pub async fn leave(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent: AgentId = agent.parse().map_err(|_| Refusal::Introuvable)?;
    if etat.coffre.refuse_decoy(&demande.signee, agent).await? {
        return Ok(reponse::toward(FAIT, demande.page));
    }
    let read = |saisies: &crate::saisies::Saisies| {
        let date = clair::date(saisies.get("date")).ok_or_else(|| geste::wrong("date", "date-illisible"))?;
        Ok(Geste::Muter { agent, date })
    };
    geste::signed(&etat, &demande, read, |_| FAIT.to_owned()).await
}
