//! The coffre's side in the hands of whoever is root on its machine: its root key, its rows, its journal and the journal's key. With
//! these he writes entries as the coffre would, and opens a dossier once he has the other half of its keys.

use coffre::base::Tx;
use coffre::fiche;
use coffre::lignes::{self, Stored, genre, part_place, record_place};
use coffre::racine::{Racine, class_half, join};
use coffre::sceau;
use domaine::{Classe, DossierId};
use droits::signature::sha256;
use journal::encoding::from_hex;
use journal::entry::{Entry, Pseudonym, pseudonym};
use journal::log::{Log, Record};
use journal::note::Signer;
use journal::storage::DiskStorage;
use journal::tree::{Tree, leaf_hash};

use super::complices::creation::said;
use super::terrain::{Cote, Terrain};
use crate::persona::Cles;

/// The coffre's root key, as it lies in the memory of its program.
pub fn racine(terrain: &Terrain) -> Result<Racine, String> {
    Ok(Racine::from_root(&cles(terrain)?.racine_coffre))
}

/// Both roots, where a drill gives both to its attacker.
pub fn cles(terrain: &Terrain) -> Result<Cles, String> {
    said(Cles::read(&terrain.fichier("cles.json")))
}

/// The coffre's own key of the journal, by its root.
pub fn signer(terrain: &Terrain) -> Result<Signer, String> {
    said(racine(terrain)?.journal())
}

/// Everything in the coffre's journal, with its pieces.
pub fn leaves(terrain: &Terrain) -> Result<Vec<Record>, String> {
    terrain.entries(Cote::Coffre)?;
    let log = said(Log::open(said(DiskStorage::open(terrain.fichier("copie-journal")))?))?;
    let mut all = Vec::new();
    said(log.for_each(0, |_, record| all.push(record.clone())))?;
    Ok(all)
}

/// An entry as it is told, with its piece.
pub fn record(mut entry: Entry, piece: Option<Vec<u8>>) -> Record {
    entry.piece = piece.as_ref().map_or([0; 32], |piece| sha256(piece));
    Record { entry: entry.encode(), piece }
}

/// The journal's note after these entries, with the root that it claims if not the true one.
pub fn note(signer: &Signer, leaves: &[Record], records: &[Record], root: Option<[u8; 32]>) -> Vec<u8> {
    let mut tree = Tree::new();
    leaves.iter().chain(records).for_each(|record| tree.push(leaf_hash(&record.entry)));
    signer.sign(tree.len(), root.unwrap_or(tree.root()))
}

/// Every dossier whose half this root opens, as it lies in the base.
pub fn held(terrain: &Terrain, racine: &Racine) -> Result<Vec<Tenu>, String> {
    let ids = terrain.dossiers()?;
    let ids: Vec<DossierId> = ids.iter().filter_map(|id| Some(DossierId(from_hex(id)?.try_into().ok()?))).collect();
    let read = move |tx: &mut Tx<'_>| ids.iter().map(|id| lignes::read(tx, *id)).collect();
    let stored: Vec<Option<Stored>> = terrain.reads_with(read)?;
    Ok(stored.into_iter().flatten().filter_map(|stored| Tenu::new(racine, stored)).collect())
}

/// A dossier as he has it: its rows, the coffre's half of its keys, its name in the journal.
pub struct Tenu {
    pub stored: Stored,
    pub sel: [u8; 16],
    pub sujet: Pseudonym,
    pub digest: [u8; 32],
    share: [u8; 32],
}

impl Tenu {
    /// Opens the coffre's own half.
    pub fn new(racine: &Racine, stored: Stored) -> Option<Tenu> {
        let clear = sceau::open(&racine.parts(), &part_place(stored.id), &stored.part)?;
        let (share, sel) = (clear.get(..32)?.try_into().ok()?, clear.get(32..)?.try_into().ok()?);
        let digest = stored.digest_at(stored.etat, &share)?;
        Some(Tenu { sujet: pseudonym(&sel, &stored.id.0), sel, digest, share, stored })
    }

    /// What these classes hold, with the other halves of their keys, in the order of the classes. Nothing where they are not the right ones.
    pub fn clear(&self, classes: u8, theirs: &[[u8; 32]]) -> Vec<u8> {
        let asked = Classe::ALL.into_iter().filter(|classe| classes & classe.bit() != 0);
        let mut text = Vec::new();
        for (classe, theirs) in asked.zip(theirs) {
            let key = join(&class_half(&self.share, classe, self.stored.epoch), theirs, b"classe");
            for ligne in self.stored.lignes_at(self.stored.etat) {
                let place = record_place(&self.stored, ligne.genre, ligne.num, ligne.etat);
                let Some(clear) = sceau::open(&key, &place, &ligne.contenu) else { continue };
                match fiche::decode(&clear).filter(|_| ligne.genre == genre::CLASSE) {
                    Some(champs) => champs.iter().for_each(|(champ, value)| {
                        text.extend_from_slice(format!("{} : {}\n", champ.key(), value.expose()).as_bytes());
                    }),
                    None => text.extend_from_slice(&clear),
                }
            }
        }
        text
    }
}
