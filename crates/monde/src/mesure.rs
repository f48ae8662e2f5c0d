//! Benches through the real interface: HTTP, real signatures, journal on real disk, with a bare page measured in the
//! same run as the baseline. The program that asks is another process: its own CPU is not counted.

mod agenda;
pub mod cpu;
mod demandeurs;
pub mod fichier;
mod import;
mod journee;
mod limites;
pub mod nu;
mod ouverture;
mod phases;
mod portefeuille;
mod recherche;

use std::fmt;
use std::io;

use serde::Serialize;

use crate::client::ClientError;
use crate::http::{Answer, Connexion, HttpError};
use crate::persona::Persona;
use cpu::Processus;
use phases::{Phases, phases};

pub use agenda::agenda;
pub use import::{Execution, import};
pub use journee::journee;
pub use limites::{Depassement, OCTETS_MAX};
pub use ouverture::{ouverture, personne};
pub use portefeuille::portefeuille;
pub use recherche::{Rappel, recherche};

/// Connections at once for `par_seconde`, and personas who ask.
pub const CONNEXIONS: usize = 16;

/// What is measured, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// `host:port` of the server.
    pub adresse: String,
    /// Its origin, as "http://localhost:8080".
    pub origine: String,
    /// `sqlite` or `postgresql`, for the report.
    pub moteur: String,
    /// How many dossiers the base holds, for the report and for the bare table.
    pub dossiers: u64,
    /// Personas of the base; [`CONNEXIONS`] conseillers among them ask, of as many structures as there are.
    pub personas: Vec<Persona>,
    /// Requests measured one at a time; as many again, at once.
    pub combien: usize,
    /// Our processes: the application and the contre-clé.
    pub pids: Vec<u32>,
    /// The database's.
    pub base: Processus,
    /// The bare page; `None` leaves the baseline out.
    pub nu: Option<nu::Lancement>,
}

/// The figures of one act: the same members for all.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chiffres {
    /// `ouverture`, `personne`, `journee`, `agenda`, `portefeuille`, `recherche`, `import` or `nu`.
    pub acte: String,
    /// `sqlite` or `postgresql`.
    pub moteur: String,
    /// Dossiers in the base.
    pub dossiers: u64,
    /// CPU of our processes per request, one request at a time (no group commit to share: the dearer case).
    pub cpu_ms: f64,
    /// CPU of the database's processes per request, likewise; 0 where the engine lives in ours.
    pub cpu_base_ms: f64,
    /// Median, one request at a time.
    pub p50_ms: f64,
    /// 99th percentile, one request at a time.
    pub p99_ms: f64,
    /// Mean size of the body.
    pub octets: u64,
    /// Largest body.
    pub octets_max: u64,
    /// Requests a second over [`CONNEXIONS`] connections.
    pub par_seconde: f64,
}

/// An act and its baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mesure {
    /// The act.
    #[serde(flatten)]
    pub chiffres: Chiffres,
    /// Of the search alone.
    #[serde(flatten)]
    pub rappel: Option<Rappel>,
    /// Of the import alone.
    #[serde(flatten)]
    pub execution: Option<Execution>,
    /// The worst case of a page: everybody of the structure in a list, an agenda or a count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pire: Option<Chiffres>,
    /// The bare page, in the same run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nu: Option<Chiffres>,
    /// CPU of our processes and of the database per request when many come at once; printed, not in the JSON.
    #[serde(skip)]
    pub cpu_ensemble_ms: f64,
}

impl Mesure {
    /// One JSON object on one line.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("texts and finite numbers are JSON")
    }

    /// An act whose requests were seen, with the bare page of the same size.
    fn of(acte: &str, options: &Options, seen: &Phases) -> Result<Mesure, MesureError> {
        Ok(Mesure {
            chiffres: chiffres(acte, options, seen),
            rappel: None,
            execution: None,
            pire: None,
            nu: page_nue(options, seen.octets)?,
            cpu_ensemble_ms: seen.cpu_ensemble_ms,
        })
    }
}

