//! Drills: attacks replayed on the real programs, through their real interface, and counted in the bytes that the
//! attacker received. Each is run twice: with every control on, where it must stay under its ceiling, and with the
//! control that it attacks off, where it must reach the whole base. An attack that never worked proves nothing.
//!
//! A drill is one file, and one line of [`EXERCICES`]; `docs/exercices.md` has a whole one.

pub mod attaquant;
pub mod butin;
pub mod compte;
pub mod courbe;
pub mod etendue;
pub mod horloge;
pub mod page;
pub mod rapport;
pub mod terrain;

mod accueil;
mod administrateur;
mod assistance;
mod cadence;
mod cent_comptes;
mod coffre_tenu;
mod complices;
mod compte_2025;
mod comptes_dormants;
mod conseiller;
mod conseiller_et_parrain;
mod copie_2024;
mod deux_gestionnaires;
mod deux_portefeuilles;
mod fausse_fuite;
mod flotte;
mod gel_sous_le_feu;
mod gestionnaire_et_conseiller;
mod identite_changee;
mod journal_bifurque;
mod jours;
mod logiciel_malveillant;
mod portefeuille;
mod racine_application;
mod recolte;
mod remplacement;
mod requetes_volees;
mod sans_gestionnaire;
mod semaine;

use std::collections::BTreeSet;

use compte::Compteur;
use terrain::{Cote, Gabarit, Terrain};

/// Every drill, in the order in which they are run and printed; variants of one drill share its name.
pub const EXERCICES: &[&Exercice] = &[
    &compte_2025::EXERCICE,
    &compte_2025::TROMPES,
    &deux_gestionnaires::EXERCICE,
    &gestionnaire_et_conseiller::EXERCICE,
    &conseiller_et_parrain::EXERCICE,
    &administrateur::EXERCICE,
    &racine_application::EXERCICE,
    &copie_2024::EXERCICE,
    &conseiller::SANS_GESTE,
    &conseiller::TOUS_LES_GESTES,
    &cadence::RAFALE,
    &cadence::FRANCE_TRAVAIL,
    &cadence::FICOBA,
    &cadence::PATIENT,
    &cadence::PAR_JOUR,
    &cadence::NUIT,
    &semaine::LENTE,
    &semaine::GOURMANDE,
    &portefeuille::EXERCICE,
    &deux_portefeuilles::EXERCICE,
    &deux_portefeuilles::PRUDENTES,
    &remplacement::EXERCICE,
    &recolte::EXERCICE,
    &accueil::SANS_GESTE,
    &accueil::TOUS_LES_GESTES,
    &comptes_dormants::EXERCICE,
    &compte_2025::FEDEREE,
    &identite_changee::EXERCICE,
    &requetes_volees::EXERCICE,
    &fausse_fuite::EXERCICE,
    &cent_comptes::EXERCICE,
    &cent_comptes::PRUDENTS,
    &flotte::EXERCICE,
    &flotte::PRUDENTE,
    &gel_sous_le_feu::EXERCICE,
    &logiciel_malveillant::EXERCICE,
    &assistance::EXERCICE,
    &assistance::RELAIS,
    &journal_bifurque::EXERCICE,
    &sans_gestionnaire::ENDORMIS,
    &sans_gestionnaire::FOLLE,
];

/// Attacks of the security notes that no drill replays, by their number there, and why; printed as `non couvert`.
pub const NON_REJOUES: &[(&str, &str)] = &[
    (
        "R11",
        "page hostile ou mémoire lue chez le guichet : il est encore dans le processus du coffre ; voir racine-application",
    ),
    ("R13", "connecteur de partenaire détourné : aucun flux de partenaire n'est construit"),
    ("R14", "espace du jeune, liens devinés, numéro de téléphone pris : cet espace n'est pas construit"),
    ("R15", "site détruit ou chiffré par un rançongiciel : la sauvegarde hors site n'est pas construite"),
    ("R19", "effacement demandé, puis toutes les sauvegardes remises : il n'y a d'effacement que celui d'un import"),
    ("R20", "statistiques recoupées jusqu'à isoler une personne : aucune page de pilotage n'est construite"),
];

/// A drill: who attacks, what he may get at most, and the script that he follows.
pub struct Exercice {
    /// Its name on the command line.
    pub nom: &'static str,
    /// One sentence: what the attacker holds, and what he tries.
    pub titre: &'static str,
    /// The variant: pace, accomplices, who is deceived.
    pub profil: &'static str,
    /// Persons that may reach him, at most.
    pub plafond: u64,
    /// Persons that he may see listed, at most; never more than the base has.
    pub plafond_lignes: u64,
    /// The control that it attacks.
    pub controle: Controle,
    /// What this script does not try, and why; printed as `non couvert`.
    pub non_couvert: &'static [&'static str],
    /// The script. It is the same with the control on and off.
    pub run: fn(&mut Terrain) -> Result<Mesure, String>,
}

