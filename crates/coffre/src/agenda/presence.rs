//! What others ask of an agenda: the rendez-vous of a person, the one that a conversation concludes, slots to propose.

use domaine::agenda::{Plage, StatutRdv, creneaux, heures_usuelles};
use domaine::{AgentId, DossierId, RendezVousId};
use droits::signature::SignedRequest;
use jiff::ToSpan;

use super::change::follows;
use super::place;
use super::rangement::{self, Brut, Rang};
use crate::Alive;
use crate::base::Value;
use crate::face::{Agent, Error, GenreAgenda, Presence, Quoi};
use crate::fiche::days;
use crate::sequenceur::now;

/// Rendez-vous of a person that her page shows.
const LAST: u32 = 50;

/// Days in which slots are looked for.
const LOOKED: i64 = 28;

impl Alive {
    /// The last rendez-vous of a person, newest first.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub(crate) async fn rendez_vous_of(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        dossier: DossierId,
    ) -> Result<Vec<Presence>, Error> {
        let params: Vec<Value> = vec![dossier.0.into(), i32::MIN.into(), LAST.into()];
        let rows = self.base.read(move |tx| tx.all::<Brut>(&rangement::OF_DOSSIER, &params)).await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.rows_key(request, agent).await?;
        let (rangs, unread) = rangement::opened(rows, &key, agent.structure);
        self.note_unread(agent.structure, unread).await?;
        let sites = self.sites(agent.structure).await?;
        let site = |num: u32| sites.iter().find(|(n, ..)| *n == num).map(|(_, nom, _)| nom.clone());
        let presence = |rang: Rang| Presence {
            date: rang.plage.jour(),
            debut: rang.plage.debut(),
            fin: rang.plage.fin(),
            quoi: Quoi::RendezVous { id: rang.id, statut: rang.statut, objet: rang.objet },
            agent: self.nom_of(&rang.agent.0).map(|nom| (rang.agent, nom)),
            site: site(rang.site),
        };
        Ok(rangs.into_iter().filter(|rang| rang.genre == GenreAgenda::RendezVous).map(presence).collect())
    }

    /// A conversation was written down: its rendez-vous is *présent*. Once said, saying it again changes nothing, so that a form sent
    /// twice concludes once. The fact that explains stands as it is.
    ///
    /// # Errors
    /// `Saisie` when that statut does not follow; a refusal or a failure.
    pub(crate) async fn conclude(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        dossier: DossierId,
        id: RendezVousId,
        statut: StatutRdv,
    ) -> Result<(), Error> {
        let key = self.rows_key(request, agent).await?;
        let pour = self.rendez_vous(agent, dossier, id, &key).await?.agent;
        let _alone = self.changing(pour).await;
        let rang = self.rendez_vous(agent, dossier, id, &key).await?;
        if rang.statut == statut {
            return Ok(());
        }
        follows(&rang, statut).map_err(super::wrong_statut)?;
        self.rewrite(rang, statut, &key).await
    }

    /// *Présent* was a slip and its evenement is withdrawn: the rendez-vous waits for its word again. What was said of it since stands.
    /// The fact that explains does too: planned or held, it keeps its place.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub(crate) async fn unsay(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        dossier: DossierId,
        id: RendezVousId,
    ) -> Result<(), Error> {
        let key = self.rows_key(request, agent).await?;
        let pour = self.rendez_vous(agent, dossier, id, &key).await?.agent;
        let _alone = self.changing(pour).await;
        let rang = self.rendez_vous(agent, dossier, id, &key).await?;
        match rang.statut.sans_evenement() {
            Some(statut) => self.rewrite(rang, statut, &key).await,
            None => Ok(()),
        }
    }

    /// Whether [`Alive::conclude`] would succeed, so that a panel is refused before anything of it is written.
    ///
    /// # Errors
    /// As [`Alive::conclude`].
    pub(crate) async fn may_conclude(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        dossier: DossierId,
        id: RendezVousId,
        statut: StatutRdv,
    ) -> Result<(), Error> {
        let key = self.rows_key(request, agent).await?;
        let rang = self.rendez_vous(agent, dossier, id, &key).await?;
        if rang.statut == statut { Ok(()) } else { follows(&rang, statut).map_err(super::wrong_statut) }
    }

    /// Free slots of an agenda from tomorrow on: within the slots that are open, or within usual hours where none is.
    pub(crate) async fn libres(
        &self,
        agent: &Agent,
        pour: AgentId,
        duree: u16,
        combien: usize,
    ) -> Result<Vec<Plage>, Error> {
        if !self.is_receiver(pour, agent.structure) {
            return Ok(Vec::new());
        }
        let (fuseau, territoire) = place(agent.structure);
        let first = fuseau.aujourdhui(now()).saturating_add(1.days());
        let last = first.saturating_add(LOOKED.days());
        let params: Vec<Value> =
            vec![pour.0.into(), days(first).into(), days(last).into(), 0.into(), 2_000.into(), 0.into()];
        let rows = self.base.read(move |tx| tx.all::<Brut>(&rangement::OF_AGENT, &params)).await?;
        let rangs: Vec<Rang> = rows.into_iter().filter_map(|brut| brut.rang).collect();
        let taken: Vec<Plage> = rangs.iter().filter(|rang| rang.occupe()).map(|rang| rang.plage).collect();
        let open: Vec<Plage> =
            rangs.iter().filter(|rang| rang.genre == GenreAgenda::Creneau).map(|rang| rang.plage).collect();
        let open = match open.is_empty() {
            true => first.series(1.day()).take(LOOKED as usize).flat_map(|j| heures_usuelles(j, territoire)).collect(),
            false => open,
        };
        let mut libres = creneaux(&open, &taken, duree, 30);
        libres.truncate(combien);
        Ok(libres)
    }
}
