//! Making a fictional base: structures, agents with software keys, dossiers, through the coffre's own verbs.
//!
//! Three threads: people are invented, sealed, stored. Killed at any moment, the same making goes on where it stood.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use coffre::face::Error;
use coffre::sequenceur::now;
use coffre::{Coffre, Console, Lot, Nouveau, NouvelleSemaine, Ouvrage, Premier};
use domaine::fuseau::Fuseau;
use domaine::{AgentId, Clair, CodeStructure};
use droits::Role;
use droits::piece::{Credential, PublicKey};
use droits::signature::sha256;

use crate::donnees::Structure;
use crate::nouveau::nouveau;
use crate::passkey::Passkey;
use crate::persona::{Cles, Persona};
use crate::personnes::{AUJOURDHUI, Jeune, Monde, colonnes_scellees};
use crate::plan::{Taille, plan, reseau};
use crate::progression::Progression;
use crate::semaine::{mots, semaine, today};

/// Dossiers in one batch: as many as one signed checkpoint covers.
const BATCH: usize = 1_024;

/// Failures in a row, without one batch stored in between, after which the making stops.
const TRIES_MAX: u32 = 5;

/// What the disk and the contre-clé are given to come back.
const PAUSE: Duration = Duration::from_millis(500);

/// What to make.
#[derive(Clone, Debug)]
pub struct Options {
    /// How large.
    pub taille: Taille,
    /// Structures beside them that have a team and no dossier yet: who approves what the others propose.
    pub reseau: usize,
    /// Seed.
    pub graine: u64,
    /// Where the sealed values are written in clear, with a marker of each class; none otherwise.
    pub clair: Option<PathBuf>,
}

/// Random roots for a fictional base: the same seed makes the same people, never the same keys.
pub fn roots() -> Cles {
    let root = || {
        let mut bytes = [0; 32];
        aws_lc_rs::rand::fill(&mut bytes).expect("the system's random source answers");
        bytes
    };
    Cles { racine_coffre: root(), racine_contre_cle: root(), personas: Vec::new() }
}

