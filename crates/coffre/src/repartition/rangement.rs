//! The rows of replacements. Who, whom and when are in clear; what is sealed says it again: an edited row does not open. The fact
//! itself is in the journal, which alone decides: a row only tells people.

use domaine::{AgentId, CodeStructure, RemplacementId};

use crate::base::{FromRow, Row, SqlError, Value};
use crate::racine::Secret;
use crate::rangee;
use crate::sceau::Place;

crate::statements! {
    IN_FORCE = "select id, structure, de, par, debut, fin, contenu from remplacement \
                where structure = ?1 and fin > ?2 order by fin, id limit 200";
    GET = "select id, structure, de, par, debut, fin, contenu from remplacement where id = ?1";
    INSERT = "insert into remplacement (id, structure, de, par, debut, fin, contenu) \
              values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    UPDATE = "update remplacement set fin = ?2, contenu = ?3 where id = ?1";
    ABSENCES = "select agent, jour from rendez_vous where structure = ?1 and jour between ?2 and ?3 and genre = 3 \
                order by jour, agent limit 4000";
}

/// Table number in [`Place`].
const KIND: u8 = 44;

/// One row, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct Rang {
    pub id: RemplacementId,
    pub structure: CodeStructure,
    /// Who is away.
    pub de: AgentId,
    /// Who replaces her.
    pub par: AgentId,
    /// Milliseconds.
    pub debut: u64,
    /// Milliseconds, exclusive.
    pub fin: u64,
    /// Who wrote it.
    pub auteur: AgentId,
}

/// A row as the base has it.
pub(crate) struct Brut {
    rang: Option<Rang>,
    contenu: Vec<u8>,
}

impl FromRow for Brut {
    fn from_row(row: &Row<'_>) -> Result<Brut, SqlError> {
        let id = |index: usize| Ok::<Option<[u8; 16]>, SqlError>(row.bytes(index)?.try_into().ok());
        let rang = match (id(0)?, row.text(1)?.parse().ok(), id(2)?, id(3)?) {
            (Some(own), Some(structure), Some(de), Some(par)) => Some(Rang {
                id: RemplacementId(own),
                structure,
                de: AgentId(de),
                par: AgentId(par),
                debut: row.int(4)? as u64,
                fin: row.int(5)? as u64,
                auteur: AgentId([0; 16]),
            }),
            _ => None,
        };
        Ok(Brut { rang, contenu: row.bytes(6)?.to_vec() })
    }
}

impl Brut {
    /// The row, if it is the one that was written, and of this structure.
    pub fn open(self, key: &Secret, structure: CodeStructure) -> Option<Rang> {
        let rang = self.rang.filter(|rang| rang.structure == structure)?;
        let mut champs = rangee::open(key, &rang.place(), &rang.columns(), &self.contenu)?;
        Some(Rang { auteur: AgentId(champs.bytes()?), ..rang })
    }
}

impl Rang {
    fn place(&self) -> Place {
        Place { owner: self.id.0, structure: self.structure.0, kind: KIND, num: 0, version: 1 }
    }

    fn columns(&self) -> Vec<u8> {
        [&self.de.0[..], &self.par.0, &self.debut.to_be_bytes(), &self.fin.to_be_bytes()].concat()
    }

    fn seal(&self, key: &Secret) -> Vec<u8> {
        rangee::seal(key, &self.place(), &self.columns(), &[&self.auteur.0])
    }

    /// The parameters of its insertion.
    pub fn values(&self, key: &Secret) -> Vec<Value> {
        vec![
            self.id.0.into(),
            self.structure.as_str().into(),
            self.de.0.into(),
            self.par.0.into(),
            (self.debut as i64).into(),
            (self.fin as i64).into(),
            self.seal(key).into(),
        ]
    }

    /// The parameters of another end.
    pub fn ends(&self, key: &Secret) -> Vec<Value> {
        vec![self.id.0.into(), (self.fin as i64).into(), self.seal(key).into()]
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

    #[test]
    fn an_edited_row_does_not_open() {
        let key = Secret::new([9; 32]);
        let rang = Rang {
            id: RemplacementId([1; 16]),
            structure: ICI,
            de: AgentId([2; 16]),
            par: AgentId([3; 16]),
            debut: 4,
            fin: 5,
            auteur: AgentId([6; 16]),
        };
        let read = |change: fn(&mut Rang)| {
            let mut edited = rang.clone();
            change(&mut edited);
            Brut { rang: Some(edited), contenu: rang.seal(&key) }.open(&key, ICI)
        };
        assert_eq!(read(|_| {}).expect("it opens").auteur, AgentId([6; 16]));
        for change in [
            (|r: &mut Rang| r.id.0[0] ^= 1) as fn(&mut Rang),
            |r| r.de.0[0] ^= 1,
            |r| r.par.0[0] ^= 1,
            |r| r.debut = 5,
            |r| r.fin = 6,
        ] {
            assert!(read(change).is_none());
        }
    }
}
