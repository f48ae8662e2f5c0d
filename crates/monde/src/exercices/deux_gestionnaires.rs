//! Two gestionnaires of two structures are hijacked together. Each proposes; the other approves when the lot names her. Those
//! who were drawn and are honest only decline, so that every demand is drawn as often as it may be. The parrain of each structure is deceived every time. What holds them is the number of accounts a week, and the little that a probation opens.

use std::collections::HashSet;

use super::attaquant::{Attaquant, Passant};
use super::butin::Butin;
use super::complices::creation::{Faux, done, drawn, parrain, said, vouches};
use super::complices::tableau::Tableau;
use super::complices::{Complice, JOUR, MINUTE, alone, has_lines, learns, name, reads, wait};
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use crate::persona::Persona;

pub const EXERCICE: Exercice = Exercice {
    nom: "deux-gestionnaires",
    titre: "Deux gestionnaires de deux structures détournées, le parrain de chacune trompé à chaque fois, deux semaines.",
    profil: "complices, deux semaines",
    plafond: PAR_SEMAINE * SEMAINES,
    plafond_lignes: 0,
    controle: Controle::Nomme("cosignature"),
    non_couvert: &[
        "des clés refaites pour un compte qui existe : le parrain y serait trompé sur une collègue qu'il connaît, présente devant lui",
        "au-delà de deux semaines : passé trente jours, et confirmé par un parrain trompé encore, un compte lit comme un conseiller",
    ],
    run,
};

/// Persons a week, at most.
const PAR_SEMAINE: u64 = 20;
const SEMAINES: u64 = 2;

/// Demands of one proposer that may wait together.
const PENDING: usize = 2;

/// An account that the attackers hold, and the day when its cooling ends.
struct Compte {
    persona: Persona,
    s: usize,
    opens: u64,
}

/// One gestionnaire's side of it: herself, and her demands that nobody has approved yet.
struct Cote<'a> {
    proposer: &'a Complice,
    approver: &'a Complice,
    pending: Vec<Faux>,
}

/// What all of it gave so far.
#[derive(Default)]
struct Gain {
    demands: usize,
    approved: u64,
    opened: u64,
    comptes: Vec<Compte>,
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let (one, other) = (Complice::new(terrain, "gestionnaire", 0, 0)?, Complice::new(terrain, "gestionnaire", 1, 0)?);
    let side = |proposer, approver| Cote { proposer, approver, pending: Vec::new() };
    let mut sides = [side(&one, &other), side(&other, &one)];
    let dossiers = terrain.dossiers()?;
    let mut left = &dossiers[..];
    let mut gain = Gain::default();
    for week in 0..SEMAINES {
        tableau.famille(if week == 0 { "première semaine" } else { "deuxième semaine" });
        let before = gain.opened;
        for day in 7 * week..7 * week + 7 {
            for side in &mut sides {
                proposes(terrain, &mut tableau, side, &mut gain, &mut left)?;
                admits(terrain, &mut tableau, side, &mut gain, day)?;
            }
            if left.is_empty() {
                break;
            }
            for at in 0..gain.comptes.len() {
                let compte = &gain.comptes[at];
                match day.cmp(&compte.opens) {
                    std::cmp::Ordering::Less => early(terrain, &mut tableau, compte, &dossiers)?,
                    // Its five, then every day again.
                    _ => gain.opened += searches(terrain, &mut tableau, &gain.comptes[at], &mut left)?,
                }
            }
            wait(terrain, JOUR + 2 * MINUTE)?;
        }
        let got = gain.opened - before;
        tableau.mesure.faits.push((format!("personnes de la semaine {}", week + 1), got));
        if terrain.sans_controle().is_none() && got > PAR_SEMAINE {
            tableau.mesure.echecs.push(format!("semaine {} : {got} personnes, plafond {PAR_SEMAINE}", week + 1));
        }
        if left.is_empty() {
            break;
        }
    }
    for (name, count) in [
        ("demandes faites", gain.demands as u64),
        ("demandes approuvées par la complice", gain.approved),
        ("comptes obtenus", gain.comptes.len() as u64),
        ("ouvertures", gain.opened),
    ] {
        tableau.mesure.faits.push((name.into(), count));
    }
    // The same refusal every day is told once.
    let mut told = HashSet::new();
    tableau.mesure.cases.retain(|case| told.insert((case.famille.clone(), case.essai.clone())));
    Ok(tableau.mesure)
}

