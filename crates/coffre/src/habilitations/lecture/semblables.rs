//! People who look like one: the same name or the same mail, among accounts and on the HR list.

use domaine::saisie::normal_name;
use domaine::{AgentId, Clair, CodeStructure};
use droits::Registre;
use droits::registre::State;

use super::instant;
use crate::Alive;
use crate::annuaire::{Annuaire, Fiche};
use crate::face::{Carte, LigneRh};

/// Accounts that are shown as looking like one.
const SHOWN_MAX: usize = 20;

impl Alive {
    /// Lines of the HR list of a structure, each with the account that bears its name or mail there.
    pub(super) fn known_lines(&self, structure: CodeStructure, mut lines: Vec<LigneRh>) -> Vec<LigneRh> {
        let (registre, annuaire) = (self.sequenceur.registre(), self.names());
        let time = instant(&registre);
        let known: Vec<(Person, AgentId, State)> = annuaire
            .of_structure(structure)
            .filter_map(|(name, fiche)| Some((Person::of(fiche), fiche.id, registre.agent(name)?.state(time))))
            .collect();
        for line in &mut lines {
            let person = Person::of_line(line);
            // The account that still lives says more than the one that she had before.
            let found = known.iter().filter(|(one, ..)| one.is_like(&person)).min_by_key(|(.., state)| *state);
            line.connu = found.map(|(_, id, state)| (*id, *state));
        }
        lines
    }
}

/// Accounts anywhere that bear the name or the mail of this one: name, structure, state.
pub(super) fn semblables(registre: &Registre, annuaire: &Annuaire, of: &Fiche) -> Vec<(Clair, String, State)> {
    let (person, time) = (Person::of(of), instant(registre));
    let others = registre.agents().filter_map(|(name, account)| Some((annuaire.get(name)?, account.state(time))));
    let mut found: Vec<_> = others
        .filter(|(fiche, _)| fiche.id != of.id && Person::of(fiche).is_like(&person))
        .map(|(fiche, state)| (fiche.nom.clone(), annuaire.structure(fiche.structure), state))
        .collect();
    found.sort_by(|a, b| (a.2, &a.1).cmp(&(b.2, &b.1)));
    found.truncate(SHOWN_MAX);
    found
}

/// The line of the HR list to compare an account with: the one that it was proposed from, else the one that looks like it.
pub(super) fn line_of(lines: Vec<LigneRh>, fiche: &Fiche, carte: Option<&Carte>) -> Option<LigneRh> {
    let from = carte.and_then(|carte| carte.rh);
    let person = Person::of(fiche);
    let place = lines.iter().position(|line| Some(line.id) == from);
    let place = place.or_else(|| lines.iter().position(|line| Person::of_line(line).is_like(&person)))?;
    lines.into_iter().nth(place)
}

/// What people are compared by.
struct Person {
    nom: String,
    mail: String,
}

impl Person {
    fn of(fiche: &Fiche) -> Person {
        Person { nom: normal_name(fiche.nom.expose()), mail: fiche.mail.expose().trim().to_lowercase() }
    }

    fn of_line(line: &LigneRh) -> Person {
        let nom = Clair::new(format!("{} {}", line.prenom.expose(), line.nom.expose()));
        Person { nom: normal_name(nom.expose()), mail: line.mail.expose().trim().to_lowercase() }
    }

    fn is_like(&self, other: &Person) -> bool {
        (self.nom == other.nom && !self.nom.is_empty()) || (self.mail == other.mail && !self.mail.is_empty())
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        use zeroize::Zeroize;
        self.nom.zeroize();
        self.mail.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_name_or_the_same_mail() {
        let person = |nom: &str, mail: &str| Person { nom: normal_name(nom), mail: mail.into() };
        let ines = person("Inès Lefèvre", "ines@ml.example");
        for (nom, mail, expected) in [
            ("INES LEFEVRE", "", true),
            ("Inès Lefèvre-Petit", "", false),
            ("Autre Nom", "ines@ml.example", true),
            ("Autre Nom", "", false),
        ] {
            assert_eq!(ines.is_like(&person(nom, mail)), expected, "{nom} {mail}");
        }
        assert!(!person("", "").is_like(&person("", "")), "nobody looks like nobody");
    }
}
