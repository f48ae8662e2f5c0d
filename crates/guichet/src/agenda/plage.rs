//! GET /agenda/plage, POST /agenda: absences and open slots. Nobody is in them; an absence over rendez-vous lists them.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::AgentId;
use domaine::agenda::{Fin, JoursSemaine, Plage, Recurrence, Rythme};
use jiff::ToSpan;

use crate::agenda::saisie::{self, Fautes};
use crate::agenda::vue;
use crate::demande::Demande;
use crate::face::{
    ChangementPlage, Error, FormulaireAgenda, GenreAgenda, LigneAgenda, PlagePosee, PlageSaisie, Saisie, VueAgenda,
};
use crate::pages::listes::{mot, options};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{Saisies, parameter};
use crate::{Etat, heure, reponse};

/// The form.
pub async fn form(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let pour: Option<AgentId> = parameter(query.as_deref(), "agent").and_then(|id| id.parse().ok());
    let formulaire = etat.coffre.agenda_form(&demande.signee, pour).await?;
    let cadre = Cadre::of(&etat, demande.langue, formulaire.agent.clone());
    let pour = pour.unwrap_or(formulaire.agent.id);
    reponse::page(&PlagePage { cadre, formulaire, pour })
}

/// Puts or takes away, and goes back; rendez-vous that an absence covers are listed first, each with the way to move it.
pub async fn plan(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let saisies = Saisies::read(&demande.corps);
    let changement = read(&saisies).map_err(Error::Saisie)?;
    let back = match &changement {
        ChangementPlage::Pose(saisie) => Some(VueAgenda {
            jour: saisie.plages.first().map(Plage::jour),
            agent: Some(saisie.agent),
            ..VueAgenda::default()
        }),
        ChangementPlage::Retire { .. } => filters::code(saisies.get("retour"), |query| Some(vue::read(Some(query)))),
    };
    let retour = vue::address(&back.unwrap_or_default());
    let posee = etat.coffre.plan(&demande.signee, changement).await?;
    if posee.a_deplacer.is_empty() {
        // Nobody was shown: the receipt confirms an empty page.
        etat.coffre.delivered(posee.receipt);
        return Ok(reponse::toward(&retour, demande.page));
    }
    let receipt = posee.receipt;
    let cadre = Cadre::of(&etat, demande.langue, posee.agent.clone());
    // Not an error, but a page to be read before going on: a script puts it in the place of the form.
    let page = reponse::delivered(&DeplacerPage { cadre, posee, retour }, &etat.coffre, receipt)?;
    Ok((StatusCode::CONFLICT, page).into_response())
}

/// What the form holds, or everything that is wrong in it.
fn read(saisies: &Saisies) -> Result<ChangementPlage, Vec<Saisie>> {
    let mut fautes = Fautes::default();
    if saisies.has("retire") {
        let id = fautes.lu("retire", filters::code(saisies.get("retire"), |id| id.parse().ok()));
        let serie = saisies.is("serie", "1");
        return id.map(|id| ChangementPlage::Retire { id, serie }).ok_or(fautes.0);
    }
    let agent = fautes.lu("agent", saisie::agent(saisies));
    let genre = match saisies.is("genre", "creneau") {
        true => GenreAgenda::Creneau,
        false => GenreAgenda::Absence,
    };
    let objet = match genre {
        GenreAgenda::Creneau => Some(0),
        _ => fautes.lu("objet", saisie::code(saisies, "objet", "absences")),
    };
    let plages = stretches(saisies, &mut fautes);
    let recurrence = match genre {
        GenreAgenda::Absence => until(saisies, &plages, &mut fautes),
        _ => saisie::recurrence(saisies, &mut fautes),
    };
    match (agent, objet) {
        (Some(agent), Some(objet)) if fautes.0.is_empty() => {
            let site = saisie::site(saisies);
            Ok(ChangementPlage::Pose(PlageSaisie { genre, agent, plages, recurrence, objet, site }))
        }
        _ => Err(fautes.0),
    }
}

/// One stretch from an hour to another, or a whole day.
fn stretches(saisies: &Saisies, fautes: &mut Fautes) -> Vec<Plage> {
    use domaine::agenda::lire_heure;
    let Some(jour) = fautes.lu("jour", filters::code(saisies.get("jour"), vue::day)) else { return Vec::new() };
    if saisies.has("journee") {
        return Plage::journee(jour).to_vec();
    }
    let debut = fautes.lu("debut", filters::code(saisies.get("debut"), lire_heure));
    let fin = fautes.lu("fin", filters::code(saisies.get("fin"), lire_heure));
    let Some((debut, fin)) = debut.zip(fin) else { return Vec::new() };
    match Plage::new(jour, debut, fin) {
        Ok(plage) => vec![plage],
        Err(refusee) => {
            fautes.dire("fin", saisie::raison(refusee));
            Vec::new()
        }
    }
}

