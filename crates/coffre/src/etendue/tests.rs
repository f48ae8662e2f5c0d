//! The charter of the index: on both engines it says what the journal says.

use journal::Kind;
use journal::encoding::hex;
use journal::entry::{Decision, Entry, Pseudonym};
use journal::etendue::{Certitude, Etendue, Pli, Question, commit_page, seal_page};

use super::*;
use crate::base::essai::bases;
use crate::base::migrate;
use crate::schema::MIGRATIONS;

/// For [`super::mesure`]: rows below the interface.
pub(super) mod injected {
    crate::statements! {
        INJECT = "insert into lecture \
                  (entree, genre, temps, acteur, login, structure, sujet, classes, champs, nombre, livraison) \
                  values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        ANALYZE = "analyze";
    }
}

const TAILLE: u64 = 4_000;

/// A small generator: the same ledger for the same seed.
struct Des(u64);

impl Des {
    fn roll(&mut self, faces: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % faces
    }

    fn id(&mut self, faces: u64) -> [u8; 16] {
        [self.roll(faces) as u8 + 1; 16]
    }
}

/// Openings, reveals, prints, pages, look-ups, refusals, writes, deliveries right and wrong: of six accounts with two logins each.
fn ledger(seed: u64) -> (Vec<Entry>, Vec<(u64, Vec<u8>)>) {
    let (mut des, mut entries, mut pages) = (Des(seed | 1), Vec::<Entry>::new(), Vec::new());
    for index in 0..TAILLE {
        let kinds = [Kind::Opening, Kind::Opening, Kind::Reveal, Kind::Print, Kind::ResultPage, Kind::TokenLookup];
        let others = [Kind::Refusal, Kind::Write, Kind::Delivered, Kind::Delivered, Kind::Delivered, Kind::Delivered];
        let die = des.roll(12) as usize;
        let mut entry = Entry::new(*kinds.iter().chain(&others).nth(die).expect("twelve kinds"));
        entry.time = 1_000 + index / 2;
        if entry.kind == Kind::Delivered {
            entry.count = (index - des.roll(40).min(index)) as u32;
            let named = entries.get(entry.count as usize).map_or([0; 16], |named| named.login);
            entry.login = if des.roll(10) == 0 { des.id(12) } else { named };
            entries.push(entry);
            continue;
        }
        entry.actor = des.id(6);
        entry.login = [entry.actor[0] * 2 + des.roll(2) as u8; 16];
        entry.structure = [b"59001S01", b"59002S01"][usize::from(entry.actor[0] > 3)].to_owned();
        entry.decision = [Decision::Granted, Decision::Refused][usize::from(des.roll(20) == 0)];
        if entry.kind == Kind::ResultPage {
            let sujets: Vec<Pseudonym> = (0..des.roll(5)).map(|_| des.id(200)).collect();
            let alea = des.id(200);
            (entry.content, entry.count) = (commit_page(&alea, &sujets), sujets.len() as u32);
            pages.push((index, seal_page(&alea, &sujets)));
        } else if entry.kind == Kind::TokenLookup {
            entry.count = des.roll(3) as u32;
        } else {
            (entry.subject, entry.classes, entry.fields) = (des.id(200), des.roll(128) as u8, des.roll(1 << 40));
        }
        entries.push(entry);
    }
    (entries, pages)
}

/// The base as `suivi` fills it.
fn fill(base: &Base, entries: &[Entry], pages: &[(u64, Vec<u8>)]) {
    migrate(base, MIGRATIONS).expect("the migrations apply");
    let (entries, pages) = (entries.to_vec(), pages.to_vec());
    let write = move |tx: &mut Tx<'_>| {
        for (index, entry) in entries.iter().enumerate() {
            rangement::insert(tx, index as u64, entry)?;
        }
        pages.iter().try_for_each(|(index, row)| rangement::insert_page(tx, *index, row))?;
        rangement::set_followed(tx, entries.len() as u64 - 1)
    };
    base.write_blocking(write).expect("it writes");
}

/// The journal alone, with the pages' rows given to the fold as a third party who holds them would.
fn pure(entries: &[Entry], pages: &[(u64, Vec<u8>)], question: &Question, taille: u64) -> Etendue {
    let mut pli = Pli::new(question.clone());
    let entries = &entries[..taille as usize];
    let is_delivered = |index: u64| {
        let told = |e: &&Entry| e.kind == Kind::Delivered && u64::from(e.count) == index;
        let login = entries[index as usize].login;
        entries.iter().skip(index as usize).filter(told).any(|e| e.login == login)
    };
    for (index, entry) in entries.iter().enumerate() {
        let page = Acces::of(index as u64, entry).filter(|page| page.genre == Kind::ResultPage);
        let Some(page) = page else {
            pli.take(index as u64, entry);
            continue;
        };
        if question.covers(&entry.actor, &entry.login, &entry.structure, entry.time) {
            let row = pages.iter().find(|(at, _)| *at == index as u64).map(|(_, row)| row);
            let sujets = row.and_then(|row| open_page(&entry.content, entry.count, row)).expect("kept");
            pli.shown(&Acces { livre: is_delivered(index as u64), ..page }, Sujets::Nommes(&sujets));
        }
    }
    pli.conclude(taille)
}

fn quick(base: &Base, entries: &[Entry], question: &Question, taille: u64) -> Etendue {
    let mut index = ask(base, question, taille).expect("it reads");
    index.check_pages(|at| entries.get(at as usize).cloned());
    (index.suite..taille).for_each(|at| index.pli.take(at, &entries[at as usize]));
    index.pli.conclude(taille)
}

