//! How a world is laid out: which structures, and how many dossiers each.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use crate::communes;
use crate::donnees::{Structure, structures};
use crate::personnes::{Alea, Monde};

/// Dossiers of a structure of mean size: two real ones had 4,100 and 5,700.
const DOSSIERS_PAR_STRUCTURE: u64 = 4_500;

/// The largest world: the whole country, with those who left.
pub const DOSSIERS_MAX: u64 = 6_000_000;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taille {
    /// Dossiers in all; or in each structure, where [`Taille::egales`].
    pub dossiers: u64,
    /// Structures; by default as many as it takes for about 4,500 dossiers each.
    pub structures: Option<usize>,
    /// All structures alike, with `dossiers` each.
    pub egales: bool,
}

/// A size that no world can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// No dossier, more than [`DOSSIERS_MAX`], or fewer than structures.
    Dossiers,
    /// No structure, or more than this number.
    Structures(usize),
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Impossible::Dossiers => write!(f, "from one dossier a structure to {DOSSIERS_MAX} in all"),
            Impossible::Structures(most) => write!(f, "from 1 to {most} structures"),
        }
    }
}

impl std::error::Error for Impossible {}

/// The structures of a world of this size, each with its dossiers: Roubaix, then its département, its region, the rest.
/// The same seed and size give the same plan.
///
/// # Errors
/// See [`Impossible`].
pub fn plan(graine: u64, taille: Taille) -> Result<Vec<Monde>, Impossible> {
    let real = nearest_first();
    let by_size = usize::try_from(taille.dossiers.saturating_add(DOSSIERS_PAR_STRUCTURE / 2) / DOSSIERS_PAR_STRUCTURE);
    let count = taille.structures.unwrap_or_else(|| by_size.unwrap_or(real.len()).clamp(1, real.len()));
    if count == 0 || count > real.len() {
        return Err(Impossible::Structures(real.len()));
    }
    let chosen = &real[..count];
    let each = if taille.egales { taille.dossiers } else { taille.dossiers / count as u64 };
    let total = if taille.egales { each.saturating_mul(count as u64) } else { taille.dossiers };
    if each == 0 || total > DOSSIERS_MAX {
        return Err(Impossible::Dossiers);
    }
    let sizes = if taille.egales { vec![each; count] } else { shared(graine, chosen, total) };
    Ok(chosen.iter().zip(sizes).map(|(structure, size)| Monde::new(graine, structure, size)).collect())
}

/// `combien` further structures with a small team and no dossier, none of them in `mondes`: one of each region in turn, the
/// seat's own first, so that a few of them are a network of several regions.
///
/// # Errors
/// [`Impossible::Structures`] when there are not so many.
pub fn reseau(graine: u64, mondes: &[Monde], combien: usize) -> Result<Vec<Monde>, Impossible> {
    let is_free = |s: &&'static Structure| mondes.iter().all(|monde| monde.structure().code != s.code);
    let mut free: Vec<&'static Structure> = nearest_first().into_iter().filter(is_free).collect();
    if combien > free.len() {
        return Err(Impossible::Structures(free.len() + mondes.len()));
    }
    let mut turns: HashMap<&str, usize> = HashMap::new();
    // The sort is stable: within each turn, the nearest first.
    free.sort_by_cached_key(|structure| {
        let turn = turns.entry(structure.region).or_default();
        *turn += 1;
        *turn
    });
    Ok(free[..combien].iter().map(|structure| Monde::new(graine, structure, 0)).collect())
}

/// Shares that sum to `total`: one each, then by the people of the département, whom its structures share unequally.
fn shared(graine: u64, chosen: &[&'static Structure], total: u64) -> Vec<u64> {
    let weights: Vec<u64> = chosen
        .iter()
        .map(|structure| {
            let people = inhabitants(structure.departement) / neighbours(structure.departement);
            // The square root brings them nearer: no real structure is thirty times another.
            people.isqrt().max(1) * Alea::new(graine, structure.code, 0, "taille").between(60, 140)
        })
        .collect();
    let (sum, to_share) = (weights.iter().sum::<u64>(), total - chosen.len() as u64);
    let mut before = 0_u64;
    let mut given = 0_u64;
    weights
        .iter()
        .map(|weight| {
            before += weight;
            // Rounded on the running total: the last share ends exactly at the sum.
            let upto = (u128::from(to_share) * u128::from(before) / u128::from(sum)) as u64;
            let share = 1 + upto - given;
            given = upto;
            share
        })
        .collect()
}

fn nearest_first() -> Vec<&'static Structure> {
    let is_real = |s: &&Structure| {
        let nom = s.nom_officiel.to_lowercase();
        !nom.contains("temporaire") && !nom.contains("technique")
    };
    let mut real: Vec<&'static Structure> = structures().iter().filter(is_real).collect();
    let seat = real[0];
    // The sort is stable: within each ring, the order of the directory.
    real[1..].sort_by_key(|s| (s.departement != seat.departement, s.region != seat.region));
    real
}

