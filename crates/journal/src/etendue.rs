//! The étendue: which persons, which classes and fields of them, when, and how surely, did these accounts, logins or structures
//! reach in this interval. Pure: from entries to the answer, so that anyone with the published journal finds what we find.
//!
//! Principals are what an entry holds: the pseudonym of an account, a login (one browser key, which is as near to a device as the
//! journal goes) and a structure. **No entry holds a network address**: a question about a network is first turned into logins, by
//! whoever kept the addresses.

mod page;
mod pli;
mod tuiles;

use std::collections::BTreeSet;

use crate::Kind;
use crate::entry::{LoginId, Pseudonym};
use crate::tree::{Hash, sha256};

pub use page::{commit_page, open_page, seal_page};
pub use pli::{Acces, Pli, Sujets};
pub use tuiles::{Preuve, Tuiles};

const QUESTION: &[u8] = b"cairn/etendue/1\0";

/// Who and when. Whatever *one* of the principals did counts: the set of what may have been hijacked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Accounts, by pseudonym.
    pub acteurs: BTreeSet<Pseudonym>,
    /// Logins: browser keys.
    pub logins: BTreeSet<LoginId>,
    /// Structures in which the asking agent worked.
    pub structures: BTreeSet<[u8; 8]>,
    /// From this time on, itself counted: milliseconds since 1970 UTC.
    pub du: u64,
    /// Until this time, itself not counted.
    pub au: u64,
}

impl Question {
    /// Nobody yet, for ever.
    #[must_use]
    pub fn new() -> Question {
        Question { au: u64::MAX, ..Question::default() }
    }

    /// Whether an entry of this account, login, structure and time is asked about.
    #[must_use]
    pub fn covers(&self, acteur: &Pseudonym, login: &LoginId, structure: &[u8; 8], temps: u64) -> bool {
        let is_theirs =
            self.acteurs.contains(acteur) || self.logins.contains(login) || self.structures.contains(structure);
        is_theirs && self.du <= temps && temps < self.au
    }

    /// What the entry of the asking names, which stands in the journal before the answer: the account, when one alone is asked
    /// about; otherwise the beginning of [`Question::digest`], so that whoever holds the question can show that it was this one.
    #[must_use]
    pub fn object(&self) -> Pseudonym {
        let is_alone = self.logins.is_empty() && self.structures.is_empty();
        if let (true, 1, Some(acteur)) = (is_alone, self.acteurs.len(), self.acteurs.first()) {
            return *acteur;
        }
        let mut object = Pseudonym::default();
        object.copy_from_slice(&self.digest()[..16]);
        object
    }

    /// Accounts, logins and structures that it names.
    #[must_use]
    pub fn principals(&self) -> u32 {
        u32::try_from(self.acteurs.len() + self.logins.len() + self.structures.len()).unwrap_or(u32::MAX)
    }

    /// SHA-256 of the whole question: the label, the three sets in the order of their bytes, each after its number, the interval.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut bytes = QUESTION.to_vec();
        let mut put = |count: usize, ids: &mut dyn Iterator<Item = &[u8]>| {
            bytes.extend((count as u64).to_be_bytes());
            ids.for_each(|id| bytes.extend(id));
        };
        put(self.acteurs.len(), &mut self.acteurs.iter().map(<[u8; 16]>::as_slice));
        put(self.logins.len(), &mut self.logins.iter().map(<[u8; 16]>::as_slice));
        put(self.structures.len(), &mut self.structures.iter().map(<[u8; 8]>::as_slice));
        bytes.extend([self.du, self.au].map(u64::to_be_bytes).as_flattened());
        sha256(&bytes)
    }

    /// Whether it names nobody, so that its answer is nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.acteurs.is_empty() && self.logins.is_empty() && self.structures.is_empty()
    }
}

/// How surely something reached the principal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certitude {
    /// The last byte of an answer that showed it has left.
    Livre,
    /// The keys were released, and nothing says that the answer left: counted as received.
    NonConfirmee,
    /// Only a line of a list: what a page of labels shows.
    Liste,
}

impl Certitude {
    /// All three, the surest first.
    pub const ALL: [Certitude; 3] = [Certitude::Livre, Certitude::NonConfirmee, Certitude::Liste];

    /// Its key in files and translations.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Certitude::Livre => "livre",
            Certitude::NonConfirmee => "livraison-non-confirmee",
            Certitude::Liste => "liste-seulement",
        }
    }
}

/// What was shown of a person with one certainty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Classes: bit 0 is C1.
    pub classes: u8,
    /// Fields, by their bits in the data dictionary.
    pub champs: u64,
    /// The first time, milliseconds since 1970 UTC; 0 when never.
    pub premier: u64,
    /// The last time.
    pub dernier: u64,
    /// How often; 0 says that there is nothing with this certainty.
    pub fois: u32,
}

impl Part {
    fn add(&mut self, classes: u8, champs: u64, temps: u64) {
        self.premier = if self.fois == 0 { temps } else { self.premier.min(temps) };
        self.dernier = self.dernier.max(temps);
        self.classes |= classes;
        self.champs |= champs;
        self.fois = self.fois.saturating_add(1);
    }
}

/// One person reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personne {
    /// Her dossier's pseudonym.
    pub sujet: Pseudonym,
    /// What left for certain.
    pub livre: Part,
    /// What may have left.
    pub incertain: Part,
    /// Lines of lists that showed her; no class, no field.
    pub liste: Part,
}

