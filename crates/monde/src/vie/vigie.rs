//! The vigie watches the month: each alert of hers is of honest people, and what it takes away is taken away.

use ::vigie::{Alerte, Gravite, Vigie};
use journal::entry::Entry;

use super::jeu::{Prend, Signal, Veille};

impl Veille for Vigie {
    fn take(&mut self, index: u64, entry: &Entry) -> Vec<Signal> {
        let said = Vigie::take(self, index, entry);
        said.iter()
            .map(|alerte| Signal {
                agent: alerte.acteur,
                regle: alerte.regle,
                humain: alerte.is_for_review(),
                prend: prend(alerte),
            })
            .collect()
    }
}

/// As the application does with what it hears.
fn prend(alerte: &Alerte) -> Prend {
    match alerte.gravite {
        _ if alerte.amortie => Prend::Rien,
        Gravite::Note => Prend::Rien,
        Gravite::Geste => Prend::Geste,
        Gravite::TrancheCinq => Prend::TrancheCinq,
        Gravite::RechercheFermee => Prend::Recherche,
        Gravite::LoginFerme => Prend::Login,
        Gravite::CompteSuspendu | Gravite::LigneeGelee => Prend::Compte,
    }
}
