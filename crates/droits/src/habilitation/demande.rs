//! A demand of rights that waits for signatures: a new account, a renewal, new keys, the function Direction.

use journal::entry::Pseudonym;

use super::regles::{DRAWS_MAX, LAST_DRAW_MAX, PROPOSAL_MAX, VOUCH_MAX};
use crate::piece::Credential;
use crate::role::Role;

/// What is asked: the `rule` of its Proposal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Genre {
    /// A new account.
    Nouveau = 1,
    /// A grant that goes on.
    Renouvellement = 2,
    /// Both keys lost.
    Cles = 3,
    /// The one function Direction.
    Direction = 4,
}

impl Genre {
    /// Of an entry's rule.
    pub fn from_number(number: u8) -> Option<Genre> {
        [Genre::Nouveau, Genre::Renouvellement, Genre::Cles, Genre::Direction].into_iter().find(|g| *g as u8 == number)
    }

    /// Its key in translations.
    pub fn key(self) -> &'static str {
        match self {
            Genre::Nouveau => "nouveau",
            Genre::Renouvellement => "renouvellement",
            Genre::Cles => "cles",
            Genre::Direction => "direction",
        }
    }
}

/// A pending demand.
#[derive(Clone, Debug)]
pub struct Habilitation {
    /// Account concerned.
    pub object: Pseudonym,
    /// What is asked.
    pub genre: Genre,
    /// Who proposed.
    pub proposer: Pseudonym,
    /// Structure of the account.
    pub structure: [u8; 8],
    /// Role that the account has, or would have.
    pub role: Role,
    /// End of the grant.
    pub until: u64,
    /// SHA-256 of the card.
    pub content: [u8; 32],
    /// Challenge of the proposal's signature: it covers every field, and approvals name it.
    pub request: [u8; 32],
    /// Quality of parrain.
    pub is_parrain: bool,
    /// When, milliseconds.
    pub at: u64,
    /// Who was eligible then, in the order of their pseudonyms.
    pub lot: Vec<Pseudonym>,
    /// Seed of its lot, once drawn.
    pub seed: Option<[u8; 32]>,
    /// Draws made.
    pub round: u32,
    /// When the last draw was made.
    pub drawn_at: u64,
    /// Who is drawn now, and has not declined; those who approved stay.
    pub drawn: Vec<Pseudonym>,
    /// Whether one of them declined since the last draw.
    pub(crate) is_declined: bool,
    /// Everyone who was ever drawn.
    pub past: Vec<Pseudonym>,
    /// Too few for a lot: two persons of two roles.
    pub is_ceremony: bool,
    /// Who approved.
    pub approvals: Vec<Pseudonym>,
    /// When the last of them did.
    pub approved_at: Option<u64>,
    pub(crate) waiting: Vec<Waiting>,
}

/// A newcomer's key that waits for the parrain.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub(crate) credential: Credential,
    pub(crate) hash: [u8; 32],
    pub(crate) at: u64,
}

impl Habilitation {
    /// Whether it led nowhere in time: 60 days, or three after a last draw that nobody answers.
    pub fn is_expired(&self, time: u64) -> bool {
        let is_silent =
            self.approved_at.is_none() && self.round >= DRAWS_MAX && time > self.drawn_at.saturating_add(LAST_DRAW_MAX);
        is_silent || time >= self.at.saturating_add(PROPOSAL_MAX)
    }

    /// Approvals that it needs: one; two for who keeps or vouches for accounts, and at a ceremony.
    pub fn needs(&self) -> usize {
        let keeps = matches!(self.role, Role::Gestionnaire | Role::Direction | Role::Dpo | Role::Vigie);
        if self.is_ceremony || keeps || self.is_parrain { 2 } else { 1 }
    }

    /// Whether it still waits for approvals.
    pub fn is_pending(&self, time: u64) -> bool {
        self.approved_at.is_none() && !self.is_expired(time)
    }

    /// Hashes of the keys that wait, in order: what the parrain compares and signs.
    pub fn waiting(&self, time: u64) -> Vec<[u8; 32]> {
        self.alive(time).map(|w| w.hash).collect()
    }

    pub(crate) fn alive(&self, time: u64) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(move |w| w.is_alive(time))
    }
}

impl Waiting {
    pub(crate) fn is_alive(&self, time: u64) -> bool {
        time <= self.at.saturating_add(VOUCH_MAX)
    }
}
