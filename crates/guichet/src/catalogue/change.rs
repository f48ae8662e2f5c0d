//! POST /catalogue/{liste}: a value of the structure's own, or one that is switched off or on again.

use axum::extract::{Path, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Error, GesteCatalogue, Saisie};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Makes the change, and shows the list again.
pub async fn change(State(etat): State<Etat>, Path(nom): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let geste = read(&Saisies::read(&demande.corps)).map_err(Error::Saisie)?;
    etat.coffre.adapt_catalogue(&demande.signee, &nom, geste).await?;
    Ok(reponse::toward(&format!("/catalogue/{nom}"), demande.page))
}

fn read(saisies: &Saisies) -> Result<GesteCatalogue, Vec<Saisie>> {
    if saisies.is("geste", "ajouter") {
        let parent = match saisies.get("parent") {
            empty if empty.is_empty() => None,
            typed => Some(clair::nombre(typed).unwrap_or(0)),
        };
        return Ok(GesteCatalogue::Ajouter { libelle: saisies.get("libelle").clone(), parent });
    }
    let geste = clair::code(saisies.get("geste"), |text| match text.split_once('.')? {
        ("masquer", code) => Some(GesteCatalogue::Masquer(code.parse().ok()?)),
        ("montrer", code) => Some(GesteCatalogue::Montrer(code.parse().ok()?)),
        _ => None,
    });
    geste.ok_or_else(|| vec![Saisie { champ: "geste", raison: "champ-hors-liste" }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_what_becomes_of_a_value() {
        let check = |corps: &str, expected: Result<GesteCatalogue, &str>| {
            let found = read(&Saisies::read(corps.as_bytes())).map_err(|wrong| wrong[0].champ);
            assert_eq!(found, expected, "{corps}");
        };
        let ajout = |parent| GesteCatalogue::Ajouter { libelle: domaine::Clair::new("Forum"), parent };
        check("geste=ajouter&libelle=Forum&parent=3", Ok(ajout(Some(3))));
        check("geste=ajouter&libelle=Forum&parent=", Ok(ajout(None)));
        check("geste=ajouter&libelle=Forum&parent=x", Ok(ajout(Some(0))));
        check("geste=masquer.12", Ok(GesteCatalogue::Masquer(12)));
        check("geste=montrer.1000", Ok(GesteCatalogue::Montrer(1000)));
        check("geste=masquer.x", Err("geste"));
        check("geste=oublier.12", Err("geste"));
        check("", Err("geste"));
    }
}
