//! A check of cardboard: the first letter of what is pasted says the verdict.

use domaine::Clair;
use domaine::fuite::Verdict;

use super::face::*;
use super::gens::receipt;
use super::vigie::qui;
use super::{Answer, Coffre};
use crate::heure;

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn check_leak(&self, request: &SignedRequest, texte: &Clair) -> Answer<FuiteVerifiee> {
        let agent = self.reader(request)?;
        let verdict = match texte.expose().chars().next() {
            Some('t') => Verdict::Toutes,
            Some('p') => Verdict::Partie(3),
            Some('a') => Verdict::Aucune,
            _ => return Err(Error::Saisie(vec![Saisie { champ: "fuite", raison: "fuite-trop-courte" }])),
        };
        let now = heure::now_ms();
        let commun = |n: usize| LecteurCommun {
            qui: (n < 2).then(|| qui(n)),
            dixiemes: 10 - n as u8,
            fenetre: (now - 90_000_000, now - 80_000_000),
            entrees: (0..20).map(|k| 80_000 + k * 7).collect(),
        };
        let communs = if verdict == Verdict::Toutes { (0..3).map(commun).collect() } else { Vec::new() };
        Ok(FuiteVerifiee {
            receipt: receipt(),
            agent,
            lignes: 1_000,
            personnes: 996,
            verdict,
            communs,
            question: 90_003,
        })
    }
}
