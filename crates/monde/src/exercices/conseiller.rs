//! A conseiller hijacked for a day. He knows every identifier of the base beforehand, and what explains: he takes first what nothing
//! explains, as far as it goes, then her own portefeuille; lists and the search on the way. Once at a distance, without a gesture of
//! her key; once with every gesture that he asks for.

use std::collections::BTreeSet;
use std::time::Duration;

use journal::Kind;
use journal::entry::Entry;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::{Complice, wait};
use super::terrain::{Cote, Terrain};
use super::{Case, Controle, Exercice, Mesure};
use crate::client::{asks_a_tranche, dossiers_in};
use crate::http::Answer;

pub const SANS_GESTE: Exercice = Exercice {
    nom: "conseiller-20",
    titre: "Conseiller détourné, poste pris en main à distance : il ouvre et liste sans que personne touche la clé.",
    profil: "sans un geste, une connexion",
    plafond: 20,
    plafond_lignes: 200,
    controle: Controle::Nomme("budget"),
    non_couvert: &[],
    run: |terrain| run(terrain, false),
};

pub const TOUS_LES_GESTES: Exercice = Exercice {
    nom: "conseiller-60",
    titre: "Conseiller détourné, tous les gestes obtenus : il ouvre dossier après dossier pendant une journée.",
    profil: "tous les gestes, une journée",
    plafond: 60,
    plafond_lignes: 200,
    controle: Controle::Nomme("budget"),
    non_couvert: &[],
    run: |terrain| run(terrain, true),
};

/// Unexplained dossiers that he may get in a day.
const SANS_EXPLICATION: u64 = 12;

/// Pages of her portefeuille that he asks for at most.
const PAGES_MAX: u32 = 200;

/// What he looks for once the portefeuille is read: two letters that many names begin with.
pub(super) const SEARCHES: [&str; 24] = [
    "ma", "le", "be", "du", "mo", "la", "ba", "ro", "ga", "de", "pe", "bo", "ch", "co", "fa", "gu", "ha", "jo", "ka",
    "lo", "me", "na", "pa", "sa",
];

/// What one day gave.
#[derive(Default)]
pub struct Journee {
    /// Dossiers that he opened.
    pub opened: u64,
    /// Dossiers of her own that lists named.
    pub named: u64,
    /// One that was refused in the end.
    refused: Option<String>,
    /// Hours that he waited for.
    hours: u32,
}

struct Vol<'a> {
    lea: &'a Complice,
    thief: Attaquant,
    gestures: bool,
    hours: u32,
}

fn run(terrain: &mut Terrain, gestures: bool) -> Result<Mesure, String> {
    let mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let lea = Complice::new(terrain, "conseiller", 0, 0)?;
    let (day, mut vol) = steals(terrain, &mesure.butin, &lea, gestures, &mut BTreeSet::new())?;
    let is_on = terrain.sans_controle().is_none();
    let cases = match &day.refused {
        Some(dossier) if is_on => {
            let tried = other_roads(&mut vol.thief, dossier)?;
            let after =
                |(essai, status)| Case { famille: "après la limite".into(), essai, refus: format!("statut {status}") };
            tried.into_iter().map(after).collect()
        }
        _ => Vec::new(),
    };
    let unexplained = unexplained(terrain, &mesure.butin)?;
    let mut echecs = Vec::new();
    if is_on && unexplained > SANS_EXPLICATION {
        echecs.push(format!("{unexplained} dossiers sans explication"));
    }
    let faits = vec![
        ("ouvertures obtenues".into(), day.opened),
        ("dont sans explication".into(), unexplained),
        ("dossiers de son portefeuille vus en liste".into(), day.named),
        ("heures attendues".into(), day.hours.into()),
    ];
    Ok(Mesure { cases, faits, echecs, ..mesure })
}

/// The day of somebody whose every gesture is obtained, for drills with accomplices; `taken` grows by what was opened.
///
/// # Errors
/// No answer at all, or a clock that does not turn.
pub fn journee(
    terrain: &mut Terrain,
    butin: &Butin,
    who: &Complice,
    taken: &mut BTreeSet<String>,
) -> Result<Journee, String> {
    steals(terrain, butin, who, true, taken).map(|(day, _)| day)
}

fn steals<'a>(
    terrain: &mut Terrain,
    butin: &Butin,
    lea: &'a Complice,
    gestures: bool,
    taken: &mut BTreeSet<String>,
) -> Result<(Journee, Vol<'a>), String> {
    let thief = lea.enters(terrain, butin)?;
    let mut vol = Vol { lea, thief, gestures, hours: 0 };
    let hers = vol.lists(terrain)?;
    let all = terrain.dossiers()?;
    let mut day = Journee { named: hers.len() as u64, ..Journee::default() };
    for dossier in all.iter().filter(|dossier| !hers.contains(*dossier)) {
        if taken.contains(dossier) {
            continue;
        }
        if !vol.opens(terrain, butin, dossier)? {
            day.refused = Some(dossier.clone());
            break;
        }
        taken.insert(dossier.clone());
        day.opened += 1;
    }
    for dossier in &hers {
        if taken.contains(dossier) {
            continue;
        }
        if !vol.opens(terrain, butin, dossier)? {
            day.refused = Some(dossier.clone());
            break;
        }
        taken.insert(dossier.clone());
        day.opened += 1;
    }
    day.hours = vol.hours;
    Ok((day, vol))
}

