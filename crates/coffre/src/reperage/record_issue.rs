//! One more attempt in the line of a list.

use domaine::reperage::{Issue, Tentative};
use domaine::{CodeStructure, DossierId, ImportId};
use jiff::civil::Date;

use super::rangement::{self, Brut, ListeBrute};
use crate::Alive;
use crate::base::{SqlError, Value};
use crate::face::{Error, Refusal, Saisie};
use crate::racine::Secret;
use crate::sequenceur::now;

impl Alive {
    /// Adds an attempt to the line of a person whose dossier was opened for it; gives how many there are. Whoever calls holds the
    /// dossier's lock.
    pub(crate) async fn add_tentative(
        &self,
        key: &Secret,
        structure: CodeStructure,
        (liste, dossier): (ImportId, DossierId),
        (issue, auteur, today): (Issue, [u8; 16], Date),
    ) -> Result<usize, Error> {
        let code = structure.to_string();
        let (head, line) = self
            .base
            .read(move |tx| {
                let params: Vec<Value> = vec![liste.0.into(), dossier.0.into(), code.as_str().into()];
                let line: Option<Brut> = tx.one(&rangement::GET, &params)?;
                let head: Option<ListeBrute> = tx.one(&rangement::GET_LISTE, &[liste.0.into()])?;
                Ok::<_, SqlError>((head, line))
            })
            .await?;
        let (Some(head), Some(line)) = (head, line) else { return Err(Error::Refusal(Refusal::Introuvable)) };
        let read = head.open(key, structure).zip(line.open(key, liste, structure));
        let Some((head, mut rang)) = read else {
            self.note_unread(structure, 1).await?;
            return Err(Error::Refusal(Refusal::Introuvable));
        };
        let tentative = Tentative { le: today, issue };
        let mut suivi = rang.suivi(&head, None);
        if let Err(faute) = suivi.ajouter(tentative, today) {
            return Err(Error::Saisie(vec![Saisie { champ: "issue", raison: faute.key() }]));
        }
        // Of today, hence the last.
        rang.tentatives.push((tentative, auteur));
        rang.maj = now();
        let (combien, key) = (rang.tentatives.len(), key.clone());
        self.base.write(move |tx| rang.write(tx, &key, &head)).await?;
        Ok(combien)
    }
}
