//! A conseiller says that he answers for colleagues who are away: their portefeuilles would be explained to him, and their names listed
//! whole. His own word is weak for a day; two are all that he may say in a week; and what is explained stays within the day.

use std::collections::BTreeSet;

use journal::encoding::hex;

use super::butin::Butin;
use super::cadence::{Cadence, Vol};
use super::complices::Complice;
use super::complices::creation::{day, said};
use super::complices::tableau::Tableau;
use super::jours;
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use crate::persona::Persona;

pub const EXERCICE: Exercice = Exercice {
    nom: "remplacement",
    titre: "Conseiller détourné qui se dit remplaçant de collègues, pour que leur portefeuille lui soit expliqué.",
    profil: "deux jours, tous les gestes",
    // The day on which he says it, and the day after.
    plafond: 60 * 2,
    plafond_lignes: 200 * 2,
    controle: Controle::Nomme("budget"),
    non_couvert: &[
        "une direction trompée qui le nomme remplaçant : son mot explique aussitôt, soixante par jour encore",
    ],
    run,
};

/// Replacements that a conseiller may take over by himself in a week.
const PRISES: usize = 2;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let butin = tableau.mesure.butin.clone();
    let first = terrain.horloges.0.now().unsigned_abs() * 1_000;
    let thief = Complice::new(terrain, "conseiller", 0, 2)?;
    let here = &terrain.structures()[0];
    let accompanies = |p: &Persona| matches!(p.role.as_str(), "conseiller" | "referent_collectif");
    let is_colleague = |p: &&Persona| p.structure == *here && p.agent != thief.persona.agent && accompanies(p);
    let colleagues: Vec<String> = terrain.personas().iter().filter(is_colleague).map(|p| hex(&p.agent)).collect();
    tableau.famille("remplacements");
    says(terrain, &mut tableau, &thief, &colleagues)?;

    let mut theirs = jours::of_referents(terrain, &colleagues[..PRISES])?;
    let mut hers = jours::of_referents(terrain, &[hex(&thief.persona.agent)])?;
    let taken: BTreeSet<String> = theirs.iter().chain(&hers).cloned().collect();
    let mut others: Vec<String> = terrain.dossiers()?.into_iter().filter(|id| !taken.contains(id)).collect();
    for day in 0..2 {
        let mut vol = Vol::new(terrain, &butin, &thief, Cadence::HUMAINE)?;
        jours::takes(terrain, &butin, &mut vol, &mut theirs, u64::MAX)?;
        let of_theirs = vol.opened;
        for left in [&mut others, &mut hers] {
            jours::takes(terrain, &butin, &mut vol, left, u64::MAX)?;
        }
        for page in 1..=20 {
            said(vol.thief.get(&format!("/portefeuille?de=structure&page={page}")))?;
        }
        let told = format!("du portefeuille des collègues, jour {}", day + 1);
        tableau.mesure.faits.push((told, of_theirs));
        jours::tomorrow(terrain)?;
    }
    jours::told(terrain, &mut tableau.mesure, first)?;
    Ok(tableau.mesure)
}

/// Takes over one portefeuille after another; then in the name of others, and for others.
fn says(terrain: &Terrain, tableau: &mut Tableau, thief: &Complice, colleagues: &[String]) -> Result<(), String> {
    let mut hers = thief.enters(terrain, &tableau.mesure.butin)?;
    let until = day(terrain, 20);
    let is_on = terrain.sans_controle().is_none();
    for (n, colleague) in colleagues.iter().enumerate() {
        let answer = said(hers.post("/remplacements", &[("de", colleague), ("jusqu-au", &until)]))?;
        if n < PRISES {
            tableau.holds(format!("POST /remplacements, le {}e", n + 1), answer.status < 400, "il le dit de lui-même");
        } else if is_on {
            tableau.refused(format!("POST /remplacements, le {}e", n + 1), &answer);
        }
    }
    let [one, other, ..] = colleagues else { return Err("colleagues are needed".into()) };
    let fields = [("de", one.as_str()), ("par", other.as_str()), ("jusqu-au", &until)];
    tableau.refused("POST /remplacements, pour une autre", &said(hers.post("/remplacements", &fields))?);
    let stranger = hex(&terrain.persona("conseiller", 1, 0)?.agent);
    let fields = [("de", stranger.as_str()), ("jusqu-au", &until)];
    tableau.refused("POST /remplacements, d'une voisine", &said(hers.post("/remplacements", &fields))?);
    Ok(())
}
