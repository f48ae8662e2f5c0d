//! An old database put back: she is suspended, then the disks of a day before come back. What the other side followed is not forgotten.

use std::fs;
use std::path::Path;

use journal::encoding::hex;

use super::super::attaquant::Attaquant;
use super::super::terrain::{Copie, Cote, Terrain};
use super::creation::{done, said};
use super::sql::last_words;
use super::tableau::Tableau;
use super::{Prise, reset};

/// Each way to put the past back, and whether it gives her account back.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise, copie: &Copie) -> Result<(), String> {
    tableau.famille("base restaurée");
    for (essai, cote) in [
        ("tout le disque du coffre", Some(Cote::Coffre)),
        ("le disque de la contre-clé", Some(Cote::ContreCle)),
        ("les lignes seules, sans le journal", None),
    ] {
        suspends(terrain, prise)?;
        tableau.refused(format!("{essai}, avant"), &said(prise.thief.get("/compte"))?);
        terrain.stop()?;
        match cote {
            Some(cote) => terrain.put_copy_back(copie, cote)?,
            None => rows_only(terrain, copie)?,
        }
        match terrain.serve() {
            Err(why) => tableau.stopped(format!("{essai}, au démarrage"), Some(last_words(&why))),
            Ok(()) => {
                tableau.refused(format!("{essai}, GET /compte"), &said(prise.thief.get("/compte"))?);
                let third = super::creation::propose(terrain, &mut prise.thief, &prise.key, "Troisieme")?;
                tableau.stopped(
                    format!("{essai}, POST /habilitations/nouvelle"),
                    third.err().as_ref().map(super::tableau::raison),
                );
                let why = Attaquant::enter(terrain, &prise.persona, &tableau.mesure.butin).err();
                tableau.stopped(format!("{essai}, POST /connexion"), why.map(|why| why.to_string()));
            }
        }
        reset(terrain, copie)?;
    }
    Ok(())
}

/// The direction cuts her.
fn suspends(terrain: &Terrain, prise: &Prise) -> Result<(), String> {
    let mut direction = terrain.enter(&terrain.persona("direction", 0, 0)?)?;
    let target = format!("/habilitations/{}/suspension", hex(&prise.persona.agent));
    done(&said(direction.post(&target, &[]))?, "the direction suspends her")
}

/// The rows of before under the journal of now.
fn rows_only(terrain: &mut Terrain, copie: &Copie) -> Result<(), String> {
    let journal = terrain.fichier("journal-present");
    let here = terrain.base().join("coffre/journal");
    let failed = |e: std::io::Error| e.to_string();
    let _ = fs::remove_dir_all(&journal);
    move_all(&here, &journal).map_err(failed)?;
    terrain.put_copy_back(copie, Cote::Coffre)?;
    fs::remove_dir_all(&here).map_err(failed)?;
    move_all(&journal, &here).map_err(failed)
}

fn move_all(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::rename(from, to)
}
