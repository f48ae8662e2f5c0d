//! Communes, drawn by population.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::donnees::lignes;
use crate::personnes::Alea;

/// A commune, or an arrondissement of Paris, Lyon or Marseille.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    /// INSEE code.
    pub code_insee: &'static str,
    /// Name, with its accents.
    pub nom: &'static str,
    /// First of its postal codes.
    pub code_postal: &'static str,
    /// Inhabitants.
    pub population: u64,
}

/// Below this, a commune has no maternity ward.
const POPULATION_MATERNITE: u64 = 15_000;

/// A commune of residence in this département; anywhere in France if the code is unknown.
pub fn residence(alea: &mut Alea, departement: &str) -> &'static Commune {
    let index = index();
    index.residences.get(departement).unwrap_or(&index.naissances).draw(alea)
}

/// A commune of birth: a town with a maternity ward, anywhere in France.
pub fn naissance(alea: &mut Alea) -> &'static Commune {
    index().naissances.draw(alea)
}

/// A commune of birth in this département; anywhere if it has no town of that size.
pub fn naissance_proche(alea: &mut Alea, departement: &str) -> &'static Commune {
    let index = index();
    index.maternites.get(departement).unwrap_or(&index.naissances).draw(alea)
}

/// Département of an INSEE code: three characters overseas, two elsewhere.
pub fn departement(code_insee: &str) -> &str {
    let fin = if code_insee.starts_with("97") || code_insee.starts_with("98") { 3 } else { 2 };
    code_insee.get(..fin).unwrap_or("")
}

struct Index {
    residences: HashMap<&'static str, Tirage>,
    maternites: HashMap<&'static str, Tirage>,
    naissances: Tirage,
}

#[derive(Default)]
struct Tirage {
    communes: Vec<&'static Commune>,
    totaux: Vec<u64>,
}

impl Tirage {
    fn push(&mut self, commune: &'static Commune) {
        self.totaux.push(self.totaux.last().copied().unwrap_or(0) + commune.population.max(1));
        self.communes.push(commune);
    }

    fn draw(&self, alea: &mut Alea) -> &'static Commune {
        self.communes[alea.cumulated(&self.totaux)]
    }
}

/// Every commune of our list, by INSEE code.
pub fn communes() -> &'static [Commune] {
    static LISTE: OnceLock<Vec<Commune>> = OnceLock::new();
    LISTE.get_or_init(|| {
        lignes::<4>(include_str!("../donnees/communes.csv"))
            .map(|[code_insee, nom, code_postal, population]| Commune {
                code_insee,
                nom,
                code_postal,
                population: population.parse().unwrap_or(0),
            })
            .collect()
    })
}

fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Index { residences: HashMap::new(), maternites: HashMap::new(), naissances: Tirage::default() };
        for commune in communes() {
            let departement = departement(commune.code_insee);
            index.residences.entry(departement).or_default().push(commune);
            if commune.population >= POPULATION_MATERNITE {
                index.maternites.entry(departement).or_default().push(commune);
                index.naissances.push(commune);
            }
        }
        index
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::donnees::structures;

    #[test]
    fn every_structure_has_communes_around_it() {
        for structure in structures() {
            assert!(index().residences.contains_key(structure.departement), "{}", structure.code);
            assert!(
                communes().iter().any(|c| c.code_insee == structure.code_insee)
                    || ["75056", "69123", "13055"].contains(&structure.code_insee)
            );
        }
    }

    #[test]
    fn residences_stay_in_their_departement_and_follow_population() {
        let mut alea = Alea::new(1, "essai", 0, "communes");
        let tires: Vec<_> = (0..2000).map(|_| residence(&mut alea, "59")).collect();
        assert!(tires.iter().all(|c| c.code_insee.starts_with("59")));
        let lille = tires.iter().filter(|c| c.nom == "Lille").count();
        assert!((120..260).contains(&lille), "about 9 % of the Nord: {lille}");
    }

    #[test]
    fn corsica_and_overseas_keep_their_codes() {
        for (code, attendu) in [("2A004", "2A"), ("97209", "972"), ("59512", "59")] {
            assert_eq!(departement(code), attendu);
        }
    }
}
