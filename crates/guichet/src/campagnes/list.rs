//! GET /campagnes: the lines that wait for me. Each is read and answered by itself: there is deliberately no box to tick them all.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Campagne, LigneCampagne};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, reponse};

/// Shows them.
pub async fn list(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let campagne = etat.coffre.campagne(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, campagne.agent.clone());
    let fait = ["signe", "retire", "leve"].into_iter().find(|what| parameter(query.as_deref(), "fait") == Some(*what));
    reponse::page(&CampagnePage { cadre, campagne, fait })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "campagnes/list.html")]
pub struct CampagnePage {
    cadre: Cadre,
    campagne: Campagne,
    /// What was just done, by the end of its key.
    fait: Option<&'static str>,
}

impl CampagnePage {
    fn total(&self) -> usize {
        usize::from(self.campagne.faites) + self.campagne.lignes.len()
    }

    fn progres(&self) -> String {
        self.cadre.langue.t2("campagne-progres", ("n", self.campagne.faites), ("sur", self.total()))
    }

    fn fait_mots(&self, fait: &str) -> String {
        self.cadre.t(&format!("campagne-fait-{fait}"))
    }

    fn role(&self, ligne: &LigneCampagne) -> String {
        comptes::role(&ligne.compte.role, self.cadre.langue)
    }

    fn faits(&self, ligne: &LigneCampagne) -> Vec<String> {
        faits(&self.cadre, ligne)
    }
}

/// Facts of use, in sentences: what an attentive reviewer needs, and no more.
pub fn faits(cadre: &Cadre, ligne: &LigneCampagne) -> Vec<String> {
    let langue = cadre.langue;
    let (openings, unexplained) = ligne.ouvertures;
    let mut said = vec![match ligne.derniere_ouverture {
        Some(days) => langue.t1("campagne-derniere", "n", days),
        None => langue.t("campagne-jamais"),
    }];
    if openings > 0 {
        said.push(langue.t2("campagne-ouvertures", ("n", openings), ("sans", unexplained)));
    }
    if ligne.compte.dates.connexion > 0 {
        let jour = comptes::instant_dit(ligne.compte.dates.connexion, langue);
        said.push(langue.t1("campagne-connexion", "jour", jour));
    }
    let unused = ligne.inutilises.iter().map(|action| langue.t(&format!("action-{action}"))).collect::<Vec<_>>();
    if !unused.is_empty() {
        said.push(langue.t1("campagne-inutilises", "actions", unused.join(", ")));
    }
    if ligne.compte.dates.campagne > 0 {
        let jour = comptes::instant_dit(ligne.compte.dates.campagne, langue);
        said.push(langue.t1("campagne-echeance", "jour", jour));
    }
    said
}
