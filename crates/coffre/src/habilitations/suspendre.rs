//! Cutting an account, one's own ("ce n'est pas moi") or a colleague's: at once, without a key, for it only takes power away.

use domaine::AgentId;
use droits::habilitation::State;
use droits::registre::suspension;
use droits::signature::{SignedRequest, sha256};
use journal::Kind;
use journal::entry::Entry;

use crate::face::{Defi, Error, PanneKind, Refusal, Signe};
use crate::sequenceur::{Fault, Follow, What, Wish, now};
use crate::{Coffre, locked, panne};

impl Coffre {
    /// Suspends an account: `None` is one's own. Two persons of two roles lift it.
    ///
    /// # Errors
    /// For somebody else's: unless direction, dpo or gestionnaire of the structure, or vigie, and at work.
    pub async fn suspend(&self, request: &SignedRequest, agent: Option<AgentId>) -> Result<Signe, Error> {
        let alive = self.alive()?;
        let reader = alive.authenticate_once(request).await?;
        let whom = agent.unwrap_or(reader.id);
        let (actor, object) = (alive.object_of(reader.id)?, alive.object_of(whom)?);
        if whom != reader.id {
            let registre = alive.sequenceur.registre();
            let absent = || Error::Refusal(Refusal::Introuvable);
            let (own, other) =
                (registre.agent(&actor).ok_or_else(absent)?, registre.agent(&object).ok_or_else(absent)?);
            // A colleague without this right is told no more than a stranger; who has the role learns that she may not now.
            if !own.watches(other) {
                return Err(absent());
            }
            if own.state(now()) != State::Active {
                return Err(Error::Refusal(Refusal::Role));
            }
        }
        let mut entry = Entry::new(Kind::Suspension);
        (entry.actor, entry.login, entry.object) = (actor, request.login, object);
        entry.request = request.hash();
        entry.rule = if whom == reader.id { suspension::SELF } else { suspension::KEEPER };
        let wish = Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing };
        match alive.sequenceur.commit(wish).await {
            Err(Fault::Void(_)) => Err(Error::Refusal(Refusal::Introuvable)),
            other => Ok(Signe { agent: whom, entree: other?.index, incident: None }),
        }
    }

    /// The ceremony of one more key of one's own: its challenge, and the keys that are bound already.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn begin_key(&self, request: &SignedRequest) -> Result<Defi, Error> {
        let alive = self.alive()?;
        let reader = alive.authenticate_once(request).await?;
        let actor = alive.object_of(reader.id)?;
        let cles: Vec<Vec<u8>> = {
            let registre = alive.sequenceur.registre();
            let mine = registre.agent(&actor).ok_or(Error::Refusal(Refusal::Compte))?;
            mine.credentials.iter().map(|c| c.id.clone()).collect()
        };
        let interne = || panne(PanneKind::Interne, "passkey challenge");
        let binding = self.passkeys().and_then(|keys| keys.begin(&reader.id.0, &cles)).ok_or_else(interne)?;
        let challenge = binding.challenge;
        locked(&alive.enrolments).insert(sha256(&actor), binding);
        Ok(Defi { challenge, cles, rp_id: self.config().rp_id.clone() })
    }
}
