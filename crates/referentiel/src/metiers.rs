//! Jobs: the ROME of France Travail, by code, by the job's name or by any of the names that people give it.
//!
//! A name that became a job of its own in ROME 4.0 has the code of that job; every other keeps its code of ROME 3, which still
//! exists in this version (a test holds that). See `donnees/SOURCES.md`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::index::Index;
use crate::texte;

/// Version of the ROME.
pub const VERSION: &str = "4.0 v460";

/// code, libelle.
const METIERS: &str = include_str!("../donnees/metiers.tsv");
/// code_rome_3, libelle.
const APPELLATIONS: &str = include_str!("../donnees/appellations.tsv");

/// A name of a job, and the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metier {
    /// ROME code: "D1505".
    pub code: &'static str,
    /// The name by which it was found: "Caissier / Caissière".
    pub nom: &'static str,
    /// The job of that code: "Hôte / Hôtesse de caisse".
    pub metier: &'static str,
}

impl Metier {
    /// As it is shown and kept in a field: "Caissier / Caissière (D1505)".
    pub fn label(&self) -> String {
        format!("{} ({})", self.nom, self.code)
    }
}

/// The first `n` names that answer: those that begin with what is typed, in one gender or the other, then the others; the
/// shortest first, for it is the most general.
pub fn search(text: &str, n: usize) -> Vec<Metier> {
    let tables = &*TABLES;
    let words = texte::typed(text);
    let found = tables.index.answers(&words, |_, _| {});
    let mut starts = tables.index.none();
    if let Some(first) = words.first() {
        tables.index.add_prefix(&format!("^{first}"), &mut starts);
    }
    let firsts = found.iter().filter(|line| starts.has(*line));
    let others = found.iter().filter(|line| !starts.has(*line));
    firsts
        .chain(others)
        .take(n)
        .filter_map(|line| tables.noms.get(usize::from(line)))
        .map(|nom| tables.metier(nom))
        .collect()
}

/// The job of a ROME code.
pub fn by_code(code: &str) -> Option<Metier> {
    let code = code.to_ascii_uppercase();
    let (code, metier) = TABLES.metiers.get_key_value(&*code)?;
    Some(Metier { code, nom: metier, metier })
}

/// Makes the index now.
pub fn load() {
    LazyLock::force(&TABLES);
}

/// Bytes held by the index.
pub fn memory() -> usize {
    let tables = &*TABLES;
    // A node of the map has some room left: one word more for each.
    let names = tables.noms.len() * size_of::<Nom>();
    tables.index.memory() + names + tables.metiers.len() * 5 * size_of::<usize>()
}

struct Nom {
    code: &'static str,
    nom: &'static str,
}

struct Tables {
    metiers: BTreeMap<&'static str, &'static str>,
    /// In the order in which they are wanted.
    noms: Box<[Nom]>,
    index: Index,
}

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::make);

impl Tables {
    fn make() -> Tables {
        let metiers: BTreeMap<_, _> = lines(METIERS).collect();
        let of_label: BTreeMap<_, _> = metiers.iter().map(|(code, label)| (*label, *code)).collect();
        let appellations = lines(APPELLATIONS).filter(|(_, nom)| !of_label.contains_key(nom));
        let all = metiers
            .iter()
            .map(|(code, nom)| (true, *code, *nom))
            .chain(appellations.map(|(code, nom)| (false, code, nom)));
        let mut all: Vec<_> = all.map(|(is_job, code, nom)| (texte::words(nom), is_job, code, nom)).collect();
        all.sort_by(|a, b| (a.0.len(), !a.1, &a.0, a.2).cmp(&(b.0.len(), !b.1, &b.0, b.2)));
        let noms = all.iter().map(|(_, _, code, nom)| Nom { code, nom }).collect();
        let index = Index::new(all.into_iter().map(|(words, is_job, code, nom)| answered(words, is_job, code, nom)));
        Tables { metiers, noms, index }
    }

    fn metier(&self, nom: &Nom) -> Metier {
        Metier { code: nom.code, nom: nom.nom, metier: self.metiers.get(nom.code).copied().unwrap_or(nom.nom) }
    }
}

/// What a name answers to: its words, the first of each gender marked, and its code when it is the job itself.
fn answered(words: Vec<String>, is_job: bool, code: &str, nom: &str) -> Vec<String> {
    let firsts =
        nom.split(" / ").filter_map(|form| texte::words(form).into_iter().next()).map(|word| format!("^{word}"));
    let mut all: Vec<String> = firsts.collect();
    all.extend(words.windows(2).filter(|two| texte::is_glued(&two[0])).map(|two| two.concat()));
    all.extend(words);
    if is_job {
        all.push(code.to_ascii_lowercase());
    }
    all
}

/// Code and label of each line after the header.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().skip(1).filter_map(|line| line.split_once('\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, expected: &str) {
        assert_eq!(search(asked, 1).first().map(Metier::label).as_deref(), Some(expected), "{asked}");
    }

    #[test]
    fn what_is_typed_gives_first_what_is_meant() {
        check("caissière", "Caissier / Caissière (D1505)");
        check("caissiere", "Caissier / Caissière (D1505)");
        check("CAISSIER", "Caissier / Caissière (D1505)");
        check("caiss", "Caissier / Caissière (D1505)");
        check("caisiere", "Caissier / Caissière (D1505)");
        check("caissieres", "Caissier / Caissière (D1505)");
        check("D1505", "Hôte / Hôtesse de caisse (D1505)");
        check("d1505", "Hôte / Hôtesse de caisse (D1505)");
        check("hotesse caisse", "Hôte / Hôtesse de caisse (D1505)");
        check("boulangere", "Boulanger / Boulangère (D1102)");
        check("apiculteur", "Apiculteur / Apicultrice (A1429)");
        check("peintre batiment", "Peintre en bâtiment (F1606)");
        check("coiffeuse", "Coiffeur / Coiffeuse (D1202)");
        check("bucheron", "Bûcheron / Bûcheronne (A1201)");
        check("aide soignante", "Aide-soignant / Aide-soignante (J1501)");
        assert_eq!((search("", 5), search("zzzzzz", 5), search("Z9999", 5)), (vec![], vec![], vec![]));
        assert_eq!(search("agent", 20).len(), 20);
    }

    #[test]
    fn a_name_says_the_job_of_its_code() {
        let caissier = search("caissiere", 1).remove(0);
        assert_eq!(caissier.metier, "Hôte / Hôtesse de caisse");
        let check =
            |code: &str, expected: Option<&str>| assert_eq!(by_code(code).map(|job| job.metier), expected, "{code}");
        check("D1505", Some("Hôte / Hôtesse de caisse"));
        check("d1505", Some("Hôte / Hôtesse de caisse"));
        check("A1429", Some("Apiculteur / Apicultrice"));
        check("Z1505", None);
        check("", None);
    }

    #[test]
    fn every_code_of_rome_3_still_exists() {
        assert_eq!((lines(METIERS).count(), lines(APPELLATIONS).count()), (1_584, 11_650));
        for (code, nom) in lines(APPELLATIONS) {
            assert!(by_code(code).is_some(), "{code} {nom}");
        }
    }
}
