//! The rows of listes de repérage. The last outcome and the number of attempts are in clear; the history is sealed with them, from the
//! day on which a person enters the list: an empty line would be one that anybody could write.

use domaine::catalogue::Catalogue;
use domaine::reperage::{Issue, Suivi, Tentative};
use domaine::{Clair, CodeStructure, DossierId, ImportId};
use jiff::civil::Date;

use crate::base::{FromRow, Row, SqlError, Tx, Value};
use crate::fiche::{date, days, put, take};
use crate::racine::Secret;
use crate::sceau::{self, Place};

crate::statements! {
    PUT_LISTE = "insert into reperage_liste (id, structure, source, recue, retires, contenu) values (?1, ?2, ?3, ?4, ?5, ?6) \
                 on conflict (id) do update set source = excluded.source, recue = excluded.recue, retires = excluded.retires, \
                 contenu = excluded.contenu";
    GET_LISTE = "select id, structure, source, recue, retires, contenu from reperage_liste where id = ?1";
    STRUCTURE = "select id, structure from reperage_liste where id = ?1";
    LISTES = "select l.id, l.structure, l.source, l.recue, l.retires, l.contenu from reperage_liste l where l.structure = ?1 \
              and coalesce((select 1 from reperage r where r.liste = l.id limit 1), l.retires) > 0 order by l.recue desc, l.id limit 25 offset ?2";
    COUNT_LISTES = "select count(*) from reperage_liste l where l.structure = ?1 \
                    and coalesce((select 1 from reperage r where r.liste = l.id limit 1), l.retires) > 0";
    MADE = "select l.id, l.structure, l.source, l.recue, l.retires, l.contenu from reperage_liste l where l.structure = ?1 \
            and exists (select 1 from reperage r where r.liste = l.id) \
            and not exists (select 1 from import i where i.id = l.id and i.etat in (1, 2, 4)) order by l.recue, l.id";
    ISSUES = "select issue, count(*) from reperage where liste = ?1 group by issue";
    ROWS = "select dossier, issue, tentatives, maj, contenu from reperage where liste = ?1 order by dossier limit 20000";
    GET = "select dossier, issue, tentatives, maj, contenu from reperage where liste = ?1 and dossier = ?2 and structure = ?3";
    INSERT = "insert into reperage (liste, dossier, structure, issue, tentatives, maj, contenu) \
              values (?1, ?2, ?3, 0, 0, 0, ?4) on conflict (liste, dossier) do nothing";
    UPDATE = "update reperage set issue = ?3, tentatives = ?4, maj = ?5, contenu = ?6 where liste = ?1 and dossier = ?2";
    DROP_ALL_OF = "delete from reperage where dossier = ?1";
    DROP_LINE = "delete from reperage where liste = ?1 and dossier = ?2";
    DROP_EMPTY = "delete from reperage_liste where id = ?1 and retires = 0 and not exists (select 1 from reperage where liste = ?1)";
}

/// Table numbers in [`Place`].
const KIND_LISTE: u8 = 45;
const KIND: u8 = 46;

/// A list, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct ListeRang {
    pub id: ImportId,
    pub structure: CodeStructure,
    pub source: u16,
    pub recue: Date,
    pub de: Clair,
    /// Who said so.
    pub auteur: [u8; 16],
    /// On which days people were taken off because nobody had reached them, and how many.
    pub retires: Vec<(Date, u32)>,
}

/// A list as the base has it.
pub(super) struct ListeBrute {
    rang: Option<ListeRang>,
    retires: i64,
    contenu: Vec<u8>,
}

impl FromRow for ListeBrute {
    fn from_row(row: &Row<'_>) -> Result<ListeBrute, SqlError> {
        let id: Option<[u8; 16]> = row.bytes(0)?.try_into().ok();
        let source = u16::try_from(row.int(2)?).ok();
        let recue = i32::try_from(row.int(3)?).ok().and_then(date);
        let rang = match (id, row.text(1)?.parse().ok(), source, recue) {
            (Some(id), Some(structure), Some(source), Some(recue)) => {
                let (de, auteur, retires) = (Clair::default(), [0; 16], Vec::new());
                Some(ListeRang { id: ImportId(id), structure, source, recue, de, auteur, retires })
            }
            _ => None,
        };
        Ok(ListeBrute { rang, retires: row.int(4)?, contenu: row.bytes(5)?.to_vec() })
    }
}

