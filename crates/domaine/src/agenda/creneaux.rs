//! What is free.

use jiff::civil::{Date, Weekday};

use super::{Plage, Territoire, feries};

/// Free slots of `duree` minutes within the openings, in order of day and hour, each once. They begin every `pas`
/// minutes from the beginning of an opening: an agenda keeps its half-hours even where one rendez-vous ended at ten
/// past. Slots may overlap each other when `pas` is under `duree`: they are choices.
pub fn creneaux(ouvertures: &[Plage], occupes: &[Plage], duree: u16, pas: u16) -> Vec<Plage> {
    if pas == 0 {
        return Vec::new();
    }
    let mut libres = Vec::new();
    for ouverture in ouvertures {
        let taken: Vec<&Plage> = occupes.iter().filter(|occupe| occupe.chevauche(ouverture)).collect();
        let last = ouverture.fin().saturating_sub(duree);
        for debut in (ouverture.debut()..=last).step_by(usize::from(pas)) {
            let slot = Plage::de(ouverture.jour(), debut, duree);
            libres.extend(slot.ok().filter(|slot| !taken.iter().any(|occupe| occupe.chevauche(slot))));
        }
    }
    libres.sort_unstable();
    libres.dedup();
    libres
}

/// Hours in which a rendez-vous is proposed to who has opened no slot, on days that are worked: a habit of offices, which no text
/// fixes. Nothing is refused outside them.
pub fn heures_usuelles(jour: Date, territoire: Territoire) -> Vec<Plage> {
    if matches!(jour.weekday(), Weekday::Saturday | Weekday::Sunday) || feries(jour, territoire) {
        return Vec::new();
    }
    [(540, 720), (810, 1020)].into_iter().filter_map(|(debut, fin)| Plage::new(jour, debut, fin).ok()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const JOUR: Date = date(2026, 11, 23);

    #[test]
    fn what_is_free() {
        let check = |ouvertures: &[(u16, u16)], occupes: &[(u16, u16)], duree: u16, pas: u16, expected: &[u16]| {
            let got = creneaux(&plages(ouvertures), &plages(occupes), duree, pas);
            let debuts: Vec<_> = got.iter().map(Plage::debut).collect();
            assert_eq!(debuts, expected, "{ouvertures:?} {occupes:?} {duree} {pas}");
            let is_free = |slot: &Plage| !plages(occupes).iter().any(|occupe| occupe.chevauche(slot));
            assert!(got.iter().all(|slot| slot.duree() == duree && is_free(slot)));
        };
        check(&[(540, 720)], &[], 60, 60, &[540, 600, 660]);
        check(&[(540, 720)], &[], 60, 30, &[540, 570, 600, 630, 660]);
        check(&[(540, 720)], &[(600, 660)], 60, 60, &[540, 660]);
        check(&[(540, 720)], &[(600, 601 + 4)], 60, 60, &[540, 660]);
        check(&[(540, 720)], &[(560, 610)], 30, 30, &[630, 660, 690]);
        check(&[(540, 600), (840, 900)], &[], 60, 60, &[540, 840]);
        check(&[(840, 900), (540, 600), (540, 600)], &[], 60, 60, &[540, 840]);
        check(&[(540, 600)], &[(480, 660)], 30, 30, &[]);
        check(&[(540, 600)], &[], 61, 5, &[]);
        check(&[(540, 600)], &[], 60, 5, &[540]);
        check(&[(1380, 1440)], &[], 30, 30, &[1380, 1410]);
        check(&[], &[(540, 600)], 30, 30, &[]);
    }

    #[test]
    fn nobody_is_proposed_a_sunday_or_a_holiday() {
        let check = |jour: Date, territoire: Territoire, expected: usize| {
            assert_eq!(heures_usuelles(jour, territoire).len(), expected, "{jour}");
        };
        check(JOUR, Territoire::Metropole, 2);
        check(date(2026, 11, 22), Territoire::Metropole, 0);
        check(date(2026, 12, 25), Territoire::Metropole, 0);
        check(date(2026, 12, 21), Territoire::Reunion, 2);
        check(date(2027, 12, 20), Territoire::Reunion, 0);
        check(date(2027, 12, 20), Territoire::Metropole, 2);
    }

    #[test]
    fn what_cannot_be_asked_is_no_slot() {
        let check = |duree: u16, pas: u16| assert_eq!(creneaux(&plages(&[(540, 720)]), &[], duree, pas), []);
        check(30, 0);
        check(0, 30);
        check(4, 30);
        check(u16::MAX, 30);
    }

    #[test]
    fn another_day_is_free() {
        let autre = Plage::new(date(2026, 11, 24), 540, 600).expect("a stretch");
        assert_eq!(creneaux(&plages(&[(540, 600)]), &[autre], 60, 60).len(), 1);
        let absence = Plage::journee(JOUR);
        assert_eq!(creneaux(&[plages(&[(540, 600)])[0], autre], &absence, 60, 60), [autre]);
    }

    fn plages(bounds: &[(u16, u16)]) -> Vec<Plage> {
        bounds.iter().map(|(debut, fin)| Plage::new(JOUR, *debut, *fin).expect("a stretch")).collect()
    }
}
