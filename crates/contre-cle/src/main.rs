//! `contre-cle DOSSIER PRISE`: holds the folder, listens on the Unix socket, waits for its root.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [folder, socket] = arguments.as_slice() else {
        eprintln!(
            "usage: contre-cle DOSSIER PRISE\n\n  DOSSIER  its own folder, on its own disk\n  PRISE    path of the Unix socket to answer on"
        );
        return ExitCode::from(2);
    };
    let served = contre_cle::serveur::hold(Path::new(folder))
        .and_then(|held| contre_cle::serveur::serve(held, Path::new(socket)));
    match served {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("contre-cle: {error}");
            ExitCode::FAILURE
        }
    }
}
