//! A portefeuille: filtered and sorted in memory, one page at a time.

use std::cmp::{Ordering, Reverse};

use domaine::{AgentId, TrancheAge};
use jiff::civil::Date;

use super::a_faire::{Among, Cause, Regles};
use super::veille::Seuil;
use super::{Label, Noms, Rest};
use crate::face::{Filtre, Tri};
use crate::fiche::date;

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// One page of a filter.
pub struct Listed {
    /// The page.
    pub labels: Vec<Label>,
    /// Why each is there, where the filter names a thing to do.
    pub(crate) causes: Vec<Cause>,
    /// How many the filter keeps.
    pub total: usize,
    /// How many there are before it.
    pub sur: usize,
}

impl Noms {
    /// One page of what a filter keeps, for this agent. `today` and `now` (milliseconds) say what is old and what is new.
    pub fn list(&self, agent: AgentId, filtre: &Filtre, today: Date, now: u64, skip: usize, limit: usize) -> Listed {
        self.list_among(agent, filtre, today, now, (skip, limit), &Among::new())
    }

    /// The same, of a filter that may name a thing to do: `among` is what the rows of the structure say of it.
    pub(crate) fn list_among(
        &self,
        agent: AgentId,
        filtre: &Filtre,
        today: Date,
        now: u64,
        (skip, limit): (usize, usize),
        among: &Among,
    ) -> Listed {
        let mut kept: Vec<(&[u8; 16], &Rest, Cause)> = Vec::new();
        let mut sur = 0;
        let seuil = Seuil::at(today);
        let mut look = |id, rest, cause| {
            sur += 1;
            if keeps(filtre, rest, &seuil, today, now) {
                kept.push((id, rest, cause));
            }
        };
        match filtre.a_faire {
            Some(cle) => {
                let found = self.a_faire(agent, filtre.portee, cle, &Regles::at(today), among);
                found.into_iter().for_each(|(id, rest, cause)| look(id, rest, cause));
            }
            None => self.of_portee(agent, filtre.portee, &mut |id, rest| look(id, rest, Cause::default())),
        }
        let total = kept.len();
        // What presses comes first, unless another order is asked for; its causes are all alike elsewhere.
        let by_cause = filtre.tri == Tri::default();
        let order = |a: &(&[u8; 16], &Rest, Cause), b: &(&[u8; 16], &Rest, Cause)| {
            let first = if by_cause { a.2.presse.cmp(&b.2.presse) } else { Ordering::Equal };
            first.then_with(|| before(filtre.tri, a.1, b.1))
        };
        // Only what stands up to this page is put in order.
        let end = skip.saturating_add(limit);
        if end < total {
            kept.select_nth_unstable_by(end, order);
            kept.truncate(end);
        }
        kept.sort_unstable_by(order);
        let page = kept.iter().skip(skip).take(limit).filter_map(|(id, _, cause)| Some((self.get(id)?, *cause)));
        let (labels, causes) = page.unzip();
        Listed { labels, causes, total, sur }
    }

    /// How many people an agent accompanies.
    pub fn count_of(&self, agent: AgentId) -> usize {
        self.portefeuilles.get(&agent.0).map_or(0, |of| of.len())
    }
}

pub(super) fn before(tri: Tri, a: &Rest, b: &Rest) -> Ordering {
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

fn keeps(filtre: &Filtre, rest: &Rest, seuil: &Seuil, today: Date, now: u64) -> bool {
    let before = |days: u16| now.saturating_sub(u64::from(days) * DAY);
    filtre.statut.is_none_or(|statut| seuil.statut(rest.cree_le, rest.contact(), rest.fin) == statut)
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

    /// Somebody whose facts make this statut today.
    fn label(n: u32, nom: &str, naissance: &str, referent: [u8; 16], statut: Statut, maj: u64, cree: u64) -> Label {
        let seuil = Seuil::at(TODAY);
        let (contact, fin) = match statut {
            Statut::Actif => (seuil.contact, 0),
            Statut::EnVeille => (seuil.eve(), seuil.today + 1),
            Statut::FinAccompagnement => (seuil.today, seuil.today),
        };
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
            leurre: false,
            statut,
            contact,
            fin,
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
        noms.note_write(&id, Seuil::at(TODAY).contact, 0, NOW);
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
