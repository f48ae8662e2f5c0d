//! The agents of a world, and the names of its structures.

use std::sync::PoisonError;

use domaine::{AgentId, CodeStructure};
use droits::piece::Credential;
use droits::registre::{INVITATION_MAX, State};
use droits::signature::sha256;
use journal::Kind;
use journal::entry::Entry;

use super::{Console, record};
use crate::Alive;
use crate::annuaire::{self, Fiche};
use crate::enrolement::{Premier, enrolment};
use crate::face::Error;
use crate::racine::mac;
use crate::sequenceur::now;

/// Agents seeded in one transaction.
const AGENTS: usize = 256;

impl Console {
    /// Agents, each with these authenticators; those that an earlier run made are found again.
    ///
    /// # Errors
    /// The base's, the journal's.
    pub fn agents(&self, premiers: &[Premier], keys: impl Fn(usize) -> Vec<Credential>) -> Result<Vec<AgentId>, Error> {
        let alive = self.coffre.alive()?;
        let fiches: Vec<Fiche> = premiers.iter().enumerate().map(|(n, p)| alive.fiche_at_console(n, p)).collect();
        let numbered: Vec<_> = (0..).zip(&fiches).zip(premiers).collect();
        for chunk in numbered.chunks(AGENTS) {
            let missing: Vec<Fiche> = {
                let known = alive.annuaire.read().unwrap_or_else(PoisonError::into_inner);
                chunk.iter().filter(|((_, f), _)| known.by_id(f.id).is_none()).map(|((_, f), _)| (*f).clone()).collect()
            };
            let (rows, racine) = (missing.clone(), alive.racine.clone());
            alive
                .base
                .write_blocking(move |tx| rows.iter().try_for_each(|f| annuaire::insert_agent(tx, &racine, f)))?;
            let mut all = alive.annuaire.write().unwrap_or_else(PoisonError::into_inner);
            missing.into_iter().for_each(|fiche| all.insert(fiche));
            drop(all);
            let until = now() + INVITATION_MAX;
            let mut wishes = Vec::new();
            for ((n, fiche), premier) in chunk {
                let name = fiche.pseudonym();
                if alive.sequenceur.registre().agent(&name).is_some() {
                    continue;
                }
                let mut seed = Entry::new(Kind::Seed);
                (seed.object, seed.role, seed.structure, seed.until) =
                    (name, premier.role as u8, premier.structure.0, until);
                seed.content = sha256(b"");
                wishes.push(record(seed, None));
                for credential in keys(*n) {
                    let (entry, piece) = enrolment(name, &credential, until);
                    wishes.push(record(entry, Some(piece)));
                }
            }
            alive.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<Vec<_>, _>>()?;
        }
        Ok(fiches.into_iter().map(|fiche| fiche.id).collect())
    }
}

impl Alive {
    /// The agent of this number in the world: the same at every run, and unforeseeable without the root. One whose
    /// entries were cut short is left aside, since her invitation is over.
    fn fiche_at_console(&self, n: usize, premier: &Premier) -> Fiche {
        let mut fiche = Fiche {
            id: AgentId([0; 16]),
            structure: premier.structure,
            nom: premier.nom.clone(),
            mail: premier.mail.clone(),
            salt: [0; 16],
        };
        for attempt in 0..=u32::MAX {
            let name = [&b"cairn/console/agent"[..], &(n as u64).to_be_bytes(), &attempt.to_be_bytes()].concat();
            let both = mac(&*self.parts, &name);
            fiche.id.0.copy_from_slice(&both[..16]);
            fiche.salt.copy_from_slice(&both[16..]);
            if self.sequenceur.registre().agent(&fiche.pseudonym()).is_none_or(|a| a.state != State::Seeded) {
                break;
            }
        }
        fiche
    }

    pub(super) fn structures(&self, structures: &[(CodeStructure, String)]) -> Result<(), Error> {
        let rows = structures.to_vec();
        self.base.write_blocking(move |tx| {
            rows.iter().try_for_each(|(code, nom)| annuaire::insert_structure(tx, *code, nom))
        })?;
        let mut all = self.annuaire.write().unwrap_or_else(PoisonError::into_inner);
        structures.iter().for_each(|(code, nom)| all.insert_structure(*code, nom.clone()));
        Ok(())
    }
}
