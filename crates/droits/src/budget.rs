//! Budgets: what each role may read in an hour, a day, seven days; what one may say; what the network opens in a minute.
//!
//! Limits are inclusive: at 60, the 61st is refused. They are counted from entries, by whoever folds them (`usage.rs`).

use std::collections::HashSet;

use journal::entry::Pseudonym;

use crate::role::Role;

/// Checks of what is said to be a leak, that one account asks for in a day.
pub const CONTROLES_PER_DAY_MAX: u16 = 5;

/// Distinct persons of such a file, at least: of fewer, its answer would be about somebody.
pub const CONTROLE_PERSONNES_MIN: usize = 20;

/// Its exact values, at most: a thousand lines of four.
pub const CONTROLE_VALEURS_MAX: usize = 4_000;

/// What a role may read. "New" is the first opening of a dossier by that agent that day: opened again, it costs nothing more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plafonds {
    /// New dossiers within sixty minutes.
    pub heure: u16,
    /// New dossiers in a day.
    pub jour: u16,
    /// New dossiers in seven days, today counted.
    pub semaine: u16,
    /// Of a day's, those that no fact explains.
    pub inexplique_jour: u16,
    /// Of seven days', those that no fact explains.
    pub inexplique_semaine: u16,
    /// Reveals of identifiers (C3) in a day.
    pub revelations: u16,
    /// Dossiers whose delicate or money part (C5, C6) is unfolded in a day.
    pub delicats: u16,
    /// Dossiers printed in a day.
    pub impressions: u16,
    /// Distinct persons that lists show in a day.
    pub lignes: u16,
    /// People of whom she states, in a day, a fact that serves herself: what she says grows strong with a day's age, and would
    /// otherwise be said of everybody. Never more than she reads in a day; at the front desk, as many, for a ticket each.
    pub faits_propres: u16,
}

impl Plafonds {
    /// What a role may read at most. Nothing that a structure or an operator says widens it.
    ///
    /// Sixty a day, twelve and thirty-five unexplained, five reveals and two hundred lines for a conseiller are promised
    /// (design, section 1) and drilled. The others are assumptions, set on an invented month (`cairn vie`) until real counts
    /// are known; `docs/menaces.md` marks them.
    pub const fn of(role: Role) -> Plafonds {
        let conseiller = Plafonds {
            heure: 30,
            jour: 60,
            semaine: 220,
            inexplique_jour: 12,
            inexplique_semaine: 35,
            revelations: 5,
            delicats: 30,
            impressions: 20,
            lignes: 200,
            faits_propres: 60,
        };
        match role {
            Role::Conseiller => conseiller,
            Role::Accueil => Plafonds {
                heure: 45,
                jour: 120,
                semaine: 450,
                revelations: 0,
                lignes: 400,
                faits_propres: 120,
                ..conseiller
            },
            Role::ReferentCollectif => Plafonds {
                heure: 60,
                jour: 80,
                semaine: 300,
                inexplique_jour: 18,
                inexplique_semaine: 45,
                lignes: 300,
                ..conseiller
            },
            Role::Direction => Plafonds {
                heure: 15,
                jour: 30,
                semaine: 100,
                inexplique_jour: 8,
                inexplique_semaine: 20,
                revelations: 0,
                lignes: 400,
                faits_propres: 30,
                ..conseiller
            },
            Role::Gestionnaire | Role::Dpo | Role::Vigie => Plafonds {
                heure: 0,
                jour: 0,
                semaine: 0,
                inexplique_jour: 0,
                inexplique_semaine: 0,
                revelations: 0,
                delicats: 0,
                impressions: 0,
                lignes: 0,
                faits_propres: 0,
            },
        }
    }
}

/// What a rallonge adds to the day of one agent, and to her seven days: a direction or a line manager gives it, by a gesture of her
/// own key, once a day to each (security note 2.7).
pub const RALLONGE: u16 = 30;

