//! The search as people use it: the name half remembered, an error in each word.
//!
//! Counted as found: the person meant, or somebody with exactly the same names, among the answers shown. The short
//! number that a list shows is the rank in the fictional world plus one, which gives the clear names back.

use serde::Serialize;

use super::cpu::{self, Processus};
use super::phases::percentile;
use super::{CONNEXIONS, MesureError, page, thousandths};
use crate::client::{Navigateur, lignes_in};
use crate::persona::Persona;
use crate::personnes::{Alea, Jeune, Monde};

/// Queries of one persona: an agent is shown 200 distinct persons a day, ten for each query.
const REQUETES_PAR_PERSONA: usize = 20;

/// What to ask, and of whom.
pub struct OptionsRecherche<'m> {
    /// `host:port` of the server.
    pub adresse: String,
    /// Its origin.
    pub origine: String,
    /// `sqlite` or `postgresql`, for the report.
    pub moteur: String,
    /// Personas of the base; conseillers of the structure of `monde` ask.
    pub personas: Vec<Persona>,
    /// The world that filled the structure: seed, structure, how many.
    pub monde: &'m Monde,
    /// Queries; 2,000 for the record.
    pub combien: usize,
    /// Seed of the people drawn and of the errors.
    pub graine: u64,
    /// Our processes.
    pub pids: Vec<u32>,
    /// The database's.
    pub base: Processus,
}

/// Figures of the search.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recherche {
    /// `recherche`.
    pub acte: &'static str,
    /// `sqlite` or `postgresql`.
    pub moteur: String,
    /// Dossiers in the structure.
    pub dossiers: u64,
    /// Queries asked.
    pub requetes: usize,
    /// Queries whose answers hold the person meant.
    pub trouvees: usize,
    /// The same, out of 1.
    pub rappel: f64,
    /// CPU of our processes per query, one at a time.
    pub cpu_ms: f64,
    /// CPU of the database's processes per query.
    pub cpu_base_ms: f64,
    /// Median.
    pub p50_ms: f64,
    /// 99th percentile.
    pub p99_ms: f64,
    /// Mean size of the fragment.
    pub octets: u64,
}

impl Recherche {
    /// One JSON object on one line.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("texts and finite numbers are JSON")
    }
}

/// Asks, one query at a time.
///
/// # Errors
/// At the first query that is not answered with its fragment.
pub fn recherche(options: &OptionsRecherche<'_>) -> Result<Recherche, MesureError> {
    let mut askers = enter(options)?;
    let seats = askers.len();
    let meant: Vec<(Jeune, String)> = queries(options.monde, options.graine, options.combien).collect();
    // The first query loads the names of the structure, once for all agents: not what is measured here.
    page("search", askers[0].searches("masson lea")?)?;

    let before = (cpu::spent_ms(&options.pids)?, options.base.spent_ms()?);
    let mut durations = Vec::with_capacity(meant.len());
    let mut answers = Vec::with_capacity(meant.len());
    for (n, (_, query)) in meant.iter().enumerate() {
        let start = std::time::Instant::now();
        let answer = askers[n % seats].searches(query)?;
        durations.push(start.elapsed().as_secs_f64() * 1000.0);
        answers.push(answer);
    }
    let after = (cpu::spent_ms(&options.pids)?, options.base.spent_ms()?);
    durations.sort_by(f64::total_cmp);

    let (mut trouvees, mut octets) = (0, 0);
    for ((jeune, _), answer) in meant.iter().zip(answers) {
        trouvees += usize::from(is_among(options.monde, jeune, &answer.text()));
        octets += page("search", answer)?;
    }
    let asked = meant.len().max(1) as f64;
    Ok(Recherche {
        acte: "recherche",
        moteur: options.moteur.clone(),
        dossiers: options.monde.combien(),
        requetes: meant.len(),
        trouvees,
        rappel: thousandths(trouvees as f64 / asked),
        cpu_ms: thousandths((after.0 - before.0) / asked),
        cpu_base_ms: thousandths((after.1 - before.1) / asked),
        p50_ms: thousandths(percentile(&durations, 50)),
        p99_ms: thousandths(percentile(&durations, 99)),
        octets: octets / meant.len().max(1) as u64,
    })
}

/// As many personas as the queries need, or as there are.
fn enter(options: &OptionsRecherche<'_>) -> Result<Vec<Navigateur>, MesureError> {
    let wanted = options.combien.div_ceil(REQUETES_PAR_PERSONA).max(CONNEXIONS);
    let structure = options.monde.structure().code;
    let is_of_use = |p: &&Persona| p.role == "conseiller" && p.structure == structure;
    let conseillers = options.personas.iter().filter(is_of_use).take(wanted);
    let enter = |persona| Navigateur::enter(&options.adresse, &options.origine, persona);
    let askers = conseillers.map(|p| Ok(enter(p)?.without_records())).collect::<Result<Vec<_>, MesureError>>()?;
    if askers.is_empty() { Err(MesureError::Vide("no conseiller of this structure")) } else { Ok(askers) }
}

/// People drawn at random, each with her two names misspelt, in either order.
fn queries(monde: &Monde, graine: u64, combien: usize) -> impl Iterator<Item = (Jeune, String)> + '_ {
    (0..combien as u64).map(move |n| {
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
        for (jeune, query) in queries(&monde, 2, 300) {
            let nom = jeune.nom_usage.as_deref().unwrap_or(&jeune.nom_naissance).to_lowercase();
            let prenom = jeune.prenom().to_lowercase();
            assert_ne!(query, format!("{nom} {prenom}"));
            assert!(!query.starts_with(&format!("{prenom} ")) && !query.ends_with(&format!(" {nom}")), "{query}");
            let difference = query.chars().count().abs_diff(nom.chars().count() + prenom.chars().count() + 1);
            assert!(difference <= 2, "{query}");
        }
        let again = queries(&monde, 2, 300).map(|(_, query)| query);
        assert!(again.eq(queries(&monde, 2, 300).map(|(_, query)| query)), "the same seed asks the same");
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
