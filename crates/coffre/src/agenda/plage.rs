//! POST /agenda: absences and open slots, put there and taken away. An absence over rendez-vous lists them: they are to be moved.

use domaine::agenda::{Plage, Sauf, StatutRdv};
use domaine::{AgentId, Clair, RendezVousId};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use super::book::check_days;
use super::place;
use super::rangement::{self, Brut, Rang};
use crate::base::Value;
use crate::face::{Agent, ChangementPlage, Error, GenreAgenda, PlagePosee, PlageSaisie, Refusal, Saisie};
use crate::fiche::days;
use crate::listes::{PAGE, reading};
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};

impl Coffre {
    /// Puts an absence or open slots in an agenda, or takes them away: her own, or anybody's for who keeps them.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was changed.
    pub async fn plan(&self, request: &SignedRequest, changement: ChangementPlage) -> Result<PlagePosee, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.has_agenda() {
            // Its refusal is an entry too.
            alive.journal_agenda(request, &[]).await?;
            return Err(Error::Refusal(Refusal::Role));
        }
        match changement {
            ChangementPlage::Pose(saisie) => alive.put(request, agent, saisie).await,
            ChangementPlage::Retire { id, serie } => alive.take(request, agent, id, serie).await,
        }
    }
}

impl Alive {
    async fn put(&self, request: &SignedRequest, agent: Agent, saisie: PlageSaisie) -> Result<PlagePosee, Error> {
        self.check_owner(&agent, saisie.agent)?;
        let (retenues, sautes) = dates(&agent, &saisie);
        self.check_plage(&agent, &saisie, &retenues).await?;
        let noms = self.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let (fuseau, _) = place(agent.structure);
        let rangs = new_rows(&agent, &saisie, &retenues);
        let _alone = self.changing(saisie.agent).await;
        let over = match saisie.genre {
            GenreAgenda::Absence => self.booked_under(&agent, saisie.agent, &rangs).await?,
            _ => Vec::new(),
        };
        let (over, unread) = rangement::opened(over, &key, agent.structure);
        self.note_unread(agent.structure, unread).await?;
        let total = over.len();
        let (a_deplacer, labels) = self.lines(&over[..total.min(PAGE)], &reading(&noms), &agent, fuseau);
        let receipt = self.journal_agenda(request, &labels).await?;
        let rows: Vec<Vec<Value>> = rangs.iter().map(|rang| rang.values(&key)).collect();
        let combien = rows.len();
        self.base.write(move |tx| rangement::insert(tx, &rows)).await?;
        Ok(PlagePosee { receipt, agent, combien, sautes, a_deplacer, a_deplacer_total: total })
    }

    async fn take(
        &self,
        request: &SignedRequest,
        agent: Agent,
        id: RendezVousId,
        serie: bool,
    ) -> Result<PlagePosee, Error> {
        let absent = || Error::Refusal(Refusal::Introuvable);
        let brut = self.base.read(move |tx| tx.one::<Brut>(&rangement::GET, &[id.0.into()])).await?;
        // By the clear columns: a row that does not open must be removable too.
        let rang = brut.and_then(|brut| brut.rang).filter(|rang| rang.structure == agent.structure);
        let rang = rang.filter(|rang| rang.genre != GenreAgenda::RendezVous).ok_or_else(absent)?;
        self.check_owner(&agent, rang.agent)?;
        let receipt = self.journal_agenda(request, &[]).await?;
        let _alone = self.changing(rang.agent).await;
        let structure = agent.structure.to_string();
        let combien = self
            .base
            .write(move |tx| {
                if serie && rang.serie != [0; 16] {
                    let params = [
                        rang.agent.0.into(),
                        days(rang.plage.jour()).into(),
                        rang.serie.into(),
                        structure.as_str().into(),
                    ];
                    return tx.exec(&rangement::DROP_SERIE, &params);
                }
                tx.exec(&rangement::DROP_ONE, &[id.0.into(), structure.as_str().into()])
            })
            .await?;
        let (sautes, a_deplacer) = (Vec::new(), Vec::new());
        Ok(PlagePosee { receipt, agent, combien: combien as usize, sautes, a_deplacer, a_deplacer_total: 0 })
    }

