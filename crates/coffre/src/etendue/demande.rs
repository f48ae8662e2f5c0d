//! Whom an account read, asked by the vigie or by the account's own DPO. The asking is an entry before it is an answer, and names
//! the account; the answer holds counts and pseudonyms, and no key is asked of anybody.

use std::collections::HashMap;

use domaine::{AgentId, Clair, CodeStructure};
use droits::Role;
use droits::decide::Demande;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;
use journal::entry::Entry;
use journal::etendue::{Etendue, Question};

use super::of;
use crate::Coffre;
use crate::face::{Agent, Error, Receipt, Refusal};
use crate::sequenceur::{Fill, Follow, What, Wish};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct DemandeEtendue {
    /// Whose readings.
    pub compte: AgentId,
    /// From this time on, counted; milliseconds since 1970 UTC.
    pub du: u64,
    /// Until this time, not counted.
    pub au: u64,
}

/// The answer, for a page.
#[derive(Debug)]
pub struct VueEtendue {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who asks.
    pub agent: Agent,
    /// Whose readings.
    pub nom: Clair,
    /// Where she works.
    pub structure: CodeStructure,
    /// As of the entry that records the question: everything before it is counted.
    pub etendue: Etendue,
}

impl Coffre {
    /// The étendue of one account. A DPO asks about the accounts of her structure, the vigie about all: an account elsewhere and
    /// one that does not exist are one answer, and the question stands in the journal in both cases.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn etendue(&self, request: &SignedRequest, demande: DemandeEtendue) -> Result<VueEtendue, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target);
        let asked = asked.filter(|act| act.kind == Kind::JournalRead && act.dossier.is_none());
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let known = {
            let annuaire = alive.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner);
            annuaire.by_id(demande.compte).map(|fiche| (fiche.pseudonym(), fiche.nom.clone(), fiche.structure))
        };

        let fill = Fill { object: known.as_ref().map_or([0; 16], |(acteur, ..)| *acteur), ..Fill::default() };
        let (login, hash) = (request.login, request.hash());
        let what = What::Ask(Demande::new(login, asked, hash), fill);
        let done = alive.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await?;
        let hers = known.filter(|(.., structure)| agent.role != Role::Dpo || *structure == agent.structure);
        let (acteur, nom, structure) = hers.ok_or(Error::Refusal(Refusal::Introuvable))?;

        // What happened before the question is written before it is answered.
        alive.suivi.settle().await;
        let question = Question { acteurs: [acteur].into(), du: demande.du, au: demande.au, ..Question::new() };
        let taille = done.index;
        let mut index = alive.base.read(move |tx| of(tx, &question, taille)).await?;
        let mut entries = HashMap::<u64, Entry>::new();
        for page in index.pages() {
            let record = alive.sequenceur.read(page).await?;
            entries.extend(Entry::decode(&record.entry).ok().map(|entry| (page, entry)));
        }
        index.check_pages(|page| entries.remove(&page));
        let receipt = Receipt { index: done.index, login, subject: [0; 16], request: done.entry.request };
        Ok(VueEtendue { receipt, agent, nom, structure, etendue: index.pli.conclude(taille) })
    }
}
