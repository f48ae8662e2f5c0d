//! The names of one structure, in memory while an agent of it is at work, never on disk in clear.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

use domaine::{Clair, CodeStructure, DossierId};

use crate::base::{SqlError, Tx};
use crate::fiche::{put, take};
use crate::racine::Secret;
use crate::repertoire::{Fiche, Naissance, Repertoire};
use crate::sceau::{self, Place};

crate::statements! {
    LABELS = "select e.dossier, e.etat, e.contenu from etiquette e join dossier d on d.id = e.dossier \
              where e.structure = ?1 and e.etat <= d.etat order by e.dossier, e.etat";
}

/// Table number in [`Place`].
const KIND: u8 = 33;

/// What a list shows of one person.
#[derive(Clone, Debug)]
pub struct Label {
    /// Which dossier.
    pub dossier: DossierId,
    /// Family name at birth.
    pub nom: Clair,
    /// First names.
    pub prenom: Clair,
    /// Name in use, if another.
    pub usage: Option<Clair>,
    /// ISO date.
    pub naissance: Clair,
    /// Short number.
    pub numero: u32,
    /// Who accompanies; zero if nobody.
    pub referent: [u8; 16],
}

impl Label {
    /// Seals it for the table.
    pub fn seal(&self, key: &Secret, structure: CodeStructure, etat: u32) -> Vec<u8> {
        let mut clear = zeroize::Zeroizing::new(Vec::new());
        put(&mut clear, 1, self.nom.expose().as_bytes());
        put(&mut clear, 2, self.prenom.expose().as_bytes());
        put(&mut clear, 3, self.usage.as_ref().map_or("", |u| u.expose()).as_bytes());
        put(&mut clear, 4, self.naissance.expose().as_bytes());
        put(&mut clear, 5, &self.numero.to_be_bytes());
        put(&mut clear, 6, &self.referent);
        sceau::seal(key, &place(self.dossier, structure, etat), &clear)
    }

    fn open(dossier: DossierId, key: &Secret, structure: CodeStructure, etat: u32, sealed: &[u8]) -> Option<Label> {
        let clear = sceau::open(key, &place(dossier, structure, etat), sealed)?;
        let mut rest: &[u8] = &clear;
        let mut next = |number| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
        let mut text = |number| next(number).and_then(|value| std::str::from_utf8(value).ok()).map(Clair::new);
        let (nom, prenom, usage, naissance) = (text(1)?, text(2)?, text(3)?, text(4)?);
        Some(Label {
            dossier,
            nom,
            prenom,
            usage: (!usage.is_empty()).then_some(usage),
            naissance,
            numero: u32::from_be_bytes(next(5)?.try_into().ok()?),
            referent: next(6)?.try_into().ok()?,
        })
    }
}

/// The names of a structure.
pub struct Noms {
    structure: CodeStructure,
    key: Secret,
    repertoire: Repertoire,
    rest: HashMap<[u8; 16], (Clair, [u8; 16])>,
    portefeuilles: HashMap<[u8; 16], Vec<[u8; 16]>>,
    used: AtomicU64,
}

impl Noms {
    /// Reads and opens every label. One that does not open is counted and left out: opening its dossier tells why.
    ///
    /// # Errors
    /// The base's.
    pub fn read(tx: &mut Tx<'_>, structure: CodeStructure, key: &Secret) -> Result<(Noms, u32), SqlError> {
        let mut noms = Noms::empty(structure, key.clone());
        let mut unread = 0;
        tx.each(&LABELS, &[structure.as_str().into()], |row| {
            let id: Option<[u8; 16]> = row.bytes(0)?.try_into().ok();
            let opened = id
                .and_then(|id| Label::open(DossierId(id), key, structure, row.int(1).ok()? as u32, row.bytes(2).ok()?));
            match opened {
                Some(label) => noms.put(&label),
                None => unread += 1,
            }
            Ok(())
        })?;
        noms.sort(None);
        Ok((noms, unread))
    }

