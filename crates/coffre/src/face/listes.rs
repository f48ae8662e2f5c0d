//! Lists: how they are asked for, and what a line of them shows.

use domaine::{AgentId, Clair, DossierId, Statut, TrancheAge};

use super::{AFaire, Agent, Lecture, Receipt, RemplacementVu};

/// How a portefeuille is asked for. The address holds it; it never holds a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filtre {
    /// Whose.
    pub portee: Portee,
    /// Only this statut.
    pub statut: Option<Statut>,
    /// Only this age group.
    pub age: Option<TrancheAge>,
    /// Only those without a contact or a change for this many days.
    pub sans_nouvelle: Option<u16>,
    /// Only those created in the last so many days.
    pub nouveaux: Option<u16>,
    /// Only those with whom this is to be done.
    pub a_faire: Option<AFaire>,
    /// Order.
    pub tri: Tri,
}

/// Whose people are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Portee {
    /// Her own.
    #[default]
    Moi,
    /// A colleague's, of the same structure; masked.
    Agent(AgentId),
    /// Nobody's yet: those without référent.
    SansReferent,
    /// The whole structure; masked but her own.
    Structure,
}

/// Order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Tri {
    #[default]
    Nom,
    /// Longest without news first.
    PlusAnciens,
    /// Last changed first.
    PlusRecents,
    /// Youngest first.
    Age,
    /// Last created first.
    Creation,
}

/// A colleague, to choose whose portefeuille to read.
#[derive(Clone, Debug)]
pub struct Collegue {
    /// Who.
    pub id: AgentId,
    /// Name.
    pub nom: Clair,
    /// People whose référent she is.
    pub combien: usize,
}

/// A filter that the agent keeps under a name of her own.
#[derive(Clone, Debug)]
pub struct FiltreEnregistre {
    /// Number, for its address of removal.
    pub num: u32,
    /// Her words.
    pub nom: Clair,
    /// The query string that it stands for, without `?`.
    pub requete: String,
}

/// A page of the portefeuille.
#[derive(Debug)]
pub struct Portefeuille {
    /// The page.
    pub liste: Liste,
    /// People of this structure's agents, herself left out, by name.
    pub collegues: Vec<Collegue>,
    /// Her saved filters.
    pub filtres: Vec<FiltreEnregistre>,
    /// Size of the portée before filtering.
    pub sur: usize,
    /// Replacements in force that concern who reads: whom she replaces, and who replaces her.
    pub remplacements: Vec<RemplacementVu>,
}

/// What this agent has read, newest first.
#[derive(Debug)]
pub struct MesLectures {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who.
    pub agent: Agent,
    /// One page, at most 25.
    pub lignes: Vec<MaLecture>,
    /// How many in the last 30 days.
    pub total: usize,
    /// Distinct dossiers opened per day, the last 30 days, oldest first: day (days since 1970) and count.
    pub jours: Vec<(i32, u16)>,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct MaLecture {
    /// The person; `None` when the dossier is no longer in this structure.
    pub etiquette: Option<Etiquette>,
    /// The reading, and whether it was an opening, a reveal or a print.
    pub lecture: Lecture,
}

/// How something was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum GenreLecture {
    Ouverture,
    Revelation,
    Impression,
    Mandat,
}

/// A page of labels.
#[derive(Debug)]
pub struct Liste {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// At most 25.
    pub lignes: Vec<Etiquette>,
    /// How many there are in all.
    pub total: usize,
}

/// One person in a list: whole when a strong explanation stands, masked otherwise.
#[derive(Clone, Debug)]
pub struct Etiquette {
    /// Which dossier.
    pub dossier: DossierId,
    /// Short number.
    pub numero: u32,
    /// Surname, or its initial when masked.
    pub nom: Clair,
    /// First name.
    pub prenom: Clair,
    /// The year: a list never gives a birth date.
    pub naissance: Clair,
    /// Name of the référent.
    pub referent: Option<Clair>,
    /// Where the accompaniment stands.
    pub statut: Statut,
    /// Last contact or change, milliseconds since 1970 UTC.
    pub maj: u64,
    /// Whether the name is cut.
    pub masquee: bool,
}