/// Makes everything in an unsealed coffre, empty or where the same making was interrupted, and closes its console.
/// `save` keeps the keys with their personas, before the first dossier. `watch` is told how many dossiers stand after
/// each batch and after each failure, and may stop there.
///
/// # Errors
/// A sentence for the person at the console.
pub fn create(
    coffre: &Coffre,
    mut cles: Cles,
    options: &Options,
    save: impl FnOnce(&Cles) -> io::Result<()>,
    mut watch: impl FnMut(u64) -> ControlFlow<()>,
) -> Result<Cles, String> {
    let worlds = worlds(options)?;
    let total = worlds.iter().map(Monde::combien).sum::<u64>();
    let console = coffre.console(ouvrage(&worlds, total)?).map_err(|e| match e {
        Error::Refusal(_) => "this base is made already, or it is not this one that was begun in it".to_owned(),
        other => format!("console: {other:?}"),
    })?;
    let teams = teams(&console, coffre, &worlds, &mut cles)?;
    save(&cles).map_err(|e| format!("keys: {e}"))?;
    let now = now();
    let journees = journees(&worlds, &teams, now)?;
    if let Some(file) = &options.clair {
        write_clear(file, &worlds, &journees).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    let making = Making { console: &console, worlds: &worlds, teams: &teams, semaines: semaines(now) };
    let mut progression = Progression::new(total, console.made());
    let mut tries = 0;
    while console.made() < total {
        let before = console.made();
        let outcome = making.fill(total, |made| {
            progression.at(made);
            watch(made)
        });
        match outcome {
            Ok(ControlFlow::Continue(())) => {}
            Ok(ControlFlow::Break(())) => return Err(format!("stopped at {} dossiers of {total}", console.made())),
            Err(_) if tries < TRIES_MAX && watch(before).is_continue() => {
                // A disk that was busy for a while, a contre-clé that starts again: what stands is looked up.
                tries = if console.made() > before { 1 } else { tries + 1 };
                thread::sleep(PAUSE * tries);
                let _ = console.recover();
            }
            Err(error) => return Err(format!("dossiers: {error:?}")),
        }
    }
    // The last batch stands before anything rests on it.
    console.recover().map_err(|e| format!("dossiers: {e:?}"))?;
    for (structure, journee) in &journees {
        console.semaine(*structure, journee).map_err(|e| format!("agendas: {e:?}"))?;
    }
    console.close().map_err(|e| format!("console: {e:?}"))?;
    Ok(cles)
}

/// The week of each structure that has dossiers, around the day of the making. The first is the personas' own.
fn journees(
    worlds: &[Monde],
    teams: &[Vec<AgentId>],
    now: u64,
) -> Result<Vec<(CodeStructure, NouvelleSemaine)>, String> {
    let lived = worlds.iter().zip(teams).enumerate().filter(|(_, (monde, _))| monde.combien() > 0);
    let one = |(place, (monde, team)): (usize, (&Monde, &Vec<AgentId>))| {
        let structure = code(monde.structure())?;
        let today = today(Fuseau::of_structure(structure), now);
        Ok((structure, semaine(monde, team, today, now, place == 0)))
    };
    lived.map(one).collect()
}

/// Whole weeks since the day on which the world was invented: histories keep their days of the week.
fn semaines(now: u64) -> i64 {
    let day = i64::try_from(now / 86_400_000).unwrap_or_default();
    (day - AUJOURDHUI.days()).max(0) / 7
}

fn worlds(options: &Options) -> Result<Vec<Monde>, String> {
    let mut worlds = plan(options.graine, options.taille).map_err(|e| e.to_string())?;
    let network = reseau(options.graine, &worlds, options.reseau).map_err(|e| e.to_string())?;
    worlds.extend(network);
    let marked = |monde: Monde| if options.clair.is_some() { monde.with_marqueurs() } else { monde };
    Ok(worlds.into_iter().map(marked).collect())
}

/// The same for every run of the same making.
fn ouvrage(worlds: &[Monde], total: u64) -> Result<Ouvrage, String> {
    let mut text = b"cairn/monde/2".to_vec();
    let mut structures = Vec::with_capacity(worlds.len());
    for monde in worlds {
        text.extend_from_slice(monde.signature().as_bytes());
        structures.push((code(monde.structure())?, monde.structure().nom_usuel.to_owned()));
    }
    let total = u32::try_from(total).map_err(|_| "too many dossiers")?;
    Ok(Ouvrage { empreinte: sha256(&text), total, structures })
}

/// Every agent of every structure, with two software keys each, which are kept in the keys file.
fn teams(console: &Console, coffre: &Coffre, worlds: &[Monde], cles: &mut Cles) -> Result<Vec<Vec<AgentId>>, String> {
    let seed = sha256(&[&b"personas"[..], &cles.racine_coffre].concat());
    let mut premiers = Vec::new();
    for monde in worlds {
        let structure = code(monde.structure())?;
        for agent in monde.agents() {
            let role = Role::from_key(agent.role).ok_or_else(|| format!("unknown role {}", agent.role))?;
            let nom = Clair::new(format!("{} {}", agent.prenom, agent.nom));
            premiers.push(Premier { nom, mail: Clair::new(agent.mail), role, structure, is_parrain: agent.is_parrain });
        }
    }
    let passkey = |agent: usize, key: u64| Passkey::from_seed(seed, 2 * agent as u64 + key);
    let credentials = |agent| [0, 1].map(|key| credential(&passkey(agent, key), coffre)).into();
    let ids = console.agents(&premiers, credentials).map_err(|e| format!("agents: {e:?}"))?;
    cles.personas = (0..)
        .zip(premiers.iter().zip(&ids))
        .map(|(n, (p, id))| Persona::new(id.0, p.nom.expose(), p.role.key(), p.structure.as_str(), &passkey(n, 0)))
        .collect();
    let mut rest = &ids[..];
    let team = |monde: &Monde| {
        let (team, after) = rest.split_at(monde.agents().len());
        rest = after;
        team.to_vec()
    };
    Ok(worlds.iter().map(team).collect())
}

fn credential(key: &Passkey, coffre: &Coffre) -> Credential {
    Credential {
        id: key.credential.clone(),
        key: PublicKey::Es256(key.point().to_vec()),
        rp_id: coffre.config().rp_id.clone(),
        origin: coffre.config().origin.clone(),
    }
}

/// People of one structure, with their ranks in the plan.
type People = (CodeStructure, Vec<(u64, Nouveau)>);

struct Making<'a> {
    console: &'a Console,
    worlds: &'a [Monde],
    teams: &'a [Vec<AgentId>],
    /// Since the world was invented.
    semaines: i64,
}

