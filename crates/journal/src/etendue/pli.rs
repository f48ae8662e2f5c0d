//! The fold: entries one after another, or rows of an index that say the same; their order does not matter.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::{Bilan, Certitude, Etendue, Personne, Question, shows};
use crate::Kind;
use crate::act::CODE_DEMANDE;
use crate::act::classes::C2;
use crate::entry::{Decision, Entry, LoginId, Pseudonym};

/// The rule of a `Canary` entry that says: opened.
const LEURRE_OUVERT: u8 = 2;

/// One entry that showed something, without its owner: the question chose it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acces {
    /// Index of the entry.
    pub entree: u64,
    /// Its kind.
    pub genre: Kind,
    /// Its time, milliseconds since 1970 UTC.
    pub temps: u64,
    /// Whose dossier; zero for a list.
    pub sujet: Pseudonym,
    /// Classes released.
    pub classes: u8,
    /// Fields shown.
    pub champs: u64,
    /// Of a list: persons listed, or answers found.
    pub nombre: u32,
    /// Whether an entry says that its answer left.
    pub livre: bool,
}

impl Acces {
    /// What an entry shows, or that what it shows is a decoy; its delivery not known yet. `None` when it shows nobody.
    #[must_use]
    pub fn of(entree: u64, entry: &Entry) -> Option<Acces> {
        let is_list = matches!(entry.kind, Kind::ResultPage | Kind::TokenLookup);
        let is_leurre = entry.kind == Kind::Canary && entry.rule == LEURRE_OUVERT && entry.subject != [0; 16];
        // Her telephone was read to send it: nobody was shown it, and its half key was released all the same.
        let is_code = entry.kind == Kind::Explanation && entry.explanation == CODE_DEMANDE && entry.until > entry.time;
        let is_shown = is_leurre
            || entry.decision != Decision::Refused && (is_list || is_code || shows(entry.kind, entry.classes));
        is_shown.then_some(Acces {
            entree,
            genre: entry.kind,
            temps: entry.time,
            sujet: entry.subject,
            classes: if is_code { C2 } else { entry.classes },
            champs: entry.fields,
            nombre: if is_list { entry.count } else { 0 },
            livre: false,
        })
    }
}

/// The persons of a page of labels.
#[derive(Clone, Copy, Debug)]
pub enum Sujets<'a> {
    /// Known, and checked against the entry.
    Nommes(&'a [Pseudonym]),
    /// Not kept, or not given: a third party who has the journal alone.
    Inconnus,
    /// What is kept is not what the entry commits to.
    Alteres,
}

/// A fold under way. Memory: about 150 bytes a person and 16 a reading.
pub struct Pli {
    question: Question,
    personnes: Vec<Personne>,
    rangs: HashMap<Pseudonym, u32, BuildHasherDefault<OfPseudonym>>,
    entrees: Vec<(u32, u64)>,
    bilan: Bilan,
    /// Dossiers that are nobody's, as whoever opened them made them known.
    leurres: HashSet<Pseudonym, BuildHasherDefault<OfPseudonym>>,
    /// What has not been delivered yet, by index, with its login.
    attente: HashMap<u64, (LoginId, Acces)>,
}

impl Pli {
    /// Nothing read yet.
    #[must_use]
    pub fn new(question: Question) -> Pli {
        Pli {
            question,
            personnes: Vec::new(),
            rangs: HashMap::default(),
            entrees: Vec::new(),
            bilan: Bilan::default(),
            leurres: HashSet::default(),
            attente: HashMap::new(),
        }
    }

    /// The next entry of the journal. A delivery counts whenever it comes: the interval is that of the readings.
    pub fn take(&mut self, index: u64, entry: &Entry) {
        if entry.kind == Kind::Delivered {
            // A delivery names its answer by index and by login: one of another login says nothing of this one.
            let named = u64::from(entry.count);
            if let Some((login, page)) = self.attente.get(&named).copied()
                && login == entry.login
            {
                self.attente.remove(&named);
                self.shown(&Acces { livre: true, ..page }, Sujets::Inconnus);
            }
            return;
        }
        if let Some(page) = Acces::of(index, entry)
            && self.question.covers(&entry.actor, &entry.login, &entry.structure, entry.time)
        {
            self.add(entry.login, page);
        }
    }

