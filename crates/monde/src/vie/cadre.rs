//! The calendar of the month: working days, hours, who is away.

use jiff::civil::date;

use super::Options;
use super::parametres::parametres;
use super::reseau::Reseau;
use super::tirage::un;
use crate::personnes::Alea;
use droits::Role;

/// One minute, milliseconds.
pub const MINUTE: u64 = 60_000;
/// One day, milliseconds.
pub const JOUR: u64 = 24 * 60 * MINUTE;

/// Longest month: the end of a probation, and of a first certificate, lie after it.
pub const JOURS_MAX: usize = 22;

/// Monday 17 August 2026, 0 h UTC: the twelfth working day is the first of September. The days before it are played as an
/// ordinary month and not as an August, which is half empty and would flatter every figure.
pub fn debut() -> u64 {
    date(2026, 8, 17).to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |day| day.timestamp().as_millisecond() as u64)
}

/// 0 h UTC of a working day, the first being 0.
pub fn minuit(jour: usize) -> u64 {
    debut() + (jour as u64 / 5 * 7 + jour as u64 % 5) * JOUR
}

/// The working day of a time of the month.
pub fn jour_de(temps: u64) -> usize {
    let days = (temps.saturating_sub(debut()) / JOUR) as usize;
    days / 7 * 5 + (days % 7).min(4)
}

/// Whether an agent works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// She does.
    La,
    /// Away, as was known.
    Absente,
    /// Sick since this day, which nobody knew the day before.
    Malade(usize),
}

/// Of each agent, each day.
pub fn presences(reseau: &Reseau, options: &Options) -> Vec<Vec<Presence>> {
    let p = &parametres().calendrier;
    // Blocks of one to five days, three on average: a third of the share begins one.
    let begins = *p.absence_pour_mille / 3;
    reseau
        .agents
        .iter()
        .enumerate()
        .map(|(place, agent)| {
            let mut alea = Alea::new(options.graine, "vie", place as u64, "presence");
            let mut days = vec![Presence::La; options.jours];
            let mut jour = 0;
            while jour < options.jours {
                let (presence, length) = if alea.chance(*p.maladie_pour_mille) && agent.role == Role::Conseiller {
                    (Presence::Malade(jour), un(&mut alea, &p.maladie_jours) as usize)
                } else if alea.chance(begins) {
                    (Presence::Absente, alea.between(1, 5) as usize)
                } else {
                    (Presence::La, 1)
                };
                let end = (jour + length).min(options.jours);
                days[jour..end].fill(presence);
                jour = end;
            }
            days
        })
        .collect()
}

/// A moment of the working day, milliseconds after midnight: drawn over both halves.
pub fn moment(alea: &mut Alea) -> u64 {
    let p = &parametres().calendrier;
    let (morning, afternoon) = (*p.pause - *p.ouverture, *p.fermeture - *p.reprise);
    let at = alea.below((morning + afternoon) * MINUTE);
    if at < morning * MINUTE { *p.ouverture * MINUTE + at } else { *p.reprise * MINUTE + at - morning * MINUTE }
}

/// `n` moments in order, with the gaps of a parameter: some follow the one before closely.
pub fn moments(alea: &mut Alea, n: u64) -> Vec<u64> {
    let r = &parametres().rythme;
    let mut all: Vec<u64> = (0..n).map(|_| moment(alea)).collect();
    if alea.chance(*parametres().calendrier.hors_heures_pour_mille) {
        // A late evening: what was last of the day, moved after closing.
        let late = alea.between(1, *parametres().calendrier.hors_heures_minutes) * MINUTE;
        let close = *parametres().calendrier.fermeture * MINUTE;
        all.iter_mut().filter(|at| **at + 60 * MINUTE > close).for_each(|at| *at += late);
    }
    all.sort_unstable();
    for n in 1..all.len() {
        let least = *r.ecart_min * 1_000;
        all[n] = if alea.chance(*r.rafale_pour_mille) {
            all[n - 1] + un(alea, &r.rafale_secondes) * 1_000
        } else {
            all[n].max(all[n - 1] + least)
        };
    }
    all
}
