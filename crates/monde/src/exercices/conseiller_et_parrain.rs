//! A conseiller and the parrain of her structure are hijacked together. A parrain vouches for whom somebody else proposed and somebody
//! elsewhere approved: alone with a conseiller, nobody is there to vouch for. Each reads her own day, and no more.

use std::collections::BTreeSet;

use super::attaquant::{Attaquant, Passant};
use super::butin::Butin;
use super::complices::creation::{binds, card, code_in, day, parrain, propose, said};
use super::complices::tableau::{Tableau, raison};
use super::complices::{Complice, gestures, wait};
use super::conseiller;
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use crate::passkey::Passkey;
use crate::persona::Persona;
use journal::encoding::hex;

pub const EXERCICE: Exercice = Exercice {
    nom: "conseiller-parrain",
    titre: "Conseiller et parrain d'une même structure détournés ensemble, tous les gestes obtenus, une journée.",
    profil: "complices, une journée",
    // The parrain is a conseiller too: each has the sixty of her own day.
    plafond: 120,
    plafond_lignes: 400,
    controle: Controle::Nomme("budget"),
    non_couvert: &[
        "une vraie nouvelle, proposée et approuvée par d'autres, dont ce parrain détourne l'arrivée : cinq personnes par compte, comme \
         un parrain trompé, et la nouvelle s'en plaint le jour même",
    ],
    run,
};

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let vouching = Complice::of(parrain(terrain, 0)?, 0)?;
    let reading = terrain.personas().iter().find(|p| p.role == "conseiller" && p.agent != vouching.persona.agent);
    let reading = Complice::of(reading.cloned().ok_or("two conseillers are needed")?, 0)?;
    // Somebody honest proposed a newcomer this morning; nobody has approved her yet.
    let honest = Complice::new(terrain, "gestionnaire", 0, 0)?;
    let waiting = propose(terrain, &mut honest.enters(terrain, &Butin::default())?, &honest.key, "Attendue")?
        .map_err(|answer| raison(&answer))?;
    let mut accounts = 0;
    for who in [&reading, &vouching] {
        tableau.famille(if who.persona.agent == reading.persona.agent { "le conseiller" } else { "le parrain" });
        let other = if who.persona.agent == reading.persona.agent { &vouching } else { &reading };
        proposes(terrain, &mut tableau, who)?;
        for (whom, agent) in [
            ("celle qui attend", waiting.agent.clone()),
            ("l'autre", hex(&other.persona.agent)),
            ("inconnu", "ab".repeat(16)),
        ] {
            accounts += vouches(terrain, &mut tableau, who, whom, &agent)?;
        }
    }
    let (mut taken, mut opened) = (BTreeSet::new(), 0);
    tableau.famille("leur journée");
    for who in [&reading, &vouching] {
        let own = conseiller::journee(terrain, &tableau.mesure.butin, who, &mut taken)?;
        opened += own.opened;
    }
    for (name, count) in [("comptes actifs", accounts), ("ouvertures des deux", opened)] {
        tableau.mesure.faits.push((name.into(), count));
    }
    if accounts > 0 {
        tableau.mesure.echecs.push(format!("{accounts} comptes actifs"));
    }
    Ok(tableau.mesure)
}

/// Neither of them asks for an account.
fn proposes(terrain: &Terrain, tableau: &mut Tableau, who: &Complice) -> Result<(), String> {
    let mut hers = who.enters(terrain, &tableau.mesure.butin)?;
    let (debut, jusqu) = (day(terrain, 0), day(terrain, 300));
    for role in ["conseiller", "gestionnaire", "direction"] {
        let mut fields = card("Faux", "camille.faux@cairn.example", &debut, &jusqu);
        fields[3].1 = role;
        let answer = said(hers.signs("/habilitations/nouvelle", &fields, &who.key))?;
        tableau.refused(format!("POST /habilitations/nouvelle, {role}"), &answer);
    }
    Ok(())
}

/// Vouches for this account with keys of the attacker's: every gesture, then the address, then the door. Gives how many came in.
fn vouches(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    who: &Complice,
    whom: &str,
    agent: &str,
) -> Result<u64, String> {
    let butin = tableau.mesure.butin.clone();
    let mut hers = who.enters(terrain, &butin)?;
    // Read as long as the rule asks: it is not for haste that she is refused.
    said(hers.get(&format!("/habilitations/{agent}")))?;
    wait(terrain, 21)?;
    let zeroes = "00".repeat(32);
    let verbs: &[(&str, &[(&str, &str)])] = &[
        ("/habilitations/{}/approbation", &[]),
        ("/habilitations/{}/confirmation", &[]),
        ("/habilitations/{}/cles", &[]),
        ("/habilitations/{}/direction", &[]),
        ("/habilitations/{}/reveil", &[]),
        ("/habilitations/{}/retablissement", &[]),
        ("/habilitations/{}/identite", &[("code", "ABCD-EFGH")]),
        ("/parrainages/{}/signature", &[("cles", &zeroes)]),
    ];
    gestures(tableau, &mut hers, &who.key, agent, whom, verbs)?;
    let page = said(hers.post(&format!("/parrainages/{agent}/adresse"), &[]))?;
    let keys = [Passkey::generate(), Passkey::generate()];
    let code = code_in(&page.text()).filter(|_| page.status == 200);
    let Some(code) = code else {
        tableau.refused(format!("POST /parrainages/{{…}}/adresse, {whom}"), &page);
        return Ok(0);
    };
    let bound = binds(terrain, &mut Passant::new(terrain, &butin), &code, &keys)?;
    tableau.refused(format!("POST /arrivee/…, {whom}"), &bound.err().unwrap_or_default());
    let id = journal::encoding::from_hex(agent).and_then(|bytes| bytes.try_into().ok()).ok_or("an account")?;
    let as_her = Persona::new(id, "Camille Faux", "conseiller", &who.persona.structure, &keys[0]);
    match Attaquant::enter(terrain, &as_her, &butin) {
        Ok(_) => Ok(1),
        Err(why) => {
            tableau.stopped(format!("POST /connexion, {whom}"), Some(why.to_string()));
            Ok(0)
        }
    }
}
