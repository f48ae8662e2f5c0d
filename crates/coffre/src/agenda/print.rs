//! GET /agenda/impression: tomorrow on paper, by place. One entry for the sheet.

use droits::signature::SignedRequest;
use jiff::ToSpan;
use jiff::civil::Date;

use super::place;
use super::rangement::{self, Brut};
use crate::Coffre;
use crate::base::{Statement, Value};
use crate::face::{Error, FeuilleAgenda};
use crate::fiche::days;
use crate::listes::reading;
use crate::sequenceur::now;

/// Lines of a sheet.
const FEUILLE: usize = 100;

impl Coffre {
    /// The rendez-vous still expected on a day (tomorrow when none is named), of everybody, or hers for who is kept to hers; at one site
    /// or all. Pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn print_agenda(
        &self,
        request: &SignedRequest,
        jour: Option<Date>,
        site: Option<u32>,
        page: u32,
    ) -> Result<FeuilleAgenda, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let (fuseau, _) = place(agent.structure);
        let jour = jour.unwrap_or_else(|| fuseau.aujourdhui(now()).saturating_add(1.days()));
        let (whose, count, lines): (Value, &Statement, &Statement) = match alive.is_kept_to_hers(&agent) {
            true => (agent.id.0.into(), &rangement::COUNT_OWN_SHEET, &rangement::OWN_SHEET),
            false => (agent.structure.as_str().into(), &rangement::COUNT_SHEET, &rangement::SHEET),
        };
        let (count, lines) = (*count, *lines);
        let scope: Vec<Value> = vec![whose, days(jour).into(), site.unwrap_or(0).into()];
        let skip = (page.max(1) as usize - 1).saturating_mul(FEUILLE);
        let (total, bruts) = alive
            .base
            .read(move |tx| {
                let total: Option<(u32,)> = tx.one(&count, &scope)?;
                let mut params = scope.clone();
                params.extend([(FEUILLE as i64).into(), i64::try_from(skip).unwrap_or(i64::MAX).into()]);
                Ok((total.map_or(0, |(n,)| n as usize), tx.all::<Brut>(&lines, &params)?))
            })
            .await?;
        let (rangs, illisibles) = rangement::opened(bruts, &key, agent.structure);
        alive.note_unread(agent.structure, illisibles).await?;
        let sites = alive.sites(agent.structure).await?;
        let (lignes, labels) = alive.lines(&rangs, &reading(&noms), &agent, fuseau);
        let receipt = alive.journal_agenda(request, &labels).await?;
        let sites = sites.into_iter().map(|(num, nom, _)| (num, nom)).collect();
        let maintenant = fuseau.civil(now());
        Ok(FeuilleAgenda { receipt, agent, jour, lignes, total, sites, illisibles, maintenant })
    }
}
