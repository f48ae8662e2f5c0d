//! What each column of a file feeds, in words.

use domaine::import::Colonne;

use crate::langues::Langue;

/// The name of the field; of the référent, the statut, or of nothing.
pub fn mot(langue: Langue, colonne: Colonne) -> String {
    match colonne {
        Colonne::Champ(champ) => langue.t(&format!("champ-{}", champ.key())),
        Colonne::Referent => langue.t("import-colonne-referent"),
        Colonne::Statut => langue.t("import-colonne-statut"),
        Colonne::Ignoree => langue.t("import-colonne-ignoree"),
    }
}

/// Everything that a column may feed: nothing first, then in the order of the form.
pub fn choices() -> impl Iterator<Item = Colonne> {
    let fields = Colonne::choices().filter(|choice| *choice != Colonne::Ignoree);
    [Colonne::Ignoree].into_iter().chain(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_its_word_once() {
        for langue in Langue::ALL {
            let mut words: Vec<_> = choices().map(|choice| mot(langue, choice)).collect();
            assert!(words.iter().all(|word| !word.contains('«')), "{words:?}");
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count);
        }
    }
}
