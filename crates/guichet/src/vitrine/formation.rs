//! The account of who is in, for the pages of the course: its role, its quality, the end of its certificate.

use domaine::Clair;
use droits::Role;
use droits::habilitation::State;

use super::face::*;
use super::{Coffre, gens};
use crate::heure;

/// What an account of cardboard has to learn, and until when it is learnt.
#[derive(Clone, Copy)]
pub struct Eleve {
    /// Her role.
    pub role: Role,
    /// Quality of parrain.
    pub is_parrain: bool,
    /// End of her certificate, milliseconds since 1970 UTC; zero for none.
    pub formation: u64,
}

impl Default for Eleve {
    /// In the middle of a year.
    fn default() -> Eleve {
        Eleve { role: Role::Conseiller, is_parrain: false, formation: heure::now_ms() + 180 * gens::JOUR }
    }
}

impl Coffre {
    /// Makes her somebody else.
    pub fn becomes(&self, eleve: Eleve) {
        self.etagere().eleve = Some(eleve);
    }

    /// The account of who is in, as the course sees it; in the middle of a year, unless she became somebody else.
    pub(super) fn account(&self, agent: Agent) -> MonCompte {
        let Eleve { role, is_parrain, formation } = self.etagere().eleve.unwrap_or_default();
        let compte = Compte {
            agent: agent.id,
            nom: agent.nom.clone(),
            mail: Clair::new("lea.masson@essai.example"),
            role,
            is_parrain,
            structure: agent.structure,
            structure_nom: agent.structure_nom.clone(),
            etat: State::Active,
            cause: None,
            dates: Dates { formation, ..Dates::default() },
            demande: None,
        };
        let (cles, logins, liens, actions) = (vec![], vec![], vec![], vec![]);
        MonCompte { agent, compte, cles, logins, liens, actions, essai_reste: None, identites: 0 }
    }
}
