//! The rows of an agenda. Ids, days, minutes and states are in clear, so that a day is found by an index; what is sealed says
//! them again, with what was typed: a row that somebody edited does not open.

use domaine::agenda::{Plage, StatutRdv};
use domaine::{AgentId, Clair, CodeStructure, DossierId, RendezVousId};
use jiff::civil::Date;

use crate::base::{FromRow, Row, SqlError, Tx, Value};
use crate::face::GenreAgenda;
use crate::fiche::{date, days};
use crate::racine::Secret;
use crate::rangee;
use crate::sceau::Place;

crate::statements! {
    GET = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
           from rendez_vous where id = ?1";
    OF_AGENT = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
                from rendez_vous where agent = ?1 and jour between ?2 and ?3 and (site = ?4 or ?4 = 0) \
                order by jour, debut, genre desc, id limit ?5 offset ?6";
    OF_STRUCTURE = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
                    from rendez_vous where structure = ?1 and jour between ?2 and ?3 and (site = ?4 or ?4 = 0) \
                    and genre = 1 order by jour, debut, id limit ?5 offset ?6";
    OF_DOSSIER = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
                  from rendez_vous where dossier = ?1 and jour >= ?2 order by jour desc, debut desc, id limit ?3";
    AWAY = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
            from rendez_vous where structure = ?1 and jour = ?2 and genre = 3 order by debut, id limit 50";
    SHEET = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
             from rendez_vous where structure = ?1 and jour = ?2 and (site = ?3 or ?3 = 0) and genre = 1 \
             and statut not in (4, 5) order by debut, id limit ?4 offset ?5";
    COUNT_SHEET = "select count(*) from rendez_vous where structure = ?1 and jour = ?2 and (site = ?3 or ?3 = 0) \
                   and genre = 1 and statut not in (4, 5)";
    OWN_SHEET = "select id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, contenu \
                 from rendez_vous where agent = ?1 and jour = ?2 and (site = ?3 or ?3 = 0) and genre = 1 \
                 and statut not in (4, 5) order by debut, id limit ?4 offset ?5";
    COUNT_OWN_SHEET = "select count(*) from rendez_vous where agent = ?1 and jour = ?2 and (site = ?3 or ?3 = 0) \
                       and genre = 1 and statut not in (4, 5)";
    COUNT_AGENT = "select jour, count(*) from rendez_vous where agent = ?1 and jour between ?2 and ?3 \
                   and (site = ?4 or ?4 = 0) group by jour order by jour";
    COUNT_STRUCTURE = "select jour, count(*) from rendez_vous where structure = ?1 and jour between ?2 and ?3 \
                       and (site = ?4 or ?4 = 0) and genre = 1 group by jour order by jour";
    INSERT = "insert into rendez_vous (id, structure, genre, agent, site, jour, debut, fin, statut, dossier, serie, maj, \
              contenu) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    UPDATE = "update rendez_vous set statut = ?2, maj = ?3, contenu = ?4 where id = ?1 and maj = ?5";
    DROP_ONE = "delete from rendez_vous where id = ?1 and structure = ?2 and genre <> 1";
    DROP_SERIE = "delete from rendez_vous where agent = ?1 and jour >= ?2 and serie = ?3 and structure = ?4 and genre <> 1";
    SITES = "select num, nom, ouvert from site where structure = ?1 order by num";
    FEED = "select agent, structure, cree from calendrier where jeton = ?1";
    FEED_OF = "select cree from calendrier where agent = ?1";
    DROP_FEED = "delete from calendrier where agent = ?1";
    PUT_FEED = "insert into calendrier (agent, structure, jeton, cree) values (?1, ?2, ?3, ?4)";
}

/// Table number in [`Place`].
const KIND: u8 = 40;

/// Longest words of a rendez-vous, in characters.
pub(crate) const TEXTE_MAX: usize = 200;

/// One row, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct Rang {
    pub id: RendezVousId,
    pub structure: CodeStructure,
    pub genre: GenreAgenda,
    pub agent: AgentId,
    /// Zero for none.
    pub site: u32,
    pub plage: Plage,
    pub statut: StatutRdv,
    pub dossier: Option<DossierId>,
    /// Random, common to all of a series; zero for one alone.
    pub serie: [u8; 16],
    /// Last change, milliseconds.
    pub maj: u64,
    pub objet: u16,
    pub texte: Clair,
    /// Who put it there.
    pub auteur: AgentId,
}

