//! POST /agenda/{dossier}/{id}: what became of a rendez-vous, or when it takes place instead. GET /agenda/report: the form of that.

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::agenda::StatutRdv;
use domaine::{AgentId, Clair, DossierId, RendezVousId};

use crate::agenda::book::{RdvPage, begun};
use crate::agenda::saisie::{self, Fautes};
use crate::agenda::vue;
use crate::demande::Demande;
use crate::face::{ChangementRdv, Error, Refusal, Reserve, Saisie, VueAgenda};
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::{Saisies, parameter};
use crate::{Etat, agenda, reponse};

/// The form that puts a rendez-vous off. It names nobody.
pub async fn form(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let asked = |name| parameter(query.as_deref(), name).unwrap_or("");
    let which = asked("de").split_once('.').and_then(|(d, x)| Some((d.parse().ok()?, x.parse().ok()?)));
    let (dossier, de): (DossierId, RendezVousId) = which.ok_or(Refus::from(Refusal::Introuvable))?;
    let pour: Option<AgentId> = asked("agent").parse().ok();
    let formulaire = etat.coffre.agenda_form(&demande.signee, pour).await?;
    let cadre = Cadre::of(&etat, demande.langue, formulaire.agent.clone());
    let mut saisies = begun(saisie::slot(asked("creneau")), pour);
    if let Ok(duree) = asked("duree").parse::<u16>() {
        saisies.set("duree", Clair::new(duree.to_string()));
    }
    let page = RdvPage { cadre, formulaire, saisies, dossier: Some(dossier), de: Some(de), occupe: vec![] };
    reponse::page(&page)
}

/// Changes, and goes back to the page that was shown.
pub async fn change(
    State(etat): State<Etat>,
    Path((dossier, id)): Path<(String, String)>,
    demande: Demande,
) -> Result<Response, Refus> {
    let (dossier, id) = (agenda::dossier(&dossier)?, agenda::rendez_vous(&id)?);
    let saisies = Saisies::read(&demande.corps);
    let changement = read(&saisies).map_err(Error::Saisie)?;
    let back = match &changement {
        // From Ma journée, or from a view of the agenda, by its query.
        ChangementRdv::Statut(_) if saisies.is("retour", "/") => "/".to_owned(),
        ChangementRdv::Statut(_) => {
            let vue = clair::code(saisies.get("retour"), |query| Some(vue::read(Some(query))));
            vue::address(&vue.unwrap_or_default())
        }
        ChangementRdv::Deplace { plage, agent, .. } => {
            vue::address(&VueAgenda { jour: Some(plage.jour()), agent: Some(*agent), ..VueAgenda::default() })
        }
    };
    // The page where a day begins says the same gestures.
    let from_home = saisies.is("retour", "/");
    match etat.coffre.change_rendez_vous(&demande.signee, dossier, id, changement).await? {
        Reserve::Fait { .. } if from_home => Ok(reponse::toward("/", demande.page)),
        Reserve::Fait { .. } => Ok(reponse::toward(&back, demande.page)),
        Reserve::Occupe { plages, formulaire } => {
            let cadre = Cadre::of(&etat, demande.langue, formulaire.agent.clone());
            let (dossier, de) = (Some(dossier), Some(id));
            let page = RdvPage { cadre, formulaire: *formulaire, saisies, dossier, de, occupe: plages };
            Ok((StatusCode::CONFLICT, reponse::page(&page)?).into_response())
        }
    }
}

/// A statut, or another moment.
fn read(saisies: &Saisies) -> Result<ChangementRdv, Vec<Saisie>> {
    if saisies.has("statut") {
        let statut = clair::code(saisies.get("statut"), StatutRdv::from_key);
        // Putting off needs another moment: it is never a statut alone.
        let statut = statut.filter(|statut| *statut != StatutRdv::Reporte);
        return statut.map(ChangementRdv::Statut).ok_or(vec![Saisie { champ: "statut", raison: "champ-mal-forme" }]);
    }
    let mut fautes = Fautes::default();
    let plage = saisie::plage(saisies, &mut fautes);
    let agent = fautes.lu("agent", saisie::agent(saisies));
    match (plage, agent) {
        (Some(plage), Some(agent)) => Ok(ChangementRdv::Deplace { plage, agent, force: saisies.is("force", "1") }),
        _ => Err(fautes.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_a_statut_or_another_moment() {
        let check = |corps: &str, expected: Result<&str, &[&str]>| {
            let read = read(&Saisies::read(corps.as_bytes()));
            let found = read.map(|c| match c {
                ChangementRdv::Statut(statut) => statut.key(),
                ChangementRdv::Deplace { .. } => "ailleurs",
            });
            let found = found.map_err(|wrong| wrong.iter().map(|s| s.champ).collect::<Vec<_>>());
            assert_eq!(found.as_ref().map(|s| *s).map_err(Vec::as_slice), expected, "{corps}");
        };
        let agent = "agent=00112233445566778899aabbccddeeff";
        check("statut=absent", Ok("absent"));
        check("statut=reporte", Err(&["statut"]));
        check("statut=", Err(&["statut"]));
        check(&format!("{agent}&jour=2026-11-24&debut=10:00&duree=45"), Ok("ailleurs"));
        check("jour=2026-11-24&debut=10:00&duree=1441", Err(&["duree", "agent"]));
        check("", Err(&["duree", "jour", "debut", "agent"]));
    }
}
