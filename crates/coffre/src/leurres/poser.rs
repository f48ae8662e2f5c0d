//! How many decoys there are, and what one is when it is made.

use droits::mandat::leurres_of;

use super::chimere::{Champs, below, compose};
use crate::creation::{Nouveau, NouveauParcours};
use crate::noms::Noms;

/// The decoys that go with these dossiers, made by one import: as many as its mandat leaves room for. Each takes what is seen from
/// outside (référent, statut, dates) from one of them, and its fields from several.
pub(crate) fn leurres(noms: &Noms, modeles: &[Nouveau]) -> Vec<Nouveau> {
    let lines = u32::try_from(modeles.len()).unwrap_or(u32::MAX);
    compose_each(noms, modeles, leurres_of(lines) as usize)
}

/// So many decoys after these models; fewer where too few names are known.
pub(crate) fn compose_each(noms: &Noms, modeles: &[Nouveau], combien: usize) -> Vec<Nouveau> {
    let gens: Vec<Champs> = modeles.iter().map(|one| one.champs.clone()).collect();
    let is_somebody = |nom: &str, prenom: &str| !noms.near_names(nom, prenom, 1).is_empty();
    let one = |_| {
        let rang = below(modeles.len());
        let modele = modeles.get(rang)?;
        Some(Nouveau {
            champs: compose(&gens, rang, is_somebody)?,
            referent: modele.referent,
            numero: 0,
            evenements: Vec::new(),
            parcours: NouveauParcours::default(),
            statut: modele.statut,
            cree: modele.cree,
            maj: modele.maj,
        })
    };
    (0..combien).filter_map(one).collect()
}
