//! Breaking the glass: holding a dossier out to somebody elsewhere, taking it, reviewing it.

use domaine::{AgentId, DossierId};
use droits::Role;
use droits::habilitation::bris::{CLASSES, revue};
use droits::habilitation::regles::{BRIS_MAX, OFFRE_MAX};
use journal::Kind;
use journal::entry::{Entry, Pseudonym, pseudonym};

use crate::Alive;
use crate::face::{Error, Refusal, Saisie};
use crate::habilitations::geste::{Acte, Qui};
use crate::lignes::{self, Stored};
use crate::locked;
use crate::sequenceur::now;

pub(super) async fn donner(alive: &Alive, qui: &Qui<'_>, dossier: DossierId, code: &str) -> Result<Acte, Error> {
    if !qui.agent.role.accompanies() && qui.agent.role != Role::Direction {
        return Err(Error::Refusal(Refusal::Role));
    }
    let (stored, sujet) = alive.named(dossier).await?;
    // What is not hers to read is not hers to give: the answer of a dossier that is not there.
    if stored.structure != qui.agent.structure {
        return Err(Error::Refusal(Refusal::Introuvable));
    }
    let wrong = || Error::Saisie(vec![Saisie { champ: "code", raison: "bris-code" }]);
    let preneur = locked(&alive.habilitations.bris).preneur(code).ok_or_else(wrong)?;
    let mut entry = about(&stored, sujet, preneur);
    entry.until = alive.hour() + OFFRE_MAX;
    locked(&alive.habilitations.bris).remember(sujet, dossier);
    Ok(Acte { entry, agent: qui.agent.id, carte: None, cle: None, mandat: None })
}

pub(super) async fn prendre(alive: &Alive, qui: &Qui<'_>, dossier: DossierId, motif: u8) -> Result<Acte, Error> {
    let (stored, sujet) = alive.named(dossier).await?;
    let par = {
        let registre = alive.sequenceur.registre();
        let held = registre.offres_to(&qui.actor, now()).find(|(name, _)| **name == sujet).map(|(_, offre)| offre.par);
        held.ok_or(Error::Refusal(Refusal::Introuvable))?
    };
    let mut entry = about(&stored, sujet, par);
    (entry.explanation, entry.until) = (motif, alive.hour() + BRIS_MAX);
    Ok(Acte { entry, agent: qui.agent.id, carte: None, cle: None, mandat: None })
}

pub(super) fn revoir(alive: &Alive, agent: AgentId, sujet: Pseudonym, justifie: bool) -> Result<Acte, Error> {
    let mut acte = Acte::on(Kind::Incident, agent, alive.object_of(agent)?);
    acte.entry.rule = if justifie { revue::JUSTIFIE } else { revue::INJUSTIFIE };
    acte.entry.content[..16].copy_from_slice(&sujet);
    Ok(acte)
}

fn about(stored: &Stored, subject: Pseudonym, object: Pseudonym) -> Entry {
    Entry { subject, object, classes: CLASSES, structure: stored.structure.0, ..Entry::new(Kind::BreakGlass) }
}

impl Alive {
    /// The journal's own hour, as the rules will judge it.
    fn hour(&self) -> u64 {
        now().max(self.sequenceur.registre().latest())
    }

    /// The rows of a dossier and its name in the journal; nothing of it is opened.
    async fn named(&self, id: DossierId) -> Result<(Stored, Pseudonym), Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let stored = self.base.read(move |tx| lignes::read(tx, id)).await?.ok_or_else(absent)?;
        let (_, salt) = self.share_of(&stored).ok_or_else(absent)?;
        Ok((stored, pseudonym(&salt, &id.0)))
    }
}
