//! GET /accueil: who is expected today, who waits, whose call is to be answered. One entry for the page.

use std::collections::HashSet;

use domaine::DossierId;
use domaine::fuseau::Fuseau;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use super::rangement::{self, Brut, Rang};
use super::{APPEL, labels_of, mark_arrivals, standing, start_of_today};
use crate::agenda::rangement as agenda;
use crate::base::Value;
use crate::face::{
    ATTENDUS_PAR_PAGE, AccueilVu, Agent, Attendu, Error, EtatPassage, GenrePassage, LigneAgenda, PASSAGES_MONTRES,
    Passage, Receipt, Refusal, VueAccueil,
};
use crate::fiche::days;
use crate::listes::reading;
use crate::noms::{Label, Noms};
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// Rendez-vous of a day that are looked at.
const DAY_MAX: i64 = 1_000;

/// Rows that wait, and how many there are in all.
struct Waiting {
    rangs: Vec<Rang>,
    total: usize,
}

impl Coffre {
    /// The front desk's page. Without a page number, the one of this hour.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn accueil(&self, request: &SignedRequest, vue: VueAccueil) -> Result<AccueilVu, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let fuseau = Fuseau::of_structure(agent.structure);
        let maintenant = fuseau.civil(now());

        let (expected, unread) = alive.expected(&agent, vue.site, &key).await?;
        let attendus_total = expected.len();
        let past = expected.iter().filter(|rang| rang.plage.est_passee(maintenant)).count();
        let last = attendus_total.div_ceil(ATTENDUS_PAR_PAGE).max(1);
        let page = vue.page.map_or(past / ATTENDUS_PAR_PAGE + 1, |page| page as usize).clamp(1, last);
        let shown: Vec<_> = expected.into_iter().skip((page - 1) * ATTENDUS_PAR_PAGE).take(ATTENDUS_PAR_PAGE).collect();
        let (mut lignes, mut labels) = alive.lines(&shown, &reading(&noms), &agent, fuseau);
        let (arrivees, more) = alive.arrivees(&agent, &key).await?;
        mark_arrivals(&mut lignes, &arrivees);

        let (tickets, unread_tickets) = alive.waiting(&agent, GenrePassage::Ticket, &key).await?;
        let (calls, unread_calls) = alive.waiting(&agent, GenrePassage::Appel, &key).await?;
        let illisibles = unread + more + unread_tickets + unread_calls;
        alive.note_unread(agent.structure, illisibles).await?;
        let sites = alive.sites(agent.structure).await?;

        let (attendent, appels) = {
            let noms = reading(&noms);
            let mut show = |waiting: &Waiting| alive.passages(waiting, &noms, &agent, &mut labels);
            (show(&tickets), show(&calls))
        };
        let receipt = alive.journal_desk(request, &labels).await?;
        let attendus = lignes.into_iter().map(|ligne| attendu(ligne, &arrivees)).collect();
        Ok(AccueilVu {
            receipt,
            maintenant,
            attendus,
            attendus_total,
            page: u32::try_from(page).unwrap_or(u32::MAX),
            attendent,
            attendent_total: tickets.total,
            appels,
            appels_total: calls.total,
            collegues: alive.receivers(agent.structure),
            sites: sites.into_iter().filter(|(.., ouvert)| *ouvert).map(|(num, nom, _)| (num, nom)).collect(),
            illisibles,
            agent,
        })
    }
}

impl Alive {
    /// Rendez-vous of today that were not put off, by hour. On probation a conseiller sees those that she holds; a front desk is
    /// shown masked people only, and sees them all.
    async fn expected(
        &self,
        agent: &Agent,
        site: Option<u32>,
        key: &Secret,
    ) -> Result<(Vec<agenda::Rang>, usize), Error> {
        let today = Fuseau::of_structure(agent.structure).aujourdhui(now());
        let params: Vec<Value> = vec![
            agent.structure.as_str().into(),
            days(today).into(),
            site.unwrap_or(0).into(),
            DAY_MAX.into(),
            0.into(),
        ];
        let bruts = self.base.read(move |tx| tx.all::<agenda::Brut>(&agenda::SHEET, &params)).await?;
        let (mut rangs, unread) = agenda::opened(bruts, key, agent.structure);
        if self.is_kept_to_hers(agent) {
            rangs.retain(|rang| rang.agent == agent.id);
        }
        Ok((rangs, unread))
    }

    /// Those who wait: tickets of today, calls of the last seven days.
    async fn waiting(&self, agent: &Agent, genre: GenrePassage, key: &Secret) -> Result<(Waiting, usize), Error> {
        let since = match genre {
            GenrePassage::Ticket => start_of_today(Fuseau::of_structure(agent.structure)),
            GenrePassage::Appel => now().saturating_sub(APPEL),
        };
        let structure = agent.structure;
        let (bruts, total) = self
            .base
            .read(move |tx| {
                let etat = EtatPassage::Attend;
                let bruts: Vec<Brut> = standing(tx, structure.as_str(), etat, since, genre, PASSAGES_MONTRES as i64)?;
                let params: [Value; 4] =
                    [structure.as_str().into(), (etat as u8).into(), (since as i64).into(), (genre as u8).into()];
                let total: Option<(u32,)> = tx.one(&rangement::COUNT_STANDING, &params)?;
                Ok((bruts, total.map_or(0, |(n,)| n as usize)))
            })
            .await?;
        let (mut rangs, unread) = rangement::opened(bruts, key, structure);
        if self.is_kept_to_hers(agent) {
            rangs.retain(|rang| rang.pour == Some(agent.id));
            return Ok((Waiting { total: rangs.len(), rangs }, unread));
        }
        Ok((Waiting { total, rangs }, unread))
    }

    /// Rows as shown, their people added to those of the page.
    fn passages(&self, waiting: &Waiting, noms: &Noms, agent: &Agent, labels: &mut Vec<Label>) -> Vec<Passage> {
        let found = labels_of(noms, waiting.rangs.iter().map(|rang| &rang.dossier));
        let known: HashSet<DossierId> = labels.iter().map(|label| label.dossier).collect();
        labels.extend(found.values().filter(|label| !known.contains(&label.dossier)).cloned());
        waiting.rangs.iter().map(|rang| self.passage(rang, found.get(&rang.dossier).cloned(), agent)).collect()
    }

    async fn journal_desk(&self, request: &SignedRequest, labels: &[Label]) -> Result<Receipt, Error> {
        let asked = act(&request.method, &request.target).filter(|asked| asked.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        self.journal_page(request, asked, request.hash(), labels).await
    }
}

fn attendu(
    ligne: LigneAgenda,
    arrivees: &std::collections::HashMap<DossierId, (jiff::civil::DateTime, EtatPassage)>,
) -> Attendu {
    let arrivee = ligne.personne.as_ref().and_then(|personne| arrivees.get(&personne.dossier)).copied();
    Attendu { ligne, arrivee }
}
