//! What the desk shows of incidents: accounts by their agents' names, persons by counts. Never a person's name.

use domaine::{AgentId, Clair, IncidentId};

use super::{Agent, CompteAlerte, Receipt};

/// Entries of a case that are shown at most: the latest ones.
pub const FRISE_MAX: usize = 60;

/// `GET /incidents`.
#[derive(Debug)]
pub struct IncidentsLus {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Those that are open, the oldest first.
    pub ouverts: Vec<IncidentLu>,
    /// The latest that are closed, the last one first.
    pub clos: Vec<IncidentLu>,
}

/// An incident in a list.
#[derive(Debug, Clone)]
pub struct IncidentLu {
    /// Which.
    pub incident: IncidentId,
    /// Its number, as people say it.
    pub numero: usize,
    /// Who opened it.
    pub par: Option<Clair>,
    /// When, milliseconds.
    pub depuis: u64,
    /// Accounts concerned that she may see.
    pub comptes: Vec<CompteAlerte>,
    /// How many more, of other structures.
    pub ailleurs: usize,
    /// How it ended.
    pub cloture: Option<ClotureLue>,
}

/// How an incident ended.
#[derive(Debug, Clone)]
pub struct ClotureLue {
    /// Who closed it.
    pub par: Option<Clair>,
    /// When, milliseconds.
    pub le: u64,
    /// Whether it happened.
    pub is_confirme: bool,
}

/// `GET /incidents/{incident}`.
#[derive(Debug)]
pub struct IncidentVu {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// The incident.
    pub cas: IncidentLu,
    /// What is seen of it here: who closes it signs for that.
    pub vu: [u8; 16],
    /// What happened to its accounts, newest first, at most [`FRISE_MAX`].
    pub frise: Vec<FaitIncident>,
    /// How many there are.
    pub total: usize,
    /// Distinct dossiers that its accounts read by day, added up; days since 1970 (they turn at 3 h UTC), thirty, oldest first.
    pub jours: Vec<(i32, u32)>,
    /// Accounts that she may add, those that wait for a verdict first.
    pub candidats: Vec<CompteAlerte>,
    /// Accounts that she may take out.
    pub retirables: Vec<AgentId>,
    /// Whether she may close it as confirmed.
    pub is_confirmable: bool,
    /// Whether she may close it as false.
    pub is_infirmable: bool,
}

/// What an entry says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoiIncident {
    /// A login.
    Connexion,
    /// Its end.
    FinDeConnexion,
    /// An alert of this rule.
    Alerte(u8),
    /// The account was cut by somebody, or for having asked too much.
    Suspension,
    /// It was cut by this rule.
    SuspensionRegle(u8),
    /// One of the two who lift it.
    Retablissement,
    /// The account was closed for ever.
    Fermeture,
    /// Something was taken from the account by a rule, for a while.
    Mesure,
    /// A structure, or the network, was frozen.
    Gel,
    /// One of the two who lift that.
    Levee,
    /// A verdict, a step of an incident, the review of a broken glass: the rule of the entry.
    Etape(u8),
}

/// An entry of the journal about an incident or one of its accounts.
#[derive(Debug, Clone)]
pub struct FaitIncident {
    /// Index.
    pub entree: u64,
    /// Milliseconds.
    pub le: u64,
    /// What it says.
    pub quoi: QuoiIncident,
    /// Whose account; none for what happens to all.
    pub qui: Option<Clair>,
    /// Who did it; none for the programs.
    pub par: Option<Clair>,
}
