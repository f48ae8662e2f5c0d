//! A thief holds every byte that left a browser, and what it kept: no cookie is worth anything here, so he takes whole
//! signed requests. He sends each again while she works, after she has left, and after a restart; then signs with a key of
//! his own under her login's name, and enters with her passkey's name and another key.

use super::attaquant::Passant;
use super::butin::Butin;
use super::terrain::Terrain;
use super::{Case, Controle, Exercice, Mesure};
use crate::client::{Navigateur, Recorded, dossiers_in};
use crate::passkey::Passkey;
use crate::persona::Persona;

pub const EXERCICE: Exercice = Exercice {
    nom: "requetes-volees",
    titre: "Jeton de navigation et requêtes signées volés, rejoués depuis une autre machine.",
    profil: "tout ce qui a quitté le navigateur",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("la signature des demandes ne se débranche pas"),
    non_couvert: &[],
    run,
};

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let lea = terrain.persona("conseiller", 0, 0)?;
    let mut browser = terrain.enter(&lea)?;
    work(&mut browser)?;
    let stolen = browser.recorded().to_vec();
    mesure.faits.push(("requêtes volées".into(), stolen.len() as u64));

    replays(terrain, &mut mesure, "pendant", &stolen)?;
    forged(terrain, &mut mesure, &lea, &browser, &stolen)?;
    browser.leaves().map_err(|e| e.to_string())?;
    replays(terrain, &mut mesure, "après la sortie", &stolen)?;
    terrain.restart()?;
    replays(terrain, &mut mesure, "après redémarrage", &stolen)?;
    Ok(mesure)
}

/// A morning: lists, a search, dossiers, a reveal, a print.
fn work(lea: &mut Navigateur) -> Result<(), String> {
    let failed = |e: crate::client::ClientError| e.to_string();
    let page = lea.portefeuille(1).map_err(failed)?.text();
    let mut opened = 0;
    for dossier in dossiers_in(&page).iter().take(10) {
        opened += usize::from(lea.opens(dossier).map_err(failed)?.status == 200);
        lea.reveals(dossier).map_err(failed)?;
        lea.get(&format!("/dossiers/{dossier}/impression?feuille=contact")).map_err(failed)?;
        lea.get(&format!("/dossiers/{dossier}/lectures")).map_err(failed)?;
    }
    lea.searches("martin").map_err(failed)?;
    lea.get("/portefeuille?de=structure").map_err(failed)?;
    if opened == 10 { Ok(()) } else { Err(format!("the honest agent opened {opened} of 10 dossiers")) }
}

fn replays(terrain: &Terrain, mesure: &mut Mesure, when: &str, stolen: &[Recorded]) -> Result<(), String> {
    let mut thief = Passant::new(terrain, &mesure.butin);
    let mut statuses: Vec<u16> = Vec::new();
    for request in stolen {
        let status = thief.replays(request).map_err(|e| e.to_string())?.status;
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let refus = format!("statuts {statuses:?} sur {} requêtes", stolen.len());
    mesure.cases.push(Case { famille: "rejeu".into(), essai: when.into(), refus });
    Ok(())
}

/// Her login's name with his key; her passkey's name with his.
fn forged(
    terrain: &Terrain,
    mesure: &mut Mesure,
    lea: &Persona,
    browser: &Navigateur,
    stolen: &[Recorded],
) -> Result<(), String> {
    let mut thief = Passant::new(terrain, &mesure.butin);
    let karine = terrain.enter(&terrain.persona("conseiller", 0, 1)?)?;
    let (hers, his) = (journal::encoding::hex(&browser.login()), journal::encoding::hex(&karine.login()));
    let mut statuses: Vec<u16> = Vec::new();
    for request in stolen.iter().filter(|request| request.method == "GET") {
        let signed = karine.sign("GET", &request.target, None, true);
        let text = String::from_utf8_lossy(&signed.bytes).replace(&his, &hers);
        let forged = Recorded { bytes: text.into_bytes(), ..signed };
        let status = thief.replays(&forged).map_err(|e| e.to_string())?.status;
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let refus = format!("statuts {statuses:?}");
    mesure.cases.push(Case { famille: "autre clé".into(), essai: "signature d'un autre navigateur".into(), refus });

    let own = Passkey::generate();
    let (x, y) = own.coordinates();
    let persona = Persona { d: own.scalar(), x, y, ..lea.clone() };
    let refus = match terrain.enter(&persona) {
        Ok(_) => {
            mesure.echecs.push("entré avec une autre clé que la sienne".into());
            "entré".to_owned()
        }
        Err(why) => why,
    };
    mesure
        .cases
        .push(Case { famille: "autre clé".into(), essai: "entrée avec sa clé d'accès imitée".into(), refus });
    Ok(())
}
