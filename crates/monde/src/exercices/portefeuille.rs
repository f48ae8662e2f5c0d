//! An insider who never leaves her own portefeuille: every reading is explained, no day is above its limit, and what she takes is all that
//! she may read. Her caseload is the bound; how long she goes unseen is told.

use std::collections::BTreeSet;

use journal::encoding::hex;

use super::butin::Recu;
use super::jours::{Plan, QUI, of_referents, run};
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};

pub const EXERCICE: Exercice = Exercice {
    nom: "portefeuille",
    titre: "Une conseillère lit tout son portefeuille et rien d'autre, trente jours, pour l'emporter.",
    profil: "le sien seulement, trente jours",
    // A day's pace, on the days of work of a month: her portefeuille ends before.
    plafond: PAR_JOUR * 22,
    plafond_lignes: 200,
    controle: Controle::Toujours("elle a le droit de lire chacun de ces dossiers"),
    non_couvert: &["ce qu'elle sait déjà d'eux, qui la connaissent"],
    run: alone,
};

/// As many as she opens on any day of work.
const PAR_JOUR: u64 = 20;

fn alone(terrain: &mut Terrain) -> Result<Mesure, String> {
    let hers = of_referents(terrain, &[hex(&terrain.persona("conseiller", 0, QUI)?.agent)])?;
    let mut mesure = run(terrain, Plan { jours: 30, par_jour: PAR_JOUR, inexpliquees: 0, ..Plan::OUVRES })?;
    let seen: BTreeSet<String> = mesure.butin.contenu().recus.iter().filter_map(opened).collect();
    if !seen.iter().all(|id| hers.contains(id)) {
        mesure.echecs.push("un dossier d'un autre portefeuille".into());
    }
    mesure.faits.push(("lus en trente jours".into(), seen.len() as u64));
    Ok(mesure)
}

/// The dossier that an answer shows, if it shows one.
fn opened(recu: &Recu) -> Option<String> {
    recu.quoi.strip_prefix("GET /dossiers/").filter(|_| recu.statut == 200).map(str::to_owned)
}
