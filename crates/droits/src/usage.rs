//! What one agent has used of her budgets, folded from entries: today, within the hour, within seven days.
//!
//! Time never goes back here: a clock that does gives neither a day nor an hour anew.

use std::collections::{HashSet, VecDeque};

use journal::entry::Pseudonym;

use crate::budget::{
    CODES_PER_DAY_MAX, CONTROLES_PER_DAY_MAX, CREATIONS_PER_DAY_MAX, FACTS_PER_DAY_MAX, LINES_PER_DAY_MAX, Plafonds,
    RALLONGE, RALLONGE_REVELATIONS, RALLONGES_MAX, REFUS_MAX, day,
};
use crate::role::Role;

const HOUR: u64 = 3_600_000;

/// Working days of the longest window.
const WEEK: u64 = 7;

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Usage {
    today: Day,
    /// Times of new openings, of the last hour.
    hour: VecDeque<u64>,
    /// Day, new explained, new unexplained, of the last seven.
    week: VecDeque<(u64, u16, u16)>,
    /// Days of the last seven that somebody made longer.
    rallonges: VecDeque<(u64, Pseudonym)>,
}

/// Counters that begin anew each day.
#[derive(Clone, Debug, Default)]
struct Day {
    day: u64,
    seen: HashSet<Pseudonym>,
    explained: u16,
    unexplained: u16,
    reveals: u16,
    unfolded: HashSet<Pseudonym>,
    printed: HashSet<Pseudonym>,
    listed: u16,
    refused: u16,
    creations: u16,
    lines: u32,
    facts: u32,
    own_facts: HashSet<Pseudonym>,
    controles: u16,
    codes: u16,
}

/// New dossiers, apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that a fact explained.
    pub explained: u16,
    /// Those that none did.
    pub unexplained: u16,
}

impl Counts {
    /// Both.
    pub fn all(self) -> u16 {
        self.explained.saturating_add(self.unexplained)
    }
}

impl Usage {
    /// New dossiers of the day of this time.
    pub fn of_day(&self, time: u64) -> Counts {
        let today = &self.today;
        if self.is_over(time) {
            return Counts::default();
        }
        Counts { explained: today.explained, unexplained: today.unexplained }
    }

    /// New dossiers of the seven days that end with this time's.
    pub fn of_week(&self, time: u64) -> Counts {
        let first = day(time).max(self.today.day).saturating_sub(WEEK - 1);
        let mut counts = Counts::default();
        for (_, explained, unexplained) in self.week.iter().filter(|(day, _, _)| *day >= first) {
            counts.explained = counts.explained.saturating_add(*explained);
            counts.unexplained = counts.unexplained.saturating_add(*unexplained);
        }
        counts
    }

    /// New dossiers of the sixty minutes before this time.
    pub fn of_hour(&self, time: u64) -> u16 {
        self.hour.iter().filter(|at| at.saturating_add(HOUR) > time).count() as u16
    }

    /// How many times the day of this time was made longer.
    pub fn extensions(&self, time: u64) -> u16 {
        if self.is_over(time) { 0 } else { self.extensions_since(self.today.day) }
    }

    /// Whether one more may come from this person: twice a day, from two.
    pub fn may_be_extended_by(&self, giver: &Pseudonym, time: u64) -> bool {
        let is_hers = self.rallonges.contains(&(day(time).max(self.today.day), *giver));
        self.extensions(time) < RALLONGES_MAX && !is_hers
    }

    /// Makes the day of this time longer, in the name of who gives it.
    pub fn extend(&mut self, time: u64, giver: &Pseudonym) {
        self.turn(time);
        let today = self.today.day;
        self.rallonges.retain(|(day, _)| day.saturating_add(WEEK) > today);
        self.rallonges.push_back((today, *giver));
    }

    fn extensions_since(&self, first: u64) -> u16 {
        self.rallonges.iter().filter(|(day, _)| *day >= first).count() as u16
    }

    /// What this role may read on the day of this time, with what was added to it.
    pub fn plafonds(&self, role: Role, time: u64) -> Plafonds {
        let most = Plafonds::of(role);
        let today = self.extensions(time);
        let week = self.extensions_since(day(time).max(self.today.day).saturating_sub(WEEK - 1));
        Plafonds {
            jour: most.jour + today * RALLONGE,
            semaine: most.semaine + week * RALLONGE,
            revelations: most.revelations + today * RALLONGE_REVELATIONS,
            ..most
        }
    }

    /// Whether more than three quarters of what this role may read is used, with what was added already: nobody is given more before.
    pub fn is_nearly_spent(&self, role: Role, time: u64) -> bool {
        let most = self.plafonds(role, time);
        let is_near = |used: u16, most: u16| most > 0 && u32::from(used) * 4 > u32::from(most) * 3;
        is_near(self.of_day(time).all(), most.jour)
            || is_near(self.of_week(time).all(), most.semaine)
            || is_near(self.reveals(time), most.revelations)
    }

