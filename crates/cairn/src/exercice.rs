//! `cairn exercice`: attacks replayed on the real programs, with every control on and with the attacked one off, and
//! counted in the bytes that the attacker received. Ends badly when a figure is above its ceiling.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use monde::exercices::compte::Compteur;
use monde::exercices::terrain::{Gabarit, Moyens};
use monde::exercices::{Controle, EXERCICES, Exercice, Resultat, page, rapport};

use crate::Fin;
use crate::mesure::pg::{self, Cluster};

/// Seed of the world.
const GRAINE: u64 = 7;

/// Dossiers of the runs without the attacked control, at most.
const SANS_MAX: u64 = 3_000;

/// What names them all.
const TOUS: &str = "tous";

/// Neighbouring structures, with agents only: enough to draw approvers by lot, in several regions.
const RESEAU: usize = 7;

/// Which drills, on what.
#[derive(Args)]
pub struct Options {
    /// Names of the drills; `tous`, or none, for all of them.
    #[arg(value_name = "NOM")]
    noms: Vec<String>,
    /// Prints a JSON list, one member a run, and nothing else.
    #[arg(long)]
    json: bool,
    /// Database engine.
    #[arg(long, value_enum, default_value_t = Moteur::Sqlite)]
    moteur: Moteur,
    /// Dossiers of the base. Without the attacked control it has 3,000 at most: the attack is shown to work there.
    #[arg(long, default_value_t = 3_000)]
    dossiers: u64,
    /// Names the drills, and runs none.
    #[arg(long)]
    liste: bool,
    /// Where scratch folders are made; by default the system's temporary folder.
    #[arg(long, value_name = "DOSSIER")]
    dans: Option<PathBuf>,
    /// A PostgreSQL cluster that runs, by its maintenance address; by default one is made and thrown away.
    #[arg(long, value_name = "ADRESSE")]
    grappe: Option<String>,
    /// Leaves the journal of each run with all controls in this folder, for other verifiers.
    #[arg(long, value_name = "DOSSIER")]
    journaux: Option<PathBuf>,
    /// Draws what each attack had at each moment, in a page to read in any browser.
    #[arg(long, value_name = "FICHIER.html")]
    page: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Moteur {
    Sqlite,
    Postgresql,
}

/// Runs them.
pub fn run(options: &Options) -> Fin {
    let chosen = choose(&options.noms)?;
    if options.liste {
        print!("{}", rapport::list(&chosen));
        return Ok(());
    }
    let (moyens, _cluster) = means(options)?;
    let bases = Bases::make(moyens)?;
    let mut resultats: Vec<Resultat> = Vec::new();
    for exercice in &chosen {
        for controles in [true, false] {
            if !controles && matches!(exercice.controle, Controle::Toujours(_)) {
                continue;
            }
            let (gabarit, compteur) = bases.of(controles);
            resultats.push(exercice.play(gabarit, compteur, controles)?);
        }
    }
    if let Some(path) = &options.page {
        std::fs::write(path, page::html(&resultats)).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    if options.json {
        println!("{:#}", rapport::json(&resultats));
        eprint!("{}", rapport::not_covered(&chosen));
    } else {
        print!("{}\n{}", rapport::table(&resultats), rapport::not_covered(&chosen));
    }
    conclude(&resultats)
}

/// The base of the runs with every control on, and a smaller one, if it is large, for those without one.
struct Bases {
    tous: (Gabarit, Compteur),
    sans: Option<(Gabarit, Compteur)>,
}

impl Bases {
    fn make(moyens: Moyens) -> Result<Bases, String> {
        let made = |moyens: Moyens| {
            let gabarit = Gabarit::make(moyens)?;
            let compteur = gabarit.compteur().map_err(|e| format!("clear list: {e}"))?;
            Ok::<_, String>((gabarit, compteur))
        };
        let is_large = moyens.dossiers > SANS_MAX;
        let sans = is_large.then(|| made(Moyens { dossiers: SANS_MAX, ..moyens.clone() })).transpose()?;
        Ok(Bases { tous: made(moyens)?, sans })
    }

    fn of(&self, controles: bool) -> (&Gabarit, &Compteur) {
        let (gabarit, compteur) = if controles { &self.tous } else { self.sans.as_ref().unwrap_or(&self.tous) };
        (gabarit, compteur)
    }
}

fn conclude(resultats: &[Resultat]) -> Fin {
    let bad: Vec<String> = resultats
        .iter()
        .flat_map(|r| r.faults().into_iter().map(|fault| format!("{} ({}) : {fault}", r.nom, r.profil)))
        .collect();
    if bad.is_empty() { Ok(()) } else { Err(bad.join("\n       ")) }
}

fn choose(noms: &[String]) -> Result<Vec<&'static Exercice>, String> {
    if noms.iter().any(|nom| nom == TOUS) {
        return choose(&[]);
    }
    if let Some(unknown) = noms.iter().find(|nom| EXERCICES.iter().all(|e| e.nom != *nom)) {
        return Err(format!("no drill {unknown}: see `cairn exercice --liste`"));
    }
    Ok(EXERCICES.iter().copied().filter(|e| noms.is_empty() || noms.iter().any(|nom| nom == e.nom)).collect())
}

/// The programs beside this one, and where the rows go. The cluster stops with the value.
fn means(options: &Options) -> Result<(Moyens, Option<Cluster>), String> {
    let program = std::env::current_exe().map_err(|e| e.to_string())?;
    let binaires = program.with_file_name("");
    if !binaires.join("contre-cle").exists() {
        return Err(format!("{} has no contre-cle", binaires.display()));
    }
    let dans = options.dans.clone().unwrap_or_else(std::env::temp_dir);
    let (grappe, cluster) = match (options.moteur, &options.grappe) {
        (Moteur::Sqlite, _) => (None, None),
        (Moteur::Postgresql, Some(address)) => (Some(address.clone()), None),
        (Moteur::Postgresql, None) => {
            // What is thrown away need not survive a power cut.
            let settings = pg::Options { fsync: false, ..pg::Options::default() };
            let cluster = Cluster::start_with(&dans, settings).map_err(|e| format!("cluster: {e}"))?;
            (Some(cluster.url("postgres")), Some(cluster))
        }
    };
    let (dossiers, journaux) = (options.dossiers, options.journaux.clone());
    Ok((Moyens { binaires, dans, grappe, journaux, dossiers, reseau: RESEAU, graine: GRAINE }, cluster))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drills_are_chosen_by_name() {
        assert_eq!(choose(&[]).map(|all| all.len()), Ok(EXERCICES.len()));
        assert_eq!(choose(&[TOUS.into()]).map(|all| all.len()), Ok(EXERCICES.len()));
        let one = choose(&["conseiller-60".into()]).expect("it is one");
        assert!(one.iter().all(|e| e.nom == "conseiller-60") && !one.is_empty());
        assert!(choose(&["conseiller-60".into(), "autre".into()]).is_err());
    }
}
