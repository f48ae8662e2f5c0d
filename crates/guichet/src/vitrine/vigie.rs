//! Alerts of cardboard.

use domaine::AgentId;
use droits::Role;
use droits::habilitation::State;
use droits::signature::SignedRequest;

use super::comptes::{agent_id, compte};
use super::face::*;
use super::gens::receipt;
use super::{Answer, Coffre};
use crate::heure;

impl Coffre {
    /// As the real one.
    pub async fn alertes(&self, request: &SignedRequest, vue: VueAlertes) -> Answer<Alertes> {
        let agent = self.reader(request)?;
        let comptes = [27, 3, 0];
        let first = (vue.page.max(1) as usize - 1) * 25;
        let last = comptes[vue.file as usize];
        let lignes = (first..last.min(first + 25)).map(|n| alerte(last - 1 - n)).collect();
        let reseau = Some(attente(2)).filter(|_| agent.role == Role::Vigie);
        Ok(Alertes { receipt: receipt(), agent, lignes, comptes, reseau, incidents: 2 })
    }

    /// As the real one.
    pub async fn cas(&self, request: &SignedRequest, id: AgentId) -> Answer<CasAlerte> {
        let agent = self.reader(request)?;
        let found = (0..8).find(|n| agent_id(*n) == id).ok_or(Refusal::Introuvable)?;
        let last = i32::try_from(heure::now_ms() / 86_400_000).unwrap_or(0);
        let jours = (0..30).map(|k| (last - 29 + k, if k == 29 { 58 } else { (k * 7 % 19) as u16 })).collect();
        let alertes = if found % 2 == 0 { vec![alerte(found), alerte(found + 8), revue(found)] } else { vec![] };
        // The third account is in an incident, the structure of the fifth is frozen.
        let incident = (found == 2).then_some((super::incidents::OUVERT, 3));
        let waits = found % 2 == 0 && found != 2;
        Ok(CasAlerte {
            receipt: receipt(),
            agent,
            qui: qui(found),
            alertes,
            jours,
            usuel: Some(14),
            attente: waits.then(|| attente(2)),
            is_ecartable: waits && found != 4,
            is_ouvrable: found != 2,
            incident,
            ouverts: if incident.is_none() { vec![(super::incidents::OUVERT, 3)] } else { vec![] },
        })
    }

    pub(super) fn reader(&self, request: &SignedRequest) -> Answer<Agent> {
        let agent = self.check(request)?;
        if agent.role.reads_journal() { Ok(agent) } else { Err(Refusal::Role.into()) }
    }
}

fn attente(combien: u32) -> Attente {
    let now = heure::now_ms();
    Attente { depuis: now.saturating_sub(40 * 60_000), jusqua: now.saturating_sub(9 * 60_000), combien }
}

/// One that somebody said to be false.
fn revue(n: usize) -> AlerteLue {
    let suite = SuiteLue::Fausse { par: Some(compte(1).nom), le: heure::now_ms() };
    AlerteLue { suite, ..alerte(n + 30) }
}

fn alerte(n: usize) -> AlerteLue {
    let regles = [4, 1, 7, 8, 13, 102, 14];
    AlerteLue {
        entree: 90_000 - n as u64 * 17,
        le: heure::now_ms().saturating_sub(n as u64 * 3_000_000),
        regle: regles[n % regles.len()],
        compte: 12 + n as u32,
        qui: (n % 7 != 6).then(|| qui(n % 8)),
        suite: SuiteLue::Attend,
    }
}

pub(super) fn qui(n: usize) -> CompteAlerte {
    let of = compte(n);
    let etat = if n.is_multiple_of(3) { State::Suspended } else { State::Active };
    CompteAlerte { id: agent_id(n), nom: of.nom, structure: of.structure, role: Role::Conseiller, etat }
}
