//! The page where a day begins: of conseillers, then, as the worst case, of directions, whose counts are their whole structure's.

use super::demandeurs::{askers, askers_of};
use super::phases::{Phases, phases};
use super::{Mesure, MesureError, Options, chiffres, page};
use crate::client::Navigateur;

/// Asks for the page of each in turn, then for a bare page of the size of the first kind.
///
/// # Errors
/// At the first request that is not answered with its page.
pub fn journee(options: &Options) -> Result<Mesure, MesureError> {
    let hers = home(options, askers(options, keep)?)?;
    let mut mesure = Mesure::of("journee", options, &hers)?;
    let whole = home(options, askers_of(options, "direction", keep)?)?;
    mesure.pire = Some(chiffres("journee-structure", options, &whole));
    Ok(mesure)
}

fn keep(_: &crate::persona::Persona, navigateur: Navigateur, _: usize) -> Result<Option<Navigateur>, MesureError> {
    Ok(Some(navigateur))
}

fn home(options: &Options, mut askers: Vec<Navigateur>) -> Result<Phases, MesureError> {
    let ask = |navigateur: &mut Navigateur| page("home page", &navigateur.get("/")?);
    phases(&mut askers, ask, options.combien, &options.pids, &options.base)
}
