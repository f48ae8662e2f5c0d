//! A gestionnaire and a conseiller of one structure are hijacked together: one proposes, the other reads. The first gives the second
//! nothing: neither accounts, nor a function, nor one dossier more than her own day.

use std::collections::BTreeSet;

use super::butin::Butin;
use super::complices::creation::{day, said};
use super::complices::tableau::Tableau;
use super::complices::{Complice, by_new_accounts, gestures, wait};
use super::conseiller;
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use journal::encoding::hex;

pub const EXERCICE: Exercice = Exercice {
    nom: "gestionnaire-conseiller",
    titre: "Gestionnaire et conseiller d'une même structure détournés ensemble, tous les gestes obtenus, une journée.",
    profil: "complices, une journée",
    plafond: 60,
    plafond_lignes: 200,
    controle: Controle::Nomme("cosignature"),
    non_couvert: &[],
    run,
};

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let gestionnaire = Complice::new(terrain, "gestionnaire", 0, 0)?;
    let conseiller = Complice::new(terrain, "conseiller", 0, 0)?;
    let dossiers = terrain.dossiers()?;
    tableau.famille("comptes ajoutés");
    let (accounts, opened, waiting) = by_new_accounts(terrain, &mut tableau, &gestionnaire, &dossiers)?;
    if let Some(first) = waiting.first() {
        helped(terrain, &mut tableau, &gestionnaire, &conseiller, &first.agent)?;
        tableau.famille("sa journée");
        let own = conseiller::journee(terrain, &tableau.mesure.butin, &conseiller, &mut BTreeSet::new())?;
        tableau.mesure.faits.push(("ouvertures du conseiller".into(), own.opened));
    }
    for (name, count) in [("comptes actifs", accounts), ("ouvertures de comptes ajoutés", opened)] {
        tableau.mesure.faits.push((name.into(), count));
    }
    if terrain.sans_controle().is_none() && accounts > 0 {
        tableau.mesure.echecs.push(format!("{accounts} comptes actifs"));
    }
    Ok(tableau.mesure)
}

/// Everything that one could do for the other, and both for the account that waits.
fn helped(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    gestionnaire: &Complice,
    conseiller: &Complice,
    waiting: &str,
) -> Result<(), String> {
    let (butin, until) = (tableau.mesure.butin.clone(), day(terrain, 30));
    tableau.famille("le conseiller signe");
    let mut hers = conseiller.enters(terrain, &butin)?;
    said(hers.get(&format!("/habilitations/{waiting}")))?;
    wait(terrain, 21)?;
    let zeroes = "00".repeat(32);
    let on_waiting: &[(&str, &[(&str, &str)])] = &[
        ("/habilitations/{}/approbation", &[]),
        ("/habilitations/{}/refus", &[]),
        ("/habilitations/{}/tirage", &[]),
        ("/habilitations/{}/confirmation", &[]),
        ("/habilitations/{}/reveil", &[]),
        ("/habilitations/{}/veto", &[]),
        ("/habilitations/{}/secours", &[]),
        ("/parrainages/{}/signature", &[("cles", &zeroes)]),
    ];
    gestures(tableau, &mut hers, &conseiller.key, waiting, "le compte proposé", on_waiting)?;
    tableau
        .refused("POST /parrainages/{…}/adresse", &said(hers.post(&format!("/parrainages/{waiting}/adresse"), &[]))?);
    tableau.refused("GET /habilitations", &said(hers.get("/habilitations"))?);

    tableau.famille("la gestionnaire signe");
    let mut thief = gestionnaire.enters(terrain, &butin)?;
    let own: &[(&str, &[(&str, &str)])] = &[
        ("/habilitations/{}/approbation", &[]),
        ("/habilitations/{}/confirmation", &[]),
        ("/habilitations/{}/reveil", &[]),
        ("/habilitations/{}/retablissement", &[]),
        ("/habilitations/{}/passation", &[]),
        ("/habilitations/{}/certification", &[("jusqu", &until)]),
        ("/habilitations/{}/cles", &[]),
        ("/habilitations/{}/direction", &[]),
        ("/parrainages/{}/signature", &[("cles", &zeroes)]),
    ];
    // Her two demands wait: nothing else of hers may wait beside them.
    gestures(tableau, &mut thief, &gestionnaire.key, &hex(&conseiller.persona.agent), "le conseiller", own)?;
    for dossier in terrain.dossiers()?.iter().take(20) {
        let answer = said(thief.opens(dossier))?;
        if answer.status < 400 {
            tableau.refused("GET /dossiers/…, la gestionnaire", &answer);
        }
    }
    Ok(())
}
