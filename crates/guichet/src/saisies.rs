//! What was typed in a form, urlencoded.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domaine::Clair;

static RIEN: LazyLock<Clair> = LazyLock::new(Clair::default);

/// Fields by name; values are personal from the first byte, hence their type.
#[derive(Default)]
pub struct Saisies(BTreeMap<String, Clair>);

impl Saisies {
    /// Reads a body. A field given twice keeps its last value; bytes that are not UTF-8 become U+FFFD.
    pub fn read(corps: &[u8]) -> Saisies {
        let pairs = form_urlencoded::parse(corps);
        Saisies(pairs.map(|(name, value)| (name.into_owned(), Clair::new(value.into_owned()))).collect())
    }

    /// Fields that are already known, to begin a form.
    pub fn with(pairs: impl IntoIterator<Item = (&'static str, Clair)>) -> Saisies {
        Saisies(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Whether the form had this field, empty or not.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A code or a number that a form of ours sent: never a value of somebody.
    pub fn is(&self, name: &str, value: &str) -> bool {
        *self.get(name) == Clair::new(value)
    }

    /// A field, empty when it was not sent.
    pub fn get(&self, name: &str) -> &Clair {
        self.0.get(name).unwrap_or(&RIEN)
    }
}
