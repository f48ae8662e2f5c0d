//! The scope of an attack by the journal alone, beside what the attacker really holds. They must be equal: a system
//! that lists fewer lies to those who were seen, one that lists more frightens those who were not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use journal::Kind;
use journal::entry::{Decision, Entry, Pseudonym};

use super::butin::Contenu;
use super::compte::{Compte, Rang};

/// What the journal says of an attacker's logins.
#[derive(Debug, Default, PartialEq)]
pub struct Etendue {
    /// Persons named by the journal and not received, or received and not named; and lines of lists likewise.
    pub ecart: u64,
    /// Milliseconds from his first entry to the last one that gave him something; `None` if nothing ever did.
    pub duree_ms: Option<u64>,
}

/// Compares the journal's account of these logins with what was counted in the bytes. A coffre that lies delivers without saying so:
/// what the other side's journal grants and nobody confirmed is then within the scope, and what is not granted there is not.
pub fn compare(entries: &[Entry], contenu: &Contenu, compte: &Compte, is_lying: bool) -> Etendue {
    let logins: HashSet<_> = contenu.logins.iter().collect();
    let of_him: Vec<&Entry> = entries.iter().filter(|entry| logins.contains(&entry.login)).collect();
    let granted = |entry: &&&Entry| entry.decision != Decision::Refused;
    let reads: Vec<&&Entry> = of_him.iter().filter(granted).filter(|e| e.kind.reads() && e.classes != 0).collect();
    let lists: HashMap<[u8; 32], u32> = of_him
        .iter()
        .filter(granted)
        .filter_map(|e| match e.kind {
            Kind::ResultPage | Kind::TokenLookup => Some((e.request, e.count)),
            // The names of a structure in memory are all of them, whatever the coffre says of their number.
            Kind::IndexLoad => Some((e.request, u32::MAX)),
            _ => None,
        })
        .collect();
    let delivered: HashSet<[u8; 32]> = of_him.iter().filter(|e| e.kind == Kind::Delivered).map(|e| e.request).collect();

    let by_request: HashMap<[u8; 32], Pseudonym> = reads.iter().map(|e| (e.request, e.subject)).collect();
    let named: BTreeSet<Pseudonym> =
        reads.iter().filter(|e| delivered.contains(&e.request)).map(|e| e.subject).collect();
    let granted_all: BTreeSet<Pseudonym> = reads.iter().map(|e| e.subject).collect();
    let told = if is_lying { &granted_all } else { &named };
    let mut seen: BTreeMap<Pseudonym, BTreeSet<Rang>> = BTreeMap::new();
    let mut unnamed: BTreeSet<Rang> = BTreeSet::new();
    let mut lines = 0;
    for (recu, vu) in contenu.recus.iter().zip(&compte.recus) {
        let subject = recu.requete.and_then(|request| by_request.get(&request));
        let listed = recu.requete.and_then(|request| lists.get(&request)).copied().unwrap_or(0);
        match subject {
            Some(subject) if !vu.personnes.is_empty() => {
                seen.entry(*subject).or_default().extend(&vu.personnes);
            }
            // Of a list the journal holds how many, and what it commits to: names in it are within its count.
            None if vu.personnes.len() > listed as usize => unnamed.extend(&vu.personnes),
            _ => {}
        }
        let shown = vu.lies.len().max(if subject.is_none() { vu.personnes.len() } else { 0 }) as u64;
        lines += shown.saturating_sub(u64::from(listed)).min(vu.lies.len() as u64);
    }
    // A dossier is one person: a page of hers that shows another is a leak that the journal does not name.
    let strangers: usize = seen.values().map(|people| people.len() - 1).sum();
    let people: BTreeSet<&Rang> = seen.values().flatten().collect();
    let strangers = strangers + seen.len().saturating_sub(people.len());
    let missing = named.iter().filter(|subject| !seen.contains_key(*subject)).count();
    let unsaid = seen.keys().filter(|subject| !told.contains(*subject)).count();
    let ecart = (strangers + missing + unsaid + unnamed.len()) as u64 + lines;

    let first = of_him.iter().map(|e| e.time).min();
    let gives = |e: &&&&Entry| e.kind.reads() || matches!(e.kind, Kind::ResultPage | Kind::TokenLookup);
    let last = of_him.iter().filter(granted).filter(|e| gives(&e)).map(|e| e.time).max();
    Etendue { ecart, duree_ms: first.zip(last).map(|(first, last)| last - first) }
}

#[cfg(test)]
mod tests {
    use super::super::butin::Recu;
    use super::super::compte::Vu;
    use super::*;