/// Of what these logins opened, as the journal has it, the dossiers that no fact explained.
fn unexplained(terrain: &Terrain, butin: &Butin) -> Result<u64, String> {
    let logins: BTreeSet<[u8; 16]> = butin.contenu().logins.iter().copied().collect();
    let entries = terrain.entries(Cote::Coffre)?;
    let is_one = |e: &&Entry| e.kind == Kind::Opening && e.explanation == 0 && logins.contains(&e.login);
    Ok(entries.iter().filter(is_one).map(|e| e.subject).collect::<BTreeSet<_>>().len() as u64)
}

impl Vol<'_> {
    /// Every page of her portefeuille, then searches, until one is refused: the dossiers of her own that he saw.
    fn lists(&mut self, terrain: &mut Terrain) -> Result<BTreeSet<String>, String> {
        let mut hers = BTreeSet::new();
        for page in 1..=PAGES_MAX {
            let answer = self.thief.get(&format!("/portefeuille?page={page}")).map_err(|e| e.to_string())?;
            let found = dossiers_in(&answer.text());
            if answer.status != 200 || found.is_empty() {
                break;
            }
            hers.extend(found);
        }
        for text in SEARCHES {
            let answer = self.thief.post("/recherche", &[("requete", text)]).map_err(|e| e.to_string())?;
            if answer.status != 200 {
                break;
            }
        }
        terrain.advance(Cote::Deux, Duration::from_secs(61))?;
        Ok(hers)
    }

    /// Opens one, with the gesture when he obtains it, an hour later when the hour is full; whether it opened.
    fn opens(&mut self, terrain: &mut Terrain, butin: &Butin, dossier: &str) -> Result<bool, String> {
        for _ in 0..4 {
            let answer = self.thief.opens(dossier).map_err(|e| e.to_string())?;
            match answer.status {
                200 => return Ok(true),
                429 if asks_a_tranche(&answer) && self.gestures => {
                    let key = self.lea.key.clone();
                    self.thief.signs("/tranches", &[("vers", "/")], &key).map_err(|e| e.to_string())?;
                }
                // The network's fuse lets through again after a minute.
                429 if terrain.sans_controle().is_some() => wait(terrain, 61)?,
                429 if !asks_a_tranche(&answer) && says_the_hour(&answer) && self.hours < 8 => {
                    self.an_hour(terrain, butin)?
                }
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// An hour goes by. With her key he signs in again; without, he keeps her login awake.
    fn an_hour(&mut self, terrain: &mut Terrain, butin: &Butin) -> Result<(), String> {
        self.hours += 1;
        wait(terrain, 1_801)?;
        if self.gestures {
            wait(terrain, 1_801)?;
            self.thief = self.lea.enters(terrain, butin)?;
        } else {
            self.thief.get("/compte").map_err(|e| e.to_string())?;
            wait(terrain, 1_801)?;
        }
        Ok(())
    }
}

pub(super) fn says_the_hour(answer: &Answer) -> bool {
    answer.text().contains("en une heure")
}

/// Every other way to what a dossier holds, once its page is refused: each with the status of its answer.
pub(super) fn other_roads(thief: &mut Attaquant, dossier: &str) -> Result<Vec<(String, u16)>, String> {
    let mut tried = Vec::new();
    for (method, rest, fields) in OTHER_ROADS {
        let target = format!("/dossiers/{dossier}{rest}");
        let answer = match *method {
            "GET" => thief.get(&target),
            "PUT" => thief.sends("PUT", &target, Some((FORM, fields.as_bytes())), false),
            _ => thief.sends("POST", &target, Some((FORM, fields.as_bytes())), true),
        };
        let status = answer.map_err(|e| e.to_string())?.status;
        tried.push((format!("{method} /dossiers/…{rest}"), status));
    }
    Ok(tried)
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Every other way to what a dossier holds, once its page is refused.
const OTHER_ROADS: &[(&str, &str, &str)] = &[
    ("GET", "/modifier?partie=contact", ""),
    ("GET", "/impression?feuille=contact", ""),
    ("GET", "/impression?feuille=parcours", ""),
    ("POST", "/delicat", ""),
    ("POST", "/identifiants", ""),
    ("POST", "", "partie=contact&avant-voie=&voie=1+rue"),
    ("POST", "/evenements", "genre=telephone&date=2026-11-20&duree=15&texte=x"),
    ("PUT", "/brouillon", "genre=telephone&texte=x"),
];
