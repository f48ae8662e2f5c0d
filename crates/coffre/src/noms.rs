//! The names of one structure, in memory while an agent of it is at work, never on disk in clear. With each goes what a
//! list is sorted and filtered by; every write of this process keeps it current.

pub(crate) mod a_faire;
pub(crate) mod echeances;
mod etiquette;
mod leurre;
mod liste;
pub(crate) mod presences;
mod qualite;
mod semblables;
pub(crate) mod veille;

pub(crate) use a_faire::{Among, Cause};
pub use echeances::Echeances;
pub use etiquette::Label;
pub use liste::Listed;
pub(crate) use qualite::Courant;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};

use domaine::fuseau::Fuseau;
use domaine::saisie::normal_name;
use domaine::{Clair, CodeStructure, DossierId};

use crate::base::{SqlError, Tx};
use crate::fiche::days;
use crate::racine::Secret;
use crate::repertoire::{Fiche, Naissance, Repertoire};
use crate::sequenceur::now;
use veille::Seuil;

crate::statements! {
    LABELS = "select e.dossier, e.etat, e.contenu, d.cree, h.contact, h.fin, h.maj \
              from etiquette e join dossier d on d.id = e.dossier \
              join entete h on h.dossier = d.id and h.etat = d.etat \
              where e.structure = ?1 and e.etat <= d.etat order by e.dossier, e.etat";
}

/// The names of a structure.
pub struct Noms {
    structure: CodeStructure,
    key: Secret,
    repertoire: Repertoire,
    rest: HashMap<[u8; 16], Rest>,
    portefeuilles: HashMap<[u8; 16], HashSet<[u8; 16]>>,
    subjects: HashMap<[u8; 16], [u8; 16]>,
    births: HashMap<i32, Vec<[u8; 16]>>,
    /// Apart from every index: what lists, counts or compares meets none of them.
    leurres: BTreeMap<[u8; 16], Label>,
    used: AtomicU64,
    /// The threshold of the day on which it was last computed: two numbers of days.
    seuil: AtomicU64,
}

/// What the repertoire does not hold of a person.
struct Rest {
    naissance: Clair,
    /// The birth date in days since 1970, when it is one.
    jour: Option<i32>,
    /// Sorts as a directory does: without accents, the name in use before the first name.
    ordre: Clair,
    referent: [u8; 16],
    sujet: [u8; 16],
    /// Day of the last contact that counts, as the head of the dossier says it; zero when there was none.
    entete: i32,
    /// Day of her last presence at a closed workshop, which no dossier says; zero when there was none.
    presence: i32,
    /// Day on which the accompaniment ended; zero while it runs.
    fin: i32,
    maj: u64,
    cree: u64,
    /// Civil day of `cree`, in the structure's own time.
    cree_le: i32,
    /// What its coded facts ask for.
    echeances: Echeances,
}

