//! POST /dossiers: opens a file with what the form holds.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::demande::Demande;
use crate::dossiers::new::{FORMULAIRE, NouveauPage};
use crate::face::{Error, NouveauDossier};
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Creates, and goes to the new dossier. What must be corrected comes back with what was typed.
pub async fn create(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    match etat.coffre.create_dossier(&demande.signee, read(&saisies)).await {
        Ok(dossier) => Ok(reponse::toward(&format!("/dossiers/{dossier}"), demande.page)),
        Err(Error::Saisie(erreurs)) if demande.page => {
            // The form is shown again to whoever sent it: no agent is looked up, a nonce serves once.
            let page = NouveauPage { cadre: Cadre::empty(&etat, demande.langue), saisies, erreurs };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The filled fields. What each must be is the coffre's business, and it says all that is wrong at once.
fn read(saisies: &Saisies) -> NouveauDossier {
    let champs = FORMULAIRE.iter().map(|ligne| (ligne.champ, clair::trimmed(saisies.get(ligne.champ.key()))));
    NouveauDossier { champs: champs.filter(|(_, value)| !value.is_empty()).collect() }
}

#[cfg(test)]
mod tests {
    use domaine::Champ;

    use super::*;

    #[test]
    fn only_filled_fields_of_the_form_go_through() {
        let corps = b"nom-naissance=+Essai+&prenom=Lina&naissance=2006-05-12&sexe=&numero=1&iban=FR76";
        let champs: Vec<_> = read(&Saisies::read(corps)).champs.into_iter().map(|(champ, _)| champ).collect();
        assert_eq!(champs, [Champ::NomNaissance, Champ::Prenom, Champ::Naissance]);
    }
}