impl ListeBrute {
    /// The list, if it is as it was written, and of this structure.
    pub fn open(self, key: &Secret, structure: CodeStructure) -> Option<ListeRang> {
        let rang = self.rang.filter(|rang| rang.structure == structure)?;
        let opened = sceau::open(key, &rang.place(), &self.contenu)?;
        let mut rest: &[u8] = &opened;
        let next =
            |rest: &mut &[u8], number: u8| take(rest).filter(|(n, _)| *n == number).map(|(_, value)| value.to_vec());
        if next(&mut rest, 1)? != rang.columns() {
            return None;
        }
        let de = Clair::new(String::from_utf8(next(&mut rest, 2)?).ok()?);
        let auteur = next(&mut rest, 3)?.try_into().ok()?;
        let mut retires = Vec::new();
        while !rest.is_empty() {
            let (_, one) = take(&mut rest).filter(|(n, one)| *n == 4 && one.len() == 8)?;
            let le = date(i32::from_be_bytes(one[..4].try_into().ok()?))?;
            retires.push((le, u32::from_be_bytes(one[4..].try_into().ok()?)));
        }
        let rang = ListeRang { de, auteur, retires, ..rang };
        (rang.combien_retires() == self.retires).then_some(rang)
    }
}

impl ListeRang {
    fn place(&self) -> Place {
        Place { owner: self.id.0, structure: self.structure.0, kind: KIND_LISTE, num: 0, version: 1 }
    }

    fn columns(&self) -> Vec<u8> {
        [&self.source.to_be_bytes()[..], &days(self.recue).to_be_bytes()].concat()
    }

    /// Writes it, or what is said of it now.
    pub fn write(&self, tx: &mut Tx<'_>, key: &Secret) -> Result<(), SqlError> {
        let mut clear = zeroize::Zeroizing::new(Vec::new());
        put(&mut clear, 1, &self.columns());
        put(&mut clear, 2, self.de.expose().as_bytes());
        put(&mut clear, 3, &self.auteur);
        for (le, combien) in &self.retires {
            put(&mut clear, 4, &[days(*le).to_be_bytes(), combien.to_be_bytes()].concat());
        }
        let params: Vec<Value> = vec![
            self.id.0.into(),
            self.structure.as_str().into(),
            self.source.into(),
            days(self.recue).into(),
            self.combien_retires().into(),
            sceau::seal(key, &self.place(), &clear).into(),
        ];
        tx.exec(&PUT_LISTE, &params).map(drop)
    }

    fn combien_retires(&self) -> i64 {
        self.retires.iter().map(|(_, combien)| i64::from(*combien)).sum()
    }

    /// Says that so many were taken off that day.
    pub fn retire(&mut self, le: Date, combien: u32) {
        match self.retires.last_mut().filter(|(last, _)| *last == le) {
            Some((_, there)) => *there += combien,
            None => self.retires.push((le, combien)),
        }
    }

    /// The list as the base has it, sealed under this key.
    pub fn read(
        tx: &mut Tx<'_>,
        id: ImportId,
        key: &Secret,
        structure: CodeStructure,
    ) -> Result<Option<ListeRang>, SqlError> {
        let known: Option<ListeBrute> = tx.one(&GET_LISTE, &[id.0.into()])?;
        Ok(known.and_then(|brute| brute.open(key, structure)))
    }

    /// Whether the list is one of the obligation de formation.
    pub fn obligation(&self) -> bool {
        let source = Catalogue::get("reperage-sources").and_then(|liste| liste.by_code(self.source));
        source.is_some_and(|source| source.est("obligation"))
    }
}

/// A line, opened or about to be sealed.
#[derive(Clone, Debug)]
pub(crate) struct Rang {
    pub dossier: DossierId,
    /// Day, outcome and author of each attempt, oldest first.
    pub tentatives: Vec<(Tentative, [u8; 16])>,
    pub maj: u64,
}

/// A line as the base has it.
pub(super) struct Brut {
    rang: Option<Rang>,
    issue: i64,
    combien: i64,
    contenu: Vec<u8>,
}

impl FromRow for Brut {
    fn from_row(row: &Row<'_>) -> Result<Brut, SqlError> {
        let id: Option<[u8; 16]> = row.bytes(0)?.try_into().ok();
        let maj = row.int(3)? as u64;
        let rang = id.map(|id| Rang { dossier: DossierId(id), tentatives: Vec::new(), maj });
        Ok(Brut { rang, issue: row.int(1)?, combien: row.int(2)?, contenu: row.bytes(4)?.to_vec() })
    }
}

