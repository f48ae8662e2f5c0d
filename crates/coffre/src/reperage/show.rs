//! GET /reperage/{x}: the people of one list, in the order of the work.

use domaine::ImportId;
use domaine::reperage::{Avancement, Priorite};
use droits::signature::SignedRequest;

use super::list::shown;
use super::rangement::{self, Brut, ListeBrute, Rang};
use super::{aujourdhui, delai, regles};
use crate::face::{Error, LigneReperage, Refusal, ReperageLu, VueReperage};
use crate::listes::{PAGE, reading};
use crate::noms::Label;
use crate::{Alive, Coffre};

/// One line, and where it stands today.
struct Rangee {
    label: Label,
    rang: Rang,
    priorite: Priorite,
    a_effacer: bool,
}

impl Coffre {
    /// One page of a list; names are masked unless entrusted to who reads. Pages begin at 1.
    ///
    /// # Errors
    /// `Introuvable` for another structure's; a refusal or a failure, and then nothing was shown.
    pub async fn reperage(&self, request: &SignedRequest, id: ImportId, vue: VueReperage) -> Result<ReperageLu, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let (liste, bruts) = alive
            .base
            .read(move |tx| {
                let liste: Option<ListeBrute> = tx.one(&rangement::GET_LISTE, &[id.0.into()])?;
                let bruts: Vec<Brut> = tx.all(&rangement::ROWS, &[id.0.into()])?;
                Ok::<_, crate::base::SqlError>((liste, bruts))
            })
            .await?;
        let liste = liste.and_then(|brute| brute.open(&key, agent.structure));
        let Some(liste) = liste else {
            // Its refusal is an entry too.
            alive.journal_reperage(request, &[]).await?;
            return Err(Error::Refusal(Refusal::Introuvable));
        };
        let all = bruts.len();
        let rangs: Vec<Rang> = bruts.into_iter().filter_map(|brut| brut.open(&key, id, agent.structure)).collect();
        let illisibles = all - rangs.len();
        alive.note_unread(agent.structure, illisibles).await?;
        let today = aujourdhui(agent.structure);
        let (purge, regles) = (delai::<u16>("reperage-purge-mois", today), regles(today));
        let (mut rangees, mut suivis) = (Vec::new(), Vec::new());
        for rang in rangs {
            let Some(label) = reading(&noms).get(&rang.dossier.0).filter(|label| alive.may_list(&agent, label)) else {
                continue;
            };
            let suivi = rang.suivi(&liste, label.naissance.expose().parse().ok());
            // Without its delays nothing is late, and nothing is out of reach.
            let priorite = regles.map_or(Priorite::ATraiter, |regles| suivi.priorite(regles, today));
            let a_effacer = purge.is_some_and(|(mois, _)| suivi.a_purger(today, mois));
            suivis.push(suivi);
            rangees.push(Rangee { label, rang, priorite, a_effacer });
        }
        let comptes = Priorite::ALL.map(|priorite| rangees.iter().filter(|r| r.priorite == priorite).count());
        let a_effacer = rangees.iter().filter(|r| r.a_effacer).count();
        rangees.retain(|r| {
            vue.priorite.is_none_or(|priorite| r.priorite == priorite)
                && vue.issue.is_none_or(|issue| r.rang.issue() == issue)
                && (!vue.a_effacer || r.a_effacer)
        });
        rangees.sort_by_key(|r| (r.priorite, r.rang.tentatives.len(), r.label.numero));
        let total = rangees.len();
        let skip = (vue.page.max(1) as usize - 1).saturating_mul(PAGE);
        let listed: Vec<Rangee> = rangees.into_iter().skip(skip).take(PAGE).collect();
        let labels: Vec<Label> = listed.iter().map(|r| r.label.clone()).collect();
        let receipt = alive.journal_reperage(request, &labels).await?;
        let lignes = listed.into_iter().map(|rangee| alive.line_of(rangee, &agent)).collect();
        let liste = shown(liste, Avancement::of(&suivis));
        Ok(ReperageLu { receipt, liste, lignes, total, comptes, a_effacer, purge, illisibles, agent })
    }
}

impl Alive {
    fn line_of(&self, rangee: Rangee, agent: &crate::face::Agent) -> LigneReperage {
        let told = rangee.rang.tentatives.iter().map(|(t, auteur)| (t.le, t.issue.code, self.nom_of(auteur)));
        LigneReperage {
            tentatives: told.collect(),
            personne: self.shown(rangee.label, agent),
            priorite: rangee.priorite,
            a_effacer: rangee.a_effacer,
        }
    }
}
