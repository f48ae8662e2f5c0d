//! Ma journée, and the lists of what is to be done that its counts lead to.

pub(crate) mod lecture;
pub(crate) mod rangs;
mod show;

use std::collections::HashMap;
use std::sync::RwLock;

use domaine::AgentId;
use droits::budget::explanation;
use journal::entry::Pseudonym;

use crate::Alive;
use crate::face::{AFaire, Agent, Error, Portee};
use crate::listes::reading;
use crate::noms::{Among, Cause, Noms};
use rangs::Cadran;

/// Days during which a dossier is newly entrusted, milliseconds.
const CONFIE: u64 = 7 * 24 * 3_600_000;

impl Alive {
    /// Those whom rows or facts put on this list, for this agent; nobody for a list that the dossiers' own facts make.
    ///
    /// # Errors
    /// The base's.
    pub(crate) async fn among(
        &self,
        agent: &Agent,
        portee: Portee,
        cle: AFaire,
        noms: &RwLock<Noms>,
        time: u64,
    ) -> Result<Among, Error> {
        if cle == AFaire::Confie {
            return Ok(self.newly_entrusted(agent, portee, &reading(noms), time));
        }
        if !cle.is_of_rows() {
            return Ok(Among::new());
        }
        let cadran = Cadran::of(agent.structure, agent.id, portee, time);
        Ok(self.base.read(move |tx| rangs::read(tx, cle, &cadran)).await?)
    }

    /// Those whose dossier a direction entrusted to their référent these last days. The last one comes first.
    fn newly_entrusted(&self, agent: &Agent, portee: Portee, noms: &Noms, time: u64) -> Among {
        let mut named: HashMap<[u8; 16], Option<Pseudonym>> = HashMap::new();
        let mut among = Among::new();
        let registre = self.sequenceur.registre();
        for (dossier, sujet, referent) in noms.sujets(agent.id, portee) {
            let pour = named.entry(referent).or_insert_with(|| self.pseudonym_of(AgentId(referent)));
            let Some(pour) = pour.filter(|_| sujet != [0; 16]) else { continue };
            let mut facts = registre.faits().of(&sujet, &pour, false, time);
            let fact = facts.find(|fait| fait.code == explanation::AFFECTATION && fait.pour == pour);
            if let Some(fact) = fact.filter(|fact| fact.depuis.saturating_add(CONFIE) > time) {
                among.insert(dossier, Cause { presse: -(fact.depuis as i64), rang: [0; 16] });
            }
        }
        among
    }
}
