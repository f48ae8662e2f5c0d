//! What the desk of the vigie shows: alerts, and the account that one is about. Counts and agents' names; never a person's.

use domaine::{AgentId, Clair, CodeStructure};
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
}

/// A page of alerts, newest first.
#[derive(Debug)]
pub struct Alertes {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Those of the page.
    pub lignes: Vec<AlerteLue>,
    /// All of those that she may see, of the latest 5,000.
    pub total: usize,
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
}