/// The control that a drill attacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Controle {
    /// It can be turned off by this name, in both programs (`droits::Regles::sans`).
    Nomme(&'static str),
    /// It is a distance between things: without it the attacker also holds these. He then asks nothing of either program, so no journal
    /// names anybody, and the scope is not compared.
    Separe(&'static str),
    /// It cannot, and why: the run without it is left out, and said to be.
    Toujours(&'static str),
}

/// What a script gives back: the loot, and what it saw for itself.
#[derive(Default)]
pub struct Mesure {
    /// What the attacker holds.
    pub butin: butin::Butin,
    /// What was tried, one line each; printed.
    pub cases: Vec<Case>,
    /// Figures beside persons and lines (accounts made, say); printed.
    pub faits: Vec<(String, u64)>,
    /// What the script itself asserts and found wrong: the drill fails.
    pub echecs: Vec<String>,
    /// Why the coffre's journal is not to be verified, nor asked, afterwards: the script altered it. The contre-clé's says the scope.
    pub journal_altere: Option<&'static str>,
    /// He read the names of a structure as they lie in memory, birth dates with them: of whom he has no more is a line.
    pub noms_charges: bool,
    /// The only classes of which a value may reach him, with the control on; none: no class is kept from him.
    pub classes: Option<&'static [u8]>,
}

/// One thing tried, and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Family of attempts.
    pub famille: String,
    /// Route, table or file.
    pub essai: String,
    /// Why it was refused, as the answer says it.
    pub refus: String,
}

/// What one run found.
#[derive(Clone, Debug, PartialEq)]
pub struct Resultat {
    /// Name of the drill.
    pub nom: &'static str,
    /// Whether every control was on.
    pub controles: bool,
    /// Variant.
    pub profil: &'static str,
    /// Persons counted in the bytes.
    pub personnes: u64,
    /// At most.
    pub plafond: u64,
    /// Persons listed and nothing more.
    pub lignes: u64,
    /// At most.
    pub plafond_lignes: u64,
    /// Persons of the base.
    pub base: u64,
    /// Persons by which the journal's list and what was received differ.
    pub ecart_etendue: u64,
    /// Seconds, by the programs' clocks, from the first hostile entry to the last that gave something; none when
    /// nothing ever did, or nothing stopped it.
    pub arret_s: Option<f64>,
    /// What was tried.
    pub cases: Vec<Case>,
    /// Other figures.
    pub faits: Vec<(String, u64)>,
    /// What went wrong in the script or in the journal.
    pub echecs: Vec<String>,
    /// Whom he had at each moment.
    pub courbe: Vec<courbe::Point>,
}

impl Exercice {
    /// Runs it once on a copy of the base, with its control on or off.
    ///
    /// # Errors
    /// It could not be run at all: a program that does not start, a disk.
    pub fn play(&self, gabarit: &Gabarit, compteur: &Compteur, controles: bool) -> Result<Resultat, String> {
        let sans = match self.controle {
            Controle::Nomme(name) if !controles => Some(name),
            _ => None,
        };
        let mut terrain = gabarit.terrain(sans)?;
        terrain.tient_tout = !controles && matches!(self.controle, Controle::Separe(_));
        terrain.serve()?;
        let measured = (self.run)(&mut terrain);
        let measured = measured.map_err(|why| format!("{}: {why}\n{}", self.nom, terrain.log_tail()))?;
        terrain.stop()?;
        let mut echecs = measured.echecs;
        if measured.journal_altere.is_none() {
            match terrain.verify() {
                Ok(_) if controles => terrain.leave_journal(self.nom)?,
                Ok(_) => {}
                Err(fault) => echecs.push(format!("le journal publié ne tient pas : {fault}")),
            }
        }
        let contenu = measured.butin.contenu();
        let compte = compteur.count(&contenu.recus);
        let seen: BTreeSet<u8> = compte.personnes.values().flatten().copied().collect();
        let is_kept = |classe: &&u8| measured.classes.is_some_and(|only| !only.contains(classe));
        echecs.extend(seen.iter().filter(is_kept).map(|classe| format!("des valeurs de C{classe} lui sont parvenues")));
        let is_lying = measured.journal_altere.is_some();
        let cote = if is_lying { Cote::ContreCle } else { Cote::Coffre };
        let entries = if terrain.tient_tout { Vec::new() } else { terrain.entries(cote)? };
        let etendue = match terrain.tient_tout {
            true => etendue::Etendue::default(),
            false => etendue::compare(&entries, &contenu, &compte, is_lying),
        };
        let is_name = |classes: &BTreeSet<u8>| measured.noms_charges && classes.iter().eq(&[1]);
        let named = compte.personnes.iter().filter(|(_, classes)| is_name(classes)).map(|(rang, _)| *rang);
        let noms: BTreeSet<compte::Rang> = named.collect();
        Ok(Resultat {
            nom: self.nom,
            controles,
            profil: self.profil,
            personnes: (compte.personnes.len() - noms.len()) as u64,
            plafond: self.plafond,
            lignes: (compte.lignes.len() + noms.len()) as u64,
            plafond_lignes: self.plafond_lignes.min(compteur.people() as u64),
            base: compteur.people() as u64,
            ecart_etendue: etendue.ecart,
            arret_s: etendue.duree_ms.filter(|_| controles).map(|ms| ms as f64 / 1_000.0),
            cases: measured.cases,
            faits: measured.faits,
            echecs,
            courbe: courbe::trace(&entries, &contenu, &compte, &noms),
        })
    }
}

impl Resultat {
    /// What is not as it must be; empty when the run is good.
    pub fn faults(&self) -> Vec<String> {
        let mut faults = self.echecs.clone();
        let mut check = |is_right: bool, said: String| {
            if !is_right {
                faults.push(said);
            }
        };
        if self.controles {
            let (seen, most) = (self.personnes, self.plafond);
            check(seen <= most, format!("{seen} personnes, plafond {most}"));
            let (seen, most) = (self.lignes, self.plafond_lignes);
            check(seen <= most, format!("{seen} lignes, plafond {most}"));
        } else {
            // Where nobody is to be opened, lists are what he is after.
            let is_after_lists = self.plafond == 0 && self.plafond_lignes > 0;
            let (seen, all) = (self.personnes + if is_after_lists { self.lignes } else { 0 }, self.base);
            check(seen >= all, format!("sans le contrôle, {seen} personnes sur {all} : l'attaque ne marche pas"));
        }
        check(self.ecart_etendue == 0, format!("le journal et les octets diffèrent de {}", self.ecart_etendue));
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resultat(controles: bool, personnes: u64, lignes: u64, ecart_etendue: u64) -> Resultat {
        Resultat {
            nom: "essai",
            controles,
            profil: "seul",
            personnes,
            plafond: 60,
            lignes,
            plafond_lignes: 200,
            base: 3_000,
            ecart_etendue,
            arret_s: None,
            cases: Vec::new(),
            faits: Vec::new(),
            echecs: Vec::new(),
            courbe: Vec::new(),
        }
    }

    #[test]
    fn ceilings_are_inclusive_and_an_attack_that_does_not_work_is_a_fault() {
        for (controles, personnes, lignes, ecart, faults) in [
            (true, 0, 0, 0, 0),
            (true, 60, 200, 0, 0),
            (true, 61, 200, 0, 1),
            (true, 60, 201, 0, 1),
            (true, 60, 200, 1, 1),
            (true, 61, 201, 1, 3),
            (false, 3_000, 0, 0, 0),
            (false, 2_999, 0, 0, 1),
            (false, 3_000, 0, 2, 1),
        ] {
            let found = resultat(controles, personnes, lignes, ecart).faults();
            assert_eq!(found.len(), faults, "{controles} {personnes} {lignes} {ecart}: {found:?}");
        }
        for (plafond, plafond_lignes, faults) in [(0, 200, 0), (0, 0, 1), (60, 200, 1)] {
            let listed = Resultat { plafond, plafond_lignes, ..resultat(false, 0, 3_000, 0) };
            assert_eq!(listed.faults().len(), faults, "only who is after lists has all with lines");
        }
        let mut one = resultat(true, 0, 0, 0);
        one.echecs.push("un compte a été créé".into());
        assert_eq!(one.faults().len(), 1);
    }

    #[test]
    fn every_drill_says_what_it_is() {
        for exercice in EXERCICES {
            assert!(exercice.titre.ends_with('.') && !exercice.profil.is_empty(), "{}", exercice.nom);
            assert!(exercice.nom.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        }
        let names: Vec<_> = EXERCICES.iter().map(|e| (e.nom, e.profil)).collect();
        let once: std::collections::HashSet<_> = names.iter().collect();
        assert_eq!(once.len(), names.len(), "{names:?}");
    }
}
