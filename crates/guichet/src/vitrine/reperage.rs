//! Listes de repérage of cardboard: one list, whose people are those of the portefeuille.

use domaine::reperage::{Avancement, Priorite};
use domaine::{Clair, DossierId, ImportId};
use jiff::civil::date;

use super::face::*;
use super::gens::receipt;
use super::{Answer, Coffre, listes};

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn reperages(&self, request: &SignedRequest, _: u32) -> Answer<Reperages> {
        let agent = self.check(request)?;
        let listes = if agent.role == droits::Role::Direction { Vec::new() } else { vec![liste()] };
        let total = listes.len();
        Ok(Reperages { receipt: receipt(), agent, listes, total, engage: Some((70, true)), illisibles: 0 })
    }

    pub async fn reperage(&self, request: &SignedRequest, id: ImportId, vue: VueReperage) -> Answer<ReperageLu> {
        let agent = self.check(request)?;
        if id != liste().id {
            return Err(Refusal::Introuvable.into());
        }
        let people = listes::portefeuille(agent.clone(), Filtre::default(), vue.page.max(1), Vec::new()).liste;
        let line = |(n, personne): (usize, Etiquette)| LigneReperage {
            personne,
            priorite: Priorite::ALL[n % 4],
            tentatives: (0..n % 3)
                .map(|k| (date(2026, 11, 2 + k as i8), 4, Some(Clair::new("Karine Dubois"))))
                .collect(),
            a_effacer: n % 8 == 5,
        };
        let lignes: Vec<_> = people.lignes.into_iter().enumerate().map(line).collect();
        let lignes = if vue.issue.is_some() { Vec::new() } else { lignes };
        Ok(ReperageLu {
            receipt: receipt(),
            agent,
            liste: liste(),
            total: if lignes.is_empty() { 0 } else { people.total },
            lignes,
            comptes: [40, 50, 20, 40],
            a_effacer: 12,
            purge: Some((6, false)),
            illisibles: 1,
        })
    }

    pub async fn record_issue(&self, request: &SignedRequest, id: DossierId, _: ImportId, _: u16) -> Answer<usize> {
        self.check(request)?;
        super::gens::number(id).ok_or(Refusal::Introuvable)?;
        Ok(1)
    }
}

fn liste() -> ListeReperage {
    let avancement = Avancement { total: 150, traites: 106 };
    let de = Clair::new("CFA des Essais <b>nord</b>");
    ListeReperage {
        id: ImportId([0x5e; 16]),
        source: 1,
        recue: date(2026, 11, 2),
        de,
        avancement,
        retires: vec![(date(2026, 11, 20), 7)],
    }
}
