//! The rows of the front desk: tickets and calls. Ids, times and states are in clear; what is sealed says them again, with what was
//! typed: a row that somebody edited does not open.

use domaine::{AgentId, Clair, CodeStructure, DossierId, PassageId};

use crate::base::{FromRow, Row, SqlError, Value};
use crate::face::{EtatPassage, GenrePassage};
use crate::racine::Secret;
use crate::rangee;
use crate::sceau::Place;

crate::statements! {
    GET = "select id, structure, genre, dossier, agent, site, temps, etat, contenu from passage where id = ?1";
    STANDING = "select id, structure, genre, dossier, agent, site, temps, etat, contenu from passage \
                where structure = ?1 and etat = ?2 and temps >= ?3 and genre = ?4 order by temps, id limit ?5";
    COUNT_STANDING = "select count(*) from passage where structure = ?1 and etat = ?2 and temps >= ?3 and genre = ?4";
    OF_DOSSIER = "select id, structure, genre, dossier, agent, site, temps, etat, contenu from passage \
                  where dossier = ?1 and temps >= ?2 order by temps desc, id limit 20";
    INSERT = "insert into passage (id, structure, genre, dossier, agent, site, temps, etat, contenu) \
              values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    UPDATE = "update passage set agent = ?3, etat = ?4, contenu = ?5 where id = ?1 and etat = ?2";
}

/// Table number in [`Place`].
const KIND: u8 = 43;

/// One row, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct Rang {
    pub id: PassageId,
    pub structure: CodeStructure,
    pub genre: GenrePassage,
    pub dossier: DossierId,
    /// For whom; none for whoever is free.
    pub pour: Option<AgentId>,
    /// Zero for none.
    pub site: u32,
    /// Milliseconds.
    pub temps: u64,
    pub etat: EtatPassage,
    pub motif: u16,
    pub texte: Clair,
    /// Who wrote it down.
    pub auteur: AgentId,
}

/// A row as the base has it: nothing of it is believed until it opens.
#[derive(Clone, Debug)]
pub(crate) struct Brut {
    rang: Option<Rang>,
    contenu: Vec<u8>,
}

impl FromRow for Brut {
    fn from_row(row: &Row<'_>) -> Result<Brut, SqlError> {
        Ok(Brut { rang: clear(row)?, contenu: row.bytes(8)?.to_vec() })
    }
}

/// The clear columns; `None` when they say nothing that a row of ours says.
fn clear(row: &Row<'_>) -> Result<Option<Rang>, SqlError> {
    let id = |index: usize| Ok::<Option<[u8; 16]>, SqlError>(row.bytes(index)?.try_into().ok());
    let (Some(own), Some(dossier), Some(pour)) = (id(0)?, id(3)?, id(4)?) else { return Ok(None) };
    let genre = u8::try_from(row.int(2)?).ok().and_then(GenrePassage::from_number);
    let etat = u8::try_from(row.int(7)?).ok().and_then(EtatPassage::from_number);
    let site = u32::try_from(row.int(5)?).ok();
    let (Ok(structure), Some(genre), Some(etat), Some(site)) = (row.text(1)?.parse(), genre, etat, site) else {
        return Ok(None);
    };
    Ok(Some(Rang {
        id: PassageId(own),
        structure,
        genre,
        dossier: DossierId(dossier),
        pour: (pour != [0; 16]).then_some(AgentId(pour)),
        site,
        temps: row.int(6)? as u64,
        etat,
        motif: 0,
        texte: Clair::default(),
        auteur: AgentId([0; 16]),
    }))
}

impl Brut {
    /// The row with what was typed, if it is the one that was written, and of this structure.
    pub fn open(self, key: &Secret, structure: CodeStructure) -> Option<Rang> {
        let rang = self.rang.filter(|rang| rang.structure == structure)?;
        let mut champs = rangee::open(key, &rang.place(), &rang.columns(), &self.contenu)?;
        let motif = u16::from_be_bytes(champs.bytes()?);
        let texte = champs.texte()?;
        let auteur = AgentId(champs.bytes()?);
        Some(Rang { motif, texte, auteur, ..rang })
    }