    /// Whether this dossier was already opened on the day of this time.
    pub fn has_seen(&self, time: u64, subject: &Pseudonym) -> bool {
        !self.is_over(time) && self.today.seen.contains(subject)
    }

    /// Counts an opening; whether it was the first of that dossier that day.
    pub fn count(&mut self, time: u64, subject: &Pseudonym, is_explained: bool) -> bool {
        self.turn(time);
        if !self.today.seen.insert(*subject) {
            return false;
        }
        let today = self.today.day;
        self.today.explained += u16::from(is_explained);
        self.today.unexplained += u16::from(!is_explained);
        self.week.retain(|(day, _, _)| day.saturating_add(WEEK) > today);
        if self.week.back().is_none_or(|(day, _, _)| *day != today) {
            self.week.push_back((today, 0, 0));
        }
        if let Some((_, explained, unexplained)) = self.week.back_mut() {
            *explained += u16::from(is_explained);
            *unexplained += u16::from(!is_explained);
        }
        let at = self.hour.back().copied().unwrap_or(0).max(time);
        self.hour.retain(|before| before.saturating_add(HOUR) > at);
        self.hour.push_back(at);
        true
    }

    /// Reveals of the day of this time.
    pub fn reveals(&self, time: u64) -> u16 {
        if self.is_over(time) { 0 } else { self.today.reveals }
    }

    /// Counts a reveal.
    pub fn count_reveal(&mut self, time: u64) {
        self.turn(time);
        self.today.reveals = self.today.reveals.saturating_add(1);
    }

    /// Whether unfolding a delicate part of this dossier stays within so many a day.
    pub fn allows_unfolding(&self, time: u64, subject: &Pseudonym, most: u16) -> bool {
        self.is_over(time) || is_within(&self.today.unfolded, subject, most)
    }

    /// Counts an unfolding.
    pub fn count_unfolding(&mut self, time: u64, subject: &Pseudonym) {
        self.turn(time);
        self.today.unfolded.insert(*subject);
    }

    /// Whether printing this dossier stays within so many a day.
    pub fn allows_print(&self, time: u64, subject: &Pseudonym, most: u16) -> bool {
        self.is_over(time) || is_within(&self.today.printed, subject, most)
    }

    /// Counts a print.
    pub fn count_print(&mut self, time: u64, subject: &Pseudonym) {
        self.turn(time);
        self.today.printed.insert(*subject);
    }

    /// Distinct persons that lists showed on the day of this time, as their entries say.
    pub fn listed(&self, time: u64) -> u16 {
        if self.is_over(time) { 0 } else { self.today.listed }
    }

    /// Keeps what the entry of a list says: distinct persons of the day, its own counted.
    pub fn count_listed(&mut self, time: u64, listed: u16) {
        self.turn(time);
        self.today.listed = self.today.listed.max(listed);
    }

    /// Counts a refusal past what may stay unexplained; one made without the page that says so counts for all of them.
    pub fn count_refusal(&mut self, time: u64, has_page: bool) {
        self.turn(time);
        self.today.refused = if has_page { self.today.refused.saturating_add(1) } else { REFUS_MAX };
    }

    /// Refusals past what may stay unexplained, on the day of this time.
    pub fn refused(&self, time: u64) -> u16 {
        if self.is_over(time) { 0 } else { self.today.refused }
    }

    /// Whether so many refusals stop her until the day ends.
    pub fn is_barred(&self, time: u64) -> bool {
        self.refused(time) >= REFUS_MAX
    }

    /// Forgets the refusals: two persons have reviewed them.
    pub fn forgive(&mut self) {
        self.today.refused = 0;
    }

    /// Whether one more dossier made by hand stays within the day.
    pub fn allows_creation(&self, time: u64) -> bool {
        self.creations(time) < CREATIONS_PER_DAY_MAX
    }

    /// Dossiers made by hand on the day of this time.
    pub fn creations(&self, time: u64) -> u16 {
        if self.is_over(time) { 0 } else { self.today.creations }
    }

    /// Counts a dossier made by hand.
    pub fn count_creation(&mut self, time: u64) {
        self.turn(time);
        self.today.creations = self.today.creations.saturating_add(1);
    }

    /// Counts a line of an import, if it stays within the day.
    pub fn take_line(&mut self, time: u64) -> bool {
        self.turn(time);
        let is_within = self.today.lines < LINES_PER_DAY_MAX;
        self.today.lines += u32::from(is_within);
        is_within
    }

    /// Whether one more check of a leak stands within the day.
    pub fn allows_controle(&self, time: u64) -> bool {
        self.is_over(time) || self.today.controles < CONTROLES_PER_DAY_MAX
    }

