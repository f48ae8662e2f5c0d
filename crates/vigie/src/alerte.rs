//! What a rule says when it speaks: pseudonyms, numbers, and the entries that made it speak. Never a word of a dossier.

use aws_lc_rs::digest::{SHA256, digest};
use journal::entry::{Entry, Kind, LoginId, Pseudonym};

/// How many entries an alert names at most: the latest ones. A person who reviews reads the journal around them.
pub const PREUVES_MAX: usize = 16;

/// What an alert asks for, from the lightest. The order is the ladder of the security notes (5.5); who writes the suspension
/// decides what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Gravite {
    /// Noted, for who reviews.
    Note = 1,
    /// One gesture of the passkey before the next dossier.
    Geste = 2,
    /// The next tranche is of five dossiers.
    TrancheCinq = 3,
    /// No search for the rest of the day.
    RechercheFermee = 4,
    /// The login ends; she may sign in again.
    LoginFerme = 5,
    /// The account is cut until two persons lift it.
    CompteSuspendu = 6,
    /// The account, and those that it made or approved.
    LigneeGelee = 7,
}

/// Why it speaks, as a code and numbers: the words are made where the language of the reader is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raison {
    /// Stable code, unique in the crate; its prefix is the rule's key.
    pub code: &'static str,
    /// What the code announces, in its order; shares in thousandths, scores in hundredths.
    pub nombres: Vec<i64>,
}

/// One alert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alerte {
    /// Number of the rule: 1 to 99 the rules, 101 to 199 the slow statistics, 200 the damping.
    pub regle: u8,
    /// Version of the rule.
    pub version: u16,
    /// What it asks for.
    pub gravite: Gravite,
    /// Whom it concerns; zero when it is nobody in particular.
    pub acteur: Pseudonym,
    /// Her login, zero if none.
    pub login: LoginId,
    /// Her structure, zero if none.
    pub structure: [u8; 8],
    /// The dossier, or the mandat (V12), or the demand (V11).
    pub sujet: Option<Pseudonym>,
    /// When, milliseconds: the time of the entry that made it speak.
    pub temps: u64,
    /// The count that passed its limit.
    pub compte: u32,
    /// Indexes of the entries which made it speak, in order, at most [`PREUVES_MAX`].
    pub preuves: Vec<u64>,
    /// Why.
    pub raison: Raison,
    /// The rule speaks too often to be believed: see [`crate::amorti`]. Its gravity is then a note.
    pub amortie: bool,
}

impl Alerte {
    /// The entry that records it. The object is whom it concerns: like a suspension, it is written by the programs, whose actor
    /// is zero. The subject is kept; what has no place is under the hash of the content.
    pub fn entry(&self) -> Entry {
        let mut entry = Entry::new(Kind::Alert);
        (entry.rule, entry.time, entry.object, entry.login) = (self.regle, self.temps, self.acteur, self.login);
        (entry.structure, entry.count) = (self.structure, self.compte);
        entry.subject = self.sujet.unwrap_or_default();
        entry.content = self.empreinte();
        entry
    }

    /// Whether a person must look at it: something was taken that she gives back, or it is for her that it was said. A gesture or
    /// a shorter tranche gives itself back, a note is read in a digest. Statistics, a campaign, a blown fuse, a rule gone mad and what people
    /// report themselves are said to be looked at, whatever they take.
    pub fn is_for_review(&self) -> bool {
        !self.amortie && presses(self.regle, self.gravite)
    }

    /// SHA-256 of the rule, its version, the gravity, the damping and the evidence: whoever replays the journal finds it again.
    pub fn empreinte(&self) -> [u8; 32] {
        let mut text = b"cairn/alerte/1".to_vec();
        text.push(self.regle);
        text.extend(self.version.to_be_bytes());
        text.extend([self.gravite as u8, u8::from(self.amortie)]);
        text.extend(self.preuves.iter().flat_map(|index| index.to_be_bytes()));
        let mut out = [0; 32];
        out.copy_from_slice(digest(&SHA256, &text).as_ref());
        out
    }

