//! What was typed in a form, urlencoded.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domaine::Clair;

static RIEN: LazyLock<Clair> = LazyLock::new(Clair::default);

/// Fields by name, with all that was given under each; values are personal from the first byte, hence their type.
#[derive(Default)]
pub struct Saisies(BTreeMap<String, Vec<Clair>>);

impl Saisies {
    /// Reads a body. Bytes that are not UTF-8 become U+FFFD.
    pub fn read(corps: &[u8]) -> Saisies {
        let mut fields: BTreeMap<String, Vec<Clair>> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(corps) {
            fields.entry(name.into_owned()).or_default().push(Clair::new(value.into_owned()));
        }
        Saisies(fields)
    }

    /// Fields that are already known, to begin a form.
    pub fn with(pairs: impl IntoIterator<Item = (&'static str, Clair)>) -> Saisies {
        Saisies(pairs.into_iter().map(|(name, value)| (name.to_owned(), vec![value])).collect())
    }

    /// Writes a field that is known otherwise.
    pub fn set(&mut self, name: &'static str, value: Clair) {
        self.0.insert(name.to_owned(), vec![value]);
    }

    /// Whether the form had this field, empty or not.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A code or a number that a form of ours sent: never a value of somebody.
    pub fn is(&self, name: &str, value: &str) -> bool {
        *self.get(name) == Clair::new(value)
    }

    /// A field, empty when it was not sent; the last value where several were.
    pub fn get(&self, name: &str) -> &Clair {
        self.0.get(name).and_then(|values| values.last()).unwrap_or(&RIEN)
    }

    /// Every value of a field: boxes that were ticked.
    pub fn all(&self, name: &str) -> &[Clair] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}

/// A parameter of a query string, as it is written there.
pub fn parameter<'a>(query: Option<&'a str>, name: &str) -> Option<&'a str> {
    query.unwrap_or("").split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// The page asked for, from 1; anything else is the first.
pub fn page_number(query: Option<&str>) -> u32 {
    parameter(query, "page").and_then(|text| text.parse().ok()).filter(|n| (1..=1000).contains(n)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_page_that_makes_no_sense_is_the_first() {
        let check = |query, expected| assert_eq!(super::page_number(query), expected, "{query:?}");
        check(None, 1);
        check(Some("page=3"), 3);
        check(Some("langue=en&page=2"), 2);
        check(Some("page=0"), 1);
        check(Some("page=-1"), 1);
        check(Some("page=x"), 1);
        check(Some("page=99999999999"), 1);
    }
}
