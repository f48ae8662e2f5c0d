//! Bringing a file: its rows are sealed and kept, its columns guessed. Nothing is made, nobody is shown.

use domaine::ImportId;
use domaine::import::{Colonne, Ligne, guess};
use domaine::saisie::normal_name;
use droits::mandat::LINES_MAX;
use droits::signature::SignedRequest;
use journal::Kind;
use std::collections::HashSet;

use super::rangement::{self, Rang, Tete};
use super::{asked, listed, on_a_thread, reading, wrong};
use crate::face::{Agent, Error, ImportEtat, ImportLu};
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};

/// Columns of a file.
pub const COLUMNS_MAX: usize = 100;
/// Characters of a cell.
pub const CELL_MAX: usize = 2_000;
/// Bytes of all cells: what a file of 20 MB holds, and what one agent may make this memory hold.
pub const BYTES_MAX: usize = 64 << 20;
/// Files of one agent that wait to be corrected.
pub const WAITING_MAX: usize = 3;

impl Coffre {
    /// Keeps the rows of a file for the agent who brings it, sealed; its columns are those of the last file with the
    /// same heads, or guessed.
    ///
    /// # Errors
    /// A file beyond the limits, or a fourth one (`trop-d-imports`: the oldest is to be imported or forgotten); a refusal
    /// or a failure. Nothing is kept then.
    pub async fn deposit_import(&self, request: &SignedRequest, lu: ImportLu) -> Result<ImportId, Error> {
        let alive = self.alive()?;
        let asked = asked(request, Kind::ResultPage, None)?;
        check(&lu)?;
        let agent = alive.authenticate(request).await?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let key = reading(&noms).key().clone();
        let earlier = alive.heads_of(&agent, &key).await?;
        if earlier.iter().filter(|(etat, _)| *etat == ImportEtat::Essai).count() >= WAITING_MAX {
            return Err(wrong("fichier", "trop-d-imports"));
        }
        let id = ImportId(random());
        alive.journal_rows(request, asked, &listed(id, [].into_iter()), 0, Vec::new()).await?;
        let (structure, who) = (agent.structure, agent.id);
        let (head, rows) = on_a_thread(move || {
            let lignes: Vec<Ligne> =
                lu.lignes.into_iter().map(|(numero, cellules)| Ligne { numero, cellules }).collect();
            let colonnes = kept(&earlier, &lu.entetes).unwrap_or_else(|| guess(&lu.entetes, &lignes));
            let own = rangement::key(&key, id, who);
            let (sel, signe) = (random(), [0; 32]);
            let colonnes = lu.entetes.into_iter().zip(colonnes).collect();
            let tete = Tete { format: lu.format, sel, signe, partiel: false, colonnes };
            let rows: Vec<(u32, Vec<u8>)> = lignes
                .into_iter()
                .map(|ligne| (ligne.numero, Rang::new(ligne.numero, ligne.cellules).seal(&own, id, structure)))
                .collect();
            (tete.seal(&own, id, structure), rows)
        })
        .await?;
        let cree = now() as i64;
        let insert = move |tx: &mut crate::base::Tx<'_>| {
            let essai = ImportEtat::Essai as u8;
            let import =
                [id.0.into(), structure.as_str().into(), who.0.into(), essai.into(), cree.into(), head.clone().into()];
            tx.exec(&rangement::INSERT, &import)?;
            rows.iter().try_for_each(|(numero, sealed)| {
                let none: &[u8] = &[];
                let row = [id.0.into(), (*numero).into(), none.into(), sealed.clone().into()];
                tx.exec(&rangement::INSERT_LIGNE, &row).map(drop)
            })
        };
        alive.base.write(insert).await?;
        Ok(id)
    }
}

impl Alive {
    /// What this agent brought before, newest first.
    async fn heads_of(&self, agent: &Agent, key: &Secret) -> Result<Vec<(ImportEtat, Tete)>, Error> {
        let (who, structure) = (agent.id, agent.structure);
        let rows: Vec<([u8; 16], u8, u64, Vec<u8>)> =
            self.base.read(move |tx| tx.all(&rangement::OF_AGENT, &[who.0.into(), structure.as_str().into()])).await?;
        let opened = rows.into_iter().filter_map(|(id, etat, _, sealed)| {
            let id = ImportId(id);
            let tete = Tete::open(&rangement::key(key, id, who), id, structure, &sealed)?;
            Some((rangement::etat_of(etat, false), tete))
        });
        Ok(opened.collect())
    }
}

/// What the columns fed the last time that this agent brought a file with these heads.
fn kept(earlier: &[(ImportEtat, Tete)], entetes: &[domaine::Clair]) -> Option<Vec<Colonne>> {
    let same = |tete: &Tete| {
        tete.colonnes.len() == entetes.len()
            && tete.colonnes.iter().zip(entetes).all(|((one, _), other)| head(one.expose()) == head(other.expose()))
    };
    earlier.iter().map(|(_, tete)| tete).find(|tete| same(tete)).map(Tete::fed)
}

fn head(entete: &str) -> String {
    let digits: String = entete.chars().filter(char::is_ascii_digit).collect();
    normal_name(entete) + &digits
}

fn check(lu: &ImportLu) -> Result<(), Error> {
    let columns = lu.entetes.len();
    let cells = || lu.entetes.iter().chain(lu.lignes.iter().flat_map(|(_, cells)| cells));
    let mut numbers = HashSet::new();
    let raison = match () {
        () if lu.lignes.is_empty() || columns == 0 => "fichier-vide",
        () if lu.lignes.len() > LINES_MAX as usize => "trop-de-lignes",
        () if columns > COLUMNS_MAX => "trop-de-colonnes",
        () if lu.lignes.iter().any(|(_, cells)| cells.len() > columns) => "ligne-trop-longue",
        () if cells().any(|cell| cell.expose().chars().count() > CELL_MAX) => "cellule-trop-longue",
        () if cells().map(|cell| cell.expose().len()).sum::<usize>() > BYTES_MAX || lu.format.len() > 200 => {
            "fichier-trop-gros"
        }
        () if !lu.lignes.iter().all(|(numero, _)| numbers.insert(*numero)) => "numeros-en-double",
        () => return Ok(()),
    };
    Err(wrong("fichier", raison))
}
