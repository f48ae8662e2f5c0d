//! What a history shows.

use std::collections::BTreeSet;

use journal::entry::Pseudonym;

/// What was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilan {
    /// For each newcomer: working days from her start to the first opening that `decide` allows.
    pub jours: Vec<u64>,
    /// Minutes of each stage, by newcomer: known to proposed, proposed to approved, presence to keys bound.
    pub etapes: [Vec<u64>; 3],
    /// Draws beyond the first, and those of them that fell on a day when nobody works.
    pub retirages: u64,
    pub retirages_chomes: u64,
    /// Demands drawn again at least once.
    pub retirees: BTreeSet<Pseudonym>,
    /// Demands that were at their last draw.
    pub derniers_tirages: u64,
    /// Demands that ended after it, and were made again.
    pub recommencees: u64,
    /// Demands that became a ceremony.
    pub ceremonies: u64,
    /// Gestionnaires seen asleep, suspended or closed.
    pub bloques: BTreeSet<Pseudonym>,
    /// Demands seen waiting, at any hour, for a drawn person who could not approve then.
    pub attend_bloque: BTreeSet<Pseudonym>,
    /// Those of them whose approver only signed in after her certificate had lapsed: the 14 days of grace, in which she
    /// Proposals that waited because two of the proposer's were pending.
    pub deux_en_attente: BTreeSet<Pseudonym>,
    /// Vouchings put off by the week's quota of accounts, and by the parrains' own.
    pub quota_comptes: BTreeSet<Pseudonym>,
    pub quota_parrains: BTreeSet<Pseudonym>,
    /// Newcomers whose parrains were all away or busy at least once.
    pub sans_parrain: BTreeSet<Pseudonym>,
    /// Most approvals of one approver in all.
    pub approbations_max: u64,
}
