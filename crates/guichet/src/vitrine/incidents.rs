//! Incidents of cardboard: one open with two accounts, one closed as confirmed, one as false.

use domaine::IncidentId;
use droits::Role;

use super::comptes::compte;
use super::face::*;
use super::gens::receipt;
use super::vigie::qui;
use super::{Answer, Coffre};
use crate::heure;

/// The one that is open.
pub const OUVERT: IncidentId = IncidentId([3; 16]);

const JOUR: u64 = 86_400_000;

impl Coffre {
    /// As the real one. A DPO sees the empty list.
    pub async fn incidents(&self, request: &SignedRequest) -> Answer<IncidentsLus> {
        let agent = self.reader(request)?;
        let (mut ouverts, mut clos) = (vec![cas(3)], vec![cas(2), cas(1)]);
        if agent.role == Role::Dpo {
            (ouverts, clos) = (Vec::new(), Vec::new());
        }
        Ok(IncidentsLus { receipt: receipt(), agent, ouverts, clos })
    }

    /// As the real one.
    pub async fn incident(&self, request: &SignedRequest, id: IncidentId) -> Answer<IncidentVu> {
        let agent = self.reader(request)?;
        let n = usize::from(id.0[0]);
        if !(1..=3).contains(&n) {
            return Err(Refusal::Introuvable.into());
        }
        let cas = cas(n);
        let is_open = cas.cloture.is_none();
        let last = i32::try_from(heure::now_ms() / JOUR).unwrap_or(0);
        let jours = (0..30).map(|k| (last - 29 + k, if k > 27 { 74 } else { (k * 7 % 23) as u32 })).collect();
        let retirables = cas.comptes.iter().filter(|_| is_open).map(|qui| qui.id).collect();
        let frise = if n == 1 { Vec::new() } else { (0..FRISE_MAX).map(|k| fait(k, &cas)).collect() };
        Ok(IncidentVu {
            receipt: receipt(),
            is_confirmable: is_open && agent.role == Role::Dpo,
            is_infirmable: is_open,
            agent,
            vu: [9; 16],
            total: if n == 1 { 0 } else { 83 },
            frise,
            jours,
            candidats: if is_open { vec![qui(4), qui(5)] } else { Vec::new() },
            retirables,
            cas,
        })
    }
}

fn cas(n: usize) -> IncidentLu {
    let depuis = heure::now_ms().saturating_sub((4 - n) as u64 * JOUR);
    let cloture = ClotureLue { par: Some(compte(2).nom), le: depuis + 7_200_000, is_confirme: n == 2 };
    IncidentLu {
        incident: IncidentId([u8::try_from(n).unwrap_or(0); 16]),
        numero: n,
        par: Some(compte(1).nom),
        depuis,
        comptes: vec![qui(2), qui(3)],
        ailleurs: usize::from(n == 2),
        cloture: (n < 3).then_some(cloture),
    }
}

fn fait(k: usize, cas: &IncidentLu) -> FaitIncident {
    use QuoiIncident::{Alerte, Connexion, Etape, Gel, Levee, Mesure, Retablissement, Suspension, SuspensionRegle};
    let quoi = [
        Etape(2),
        SuspensionRegle(7),
        Alerte(7),
        Connexion,
        Gel,
        Levee,
        Alerte(4),
        Mesure,
        Retablissement,
        Suspension,
        QuoiIncident::FinDeConnexion,
        QuoiIncident::Fermeture,
    ];
    let quoi = quoi[k % quoi.len()];
    let is_signed = matches!(quoi, Etape(_) | Gel | Levee | Retablissement | Suspension);
    FaitIncident {
        entree: 90_000 - k as u64 * 13,
        le: cas.depuis.saturating_sub(k as u64 * 1_300_000),
        quoi,
        qui: (!matches!(quoi, Gel | Levee)).then(|| compte(2 + k % 2).nom),
        par: is_signed.then(|| compte(1).nom),
    }
}
