//! Clocks: the application's alone, forward and back; then both. Rights end and begin by the later of what the journal has stated and
//! what the two sides say, and the other side believes its own clock.

use std::time::Duration;

use super::super::attaquant::Attaquant;
use super::super::terrain::{Copie, Cote, Terrain};
use super::creation::said;
use super::tableau::{Tableau, raison};
use super::{Prise, reset};

const JOUR: u64 = 86_400;

/// Each move, what is tried under it, and what was written.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise, copie: &Copie) -> Result<(), String> {
    tableau.famille("horloges");
    for (cote, days, is_ahead, essai) in [
        (Cote::Coffre, 1, true, "le coffre seul, +1 jour"),
        (Cote::Coffre, 60, true, "le coffre seul, +60 jours"),
        (Cote::Coffre, 1, false, "le coffre seul, -1 jour"),
        (Cote::Coffre, 60, false, "le coffre seul, -60 jours"),
        (Cote::ContreCle, 60, false, "la contre-clé seule, -60 jours"),
        (Cote::Deux, 60, false, "les deux, -60 jours"),
    ] {
        let by = Duration::from_secs(days * JOUR);
        let before = terrain.entries(Cote::ContreCle)?.len();
        if is_ahead { terrain.advance(cote, by) } else { terrain.put_back(cote, by) }?;
        tries(terrain, tableau, prise, essai)?;
        let written = terrain.entries(Cote::ContreCle)?.len() - before;
        if cote != Cote::Deux {
            let why = "rien n'est écrit tant que les deux diffèrent";
            tableau.holds(format!("{essai}, journal cosigné"), written == 0, why);
        }
        if is_ahead { terrain.put_back(cote, by) } else { terrain.advance(cote, by) }?;
        let honest = terrain.enter(&terrain.persona("conseiller", 0, 0)?);
        let opens = honest.and_then(|mut lea| said(lea.opens(&prise.dossier)));
        let works = opens.is_ok_and(|answer| answer.status == 200);
        tableau.holds(format!("{essai}, puis à l'heure"), works, "une conseillère travaille de nouveau");
        reset(terrain, copie)?;
    }
    Ok(())
}

fn tries(terrain: &Terrain, tableau: &mut Tableau, prise: &mut Prise, essai: &str) -> Result<(), String> {
    let faux = &prise.attendent[0];
    let dossier = said(prise.thief.opens(&prise.dossier))?;
    tableau.refused(format!("{essai}, GET /dossiers/…"), &dossier);
    let approved = said(prise.thief.signs(&format!("/habilitations/{}/approbation", faux.agent), &[], &prise.key))?;
    tableau.refused(format!("{essai}, POST …/approbation"), &approved);
    let address = said(prise.thief.post(&format!("/parrainages/{}/adresse", faux.agent), &[]))?;
    tableau.refused(format!("{essai}, POST …/adresse"), &address);
    // A new login of hers gives her nothing that she has not: what it answers is printed, and what it opens is refused.
    let entered = Attaquant::enter(terrain, &prise.persona, &tableau.mesure.butin);
    let (is_held, why) = match entered {
        Err(why) => (true, why.to_string()),
        Ok(mut again) => {
            let dossier = said(again.opens(&prise.dossier))?;
            let third = super::creation::propose(terrain, &mut again, &prise.key, "Troisieme")?;
            let third = third.err();
            let said = third.as_ref().map(raison).unwrap_or_default();
            (dossier.status >= 400 && third.is_some(), format!("connectée à l'heure du journal, rien de plus : {said}"))
        }
    };
    tableau.stopped(format!("{essai}, nouvelle connexion et troisième demande"), is_held.then_some(why));
    let faux = faux.persona(&prise.persona.structure)?;
    let why = Attaquant::enter(terrain, &faux, &tableau.mesure.butin).err().map(|why| why.to_string());
    tableau.stopped(format!("{essai}, POST /connexion, compte proposé"), why);
    Ok(())
}
