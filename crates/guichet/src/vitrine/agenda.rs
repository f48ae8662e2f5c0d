//! The agenda of the vitrine: a full Monday and a full week, an empty Sunday, a single rendez-vous on Saturdays, and for one colleague
//! five thousand lines a day.

use domaine::agenda::{Plage, StatutRdv};
use domaine::fuseau::{Fuseau, semaine};
use domaine::{AgentId, Clair, DossierId, RendezVousId};
use jiff::civil::{Date, Weekday};

use super::face::*;
use super::gens::{self, COLLEGUES, MASSON, etiquette, name, receipt};
use super::{Answer, Coffre};
use crate::heure;

/// The colleague whose days overflow.
pub const DEBORDEE: usize = 3;

#[allow(clippy::unused_async, missing_docs, reason = "same shape as the real one, where each verb is described")]
impl Coffre {
    pub async fn agenda(&self, request: &SignedRequest, vue: VueAgenda) -> Answer<Agenda> {
        let agent = self.check(request)?;
        let vue = match vue.agent {
            _ if vue.tous => VueAgenda { agent: None, ..vue },
            None if !agent.role.receives() => VueAgenda { tous: true, ..vue },
            other => VueAgenda { agent: Some(other.unwrap_or(agent.id)), ..vue },
        };
        let jour = vue.jour.unwrap_or(heure::today());
        let week = semaine(jour);
        let jours = if vue.semaine { (week.lundi(), week.dimanche()) } else { (jour, jour) };
        let days = jours.0.series(jiff::Span::new().days(1)).take_while(|d| *d <= jours.1);
        let overflows = vue.agent == Some(gens::agent(DEBORDEE).id);
        let mut all: Vec<LigneAgenda> = days.flat_map(|day| lines(day, &vue, overflows)).collect();
        all.retain(|ligne| vue.site.is_none_or(|site| ligne.site == site));
        let mut comptes: Vec<(Date, usize)> = Vec::new();
        for ligne in &all {
            match comptes.last_mut() {
                Some((day, n)) if *day == ligne.plage.jour() => *n += 1,
                _ => comptes.push((ligne.plage.jour(), 1)),
            }
        }
        let lignes = match vue.semaine {
            true if all.len() > 75 => Vec::new(),
            true => all,
            false => {
                let size = vue.par_page();
                all.into_iter().skip((vue.page.max(1) as usize - 1) * size).take(size).collect()
            }
        };
        let libres = if vue.tous || lignes.is_empty() { vec![] } else { vec![plage(jours.0, 930, 960)] };
        let absents =
            if vue.tous && !vue.semaine { vec![(Clair::new(name(2)), plage(jour, 480, 720))] } else { vec![] };
        let (collegues, sites, maintenant) = (collegues(), sites(), now());
        let (illisibles, flux) = (usize::from(vue.site == Some(2)), vue.site.map(|_| heure::now_ms()));
        let receipt = receipt();
        Ok(Agenda {
            receipt,
            agent,
            vue,
            jours,
            lignes,
            comptes,
            libres,
            absents,
            illisibles,
            collegues,
            sites,
            maintenant,
            flux,
        })
    }

    pub async fn agenda_form(&self, request: &SignedRequest, pour: Option<AgentId>) -> Answer<FormulaireAgenda> {
        Ok(form(self.check(request)?, pour))
    }

    /// Asked beside another verb, of the same request: it shows nobody, and uses nothing up.
    pub async fn creneaux(&self, _: &SignedRequest, _: AgentId, duree: u16, combien: usize) -> Answer<Vec<Plage>> {
        let tomorrow = heure::today().tomorrow().unwrap_or(Date::MAX);
        Ok((0..).map(|n| plage(tomorrow, 540 + n * 60, 540 + n * 60 + duree)).take(combien.min(6)).collect())
    }

    /// Noon is taken.
    pub async fn book(&self, request: &SignedRequest, _: DossierId, saisi: RendezVousSaisi) -> Answer<Reserve> {
        let agent = self.check(request)?;
        Ok(booked(agent, saisi.agent, saisi.plage, saisi.force, saisi.recurrence.map_or(1, |_| 12)))
    }

    pub async fn change_rendez_vous(
        &self,
        request: &SignedRequest,
        _: DossierId,
        _: RendezVousId,
        changement: ChangementRdv,
    ) -> Answer<Reserve> {
        let asked = self.check(request)?;
        Ok(match changement {
            ChangementRdv::Statut(_) => Reserve::Fait { id: RendezVousId([1; 16]), combien: 1, sautes: vec![] },
            ChangementRdv::Deplace { plage, agent, force } => booked(asked, agent, plage, force, 1),
        })
    }

    /// An absence on a Monday is put over two rendez-vous.
    pub async fn plan(&self, request: &SignedRequest, changement: ChangementPlage) -> Answer<PlagePosee> {
        let agent = self.check(request)?;
        let over = match &changement {
            ChangementPlage::Pose(saisie) if saisie.genre == GenreAgenda::Absence => {
                let jour = saisie.plages.first().map_or(heure::today(), Plage::jour);
                let is_monday = jour.weekday() == Weekday::Monday;
                let vue = VueAgenda { agent: Some(saisie.agent), ..VueAgenda::default() };
                lines(jour, &vue, false).into_iter().filter(|l| is_monday && l.personne.is_some()).take(2).collect()
            }
            _ => vec![],
        };
        let a_deplacer_total = Vec::len(&over);
        Ok(PlagePosee { receipt: receipt(), agent, combien: 1, sautes: vec![], a_deplacer: over, a_deplacer_total })
    }