fn inhabitants(departement: &str) -> u64 {
    static PEOPLE: OnceLock<HashMap<&'static str, u64>> = OnceLock::new();
    let people = PEOPLE.get_or_init(|| {
        let mut people = HashMap::new();
        for commune in communes::communes() {
            *people.entry(communes::departement(commune.code_insee)).or_default() += commune.population;
        }
        people
    });
    people.get(departement).copied().unwrap_or(0)
}

fn neighbours(departement: &str) -> u64 {
    structures().iter().filter(|s| s.departement == departement).count().max(1) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(dossiers: u64, structures: Option<usize>, egales: bool) -> Result<Vec<u64>, Impossible> {
        let plan = plan(1, Taille { dossiers, structures, egales })?;
        Ok(plan.iter().map(Monde::combien).collect())
    }

    #[test]
    fn the_sum_is_exact_and_the_number_of_structures_follows() {
        for (dossiers, expected) in
            [(1, 1), (300, 1), (6_749, 1), (6_750, 2), (30_000, 7), (100_000, 22), (300_000, 67), (6_000_000, 422)]
        {
            let sizes = sizes(dossiers, None, false).expect("a lawful size");
            assert_eq!((sizes.len(), sizes.iter().sum::<u64>()), (expected, dossiers));
        }
    }

    #[test]
    fn structures_differ_as_real_ones_do() {
        let mut sizes = sizes(1_899_000, None, false).expect("a lawful size");
        sizes.sort_unstable();
        let (least, most) = (sizes[0], sizes[sizes.len() - 1]);
        assert!((500..2_500).contains(&least) && (8_000..20_000).contains(&most), "{least} to {most}");
    }

    #[test]
    fn callers_may_want_them_alike() {
        assert_eq!(sizes(300, Some(2), true), Ok(vec![300, 300]));
        assert_eq!(sizes(300, Some(1), true), sizes(300, Some(1), false));
    }

    #[test]
    fn a_network_spreads_over_the_regions() {
        let seat = plan(1, Taille { dossiers: 300, structures: None, egales: false }).expect("a lawful size");
        let network = reseau(1, &seat, 7).expect("there are more");
        let regions: std::collections::HashSet<_> = network.iter().map(|monde| monde.structure().region).collect();
        assert_eq!((network.len(), regions.len()), (7, 7));
        assert_eq!(network[0].structure().region, seat[0].structure().region);
        assert!(network.iter().all(|monde| monde.combien() == 0 && monde.structure().code != "59512S00"));
        let roles: Vec<_> = network[0].agents().iter().map(|agent| agent.role).collect();
        assert_eq!(roles, ["conseiller", "direction", "gestionnaire", "dpo"]);
        assert_eq!(reseau(1, &seat, 421).map(|all| all.len()), Ok(421));
        assert_eq!(reseau(1, &seat, 422).map(|all| all.len()), Err(Impossible::Structures(422)));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (dossiers, structures, egales, expected) in [
            (0, None, false, Impossible::Dossiers),
            (3, Some(4), false, Impossible::Dossiers),
            (DOSSIERS_MAX + 1, None, false, Impossible::Dossiers),
            (DOSSIERS_MAX, Some(2), true, Impossible::Dossiers),
            (u64::MAX, Some(2), true, Impossible::Dossiers),
            (300, Some(0), false, Impossible::Structures(422)),
            (300, Some(423), false, Impossible::Structures(422)),
        ] {
            assert_eq!(sizes(dossiers, structures, egales), Err(expected), "{dossiers} {structures:?}");
        }
    }

    #[test]
    fn small_worlds_are_roubaix_and_larger_ones_its_neighbours() {
        let plan = plan(1, Taille { dossiers: 60_000, structures: None, egales: false }).expect("a lawful size");
        assert_eq!(plan[0].structure().code, "59512S00");
        assert!(plan.iter().all(|monde| monde.structure().departement == "59"));
        let codes: std::collections::HashSet<_> = nearest_first().iter().map(|s| s.code).collect();
        assert_eq!(codes.len(), structures().len());
    }
}
