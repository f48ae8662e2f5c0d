//! Limits of the life of accounts, in milliseconds and counts, and the switches that only tests and drills may turn.
//!
//! None has a legal source: they are design defaults with a floor (security notes, section 4). A structure cannot lower one.

use crate::role::Role;

/// One day.
pub const JOUR: u64 = 86_400_000;
/// One hour.
pub const HEURE: u64 = 3_600_000;

/// Between the parrain's act and the first opening.
pub const COOLING: u64 = 48 * HEURE;
/// The same for a gestionnaire, for who is admitted by ceremony, and before a vacant direction is taken.
pub const COOLING_LONG: u64 = 7 * JOUR;
/// The same after both keys were lost.
pub const COOLING_KEYS: u64 = 4 * HEURE;
/// How long a new account is on probation.
pub const PROBATION: u64 = 30 * JOUR;
/// The same after both keys were lost.
pub const PROBATION_KEYS: u64 = 7 * JOUR;
/// From when, after cooling, a parrain may confirm.
pub const CONFIRMATION_MIN: u64 = 5 * JOUR;
/// Longest life of a grant.
pub const GRANT_MAX: u64 = 365 * JOUR;
/// What a first agent has to take the course.
pub const SEED_TRAINING: u64 = 30 * JOUR;
/// Without a login, an account falls asleep.
pub const UNUSED_MAX: u64 = 45 * JOUR;
/// Asleep for so long, it is closed.
pub const ASLEEP_MAX: u64 = 90 * JOUR;
/// What a reviewer has once a recertification is due.
pub const CAMPAIGN: u64 = 21 * JOUR;
/// Demands of one proposer that wait for approval.
pub const PENDING_MAX: usize = 2;
/// Demands of one proposer in a week beyond her quota of accounts, whatever became of them: the lot is not to be tried again.
pub const PROPOSALS_MORE_MAX: usize = 2;
/// Renewals of one proposer in a week.
pub const RENEWALS_WEEK_MAX: usize = 20;
/// Accounts that one person cuts or closes in 24 hours, besides her own.
pub const CUTS_MAX: usize = 3;
/// Accounts that one person closes or moves in 24 hours: a team that leaves at once is an affair of several days.
pub const CUTS_CLOSING_MAX: usize = 5;
/// The same for the vigie.
pub const CUTS_VIGIE_MAX: usize = 20;
/// New dossiers of an account on probation, a day.
pub const ESSAI_CREATIONS_MAX: u16 = 10;
/// Federated identities of one account.
pub const IDENTITES_MAX: usize = 4;
/// A demand that led nowhere is void after this.
pub const PROPOSAL_MAX: u64 = 60 * JOUR;
/// The window of quotas.
pub const WEEK: u64 = 7 * JOUR;
/// Accounts enrolled in a week, for one proposer.
pub const PROPOSER_WEEK_MAX: usize = 2;
/// Accounts enrolled in a week, for one structure.
pub const STRUCTURE_WEEK_MAX: usize = 5;
/// Newcomers that one parrain vouches for in a week.
pub const PARRAIN_WEEK_MAX: usize = 3;
/// Highest weekly quota.
pub const QUOTA_MAX: u32 = 20;
/// Longest life of a quota.
pub const QUOTA_LIFE_MAX: u64 = 92 * JOUR;
/// Gestionnaires of one structure.
pub const GESTIONNAIRES_MAX: usize = 6;
/// Fewer eligible approvers than this make no lot.
pub const LOT_MIN: usize = 5;
/// Approvals of one approver in 24 hours.
pub const APPROVALS_MAX: usize = 10;
/// A drawn approver who says nothing for so long may be replaced.
pub const REDRAW_AFTER: u64 = 24 * HEURE;
/// Draws for one demand.
pub const DRAWS_MAX: u32 = 5;
/// What the last drawn has to answer before the demand ends.
pub const LAST_DRAW_MAX: u64 = 3 * JOUR;
/// An approver whose training lapsed for less than this may still approve where the lot is too small.
pub const GRACE: u64 = 14 * JOUR;
/// Between the newcomer's first key and the parrain's signature.
pub const VOUCH_MAX: u64 = 5 * 60_000;
/// Keys that wait for a parrain: exactly the two that both screens show.
pub const WAITING_MAX: usize = 2;
/// How long a key that one adds alone serves nothing: time to see it on the page of one's account, when somebody else's was slipped in.
pub const KEY_COOLING: u64 = 48 * HEURE;
/// Keys of one person.
pub const KEYS_MAX: usize = 5;
/// Longest emergency.
pub const EMERGENCY_MAX: u64 = 24 * HEURE;
/// Officers, of as many structures, who declare one.
pub const OFFICERS: usize = 3;
/// How long one person freezes a structure.
pub const GEL_SEUL: u64 = 24 * HEURE;
/// How long one person freezes the network: what a hijacked officer may stop alone.
pub const GEL_RESEAU: u64 = HEURE / 2;
/// How long two persons freeze either.
pub const GEL_DEUX: u64 = 72 * HEURE;
/// Freezes that one person signs in 24 hours.
pub const GELS_MAX: usize = 3;

