//! POST /dossiers/{id}/entretiens: one contact, as typed in the panel of the dossier.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::GenreEvenement;

use crate::demande::Demande;
use crate::face::{EntretienSaisi, Error, Saisie};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Records, and goes back to the dossier.
pub async fn record_entretien(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let entretien = read(&Saisies::read(&demande.corps)).map_err(Error::Saisie)?;
    etat.coffre.record_entretien(&demande.signee, dossier, entretien).await?;
    Ok(reponse::toward(&format!("/dossiers/{dossier}"), demande.page))
}

/// What the form holds, or the fields that cannot be read; the coffre checks what they say.
fn read(saisies: &Saisies) -> Result<EntretienSaisi, Vec<Saisie>> {
    let genre = clair::code(saisies.get("genre"), GenreEvenement::from_key);
    let date = clair::date(saisies.get("date"));
    let duree = clair::nombre(saisies.get("duree"));
    let texte = clair::trimmed(saisies.get("texte"));
    match (genre, date, duree) {
        (Some(genre), Some(date), Some(duree)) => Ok(EntretienSaisi { genre, date, duree, texte }),
        (genre, date, duree) => {
            let unread = [("genre", genre.is_none()), ("date", date.is_none()), ("duree", duree.is_none())];
            let saisie = |champ| Saisie { champ, raison: "champ-mal-forme" };
            Err(unread.into_iter().filter(|(_, is_unread)| *is_unread).map(|(champ, _)| saisie(champ)).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_cannot_be_read_is_named_at_once() {
        let check = |corps: &str, expected: &[&str]| {
            let wrong = read(&Saisies::read(corps.as_bytes())).map(|_| ()).err().unwrap_or_default();
            assert_eq!(wrong.iter().map(|s| s.champ).collect::<Vec<_>>(), expected, "{corps}");
        };
        check("genre=telephone&date=2026-11-21&duree=15&texte=Rappel", &[]);
        check("genre=autre&date=21/11/2026&duree=", &["genre", "date", "duree"]);
        check("genre=telephone&date=2026-02-30&duree=70000&texte=x", &["date", "duree"]);
    }
}
