//! The row of a mandat that reads: what it says of itself, sealed for its structure; then its file, sealed to its recipient, and
//! again here so that nobody puts another in its place.

use domaine::{AgentId, AtelierId, Clair, CodeStructure, DossierId, MandatId};
use droits::signature::sha256;

use crate::base::{FromRow, Row, SqlError};
use crate::racine::Secret;
use crate::rangee;
use crate::sceau::{self, Place};

crate::statements! {
    INSERT = "insert into mandat (id, structure, agent, cree, contenu, fichier) values (?1, ?2, ?3, ?4, ?5, ?6)";
    GET = "select id, structure, agent, cree, contenu, length(fichier) from mandat where id = ?1";
    FICHIER = "select fichier from mandat where id = ?1";
    KEEP = "update mandat set fichier = ?2 where id = ?1";
}

/// Table number in [`Place`].
const KIND: u8 = 47;

/// A mandat's row, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct Rang {
    pub id: MandatId,
    pub structure: CodeStructure,
    /// Who proposed it.
    pub agent: AgentId,
    /// Milliseconds.
    pub cree: u64,
    pub titre: Clair,
    pub atelier: AtelierId,
    /// The hash of what is typed is public: without a secret part, titles could be tried until one fits.
    pub sel: [u8; 16],
    pub dossiers: Vec<DossierId>,
    /// Whether its file is there.
    pub is_whole: bool,
}

/// A row as the base has it.
pub(crate) struct Brut {
    rang: Option<Rang>,
    contenu: Vec<u8>,
}

impl FromRow for Brut {
    fn from_row(row: &Row<'_>) -> Result<Brut, SqlError> {
        let id = |index: usize| Ok::<Option<[u8; 16]>, SqlError>(row.bytes(index)?.try_into().ok());
        let rang = match (id(0)?, row.text(1)?.parse(), id(2)?) {
            (Some(own), Ok(structure), Some(agent)) => Some(Rang {
                id: MandatId(own),
                structure,
                agent: AgentId(agent),
                cree: row.int(3)? as u64,
                titre: Clair::default(),
                atelier: AtelierId([0; 16]),
                sel: [0; 16],
                dossiers: Vec::new(),
                is_whole: row.int(5)? > 0,
            }),
            _ => None,
        };
        Ok(Brut { rang, contenu: row.bytes(4)?.to_vec() })
    }
}

impl Brut {
    /// The row, if it is the one that was written for this structure.
    pub fn open(self, key: &Secret, structure: CodeStructure) -> Option<Rang> {
        let rang = self.rang.filter(|rang| rang.structure == structure)?;
        let mut champs = rangee::open(key, &rang.place(0), &rang.columns(), &self.contenu)?;
        let (titre, atelier, sel) = (champs.texte()?, AtelierId(champs.bytes()?), champs.bytes()?);
        let (dossiers, rest) = champs.rest()?.as_chunks::<16>();
        let dossiers = dossiers.iter().copied().map(DossierId).collect();
        rest.is_empty().then_some(Rang { titre, atelier, sel, dossiers, ..rang })
    }
}

impl Rang {
    /// What the proposal's description holds of what was typed.
    pub fn texte(&self) -> [u8; 32] {
        sha256(&[&b"cairn/mandat/1"[..], &self.sel, &self.atelier.0, self.titre.expose().as_bytes()].concat())
    }

    pub fn seal(&self, key: &Secret) -> Vec<u8> {
        let dossiers: Vec<u8> = self.dossiers.iter().flat_map(|dossier| dossier.0).collect();
        let champs = [self.titre.expose().as_bytes(), &self.atelier.0, &self.sel, &dossiers];
        rangee::seal(key, &self.place(0), &self.columns(), &champs)
    }

    pub fn seal_file(&self, key: &Secret, file: &[u8]) -> Vec<u8> {
        sceau::seal(key, &self.place(1), file)
    }

    pub fn open_file(&self, key: &Secret, sealed: &[u8]) -> Option<Vec<u8>> {
        Some(sceau::open(key, &self.place(1), sealed)?.to_vec())
    }

    fn place(&self, num: u32) -> Place {
        Place { owner: self.id.0, structure: self.structure.0, kind: KIND, num, version: 1 }
    }

    fn columns(&self) -> Vec<u8> {
        [&self.agent.0[..], &self.cree.to_be_bytes()].concat()
    }
}
