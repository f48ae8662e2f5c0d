//! The rows of sessions collectives and of their inscriptions. Ids, days, minutes, places and states are in clear, so that a
//! list is read by an index; what is sealed says them again, with what was typed: a row that somebody edited does not open.

use domaine::agenda::Plage;
use domaine::seance::{EtatSeance, Inscription, Seance, StatutInscription};
use domaine::{AgentId, AtelierId, Clair, CodeStructure, DossierId, OffreId};
use jiff::civil::Date;

use crate::base::{FromRow, Row, SqlError, Tx, Value};
use crate::fiche::{date, days};
use crate::racine::Secret;
use crate::rangee;
use crate::sceau::Place;

crate::statements! {
    GET = "select id, structure, offre, animateur, site, jour, debut, fin, limite, places, etat, serie, maj, contenu \
           from atelier where id = ?1";
    INSERT = "insert into atelier (id, structure, offre, animateur, site, jour, debut, fin, limite, places, etat, serie, \
              maj, contenu) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    UPDATE = "update atelier set animateur = ?2, site = ?3, jour = ?4, debut = ?5, fin = ?6, limite = ?7, places = ?8, \
              etat = ?9, maj = ?10, contenu = ?11 where id = ?1";
    LINES = "select atelier, dossier, structure, rang, statut, maj, contenu from inscription where atelier = ?1 \
             order by rang, dossier limit 2000";
    LINE_IN = "insert into inscription (atelier, dossier, structure, rang, statut, maj, contenu) \
               values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    LINE_UP = "update inscription set rang = ?3, statut = ?4, maj = ?5, contenu = ?6 where atelier = ?1 and dossier = ?2";
    OF_DOSSIER = "select a.id, a.structure, a.offre, a.animateur, a.site, a.jour, a.debut, a.fin, a.limite, a.places, \
                  a.etat, a.serie, a.maj, a.contenu, i.atelier, i.dossier, i.structure, i.rang, i.statut, i.maj, i.contenu \
                  from inscription i join atelier a on a.id = i.atelier where i.dossier = ?1 and a.jour >= ?2 \
                  order by a.jour desc, a.debut desc, a.id limit ?3";
}

/// Table numbers in [`Place`].
const KIND: u8 = 41;
const KIND_LINE: u8 = 42;

/// Longest words of a session, in characters.
pub(crate) const TEXTE_MAX: usize = 300;

/// A row of a session, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct Atelier {
    pub id: AtelierId,
    pub structure: CodeStructure,
    pub offre: OffreId,
    pub animateur: AgentId,
    /// Zero for none.
    pub site: u32,
    pub plage: Plage,
    pub limite: Option<Date>,
    pub places: Option<u16>,
    pub etat: EtatSeance,
    /// Random, common to all of a series; zero for one alone.
    pub serie: [u8; 16],
    /// Last change, milliseconds.
    pub maj: u64,
    pub close_le: Option<Date>,
    pub texte: Clair,
    /// Who put it there.
    pub auteur: AgentId,
}

/// A row of an inscription, opened or about to be sealed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inscrit {
    pub atelier: AtelierId,
    pub structure: CodeStructure,
    pub ligne: Inscription,
    pub maj: u64,
    /// Who wrote it last.
    pub auteur: AgentId,
}

/// A row as the base has it: nothing of it is believed until it opens.
#[derive(Clone, Debug)]
pub(crate) struct Brut<T> {
    row: Option<T>,
    contenu: Vec<u8>,
}

impl FromRow for Brut<Atelier> {
    fn from_row(row: &Row<'_>) -> Result<Brut<Atelier>, SqlError> {
        Ok(Brut { row: atelier(row)?, contenu: row.bytes(13)?.to_vec() })
    }
}

impl FromRow for Brut<Inscrit> {
    fn from_row(row: &Row<'_>) -> Result<Brut<Inscrit>, SqlError> {
        Ok(Brut { row: inscrit(row, 0)?, contenu: row.bytes(6)?.to_vec() })
    }
}

impl FromRow for (Brut<Atelier>, Brut<Inscrit>) {
    fn from_row(row: &Row<'_>) -> Result<Self, SqlError> {
        let line = Brut { row: inscrit(row, 14)?, contenu: row.bytes(20)?.to_vec() };
        Ok((Brut { row: atelier(row)?, contenu: row.bytes(13)?.to_vec() }, line))
    }
}