/// Rallonges of one agent in one day, from as many persons.
pub const RALLONGES_MAX: u16 = 2;

/// Reveals of identifiers that come with a rallonge.
pub const RALLONGE_REVELATIONS: u16 = 5;

/// New dossiers that a login opens between two gestures of its passkey; signing in is the first.
pub const TRANCHE: u16 = 20;

/// Refusals past what may stay unexplained after which the account is cut.
pub const REFUS_MAX: u16 = 3;

/// Dossiers that an agent makes by hand in a day. Each looks for one NIR, and says whether it is known: without a limit,
/// numbers would be tried until one is.
pub const CREATIONS_PER_DAY_MAX: u16 = 60;

/// Lines of imports that an agent makes in a day, for the same reason: three times the largest file.
pub const LINES_PER_DAY_MAX: u32 = 30_000;

/// Probation: dossiers of a day that another person's act explains.
pub const ESSAI_EXPLAINED_MAX: u16 = 40;

/// Probation: dossiers that nothing explains, in all.
pub const ESSAI_UNEXPLAINED_MAX: usize = 5;

/// New openings of the whole network in a minute, at the contre-clé.
pub const NETWORK_PER_MINUTE_MAX: u32 = 1_300;

/// Facts that an agent states in a day, whomever they serve: ten full days of a front desk.
pub const FACTS_PER_DAY_MAX: u32 = 5_000;

/// Codes that an agent has sent in a day: of six digits and five tries, a hundred tries in a million.
pub const CODES_PER_DAY_MAX: u16 = 20;

/// Codes that one person is sent in a day, whoever asks.
pub const CODES_PER_PERSON_MAX: u16 = 3;

/// Portefeuilles that an agent takes over by herself within [`PRISES_FENETRE`]; a direction entrusts more.
pub const PRISES_MAX: usize = 2;

/// Seven days, milliseconds.
pub const PRISES_FENETRE: u64 = 7 * 24 * 3_600_000;

/// Codes of the facts that explain an opening; zero is none.
pub mod explanation {
    /// She is the référent.
    pub const PORTEFEUILLE: u8 = 1;
    /// She made the dossier herself.
    pub const CREATION: u8 = 2;
    /// A rendez-vous with her.
    pub const RENDEZ_VOUS: u8 = 3;
    /// The person stands at the front desk, for her or for whoever is free.
    pub const TICKET: u8 = 4;
    /// A call was passed on to her.
    pub const APPEL: u8 = 5;
    /// She answers for the référent, who is away.
    pub const REMPLACEMENT: u8 = 6;
    /// The person is enrolled in a workshop of hers.
    pub const ATELIER: u8 = 7;
    /// The direction has just entrusted her with the dossier.
    pub const AFFECTATION: u8 = 8;
    /// Two persons of two structures broke the glass.
    pub const BRIS: u8 = 9;
    /// The person said the code that her telephone had received.
    pub const CODE: u8 = 10;
    /// A code was sent: it explains nothing until it is said.
    pub const CODE_DEMANDE: u8 = journal::act::CODE_DEMANDE;

    /// Facts that somebody states, in an entry of kind 34.
    pub const STATED: [u8; 6] = [RENDEZ_VOUS, TICKET, APPEL, REMPLACEMENT, ATELIER, AFFECTATION];

    /// Whether an entry of this code asks for a code or says it: judged by [`crate::codes`], and stated by nobody.
    pub const fn is_code(code: u8) -> bool {
        matches!(code, CODE | CODE_DEMANDE)
    }

    const JOUR: u64 = 24 * 3_600_000;

    /// How long a fact of this code serves at most from when it is stated, milliseconds: somebody who stands at the desk, a day; a
    /// call, a week; a replacement, sixty days; a book of rendez-vous and of sessions reaches two years ahead. An affectation lasts.
    pub const fn duree_max(code: u8) -> u64 {
        match code {
            TICKET => JOUR,
            // The time of an interview and of writing it down: what is opened again later that day is not counted again.
            CODE => 4 * 3_600_000,
            APPEL => 7 * JOUR,
            // A day more: it ends at the midnight that ends its last day, in the structure's own zone.
            REMPLACEMENT => 62 * JOUR,
            AFFECTATION => u64::MAX,
            _ => 800 * JOUR,
        }
    }
}

