//! Whom accounts, logins or structures read, asked by the vigie or by the DPO of their structure. The asking is an entry before it
//! is an answer, and names what is asked about; the answer holds counts and pseudonyms, and no key is asked of anybody.

use std::collections::HashMap;
use std::sync::PoisonError;

use droits::Role;
use droits::signature::{LoginId, SignedRequest};
use journal::entry::Entry;
use journal::etendue::{Etendue, Question};

use super::of;
use crate::annuaire::{Annuaire, Fiche};
use crate::face::{Agent, DemandeEtendue, Error, Receipt, Refusal};
use crate::sequenceur::Fill;
use crate::{Alive, Coffre};

/// Entries read at once where the index has not come to the end of the journal.
const SUITE: u64 = 1_000;

/// The answer, for a page.
#[derive(Debug)]
pub struct VueEtendue {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who asks.
    pub agent: Agent,
    /// The accounts that were named.
    pub comptes: Vec<Fiche>,
    /// As of the entry that records the question: everything before it is counted.
    pub etendue: Etendue,
    /// Entries of pages of labels that it rests on, besides its readings.
    pub(super) listes: Vec<u64>,
}

impl Coffre {
    /// The étendue of a set of accounts, logins and structures. A DPO asks about those of her structure, the vigie about all: what is
    /// elsewhere and what does not exist are one answer, and the question stands in the journal in both cases.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn etendue(&self, request: &SignedRequest, demande: &DemandeEtendue) -> Result<VueEtendue, Error> {
        let alive = self.alive()?;
        let mut named = Vec::new();
        let (mut question, mut is_hers) = (Question::new(), false);
        let (agent, receipt) = alive
            .asks_journal(request, |agent| {
                (question, named, is_hers) = alive.question(agent, demande);
                Fill { object: question.object(), count: question.principals(), ..Fill::default() }
            })
            .await?;
        if !is_hers {
            return Err(Error::Refusal(Refusal::Introuvable));
        }
        let (etendue, listes) = alive.answer(question, receipt.index).await?;
        Ok(VueEtendue { receipt, agent, comptes: named, etendue, listes })
    }
}

impl Alive {
    /// The question in the words of the journal, the accounts that it names, and whether all of it is there and hers to ask.
    fn question(&self, agent: &Agent, demande: &DemandeEtendue) -> (Question, Vec<Fiche>, bool) {
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        let reader = Reader::of(agent);
        let named: Vec<Fiche> = demande.comptes.iter().filter_map(|id| annuaire.by_id(*id)).cloned().collect();
        let mut question = Question {
            acteurs: named.iter().map(Fiche::pseudonym).collect(),
            logins: demande.logins.clone(),
            structures: demande.structures.iter().map(|code| code.0).collect(),
            du: demande.du,
            au: demande.au,
        };
        let is_hers = named.len() == demande.comptes.len()
            && named.iter().all(|fiche| reader.may_ask(&fiche.structure.0))
            && demande.logins.iter().all(|login| self.login_concerns(&reader, login))
            && question.structures.iter().all(|code| reader.may_ask(code) && is_known(&annuaire, code));
        if demande.comptes.is_empty() && question.is_empty() {
            let all = annuaire.structures().map(|code| code.0);
            question.structures = all.filter(|code| reader.may_ask(code)).collect();
        }
        (question, named, is_hers)
    }

    /// A login of long ago is remembered by the journal alone, and is then the vigie's to ask about.
    fn login_concerns(&self, reader: &Reader, login: &LoginId) -> bool {
        let registre = self.sequenceur.registre();
        let structure = registre.login_of(login).and_then(|login| registre.agent(&login.agent)).map(|of| of.structure);
        structure.map_or(!reader.is_dpo, |structure| reader.may_ask(&structure))
    }

    /// The answer to a question, as of this entry, and the entries of its pages of labels.
    async fn answer(&self, question: Question, taille: u64) -> Result<(Etendue, Vec<u64>), Error> {
        let mut index = self.base.read(move |tx| of(tx, &question, taille)).await?;
        let listes = index.listes();
        let mut entries = HashMap::<u64, Entry>::new();
        for page in index.pages() {
            let record = self.sequenceur.read(page).await?;
            entries.extend(Entry::decode(&record.entry).ok().map(|entry| (page, entry)));
        }
        index.check_pages(|page| entries.remove(&page));
        // What the index could not write is in the journal all the same.
        let mut at = index.suite;
        while at < taille {
            let some = self.sequenceur.read_many(at, SUITE.min(taille - at)).await?;
            if some.is_empty() {
                break;
            }
            (at..).zip(&some).for_each(|(at, entry)| index.pli.take(at, entry));
            at += some.len() as u64;
        }
        Ok((index.pli.conclude(taille), listes))
    }
}

/// Who asks, as far as it says what may be asked about.
pub(crate) struct Reader {
    is_dpo: bool,
    structure: [u8; 8],
}

impl Reader {
    /// Of an agent.
    pub(crate) fn of(agent: &Agent) -> Reader {
        Reader { is_dpo: agent.role == Role::Dpo, structure: agent.structure.0 }
    }

    /// Whether what happened in this structure is for her.
    pub(crate) fn may_ask(&self, structure: &[u8; 8]) -> bool {
        !self.is_dpo || *structure == self.structure
    }
}

fn is_known(annuaire: &Annuaire, code: &[u8; 8]) -> bool {
    annuaire.structures().any(|known| known.0 == *code)
}
