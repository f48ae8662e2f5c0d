//! What Ma journée reads: her rows of the day, who is on each list, and the rows that its lines tell, opened.

use std::collections::HashMap;

use domaine::AtelierId;
use domaine::agenda::Plage;
use domaine::fuseau::Fuseau;
use domaine::seance::EtatSeance;
use jiff::ToSpan;

use super::rangs::{self, Cadran};
use crate::Alive;
use crate::accueil::rangement as passages;
use crate::agenda::rangement as agenda;
use crate::base::{FromRow, Row, SqlError, Value};
use crate::face::{AFaire, Agent, AtelierDuJour, Error, Portee};
use crate::fiche::{date, days};
use crate::noms::{Among, Listed};
use crate::racine::Secret;

crate::statements! {
    NEXT = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
            from rendez_vous where agent = ?1 and statut = 1 and jour between ?2 and ?3 and genre = 1 \
            order by jour, debut, id limit 25";
    ATELIERS = "select a.id, o.nom, a.jour, a.debut, a.fin, a.site, a.etat, a.places, \
                (select count(*) from inscription i where i.atelier = a.id and i.statut in (1, 3)) \
                from atelier a join offre o on o.id = a.offre where a.animateur = ?1 and a.jour = ?2 and a.structure = ?3 \
                and a.etat <> 3 order by a.debut, a.id limit 25";
}

/// Days in which her next rendez-vous is looked for.
const SEMAINE: i64 = 7;

/// Lines of her agenda of one day that are looked at.
const JOUR: i64 = 200;

/// What is read first: rows, not believed yet, and who is on each list.
pub(super) struct Lu {
    pub today: Vec<agenda::Brut>,
    /// Of the days to come, 25 at most.
    pub next: Vec<agenda::Brut>,
    pub ateliers: Vec<AtelierDuJour>,
    pub among: HashMap<AFaire, Among>,
}

/// The rows that the lines of the page tell, by id: those that open.
#[derive(Default)]
pub(super) struct Dits {
    pub rendez_vous: HashMap<[u8; 16], agenda::Rang>,
    pub passages: HashMap<[u8; 16], passages::Rang>,
}

impl Alive {
    /// Her rows of the day, and who is on each list of rows.
    pub(super) async fn read_day(&self, agent: &Agent, portee: Portee, time: u64) -> Result<Lu, Error> {
        let cadran = Cadran::of(agent.structure, agent.id, portee, time);
        let today = cadran.today();
        let after = |n: i64| Value::from(days(today.saturating_add(n.days())));
        let whose = || Value::from(agent.id.0);
        let of_day: Vec<Value> = vec![whose(), after(0), after(0), 0.into(), JOUR.into(), 0.into()];
        let of_week: Vec<Value> = vec![whose(), after(1), after(SEMAINE)];
        let held: Vec<Value> = vec![whose(), after(0), agent.structure.as_str().into()];
        let read = self.base.read(move |tx| {
            let mut among = HashMap::new();
            for cle in AFaire::ALL.into_iter().filter(|cle| cle.is_of_rows() && *cle != AFaire::Confie) {
                among.insert(cle, rangs::read(tx, cle, &cadran)?);
            }
            let (today, next) = (tx.all(&agenda::OF_AGENT, &of_day)?, tx.all(&NEXT, &of_week)?);
            let ateliers: Vec<Option<AtelierDuJour>> = tx.all(&ATELIERS, &held)?;
            Ok(Lu { today, next, ateliers: ateliers.into_iter().flatten().collect(), among })
        });
        Ok(read.await?)
    }

    /// Opens the rows that these lines tell; how many do not open.
    pub(super) async fn said(
        &self,
        listed: &[(AFaire, Listed)],
        key: &Secret,
        agent: &Agent,
    ) -> Result<(Dits, usize), Error> {
        let of = |keys: [AFaire; 2]| {
            let those = listed.iter().filter(move |(cle, _)| keys.contains(cle));
            those.flat_map(|(_, listed)| listed.causes.iter().map(|cause| cause.rang)).collect::<Vec<_>>()
        };
        let (rdv, desk) = (of([AFaire::SansStatut, AFaire::ARappeler]), of([AFaire::Attend, AFaire::Appel]));
        if rdv.is_empty() && desk.is_empty() {
            return Ok((Dits::default(), 0));
        }
        let (rdv, desk) = self
            .base
            .read(move |tx| {
                let (mut rows, mut seen) = (Vec::new(), Vec::new());
                for id in &rdv {
                    rows.extend(tx.one::<agenda::Brut>(&agenda::GET, &[(*id).into()])?);
                }
                for id in &desk {
                    seen.extend(tx.one::<passages::Brut>(&passages::GET, &[(*id).into()])?);
                }
                Ok((rows, seen))
            })
            .await?;
        let (rdv, closed) = agenda::opened(rdv, key, agent.structure);
        let (desk, unread) = passages::opened(desk, key, agent.structure);
        let rendez_vous = rdv.into_iter().map(|rang| (rang.id.0, rang)).collect();
        let passages = desk.into_iter().map(|rang| (rang.id.0, rang)).collect();
        Ok((Dits { rendez_vous, passages }, closed + unread))
    }

    /// Whose things to do the page counts: her own, or her structure's for who oversees and accompanies nobody. On probation, hers.
    pub(super) fn portee(&self, agent: &Agent) -> Portee {
        let oversees = agent.role.oversees() && !agent.role.accompanies();
        if oversees && !self.is_on_probation(agent.id) { Portee::Structure } else { Portee::Moi }
    }
}

/// A row that says no workshop of ours is left out: lists detect nothing.
impl FromRow for Option<AtelierDuJour> {
    fn from_row(row: &Row<'_>) -> Result<Self, SqlError> {
        let minute = |index: usize| Ok::<_, SqlError>(u16::try_from(row.int(index)?).ok());
        let jour = i32::try_from(row.int(2)?).ok().and_then(date);
        let hours = minute(3)?.zip(minute(4)?);
        let plage = jour.zip(hours).and_then(|(jour, (debut, fin))| Plage::new(jour, debut, fin).ok());
        let etat = u8::try_from(row.int(6)?).ok().and_then(EtatSeance::from_number);
        let (Ok(id), Some(plage), Some(etat)) = (row.bytes(0)?.try_into(), plage, etat) else { return Ok(None) };
        Ok(Some(AtelierDuJour {
            id: AtelierId(id),
            nom: row.text(1)?.to_owned(),
            plage,
            site: u32::try_from(row.int(5)?).unwrap_or(0),
            etat,
            prises: usize::try_from(row.int(8)?).unwrap_or(0),
            places: minute(7)?.filter(|places| *places > 0),
        }))
    }
}

/// The hour of a structure.
pub(super) fn fuseau(agent: &Agent) -> Fuseau {
    Fuseau::of_structure(agent.structure)
}
