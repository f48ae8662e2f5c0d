//! An import as it is lived: a file is deposited, examined, signed, and followed to its last dossier, while a colleague
//! opens dossiers. It is then taken back, so that the base is again what it was.
//!
//! CPU is counted per row, from the deposit to the last dossier, and includes the colleague's openings; p50 and p99 are
//! hers: what the structure feels of an import. The bare counterpart writes the same lines into a plain table, 256 in a
//! transaction, while bare pages are asked for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::Value;

use super::cpu;
use super::demandeurs::{conseillers, enter, own_dossiers};
use super::phases::{ECHAUFFEMENT, percentile};
use super::{Chiffres, Mesure, MesureError, Options, nu, nu_page, page, thousandths};
use crate::client::{Navigateur, import_in, signed_in};
use crate::persona::Persona;

/// Between two questions about how far the import is. The page asks every second; the figure wants better.
const PAUSE: Duration = Duration::from_millis(50);

/// Between two openings of the colleague.
const PAUSE_COLLEGUE: Duration = Duration::from_millis(25);

/// An import that takes longer is broken.
const ATTENTE_MAX: Duration = Duration::from_secs(900);

/// Times that the bare server writes the file: once is less than a tick of the CPU's clock.
const REPETITIONS_NU: u32 = 20;

/// Members of the report beside the figures. `par_seconde` of the figures is of the execution alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Execution {
    /// Dossiers made.
    pub lignes: u32,
    /// Rows a second from the deposit to the last dossier.
    pub lignes_par_seconde: f64,
    /// Sending and reading the file.
    pub depot_ms: f64,
    /// The first page: every row examined, and compared with the base.
    pub examen_ms: f64,
    /// From the signature to the last dossier.
    pub execution_ms: f64,
}

/// Imports a spreadsheet and takes it back.
///
/// # Errors
/// At the first request that is not answered as it should, and when the import does not make every row that was signed.
pub fn import(options: &Options, fichier: &[u8]) -> Result<Mesure, MesureError> {
    let (agent, collegue) = two_colleagues(&options.personas).ok_or(MesureError::Vide("no conseiller"))?;
    let mut agent = enter(options, agent)?;
    let mut reader = match collegue {
        Some(collegue) => enter(options, collegue)?,
        None => agent.another_tab(),
    };
    let dossiers = own_dossiers(&mut reader)?;
    if dossiers.is_empty() {
        return Err(MesureError::Vide("nothing to open meanwhile"));
    }
    let mut next = 0;
    let mut open = || {
        next += 1;
        page("opening a dossier", &reader.opens(&dossiers[next % dossiers.len()])?)
    };
    for _ in 0..ECHAUFFEMENT {
        open()?;
    }

    let spent = || Ok::<_, MesureError>((cpu::spent_ms(&options.pids)?, options.base.spent_ms()?));
    let before = spent()?;
    let (done, mut waits) = meanwhile(open, || follow(&mut agent, fichier))?;
    let after = spent()?;
    take_back(&mut agent, &done.import)?;

    let nu = match &options.nu {
        Some(lancement) => Some(bare(options, lancement, fichier, done.execution.lignes)?),
        None => None,
    };
    let lignes = f64::from(done.execution.lignes);
    let each = |from: f64, to: f64| thousandths((to - from) / lignes);
    let rate = lignes / done.execution.execution_ms * 1000.0;
    let (p50_ms, p99_ms) = percentiles(&mut waits);
    Ok(Mesure {
        chiffres: Chiffres {
            acte: "import".to_owned(),
            moteur: options.moteur.clone(),
            dossiers: options.dossiers,
            cpu_ms: each(before.0, after.0),
            cpu_base_ms: each(before.1, after.1),
            p50_ms,
            p99_ms,
            octets: done.pages.iter().sum::<u64>() / done.pages.len().max(1) as u64,
            octets_max: done.pages.iter().copied().max().unwrap_or(0),
            par_seconde: thousandths(rate),
        },
        rappel: None,
        execution: Some(done.execution),
        pire: None,
        nu,
        cpu_ensemble_ms: each(before.0 + before.1, after.0 + after.1),
    })
}

