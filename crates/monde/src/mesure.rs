//! Benches through the real interface: HTTP, real signatures, journal on real disk, with a bare page measured in the
//! same run as the baseline. The program that asks is another process: its own CPU is not counted.

pub mod cpu;
pub mod nu;
mod phases;
mod recherche;

use std::fmt;
use std::io;

use serde::Serialize;

use crate::client::{ClientError, Navigateur, dossiers_in};
use crate::http::{Answer, Connexion, HttpError};
use crate::persona::Persona;
use cpu::Processus;
use phases::{Phases, phases};
pub use recherche::{OptionsRecherche, Recherche, recherche};

/// Connections at once for `par_seconde`, and personas who open.
pub const CONNEXIONS: usize = 16;

/// Distinct dossiers that one persona opens: her budget of a day. Opened again, they cost her nothing more.
const DOSSIERS_PAR_PERSONA: usize = 60;

/// What to measure, and where.
pub struct Options {
    /// `host:port` of the server.
    pub adresse: String,
    /// Its origin, as "http://localhost:8080".
    pub origine: String,
    /// `sqlite` or `postgresql`, for the report.
    pub moteur: String,
    /// How many dossiers the base holds, for the report and for the bare table.
    pub combien_dossiers: u64,
    /// Personas of the base; the first [`CONNEXIONS`] conseillers among them open.
    pub personas: Vec<Persona>,
    /// Dossiers to open, shared out in turn; none: each persona opens those of her own portefeuille.
    pub dossiers: Vec<String>,
    /// Openings measured one at a time; as many again, at once.
    pub combien: usize,
    /// Our processes: the application and the contre-clé.
    pub pids: Vec<u32>,
    /// The database's.
    pub base: Processus,
    /// The bare page; `None` leaves the baseline out.
    pub nu: Option<nu::Lancement>,
}

/// The figures of one act: the members that the report wants, and no other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chiffres {
    /// `ouverture` or `nu`.
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
    /// Requests a second over [`CONNEXIONS`] connections.
    pub par_seconde: f64,
}

/// An act and its baseline.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mesure {
    /// The act.
    #[serde(flatten)]
    pub chiffres: Chiffres,
    /// The bare page, in the same run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nu: Option<Chiffres>,
    /// Largest body received; printed, not in the JSON.
    #[serde(skip)]
    pub octets_max: u64,
    /// CPU of our processes and of the database per request when many come at once; printed, not in the JSON.
    #[serde(skip)]
    pub cpu_ensemble_ms: f64,
}

impl Mesure {
    /// One JSON object on one line.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("texts and finite numbers are JSON")
    }
}