impl Making<'_> {
    /// Makes what is still to be made, until something fails or `watch` has seen enough.
    fn fill(&self, total: u64, mut watch: impl FnMut(u64) -> ControlFlow<()>) -> Result<ControlFlow<()>, Error> {
        thread::scope(|scope| {
            let (to_seal, people) = sync_channel(2);
            let (to_store, lots) = sync_channel(1);
            scope.spawn(|| self.invent(total, to_seal));
            let sealing = scope.spawn(|| self.seal(people, to_store));
            let mut outcome = Ok(ControlFlow::Continue(()));
            for lot in lots {
                outcome = self.console.store(lot).map(|()| watch(self.console.made()));
                if !matches!(outcome, Ok(ControlFlow::Continue(()))) {
                    break;
                }
            }
            let sealed = sealing.join().unwrap_or(Ok(()));
            outcome.and_then(|flow| sealed.map(|()| flow))
        })
    }

    /// Ends when all are invented, or when nobody takes them any more.
    fn invent(&self, total: u64, to_seal: SyncSender<People>) {
        let (holes, next) = self.console.todo();
        let mut ranks = holes.into_iter().chain(next..total).peekable();
        let ends: Vec<u64> = self
            .worlds
            .iter()
            .scan(0, |end, monde| {
                *end += monde.combien();
                Some(*end)
            })
            .collect();
        while let Some(first) = ranks.peek().copied() {
            let place = ends.partition_point(|end| *end <= first);
            let (monde, team) = (&self.worlds[place], &self.teams[place]);
            let start = ends[place] - monde.combien();
            let Ok(structure) = code(monde.structure()) else { return };
            let mut people = Vec::with_capacity(BATCH);
            while people.len() < BATCH
                && let Some(rank) = ranks.next_if(|rank| (start..ends[place]).contains(rank))
            {
                let rang = rank - start;
                people.push((rank, nouveau(&monde.jeune(rang), team[monde.referent(rang)], rang, self.semaines)));
            }
            if to_seal.send((structure, people)).is_err() {
                return;
            }
        }
    }

    fn seal(&self, people: Receiver<People>, to_store: SyncSender<Lot>) -> Result<(), Error> {
        for (structure, people) in people {
            if to_store.send(self.console.seal(structure, people)?).is_err() {
                break;
            }
        }
        Ok(())
    }
}

fn code(structure: &Structure) -> Result<CodeStructure, String> {
    structure.code.parse().map_err(|_| format!("structure code {}", structure.code))
}

/// Written whole at each run: a drill compares it with disks.
fn write_clear(path: &Path, worlds: &[Monde], journees: &[(CodeStructure, NouvelleSemaine)]) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for mot in journees.iter().flat_map(|(_, journee)| mots(journee)) {
        writeln!(file, "0;4;mot_du_jour;\"{}\"", mot.replace('"', "\"\""))?;
    }
    for monde in worlds {
        for (rang, jeune) in (0..).zip(monde.jeunes()) {
            write_one(&mut file, rang, &jeune)?;
        }
    }
    file.flush()
}

fn write_one(file: &mut impl Write, rang: u64, jeune: &Jeune) -> io::Result<()> {
    for (classe, champ, valeur) in colonnes_scellees(jeune) {
        writeln!(file, "{};{classe};{champ};\"{}\"", rang + 1, valeur.replace('"', "\"\""))?;
    }
    Ok(())
}
