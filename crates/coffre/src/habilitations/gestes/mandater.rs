//! Proposing a mandat that reads, and approving one.

use domaine::MandatId;
use journal::Kind;
use journal::entry::Entry;

use crate::Alive;
use crate::face::{CampagneSaisie, Error, Refusal};
use crate::habilitations::geste::{Acte, Qui};

use super::end_of;

pub(super) async fn proposer(alive: &Alive, qui: &Qui<'_>, saisie: CampagneSaisie) -> Result<Acte, Error> {
    let until = end_of(saisie.jusqu)?;
    let (mut entry, rang, description) = alive.prepare_mandat(qui.request, qui.agent, saisie).await?;
    entry.until = until;
    Ok(Acte { entry, agent: qui.agent.id, carte: None, cle: None, mandat: Some(Box::new((rang, description))) })
}

/// What is signed is the proposal's own challenge: list, recipient, title, dates and ceiling stand under it.
pub(super) fn approuver(alive: &Alive, qui: &Qui<'_>, mandat: MandatId) -> Result<Acte, Error> {
    let request = alive.sequenceur.registre().campagne(&mandat.0).map(|campagne| campagne.request);
    let content = request.ok_or(Error::Refusal(Refusal::Introuvable))?;
    let entry = Entry { object: mandat.0, content, ..Entry::new(Kind::MandatApproved) };
    Ok(Acte { entry, agent: qui.agent.id, carte: None, cle: None, mandat: None })
}
