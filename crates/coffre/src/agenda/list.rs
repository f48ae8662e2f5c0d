//! GET /agenda: a day or a week, of one or of all. One entry a page, before anything is shown.

use domaine::agenda::{Plage, creneaux};
use domaine::fuseau::{Fuseau, semaine};
use domaine::{AgentId, Clair};
use droits::signature::SignedRequest;
use jiff::civil::Date;
use journal::Kind;
use journal::act::act;

use super::place;
use super::rangement::{self, Brut, Rang};
use crate::accueil::mark_arrivals;
use crate::base::{Statement, Value};
use crate::face::{Agenda, Agent, Error, GenreAgenda, Receipt, Refusal, VueAgenda};
use crate::fiche::{date, days};
use crate::listes::reading;
use crate::noms::Label;
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// Lines of a week that one page holds; a fuller week shows how many each day has.
const SEMAINE: usize = 75;

/// Slots between two half-hours: what an open slot is cut into.
const PAS: u16 = 30;

impl Coffre {
    /// One page of an agenda.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn agenda(&self, request: &SignedRequest, vue: VueAgenda) -> Result<Agenda, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let collegues = alive.receivers(agent.structure);
        let vue = alive.applied(&agent, vue, &collegues)?;
        let (fuseau, _) = place(agent.structure);
        let jours = days_of(&vue, fuseau);
        let (rangs, comptes, mut illisibles) = alive.rows(&agent, &vue, jours, &key).await?;
        let absents = if vue.tous && !vue.semaine { alive.away(&agent, jours.0, &key).await? } else { (vec![], 0) };
        illisibles += absents.1;
        let (arrivees, unread) = alive.arrivees(&agent, &key).await?;
        illisibles += unread;
        alive.note_unread(agent.structure, illisibles).await?;
        let sites = alive.sites(agent.structure).await?;
        let flux = alive.feed_since(agent.id).await?;
        let total: usize = comptes.iter().map(|(_, combien)| combien).sum();
        let libres = if !vue.tous && rangs.len() + illisibles == total + unread { free(&rangs) } else { Vec::new() };
        let (mut lignes, labels) = alive.lines(&rangs, &reading(&noms), &agent, fuseau);
        mark_arrivals(&mut lignes, &arrivees);
        let receipt = alive.journal_agenda(request, &labels).await?;
        Ok(Agenda {
            receipt,
            agent,
            vue,
            jours,
            lignes,
            comptes,
            libres,
            absents: absents.0,
            illisibles,
            collegues,
            sites: sites.into_iter().map(|(num, nom, _)| (num, nom)).collect(),
            maintenant: fuseau.civil(now()),
            flux,
        })
    }
}

impl Alive {
    /// Journals that these people are about to be shown by a page of the agenda.
    pub(super) async fn journal_agenda(&self, request: &SignedRequest, labels: &[Label]) -> Result<Receipt, Error> {
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        self.journal_page(request, asked, request.hash(), labels).await
    }

    /// What is shown of what was asked: her own agenda, or everybody's for who has none. Kept to hers, hers alone.
    fn applied(&self, agent: &Agent, vue: VueAgenda, collegues: &[(AgentId, Clair)]) -> Result<VueAgenda, Error> {
        let mine = VueAgenda { agent: Some(agent.id), tous: false, ..vue };
        if self.is_kept_to_hers(agent) {
            return Ok(mine);
        }
        match vue.agent {
            _ if vue.tous => Ok(VueAgenda { agent: None, ..vue }),
            Some(other) if other == agent.id || collegues.iter().any(|(id, _)| *id == other) => Ok(vue),
            Some(_) => Err(Error::Refusal(Refusal::Introuvable)),
            None if agent.role.receives() => Ok(mine),
            None => Ok(VueAgenda { tous: true, ..vue }),
        }
    }

    /// The lines of the page, how many each day has, and how many do not read.
    async fn rows(
        &self,
        agent: &Agent,
        vue: &VueAgenda,
        jours: (Date, Date),
        key: &Secret,
    ) -> Result<(Vec<Rang>, Vec<(Date, usize)>, usize), Error> {
        let (whose, counts, lines): (Value, &Statement, &Statement) = match vue.agent {
            Some(id) => (id.0.into(), &rangement::COUNT_AGENT, &rangement::OF_AGENT),
            None => (agent.structure.as_str().into(), &rangement::COUNT_STRUCTURE, &rangement::OF_STRUCTURE),
        };
        let (counts, lines) = (*counts, *lines);
        let scope: Vec<Value> = vec![whose, days(jours.0).into(), days(jours.1).into(), vue.site.unwrap_or(0).into()];
        let (limit, skip) = match vue.semaine {
            true => (SEMAINE, 0),
            false => (vue.par_page(), (vue.page.max(1) as usize - 1).saturating_mul(vue.par_page())),
        };
        let is_week = vue.semaine;
        let (counted, bruts) = self
            .base
            .read(move |tx| {
                let counted: Vec<(i64, u32)> = tx.all(&counts, &scope)?;
                let total: u64 = counted.iter().map(|(_, combien)| u64::from(*combien)).sum();
                if is_week && total > SEMAINE as u64 {
                    return Ok((counted, Vec::new()));
                }
                let mut params = scope.clone();
                params.extend([(limit as i64).into(), i64::try_from(skip).unwrap_or(i64::MAX).into()]);
                Ok((counted, tx.all::<Brut>(&lines, &params)?))
            })
            .await?;
        let known = |(jour, combien): (i64, u32)| Some((date(i32::try_from(jour).ok()?)?, combien as usize));
        let comptes = counted.into_iter().filter_map(known).collect();
        let (rangs, unread) = rangement::opened(bruts, key, agent.structure);
        Ok((rangs, comptes, unread))
    }

    /// Colleagues away on a day.
    async fn away(&self, agent: &Agent, jour: Date, key: &Secret) -> Result<(Vec<(Clair, Plage)>, usize), Error> {
        let params: Vec<Value> = vec![agent.structure.as_str().into(), days(jour).into()];
        let bruts = self.base.read(move |tx| tx.all::<Brut>(&rangement::AWAY, &params)).await?;
        let (rangs, unread) = rangement::opened(bruts, key, agent.structure);
        let named = rangs.into_iter().filter_map(|rang| Some((self.nom_of(&rang.agent.0)?, rang.plage)));
        Ok((named.collect(), unread))
    }
}

/// First and last day of what is asked.
fn days_of(vue: &VueAgenda, fuseau: Fuseau) -> (Date, Date) {
    let jour = vue.jour.unwrap_or_else(|| fuseau.aujourdhui(now()));
    let week = semaine(jour);
    if vue.semaine { (week.lundi(), week.dimanche()) } else { (jour, jour) }
}

/// What is open and free of one agenda.
fn free(rangs: &[Rang]) -> Vec<Plage> {
    let open: Vec<Plage> = rangs.iter().filter(|r| r.genre == GenreAgenda::Creneau).map(|r| r.plage).collect();
    let taken: Vec<Plage> = rangs.iter().filter(|r| r.occupe()).map(|r| r.plage).collect();
    creneaux(&open, &taken, PAS, PAS)
}
