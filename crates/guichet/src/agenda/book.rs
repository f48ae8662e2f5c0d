//! GET /agenda/nouveau and POST /agenda/{dossier}: a rendez-vous is taken. The form shows nobody but whom she searches.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::agenda::{Plage, ecrire_heure};
use domaine::{AgentId, Clair, DossierId};

use crate::agenda::{saisie, vue};
use crate::demande::Demande;
use crate::face::{Error, FormulaireAgenda, Reserve, VueAgenda};
use crate::pages::listes::{OptionListe, options};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::{Saisies, parameter};
use crate::{Etat, agenda, heure, reponse};

/// The form, begun by a slot, a colleague, a dossier.
pub async fn form(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let asked = |name| parameter(query.as_deref(), name).unwrap_or("");
    let pour: Option<AgentId> = asked("agent").parse().ok();
    let dossier: Option<DossierId> = asked("dossier").parse().ok();
    let formulaire = etat.coffre.agenda_form(&demande.signee, pour).await?;
    let cadre = Cadre::of(&etat, demande.langue, formulaire.agent.clone());
    let saisies = begun(saisie::slot(asked("creneau")), pour.or(Some(formulaire.agent.id)));
    reponse::page(&RdvPage { cadre, formulaire, saisies, dossier, de: None, occupe: vec![] })
}

/// Books, and shows the day. What stands there already comes back with all that was typed.
pub async fn book(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = agenda::dossier(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let saisi = saisie::rendez_vous(&saisies).map_err(Error::Saisie)?;
    let (jour, pour) = (saisi.plage.jour(), saisi.agent);
    match etat.coffre.book(&demande.signee, dossier, saisi).await? {
        Reserve::Fait { combien, sautes, .. } => {
            let day = vue::address(&VueAgenda { jour: Some(jour), agent: Some(pour), ..VueAgenda::default() });
            Ok(reponse::toward(&format!("{day}&faits={combien}&sautes={}", sautes.len()), demande.page))
        }
        Reserve::Occupe { plages, formulaire } => {
            let cadre = Cadre::of(&etat, demande.langue, formulaire.agent.clone());
            let dossier = Some(dossier);
            let page = RdvPage { cadre, formulaire: *formulaire, saisies, dossier, de: None, occupe: plages };
            Ok((StatusCode::CONFLICT, reponse::page(&page)?).into_response())
        }
    }
}

/// Fields that are known when a form begins.
pub fn begun(slot: Option<(jiff::civil::Date, u16)>, pour: Option<AgentId>) -> Saisies {
    let mut known = vec![("duree", Clair::new("45"))];
    if let Some((jour, debut)) = slot {
        known.push(("jour", Clair::new(jour.to_string())));
        known.push(("debut", Clair::new(ecrire_heure(debut))));
    }
    known.extend(pour.map(|id| ("agent", Clair::new(id.to_string()))));
    Saisies::with(known)
}

/// Data of the page: a new rendez-vous, or one that is put off.
#[derive(Template)]
#[template(path = "agenda/book.html")]
pub struct RdvPage {
    /// Frame.
    pub cadre: Cadre,
    /// What is offered.
    pub formulaire: FormulaireAgenda,
    /// What was typed.
    pub saisies: Saisies,
    /// For whom, when it is known.
    pub dossier: Option<DossierId>,
    /// The rendez-vous that is put off.
    pub de: Option<domaine::RendezVousId>,
    /// What stands there: the form asks before it goes over it.
    pub occupe: Vec<Plage>,
}

impl RdvPage {
    fn titre(&self) -> String {
        self.cadre.t(if self.de.is_some() { "agenda-report-titre" } else { "agenda-nouveau-titre" })
    }

    /// Where the form goes; nowhere until somebody is chosen.
    fn action(&self) -> String {
        match (self.dossier, self.de) {
            (Some(dossier), Some(de)) => format!("/agenda/{dossier}/{de}"),
            (Some(dossier), None) => format!("/agenda/{dossier}"),
            (None, _) => String::new(),
        }
    }

    fn quand(&self, plage: &Plage) -> String {
        let langue = self.cadre.langue;
        format!("{}, {}", heure::en_tete(&heure::titre(plage.jour(), langue)), heure::plage(plage, langue))
    }

    fn creneau(&self, plage: &Plage) -> String {
        format!("{}.{}", plage.jour(), plage.debut())
    }

    fn valeur(&self, champ: &str) -> &Clair {
        self.saisies.get(champ)
    }

    fn est(&self, champ: &str, valeur: &str) -> bool {
        self.saisies.is(champ, valeur)
    }

    fn est_id(&self, id: &AgentId) -> bool {
        self.saisies.is("agent", &id.to_string())
    }

    fn est_num(&self, num: &u32) -> bool {
        self.saisies.is("site", &num.to_string())
    }

    /// Each objet: key, words, usual minutes, and whether it is the one chosen.
    fn objets(&self) -> Vec<(String, String, i64, bool)> {
        let typed = !self.saisies.get("objet").is_empty();
        let option = |objet: OptionListe| {
            let national = objet.capacites("rdv-objets");
            let duree = national.and_then(|v| v.nombre("duree")).unwrap_or(30);
            let is_initial = national.is_some_and(|v| v.est("initial") && v.code == objet.code);
            let chosen = if typed { self.saisies.is("objet", &objet.cle) } else { is_initial };
            (objet.cle, objet.nom, duree, chosen)
        };
        options(&self.cadre, "rdv-objets").into_iter().map(option).collect()
    }

    fn rythmes(&self) -> Vec<(&'static str, String)> {
        saisie::RYTHMES[..4].iter().map(|cle| (*cle, self.cadre.t(&format!("agenda-rythme-{cle}")))).collect()
    }

    fn min(&self) -> String {
        self.formulaire.maintenant.date().to_string()
    }
}