/// A row as the base has it: nothing of it is believed until it opens.
#[derive(Clone, Debug)]
pub(crate) struct Brut {
    pub rang: Option<Rang>,
    pub contenu: Vec<u8>,
}

impl FromRow for Brut {
    fn from_row(row: &Row<'_>) -> Result<Brut, SqlError> {
        let contenu = row.bytes(12)?.to_vec();
        Ok(Brut { rang: clear(row)?, contenu })
    }
}

/// The clear columns; `None` when they say nothing that a row of ours says.
fn clear(row: &Row<'_>) -> Result<Option<Rang>, SqlError> {
    let id = |index: usize| Ok::<Option<[u8; 16]>, SqlError>(row.bytes(index)?.try_into().ok());
    let number = |index: usize| row.int(index);
    let (Some(own), Some(agent), Some(dossier), Some(serie)) = (id(0)?, id(3)?, id(9)?, id(10)?) else {
        return Ok(None);
    };
    let genre = u8::try_from(number(2)?).ok().and_then(GenreAgenda::from_number);
    let statut = u8::try_from(number(8)?).ok().and_then(StatutRdv::from_number);
    let jour = i32::try_from(number(5)?).ok().and_then(date);
    let minutes = u16::try_from(number(6)?).ok().zip(u16::try_from(number(7)?).ok());
    let plage = jour.zip(minutes).and_then(|(jour, (debut, fin))| Plage::new(jour, debut, fin).ok());
    let site = u32::try_from(number(4)?).ok();
    let (Ok(structure), Some(genre), Some(statut), Some(plage), Some(site)) =
        (row.text(1)?.parse(), genre, statut, plage, site)
    else {
        return Ok(None);
    };
    Ok(Some(Rang {
        id: RendezVousId(own),
        structure,
        genre,
        agent: AgentId(agent),
        site,
        plage,
        statut,
        dossier: (dossier != [0; 16]).then_some(DossierId(dossier)),
        serie,
        maj: number(11)? as u64,
        objet: 0,
        texte: Clair::default(),
        auteur: AgentId([0; 16]),
    }))
}

impl Brut {
    /// The row with what was typed, if it is the one that was written, and of this structure.
    pub fn open(self, key: &Secret, structure: CodeStructure) -> Option<Rang> {
        let rang = self.rang.filter(|rang| rang.structure == structure)?;
        let mut champs = rangee::open(key, &rang.place(), &rang.columns(), &self.contenu)?;
        let objet = u16::from_be_bytes(champs.bytes()?);
        let texte = champs.texte()?;
        let auteur = AgentId(champs.bytes()?);
        Some(Rang { objet, texte, auteur, ..rang })
    }
}

impl Rang {
    fn place(&self) -> Place {
        Place { owner: self.id.0, structure: self.structure.0, kind: KIND, num: 0, version: 1 }
    }

    /// The clear columns, as bytes that differ whenever one of them does.
    fn columns(&self) -> Vec<u8> {
        let mut out = vec![self.genre as u8, self.statut as u8];
        out.extend_from_slice(&self.agent.0);
        out.extend_from_slice(&self.site.to_be_bytes());
        out.extend_from_slice(&days(self.plage.jour()).to_be_bytes());
        out.extend_from_slice(&self.plage.debut().to_be_bytes());
        out.extend_from_slice(&self.plage.fin().to_be_bytes());
        out.extend_from_slice(&self.dossier.map_or([0; 16], |d| d.0));
        out.extend_from_slice(&self.serie);
        out.extend_from_slice(&self.maj.to_be_bytes());
        out
    }

    /// What `contenu` holds.
    pub fn seal(&self, key: &Secret) -> Vec<u8> {
        let champs = [&self.objet.to_be_bytes()[..], self.texte.expose().as_bytes(), &self.auteur.0];
        rangee::seal(key, &self.place(), &self.columns(), &champs)
    }

    /// The parameters of its insertion.
    pub fn values(&self, key: &Secret) -> Vec<Value> {
        vec![
            self.id.0.into(),
            self.structure.as_str().into(),
            (self.genre as u8).into(),
            self.agent.0.into(),
            self.site.into(),
            days(self.plage.jour()).into(),
            i64::from(self.plage.debut()).into(),
            i64::from(self.plage.fin()).into(),
            (self.statut as u8).into(),
            self.dossier.map_or([0; 16], |d| d.0).into(),
            self.serie.into(),
            (self.maj as i64).into(),
            self.seal(key).into(),
        ]
    }