fn questions(des: &mut Des) -> Vec<Question> {
    let mut all = vec![Question::new()];
    for _ in 0..12 {
        let mut question = Question::new();
        let (n, m) = (des.roll(3), des.roll(3));
        question.acteurs.extend((0..n).map(|_| des.id(6)));
        question.logins.extend((0..m).map(|_| des.id(12)));
        question.structures.extend((0..des.roll(2)).map(|_| *b"59002S01"));
        if des.roll(2) == 0 {
            question.du = 900 + des.roll(1_500);
            question.au = question.du + des.roll(1_500);
        }
        all.push(question);
    }
    all
}

#[test]
fn the_index_says_what_the_journal_says() {
    for seed in [1, 2] {
        let (entries, pages) = ledger(seed);
        for (engine, base) in bases() {
            fill(&base, &entries, &pages);
            let mut persons = [0; 3];
            for question in questions(&mut Des(seed * 77)) {
                for taille in [TAILLE, TAILLE / 2 + 1, 0] {
                    let (is, wanted) =
                        (quick(&base, &entries, &question, taille), pure(&entries, &pages, &question, taille));
                    assert_eq!(is, wanted, "{engine}, seed {seed}, {taille} entries: {question:?}");
                    persons.iter_mut().zip(is.bilan.personnes).for_each(|(sum, n)| *sum += n);
                    for (rang, person) in is.personnes.iter().enumerate() {
                        assert_eq!(person.certitude() == Certitude::Liste, is.entrees_of(rang).next().is_none());
                    }
                }
            }
            assert!(persons.iter().all(|n| *n > 50), "every certainty was seen: {persons:?}");
        }
    }
}

/// Rows that the index lacks, because it was stopped before, are taken from the journal: deliveries of earlier readings too.
#[test]
fn the_end_that_the_index_lacks_is_taken_from_the_journal() {
    let (entries, pages) = ledger(3);
    let question = Question { structures: [*b"59001S01"].into(), ..Question::new() };
    for (engine, base) in bases() {
        fill(&base, &entries[..2_000], &pages);
        let (mut is, mut wanted) =
            (quick(&base, &entries, &question, TAILLE), pure(&entries, &pages, &question, TAILLE));
        // Of pages beyond the index nothing is read back: they are listed, and nobody is named.
        assert!(is.bilan.non_nommes[0] > 0, "{engine}");
        for answer in [&mut is, &mut wanted] {
            answer.personnes.iter_mut().for_each(|person| person.liste = Default::default());
            answer.personnes.retain(|person| person.certitude() != Certitude::Liste);
            answer.bilan.personnes[2] = 0;
            answer.bilan.non_nommes = [0; 2];
        }
        assert_eq!((is.personnes, is.bilan), (wanted.personnes, wanted.bilan), "{engine}");
    }
}

#[test]
fn an_altered_page_is_seen_and_names_nobody() {
    let (entries, mut pages) = ledger(4);
    let question = Question { structures: [*b"59001S01", *b"59002S01"].into(), ..Question::new() };
    let shown = |index: u64| entries[index as usize].decision == Decision::Granted && entries[index as usize].count > 0;
    let altered = pages.iter_mut().find(|(index, row)| shown(*index) && row.len() > 16).expect("a page");
    *altered.1.last_mut().expect("a byte") ^= 1;
    let altered = altered.0;
    let lost = pages.iter().position(|(index, _)| shown(*index) && *index != altered).expect("another");
    pages.remove(lost);
    for (engine, base) in bases() {
        fill(&base, &entries, &pages);
        let bilan = quick(&base, &entries, &question, TAILLE).bilan;
        assert_eq!((bilan.alterees, bilan.non_nommes[0]), (vec![altered], 2), "{engine}");
    }
}

#[test]
fn who_read_this_file() {
    let (entries, pages) = ledger(5);
    for (engine, base) in bases() {
        fill(&base, &entries, &pages);
        for subject in [[3; 16], [77; 16]] {
            let wanted: Vec<u64> = (0..TAILLE)
                .rev()
                .filter(|at| {
                    let entry = &entries[*at as usize];
                    Acces::of(*at, entry).is_some_and(|a| a.sujet == subject) && (1_200..2_200).contains(&entry.time)
                })
                .collect();
            let is = readers(&base, subject, 1_200, 2_200, TAILLE).expect("it reads");
            assert!(!wanted.is_empty());
            assert_eq!(is.iter().map(|r| r.acces.entree).collect::<Vec<_>>(), wanted, "{engine}");
            assert!(is.iter().all(|r| r.acteur == entries[r.acces.entree as usize].actor));
        }
        assert!(readers(&base, [250; 16], 0, u64::MAX, TAILLE).expect("it reads").is_empty());
    }
}

/// Losing nothing twice: an entry followed again changes nothing, and the file of the authority names nobody.
#[test]
fn followed_twice_is_followed_once_and_the_file_has_a_line_a_person() {
    let (entries, pages) = ledger(6);
    let question = Question { acteurs: [[1; 16]].into(), ..Question::new() };
    for (engine, base) in bases() {
        fill(&base, &entries, &pages);
        let once = quick(&base, &entries, &question, TAILLE);
        fill(&base, &entries, &pages);
        assert_eq!(quick(&base, &entries, &question, TAILLE), once, "{engine}");
        let mut file = Vec::new();
        csv::write(&once, &mut file).expect("in memory");
        let text = String::from_utf8(file).expect("text");
        assert_eq!(text.lines().count(), once.personnes.len() + 1);
        assert!(text.lines().all(|line| line.split(';').count() == csv::HEADER.split(';').count()));
        let first = &once.personnes[0];
        assert!(text.lines().nth(1).expect("a person").starts_with(&hex(&first.sujet)));
    }
}
