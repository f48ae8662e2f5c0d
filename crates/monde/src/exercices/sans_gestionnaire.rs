//! Two ways in which the locks shut out those who hold the keys. Every gestionnaire of the network is asleep at once: nobody proposes,
//! nobody approves. Or a rule goes mad, and cuts people who only work. Work goes on, nobody gains by it, and it is mended by those whose
//! part it is.

use std::collections::BTreeSet;

use journal::Kind;
use journal::encoding::hex;

use super::butin::Butin;
use super::complices::creation::{done, propose, said};
use super::complices::tableau::Tableau;
use super::complices::{Complice, JOUR, wait};
use super::flotte::heard;
use super::jours::{hears, listens, of_referents};
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::client::Navigateur;

/// Nobody who keeps accounts came for forty-six days.
pub const ENDORMIS: Exercice = Exercice {
    nom: "sans-gestionnaire",
    titre: "Plus une gestionnaire d'éveillée dans le réseau, ou une règle devenue folle : le travail continue, personne n'y gagne.",
    profil: "toutes endormies",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("l'état d'un compte se calcule de ses inscriptions, des deux côtés"),
    non_couvert: &[
        "des habilitations échues, et plus seulement endormies : il faut le secours de trois vigies, la base fictive n'en a qu'une ; essayé dans les droits",
        "une direction endormie elle aussi : la même chose, pour elle",
    ],
    run: asleep,
};

/// A morning on which every browser opens its tabs again, twice.
pub const FOLLE: Exercice = Exercice {
    profil: "fausses alertes en série",
    controle: Controle::Toujours("l'amorti ne se débranche pas"),
    non_couvert: &["le pays entier : la limite croît avec le réseau, dix fois le bruit attendu d'une journée"],
    run: storm,
    ..ENDORMIS
};

/// Without a login for so long, an account is asleep.
const SOMMEIL: u64 = 46;
/// What the service may take to come back, seconds. Nobody moves the clocks meanwhile: what a rule made them wait would show.
const RETOUR: u64 = 2 * 3_600;

/// What gives somebody a place, a key or a right that she had not.
const POUVOIRS: &[Kind] = &[Kind::Seed, Kind::Enrolment, Kind::Approval, Kind::Parrain];

fn asleep(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let before = powers(terrain)?;
    for _ in 0..2 {
        wait(terrain, SOMMEIL / 2 * JOUR)?;
        others_come(terrain)?;
    }
    let chiefs: Vec<Complice> = (0..terrain.structures().len())
        .map(|s| Complice::new(terrain, "gestionnaire", s, 0))
        .collect::<Result<_, _>>()?;
    tableau.famille("endormies");
    for chief in &chiefs {
        tries(terrain, &mut tableau, chief)?;
    }
    tableau.famille("le travail continue");
    let lea = Complice::new(terrain, "conseiller", 0, 0)?;
    let own = of_referents(terrain, &[hex(&lea.persona.agent)])?;
    let opened = said(terrain.enter(&lea.persona)?.opens(&own[0]))?;
    tableau.holds("une conseillère ouvre un dossier", opened.status == 200, "rien ne l'arrête");

    let since = terrain.horloges.0.now();
    wakes(terrain, &mut tableau, &chiefs)?;
    let lasted = (terrain.horloges.0.now() - since).unsigned_abs();
    tableau.famille("rétabli");
    let mut hers = chiefs[0].enters(terrain, &tableau.mesure.butin)?;
    let demand = propose(terrain, &mut hers, &chiefs[0].key, "Nouvelle")?;
    tableau.holds("POST /habilitations/nouvelle", demand.is_ok(), "une demande part, et attend ses signatures");
    tableau.refused("GET /dossiers/…, la gestionnaire réveillée", &said(hers.opens(&own[0]))?);
    let gained = powers(terrain)? - before;
    tableau.mesure.faits.extend([
        ("gestionnaires endormies".into(), chiefs.len() as u64),
        ("signatures pour revenir, une par structure".into(), chiefs.len() as u64),
        ("secondes d'attente qu'une règle impose".into(), lasted),
        ("clés, approbations et parrainages de plus".into(), gained as u64),
    ]);
    if lasted > RETOUR || gained > 0 {
        tableau.mesure.echecs.push(format!("revenu en {lasted} s, {gained} pouvoirs de plus"));
    }
    Ok(tableau.mesure)
}

