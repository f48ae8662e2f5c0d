//! Until when a certificate serves. Gestionnaires of one region must not all lapse in one month: nobody would be left to
//! approve. So each takes the latest day around which few of the others end.

use droits::Registre;
use droits::Role;
use droits::habilitation::region::region;
use droits::habilitation::regles::{JOUR, training};
use droits::registre::{Agent, State};

/// A gestionnaire's certificate serves at least so long.
const SHORTEST: u64 = 120;

/// Half of the window around a day in which ends are counted.
const AROUND: u64 = 15 * JOUR;

/// The end of a certificate taken now, milliseconds. For a gestionnaire: the latest day at most 182 days away such that at
/// most a quarter of her region's ends within the 30 days around it, never less than 120 days away; where no day is such, the
/// one around which fewest end. For others: as long as the role allows.
pub(in crate::habilitations) fn certificate_until(registre: &Registre, agent: &Agent, now: u64) -> u64 {
    // The rules count from what the journal has stated, and this side's clock is a little ahead of it.
    let now = registre.at(now).latest();
    let longest = now + training(agent.role);
    if agent.role != Role::Gestionnaire {
        return longest;
    }
    let home = region(&agent.structure);
    let is_near = |other: &&Agent| {
        other.role == Role::Gestionnaire && other.state(now) != State::Closed && region(&other.structure) == home
    };
    let near: Vec<&Agent> = registre.agents().map(|(_, other)| other).filter(is_near).collect();
    let ends: Vec<u64> =
        near.iter().filter(|other| !std::ptr::eq(**other, agent)).map(|o| o.vie.training_until).collect();
    let around = |day: u64| ends.iter().filter(|end| end.abs_diff(day) <= AROUND).count();
    let days = || (SHORTEST..=training(agent.role) / JOUR).rev().map(|days| now + days * JOUR);
    let fits = |day: &u64| 4 * (around(*day) + 1) <= near.len();
    let fewest = || days().min_by_key(|day| around(*day));
    days().find(fits).or_else(fewest).unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use droits::habilitation::regles::GRANT_MAX;
    use droits::piece::{Assertion, Credential, PublicKey};
    use droits::signature::sha256;
    use journal::{Entry, Kind};

    use super::*;

    const T: u64 = 1_795_435_200_000;

    struct Anything;

    impl droits::Attest for Anything {
        fn holds(&self, _: &Credential, _: &[u8; 32], _: &Assertion) -> bool {
            true
        }
    }

    /// `count` gestionnaires of one region, one of another, and a conseiller, all with keys and no certificate yet.
    fn country(count: u8) -> Registre {
        let mut registre = Registre::default();
        let mut fold = |mut entry: Entry, piece: Option<Vec<u8>>| {
            entry.time = T;
            registre.fold(&entry, piece.as_deref(), &Anything).expect("an entry that holds");
        };
        fold(Entry { rule: 1, ..Entry::new(Kind::Genesis) }, None);
        let far = [(200, Role::Gestionnaire, *b"13055S00"), (201, Role::Conseiller, *b"59512S00")];
        for (n, role, structure) in (0..count).map(|n| (n, Role::Gestionnaire, *b"59512S00")).chain(far) {
            fold(Entry { object: [n; 16], role: role as u8, structure, until: T + 1, ..Entry::new(Kind::Seed) }, None);
            for k in 0..2 {
                let key = PublicKey::Es256(vec![4; 65]);
                let credential = Credential { id: vec![n, k], key, rp_id: "localhost".into(), origin: "o".into() };
                let piece = credential.encode();
                fold(Entry { object: [n; 16], piece: sha256(&piece), ..Entry::new(Kind::Enrolment) }, Some(piece));
            }
        }
        registre
    }

    /// All of them take the course on one day, one after the other; gives the ends, in days.
    fn all_train(count: u8) -> Vec<u64> {
        let mut registre = country(count);
        let mut ends = Vec::new();
        for n in 0..count {
            let until = certificate_until(&registre, registre.agent(&[n; 16]).expect("known"), T);
            let entry = Entry { object: [n; 16], time: T, until, ..Entry::new(Kind::Training) };
            registre.fold(&entry, None, &Anything).expect("the console certifies");
            ends.push((until - T) / JOUR);
        }
        ends
    }

    #[test]
    fn forty_of_one_region_end_by_quarters_though_all_learn_on_one_day() {
        let ends = all_train(40);
        assert_eq!(ends[0], 182, "the first takes all that the role allows");
        for end in &ends {
            assert!((120..=182).contains(end), "{end} days");
            let around = ends.iter().filter(|other| other.abs_diff(*end) <= 15).count();
            assert!(around <= 10, "{around} of 40 end within 30 days around day {end}");
        }
    }

    #[test]
    fn too_few_for_quarters_are_spread_as_far_as_they_go() {
        let ends = all_train(3);
        assert_eq!(ends[0], 182);
        assert!(ends.iter().all(|end| (120..=182).contains(end)), "{ends:?}");
        assert!(
            ends.iter().enumerate().all(|(n, one)| ends[..n].iter().all(|other| one.abs_diff(*other) > 15)),
            "{ends:?}"
        );
    }

    #[test]
    fn others_and_other_regions_are_not_kept_waiting() {
        let registre = country(40);
        let until = |n: u8| (certificate_until(&registre, registre.agent(&[n; 16]).expect("known"), T) - T) / JOUR;
        assert_eq!(until(200), 182, "alone in her region");
        assert_eq!(until(201), 365, "a conseillère");
        const { assert!(GRANT_MAX == 365 * JOUR) };
    }
}
