//! The bare attack of 2025: she proposes accounts, opens the way for their keys, makes them, enters, and reads. Alone.

use std::time::Duration;

use super::super::attaquant::{Attaquant, Passant};
use super::super::terrain::{Cote, Terrain};
use super::creation::{Faux, binds, code_in, propose, said};
use super::tableau::Tableau;
use crate::passkey::Passkey;

/// Openings between two steps of the clocks: under the network's fuse of a minute.
const PER_MINUTE: u64 = 1_000;

/// Accounts tried: enough for the whole base where each opens sixty a day.
const COMPTES_PAR_BASE: u64 = 50;

/// What it gave: accounts that opened something, dossiers opened, and the demands left waiting.
pub struct Gain {
    /// Accounts that opened at least one dossier.
    pub comptes: u64,
    /// Dossiers opened.
    pub ouvertures: u64,
    /// Accounts that wait for signatures.
    pub attendent: Vec<Faux>,
}

/// New dossiers that an account made for oneself opens in a day before one is refused.
const SANS_EXPLICATION: u64 = 12;

/// Follows the way to its end with each account, or to the first refusal.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, thief: &mut Attaquant, key: &Passkey) -> Result<Gain, String> {
    tableau.famille("attaque nue");
    let is_guarded = terrain.sans_controle().is_none();
    let dossiers = terrain.dossiers()?;
    let mut left = dossiers.iter();
    let mut gain = Gain { comptes: 0, ouvertures: 0, attendent: Vec::new() };
    let most = COMPTES_PAR_BASE.max(terrain.combien().div_ceil(SANS_EXPLICATION)) + 5;
    for n in 0..most {
        let noms = nom(n);
        let faux = match propose(terrain, thief, key, &noms)? {
            Ok(faux) => faux,
            Err(answer) => {
                tableau.refused(format!("POST /habilitations/nouvelle, {}e", n + 1), &answer);
                break;
            }
        };
        let entered = admits(terrain, tableau, thief, &faux)?;
        if let Some(mut hers) = entered {
            let before = gain.ouvertures;
            reads(terrain, &mut hers, &mut left, &mut gain.ouvertures)?;
            gain.comptes += u64::from(gain.ouvertures > before);
        } else {
            gain.attendent.push(faux);
        }
        if left.len() == 0 || (is_guarded && gain.attendent.len() > 4) {
            break;
        }
    }
    Ok(gain)
}

/// A family name for each: letters only, as the form asks.
fn nom(n: u64) -> String {
    let letter = |n: u64| char::from(b'a' + (n % 26) as u8);
    format!("Faux{}{}", letter(n / 26), letter(n))
}

/// Opens an address for the keys, makes them, enters. `None` where something refuses.
fn admits(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    faux: &Faux,
) -> Result<Option<Attaquant>, String> {
    let mut passant = Passant::new(terrain, &tableau.mesure.butin);
    let page = said(thief.post(&format!("/parrainages/{}/adresse", faux.agent), &[]))?;
    let code = code_in(&page.text()).filter(|_| page.status == 200);
    match code {
        Some(code) => {
            if let Err(answer) = binds(terrain, &mut passant, &code, &faux.keys)? {
                tableau.refused("POST /arrivee/{code}", &answer);
            }
        }
        None => {
            tableau.refused("POST /parrainages/{nouveau}/adresse", &page);
            let nowhere = binds(terrain, &mut passant, &"a".repeat(32), &faux.keys)?;
            tableau.refused("GET /arrivee/{code inventé}", &nowhere.err().unwrap_or_default());
        }
    }
    let persona = faux.persona(&terrain.structures()[0])?;
    match Attaquant::enter(terrain, &persona, &tableau.mesure.butin) {
        Ok(hers) => Ok(Some(hers)),
        Err(why) => {
            tableau.stopped("POST /connexion, clé du compte proposé", Some(why.to_string()));
            Ok(None)
        }
    }
}

/// Opens dossiers until one is refused.
fn reads<'a>(
    terrain: &mut Terrain,
    hers: &mut Attaquant,
    left: &mut (impl Iterator<Item = &'a String> + Clone),
    opened: &mut u64,
) -> Result<(), String> {
    loop {
        let mut ahead = left.clone();
        let Some(dossier) = ahead.next() else { return Ok(()) };
        if said(hers.opens(dossier))?.status != 200 {
            return Ok(());
        }
        *left = ahead;
        *opened += 1;
        if opened.is_multiple_of(PER_MINUTE) {
            terrain.advance(Cote::Deux, Duration::from_secs(61))?;
        }
    }
}
