//! Drafts: what is being typed, sealed under a key that comes from both halves, kept until it is recorded.

use domaine::evenement::TEXTE_MAX;
use domaine::{AgentId, Clair, Classe, DossierId, GenreEvenement};
use droits::signature::SignedRequest;
use journal::entry::LoginId;

use super::unlock::Unlocked;
use crate::base::SqlError;
use crate::face::{Agent, Brouillon, Error, Saisie};
use crate::fiche::{decode_draft, encode_draft};
use crate::racine::{Secret, mac};
use crate::sceau::{self, Place};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

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
        let known = locked(&alive.drafts).get(&(request.login, id)).cloned();
        let (agent, key) = match known {
            Some(key) => (alive.authenticate(request).await?, key),
            None => {
                let unlocked = alive.unlock(request, id).await?;
                let key = alive.keep_draft_key(request.login, &unlocked).ok_or(Error::Saisie(Vec::new()))?;
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
        locked(&self.drafts).insert((login, unlocked.stored.id), key.clone());
        Some(key)
    }
}

fn place(agent: &Agent, id: DossierId) -> Place {
    Place { owner: id.0, structure: agent.structure.0, kind: 35, num: 0, version: 1 }
}
