//! A portefeuille: filtered and sorted in memory, one page at a time.

use std::cmp::{Ordering, Reverse};

use domaine::{AgentId, TrancheAge};
use jiff::civil::Date;

use super::{Label, Noms, Rest};
use crate::face::{Filtre, Portee, Tri};
use crate::fiche::date;

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// One page of a filter.
pub struct Listed {
    /// The page.
    pub labels: Vec<Label>,
    /// How many the filter keeps.
    pub total: usize,
    /// How many there are before it.
    pub sur: usize,
}

impl Noms {
    /// One page of what a filter keeps, for this agent. `today` and `now` (milliseconds) say what is old and what is new.
    pub fn list(&self, agent: AgentId, filtre: &Filtre, today: Date, now: u64, skip: usize, limit: usize) -> Listed {
        let mut kept: Vec<(&[u8; 16], &Rest)> = Vec::new();
        let mut sur = 0;
        let mut look = |id, rest| {
            sur += 1;
            if keeps(filtre, rest, today, now) {
                kept.push((id, rest));
            }
        };
        let one = |referent: [u8; 16]| self.portefeuilles.get(&referent).into_iter().flatten();
        let of = |referent| one(referent).filter_map(|id| Some((id, self.rest.get(id)?)));
        match filtre.portee {
            Portee::Moi => of(agent.0).for_each(|(id, rest)| look(id, rest)),
            Portee::Agent(other) => of(other.0).for_each(|(id, rest)| look(id, rest)),
            Portee::SansReferent => of([0; 16]).for_each(|(id, rest)| look(id, rest)),
            Portee::Structure => self.rest.iter().for_each(|(id, rest)| look(id, rest)),
        }
        let total = kept.len();
        let order = |a: &(&[u8; 16], &Rest), b: &(&[u8; 16], &Rest)| before(filtre.tri, a.1, b.1);
        // Only what stands up to this page is put in order.
        let end = skip.saturating_add(limit);
        if end < total {
            kept.select_nth_unstable_by(end, order);
            kept.truncate(end);
        }
        kept.sort_unstable_by(order);
        let page = kept.iter().skip(skip).take(limit);
        Listed { labels: page.filter_map(|(id, _)| self.get(id)).collect(), total, sur }
    }

    /// How many people an agent accompanies.
    pub fn count_of(&self, agent: AgentId) -> usize {
        self.portefeuilles.get(&agent.0).map_or(0, |of| of.len())
    }
}

fn before(tri: Tri, a: &Rest, b: &Rest) -> Ordering {
    let first = match tri {
        Tri::Nom => Ordering::Equal,
        Tri::PlusAnciens => a.maj.cmp(&b.maj),
        Tri::PlusRecents => b.maj.cmp(&a.maj),
        // Those whose birth date is not known come last.
        Tri::Age => (a.jour.is_none(), Reverse(a.jour)).cmp(&(b.jour.is_none(), Reverse(b.jour))),
        Tri::Creation => b.cree.cmp(&a.cree),
    };
    first.then_with(|| a.ordre.expose().cmp(b.ordre.expose()))
}

fn keeps(filtre: &Filtre, rest: &Rest, today: Date, now: u64) -> bool {
    let before = |days: u16| now.saturating_sub(u64::from(days) * DAY);
    filtre.statut.is_none_or(|statut| rest.statut == statut)
        && filtre.sans_nouvelle.is_none_or(|days| rest.maj < before(days))
        && filtre.nouveaux.is_none_or(|days| rest.cree >= before(days))
        && filtre.age.is_none_or(|age| rest.jour.and_then(date).is_some_and(|born| TrancheAge::of(born, today) == age))
}

#[cfg(test)]
mod tests {
    use domaine::{Clair, CodeStructure, DossierId, Statut};
    use jiff::civil::date;

    use super::*;
    use crate::racine::Secret;

    const TODAY: Date = date(2026, 11, 22);
    const NOW: u64 = 1_795_435_200_000;
    const LEA: AgentId = AgentId([1; 16]);
    const KARINE: AgentId = AgentId([2; 16]);

