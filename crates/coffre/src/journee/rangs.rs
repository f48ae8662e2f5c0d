//! What the rows of the structure put on a list of things to do: ids, days and states in clear. A row that somebody edited may add
//! or hide a person of a list; what the page shows of a row itself is opened first.

use domaine::fuseau::Fuseau;
use domaine::{AgentId, CodeStructure};
use jiff::civil::{Date, DateTime};

use crate::accueil::APPEL;
use crate::base::{SqlError, Statement, Tx, Value};
use crate::face::{AFaire, EtatPassage, GenrePassage, Portee};
use crate::fiche::days;
use crate::noms::a_faire::MINUTES;
use crate::noms::veille::Seuil;
use crate::noms::{Among, Cause};

crate::statements! {
    LATE_OF_AGENT = "select id, dossier, jour, debut from rendez_vous where agent = ?1 and statut = 1 and jour <= ?2 \
                     and genre = 1 and (jour < ?2 or fin <= ?3)";
    LATE_OF_STRUCTURE = "select id, dossier, jour, debut from rendez_vous where structure = ?1 and statut = 1 and jour <= ?2 \
                         and genre = 1 and (jour < ?2 or fin <= ?3)";
    ABSENT_OF_AGENT = "select r.id, r.dossier, r.jour, r.debut from rendez_vous r where r.agent = ?1 and r.statut = 3 \
                       and r.jour between ?3 and ?2 and r.genre = 1 and not exists (select 1 from rendez_vous n \
                       where n.dossier = r.dossier and n.jour >= ?2 and n.statut = 1 and n.genre = 1)";
    ABSENT_OF_STRUCTURE = "select r.id, r.dossier, r.jour, r.debut from rendez_vous r where r.structure = ?1 and r.statut = 3 \
                           and r.jour between ?3 and ?2 and r.genre = 1 and not exists (select 1 from rendez_vous n \
                           where n.dossier = r.dossier and n.jour >= ?2 and n.statut = 1 and n.genre = 1)";
    WAITING = "select id, dossier, agent, temps from passage where structure = ?1 and etat = ?2 and temps >= ?3 \
               and genre = ?4";
}

/// Whose rows are looked at, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cadran {
    pub structure: CodeStructure,
    /// None for everybody's.
    pub agent: Option<AgentId>,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
    /// The same, milliseconds.
    pub time: u64,
}

impl Cadran {
    /// Of a portée, for this agent.
    pub fn of(structure: CodeStructure, agent: AgentId, portee: Portee, time: u64) -> Cadran {
        let agent = match portee {
            Portee::Moi => Some(agent),
            Portee::Agent(other) => Some(other),
            Portee::SansReferent | Portee::Structure => None,
        };
        Cadran { structure, agent, maintenant: Fuseau::of_structure(structure).civil(time), time }
    }

    /// The day.
    pub fn today(&self) -> Date {
        self.maintenant.date()
    }

    fn minute(&self) -> i64 {
        i64::from(self.maintenant.hour()) * 60 + i64::from(self.maintenant.minute())
    }
}

/// Those whom the rows put on this list; nobody for a list that rows do not make.
///
/// # Errors
/// The base's.
pub(crate) fn read(tx: &mut Tx<'_>, cle: AFaire, cadran: &Cadran) -> Result<Among, SqlError> {
    match cle {
        // What happened first presses most; somebody absent twice was last absent the last time.
        AFaire::SansStatut => rendez_vous(tx, cadran, (&LATE_OF_AGENT, &LATE_OF_STRUCTURE), cadran.minute(), i64::min),
        AFaire::ARappeler => {
            let since = Seuil::at(cadran.today()).contact;
            rendez_vous(tx, cadran, (&ABSENT_OF_AGENT, &ABSENT_OF_STRUCTURE), since.into(), i64::max)
        }
        AFaire::Attend => waiting(tx, cadran, GenrePassage::Ticket),
        AFaire::Appel => waiting(tx, cadran, GenrePassage::Appel),
        _ => Ok(Among::new()),
    }
}

fn rendez_vous(
    tx: &mut Tx<'_>,
    cadran: &Cadran,
    (of_agent, of_structure): (&'static Statement, &'static Statement),
    third: i64,
    keep: fn(i64, i64) -> i64,
) -> Result<Among, SqlError> {
    let (whose, statement): (Value, _) = match cadran.agent {
        Some(agent) => (agent.0.into(), of_agent),
        None => (cadran.structure.as_str().into(), of_structure),
    };
    let mut among = Among::new();
    tx.each(statement, &[whose, days(cadran.today()).into(), third.into()], |row| {
        let (Ok(rang), Ok(dossier)) = (row.bytes(0)?.try_into(), row.bytes(1)?.try_into()) else { return Ok(()) };
        let presse = row.int(2)? * i64::from(MINUTES) + row.int(3)?;
        note(&mut among, dossier, Cause { presse, rang }, keep);
        Ok(())
    })?;
    Ok(among)
}

/// Who is at the front desk today, or called within the days that a call waits: for one agent, or for whoever is free.
fn waiting(tx: &mut Tx<'_>, cadran: &Cadran, genre: GenrePassage) -> Result<Among, SqlError> {
    let since = match genre {
        GenrePassage::Ticket => Fuseau::of_structure(cadran.structure).debut(cadran.today()).unwrap_or(0),
        GenrePassage::Appel => cadran.time.saturating_sub(APPEL),
    };
    let params: [Value; 4] = [
        cadran.structure.as_str().into(),
        (EtatPassage::Attend as u8).into(),
        (since as i64).into(),
        (genre as u8).into(),
    ];
    let mut among = Among::new();
    tx.each(&WAITING, &params, |row| {
        let (Ok(rang), Ok(dossier)) = (row.bytes(0)?.try_into(), row.bytes(1)?.try_into()) else { return Ok(()) };
        let pour: Option<[u8; 16]> = row.bytes(2)?.try_into().ok();
        let hers = |agent: AgentId| pour == Some(agent.0) || pour == Some([0; 16]);
        if cadran.agent.is_none_or(hers) {
            note(&mut among, dossier, Cause { presse: row.int(3)?, rang }, i64::min);
        }
        Ok(())
    })?;
    Ok(among)
}

/// One line a person: the one that is kept.
fn note(among: &mut Among, dossier: [u8; 16], cause: Cause, keep: fn(i64, i64) -> i64) {
    let kept = among.entry(dossier).or_insert(cause);
    if keep(kept.presse, cause.presse) == cause.presse {
        *kept = cause;
    }
}