/// Accounts of one incident.
pub const INCIDENT_COMPTES_MAX: usize = 50;
/// Incidents that one person opens in 24 hours.
pub const INCIDENTS_JOUR_MAX: usize = 20;

/// How long a dossier of another structure is held out to be taken.
pub const OFFRE_MAX: u64 = 10 * 60_000;
/// How long it opens once it was taken.
pub const BRIS_MAX: u64 = 4 * HEURE;
/// Such dossiers that one person takes in 24 hours.
pub const BRIS_JOUR_MAX: u32 = 3;
/// The same in thirty days.
pub const BRIS_MOIS_MAX: u32 = 10;
/// Such dossiers that one person gives in 24 hours.
pub const BRIS_DONNES_MAX: usize = 3;
/// Working days within which one is reviewed.
pub const BRIS_REVUE: u64 = 3;
/// Thirty days.
pub const MOIS: u64 = 30 * JOUR;

/// The end of the working day that comes so many working days after this time, milliseconds. Saturdays and Sundays are none; a public
/// holiday counts as one, which only shortens the delay.
pub fn working_days_after(time: u64, count: u64) -> u64 {
    // The first of January 1970 was a Thursday.
    let is_working = |day: &u64| (day + 3) % 7 < 5;
    let day = (time / JOUR + 1..).filter(is_working).nth(count.max(1) as usize - 1).unwrap_or(u64::MAX / JOUR - 1);
    (day + 1) * JOUR
}

/// Longest life of a certificate.
pub fn training(role: Role) -> u64 {
    if role == Role::Gestionnaire { 182 * JOUR } else { 365 * JOUR }
}

/// Between two recertifications.
pub fn certification(role: Role) -> u64 {
    if matches!(role, Role::Gestionnaire | Role::Dpo | Role::Vigie) { 91 * JOUR } else { 182 * JOUR }
}

/// Which controls are on. All of them, but in tests that show what each is for, and in drills on a fictional base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regles {
    /// Approval, parrain, cooling, probation and quotas: nobody creates power alone.
    pub(crate) cosignature: bool,
    /// Limits of the day, and the network's fuse.
    pub(crate) budget: bool,
}

impl Default for Regles {
    fn default() -> Regles {
        Regles { cosignature: true, budget: true }
    }
}

impl Regles {
    /// All controls but the named one; `None` for a name that is none. Not compiled into the shipped programs.
    #[cfg(any(test, feature = "exercice"))]
    pub fn sans(controle: &str) -> Option<Regles> {
        match controle {
            "cosignature" => Some(Regles { cosignature: false, ..Regles::default() }),
            "budget" => Some(Regles { budget: false, ..Regles::default() }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 23 November 2026 is a Monday.
    #[test]
    fn three_working_days_after_end_at_midnight_of_the_third() {
        const MONDAY: u64 = 20_780 * JOUR;
        for (day, hours, count, expected) in
            [(0, 9, 3, 4), (0, 0, 3, 4), (1, 23, 3, 5), (2, 9, 3, 8), (4, 9, 3, 10), (5, 9, 3, 10), (6, 9, 1, 8)]
        {
            let found = working_days_after(MONDAY + day * JOUR + hours * HEURE, count);
            assert_eq!(found, MONDAY + expected * JOUR, "day {day}, {hours} h, {count}");
        }
    }
}
