//! What the quality of files is counted from: who accompanies whom, since when nobody met her, and what is overdue.

use domaine::{AgentId, Statut};
use jiff::civil::Date;

use super::liste::before;
use super::veille::Seuil;
use super::{Label, Noms, Rest};
use crate::face::Tri;

/// A file that runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Courant {
    pub dossier: [u8; 16],
    /// Zero for nobody.
    pub referent: AgentId,
    /// Day of the last contact that counts, or of the creation: days since 1970.
    pub contact: i32,
    /// Neither asleep nor ended.
    pub actif: bool,
    /// The last situation is over, and nothing follows it.
    pub situation_finie: bool,
    /// A proposition has no result, past its term.
    pub sans_resultat: bool,
}

impl Noms {
    /// Every file whose accompaniment runs on this day; a proposition without term waits for `rappel` days.
    pub(crate) fn running(&self, today: Date, rappel: u16) -> Vec<Courant> {
        let seuil = Seuil::at(today);
        let courant = |(id, rest): (&[u8; 16], &Rest)| {
            let statut = seuil.statut(rest.cree_le, rest.contact(), rest.fin);
            (statut != Statut::FinAccompagnement).then(|| Courant {
                dossier: *id,
                referent: AgentId(rest.referent),
                contact: if rest.contact() == 0 { rest.cree_le } else { rest.contact() },
                actif: statut == Statut::Actif,
                situation_finie: rest.echeances.a_renouveler(today, 0).is_some_and(|fin| fin < today),
                sans_resultat: rest.echeances.sans_resultat(today, rappel).is_some(),
            })
        };
        self.rest.iter().filter_map(courant).collect()
    }

    /// One page of these people, by name.
    pub(crate) fn page_of(&self, dossiers: &[[u8; 16]], skip: usize, limit: usize) -> Vec<Label> {
        let mut known: Vec<_> = dossiers.iter().filter_map(|id| Some((id, self.rest.get(id)?))).collect();
        known.sort_unstable_by(|a, b| before(Tri::Nom, a.1, b.1));
        known.into_iter().skip(skip).take(limit).filter_map(|(id, _)| self.get(id)).collect()
    }
}
