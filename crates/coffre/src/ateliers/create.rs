//! POST /ateliers/nouveau: a session or a series of them, of an offre that the structure has or that is new.

use domaine::agenda::Sauf;
use domaine::catalogue::Surcouches;
use domaine::saisie::{normal_name, tidy};
use domaine::seance::{EtatSeance, Faute, Seance};
use domaine::{AgentId, AtelierId, Clair, CodeStructure, OffreId};
use droits::signature::SignedRequest;
use jiff::ToSpan;
use jiff::civil::Date;
use journal::Kind;
use journal::act::act;

use super::HORIZON;
use super::rangement::{self, Atelier, TEXTE_MAX};
use crate::agenda::place;
use crate::base::Value;
use crate::face::{
    Agent, AtelierSaisi, AteliersCrees, Error, FormulaireAtelier, OffreSaisie, OffreVue, Refusal, Saisie,
};
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};
use domaine::agenda::Plage;

crate::statements! {
    OFFRE = "insert into offre (id, structure, code, genre, nom, ouverte) values (?1, ?2, ?3, ?4, ?5, 1)";
}

/// Longest name of an offre, in characters.
const NOM_MAX: usize = 80;

impl Coffre {
    /// What the form of new sessions is drawn from.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn atelier_form(&self, request: &SignedRequest) -> Result<FormulaireAtelier, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        if !agent.role.animates() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let offres = alive.offres(agent.structure).await?.into_iter().filter(|offre| offre.ouverte).collect();
        let animateurs = alive.receivers(agent.structure);
        let sites = alive.sites(agent.structure).await?;
        let sites = sites.into_iter().filter(|(_, _, open)| *open).map(|(num, nom, _)| (num, nom)).collect();
        let maintenant = place(agent.structure).0.civil(now());
        Ok(FormulaireAtelier { agent, offres, animateurs, sites, maintenant })
    }

    /// Makes the sessions. They concern nobody yet: one entry, without a person.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was made.
    pub async fn create_ateliers(&self, request: &SignedRequest, saisi: AtelierSaisi) -> Result<AteliersCrees, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.animates() {
            return Err(alive.refuse_role(request).await);
        }
        let offres = alive.offres(agent.structure).await?;
        let (dates, ecartees) = dates(&agent, &saisi);
        let mut wrong = alive.wrong_atelier(&agent, saisi.plage, saisi.limite, saisi.animateur, saisi.site).await?;
        wrong.extend(wrong_words(&saisi, &offres, &alive.surcouches(agent.structure)));
        let horizon = place(agent.structure).0.aujourdhui(now()).saturating_add(HORIZON.days());
        if dates.is_empty() {
            wrong.push(Saisie { champ: "rythme", raison: "atelier-aucun-jour" });
        } else if dates.iter().any(|jour| *jour > horizon) {
            wrong.push(Saisie { champ: "rythme", raison: "atelier-trop-loin" });
        }
        let seance = seance(&saisi);
        if seance.fautes().contains(&Faute::Places) {
            wrong.push(Saisie { champ: "places", raison: "atelier-places" });
        }
        if !wrong.is_empty() {
            return Err(Error::Saisie(wrong));
        }
        let key = alive.rows_key(request, &agent).await?;
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        alive.journal_page(request, asked, request.hash(), &[]).await?;

        let (offre, new) = offre_of(&saisi.offre, &offres, agent.structure);
        let rows = new_rows(&agent, &saisi, &seance, &dates, offre);
        let premier = rows.first().map_or(AtelierId([0; 16]), |row| row.id);
        let combien = rows.len();
        let values: Vec<Vec<Value>> = rows.iter().map(|row| row.values(&key)).collect();
        alive
            .base
            .write(move |tx| {
                if let Some(new) = &new {
                    tx.exec(&OFFRE, new)?;
                }
                tx.exec_each(&rangement::INSERT, &values).map(drop)
            })
            .await?;
        Ok(AteliersCrees { premier, combien, ecartees })
    }
}

impl Alive {
    /// A refusal for who may not, journalled as a page that nobody is shown in.
    pub(super) async fn refuse_role(&self, request: &SignedRequest) -> Error {
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        if let Some(asked) = asked
            && let Err(error) = self.journal_page(request, asked, request.hash(), &[]).await
        {
            return error;
        }
        Error::Refusal(Refusal::Role)
    }

    /// What is wrong with the time, the animateur and the site of a session.
    pub(super) async fn wrong_atelier(
        &self,
        agent: &Agent,
        plage: Plage,
        limite: Option<Date>,
        animateur: AgentId,
        site: u32,
    ) -> Result<Vec<Saisie>, Error> {
        let mut wrong = Vec::new();
        let mut say = |champ: &'static str, raison: &'static str| wrong.push(Saisie { champ, raison });
        let today = place(agent.structure).0.aujourdhui(now());
        if plage.jour() < today {
            say("jour", "atelier-passe");
        } else if plage.jour() > today.saturating_add(HORIZON.days()) {
            say("jour", "atelier-trop-loin");
        }
        if limite.is_some_and(|limite| limite > plage.jour()) {
            say("limite", "atelier-limite-apres-debut");
        }
        if !self.is_receiver(animateur, agent.structure) {
            say("animateur", "atelier-animateur");
        }
        let sites = self.sites(agent.structure).await?;
        if site != 0 && !sites.iter().any(|(num, _, open)| *num == site && *open) {
            say("site", "champ-hors-liste");
        }
        Ok(wrong)
    }
}

