//! A world: which people there are, and how one is put together.

use domaine::{Champ, Statut};

use super::fiche;
use super::textes::{self, Sujet};
use super::{ACTIFS_POUR_MILLE, Alea, FINS_POUR_MILLE, Jeune, agents, identifiants, identite};
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
    /// Running totals of the shares of the conseillers.
    pub(super) charges: Vec<u64>,
}

impl Monde {
    /// The world of `combien` dossiers of this structure.
    pub fn new(graine: u64, structure: &'static Structure, combien: u64) -> Monde {
        Monde { graine, structure, combien, marqueurs: false, charges: agents::charges(graine, structure, combien) }
    }

    /// The same world with a unique marker per dossier and class in the free values, for the drill of stolen disks.
    /// Every dossier then has something in each of the seven classes.
    pub fn with_marqueurs(mut self) -> Monde {
        self.marqueurs = true;
        self
    }

    /// What makes this world what it is: another signature, other people.
    pub fn signature(&self) -> String {
        let marks = if self.marqueurs { "marqueurs" } else { "" };
        format!("{} {} {} {marks};", self.graine, self.structure.code, self.combien)
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
        let statut = self.statut(rang);
        let is_actif = statut == Statut::Actif;
        // What nobody needs any more is often missing: the files of those who left are thinner.
        let often = |actif, autre| if is_actif { actif } else { autre };
        let adresse = self.adresse(rang);
        let (feminin, metier) = (identite.feminin, self.alea(rang, "metier").pick(&textes::METIERS));
        let niveau = ["X", "1", "2", "3", "4", "5", "6", "C"]
            [self.alea(rang, "niveau").weighted(&[5, 75, 120, 320, 360, 60, 30, 30])];
        let sujet = Sujet { feminin, metier: if feminin { metier.0 } else { metier.1 }, commune: adresse.commune };
        let date_accueil = self.accueil(rang, statut, identite.naissance);
        let evenements = self.evenements(rang, statut, date_accueil, &sujet);
        let france_travail = self.alea(rang, "france_travail").chance(often(800, 200)).then(|| {
            identifiants::france_travail(Alea::new(self.graine, self.structure.code, 0, "decalage").draw(), rang)
        });
        let known = fiche::Sujet {
            rang,
            statut,
            identite: &identite,
            niveau,
            rome: metier.2,
            is_inscrit: france_travail.is_some(),
            accueil: date_accueil,
        };
        let champs = self.champs(&known);
        let fin_scolarite = champs.iter().find(|(champ, _)| *champ == Champ::FinScolarite);
        let mut situations = self.situations(&known, fin_scolarite.and_then(|(_, jour)| jour.parse().ok()));
        let derniere = evenements.last().map_or(date_accueil, |e| e.date);
        let fin = self.fin(&known, derniere, &mut situations);
        let propositions = self.propositions(&known, &evenements);
        let confirmes = self.confirmes(&known, &champs, &evenements);
        let mut alea = self.alea(rang, "contact");
        let mut jeune = Jeune {
            rang,
            feminin,
            nom_usage: alea.chance(25).then(|| noms::simple(&mut alea).to_owned()),
            mobile: alea.chance(often(960, 750)).then(|| identifiants::telephone(&mut alea, true)),
            fixe: alea.chance(120).then(|| identifiants::telephone(&mut alea, false)),
            mail: alea.chance(often(930, 400)).then(|| identite::mail(&mut alea, &identite)),
            nir: self.alea(rang, "nir").chance(often(950, 450)).then(|| {
                identifiants::nir(feminin, identite.naissance.annee, identite.naissance.mois, identite.code_naissance)
            }),
            france_travail,
            statut,
            niveau,
            date_accueil,
            projet: if is_actif { format!("{} à {}", sujet.metier, sujet.commune) } else { String::new() },
            delicats: if evenements.is_empty() { Vec::new() } else { self.delicats(rang, statut, &sujet) },
            evenements,
            champs,
            situations,
            propositions,
            confirmes,
            fin,
            compte: self.compte(rang, statut, &identite),
            pieces: self.pieces(rang, statut, &identite),
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

    /// Where the accompaniment of person `rang` stands.
    pub fn statut(&self, rang: u64) -> Statut {
        let poids = [ACTIFS_POUR_MILLE, 1000 - ACTIFS_POUR_MILLE - FINS_POUR_MILLE, FINS_POUR_MILLE];
        Statut::ALL[self.alea(rang, "statut").weighted(&poids)]
    }

    pub(crate) fn alea(&self, rang: u64, usage: &str) -> Alea {
        Alea::new(self.graine, self.structure.code, rang, usage)
    }
}
