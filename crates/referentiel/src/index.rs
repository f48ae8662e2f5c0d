//! The words of a table, sorted, with the lines that hold each: a prefix is a range of them.
//!
//! Lines are numbered in the order in which answers are wanted, so that a set of lines is already sorted.

use std::ops::Range;

use crate::texte;

/// From this length on, one letter may be wrong.
const FAUTE_MIN: usize = 5;

/// Words of a table and where they stand. A line is a `u16`: no table has 65,536 of them.
pub struct Index {
    /// All words one after another, in order.
    mots: Box<[u8]>,
    /// Where each word begins, and the end.
    debuts: Box<[u32]>,
    /// Where the lines of each word begin in `lignes`, and the end.
    bornes: Box<[u32]>,
    lignes: Box<[u16]>,
    combien: usize,
}

impl Index {
    /// From the words of each line, line 0 first.
    pub fn new(table: impl IntoIterator<Item = Vec<String>>) -> Index {
        let mut pairs: Vec<(String, u16)> = Vec::new();
        let mut combien = 0;
        for words in table {
            let Ok(ligne) = u16::try_from(combien) else { break };
            pairs.extend(words.into_iter().map(|word| (word, ligne)));
            combien += 1;
        }
        pairs.sort_unstable();
        pairs.dedup();

        let (mut mots, mut debuts, mut bornes) = (Vec::new(), Vec::new(), Vec::new());
        let mut last: Option<&str> = None;
        for (at, (word, _)) in pairs.iter().enumerate() {
            if last != Some(word) {
                debuts.push(position(mots.len()));
                bornes.push(position(at));
                mots.extend_from_slice(word.as_bytes());
                last = Some(word);
            }
        }
        debuts.push(position(mots.len()));
        bornes.push(position(pairs.len()));
        let lignes = pairs.iter().map(|(_, ligne)| *ligne).collect();
        Index { mots: mots.into(), debuts: debuts.into(), bornes: bornes.into(), lignes, combien }
    }

    /// The lines that answer all the words, each the beginning of one of theirs. Where none does, words of five letters and more
    /// may be mistyped. `also` adds what a word means beside itself (a postal code, say).
    pub fn answers(&self, words: &[String], also: impl Fn(&str, &mut Lignes)) -> Lignes {
        let exact = self.all(words, |word, found| {
            self.add_prefix(word, found);
            also(word, found);
        });
        if exact.first().is_some() || !words.iter().any(|word| may_be_wrong(word)) {
            return exact;
        }
        self.all(words, |word, found| {
            self.add_prefix(word, found);
            also(word, found);
            if may_be_wrong(word) {
                self.add_near(word, found);
            }
        })
    }

    fn all(&self, words: &[String], of: impl Fn(&str, &mut Lignes)) -> Lignes {
        let mut kept: Option<Lignes> = None;
        for word in words {
            let mut found = Lignes::new(self.combien);
            of(word, &mut found);
            match &mut kept {
                Some(kept) => kept.keep(&found),
                None => kept = Some(found),
            }
        }
        kept.unwrap_or_else(|| Lignes::new(self.combien))
    }

    /// Adds the lines that have a word beginning so.
    pub fn add_prefix(&self, prefix: &str, found: &mut Lignes) {
        self.add(self.range(prefix.as_bytes()), found);
    }

    /// Adds the lines that have this very word.
    pub fn add_word(&self, word: &str, found: &mut Lignes) {
        let at = self.first_where(|other| other >= word.as_bytes());
        if at < self.len() && self.mot(at) == word.as_bytes() {
            self.add(at..at + 1, found);
        }
    }

    /// A set of lines of this table, empty.
    pub fn none(&self) -> Lignes {
        Lignes::new(self.combien)
    }

    /// Adds the lines that have a word like this one; where none has, those of a word that begins like it.
    fn add_near(&self, word: &str, found: &mut Lignes) {
        let word = word.as_bytes();
        let near = |is: fn(&[u8], &[u8]) -> bool| {
            let all = self.around(word).into_iter().flatten();
            all.filter(|at| is(word, self.mot(*at))).collect::<Vec<_>>()
        };
        let whole = near(texte::is_nearly);
        let all = if whole.is_empty() { near(texte::begins_nearly) } else { whole };
        all.into_iter().for_each(|at| self.add(at..at + 1, found));
    }

