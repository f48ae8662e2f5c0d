//! The search as people use it: the name half remembered, an error in each word.
//!
//! Counted as found: the person meant, or somebody with exactly the same names, among the answers shown. The short
//! number that a list shows is the rank in the fictional world plus one, which gives the clear names back.

use serde::Serialize;

use super::demandeurs::askers;
use super::phases::{ECHAUFFEMENT, phases};
use super::{CONNEXIONS, Mesure, MesureError, Options, page, thousandths};
use crate::client::{Navigateur, lignes_in};
use crate::personnes::{Alea, Jeune, Monde};

/// How well the search found: members of the report beside the figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rappel {
    /// Queries asked.
    pub requetes: usize,
    /// Queries whose answers hold the person meant.
    pub trouvees: usize,
    /// The same, out of 1.
    pub rappel: f64,
}

/// Distinct queries of one persona, asked in turn: whom they find is within the two hundred distinct persons of a day.
const REQUETES_MAX: usize = 10;

/// Searches, alone then many at once; each asker in the structure that she works in.
///
/// `mondes` are the worlds that filled the structures, `graine` the seed of the people drawn and of the errors.
///
/// # Errors
/// At the first query that is not answered with its fragment.
pub fn recherche(options: &Options, mondes: &[Monde], graine: u64) -> Result<Mesure, MesureError> {
    let each = (ECHAUFFEMENT + 2 * options.combien.div_ceil(CONNEXIONS)).min(REQUETES_MAX);
    let mut askers = askers(options, |persona, navigateur, seat| {
        let monde = mondes.iter().find(|monde| monde.structure().code == persona.structure);
        let monde = monde.filter(|monde| monde.combien() > 0);
        Ok(monde.map(|monde| Chercheur {
            navigateur,
            monde,
            requetes: queries(monde, graine, (seat * each) as u64, each as u64).collect(),
            reponses: Vec::new(),
        }))
    })?;
    // The first query of each structure loads its names, once for all agents: it falls in what is not counted.
    let seen = phases(&mut askers, Chercheur::search_next, options.combien, &options.pids, &options.base)?;
    let (requetes, trouvees) = askers.iter().map(Chercheur::found).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    drop(askers);
    let mut mesure = Mesure::of("recherche", options, &seen)?;
    let rappel = thousandths(trouvees as f64 / requetes.max(1) as f64);
    mesure.rappel = Some(Rappel { requetes, trouvees, rappel });
    Ok(mesure)
}

/// One persona in her browser, with her queries and the answers that she got, judged once all is measured.
struct Chercheur<'m> {
    navigateur: Navigateur,
    monde: &'m Monde,
    requetes: Vec<(Jeune, String)>,
    reponses: Vec<String>,
}

impl Chercheur<'_> {
    fn search_next(&mut self) -> Result<u64, MesureError> {
        let (_, query) = &self.requetes[self.reponses.len() % self.requetes.len()];
        let answer = self.navigateur.searches(query)?;
        self.reponses.push(answer.text());
        page("search", &answer)
    }

    /// (queries asked, people found).
    fn found(&self) -> (usize, usize) {
        let judged = self.requetes.iter().cycle().zip(&self.reponses);
        let found = judged.filter(|((jeune, _), html)| is_among(self.monde, jeune, html)).count();
        (self.reponses.len(), found)
    }
}

/// Queries `first` and following: people drawn at random, each with her two names misspelt, in either order.
fn queries(monde: &Monde, graine: u64, first: u64, combien: u64) -> impl Iterator<Item = (Jeune, String)> + '_ {
    (first..first + combien).map(move |n| {
        let mut alea = Alea::new(graine, monde.structure().code, n, "requete");
        let jeune = monde.jeune(alea.below(monde.combien()));
        let nom = jeune.nom_usage.as_deref().unwrap_or(&jeune.nom_naissance);
        let (nom, prenom) = (misspelt(&mut alea, nom), misspelt(&mut alea, jeune.prenom()));
        let query = if alea.chance(500) { format!("{nom} {prenom}") } else { format!("{prenom} {nom}") };
        (jeune, query)
    })
}

/// One insertion, deletion, substitution or swap of two different neighbours, anywhere, always of a letter: the result
/// differs from the name.
fn misspelt(alea: &mut Alea, name: &str) -> String {
    let letters: Vec<char> = name.to_lowercase().chars().collect();
    loop {
        let mut wrong = letters.clone();
        let at = alea.below(letters.len() as u64) as usize;
        let letter = alea.pick(&[
            'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'l', 'm', 'n', 'o', 'p', 'r', 's', 't', 'u', 'y', 'z',
        ]);
        match alea.below(4) {
            0 => wrong.insert(at, letter),
            // A name of one or two letters is not shortened: nothing would be left to find.
            1 if letters.len() > 2 => drop(wrong.remove(at)),
            2 if letters.len() > 1 => wrong[at] = letter,
            3 if at + 1 < letters.len() => wrong.swap(at, at + 1),
            _ => (),
        }
        let plain = letters.iter().zip(&wrong).all(|(a, b)| a == b || (a.is_alphabetic() && b.is_alphabetic()));
        if wrong != letters && (plain || wrong.len() != letters.len()) {
            return wrong.into_iter().collect();
        }
    }
}

fn is_among(monde: &Monde, meant: &Jeune, html: &str) -> bool {
    let names = |j: &Jeune| (j.prenom().to_owned(), j.nom_usage.clone().unwrap_or_else(|| j.nom_naissance.clone()));
    lignes_in(html).iter().any(|(_, numero)| {
        let rang = u64::from(*numero).checked_sub(1).filter(|rang| *rang < monde.combien());
        rang.is_some_and(|rang| rang == meant.rang || names(&monde.jeune(rang)) == names(meant))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::donnees::structures;

    #[test]
    fn every_query_has_an_error_in_each_name() {
        let monde = Monde::new(1, &structures()[0], 500);
        for (jeune, query) in queries(&monde, 2, 0, 300) {
            let nom = jeune.nom_usage.as_deref().unwrap_or(&jeune.nom_naissance).to_lowercase();
            let prenom = jeune.prenom().to_lowercase();
            assert_ne!(query, format!("{nom} {prenom}"));
            assert!(!query.starts_with(&format!("{prenom} ")) && !query.ends_with(&format!(" {nom}")), "{query}");
            let difference = query.chars().count().abs_diff(nom.chars().count() + prenom.chars().count() + 1);
            assert!(difference <= 2, "{query}");
        }
        let again = queries(&monde, 2, 0, 300).map(|(_, query)| query);
        assert!(again.eq(queries(&monde, 2, 0, 300).map(|(_, query)| query)), "the same seed asks the same");
    }

    #[test]
    fn the_person_meant_is_known_by_her_number() {
        let monde = Monde::new(1, &structures()[0], 50);
        let check = |rang, numero, wanted| {
            let html = format!("<a href=\"/dossiers/{:032x}\"><b>X</b> <span>n° {numero}</span></a>", 1);
            assert_eq!(is_among(&monde, &monde.jeune(rang), &html), wanted, "{rang} {numero}");
        };
        check(7, 8, true);
        check(7, 9, false);
        check(7, 0, false);
        check(7, 4_000_000, false);
    }
}
