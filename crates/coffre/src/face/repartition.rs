//! Who accompanies whom, who replaces whom, and what is to be put right.

use domaine::{AgentId, Clair, RemplacementId, Statut};
use jiff::civil::Date;

use super::{Agent, Liste, Receipt};

/// A colleague's portefeuille taken over for a while.
#[derive(Clone, Debug)]
pub struct RemplacementVu {
    /// Which.
    pub id: RemplacementId,
    /// Who is away.
    pub de: (AgentId, Option<Clair>),
    /// Who replaces her.
    pub par: (AgentId, Option<Clair>),
    /// Last day.
    pub jusqu_au: Date,
    /// Whether the reader may end it.
    pub terminable: bool,
}

/// One line of the distribution.
#[derive(Clone, Debug)]
pub struct LigneRepartition {
    /// Who.
    pub id: AgentId,
    /// Name.
    pub nom: Clair,
    /// Dossiers of each statut, in the order of [`Statut::ALL`].
    pub dossiers: [usize; Statut::ALL.len()],
    /// Whether dossiers may be entrusted to her: her account opens.
    pub ouverte: bool,
    /// Away today, or soon: first and last day.
    pub absence: Option<(Date, Date)>,
}

impl LigneRepartition {
    /// All of hers.
    pub fn total(&self) -> usize {
        self.dossiers.iter().sum()
    }
}

/// The distribution of a structure. It shows nobody.
#[derive(Debug)]
pub struct Repartition {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// By name.
    pub lignes: Vec<LigneRepartition>,
    /// Nobody's, by statut.
    pub sans_referent: [usize; Statut::ALL.len()],
    /// Replacements in force.
    pub remplacements: Vec<RemplacementVu>,
    /// Lines that do not read as they were written.
    pub illisibles: usize,
    /// Today, in the structure.
    pub aujourdhui: Date,
}

/// The dossiers of one person, or nobody's, to be entrusted to another.
#[derive(Debug)]
pub struct AReaffecter {
    /// The page.
    pub liste: Liste,
    /// Whose; none for those without référent.
    pub de: Option<(AgentId, Clair)>,
    /// To whom they may be entrusted, by name, with how many each has.
    pub vers: Vec<(AgentId, Clair, usize)>,
}

/// What became of an affectation.
#[derive(Clone, Debug)]
pub enum Affecte {
    /// Done, or it was so already.
    Fait,
    /// Somebody else entrusted the dossier meanwhile: to her.
    Deja(Option<Clair>),
}

/// What is done to a replacement.
#[derive(Clone, Copy, Debug)]
pub enum GesteRemplacement {
    /// Takes over.
    Reprend {
        /// Whose portefeuille.
        de: AgentId,
        /// Who answers for it; none for who asks.
        par: Option<AgentId>,
        /// Last day.
        jusqu_au: Date,
    },
    /// Ends it now.
    Termine(RemplacementId),
}

/// Something to be put right in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ARevoir {
    /// A part that makes a file complete was never filled.
    Vides,
    /// A part was confirmed too long ago.
    Perimes,
    /// No contact for longer than the delay of sleep.
    SansContact,
    /// A rendez-vous is over, and nobody said what became of it.
    RendezVous,
    /// A proposition has no result, past its term.
    Propositions,
    /// Every situation is over.
    Situations,
    /// Nobody accompanies.
    SansReferent,
    /// Last contact so many whole months ago; the last number is for all beyond.
    Mois(u8),
}

/// Months that the plot tells apart; the last one holds all beyond.
pub const MOIS_MAX: u8 = 12;

impl ARevoir {
    /// Those that are counted, in the order of the page.
    pub const ALL: [ARevoir; 7] = [
        ARevoir::SansReferent,
        ARevoir::RendezVous,
        ARevoir::Situations,
        ARevoir::Propositions,
        ARevoir::SansContact,
        ARevoir::Perimes,
        ARevoir::Vides,
    ];

    /// Its key in addresses and translations.
    pub fn key(self) -> String {
        match self {
            ARevoir::Vides => "parties-vides".into(),
            ARevoir::Perimes => "a-confirmer".into(),
            ARevoir::SansContact => "sans-contact".into(),
            ARevoir::RendezVous => "rendez-vous".into(),
            ARevoir::Propositions => "propositions".into(),
            ARevoir::Situations => "situations".into(),
            ARevoir::SansReferent => "sans-referent".into(),
            ARevoir::Mois(n) => format!("mois-{n}"),
        }
    }

    /// That of a key.
    pub fn from_key(key: &str) -> Option<ARevoir> {
        let months = (0..=MOIS_MAX).map(ARevoir::Mois);
        ARevoir::ALL.into_iter().chain(months).find(|one| one.key() == key)
    }
}

/// What is to be put right in one portefeuille.
#[derive(Clone, Debug)]
pub struct LigneQualite {
    /// Whose.
    pub de: (AgentId, Clair),
    /// In the order of [`ARevoir::ALL`].
    pub combien: [usize; ARevoir::ALL.len()],
}

/// The list that a count leads to.
#[derive(Debug)]
pub struct ListeQualite {
    /// What is to be put right.
    pub quoi: ARevoir,
    /// In whose portefeuille; none for the whole structure.
    pub de: Option<(AgentId, Clair)>,
    /// One page of it.
    pub liste: Liste,
}

/// The state of the files: counts, each of which is a list.
#[derive(Debug)]
pub struct Qualite {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Of the whole structure, or of one portefeuille; in the order of [`ARevoir::ALL`].
    pub total: [usize; ARevoir::ALL.len()],
    /// By portefeuille, by name; empty where one is shown.
    pub lignes: Vec<LigneQualite>,
    /// Files that run, by whole months since the last contact.
    pub mois: [usize; MOIS_MAX as usize + 1],
    /// Files that run.
    pub courants: usize,
    /// Whether these are all the files of the structure.
    pub structure_entiere: bool,
    /// Workshops that are over and not closed.
    pub ateliers: usize,
    /// Delay of sleep in months, and whether a text gives it.
    pub veille: (u16, bool),
    /// Days after which a proposition without term asks for its result, and whether a text gives it.
    pub rappel: (u16, bool),
    /// Today, in the structure.
    pub aujourdhui: Date,
}

/// What is read at this address.
#[derive(Debug)]
pub enum QualiteLue {
    /// The counts.
    Comptes(Box<Qualite>),
    /// The list of one of them.
    Liste(Box<ListeQualite>),
}

/// Which list of the quality page is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VueQualite {
    /// None for the counts.
    pub quoi: Option<ARevoir>,
    /// In whose portefeuille.
    pub de: Option<AgentId>,
    /// Page, from 1.
    pub page: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back() {
        let all = ARevoir::ALL.into_iter().chain((0..=MOIS_MAX).map(ARevoir::Mois));
        assert!(all.into_iter().all(|one| ARevoir::from_key(&one.key()) == Some(one)));
        assert_eq!((ARevoir::from_key("mois-13"), ARevoir::from_key("Dupont")), (None, None));
    }
}