impl Brut {
    /// The line, if it is as it was written.
    pub fn open(self, key: &Secret, liste: ImportId, structure: CodeStructure) -> Option<Rang> {
        let mut rang = self.rang?;
        let opened = sceau::open(key, &place(rang.dossier, structure), &self.contenu)?;
        let mut rest: &[u8] = &opened;
        let (head, said) = take(&mut rest)?;
        while !rest.is_empty() {
            let (_, one) = take(&mut rest).filter(|(n, one)| *n == 2 && one.len() == 22)?;
            let le = date(i32::from_be_bytes(one[..4].try_into().ok()?))?;
            let issue = Issue::from_code(u16::from_be_bytes(one[4..6].try_into().ok()?))?;
            rang.tentatives.push((Tentative { le, issue }, one[6..].try_into().ok()?));
        }
        let is_same = (self.issue, self.combien) == (rang.issue().into(), rang.tentatives.len() as i64);
        (head == 1 && said == rang.columns(liste) && is_same).then_some(rang)
    }
}

impl Rang {
    /// The last outcome; zero when there was no attempt.
    pub fn issue(&self) -> u16 {
        self.tentatives.last().map_or(0, |(tentative, _)| tentative.issue.code)
    }

    /// What the rules look at.
    pub fn suivi(&self, liste: &ListeRang, naissance: Option<Date>) -> Suivi {
        let tentatives = self.tentatives.iter().map(|(tentative, _)| *tentative).collect();
        Suivi { recu: liste.recue, naissance, obligation: liste.obligation(), tentatives }
    }

    fn columns(&self, liste: ImportId) -> Vec<u8> {
        let (issue, combien) = (self.issue(), self.tentatives.len() as u32);
        [&liste.0[..], &issue.to_be_bytes(), &combien.to_be_bytes(), &self.maj.to_be_bytes()].concat()
    }

    fn seal(&self, key: &Secret, liste: ImportId, structure: CodeStructure) -> Vec<u8> {
        let mut clear = zeroize::Zeroizing::new(Vec::new());
        put(&mut clear, 1, &self.columns(liste));
        for (tentative, auteur) in &self.tentatives {
            let (le, code) = (days(tentative.le).to_be_bytes(), tentative.issue.code.to_be_bytes());
            put(&mut clear, 2, &[&le[..], &code, auteur].concat());
        }
        sceau::seal(key, &place(self.dossier, structure), &clear)
    }

    /// Writes a line that was there.
    pub fn write(&self, tx: &mut Tx<'_>, key: &Secret, liste: &ListeRang) -> Result<(), SqlError> {
        let params: Vec<Value> = vec![
            liste.id.0.into(),
            self.dossier.0.into(),
            self.issue().into(),
            (self.tentatives.len() as u32).into(),
            (self.maj as i64).into(),
            self.seal(key, liste.id, liste.structure).into(),
        ];
        tx.exec(&UPDATE, &params).map(drop)
    }
}

/// Whether an import fills a liste de repérage.
pub(crate) fn is_list(tx: &mut Tx<'_>, import: ImportId) -> Result<bool, SqlError> {
    Ok(tx.one::<([u8; 16], String)>(&STRUCTURE, &[import.0.into()])?.is_some())
}

/// Puts what an import made in its list, if it is one; those who are there stay as they are. Sealed as they enter, under the key of
/// the structure's names: whoever has no key (an import that is being taken back) puts nobody in.
pub(crate) fn join(
    tx: &mut Tx<'_>,
    import: ImportId,
    made: &[DossierId],
    key: Option<&Secret>,
) -> Result<(), SqlError> {
    let Some(key) = key else { return Ok(()) };
    let liste: Option<([u8; 16], String)> = tx.one(&STRUCTURE, &[import.0.into()])?;
    let Some(structure) = liste.and_then(|(_, structure)| structure.parse::<CodeStructure>().ok()) else {
        return Ok(());
    };
    let row = |dossier: &DossierId| {
        let rang = Rang { dossier: *dossier, tentatives: Vec::new(), maj: 0 };
        let contenu = rang.seal(key, import, structure);
        vec![import.0.into(), dossier.0.into(), structure.as_str().into(), contenu.into()]
    };
    tx.exec_each(&INSERT, &made.iter().map(row).collect::<Vec<Vec<Value>>>()).map(drop)
}

fn place(dossier: DossierId, structure: CodeStructure) -> Place {
    Place { owner: dossier.0, structure: structure.0, kind: KIND, num: 0, version: 1 }
}
