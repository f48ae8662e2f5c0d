//! Writing one dossier: the one way from a change to a new etat.

use std::sync::PoisonError;

use droits::signature::SignedRequest;
use journal::act::Purpose;
use journal::entry::{Decision, Entry, Kind};

use super::unlock::Unlocked;
use crate::Alive;
use crate::face::{Error, Refusal};
use crate::lignes::{self, Change};
use crate::noms::{Echeances, Label};
use crate::sequenceur::{Fault, Follow, What, Wish};

/// What a change says of itself.
pub(super) struct Written {
    /// The fields, a bitmap.
    pub fields: u64,
    /// Their classes, a bitmap.
    pub classes: u8,
    /// The label, when the change gives a new one: the change holds it sealed.
    pub label: Option<Label>,
}

impl Alive {
    /// Stages, journals, promotes. A crash between two steps leaves the old etat or the new one, never a mixture.
    pub(super) async fn write(
        &self,
        request: &SignedRequest,
        unlocked: &Unlocked,
        mut change: Change,
        written: Written,
    ) -> Result<u32, Error> {
        let mut next = unlocked.stored.clone();
        let digest = next.add(&mut change, &unlocked.share);
        let (id, etat) = (unlocked.stored.id, unlocked.stored.etat + 1);
        let before = unlocked.stored.clone();
        let echeances = Echeances::of(next.lignes_at(etat));
        let (contact, fin, maj) = (change.entete.contact, change.entete.fin, change.entete.maj);
        self.base.write(move |tx| lignes::stage(tx, &before, &change)).await?;

        let mut entry = Entry::new(Kind::Write);
        entry.decision = Decision::Granted;
        entry.actor = unlocked.done.entry.actor;
        entry.login = request.login;
        entry.subject = unlocked.subject;
        entry.fields = written.fields;
        entry.classes = written.classes;
        entry.purpose = Purpose::Ecriture as u8;
        entry.structure = unlocked.stored.structure.0;
        entry.etat = etat;
        entry.epoch = unlocked.stored.epoch;
        entry.request = unlocked.done.entry.request;
        entry.content = digest;
        match self.sequenceur.commit(Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }).await
        {
            Ok(_) => {}
            Err(Fault::Void(_)) => return Err(Error::Refusal(Refusal::Conflit)),
            // The entry may stand or not: the pending rows wait, and the next opening concludes.
            Err(fault) => return Err(fault.into()),
        }
        self.base.write(move |tx| lignes::promote(tx, id, etat)).await?;
        self.note_write(unlocked, (contact, fin, maj), written.label, echeances).await;
        Ok(etat)
    }

    /// Keeps the names in memory as the rows now are.
    async fn note_write(
        &self,
        unlocked: &Unlocked,
        (contact, fin, maj): (i32, i32, u64),
        label: Option<Label>,
        echeances: Echeances,
    ) {
        let Some(noms) = self.noms_in_memory(unlocked.stored.structure).await else { return };
        let mut noms = noms.write().unwrap_or_else(PoisonError::into_inner);
        match label {
            Some(label) => noms.insert(&Label { contact, fin, maj, ..label }),
            None => noms.note_write(&unlocked.stored.id.0, contact, fin, maj),
        }
        noms.note_echeances(&unlocked.stored.id.0, echeances);
    }
}
