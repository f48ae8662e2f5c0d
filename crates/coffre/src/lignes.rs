//! The rows of one dossier: read, digested, staged for a write, promoted once the journal has the write.
//!
//! A write never changes a row: it adds rows marked with the next etat. They count for nothing until
//! `dossier.etat` reaches them, so that a crash leaves either the old state or the new one.

use std::collections::BTreeMap;

use aws_lc_rs::digest::{SHA256, digest as sha256};
use domaine::{CodeStructure, DossierId};

use crate::base::{FromRow, Row, SqlError, Tx, Value};
use crate::racine::mac;
use crate::sceau::Place;

crate::statements! {
    HEAD = "select d.structure, d.epoch, d.etat, d.cree, d.part, e.etat, e.statut, e.referent, e.maj, e.digest, \
            e.contact, e.fin, e.motif \
            from dossier d join entete e on e.dossier = d.id where d.id = ?1 order by e.etat";
    ROWS = "select genre, num, etat, code, jour, contenu, fin from ligne where dossier = ?1 order by genre, num, etat";
    LABELS = "select 0, etat, contenu from etiquette where dossier = ?1 \
              and structure = (select structure from dossier where id = ?1) \
              union all select genre, etat, valeur from jeton where dossier = ?1";
    INSERT_DOSSIER = "insert into dossier (id, structure, epoch, etat, cree, part) values (?1, ?2, 0, 0, ?3, ?4)";
    INSERT_ENTETE = "insert into entete (dossier, etat, statut, referent, maj, digest, contact, fin, motif) \
                     values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    INSERT_LIGNE = "insert into ligne (dossier, genre, num, etat, code, jour, contenu, fin) \
                    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    INSERT_ETIQUETTE = "insert into etiquette (dossier, etat, structure, contenu) values (?1, ?2, ?3, ?4)";
    INSERT_JETON = "insert into jeton (genre, valeur, dossier, etat) values (?1, ?2, ?3, ?4)";
    REACH = "update dossier set etat = ?2 where id = ?1 and etat + 1 = ?2";
    DROP_ENTETES = "delete from entete where dossier = ?1 and etat < ?2";
    DROP_LIGNES = "delete from ligne where dossier = ?1 and etat < ?2 and exists (select 1 from ligne n \
                   where n.dossier = ligne.dossier and n.genre = ligne.genre and n.num = ligne.num \
                   and n.etat > ligne.etat and n.etat <= ?2)";
    DROP_ETIQUETTES = "delete from etiquette where dossier = ?1 and etat < ?2 and exists (select 1 from etiquette n \
                       where n.dossier = etiquette.dossier and n.etat > etiquette.etat and n.etat <= ?2)";
    DROP_JETONS = "delete from jeton where dossier = ?1 and etat < ?2 and exists (select 1 from jeton n \
                   where n.dossier = jeton.dossier and n.etat > jeton.etat and n.etat <= ?2)";
    FORGET_ENTETE = "delete from entete where dossier = ?1 and etat > ?2";
    FORGET_LIGNES = "delete from ligne where dossier = ?1 and etat > ?2";
    FORGET_ETIQUETTE = "delete from etiquette where dossier = ?1 and etat > ?2";
    FORGET_JETONS = "delete from jeton where dossier = ?1 and etat > ?2";
}

/// Kinds of row in `ligne`.
pub mod genre {
    /// The fields of one class; `num` and `code` are the class.
    pub const CLASSE: u8 = 1;
    /// An evenement; `code` is its kind, `jour` its day: coded facts of the pathway.
    pub const EVENEMENT: u8 = 2;
    /// A situation; `code` is its category, `jour` its beginning, `fin` its end, foreseen or real.
    pub const SITUATION: u8 = 3;
    /// A proposition; `code` is its state, `jour` its day, `fin` its term. Its theme is not in clear.
    pub const PROPOSITION: u8 = 4;
    /// When a group was last confirmed; `num` is the group, `jour` the day. Not for groups of C5, whose record holds it.
    pub const FRAICHEUR: u8 = 5;
}

