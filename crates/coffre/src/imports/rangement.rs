//! What is stored of an import: a head and one row a line of the file, sealed under a key that only names of the
//! structure give, so that they are read while an agent of it is at work and by nobody else.

use domaine::import::Colonne;
use domaine::{AgentId, Champ, Clair, CodeStructure, DossierId, ImportId};

use crate::base::{SqlError, Tx};
use crate::face::{ImportChoix, ImportEtat, ImportResume};
use crate::fiche::{put, take};
use crate::racine::{Secret, mac};
use crate::sceau::{self, Place};

crate::statements! {
    INSERT = "insert into import (id, structure, agent, etat, cree, contenu) values (?1, ?2, ?3, ?4, ?5, ?6)";
    INSERT_LIGNE = "insert into import_ligne (import, num, etat, dossier, contenu) values (?1, ?2, 0, ?3, ?4)";
    GET = "select etat, cree, contenu from import where id = ?1 and agent = ?2 and structure = ?3";
    LIGNES = "select num, etat, dossier, contenu from import_ligne where import = ?1 and num < 1000000 order by num";
    COUNTS = "select etat, count(*) from import_ligne where import = ?1 and num < 1000000 group by etat";
    HAS_LEURRES = "select num from import_ligne where import = ?1 and num >= 1000000 limit 1";
    OF_AGENT = "select id, etat, cree, contenu from import where agent = ?1 and structure = ?2 order by cree desc, id limit 50";
    PUT = "update import set contenu = ?2 where id = ?1";
    REACH = "update import set etat = ?2 where id = ?1";
    PUT_LIGNE = "update import_ligne set contenu = ?3 where import = ?1 and num = ?2";
    MOVE_LIGNE = "update import_ligne set etat = ?3, dossier = ?4 where import = ?1 and num = ?2";
    FINISH_LIGNE = "update import_ligne set etat = ?3, contenu = ?4 where import = ?1 and num = ?2";
    FORGET_CELLS = "update import_ligne set contenu = ?2 where import = ?1";
    DROP_WAITING = "delete from import_ligne where import = ?1 and etat = 0";
    DROP_LIGNES = "delete from import_ligne where import = ?1";
    DROP = "delete from import where id = ?1";
    OLD = "select id, etat from import where etat = ?1 and cree < ?2 limit 100";
    UNDOING = "select id, structure, agent from import where etat = 6 order by id limit 100";
    OF_ETAT = "select num, dossier from import_ligne where import = ?1 and etat = ?2 order by num limit 256";
    DROP_PENDING = "delete from dossier where id = ?1 and etat = 0";
    DROP_DOSSIER = "delete from dossier where id = ?1";
    DROP_ENTETE = "delete from entete where dossier = ?1";
    DROP_ROWS = "delete from ligne where dossier = ?1";
    DROP_ETIQUETTE = "delete from etiquette where dossier = ?1";
    DROP_JETON = "delete from jeton where dossier = ?1";
    DROP_BROUILLON = "delete from brouillon where dossier = ?1";
    READ_SINCE = "select count(*) from trace where sujet = ?1 and genre in (20, 23, 24)";
    DROP_TRACE = "delete from trace where sujet = ?1";
}

/// The etat of an import whose taking back is not over: shown as taken back.
pub(super) const ANNULATION: u8 = 6;

/// The first number of the lines that no file has: those of decoys, which count and show as nothing. That there are some is no secret;
/// which dossiers they made is, hence [`Voile`].
pub(super) const LEURRE_MIN: u32 = 1_000_000;

/// Hides which line made which dossier from who reads the base: a decoy would be the one that no line of the file made.
#[derive(Clone)]
pub(super) struct Voile(Secret);

impl Voile {
    pub fn of(parts: &[u8; 32]) -> Voile {
        Voile(Secret::new(mac(parts, b"import/voile")))
    }

    /// What stands in the row. It is no seal: whoever changes it names another dossier, as he could without it.
    pub fn hide(&self, import: ImportId, num: u32, dossier: DossierId) -> Vec<u8> {
        [&[VOILE][..], &self.turn(import, num, dossier.0)].concat()
    }

    /// Which dossier it names; rows of before are in clear.
    pub fn show(&self, import: ImportId, num: u32, stored: &[u8]) -> Option<DossierId> {
        match stored {
            [VOILE, hidden @ ..] => Some(DossierId(self.turn(import, num, hidden.try_into().ok()?))),
            clear => clear.try_into().ok().map(DossierId),
        }
    }

