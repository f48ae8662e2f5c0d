//! Reading the journal is an entry of the journal, written before anything is read.

use droits::decide::Demande;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use crate::Alive;
use crate::face::{Agent, Error, Receipt, Refusal};
use crate::sequenceur::{Fill, Follow, What, Wish};

impl Alive {
    /// Authenticates, and writes the entry of a reading of the journal, which names what it is `about`: an account, or a question.
    /// Then the tables that follow the journal hold everything up to that entry; of an answer that left before, also that it did.
    pub(crate) async fn asks_journal(
        &self,
        request: &SignedRequest,
        about: impl FnOnce(&Agent) -> Fill,
    ) -> Result<(Agent, Receipt), Error> {
        let agent = self.authenticate(request).await?;
        let asked = act(&request.method, &request.target);
        let asked = asked.filter(|act| act.kind == Kind::JournalRead && act.dossier.is_none());
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let demande = Demande::new(request.login, asked, request.hash());
        let receipt = self.inscribe(demande, about(&agent)).await?;
        Ok((agent, receipt))
    }

    /// The entry of a reading of the journal, between two waits: deliveries of what was sent before become entries before it, and
    /// the tables have them all when it stands.
    pub(crate) async fn inscribe(&self, demande: Demande, fill: Fill) -> Result<Receipt, Error> {
        self.suivi.settle().await;
        let login = demande.login;
        let done = self.sequenceur.commit(Wish { what: What::Ask(demande, fill), follow: Follow::Nothing }).await?;
        self.suivi.settle().await;
        Ok(Receipt { index: done.index, login, subject: [0; 16], request: done.entry.request })
    }
}
