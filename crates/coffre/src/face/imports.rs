//! Imports: a file being corrected, then made into dossiers.

use domaine::{Clair, DossierId, ImportId};

use super::{Agent, Etiquette, Receipt, Ressemblance};

/// Rows of a file, to be corrected and then imported.
#[derive(Clone, Debug)]
pub struct ImportLu {
    /// Heads of the columns.
    pub entetes: Vec<Clair>,
    /// Each row with its number in the spreadsheet.
    pub lignes: Vec<(u32, Vec<Clair>)>,
    /// How the file was read, in codes that say nothing of anybody: "csv;windows-1252".
    pub format: String,
}

/// An import, without anybody in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportResume {
    /// Which.
    pub id: ImportId,
    /// Milliseconds since 1970 UTC.
    pub cree: u64,
    /// Where it stands.
    pub etat: ImportEtat,
    /// Rows of the file.
    pub lignes: u32,
    /// Dossiers made so far.
    pub faits: u32,
    /// Dossiers of it that were written in since, and that taking it back would keep. Known once undone.
    pub gardes: u32,
}

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum ImportEtat {
    /// Being corrected; nothing exists yet.
    Essai = 1,
    /// Signed, and being made.
    EnCours = 2,
    /// All its rows are made.
    Fait = 3,
    /// Stopped on the way: to be signed again, or taken back.
    Interrompu = 4,
    /// Taken back.
    Annule = 5,
}

/// A page of an import's grid.
#[derive(Debug)]
pub struct ImportPage {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Where it stands.
    pub resume: ImportResume,
    /// How the file was read.
    pub format: String,
    /// Heads of the columns, and what each feeds.
    pub colonnes: Vec<(Clair, domaine::import::Colonne)>,
    /// At most 25 rows of the view that was asked.
    pub lignes: Vec<ImportLigne>,
    /// Rows of this view.
    pub total: u32,
    /// Rows ready, with warnings, refused, duplicates of the file, known in the base, left aside.
    pub comptes: ImportComptes,
    /// What is signed: the hash of the rows that would be made, and how many.
    pub contenu: [u8; 32],
    /// See `contenu`.
    pub prets: u32,
}

/// Counts of an import's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word of the screen that it says")]
pub struct ImportComptes {
    pub pretes: u32,
    pub avertissements: u32,
    pub refusees: u32,
    pub doubles_fichier: u32,
    pub connues: u32,
    pub ecartees: u32,
    pub faites: u32,
}

/// Which rows of an import are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word of the screen that it says")]
pub enum ImportVue {
    #[default]
    ACorriger,
    Toutes,
    Pretes,
    Doublons,
    Faites,
}

/// One row of the grid.
#[derive(Clone, Debug)]
pub struct ImportLigne {
    /// Number in the spreadsheet.
    pub numero: u32,
    /// Cells as they stand, corrections included.
    pub cellules: Vec<Clair>,
    /// What is said of them.
    pub remarques: Vec<domaine::import::Remarque>,
    /// The earlier row that says the same person.
    pub double_de: Option<u32>,
    /// Somebody of the base who looks like this person.
    pub connue: Option<(Etiquette, Ressemblance)>,
    /// What the agent decided of it.
    pub choix: ImportChoix,
    /// Its dossier, once made.
    pub dossier: Option<DossierId>,
}

/// What the agent decides of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum ImportChoix {
    /// Imported if nothing is against it.
    #[default]
    Normal = 0,
    /// Left aside.
    Ecartee = 1,
    /// Imported although somebody looks like this person.
    Confirmee = 2,
}

/// A gesture on an import that is still being corrected.
#[derive(Clone, Debug)]
pub enum ImportGeste {
    /// A row gets these cells, and is examined anew.
    Corriger(u32, Vec<Clair>),
    /// A row is left aside, taken again, or confirmed.
    Choisir(u32, ImportChoix),
    /// All rows that are refused or doubtful are left aside: the rest is imported.
    EcarterFautives,
    /// The columns feed these.
    Colonnes(Vec<domaine::import::Colonne>),
    /// The file is a liste de repérage: who it makes, and who is known already, are followed as such.
    Reperage(super::ReperageSaisi),
    /// The file is forgotten.
    Oublier,
}
