//! Two gestionnaires of two structures are hijacked together. Each proposes; the other approves when the lot names her, and a
//! demand that the lot gives to somebody honest is withdrawn and asked for again: chance is only patience. The parrain of each
//! structure is deceived every time. What holds them is the number of accounts a week, and the little that a probation opens.

use super::attaquant::{Attaquant, Passant};
use super::butin::Butin;
use super::complices::creation::{Faux, done, parrain, said, vouches};
use super::complices::tableau::{Tableau, raison};
use super::complices::{Complice, JOUR, MINUTE, alone, has_lines, learns, reads, wait};
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

/// Demands made for one account, at most, until the lot names the accomplice: one of seven.
const TIRAGES_MAX: usize = 60;

/// Accounts that each tries for in a week; the quota is lower.
const COMPTES_PAR_SEMAINE: usize = 3;

/// An account that the attackers hold.
struct Compte {
    persona: Persona,
    s: usize,
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let complices = [Complice::new(terrain, "gestionnaire", 0, 0)?, Complice::new(terrain, "gestionnaire", 1, 0)?];
    let dossiers = terrain.dossiers()?;
    let mut left = &dossiers[..];
    let mut comptes: Vec<Compte> = Vec::new();
    let (mut demands, mut opened) = (0, 0);
    for week in 0..SEMAINES {
        tableau.famille(if week == 0 { "première semaine" } else { "deuxième semaine" });
        let before = opened;
        for (one, other) in [(0, 1), (1, 0)] {
            let (proposer, approver) = (&complices[one], &complices[other]);
            let mut bound = 0;
            let mut n = 0;
            while bound < COMPTES_PAR_SEMAINE && n < TIRAGES_MAX * COMPTES_PAR_SEMAINE && !left.is_empty() {
                n += 1;
                let nom = name(demands);
                demands += 1;
                let Some((faux, entered)) = alone(terrain, &mut tableau, proposer, &nom)? else { break };
                // Without the control the account is there already, and reads.
                if let Some(mut hers) = entered {
                    let before = opened;
                    opened += reads(terrain, &mut tableau, &mut hers, &mut left, "compte ajouté")?;
                    if opened == before {
                        bound += 1;
                    }
                    if demands.is_multiple_of(15) {
                        wait(terrain, MINUTE + 1)?;
                    }
                    n = 0;
                    continue;
                }
                if !approves(terrain, &tableau, approver, &faux)? {
                    withdraws(terrain, &tableau, proposer, &faux)?;
                    continue;
                }
                let mut passant = Passant::new(terrain, &tableau.mesure.butin);
                let signs = vouches(terrain, &parrain(terrain, proposer.s)?, &mut passant, &faux);
                bound += 1;
                let Err(why) = signs else {
                    let persona = faux.persona(&proposer.persona.structure)?;
                    learns(&mut said(Attaquant::enter(terrain, &persona, &tableau.mesure.butin))?, &faux)?;
                    comptes.push(Compte { persona, s: proposer.s });
                    continue;
                };
                tableau.stopped(format!("POST /parrainages/…, {bound}e compte de la semaine"), Some(why));
                withdraws(terrain, &tableau, proposer, &faux)?;
            }
        }
        if comptes.is_empty() {
            break;
        }
        early(terrain, &mut tableau, &comptes, &dossiers)?;
        wait(terrain, 2 * JOUR + MINUTE)?;
        for compte in &comptes {
            opened += searches(terrain, &mut tableau, compte, &mut left)?;
        }
        let got = opened - before;
        tableau.mesure.faits.push((format!("personnes de la semaine {}", week + 1), got));
        if got > PAR_SEMAINE {
            tableau.mesure.echecs.push(format!("semaine {} : {got} personnes, plafond {PAR_SEMAINE}", week + 1));
        }
        wait(terrain, 5 * JOUR)?;
    }
    for (name, count) in
        [("demandes faites", demands as u64), ("comptes obtenus", comptes.len() as u64), ("ouvertures", opened)]
    {
        tableau.mesure.faits.push((name.into(), count));
    }
    if terrain.sans_controle().is_none() && comptes.is_empty() {
        tableau.mesure.echecs.push("aucun compte obtenu : le scénario n'a pas eu lieu".into());
    }
    Ok(tableau.mesure)
}

/// A family name of letters only.
fn name(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    format!("Faux{}{}{}", letter(n / 676), letter(n / 26), letter(n))
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

/// A demand in honest hands is vetoed by its own structure before anybody reads it.
fn withdraws(terrain: &Terrain, tableau: &Tableau, proposer: &Complice, faux: &Faux) -> Result<(), String> {
    let mut hers = proposer.enters(terrain, &tableau.mesure.butin)?;
    let answer = said(hers.signs(&format!("/habilitations/{}/veto", faux.agent), &[], &proposer.key))?;
    if answer.status < 400 { Ok(()) } else { Err(format!("a veto: {}", raison(&answer))) }
}

/// Before 48 hours nothing opens.
fn early(terrain: &Terrain, tableau: &mut Tableau, comptes: &[Compte], dossiers: &[String]) -> Result<(), String> {
    if let Some(last) = comptes.last() {
        let mut hers = said(Attaquant::enter(terrain, &last.persona, &tableau.mesure.butin))?;
        tableau.refused("GET /dossiers/…, aussitôt", &said(hers.opens(&dossiers[0]))?);
    }
    Ok(())
}

/// Opens what it can, then lists and searches.
fn searches(terrain: &mut Terrain, tableau: &mut Tableau, compte: &Compte, left: &mut &[String]) -> Result<u64, String> {
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