    /// A row of an index kept beside the journal, that the question covers, each once. If it was not delivered, an entry that is
    /// [taken](Pli::take) later may still say that it was.
    pub fn add(&mut self, login: LoginId, acces: Acces) {
        if acces.livre {
            self.shown(&acces, Sujets::Inconnus);
        } else {
            self.attente.insert(acces.entree, (login, acces));
        }
    }

    /// What is known for good of one entry that the question covers; of a list, whom it showed.
    pub fn shown(&mut self, page: &Acces, sujets: Sujets<'_>) {
        if page.genre == Kind::Canary {
            self.leurres.insert(page.sujet);
            return;
        }
        let window = self.bilan.fenetre.get_or_insert((page.temps, page.temps));
        *window = (window.0.min(page.temps), window.1.max(page.temps));
        match page.genre {
            Kind::ResultPage => self.listed(page, sujets),
            Kind::TokenLookup => {
                self.bilan.recherches[0] += 1;
                self.bilan.recherches[1] += u64::from(page.nombre);
            }
            _ => self.read(page),
        }
    }

    fn read(&mut self, page: &Acces) {
        let bilan = &mut self.bilan;
        bilan.lectures += 1;
        bilan.livrees += u64::from(page.livre);
        bilan.revelations += u64::from(page.genre == Kind::Reveal);
        bilan.impressions += u64::from(page.genre == Kind::Print);
        let rang = self.rang(page.sujet);
        let person = &mut self.personnes[rang as usize];
        let part = if page.livre { &mut person.livre } else { &mut person.incertain };
        part.add(page.classes, page.champs, page.temps);
        self.entrees.push((rang, page.entree));
    }

    fn listed(&mut self, page: &Acces, sujets: Sujets<'_>) {
        self.bilan.pages[0] += 1;
        self.bilan.pages[1] += u64::from(page.nombre);
        match sujets {
            Sujets::Nommes(sujets) => {
                for sujet in sujets {
                    let rang = self.rang(*sujet);
                    self.personnes[rang as usize].liste.add(0, 0, page.temps);
                }
            }
            // A page that listed nobody has nobody to name.
            _ if page.nombre == 0 => {}
            unnamed => {
                self.bilan.non_nommes[0] += 1;
                self.bilan.non_nommes[1] += u64::from(page.nombre);
                if matches!(unnamed, Sujets::Alteres) {
                    self.bilan.alterees.push(page.entree);
                }
            }
        }
    }

    fn rang(&mut self, sujet: Pseudonym) -> u32 {
        let next = u32::try_from(self.personnes.len()).unwrap_or(u32::MAX);
        let rang = *self.rangs.entry(sujet).or_insert(next);
        if rang == next {
            self.personnes.push(Personne { sujet, ..Personne::default() });
        }
        rang
    }

    /// The answer, for a journal of `taille` entries. What nothing says was delivered is *non confirmé*.
    #[must_use]
    pub fn conclude(mut self, taille: u64) -> Etendue {
        let pending = std::mem::take(&mut self.attente);
        pending.values().for_each(|(_, page)| self.shown(page, Sujets::Inconnus));
        drop(std::mem::take(&mut self.rangs));

        let is_leurre = |rang: &u32| self.leurres.contains(&self.personnes[*rang as usize].sujet);
        let (decoys, mut order): (Vec<u32>, Vec<u32>) = (0..self.personnes.len() as u32).partition(is_leurre);
        order.sort_by_cached_key(|rang| {
            let person = &self.personnes[*rang as usize];
            (person.first_read(), person.sujet)
        });
        let mut places = vec![u32::MAX; self.personnes.len()];
        order.iter().zip(0..).for_each(|(rang, place)| places[*rang as usize] = place);
        self.entrees.iter_mut().for_each(|(rang, _)| *rang = places[*rang as usize]);
        // The entries that read a decoy are counted, and lead to nobody.
        self.entrees.retain(|(rang, _)| *rang != u32::MAX);
        self.entrees.sort_unstable();
        self.bilan.leurres = decoys.len() as u64;
        let leurres = decoys.iter().map(|rang| std::mem::take(&mut self.personnes[*rang as usize])).collect();
        let personnes: Vec<Personne> =
            order.iter().map(|rang| std::mem::take(&mut self.personnes[*rang as usize])).collect();

        let mut bilan = self.bilan;
        bilan.alterees.sort_unstable();
        personnes.iter().for_each(|person| count(&mut bilan, person));
        Etendue { question: self.question, taille, personnes, leurres, bilan, entrees: self.entrees }
    }
}

