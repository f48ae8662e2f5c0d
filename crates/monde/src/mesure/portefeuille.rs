//! Pages of the portefeuille: her own people, plainly, filtered and sorted; then, as the worst case, everybody of the
//! structure by last activity, which compares thousands of people for each page of 25.

use super::demandeurs::askers;
use super::phases::{Phases, phases};
use super::{Mesure, MesureError, Options, chiffres, page};
use crate::client::Navigateur;

/// What she asks of her own people, in turn.
const SIENS: [&str; 6] = [
    "",
    "statut=actif&tri=plus-anciens",
    "page=2",
    "statut=actif&age=18-21&sans-nouvelle=90",
    "tri=plus-recents",
    "nouveaux=90&tri=creation",
];

/// What she asks of the whole structure: one page, which compares everybody. With her own people it is within the two hundred
/// distinct persons of a day.
const STRUCTURE: [&str; 1] = ["de=structure&tri=plus-anciens"];

/// Asks for both kinds of pages, then for a bare page of the size of the first kind.
///
/// # Errors
/// At the first request that is not answered with its page.
pub fn portefeuille(options: &Options) -> Result<Mesure, MesureError> {
    let siens = pages(options, &SIENS)?;
    let structure = pages(options, &STRUCTURE)?;
    let mut mesure = Mesure::of("portefeuille", options, &siens)?;
    mesure.pire = Some(chiffres("portefeuille-structure", options, &structure));
    Ok(mesure)
}

fn pages(options: &Options, queries: &[&str]) -> Result<Phases, MesureError> {
    let mut askers = askers(options, |_, navigateur, seat| Ok(Some((navigateur, seat))))?;
    let ask = |(navigateur, next): &mut (Navigateur, usize)| {
        let query = queries[*next % queries.len()];
        *next += 1;
        let target = if query.is_empty() { "/portefeuille".to_owned() } else { format!("/portefeuille?{query}") };
        page("portefeuille", &navigateur.get(&target)?)
    };
    phases(&mut askers, ask, options.combien, &options.pids, &options.base)
}

#[cfg(test)]
mod tests {
    use coffre::face::{Filtre, Portee, Tri};

    use super::*;

    #[test]
    fn what_is_asked_is_a_filter_and_the_one_that_is_meant() {
        let read = |query: &str| Filtre::from_query(query).expect("a filter");
        assert!(SIENS.iter().all(|query| read(query).portee == Portee::Moi));
        let worst = Filtre { portee: Portee::Structure, tri: Tri::PlusAnciens, ..Filtre::default() };
        assert!(STRUCTURE.iter().all(|query| read(query) == worst));
    }
}
