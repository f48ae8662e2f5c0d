//! What is asked of a timeline: its page, a kind of lines, a period, an author. The address holds it, and never a name.

use super::asked;
use super::fil::Famille;

/// Months that a period may have.
pub const PERIODES: [u8; 3] = [3, 6, 12];

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiltreFil {
    /// From 1.
    pub page: usize,
    /// Only these lines.
    pub famille: Option<Famille>,
    /// Only the last months.
    pub mois: Option<u8>,
    /// Only what this one wrote: a place among the authors, from 1.
    pub auteur: Option<usize>,
}

impl Default for FiltreFil {
    fn default() -> FiltreFil {
        FiltreFil { page: 1, famille: None, mois: None, auteur: None }
    }
}

impl FiltreFil {
    /// Of a query string; what makes no sense is no filter.
    pub fn read(query: Option<&str>) -> FiltreFil {
        let number = |name: &str| asked(query, name).and_then(|text| text.parse().ok());
        let famille = asked(query, "quoi").and_then(|key| Famille::ALL.into_iter().find(|f| f.key() == key));
        let mois = number("mois").and_then(|mois: usize| u8::try_from(mois).ok());
        FiltreFil {
            page: number("fil").unwrap_or(1).max(1),
            famille,
            mois: mois.filter(|mois| PERIODES.contains(mois)),
            auteur: number("auteur").filter(|n| (1..=10_000).contains(n)),
        }
    }

    /// Whether something is left out.
    pub fn is_on(&self) -> bool {
        self.famille.is_some() || self.mois.is_some() || self.auteur.is_some()
    }

    /// The address of another page of the same, after the dossier's.
    pub fn toward(&self, page: usize) -> String {
        let mut query = format!("?fil={page}");
        if let Some(famille) = self.famille {
            query += &format!("&quoi={}", famille.key());
        }
        if let Some(mois) = self.mois {
            query += &format!("&mois={mois}");
        }
        if let Some(auteur) = self.auteur {
            query += &format!("&auteur={auteur}");
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_as_it_was_and_nonsense_filters_nothing() {
        let check = |query: &str, expected: FiltreFil, is_on: bool| {
            let read = FiltreFil::read(Some(query));
            assert_eq!((&read, read.is_on()), (&expected, is_on), "{query}");
            assert_eq!(FiltreFil::read(Some(&read.toward(read.page)[1..])), read, "{query}");
        };
        let none = FiltreFil::default();
        check("", none.clone(), false);
        check("fil=0&quoi=nom&mois=7&auteur=0", none.clone(), false);
        check("fil=3", FiltreFil { page: 3, ..none.clone() }, false);
        let all = FiltreFil { page: 2, famille: Some(Famille::Situation), mois: Some(6), auteur: Some(4) };
        check("fil=2&quoi=situation&mois=6&auteur=4", all, true);
    }
}
