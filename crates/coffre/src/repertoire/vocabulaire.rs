//! The distinct words of one side of the names (family names, or first names), and who bears each.
//!
//! Every word is compared with the one typed: a structure has about ten thousand distinct words, a filter
//! on their letters refuses most of them in a nanosecond or two, and the whole takes a tenth of the time
//! that a search may. An automaton would be faster on millions of words; it would have to be rebuilt when
//! a person comes, and counts a swap as two errors.

use super::arene::Arene;
use super::distance::Patron;
use super::phonetique;
use super::texte::Mot;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// How well a typed word meets a word of a name. The bands order the answers: exact, beginning, one
/// error, two errors, sound. Below `SON` the likeness is too weak to propose anybody.
pub mod qualite {
    pub const EXACT: u16 = 200;
    pub const DEBUT: u16 = 150;
    pub const UNE_FAUTE: u16 = 125;
    pub const DEUX_FAUTES: u16 = 104;
    pub const SON: u16 = 90;
    pub const INITIALE: u16 = 70;
    pub const FAIBLE: u16 = 40;

    /// An error seldom touches the first letter.
    pub const MEME_INITIALE: u16 = 6;
    /// An error that is not heard is the likeliest.
    pub const MEME_SON: u16 = 8;
    /// Taken off when the word met is only a part of the name.
    pub const PARTIE: u16 = 6;

    const LARGEST: u16 = MEME_INITIALE + MEME_SON + PARTIE;
    const _: () = assert!(FAIBLE + LARGEST < INITIALE && SON + PARTIE < DEUX_FAUTES, "bands do not overlap");
    const _: () = assert!(DEUX_FAUTES + LARGEST < UNE_FAUTE && UNE_FAUTE + LARGEST < DEBUT, "bands do not overlap");
}

/// A person (its place in the table of persons), and what the word is in the name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Porteur(u32);

impl Porteur {
    /// `partial`: the word is only a part of the name. `several`: the name has other words to be met.
    pub fn new(place: u32, partial: bool, several: bool) -> Self {
        Porteur(place << 2 | u32::from(partial) << 1 | u32::from(several))
    }
    pub fn place(self) -> usize {
        (self.0 >> 2) as usize
    }
    pub fn is_partial(self) -> bool {
        self.0 & 2 != 0
    }
    pub fn has_several(self) -> bool {
        self.0 & 1 != 0
    }
}

struct Terme {
    letters: u32,
    start: u32,
    length: u8,
    sound: u64,
    porteurs: Vec<Porteur>,
}

#[derive(Default)]
pub struct Vocabulaire {
    termes: Vec<Terme>,
    texts: Arene,
    // Hash of the word → its place in `termes`. A collision moves to the next hash.
    places: HashMap<u64, u32>,
    hasher: RandomState,
}

impl Vocabulaire {
    pub fn add(&mut self, mot: &Mot, porteur: Porteur) {
        let (hash, found) = self.find(mot);
        let place = match found {
            Some(place) => place,
            None => {
                let word = mot.lettres();
                let start = self.texts.push(word);
                self.termes.push(Terme {
                    letters: letters_of(word),
                    start,
                    length: word.len() as u8, // at most LETTRES_MAX
                    sound: phonetique::sound(mot),
                    porteurs: Vec::new(),
                });
                let place = (self.termes.len() - 1) as u32;
                self.places.insert(hash, place);
                place
            }
        };
        let porteurs = &mut self.termes[place as usize].porteurs;
        // A word that comes twice in the name of one person counts as it came first.
        if porteurs.last().is_none_or(|last| last.place() != porteur.place()) {
            porteurs.push(porteur);
        }
    }

    /// Forgets that the person at `place` bears this word, and the word itself when nobody else does.
    pub fn remove(&mut self, mot: &Mot, place: usize) {
        let (hash, Some(found)) = self.find(mot) else {
            return;
        };
        let terme = &mut self.termes[found as usize];
        terme.porteurs.retain(|p| p.place() != place);
        if terme.porteurs.is_empty() {
            self.texts.wipe(terme.start, usize::from(terme.length));
            (terme.length, terme.letters, terme.sound) = (0, 0, 0);
            self.places.remove(&hash);
        }
    }

