//! What who reviews signs: alerts that are false, an incident that is opened, its accounts, its end.

use domaine::{AgentId, IncidentId};
use droits::habilitation::incident::{etape, nomme};
use journal::Kind;
use journal::entry::Entry;

use crate::face::{Error, Refusal};
use crate::habilitations::geste::{Acte, Qui};
use crate::{Alive, random};

pub(super) fn ecarter(
    alive: &Alive,
    qui: &Qui<'_>,
    agent: Option<AgentId>,
    (until, count): (u64, u32),
) -> Result<Acte, Error> {
    check_role(qui)?;
    let object = agent.map_or(Ok([0; 16]), |agent| alive.object_of(agent))?;
    let mut acte = Acte::on(Kind::Incident, agent.unwrap_or(qui.agent.id), object);
    acte.entry = Entry { rule: etape::FAUSSE_ALERTE, until, count, ..acte.entry };
    Ok(acte)
}

pub(super) fn ouvrir(alive: &Alive, qui: &Qui<'_>, agent: AgentId) -> Result<Acte, Error> {
    step(alive, qui, IncidentId(random()), agent, etape::OUVRIR)
}

pub(super) fn ajouter(alive: &Alive, qui: &Qui<'_>, incident: IncidentId, agent: AgentId) -> Result<Acte, Error> {
    check_seen(alive, qui, incident)?;
    step(alive, qui, incident, agent, etape::AJOUTER)
}

pub(super) fn retirer(alive: &Alive, qui: &Qui<'_>, incident: IncidentId, agent: AgentId) -> Result<Acte, Error> {
    check_seen(alive, qui, incident)?;
    step(alive, qui, incident, agent, etape::RETIRER)
}

/// She signs for what her page showed: what came since makes her look again.
pub(super) fn clore(
    alive: &Alive,
    qui: &Qui<'_>,
    incident: IncidentId,
    (vu, is_confirme): ([u8; 16], bool),
) -> Result<Acte, Error> {
    check_seen(alive, qui, incident)?;
    let mut acte = Acte::on(Kind::Incident, qui.agent.id, [0; 16]);
    acte.entry.rule = if is_confirme { etape::CONFIRMER } else { etape::INFIRMER };
    acte.entry.content = nomme(&incident.0);
    acte.entry.content[16..].copy_from_slice(&vu);
    Ok(acte)
}

fn step(alive: &Alive, qui: &Qui<'_>, incident: IncidentId, agent: AgentId, rule: u8) -> Result<Acte, Error> {
    check_role(qui)?;
    let mut acte = Acte::on(Kind::Incident, agent, alive.object_of(agent)?);
    (acte.entry.rule, acte.entry.content) = (rule, nomme(&incident.0));
    Ok(acte)
}

/// One that is not hers to see and one that does not exist are one answer.
fn check_seen(alive: &Alive, qui: &Qui<'_>, incident: IncidentId) -> Result<(), Error> {
    check_role(qui)?;
    let seen = alive.incident_lu(qui.agent, &incident.0);
    seen.map(drop).ok_or(Error::Refusal(Refusal::Introuvable))
}

/// Said before the rules are asked, in the words of who comes to the wrong desk.
fn check_role(qui: &Qui<'_>) -> Result<(), Error> {
    if qui.agent.role.reads_journal() { Ok(()) } else { Err(Error::Refusal(Refusal::Role)) }
}