    fn label(n: u32, nom: &str, naissance: &str, referent: [u8; 16], statut: Statut, maj: u64, cree: u64) -> Label {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&n.to_be_bytes());
        Label {
            dossier: DossierId(id),
            nom: Clair::new(nom),
            prenom: Clair::new("Inès"),
            usage: None,
            naissance: Clair::new(naissance),
            numero: n,
            referent,
            sujet: id,
            statut,
            maj: NOW - maj * DAY,
            cree: NOW - cree * DAY,
        }
    }

    fn people() -> Noms {
        let mut noms = Noms::empty(CodeStructure(*b"59512S00"), Secret::new([3; 32]));
        for one in [
            label(1, "Élouard", "2009-05-01", LEA.0, Statut::Actif, 1, 300),
            label(2, "Zubrowski", "2005-05-01", LEA.0, Statut::Actif, 200, 400),
            label(3, "Dumoncelle", "2002-05-01", LEA.0, Statut::EnVeille, 100, 10),
            label(4, "Eloi", "1999-05-01", LEA.0, Statut::FinAccompagnement, 90, 900),
            label(5, "Brissavoine", "2005-06-01", KARINE.0, Statut::Actif, 5, 500),
            label(6, "Personne", "", [0; 16], Statut::Actif, 3, 3),
        ] {
            noms.insert(&one);
        }
        noms
    }

    fn numbers(noms: &Noms, query: &str) -> Vec<u32> {
        let filtre = Filtre::from_query(query).expect("a filter");
        noms.list(LEA, &filtre, TODAY, NOW, 0, 25).labels.iter().map(|l| l.numero).collect()
    }

    #[test]
    fn filters_and_orders() {
        let noms = people();
        let karine = format!("de={KARINE}");
        for (query, expected) in [
            ("", &[3, 4, 1, 2][..]),
            ("statut=actif", &[1, 2]),
            ("statut=en-veille", &[3]),
            ("age=mineur", &[1]),
            ("age=18-21", &[2]),
            ("age=26-et-plus", &[4]),
            ("sans-nouvelle=90", &[3, 2]),
            ("sans-nouvelle=89", &[3, 4, 2]),
            ("nouveaux=10", &[3]),
            ("nouveaux=9", &[]),
            ("tri=plus-anciens", &[2, 3, 4, 1]),
            ("tri=plus-recents", &[1, 4, 3, 2]),
            ("tri=age", &[1, 2, 3, 4]),
            ("tri=creation", &[3, 1, 2, 4]),
            ("statut=actif&sans-nouvelle=90&tri=age", &[2]),
            (&karine, &[5]),
            ("de=sans-referent", &[6]),
            ("de=structure", &[5, 3, 4, 1, 6, 2]),
            ("de=structure&tri=age", &[1, 5, 2, 3, 4, 6]),
        ] {
            assert_eq!(numbers(&noms, query), expected, "{query}");
        }
    }

    #[test]
    fn pages_and_counts() {
        let noms = people();
        let page =
            |skip, limit| noms.list(LEA, &Filtre::from_query("statut=actif").expect("one"), TODAY, NOW, skip, limit);
        assert_eq!(page(0, 1).labels[0].numero, 1);
        assert_eq!((page(1, 1).labels[0].numero, page(1, 1).total, page(1, 1).sur), (2, 2, 4));
        assert!(page(2, 1).labels.is_empty());
        assert_eq!((noms.count_of(LEA), noms.count_of(KARINE), noms.count_of(AgentId([9; 16]))), (4, 1, 0));
    }

    #[test]
    fn writes_move_people() {
        let mut noms = people();
        let mut id = [0; 16];
        id[..4].copy_from_slice(&3u32.to_be_bytes());
        noms.note_write(&id, Statut::Actif, NOW);
        assert_eq!(numbers(&noms, "statut=actif&tri=plus-recents"), [3, 1, 2]);
        let renamed = Label { nom: Clair::new("Ziani"), referent: KARINE.0, ..noms.get(&id).expect("there") };
        noms.insert(&renamed);
        assert_eq!(numbers(&noms, ""), [4, 1, 2]);
        assert_eq!(numbers(&noms, &format!("de={KARINE}")), [5, 3]);
        assert_eq!(noms.of_subject(&id).map(|l| l.numero), Some(3));
        noms.remove(&id);
        assert_eq!(numbers(&noms, &format!("de={KARINE}")), [5]);
        assert!(noms.get(&id).is_none() && noms.of_subject(&id).is_none() && noms.len() == 5);
    }

    /// Debug builds are twenty times slower; the figure that is promised is measured apart.
    #[test]
    fn five_thousand_people() {
        let mut noms = Noms::empty(CodeStructure(*b"59512S00"), Secret::new([3; 32]));
        let letters = |n: u32| [n / 1_000, n / 100, n / 10, n].map(|d| char::from(b'a' + (d % 10) as u8));
        for n in 0..5_000 {
            let naissance = format!("{}-{:02}-{:02}", 2000 + n % 10, 1 + n % 12, 1 + n % 28);
            let nom = format!("Essai{}", String::from_iter(letters(n * 7 % 5_000)));
            noms.insert(&label(n, &nom, &naissance, LEA.0, Statut::Actif, n.into(), 9));
        }
        for (skip, last) in [(0, 24), (2_500, 2_524), (4_975, 4_999)] {
            let start = std::time::Instant::now();
            let page = noms.list(LEA, &Filtre::default(), TODAY, NOW, skip, 25);
            let spent = start.elapsed();
            let nom = format!("Essai{}", String::from_iter(letters(last)));
            assert_eq!((page.total, page.labels.len(), page.labels[24].nom.expose()), (5_000, 25, &*nom));
            assert!(spent.as_millis() < 500, "{spent:?}");
            println!("5,000 people by name, from the {skip}th: {spent:?}");
        }
    }
}
