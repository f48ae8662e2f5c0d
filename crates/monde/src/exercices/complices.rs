//! Accomplices: hijacked people who help one another, and what several variants of 2025 do alike.

pub(super) use super::compte_2025::{creation, tableau};

use std::time::Duration;

use domaine::formation::Parcours;

use super::attaquant::{Attaquant, Passant};
use super::butin::Butin;
use super::terrain::{Cote, Terrain};
use crate::passkey::Passkey;
use crate::persona::Persona;
use creation::{Faux, binds, code_in, done, propose, said, sheet};
use tableau::Tableau;

pub const MINUTE: u64 = 60;
pub const JOUR: u64 = 86_400;

/// Openings between two steps of the clocks: under the network's fuse of a minute.
const PER_MINUTE: u64 = 1_000;

/// Somebody whose browser and passkey obey.
pub struct Complice {
    pub persona: Persona,
    pub key: Passkey,
    /// Place of her structure.
    pub s: usize,
}

impl Complice {
    /// The n-th of this role in the s-th structure.
    pub fn new(terrain: &Terrain, role: &str, s: usize, n: usize) -> Result<Complice, String> {
        Complice::of(terrain.persona(role, s, n)?, s)
    }

    pub fn of(persona: Persona, s: usize) -> Result<Complice, String> {
        let key = persona.passkey().ok_or("a passkey")?;
        Ok(Complice { persona, key, s })
    }

    pub fn enters(&self, terrain: &Terrain, butin: &Butin) -> Result<Attaquant, String> {
        said(Attaquant::enter(terrain, &self.persona, butin))
    }
}

/// Time goes on, for both sides.
pub fn wait(terrain: &mut Terrain, seconds: u64) -> Result<(), String> {
    terrain.advance(Cote::Deux, Duration::from_secs(seconds))
}

/// Asks for an account and tries to open the way for its keys alone, as in 2025. `Err`: why no more can be asked for; the
/// account that it gives is inside when somebody was let in.
pub fn alone(
    terrain: &Terrain,
    tableau: &mut Tableau,
    who: &Complice,
    nom: &str,
) -> Result<Option<(Faux, Option<Attaquant>)>, String> {
    let butin = tableau.mesure.butin.clone();
    let mut thief = who.enters(terrain, &butin)?;
    let faux = match propose(terrain, &mut thief, &who.key, nom)? {
        Ok(faux) => faux,
        Err(answer) => {
            tableau.refused("POST /habilitations/nouvelle", &answer);
            return Ok(None);
        }
    };
    let page = said(thief.post(&format!("/parrainages/{}/adresse", faux.agent), &[]))?;
    let mut passant = Passant::new(terrain, &butin);
    let code = code_in(&page.text()).filter(|_| page.status == 200);
    let is_bound = match &code {
        Some(code) => binds(terrain, &mut passant, code, &faux.keys)?.is_ok(),
        None => false,
    };
    let entered = match is_bound {
        true => Attaquant::enter(terrain, &faux.persona(&who.persona.structure)?, &butin).ok(),
        false => None,
    };
    Ok(Some((faux, entered)))
}

/// Opens dossiers until one is refused; gives how many, and the refusal.
pub fn reads(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    hers: &mut Attaquant,
    left: &mut &[String],
    what: &str,
) -> Result<u64, String> {
    let mut opened = 0_u64;
    while let [dossier, rest @ ..] = *left {
        let answer = said(hers.opens(dossier))?;
        if answer.status != 200 {
            tableau.refused(format!("GET /dossiers/…, {what}, le {}e", opened + 1), &answer);
            break;
        }
        (*left, opened) = (rest, opened + 1);
        if opened.is_multiple_of(PER_MINUTE) {
            wait(terrain, MINUTE + 1)?;
        }
    }
    Ok(opened)
}

/// Without the control, one account after another reads sixty, until nobody is left to read. Gives accounts and openings; with the
/// control on, the first account that nobody lets in ends it, and is given back.
pub fn by_new_accounts(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    who: &Complice,
    dossiers: &[String],
) -> Result<(u64, u64, Vec<Faux>), String> {
    let (mut left, mut accounts, mut opened) = (dossiers, 0_u64, 0_u64);
    let mut waiting = Vec::new();
    for n in 0..dossiers.len() {
        let Some((faux, entered)) = alone(terrain, tableau, who, &name(n))? else { break };
        let got = match entered {
            Some(mut hers) => reads(terrain, tableau, &mut hers, &mut left, "compte ajouté"),
            None => {
                waiting.push(faux);
                continue;
            }
        }?;
        accounts += u64::from(got > 0);
        opened += got;
        // The fuse is the network's: a minute lets sixty more through for everybody.
        if accounts.is_multiple_of(15) {
            wait(terrain, MINUTE + 1)?;
        }
        if left.is_empty() {
            break;
        }
    }
    Ok((accounts, opened, waiting))
}

/// A family name of letters only.
pub fn name(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    format!("Faux{}{}{}", letter(n / 676), letter(n / 26), letter(n))
}

/// The course, whose right answers he knows.
pub fn learns(entered: &mut Attaquant, faux: &Faux) -> Result<(), String> {
    let sheet = sheet(Parcours::of(false, false));
    let fields: Vec<(&str, &str)> = sheet.iter().map(|(name, value)| (*name, value.as_str())).collect();
    done(&said(entered.signs("/formation/certificat", &fields, &faux.keys[0]))?, "the course")
}

/// Every gesture of the desk on this account, by one of them; each must be refused.
pub fn gestures(
    tableau: &mut Tableau,
    hers: &mut Attaquant,
    key: &Passkey,
    agent: &str,
    whom: &str,
    verbs: &[(&str, &[(&str, &str)])],
) -> Result<(), String> {
    for (verb, fields) in verbs {
        let target = verb.replace("{}", agent);
        let answer = said(hers.signs(&target, fields, key))?;
        tableau.refused(format!("POST {}, {whom}", verb.replace("{}", "{…}")), &answer);
    }
    Ok(())
}

/// Lines of lists that a page links to.
pub fn has_lines(page: &str) -> bool {
    !crate::client::dossiers_in(page).is_empty()
}