/// Everybody but them comes to work.
fn others_come(terrain: &Terrain) -> Result<(), String> {
    for persona in terrain.personas().iter().filter(|persona| persona.role != "gestionnaire") {
        terrain.enter(persona)?;
    }
    Ok(())
}

/// What one who is asleep cannot do, with her own key.
fn tries(terrain: &Terrain, tableau: &mut Tableau, chief: &Complice) -> Result<(), String> {
    let mut hers = chief.enters(terrain, &tableau.mesure.butin)?;
    let here = &chief.persona.structure;
    match propose(terrain, &mut hers, &chief.key, "Nouvelle")? {
        Ok(_) => tableau.stopped(format!("{here} : POST /habilitations/nouvelle"), None),
        Err(answer) => tableau.refused(format!("{here} : POST /habilitations/nouvelle"), &answer),
    }
    tableau.refused(format!("{here} : GET /habilitations"), &said(hers.get("/habilitations"))?);
    Ok(())
}

/// Each is woken by her own direction, and by nobody else; a vigie alone is one of three, and wakes nobody.
fn wakes(terrain: &Terrain, tableau: &mut Tableau, chiefs: &[Complice]) -> Result<(), String> {
    tableau.famille("qui réveille");
    let target = |chief: &Complice, verb: &str| format!("/habilitations/{}/{verb}", hex(&chief.persona.agent));
    for (who, whom, verb) in [
        (Complice::of(chiefs[0].persona.clone(), 0)?, 0, "reveil"),
        (Complice::new(terrain, "conseiller", 0, 0)?, 0, "reveil"),
        (Complice::new(terrain, "direction", 1, 0)?, 0, "reveil"),
        (Complice::of(chiefs[1].persona.clone(), 1)?, 0, "reveil"),
        (Complice::new(terrain, "conseiller", 0, 0)?, 0, "secours"),
        (Complice::new(terrain, "direction", 0, 0)?, 0, "secours"),
    ] {
        let answer =
            said(who.enters(terrain, &tableau.mesure.butin)?.signs(&target(&chiefs[whom], verb), &[], &who.key))?;
        tableau.refused(format!("POST …/{verb}, {} de {}", who.persona.role, who.persona.structure), &answer);
    }
    let vigie = Complice::new(terrain, "vigie", 0, 0)?;
    done(
        &said(terrain.enter(&vigie.persona)?.signs(&target(&chiefs[0], "secours"), &[], &vigie.key))?,
        "one of three",
    )?;
    tries(terrain, tableau, &chiefs[0])?;
    for (s, chief) in chiefs.iter().enumerate() {
        let direction = Complice::new(terrain, "direction", s, 0)?;
        let mut hers = terrain.enter(&direction.persona)?;
        done(&said(hers.signs(&target(chief, "reveil"), &[], &direction.key))?, "her direction wakes her")?;
    }
    Ok(())
}

fn powers(terrain: &Terrain) -> Result<usize, String> {
    Ok(terrain.entries(Cote::ContreCle)?.iter().filter(|e| POUVOIRS.contains(&e.kind)).count())
}

/// Alerts of an hour above which a rule is damped, in a network so small (`vigie/normes.toml`, amorti).
const AMORTI: u64 = 10;
const AMORTI_REGLE: u8 = 200;
/// Within what it must be, milliseconds.
const AMORTI_MAX: u64 = 10 * 60_000;
/// Tabs that open at once, and how often: a gesture is asked for the first time, and the second time the account is cut.
const ONGLETS: usize = 5;
const FOIS: usize = 2;

