//! Who asks: conseillers in their browsers, of as many structures as there are, so that several indexes of names are in
//! memory, as on a working day.

use droits::budget::TRANCHE;

use super::{CONNEXIONS, MesureError, Options, page};
use crate::client::{Navigateur, dossiers_in};
use crate::persona::Persona;

/// Distinct dossiers that one persona opens: what her login may before its next gesture. Opened again, they cost her nothing more.
pub const DOSSIERS_PAR_PERSONA: usize = TRANCHE as usize;

/// Conseillers who ask, at most [`CONNEXIONS`]: the first of every structure, then the second of every structure.
pub fn conseillers(personas: &[Persona]) -> Vec<&Persona> {
    of_role(personas, "conseiller")
}

fn of_role<'a>(personas: &'a [Persona], role: &str) -> Vec<&'a Persona> {
    let mut ranked: Vec<(usize, &Persona)> = Vec::new();
    let mut seen: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for persona in personas.iter().filter(|p| p.role == role) {
        let rank = seen.entry(&persona.structure).or_default();
        ranked.push((*rank, persona));
        *rank += 1;
    }
    // Stable: structures keep the order of the file.
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, persona)| persona).take(CONNEXIONS).collect()
}

/// Signs in, keeping no record of what is sent.
pub fn enter(options: &Options, persona: &Persona) -> Result<Navigateur, MesureError> {
    Ok(Navigateur::enter(&options.adresse, &options.origine, persona)?.without_records())
}

/// [`CONNEXIONS`] askers, each made of a browser by `make`, which may leave one out. A small base has fewer conseillers
/// than connections: some then have several tabs.
pub fn askers<A>(
    options: &Options,
    make: impl FnMut(&Persona, Navigateur, usize) -> Result<Option<A>, MesureError>,
) -> Result<Vec<A>, MesureError> {
    askers_of(options, "conseiller", make)
}

/// The same, of another role.
pub fn askers_of<A>(
    options: &Options,
    role: &str,
    mut make: impl FnMut(&Persona, Navigateur, usize) -> Result<Option<A>, MesureError>,
) -> Result<Vec<A>, MesureError> {
    let people = of_role(&options.personas, role);
    let mut tabs = Vec::new();
    for persona in &people {
        tabs.push((*persona, enter(options, persona)?));
    }
    let mut askers = Vec::new();
    for seat in 0..CONNEXIONS {
        let Some((persona, first)) = tabs.get(seat % tabs.len().max(1)) else { break };
        askers.extend(make(persona, first.another_tab(), seat)?);
    }
    if askers.is_empty() { Err(MesureError::Vide("nobody of this role, or nothing of hers")) } else { Ok(askers) }
}

/// The first dossiers of her own portefeuille, as many as a login opens without a gesture.
pub fn own_dossiers(navigateur: &mut Navigateur) -> Result<Vec<String>, MesureError> {
    let mut dossiers: Vec<String> = Vec::new();
    for numero in 1.. {
        let answer = navigateur.portefeuille(numero)?;
        page("portefeuille", &answer)?;
        let before = dossiers.len();
        for found in dossiers_in(&answer.text()) {
            if !dossiers.contains(&found) {
                dossiers.push(found);
            }
        }
        if dossiers.len() == before || dossiers.len() >= DOSSIERS_PAR_PERSONA {
            break;
        }
    }
    dossiers.truncate(DOSSIERS_PAR_PERSONA);
    Ok(dossiers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passkey::Passkey;

    #[test]
    fn every_structure_asks_before_one_asks_twice() {
        let passkey = Passkey::from_seed([1; 32], 0);
        let persona = |n, role: &str, structure: &str| Persona::new([n; 16], "Léa Masson", role, structure, &passkey);
        let team = [
            persona(1, "conseiller", "A"),
            persona(2, "conseiller", "A"),
            persona(3, "accueil", "A"),
            persona(4, "direction", "B"),
            persona(5, "conseiller", "B"),
            persona(6, "conseiller", "C"),
            persona(7, "conseiller", "C"),
        ];
        let chosen: Vec<u8> = conseillers(&team).iter().map(|p| p.agent[0]).collect();
        assert_eq!(chosen, [1, 5, 6, 2, 7]);
        let many: Vec<Persona> = (0..40).map(|n| persona(n, "conseiller", "A")).collect();
        assert_eq!(conseillers(&many).len(), CONNEXIONS);
    }
}