/// What is wrong with the words and the offre.
fn wrong_words(saisi: &AtelierSaisi, offres: &[OffreVue], surcouches: &Surcouches) -> Vec<Saisie> {
    let mut wrong = Vec::new();
    match tidy(saisi.texte.expose()) {
        Err(raison) => wrong.push(Saisie { champ: "consigne", raison: raison.key() }),
        Ok(texte) if texte.chars().count() > TEXTE_MAX => {
            wrong.push(Saisie { champ: "consigne", raison: "champ-trop-long" });
        }
        Ok(_) => {}
    }
    match &saisi.offre {
        OffreSaisie::Connue(id) => {
            if !offres.iter().any(|offre| offre.id == *id && offre.ouverte) {
                wrong.push(Saisie { champ: "offre", raison: "champ-hors-liste" });
            }
        }
        OffreSaisie::Nouvelle { nom, code, .. } => {
            match tidy(nom.expose()) {
                Err(raison) => wrong.push(Saisie { champ: "nom", raison: raison.key() }),
                Ok(nom) if nom.is_empty() => wrong.push(Saisie { champ: "nom", raison: "champ-obligatoire" }),
                Ok(nom) if nom.chars().count() > NOM_MAX => {
                    wrong.push(Saisie { champ: "nom", raison: "champ-trop-long" });
                }
                Ok(_) => {}
            }
            if code.is_some_and(|code| surcouches.capacites("offre", code).is_none()) {
                wrong.push(Saisie { champ: "service", raison: "champ-hors-liste" });
            }
        }
    }
    wrong
}

fn seance(saisi: &AtelierSaisi) -> Seance {
    let jour = saisi.plage.jour();
    let AtelierSaisi { places, limite, .. } = *saisi;
    Seance { etat: EtatSeance::Ouverte, debut: jour, fin: jour, places, limite, close_le: None }
}

/// The days, and the holidays that the recurrence skips. One alone may be on a holiday: somebody chose that day.
fn dates(agent: &Agent, saisi: &AtelierSaisi) -> (Vec<Date>, Vec<Date>) {
    let jour = saisi.plage.jour();
    let Some(recurrence) = &saisi.recurrence else { return (vec![jour], Vec::new()) };
    let sauf = Sauf { feries: Some(place(agent.structure).1), absences: &[] };
    let apercu = recurrence.apercu(jour, &sauf);
    (apercu.retenues, apercu.ecartees)
}

/// The offre, and the parameters of its insertion when the structure has none of that name and kind.
fn offre_of(saisie: &OffreSaisie, offres: &[OffreVue], structure: CodeStructure) -> (OffreId, Option<Vec<Value>>) {
    match saisie {
        OffreSaisie::Connue(id) => (*id, None),
        OffreSaisie::Nouvelle { nom, genre, code } => {
            let nom = tidy(nom.expose()).unwrap_or_default();
            let same = |offre: &&OffreVue| {
                offre.ouverte && offre.genre == *genre && normal_name(&offre.nom) == normal_name(&nom)
            };
            if let Some(known) = offres.iter().find(same) {
                return (known.id, None);
            }
            let id: [u8; 16] = random();
            let params = vec![
                id.into(),
                structure.as_str().into(),
                i64::from(code.unwrap_or(0)).into(),
                (*genre as u8).into(),
                nom.as_str().into(),
            ];
            (OffreId(id), Some(params))
        }
    }
}

fn new_rows(agent: &Agent, saisi: &AtelierSaisi, seance: &Seance, dates: &[Date], offre: OffreId) -> Vec<Atelier> {
    let serie = if dates.len() > 1 { random() } else { [0; 16] };
    let texte = Clair::new(tidy(saisi.texte.expose()).unwrap_or_default());
    let maj = now();
    let row = |seance: Seance| {
        let plage = Plage::new(seance.debut, saisi.plage.debut(), saisi.plage.fin()).ok()?;
        Some(Atelier {
            id: AtelierId(random()),
            structure: agent.structure,
            offre,
            animateur: saisi.animateur,
            site: saisi.site,
            plage,
            limite: seance.limite,
            places: seance.places,
            etat: EtatSeance::Ouverte,
            serie,
            maj,
            close_le: None,
            texte: texte.clone(),
            auteur: agent.id,
        })
    };
    seance.repetee(dates).into_iter().filter_map(row).collect()
}