    /// Nobody yet.
    pub fn empty(structure: CodeStructure, key: Secret) -> Noms {
        Noms {
            structure,
            key,
            repertoire: Repertoire::new(),
            rest: HashMap::new(),
            portefeuilles: HashMap::new(),
            used: AtomicU64::new(0),
        }
    }

    /// The key that seals labels of this structure.
    pub fn key(&self) -> &Secret {
        &self.key
    }

    /// Whose names.
    pub fn structure(&self) -> CodeStructure {
        self.structure
    }

    /// Adds a person, in the order of the portefeuille.
    pub fn insert(&mut self, label: &Label) {
        self.put(label);
        self.sort(Some(label.referent));
    }

    /// People that answer a query, best first, at most `limit`.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Label> {
        let hits = self.repertoire.search(query, limit);
        let is_known = hits.iter().any(|hit| hit.complet);
        hits.iter().filter(|hit| hit.complet || !is_known).filter_map(|hit| self.get(&hit.dossier)).collect()
    }

    /// One page of an agent's portefeuille, and its whole size.
    pub fn portefeuille(&self, agent: &[u8; 16], skip: usize, limit: usize) -> (Vec<Label>, usize) {
        let all = self.portefeuilles.get(agent).map_or(&[][..], Vec::as_slice);
        (all.iter().skip(skip).take(limit).filter_map(|id| self.get(id)).collect(), all.len())
    }

    /// One person.
    pub fn get(&self, dossier: &[u8; 16]) -> Option<Label> {
        let fiche = self.repertoire.get(dossier)?;
        let (naissance, referent) = self.rest.get(dossier)?;
        Some(Label {
            dossier: DossierId(fiche.dossier),
            nom: Clair::new(fiche.nom),
            prenom: Clair::new(fiche.prenom),
            usage: fiche.usage.map(Clair::new),
            naissance: naissance.clone(),
            numero: fiche.numero,
            referent: *referent,
        })
    }

    /// Number of people.
    pub fn len(&self) -> usize {
        self.repertoire.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Notes that it was used now.
    pub fn touch(&self, now: u64) {
        self.used.store(now, Ordering::Relaxed);
    }

    /// When it was last used.
    pub fn used(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }

    fn put(&mut self, label: &Label) {
        let is_new = self.repertoire.insert(Fiche {
            dossier: label.dossier.0,
            nom: label.nom.expose(),
            prenom: label.prenom.expose(),
            usage: label.usage.as_ref().map(Clair::expose),
            naissance: naissance(label.naissance.expose()),
            numero: label.numero,
            marque: 0,
        });
        let before = self.rest.get(&label.dossier.0).filter(|_| !is_new).map(|(_, referent)| *referent);
        if let Some(list) = before.and_then(|before| self.portefeuilles.get_mut(&before)) {
            list.retain(|id| *id != label.dossier.0);
        }
        self.rest.insert(label.dossier.0, (label.naissance.clone(), label.referent));
        if label.referent != [0; 16] {
            self.portefeuilles.entry(label.referent).or_default().push(label.dossier.0);
        }
    }

    /// Orders the portefeuille of one agent, or all.
    fn sort(&mut self, only: Option<[u8; 16]>) {
        let Noms { repertoire, portefeuilles, .. } = self;
        for (_, list) in portefeuilles.iter_mut().filter(|(agent, _)| only.is_none_or(|only| only == **agent)) {
            list.sort_by_cached_key(|id| {
                repertoire.get(id).map(|f| (f.usage.unwrap_or(f.nom).to_lowercase(), f.prenom.to_lowercase(), f.numero))
            });
        }
    }
}

fn place(dossier: DossierId, structure: CodeStructure, etat: u32) -> Place {
    Place { owner: dossier.0, structure: structure.0, kind: KIND, num: 0, version: etat }
}

/// An ISO date as the repertoire wants it.
fn naissance(iso: &str) -> Option<Naissance> {
    let date: jiff::civil::Date = iso.parse().ok()?;
    Some(Naissance { annee: date.year(), mois: date.month() as u8, jour: date.day() as u8 })
}
