//! POST /dossiers/{id}/situations: a situation written or corrected, ended, or taken back the same day by who wrote it.

use axum::extract::{Path, State};
use axum::response::Response;

use super::saisie_parcours::{Lecteur, as_typed};
use crate::demande::Demande;
use crate::face::{Error, GesteSituation, Saisie};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Writes, and goes back to the plan.
pub async fn write_situation(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let (geste, form) = read(&Saisies::read(&demande.corps))?;
    etat.coffre.write_situation(&demande.signee, dossier, geste, form).await.map_err(as_typed)?;
    Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=situation#plan"), demande.page))
}

/// The gesture, and the etat that the form was given.
fn read(saisies: &Saisies) -> Result<(GesteSituation, Option<u32>), Error> {
    let mut lecteur = Lecteur::new(saisies);
    let annulee = lecteur.perhaps("annuler", clair::numero);
    let fins = lecteur.ends();
    let situation = lecteur.situation();
    let form = lecteur.perhaps("etat", clair::numero);
    lecteur.done()?;
    let geste = match (annulee, situation, fins.as_slice()) {
        (Some(num), ..) => GesteSituation::Annuler { num },
        (None, Some(saisie), _) => GesteSituation::Ecrire { saisie: Box::new(saisie), fins },
        (None, None, [(num, jour)]) => GesteSituation::Terminer { num: *num, jour: *jour },
        (None, None, _) => return Err(Error::Saisie(vec![Saisie { champ: "type", raison: "champ-obligatoire" }])),
    };
    Ok((geste, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_one_gesture() {
        let read = |corps: &str| read(&Saisies::read(corps.as_bytes())).map(|(geste, _)| geste);
        assert!(matches!(read("annuler=3&type=101"), Ok(GesteSituation::Annuler { num: 3 })));
        assert!(matches!(read("fins=3&fins-le=2026-11-23"), Ok(GesteSituation::Terminer { num: 3, .. })));
        let Ok(GesteSituation::Ecrire { saisie, fins }) = read("type=101&fins=3&fins-le=2026-11-23") else {
            panic!("a type was chosen");
        };
        assert_eq!((saisie.num, fins.len()), (None, 1));
        let Ok(GesteSituation::Ecrire { saisie, .. }) = read("situation=4&type=101") else { panic!("a row is named") };
        assert_eq!(saisie.num, Some(4));
        assert!(read("type=").is_err() && read("situation=x&type=101").is_err());
    }
}
