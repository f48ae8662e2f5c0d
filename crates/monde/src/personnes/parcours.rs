//! Where the person lives, and what happened with the mission locale.

use super::identite::Identite;
use domaine::Statut;

use super::saisons;
use super::textes::{self, Sujet};
use super::{AUJOURDHUI, Adresse, Compte, Delicat, Evenement, GENRES, Jour, Monde, Piece, identifiants};
use crate::{communes, noms};

/// Days of history of those who are active: two years.
const HISTOIRE: i64 = 729;

/// Days without anything after which a dossier sleeps: six civil months, and a week more for a base that is made later in its week.
const SOMMEIL: i64 = 192;

/// Days within which whoever is active had a contact that counts.
const CONTACT: i64 = 150;

/// Most evenements of one person.
const EVENEMENTS_MAX: usize = 12;

/// Weights of [`GENRES`], in their order.
const POIDS_GENRES: [u64; 10] = [44, 10, 6, 13, 12, 4, 4, 3, 1, 3];

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

    /// The first reception: of the last two years for those who are active, long ago for the others, and never before
    /// the sixteenth birthday, but for the youngest of those who did not stay.
    pub(super) fn accueil(&self, rang: u64, statut: Statut, naissance: Jour) -> Jour {
        let mut alea = self.alea(rang, "accueil");
        let (today, seize_ans) = (AUJOURDHUI.days(), Jour { annee: naissance.annee + 16, ..naissance }.days());
        if statut == Statut::Actif {
            return saisons::entree(&mut alea, seize_ans.clamp(today - HISTOIRE, today), today);
        }
        let fin = today - SOMMEIL - 30;
        saisons::entree(&mut alea, seize_ans.clamp(today - 4 * HISTOIRE, fin - 60), fin)
    }

    pub(super) fn evenements(&self, rang: u64, statut: Statut, accueil: Jour, sujet: &Sujet) -> Vec<Evenement> {
        let mut alea = self.alea(rang, "evenements");
        let today = AUJOURDHUI.days();
        let mut dates = Vec::new();
        if statut == Statut::Actif {
            // Whoever is received is received by somebody; then a contact every third month or so, fewer in the second year.
            dates.push(accueil);
            for mois in 0..(today - accueil.days()) / 30 {
                let jour = Jour::from_days(accueil.days() + 30 * mois + 1 + alea.below(29) as i64);
                if saisons::contact(&mut alea, if mois < 12 { 360 } else { 200 }, jour) {
                    dates.push(jour.working().max(accueil));
                }
            }
            if dates.last().is_none_or(|last| last.days() < today - CONTACT) {
                dates.push(saisons::entree(&mut alea, today - CONTACT + 5, today).max(accueil));
            }
            let first = dates.remove(0);
            dates.drain(..dates.len().saturating_sub(EVENEMENTS_MAX - 1));
            dates.insert(0, first);
        } else if alea.chance(200) {
            let fin = (accueil.days() + 400).min(today - SOMMEIL);
            dates.push(Jour::from_days(alea.between(accueil.days() as u64, fin as u64) as i64).working().max(accueil));
        }
        let last = dates.len().saturating_sub(1);
        let evenement = |(n, date)| {
            let genre = match GENRES[alea.weighted(&POIDS_GENRES)] {
                _ if n == 0 => GENRES[alea.weighted(&[80, 0, 20])],
                // What keeps a dossier awake is a contact with the person.
                "mediation" if n == last => "telephone",
                genre => genre,
            };
            let duree_minutes = match genre {
                "entretien-individuel" => alea.pick(&[20, 30, 30, 45, 45, 60]),
                "atelier" | "prestation" => alea.pick(&[90, 120, 180]),
                "information-collective" => alea.pick(&[60, 90, 120]),
                "visite" | "entretien-partenaire" => alea.pick(&[30, 45, 60]),
                _ => alea.pick(&[5, 5, 10, 15]),
            };
            Evenement { genre, date, duree_minutes, note: textes::note(&mut alea, genre, sujet) }
        };
        dates.into_iter().enumerate().map(evenement).collect()
    }

    pub(super) fn delicats(&self, rang: u64, statut: Statut, sujet: &Sujet) -> Vec<Delicat> {
        let mut alea = self.alea(rang, "delicats");
        let poids = if statut == Statut::Actif {
            [("logement", 140), ("sante", 110)]
        } else {
            [("logement", 20), ("sante", 20)]
        };
        let themes: Vec<&'static str> = poids.iter().filter(|(_, p)| alea.chance(*p)).map(|(t, _)| *t).collect();
        themes
            .into_iter()
            .map(|theme| Delicat { theme, note: textes::note_delicate(&mut alea, theme, sujet) })
            .collect()
    }

    pub(super) fn compte(&self, rang: u64, statut: Statut, identite: &Identite) -> Option<Compte> {
        let mut alea = self.alea(rang, "compte");
        // Markers want an account everywhere; the account itself is the same with or without them.
        let garde = alea.chance(if statut == Statut::Actif { 550 } else { 30 });
        let titulaire = format!("{} {}", identite.prenoms[0], identite.nom);
        let compte = Compte { iban: identifiants::iban(&mut alea), titulaire, libelle: String::new() };
        (garde || self.marqueurs).then_some(compte)
    }

    pub(super) fn pieces(&self, rang: u64, statut: Statut, identite: &Identite) -> Vec<Piece> {
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
            .filter(|(_, _, pour_mille)| {
                alea.chance(if statut == Statut::Actif { *pour_mille } else { *pour_mille / 20 })
            })
            .map(|(genre, titre, _)| Piece {
                genre,
                nom: format!("{titre} {} {}.pdf", identite.nom, identite.prenoms[0]),
            })
            .collect()
    }
}
