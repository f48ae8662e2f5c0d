//! What the desk of the étendue asks and shows: accounts by their names, persons by the pseudonyms of their dossiers. Never a
//! person's name.

use std::collections::BTreeSet;

use domaine::{AgentId, Champ, Clair, CodeStructure};
use droits::Role;

use super::{Agent, CompteAlerte, Explication, GenreLecture, LoginId, Preuves, Receipt};

/// Whose readings, and when. Whatever *one* of the three did counts; where all three are empty, it is everything that the reader
/// may ask about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemandeEtendue {
    /// Accounts.
    pub comptes: BTreeSet<AgentId>,
    /// Logins: browser keys.
    pub logins: BTreeSet<LoginId>,
    /// Structures of the agents who read.
    pub structures: BTreeSet<CodeStructure>,
    /// From this time on, counted; milliseconds since 1970 UTC.
    pub du: u64,
    /// Until this time, not counted.
    pub au: u64,
}

impl Default for DemandeEtendue {
    fn default() -> DemandeEtendue {
        let (comptes, logins, structures) = Default::default();
        DemandeEtendue { comptes, logins, structures, du: 0, au: u64::MAX }
    }
}

/// What of the answer a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VueDeLEtendue {
    /// Persons only listed; otherwise those that were read.
    pub listes: bool,
    /// From 1.
    pub page: u32,
}

/// Persons of a page of the étendue.
pub const ATTEINTES_PAR_PAGE: usize = 25;

/// Points of the plot of persons against time.
pub const POINTS: u32 = 48;

/// Entries proved in one file, deliveries not counted.
pub const PREUVES_PAR_PAGE: usize = 100;

/// Persons of a file that a browser is given. More is for the console, which writes to a disk.
pub const PERSONNES_DU_FICHIER_MAX: usize = 100_000;

/// `GET /etendue`: whom one may ask about, and the answer when something was asked.
#[derive(Debug)]
pub struct BureauEtendue {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who asks.
    pub agent: Agent,
    /// The structure whose accounts are offered, by its name.
    pub parmi: (CodeStructure, String),
    /// Accounts that she may choose: those of that structure, and those that she named, by name.
    pub comptes: Vec<CompteAlerte>,
    /// The answer.
    pub reponse: Option<EtendueLue>,
}

/// The answer, for a page.
#[derive(Clone, Debug)]
pub struct EtendueLue {
    /// As of when, and in which journal.
    pub jalon: Jalon,
    /// Structures that were asked about, when they were.
    pub structures: Vec<String>,
    /// Counts.
    pub bilan: BilanEtendue,
    /// Persons of the page.
    pub personnes: Vec<PersonneAtteinte>,
    /// All those of its kind: read, or only listed.
    pub total: usize,
    /// Persons read up to each moment, milliseconds since 1970 UTC.
    pub courbe: Vec<(u64, u64)>,
}

/// The checkpoint that covers an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jalon {
    /// Entry of the question: everything before it is counted.
    pub question: u64,
    /// When it was asked, milliseconds since 1970 UTC.
    pub le: u64,
    /// Entries that the latest checkpoint, signed by both sides, covers.
    pub entrees: u64,
    /// Its root.
    pub racine: [u8; 32],
}

/// Counts of an answer: what may be said without naming anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BilanEtendue {
    /// Persons delivered, not confirmed, only listed.
    pub personnes: [u64; 3],
    /// Decoys that were opened: nobody.
    pub leurres: u64,
    /// For each class, C1 first: persons of whom it was delivered; persons of whom it only may have been.
    pub classes: [[u64; 2]; 7],
    /// Entries of reading.
    pub lectures: u64,
    /// Of which delivered.
    pub livrees: u64,
    /// Of which reveals.
    pub revelations: u64,
    /// Of which prints.
    pub impressions: u64,
    /// Pages of labels, and their lines.
    pub pages: [u64; 2],
    /// Pages, and lines, whose persons are not known.
    pub non_nommes: [u64; 2],
    /// Entries of pages whose list is not what the journal commits to.
    pub alterees: Vec<u64>,
    /// Exact values looked up, and answers.
    pub recherches: [u64; 2],
    /// First and last time, when there is anything.
    pub fenetre: Option<(u64, u64)>,
}

/// One person reached, by the pseudonym of her dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonneAtteinte {
    /// Pseudonym.
    pub sujet: [u8; 16],
    /// Key of the surest of what is known of her: `livre`, `livraison-non-confirmee`, `liste-seulement`.
    pub certitude: &'static str,
    /// Classes delivered: bit 0 is C1.
    pub livrees: u8,
    /// Classes that only may have been.
    pub incertaines: u8,
    /// Fields, whatever the certainty.
    pub champs: Vec<Champ>,
    /// First and last time, lists included.
    pub fenetre: (u64, u64),
    /// Readings.
    pub lectures: u32,
    /// Lines of lists.
    pub listes: u32,
}

/// The answer as a file for the authority.
#[derive(Debug)]
pub struct FichierEtendue {
    /// To give back once sent.
    pub receipt: Receipt,
    /// One line a person, no name.
    pub octets: Vec<u8>,
}

/// Proofs of the entries that an answer rests on, some at a time.
#[derive(Debug)]
pub struct PreuvesEtendue {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Readings and pages of labels, each with its delivery if there is one, in the order of the journal.
    pub preuves: Preuves,
    /// Entry of the question.
    pub question: u64,
    /// This file, from 1, and how many there are.
    pub page: (u32, u32),
}

/// Readings of a page of one dossier's.
pub const LECTURES_PAR_PAGE: usize = 25;

/// `GET /dossiers/{dossier}/lectures`: who read one dossier. Nothing of the dossier itself.
#[derive(Debug)]
pub struct LecturesDuDossier {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who asks.
    pub agent: Agent,
    /// Its pseudonym in the journal.
    pub sujet: [u8; 16],
    /// Newest first.
    pub lignes: Vec<LectureDuDossier>,
    /// All of them.
    pub total: usize,
}

/// One reading.
#[derive(Clone, Debug)]
pub struct LectureDuDossier {
    /// Milliseconds since 1970 UTC.
    pub le: u64,
    /// Name of the agent, of the reader's own structure and still known.
    pub nom: Option<Clair>,
    /// What she does.
    pub role: Option<Role>,
    /// Name of her structure, when it is another.
    pub ailleurs: Option<String>,
    /// How.
    pub genre: GenreLecture,
    /// Classes: a bitmap.
    pub classes: u8,
    /// What explained it.
    pub explication: Explication,
    /// Index of its entry.
    pub entree: u64,
    /// Whether an entry says that the answer left.
    pub livre: bool,
}
