//! GET /acces?role=gestionnaire&etat=sommeil: who may what in my structure, as lines that are read aloud. The address carries
//! codes only; closed accounts show when they are asked for.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::Role;
use droits::habilitation::State as EtatCompte;

use crate::demande::Demande;
use crate::face::{Acces, Compte};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// "Soon" in the choice of ends, milliseconds.
const BIENTOT: u64 = 30 * 86_400_000;

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let acces = etat.coffre.acces(&demande.signee).await?;
    let filtre = Filtre::read(query.as_deref());
    let cadre = Cadre::of(&etat, demande.langue, acces.agent.clone());
    reponse::page(&AccesPage { cadre, acces, filtre, now: heure::now_ms() })
}

/// What is kept of the list.
#[derive(Clone, Copy, Default)]
struct Filtre {
    role: Option<Role>,
    etat: Option<Tri>,
}

/// A choice of states, as people ask for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tri {
    /// Opens, or does her work.
    Travaille,
    /// Not yet.
    Arrive,
    /// Asleep or suspended.
    Arrete,
    /// Something ends within thirty days.
    Bientot,
    /// Closed for ever.
    Clos,
}

impl Tri {
    const ALL: [Tri; 5] = [Tri::Travaille, Tri::Arrive, Tri::Arrete, Tri::Bientot, Tri::Clos];

    fn key(self) -> &'static str {
        match self {
            Tri::Travaille => "travaille",
            Tri::Arrive => "arrive",
            Tri::Arrete => "arrete",
            Tri::Bientot => "bientot",
            Tri::Clos => "clos",
        }
    }

    fn keeps(self, compte: &Compte, now: u64) -> bool {
        use EtatCompte::{Active, Approved, Asleep, Closed, Cooling, Probation, Proposed, Seeded, Suspended};
        let works = matches!(compte.etat, Probation | Active);
        match self {
            Tri::Travaille => works,
            Tri::Arrive => matches!(compte.etat, Seeded | Proposed | Approved | Cooling),
            Tri::Arrete => matches!(compte.etat, Asleep | Suspended),
            Tri::Bientot => {
                let dates = [compte.dates.droit, compte.dates.formation, compte.dates.campagne];
                works && dates.into_iter().any(|end| end > 0 && end < now + BIENTOT)
            }
            Tri::Clos => compte.etat == Closed,
        }
    }
}

impl Filtre {
    fn read(query: Option<&str>) -> Filtre {
        let etat = parameter(query, "etat").and_then(|key| Tri::ALL.into_iter().find(|tri| tri.key() == key));
        Filtre { role: parameter(query, "role").and_then(Role::from_key), etat }
    }

    fn keeps(&self, compte: &Compte, now: u64) -> bool {
        let state = match self.etat {
            Some(tri) => tri.keeps(compte, now),
            None => compte.etat != EtatCompte::Closed,
        };
        state && self.role.is_none_or(|role| role == compte.role)
    }
}

/// Data of the page.
#[derive(Template)]
#[template(path = "acces/show.html")]
pub struct AccesPage {
    cadre: Cadre,
    acces: Acces,
    filtre: Filtre,
    now: u64,
}

impl AccesPage {
    fn comptes(&self) -> Vec<&Compte> {
        self.acces.comptes.iter().filter(|compte| self.filtre.keeps(compte, self.now)).collect()
    }

    fn combien(&self) -> String {
        self.cadre.n("acces-combien", self.comptes().len())
    }

    /// Roles of the choice: code, words, whether it is chosen.
    fn roles(&self) -> Vec<(&'static str, String, bool)> {
        let said = |role: Role| (role.key(), comptes::role(&role, self.cadre.langue), self.filtre.role == Some(role));
        Role::ALL.into_iter().map(said).collect()
    }

    fn etats(&self) -> Vec<(&'static str, String, bool)> {
        let said =
            |tri: Tri| (tri.key(), self.cadre.t(&format!("acces-tri-{}", tri.key())), self.filtre.etat == Some(tri));
        Tri::ALL.into_iter().map(said).collect()
    }

    fn role(&self, compte: &Compte) -> String {
        comptes::role(&compte.role, self.cadre.langue)
    }

    fn droit(&self, compte: &Compte) -> String {
        comptes::droit(compte, self.cadre.langue)
    }

    fn avant(&self, compte: &Compte) -> Option<String> {
        comptes::avant(compte, self.cadre.langue)
    }

    fn etat(&self, compte: &Compte) -> (String, &'static str, &'static str) {
        let (genre, icone) = comptes::etat_pastille(compte.etat);
        (comptes::etat(compte.etat, self.cadre.langue), genre, icone)
    }

    fn le(&self) -> String {
        comptes::instant_dit(self.now, self.cadre.langue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_that_makes_no_sense_keeps_all_but_the_closed() {
        let check = |query: &str, role, etat: Option<&str>| {
            let read = Filtre::read(Some(query));
            assert_eq!((read.role, read.etat.map(Tri::key)), (role, etat), "{query}");
        };
        check("role=gestionnaire&etat=sommeil", Some(Role::Gestionnaire), None);
        check("etat=clos", None, Some("clos"));
        check("role=&etat=", None, None);
        check("role=roi", None, None);
    }
}
