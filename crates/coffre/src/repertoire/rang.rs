//! Who is meant, best first.
//!
//! What each person received from the two vocabularies is laid over the query: every word once, every side
//! (family names, first names) once, or several times for a compound name. The best way wins.
//!
//! Score: 1,000 shared between the words met, so that both names always come before one; up to 200 for
//! how well they were met; the birth date and the number on top.

use super::demande::{Demande, MOTS_MAX};
use super::recolte::{self, Unite};
use super::vocabulaire::qualite;
use super::{Hit, Naissance, Personne, Repertoire, Why};

const COMPLET: i32 = 1000;
const NUMERO: i32 = 3000;

/// A way of laying a person's names over the query.
#[derive(Clone, Copy, Default)]
struct Lecture {
    value: i32,
    met: i32,
    qualities: i32,
    lowest: u16,
    errors: u8,
    bonus: i32,
}

struct Candidat {
    score: i32,
    place: u32,
    why: Why,
    complet: bool,
    date: Accord,
}

/// What the birth date typed says of a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Accord {
    NotAsked,
    Same,
    /// Month and year, or year, when no more was typed.
    SamePeriod,
    /// All but one of day, month and year, or all that is known of them.
    Near,
    Other,
}

pub fn rank(repertoire: &Repertoire, demande: &Demande, limit: usize) -> Vec<Hit> {
    let mut candidats = by_name(repertoire, demande);
    add_by_number_or_date(repertoire, demande, &mut candidats);
    keep_the_period(&mut candidats);
    keep_best(repertoire, &mut candidats, limit);
    let hit = |candidat: Candidat| {
        let personne = repertoire.personnes[candidat.place as usize].as_ref()?;
        let score = candidat.score.max(0) as u32;
        Some(Hit { dossier: personne.dossier, score, why: candidat.why, complet: candidat.complet })
    };
    candidats.into_iter().filter_map(hit).collect()
}

/// Sorts, and leaves `limit` of them. The names are read only among the persons of equal score that
/// compete for the last places: there may be thousands of candidates for two letters typed.
fn keep_best(repertoire: &Repertoire, candidats: &mut Vec<Candidat>, limit: usize) {
    if limit == 0 {
        candidats.clear();
    }
    if candidats.len() > limit {
        let mut scores: Vec<i32> = candidats.iter().map(|candidat| candidat.score).collect();
        let (_, last, _) = scores.select_nth_unstable_by(limit - 1, |a, b| b.cmp(a));
        let last = *last;
        candidats.retain(|candidat| candidat.score >= last);
    }
    let order = |a: &Candidat, b: &Candidat| {
        b.score.cmp(&a.score).then_with(|| tie(repertoire, a.place).cmp(&tie(repertoire, b.place)))
    };
    if candidats.len() > limit {
        candidats.select_nth_unstable_by(limit, order);
        candidats.truncate(limit);
    }
    candidats.sort_unstable_by(order);
}

fn by_name(repertoire: &Repertoire, demande: &Demande) -> Vec<Candidat> {
    let unites = recolte::runs(&demande.mots);
    if unites.is_empty() {
        return Vec::new();
    }
    let recolte = recolte::gather(repertoire, &unites);
    let telling: i32 = unites.iter().filter(|u| u.to - u.from == 1).map(|u| u.telling).sum();
    let mut candidats = Vec::with_capacity(recolte.places.len());
    for (row, &place) in recolte.places.iter().enumerate() {
        let Some(personne) = &repertoire.personnes[place as usize] else {
            continue;
        };
        let lecture = read(&unites, recolte.row(row), demande.mots.len());
        if lecture.met == 0 {
            continue;
        }
        let date = compare(demande.naissance, personne);
        let complet = lecture.met == telling && matches!(date, Accord::NotAsked | Accord::Same | Accord::SamePeriod);
        let score = COMPLET * lecture.met / telling + lecture.qualities / lecture.met + lecture.bonus + date.points();
        candidats.push(Candidat { score, place, why: why(&lecture), complet, date });
    }
    candidats
}

/// The best way to lay one person's cells over the query, words from left to right; `used` is the set of
/// sides already met.
fn read(unites: &[Unite], cells: &[u16], length: usize) -> Lecture {
    let mut best: [[Option<Lecture>; 4]; MOTS_MAX + 1] = Default::default();
    best[0][0] = Some(Lecture { lowest: u16::MAX, ..Lecture::default() });
    let mut next = 0;
    for from in 0..length {
        let first = next;
        while next < unites.len() && unites[next].from == from {
            next += 1;
        }
        for used in 0..4 {
            let Some(lecture) = best[from][used] else { continue };
            keep_better(&mut best[from + 1][used], lecture);
            for i in first..next {
                for side in 0..2 {
                    let cell = cells[i * 2 + side];
                    let seen = used & 1 << side != 0;
                    // A side is met twice only by a name that has several words.
                    if cell == 0 || seen && cell & 1 == 0 {
                        continue;
                    }
                    keep_better(&mut best[unites[i].to][used | 1 << side], lecture.with(&unites[i], cell >> 1));
                }
            }
        }
    }
    let ends = best[length].into_iter().flatten();
    ends.max_by_key(|lecture| lecture.value).unwrap_or_default()
}

