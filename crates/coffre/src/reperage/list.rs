//! GET /reperage: the lists received, and how far each is worked through. It names no young person.

use domaine::ImportId;
use domaine::reperage::{Avancement, Issue};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use super::rangement::{self, ListeBrute, ListeRang};
use super::{aujourdhui, delai};
use crate::face::{Agent, Error, ListeReperage, Receipt, Refusal, Reperages};
use crate::listes::{PAGE, reading};
use crate::noms::Label;
use crate::{Alive, Coffre};

impl Coffre {
    /// One page of the lists of the agent's structure; pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn reperages(&self, request: &SignedRequest, page: u32) -> Result<Reperages, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let code = agent.structure.to_string();
        let skip = (i64::from(page.max(1)) - 1) * PAGE as i64;
        let (rows, total) = alive
            .base
            .read(move |tx| {
                let total: Option<(i64,)> = tx.one(&rangement::COUNT_LISTES, &[code.as_str().into()])?;
                let rows: Vec<ListeBrute> = tx.all(&rangement::LISTES, &[code.as_str().into(), skip.into()])?;
                Ok::<_, crate::base::SqlError>((rows, total.map_or(0, |(n,)| n)))
            })
            .await?;
        let all = rows.len();
        let opened: Vec<ListeRang> = rows.into_iter().filter_map(|row| row.open(&key, agent.structure)).collect();
        let illisibles = all - opened.len();
        alive.note_unread(agent.structure, illisibles).await?;
        let mut listes = Vec::new();
        for liste in opened {
            let avancement = alive.avancement(liste.id).await?;
            listes.push(shown(liste, avancement));
        }
        let receipt = alive.journal_reperage(request, &[]).await?;
        let engage = delai("reperage-engage-pour-cent", aujourdhui(agent.structure));
        Ok(Reperages { receipt, listes, total: usize::try_from(total).unwrap_or(0), engage, illisibles, agent })
    }
}

impl Alive {
    /// By the clear columns: a count shows nobody.
    async fn avancement(&self, liste: ImportId) -> Result<Avancement, Error> {
        let rows: Vec<(i64, u32)> = self.base.read(move |tx| tx.all(&rangement::ISSUES, &[liste.0.into()])).await?;
        let is_closed =
            |issue: i64| u16::try_from(issue).ok().and_then(Issue::from_code).is_some_and(|issue| issue.clos);
        let sum = |those: &dyn Fn(i64) -> bool| {
            rows.iter().filter(|(issue, _)| those(*issue)).map(|(_, n)| *n as usize).sum::<usize>()
        };
        Ok(Avancement { total: sum(&|_| true), traites: sum(&is_closed) })
    }

    /// Journals a page of these people, on a list's road.
    pub(super) async fn journal_reperage(&self, request: &SignedRequest, labels: &[Label]) -> Result<Receipt, Error> {
        let asked = act(&request.method, &request.target).filter(|asked| asked.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        self.journal_page(request, asked, request.hash(), labels).await
    }

    /// Whether an agent on probation is shown these people: hers alone.
    pub(super) fn may_list(&self, agent: &Agent, label: &Label) -> bool {
        !self.is_on_probation(agent.id) || label.referent == agent.id.0
    }
}

/// A list as a page shows it.
pub(super) fn shown(liste: ListeRang, avancement: Avancement) -> ListeReperage {
    let ListeRang { id, source, recue, de, retires, .. } = liste;
    ListeReperage { id, source, recue, de, avancement, retires }
}