/// The one who imports, and another of the same structure if there is one.
fn two_colleagues(personas: &[Persona]) -> Option<(&Persona, Option<&Persona>)> {
    let agent = *conseillers(personas).first()?;
    let is_colleague =
        |p: &&Persona| p.role == "conseiller" && p.structure == agent.structure && p.agent != agent.agent;
    Some((agent, personas.iter().find(is_colleague)))
}

/// An import that came to its end.
struct Fait {
    import: String,
    execution: Execution,
    /// Sizes of the pages of its grid.
    pages: Vec<u64>,
}

fn follow(agent: &mut Navigateur, fichier: &[u8]) -> Result<Fait, MesureError> {
    let start = Instant::now();
    let answer = agent.deposits("text/csv", fichier.to_vec())?;
    let import = import_in(&answer).ok_or(MesureError::Reponse("depositing a file", answer.status))?;
    let depot_ms = millis(start);

    let examined = Instant::now();
    let address = format!("/imports/{import}");
    let mut shown = agent.get(&address)?;
    let mut pages = vec![page("examining a file", &shown)?];
    let examen_ms = millis(examined);
    if signed_in(&shown.text(), "execution").is_none() {
        // Somebody of the base may look like somebody of the file: such rows are left aside, as an agent would.
        let aside = agent.posts_by_script(&address, &[("geste", "ecarter-fautives")])?;
        page("leaving rows aside", &aside)?;
        shown = agent.get(&address)?;
        pages.push(page("examining a file", &shown)?);
    }
    let (contenu, lignes) =
        signed_in(&shown.text(), "execution").ok_or(MesureError::Vide("no row of the file is ready"))?;

    let signed = Instant::now();
    let answer = agent.signs_import(&import, "execution", &contenu, lignes)?;
    if answer.status >= 300 {
        return Err(MesureError::Reponse("signing an import", answer.status));
    }
    let faits = wait(agent, &import, "fait")?;
    let execution_ms = millis(signed);
    let whole_ms = millis(start);
    if faits != u64::from(lignes) {
        return Err(MesureError::Vide("the import did not make every row that was signed"));
    }

    for vue in ["?vue=faites", "?vue=toutes&page=2"] {
        pages.push(page("the rows of an import", &agent.get(&format!("{address}{vue}"))?)?);
    }
    let lignes_par_seconde = thousandths(f64::from(lignes) / whole_ms * 1000.0);
    Ok(Fait { import, execution: Execution { lignes, lignes_par_seconde, depot_ms, examen_ms, execution_ms }, pages })
}

/// Waits until the import is in this state; gives the number of its dossiers.
fn wait(agent: &mut Navigateur, import: &str, etat: &str) -> Result<u64, MesureError> {
    let start = Instant::now();
    while start.elapsed() < ATTENTE_MAX {
        let answer = agent.fetches(&format!("/imports/{import}/avancement"))?;
        page("following an import", &answer)?;
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match said["etat"].as_str() {
            Some(found) if found == etat => return Ok(said["faits"].as_u64().unwrap_or(0)),
            Some("interrompu" | "essai") | None => {
                return Err(MesureError::Vide("the import stopped before its end"));
            }
            Some(_) => thread::sleep(PAUSE),
        }
    }
    Err(MesureError::Vide("the import has no end"))
}

fn take_back(agent: &mut Navigateur, import: &str) -> Result<(), MesureError> {
    let shown = agent.get(&format!("/imports/{import}?vue=faites"))?;
    page("the rows of an import", &shown)?;
    let signed = signed_in(&shown.text(), "annulation");
    let (contenu, lignes) = signed.ok_or(MesureError::Vide("an import that cannot be taken back"))?;
    let answer = agent.signs_import(import, "annulation", &contenu, lignes)?;
    if answer.status >= 300 {
        return Err(MesureError::Reponse("taking an import back", answer.status));
    }
    wait(agent, import, "annule").map(drop)
}

