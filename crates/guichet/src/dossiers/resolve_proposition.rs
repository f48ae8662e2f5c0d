//! POST /dossiers/{id}/propositions: what became of a proposition, in one gesture from the plan; or the tick that slipped, taken back.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::proposition::EtatProposition;

use super::saisie_parcours::Lecteur;
use crate::demande::Demande;
use crate::face::{Error, ResultatSaisi};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Writes, and goes back to the plan.
pub async fn resolve_proposition(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let (resultat, form) = read(&Saisies::read(&demande.corps))?;
    etat.coffre.resolve_proposition(&demande.signee, dossier, resultat, form).await?;
    Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=proposition#propositions"), demande.page))
}

fn read(saisies: &Saisies) -> Result<(ResultatSaisi, Option<u32>), Error> {
    let mut lecteur = Lecteur::new(saisies);
    let given = lecteur.needed("resultats", |value| clair::code(value, result));
    let jour = lecteur.needed("resultats-le", clair::date);
    let form = lecteur.perhaps("etat", clair::numero);
    lecteur.done()?;
    let (Some((num, etat)), Some(jour)) = (given, jour) else { return Err(Error::Saisie(Vec::new())) };
    Ok((ResultatSaisi { num, etat, jour }, form))
}

/// "12.realise": a row and what became of it; "prescrit" takes it back.
pub fn result(text: &str) -> Option<(u32, EtatProposition)> {
    let (num, etat) = text.split_once('.')?;
    Some((num.parse().ok()?, EtatProposition::from_key(etat)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_which_and_what() {
        let check = |text: &str, expected: Option<(u32, EtatProposition)>| assert_eq!(result(text), expected, "{text}");
        check("12.realise", Some((12, EtatProposition::Realise)));
        check("12.prescrit", Some((12, EtatProposition::Prescrit)));
        check("12", None);
        check("x.realise", None);
        check("12.autre", None);
        assert!(read(&Saisies::read(b"resultats=12.realise&resultats-le=2026-11-23&etat=4")).is_ok());
        assert!(read(&Saisies::read(b"resultats=12.realise&resultats-le=hier")).is_err());
    }
}
