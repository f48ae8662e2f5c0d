//! POST /vigie/{agent}/verdict: what rang of an account, as its page showed it, is false. POST /vigie/reseau: the same of nobody in
//! particular.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste;
use crate::habilitations::named;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn dismiss(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = named(&id)?;
    let verdict = |saisies: &Saisies| ecarter(Some(agent), saisies);
    geste::signed(&etat, &demande, verdict, |_| format!("/vigie/{agent}?fait=fausse")).await
}

/// Signs it.
pub async fn of_nobody(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, |saisies| ecarter(None, saisies), |_| "/vigie?fait=fausse".to_owned()).await
}

/// Both numbers are the page's: a verdict covers what was read.
fn ecarter(agent: Option<domaine::AgentId>, saisies: &Saisies) -> Result<Geste, Refus> {
    let jusqua = clair::code(saisies.get("jusqua"), |text| text.parse().ok()).ok_or(Refus::Illisible)?;
    let combien = clair::code(saisies.get("combien"), |text| text.parse().ok()).ok_or(Refus::Illisible)?;
    Ok(Geste::EcarterAlertes { agent, jusqua, combien })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_says_until_when_and_of_how_many() {
        let check = |form: &str, expected: bool| {
            assert_eq!(ecarter(None, &Saisies::read(form.as_bytes())).is_ok(), expected, "{form}");
        };
        check("jusqua=1795392000000&combien=3", true);
        check("jusqua=1795392000000&combien=", false);
        check("jusqua=hier&combien=3", false);
        check("jusqua=-1&combien=3", false);
        check("combien=3", false);
    }
}