    const LOGIN: [u8; 16] = [1; 16];

    fn entry(kind: Kind, request: u8, subject: u8, count: u32) -> Entry {
        let mut entry = Entry::new(kind);
        (entry.login, entry.request, entry.subject, entry.count) = (LOGIN, [request; 32], [subject; 16], count);
        entry.decision = Decision::Granted;
        entry.classes = if kind == Kind::Opening { 7 } else { 0 };
        entry.time = 1_000 * u64::from(request);
        entry
    }

    /// Entries; then, for each answer, its request, whom it shows and how many dossiers it links to.
    fn check(entries: &[(Kind, u8, u8, u32)], received: &[(u8, &[Rang], usize)], expected: u64) {
        assert_eq!(gap(entries, received, false), expected, "{received:?}");
    }

    fn gap(entries: &[(Kind, u8, u8, u32)], received: &[(u8, &[Rang], usize)], is_lying: bool) -> u64 {
        let entries: Vec<Entry> = entries.iter().map(|(k, r, s, c)| entry(*k, *r, *s, *c)).collect();
        let recu =
            |request: u8| Recu { requete: Some([request; 32]), quoi: String::new(), statut: 200, octets: vec![] };
        let contenu = Contenu { logins: vec![LOGIN], recus: received.iter().map(|(r, ..)| recu(*r)).collect() };
        let lies = |count: usize| (0..count).map(|n| n.to_string()).collect();
        let vu = |people: &[Rang], count| Vu { personnes: people.iter().copied().collect(), lies: lies(count) };
        let recus = received.iter().map(|(_, people, count)| vu(people, *count)).collect();
        let compte = Compte { recus, ..Compte::default() };
        compare(&entries, &contenu, &compte, is_lying).ecart
    }

    #[test]
    fn what_was_received_is_what_the_journal_says() {
        use Kind::{Delivered, Opening, ResultPage};
        check(&[], &[], 0);
        check(&[(Opening, 1, 9, 0), (Delivered, 1, 9, 0)], &[(1, &[4], 0)], 0);
        check(&[], &[(1, &[4], 0)], 1);
        check(&[(Opening, 1, 9, 0), (Delivered, 1, 9, 0)], &[(1, &[], 0)], 1);
        check(&[(Opening, 1, 9, 0), (Delivered, 1, 9, 0)], &[], 1);
        check(&[(Opening, 1, 9, 0)], &[(1, &[4], 0)], 1);
        check(&[(Opening, 1, 9, 0), (Delivered, 1, 9, 0)], &[(1, &[4, 5], 0)], 1);
        check(
            &[(Opening, 1, 9, 0), (Delivered, 1, 9, 0), (Opening, 2, 8, 0), (Delivered, 2, 8, 0)],
            &[(1, &[4], 0), (2, &[4], 0)],
            1,
        );
        // The same person twice is one person.
        let twice = [(Opening, 1, 9, 0), (Delivered, 1, 9, 0), (Opening, 2, 9, 0), (Delivered, 2, 9, 0)];
        check(&twice, &[(1, &[4], 0), (2, &[4], 0)], 0);
        check(&[(ResultPage, 1, 0, 25)], &[(1, &[], 25)], 0);
        check(&[(ResultPage, 1, 0, 24)], &[(1, &[], 25)], 1);
        check(&[(ResultPage, 1, 0, 2)], &[(1, &[4, 5], 2)], 0);
    }

    #[test]
    fn a_coffre_that_lies_delivers_without_saying_so() {
        use Kind::{IndexLoad, Opening};
        let (opened, received): (_, [(u8, &[Rang], usize); 1]) = ([(Opening, 1, 9, 0)], [(1, &[4], 0)]);
        assert_eq!((gap(&opened, &received, false), gap(&opened, &received, true)), (1, 0));
        assert_eq!(gap(&opened, &[], true), 0, "granted, and not confirmed: he may have nothing");
        assert_eq!(gap(&[], &received, true), 1, "what was not granted is a leak");
        assert_eq!(gap(&[(IndexLoad, 1, 0, 0)], &[(1, &[4], 0)], true), 0, "a loaded index is all of its names");
    }

    #[test]
    fn others_are_not_his() {
        let mut theirs = entry(Kind::Opening, 1, 9, 0);
        theirs.login = [2; 16];
        let contenu = Contenu { logins: vec![LOGIN], recus: vec![] };
        assert_eq!(compare(&[theirs], &contenu, &Compte::default(), false), Etendue::default());
    }
}