/// Kind of the one row of `jeton` that says: none any more. Its value is zero; no search asks for this kind.
const NO_JETON: u8 = 0xff;

/// One row of `ligne`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ligne {
    /// See [`genre`].
    pub genre: u8,
    /// Number within the kind.
    pub num: u32,
    /// The etat that wrote it.
    pub etat: u32,
    /// Coded fact.
    pub code: i64,
    /// Civil day, days since 1970; zero when there is none.
    pub jour: i64,
    /// Civil day of an end or a term; zero when there is none.
    pub fin: i64,
    /// Sealed.
    pub contenu: Vec<u8>,
}

/// The clear head of a dossier at one etat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entete {
    /// actif, en veille, fin d'accompagnement.
    pub statut: u8,
    /// The agent who accompanies; zero if nobody.
    pub referent: [u8; 16],
    /// Last write, milliseconds.
    pub maj: u64,
    /// Keyed digest of everything at this etat.
    pub digest: [u8; 32],
    /// Day of the last contact that counts, days since 1970; zero when there was none.
    pub contact: i32,
    /// Day on which the accompaniment ended; zero while it runs.
    pub fin: i32,
    /// Why it ended: a code of the list "statuts-fin"; zero while it runs.
    pub motif: u16,
}

/// Everything stored of one dossier, pending rows included.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Which.
    pub id: DossierId,
    /// The structure that accompanies.
    pub structure: CodeStructure,
    /// Key epoch.
    pub epoch: u32,
    /// The etat that is current.
    pub etat: u32,
    /// Creation, milliseconds.
    pub cree: u64,
    /// Sealed share and salt.
    pub part: Vec<u8>,
    entetes: BTreeMap<u32, Entete>,
    lignes: Vec<Ligne>,
    labels: Vec<(u8, u32, Vec<u8>)>,
}

/// What a write adds.
#[derive(Clone, Debug)]
pub struct Change {
    /// The new head, its digest still to be computed.
    pub entete: Entete,
    /// New rows; their `etat` is overwritten.
    pub lignes: Vec<Ligne>,
    /// A new sealed label.
    pub etiquette: Option<Vec<u8>>,
    /// The exact tokens from now on, all of them; `None` leaves them as they are.
    pub jetons: Option<Vec<(u8, [u8; 32])>>,
}

impl Change {
    /// The rows that say its tokens. A set that becomes empty leaves one row: without any, the one before would count.
    fn jeton_rows(&self) -> impl Iterator<Item = (u8, [u8; 32])> {
        let none = self.jetons.as_ref().is_some_and(Vec::is_empty).then_some((NO_JETON, [0; 32]));
        self.jetons.iter().flatten().copied().chain(none)
    }
}

