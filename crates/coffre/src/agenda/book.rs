//! POST /agenda/{d}: a rendez-vous, or a series of them. The fact that entrusts the person to who receives her is durable first.

use domaine::agenda::{Plage, Sauf, StatutRdv};
use domaine::saisie::tidy;
use domaine::{AgentId, Clair, DossierId, RendezVousId};
use droits::budget::explanation;
use droits::signature::SignedRequest;
use jiff::ToSpan;
use jiff::civil::Date;
use journal::entry::Pseudonym;

use super::rangement::{self, Brut, Rang, TEXTE_MAX};
use super::{HORIZON, SUITE, place};
use crate::base::Value;
use crate::face::{Agent, Booked, Error, GenreAgenda, RendezVousSaisi, Reserve, Saisie};
use crate::faits::Enonce;
use crate::fiche::days;
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};

impl Coffre {
    /// Books, for the verb's own road.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was booked.
    pub async fn book(
        &self,
        request: &SignedRequest,
        dossier: DossierId,
        saisi: RendezVousSaisi,
    ) -> Result<Reserve, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        // An hour that is taken states nothing, and leaves no entry that would know this request again.
        alive.refuse_again(request).await?;
        alive.check_role(request, &agent, dossier).await?;
        let sujet = alive.sujet_of(request, &agent, dossier).await?;
        let booked = alive.book_for(request, None, &agent, dossier, sujet, &saisi).await?;
        let (_, sautes) = dates(&agent, &saisi);
        alive.told(agent, saisi.agent, booked, sautes).await
    }
}

impl Alive {
    /// Books for a dossier whose pseudonym is known. `nth` is `None` for a request of the verb's own road; `Some(n)` where the request
    /// has an entry of its own already, and this is its `n`th further fact.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was booked.
    pub(crate) async fn book_for(
        &self,
        request: &SignedRequest,
        nth: Option<u8>,
        agent: &Agent,
        dossier: DossierId,
        sujet: Pseudonym,
        saisi: &RendezVousSaisi,
    ) -> Result<Booked, Error> {
        self.check_rendez_vous(agent, saisi).await?;
        let key = self.rows_key(request, agent).await?;
        let rangs = new_rows(agent, dossier, saisi);
        let _alone = self.changing(saisi.agent).await;
        if !saisi.force {
            let looked = rangs.clone();
            let standing = self.base.read(move |tx| rangement::standing(tx, &looked, None)).await?;
            if !standing.is_empty() {
                return Ok(Booked::Occupe(standing));
            }
        }
        let last = rangs.iter().map(|rang| rang.plage).max();
        let enonce = self.enonce(agent, dossier, sujet, saisi.agent, &key, last, None).await?;
        match nth {
            None => self.state_fact(request, Some(dossier), enonce).await?,
            Some(n) => self.state_further(request, n, enonce).await?,
        };
        let rows: Vec<Vec<Value>> = rangs.iter().map(|rang| rang.values(&key)).collect();
        let (first, combien) = (rangs.first().map_or(RendezVousId([0; 16]), |rang| rang.id), rangs.len());
        let force = saisi.force;
        // Looked at again where nobody can come between: another instance may share this base.
        let standing = self
            .base
            .write(move |tx| {
                let standing = if force { Vec::new() } else { rangement::standing(tx, &rangs, None)? };
                if standing.is_empty() {
                    rangement::insert(tx, &rows)?;
                }
                Ok(standing)
            })
            .await?;
        if standing.is_empty() {
            return Ok(Booked::Fait(first, combien));
        }
        let enonce = self.enonce(agent, dossier, sujet, saisi.agent, &key, None, None).await?;
        self.state_further(request, nth.unwrap_or(0).wrapping_add(200), enonce).await?;
        Ok(Booked::Occupe(standing))
    }

    /// What became of it, as a page says it.
    pub(super) async fn told(
        &self,
        agent: Agent,
        pour: AgentId,
        booked: Booked,
        sautes: Vec<Date>,
    ) -> Result<Reserve, Error> {
        match booked {
            Booked::Fait(id, combien) => Ok(Reserve::Fait { id, combien, sautes }),
            Booked::Occupe(plages) => {
                let formulaire = Box::new(self.form_of(agent, Some(pour)).await?);
                Ok(Reserve::Occupe { plages, formulaire })
            }
        }
    }

