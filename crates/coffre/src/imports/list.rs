//! The agent's imports and how far one has come: nobody is named, nobody is shown.

use domaine::ImportId;
use droits::signature::SignedRequest;

use super::rangement;
use crate::Coffre;
use crate::base::SqlError;
use crate::face::{Agent, Error, ImportResume};

impl Coffre {
    /// The imports of this agent in her structure, newest first, at most 50.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn imports(&self, request: &SignedRequest) -> Result<(Agent, Vec<ImportResume>), Error> {
        let agent = self.agent(request).await?;
        let alive = self.alive()?;
        let (who, structure) = (agent.id, agent.structure);
        let find = move |tx: &mut crate::base::Tx<'_>| -> Result<Vec<([u8; 16], u8, u64)>, SqlError> {
            let rows: Vec<([u8; 16], u8, u64, Vec<u8>)> =
                tx.all(&rangement::OF_AGENT, &[who.0.into(), structure.as_str().into()])?;
            Ok(rows.into_iter().map(|(id, etat, cree, _)| (id, etat, cree)).collect())
        };
        let mut all = Vec::new();
        for (id, etat, cree) in alive.base.read(find).await? {
            all.push(alive.resume_of(ImportId(id), etat, cree).await?);
        }
        Ok((agent, all))
    }

    /// How far an import of this agent has come.
    ///
    /// # Errors
    /// `Introuvable` for anybody but her.
    pub async fn import_progress(&self, request: &SignedRequest, id: ImportId) -> Result<(Agent, ImportResume), Error> {
        let agent = self.agent(request).await?;
        let resume = self.alive()?.resume_for(&agent, id).await?;
        Ok((agent, resume))
    }
}
