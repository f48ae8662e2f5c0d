//! The single place of the guichet that looks inside a personal value. A test searches the others for it.
//!
//! Templates call the filters; whatever a filter returns is escaped by the template.

use domaine::Clair;
use jiff::civil::Date;

use crate::heure;

/// The value, to be read by the person in front of the page.
#[askama::filter_fn]
pub fn clair(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(value.expose().to_owned())
}

/// Its first letter: all that a title may say.
#[askama::filter_fn]
pub fn initiale(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(value.expose().chars().next().map(|c| format!("{c}.")).unwrap_or_default())
}

/// An ISO date as the trade writes it; a year alone stays as it is.
#[askama::filter_fn]
pub fn jour(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(date(value).map(heure::jour).unwrap_or_else(|| value.expose().to_owned()))
}

/// An identifier in groups, easier to read aloud: a NIR keeps its own grouping.
#[askama::filter_fn]
pub fn groupes(value: &Clair, _: &dyn askama::Values) -> askama::Result<String> {
    let text = value.expose();
    let cuts: &[usize] = if text.len() == 15 && text.is_ascii() { &[1, 3, 5, 7, 10, 13] } else { &[] };
    Ok(text.char_indices().flat_map(|(at, c)| cuts.contains(&at).then_some('\u{a0}').into_iter().chain([c])).collect())
}

/// The date that a field holds, if it holds one.
pub fn date(value: &Clair) -> Option<Date> {
    value.expose().trim().parse().ok()
}

/// A small number typed in a form: minutes.
pub fn nombre(value: &Clair) -> Option<u16> {
    value.expose().trim().parse().ok()
}

/// A code of a closed list, looked up by its key.
pub fn code<T>(value: &Clair, from_key: impl Fn(&str) -> Option<T>) -> Option<T> {
    from_key(value.expose())
}

/// The value without the blanks around it.
pub fn trimmed(value: &Clair) -> Clair {
    Clair::new(value.expose().trim())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The thief reads this test first: a personal value that leaves by another door would show here.
    #[test]
    fn nobody_else_exposes() {
        fn walk(folder: &Path) {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path);
                } else if !path.ends_with("pages/clair.rs") && !path.components().any(|c| c.as_os_str() == "vitrine") {
                    let text = std::fs::read_to_string(&path).unwrap_or_default();
                    assert!(!text.contains("expose("), "{}", path.display());
                }
            }
        }
        walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
    }
}