/// The clear columns of a session; `None` when they say nothing that a row of ours says. Zero is "no limit" and "no closing date".
pub(super) fn atelier(row: &Row<'_>) -> Result<Option<Atelier>, SqlError> {
    let id = |index: usize| Ok::<Option<[u8; 16]>, SqlError>(row.bytes(index)?.try_into().ok());
    let day = |index: usize| Ok::<_, SqlError>(i32::try_from(row.int(index)?).ok().and_then(date));
    let (Some(own), Some(offre), Some(animateur), Some(serie)) = (id(0)?, id(2)?, id(3)?, id(11)?) else {
        return Ok(None);
    };
    let minutes = u16::try_from(row.int(6)?).ok().zip(u16::try_from(row.int(7)?).ok());
    let plage = day(5)?.zip(minutes).and_then(|(jour, (debut, fin))| Plage::new(jour, debut, fin).ok());
    let etat = u8::try_from(row.int(10)?).ok().and_then(EtatSeance::from_number);
    let (Ok(structure), Some(plage), Some(etat), Ok(site), Ok(places)) =
        (row.text(1)?.parse(), plage, etat, u32::try_from(row.int(4)?), u16::try_from(row.int(9)?))
    else {
        return Ok(None);
    };
    Ok(Some(Atelier {
        id: AtelierId(own),
        structure,
        offre: OffreId(offre),
        animateur: AgentId(animateur),
        site,
        plage,
        limite: if row.int(8)? == 0 { None } else { day(8)? },
        places: (places > 0).then_some(places),
        etat,
        serie,
        maj: row.int(12)? as u64,
        close_le: None,
        texte: Clair::default(),
        auteur: AgentId([0; 16]),
    }))
}

/// The clear columns of an inscription, from this one on.
fn inscrit(row: &Row<'_>, first: usize) -> Result<Option<Inscrit>, SqlError> {
    let id = |index: usize| Ok::<Option<[u8; 16]>, SqlError>(row.bytes(first + index)?.try_into().ok());
    let statut = u8::try_from(row.int(first + 4)?).ok().and_then(StatutInscription::from_number);
    let (Some(atelier), Some(dossier), Some(statut), Ok(structure), Ok(ordre)) =
        (id(0)?, id(1)?, statut, row.text(first + 2)?.parse(), u32::try_from(row.int(first + 3)?))
    else {
        return Ok(None);
    };
    Ok(Some(Inscrit {
        atelier: AtelierId(atelier),
        structure,
        ligne: Inscription { dossier: DossierId(dossier), ordre, statut },
        maj: row.int(first + 5)? as u64,
        auteur: AgentId([0; 16]),
    }))
}

impl Brut<Atelier> {
    /// The row with what was typed, if it is the one that was written, and of this structure.
    pub fn open(self, key: &Secret, structure: CodeStructure) -> Option<Atelier> {
        let row = self.row.filter(|row| row.structure == structure)?;
        let mut champs = rangee::open(key, &row.place(), &row.columns(), &self.contenu)?;
        let close_le = i32::from_be_bytes(champs.bytes()?);
        let texte = champs.texte()?;
        let auteur = AgentId(champs.bytes()?);
        Some(Atelier { close_le: if close_le == 0 { None } else { date(close_le) }, texte, auteur, ..row })
    }

    /// Whether it says that it is of this structure: then not opening is a wrong, elsewhere it is no row of hers.
    pub fn claims(&self, structure: CodeStructure) -> bool {
        self.row.as_ref().is_none_or(|row| row.structure == structure)
    }
}

impl Brut<Inscrit> {
    /// The row, if it is the one that was written for this session and structure.
    pub fn open(self, key: &Secret, structure: CodeStructure, atelier: AtelierId) -> Option<Inscrit> {
        let row = self.row.filter(|row| row.structure == structure && row.atelier == atelier)?;
        let mut champs = rangee::open(key, &row.place(), &row.columns(), &self.contenu)?;
        Some(Inscrit { auteur: AgentId(champs.bytes()?), ..row })
    }
}

impl Atelier {
    fn place(&self) -> Place {
        Place { owner: self.id.0, structure: self.structure.0, kind: KIND, num: 0, version: 1 }
    }

    /// What the rules look at.
    pub fn seance(&self) -> Seance {
        let jour = self.plage.jour();
        let Atelier { etat, places, limite, close_le, .. } = *self;
        Seance { etat, debut: jour, fin: jour, places, limite, close_le }
    }

