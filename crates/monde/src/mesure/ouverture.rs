//! Opening dossiers: what a conseiller does most.

use super::demandeurs::{askers, own_dossiers};
use super::phases::{Phases, phases};
use super::{Mesure, MesureError, Options, page};
use crate::client::Navigateur;

/// Opens dossiers, alone then many at once, then does the same with a bare page of the same size.
///
/// Each asker opens those of her own portefeuille in turn. At most 16 × 60 distinct dossiers are opened anew, which
/// stays under the network's fuse of 1,300 a minute.
///
/// # Errors
/// At the first request that is not answered with its page.
pub fn ouverture(options: &Options) -> Result<Mesure, MesureError> {
    Mesure::of("ouverture", options, &opened(options)?)
}

/// The same page by the name under which its cost is limited: everything that is shown of a person, as her référent opens it.
///
/// # Errors
/// As [`ouverture`].
pub fn personne(options: &Options) -> Result<Mesure, MesureError> {
    Mesure::of("personne", options, &opened(options)?)
}

fn opened(options: &Options) -> Result<Phases, MesureError> {
    let mut askers = askers(options, |_, mut navigateur, seat| {
        let dossiers = own_dossiers(&mut navigateur)?;
        // Two tabs of one person do not begin with the same dossier.
        Ok((!dossiers.is_empty()).then(|| Lecteur { navigateur, dossiers, next: seat }))
    })?;
    phases(&mut askers, Lecteur::open_next, options.combien, &options.pids, &options.base)
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
        page("opening a dossier", &self.navigateur.opens(dossier)?)
    }
}