/// Why there is no figure. A refused request spoils a bench: none is left out in silence.
#[derive(Debug)]
pub enum MesureError {
    /// A request was not answered as it should.
    Requete(ClientError),
    /// Answered with this status, or cut.
    Reponse(&'static str, u16),
    /// Nothing to open, or nobody to open it.
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

/// Opens dossiers, alone then many at once, then does the same with a bare page of the same size.
///
/// At most 16 × 60 distinct dossiers are opened anew, which stays under the network's fuse of 1,300 a minute.
///
/// # Errors
/// At the first request that is not answered with its page.
pub fn ouverture(options: &Options) -> Result<Mesure, MesureError> {
    let mut askers = lecteurs(options)?;
    let open = |asker: &mut Lecteur| asker.open_next();
    let ours = phases(&mut askers, open, options.combien, &options.pids, &options.base)?;
    drop(askers);
    let nu = match &options.nu {
        Some(lancement) => Some(page_nue(lancement, options, ours.octets)?),
        None => None,
    };
    Ok(Mesure {
        octets_max: ours.octets_max,
        cpu_ensemble_ms: ours.cpu_ensemble_ms,
        chiffres: chiffres("ouverture", &options.moteur, options.combien_dossiers, &ours),
        nu,
    })
}

/// One persona in her browser, with the dossiers that she opens in turn.
struct Lecteur {
    navigateur: Navigateur,
    dossiers: Vec<String>,
    next: usize,
}

impl Lecteur {
    fn open_next(&mut self) -> Result<u64, MesureError> {
        let dossier = &self.dossiers[self.next % self.dossiers.len()];
        self.next += 1;
        page("opening a dossier", self.navigateur.opens(dossier)?)
    }
}

fn lecteurs(options: &Options) -> Result<Vec<Lecteur>, MesureError> {
    let conseillers: Vec<_> = options.personas.iter().filter(|p| p.role == "conseiller").take(CONNEXIONS).collect();
    let mut askers = Vec::new();
    for (n, persona) in conseillers.iter().enumerate() {
        let mut navigateur = Navigateur::enter(&options.adresse, &options.origine, persona)?.without_records();
        let mut dossiers: Vec<String> = if options.dossiers.is_empty() {
            portefeuille(&mut navigateur)?
        } else {
            options.dossiers.iter().skip(n).step_by(conseillers.len()).cloned().collect()
        };
        dossiers.truncate(DOSSIERS_PAR_PERSONA);
        if !dossiers.is_empty() {
            askers.push(Lecteur { navigateur, dossiers, next: 0 });
        }
    }
    // A small base has fewer conseillers than connections: some then have several tabs.
    let people = askers.len();
    for n in people..CONNEXIONS.max(people) {
        let Some(first) = askers.get(n % people.max(1)) else {
            return Err(MesureError::Vide("no conseiller, or no dossier"));
        };
        let (navigateur, dossiers) = (first.navigateur.another_tab(), first.dossiers.clone());
        askers.push(Lecteur { navigateur, dossiers, next: n });
    }
    Ok(askers)
}

/// The first dossiers of her own portefeuille, as many as a day allows.
fn portefeuille(navigateur: &mut Navigateur) -> Result<Vec<String>, MesureError> {
    let mut dossiers = Vec::new();
    for numero in 1.. {
        let answer = navigateur.portefeuille(numero)?;
        let found = dossiers_in(&answer.text());
        page("portefeuille", answer)?;
        let is_last = found.is_empty();
        dossiers.extend(found);
        if is_last || dossiers.len() >= DOSSIERS_PAR_PERSONA {
            break;
        }
    }
    Ok(dossiers)
}

/// The bare page: no login, no signature, no key, no journal; one row by its primary key.
fn page_nue(lancement: &nu::Lancement, options: &Options, octets: u64) -> Result<Chiffres, MesureError> {
    let server = nu::NuServeur::start(lancement, options.combien_dossiers, octets)?;
    let mut askers: Vec<_> = (0..CONNEXIONS as u64).map(|n| (server.connexion(), n)).collect();
    let rows = options.combien_dossiers.max(1);
    let ask = move |(connexion, next): &mut (Connexion, u64)| {
        // A stride prime to most sizes: rows far apart, as dossiers are.
        *next = (*next + 7_919) % rows;
        let head = format!("GET /nu/{next} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n");
        page("bare page", connexion.send(head.as_bytes(), false)?)
    };
    let got = phases(&mut askers, ask, options.combien, &[server.pid()], &options.base)?;
    Ok(chiffres("nu", &options.moteur, options.combien_dossiers, &got))
}

/// Size of a page; anything else than a whole page is an error.
pub(crate) fn page(what: &'static str, answer: Answer) -> Result<u64, MesureError> {
    if answer.status == 200 && answer.entiere {
        Ok(answer.body.len() as u64)
    } else {
        Err(MesureError::Reponse(what, answer.status))
    }
}

fn chiffres(acte: &str, moteur: &str, dossiers: u64, got: &Phases) -> Chiffres {
    Chiffres {
        acte: acte.to_owned(),
        moteur: moteur.to_owned(),
        dossiers,
        cpu_ms: thousandths(got.cpu_ms),
        cpu_base_ms: thousandths(got.cpu_base_ms),
        p50_ms: thousandths(got.p50_ms),
        p99_ms: thousandths(got.p99_ms),
        octets: got.octets,
        par_seconde: thousandths(got.par_seconde),
    }
}

/// Rounded to what the method can tell.
pub(crate) fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_has_these_members_and_no_other() {
        let one = |acte: &str| Chiffres {
            acte: acte.into(),
            moteur: "sqlite".into(),
            dossiers: 3000,
            cpu_ms: 2.5,
            cpu_base_ms: 0.0,
            p50_ms: 4.0,
            p99_ms: 9.125,
            octets: 14_000,
            par_seconde: 410.0,
        };
        let mesure =
            Mesure { chiffres: one("ouverture"), nu: Some(one("nu")), octets_max: 15_000, cpu_ensemble_ms: 1.0 };
        const REST: &str = r#""moteur":"sqlite","dossiers":3000,"cpu_ms":2.5,"cpu_base_ms":0.0,"p50_ms":4.0,"p99_ms":9.125,"octets":14000,"par_seconde":410.0"#;
        assert_eq!(mesure.json(), format!(r#"{{"acte":"ouverture",{REST},"nu":{{"acte":"nu",{REST}}}}}"#));
    }
}
