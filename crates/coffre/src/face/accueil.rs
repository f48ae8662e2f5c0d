//! The front desk: who is expected, who waits, whose call is to be answered.

use domaine::{AgentId, Clair, DossierId, PassageId};
use jiff::civil::DateTime;

use super::{Agent, Etiquette, LigneAgenda, Liste, Receipt};

/// People expected that one page shows: with those who wait and who called, it stays light.
pub const ATTENDUS_PAR_PAGE: usize = 15;

/// Those who wait, and calls, that the page shows: the first to come are the first to be received.
pub const PASSAGES_MONTRES: usize = 6;

/// What brings somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum GenrePassage {
    Ticket = 1,
    Appel = 2,
}

impl GenrePassage {
    /// The kind of a stored number.
    pub fn from_number(number: u8) -> Option<GenrePassage> {
        [GenrePassage::Ticket, GenrePassage::Appel].into_iter().find(|g| *g as u8 == number)
    }

    /// Its key in forms and translations.
    pub const fn key(self) -> &'static str {
        match self {
            GenrePassage::Ticket => "ticket",
            GenrePassage::Appel => "appel",
        }
    }
}

/// Where a ticket or a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EtatPassage {
    /// Somebody waits.
    Attend = 1,
    /// Somebody receives her, or calls back.
    Pris = 2,
    /// It is over.
    Clos = 3,
    /// Written by mistake.
    Annule = 4,
}

impl EtatPassage {
    /// All, in the order of the numbers.
    pub const ALL: [EtatPassage; 4] = [EtatPassage::Attend, EtatPassage::Pris, EtatPassage::Clos, EtatPassage::Annule];

    /// The state of a stored number.
    pub fn from_number(number: u8) -> Option<EtatPassage> {
        EtatPassage::ALL.into_iter().find(|etat| *etat as u8 == number)
    }

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            EtatPassage::Attend => "attend",
            EtatPassage::Pris => "pris",
            EtatPassage::Clos => "clos",
            EtatPassage::Annule => "annule",
        }
    }

    /// Whether this state may follow: nothing is taken twice, and what is over stays over.
    pub fn precede(self, next: EtatPassage) -> bool {
        matches!(
            (self, next),
            (EtatPassage::Attend, EtatPassage::Pris | EtatPassage::Clos | EtatPassage::Annule)
                | (EtatPassage::Pris, EtatPassage::Clos)
        )
    }
}

/// A ticket or a call, as shown.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Which.
    pub id: PassageId,
    /// What brings her.
    pub genre: GenrePassage,
    /// Where it stands.
    pub etat: EtatPassage,
    /// For its address.
    pub dossier: DossierId,
    /// When, by the clock on the wall of the structure.
    pub arrivee: DateTime,
    /// Minutes since then.
    pub attente: u32,
    /// For whom; none for whoever is free.
    pub pour: Option<(AgentId, Option<Clair>)>,
    /// A code of the list "motifs-accueil"; zero for none.
    pub motif: u16,
    /// Number of the site; zero for none.
    pub site: u32,
    /// A few words.
    pub texte: Clair,
    /// Who wrote it down.
    pub auteur: Option<Clair>,
    /// The person, whole where entrusted to the reader.
    pub personne: Option<Etiquette>,
}

/// Somebody expected today.
#[derive(Clone, Debug)]
pub struct Attendu {
    /// The rendez-vous.
    pub ligne: LigneAgenda,
    /// Her ticket of today: when she arrived, and where it stands.
    pub arrivee: Option<(DateTime, EtatPassage)>,
}

/// The front desk's page.
#[derive(Debug)]
pub struct AccueilVu {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
    /// Rendez-vous of today, by hour: one page.
    pub attendus: Vec<Attendu>,
    /// How many in all.
    pub attendus_total: usize,
    /// The page that is shown, from 1.
    pub page: u32,
    /// Who waits, the first to arrive first; at most [`PASSAGES_MONTRES`].
    pub attendent: Vec<Passage>,
    /// How many in all.
    pub attendent_total: usize,
    /// Calls passed on and not answered yet, oldest first; at most [`PASSAGES_MONTRES`].
    pub appels: Vec<Passage>,
    /// How many in all.
    pub appels_total: usize,
    /// Those who receive, by name.
    pub collegues: Vec<(AgentId, Clair)>,
    /// Sites that are open, by number.
    pub sites: Vec<(u32, String)>,
    /// Lines that do not read as they were written.
    pub illisibles: usize,
}

/// How the front desk's page is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VueAccueil {
    /// Page of those expected, from 1; that of this hour when none.
    pub page: Option<u32>,
    /// Only those expected at this site.
    pub site: Option<u32>,
}

/// A search from the front desk.
#[derive(Debug)]
pub struct Trouves {
    /// The people, masked.
    pub liste: Liste,
    /// Their rendez-vous of today that is still expected: its hour in minutes, and with whom.
    pub attendus: Vec<(DossierId, u16, Option<Clair>)>,
}

/// For whom somebody comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pour {
    /// Who expects her today; else her référent; else whoever is free.
    Defaut,
    /// Whoever is free.
    Libre,
    /// This one.
    Agent(AgentId),
}

/// What is done at the front desk.
#[derive(Clone, Debug)]
pub enum GestePassage {
    /// Somebody arrives.
    Ticket {
        /// For whom.
        pour: Pour,
        /// A code of the list "motifs-accueil"; zero for none.
        motif: u16,
        /// Number of the site; zero for none.
        site: u32,
    },
    /// Somebody called.
    Appel {
        /// For whom: [`Pour::Defaut`] is the référent.
        pour: Pour,
        /// A few words for who will call back.
        texte: Clair,
    },
    /// Taken by who asks, over, or written by mistake.
    Change {
        /// Which.
        id: PassageId,
        /// What becomes of it.
        etat: EtatPassage,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_twice_and_what_is_over_stays_over() {
        use EtatPassage::*;
        for before in EtatPassage::ALL {
            for after in EtatPassage::ALL {
                let expected =
                    [(Attend, Pris), (Attend, Clos), (Attend, Annule), (Pris, Clos)].contains(&(before, after));
                assert_eq!(before.precede(after), expected, "{before:?} {after:?}");
            }
        }
    }
}
