//! The pathway of an unlocked dossier, read once: evenements, situations, propositions, each with the etat that wrote it.

use domaine::{Classe, Groupe};
use jiff::civil::Date;

use super::unlock::Unlocked;
use crate::ateliers::presence::ContactAtelier;
use crate::fiche::{self, EvenementScelle, PropositionScellee, SituationScellee, Tampon};
use crate::lignes::{Ligne, genre};

/// What a dossier says of a pathway.
pub(crate) struct Parcours {
    /// In the order in which they were recorded; those withdrawn are not there.
    pub evenements: Vec<(Rang, EvenementScelle)>,
    /// Withdrawn as slips: shown nowhere, and counted nowhere.
    pub retires: Vec<(Rang, EvenementScelle)>,
    /// In the order in which they were written; those taken back are not there.
    pub situations: Vec<(Rang, SituationScellee)>,
    /// In the order in which they were made.
    pub propositions: Vec<(Rang, PropositionScellee)>,
    /// First number that no row has, by kind: also above what was taken back.
    next: [u32; 3],
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rang {
    /// Number within its kind.
    pub num: u32,
    /// The etat that wrote it as it is.
    pub etat: u32,
}

impl Rang {
    /// Whether it changed since a form was given this etat.
    pub fn is_newer(self, form: Option<u32>) -> bool {
        form.is_some_and(|form| self.etat > form)
    }
}

impl Parcours {
    /// The number of the next row of a kind.
    pub fn next(&self, genre: u8) -> u32 {
        self.next[usize::from(genre - genre::EVENEMENT)]
    }

    /// One situation.
    pub fn situation(&self, num: u32) -> Option<&(Rang, SituationScellee)> {
        self.situations.iter().find(|(rang, _)| rang.num == num)
    }

    /// One proposition.
    pub fn proposition(&self, num: u32) -> Option<&(Rang, PropositionScellee)> {
        self.propositions.iter().find(|(rang, _)| rang.num == num)
    }

    /// The evenement that a rendez-vous became.
    pub fn of_rendez_vous(&self, id: &[u8; 16]) -> Option<&(Rang, EvenementScelle)> {
        self.evenements.iter().find(|(_, e)| e.rendez_vous.as_ref() == Some(id))
    }

    /// Day on which the person was first received: in an interview, or at a workshop.
    pub fn premier_accueil(&self, ateliers: &[ContactAtelier]) -> Option<Date> {
        let held = self.evenements.iter().map(|(_, e)| (e.genre, e.date));
        let came = ateliers.iter().map(|one| (one.genre, one.jour));
        held.chain(came).filter(|(genre, _)| genre.recu()).map(|(_, jour)| jour).min()
    }
}

impl Unlocked {
    /// The pathway. `None` if a row of it does not open, or its key is not here.
    pub fn parcours(&self) -> Option<Parcours> {
        let key = self.key(Classe::Parcours)?;
        let mut all = Parcours {
            evenements: Vec::new(),
            retires: Vec::new(),
            situations: Vec::new(),
            propositions: Vec::new(),
            next: [0; 3],
        };
        for ligne in self.stored.lignes_at(self.stored.etat) {
            if !(genre::EVENEMENT..=genre::PROPOSITION).contains(&ligne.genre) {
                continue;
            }
            let next = &mut all.next[usize::from(ligne.genre - genre::EVENEMENT)];
            *next = (*next).max(ligne.num.saturating_add(1));
            let rang = Rang { num: ligne.num, etat: ligne.etat };
            let clear = self.open(key, ligne)?;
            match ligne.genre {
                genre::EVENEMENT => {
                    let read = EvenementScelle::decode(&clear)?;
                    let of = if read.retire.is_none() { &mut all.evenements } else { &mut all.retires };
                    of.push((rang, read));
                }
                genre::SITUATION if clear.is_empty() => {}
                genre::SITUATION => all.situations.push((rang, SituationScellee::decode(ligne.num, &clear)?)),
                _ => all.propositions.push((rang, PropositionScellee::decode(ligne.num, &clear)?)),
            }
        }
        Some(all)
    }

    /// The freshness stamps of the classes of the act, by group. `None` if one does not open.
    pub fn tampons(&self) -> Option<Vec<Tampon>> {
        let mut tampons = Vec::new();
        for ligne in self.stored.lignes_at(self.stored.etat) {
            match ligne.genre {
                genre::FRAICHEUR => {
                    let groupe = Groupe::from_number(u8::try_from(ligne.num).ok()?)?;
                    if let Some(key) = self.key(groupe.classe()) {
                        tampons.push(Tampon::decode(&self.open(key, ligne)?)?);
                    }
                }
                genre::CLASSE if ligne.num == Classe::Delicat as u32 => tampons.extend(self.tampons_delicats(ligne)?),
                _ => {}
            }
        }
        Some(tampons)
    }

    fn tampons_delicats(&self, ligne: &Ligne) -> Option<Vec<Tampon>> {
        match self.key(Classe::Delicat) {
            Some(key) => fiche::decode_stamps(&self.open(key, ligne)?),
            None => Some(Vec::new()),
        }
    }
}