impl Stored {
    /// A dossier about to be created: nothing yet.
    pub fn fresh(id: DossierId, structure: CodeStructure, cree: u64, part: Vec<u8>) -> Stored {
        Stored {
            id,
            structure,
            epoch: 0,
            etat: 0,
            cree,
            part,
            entetes: BTreeMap::new(),
            lignes: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// The current head; `None` when it was deleted under our feet.
    pub fn entete(&self) -> Option<&Entete> {
        self.entetes.get(&self.etat)
    }

    /// Whether rows of a write that was not concluded are there.
    pub fn has_pending(&self) -> bool {
        self.entetes.keys().any(|&etat| etat > self.etat)
    }

    /// The head of the pending write.
    pub fn pending(&self) -> Option<&Entete> {
        self.entetes.get(&(self.etat + 1))
    }

    /// The rows of `ligne` that count at this etat, the last of each number.
    pub fn lignes_at(&self, etat: u32) -> Vec<&Ligne> {
        let mut last: BTreeMap<(u8, u32), &Ligne> = BTreeMap::new();
        for ligne in self.lignes.iter().filter(|l| l.etat <= etat) {
            last.insert((ligne.genre, ligne.num), ligne);
        }
        last.into_values().collect()
    }

    /// The exact tokens that count at this etat: those of the newest etat that has any.
    pub fn jetons_at(&self, etat: u32) -> Vec<(u8, [u8; 32])> {
        let rows = || self.labels.iter().filter(|(genre, e, _)| *genre != 0 && *e <= etat);
        let newest = rows().map(|(_, e, _)| *e).max();
        rows()
            .filter(|(genre, e, _)| Some(*e) == newest && *genre != NO_JETON)
            .map(|(genre, _, value)| (*genre, fixed(value)))
            .collect()
    }

    /// The keyed digest of everything at an etat, clear columns too. `None` when that etat has no head.
    pub fn digest_at(&self, etat: u32, share: &[u8; 32]) -> Option<[u8; 32]> {
        let entete = self.entetes.get(&etat)?;
        let mut text = Vec::with_capacity(1_024);
        text.extend_from_slice(b"cairn/dossier/1");
        text.extend_from_slice(&self.id.0);
        text.extend_from_slice(&self.structure.0);
        text.extend_from_slice(&self.epoch.to_be_bytes());
        text.extend_from_slice(&etat.to_be_bytes());
        text.extend_from_slice(&self.cree.to_be_bytes());
        text.extend_from_slice(hash(&self.part).as_ref());
        text.push(entete.statut);
        text.extend_from_slice(&entete.referent);
        text.extend_from_slice(&entete.maj.to_be_bytes());
        // Rows of before these columns digest as they did.
        if (entete.contact, entete.fin, entete.motif) != (0, 0, 0) {
            text.push(b'c');
            text.extend_from_slice(&entete.contact.to_be_bytes());
            text.extend_from_slice(&entete.fin.to_be_bytes());
            text.extend_from_slice(&entete.motif.to_be_bytes());
        }
        let lignes = self.lignes_at(etat);
        for ligne in &lignes {
            text.push(ligne.genre);
            text.extend_from_slice(&ligne.num.to_be_bytes());
            text.extend_from_slice(&ligne.etat.to_be_bytes());
            text.extend_from_slice(&ligne.code.to_be_bytes());
            text.extend_from_slice(&ligne.jour.to_be_bytes());
            text.extend_from_slice(hash(&ligne.contenu).as_ref());
        }
        // No kind of row has the number of this letter: where it stands, the rows are over.
        for ligne in lignes.iter().filter(|ligne| ligne.fin != 0) {
            text.push(b'f');
            text.push(ligne.genre);
            text.extend_from_slice(&ligne.num.to_be_bytes());
            text.extend_from_slice(&ligne.fin.to_be_bytes());
        }
        text.push(0xff);
        let mut labels: Vec<_> = self.labels.iter().filter(|(_, e, _)| *e <= etat).collect();
        labels.sort();
        let newest = |is_label: bool| labels.iter().filter(|l| (l.0 == 0) == is_label).map(|l| l.1).max();
        let (label, jetons) = (newest(true), newest(false));
        for (genre, etat, value) in &labels {
            if Some(*etat) == if *genre == 0 { label } else { jetons } {
                text.push(*genre);
                text.extend_from_slice(&etat.to_be_bytes());
                text.extend_from_slice(hash(value).as_ref());
            }
        }
        Some(mac(&mac(share, b"digest"), &text))
    }

    /// Adds a change in memory as the next etat, with its digest; gives the digest.
    pub fn add(&mut self, change: &mut Change, share: &[u8; 32]) -> [u8; 32] {
        let etat = self.etat + 1;
        self.entetes.retain(|&e, _| e < etat);
        self.lignes.retain(|l| l.etat < etat);
        self.labels.retain(|(_, e, _)| *e < etat);
        self.entetes.insert(etat, change.entete.clone());
        for ligne in &mut change.lignes {
            ligne.etat = etat;
        }
        self.lignes.extend(change.lignes.iter().cloned());
        self.lignes.sort_by_key(|l| (l.genre, l.num, l.etat));
        self.labels.extend(change.etiquette.iter().map(|label| (0, etat, label.clone())));
        self.labels.extend(change.jeton_rows().map(|(genre, value)| (genre, etat, value.to_vec())));
        let digest = self.digest_at(etat, share).expect("the head was just added");
        change.entete.digest = digest;
        if let Some(entete) = self.entetes.get_mut(&etat) {
            entete.digest = digest;
        }
        digest
    }
}

/// The place of a record of `ligne`.
pub fn record_place(stored: &Stored, genre: u8, num: u32, etat: u32) -> Place {
    Place { owner: stored.id.0, structure: stored.structure.0, kind: genre, num, version: etat }
}

/// The place of a dossier's sealed share.
pub fn part_place(id: DossierId) -> Place {
    Place { owner: id.0, structure: [0; 8], kind: 34, num: 0, version: 1 }
}

/// Reads everything of a dossier; `None` when there is none.
///
/// # Errors
/// The base's.
pub fn read(tx: &mut Tx<'_>, id: DossierId) -> Result<Option<Stored>, SqlError> {
    let heads: Vec<Head> = tx.all(&HEAD, &[id.0.into()])?;
    let Some(first) = heads.first() else { return Ok(None) };
    let mut stored = Stored::fresh(id, first.structure, first.cree, first.part.clone());
    (stored.epoch, stored.etat) = (first.epoch, first.etat);
    stored.entetes = heads.into_iter().map(|head| (head.entete_etat, head.entete)).collect();
    stored.lignes = tx.all(&ROWS, &[id.0.into()])?;
    let labels: Vec<(i64, i64, Vec<u8>)> = tx.all(&LABELS, &[id.0.into()])?;
    stored.labels = labels.into_iter().map(|(genre, etat, value)| (genre as u8, etat as u32, value)).collect();
    Ok(Some(stored))
}

/// Writes the rows of a change, pending; what an earlier write left pending is forgotten.
///
/// # Errors
/// The base's.
pub fn stage(tx: &mut Tx<'_>, stored: &Stored, change: &Change) -> Result<(), SqlError> {
    stage_each(tx, [(stored, change)])
}

/// As [`stage`], for the many dossiers of an import: table by table, so that rows travel together.
///
/// # Errors
/// The base's.
pub fn stage_each<'a>(
    tx: &mut Tx<'_>,
    all: impl IntoIterator<Item = (&'a Stored, &'a Change)>,
) -> Result<(), SqlError> {
    let mut rows = Rows::default();
    for (stored, change) in all {
        if stored.etat > 0 {
            for forget in [&FORGET_ENTETE, &FORGET_LIGNES, &FORGET_ETIQUETTE, &FORGET_JETONS] {
                tx.exec(forget, &[stored.id.0.into(), stored.etat.into()])?;
            }
        }
        rows.add(stored, change);
    }
    tx.exec_each(&INSERT_DOSSIER, &rows.dossiers)?;
    tx.exec_each(&INSERT_ENTETE, &rows.entetes)?;
    tx.exec_each(&INSERT_LIGNE, &rows.lignes)?;
    tx.exec_each(&INSERT_ETIQUETTE, &rows.etiquettes)?;
    tx.exec_each(&INSERT_JETON, &rows.jetons).map(drop)
}

/// The parameters of the rows to write, by table.
#[derive(Default)]
struct Rows {
    dossiers: Vec<Vec<Value>>,
    entetes: Vec<Vec<Value>>,
    lignes: Vec<Vec<Value>>,
    etiquettes: Vec<Vec<Value>>,
    jetons: Vec<Vec<Value>>,
}

impl Rows {
    fn add(&mut self, stored: &Stored, change: &Change) {
        let (id, etat) = (stored.id.0, stored.etat + 1);
        let structure = stored.structure.as_str();
        if stored.etat == 0 {
            self.dossiers.push(vec![
                id.into(),
                structure.into(),
                (stored.cree as i64).into(),
                stored.part.clone().into(),
            ]);
        }
        let Entete { statut, referent, maj, digest, contact, fin, motif } = change.entete;
        self.entetes.push(vec![
            id.into(),
            etat.into(),
            statut.into(),
            referent.into(),
            (maj as i64).into(),
            digest.into(),
            contact.into(),
            fin.into(),
            motif.into(),
        ]);
        for ligne in &change.lignes {
            self.lignes.push(vec![
                id.into(),
                ligne.genre.into(),
                ligne.num.into(),
                etat.into(),
                ligne.code.into(),
                ligne.jour.into(),
                ligne.contenu.clone().into(),
                ligne.fin.into(),
            ]);
        }
        if let Some(label) = &change.etiquette {
            self.etiquettes.push(vec![id.into(), etat.into(), structure.into(), label.clone().into()]);
        }
        for (genre, value) in change.jeton_rows() {
            self.jetons.push(vec![genre.into(), value.into(), id.into(), etat.into()]);
        }
    }
}

/// Makes pending rows count, and drops what they replace. Doing it twice changes nothing.
///
/// # Errors
/// The base's.
pub fn promote(tx: &mut Tx<'_>, id: DossierId, etat: u32) -> Result<(), SqlError> {
    if tx.exec(&REACH, &[id.0.into(), etat.into()])? == 1 && etat > 1 {
        for clean in [&DROP_ENTETES, &DROP_LIGNES, &DROP_ETIQUETTES, &DROP_JETONS] {
            tx.exec(clean, &[id.0.into(), etat.into()])?;
        }
    }
    Ok(())
}

/// As [`promote`], for dossiers that were just made.
///
/// # Errors
/// The base's.
pub fn promote_new(tx: &mut Tx<'_>, ids: &[DossierId]) -> Result<(), SqlError> {
    let rows: Vec<Vec<Value>> = ids.iter().map(|id| vec![id.0.into(), 1i64.into()]).collect();
    tx.exec_each(&REACH, &rows).map(drop)
}

struct Head {
    structure: CodeStructure,
    epoch: u32,
    etat: u32,
    cree: u64,
    part: Vec<u8>,
    entete_etat: u32,
    entete: Entete,
}

impl FromRow for Head {
    fn from_row(row: &Row<'_>) -> Result<Head, SqlError> {
        let structure = row.text(0)?.parse().unwrap_or(CodeStructure(*b"00000S00"));
        Ok(Head {
            structure,
            epoch: row.int(1)? as u32,
            etat: row.int(2)? as u32,
            cree: row.int(3)? as u64,
            part: row.bytes(4)?.to_vec(),
            entete_etat: row.int(5)? as u32,
            entete: Entete {
                statut: row.int(6)? as u8,
                referent: fixed(row.bytes(7)?),
                maj: row.int(8)? as u64,
                digest: fixed(row.bytes(9)?),
                contact: row.int(10)? as i32,
                fin: row.int(11)? as i32,
                motif: row.int(12)? as u16,
            },
        })
    }
}

impl FromRow for Ligne {
    fn from_row(row: &Row<'_>) -> Result<Ligne, SqlError> {
        Ok(Ligne {
            genre: row.int(0)? as u8,
            num: row.int(1)? as u32,
            etat: row.int(2)? as u32,
            code: row.int(3)?,
            jour: row.int(4)?,
            contenu: row.bytes(5)?.to_vec(),
            fin: row.int(6)?,
        })
    }
}

/// A column that someone shortened reads as zeros: the digest then tells.
fn fixed<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.try_into().unwrap_or([0; N])
}

fn hash(bytes: &[u8]) -> impl AsRef<[u8]> + use<> {
    sha256(&SHA256, bytes)
}
