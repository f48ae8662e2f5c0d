//! An attack of several days with the vigie listening: so many dossiers a day, of which so many that nothing explains; then what the
//! journal says of each day and of each week, and on which day the vigie first spoke of him.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::thread;
use std::time::Duration;

use droits::Role;
use droits::budget::{Plafonds, day, explanation};
use journal::Kind;
use journal::encoding::hex;
use journal::entry::{Decision, Entry, Pseudonym};

use super::Mesure;
use super::butin::Butin;
use super::cadence::{Cadence, Sort, Vol};
use super::complices::{Complice, JOUR, wait};
use super::terrain::{Cote, Terrain};

/// How much he takes, and for how long.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Days of the calendar.
    pub jours: u64,
    /// Whether he rests when she does.
    pub ouvres: bool,
    /// Dossiers of a day, at most.
    pub par_jour: u64,
    /// Of these, those of others, at most; they come first.
    pub inexpliquees: u64,
}

impl Plan {
    /// The hours of an office.
    pub const OUVRES: Plan = Plan { jours: 7, ouvres: true, par_jour: u64::MAX, inexpliquees: u64::MAX };
}

/// When one's own word becomes strong, milliseconds.
const FORTE: u64 = droits::faits::JOUR;

/// Which conseiller he plays: she replaces nobody.
pub const QUI: usize = 2;

/// What the vigie needs to have heard everything.
const ECOUTE: Duration = Duration::from_millis(250);

/// With every control on, the application again, with its vigie.
pub fn listens(terrain: &mut Terrain) -> Result<(), String> {
    if terrain.sans_controle().is_some() {
        return Ok(());
    }
    terrain.stop()?;
    terrain.serve_with(&[OsStr::new("--vigie")])
}

/// Plays these days as a conseiller who answers for nobody else: what is not of her portefeuille is not explained.
pub fn run(terrain: &mut Terrain, plan: Plan) -> Result<Mesure, String> {
    listens(terrain)?;
    let qui = Complice::new(terrain, "conseiller", 0, QUI)?;
    let mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let first = terrain.horloges.0.now();
    let mut hers = of_referents(terrain, &[hex(&qui.persona.agent)])?;
    let own: BTreeSet<String> = hers.iter().cloned().collect();
    let mut others: Vec<String> = terrain.dossiers()?.into_iter().filter(|id| !own.contains(id)).collect();
    let mut cut = None;
    for n in 0..plan.jours {
        if !plan.ouvres || is_worked(terrain) {
            let Ok(mut vol) = Vol::new(terrain, &mesure.butin, &qui, Cadence::HUMAINE) else {
                cut = Some(n);
                break;
            };
            let most = plan.inexpliquees.min(plan.par_jour);
            takes(terrain, &mesure.butin, &mut vol, &mut others, most)?;
            let rest = plan.par_jour - vol.opened.min(plan.par_jour);
            takes(terrain, &mesure.butin, &mut vol, &mut hers, rest)?;
        }
        if others.is_empty() && hers.is_empty() {
            break;
        }
        tomorrow(terrain)?;
    }
    let mut mesure = mesure;
    told(terrain, &mut mesure, first.unsigned_abs() * 1_000)?;
    mesure.faits.push(("dossiers de son portefeuille".into(), own.len() as u64));
    mesure.faits.extend(cut.map(|n| ("jours avant que le compte soit coupé".into(), n)));
    Ok(mesure)
}

/// Dossiers of which these are the référents: he knows them beforehand.
pub fn of_referents(terrain: &Terrain, agents: &[String]) -> Result<Vec<String>, String> {
    let rows = terrain.reads::<(Vec<u8>, Vec<u8>)>("select dossier, referent from entete order by dossier")?;
    let is_theirs = |referent: &[u8]| agents.contains(&hex(referent));
    Ok(rows.into_iter().filter(|(_, referent)| is_theirs(referent)).map(|(id, _)| hex(&id)).collect())
}

/// Opens the last ones of these, until one is refused; those that were opened are gone from them.
pub fn takes(
    terrain: &mut Terrain,
    butin: &Butin,
    vol: &mut Vol<'_>,
    left: &mut Vec<String>,
    most: u64,
) -> Result<(), String> {
    for _ in 0..most {
        let Some(dossier) = left.last() else { break };
        match vol.opens(terrain, butin, dossier)? {
            Sort::Ouvert => drop(left.pop()),
            Sort::Refuse | Sort::Coupe => break,
        }
    }
    Ok(())
}

/// The vigie has heard all that was done until now: it looks ten times a second, and its hour is the clock's.
pub fn hears() {
    thread::sleep(ECOUTE);
}

