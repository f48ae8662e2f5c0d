//! POST /codes/{dossier}/dit: what the young person said. When it is right, the dossier opens.

use axum::extract::{Path, State};
use axum::response::Response;
use droits::Role;

use super::{named, show};
use crate::demande::Demande;
use crate::face::{CodeDit, Error, Saisie};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// What is said of a wrong one, by the tries that are left.
const FAUX: [&str; 5] = ["code-faux-0", "code-faux-1", "code-faux-2", "code-faux-3", "code-faux-4"];

/// Hears it.
pub async fn say(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let said = match etat.coffre.say_code(&demande.signee, dossier, saisies.get("code")).await {
        Ok((CodeDit::Juste, Role::Accueil)) => {
            return Ok(reponse::toward(&format!("/dossiers/{dossier}/contact"), demande.page));
        }
        Ok((CodeDit::Juste, _)) => return Ok(reponse::toward(&format!("/dossiers/{dossier}"), demande.page)),
        Ok((CodeDit::Faux { restent }, _)) => {
            let raison = FAUX[usize::from(restent).min(FAUX.len() - 1)];
            Error::Saisie(vec![Saisie { champ: "code", raison }])
        }
        Err(error) => error,
    };
    match said {
        Error::Saisie(erreurs) if demande.page => show::to_correct(&etat, demande.langue, dossier, &erreurs),
        error => Err(error.into()),
    }
}