    /// Her own agenda, or one that she keeps. Another structure's is not there.
    fn check_owner(&self, agent: &Agent, whose: AgentId) -> Result<(), Error> {
        if !self.is_colleague(whose, agent.structure) {
            return Err(Error::Refusal(Refusal::Introuvable));
        }
        if whose != agent.id && !agent.role.keeps_agendas() {
            return Err(Error::Refusal(Refusal::Role));
        }
        Ok(())
    }

    async fn check_plage(&self, agent: &Agent, saisie: &PlageSaisie, retenues: &[Date]) -> Result<(), Error> {
        let mut wrong = self.check_place(agent, saisie.agent, saisie.site).await?;
        if saisie.genre == GenreAgenda::RendezVous {
            wrong.push(Saisie { champ: "genre", raison: "champ-hors-liste" });
        }
        let Some(first) = saisie.plages.first().map(Plage::jour) else {
            wrong.push(Saisie { champ: "debut", raison: "champ-obligatoire" });
            return Err(Error::Saisie(wrong));
        };
        if saisie.genre == GenreAgenda::Absence
            && !self.surcouches(agent.structure).offers("absences", saisie.objet, first)
        {
            wrong.push(Saisie { champ: "objet", raison: "champ-hors-liste" });
        }
        check_days(agent, first, retenues, &mut wrong);
        if wrong.is_empty() { Ok(()) } else { Err(Error::Saisie(wrong)) }
    }

    /// Rendez-vous still expected under an absence.
    async fn booked_under(&self, agent: &Agent, whose: AgentId, absences: &[Rang]) -> Result<Vec<Brut>, Error> {
        let jours = || absences.iter().map(|rang| rang.plage.jour());
        let Some((first, last)) = jours().min().zip(jours().max()) else { return Ok(Vec::new()) };
        let params: Vec<Value> =
            vec![whose.0.into(), days(first).into(), days(last).into(), 0.into(), 10_000.into(), 0.into()];
        let bruts = self.base.read(move |tx| tx.all::<Brut>(&rangement::OF_AGENT, &params)).await?;
        let is_under = |brut: &Brut| {
            brut.rang.as_ref().is_some_and(|rang| {
                let awaited = rang.genre == GenreAgenda::RendezVous && rang.statut == StatutRdv::Planifie;
                let here = rang.structure == agent.structure;
                here && awaited && absences.iter().any(|absence| absence.plage.chevauche(&rang.plage))
            })
        };
        Ok(bruts.into_iter().filter(is_under).collect())
    }
}

/// An absence lasts through holidays; slots are not open on them.
fn dates(agent: &Agent, saisie: &PlageSaisie) -> (Vec<Date>, Vec<Date>) {
    let Some(jour) = saisie.plages.first().map(Plage::jour) else { return (Vec::new(), Vec::new()) };
    let Some(recurrence) = &saisie.recurrence else { return (vec![jour], Vec::new()) };
    let feries = (saisie.genre == GenreAgenda::Creneau).then_some(place(agent.structure).1);
    let apercu = recurrence.apercu(jour, &Sauf { feries, absences: &[] });
    (apercu.retenues, apercu.ecartees)
}

fn new_rows(agent: &Agent, saisie: &PlageSaisie, retenues: &[Date]) -> Vec<Rang> {
    let serie = if retenues.len() > 1 || saisie.plages.len() > 1 { random() } else { [0; 16] };
    let maj = now();
    let on = |jour: Date| {
        let again = move |plage: &Plage| Plage::new(jour, plage.debut(), plage.fin()).ok();
        saisie.plages.iter().filter_map(again)
    };
    let row = |plage: Plage| Rang {
        id: RendezVousId(random()),
        structure: agent.structure,
        genre: saisie.genre,
        agent: saisie.agent,
        site: saisie.site,
        plage,
        statut: StatutRdv::Planifie,
        dossier: None,
        serie,
        maj,
        objet: if saisie.genre == GenreAgenda::Absence { saisie.objet } else { 0 },
        texte: Clair::default(),
        auteur: agent.id,
    };
    retenues.iter().copied().flat_map(on).map(row).collect()
}
