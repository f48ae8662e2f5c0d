//! POST /incidents/{incident}/cloture: it happened, or it was nothing.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::IncidentId;

use super::named;
use crate::Etat;
use crate::demande::Demande;
use crate::encodage::from_hex16;
use crate::face::Geste;
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn close(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let incident = named(&id)?;
    geste::signed(&etat, &demande, |saisies| cloture(incident, saisies), |_| format!("/incidents/{incident}?fait=clos"))
        .await
}

/// What was seen is the page's: who closes signs for it.
fn cloture(incident: IncidentId, saisies: &Saisies) -> Result<Geste, Refus> {
    let vu = clair::code(saisies.get("vu"), from_hex16).ok_or(Refus::Illisible)?;
    let verdict = |text: &str| match text {
        "confirme" => Some(true),
        "faux" => Some(false),
        _ => None,
    };
    let is_confirme = clair::code(saisies.get("verdict"), verdict).ok_or(wrong("verdict", "incident-verdict"))?;
    Ok(Geste::CloreIncident { incident, vu, is_confirme })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closing_says_what_was_seen_and_what_it_was() {
        let vu = "2".repeat(32);
        let check = |form: String, expected: bool| {
            let read = cloture(IncidentId([1; 16]), &Saisies::read(form.as_bytes()));
            assert_eq!(read.is_ok(), expected, "{form}");
        };
        check(format!("vu={vu}&verdict=confirme"), true);
        check(format!("vu={vu}&verdict=faux"), true);
        check(format!("vu={vu}&verdict=peut-etre"), false);
        check(format!("vu={vu}"), false);
        check("vu=2&verdict=faux".into(), false);
    }
}