    /// With another gravity than the rule's own.
    pub(crate) fn gravite(self, gravite: Gravite) -> Alerte {
        Alerte { gravite, ..self }
    }

    pub(crate) fn compte(self, compte: u32) -> Alerte {
        Alerte { compte, ..self }
    }

    pub(crate) fn sujet(self, sujet: Pseudonym) -> Alerte {
        Alerte { sujet: Some(sujet), ..self }
    }

    pub(crate) fn raison(self, code: &'static str, nombres: &[i64]) -> Alerte {
        Alerte { raison: Raison { code, nombres: nombres.to_vec() }, ..self }
    }

    /// With these entries; the latest ones when they are too many.
    pub(crate) fn preuves(self, preuves: impl IntoIterator<Item = u64>) -> Alerte {
        let mut preuves: Vec<u64> = preuves.into_iter().collect();
        preuves.sort_unstable();
        preuves.dedup();
        let too_many = preuves.len().saturating_sub(PREUVES_MAX);
        Alerte { preuves: preuves.split_off(too_many), ..self }
    }
}

/// Whether an alert of this rule, of this gravity, is for a person to look at: see [`Alerte::is_for_review`].
pub(crate) fn presses(regle: u8, gravite: Gravite) -> bool {
    let is_said_to_her = regle > 100 || matches!(regle, 7 | 9 | 11 | 12 | 14 | 15);
    is_said_to_her || gravite >= Gravite::RechercheFermee
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ladder_is_in_order() {
        use Gravite::*;
        let ladder = [Note, Geste, TrancheCinq, RechercheFermee, LoginFerme, CompteSuspendu, LigneeGelee];
        assert!(ladder.is_sorted());
    }

    #[test]
    fn what_gives_itself_back_waits_for_nobody() {
        let check = |regle: u8, gravite: Gravite, amortie: bool, expected: bool| {
            let alerte = Alerte { regle, gravite, amortie, ..blank() };
            assert_eq!(alerte.is_for_review(), expected, "{regle} {gravite:?}");
        };
        check(2, Gravite::Note, false, false);
        check(3, Gravite::Geste, false, false);
        check(8, Gravite::TrancheCinq, false, false);
        check(6, Gravite::RechercheFermee, false, true);
        check(1, Gravite::CompteSuspendu, false, true);
        check(103, Gravite::Note, false, true);
        check(15, Gravite::Note, false, true);
        check(200, Gravite::Note, false, true);
        // A rule gone mad says so once, by number 200, and not by each of its alerts.
        check(1, Gravite::Note, true, false);
    }

    fn blank() -> Alerte {
        Alerte {
            regle: 1,
            version: 1,
            gravite: Gravite::Note,
            acteur: [1; 16],
            login: [2; 16],
            structure: *b"59512S00",
            sujet: None,
            temps: 4,
            compte: 1,
            preuves: Vec::new(),
            raison: Raison::default(),
            amortie: false,
        }
    }

    #[test]
    fn the_entry_of_an_alert_decodes_and_says_whom() {
        let (gravite, sujet, preuves) = (Gravite::CompteSuspendu, Some([3; 16]), vec![7]);
        let alerte = Alerte { gravite, sujet, compte: 3, preuves, ..blank() };
        let entry = alerte.entry();
        assert_eq!(Entry::decode(&entry.encode()), Ok(entry.clone()));
        assert_eq!((entry.object, entry.actor, entry.rule), ([1; 16], [0; 16], 1));
        let other = Alerte { amortie: true, ..alerte.clone() };
        assert_ne!(other.empreinte(), alerte.empreinte());
        let many = alerte.preuves(0..40);
        assert_eq!(many.preuves, (24..40).collect::<Vec<u64>>());
    }
}