/// Runs `work` here while another thread asks again and again; gives what `work` gave, and how long each answer took.
fn meanwhile<T>(
    mut ask: impl FnMut() -> Result<u64, MesureError> + Send,
    work: impl FnOnce() -> Result<T, MesureError>,
) -> Result<(T, Vec<f64>), MesureError> {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut waits = Vec::new();
            loop {
                let start = Instant::now();
                ask()?;
                waits.push(millis(start));
                if over.load(Ordering::Relaxed) {
                    return Ok::<_, MesureError>(waits);
                }
                thread::sleep(PAUSE_COLLEGUE);
            }
        });
        let done = work();
        over.store(true, Ordering::Relaxed);
        let waits = reader.join().unwrap_or(Err(MesureError::Vide("a thread died")));
        Ok((done?, waits?))
    })
}

fn bare(options: &Options, lancement: &nu::Lancement, fichier: &[u8], lignes: u32) -> Result<Chiffres, MesureError> {
    /// About the size of the page that the colleague opens.
    const OCTETS: u64 = 8_000;
    let server = nu::NuServeur::start(lancement, options.dossiers, OCTETS)?;
    let (mut writer, mut reader) = (server.connexion(), server.connexion());
    let (mut next, mut octets) = (0, 0);
    let rows = options.dossiers.max(1);
    let mut ask = || {
        next = (next + 7_919) % rows;
        octets = nu_page(&mut reader, next)?;
        Ok(octets)
    };
    for _ in 0..ECHAUFFEMENT {
        ask()?;
    }
    let head = format!("POST /nu HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", fichier.len());
    let request = [head.as_bytes(), fichier].concat();
    let spent = || Ok::<_, MesureError>((cpu::spent_ms(&[server.pid()])?, options.base.spent_ms()?));

    let before = spent()?;
    let start = Instant::now();
    let ((), mut waits) = meanwhile(ask, || {
        for _ in 0..REPETITIONS_NU {
            page("bare lines", &writer.send(&request, false)?)?;
        }
        Ok(())
    })?;
    let written = f64::from(lignes * REPETITIONS_NU);
    let rate = written / start.elapsed().as_secs_f64();
    let after = spent()?;
    let (p50_ms, p99_ms) = percentiles(&mut waits);
    Ok(Chiffres {
        acte: "nu".to_owned(),
        moteur: options.moteur.clone(),
        dossiers: options.dossiers,
        cpu_ms: thousandths((after.0 - before.0) / written),
        cpu_base_ms: thousandths((after.1 - before.1) / written),
        p50_ms,
        p99_ms,
        octets,
        octets_max: octets,
        par_seconde: thousandths(rate),
    })
}

fn percentiles(waits: &mut [f64]) -> (f64, f64) {
    waits.sort_by(f64::total_cmp);
    (thousandths(percentile(waits, 50)), thousandths(percentile(waits, 99)))
}

fn millis(since: Instant) -> f64 {
    thousandths(since.elapsed().as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passkey::Passkey;

    #[test]
    fn a_colleague_is_of_the_same_structure() {
        let passkey = Passkey::from_seed([1; 32], 0);
        let persona = |n, role: &str, structure: &str| Persona::new([n; 16], "Léa Masson", role, structure, &passkey);
        let team = [
            persona(1, "conseiller", "A"),
            persona(2, "conseiller", "B"),
            persona(3, "accueil", "A"),
            persona(4, "conseiller", "A"),
        ];
        let ids = |team: &[Persona]| {
            two_colleagues(team).map(|(agent, other)| (agent.agent[0], other.map(|other| other.agent[0])))
        };
        assert_eq!(ids(&team), Some((1, Some(4))));
        assert_eq!(ids(&team[..3]), Some((1, None)));
        assert_eq!(ids(&team[2..3]), None);
    }

    #[test]
    fn somebody_asks_until_the_work_is_done() {
        let ask = || Ok(1);
        let work = || {
            thread::sleep(Duration::from_millis(120));
            Ok(7)
        };
        let (done, waits) = meanwhile(ask, work).expect("both end");
        assert_eq!(done, 7);
        assert!((2..=6).contains(&waits.len()), "{}", waits.len());
        let refused = || Err(MesureError::Reponse("opening", 429));
        assert!(meanwhile(refused, || Ok(())).is_err(), "a refusal spoils the bench");
        assert!(meanwhile(|| Ok(1), || Err::<(), _>(MesureError::Vide("nothing"))).is_err());
    }
}
