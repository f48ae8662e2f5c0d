//! Sessions collectives of the vitrine: one for each state of a sheet, from nobody to three hundred.

use domaine::agenda::Plage;
use domaine::fuseau::Fuseau;
use domaine::seance::{EtatSeance, StatutInscription, TypeOffre};
use domaine::{AtelierId, Clair, DossierId, OffreId};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::face::*;
use super::gens::{self, MASSON, etiquette, name, receipt};
use super::{Answer, Coffre};
use crate::heure;

/// Nobody yet, next week.
pub const VIDE: u8 = 1;
/// Today, twelve places: some signed, two wait.
pub const AUJOURDHUI: u8 = 2;
/// Last week, still open.
pub const A_CLORE: u8 = 3;
/// Closed yesterday.
pub const CLOS: u8 = 4;
/// Cancelled.
pub const ANNULE: u8 = 5;
/// Three hundred people, without limit, and a line that does not read.
pub const TROIS_CENTS: u8 = 6;

/// The session of a number.
pub fn atelier(n: u8) -> AtelierId {
    AtelierId([n; 16])
}

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn ateliers(&self, request: &SignedRequest, vue: VueAteliers) -> Answer<Ateliers> {
        let agent = self.check(request)?;
        let today = heure::today();
        let kept = |n: &u8| match vue.onglet {
            Onglet::AVenir => matches!(*n, VIDE | AUJOURDHUI | ANNULE | TROIS_CENTS),
            Onglet::Passes => matches!(*n, A_CLORE | CLOS),
            Onglet::AClore => *n == A_CLORE,
            Onglet::Mois(_) => true,
        };
        // Nothing is given at the third site.
        let all = (VIDE..=TROIS_CENTS).filter(kept).filter(|_| vue.site != Some(3));
        let few: Vec<LigneAtelier> = all.map(|n| ligne(n, today)).collect();
        let turns = if matches!(vue.onglet, Onglet::Mois(_)) { 60 } else { 25 };
        let page = vue.page.max(1);
        let is_full = vue.site.is_none() && !few.is_empty() && vue.onglet != Onglet::AClore;
        let (lignes, total) = match is_full {
            true => (few.iter().cycle().take(turns).cloned().collect(), 5_000),
            false => (few.clone(), few.len()),
        };
        let anime = agent.role.animates();
        let vue = VueAteliers { page, ..vue };
        let (offres, sites) = (offres(), sites());
        Ok(Ateliers { agent, vue, lignes, total, a_clore: 1, offres, sites, maintenant: now(), anime })
    }

    pub async fn atelier_form(&self, request: &SignedRequest) -> Answer<FormulaireAtelier> {
        let agent = self.check(request)?;
        Ok(FormulaireAtelier { agent, offres: offres(), animateurs: animateurs(), sites: sites(), maintenant: now() })
    }

    pub async fn create_ateliers(&self, request: &SignedRequest, saisi: AtelierSaisi) -> Answer<AteliersCrees> {
        self.check(request)?;
        let fois = if saisi.recurrence.is_some() { 12 } else { 1 };
        Ok(AteliersCrees { premier: atelier(VIDE), combien: fois, ecartees: Vec::new() })
    }

    pub async fn atelier(&self, request: &SignedRequest, id: AtelierId, page: u32) -> Answer<AtelierVu> {
        let agent = self.check(request)?;
        let n = number(id).ok_or(Refusal::Introuvable)?;
        Ok(vu(agent, n, page, None))
    }

    pub async fn change_atelier(&self, request: &SignedRequest, id: AtelierId, _: ChangementAtelier) -> Answer<usize> {
        self.check(request)?;
        number(id).ok_or(Refusal::Introuvable)?;
        Ok(1)
    }

    pub async fn change_inscription(
        &self,
        request: &SignedRequest,
        id: AtelierId,
        dossier: DossierId,
        geste: GesteInscription,
    ) -> Answer<IssueInscription> {
        self.check(request)?;
        number(id).and(gens::number(dossier)).ok_or(Refusal::Introuvable)?;
        let statut = match geste {
            GesteInscription::Inscrire => StatutInscription::Inscrit,
            GesteInscription::SurPlace => StatutInscription::Present,
            GesteInscription::Desinscrire => StatutInscription::Desinscrit,
            GesteInscription::Statut(statut) => statut,
        };
        Ok(IssueInscription { statut, rang: None, promus: 0 })
    }

    pub async fn close_atelier(&self, request: &SignedRequest, id: AtelierId, absents: bool) -> Answer<Cloture> {
        let agent = self.check(request)?;
        let n = number(id).ok_or(Refusal::Introuvable)?;
        let left = lines(n).iter().filter(|(_, statut)| *statut == StatutInscription::Inscrit).count();
        if absents || left == 0 {
            return Ok(Cloture::Faite(ComptesAtelier::default()));
        }
        Ok(Cloture::Oublies(Box::new(vu(agent, n, 1, Some(left)))))
    }
}

fn number(id: AtelierId) -> Option<u8> {
    (VIDE..=TROIS_CENTS).find(|n| atelier(*n) == id)
}

