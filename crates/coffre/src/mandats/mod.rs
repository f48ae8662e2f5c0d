//! Mandats that read: a campaign of calls, proposed by who will receive it, approved by two others, read by the programs line by
//! line, and sealed to its recipient's own key. What may be done is said by `droits::campagne`, on both sides.

mod file;
mod list;
mod prepare;
pub(crate) mod rangement;
mod run;
mod sortie;
mod stop;

use std::collections::HashSet;
use std::sync::Mutex;

use domaine::{CodeStructure, MandatId};
use journal::entry::Pseudonym;

use crate::Alive;
use crate::base::SqlError;
use crate::face::{Error, Saisie};
use rangement::{Brut, Rang};

/// Mandats that a thread of this process is at.
#[derive(Default)]
pub(crate) struct Mandats {
    at_work: Mutex<HashSet<[u8; 16]>>,
}

impl Alive {
    /// Before its entry: a row that nothing names does no harm, a proposal without its list could never be read.
    pub(crate) async fn store_mandat(&self, rang: Rang) -> Result<(), Error> {
        let sealed = rang.seal(&self.racine.mandats(rang.structure));
        let write = move |tx: &mut crate::base::Tx<'_>| {
            let (id, structure) = (rang.id.0.into(), rang.structure.as_str().into());
            let (agent, cree) = (rang.agent.0.into(), (rang.cree as i64).into());
            tx.exec(&rangement::INSERT, &[id, structure, agent, cree, sealed.clone().into(), Vec::new().into()])
        };
        self.base.write(write).await?;
        Ok(())
    }

    /// The row of a mandat of this structure, if it opens and says what was signed.
    fn opened(&self, brut: Option<Brut>, structure: CodeStructure, texte: &[u8; 32]) -> Option<Rang> {
        let rang = brut?.open(&self.racine.mandats(structure), structure)?;
        (rang.texte() == *texte).then_some(rang)
    }

    fn rang_of(&self, id: MandatId, structure: CodeStructure, texte: [u8; 32]) -> Result<Option<Rang>, SqlError> {
        let brut = self.base.read_blocking(move |tx| tx.one::<Brut>(&rangement::GET, &[id.0.into()]))?;
        Ok(self.opened(brut, structure, &texte))
    }

    fn name_of_agent(&self, name: &Pseudonym) -> Option<domaine::Clair> {
        self.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner).nom(name)
    }
}

/// A field of the form to correct.
pub(crate) fn wrong(champ: &'static str, raison: &'static str) -> Error {
    Error::Saisie(vec![Saisie { champ, raison }])
}
