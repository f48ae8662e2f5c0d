//! An agenda: a conseiller's own week, then, as the worst case, everybody's day, page by page.

use super::demandeurs::askers;
use super::phases::{Phases, phases};
use super::{Mesure, MesureError, Options, chiffres, page};
use crate::client::Navigateur;

/// Her own week: the page that is asked for most.
const SEMAINE: [&str; 1] = ["/agenda?vue=semaine"];

/// Everybody's today, three pages of it.
const TOUS: [&str; 3] = ["/agenda?agent=tous", "/agenda?agent=tous&page=2", "/agenda?agent=tous&page=3"];

/// Asks for both kinds of pages, then for a bare page of the size of the first kind.
///
/// # Errors
/// At the first request that is not answered with its page.
pub fn agenda(options: &Options) -> Result<Mesure, MesureError> {
    let week = pages(options, &SEMAINE)?;
    let all = pages(options, &TOUS)?;
    let mut mesure = Mesure::of("agenda", options, &week)?;
    mesure.pire = Some(chiffres("agenda-structure", options, &all));
    Ok(mesure)
}

fn pages(options: &Options, targets: &[&str]) -> Result<Phases, MesureError> {
    let mut askers = askers(options, |_, navigateur, seat| Ok(Some((navigateur, seat))))?;
    let ask = |(navigateur, next): &mut (Navigateur, usize)| {
        let target = targets[*next % targets.len()];
        *next += 1;
        page("agenda", &navigateur.get(target)?)
    };
    phases(&mut askers, ask, options.combien, &options.pids, &options.base)
}