fn keep_better(place: &mut Option<Lecture>, lecture: Lecture) {
    if place.is_none_or(|known| lecture.value > known.value) {
        *place = Some(lecture);
    }
}

impl Lecture {
    fn with(mut self, unite: &Unite, quality: u16) -> Lecture {
        if unite.telling == 0 {
            // "ben" in "ben martin" may be the particle of a name that lacks it, or a first name; "t" in
            // "t martin" an initial.
            let bonus = match quality + qualite::PARTIE {
                qualite::EXACT.. => 20,
                qualite::INITIALE.. => 10,
                _ => 0,
            };
            self.bonus += bonus;
            self.value += bonus;
            return self;
        }
        self.value += (500 + i32::from(quality)) * unite.telling;
        self.met += unite.telling;
        self.qualities += i32::from(quality) * unite.telling;
        self.lowest = self.lowest.min(quality);
        self.errors += errors(quality);
        self
    }
}

/// Reads the band of a quality back: a part of a name is never so far down as the band below.
fn errors(quality: u16) -> u8 {
    match quality + qualite::PARTIE {
        ..qualite::INITIALE => 1,
        q if q < qualite::DEUX_FAUTES => 0,
        q if q < qualite::UNE_FAUTE => 2,
        q if q < qualite::DEBUT => 1,
        _ => 0,
    }
}

fn why(lecture: &Lecture) -> Why {
    match lecture.lowest + qualite::PARTIE {
        q if (qualite::SON..qualite::DEUX_FAUTES).contains(&q) => Why::Phonetic,
        _ if lecture.errors > 0 => Why::Typo(lecture.errors),
        q if q >= qualite::EXACT => Why::Exact,
        _ => Why::Prefix,
    }
}

/// The number typed, or the full birth date typed, propose persons whatever the names typed.
fn add_by_number_or_date(repertoire: &Repertoire, demande: &Demande, candidats: &mut Vec<Candidat>) {
    let full_date = demande.naissance.filter(|n| n.jour != 0);
    if demande.numero.is_none() && full_date.is_none() {
        return;
    }
    for candidat in candidats.iter_mut() {
        let personne = repertoire.personnes[candidat.place as usize].as_ref();
        if demande.numero.is_some() && personne.map(|p| p.numero) == demande.numero {
            (candidat.score, candidat.why) = (candidat.score + NUMERO, Why::Number);
        } else if demande.numero.is_some() && demande.naissance.is_none() {
            candidat.complet = false;
        }
    }
    let mut met = vec![false; repertoire.personnes.len()];
    candidats.iter().for_each(|candidat| met[candidat.place as usize] = true);
    let alone = demande.mots.is_empty();
    for (place, personne) in repertoire.personnes.iter().enumerate() {
        let Some(personne) = personne.as_ref().filter(|_| !met[place]) else {
            continue;
        };
        let by_number = demande.numero == Some(personne.numero);
        let by_date = full_date == Some(personne.naissance);
        if by_number || by_date {
            let score = NUMERO * i32::from(by_number) + Accord::Same.points() * i32::from(by_date);
            let why = if by_number { Why::Number } else { Why::BirthDate };
            let date = compare(demande.naissance, personne);
            candidats.push(Candidat { score, place: place as u32, why, complet: alone, date });
        }
    }
}

/// A year or a month typed beside a name is a filter, unless it would leave nobody.
fn keep_the_period(candidats: &mut Vec<Candidat>) {
    if candidats.iter().any(|candidat| candidat.date == Accord::SamePeriod && candidat.complet) {
        let agrees = |date| matches!(date, Accord::Same | Accord::SamePeriod);
        candidats.retain(|candidat| agrees(candidat.date) || candidat.why == Why::Number);
    }
}

fn compare(asked: Option<Naissance>, personne: &Personne) -> Accord {
    let Some(asked) = asked else {
        return Accord::NotAsked;
    };
    let known = personne.naissance;
    if asked == known {
        return Accord::Same;
    }
    // What is not known of the person (0) contradicts nothing.
    let agrees = |asked, known| asked == known || known == 0;
    let [annee, mois, jour] = [
        asked.annee == known.annee || known.annee == 0,
        agrees(asked.mois, known.mois),
        agrees(asked.jour, known.jour),
    ];
    match (asked.mois, asked.jour) {
        (0, _) if annee => Accord::SamePeriod,
        (0, _) => Accord::Other,
        (_, 0) if annee && mois => Accord::SamePeriod,
        (_, 0) => Accord::Other,
        _ if [annee, mois, jour].iter().filter(|same| **same).count() >= 2 => Accord::Near,
        _ => Accord::Other,
    }
}

impl Accord {
    fn points(self) -> i32 {
        match self {
            Accord::NotAsked => 0,
            Accord::Same => 400,
            Accord::SamePeriod => 150,
            Accord::Near => 60,
            Accord::Other => -250,
        }
    }
}

/// Persons of equal score come in the order of their names, as in a directory, then of their numbers.
fn tie(repertoire: &Repertoire, place: u32) -> (&[u8], u32, [u8; 16]) {
    let Some(personne) = &repertoire.personnes[place as usize] else {
        return Default::default();
    };
    let [nom, prenom, usage, order] = personne.lengths.map(usize::from);
    let start = personne.start + (nom + prenom + usage) as u32;
    (repertoire.labels.get(start, order), personne.numero, personne.dossier)
}
