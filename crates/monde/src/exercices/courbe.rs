//! How fast: whom an attacker had received at each moment, from the bytes of his answers and the hours of their entries.

use std::collections::{BTreeSet, HashMap};

use journal::entry::Entry;

use super::butin::Contenu;
use super::compte::{Compte, Rang};

/// What he held at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// Milliseconds since his first entry.
    pub ms: u64,
    /// Persons received so far.
    pub personnes: u64,
    /// Dossiers that he had only seen listed. One that is opened later is a line until then.
    pub lignes: u64,
}

/// Everything that an attack gave, in the order in which it came: the first point is before it, the last one is after its last try. An
/// answer to no request (a file that was copied) came at the hour of the one before it; who has her name alone in `noms` is a line.
pub fn trace(entries: &[Entry], contenu: &Contenu, compte: &Compte, noms: &BTreeSet<Rang>) -> Vec<Point> {
    let his: Vec<&Entry> = entries.iter().filter(|entry| contenu.logins.contains(&entry.login)).collect();
    let first = his.iter().map(|entry| entry.time).min().unwrap_or(0);
    let last = his.iter().map(|entry| entry.time).max().unwrap_or(0);
    let mut hours: HashMap<[u8; 32], u64> = HashMap::new();
    for entry in &his {
        hours.entry(entry.request).or_insert(entry.time);
    }
    let (mut people, mut names, mut links) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut points = vec![Point { ms: 0, personnes: 0, lignes: 0 }];
    let mut now = first;
    for (recu, vu) in contenu.recus.iter().zip(&compte.recus) {
        now = recu.requete.and_then(|request| hours.get(&request)).copied().unwrap_or(now).max(now);
        let (known, others): (Vec<Rang>, Vec<Rang>) = vu.personnes.iter().partition(|rang| noms.contains(rang));
        names.extend(known);
        people.extend(others);
        links.extend(vu.lies.iter().filter(|id| compte.lignes.contains(*id)));
        let here =
            Point { ms: now - first, personnes: people.len() as u64, lignes: (names.len() + links.len()) as u64 };
        let before = points[points.len() - 1];
        if (here.personnes, here.lignes) != (before.personnes, before.lignes) {
            points.push(here);
        }
    }
    let end = points[points.len() - 1];
    points.push(Point { ms: end.ms.max(last - first), ..end });
    points
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use journal::Kind;

    use super::super::butin::Recu;
    use super::super::compte::Vu;
    use super::*;

    const LOGIN: [u8; 16] = [1; 16];

    fn entry(request: u8, time: u64) -> Entry {
        Entry { login: LOGIN, request: [request; 32], time, ..Entry::new(Kind::Opening) }
    }

    fn recu(request: Option<u8>) -> Recu {
        Recu { requete: request.map(|n| [n; 32]), quoi: String::new(), statut: 200, octets: Vec::new() }
    }

    fn point(ms: u64, personnes: u64, lignes: u64) -> Point {
        Point { ms, personnes, lignes }
    }

    #[test]
    fn each_person_counts_from_the_hour_at_which_she_came() {
        let entries = [entry(1, 5_000), entry(2, 6_000), entry(3, 9_000)];
        let recus = vec![recu(Some(1)), recu(None), recu(Some(2)), recu(Some(2))];
        let contenu = Contenu { logins: vec![LOGIN], recus };
        let vu = |people: &[Rang], links: &[&str]| Vu {
            personnes: people.iter().copied().collect(),
            lies: links.iter().map(|id| (*id).to_owned()).collect(),
        };
        let recus = vec![vu(&[4], &[]), vu(&[4, 5], &[]), vu(&[6], &["a", "b"]), vu(&[6], &["a"])];
        let lignes = BTreeSet::from(["a".to_owned()]);
        let compte = Compte { personnes: BTreeMap::new(), lignes, recus };
        let check = |noms: &[Rang], expected: &[Point]| {
            assert_eq!(trace(&entries, &contenu, &compte, &noms.iter().copied().collect()), expected, "{noms:?}");
        };
        check(&[], &[point(0, 0, 0), point(0, 1, 0), point(0, 2, 0), point(1_000, 3, 1), point(4_000, 3, 1)]);
        check(&[5, 6], &[point(0, 0, 0), point(0, 1, 0), point(0, 1, 1), point(1_000, 1, 3), point(4_000, 1, 3)]);
    }

    #[test]
    fn who_receives_nothing_has_a_flat_line_to_the_last_try() {
        let contenu = Contenu { logins: vec![LOGIN], recus: Vec::new() };
        let found = trace(&[entry(1, 5_000), entry(2, 65_000)], &contenu, &Compte::default(), &BTreeSet::new());
        assert_eq!(found, [point(0, 0, 0), point(60_000, 0, 0)]);
        let nothing = Contenu { logins: Vec::new(), recus: Vec::new() };
        assert_eq!(trace(&[], &nothing, &Compte::default(), &BTreeSet::new()).last(), Some(&point(0, 0, 0)));
    }
}