/// Why there is no figure. A refused request spoils a bench: none is left out in silence.
#[derive(Debug)]
pub enum MesureError {
    /// A request was not answered as it should.
    Requete(ClientError),
    /// Answered with this status, or cut.
    Reponse(&'static str, u16),
    /// Nothing to ask for, or nobody to ask.
    Vide(&'static str),
    /// A process, or the bare server.
    Systeme(io::Error),
}

impl fmt::Display for MesureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MesureError::Requete(error) => error.fmt(f),
            MesureError::Reponse(what, status) => write!(f, "{what}: status {status}, or cut"),
            MesureError::Vide(what) => write!(f, "nothing to measure: {what}"),
            MesureError::Systeme(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for MesureError {}

impl From<ClientError> for MesureError {
    fn from(error: ClientError) -> MesureError {
        MesureError::Requete(error)
    }
}

impl From<HttpError> for MesureError {
    fn from(error: HttpError) -> MesureError {
        MesureError::Requete(ClientError::Http(error))
    }
}

impl From<io::Error> for MesureError {
    fn from(error: io::Error) -> MesureError {
        MesureError::Systeme(error)
    }
}

/// The bare page: no login, no signature, no key, no journal; one row by its primary key.
fn page_nue(options: &Options, octets: u64) -> Result<Option<Chiffres>, MesureError> {
    let Some(lancement) = &options.nu else { return Ok(None) };
    let server = nu::NuServeur::start(lancement, options.dossiers, octets)?;
    let mut askers: Vec<_> = (0..CONNEXIONS as u64).map(|n| (server.connexion(), n)).collect();
    let rows = options.dossiers.max(1);
    let ask = move |(connexion, next): &mut (Connexion, u64)| {
        // A stride prime to most sizes: rows far apart, as dossiers are.
        *next = (*next + 7_919) % rows;
        nu_page(connexion, *next)
    };
    let got = phases(&mut askers, ask, options.combien, &[server.pid()], &options.base)?;
    Ok(Some(chiffres("nu", options, &got)))
}

fn nu_page(connexion: &mut Connexion, ligne: u64) -> Result<u64, MesureError> {
    let head = format!("GET /nu/{ligne} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");
    page("bare page", &connexion.send(head.as_bytes(), false)?)
}

/// Size of a page; anything else than a whole page is an error.
fn page(what: &'static str, answer: &Answer) -> Result<u64, MesureError> {
    if answer.status == 200 && answer.entiere {
        Ok(answer.body.len() as u64)
    } else {
        Err(MesureError::Reponse(what, answer.status))
    }
}

fn chiffres(acte: &str, options: &Options, got: &Phases) -> Chiffres {
    Chiffres {
        acte: acte.to_owned(),
        moteur: options.moteur.clone(),
        dossiers: options.dossiers,
        cpu_ms: thousandths(got.cpu_ms),
        cpu_base_ms: thousandths(got.cpu_base_ms),
        p50_ms: thousandths(got.p50_ms),
        p99_ms: thousandths(got.p99_ms),
        octets: got.octets,
        octets_max: got.octets_max,
        par_seconde: thousandths(got.par_seconde),
    }
}

/// Rounded to what the method can tell.
fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str = r#""moteur":"sqlite","dossiers":3000,"cpu_ms":2.5,"cpu_base_ms":0.0,"p50_ms":4.0,"p99_ms":9.125,"octets":14000,"octets_max":15000,"par_seconde":410.0"#;

    fn one(acte: &str) -> Chiffres {
        Chiffres {
            acte: acte.into(),
            moteur: "sqlite".into(),
            dossiers: 3000,
            cpu_ms: 2.5,
            cpu_base_ms: 0.0,
            p50_ms: 4.0,
            p99_ms: 9.125,
            octets: 14_000,
            octets_max: 15_000,
            par_seconde: 410.0,
        }
    }

    #[test]
    fn the_report_has_these_members_and_no_other() {
        let plain = Mesure {
            chiffres: one("ouverture"),
            rappel: None,
            execution: None,
            pire: None,
            nu: Some(one("nu")),
            cpu_ensemble_ms: 1.0,
        };
        assert_eq!(plain.json(), format!(r#"{{"acte":"ouverture",{REST},"nu":{{"acte":"nu",{REST}}}}}"#));

        let rappel = Rappel { requetes: 2000, trouvees: 1990, rappel: 0.995 };
        let search = Mesure { chiffres: one("recherche"), rappel: Some(rappel), nu: None, ..plain.clone() };
        let own = r#""requetes":2000,"trouvees":1990,"rappel":0.995"#;
        assert_eq!(search.json(), format!(r#"{{"acte":"recherche",{REST},{own}}}"#));

        let execution = Execution {
            lignes: 2000,
            lignes_par_seconde: 900.0,
            depot_ms: 40.0,
            examen_ms: 80.5,
            execution_ms: 2100.0,
        };
        let import = Mesure { chiffres: one("import"), execution: Some(execution), nu: None, ..plain.clone() };
        let own = r#""lignes":2000,"lignes_par_seconde":900.0,"depot_ms":40.0,"examen_ms":80.5,"execution_ms":2100.0"#;
        assert_eq!(import.json(), format!(r#"{{"acte":"import",{REST},{own}}}"#));

        let pire = Some(one("portefeuille-structure"));
        let list = Mesure { chiffres: one("portefeuille"), pire, nu: None, ..plain };
        let own = format!(r#""pire":{{"acte":"portefeuille-structure",{REST}}}"#);
        assert_eq!(list.json(), format!(r#"{{"acte":"portefeuille",{REST},{own}}}"#));
    }
}
