//! POST /dossiers/{id}/statut: the accompaniment ends, or begins again.

use axum::extract::{Path, State};
use axum::response::Response;

use super::saisie_parcours::{Lecteur, as_typed, code};
use crate::demande::Demande;
use crate::face::{Error, Refusal, Sortie, StatutSaisi};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Writes, and goes back to the dossier, which says where it stands.
pub async fn change_statut(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    if saisies.has("reperage") {
        return record_issue(&etat, &demande, dossier, &saisies).await;
    }
    let saisi = read(&saisies)?;
    etat.coffre.change_statut(&demande.signee, dossier, saisi).await.map_err(as_typed)?;
    Ok(reponse::toward(&format!("/dossiers/{dossier}?ecrit=statut"), demande.page))
}

/// What an attempt gave, from a liste de repérage; back to that list.
async fn record_issue(
    etat: &Etat,
    demande: &Demande,
    dossier: domaine::DossierId,
    saisies: &Saisies,
) -> Result<Response, Refus> {
    let liste = clair::code(saisies.get("reperage"), |text| text.parse().ok()).ok_or(Refusal::Introuvable)?;
    // Zero is no outcome: the coffre says so.
    let issue = clair::nombre(saisies.get("issue")).unwrap_or(0);
    etat.coffre.record_issue(&demande.signee, dossier, liste, issue).await?;
    Ok(reponse::toward(&format!("/reperage/{liste}"), demande.page))
}

fn read(saisies: &Saisies) -> Result<StatutSaisi, Error> {
    if saisies.is("geste", "reprise") {
        return Ok(StatutSaisi::Reprise);
    }
    let mut lecteur = Lecteur::new(saisies);
    let jour = lecteur.needed("jour", clair::date);
    let motif = lecteur.needed("motif", code);
    let is_new = saisies.is("sortie", "autre");
    let nouvelle = if is_new { lecteur.situation() } else { None };
    let connue = if is_new { None } else { lecteur.perhaps("sortie", clair::numero) };
    lecteur.done()?;
    let (Some(jour), Some(motif)) = (jour, motif) else { return Err(Error::Saisie(Vec::new())) };
    let sortie = nouvelle.map(|saisie| Sortie::Nouvelle(Box::new(saisie))).or(connue.map(Sortie::Connue));
    Ok(StatutSaisi::Fin { jour, motif, sortie })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_has_its_day_its_motif_and_the_situation_at_exit() {
        let read = |corps: &str| read(&Saisies::read(corps.as_bytes()));
        assert!(matches!(read("geste=reprise&jour=x"), Ok(StatutSaisi::Reprise)));
        assert!(matches!(
            read("jour=2026-11-23&motif=1&sortie=4"),
            Ok(StatutSaisi::Fin { motif: 1, sortie: Some(Sortie::Connue(4)), .. })
        ));
        assert!(matches!(
            read("jour=2026-11-23&motif=1&sortie=autre&type=101&debut-situation=2026-11-01"),
            Ok(StatutSaisi::Fin { sortie: Some(Sortie::Nouvelle(_)), .. })
        ));
        // Without one, the coffre says that it is asked for.
        assert!(matches!(read("jour=2026-11-23&motif=1"), Ok(StatutSaisi::Fin { sortie: None, .. })));
        assert!(read("jour=&motif=").is_err());
    }
}
