//! What directions and officers sign: a season's quota, the one function handed over, an emergency.

use domaine::{AgentId, CodeStructure};
use droits::habilitation::regles::EMERGENCY_MAX;
use jiff::civil::Date;
use journal::Kind;
use journal::entry::Entry;

use super::end_of;
use crate::Alive;
use crate::face::{Error, Refusal};
use crate::habilitations::geste::{Acte, Qui};
use crate::habilitations::lecture::rallonges::extension;
use crate::sequenceur::now;

pub(super) fn quota(qui: &Qui<'_>, structure: CodeStructure, nombre: u32, jusqu: Date) -> Result<Acte, Error> {
    let mut entry = Entry::new(Kind::Quota);
    (entry.structure, entry.count, entry.until) = (structure.0, nombre, end_of(jusqu)?);
    Ok(Acte { entry, agent: qui.agent.id, carte: None, cle: None, mandat: None })
}

pub(super) fn passer(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    let registre = alive.sequenceur.registre();
    let next = registre.agent(&object).ok_or(Error::Refusal(Refusal::Introuvable))?;
    let mut acte = Acte::on(Kind::DirectionHandover, agent, object);
    acte.entry.structure = next.structure;
    Ok(acte)
}

/// Thirty dossiers more for the day of a colleague: the day of the journal's own clock, as the rules will judge it.
pub(super) fn rallonger(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    let whose = alive.object_of(agent)?;
    let time = now().max(alive.sequenceur.registre().latest());
    Ok(Acte { entry: extension(&whose, time), agent, carte: None, cle: None, mandat: None })
}

/// The three officers sign one end: the first one's, rounded to the hour, so that the others find the same.
pub(super) fn secourir(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    const HOUR: u64 = 3_600_000;
    let object = alive.object_of(agent)?;
    let asked = alive.sequenceur.registre().emergency_asked(&object);
    let mut acte = Acte::on(Kind::RightsEmergency, agent, object);
    acte.entry.until = asked.filter(|until| *until > now()).unwrap_or((now() + EMERGENCY_MAX) / HOUR * HOUR);
    Ok(acte)
}
