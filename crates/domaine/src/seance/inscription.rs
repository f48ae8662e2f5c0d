//! Who has a place in a session collective, who waits for one, and in which order.
//!
//! One line a dossier, for ever: who leaves and comes back takes the same line, at the end. The rank of somebody who waits
//! is counted from the order of the lines and stored nowhere, so that it has neither gap nor double.
//!
//! What these functions answer is the lines to write; [`appliquer`] says what writing means.

use jiff::civil::Date;

use super::{EtatSeance, PLACES_MAX, Refus, Seance};
use crate::DossierId;

/// Most people who may wait for a place.
pub const ATTENTE_MAX: usize = 50;

/// Where an inscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum StatutInscription {
    Inscrit = 1,
    EnAttente = 2,
    Present = 3,
    Absent = 4,
    RefusTiers = 5,
    RefusJeune = 6,
    Desinscrit = 7,
}

impl StatutInscription {
    /// All, in the order of the screen.
    pub const ALL: [StatutInscription; 7] = [
        StatutInscription::Inscrit,
        StatutInscription::EnAttente,
        StatutInscription::Present,
        StatutInscription::Absent,
        StatutInscription::RefusTiers,
        StatutInscription::RefusJeune,
        StatutInscription::Desinscrit,
    ];

    /// The statut of a stored number.
    pub fn from_number(number: u8) -> Option<StatutInscription> {
        StatutInscription::ALL.into_iter().find(|s| *s as u8 == number)
    }

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            StatutInscription::Inscrit => "inscrit",
            StatutInscription::EnAttente => "en-attente",
            StatutInscription::Present => "present",
            StatutInscription::Absent => "absent",
            StatutInscription::RefusTiers => "refus-tiers",
            StatutInscription::RefusJeune => "refus-jeune",
            StatutInscription::Desinscrit => "desinscrit",
        }
    }

    /// The statut of a key.
    pub fn from_key(key: &str) -> Option<StatutInscription> {
        StatutInscription::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Its word in exchanges with partners, who know neither waiting lists nor those who left: such lines are not sent.
    /// An absence is told as a refusal of the jeune, with the comment [`COMMENTAIRE_ABSENT`].
    pub const fn api(self) -> Option<&'static str> {
        match self {
            StatutInscription::Inscrit => Some("ONGOING"),
            StatutInscription::Present => Some("ACHIEVED"),
            StatutInscription::RefusTiers => Some("REFUSAL"),
            StatutInscription::RefusJeune | StatutInscription::Absent => Some("REFUSAL_YOUNG"),
            StatutInscription::EnAttente | StatutInscription::Desinscrit => None,
        }
    }

    /// The statut of a word received, with the comment that came with it.
    pub fn from_api(word: &str, commentaire: Option<&str>) -> Option<StatutInscription> {
        match word {
            "ONGOING" => Some(StatutInscription::Inscrit),
            "ACHIEVED" => Some(StatutInscription::Present),
            "REFUSAL" => Some(StatutInscription::RefusTiers),
            "REFUSAL_YOUNG" if commentaire == Some(COMMENTAIRE_ABSENT) => Some(StatutInscription::Absent),
            "REFUSAL_YOUNG" => Some(StatutInscription::RefusJeune),
            _ => None,
        }
    }

    /// Whether it takes a place. An absence or a refusal frees it.
    pub const fn occupe(self) -> bool {
        matches!(self, StatutInscription::Inscrit | StatutInscription::Present)
    }

    /// Whether the dossier may be enrolled, again or for the first time.
    const fn est_parti(self) -> bool {
        matches!(self, StatutInscription::RefusTiers | StatutInscription::RefusJeune | StatutInscription::Desinscrit)
    }
}

/// The comment by which partners tell an absence from a refusal.
pub const COMMENTAIRE_ABSENT: &str = "Absent";

/// The line of a dossier in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inscription {
    /// Whose it is; one line a dossier.
    pub dossier: DossierId,
    /// When it was asked for, among the lines of this session: each demand is one more than the last.
    pub ordre: u32,
    /// Where it stands.
    pub statut: StatutInscription,
}

/// What a demand became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Issue {
    /// A place.
    Inscrit,
    /// A rank in the waiting list, from 1.
    EnAttente(usize),
}

/// Enrols a dossier, or makes it wait, until the closing date included. Answers what it became and the line to write.
pub fn inscrire(
    seance: &Seance,
    inscriptions: &[Inscription],
    dossier: DossierId,
    today: Date,
) -> Result<(Issue, Inscription), Refus> {
    must_be_open(seance)?;
    let limite = seance.limite_inscription();
    if today > limite {
        return Err(Refus::LimitePassee(limite));
    }
    if line(inscriptions, dossier).is_some_and(|line| !line.statut.est_parti()) {
        return Err(Refus::DejaInscrit);
    }

    let waiting = attente(inscriptions).len();
    let (issue, statut) = if has_place(seance, inscriptions) && waiting == 0 {
        (Issue::Inscrit, StatutInscription::Inscrit)
    } else if waiting < ATTENTE_MAX {
        (Issue::EnAttente(waiting + 1), StatutInscription::EnAttente)
    } else {
        return Err(Refus::AttentePleine);
    };
    Ok((issue, Inscription { dossier, ordre: next_ordre(inscriptions), statut }))
}