    fn turn(&self, import: ImportId, num: u32, id: [u8; 16]) -> [u8; 16] {
        let pad = mac(&*self.0, &[&import.0[..], &num.to_be_bytes()].concat());
        std::array::from_fn(|at| id[at] ^ pad[at])
    }
}

/// First byte of a hidden name.
const VOILE: u8 = 1;

/// Places of sealed rows.
const KIND_LIGNE: u8 = 40;
const KIND_TETE: u8 = 41;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Etape {
    /// No dossier.
    Attente = 0,
    /// Its dossier's rows are stored; whether its write was recorded, the contre-clé knows.
    Posee = 1,
    /// Its dossier exists.
    Faite = 2,
    /// Taken back, except that somebody had written in it.
    Gardee = 3,
    /// Taken back.
    Effacee = 4,
}

impl Etape {
    fn from_number(number: u8) -> Etape {
        use Etape::*;
        [Posee, Faite, Gardee, Effacee].into_iter().find(|e| *e as u8 == number).unwrap_or(Attente)
    }
}

/// The head of an import.
#[derive(Clone, Debug)]
pub(super) struct Tete {
    /// How the file was read.
    pub format: String,
    /// Random: without it the signed hash could be guessed from the rows.
    pub sel: [u8; 32],
    /// The content that was last signed; zero before.
    pub signe: [u8; 32],
    /// Whether rows that turn out to be known are left aside, the others being made.
    pub partiel: bool,
    /// Heads of the columns, and what each feeds.
    pub colonnes: Vec<(Clair, Colonne)>,
}

/// What the look in the base for the same NIR has said of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Connu {
    /// Nothing yet.
    #[default]
    Non,
    /// In this structure, this dossier.
    Ici(DossierId),
    /// In another structure.
    Ailleurs,
    /// Another row of the same file has it.
    Fichier,
}

/// A row as it is kept.
#[derive(Clone, Debug)]
pub(super) struct Rang {
    pub numero: u32,
    pub etape: Etape,
    pub dossier: Option<DossierId>,
    pub cellules: Vec<Clair>,
    pub choix: ImportChoix,
    pub connu: Connu,
}

/// The key of an import's rows: made of the structure's key of names, hence of both halves, and of who brought them, so
/// that a base which names a colleague opens nothing to her.
pub(super) fn key(noms: &Secret, id: ImportId, agent: AgentId) -> Secret {
    Secret::new(mac(&**noms, &[b"import", &id.0[..], &agent.0].concat()))
}

impl Tete {
    pub fn seal(&self, key: &Secret, id: ImportId, structure: CodeStructure) -> Vec<u8> {
        let mut clear = zeroize::Zeroizing::new(Vec::new());
        put(&mut clear, 1, self.format.as_bytes());
        put(&mut clear, 2, &self.sel);
        put(&mut clear, 3, &self.signe);
        put(&mut clear, 4, &[u8::from(self.partiel)]);
        for (entete, colonne) in &self.colonnes {
            put(&mut clear, 5, entete.expose().as_bytes());
            put(&mut clear, 6, &[colonne_number(*colonne)]);
        }
        sceau::seal(key, &place(id, structure, KIND_TETE, 0), &clear)
    }

    pub fn open(key: &Secret, id: ImportId, structure: CodeStructure, sealed: &[u8]) -> Option<Tete> {
        let clear = sceau::open(key, &place(id, structure, KIND_TETE, 0), sealed)?;
        let mut rest: &[u8] = &clear;
        let mut tete = Tete {
            format: text(next(&mut rest, 1)?)?.to_owned(),
            sel: next(&mut rest, 2)?.try_into().ok()?,
            signe: next(&mut rest, 3)?.try_into().ok()?,
            partiel: next(&mut rest, 4)? == [1],
            colonnes: Vec::new(),
        };
        while !rest.is_empty() {
            let entete = Clair::new(text(next(&mut rest, 5)?)?);
            tete.colonnes.push((entete, colonne_of(*next(&mut rest, 6)?.first()?)));
        }
        Some(tete)
    }

    /// What each column feeds.
    pub fn fed(&self) -> Vec<Colonne> {
        self.colonnes.iter().map(|(_, colonne)| *colonne).collect()
    }
}

