//! Demands on accounts that exist: new keys for the direction, a longer right, the function of direction. She may ask; a place is
//! made free for each of them by a veto, so that nothing but the missing signatures stands in the way.

use journal::encoding::hex;

use super::super::attaquant::{Attaquant, Passant};
use super::super::terrain::{Copie, Terrain};
use super::creation::{binds, code_in, day, done, said};
use super::tableau::Tableau;
use super::{Prise, reset};
use crate::passkey::Passkey;
use crate::persona::Persona;

/// Asks, then tries to go on alone.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise, copie: &Copie) -> Result<(), String> {
    tableau.famille("comptes existants");
    let jusqu = day(terrain, 300);
    for (role, verb, fields) in [
        ("direction", "cles", vec![]),
        ("conseiller", "cles", vec![]),
        ("conseiller", "renouvellement", vec![("jusqu", jusqu.as_str())]),
        ("conseiller", "direction", vec![]),
    ] {
        makes_room(terrain, prise)?;
        let whom = terrain.persona(role, 0, 0)?;
        let agent = hex(&whom.agent);
        let asked = said(prise.thief.signs(&format!("/habilitations/{agent}/{verb}"), &fields, &prise.key))?;
        done(&asked, "she may ask")?;
        for beyond in ["approbation", "refus", "tirage", "passation", "confirmation"] {
            let answer = said(prise.thief.signs(&format!("/habilitations/{agent}/{beyond}"), &[], &prise.key))?;
            tableau.refused(format!("{verb} pour {role}, puis {beyond}"), &answer);
        }
        takes_keys(terrain, tableau, prise, &whom, &format!("{verb} pour {role}"))?;
        let works = terrain.enter(&whom).is_ok();
        tableau.holds(format!("{verb} pour {role}, ensuite"), works, "les clés de la personne servent encore");
        reset(terrain, copie)?;
    }
    Ok(())
}

/// An address, and two keys of his own for an account that has its keys.
fn takes_keys(
    terrain: &Terrain,
    tableau: &mut Tableau,
    prise: &mut Prise,
    whom: &Persona,
    essai: &str,
) -> Result<(), String> {
    let mut passant = Passant::new(terrain, &tableau.mesure.butin);
    let keys = [Passkey::generate(), Passkey::generate()];
    let page = said(prise.thief.post(&format!("/parrainages/{}/adresse", hex(&whom.agent)), &[]))?;
    tableau.refused(format!("{essai}, puis POST /parrainages/…/adresse"), &page);
    let code = code_in(&page.text()).unwrap_or("a".repeat(32));
    let bound = binds(terrain, &mut passant, &code, &keys)?;
    tableau.refused(format!("{essai}, puis /arrivee/…"), &bound.err().unwrap_or_default());
    let as_her = Persona::new(whom.agent, "Camille Faux", &whom.role, &whom.structure, &keys[0]);
    let why = Attaquant::enter(terrain, &as_her, &tableau.mesure.butin).err();
    tableau.stopped(format!("{essai}, puis POST /connexion"), why.map(|why| why.to_string()));
    Ok(())
}

/// The direction refuses one of the two demands that wait.
fn makes_room(terrain: &Terrain, prise: &Prise) -> Result<(), String> {
    let direction = terrain.persona("direction", 0, 0)?;
    let mut browser = terrain.enter(&direction)?;
    let key = direction.passkey().ok_or("a key")?;
    let vetoed = browser.signs(&format!("/habilitations/{}/veto", prise.attendent[1].agent), &[], &key);
    done(&said(vetoed)?, "the direction vetoes one of the two")
}