impl Rest {
    /// Day of the last contact that counts, wherever it is written; zero when there was none.
    fn contact(&self) -> i32 {
        self.entete.max(self.presence)
    }
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
                Some(label) => noms.insert(&Label {
                    cree: row.int(3)? as u64,
                    contact: row.int(4)? as i32,
                    fin: row.int(5)? as i32,
                    maj: row.int(6)? as u64,
                    ..label
                }),
                None => unread += 1,
            }
            Ok(())
        })?;
        echeances::read(tx, structure, |id, echeances| noms.note_echeances(&id, echeances))?;
        presences::read(tx, structure)?.into_iter().for_each(|(id, jour)| noms.note_presence(&id, jour));
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
            subjects: HashMap::new(),
            births: HashMap::new(),
            leurres: BTreeMap::new(),
            used: AtomicU64::new(0),
            seuil: AtomicU64::new(0),
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

    /// Adds a person, or replaces the one of the same dossier. Constant time: an import adds thousands.
    pub fn insert(&mut self, label: &Label) {
        let id = label.dossier.0;
        if label.leurre {
            self.subjects.insert(label.sujet, id);
            self.leurres.insert(id, label.clone());
            return;
        }
        let (echeances, presence) = self.unlink(&id).map(|rest| (rest.echeances, rest.presence)).unwrap_or_default();
        let naissance = label.naissance.expose().parse::<jiff::civil::Date>().ok();
        self.repertoire.insert(Fiche {
            dossier: id,
            nom: label.nom.expose(),
            prenom: label.prenom.expose(),
            usage: label.usage.as_ref().map(Clair::expose),
            naissance: naissance.map(|d| Naissance { annee: d.year(), mois: d.month() as u8, jour: d.day() as u8 }),
            numero: label.numero,
            marque: 0,
        });
        let jour = naissance.map(days);
        if let Some(jour) = jour {
            self.births.entry(jour).or_default().push(id);
        }
        if label.sujet != [0; 16] {
            self.subjects.insert(label.sujet, id);
        }
        self.portefeuilles.entry(label.referent).or_default().insert(id);
        let nom = label.usage.as_ref().unwrap_or(&label.nom);
        let ordre = format!("{} {} {:09}", normal_name(nom.expose()), normal_name(label.prenom.expose()), label.numero);
        let rest = Rest {
            naissance: label.naissance.clone(),
            jour,
            ordre: Clair::new(ordre),
            referent: label.referent,
            sujet: label.sujet,
            entete: label.contact,
            presence,
            fin: label.fin,
            maj: label.maj,
            cree: label.cree,
            cree_le: days(self.fuseau().aujourdhui(label.cree)),
            echeances,
        };
        self.rest.insert(id, rest);
    }

    /// Notes a write that leaves the label as it is.
    pub fn note_write(&mut self, dossier: &[u8; 16], contact: i32, fin: i32, maj: u64) {
        if let Some(rest) = self.rest.get_mut(dossier) {
            (rest.entete, rest.fin, rest.maj) = (contact, fin, maj);
        }
    }

    /// Notes what the rows of a dossier ask for, as a write or a reading of them found it.
    pub fn note_echeances(&mut self, dossier: &[u8; 16], echeances: Echeances) {
        if let Some(rest) = self.rest.get_mut(dossier) {
            rest.echeances = echeances;
        }
    }

    /// Notes the last day on which somebody came to a workshop that is closed now; zero for none.
    pub fn note_presence(&mut self, dossier: &[u8; 16], jour: i32) {
        if let Some(rest) = self.rest.get_mut(dossier) {
            rest.presence = jour;
        }
    }

    /// Forgets a person: the dossier is no longer of this structure, or no longer at all.
    pub fn remove(&mut self, dossier: &[u8; 16]) {
        if let Some(leurre) = self.leurres.remove(dossier) {
            self.subjects.remove(&leurre.sujet);
        }
        self.unlink(dossier);
        self.repertoire.remove(dossier);
    }

    /// People that answer a query, best first, at most `limit`; only those of one référent, if one is given.
    pub fn search(&self, query: &str, only: Option<&[u8; 16]>, limit: usize) -> Vec<Label> {
        // Hers may come after many others of the same name: all are ranked, then hers are kept.
        let ranked = if only.is_some() { self.len() } else { limit };
        let mut hits = self.repertoire.search(query, ranked);
        hits.retain(|hit| only.is_none_or(|only| self.rest.get(&hit.dossier).is_some_and(|r| r.referent == *only)));
        let is_known = hits.iter().any(|hit| hit.complet);
        let shown = hits.iter().filter(|hit| hit.complet || !is_known).take(limit);
        shown.filter_map(|hit| self.get(&hit.dossier)).collect()
    }

    /// One person.
    pub fn get(&self, dossier: &[u8; 16]) -> Option<Label> {
        let fiche = self.repertoire.get(dossier)?;
        let rest = self.rest.get(dossier)?;
        Some(Label {
            dossier: DossierId(fiche.dossier),
            nom: Clair::new(fiche.nom),
            prenom: Clair::new(fiche.prenom),
            usage: fiche.usage.map(Clair::new),
            naissance: rest.naissance.clone(),
            numero: fiche.numero,
            referent: rest.referent,
            sujet: rest.sujet,
            leurre: false,
            statut: self.seuil_now().statut(rest.cree_le, rest.contact(), rest.fin),
            contact: rest.entete,
            fin: rest.fin,
            maj: rest.maj,
            cree: rest.cree,
        })
    }

    /// The person of a pseudonym of the journal.
    pub fn of_subject(&self, sujet: &[u8; 16]) -> Option<Label> {
        let id = self.subjects.get(sujet)?;
        self.get(id).or_else(|| self.leurre(id))
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

    fn fuseau(&self) -> Fuseau {
        Fuseau::of_structure(self.structure)
    }

    /// What decides the statuts of today, computed once a day.
    fn seuil_now(&self) -> Seuil {
        let today = self.fuseau().aujourdhui(now());
        let kept = self.seuil.load(Ordering::Relaxed);
        let seuil = Seuil { today: (kept >> 32) as i32, contact: kept as i32 };
        if seuil.today == days(today) {
            return seuil;
        }
        let seuil = Seuil::at(today);
        let both = u64::from(seuil.today as u32) << 32 | u64::from(seuil.contact as u32);
        self.seuil.store(both, Ordering::Relaxed);
        seuil
    }

    /// Takes a person out of every index but the repertoire's.
    fn unlink(&mut self, dossier: &[u8; 16]) -> Option<Rest> {
        let rest = self.rest.remove(dossier)?;
        if let Some(of) = self.portefeuilles.get_mut(&rest.referent) {
            of.remove(dossier);
        }
        self.subjects.remove(&rest.sujet);
        if let Some(born) = rest.jour.and_then(|jour| self.births.get_mut(&jour)) {
            born.retain(|id| id != dossier);
        }
        Some(rest)
    }
}
