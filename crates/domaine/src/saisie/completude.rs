//! Complétude of a dossier: what must be there to save it, what must be there to call it complet.

use crate::Champ;

/// Without these a dossier cannot be saved.
pub const MANDATORY: [Champ; 3] = [Champ::NomNaissance, Champ::Prenom, Champ::Naissance];

/// What makes a dossier complet. One of each line is enough: somebody without a telephone may have a mail.
pub const REQUIRED: [&[Champ]; 8] = [
    &[Champ::Sexe],
    &[Champ::CommuneNaissance],
    &[Champ::Nationalite],
    &[Champ::Telephone, Champ::TelephoneFixe, Champ::Mail],
    &[Champ::CodePostal],
    &[Champ::Commune],
    &[Champ::NiveauFormation],
    &[Champ::Situation],
];

/// How far a dossier is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Completude {
    Partiel,
    Complet,
    Justifie,
}

impl Completude {
    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Completude::Partiel => "partiel",
            Completude::Complet => "complet",
            Completude::Justifie => "justifie",
        }
    }
}

/// The complétude of a dossier that has the fields for which `present` is true, and what is missing to be complet, in
/// the order of the form; where one of several is enough, the first. `justifie` says that the identity was seen on a
/// document, which counts once the rest is there.
pub fn completude(present: impl Fn(Champ) -> bool, justifie: bool) -> (Completude, Vec<Champ>) {
    let mandatory = MANDATORY.iter().filter(|champ| !present(**champ)).copied();
    let required = REQUIRED.iter().filter(|any| !any.iter().any(|champ| present(*champ))).map(|any| any[0]);
    let missing: Vec<Champ> = mandatory.chain(required).collect();
    let completude = match (missing.is_empty(), justifie) {
        (false, _) => Completude::Partiel,
        (true, false) => Completude::Complet,
        (true, true) => Completude::Justifie,
    };
    (completude, missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_levels() {
        let check = |absent: &[Champ], justifie: bool, expected: Completude, missing: &[Champ]| {
            assert_eq!(completude(|c| !absent.contains(&c), justifie), (expected, missing.to_vec()), "{absent:?}");
        };
        check(&[], false, Completude::Complet, &[]);
        check(&[], true, Completude::Justifie, &[]);
        check(&[Champ::Nir, Champ::NomUsage, Champ::Voie], false, Completude::Complet, &[]);
        check(&[Champ::Telephone], false, Completude::Complet, &[]);
        check(&[Champ::Telephone, Champ::TelephoneFixe], false, Completude::Complet, &[]);
        check(&[Champ::Telephone, Champ::TelephoneFixe, Champ::Mail], true, Completude::Partiel, &[Champ::Telephone]);
        check(&[Champ::Sexe, Champ::Commune], true, Completude::Partiel, &[Champ::Sexe, Champ::Commune]);
        check(&[Champ::Prenom], false, Completude::Partiel, &[Champ::Prenom]);
        let nothing = completude(|_| false, false);
        assert_eq!((nothing.0, nothing.1.len()), (Completude::Partiel, MANDATORY.len() + REQUIRED.len()));
    }
}