    /// The same row, after a rule.
    pub fn after(&self, seance: &Seance) -> Atelier {
        let Seance { etat, places, limite, close_le, .. } = *seance;
        Atelier { etat, places, limite, close_le, ..self.clone() }
    }

    fn columns(&self) -> Vec<u8> {
        let mut out = vec![self.etat as u8];
        out.extend_from_slice(&self.offre.0);
        out.extend_from_slice(&self.animateur.0);
        out.extend_from_slice(&self.site.to_be_bytes());
        out.extend_from_slice(&days(self.plage.jour()).to_be_bytes());
        out.extend_from_slice(&self.plage.debut().to_be_bytes());
        out.extend_from_slice(&self.plage.fin().to_be_bytes());
        out.extend_from_slice(&self.limite.map_or(0, days).to_be_bytes());
        out.extend_from_slice(&self.places.unwrap_or(0).to_be_bytes());
        out.extend_from_slice(&self.serie);
        out.extend_from_slice(&self.maj.to_be_bytes());
        out
    }

    fn seal(&self, key: &Secret) -> Vec<u8> {
        let champs = [&self.close_le.map_or(0, days).to_be_bytes()[..], self.texte.expose().as_bytes(), &self.auteur.0];
        rangee::seal(key, &self.place(), &self.columns(), &champs)
    }

    /// The parameters of [`INSERT`].
    pub fn values(&self, key: &Secret) -> Vec<Value> {
        vec![
            self.id.0.into(),
            self.structure.as_str().into(),
            self.offre.0.into(),
            self.animateur.0.into(),
            self.site.into(),
            days(self.plage.jour()).into(),
            i64::from(self.plage.debut()).into(),
            i64::from(self.plage.fin()).into(),
            self.limite.map_or(0, days).into(),
            i64::from(self.places.unwrap_or(0)).into(),
            (self.etat as u8).into(),
            self.serie.into(),
            (self.maj as i64).into(),
            self.seal(key).into(),
        ]
    }

    /// Writes it over the row that it came from.
    pub fn update(&self, tx: &mut Tx<'_>, key: &Secret) -> Result<(), SqlError> {
        let mut all = self.values(key);
        let contenu = all.split_off(12);
        let params = [all.remove(0)].into_iter().chain(all.drain(2..10)).chain(contenu).collect::<Vec<_>>();
        tx.exec(&UPDATE, &params).map(drop)
    }
}

impl Inscrit {
    fn place(&self) -> Place {
        Place { owner: self.ligne.dossier.0, structure: self.structure.0, kind: KIND_LINE, num: 0, version: 1 }
    }

    fn columns(&self) -> Vec<u8> {
        let mut out = vec![self.ligne.statut as u8];
        out.extend_from_slice(&self.atelier.0);
        out.extend_from_slice(&self.ligne.ordre.to_be_bytes());
        out.extend_from_slice(&self.maj.to_be_bytes());
        out
    }

    fn seal(&self, key: &Secret) -> Vec<u8> {
        rangee::seal(key, &self.place(), &self.columns(), &[&self.auteur.0])
    }

    /// Writes it, new or over the line of the same dossier.
    pub fn write(&self, tx: &mut Tx<'_>, key: &Secret) -> Result<(), SqlError> {
        let (atelier, dossier, rang, statut) =
            (self.atelier.0, self.ligne.dossier.0, self.ligne.ordre, self.ligne.statut as u8);
        let (maj, contenu) = (self.maj as i64, self.seal(key));
        let params = [atelier.into(), dossier.into(), rang.into(), statut.into(), maj.into(), contenu.clone().into()];
        if tx.exec(&LINE_UP, &params)? == 1 {
            return Ok(());
        }
        let structure = self.structure.as_str();
        let params =
            [atelier.into(), dossier.into(), structure.into(), rang.into(), statut.into(), maj.into(), contenu.into()];
        tx.exec(&LINE_IN, &params).map(drop)
    }
}

/// A session as it stands, with its lines that open.
#[derive(Clone, Debug)]
pub(crate) struct Salle {
    pub atelier: Atelier,
    pub lignes: Vec<Inscrit>,
    /// Lines that do not open.
    pub illisibles: usize,
}

