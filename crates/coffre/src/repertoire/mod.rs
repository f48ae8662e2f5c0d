//! The names of one structure, in memory, found again whatever the way they are typed.
//!
//! Pure: no disk, no clock, no randomness that shows. Whoever holds a [`Repertoire`] holds the names of a whole
//! structure, so nothing here prints one, and what is dropped is wiped. Searching lists persons; paying
//! for the list and recording it is the caller's business.
//!
//! A person is found by family name, first name and name in use, in any order, with typing errors, by
//! ear, by half of a compound name, while being typed; birth date and short number refine or suffice.

mod arene;
mod demande;
mod distance;
#[cfg(test)]
mod essais;
mod phonetique;
mod rang;
mod recolte;
mod texte;
mod vocabulaire;

pub(crate) use demande::Demande;
pub(crate) use distance::Patron;

use arene::Arene;
use std::collections::HashMap;
use std::fmt;
use texte::Mot;
use vocabulaire::{Porteur, Vocabulaire};
use zeroize::Zeroizing;

/// Longest name kept, in bytes; a longer one is cut at a letter.
const NOM_MAX: usize = 1024;
/// Letters by which persons of equal score are ordered.
const ORDRE_MAX: usize = 24;

/// A civil date of birth. Month or day 0: not known, as on some foreign papers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Naissance {
    /// Year, four digits.
    pub annee: i16,
    /// 1 to 12, or 0.
    pub mois: u8,
    /// 1 to 31, or 0.
    pub jour: u8,
}

/// A person as given to the repertoire, and as read back from it. Deliberately not printable.
#[derive(Clone, Copy)]
pub struct Fiche<'a> {
    /// Random id of the dossier.
    pub dossier: [u8; 16],
    /// Family name at birth.
    pub nom: &'a str,
    /// First name, or several.
    pub prenom: &'a str,
    /// Name in use, when it is another.
    pub usage: Option<&'a str>,
    /// Date of birth, when known.
    pub naissance: Option<Naissance>,
    /// Short number of the dossier within the structure.
    pub numero: u32,
    /// Free for the caller (référent, status…); the repertoire never reads it.
    pub marque: u32,
}

/// Why a person is in the answer: the weakest of the ways in which the words typed were met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Every word met is a name of the person, or a whole part of it.
    Exact,
    /// A word typed begins a name.
    Prefix,
    /// So many typing errors in all.
    Typo(u8),
    /// A word sounds like a name.
    Phonetic,
    /// The short number is the one typed.
    Number,
    /// Only the full birth date is the one typed.
    BirthDate,
}

/// One person of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Whose dossier.
    pub dossier: [u8; 16],
    /// Larger is better; comparable within one answer only.
    pub score: u32,
    /// The weakest of the ways.
    pub why: Why,
    /// Everything typed was met. The others are worth showing only when nobody is complete.
    pub complet: bool,
}

struct Personne {
    dossier: [u8; 16],
    start: u32,
    // In bytes, end to end from `start`: family name, first name, name in use, alphabetical order.
    lengths: [u16; 4],
    naissance: Naissance,
    numero: u32,
    marque: u32,
}

/// The names of one structure.
#[derive(Default)]
pub struct Repertoire {
    personnes: Vec<Option<Personne>>,
    free: Vec<u32>,
    places: HashMap<[u8; 16], u32>,
    labels: Arene,
    noms: Vocabulaire,
    prenoms: Vocabulaire,
}