/// The next morning, whatever the hour. The vigie hears the day before it ends, as it would.
pub fn tomorrow(terrain: &mut Terrain) -> Result<(), String> {
    hears();
    let until = terrain.horloges.0.until_morning().as_secs();
    wait(terrain, if until < JOUR / 2 { until + JOUR } else { until })
}

/// Seconds until the morning of the next Monday.
pub fn until_monday(terrain: &Terrain) -> u64 {
    let morning = terrain.horloges.0.until_morning().as_secs();
    let days = (7 - weekday(terrain.horloges.0.now() + morning.cast_signed())) % 7;
    morning + (days + if days == 0 && morning < JOUR / 2 { 7 } else { 0 }) * JOUR
}

fn is_worked(terrain: &Terrain) -> bool {
    weekday(terrain.horloges.0.now()) < 5
}

/// Zero is Monday; 1970 began on a Thursday.
fn weekday(seconds: i64) -> u64 {
    (seconds.unsigned_abs() / JOUR + 3) % 7
}

/// What the journal says: no day and no seven days beyond what a conseiller may; and the first day on which the vigie spoke of him.
pub fn told(terrain: &Terrain, mesure: &mut Mesure, first: u64) -> Result<(), String> {
    let entries = terrain.entries(Cote::ContreCle)?;
    let logins = mesure.butin.contenu().logins.clone();
    let his: Vec<&Entry> = entries.iter().filter(|e| logins.contains(&e.login)).collect();
    let actor = his.iter().find(|e| e.kind == Kind::Login).map(|e| e.actor);
    let days = Jours::of(&his);
    let most = Plafonds::of(Role::Conseiller);
    for (name, seen, limit) in [
        ("personnes en un jour, au plus", days.at_most(1, false), most.jour),
        ("personnes en sept jours, au plus", days.at_most(7, false), most.semaine),
        ("sans explication en un jour, au plus", days.at_most(1, true), most.inexplique_jour),
        ("sans explication en sept jours, au plus", days.at_most(7, true), most.inexplique_semaine),
    ] {
        mesure.faits.push((name.into(), seen));
        if terrain.sans_controle().is_none() && seen > u64::from(limit) {
            mesure.echecs.push(format!("{name} : {seen}, limite {limit}"));
        }
    }
    let mut rules = BTreeSet::new();
    for alert in entries.iter().filter(|e| e.kind == Kind::Alert && Some(e.object) == actor) {
        if rules.insert(alert.rule) {
            mesure.faits.push((format!("V{} parle, jour", alert.rule), 1 + day(alert.time) - day(first)));
        }
    }
    if rules.is_empty() {
        mesure.faits.push(("la vigie ne dit rien de lui, jours".into(), 1 + days.last() - day(first).min(days.last())));
    }
    Ok(())
}

/// Dossiers that were new on each working day: all, and those that nothing explained.
#[derive(Default)]
struct Jours {
    all: BTreeMap<u64, BTreeMap<Pseudonym, bool>>,
}

impl Jours {
    fn of(entries: &[&Entry]) -> Jours {
        let mut jours = Jours::default();
        let granted = |kind: &dyn Fn(Kind) -> bool| {
            let kept: Vec<&Entry> =
                entries.iter().copied().filter(|e| kind(e.kind) && e.decision == Decision::Granted).collect();
            kept
        };
        let facts = granted(&|kind| kind == Kind::Explanation);
        for entry in granted(&Kind::reads) {
            // What he said of himself within the day explains nothing yet, but for a code, which is the person's word.
            let is_own_word = facts.iter().any(|fact| {
                let is_it = fact.explanation == entry.explanation
                    && fact.object == entry.actor
                    && fact.explanation != explanation::CODE;
                let is_of_it = fact.subject == entry.subject || fact.explanation == explanation::REMPLACEMENT;
                is_it && is_of_it && (fact.time..fact.time + FORTE).contains(&entry.time)
            });
            let of_day = jours.all.entry(day(entry.time)).or_default();
            of_day.entry(entry.subject).or_insert(entry.explanation == 0 || is_own_word);
        }
        jours
    }

    /// The greatest sum over so many days in a row.
    fn at_most(&self, days: u64, unexplained: bool) -> u64 {
        let of = |day: &u64| self.all[day].values().filter(|bare| **bare || !unexplained).count() as u64;
        let from = |first: &u64| self.all.range(*first..first + days).map(|(day, _)| of(day)).sum();
        self.all.keys().map(from).max().unwrap_or(0)
    }

    fn last(&self) -> u64 {
        self.all.keys().last().copied().unwrap_or(0)
    }
}
