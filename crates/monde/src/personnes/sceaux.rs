//! What must be sealed, value by value: the list that a drill looks for in stolen disks.

use super::{Delicat, Jeune, Monde, Piece, alea};

/// One value that must never lie in clear on a disk: class 1 to 7, name of the field, value.
pub type Scellee = (u8, &'static str, String);

impl Monde {
    /// The marker of a class in a dossier: `MQ`, the class, ten characters of base 32. No other dossier or class has it,
    /// so that one hit names its dossier; and it is in no dictionary, so that a hit is never by chance.
    pub fn marqueur(&self, rang: u64, classe: u8) -> String {
        const BASE_32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        const BITS: u64 = (1 << 50) - 1;
        let cle = alea::Alea::new(self.graine, self.structure.code, u64::from(classe), "marqueur").draw();
        // Each step can be undone, on 50 bits: two ranks never give the same marker.
        let mut n = (rang ^ cle) & BITS;
        for _ in 0..2 {
            n = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) & BITS;
            n ^= n >> 27;
        }
        let lettres: String = (0..10).map(|place| BASE_32[(n >> (5 * place)) as usize % 32] as char).collect();
        format!("MQ{classe}{lettres}")
    }

    /// Puts the marker of each class into its free values.
    pub(super) fn mark(&self, jeune: &mut Jeune) {
        let marqueur = |classe| self.marqueur(jeune.rang, classe);
        let [c1, c2, c3, c4, c5, c6, c7] = [1, 2, 3, 4, 5, 6, 7].map(marqueur);
        jeune.precision_identite = c1;
        jeune.adresse.complement = format!("{} {c2}", jeune.adresse.complement).trim_start().to_owned();
        jeune.reference_partenaire = c3;
        jeune.projet = format!("{} {c4}", jeune.projet).trim_start().to_owned();
        for evenement in &mut jeune.evenements {
            evenement.note = format!("{} {c4}", evenement.note);
        }
        if jeune.delicats.is_empty() {
            jeune.delicats.push(Delicat { theme: "logement", note: "Rien à signaler de plus à ce jour.".to_owned() });
        }
        for delicat in &mut jeune.delicats {
            delicat.note = format!("{} {c5}", delicat.note);
        }
        if let Some(compte) = &mut jeune.compte {
            compte.libelle = c6;
        }
        if jeune.pieces.is_empty() {
            jeune.pieces.push(Piece { genre: "cv", nom: "CV.pdf".to_owned() });
        }
        for piece in &mut jeune.pieces {
            piece.nom = format!("{c7} {}", piece.nom);
        }
    }
}

/// Everything of this person that must be sealed, in a fixed order. Dates and codes of acts are not in the list:
/// they are clear on purpose, and so are structure, référent and status.
pub fn colonnes_scellees(jeune: &Jeune) -> Vec<Scellee> {
    let mut liste = Vec::new();
    let mut push = |classe: u8, champ: &'static str, valeur: &str| {
        if !valeur.is_empty() {
            liste.push((classe, champ, valeur.to_owned()));
        }
    };
    push(1, "nom_naissance", &jeune.nom_naissance);
    push(1, "nom_usage", jeune.nom_usage.as_deref().unwrap_or(""));
    push(1, "prenoms", &jeune.prenoms.join(" "));
    push(1, "prenom", jeune.prenom());
    push(1, "date_naissance", &jeune.date_naissance.to_string());
    push(1, "lieu_naissance", &jeune.lieu_naissance);
    push(1, "nationalite", &jeune.nationalite);
    push(1, "precision_identite", &jeune.precision_identite);

    push(2, "adresse", &jeune.adresse.ligne());
    push(2, "complement", &jeune.adresse.complement);
    push(2, "code_postal", jeune.adresse.code_postal);
    push(2, "commune", jeune.adresse.commune);
    push(2, "mobile", jeune.mobile.as_deref().unwrap_or(""));
    push(2, "fixe", jeune.fixe.as_deref().unwrap_or(""));
    push(2, "mail", jeune.mail.as_deref().unwrap_or(""));

    push(3, "nir", jeune.nir.as_deref().unwrap_or(""));
    push(3, "france_travail", jeune.france_travail.as_deref().unwrap_or(""));
    push(3, "reference_partenaire", &jeune.reference_partenaire);

    push(4, "projet", &jeune.projet);
    for evenement in &jeune.evenements {
        push(4, "note_evenement", &evenement.note);
    }
    for one in &jeune.situations {
        push(4, "organisme", one.organisme);
    }
    for (champ, valeur) in &jeune.champs {
        push(champ.classe() as u8 + 1, champ.key(), valeur);
    }
    for delicat in &jeune.delicats {
        push(5, "note_delicate", &delicat.note);
    }
    if let Some(compte) = &jeune.compte {
        push(6, "iban", &compte.iban);
        push(6, "titulaire", &compte.titulaire);
        push(6, "libelle_compte", &compte.libelle);
    }
    for piece in &jeune.pieces {
        push(7, "nom_piece", &piece.nom);
    }
    liste
}

/// Full names as a list or a log would write them: not columns, so not in a clear dump, but to be looked for in stolen
/// disks too, since most first names are too short to be looked for alone.
pub fn combinaisons(jeune: &Jeune) -> Vec<Scellee> {
    let (prenom, nom) = (jeune.prenom(), &jeune.nom_naissance);
    vec![
        (1, "prenom_nom", format!("{prenom} {nom}")),
        (1, "nom_prenom", format!("{nom} {prenom}")),
        (1, "nom_virgule_prenom", format!("{nom}, {prenom}")),
        (1, "nom_json", format!("\"{nom}\",\"{prenom}\"")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::donnees::structures;
    use std::collections::HashSet;

    #[test]
    fn markers_are_unique_and_one_per_class_is_in_each_dossier() {
        let monde = Monde::new(5, &structures()[0], 2000).with_marqueurs();
        let mut vus = HashSet::new();
        for rang in 0..2000 {
            let colonnes = colonnes_scellees(&monde.jeune(rang));
            for classe in 1..=7 {
                let marqueur = monde.marqueur(rang, classe);
                assert!(colonnes.iter().any(|(c, _, v)| *c == classe && v.contains(&marqueur)), "C{classe} of {rang}");
                assert!(colonnes.iter().all(|(c, _, v)| *c == classe || !v.contains(&marqueur)));
                assert!(vus.insert(marqueur));
            }
        }
    }

    #[test]
    fn without_markers_nothing_looks_like_one() {
        let monde = Monde::new(5, &structures()[0], 300);
        for rang in 0..300 {
            for (_, _, valeur) in colonnes_scellees(&monde.jeune(rang)) {
                assert!(!(1..=7).any(|c| valeur.contains(&format!("MQ{c}"))));
            }
        }
    }
}
