//! The approver and the parrain are deceived: they read, they compare, they sign, for two people who are the attacker. The accounts
//! exist; what is left is the time that they wait, and the little that a probation opens.

use std::time::Duration;

use domaine::formation::Parcours;

use super::super::attaquant::{Attaquant, Passant};
use super::super::butin::Butin;
use super::super::terrain::{Cote, Terrain};
use super::super::{Controle, Exercice, Mesure};
use super::creation::{Faux, approves, done, parrain, propose, said, sheet, vouches};
use super::tableau::{Tableau, raison};
use crate::persona::Persona;

pub const EXERCICE: Exercice = Exercice {
    nom: "2025",
    titre: "Gestionnaire détournée ; l'approbateur tiré au sort et le parrain sont trompés pour deux comptes.",
    profil: "approbateur et parrain trompés",
    plafond: 10,
    plafond_lignes: 0,
    controle: Controle::Toujours("le même contrôle que le profil « seule », dont le second passage lit toute la base"),
    non_couvert: &[],
    run,
};

const HEURE: u64 = 3_600;

/// Dossiers that nothing explains, in all, while an account is on probation.
const OUVERTURES: u64 = 5;

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let persona = terrain.persona("gestionnaire", 0, 0)?;
    let key = persona.passkey().ok_or("her key")?;
    let mut thief = said(Attaquant::enter(terrain, &persona, &tableau.mesure.butin))?;
    let mut faux = Vec::new();
    for nom in ["Premier", "Second"] {
        let proposed = propose(terrain, &mut thief, &key, nom)?;
        faux.push(proposed.map_err(|answer| format!("a demand: {}", raison(&answer)))?);
    }
    for one in &faux {
        admits(terrain, &tableau, one)?;
    }
    tableau.famille("refroidissement");
    let mut accounts = Vec::new();
    for one in &faux {
        let hers = one.persona(&persona.structure)?;
        let mut entered = said(Attaquant::enter(terrain, &hers, &tableau.mesure.butin))?;
        learns(&mut entered, one)?;
        accounts.push(hers);
    }
    let dossiers = terrain.dossiers()?;
    too_early(terrain, &mut tableau, &accounts, &dossiers)?;
    let mut opened = 0;
    tableau.famille("probation");
    for (account, chosen) in accounts.iter().zip(dossiers.chunks(50)) {
        opened += reads(terrain, &mut tableau, account, chosen)?;
    }
    tableau.mesure.faits.push(("comptes actifs".into(), accounts.len() as u64));
    tableau.mesure.faits.push(("ouvertures obtenues".into(), opened));
    if opened != OUVERTURES * accounts.len() as u64 {
        tableau.mesure.echecs.push(format!("{opened} ouvertures : la probation en permet {OUVERTURES} par compte"));
    }
    entrusts_himself(terrain, &mut tableau, &faux[0], &accounts[0], &dossiers[100])?;
    tableau.famille("le lendemain");
    terrain.advance(Cote::Deux, Duration::from_secs(24 * HEURE))?;
    for (account, chosen) in accounts.iter().zip(dossiers.chunks(50)) {
        let mut entered = said(Attaquant::enter(terrain, account, &tableau.mesure.butin))?;
        tableau.refused("GET /dossiers/…, 24 h plus tard", &said(entered.opens(&chosen[10]))?);
    }
    in_time(terrain, &mut tableau, &persona)?;
    Ok(tableau.mesure)
}

/// Both persons are deceived for this account.
fn admits(terrain: &mut Terrain, tableau: &Tableau, faux: &Faux) -> Result<(), String> {
    approves(terrain, &faux.agent)?;
    let mut passant = Passant::new(terrain, &tableau.mesure.butin);
    vouches(terrain, &parrain(terrain, 0)?, &mut passant, faux)
}

/// The course, whose right answers he knows.
fn learns(entered: &mut Attaquant, faux: &Faux) -> Result<(), String> {
    let sheet = sheet(Parcours::of(false, false));
    let fields: Vec<(&str, &str)> = sheet.iter().map(|(name, value)| (*name, value.as_str())).collect();
    done(&said(entered.signs("/formation/certificat", &fields, &faux.keys[0]))?, "the course")
}

/// Before 48 hours nothing opens, whatever one side's clock says.
fn too_early(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    accounts: &[Persona],
    dossiers: &[String],
) -> Result<(), String> {
    let tries = |terrain: &Terrain, tableau: &mut Tableau, essai: &str| -> Result<(), String> {
        for account in accounts {
            match Attaquant::enter(terrain, account, &tableau.mesure.butin) {
                Err(why) => tableau.stopped(format!("POST /connexion, {essai}"), Some(why.to_string())),
                Ok(mut entered) => {
                    tableau.refused(format!("GET /dossiers/…, {essai}"), &said(entered.opens(&dossiers[0]))?);
                    let seen = said(entered.get("/portefeuille"))?;
                    tableau.holds(
                        format!("GET /portefeuille, {essai}"),
                        !has_lines(&seen.text()),
                        "personne n'est listé",
                    );
                }
            }
        }
        Ok(())
    };
    tries(terrain, tableau, "aussitôt")?;
    let three_days = Duration::from_secs(72 * HEURE);
    terrain.advance(Cote::Coffre, three_days)?;
    tries(terrain, tableau, "l'horloge du coffre seule avancée de 72 h")?;
    terrain.put_back(Cote::Coffre, three_days)?;
    terrain.restart()?;
    terrain.advance(Cote::Deux, Duration::from_secs(47 * HEURE))?;
    tries(terrain, tableau, "après 47 h")?;
    terrain.advance(Cote::Deux, Duration::from_secs(HEURE + 60))
}