/// An absence lasts until a day, each day that comes.
fn until(saisies: &Saisies, plages: &[Plage], fautes: &mut Fautes) -> Option<Recurrence> {
    let first = plages.first()?.jour();
    if saisies.get("jusqua").is_empty() {
        return None;
    }
    let last = fautes.lu("jusqua", filters::code(saisies.get("jusqua"), vue::day))?;
    if last < first {
        fautes.dire("jusqua", "plage-ordre");
        return None;
    }
    // As many days as a recurrence holds: a longer leave is put there twice.
    if last > first.saturating_add(103.days()) {
        fautes.dire("jusqua", "plage-trop-longue");
        return None;
    }
    let every = JoursSemaine::from_bits(127)?;
    Recurrence::new(Rythme::Jours, every, Fin::Jusqua(last)).ok()
}

/// Data of the form.
#[derive(Template)]
#[template(path = "agenda/plage.html")]
pub struct PlagePage {
    /// Frame.
    pub cadre: Cadre,
    /// What is offered.
    pub formulaire: FormulaireAgenda,
    /// Whose agenda.
    pub pour: AgentId,
}

impl PlagePage {
    /// Those in whose agenda she may put something: hers, or everybody's for who keeps them.
    fn collegues(&self) -> Vec<&(AgentId, domaine::Clair)> {
        let agent = &self.formulaire.agent;
        let may = |id: &AgentId| *id == agent.id || agent.role.keeps_agendas();
        self.formulaire.collegues.iter().filter(|(id, _)| may(id)).collect()
    }

    fn est_choisi(&self, id: &AgentId) -> bool {
        *id == self.pour
    }

    fn motifs(&self) -> Vec<(String, String)> {
        options(&self.cadre, "absences").into_iter().map(|motif| (motif.cle, motif.nom)).collect()
    }

    fn rythmes(&self) -> Vec<(&'static str, String)> {
        saisie::RYTHMES.iter().map(|cle| (*cle, self.cadre.t(&format!("agenda-rythme-{cle}")))).collect()
    }

    fn min(&self) -> String {
        self.formulaire.maintenant.date().to_string()
    }
}

/// Data of the page that lists what is to be moved.
#[derive(Template)]
#[template(path = "agenda/deplacer.html")]
pub struct DeplacerPage {
    /// Frame.
    pub cadre: Cadre,
    /// What became of it.
    pub posee: PlagePosee,
    /// The agenda.
    pub retour: String,
}

impl DeplacerPage {
    fn quand(&self, ligne: &LigneAgenda) -> String {
        let langue = self.cadre.langue;
        let jour = heure::en_tete(&heure::titre(ligne.plage.jour(), langue));
        format!("{jour}, {}", heure::minute(ligne.plage.debut(), langue))
    }

    fn objet(&self, ligne: &LigneAgenda) -> String {
        mot(&self.cadre, "rdv-objets", ligne.objet).unwrap_or_default()
    }

    fn reporte(&self, ligne: &LigneAgenda) -> String {
        let dossier = ligne.personne.as_ref().map(|p| p.dossier.to_string()).unwrap_or_default();
        let agent = ligne.agent.0;
        format!("/agenda/report?de={dossier}.{}&duree={}&agent={agent}", ligne.id, ligne.plage.duree())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absences_and_slots_are_read() {
        let agent = "agent=00112233445566778899aabbccddeeff";
        let put = |corps: &str| match read(&Saisies::read(format!("{agent}&{corps}").as_bytes())) {
            Ok(ChangementPlage::Pose(saisie)) => Ok((saisie.plages.len(), saisie.recurrence.is_some(), saisie.objet)),
            Ok(_) => panic!("not taken away"),
            Err(wrong) => Err(wrong.iter().map(|s| s.champ).collect::<Vec<_>>()),
        };
        assert_eq!(put("genre=absence&objet=conge&jour=2026-12-21&journee=on&jusqua=2027-01-04"), Ok((2, true, 1)));
        assert_eq!(put("genre=absence&objet=reunion&jour=2026-12-21&debut=9:00&fin=12:00"), Ok((1, false, 3)));
        let slot = "genre=creneau&jour=2026-12-21&debut=14:00&fin=17:00&rythme=semaine";
        assert_eq!(put(&format!("{slot}&fois=12")), Ok((1, true, 0)));
        assert_eq!(put(&format!("{slot}&fois=")), Err(vec!["fois"]));
        assert_eq!(put("genre=absence&objet=conge&jour=2026-12-21&debut=12:00&fin=9:00"), Err(vec!["fin"]));
        assert_eq!(put("genre=absence&objet=conge&jour=2026-12-21&journee=on&jusqua=2026-12-20"), Err(vec!["jusqua"]));
        assert_eq!(put("genre=absence&objet=conge&jour=2026-12-21&journee=on&jusqua=2027-12-20"), Err(vec!["jusqua"]));
        assert_eq!(put("genre=absence"), Err(vec!["objet", "jour"]));
    }
}
