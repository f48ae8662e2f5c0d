//! `contre-cle DOSSIER PRISE [ADRESSE CERTIFICAT CLE AUTORITE]`: holds the folder, answers, waits for its root.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use contre_cle::tls::Papers;
use droits::habilitation::Regles;

const USAGE: &str = "usage: contre-cle DOSSIER PRISE [ADRESSE CERTIFICAT CLE AUTORITE]

  DOSSIER     its own folder, on its own disk
  PRISE       path of the Unix socket to answer on; the root is taken there only
  ADRESSE     host:port to answer the coffre of another organisation on, by TLS 1.3
  CERTIFICAT, CLE, AUTORITE
              PEM files: ours, our key, and the authority that signs the coffre's";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (regles, arguments) = controls(&arguments);
    let Some(regles) = regles else {
        eprintln!("contre-cle: no control of that name");
        return ExitCode::from(2);
    };
    let (folder, socket, distant) = match arguments {
        [folder, socket] => (folder, socket, None),
        [folder, socket, address, certificate, key, authority] => {
            let papers = Papers { certificate: certificate.into(), key: key.into(), authority: authority.into() };
            (folder, socket, Some((address.clone(), papers)))
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    let served = contre_cle::serveur::hold(Path::new(folder))
        .and_then(|held| contre_cle::serveur::serve(held, Path::new(socket), distant, regles));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("contre-cle: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The controls that are on, and the arguments that are left. A drill turns one off: `--sans-controle NOM`, first.
#[cfg(feature = "exercice")]
fn controls(arguments: &[String]) -> (Option<Regles>, &[String]) {
    match arguments {
        [option, name, rest @ ..] if option == "--sans-controle" => (Regles::sans(name), rest),
        all => (Some(Regles::default()), all),
    }
}

/// All of them, in what is shipped.
#[cfg(not(feature = "exercice"))]
fn controls(arguments: &[String]) -> (Option<Regles>, &[String]) {
    (Some(Regles::default()), arguments)
}
