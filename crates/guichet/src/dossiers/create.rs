//! POST /dossiers: opens a file with what the form holds.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::Champ;

use crate::demande::Demande;
use crate::dossiers::new::{FORMULAIRE, NouveauPage};
use crate::face::{Error, NouveauDossier, Saisie};
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Creates, and goes to the new dossier. What must be corrected comes back with what was typed.
pub async fn create(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let created = match read(&saisies) {
        Ok(nouveau) => etat.coffre.create_dossier(&demande.signee, nouveau).await,
        Err(erreurs) => Err(Error::Saisie(erreurs)),
    };
    match created {
        Ok(dossier) => Ok(reponse::toward(&format!("/dossiers/{dossier}"), demande.page)),
        Err(Error::Saisie(erreurs)) if demande.page => {
            // The form is shown again to whoever sent it: no agent is looked up, a nonce serves once.
            let page = NouveauPage { cadre: Cadre::empty(&etat, demande.langue), saisies, erreurs };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The filled fields, or those that must be typed again. The coffre checks further.
fn read(saisies: &Saisies) -> Result<NouveauDossier, Vec<Saisie>> {
    let champs: Vec<_> = FORMULAIRE.iter().map(|l| (l, clair::trimmed(saisies.get(l.champ.key())))).collect();
    let erreurs: Vec<Saisie> = champs
        .iter()
        .filter_map(|(ligne, value)| {
            let raison = match ligne.champ {
                _ if ligne.required && value.is_empty() => "vide",
                Champ::Naissance if clair::date(value).is_none() => "date",
                _ => return None,
            };
            Some(Saisie { champ: ligne.champ.key(), raison })
        })
        .collect();
    if !erreurs.is_empty() {
        return Err(erreurs);
    }
    let filled = champs.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(NouveauDossier { champs: filled.map(|(ligne, value)| (ligne.champ, value)).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_birth_and_sex_are_needed_nothing_else() {
        let check = |corps: &str, expected: &[&str]| {
            let wrong = read(&Saisies::read(corps.as_bytes())).map(|_| ()).err().unwrap_or_default();
            assert_eq!(wrong.iter().map(|s| s.champ).collect::<Vec<_>>(), expected, "{corps}");
        };
        check("nom-naissance=Essai&prenom=Lina&naissance=2006-05-12&sexe=F", &[]);
        check("nom-naissance=+&prenom=Lina&naissance=12%2F05%2F2006&sexe=F", &["nom-naissance", "naissance"]);
        check("", &["nom-naissance", "prenom", "naissance", "sexe"]);
    }
}