/// A pseudonym is a piece of a SHA-256 under a salt that nobody chooses: it is spread already. A small part of the time that
/// 1.6 million of them take.
#[derive(Default)]
struct OfPseudonym(u64);

impl Hasher for OfPseudonym {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

fn count(bilan: &mut Bilan, person: &Personne) {
    let which = Certitude::ALL.iter().position(|one| *one == person.certitude()).unwrap_or(0);
    bilan.personnes[which] += 1;
    for (bit, [delivered, unsure]) in bilan.classes.iter_mut().enumerate() {
        let has = |classes: u8| classes >> bit & 1 == 1;
        match (has(person.livre.classes), has(person.incertain.classes)) {
            (true, _) => *delivered += 1,
            (false, true) => *unsure += 1,
            (false, false) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ELLE: Pseudonym = [1; 16];
    const LOGIN: LoginId = [2; 16];

    fn entry(kind: Kind, time: u64, subject: u8, classes: u8, count: u32) -> Entry {
        let mut entry = Entry::new(kind);
        (entry.actor, entry.login, entry.time, entry.subject) = (ELLE, LOGIN, time, [subject; 16]);
        (entry.classes, entry.count, entry.structure) = (classes, count, *b"59001S01");
        if kind == Kind::Delivered {
            entry.actor = [0; 16];
        }
        entry
    }

    fn fold(question: Question, entries: &[Entry]) -> Etendue {
        let mut pli = Pli::new(question);
        entries.iter().zip(0..).for_each(|(entry, index)| pli.take(index, entry));
        pli.conclude(entries.len() as u64)
    }

    fn hers() -> Question {
        Question { acteurs: [ELLE].into(), ..Question::new() }
    }

    /// The question; then how many persons delivered, unconfirmed, listed.
    fn check(question: Question, entries: &[Entry], expected: [u64; 3]) -> Etendue {
        let answer = fold(question, entries);
        assert_eq!(answer.bilan.personnes, expected, "{:?}", answer.bilan);
        answer
    }

    #[test]
    fn what_left_is_told_from_what_may_have_left() {
        use Kind::{Delivered, Opening, Reveal};
        check(hers(), &[], [0; 3]);
        check(hers(), &[entry(Opening, 5, 9, 3, 0)], [0, 1, 0]);
        check(hers(), &[entry(Opening, 5, 9, 3, 0), entry(Delivered, 6, 9, 0, 0)], [1, 0, 0]);
        check(hers(), &[entry(Opening, 5, 9, 3, 0), entry(Delivered, 6, 9, 0, 1)], [0, 1, 0]);
        let mut of_another = entry(Delivered, 6, 9, 0, 0);
        of_another.login = [3; 16];
        check(hers(), &[entry(Opening, 5, 9, 3, 0), of_another], [0, 1, 0]);
        // The identifiers were asked for, and nothing says that they left: the person is certain, that class is not.
        let both = [
            entry(Opening, 5, 9, 3, 0),
            entry(Delivered, 6, 9, 0, 0),
            entry(Reveal, 7, 9, 4, 0),
            entry(Opening, 8, 8, 1, 0),
        ];
        let answer = check(hers(), &both, [1, 1, 0]);
        assert_eq!(answer.bilan.classes[..3], [[1, 1], [1, 0], [0, 1]]);
        assert_eq!((answer.personnes[0].sujet, answer.personnes[0].fenetre()), ([9; 16], (5, 7)));
        assert_eq!(answer.entrees_of(0).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(answer.entrees_of(1).collect::<Vec<_>>(), [3]);
        assert_eq!(answer.courbe(3), [(5, 1), (6, 1), (7, 1), (8, 2)]);
    }

    #[test]
    fn the_interval_begins_with_its_first_instant_and_ends_before_its_last() {
        let entries = [4, 5, 6, 7].map(|time| entry(Kind::Opening, time, time as u8, 1, 0));
        let check = |du, au, expected| check(Question { du, au, ..hers() }, &entries, [0, expected, 0]);
        check(5, 7, 2);
        check(5, 6, 1);
        check(5, 5, 0);
        check(7, 5, 0);
        check(0, u64::MAX, 4);
        // Delivered after the end: the reading is inside.
        let late = [entry(Kind::Opening, 5, 9, 1, 0), entry(Kind::Delivered, 50, 9, 0, 0)];
        self::check(Question { du: 5, au: 6, ..hers() }, &late, [1, 0, 0]);
    }

    #[test]
    fn whatever_one_of_the_principals_did_counts_and_nothing_else() {
        let mut other = entry(Kind::Opening, 5, 9, 1, 0);
        (other.actor, other.login, other.structure) = ([8; 16], [8; 16], *b"59002S01");
        let entries = [entry(Kind::Opening, 5, 7, 1, 0), other];
        check(hers(), &entries, [0, 1, 0]);
        check(Question { logins: [LOGIN].into(), ..Question::new() }, &entries, [0, 1, 0]);
        check(Question { structures: [*b"59001S01"].into(), ..Question::new() }, &entries, [0, 1, 0]);
        check(Question { logins: [[8; 16]].into(), ..hers() }, &entries, [0, 2, 0]);
        check(Question::new(), &entries, [0; 3]);
        let mut refused = entries[0].clone();
        refused.decision = Decision::Refused;
        check(hers(), &[refused, entry(Kind::Refusal, 5, 9, 1, 0), entry(Kind::Write, 5, 9, 1, 0)], [0; 3]);
    }

    #[test]
    fn a_decoy_that_was_opened_is_no_person() {
        let mut touched = entry(Kind::Canary, 6, 9, 0, 0);
        touched.rule = 2;
        let opened = [entry(Kind::Opening, 5, 9, 3, 0), touched.clone(), entry(Kind::Opening, 7, 8, 1, 0)];
        let answer = check(hers(), &opened, [0, 1, 0]);
        assert_eq!((answer.bilan.leurres, answer.leurres[0].sujet), (1, [9; 16]), "counted apart, and not hidden");
        assert_eq!((answer.bilan.classes[1], answer.bilan.lectures), ([0, 0], 2));
        assert_eq!((answer.personnes[0].sujet, answer.entrees_of(0).collect::<Vec<_>>()), ([8; 16], vec![2]));
        // A decoy that somebody else touched, or that was only listed, says nothing here.
        touched.rule = 1;
        check(hers(), &[entry(Kind::Opening, 5, 9, 3, 0), touched], [0, 1, 0]);
    }

    #[test]
    fn listed_only_stands_apart() {
        let mut pli = Pli::new(hers());
        let page = |entree, nombre| Acces::of(entree, &entry(Kind::ResultPage, entree, 0, 0, nombre)).expect("a list");
        pli.shown(&page(1, 2), Sujets::Nommes(&[[9; 16], [8; 16]]));
        pli.shown(&page(2, 25), Sujets::Inconnus);
        pli.shown(&page(3, 4), Sujets::Alteres);
        pli.shown(&page(4, 0), Sujets::Inconnus);
        pli.take(5, &entry(Kind::Opening, 5, 9, 1, 0));
        pli.take(6, &entry(Kind::TokenLookup, 6, 0, 0, 3));
        let answer = pli.conclude(7);
        assert_eq!(answer.bilan.personnes, [0, 1, 1]);
        assert_eq!((answer.bilan.pages, answer.bilan.non_nommes), ([4, 31], [2, 29]));
        assert_eq!((&answer.bilan.alterees[..], answer.bilan.recherches), (&[3][..], [1, 3]));
        let last = answer.personnes.last().expect("she was listed");
        assert_eq!((last.sujet, last.certitude(), last.vu()), ([8; 16], Certitude::Liste, (0, 0)));
        // Of the journal alone, nobody in a list has a name.
        let alone = fold(hers(), &[entry(Kind::ResultPage, 1, 0, 0, 2)]);
        assert_eq!((alone.bilan.personnes, alone.bilan.non_nommes), ([0; 3], [1, 2]));
    }
}