impl Personne {
    /// The surest of what is known of her.
    #[must_use]
    pub fn certitude(&self) -> Certitude {
        match (self.livre.fois, self.incertain.fois) {
            (0, 0) => Certitude::Liste,
            (0, _) => Certitude::NonConfirmee,
            _ => Certitude::Livre,
        }
    }

    /// Classes and fields, whatever the certainty.
    #[must_use]
    pub fn vu(&self) -> (u8, u64) {
        (self.livre.classes | self.incertain.classes, self.livre.champs | self.incertain.champs)
    }

    /// First and last time, lists included.
    #[must_use]
    pub fn fenetre(&self) -> (u64, u64) {
        let parts = [&self.livre, &self.incertain, &self.liste].into_iter().filter(|part| part.fois > 0);
        parts.fold((u64::MAX, 0), |(first, last), part| (first.min(part.premier), last.max(part.dernier)))
    }

    /// When she was first read: opened, not only listed.
    fn first_read(&self) -> u64 {
        let parts = [&self.livre, &self.incertain].into_iter().filter(|part| part.fois > 0);
        parts.map(|part| part.premier).min().unwrap_or(u64::MAX)
    }
}

/// Counts of an answer: what may be said without naming anybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilan {
    /// Persons by certainty, in the order of [`Certitude::ALL`].
    pub personnes: [u64; 3],
    /// Decoys that were opened: nobody.
    pub leurres: u64,
    /// For each class, C1 first: persons of whom it was delivered; persons of whom it only may have been.
    pub classes: [[u64; 2]; 7],
    /// Entries of reading.
    pub lectures: u64,
    /// Of which explicit reveals.
    pub revelations: u64,
    /// Of which print views.
    pub impressions: u64,
    /// Entries of reading whose delivery is recorded.
    pub livrees: u64,
    /// Pages of labels, and their lines.
    pub pages: [u64; 2],
    /// Pages, and lines, whose persons are not known here: *listés, non nommés*.
    pub non_nommes: [u64; 2],
    /// Entries of pages whose list beside the journal is not what the entry commits to.
    pub alterees: Vec<u64>,
    /// Exact values looked up, and answers.
    pub recherches: [u64; 2],
    /// First and last time, when there is anything.
    pub fenetre: Option<(u64, u64)>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Etendue {
    /// What was asked.
    pub question: Question,
    /// Number of entries of the journal that it was computed from: the size of its checkpoint.
    pub taille: u64,
    /// Persons, in the order in which they were first read; those only listed at the end.
    pub personnes: Vec<Personne>,
    /// Decoys that were opened, apart: said by entries of the coffre alone, so that whoever doubts it sees which.
    pub leurres: Vec<Personne>,
    /// The counts.
    pub bilan: Bilan,
    /// Rank of a person, index of an entry of reading: sorted.
    entrees: Vec<(u32, u64)>,
}

impl Etendue {
    /// Indexes of the entries of reading of the person of this rank: each can be proved.
    pub fn entrees_of(&self, rang: usize) -> impl Iterator<Item = u64> {
        let rang = u32::try_from(rang).unwrap_or(u32::MAX);
        let start = self.entrees.partition_point(|(person, _)| *person < rang);
        self.entrees[start..].iter().take_while(move |(person, _)| *person == rang).map(|(_, entree)| *entree)
    }

    /// Indexes of all entries of reading, in the order of the journal.
    #[must_use]
    pub fn entrees(&self) -> Vec<u64> {
        let mut all: Vec<u64> = self.entrees.iter().map(|(_, entree)| *entree).collect();
        all.sort_unstable();
        all
    }

    /// Persons read (opened, not only listed) up to each of `points` moments, evenly spread over the window: the plot of
    /// persons against time.
    #[must_use]
    pub fn courbe(&self, points: u32) -> Vec<(u64, u64)> {
        let Some((first, last)) = self.bilan.fenetre else { return Vec::new() };
        let step = |n: u32| {
            let width = u128::from(last - first) * u128::from(n) / u128::from(points.max(1));
            first + u64::try_from(width).unwrap_or(u64::MAX)
        };
        let until = |time: u64| self.personnes.partition_point(|person| person.first_read() <= time) as u64;
        (0..=points.max(1)).map(|n| (step(n), until(step(n)))).collect()
    }
}

/// Whether an entry shows a dossier in the sense of the étendue: openings, and lines of mandats, which reach their actor. One
/// without a class released no key.
#[must_use]
pub fn shows(kind: Kind, classes: u8) -> bool {
    (kind.reads() || kind == Kind::MandatLine) && classes != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_about_one_account_names_it_and_any_other_is_named_by_its_digest() {
        let one = Question { acteurs: [[7; 16]].into(), ..Question::new() };
        assert_eq!((one.object(), one.principals()), ([7; 16], 1));
        assert_eq!(Question { du: 5, ..one.clone() }.object(), [7; 16], "whatever the interval");
        let others = [
            Question::new(),
            Question { acteurs: [[7; 16], [8; 16]].into(), ..Question::new() },
            Question { logins: [[8; 16]].into(), ..one.clone() },
            Question { logins: [[7; 16]].into(), ..Question::new() },
            Question { structures: [*b"59001S01"].into(), ..one.clone() },
            Question { du: 5, structures: [*b"59001S01"].into(), ..one.clone() },
            Question { au: 5, structures: [*b"59001S01"].into(), ..one.clone() },
        ];
        let mut objects: BTreeSet<Pseudonym> = others.iter().map(Question::object).collect();
        objects.insert([7; 16]);
        assert_eq!(objects.len(), others.len() + 1, "each question is another");
        assert_eq!(others[5].object()[..], others[5].digest()[..16]);
        assert_eq!(others[4].principals(), 2);
    }
}
