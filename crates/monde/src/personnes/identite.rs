//! Who the person is: names, birth, nationality.

use super::{AUJOURDHUI, Alea, Jour, Monde};
use crate::donnees::{Pays, pays};
use crate::{communes, noms};

impl Monde {
    /// Identity, with the neighbours that confuse real files: one in 97 has the name of the one before,
    /// one in 389 is her or his twin.
    pub(super) fn identite(&self, rang: u64) -> Identite {
        let mut identite = self.draw_identite(rang);
        if rang % 97 == 96 {
            let voisin = self.draw_identite(rang - 1);
            identite = Identite { nom: voisin.nom, prenoms: voisin.prenoms, feminin: voisin.feminin, ..identite };
        } else if rang % 389 == 200 {
            let voisin = self.draw_identite(rang - 1);
            identite = Identite { feminin: identite.feminin, prenoms: identite.prenoms, ..voisin };
        }
        identite
    }

    fn draw_identite(&self, rang: u64) -> Identite {
        let mut alea = self.alea(rang, "identite");
        let feminin = alea.chance(480);
        let combien = 1 + alea.weighted(&[50, 33, 17]);
        let mut prenoms: Vec<String> = Vec::with_capacity(combien);
        while prenoms.len() < combien {
            let prenom = noms::prenom(&mut alea, feminin);
            if !prenoms.iter().any(|p| p == prenom) {
                prenoms.push(prenom.to_owned());
            }
        }
        let nom = noms::nom(&mut alea);
        let naissance = naissance(&mut alea);
        if alea.chance(120) {
            let pays = pays_naissance(&mut alea);
            let nationalite = if alea.chance(350) { francais(feminin) } else { pays.nationalite };
            return Identite {
                feminin,
                nom,
                prenoms,
                naissance,
                code_naissance: pays.code,
                lieu: pays.nom.to_owned(),
                nationalite: nationalite.to_owned(),
            };
        }
        let commune = if alea.chance(700) {
            communes::naissance_proche(&mut alea, self.structure.departement)
        } else {
            communes::naissance(&mut alea)
        };
        let nationalite = francais(feminin).to_owned();
        Identite {
            feminin,
            nom,
            prenoms,
            naissance,
            code_naissance: commune.code_insee,
            lieu: commune.nom.to_owned(),
            nationalite,
        }
    }
}

/// What is drawn together.
pub(super) struct Identite {
    pub feminin: bool,
    pub nom: String,
    pub prenoms: Vec<String>,
    pub naissance: Jour,
    pub code_naissance: &'static str,
    pub lieu: String,
    pub nationalite: String,
}

/// A birth date. In a hundred: 6 minors, 48 of 18 to 21 years, 40 of 22 to 25, 6 older, who are on their way out.
fn naissance(alea: &mut Alea) -> Jour {
    const AGES: [(u64, u64); 11] =
        [(16, 2), (17, 4), (18, 11), (19, 12), (20, 13), (21, 12), (22, 12), (23, 11), (24, 9), (25, 8), (26, 6)];
    let (age, _) = AGES[alea.weighted(&AGES.map(|(_, poids)| poids))];
    let anniversaire = Jour { annee: AUJOURDHUI.annee - age as u16, ..AUJOURDHUI };
    // The world has births of 2000 to 2010 only: the oldest have a shorter year.
    let debut = Jour { annee: 2000, mois: 1, jour: 1 }.days();
    let jour = anniversaire.days() - alea.below(365) as i64;
    Jour::from_days(if jour < debut { debut + alea.below(320) as i64 } else { jour })
}

fn pays_naissance(alea: &mut Alea) -> &'static Pays {
    /// Countries of birth, with weights that look like a mission locale's and are no statistics.
    const POIDS: [(&str, u64); 20] = [
        ("99352", 14),
        ("99350", 13),
        ("99351", 6),
        ("99326", 8),
        ("99330", 9),
        ("99335", 7),
        ("99341", 6),
        ("99397", 5),
        ("99312", 5),
        ("99322", 4),
        ("99212", 6),
        ("99246", 4),
        ("99208", 4),
        ("99139", 5),
        ("99114", 4),
        ("99134", 3),
        ("99127", 3),
        ("99131", 3),
        ("99155", 3),
        ("99206", 3),
    ];
    let (code, _) = POIDS[alea.weighted(&POIDS.map(|(_, poids)| poids))];
    pays().iter().find(|p| p.code == code).unwrap_or(&pays()[0])
}

fn francais(feminin: bool) -> &'static str {
    if feminin { "Française" } else { "Français" }
}

pub(super) fn mail(alea: &mut Alea, identite: &Identite) -> String {
    let (prenom, nom) = (noms::slug(&identite.prenoms[0]), noms::slug(&identite.nom));
    let suite = match alea.below(10) {
        0..=4 => format!("{:02}", identite.naissance.annee % 100),
        5..=6 => alea.between(1, 999).to_string(),
        _ => String::new(),
    };
    format!("{prenom}.{nom}{suite}@{}.example", alea.pick(&["courriel", "messagerie", "boite", "poste"]))
}