    /// Whether its clear columns say that it is of this structure: then it should have opened.
    pub fn is_of(&self, structure: CodeStructure) -> bool {
        self.rang.as_ref().is_some_and(|rang| rang.structure == structure)
    }
}

impl Rang {
    fn place(&self) -> Place {
        Place { owner: self.id.0, structure: self.structure.0, kind: KIND, num: 0, version: 1 }
    }

    /// The clear columns, as bytes that differ whenever one of them does.
    fn columns(&self) -> Vec<u8> {
        let mut out = vec![self.genre as u8, self.etat as u8];
        out.extend_from_slice(&self.dossier.0);
        out.extend_from_slice(&self.agent());
        out.extend_from_slice(&self.site.to_be_bytes());
        out.extend_from_slice(&self.temps.to_be_bytes());
        out
    }

    fn agent(&self) -> [u8; 16] {
        self.pour.map_or([0; 16], |agent| agent.0)
    }

    fn seal(&self, key: &Secret) -> Vec<u8> {
        let champs = [&self.motif.to_be_bytes()[..], self.texte.expose().as_bytes(), &self.auteur.0];
        rangee::seal(key, &self.place(), &self.columns(), &champs)
    }

    /// The parameters of its insertion.
    pub fn values(&self, key: &Secret) -> Vec<Value> {
        vec![
            self.id.0.into(),
            self.structure.as_str().into(),
            (self.genre as u8).into(),
            self.dossier.0.into(),
            self.agent().into(),
            self.site.into(),
            (self.temps as i64).into(),
            (self.etat as u8).into(),
            self.seal(key).into(),
        ]
    }

    /// The parameters of its change, from the state that it had.
    pub fn changes(&self, from: EtatPassage, key: &Secret) -> Vec<Value> {
        vec![
            self.id.0.into(),
            (from as u8).into(),
            self.agent().into(),
            (self.etat as u8).into(),
            self.seal(key).into(),
        ]
    }
}

/// Rows that open, and how many do not.
pub(crate) fn opened(bruts: Vec<Brut>, key: &Secret, structure: CodeStructure) -> (Vec<Rang>, usize) {
    rangee::opened(bruts, |brut| brut.open(key, structure))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ICI: CodeStructure = CodeStructure(*b"59512S00");

    fn rang() -> Rang {
        Rang {
            id: PassageId([1; 16]),
            structure: ICI,
            genre: GenrePassage::Ticket,
            dossier: DossierId([2; 16]),
            pour: Some(AgentId([3; 16])),
            site: 4,
            temps: 5,
            etat: EtatPassage::Attend,
            motif: 6,
            texte: Clair::new("rappeler avant midi"),
            auteur: AgentId([7; 16]),
        }
    }

    #[test]
    fn a_row_opens_as_it_was_written_and_not_otherwise() {
        let key = Secret::new([9; 32]);
        let sealed = rang().seal(&key);
        let read = |change: fn(&mut Rang)| {
            let mut edited = rang();
            change(&mut edited);
            Brut { rang: Some(edited), contenu: sealed.clone() }.open(&key, ICI)
        };
        let whole = read(|_| {}).expect("it opens");
        assert_eq!((whole.motif, whole.texte.expose(), whole.auteur), (6, "rappeler avant midi", AgentId([7; 16])));
        for change in [
            (|r: &mut Rang| r.id.0[0] ^= 1) as fn(&mut Rang),
            |r| r.structure = CodeStructure(*b"13055S00"),
            |r| r.genre = GenrePassage::Appel,
            |r| r.dossier.0[0] ^= 1,
            |r| r.pour = None,
            |r| r.site = 5,
            |r| r.temps = 6,
            |r| r.etat = EtatPassage::Clos,
        ] {
            assert!(read(change).is_none());
        }
    }
}