impl Repertoire {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// All persons at once; the last of two with the same dossier stays.
    pub fn build<'a>(fiches: impl IntoIterator<Item = Fiche<'a>>) -> Self {
        let mut repertoire = Self::new();
        for fiche in fiches {
            repertoire.insert(fiche);
        }
        repertoire
    }

    /// Adds a person, or replaces the one with the same dossier; true if new.
    pub fn insert(&mut self, fiche: Fiche<'_>) -> bool {
        let fiche = Fiche {
            nom: cut(fiche.nom),
            prenom: cut(fiche.prenom),
            usage: fiche.usage.map(cut).filter(|usage| !usage.is_empty()),
            ..fiche
        };
        let known = self.remove(&fiche.dossier);
        let place = self.free.pop().unwrap_or_else(|| {
            self.personnes.push(None);
            (self.personnes.len() - 1) as u32
        });
        let usage = fiche.usage.unwrap_or("");
        let order = alphabetical(&fiche);
        let texts = [fiche.nom.as_bytes(), fiche.prenom.as_bytes(), usage.as_bytes(), &order];
        let [start, ..] = texts.map(|text| self.labels.push(text));
        self.personnes[place as usize] = Some(Personne {
            dossier: fiche.dossier,
            start,
            lengths: texts.map(|text| text.len() as u16), // at most NOM_MAX
            naissance: fiche.naissance.unwrap_or(Naissance { annee: 0, mois: 0, jour: 0 }),
            numero: fiche.numero,
            marque: fiche.marque,
        });
        self.places.insert(fiche.dossier, place);

        for (mot, partial, several) in family_names(&fiche) {
            self.noms.add(&mot, Porteur::new(place, partial, several));
        }
        for (mot, partial, several) in words(fiche.prenom) {
            self.prenoms.add(&mot, Porteur::new(place, partial, several));
        }
        !known
    }

    /// Replaces a person already there; false, and nothing done, if the dossier is not known.
    pub fn update(&mut self, fiche: Fiche<'_>) -> bool {
        self.places.contains_key(&fiche.dossier) && !self.insert(fiche)
    }

    /// Forgets a person and wipes the names; false if the dossier is not known.
    pub fn remove(&mut self, dossier: &[u8; 16]) -> bool {
        let Some(place) = self.places.get(dossier).copied() else {
            return false;
        };
        if let Some(fiche) = self.get(dossier) {
            let (noms, prenoms) = (family_names(&fiche), words(fiche.prenom));
            noms.iter().for_each(|(mot, ..)| self.noms.remove(mot, place as usize));
            prenoms.iter().for_each(|(mot, ..)| self.prenoms.remove(mot, place as usize));
        }
        if let Some(gone) = self.personnes[place as usize].take() {
            self.labels.wipe(gone.start, gone.lengths.iter().map(|n| usize::from(*n)).sum());
        }
        self.places.remove(dossier);
        self.free.push(place);
        if self.labels.is_sparse() || self.noms.is_sparse() || self.prenoms.is_sparse() {
            *self = Self::build(self.fiches());
        }
        true
    }

    /// What is known of a person.
    pub fn get(&self, dossier: &[u8; 16]) -> Option<Fiche<'_>> {
        let place = *self.places.get(dossier)?;
        self.personnes[place as usize].as_ref().map(|personne| self.fiche(personne))
    }

    /// The persons that `query` may mean, best first, at most `limit`; the same query on the same
    /// persons answers the same. A year or a month alone lists nobody.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        rang::rank(self, &demande::Demande::read(query), limit)
    }

    /// Number of persons.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True if there is nobody.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Bytes of memory held, about.
    pub fn memory(&self) -> usize {
        self.personnes.capacity() * size_of::<Option<Personne>>()
            + self.places.capacity() * 21
            + self.labels.memory()
            + self.noms.memory()
            + self.prenoms.memory()
    }

    fn fiches(&self) -> impl Iterator<Item = Fiche<'_>> {
        self.personnes.iter().flatten().map(|personne| self.fiche(personne))
    }

    fn fiche(&self, personne: &Personne) -> Fiche<'_> {
        let [nom, prenom, usage, _] = personne.lengths.map(usize::from);
        let text = |from: usize, length: usize| {
            std::str::from_utf8(self.labels.get(personne.start + from as u32, length)).expect("stored from a str")
        };
        Fiche {
            dossier: personne.dossier,
            nom: text(0, nom),
            prenom: text(nom, prenom),
            usage: Some(text(nom + prenom, usage)).filter(|usage| !usage.is_empty()),
            naissance: Some(personne.naissance).filter(|n| n.annee != 0),
            numero: personne.numero,
            marque: personne.marque,
        }
    }
}

impl fmt::Debug for Repertoire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repertoire")
            .field("personnes", &self.len())
            .field("noms", &self.noms.len())
            .field("prenoms", &self.prenoms.len())
            .finish()
    }
}

/// The words by which the family names of a person are found: (word, only a part, others exist).
fn family_names(fiche: &Fiche<'_>) -> Vec<(Mot, bool, bool)> {
    let mut found = words(fiche.nom);
    if let Some(usage) = fiche.usage {
        found.extend(words(usage));
        found.iter_mut().for_each(|(.., several)| *several = true);
    }
    found
}

/// "Ben Aïssa" is found by "benaissa" and "aissa"; "Jean-Pierre" by "jeanpierre", "jean" and "pierre".
fn words(name: &str) -> Vec<(Mot, bool, bool)> {
    let mots = texte::split(name);
    if mots.is_empty() {
        return Vec::new();
    }
    let whole = (Mot::join(mots.iter()), false, mots.len() > 1);
    let mut found = vec![whole];
    if mots.len() > 1 {
        let only_particules = mots.iter().all(Mot::is_particule);
        let parts: Vec<Mot> = mots.into_iter().filter(|mot| only_particules || !mot.is_particule()).collect();
        if parts.len() > 1 && !only_particules {
            found.push((Mot::join(parts.iter()), true, true));
        }
        found.extend(parts.into_iter().map(|mot| (mot, true, true)));
    }
    found
}

/// Sorts people as a directory does: without accents, family name before first name.
fn alphabetical(fiche: &Fiche<'_>) -> Zeroizing<Vec<u8>> {
    let [nom, prenom] = [fiche.nom, fiche.prenom].map(|name| Mot::join(texte::split(name).iter()));
    let mut order = Zeroizing::new(Vec::with_capacity(ORDRE_MAX));
    let letters = nom.lettres().iter().chain(b" ").chain(prenom.lettres());
    order.extend(letters.take(ORDRE_MAX));
    order
}

fn cut(name: &str) -> &str {
    &name[..name.floor_char_boundary(NOM_MAX)]
}
