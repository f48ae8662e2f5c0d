//! Who is there when the summer ends, and who arrives: 28 structures of Hauts-de-France, and a few of four other regions.

use jiff::civil::{Date, Weekday, date};
use journal::entry::Pseudonym;
use monde::donnees::structures;
use monde::personnes::Alea;

use droits::Role;
use droits::habilitation::regles::JOUR;

use super::bureau::Bureau;
use super::calendrier::{Presence, instant, is_worked, lognormal, plus};

/// Newcomers of the region.
pub const ARRIVEES: usize = 300;

const REGION: (&str, usize) = ("32", 28);
/// Île-de-France, Auvergne-Rhône-Alpes, Provence-Alpes-Côte d'Azur, Bretagne: who may be drawn from afar.
const AILLEURS: [(&str, usize); 4] = [("11", 5), ("84", 5), ("93", 5), ("53", 5)];

/// A structure: the places of its people in the list of the staff.
pub struct Lieu {
    pub code: [u8; 8],
    pub direction: usize,
    pub gestionnaires: Vec<usize>,
    pub parrains: Vec<usize>,
    pub dpo: usize,
    /// 1 to 3; nobody arrives where it is 0.
    pub taille: u64,
}

/// Somebody who has worked there for long.
pub struct Agent {
    pub name: Pseudonym,
    pub lieu: usize,
    pub presence: Presence,
    pub role: Role,
    /// Until when her certificate held at the beginning.
    pub formation: u64,
}

/// Somebody who begins in September.
#[derive(Clone, Debug)]
pub struct Arrivee {
    pub name: Pseudonym,
    pub lieu: usize,
    pub debut: Date,
    /// When the gestionnaire hears of it.
    pub connue: u64,
    pub presence: Presence,
}

/// The staff of all structures, made at the console in July; their certificates end here and there over their whole life.
pub fn staff(bureau: &mut Bureau, alea: &mut Alea, time: u64) -> (Vec<Lieu>, Vec<Agent>) {
    let (mut lieux, mut agents) = (Vec::new(), Vec::new());
    for (region, count) in std::iter::once(REGION).chain(AILLEURS) {
        for structure in structures().iter().filter(|s| s.region == region).take(count) {
            let code: [u8; 8] = structure.code.as_bytes().try_into().expect("codes have 8 characters");
            let lieu = lieux.len();
            let taille = alea.between(1, 3);
            let mut hire = |role: Role, is_parrain: bool, alea: &mut Alea| {
                let days = if role == Role::Gestionnaire { alea.between(20, 181) } else { alea.between(20, 364) };
                let formation = time + days * JOUR;
                let name = bureau.seed(time, code, role, is_parrain, formation);
                agents.push(Agent { name, lieu, presence: Presence::of_staff(alea), role, formation });
                agents.len() - 1
            };
            let direction = hire(Role::Direction, false, alea);
            let dpo = hire(Role::Dpo, false, alea);
            let gestionnaires = (0..taille).map(|_| hire(Role::Gestionnaire, false, alea)).collect();
            let parrains = alea.between(taille, taille + 1);
            let parrains = (0..parrains).map(|_| hire(Role::Conseiller, true, alea)).collect();
            let taille = if region == REGION.0 { taille } else { 0 };
            lieux.push(Lieu { code, direction, gestionnaires, parrains, dpo, taille });
        }
    }
    bureau.close(time);
    (lieux, agents)
}

/// Three hundred starts from 25 August to 30 September, most on the first and on Mondays, known up to fifteen days before.
pub fn arrivees(bureau: &mut Bureau, alea: &mut Alea, lieux: &[Lieu]) -> Vec<Arrivee> {
    let days: Vec<Date> = (0..37).map(|n| plus(date(2026, 8, 25), n)).filter(|day| is_worked(*day)).collect();
    let weights: Vec<u64> = days.iter().map(weight).collect();
    let sizes: Vec<u64> = lieux.iter().map(|lieu| lieu.taille).collect();
    let one = |_| {
        let debut = days[alea.weighted(&weights)];
        let before = lognormal(alea, 5 * JOUR, 0.9).min(15 * JOUR);
        let connue = instant(debut, 10 * 60).saturating_sub(before);
        let lieu = alea.weighted(&sizes);
        Arrivee { name: bureau.name(), lieu, debut, connue, presence: Presence::default() }
    };
    (0..ARRIVEES).map(one).collect()
}

fn weight(day: &Date) -> u64 {
    match (day.month(), day.day(), day.weekday()) {
        (9, 1, _) => 20,
        (_, _, Weekday::Monday) => 6,
        _ => 1,
    }
}