/// Opens until refused, then asks every other way.
fn reads(terrain: &Terrain, tableau: &mut Tableau, account: &Persona, dossiers: &[String]) -> Result<u64, String> {
    let mut entered = said(Attaquant::enter(terrain, account, &tableau.mesure.butin))?;
    let mut opened = 0;
    for dossier in dossiers {
        let answer = said(entered.opens(dossier))?;
        if answer.status != 200 {
            tableau.refused(format!("GET /dossiers/…, le {}e", opened + 1), &answer);
            for rest in ["/impression?feuille=contact", "/modifier?partie=contact"] {
                let answer = said(entered.get(&format!("/dossiers/{dossier}{rest}")))?;
                tableau.refused(format!("GET /dossiers/…{rest}"), &answer);
            }
            for rest in ["/delicat", "/identifiants"] {
                let answer = said(entered.post(&format!("/dossiers/{dossier}{rest}"), &[]))?;
                tableau.refused(format!("POST /dossiers/…{rest}"), &answer);
            }
            break;
        }
        opened += 1;
    }
    let listed = said(entered.get("/portefeuille?de=structure"))?;
    tableau.holds("GET /portefeuille?de=structure", !has_lines(&listed.text()), "personne n'est listé");
    let found = said(entered.post("/recherche", &[("requete", "martin")]))?;
    tableau.holds("POST /recherche", !has_lines(&found.text()), "personne n'est trouvé");
    Ok(opened)
}

fn has_lines(page: &str) -> bool {
    !crate::client::dossiers_in(page).is_empty()
}

/// The database in hand, he writes himself référent: what others entrust is not a row.
fn entrusts_himself(
    terrain: &Terrain,
    tableau: &mut Tableau,
    faux: &Faux,
    account: &Persona,
    dossier: &str,
) -> Result<(), String> {
    let is_sqlite = terrain.reads::<(i64,)>("select count(*) from sqlite_master").is_ok();
    let blob =
        |digits: &str| if is_sqlite { format!("unhex('{digits}')") } else { format!("decode('{digits}', 'hex')") };
    let before =
        terrain.reads::<(Vec<u8>,)>(&format!("select referent from entete where dossier = {}", blob(dossier)))?;
    let [(before,), ..] = &before[..] else { return Err("no header".into()) };
    let writes = |who: &str| {
        terrain.writes(&format!("update entete set referent = {} where dossier = {}", blob(who), blob(dossier)))
    };
    writes(&faux.agent)?;
    let mut entered = said(Attaquant::enter(terrain, account, &tableau.mesure.butin))?;
    tableau.refused("GET /dossiers/…, référent écrit en base", &said(entered.opens(dossier))?);
    writes(&journal::encoding::hex(before)).map(drop)
}

/// A week later, a third one: the DPO reads the notice and cuts it while it cools.
fn in_time(terrain: &mut Terrain, tableau: &mut Tableau, persona: &Persona) -> Result<(), String> {
    tableau.famille("veto à temps");
    terrain.advance(Cote::Deux, Duration::from_secs(7 * 24 * HEURE))?;
    let key = persona.passkey().ok_or("her key")?;
    let mut thief = said(Attaquant::enter(terrain, persona, &tableau.mesure.butin))?;
    let third = propose(terrain, &mut thief, &key, "Troisieme")?.map_err(|answer| raison(&answer))?;
    admits(terrain, tableau, &third)?;
    let hers = third.persona(&persona.structure)?;
    let mut entered = said(Attaquant::enter(terrain, &hers, &tableau.mesure.butin))?;
    learns(&mut entered, &third)?;
    let dpo = terrain.persona("dpo", 0, 0)?;
    let mut officer = terrain.enter(&dpo)?;
    let vetoed = officer.signs(&format!("/habilitations/{}/veto", third.agent), &[], &dpo.passkey().ok_or("a key")?);
    done(&said(vetoed)?, "the DPO vetoes")?;
    tableau.refused("GET /compte, aussitôt", &said(entered.get("/compte"))?);
    terrain.advance(Cote::Deux, Duration::from_secs(49 * HEURE))?;
    let why = Attaquant::enter(terrain, &hers, &tableau.mesure.butin).err();
    tableau.stopped("POST /connexion, 49 h plus tard", why.map(|why| why.to_string()));
    Ok(())
}