/// Strikes off a dossier that has a place or waits, and gives the place to the first who waits. Answers the lines to write,
/// the one who leaves first; those after it are to be told.
pub fn desinscrire(
    seance: &Seance,
    inscriptions: &[Inscription],
    dossier: DossierId,
    today: Date,
) -> Result<Vec<Inscription>, Refus> {
    must_be_open(seance)?;
    let line = line(inscriptions, dossier)
        .filter(|line| matches!(line.statut, StatutInscription::Inscrit | StatutInscription::EnAttente))
        .ok_or(Refus::PasInscrit)?;
    let left = Inscription { statut: StatutInscription::Desinscrit, ..*line };
    Ok(with_promoted(seance, inscriptions, left, today))
}

/// Changes the number of places (`None`: no limit): never under those that are taken. Answers the lines of those who come
/// out of the waiting list; the caller writes the number.
pub fn changer_places(
    seance: &Seance,
    inscriptions: &[Inscription],
    places: Option<u16>,
    today: Date,
) -> Result<Vec<Inscription>, Refus> {
    must_be_open(seance)?;
    if places.is_some_and(|places| places == 0 || places > PLACES_MAX) {
        return Err(Refus::Places);
    }
    let taken = prises(inscriptions);
    if places.is_some_and(|places| usize::from(places) < taken) {
        return Err(Refus::MoinsQueLesInscrits(taken));
    }
    Ok(promoted(&Seance { places, ..*seance }, inscriptions, today))
}

/// Those who wait, in their order: the first has rank 1.
pub fn attente(inscriptions: &[Inscription]) -> Vec<&Inscription> {
    let mut waiting: Vec<_> = inscriptions.iter().filter(|i| i.statut == StatutInscription::EnAttente).collect();
    waiting.sort_by_key(|i| (i.ordre, i.dossier));
    waiting
}

/// Rank of a dossier in the waiting list, from 1.
pub fn rang(inscriptions: &[Inscription], dossier: DossierId) -> Option<usize> {
    attente(inscriptions).iter().position(|i| i.dossier == dossier).map(|index| index + 1)
}

/// Places taken.
pub fn prises(inscriptions: &[Inscription]) -> usize {
    inscriptions.iter().filter(|i| i.statut.occupe()).count()
}

/// Places left; `None` for a session without limit.
pub fn libres(seance: &Seance, inscriptions: &[Inscription]) -> Option<usize> {
    seance.places.map(|places| usize::from(places).saturating_sub(prises(inscriptions)))
}

/// Writes lines over those of the same dossiers, new ones at the end: what a store does with an answer.
pub fn appliquer(inscriptions: &mut Vec<Inscription>, lines: &[Inscription]) {
    for line in lines {
        match inscriptions.iter_mut().find(|i| i.dossier == line.dossier) {
            Some(known) => *known = *line,
            None => inscriptions.push(*line),
        }
    }
}

/// A change of one line, and those who come out of the waiting list because of it.
pub(super) fn with_promoted(
    seance: &Seance,
    inscriptions: &[Inscription],
    changed: Inscription,
    today: Date,
) -> Vec<Inscription> {
    let mut after = inscriptions.to_vec();
    appliquer(&mut after, &[changed]);
    let mut lines = vec![changed];
    lines.extend(promoted(seance, &after, today));
    lines
}

pub(super) fn line(inscriptions: &[Inscription], dossier: DossierId) -> Option<&Inscription> {
    inscriptions.iter().find(|i| i.dossier == dossier)
}

pub(super) fn has_place(seance: &Seance, inscriptions: &[Inscription]) -> bool {
    libres(seance, inscriptions) != Some(0)
}

pub(super) fn next_ordre(inscriptions: &[Inscription]) -> u32 {
    inscriptions.iter().map(|i| i.ordre).max().unwrap_or(0).saturating_add(1)
}

pub(super) fn must_be_open(seance: &Seance) -> Result<(), Refus> {
    if seance.etat == EtatSeance::Ouverte { Ok(()) } else { Err(Refus::Etat(seance.etat)) }
}

/// Those who wait and for whom there is a place now. The closing date does not matter, they asked in time; after the
/// first day it would be a place in something that has begun.
fn promoted(seance: &Seance, inscriptions: &[Inscription], today: Date) -> Vec<Inscription> {
    if today > seance.debut {
        return Vec::new();
    }
    let waiting = attente(inscriptions);
    let room = libres(seance, inscriptions).unwrap_or(waiting.len());
    waiting.into_iter().take(room).map(|i| Inscription { statut: StatutInscription::Inscrit, ..*i }).collect()
}
