//! GET /ateliers: sessions to come, past, to be closed, or of a month. Clear columns only: it shows nobody, and detects nothing.

use std::collections::HashMap;

use domaine::seance::{EtatSeance, TypeOffre, a_clore};
use domaine::{AgentId, AtelierId, CodeStructure, OffreId};
use droits::signature::SignedRequest;
use jiff::ToSpan;
use jiff::civil::Date;

use super::rangement::Atelier;
use crate::agenda::place;
use crate::base::{FromRow, Row, SqlError, Value};
use crate::face::{Agent, Ateliers, Error, LigneAtelier, OffreVue, Onglet, Refusal, VueAteliers};
use crate::fiche::days;
use crate::listes::PAGE;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

crate::statements! {
    ASCENDING = "select a.id, a.structure, a.offre, a.animateur, a.site, a.jour, a.debut, a.fin, a.limite, a.places, \
                 a.etat, a.serie, a.maj, \
                 (select count(*) from inscription i where i.atelier = a.id and i.statut in (1, 3)), \
                 (select count(*) from inscription i where i.atelier = a.id and i.statut = 2) \
                 from atelier a where a.structure = ?1 and a.jour between ?2 and ?3 and (a.etat = ?4 or ?4 = 0) \
                 and (a.site = ?5 or ?5 = 0) and (a.offre = ?6 or ?6 = ?7) \
                 order by a.jour, a.debut, a.id limit ?8 offset ?9";
    DESCENDING = "select a.id, a.structure, a.offre, a.animateur, a.site, a.jour, a.debut, a.fin, a.limite, a.places, \
                  a.etat, a.serie, a.maj, \
                  (select count(*) from inscription i where i.atelier = a.id and i.statut in (1, 3)), \
                  (select count(*) from inscription i where i.atelier = a.id and i.statut = 2) \
                  from atelier a where a.structure = ?1 and a.jour between ?2 and ?3 and (a.etat = ?4 or ?4 = 0) \
                  and (a.site = ?5 or ?5 = 0) and (a.offre = ?6 or ?6 = ?7) \
                  order by a.jour desc, a.debut desc, a.id limit ?8 offset ?9";
    COUNT = "select count(*) from atelier a where a.structure = ?1 and a.jour between ?2 and ?3 and (a.etat = ?4 or ?4 = 0) \
             and (a.site = ?5 or ?5 = 0) and (a.offre = ?6 or ?6 = ?7)";
    OFFRES = "select id, code, genre, nom, ouverte from offre where structure = ?1 order by nom, id limit 1000";
}

/// Sessions of a month on one page.
const MOIS: u32 = 100;

/// A session's clear columns, with the places taken and those who wait.
struct Compte {
    atelier: Option<Atelier>,
    prises: usize,
    attente: usize,
}

impl FromRow for Compte {
    fn from_row(row: &Row<'_>) -> Result<Compte, SqlError> {
        let count = |index: usize| Ok::<usize, SqlError>(usize::try_from(row.int(index)?).unwrap_or(0));
        Ok(Compte { atelier: super::rangement::atelier(row)?, prises: count(13)?, attente: count(14)? })
    }
}

impl Coffre {
    /// One page of the list.
    ///
    /// # Errors
    /// A refusal or a failure.
    pub async fn ateliers(&self, request: &SignedRequest, vue: VueAteliers) -> Result<Ateliers, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        if !agent.role.has_agenda() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let (fuseau, _) = place(agent.structure);
        let maintenant = fuseau.civil(now());
        let (span, limit) = bounds(vue.onglet, maintenant.date());
        let filter = filter(agent.structure, span, vue.offre, vue.site);
        let statement = if vue.onglet == Onglet::Passes { &DESCENDING } else { &ASCENDING };
        let mut paged = filter.clone();
        paged.extend([limit.into(), (vue.page.max(1) - 1).saturating_mul(limit).into()]);
        let late = self::filter(agent.structure, bounds(Onglet::AClore, maintenant.date()).0, None, None);
        let (rows, total, a_clore) = alive
            .base
            .read(move |tx| {
                let count = |row: Option<(i64,)>| usize::try_from(row.map_or(0, |(n,)| n)).unwrap_or(0);
                let rows: Vec<Compte> = tx.all(statement, &paged)?;
                let total = count(tx.one::<(i64,)>(&COUNT, &filter)?);
                Ok((rows, total, count(tx.one::<(i64,)>(&COUNT, &late)?)))
            })
            .await?;
        let offres = alive.offres(agent.structure).await?;
        let known: HashMap<OffreId, &OffreVue> = offres.iter().map(|offre| (offre.id, offre)).collect();
        let lignes = rows
            .into_iter()
            .filter_map(|row| Some((row.atelier?, row.prises, row.attente)))
            .map(|(atelier, prises, attente)| {
                alive.ligne_atelier(&atelier, known.get(&atelier.offre).copied(), prises, attente, maintenant.date())
            })
            .collect();
        let sites = alive.sites(agent.structure).await?.into_iter().map(|(num, nom, _)| (num, nom)).collect();
        let anime = agent.role.animates();
        let page = vue.page.max(1);
        Ok(Ateliers {
            agent,
            vue: VueAteliers { page, ..vue },
            lignes,
            total,
            a_clore,
            offres,
            sites,
            maintenant,
            anime,
        })
    }
}

