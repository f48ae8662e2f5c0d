//! The directory of agents: names sealed per structure on disk, open in memory while the coffre is.

use std::collections::HashMap;

use domaine::{AgentId, Clair, CodeStructure};
use journal::entry::{Pseudonym, pseudonym};

use crate::base::{SqlError, Tx};
use crate::fiche::{put, take};
use crate::racine::Racine;
use crate::sceau::{self, Place};

crate::statements! {
    AGENTS = "select id, structure, contenu from agent";
    INSERT_AGENT = "insert into agent (id, structure, contenu) values (?1, ?2, ?3)";
    STRUCTURES = "select code, nom from structure";
    INSERT_STRUCTURE = "insert into structure (code, nom) values (?1, ?2) on conflict (code) do nothing";
}

/// Table number in [`Place`].
const KIND: u8 = 32;

/// What is known of an agent besides her rights.
#[derive(Clone, Debug)]
pub struct Fiche {
    /// Who.
    pub id: AgentId,
    /// Where.
    pub structure: CodeStructure,
    /// "Léa Masson".
    pub nom: Clair,
    /// Professional address.
    pub mail: Clair,
    /// Secret salt of her pseudonym.
    pub salt: [u8; 16],
}

/// All agents and structures.
#[derive(Debug, Default)]
pub struct Annuaire {
    by_pseudonym: HashMap<Pseudonym, Fiche>,
    by_id: HashMap<AgentId, Pseudonym>,
    structures: HashMap<CodeStructure, String>,
}

impl Fiche {
    /// Her name in the journal.
    pub fn pseudonym(&self) -> Pseudonym {
        pseudonym(&self.salt, &self.id.0)
    }

    fn place(id: AgentId, structure: CodeStructure) -> Place {
        Place { owner: id.0, structure: structure.0, kind: KIND, num: 0, version: 1 }
    }
}

impl Annuaire {
    /// Reads and opens every row. A row that does not open is left out: its agent then has no name here.
    ///
    /// # Errors
    /// The base's.
    pub fn read(tx: &mut Tx<'_>, racine: &Racine) -> Result<Annuaire, SqlError> {
        let mut annuaire = Annuaire::default();
        for (code, nom) in tx.all::<(String, String)>(&STRUCTURES, &[])? {
            if let Ok(code) = code.parse() {
                annuaire.structures.insert(code, nom);
            }
        }
        for (id, structure, contenu) in tx.all::<(Vec<u8>, String, Vec<u8>)>(&AGENTS, &[])? {
            let (Ok(id), Ok(structure)) = (id.try_into(), structure.parse::<CodeStructure>()) else { continue };
            if let Some(fiche) = opened(AgentId(id), structure, &contenu, racine) {
                annuaire.insert(fiche);
            }
        }
        Ok(annuaire)
    }

    /// Adds an agent in memory.
    pub fn insert(&mut self, fiche: Fiche) {
        let name = fiche.pseudonym();
        self.by_id.insert(fiche.id, name);
        self.by_pseudonym.insert(name, fiche);
    }

    /// Adds a structure in memory.
    pub fn insert_structure(&mut self, code: CodeStructure, nom: String) {
        self.structures.insert(code, nom);
    }

    /// The agent of a pseudonym.
    pub fn get(&self, agent: &Pseudonym) -> Option<&Fiche> {
        self.by_pseudonym.get(agent)
    }

    /// The agent of an id.
    pub fn by_id(&self, id: AgentId) -> Option<&Fiche> {
        self.by_pseudonym.get(self.by_id.get(&id)?)
    }

    /// The agents of a structure.
    pub fn of_structure(&self, structure: CodeStructure) -> impl Iterator<Item = (&Pseudonym, &Fiche)> {
        self.by_pseudonym.iter().filter(move |(_, fiche)| fiche.structure == structure)
    }

    /// Every structure.
    pub fn structures(&self) -> impl Iterator<Item = CodeStructure> {
        self.structures.keys().copied()
    }

    /// A name to show, by pseudonym.
    pub fn nom(&self, agent: &Pseudonym) -> Option<Clair> {
        self.get(agent).map(|fiche| fiche.nom.clone())
    }

    /// Name of a structure, or its code.
    pub fn structure(&self, code: CodeStructure) -> String {
        self.structures.get(&code).cloned().unwrap_or_else(|| code.to_string())
    }
}

/// Writes an agent's row.
///
/// # Errors
/// The base's.
pub fn insert_agent(tx: &mut Tx<'_>, racine: &Racine, fiche: &Fiche) -> Result<(), SqlError> {
    let mut clear = zeroize::Zeroizing::new(Vec::new());
    put(&mut clear, 1, fiche.nom.expose().as_bytes());
    put(&mut clear, 2, fiche.mail.expose().as_bytes());
    put(&mut clear, 3, &fiche.salt);
    let sealed = sceau::seal(&racine.agents(fiche.structure), &Fiche::place(fiche.id, fiche.structure), &clear);
    tx.exec(&INSERT_AGENT, &[fiche.id.0.into(), fiche.structure.as_str().into(), sealed.into()]).map(|_| ())
}

/// Writes a structure's row, if it is not there.
///
/// # Errors
/// The base's.
pub fn insert_structure(tx: &mut Tx<'_>, code: CodeStructure, nom: &str) -> Result<(), SqlError> {
    tx.exec(&INSERT_STRUCTURE, &[code.as_str().into(), nom.into()]).map(|_| ())
}

fn opened(id: AgentId, structure: CodeStructure, contenu: &[u8], racine: &Racine) -> Option<Fiche> {
    let clear = sceau::open(&racine.agents(structure), &Fiche::place(id, structure), contenu)?;
    let mut rest: &[u8] = &clear;
    let mut next = |number| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
    Some(Fiche {
        id,
        structure,
        nom: Clair::new(std::str::from_utf8(next(1)?).ok()?),
        mail: Clair::new(std::str::from_utf8(next(2)?).ok()?),
        salt: next(3)?.try_into().ok()?,
    })
}
