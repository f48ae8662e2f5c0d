//! November 2025, replayed: the account of a gestionnaire is hijacked, her key obeys, and two accounts are to be made that read.
//! Families of attempts by routes, each refused with its reason; then, once the approver and the parrain are deceived, what is left.

mod assertions;
mod attaque;
mod cles_perdues;
pub(super) mod creation;
mod ecrans;
mod faussaire;
mod federation;
mod formation;
mod horloges;
mod restauration;
mod seconde;
mod sql;
pub(super) mod tableau;
mod trompes;

use std::collections::HashSet;

use journal::Kind;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::terrain::{Copie, Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::passkey::Passkey;
use crate::persona::Persona;
use creation::{Faux, said};
use tableau::Tableau;

pub use federation::EXERCICE as FEDEREE;
pub use trompes::EXERCICE as TROMPES;

pub const EXERCICE: Exercice = Exercice {
    nom: "2025",
    titre: "Gestionnaire détournée, sa clé obéit, base et fichiers en main : elle veut deux comptes, et lire.",
    profil: "seule",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Nomme("cosignature"),
    non_couvert: &[
        "les deux disques (coffre et contre-clé) remis ensemble à la veille : deux organisations s'entendent, aucune promesse",
        "un fournisseur d'identité qui répond : ses refus sont essayés un à un face à un fournisseur certifié, hors de cet exercice",
    ],
    run,
};

/// What the attacker holds all along.
struct Prise {
    thief: Attaquant,
    persona: Persona,
    key: Passkey,
    /// Demands of hers that wait for signatures.
    attendent: Vec<Faux>,
    /// A dossier whose identifier is known.
    dossier: String,
}

impl Prise {
    /// The first gestionnaire is hijacked; nothing was asked for yet.
    fn take(terrain: &Terrain, butin: &Butin) -> Result<Prise, String> {
        let persona = terrain.persona("gestionnaire", 0, 0)?;
        let key = persona.passkey().ok_or("her key")?;
        let thief = said(Attaquant::enter(terrain, &persona, butin))?;
        let dossier = terrain.dossiers()?.swap_remove(0);
        Ok(Prise { thief, persona, key, attendent: Vec::new(), dossier })
    }
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let mut prise = Prise::take(terrain, &tableau.mesure.butin)?;
    ecrans::cards(terrain, &mut tableau, &mut prise.thief, &prise.key)?;
    let gain = attaque::run(terrain, &mut tableau, &mut prise.thief, &prise.key)?;
    if gain.comptes == 0 {
        prise.attendent = gain.attendent;
        // What was tried before it broke is told with it.
        if let Err(why) = matrix(terrain, &mut tableau, &mut prise) {
            tableau.mesure.echecs.push(format!("interrompu : {why}"));
        }
    }
    // Whoever has the whole base has nothing left to try.
    terrain.stop()?;
    let strangers = strangers(terrain)?;
    for (name, count) in [
        ("comptes actifs", gain.comptes),
        ("ouvertures obtenues", gain.ouvertures),
        ("essais", tableau.mesure.cases.len() as u64),
    ] {
        tableau.mesure.faits.push((name.into(), count));
    }
    if terrain.sans_controle().is_none() && (gain.comptes, strangers) != (0, 0) {
        tableau
            .mesure
            .echecs
            .push(format!("{} comptes actifs, {strangers} connexions de comptes ajoutés", gain.comptes));
    }
    Ok(tableau.mesure)
}

/// Every family, on a base where her two demands wait.
fn matrix(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise) -> Result<(), String> {
    if prise.attendent.len() < 2 {
        let last = tableau.mesure.cases.last().map(|case| format!("{} : {}", case.essai, case.refus));
        return Err(format!("the rest is tried on two demands that wait: {}", last.unwrap_or_default()));
    }
    let Prise { thief, persona, key, attendent, .. } = prise;
    ecrans::gestures(terrain, tableau, thief, key, attendent)?;
    ecrans::identifiers(terrain, tableau, thief, key)?;
    federation::run(terrain, tableau, thief, key, attendent)?;
    assertions::run(terrain, tableau, thief, persona, attendent)?;
    seconde::run(terrain, tableau, thief, persona, attendent)?;
    // Each attempt from here on damages something: the base as it stands is put back after it.
    terrain.stop()?;
    let copie = terrain.copy("avant")?;
    tableau.mesure.butin.keep_files(&copie.dossier.join("coffre")).map_err(|e| format!("files: {e}"))?;
    terrain.serve()?;
    federation::own_provider(terrain, tableau, prise, &copie)?;
    cles_perdues::run(terrain, tableau, prise, &copie)?;
    horloges::run(terrain, tableau, prise, &copie)?;
    sql::run(terrain, tableau, prise, &copie)?;
    restauration::run(terrain, tableau, prise, &copie)?;
    faussaire::run(terrain, tableau, prise, &copie)?;
    formation::run(terrain, tableau, prise)
}

/// Both sides as they were, served.
fn reset(terrain: &mut Terrain, copie: &Copie) -> Result<(), String> {
    terrain.kill();
    terrain.put_copy_back(copie, Cote::Deux)?;
    terrain.serve()
}

/// Logins of accounts that the console did not make.
fn strangers(terrain: &Terrain) -> Result<usize, String> {
    let entries = terrain.entries(Cote::ContreCle)?;
    let firsts: HashSet<_> = entries.iter().filter(|e| e.kind == Kind::Seed).map(|e| e.object).collect();
    Ok(entries.iter().filter(|e| e.kind == Kind::Login && !firsts.contains(&e.actor)).count())
}
