//! The agents of a world, and the names of its structures.

use std::sync::PoisonError;

use domaine::{AgentId, CodeStructure};
use droits::piece::Credential;
use droits::registre::INVITATION_MAX;
use droits::signature::sha256;
use journal::Kind;
use journal::entry::Entry;

use super::{Console, record};
use crate::Alive;
use crate::annuaire::{self, Fiche};
use crate::enrolement::{Premier, certificate, enrolment};
use crate::face::Error;
use crate::racine::mac;
use crate::sequenceur::now;

/// Agents seeded in one transaction.
const AGENTS: usize = 256;

impl Console {
    /// Agents, each with these authenticators; those that an earlier run made are found again, and completed.
    ///
    /// # Errors
    /// The base's, the journal's; an agent cut short whose invitation is over (15 minutes) is an integrity refusal: no
    /// dossier exists yet, and the world is begun anew.
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
                let known = alive.sequenceur.registre().agent(&name).cloned();
                if known.as_ref().is_some_and(|agent| agent.vie.is_trained) {
                    continue;
                }
                if known.is_none() {
                    let mut seed = Entry::new(Kind::Seed);
                    (seed.object, seed.role, seed.structure, seed.until) =
                        (name, premier.role as u8, premier.structure.0, until);
                    seed.content = sha256(b"");
                    seed.rule = u8::from(premier.is_parrain);
                    wishes.push(record(seed, None));
                }
                // An interruption may have left one authenticator bound and the other not.
                let bound: Vec<Vec<u8>> =
                    known.map(|agent| agent.credentials.into_iter().map(|c| c.id).collect()).unwrap_or_default();
                for credential in keys(*n).into_iter().filter(|c| !bound.contains(&c.id)) {
                    let (entry, piece) = enrolment(name, &credential, until);
                    wishes.push(record(entry, Some(piece)));
                }
                wishes.push(record(certificate(name, premier.role), None));
            }
            alive.sequenceur.commit_blocking(wishes).into_iter().collect::<Result<Vec<_>, _>>()?;
        }
        Ok(fiches.into_iter().map(|fiche| fiche.id).collect())
    }
}

impl Alive {
    /// The agent of this number in the world: the same at every run, and unforeseeable without the root.
    fn fiche_at_console(&self, n: usize, premier: &Premier) -> Fiche {
        let both = mac(&*self.parts, &[&b"cairn/console/agent"[..], &(n as u64).to_be_bytes()].concat());
        let (mut id, mut salt) = ([0; 16], [0; 16]);
        id.copy_from_slice(&both[..16]);
        salt.copy_from_slice(&both[16..]);
        let Premier { structure, nom, mail, .. } = premier;
        Fiche { id: AgentId(id), structure: *structure, nom: nom.clone(), mail: mail.clone(), salt }
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