    /// What the fact must say of a person and who receives her: until seven days after the last rendez-vous that stands, `with` this one
    /// and `but` that one; withdrawn when none does.
    #[allow(clippy::too_many_arguments, reason = "the pair, its key, and what is about to change")]
    pub(super) async fn enonce(
        &self,
        agent: &Agent,
        dossier: DossierId,
        sujet: Pseudonym,
        pour: AgentId,
        key: &Secret,
        with: Option<Plage>,
        but: Option<RendezVousId>,
    ) -> Result<Enonce, Error> {
        let (fuseau, _) = place(agent.structure);
        let time = now();
        let from = days(fuseau.aujourdhui(time).saturating_sub((SUITE + 1).days()));
        let params: Vec<Value> = vec![dossier.0.into(), from.into(), 1_000.into()];
        let rows = self.base.read(move |tx| tx.all::<Brut>(&rangement::OF_DOSSIER, &params)).await?;
        let (rangs, _) = rangement::opened(rows, key, agent.structure);
        let stands = |rang: &&Rang| rang.agent == pour && rang.statut.occupe() && Some(rang.id) != but;
        let last = rangs.iter().filter(stands).map(|rang| rang.plage).chain(with).max();
        let until = last.map(|plage| fuseau.instant(plage.jour().saturating_add(SUITE.days()), plage.fin()));
        Ok(Enonce {
            code: explanation::RENDEZ_VOUS,
            sujet: Some(sujet),
            pour: Some(pour),
            // A time already past withdraws.
            jusqua: until.unwrap_or(0).max(1),
            de: None,
        })
    }

    /// Everything that is wrong, at once.
    pub(crate) async fn check_rendez_vous(&self, agent: &Agent, saisi: &RendezVousSaisi) -> Result<(), Error> {
        let (retenues, _) = dates(agent, saisi);
        let mut wrong = self.check_place(agent, saisi.agent, saisi.site).await?;
        let mut say = |champ: &'static str, raison: &'static str| wrong.push(Saisie { champ, raison });
        match tidy(saisi.texte.expose()) {
            Err(raison) => say("texte", raison.key()),
            Ok(texte) if texte.chars().count() > TEXTE_MAX => say("texte", "champ-trop-long"),
            Ok(_) => {}
        }
        if !self.surcouches(agent.structure).offers("rdv-objets", saisi.objet, saisi.plage.jour()) {
            say("objet", "champ-hors-liste");
        }
        check_days(agent, saisi.plage.jour(), &retenues, &mut wrong);
        if wrong.is_empty() { Ok(()) } else { Err(Error::Saisie(wrong)) }
    }

    /// Whether something may be put in this agenda, at this site.
    pub(super) async fn check_place(&self, agent: &Agent, pour: AgentId, site: u32) -> Result<Vec<Saisie>, Error> {
        let mut wrong = Vec::new();
        if !self.is_receiver(pour, agent.structure) {
            wrong.push(Saisie { champ: "agent", raison: "rdv-agent" });
        }
        let is_open = |sites: Vec<(u32, String, bool)>| sites.iter().any(|(num, _, ouvert)| *num == site && *ouvert);
        if site != 0 && !is_open(self.sites(agent.structure).await?) {
            wrong.push(Saisie { champ: "site", raison: "champ-hors-liste" });
        }
        Ok(wrong)
    }
}

/// What is wrong with the days of something new.
pub(super) fn check_days(agent: &Agent, first: Date, retenues: &[Date], wrong: &mut Vec<Saisie>) {
    let today = place(agent.structure).0.aujourdhui(now());
    let horizon = today.saturating_add(HORIZON.days());
    if first < today {
        wrong.push(Saisie { champ: "jour", raison: "rdv-passe" });
    } else if first > horizon || retenues.iter().any(|jour| *jour > horizon) {
        wrong.push(Saisie { champ: "jour", raison: "rdv-trop-loin" });
    } else if retenues.is_empty() {
        wrong.push(Saisie { champ: "rythme", raison: "rdv-aucun-jour" });
    }
}

/// The days of a booking, and the holidays that its recurrence skips. One alone may be on a holiday: somebody chose that day.
fn dates(agent: &Agent, saisi: &RendezVousSaisi) -> (Vec<Date>, Vec<Date>) {
    let jour = saisi.plage.jour();
    let Some(recurrence) = &saisi.recurrence else { return (vec![jour], Vec::new()) };
    let sauf = Sauf { feries: Some(place(agent.structure).1), absences: &[] };
    let apercu = recurrence.apercu(jour, &sauf);
    (apercu.retenues, apercu.ecartees)
}

fn new_rows(agent: &Agent, dossier: DossierId, saisi: &RendezVousSaisi) -> Vec<Rang> {
    let (retenues, _) = dates(agent, saisi);
    let serie = if retenues.len() > 1 { random() } else { [0; 16] };
    let texte = Clair::new(tidy(saisi.texte.expose()).unwrap_or_default());
    let maj = now();
    let on = |jour: Date| Plage::new(jour, saisi.plage.debut(), saisi.plage.fin()).ok();
    let row = |plage: Plage| Rang {
        id: RendezVousId(random()),
        structure: agent.structure,
        genre: GenreAgenda::RendezVous,
        agent: saisi.agent,
        site: saisi.site,
        plage,
        statut: StatutRdv::Planifie,
        dossier: Some(dossier),
        serie,
        maj,
        objet: saisi.objet,
        texte: texte.clone(),
        auteur: agent.id,
    };
    retenues.into_iter().filter_map(on).map(row).collect()
}
