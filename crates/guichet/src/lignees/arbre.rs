//! Where each account stands in the drawing: a column for each step from the first agents, a line for each account, who proposed
//! above those whom she proposed.

use std::collections::{HashMap, HashSet};

use domaine::AgentId;
use droits::habilitation::Lien;

/// A place: column from 0, line from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub colonne: usize,
    pub ligne: usize,
}

/// Places of the accounts, in their order. A proposer who is not among them, or a circle, makes a head of its own.
pub fn places(comptes: &[AgentId], liens: &[(AgentId, AgentId, Lien)]) -> HashMap<AgentId, Place> {
    let known: HashSet<AgentId> = comptes.iter().copied().collect();
    let mut parent = HashMap::new();
    let mut children: HashMap<AgentId, Vec<AgentId>> = HashMap::new();
    for (from, to, lien) in liens {
        let is_first = *lien == Lien::Proposant && from != to && known.contains(from) && !parent.contains_key(to);
        if is_first {
            parent.insert(*to, *from);
            children.entry(*from).or_default().push(*to);
        }
    }
    let mut places = HashMap::new();
    let heads = comptes.iter().filter(|agent| !parent.contains_key(agent));
    // The second turn takes what only a circle of proposals could leave out.
    for head in heads.chain(comptes) {
        let mut stack = vec![(*head, 0)];
        while let Some((agent, colonne)) = stack.pop() {
            if !known.contains(&agent) || places.contains_key(&agent) {
                continue;
            }
            places.insert(agent, Place { colonne, ligne: places.len() });
            let below = children.get(&agent).into_iter().flatten().rev();
            stack.extend(below.map(|child| (*child, colonne + 1)));
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: u8) -> AgentId {
        AgentId([n; 16])
    }

    fn check(comptes: &[u8], liens: &[(u8, u8)], expected: &[(u8, usize, usize)]) {
        let ids: Vec<_> = comptes.iter().map(|n| id(*n)).collect();
        let links: Vec<_> = liens.iter().map(|(from, to)| (id(*from), id(*to), Lien::Proposant)).collect();
        let places = places(&ids, &links);
        assert_eq!(places.len(), expected.len());
        for (n, colonne, ligne) in expected {
            assert_eq!(places[&id(*n)], Place { colonne: *colonne, ligne: *ligne }, "{n}");
        }
    }

    #[test]
    fn who_proposed_stands_before_whom_she_proposed() {
        check(&[], &[], &[]);
        check(&[1], &[], &[(1, 0, 0)]);
        check(&[1, 2, 3, 4], &[(1, 2), (1, 4), (2, 3)], &[(1, 0, 0), (2, 1, 1), (3, 2, 2), (4, 1, 3)]);
        check(&[3, 2, 1], &[(1, 3)], &[(2, 0, 0), (1, 0, 1), (3, 1, 2)]);
    }

    #[test]
    fn a_circle_or_an_unknown_proposer_is_drawn_all_the_same() {
        check(&[1, 2], &[(1, 2), (2, 1)], &[(1, 0, 0), (2, 1, 1)]);
        check(&[1], &[(1, 1), (9, 1)], &[(1, 0, 0)]);
    }
}
