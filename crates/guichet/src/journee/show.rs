//! GET /: the field where a person is searched, then today, what is late, what came in, what ends soon.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::agenda::StatutRdv;
use domaine::{Clair, RendezVousId};
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{AFaire, Accueil, Etape, Journee, LigneAFaire, LigneAgenda, Liste, Moment};
use crate::journee::bloc::{self, Affiche, Partie};
use crate::pages::devient::Devient;
use crate::pages::listes::mot;
use crate::pages::menu::Menu;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Lines of today on the page: beyond, the agenda.
const LIGNES: usize = 15;

/// Shows her day. Who receives nobody begins hers elsewhere.
pub async fn show(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    match etat.coffre.journee(&demande.signee).await? {
        Accueil::Ailleurs(agent) => Ok(reponse::toward(Menu::accueil(agent.role).unwrap_or("/compte"), demande.page)),
        Accueil::Journee(journee) => {
            let receipt = journee.receipt;
            let cadre = Cadre::of(&etat, demande.langue, journee.agent.clone());
            let page = JourneePage { cadre, journee: *journee, requete: Clair::default(), liste: None };
            reponse::delivered(&page, &etat.coffre, receipt)
        }
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "journee/show.html")]
pub struct JourneePage {
    /// Frame.
    pub cadre: Cadre,
    /// Her day.
    pub journee: Journee,
    /// Nothing yet in the field of the search.
    pub requete: Clair,
    /// Nobody is asked for yet.
    pub liste: Option<Liste>,
}

impl JourneePage {
    fn date(&self) -> String {
        heure::en_tete(&heure::titre(self.journee.maintenant.date(), self.cadre.langue))
    }

    fn jour(&self, jour: &Date) -> String {
        heure::jour(*jour)
    }

    fn titre_du(&self, jour: &Date) -> String {
        heure::en_tete(&heure::proche(*jour, self.cadre.langue))
    }

    fn etapes(&self) -> &[Etape] {
        &self.journee.aujourdhui[..self.journee.aujourdhui.len().min(LIGNES)]
    }

    fn parties(&self) -> Vec<Partie<'_>> {
        bloc::parties(&self.journee, self.cadre.langue)
    }

    fn mot(&self, prefix: &str, cle: &str) -> String {
        self.cadre.t(&format!("{prefix}-{cle}"))
    }

    fn a_clore(&self, partie: &Partie<'_>) -> bool {
        partie.cle == Moment::EnRetard.key() && self.journee.a_clore > 0
    }

    fn est_bientot(&self, partie: &Partie<'_>) -> bool {
        partie.cle == Moment::Bientot.key()
    }

    fn quand(&self, ligne: &LigneAFaire) -> String {
        bloc::quand(ligne, self.journee.maintenant, self.cadre.langue)
    }

    /// Nobody to accompany, and nothing expected: what to do first is said.
    fn est_premiere(&self) -> bool {
        self.journee.suivis == 0 && self.journee.aujourdhui.is_empty()
    }

    fn ecrit(&self) -> bool {
        Menu::of(self.journee.agent.role).ecriture
    }

    fn debut(&self, etape: &Etape) -> String {
        heure::minute(etape.plage().debut(), self.cadre.langue)
    }

    fn heure(&self, minute: &u16) -> String {
        heure::minute(*minute, self.cadre.langue)
    }

    fn premier(&self, ligne: &LigneAgenda) -> String {
        heure::minute(ligne.plage.debut(), self.cadre.langue)
    }

    fn objet(&self, ligne: &LigneAgenda) -> String {
        mot(&self.cadre, "rdv-objets", ligne.objet).unwrap_or_default()
    }

    fn statut(&self, ligne: &LigneAgenda) -> Option<String> {
        mot(&self.cadre, "rdv-statuts", ligne.statut as u16).filter(|_| ligne.statut != StatutRdv::Planifie)
    }

    fn site(&self, num: &u32) -> Option<&str> {
        self.journee.sites.iter().find(|(known, _)| known == num).map(|(_, nom)| nom.as_str())
    }

    fn en_retard(&self, ligne: &LigneAgenda) -> bool {
        ligne.statut.est_en_retard(&ligne.plage, self.journee.maintenant)
    }

    /// Where a line of a list leads: the panel of its conversation for who writes it.
    fn ouvre(&self, ligne: &LigneAFaire) -> String {
        let dossier = ligne.personne.dossier;
        let rdv = ligne.rendez_vous.filter(|_| self.ecrit() && !self.journee.structure_entiere);
        rdv.map_or_else(|| format!("/dossiers/{dossier}"), |id| format!("/dossiers/{dossier}?rendez-vous={id}"))
    }

    /// Whether who came may be said by one gesture, which writes the evenement too.
    fn est_attendu(&self, ligne: &LigneAgenda) -> bool {
        self.ecrit() && ligne.statut.peut_devenir(StatutRdv::Present)
    }

    /// Whether she may be said absent here. Who was said *présent* is put right in the agenda: it is rare.
    fn peut_manquer(&self, ligne: &LigneAgenda) -> bool {
        ligne.statut != StatutRdv::Present && ligne.statut.peut_devenir(StatutRdv::Absent)
    }

    /// A rendez-vous of hers that is over: its line opens the panel of who came, its button says that nobody did.
    fn a_dire(&self, affiche: &Affiche<'_>, ligne: &LigneAFaire) -> Option<RendezVousId> {
        let is_hers = affiche.bloc.cle == AFaire::SansStatut && !self.journee.structure_entiere;
        ligne.rendez_vous.filter(|_| is_hers)
    }

    fn formes(&self) -> Vec<Devient> {
        let lines = self.etapes().iter().filter_map(|etape| match etape {
            Etape::RendezVous(ligne) if self.est_attendu(ligne) => Some(&**ligne),
            _ => None,
        });
        Devient::formes(&self.cadre, lines)
    }

    fn forme(&self, formes: &[Devient], ligne: &LigneAgenda) -> usize {
        Devient::rang(formes, &self.cadre, ligne)
    }

    /// The address of Ma journée's list of those for whom she answers.
    fn portefeuille_de(&self, id: &domaine::AgentId) -> String {
        format!("/portefeuille?de={id}")
    }

    fn a_masques(&self) -> bool {
        let of_day = self.etapes().iter().any(|etape| match etape {
            Etape::RendezVous(ligne) => ligne.personne.as_ref().is_some_and(|p| p.masquee),
            Etape::Atelier(_) => false,
        });
        of_day || self.journee.blocs.iter().any(|bloc| bloc.lignes.iter().any(|ligne| ligne.personne.masquee))
    }
}
