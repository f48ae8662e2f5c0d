//! What the desk of the vigie shows: alerts, and the account that one is about. Counts and agents' names; never a person's.

use domaine::{AgentId, Clair, CodeStructure, IncidentId};
use droits::Role;
use droits::habilitation::State;

use super::{Agent, Receipt};

/// An account as the desk names it.
#[derive(Debug, Clone)]
pub struct CompteAlerte {
    /// Whose.
    pub id: AgentId,
    /// Name of the agent.
    pub nom: Clair,
    /// Where she works.
    pub structure: CodeStructure,
    /// What she does.
    pub role: Role,
    /// Her account, now.
    pub etat: State,
}

/// An alert, as its entry has it.
#[derive(Debug, Clone)]
pub struct AlerteLue {
    /// Index of its entry.
    pub entree: u64,
    /// Milliseconds since 1970 UTC.
    pub le: u64,
    /// Number of the rule that spoke.
    pub regle: u8,
    /// The count that passed its limit.
    pub compte: u32,
    /// Whom it is about; none when it is nobody in particular.
    pub qui: Option<CompteAlerte>,
    /// What became of it.
    pub suite: SuiteLue,
}

/// What became of an alert.
#[derive(Debug, Clone)]
pub enum SuiteLue {
    /// It waits for a person.
    Attend,
    /// It was false.
    Fausse {
        /// Who said so.
        par: Option<Clair>,
        /// When, milliseconds.
        le: u64,
    },
    /// Its account is in an incident.
    Incident {
        /// Which.
        incident: IncidentId,
        /// Its number.
        numero: usize,
        /// Whether it is still open.
        is_ouvert: bool,
    },
}

/// Which alerts a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileAlertes {
    /// Those for which a person is waited for; the oldest first.
    ARevoir,
    /// Those that wait, and press nobody.
    Consignees,
    /// Those of which somebody has said something, or that an incident holds.
    Revues,
}

/// What is asked of the list.
#[derive(Debug, Clone, Copy)]
pub struct VueAlertes {
    /// Which ones.
    pub file: FileAlertes,
    /// Pages begin at 1.
    pub page: u32,
    /// Whether a rule's alerts are for a person to look at: the rules say so, and the coffre knows none.
    pub presse: fn(u8) -> bool,
}

/// Alerts that a verdict would cover: what its author has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attente {
    /// The first of them, milliseconds.
    pub depuis: u64,
    /// The last.
    pub jusqua: u64,
    /// How many.
    pub combien: u32,
}

/// A page of alerts.
#[derive(Debug)]
pub struct Alertes {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Those of the page.
    pub lignes: Vec<AlerteLue>,
    /// How many she may see to be reviewed, noted, reviewed, of the latest 5,000.
    pub comptes: [usize; 3],
    /// Those about nobody in particular that she may say to be false.
    pub reseau: Option<Attente>,
    /// Incidents open that she may see.
    pub incidents: usize,
}

/// What is looked at before an account is given back or an incident is opened.
#[derive(Debug)]
pub struct CasAlerte {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Whose account.
    pub qui: CompteAlerte,
    /// Everything that was said of it, newest first.
    pub alertes: Vec<AlerteLue>,
    /// Distinct dossiers that she read by day, days since 1970 (they turn at 3 h UTC), the last 30, oldest first.
    pub jours: Vec<(i32, u16)>,
    /// What is usual: the median of the days worked by those of her role in her structure, over the same days; none if nobody did.
    pub usuel: Option<u16>,
    /// Those that wait.
    pub attente: Option<Attente>,
    /// Whether she may say that they are false.
    pub is_ecartable: bool,
    /// Whether she may open an incident of this account.
    pub is_ouvrable: bool,
    /// The open incident that holds it, and its number.
    pub incident: Option<(IncidentId, usize)>,
    /// Open incidents to which she may add it.
    pub ouverts: Vec<(IncidentId, usize)>,
}
