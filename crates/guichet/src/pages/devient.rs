//! What a rendez-vous becomes once it was held: the fields that the gesture *présent* sends, alike for many lines of a page.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Cadre;
use crate::face::LigneAgenda;

/// Kind, place, day and length of the evenement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Devient {
    pub jour: Date,
    pub duree: u16,
    /// A key of the kinds of evenement.
    pub genre: &'static str,
    /// A key of the list "lieux".
    pub lieu: &'static str,
}

impl Devient {
    /// As the catalogue says of what it is about; a value of the structure's own follows the national one that it details.
    pub fn of(cadre: &Cadre, ligne: &LigneAgenda) -> Devient {
        let objet = cadre.surcouches.capacites("rdv-objets", ligne.objet);
        let capacite = |nom: &str| objet.and_then(|valeur| valeur.texte(nom));
        Devient {
            jour: ligne.plage.jour(),
            duree: ligne.plage.duree(),
            genre: capacite("evenement").unwrap_or("entretien-individuel"),
            lieu: capacite("lieu").unwrap_or("mission-locale"),
        }
    }

    /// One form for all the lines that become the same: a button says whose.
    pub fn formes<'a>(cadre: &Cadre, lignes: impl Iterator<Item = &'a LigneAgenda>) -> Vec<Devient> {
        lignes.map(|ligne| Devient::of(cadre, ligne)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Which of the page's forms is a line's.
    pub fn rang(formes: &[Devient], cadre: &Cadre, ligne: &LigneAgenda) -> usize {
        let devient = Devient::of(cadre, ligne);
        formes.iter().position(|forme| *forme == devient).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domaine::agenda::{Plage, StatutRdv};
    use domaine::catalogue::{Ajout, Surcouches, local_key};
    use jiff::civil::date;

    use super::*;
    use crate::face::GenreAgenda;
    use crate::langues::Langue;

    fn ligne(objet: u16) -> LigneAgenda {
        LigneAgenda {
            id: domaine::RendezVousId([7; 16]),
            genre: GenreAgenda::RendezVous,
            plage: Plage::new(date(2026, 11, 23), 540, 560).expect("a stretch"),
            agent: (crate::vitrine::gens::agent(0).id, None),
            personne: None,
            site: 0,
            objet,
            statut: StatutRdv::Planifie,
            texte: domaine::Clair::default(),
            serie: false,
            reprise: false,
            arrivee: None,
        }
    }

    #[test]
    fn a_value_of_the_structure_becomes_what_its_parent_becomes() {
        let telephone = domaine::catalogue::Catalogue::get("rdv-objets").and_then(|l| l.by_key("telephone"));
        let telephone = telephone.expect("the list has it").code;
        let mut surcouches = Surcouches::default();
        surcouches.of_mut("rdv-objets").ajouts.push(Ajout {
            code: 1000,
            cle: local_key(1000),
            libelle: "Point du vendredi".into(),
            parent: Some(telephone),
        });
        let mut cadre = Cadre::bare(Langue::Fr);
        assert_eq!(Devient::of(&cadre, &ligne(1000)).genre, "entretien-individuel", "of another structure");
        cadre.surcouches = Arc::new(surcouches);
        let (national, own) = (Devient::of(&cadre, &ligne(telephone)), Devient::of(&cadre, &ligne(1000)));
        assert_eq!(own, national);
        assert_ne!(own.genre, "entretien-individuel");
        assert_eq!(Devient::formes(&cadre, [ligne(telephone), ligne(1000)].iter()).len(), 1);
    }
}