/// Asks for accounts until the rules say that enough wait. Without the control each is there at once, and reads.
fn proposes(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    side: &mut Cote<'_>,
    gain: &mut Gain,
    left: &mut &[String],
) -> Result<(), String> {
    let mut idle = 0;
    while side.pending.len() < PENDING && idle < PENDING && !left.is_empty() {
        gain.demands += 1;
        let Some((faux, entered)) = alone(terrain, tableau, side.proposer, &name(gain.demands))? else {
            return Ok(());
        };
        let Some(mut hers) = entered else {
            side.pending.push(faux);
            continue;
        };
        let opened = reads(terrain, tableau, &mut hers, left, "compte ajouté")?;
        gain.opened += opened;
        idle += usize::from(opened == 0);
        if gain.demands.is_multiple_of(15) {
            wait(terrain, MINUTE + 1)?;
        }
    }
    Ok(())
}

/// The accomplice signs what the lot gave her, and the parrain of the structure is deceived.
fn admits(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    side: &mut Cote<'_>,
    gain: &mut Gain,
    day: u64,
) -> Result<(), String> {
    for faux in std::mem::take(&mut side.pending) {
        let mut is_approved = approves(terrain, tableau, side.approver, &faux)?;
        while !is_approved && declines(terrain, &faux)? {
            is_approved = approves(terrain, tableau, side.approver, &faux)?;
        }
        if !is_approved {
            side.pending.push(faux);
            continue;
        }
        gain.approved += 1;
        let mut passant = Passant::new(terrain, &tableau.mesure.butin);
        if let Err(why) = vouches(terrain, &parrain(terrain, side.proposer.s)?, &mut passant, &faux) {
            tableau.stopped("POST /parrainages/…, le parrain trompé", Some(why));
            continue;
        }
        let persona = faux.persona(&side.proposer.persona.structure)?;
        learns(&mut said(Attaquant::enter(terrain, &persona, &tableau.mesure.butin))?, &faux)?;
        gain.comptes.push(Compte { persona, s: side.proposer.s, opens: day + 2 });
    }
    Ok(())
}

/// The accomplice signs, if the lot named her.
fn approves(terrain: &mut Terrain, tableau: &Tableau, approver: &Complice, faux: &Faux) -> Result<bool, String> {
    let mut hers = approver.enters(terrain, &tableau.mesure.butin)?;
    if !said(hers.get("/approbations"))?.text().contains(&faux.agent) {
        return Ok(false);
    }
    said(hers.get(&format!("/approbations/{}", faux.agent)))?;
    wait(terrain, 21)?;
    let answer = said(hers.signs(&format!("/habilitations/{}/approbation", faux.agent), &[], &approver.key))?;
    done(&answer, "the accomplice approves").map(|()| true)
}

/// Somebody honest who was drawn cannot judge, and says so: the lot is drawn again. `false`: nobody is drawn any more.
fn declines(terrain: &Terrain, faux: &Faux) -> Result<bool, String> {
    let Ok((persona, mut browser)) = drawn(terrain, &faux.agent) else { return Ok(false) };
    let key = persona.passkey().ok_or("key of the approver")?;
    let answer = said(browser.signs(&format!("/habilitations/{}/tirage", faux.agent), &[], &key))?;
    done(&answer, "an honest approver declines").map(|()| true)
}

/// Before 48 hours nothing opens.
fn early(terrain: &Terrain, tableau: &mut Tableau, compte: &Compte, dossiers: &[String]) -> Result<(), String> {
    let mut hers = said(Attaquant::enter(terrain, &compte.persona, &tableau.mesure.butin))?;
    tableau.refused("GET /dossiers/…, avant 48 h", &said(hers.opens(&dossiers[0]))?);
    Ok(())
}

/// Opens what it can, then lists and searches.
fn searches(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    compte: &Compte,
    left: &mut &[String],
) -> Result<u64, String> {
    let mut hers = said(Attaquant::enter(terrain, &compte.persona, &tableau.mesure.butin))?;
    let what = if compte.s == 0 { "compte de la structure" } else { "compte de l'autre structure" };
    let opened = reads(terrain, tableau, &mut hers, left, what)?;
    for page in ["/portefeuille", "/portefeuille?de=structure"] {
        let listed = said(hers.get(page))?;
        tableau.holds(format!("GET {page}"), !has_lines(&listed.text()), "personne n'est listé");
    }
    let found = said(hers.post("/recherche", &[("requete", "martin")]))?;
    tableau.holds("POST /recherche", !has_lines(&found.text()), "personne n'est trouvé");
    Ok(opened)
}
