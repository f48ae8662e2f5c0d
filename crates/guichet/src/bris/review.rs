//! POST /bris/revue: whether it was needed.

use axum::extract::State;
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::encodage::from_hex16;
use crate::face::Geste;
use crate::geste;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn review(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, revue, |_| "/bris?fait=revue".to_owned()).await
}

fn revue(saisies: &Saisies) -> Result<Geste, Refus> {
    let agent = clair::code(saisies.get("agent"), |text| text.parse().ok()).ok_or(Refus::Illisible)?;
    let sujet = clair::code(saisies.get("sujet"), from_hex16).ok_or(Refus::Illisible)?;
    let verdict = |text: &str| match text {
        "oui" => Some(true),
        "non" => Some(false),
        _ => None,
    };
    let justifie = clair::code(saisies.get("justifie"), verdict).ok_or(Refus::Illisible)?;
    Ok(Geste::Revoir { agent, sujet, justifie })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_names_who_what_and_a_verdict() {
        let (agent, sujet) = ("1".repeat(32), "2".repeat(32));
        let check = |form: String, expected: bool| {
            assert_eq!(revue(&Saisies::read(form.as_bytes())).is_ok(), expected, "{form}");
        };
        check(format!("agent={agent}&sujet={sujet}&justifie=oui"), true);
        check(format!("agent={agent}&sujet={sujet}&justifie=non"), true);
        check(format!("agent={agent}&sujet={sujet}&justifie="), false);
        check(format!("agent={agent}&sujet=2&justifie=oui"), false);
        check(format!("agent=&sujet={sujet}&justifie=oui"), false);
    }
}
