//! How rendez-vous that overlap stand side by side in the column of their day.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::Plage;

/// For each stretch, in the order given: its column from 0, and the number of columns in which the day is cut at that
/// place. Stretches that overlap never share a column; those that are linked by overlaps, near or far, are cut into as
/// many columns, so that a group stays aligned. The earlier, then the longer, stands on the left.
pub fn disposition(plages: &[Plage]) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..plages.len()).collect();
    order.sort_by_key(|&it| (plages[it].jour(), plages[it].debut(), Reverse(plages[it].fin())));

    let mut places = vec![(0, 1); plages.len()];
    for group in linked(plages, &order) {
        // Columns still taken, the one that is free soonest first; those given back, the leftmost first.
        let (mut taken, mut free, mut columns) = (BinaryHeap::new(), BTreeSet::new(), 0);
        for &it in group {
            while let Some(&Reverse((fin, column))) = taken.peek()
                && fin <= plages[it].debut()
            {
                taken.pop();
                free.insert(column);
            }
            let column = free.pop_first().unwrap_or_else(|| {
                columns += 1;
                columns - 1
            });
            taken.push(Reverse((plages[it].fin(), column)));
            places[it].0 = column;
        }
        group.iter().for_each(|&it| places[it].1 = columns);
    }
    places
}

/// Cuts an order by day and hour where nothing that came before lasts any more.
fn linked<'a>(plages: &[Plage], order: &'a [usize]) -> Vec<&'a [usize]> {
    let (mut groups, mut first, mut lasts_until) = (Vec::new(), 0, 0);
    for (rang, &it) in order.iter().enumerate() {
        let same_day = rang > first && plages[order[first]].jour() == plages[it].jour();
        if rang > first && !(same_day && plages[it].debut() < lasts_until) {
            groups.push(&order[first..rang]);
            (first, lasts_until) = (rang, 0);
        }
        lasts_until = lasts_until.max(plages[it].fin());
    }
    if first < order.len() {
        groups.push(&order[first..]);
    }
    groups
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn side_by_side() {
        let check = |bounds: &[(u16, u16)], expected: &[(usize, usize)]| {
            assert_eq!(disposition(&plages(23, bounds)), expected, "{bounds:?}");
        };
        check(&[], &[]);
        check(&[(540, 600)], &[(0, 1)]);
        check(&[(540, 600), (600, 660)], &[(0, 1), (0, 1)]);
        check(&[(540, 600), (570, 630)], &[(0, 2), (1, 2)]);
        check(&[(570, 630), (540, 600)], &[(1, 2), (0, 2)]);
        check(&[(540, 600), (540, 600), (540, 600)], &[(0, 3), (1, 3), (2, 3)]);
        // The longer stands on the left; the two short ones share the other column.
        check(&[(540, 570), (540, 720), (570, 600)], &[(1, 2), (0, 2), (1, 2)]);
        // Linked through the one in the middle: two columns, since no moment has three.
        check(&[(540, 600), (590, 650), (640, 700)], &[(0, 2), (1, 2), (0, 2)]);
        // A new group after what is over.
        check(&[(540, 600), (550, 610), (610, 660)], &[(0, 2), (1, 2), (0, 1)]);
    }

    #[test]
    fn days_stand_apart() {
        let two = [plages(23, &[(540, 600)]), plages(24, &[(550, 610)])].concat();
        assert_eq!(disposition(&two), [(0, 1), (0, 1)]);
    }

    #[test]
    fn nothing_hides_anything() {
        let mut hasard = 7_u64;
        let mut draw = |below: u64| {
            hasard = hasard.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (hasard >> 33) % below
        };
        for _ in 0..500 {
            let bounds: Vec<_> = (0..draw(40))
                .map(|_| (480 + draw(600) as u16, 5 + draw(120) as u16))
                .map(|(debut, duree)| (debut, debut + duree))
                .collect();
            let plages = plages(23 + draw(2) as i8, &bounds);
            let places = disposition(&plages);
            for (a, (column, columns)) in plages.iter().zip(&places) {
                assert!(column < columns);
                let at_once = plages.iter().filter(|b| b.chevauche(a)).count();
                assert!(at_once >= 1 && (at_once > 1 || *columns == 1), "alone, it takes the whole width");
            }
            for a in 0..plages.len() {
                for b in 0..a {
                    let overlap = plages[a].chevauche(&plages[b]);
                    assert!(!overlap || (places[a].0 != places[b].0 && places[a].1 == places[b].1), "{bounds:?}");
                }
            }
        }
    }

    #[test]
    fn a_crowd_is_drawn_too() {
        let crowd = plages(23, &[(540, 600); 5_000]);
        let places = disposition(&crowd);
        assert_eq!((places[0], places[4_999]), ((0, 5_000), (4_999, 5_000)));
    }

    fn plages(day: i8, bounds: &[(u16, u16)]) -> Vec<Plage> {
        bounds.iter().map(|(debut, fin)| Plage::new(date(2026, 11, day), *debut, *fin).expect("a stretch")).collect()
    }
}