impl Rang {
    /// A row as the file gives it.
    pub fn new(numero: u32, cellules: Vec<Clair>) -> Rang {
        let (choix, connu) = (ImportChoix::Normal, Connu::Non);
        Rang { numero, etape: Etape::Attente, dossier: None, cellules, choix, connu }
    }

    pub fn seal(&self, key: &Secret, id: ImportId, structure: CodeStructure) -> Vec<u8> {
        let mut clear = zeroize::Zeroizing::new(Vec::new());
        put(&mut clear, 1, &[self.choix as u8]);
        match self.connu {
            Connu::Non => put(&mut clear, 2, &[]),
            Connu::Ici(dossier) => put(&mut clear, 2, &dossier.0),
            Connu::Ailleurs => put(&mut clear, 2, &[1]),
            Connu::Fichier => put(&mut clear, 2, &[2]),
        }
        self.cellules.iter().for_each(|cellule| put(&mut clear, 3, cellule.expose().as_bytes()));
        sceau::seal(key, &place(id, structure, KIND_LIGNE, self.numero), &clear)
    }

    /// Cells that do not open are those of a row that somebody altered: the row is left aside, empty.
    fn open(&mut self, key: &Secret, id: ImportId, structure: CodeStructure, sealed: &[u8]) -> Option<()> {
        let clear = sceau::open(key, &place(id, structure, KIND_LIGNE, self.numero), sealed)?;
        let mut rest: &[u8] = &clear;
        self.choix = choix_of(*next(&mut rest, 1)?.first()?);
        self.connu = match next(&mut rest, 2)? {
            [] => Connu::Non,
            [1] => Connu::Ailleurs,
            [2] => Connu::Fichier,
            id => Connu::Ici(DossierId(id.try_into().ok()?)),
        };
        while !rest.is_empty() {
            self.cellules.push(Clair::new(text(next(&mut rest, 3)?)?));
        }
        Some(())
    }
}

/// The clear part of an import that this agent brought to this structure, with its sealed head.
pub(super) fn get(
    tx: &mut Tx<'_>,
    id: ImportId,
    agent: AgentId,
    structure: CodeStructure,
) -> Result<Option<(u8, u64, Vec<u8>)>, SqlError> {
    tx.one(&GET, &[id.0.into(), agent.0.into(), structure.as_str().into()])
}

/// Every row, those of done ones without cells. A row that does not open is left aside and empty.
pub(super) fn rows(
    tx: &mut Tx<'_>,
    id: ImportId,
    structure: CodeStructure,
    (key, voile): (&Secret, &Voile),
    columns: usize,
) -> Result<Vec<Rang>, SqlError> {
    let mut all = Vec::new();
    tx.each(&LIGNES, &[id.0.into()], |row| {
        let mut rang = Rang::new(row.int(0)? as u32, Vec::new());
        rang.etape = Etape::from_number(row.int(1)? as u8);
        rang.dossier = voile.show(id, rang.numero, row.bytes(2)?);
        let sealed = row.bytes(3)?;
        if !sealed.is_empty() && rang.open(key, id, structure, sealed).is_none() {
            tracing::error!(import = %id, "a row of an import does not open");
            rang.choix = ImportChoix::Ecartee;
            rang.cellules.clear();
        }
        rang.cellules.resize(columns, Clair::default());
        all.push(rang);
        Ok(())
    })?;
    Ok(all)
}

/// An import without anybody in it.
pub(super) fn resume(
    tx: &mut Tx<'_>,
    id: ImportId,
    etat: u8,
    cree: u64,
    is_alive: bool,
) -> Result<ImportResume, SqlError> {
    let counts: Vec<(u8, u32)> = tx.all(&COUNTS, &[id.0.into()])?;
    let of = |etapes: &[Etape]| {
        counts.iter().filter(|(etat, _)| etapes.contains(&Etape::from_number(*etat))).map(|(_, n)| *n).sum()
    };
    Ok(ImportResume {
        id,
        cree,
        etat: etat_of(etat, is_alive),
        lignes: counts.iter().map(|(_, n)| *n).sum(),
        faits: of(&[Etape::Faite, Etape::Gardee, Etape::Effacee]),
        gardes: of(&[Etape::Gardee]),
    })
}