    /// Where the words may be that differ by one letter: those of the same first letter; or the mistake is in that letter,
    /// and the rest says where they are.
    fn around(&self, word: &[u8]) -> Vec<Range<usize>> {
        let [first, rest @ ..] = word else { return Vec::new() };
        let mut all = vec![self.range(&[*first]), self.range(rest)];
        if let [second, tail @ ..] = rest {
            all.push(self.range(&[&[*second, *first], tail].concat()));
        }
        for other in (b'a'..=b'z').filter(|other| other != first) {
            all.push(self.range(&[&[other], rest].concat()));
            all.push(self.range(&[&[other], word].concat()));
        }
        all
    }

    /// The words that begin so.
    fn range(&self, prefix: &[u8]) -> Range<usize> {
        let start = self.first_where(|word| word >= prefix);
        start..self.first_where(|word| word > prefix && !word.starts_with(prefix))
    }

    fn add(&self, words: Range<usize>, found: &mut Lignes) {
        let (start, end) = (self.bornes[words.start] as usize, self.bornes[words.end] as usize);
        self.lignes[start..end].iter().for_each(|ligne| found.add(*ligne));
    }

    /// The first word of which this is true, as it is of all after it.
    fn first_where(&self, is: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if is(self.mot(middle)) { high = middle } else { low = middle + 1 }
        }
        low
    }

    fn mot(&self, at: usize) -> &[u8] {
        &self.mots[self.debuts[at] as usize..self.debuts[at + 1] as usize]
    }

    fn len(&self) -> usize {
        self.debuts.len() - 1
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.mots.len() + 4 * (self.debuts.len() + self.bornes.len()) + 2 * self.lignes.len()
    }
}

/// A set of lines of one table, in order.
pub struct Lignes(Vec<u64>);

impl Lignes {
    fn new(combien: usize) -> Lignes {
        Lignes(vec![0; combien.div_ceil(64)])
    }

    /// Adds one.
    pub fn add(&mut self, ligne: u16) {
        if let Some(part) = self.0.get_mut(usize::from(ligne) / 64) {
            *part |= 1 << (ligne % 64);
        }
    }

    /// Whether this one is in it.
    pub fn has(&self, ligne: u16) -> bool {
        self.0.get(usize::from(ligne) / 64).is_some_and(|part| part & (1 << (ligne % 64)) != 0)
    }

    fn keep(&mut self, others: &Lignes) {
        self.0.iter_mut().zip(&others.0).for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// The first, if there is one.
    pub fn first(&self) -> Option<u16> {
        self.iter().next()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = u16> {
        self.0.iter().enumerate().flat_map(|(part, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                u16::try_from(part * 64 + bit as usize).ok()
            })
        })
    }
}

/// A number is never taken for another: the next commune has the next code.
fn may_be_wrong(word: &str) -> bool {
    word.len() >= FAUTE_MIN && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// A table is a text of this program: it has never four gigabytes.
fn position(at: usize) -> u32 {
    u32::try_from(at).expect("a table of the program is small")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, expected: &[u16]) {
        let names = ["Roubaix", "Roubia", "Saint-Rouin", "Lille", "Ruminghem"];
        let index = Index::new(names.iter().map(|name| texte::words(name)));
        let found = index.answers(&texte::typed(asked), |_, _| {});
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{asked}");
    }

    #[test]
    fn lines_answer_all_words_by_their_beginning() {
        check("rou", &[0, 1, 2]);
        check("ROUB", &[0, 1]);
        check("saint rou", &[2]);
        check("rou saint", &[2]);
        check("saint lille", &[]);
        check("", &[]);
        check("zzz", &[]);
    }

    #[test]
    fn a_letter_may_be_wrong_only_when_nothing_answers() {
        check("roubia", &[1]);
        check("robaix", &[0]);
        check("sanit rouin", &[2]);
        check("lile", &[]);
        check("roubxa", &[1]);
        check("rouxba", &[0]);
    }
}
