//! A world: which people there are, and how one is put together.

use super::textes::{self, Sujet};
use super::{ACTIFS_POUR_MILLE, Alea, Jeune, identifiants, identite};
use crate::donnees::Structure;
use crate::noms;

/// A fictional mission locale with its dossiers. Person `i` depends on nothing but the seed, the structure and `i`:
/// any part of the world can be made again, in any order, on several threads.
#[derive(Clone, Debug)]
pub struct Monde {
    pub(super) graine: u64,
    pub(super) structure: &'static Structure,
    pub(super) combien: u64,
    pub(super) marqueurs: bool,
}

impl Monde {
    /// The world of `combien` dossiers of this structure.
    pub fn new(graine: u64, structure: &'static Structure, combien: u64) -> Monde {
        Monde { graine, structure, combien, marqueurs: false }
    }

    /// The same world with a unique marker per dossier and class in the free values, for the drill of stolen disks.
    /// Every dossier then has something in each of the seven classes.
    pub fn with_marqueurs(mut self) -> Monde {
        self.marqueurs = true;
        self
    }

    /// The mission locale.
    pub fn structure(&self) -> &'static Structure {
        self.structure
    }

    /// How many dossiers.
    pub fn combien(&self) -> u64 {
        self.combien
    }

    /// Everyone, in order.
    pub fn jeunes(&self) -> impl Iterator<Item = Jeune> + '_ {
        (0..self.combien).map(|rang| self.jeune(rang))
    }

    /// Person `rang`.
    pub fn jeune(&self, rang: u64) -> Jeune {
        let identite = self.identite(rang);
        let statut = ["actif", "veille", "fin_accompagnement"]
            [self.alea(rang, "statut").weighted(&[ACTIFS_POUR_MILLE, 950 - ACTIFS_POUR_MILLE, 50])];
        let adresse = self.adresse(rang);
        let (feminin, metier) = (identite.feminin, self.alea(rang, "metier").pick(&textes::METIERS));
        let sujet = Sujet { feminin, metier: if feminin { metier.0 } else { metier.1 }, commune: adresse.commune };
        let evenements = self.evenements(rang, statut, &sujet);
        let (situation, etat_situation) = self.situation(rang);
        let mut alea = self.alea(rang, "contact");
        let mut jeune = Jeune {
            rang,
            feminin,
            nom_usage: alea.chance(25).then(|| noms::simple(&mut alea).to_owned()),
            mobile: alea.chance(950).then(|| identifiants::telephone(&mut alea, true)),
            fixe: alea.chance(120).then(|| identifiants::telephone(&mut alea, false)),
            mail: alea.chance(900).then(|| identite::mail(&mut alea, &identite)),
            nir: self.alea(rang, "nir").chance(930).then(|| {
                identifiants::nir(feminin, identite.naissance.annee, identite.naissance.mois, identite.code_naissance)
            }),
            france_travail: self.alea(rang, "france_travail").chance(700).then(|| {
                identifiants::france_travail(Alea::new(self.graine, self.structure.code, 0, "decalage").draw(), rang)
            }),
            statut,
            niveau: ["X", "1", "2", "3", "4", "5", "6", "C"]
                [self.alea(rang, "niveau").weighted(&[1, 10, 16, 34, 28, 6, 2, 3])],
            situation,
            etat_situation,
            date_accueil: self.accueil(rang, &evenements),
            projet: format!("{} à {}", sujet.metier, sujet.commune),
            evenements,
            delicats: self.delicats(rang, &sujet),
            compte: self.compte(rang, &identite),
            pieces: self.pieces(rang, &identite),
            nom_naissance: identite.nom,
            prenoms: identite.prenoms,
            date_naissance: identite.naissance,
            code_naissance: identite.code_naissance,
            lieu_naissance: identite.lieu,
            nationalite: identite.nationalite,
            precision_identite: String::new(),
            reference_partenaire: String::new(),
            adresse,
        };
        if self.marqueurs {
            self.mark(&mut jeune);
        }
        jeune
    }

    pub(super) fn alea(&self, rang: u64, usage: &str) -> Alea {
        Alea::new(self.graine, self.structure.code, rang, usage)
    }
}
