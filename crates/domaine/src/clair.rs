//! A personal value in clear: the one type that carries it from the coffre to a page.

use zeroize::Zeroize;

/// A value of one person, readable. It has no `Display`, is not serialised, and is wiped when dropped;
/// only [`Clair::expose`] shows it, so that every place that does can be found by searching that word.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clair(String);

impl Clair {
    /// Wraps a value that has just been typed or decrypted.
    pub fn new(value: impl Into<String>) -> Clair {
        Clair(value.into())
    }

    /// The value itself: for sealing, comparing, and the page's one filter.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether nothing is there.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Debug for Clair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹clair›")
    }
}

impl Drop for Clair {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(format!("{:?}", Some(Clair::new("Essai"))), "Some(‹clair›)");
    }
}