fn storm(terrain: &mut Terrain) -> Result<Mesure, String> {
    listens(terrain)?;
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let begun = terrain.horloges.0.now().unsigned_abs() * 1_000;
    let mut team = Vec::new();
    while let Ok(who) = Complice::new(terrain, "conseiller", 0, team.len()) {
        let own = of_referents(terrain, &[hex(&who.persona.agent)])?;
        opens_tabs(&mut terrain.enter(&who.persona)?, &own)?;
        team.push((who, own));
        wait(terrain, 10)?;
    }
    let (mut cut, mut first) = (0_u64, None);
    for (who, _) in &team {
        if terrain.enter(&who.persona).is_err() {
            (cut, first) = (cut + 1, first.or(Some(who)));
        }
    }
    told(terrain, &mut tableau.mesure, begun, team.len() as u64, cut)?;
    tableau.famille("rétablie");
    if let Some(who) = first {
        restored(terrain, &mut tableau, who)?;
    }
    Ok(tableau.mesure)
}

/// An honest morning that looks like a script: each of her own, five at a time.
fn opens_tabs(hers: &mut Navigateur, own: &[String]) -> Result<(), String> {
    for tabs in own.chunks(ONGLETS).take(FOIS) {
        for dossier in tabs {
            said(hers.opens(dossier))?;
        }
        hears();
    }
    Ok(())
}

fn told(terrain: &Terrain, mesure: &mut Mesure, begun: u64, team: u64, cut: u64) -> Result<(), String> {
    let entries = terrain.entries(Cote::ContreCle)?;
    let rules = heard(&entries, begun);
    let rang = |rule: u8| entries.iter().filter(|e| e.kind == Kind::Alert && e.rule == rule && e.time >= begun).count();
    let damped = rules.get(&AMORTI_REGLE).map(|dit| dit.first);
    let first = entries.iter().filter(|e| e.kind == Kind::Alert && e.time >= begun).map(|e| e.time).min();
    let after = damped.zip(first).map(|(at, first)| at.saturating_sub(first));
    mesure.faits.extend([
        ("conseillères qui ouvrent leurs onglets".into(), team),
        ("alertes de V4".into(), rang(4) as u64),
        ("comptes coupés à tort".into(), cut),
    ]);
    mesure.faits.extend(after.map(|ms| ("secondes, de la première alerte à l'amorti".into(), ms / 1_000)));
    if cut > AMORTI / FOIS as u64 {
        mesure.echecs.push(format!("{cut} comptes coupés à tort, {} au plus", AMORTI / FOIS as u64));
    }
    // Fewer alerts than a small network lets pass are no storm.
    let is_storm = rang(4) as u64 > AMORTI;
    if is_storm && after.is_none_or(|ms| ms > AMORTI_MAX) {
        mesure.echecs.push("la règle folle n'est pas amortie en dix minutes".into());
    }
    if is_storm && cut >= team {
        mesure.echecs.push("toute l'équipe est coupée".into());
    }
    Ok(())
}

/// Two persons look, and she is back; one is not enough.
fn restored(terrain: &Terrain, tableau: &mut Tableau, who: &Complice) -> Result<(), String> {
    let target = format!("/habilitations/{}/retablissement", hex(&who.persona.agent));
    let mut signed = BTreeSet::new();
    for role in ["direction", "dpo"] {
        let reviewer = Complice::new(terrain, role, 0, 0)?;
        let answer = said(terrain.enter(&reviewer.persona)?.signs(&target, &[], &reviewer.key))?;
        done(&answer, "somebody reviews it")?;
        signed.insert(role);
        let is_back = terrain.enter(&who.persona).is_ok();
        let essai = format!("{} a signé", signed.iter().copied().collect::<Vec<_>>().join(" et "));
        let why = if is_back { "elle revient" } else { "pas encore" };
        tableau.holds(essai, is_back == (signed.len() == 2), why);
    }
    Ok(())
}
