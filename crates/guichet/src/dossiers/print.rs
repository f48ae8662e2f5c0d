//! GET /dossiers/{id}/impression?feuille=contact: one sheet for one purpose, to be printed. Counted like an opening,
//! and written in the journal as a print: what leaves on paper is not called back.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::{Champ, Clair, Groupe};

use crate::demande::Demande;
use crate::face::{Evenement, Opened};
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::{Etat, dossiers, heure, reponse};

/// Evenements on the sheet of a parcours.
const EVENEMENTS_MAX: usize = 12;

/// Opens as a print, and lays out the sheet.
pub async fn print(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    // Two purposes only: to reach somebody, or to tell the way made.
    let is_parcours = dossiers::asked(query.as_deref(), "feuille") == Some("parcours");
    let feuille = if is_parcours { Feuille::Parcours } else { Feuille::Contact };
    let opened = etat.coffre.print(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = opened.receipt;
    let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
    reponse::delivered(&FeuillePage { cadre, opened, feuille }, &etat.coffre, receipt)
}

/// What a sheet is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Feuille {
    Contact,
    Parcours,
}

impl Feuille {
    const fn key(self) -> &'static str {
        match self {
            Feuille::Contact => "contact",
            Feuille::Parcours => "parcours",
        }
    }

    /// What of a dossier serves its purpose.
    fn groupes(self) -> &'static [Groupe] {
        match self {
            Feuille::Contact => &[Groupe::Contact],
            Feuille::Parcours => &[Groupe::Formation, Groupe::Langues, Groupe::Mobilite, Groupe::Emploi],
        }
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/print.html")]
pub struct FeuillePage {
    cadre: Cadre,
    opened: Opened,
    feuille: Feuille,
}

impl FeuillePage {
    fn titre(&self) -> String {
        self.cadre.t(&format!("feuille-{}", self.feuille.key()))
    }

    fn le(&self) -> String {
        heure::instant_long(heure::now_ms(), self.cadre.langue)
    }

    fn champ(&self, champ: Champ) -> &Clair {
        self.opened.champ(champ).unwrap_or_else(|| clair::rien())
    }

    fn nom(&self) -> &Clair {
        let usage = self.champ(Champ::NomUsage);
        if usage.is_empty() { self.champ(Champ::NomNaissance) } else { usage }
    }

    fn prenom(&self) -> &Clair {
        self.champ(Champ::Prenom)
    }

    fn numero(&self) -> &Clair {
        self.champ(Champ::Numero)
    }

    fn lignes(&self) -> Vec<(String, Clair)> {
        let named = [Champ::Naissance].into_iter().chain(self.feuille.groupes().iter().flat_map(|g| g.champs()));
        let known = named.filter_map(|champ| Some((champ, self.opened.champ(champ)?)));
        let known = known.filter(|(_, value)| !value.is_empty());
        let langue = self.cadre.langue;
        known
            .map(|(c, value)| (self.cadre.t(&format!("champ-{}", c.key())), clair::affiche(c, value, langue)))
            .collect()
    }

    fn evenements(&self) -> &[Evenement] {
        let shown = if self.feuille == Feuille::Parcours { EVENEMENTS_MAX } else { 0 };
        &self.opened.evenements[..shown.min(self.opened.evenements.len())]
    }

    fn jour(&self, evenement: &Evenement) -> String {
        heure::jour(evenement.date)
    }

    fn icone(&self, evenement: &Evenement) -> &'static str {
        evenement.genre.icone()
    }

    fn genre(&self, evenement: &Evenement) -> &'static str {
        self.cadre.langue.mot(evenement.genre.valeur())
    }
}
