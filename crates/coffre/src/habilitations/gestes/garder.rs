//! What keeps accounts few and awake: veto, restoration, waking, closing, moving, recertification.

use domaine::{AgentId, CodeStructure};
use droits::habilitation::regles::{CAMPAIGN, certification};
use jiff::civil::Date;
use journal::Kind;

use crate::Alive;
use crate::face::{Error, Refusal, Saisie};
use crate::fiche::start_of;
use crate::habilitations::geste::{Acte, Qui};
use crate::sequenceur::now;

pub(super) fn veto(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    Ok(Acte::on(Kind::Veto, agent, alive.object_of(agent)?))
}

pub(super) fn retablir(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    Ok(Acte::on(Kind::Restoration, agent, alive.object_of(agent)?))
}

pub(super) fn reveiller(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    Ok(Acte::on(Kind::Waking, agent, alive.object_of(agent)?))
}

pub(super) fn clore(alive: &Alive, agent: AgentId) -> Result<Acte, Error> {
    Ok(Acte::on(Kind::Closing, agent, alive.object_of(agent)?))
}

/// Rights end where the day begins: the first day without them.
pub(super) fn muter(alive: &Alive, agent: AgentId, date: Date) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    let wrong = || Error::Saisie(vec![Saisie { champ: "date", raison: "habilitation-date" }]);
    let mut acte = Acte::on(Kind::Mover, agent, object);
    acte.entry.until = start_of(date).ok_or_else(wrong)?;
    acte.entry.structure = structure_of(alive, agent)?.0;
    Ok(acte)
}

pub(super) async fn certifier(alive: &Alive, qui: &Qui<'_>, agent: AgentId) -> Result<Acte, Error> {
    let object = alive.object_of(agent)?;
    alive.check_campaign(qui.actor).await?;
    let registre = alive.sequenceur.registre();
    let known = registre.agent(&object).ok_or(Error::Refusal(Refusal::Introuvable))?;
    let mut acte = Acte::on(Kind::Recertification, agent, object);
    // Counted from what the journal has stated: the rules do, and this side's clock is a little ahead of it.
    acte.entry.until = now().max(registre.latest()) + certification(known.role) + CAMPAIGN;
    Ok(acte)
}

fn structure_of(alive: &Alive, agent: AgentId) -> Result<CodeStructure, Error> {
    let annuaire = alive.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner);
    annuaire.by_id(agent).map(|fiche| fiche.structure).ok_or(Error::Refusal(Refusal::Introuvable))
}
