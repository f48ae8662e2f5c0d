//! Taking an import back, under a second signature.

use domaine::ImportId;
use droits::signature::SignedRequest;
use journal::Kind;

use super::asked;
use super::rangement::{self, ANNULATION};
use super::run::Place;
use super::unmaking::Unmaking;
use crate::Coffre;
use crate::face::{Error, ImportEtat, ImportResume, Refusal};

impl Coffre {
    /// Takes back every dossier that this import made and that nobody has written in since; the others are kept, and
    /// counted in `gardes`. `body` is [`droits::mandat::sentence`] of the page's `contenu` and of `faits`. Answers when it
    /// is over: ten thousand dossiers take some seconds. Interrupted, it goes on by itself.
    ///
    /// # Errors
    /// `Signature` when the body is not that sentence, `Conflit` when there is nothing to take back, `Fusible` while
    /// another import of the structure is at work; other refusals (30 days are over) and failures.
    pub async fn undo_import(
        &self,
        request: &SignedRequest,
        id: ImportId,
        body: Vec<u8>,
    ) -> Result<ImportResume, Error> {
        let alive = self.alive()?;
        let asked = asked(request, Kind::MandatEnded, Some(id))?;
        let agent = alive.agent_of(request, asked, id).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let ouvert = alive.examined(&agent, &noms, id).await?;
        let resume = alive.resume_for(&agent, id).await?;
        let may = match resume.etat {
            ImportEtat::Fait | ImportEtat::Interrompu => true,
            ImportEtat::Annule => ouvert.etat == ANNULATION,
            ImportEtat::Essai | ImportEtat::EnCours => false,
        };
        if !may {
            return Err(Error::Refusal(Refusal::Conflit));
        }
        if !alive.imports.begin(id, agent.structure) {
            return Err(Error::Refusal(Refusal::Fusible));
        }
        let place = Place { coffre: self, id };
        let contenu = ouvert.contenu(resume.etat);
        drop(ouvert);
        let done = alive.propose(request, asked, contenu, resume.faits, body).await?;
        alive.base.write(move |tx| tx.exec(&rangement::REACH, &[id.0.into(), ANNULATION.into()])).await?;
        alive.imports.close(id);
        place.keep();
        let unmaking = Unmaking { id, structure: agent.structure, actor: done.entry.actor };
        unmaking.start(self)?.await.map_err(|_| crate::panne(crate::face::PanneKind::Interne, "an undoing stopped"))?;
        alive.resume_for(&agent, id).await
    }
}