impl Alive {
    /// Sessions of the structure that are to be closed.
    ///
    /// # Errors
    /// The base's.
    pub(crate) async fn ateliers_a_clore(&self, agent: &Agent) -> Result<usize, Error> {
        let today = place(agent.structure).0.aujourdhui(now());
        let params = filter(agent.structure, bounds(Onglet::AClore, today).0, None, None);
        let row = self.base.read(move |tx| tx.one::<(i64,)>(&COUNT, &params)).await?;
        Ok(usize::try_from(row.map_or(0, |(n,)| n)).unwrap_or(0))
    }

    /// Offres of a structure, by name.
    pub(crate) async fn offres(&self, structure: CodeStructure) -> Result<Vec<OffreVue>, Error> {
        let code = structure.to_string();
        let rows: Vec<([u8; 16], i64, i64, String, i64)> =
            self.base.read(move |tx| tx.all(&OFFRES, &[code.as_str().into()])).await?;
        let offre = |(id, code, genre, nom, ouverte): ([u8; 16], i64, i64, String, i64)| {
            let genre = u8::try_from(genre).ok().and_then(TypeOffre::from_number)?;
            let code = u16::try_from(code).ok().filter(|code| *code > 0);
            Some(OffreVue { id: OffreId(id), nom, genre, code, ouverte: ouverte != 0 })
        };
        Ok(rows.into_iter().filter_map(offre).collect())
    }

    /// A session as lists show it.
    pub(super) fn ligne_atelier(
        &self,
        atelier: &Atelier,
        offre: Option<&OffreVue>,
        prises: usize,
        attente: usize,
        today: Date,
    ) -> LigneAtelier {
        LigneAtelier {
            id: AtelierId(atelier.id.0),
            nom: offre.map_or_else(String::new, |offre| offre.nom.clone()),
            genre: offre.map_or(TypeOffre::Atelier, |offre| offre.genre),
            plage: atelier.plage,
            places: atelier.places,
            prises,
            attente,
            limite: atelier.limite,
            etat: atelier.etat,
            a_clore: a_clore(&atelier.seance(), today),
            animateur: (AgentId(atelier.animateur.0), self.nom_of(&atelier.animateur.0)),
            site: atelier.site,
            serie: atelier.serie != [0; 16],
        }
    }
}

/// First and last day, and the state to keep (zero for all); and the lines of a page.
fn bounds(onglet: Onglet, today: Date) -> ((Date, Date, u8), u32) {
    let (first, last) = (Date::constant(1970, 1, 1), Date::constant(9999, 12, 31));
    let yesterday = today.saturating_sub(1.day());
    match onglet {
        Onglet::AVenir => ((today, last, 0), PAGE as u32),
        Onglet::Passes => ((first, yesterday, 0), PAGE as u32),
        Onglet::AClore => ((first, yesterday, EtatSeance::Ouverte as u8), PAGE as u32),
        Onglet::Mois(jour) => ((jour.first_of_month(), jour.last_of_month(), 0), MOIS),
    }
}

/// The parameters that say which sessions, in the order of the statements.
fn filter(
    structure: CodeStructure,
    (first, last, etat): (Date, Date, u8),
    offre: Option<OffreId>,
    site: Option<u32>,
) -> Vec<Value> {
    vec![
        structure.as_str().into(),
        days(first).into(),
        days(last).into(),
        etat.into(),
        site.unwrap_or(0).into(),
        offre.map_or([0; 16], |offre| offre.0).into(),
        // No offre is sixteen zeroes: then all.
        [0; 16].into(),
    ]
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn each_list_has_its_days() {
        let monday = date(2026, 11, 23);
        let check = |onglet, first: Date, last: Date| {
            let ((from, to, _), _) = bounds(onglet, monday);
            assert_eq!((from, to), (first, last), "{onglet:?}");
        };
        check(Onglet::AVenir, monday, date(9999, 12, 31));
        check(Onglet::Passes, date(1970, 1, 1), date(2026, 11, 22));
        check(Onglet::AClore, date(1970, 1, 1), date(2026, 11, 22));
        check(Onglet::Mois(date(2028, 2, 10)), date(2028, 2, 1), date(2028, 2, 29));
    }
}
