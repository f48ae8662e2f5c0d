//! GET /catalogue: the lists that a structure may adapt, where each comes from, and what is changed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::catalogue::{Liste, Surcouche};

use crate::demande::Demande;
use crate::face::CatalogueLu;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Shows the lists.
pub async fn list(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let lu = etat.coffre.catalogue(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, lu.agent.clone());
    reponse::page(&CataloguePage { cadre, lu })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "catalogue/list.html")]
pub struct CataloguePage {
    /// Frame.
    pub cadre: Cadre,
    /// The lists.
    pub lu: CatalogueLu,
}

impl CataloguePage {
    fn nom(&self, liste: &Liste) -> String {
        self.cadre.t(&format!("liste-{}", liste.nom))
    }

    /// "30 valeurs, dont 2 à nous ; 4 masquées".
    fn compte(&self, liste: &Liste, surcouche: &Surcouche) -> String {
        let all = self.cadre.n("catalogue-valeurs", liste.valeurs().len());
        let changes = [("catalogue-ajouts", surcouche.ajouts.len()), ("catalogue-masquees", surcouche.masquees.len())];
        let said = changes.iter().filter(|(_, n)| *n > 0).map(|(key, n)| self.cadre.n(key, *n));
        std::iter::once(all).chain(said).collect::<Vec<_>>().join(" · ")
    }
}