    /// Whether it takes its place in an agenda: neither an open slot nor what was cancelled.
    pub fn occupe(&self) -> bool {
        match self.genre {
            GenreAgenda::RendezVous => self.statut.occupe(),
            GenreAgenda::Absence => true,
            GenreAgenda::Creneau => false,
        }
    }
}

/// Rows that open, and how many do not.
pub(crate) fn opened(bruts: Vec<Brut>, key: &Secret, structure: CodeStructure) -> (Vec<Rang>, usize) {
    rangee::opened(bruts, |brut| brut.open(key, structure))
}

/// What stands already where these are to be put: in their agendas, and of their person. By the clear columns: an edited row
/// may warn for nothing, it cannot make anything disappear.
pub(crate) fn standing(tx: &mut Tx<'_>, new: &[Rang], but: Option<RendezVousId>) -> Result<Vec<Plage>, SqlError> {
    let mut found = Vec::new();
    let Some((first, last)) = span(new) else { return Ok(found) };
    let mut around: Vec<Rang> = Vec::new();
    let mut agents: Vec<AgentId> = new.iter().map(|rang| rang.agent).collect();
    agents.dedup();
    for agent in agents {
        let params = [agent.0.into(), days(first).into(), days(last).into(), 0.into(), 10_000.into(), 0.into()];
        around.extend(tx.all::<Brut>(&OF_AGENT, &params)?.into_iter().filter_map(|brut| brut.rang));
    }
    if let Some(dossier) = new.first().and_then(|rang| rang.dossier) {
        let params = [dossier.0.into(), days(first).into(), 1_000.into()];
        around.extend(tx.all::<Brut>(&OF_DOSSIER, &params)?.into_iter().filter_map(|brut| brut.rang));
    }
    for rang in new {
        let over = |other: &&Rang| other.occupe() && Some(other.id) != but && other.plage.chevauche(&rang.plage);
        found.extend(around.iter().filter(over).map(|other| other.plage));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn span(rangs: &[Rang]) -> Option<(Date, Date)> {
    let jours = || rangs.iter().map(|rang| rang.plage.jour());
    jours().min().zip(jours().max())
}

/// Writes new rows.
pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[Vec<Value>]) -> Result<(), SqlError> {
    tx.exec_each(&INSERT, rows).map(drop)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn rang() -> Rang {
        Rang {
            id: RendezVousId([1; 16]),
            structure: CodeStructure(*b"59512S00"),
            genre: GenreAgenda::RendezVous,
            agent: AgentId([2; 16]),
            site: 3,
            plage: Plage::new(date(2026, 11, 23), 540, 600).expect("a stretch"),
            statut: StatutRdv::Planifie,
            dossier: Some(DossierId([4; 16])),
            serie: [5; 16],
            maj: 6,
            objet: 2,
            texte: Clair::new("apporter le CV"),
            auteur: AgentId([7; 16]),
        }
    }

    #[test]
    fn a_row_opens_as_it_was_written_and_not_otherwise() {
        let key = Secret::new([9; 32]);
        let sealed = rang().seal(&key);
        let read = |change: fn(&mut Rang)| {
            let mut edited = rang();
            change(&mut edited);
            Brut { rang: Some(edited), contenu: sealed.clone() }.open(&key, CodeStructure(*b"59512S00"))
        };
        let whole = read(|_| {}).expect("it opens");
        assert_eq!((whole.objet, whole.texte.expose(), whole.auteur), (2, "apporter le CV", AgentId([7; 16])));
        let other_day = |r: &mut Rang| r.plage = Plage::new(date(2026, 11, 24), 540, 600).expect("a stretch");
        for change in [
            (|r: &mut Rang| r.id.0[0] ^= 1) as fn(&mut Rang),
            |r| r.structure = CodeStructure(*b"13055S00"),
            |r| r.genre = GenreAgenda::Absence,
            |r| r.agent.0[0] ^= 1,
            |r| r.site = 4,
            |r| r.statut = StatutRdv::Absent,
            |r| r.dossier = None,
            |r| r.serie[0] ^= 1,
            |r| r.maj = 7,
            other_day,
        ] {
            assert!(read(change).is_none());
        }
    }
}
