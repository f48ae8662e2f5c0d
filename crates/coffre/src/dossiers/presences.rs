//! Where a dossier meets what is of the structure: its rendez-vous and its workshops.

use domaine::agenda::StatutRdv;
use domaine::{DossierId, RendezVousId};
use droits::signature::SignedRequest;

use super::unlock::Unlocked;
use crate::Alive;
use crate::ateliers::presence::ContactAtelier;
use crate::face::{Booked, Error, Presence, Quoi, Refusal, RendezVousSaisi, Saisie};

crate::statements! {
    ENROLLED = "select atelier from inscription where dossier = ?1 limit 1";
}

/// What is of the structure and belongs to one person.
pub(super) struct Presences {
    /// Rendez-vous and workshops, newest first.
    pub all: Vec<Presence>,
    /// Her presences at closed workshops: contacts, as the evenements of her dossier are.
    pub contacts: Vec<ContactAtelier>,
}

impl Alive {
    /// Rendez-vous and workshops of this person.
    pub(super) async fn presences(&self, request: &SignedRequest, unlocked: &Unlocked) -> Result<Presences, Error> {
        let (agent, id) = (&unlocked.agent, unlocked.stored.id);
        // The rows of another structure stay shut: a broken glass opens a dossier, not an agenda.
        if unlocked.stored.structure != agent.structure {
            return Ok(Presences { all: Vec::new(), contacts: Vec::new() });
        }
        let mut all = self.rendez_vous_of(request, agent, id).await?;
        let mut contacts = Vec::new();
        // Without any, the key of the structure's rows is not asked for: an opening loads no names.
        let is_enrolled = self.base.read(move |tx| tx.one::<(Vec<u8>,)>(&ENROLLED, &[id.0.into()])).await?.is_some();
        if is_enrolled {
            let ateliers = self.ateliers_of(request, agent, id).await?;
            all.extend(ateliers.presences);
            contacts = ateliers.contacts;
        }
        all.sort_by_key(|presence| std::cmp::Reverse((presence.date, presence.debut)));
        Ok(Presences { all, contacts })
    }

    /// The rendez-vous that an evenement was is over: she came. Doing it twice changes nothing.
    pub(super) async fn conclude_present(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        id: RendezVousId,
    ) -> Result<(), Error> {
        self.conclude(request, &unlocked.agent, unlocked.stored.id, id, StatutRdv::Present).await
    }

    /// The evenement of this rendez-vous was a slip, and is withdrawn: nobody has said what became of it. Doing it twice changes nothing.
    pub(super) async fn unsay_present(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        id: RendezVousId,
    ) -> Result<(), Error> {
        self.unsay(request, &unlocked.agent, unlocked.stored.id, id).await
    }

    /// What stands against concluding one rendez-vous and booking another, before anything is written.
    pub(super) async fn check_meetings(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        concluded: Option<RendezVousId>,
        next: Option<&RendezVousSaisi>,
    ) -> Result<Vec<Saisie>, Error> {
        let (agent, id) = (&unlocked.agent, unlocked.stored.id);
        let mut wrong = Vec::new();
        if let Some(concluded) = concluded {
            match self.may_conclude(request, agent, id, concluded, StatutRdv::Present).await {
                Err(Error::Refusal(Refusal::Introuvable)) => {
                    wrong.push(Saisie { champ: "rendez-vous", raison: "rendez-vous-inconnu" });
                }
                other => wrong.extend(faults(other)?),
            }
        }
        if let Some(next) = next {
            wrong.extend(faults(self.check_rendez_vous(agent, next).await)?);
        }
        Ok(wrong)
    }

    /// Books the next rendez-vous, unless the very same stands already: a panel sent again books once.
    pub(super) async fn book_next(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        saisi: &RendezVousSaisi,
    ) -> Result<Booked, Error> {
        let known = self.rendez_vous_of(request, &unlocked.agent, unlocked.stored.id).await?;
        if let Some(id) = known.iter().find_map(|presence| same(presence, saisi)) {
            return Ok(Booked::Fait(id, 1));
        }
        let id: DossierId = unlocked.stored.id;
        self.book_for(request, Some(0), &unlocked.agent, id, unlocked.subject, saisi).await
    }
}

/// What is to be corrected, apart from what cannot be.
fn faults(answer: Result<(), Error>) -> Result<Vec<Saisie>, Error> {
    match answer {
        Err(Error::Saisie(wrong)) => Ok(wrong),
        other => other.map(|()| Vec::new()),
    }
}

/// The rendez-vous of this line, when it is the one that is asked for.
fn same(presence: &Presence, saisi: &RendezVousSaisi) -> Option<RendezVousId> {
    let Quoi::RendezVous { id, statut: StatutRdv::Planifie, .. } = presence.quoi else { return None };
    let plage = &saisi.plage;
    let when = (presence.date, presence.debut, presence.fin) == (plage.jour(), plage.debut(), plage.fin());
    let whose = presence.agent.as_ref().is_some_and(|(agent, _)| *agent == saisi.agent);
    (when && whose).then_some(id)
}
