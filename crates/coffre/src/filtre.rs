//! The address of a portefeuille: a filter as a query string, and nothing else. What does not parse is no filter, so that
//! no name can hide in an address, a saved filter or a log of addresses.

use domaine::{Statut, TrancheAge};

use crate::face::{AFaire, Filtre, Portee, Tri};

/// Longest period that a filter may name, in days: ten years.
const JOURS_MAX: u16 = 3_660;

impl Filtre {
    /// The query string, without `?`; empty for the default filter. One spelling for each filter.
    pub fn to_query(&self) -> String {
        let mut parts = Vec::new();
        match self.portee {
            Portee::Moi => {}
            Portee::Agent(id) => parts.push(format!("de={id}")),
            Portee::SansReferent => parts.push("de=sans-referent".to_owned()),
            Portee::Structure => parts.push("de=structure".to_owned()),
        }
        parts.extend(self.statut.map(|statut| format!("statut={}", statut.key())));
        parts.extend(self.age.map(|age| format!("age={}", age.key())));
        parts.extend(self.sans_nouvelle.map(|days| format!("sans-nouvelle={days}")));
        parts.extend(self.nouveaux.map(|days| format!("nouveaux={days}")));
        parts.extend(self.a_faire.map(|a_faire| format!("a-faire={}", a_faire.key())));
        if self.tri != Tri::default() {
            parts.push(format!("tri={}", self.tri.key()));
        }
        parts.join("&")
    }

    /// The filter of a query string. `page=` and a number is let through and left out: it is not part of the filter.
    /// `None` for anything else that [`Filtre::to_query`] does not write: an unknown word, a value twice, a period of
    /// zero days or of more than ten years. An empty value says nothing: a form sends its empty fields too.
    pub fn from_query(query: &str) -> Option<Filtre> {
        let mut filtre = Filtre::default();
        let mut seen: Vec<&str> = Vec::new();
        for part in query.split('&').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=')?;
            if seen.contains(&key) {
                return None;
            }
            seen.push(key);
            match (key, value) {
                ("de" | "statut" | "age" | "sans-nouvelle" | "nouveaux" | "a-faire" | "tri" | "page", "") => {}
                ("de", "moi") => filtre.portee = Portee::Moi,
                ("de", "structure") => filtre.portee = Portee::Structure,
                ("de", "sans-referent") => filtre.portee = Portee::SansReferent,
                ("de", id) => filtre.portee = Portee::Agent(id.parse().ok()?),
                ("statut", key) => filtre.statut = Some(Statut::from_key(key)?),
                ("age", key) => filtre.age = Some(TrancheAge::from_key(key)?),
                ("sans-nouvelle", days) => filtre.sans_nouvelle = Some(jours(days)?),
                ("nouveaux", days) => filtre.nouveaux = Some(jours(days)?),
                ("a-faire", key) => filtre.a_faire = Some(AFaire::from_key(key)?),
                ("tri", key) => filtre.tri = Tri::from_key(key)?,
                ("page", page) if page.len() <= 6 && page.bytes().all(|b| b.is_ascii_digit()) => {}
                _ => return None,
            }
        }
        Some(filtre)
    }
}

impl Tri {
    /// All, in the order of the screen.
    pub const ALL: [Tri; 5] = [Tri::Nom, Tri::PlusAnciens, Tri::PlusRecents, Tri::Age, Tri::Creation];

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Tri::Nom => "nom",
            Tri::PlusAnciens => "plus-anciens",
            Tri::PlusRecents => "plus-recents",
            Tri::Age => "age",
            Tri::Creation => "creation",
        }
    }

    /// The order of a key.
    pub fn from_key(key: &str) -> Option<Tri> {
        Tri::ALL.into_iter().find(|tri| tri.key() == key)
    }
}

/// One spelling only: no sign, no leading zero.
fn jours(text: &str) -> Option<u16> {
    let days: u16 = text.parse().ok()?;
    (1..=JOURS_MAX).contains(&days).then_some(days).filter(|days| days.to_string() == text)
}

#[cfg(test)]
mod tests {
    use domaine::AgentId;

    use super::*;

    #[test]
    fn every_filter_comes_back() {
        let portees = [Portee::Moi, Portee::Agent(AgentId([7; 16])), Portee::SansReferent, Portee::Structure];
        let optional = |n: usize| [None, Some(90)][n];
        let (mut all, mut texts) = (0, std::collections::HashSet::new());
        for portee in portees {
            for statut in [None].into_iter().chain(Statut::ALL.map(Some)) {
                for age in [None].into_iter().chain(TrancheAge::ALL.map(Some)) {
                    for (tri, n) in Tri::ALL.into_iter().zip([0, 1, 2, 3, 1]) {
                        let (sans_nouvelle, nouveaux) = (optional(n & 1), optional(n >> 1));
                        let a_faire = [None, Some(AFaire::ALL[all % AFaire::ALL.len()])][n & 1];
                        let filtre = Filtre { portee, statut, age, sans_nouvelle, nouveaux, a_faire, tri };
                        let query = filtre.to_query();
                        assert_eq!(Filtre::from_query(&query), Some(filtre), "{query}");
                        texts.insert(query);
                        all += 1;
                    }
                }
            }
        }
        assert_eq!(texts.len(), all, "one spelling each");
        assert_eq!(Filtre::default().to_query(), "");
    }

    #[test]
    fn nothing_else_is_a_filter() {
        for query in [
            "nom=Dupont",
            "de=Dupont",
            "de=moi&de=structure",
            "statut=Dupont",
            "statut",
            "age=17",
            "sans-nouvelle=0",
            "sans-nouvelle=007",
            "sans-nouvelle=+7",
            "sans-nouvelle=4000",
            "tri=Dupont",
            "a-faire=Dupont",
            "page=Dupont",
            "statut=actif#Dupont",
            "statut=actif&Dupont",
            "STATUT=actif",
        ] {
            assert_eq!(Filtre::from_query(query), None, "{query}");
        }
        for (query, canonical) in
            [("", ""), ("page=3", ""), ("statut=&tri=nom&de=moi", ""), ("tri=age&statut=actif", "statut=actif&tri=age")]
        {
            assert_eq!(Filtre::from_query(query).map(|f| f.to_query()).as_deref(), Some(canonical), "{query}");
        }
    }
}
