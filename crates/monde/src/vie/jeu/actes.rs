//! The acts that are asked for, out of the real table of paths.

use droits::Role;
use journal::act::{Act, act};

use crate::vie::Quoi;

/// The acts of the paths that are asked for, out of the real table.
pub(super) struct Actes {
    dossier: Act,
    contact: Act,
    revele: Act,
    imprime: Act,
    cree: Act,
    liste: Act,
    agenda: Act,
    recherche: Act,
    pub(super) dit: Act,
}

impl Actes {
    pub(super) fn read() -> Actes {
        let id = "0".repeat(32);
        let one = |method: &str, path: &str| act(method, path).expect("a path of the table");
        Actes {
            dossier: one("GET", &format!("/dossiers/{id}")),
            contact: one("GET", &format!("/dossiers/{id}/contact")),
            revele: one("POST", &format!("/dossiers/{id}/identifiants")),
            imprime: one("GET", &format!("/dossiers/{id}/impression")),
            cree: one("POST", "/dossiers"),
            liste: one("GET", "/portefeuille"),
            agenda: one("GET", "/agenda"),
            recherche: one("POST", "/recherche"),
            dit: one("POST", &format!("/agenda/{id}")),
        }
    }

    pub(super) fn of(&self, quoi: Quoi, role: Role) -> Act {
        match quoi {
            Quoi::Ouvre(_) if role == Role::Accueil => self.contact,
            Quoi::Ouvre(_) | Quoi::Transfere(_) | Quoi::Mandat(_) => self.dossier,
            Quoi::Revele(_) => self.revele,
            Quoi::Imprime(_) => self.imprime,
            Quoi::Cree(_) => self.cree,
            Quoi::Liste { cherchee: true, .. } => self.recherche,
            Quoi::Liste { .. } if role == Role::Accueil => self.agenda,
            Quoi::Liste { .. } => self.liste,
            Quoi::Dit { .. } => self.dit,
        }
    }
}
