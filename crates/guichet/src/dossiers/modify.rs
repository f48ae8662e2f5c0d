//! POST /dossiers/{id}: what a form of change holds, beside what it was given.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::demande::Demande;
use crate::dossiers::edit::ModifierPage;
use crate::face::{ChampModifie, Error, Modified};
use crate::pages::champs::Partie;
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Changes, and goes back to the dossier, which says what it kept of somebody else's.
pub async fn modify(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let partie = clair::code(saisies.get("partie"), |key| Some(Partie::from_key(key))).unwrap_or(Partie::Identite);
    match etat.coffre.modify_dossier(&demande.signee, dossier, read(partie, &saisies)).await {
        Ok(Modified::Ecrit { gardes, .. }) => {
            let gardes: Vec<_> = gardes.iter().map(|champ| champ.key()).collect();
            let said = if gardes.is_empty() { String::new() } else { format!("&gardes={}", gardes.join(".")) };
            Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=1{said}"), demande.page))
        }
        Ok(Modified::Conflits(conflits)) => {
            let receipt = conflits.opened.receipt;
            let cadre = Cadre::of(&etat, demande.langue, conflits.opened.agent.clone());
            let page = ModifierPage::in_conflict(cadre, partie, &saisies, &conflits);
            let page = reponse::delivered(&page, &etat.coffre, receipt)?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(Error::Saisie(erreurs)) if demande.page => {
            let cadre = Cadre::empty(&etat, demande.langue);
            let page = ModifierPage::to_correct(cadre, dossier, partie, &saisies, erreurs);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// The fields of the part that the form had. Where two values were offered, somebody else's is no change at all.
fn read(partie: Partie, saisies: &Saisies) -> Vec<ChampModifie> {
    let sent = partie.lignes().iter().map(|ligne| ligne.champ).filter(|champ| saisies.has(champ.key()));
    sent.map(|champ| {
        let avant = saisies.get(&format!("avant-{}", champ.key())).clone();
        let is_theirs = saisies.is(&format!("choix-{}", champ.key()), "autre");
        let apres = if is_theirs { avant.clone() } else { clair::trimmed(saisies.get(champ.key())) };
        ChampModifie { champ, avant, apres }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use domaine::{Champ, Clair};

    use super::*;

    #[test]
    fn a_form_changes_only_the_fields_it_had() {
        let check = |corps: &str, expected: &[(Champ, &str, &str)]| {
            let read = read(Partie::Contact, &Saisies::read(corps.as_bytes()));
            let expected: Vec<_> = expected.iter().map(|(c, a, b)| (*c, Clair::new(*a), Clair::new(*b))).collect();
            let read: Vec<_> = read.into_iter().map(|m| (m.champ, m.avant, m.apres)).collect();
            assert!(read == expected, "{corps}");
        };
        check("nom-naissance=Autre&avant-nom-naissance=Essai", &[]);
        check("avant-mail=a%40x.example&mail=+b%40x.example+", &[(Champ::Mail, "a@x.example", "b@x.example")]);
        check("avant-mail=a&mail=", &[(Champ::Mail, "a", "")]);
        check("avant-mail=la+sienne&mail=la+mienne&choix-mail=autre", &[(Champ::Mail, "la sienne", "la sienne")]);
        check("avant-mail=la+sienne&mail=la+mienne&choix-mail=mienne", &[(Champ::Mail, "la sienne", "la mienne")]);
    }
}
