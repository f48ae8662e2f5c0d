//! Campaigns of calls of the vitrine: one for each state.

use domaine::{AtelierId, Clair, MandatId};
use droits::Role;
use jiff::ToSpan;

use super::face::*;
use super::{Answer, Coffre, comptes, gens};
use crate::heure;

const ETATS: [EtatMandat; 7] = [
    EtatMandat::Propose,
    EtatMandat::Approuve,
    EtatMandat::EnCours,
    EtatMandat::Suspendu,
    EtatMandat::Fait,
    EtatMandat::Arrete,
    EtatMandat::Expire,
];

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn mandats(&self, request: &SignedRequest) -> Answer<MandatsLus> {
        let agent = self.check(request)?;
        if matches!(agent.role, Role::Gestionnaire | Role::Accueil) {
            return Err(Refusal::Role.into());
        }
        // Nobody proposed anything to the vigie's eyes.
        let all = if agent.role == Role::Vigie { 0 } else { 25 };
        let lignes = (0..all).map(|n| lu(n, agent.role)).collect();
        Ok(MandatsLus { agent, lignes })
    }

    pub async fn mandat(&self, request: &SignedRequest, id: MandatId) -> Answer<MandatVu> {
        let agent = self.check(request)?;
        let n = id.0[0];
        if n == 0 || usize::from(n) > ETATS.len() {
            return Err(Refusal::Introuvable.into());
        }
        let mandat = lu(n - 1, agent.role);
        Ok(MandatVu { agent, mandat })
    }

    pub async fn nouveau_mandat(&self, request: &SignedRequest, atelier: AtelierId) -> Answer<NouveauMandat> {
        let agent = self.check(request)?;
        if !agent.role.accompanies() {
            return Err(Refusal::Role.into());
        }
        let personnes = match atelier.0[0] {
            super::ateliers::VIDE => 0,
            super::ateliers::AUJOURDHUI => 12,
            _ => 300,
        };
        let today = heure::today();
        let (nom, jour) = ("Forum de l'emploi".to_owned(), today.saturating_add(2.days()));
        Ok(NouveauMandat { receipt: gens::receipt(), agent, atelier, nom, jour, personnes, today })
    }

    pub async fn stop_mandat(&self, request: &SignedRequest, id: MandatId) -> Answer<()> {
        self.check(request)?;
        if id.0[0] == 1 { Ok(()) } else { Err(Refusal::Introuvable.into()) }
    }

    pub async fn mandat_file(&self, request: &SignedRequest, id: MandatId) -> Answer<Vec<u8>> {
        self.check(request)?;
        if id.0[0] == 5 { Ok(b"age-encryption.org/v1".to_vec()) } else { Err(Refusal::Introuvable.into()) }
    }
}

fn lu(n: u8, role: Role) -> MandatLu {
    let etat = ETATS[usize::from(n) % ETATS.len()];
    let is_waiting = etat == EtatMandat::Propose;
    let keeps = matches!(role, Role::Direction | Role::Dpo);
    MandatLu {
        mandat: MandatId([n % 7 + 1; 16]),
        titre: (etat != EtatMandat::Expire).then(|| Clair::new("Forum de l'emploi de jeudi : rappeler les inscrits")),
        par: Some(comptes::compte(2).nom),
        depuis: 1_763_812_800_000,
        jusqua: 1_763_812_800_000 + 7 * 86_400_000,
        personnes: 312,
        lues: 128,
        etat,
        approbations: if is_waiting { Vec::new() } else { vec![comptes::compte(1).nom, comptes::compte(3).nom] },
        attend_dpo: is_waiting,
        attend_autre: is_waiting,
        destinataire: format!("age1{}", "q".repeat(58)),
        is_approuvable: is_waiting && keeps,
        is_arretable: !matches!(etat, EtatMandat::Fait | EtatMandat::Arrete | EtatMandat::Expire),
        is_retirable: etat == EtatMandat::Fait && role.accompanies(),
    }
}