impl Salle {
    /// The session of this id and structure. `Err` when it is of this structure and does not open.
    pub fn read(
        tx: &mut Tx<'_>,
        id: AtelierId,
        key: &Secret,
        structure: CodeStructure,
    ) -> Result<Result<Option<Salle>, ()>, SqlError> {
        let Some(brut) = tx.one::<Brut<Atelier>>(&GET, &[id.0.into()])? else { return Ok(Ok(None)) };
        let is_here = brut.claims(structure);
        let Some(atelier) = brut.open(key, structure) else { return Ok(if is_here { Err(()) } else { Ok(None) }) };
        let bruts = tx.all::<Brut<Inscrit>>(&LINES, &[id.0.into()])?;
        let (lignes, illisibles) = rangee::opened(bruts, |brut| brut.open(key, structure, id));
        Ok(Ok(Some(Salle { atelier, lignes, illisibles })))
    }

    /// What the rules look at. A line that does not open holds a place: whoever edited it frees nothing.
    pub fn seance(&self) -> Seance {
        let seance = self.atelier.seance();
        let held = u16::try_from(self.illisibles).unwrap_or(u16::MAX);
        Seance { places: seance.places.map(|places| places.saturating_sub(held)), ..seance }
    }

    /// The lines, as the rules take them.
    pub fn inscriptions(&self) -> Vec<Inscription> {
        self.lignes.iter().map(|inscrit| inscrit.ligne).collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const ICI: CodeStructure = CodeStructure(*b"59512S00");

    fn atelier() -> Atelier {
        Atelier {
            id: AtelierId([1; 16]),
            structure: ICI,
            offre: OffreId([2; 16]),
            animateur: AgentId([3; 16]),
            site: 4,
            plage: Plage::new(date(2026, 11, 23), 540, 720).expect("a stretch"),
            limite: Some(date(2026, 11, 20)),
            places: Some(12),
            etat: EtatSeance::Close,
            serie: [5; 16],
            maj: 6,
            close_le: Some(date(2026, 11, 23)),
            texte: Clair::new("apporter un CV"),
            auteur: AgentId([7; 16]),
        }
    }

    fn inscrit() -> Inscrit {
        let ligne = Inscription { dossier: DossierId([8; 16]), ordre: 3, statut: StatutInscription::Inscrit };
        Inscrit { atelier: AtelierId([1; 16]), structure: ICI, ligne, maj: 9, auteur: AgentId([7; 16]) }
    }

    #[test]
    fn a_session_opens_as_it_was_written_and_not_otherwise() {
        let key = Secret::new([9; 32]);
        let sealed = atelier().seal(&key);
        let read = |change: fn(&mut Atelier)| {
            let mut row = atelier();
            change(&mut row);
            Brut { row: Some(row), contenu: sealed.clone() }.open(&key, ICI)
        };
        let whole = read(|_| {}).expect("it opens");
        assert_eq!((whole.texte.expose(), whole.close_le), ("apporter un CV", Some(date(2026, 11, 23))));
        let changes: [fn(&mut Atelier); 11] = [
            |a| a.id.0[0] ^= 1,
            |a| a.structure = CodeStructure(*b"13055S00"),
            |a| a.offre.0[0] ^= 1,
            |a| a.animateur.0[0] ^= 1,
            |a| a.site = 0,
            |a| a.plage = Plage::new(date(2026, 11, 24), 540, 720).expect("a stretch"),
            |a| a.limite = None,
            |a| a.places = Some(13),
            |a| a.etat = EtatSeance::Ouverte,
            |a| a.serie = [0; 16],
            |a| a.maj = 7,
        ];
        for (n, change) in changes.into_iter().enumerate() {
            assert!(read(change).is_none(), "change {n}");
        }
    }

    #[test]
    fn an_inscription_opens_for_its_dossier_and_session_alone() {
        let key = Secret::new([9; 32]);
        let sealed = inscrit().seal(&key);
        let read = |change: fn(&mut Inscrit), atelier: u8| {
            let mut row = inscrit();
            change(&mut row);
            Brut { row: Some(row), contenu: sealed.clone() }.open(&key, ICI, AtelierId([atelier; 16]))
        };
        assert_eq!(read(|_| {}, 1).expect("it opens").auteur, AgentId([7; 16]));
        assert!(read(|_| {}, 2).is_none(), "another session");
        assert!(read(|i| i.atelier = AtelierId([2; 16]), 2).is_none(), "moved to another session");
        assert!(read(|i| i.ligne.dossier.0[0] ^= 1, 1).is_none(), "another person");
        assert!(read(|i| i.ligne.statut = StatutInscription::Present, 1).is_none(), "another statut");
        assert!(read(|i| i.ligne.ordre = 1, 1).is_none(), "another rank");
        assert!(read(|i| i.maj = 1, 1).is_none(), "another time");
    }
}