    /// Counts a check of a leak.
    pub fn count_controle(&mut self, time: u64) {
        self.turn(time);
        self.today.controles = self.today.controles.saturating_add(1);
    }

    /// Whether one more code may be sent for her on the day of this time.
    pub fn allows_code(&self, time: u64) -> bool {
        self.is_over(time) || self.today.codes < CODES_PER_DAY_MAX
    }

    /// Counts a code that was sent for her.
    pub fn count_code(&mut self, time: u64) {
        self.turn(time);
        self.today.codes = self.today.codes.saturating_add(1);
    }

    /// Whether one more fact stays within the day; `own` is whom it is about, when it serves who states it, of whom so many may be.
    pub fn allows_fact(&self, time: u64, own: Option<&Pseudonym>, most: u16) -> bool {
        let today = &self.today;
        let is_own_within = own.is_none_or(|subject| is_within(&today.own_facts, subject, most));
        self.is_over(time) || (today.facts < FACTS_PER_DAY_MAX && is_own_within)
    }

    /// Counts a fact.
    pub fn count_fact(&mut self, time: u64, own: Option<&Pseudonym>) {
        self.turn(time);
        self.today.facts = self.today.facts.saturating_add(1);
        self.today.own_facts.extend(own);
    }

    fn is_over(&self, time: u64) -> bool {
        day(time) > self.today.day
    }

    fn turn(&mut self, time: u64) {
        if self.is_over(time) {
            self.today = Day { day: day(time), ..Day::default() };
        }
    }
}

