//! Proofs of an account: every step of it as the journal has it, with what a third party needs to check it alone.

use domaine::AgentId;
use droits::habilitation::acte::statement;
use droits::signature::SignedRequest;
use journal::entry::{Entry, Pseudonym};
use journal::log::Record;

use super::sees;
use crate::Coffre;
use crate::face::{Error, Preuve, Preuves, Refusal};

impl Coffre {
    /// The steps of an account, read again from the journal, towards the latest checkpoint that both sides signed.
    ///
    /// # Errors
    /// For who may not see the account; when the journal or the contre-clé is away; `Integrite` when the list of steps names
    /// an entry that is not of this account.
    pub async fn preuves(&self, request: &SignedRequest, agent: AgentId) -> Result<Preuves, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let object = alive.object_of(agent)?;
        if !sees(&alive.sequenceur.registre(), &lecteur, &object) {
            return Err(Error::Refusal(Refusal::Introuvable));
        }
        let indexes = alive.actes(object).await?.iter().map(|acte| acte.entree).collect();
        let proven = alive.sequenceur.prove(indexes).await?;
        let steps = proven.records.into_iter().map(|(entree, record, chemin)| step(&object, entree, record, chemin));
        let pas: Result<Vec<Preuve>, Error> = steps.collect();
        Ok(Preuves { pas: pas?, note: proven.note, cles: [alive.sequenceur.vkey().to_owned(), proven.cosigner] })
    }
}

fn step(object: &Pseudonym, entree: u64, record: Record, chemin: Vec<[u8; 32]>) -> Result<Preuve, Error> {
    let entry = Entry::decode(&record.entry).ok().filter(|entry| entry.object == *object || entry.actor == *object);
    let entry = entry.ok_or(Error::Refusal(Refusal::Integrite { entree }))?;
    let is_signed = entry.login != [0; 16] && record.piece.is_some();
    Ok(Preuve {
        entree,
        octets: record.entry.to_vec(),
        piece: record.piece,
        enonce: if is_signed { statement(&entry) } else { String::new() },
        chemin,
    })
}
