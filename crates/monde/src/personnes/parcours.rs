//! Where the person lives, and what happened with the mission locale.

use super::identite::Identite;
use super::textes::{self, Sujet};
use super::{AUJOURDHUI, Adresse, Compte, Delicat, Evenement, GENRES, Jour, Monde, Piece, identifiants};
use crate::{communes, noms};

impl Monde {
    pub(super) fn adresse(&self, rang: u64) -> Adresse {
        const VOIES: [&str; 10] = [
            "rue des Essais",
            "rue de la Maquette",
            "allée des Exemples",
            "impasse du Modèle",
            "chemin de l'Ébauche",
            "avenue du Prototype",
            "boulevard du Brouillon",
            "place de l'Hypothèse",
            "square des Esquisses",
            "résidence du Canevas",
        ];
        let mut alea = self.alea(rang, "adresse");
        let commune = communes::residence(&mut alea, self.structure.departement);
        let numero = alea.between(1, 180);
        Adresse {
            numero: if alea.chance(60) { format!("{numero} bis") } else { numero.to_string() },
            voie: alea.pick(&VOIES),
            complement: match alea.below(10) {
                0..=2 => format!("Appartement {}", alea.between(1, 64)),
                3 => format!("Bâtiment {}", alea.pick(&["A", "B", "C", "D"])),
                4 => format!("Chez {} {}", alea.pick(&["M.", "Mme"]), noms::simple(&mut alea)),
                _ => String::new(),
            },
            code_postal: commune.code_postal,
            commune: commune.nom,
            code_insee: commune.code_insee,
        }
    }

    pub(super) fn situation(&self, rang: u64) -> (&'static str, &'static str) {
        const CATEGORIES: [&str; 8] = [
            "Demandeur d'emploi",
            "Emploi",
            "Formation",
            "Contrat en Alternance",
            "Immersion en entreprise",
            "Pmsmp",
            "Contrat de volontariat - bénévolat",
            "Scolarité",
        ];
        let mut alea = self.alea(rang, "situation");
        (
            CATEGORIES[alea.weighted(&[52, 17, 11, 6, 3, 3, 2, 6])],
            ["EN_COURS", "PREVU", "TERMINE"][alea.weighted(&[80, 8, 12])],
        )
    }

    pub(super) fn evenements(&self, rang: u64, statut: &str, sujet: &Sujet) -> Vec<Evenement> {
        let mut alea = self.alea(rang, "evenements");
        let combien =
            alea.weighted(if statut == "actif" { &[2, 8, 16, 22, 22, 18, 12] } else { &[20, 30, 24, 14, 8, 3, 1] });
        // A sleeping file has nothing recent: six months at least.
        let recul = if statut == "actif" { 0 } else { 183 };
        let mut evenements: Vec<Evenement> = (0..combien)
            .map(|_| {
                let genre = GENRES[alea.weighted(&[44, 12, 6, 12, 6, 8, 3, 4, 5])];
                let duree_minutes = match genre {
                    "entretien_individuel" => alea.pick(&[20, 30, 30, 45, 45, 60]),
                    "atelier" => alea.pick(&[90, 120, 180]),
                    "information_collective" => alea.pick(&[60, 90, 120]),
                    _ => alea.pick(&[5, 5, 10, 15]),
                };
                let date = Jour::from_days(AUJOURDHUI.days() - alea.between(recul, 729) as i64).working();
                Evenement { genre, date, duree_minutes, note: textes::note(&mut alea, genre, sujet) }
            })
            .collect();
        evenements.sort_by_key(|e| e.date);
        evenements
    }

    /// The first reception comes before the first evenement.
    pub(super) fn accueil(&self, rang: u64, evenements: &[Evenement]) -> Jour {
        let premier = evenements.first().map_or(AUJOURDHUI.days() - 400, |e| e.date.days());
        Jour::from_days(premier - self.alea(rang, "accueil").below(60) as i64).working()
    }

    pub(super) fn delicats(&self, rang: u64, sujet: &Sujet) -> Vec<Delicat> {
        let mut alea = self.alea(rang, "delicats");
        let themes: Vec<&'static str> =
            [("logement", 140), ("sante", 110)].iter().filter(|(_, p)| alea.chance(*p)).map(|(t, _)| *t).collect();
        themes
            .into_iter()
            .map(|theme| Delicat { theme, note: textes::note_delicate(&mut alea, theme, sujet) })
            .collect()
    }

    pub(super) fn compte(&self, rang: u64, identite: &Identite) -> Option<Compte> {
        let mut alea = self.alea(rang, "compte");
        // Markers want an account everywhere; the account itself is the same with or without them.
        let garde = alea.chance(550);
        let titulaire = format!("{} {}", identite.prenoms[0], identite.nom);
        let compte = Compte { iban: identifiants::iban(&mut alea), titulaire, libelle: String::new() };
        (garde || self.marqueurs).then_some(compte)
    }

    pub(super) fn pieces(&self, rang: u64, identite: &Identite) -> Vec<Piece> {
        const PIECES: [(&str, &str, u64); 5] = [
            ("identite", "carte identité", 500),
            ("domicile", "justificatif domicile", 350),
            ("cv", "CV", 450),
            ("diplome", "diplôme", 150),
            ("rib", "RIB", 300),
        ];
        let mut alea = self.alea(rang, "pieces");
        PIECES
            .iter()
            .filter(|(_, _, pour_mille)| alea.chance(*pour_mille))
            .map(|(genre, titre, _)| Piece {
                genre,
                nom: format!("{titre} {} {}.pdf", identite.nom, identite.prenoms[0]),
            })
            .collect()
    }
}
