//! Drafts: what is being typed, sealed under a key that comes from both halves, kept until it is recorded.

use std::collections::HashSet;

use domaine::evenement::TEXTE_MAX;
use domaine::{AgentId, Clair, Classe, DossierId, GenreEvenement};
use droits::decide::Refus;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::Purpose;
use journal::entry::LoginId;
use journal::entry::{Decision, Entry};

use super::unlock::Unlocked;
use crate::base::SqlError;
use crate::face::{Agent, Brouillon, Error, Refusal, Saisie};
use crate::fiche::{decode_draft, encode_draft};
use crate::racine::{Secret, mac};
use crate::sceau::{self, Place};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

/// The key of an agent's drafts in one dossier, and the requests that used it.
pub(crate) struct DraftKey {
    key: Secret,
    seen: HashSet<[u8; 32]>,
}

crate::statements! {
    GET = "select contenu from brouillon where agent = ?1 and dossier = ?2";
    PUT = "insert into brouillon (agent, dossier, contenu, maj) values (?1, ?2, ?3, ?4) \
           on conflict (agent, dossier) do update set contenu = excluded.contenu, maj = excluded.maj";
    DROP = "delete from brouillon where agent = ?1 and dossier = ?2";
}

impl Coffre {
    /// Keeps what an agent is typing in a dossier; an empty text forgets it.
    ///
    /// The key was derived when the dossier was opened and lives as long as the login; after a restart the
    /// first draft opens the dossier anew, with its entry.
    ///
    /// # Errors
    /// A text too long, a refusal or a failure; what was kept before stays.
    pub async fn save_draft(
        &self,
        request: &SignedRequest,
        id: DossierId,
        genre: Option<GenreEvenement>,
        texte: Clair,
    ) -> Result<(), Error> {
        let alive = self.alive()?;
        if texte.expose().chars().count() > TEXTE_MAX {
            return Err(Error::Saisie(vec![Saisie { champ: "texte", raison: "texte-trop-long" }]));
        }
        let known = locked(&alive.drafts).get(&(request.login, id)).map(|known| known.key.clone());
        let (agent, key) = match known {
            Some(key) => {
                let agent = alive.authenticate(request).await?;
                if !agent.role.allows(Kind::Opening, Classe::Parcours.bit(), Purpose::Brouillon) {
                    return Err(Error::Refusal(Refusal::Role));
                }
                alive.refuse_replay(request, id).await?;
                (agent, key)
            }
            None => {
                let unlocked = alive.unlock(request, id).await?;
                let key = alive.keep_draft_key(request.login, &unlocked).ok_or(Error::Saisie(Vec::new()))?;
                if let Some(known) = locked(&alive.drafts).get_mut(&(request.login, id)) {
                    known.seen.insert(request.hash());
                }
                (unlocked.agent, key)
            }
        };
        if texte.expose().trim().is_empty() {
            return alive.forget_draft(agent.id, id).await;
        }
        let brouillon = Brouillon { genre, texte, maj: now() };
        let sealed = sceau::seal(&key, &place(&agent, id), &encode_draft(&brouillon));
        let maj = brouillon.maj as i64;
        let write = move |tx: &mut crate::base::Tx<'_>| -> Result<u64, SqlError> {
            tx.exec(&PUT, &[agent.id.0.into(), id.0.into(), sealed.clone().into(), maj.into()])
        };
        alive.base.write(write).await?;
        Ok(())
    }
}

impl Alive {
    /// The draft of this agent in a dossier that she has just opened.
    pub(crate) async fn draft(&self, login: LoginId, unlocked: &Unlocked) -> Result<Option<Brouillon>, Error> {
        let Some(key) = self.keep_draft_key(login, unlocked) else { return Ok(None) };
        let (agent, id) = (unlocked.agent.id, unlocked.stored.id);
        let row = self.base.read(move |tx| tx.one::<(Vec<u8>,)>(&GET, &[agent.0.into(), id.0.into()])).await?;
        let opened = row.and_then(|(sealed,)| sceau::open(&key, &place(&unlocked.agent, id), &sealed));
        Ok(opened.and_then(|clear| decode_draft(&clear)))
    }

    /// Forgets a draft.
    pub(crate) async fn forget_draft(&self, agent: AgentId, id: DossierId) -> Result<(), Error> {
        self.base.write(move |tx| tx.exec(&DROP, &[agent.0.into(), id.0.into()])).await?;
        Ok(())
    }

    /// A key for drafts only: it comes from the pathway's key and does not lead back to it.
    fn keep_draft_key(&self, login: LoginId, unlocked: &Unlocked) -> Option<Secret> {
        let class_key = unlocked.key(Classe::Parcours)?;
        let key = Secret::new(mac(&**class_key, &[b"brouillon", &unlocked.agent.id.0[..]].concat()));
        let mut drafts = locked(&self.drafts);
        let known = drafts
            .entry((login, unlocked.stored.id))
            .or_insert_with(|| DraftKey { key: key.clone(), seen: HashSet::new() });
        known.key = key.clone();
        Some(key)
    }

    /// An old text sent again must not take the place of a newer one; the attempt is journalled.
    async fn refuse_replay(&self, request: &SignedRequest, id: DossierId) -> Result<(), Error> {
        let hash = request.hash();
        let is_new = locked(&self.drafts).get_mut(&(request.login, id)).is_some_and(|known| known.seen.insert(hash));
        if is_new {
            return Ok(());
        }
        let mut entry = Entry::new(Kind::Refusal);
        entry.decision = Decision::Refused;
        (entry.rule, entry.login, entry.request) = (Refus::Replay as u8, request.login, hash);
        entry.purpose = Purpose::Brouillon as u8;
        self.record(entry).await?;
        Err(Error::Refusal(Refusal::Signature))
    }
}

fn place(agent: &Agent, id: DossierId) -> Place {
    Place { owner: id.0, structure: agent.structure.0, kind: 35, num: 0, version: 1 }
}