fn is_within(known: &HashSet<Pseudonym>, subject: &Pseudonym, most: u16) -> bool {
    known.contains(subject) || known.len() < usize::from(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_763_812_800_000;
    const DAY: u64 = 24 * HOUR;

    fn subject(n: u16) -> Pseudonym {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&n.to_be_bytes());
        id
    }

    /// So many new dossiers at one time, all explained or none.
    fn opened(usage: &mut Usage, time: u64, numbers: std::ops::Range<u16>, is_explained: bool) {
        for n in numbers {
            usage.count(time, &subject(n), is_explained);
        }
    }

    #[test]
    fn a_dossier_opened_again_the_same_day_costs_nothing() {
        let mut usage = Usage::default();
        opened(&mut usage, NOON, 0..30, true);
        opened(&mut usage, NOON, 20..35, false);
        assert_eq!(usage.of_day(NOON), Counts { explained: 30, unexplained: 5 });
        assert!(usage.has_seen(NOON, &subject(3)) && !usage.has_seen(NOON + DAY, &subject(3)));
        assert_eq!(usage.of_day(NOON + DAY), Counts::default());
    }

    #[test]
    fn the_week_is_of_seven_days_and_the_hour_of_sixty_minutes() {
        let mut usage = Usage::default();
        for n in 0..7 {
            opened(&mut usage, NOON + u64::from(n) * DAY, 10 * n..10 * n + 5, n % 2 == 0);
        }
        let check = |days: u64, expected: (u16, u16)| {
            let counts = usage.of_week(NOON + days * DAY);
            assert_eq!((counts.explained, counts.unexplained), expected, "after {days} days");
        };
        check(6, (20, 15));
        check(7, (15, 15));
        check(8, (15, 10));
        check(13, (0, 0));

        let mut usage = Usage::default();
        opened(&mut usage, NOON, 0..3, true);
        opened(&mut usage, NOON + HOUR / 2, 3..5, true);
        assert_eq!(usage.of_hour(NOON + HOUR - 1), 5);
        assert_eq!(usage.of_hour(NOON + HOUR), 2);
        assert_eq!(usage.of_hour(NOON + 2 * HOUR), 0);
    }

    #[test]
    fn a_clock_that_steps_back_gives_nothing() {
        let mut usage = Usage::default();
        opened(&mut usage, NOON, 0..60, true);
        opened(&mut usage, NOON - DAY, 90..91, true);
        assert_eq!(usage.of_day(NOON - DAY).all(), 61);
        assert_eq!(usage.of_week(NOON - DAY).all(), 61);
        assert_eq!(usage.of_hour(NOON - DAY), 61);
        opened(&mut usage, NOON + DAY, 0..1, true);
        opened(&mut usage, NOON, 1..60, true);
        assert_eq!(usage.of_day(NOON).all(), 60, "a day begun in advance is no second day");
    }

    #[test]
    fn a_longer_day_is_one_day_and_leaves_the_week_as_much_longer() {
        const DIDIER: Pseudonym = [1; 16];
        const NADIA: Pseudonym = [2; 16];
        let mut usage = Usage::default();
        let most = Plafonds::of(Role::Conseiller);
        let check = |usage: &Usage, days: u64, jour: u16, semaine: u16, revelations: u16| {
            let found = usage.plafonds(Role::Conseiller, NOON + days * DAY);
            let expected = Plafonds { jour, semaine, revelations, ..most };
            assert_eq!(found, expected, "after {days} days");
        };
        check(&usage, 0, 60, 220, 5);
        usage.extend(NOON, &DIDIER);
        check(&usage, 0, 90, 250, 10);
        check(&usage, 1, 60, 250, 5);
        assert!(!usage.may_be_extended_by(&DIDIER, NOON) && usage.may_be_extended_by(&NADIA, NOON));
        usage.extend(NOON, &NADIA);
        check(&usage, 0, 120, 280, 15);
        assert!(!usage.may_be_extended_by(&[3; 16], NOON), "twice a day");
        assert!(usage.may_be_extended_by(&DIDIER, NOON + DAY), "tomorrow is another day");
        usage.extend(NOON + DAY, &DIDIER);
        check(&usage, 1, 90, 310, 10);
        check(&usage, 6, 60, 310, 5);
        check(&usage, 7, 60, 250, 5);
        check(&usage, 8, 60, 220, 5);
    }

    #[test]
    fn nobody_is_given_more_before_three_quarters_are_used() {
        let mut usage = Usage::default();
        opened(&mut usage, NOON, 0..45, true);
        assert!(!usage.is_nearly_spent(Role::Conseiller, NOON));
        opened(&mut usage, NOON, 45..46, true);
        assert!(usage.is_nearly_spent(Role::Conseiller, NOON) && !usage.is_nearly_spent(Role::Conseiller, NOON + DAY));
        assert!(!usage.is_nearly_spent(Role::Gestionnaire, NOON), "who reads nothing needs no more");
        usage.extend(NOON, &[1; 16]);
        opened(&mut usage, NOON, 46..67, true);
        assert!(!usage.is_nearly_spent(Role::Conseiller, NOON), "of ninety");
        opened(&mut usage, NOON, 67..68, true);
        assert!(usage.is_nearly_spent(Role::Conseiller, NOON));
        let mut usage = Usage::default();
        (0..4).for_each(|_| usage.count_reveal(NOON));
        assert!(usage.is_nearly_spent(Role::Conseiller, NOON));
    }

    #[test]
    fn checks_of_leaks_are_counted_by_day() {
        let mut usage = Usage::default();
        for n in 0..CONTROLES_PER_DAY_MAX {
            assert!(usage.allows_controle(NOON), "{n}");
            usage.count_controle(NOON);
        }
        assert!(
            !usage.allows_controle(NOON) && !usage.allows_controle(NOON - DAY) && usage.allows_controle(NOON + DAY)
        );
    }

    #[test]
    fn what_is_unfolded_and_printed_is_counted_by_dossier() {
        let mut usage = Usage::default();
        usage.count_unfolding(NOON, &subject(1));
        usage.count_print(NOON, &subject(1));
        let check = |n: u16, time: u64, most: u16, expected: bool| {
            assert_eq!(usage.allows_unfolding(time, &subject(n), most), expected, "{n} {most}");
            assert_eq!(usage.allows_print(time, &subject(n), most), expected, "{n} {most}");
        };
        check(1, NOON, 1, true);
        check(2, NOON, 1, false);
        check(2, NOON, 2, true);
        check(2, NOON + DAY, 1, true);
    }

    #[test]
    fn three_refusals_with_the_page_or_one_without() {
        let mut usage = Usage::default();
        usage.count_refusal(NOON, true);
        usage.count_refusal(NOON, true);
        assert!(!usage.is_barred(NOON));
        usage.count_refusal(NOON, true);
        assert!(usage.is_barred(NOON) && !usage.is_barred(NOON + DAY));
        usage.forgive();
        assert!(!usage.is_barred(NOON));
        usage.count_refusal(NOON, false);
        assert!(usage.is_barred(NOON));
    }

    #[test]
    fn what_one_says_for_oneself_is_said_of_sixty_a_day() {
        let mut usage = Usage::default();
        for n in 0..60 {
            assert!(usage.allows_fact(NOON, Some(&subject(n)), 60));
            usage.count_fact(NOON, Some(&subject(n)));
        }
        assert!(!usage.allows_fact(NOON, Some(&subject(1_000)), 60));
        assert!(usage.allows_fact(NOON, Some(&subject(1_000)), 120), "at the front desk");
        assert!(usage.allows_fact(NOON, Some(&subject(3)), 60), "said again of the same");
        assert!(usage.allows_fact(NOON, None, 60), "for a colleague");
        assert!(usage.allows_fact(NOON + DAY, Some(&subject(1_000)), 60));
        for _ in 0..FACTS_PER_DAY_MAX {
            usage.count_fact(NOON, None);
        }
        assert!(!usage.allows_fact(NOON, None, 60));
    }
}
