//! GET /catalogue/{liste}: its values, those that the structure switched off, and its own.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::catalogue::LIBELLE_MAX;

use crate::demande::Demande;
use crate::face::ListeLue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// Shows the list.
pub async fn show(State(etat): State<Etat>, Path(nom): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let lue = etat.coffre.catalogue_liste(&demande.signee, &nom).await?;
    let cadre = Cadre::of(&etat, demande.langue, lue.agent.clone());
    reponse::page(&ListePage { cadre, lue })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "catalogue/show.html")]
pub struct ListePage {
    /// Frame.
    pub cadre: Cadre,
    /// The list.
    pub lue: ListeLue,
}

/// One line of the page.
pub struct LigneListe {
    code: u16,
    mot: String,
    /// Why it is not offered, or what it details.
    note: String,
    masquee: bool,
    /// Closed nationally: nothing to switch.
    close: bool,
}

impl ListePage {
    fn titre(&self) -> String {
        self.cadre.t(&format!("liste-{}", self.lue.liste.nom))
    }

    fn lignes(&self) -> Vec<LigneListe> {
        let (liste, surcouche) = (self.lue.liste, &self.lue.surcouche);
        let today = heure::today();
        let national = liste.valeurs().iter().map(|valeur| {
            let close = !valeur.is_offered(today);
            let note = if close { self.cadre.t("catalogue-close") } else { String::new() };
            let mot = self.cadre.langue.mot(valeur).to_owned();
            LigneListe { code: valeur.code, mot, note, masquee: surcouche.masquees.contains(&valeur.code), close }
        });
        let own = surcouche.ajouts.iter().map(|ajout| {
            let parent = ajout.parent.and_then(|parent| liste.by_code(parent));
            let note =
                parent.map(|parent| self.cadre.langue.t1("catalogue-detaille", "mot", self.cadre.langue.mot(parent)));
            let masquee = surcouche.masquees.contains(&ajout.code);
            LigneListe {
                code: ajout.code,
                mot: ajout.libelle.clone(),
                note: note.unwrap_or_default(),
                masquee,
                close: false,
            }
        });
        own.chain(national).collect()
    }

    fn parents(&self) -> Vec<(u16, &'static str)> {
        let offered = self.lue.liste.at(heure::today());
        offered.map(|valeur| (valeur.code, self.cadre.langue.mot(valeur))).collect()
    }

    fn libelle_max(&self) -> usize {
        LIBELLE_MAX
    }
}