fn now() -> DateTime {
    Fuseau::Paris.civil(heure::now_ms())
}

fn offres() -> Vec<OffreVue> {
    let offre = |n: u8, nom: &str, genre| OffreVue {
        id: OffreId([n; 16]),
        nom: nom.to_owned(),
        genre,
        code: Some(u16::from(n)),
        ouverte: true,
    };
    vec![
        offre(1, "Atelier CV et lettre de motivation", TypeOffre::Atelier),
        offre(2, "Découverte des métiers du soin", TypeOffre::InformationCollective),
    ]
}

fn sites() -> Vec<(u32, String)> {
    vec![(1, "Roubaix centre".to_owned()), (2, "Permanence de Wattrelos".to_owned()), (3, "Hem".to_owned())]
}

fn animateurs() -> Vec<(domaine::AgentId, Clair)> {
    (0..4).map(|n| (gens::agent(n).id, Clair::new(name(n)))).collect()
}

fn ligne(n: u8, today: Date) -> LigneAtelier {
    let day = match n {
        VIDE | ANNULE | TROIS_CENTS => today.saturating_add(7.days()),
        AUJOURDHUI => today,
        A_CLORE => today.saturating_sub(7.days()),
        _ => today.saturating_sub(1.day()),
    };
    let lines = lines(n);
    let count = |kept: &[StatutInscription]| lines.iter().filter(|(_, statut)| kept.contains(statut)).count();
    LigneAtelier {
        id: atelier(n),
        nom: offres()[usize::from(n) % 2].nom.clone(),
        genre: offres()[usize::from(n) % 2].genre,
        plage: Plage::new(day, 540, 720).expect("a morning"),
        places: (n != TROIS_CENTS).then_some(12),
        prises: count(&[StatutInscription::Inscrit, StatutInscription::Present]),
        attente: count(&[StatutInscription::EnAttente]),
        limite: (n == VIDE).then_some(today.saturating_add(5.days())),
        etat: match n {
            CLOS => EtatSeance::Close,
            ANNULE => EtatSeance::Annulee,
            _ => EtatSeance::Ouverte,
        },
        a_clore: n == A_CLORE,
        animateur: (gens::agent(0).id, Some(Clair::new(MASSON[0]))),
        site: u32::from(n % 3),
        serie: n == VIDE,
    }
}

/// Who stands where on each sheet, by number of person.
fn lines(n: u8) -> Vec<(u32, StatutInscription)> {
    use StatutInscription::{Absent, Desinscrit, EnAttente, Inscrit, Present, RefusJeune};
    let of = |statuts: &[StatutInscription]| (1..).zip(statuts.iter().copied()).collect();
    let twelve =
        [Present, Present, Inscrit, Inscrit, Present, Absent, Inscrit, RefusJeune, Inscrit, Inscrit, Present, Inscrit];
    match n {
        VIDE => Vec::new(),
        AUJOURDHUI => of(&[&twelve[..], &[EnAttente, EnAttente, Desinscrit]].concat()),
        A_CLORE => of(&twelve),
        CLOS => of(&[Present, Present, Absent]),
        ANNULE => of(&[Inscrit, Inscrit, EnAttente]),
        _ => of(&[Inscrit; 300]),
    }
}

fn vu(agent: Agent, n: u8, page: u32, oublies: Option<usize>) -> AtelierVu {
    use StatutInscription::{Absent, Desinscrit, EnAttente, Inscrit, Present};
    let today = heure::today();
    let mut lines = lines(n);
    let count = |kept: StatutInscription| lines.iter().filter(|(_, statut)| *statut == kept).count();
    let comptes = ComptesAtelier {
        inscrits: count(Inscrit),
        attente: count(EnAttente),
        presents: count(Present),
        absents: count(Absent),
        refus: count(StatutInscription::RefusJeune),
        partis: count(Desinscrit),
    };
    if oublies.is_some() {
        lines.retain(|(_, statut)| *statut == Inscrit);
    }
    let total = lines.len();
    let first = (page.max(1) as usize - 1) * 25;
    let is_front = agent.role == droits::Role::Accueil;
    let line = |&(k, statut): &(u32, StatutInscription)| InscritVu {
        dossier: gens::dossier(k),
        rang: if statut == EnAttente { (k as usize).saturating_sub(12).max(1) } else { k as usize },
        statut,
        personne: (k != 10).then(|| etiquette(k, is_front || k % 5 == 3)),
    };
    let inscrits = lines.iter().skip(first).take(25).map(line).collect();
    let (anime, inscrit) = (agent.role.animates(), agent.role.enrols());
    AtelierVu {
        receipt: receipt(),
        agent,
        ligne: ligne(n, today),
        texte: Clair::new(if n == VIDE { "Apporter un CV, même ancien. Salle 2." } else { "" }),
        close_le: (n == CLOS).then_some(today),
        inscrits,
        total,
        page: page.max(1),
        comptes,
        oublies,
        illisibles: usize::from(n == TROIS_CENTS),
        sites: sites(),
        animateurs: if anime { animateurs() } else { Vec::new() },
        maintenant: now(),
        anime,
        inscrit,
    }
}