/// The etat on the screen: one that was being made, and that no thread makes, was interrupted.
pub(super) fn etat_of(stored: u8, is_alive: bool) -> ImportEtat {
    match stored {
        1 => ImportEtat::Essai,
        2 if is_alive => ImportEtat::EnCours,
        3 => ImportEtat::Fait,
        5 | ANNULATION => ImportEtat::Annule,
        _ => ImportEtat::Interrompu,
    }
}

fn place(id: ImportId, structure: CodeStructure, kind: u8, num: u32) -> Place {
    Place { owner: id.0, structure: structure.0, kind, num, version: 1 }
}

fn next<'a>(rest: &mut &'a [u8], number: u8) -> Option<&'a [u8]> {
    take(rest).filter(|(n, _)| *n == number).map(|(_, value)| value)
}

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

const REFERENT: u8 = 200;
const STATUT: u8 = 201;

fn colonne_number(colonne: Colonne) -> u8 {
    match colonne {
        Colonne::Champ(champ) => champ as u8,
        Colonne::Referent => REFERENT,
        Colonne::Statut => STATUT,
        Colonne::Ignoree => 0,
    }
}

fn colonne_of(number: u8) -> Colonne {
    match number {
        REFERENT => Colonne::Referent,
        STATUT => Colonne::Statut,
        number => Champ::from_number(number).map_or(Colonne::Ignoree, Colonne::Champ),
    }
}

fn choix_of(number: u8) -> ImportChoix {
    match number {
        1 => ImportChoix::Ecartee,
        2 => ImportChoix::Confirmee,
        _ => ImportChoix::Normal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: ImportId = ImportId([4; 16]);
    const HERE: CodeStructure = CodeStructure(*b"59512S00");
    const LEA: AgentId = AgentId([1; 16]);

    #[test]
    fn rows_open_under_their_own_key_and_number_only() {
        let noms = Secret::new([7; 32]);
        let own = key(&noms, ID, LEA);
        for connu in [Connu::Non, Connu::Ici(DossierId([3; 16])), Connu::Ailleurs, Connu::Fichier] {
            let mut rang = Rang::new(12, vec![Clair::new("Essai"), Clair::new(""), Clair::new("a;b")]);
            (rang.choix, rang.connu) = (ImportChoix::Confirmee, connu);
            let sealed = rang.seal(&own, ID, HERE);
            let mut opened = Rang::new(12, Vec::new());
            opened.open(&own, ID, HERE, &sealed).expect("opens");
            assert_eq!((opened.cellules, opened.choix, opened.connu), (rang.cellules, rang.choix, connu));
            assert!(Rang::new(13, Vec::new()).open(&own, ID, HERE, &sealed).is_none(), "another row");
            let other = key(&noms, ImportId([5; 16]), LEA);
            assert!(Rang::new(12, Vec::new()).open(&other, ID, HERE, &sealed).is_none(), "another import");
        }
    }

    #[test]
    fn a_line_names_its_dossier_to_who_has_the_key_alone() {
        let (voile, other, dossier) = (Voile::of(&[7; 32]), Voile::of(&[8; 32]), DossierId([3; 16]));
        let hidden = voile.hide(ID, 12, dossier);
        assert_eq!(voile.show(ID, 12, &hidden), Some(dossier));
        assert_ne!(voile.show(ID, 13, &hidden), Some(dossier));
        assert_ne!(other.show(ID, 12, &hidden), Some(dossier));
        assert_eq!((voile.show(ID, 12, &dossier.0), voile.show(ID, 12, &[])), (Some(dossier), None));
    }

    #[test]
    fn heads_come_back() {
        let own = key(&Secret::new([7; 32]), ID, LEA);
        let colonnes = [Colonne::Champ(Champ::Nir), Colonne::Referent, Colonne::Statut, Colonne::Ignoree];
        let tete = Tete {
            format: "csv;windows-1252".into(),
            sel: [1; 32],
            signe: [2; 32],
            partiel: true,
            colonnes: colonnes.iter().map(|c| (Clair::new("Tête"), *c)).collect(),
        };
        let back = Tete::open(&own, ID, HERE, &tete.seal(&own, ID, HERE)).expect("opens");
        assert_eq!((back.format, back.sel, back.signe, back.partiel), (tete.format, tete.sel, tete.signe, true));
        assert_eq!(back.colonnes, tete.colonnes);
    }
}