/// The working day of a time: it turns at 3 h UTC, when nobody works in mainland France.
pub fn day(time: u64) -> u64 {
    time.saturating_sub(3 * HOUR) / (24 * HOUR)
}

/// When the working day of a time ends, milliseconds, exclusive.
pub fn day_end(time: u64) -> u64 {
    (day(time) + 1) * 24 * HOUR + 3 * HOUR
}

const HOUR: u64 = 3_600_000;

/// What an account on probation has used of it.
#[derive(Clone, Debug, Default)]
pub struct Essai {
    unexplained: HashSet<Pseudonym>,
    created: HashSet<Pseudonym>,
}

impl Essai {
    /// Whether she made this dossier herself.
    pub fn has_created(&self, subject: &Pseudonym) -> bool {
        self.created.contains(subject)
    }

    /// Whether a dossier that nothing explains stays within the probation.
    pub fn allows(&self, subject: &Pseudonym) -> bool {
        self.unexplained.contains(subject) || self.unexplained.len() < ESSAI_UNEXPLAINED_MAX
    }

    /// Dossiers opened without explanation so far.
    pub fn unexplained(&self) -> usize {
        self.unexplained.len()
    }

    pub(crate) fn count(&mut self, subject: &Pseudonym) {
        self.unexplained.insert(*subject);
    }

    pub(crate) fn create(&mut self, subject: &Pseudonym) {
        self.created.insert(*subject);
    }
}

/// The fuse of the whole network: new openings in the current minute.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fuse {
    minute: u64,
    count: u32,
}

impl Fuse {
    /// Whether one more new opening is below the fuse.
    pub fn allows(&self, time: u64) -> bool {
        time / 60_000 > self.minute || self.count < NETWORK_PER_MINUTE_MAX
    }

    /// Counts a new opening.
    pub fn count(&mut self, time: u64) {
        let minute = time / 60_000;
        if minute > self.minute {
            *self = Fuse { minute, count: 0 };
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_763_812_800_000;

    #[test]
    fn what_a_conseiller_may_read_is_what_is_promised() {
        let most = Plafonds::of(Role::Conseiller);
        assert_eq!((most.jour, most.inexplique_jour, most.inexplique_semaine), (60, 12, 35));
        assert_eq!((most.revelations, most.lignes, TRANCHE), (5, 200, 20));
    }

    #[test]
    fn who_manages_accounts_or_reads_the_journal_reads_no_dossier() {
        for role in [Role::Gestionnaire, Role::Dpo, Role::Vigie] {
            let Plafonds { heure, jour, semaine, lignes, impressions, .. } = Plafonds::of(role);
            assert_eq!((heure, jour, semaine, lignes, impressions), (0, 0, 0, 0, 0), "{role:?}");
        }
    }

    #[test]
    fn nobody_says_of_more_people_than_she_reads() {
        for role in Role::ALL {
            let most = Plafonds::of(role);
            assert!(most.faits_propres <= most.jour, "{role:?}");
        }
    }

    #[test]
    fn the_day_turns_at_three() {
        let midnight = NOON - NOON % 86_400_000;
        assert_eq!(day(midnight), day(midnight + 3 * 3_600_000 - 1));
        assert_eq!(day(midnight) + 1, day(midnight + 3 * 3_600_000));
    }

    #[test]
    fn the_fuse() {
        let mut fuse = Fuse::default();
        for _ in 0..NETWORK_PER_MINUTE_MAX {
            assert!(fuse.allows(NOON));
            fuse.count(NOON);
        }
        assert!(!fuse.allows(NOON));
        assert!(fuse.allows(NOON + 60_000));
    }
}