    pub async fn print_agenda(
        &self,
        request: &SignedRequest,
        jour: Option<Date>,
        site: Option<u32>,
        _: u32,
    ) -> Answer<FeuilleAgenda> {
        let agent = self.check(request)?;
        let jour = jour.unwrap_or(heure::today().tomorrow().unwrap_or(Date::MAX));
        let mut lignes = lines(jour, &VueAgenda { tous: true, ..VueAgenda::default() }, false);
        lignes.retain(|l| site.is_none_or(|site| l.site == site) && l.statut.occupe());
        let total = lignes.len();
        let (sites, maintenant) = (sites(), now());
        Ok(FeuilleAgenda { receipt: receipt(), agent, jour, lignes, total, sites, illisibles: 0, maintenant })
    }

    pub async fn open_feed(&self, request: &SignedRequest) -> Answer<AdresseFlux> {
        Ok(AdresseFlux { agent: self.check(request)?, jeton: [0xa5; 32] })
    }

    pub async fn close_feed(&self, request: &SignedRequest) -> Answer<()> {
        self.check(request).map(drop)
    }

    /// One address answers, one is asked too often.
    pub async fn feed(&self, jeton: [u8; 32]) -> Answer<FluxLu> {
        match jeton {
            [0xa5, ..] => {}
            [0xff, ..] => return Ok(FluxLu::Patience),
            _ => return Ok(FluxLu::Inconnu),
        }
        let vue = VueAgenda { agent: Some(gens::agent(0).id), ..VueAgenda::default() };
        let today = lines(now().date(), &vue, false);
        let line = |ligne: LigneAgenda| LigneFlux {
            uid: ligne.id.0,
            genre: ligne.genre,
            plage: ligne.plage,
            statut: ligne.statut,
            site: Some("Centre, Roubaix".to_owned()),
            maj: heure::now_ms(),
        };
        let lignes = today.into_iter().map(line).collect();
        Ok(FluxLu::Ouvert(Flux { fuseau: Fuseau::Paris, maintenant: heure::now_ms(), lignes }))
    }
}

fn plage(jour: Date, debut: u16, fin: u16) -> Plage {
    Plage::new(jour, debut, fin).expect("a stretch of the vitrine")
}

pub(super) fn now() -> jiff::civil::DateTime {
    Fuseau::Paris.civil(heure::now_ms())
}

/// A full day, whatever today is.
pub(super) fn monday() -> Date {
    semaine(heure::today()).lundi()
}

pub(super) fn sites() -> Vec<(u32, String)> {
    vec![(1, "Roubaix centre".to_owned()), (2, "Hem, maison des services".to_owned())]
}

fn collegues() -> Vec<(AgentId, Clair)> {
    (0..MASSON.len() + COLLEGUES.len()).filter(|&k| k != 1).map(|k| (gens::agent(k).id, Clair::new(name(k)))).collect()
}

fn form(agent: Agent, pour: Option<AgentId>) -> FormulaireAgenda {
    let tomorrow = heure::today().tomorrow().unwrap_or(Date::MAX);
    // Whose days overflow has nothing free.
    let has_none = pour == Some(gens::agent(DEBORDEE).id);
    let libres = if has_none { vec![] } else { [540, 600, 870].map(|at| plage(tomorrow, at, at + 45)).to_vec() };
    FormulaireAgenda { agent, collegues: collegues(), sites: sites(), libres, maintenant: now() }
}

fn booked(agent: Agent, pour: AgentId, asked: Plage, force: bool, combien: usize) -> Reserve {
    let noon = plage(asked.jour(), 720, 780);
    if asked.chevauche(&noon) && !force {
        return Reserve::Occupe { plages: vec![noon], formulaire: Box::new(form(agent, Some(pour))) };
    }
    Reserve::Fait { id: RendezVousId([1; 16]), combien, sautes: vec![] }
}

/// Nine rendez-vous and more on a working day, with every statut, an absence, an open slot.
pub(super) fn lines(jour: Date, vue: &VueAgenda, overflows: bool) -> Vec<LigneAgenda> {
    let combien: u16 = match jour.weekday() {
        Weekday::Sunday => 0,
        Weekday::Saturday => 1,
        _ if overflows => 5_000,
        _ if vue.tous => 132,
        _ => 10,
    };
    let line = |n: u16| {
        let debut = 480 + (n % 12) * 45;
        let statut = if n < 6 { StatutRdv::ALL[usize::from(n)] } else { StatutRdv::Planifie };
        let ligne = LigneAgenda {
            id: RendezVousId([u8::try_from(n % 251).unwrap_or(0); 16]),
            genre: GenreAgenda::RendezVous,
            plage: plage(jour, debut, debut + 45),
            statut,
            reprise: statut == StatutRdv::Absent,
            agent: (vue.agent.unwrap_or(gens::agent(2).id), Some(Clair::new(name(2)))),
            site: 1 + u32::from(n % 2),
            objet: 1 + n % 6,
            texte: if n.is_multiple_of(3) { Clair::new("apporter le CV <b>imprimé</b>") } else { Clair::default() },
            personne: Some(etiquette(1 + u32::from(n), n % 4 == 1)),
            serie: n == 2,
            arrivee: (n == 1).then_some(604),
        };
        let without = |genre, debut, fin| LigneAgenda {
            genre,
            plage: plage(jour, debut, fin),
            statut: StatutRdv::Planifie,
            objet: 3,
            personne: None,
            serie: true,
            arrivee: None,
            ..ligne.clone()
        };
        match n {
            8 => without(GenreAgenda::Absence, 720, 840),
            9 => without(GenreAgenda::Creneau, 900, 1_020),
            _ => ligne,
        }
    };
    let mut all: Vec<LigneAgenda> = (0..combien).map(line).collect();
    all.sort_by_key(|ligne| ligne.plage);
    all
}