    /// Calls `meets(porteurs, quality)` for every word that `mot` may stand for.
    pub fn search<'a>(&'a self, mot: &Mot, mut meets: impl FnMut(&'a [Porteur], u16)) {
        let word = mot.lettres();
        let (letters, sound, patron) = (letters_of(word), phonetique::sound(mot), Patron::new(word));
        for terme in &self.termes {
            let length = usize::from(terme.length);
            if length == 0 {
                continue;
            }
            let missing = (letters & !terme.letters).count_ones() as usize;
            let same_sound = sound == terme.sound && sound != 0;
            let mut quality = 0;
            if missing == 0 && length >= word.len() && self.text(terme).starts_with(word) {
                quality = beginning(word.len(), length);
            }
            if quality < qualite::UNE_FAUTE {
                let longest = length.max(word.len());
                let errors_max = if longest >= 8 { 2 } else { 1 };
                let extra = (terme.letters & !letters).count_ones() as usize;
                if missing <= errors_max && extra <= errors_max && length.abs_diff(word.len()) <= errors_max {
                    let text = self.text(terme);
                    let errors = patron.distance(text);
                    if errors <= errors_max {
                        quality = quality.max(misspelt(errors, longest, text[0] == word[0], same_sound));
                    }
                }
            }
            if quality < qualite::SON && same_sound {
                quality = qualite::SON;
            }
            if quality > 0 {
                meets(&terme.porteurs, quality);
            }
        }
    }

    /// True once so many words were forgotten that rebuilding saves memory.
    pub fn is_sparse(&self) -> bool {
        self.texts.is_sparse()
    }

    /// Distinct words ever held since the last rebuild.
    pub fn len(&self) -> usize {
        self.termes.len()
    }

    pub fn memory(&self) -> usize {
        let porteurs: usize = self.termes.iter().map(|t| t.porteurs.capacity() * size_of::<Porteur>()).sum();
        self.texts.memory() + self.termes.capacity() * size_of::<Terme>() + porteurs + self.places.capacity() * 13
    }

    fn find(&self, mot: &Mot) -> (u64, Option<u32>) {
        let mut hash = self.hasher.hash_one(mot.lettres());
        loop {
            match self.places.get(&hash) {
                Some(&place) if self.text(&self.termes[place as usize]) == mot.lettres() => {
                    return (hash, Some(place));
                }
                Some(_) => hash = hash.wrapping_add(1),
                None => return (hash, None),
            }
        }
    }

    fn text(&self, terme: &Terme) -> &[u8] {
        self.texts.get(terme.start, usize::from(terme.length))
    }
}

/// The set of letters of a word: 26 bits, and 6 for the bytes of other alphabets.
fn letters_of(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, &b| set | 1 << if b.is_ascii_lowercase() { b - b'a' } else { 26 + b % 6 })
}

/// One letter typed says next to nothing; from two on, the more of the word is typed, the better.
fn beginning(typed: usize, length: usize) -> u16 {
    if typed == length {
        qualite::EXACT
    } else if typed < 2 {
        qualite::INITIALE
    } else {
        qualite::DEBUT + (30 * typed / length) as u16
    }
}

/// Names of three letters are too close to one another: an error there only supports another word.
fn misspelt(errors: usize, longest: usize, same_initial: bool, same_sound: bool) -> u16 {
    let bonus = qualite::MEME_INITIALE * u16::from(same_initial) + qualite::MEME_SON * u16::from(same_sound);
    match errors {
        0 => qualite::EXACT,
        1 if longest < 2 => 0,
        1 if longest < 4 => qualite::FAIBLE + bonus,
        1 => qualite::UNE_FAUTE + bonus,
        _ => qualite::DEUX_FAUTES + bonus,
    }
}
