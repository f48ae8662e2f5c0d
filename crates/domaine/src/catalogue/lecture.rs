//! From the text of a file to a list. Every fault is one that a test shows to whoever edits a file: none is ever met
//! by an agent.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use toml::{Table, Value};

use super::{Capacite, Liste, Valeur};

/// Longest word of a value, in characters: what a select shows without being cut.
const MOT_MAX: usize = 80;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Faute {
    /// Not TOML.
    Syntaxe,
    /// The `liste` line is not the name of the file.
    Nom,
    /// A line is absent or has another type.
    Absent(&'static str),
    /// No value at all.
    Vide,
    /// Zero, above 999, or twice.
    Code(i64),
    /// Not kebab-case, or twice.
    Cle(String),
    /// Empty, or too long for a select.
    Mot(String),
    /// `jusqua` before `depuis`, or no such day.
    Jours(String),
    /// A capability that is neither a boolean, a number nor a text.
    Capacite(String),
}

impl fmt::Display for Faute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Faute::Syntaxe => write!(f, "not TOML"),
            Faute::Nom => write!(f, "the list is not named like its file"),
            Faute::Absent(line) => write!(f, "no line `{line}` of the right type"),
            Faute::Vide => write!(f, "no value"),
            Faute::Code(code) => write!(f, "code {code} is out of 1..=999, or there twice"),
            Faute::Cle(cle) => write!(f, "key {cle:?} is not kebab-case, or is there twice"),
            Faute::Mot(cle) => write!(f, "a word of {cle:?} is empty or too long"),
            Faute::Jours(cle) => write!(f, "the days of {cle:?} are not in order"),
            Faute::Capacite(nom) => write!(f, "capability {nom:?} is neither a boolean, a number nor a text"),
        }
    }
}

impl std::error::Error for Faute {}

/// The list that a text says.
///
/// # Errors
/// The first fault met.
pub fn liste(nom: &'static str, texte: &str) -> Result<Liste, Faute> {
    let mut lignes: Table = texte.parse().map_err(|_| Faute::Syntaxe)?;
    if text(&mut lignes, "liste")? != nom {
        return Err(Faute::Nom);
    }
    let source = word(&mut lignes, "source")?;
    let verifie = boolean(&mut lignes, "verifie")?;
    let note = lignes.contains_key("note").then(|| word(&mut lignes, "note")).transpose()?;
    let adaptable = lignes.contains_key("adaptable").then(|| boolean(&mut lignes, "adaptable")).transpose()?;
    let Some(Value::Array(tables)) = lignes.remove("valeur") else { return Err(Faute::Vide) };
    let valeurs = tables.into_iter().map(valeur).collect::<Result<Vec<_>, _>>()?;
    unique(&valeurs)?;
    Ok(Liste { nom, source, verifie, note, adaptable: adaptable.unwrap_or(false), valeurs })
}

/// One `[[valeur]]`: the known lines first, and what is left are its capabilities.
fn valeur(value: Value) -> Result<Valeur, Faute> {
    let Value::Table(mut lignes) = value else { return Err(Faute::Absent("valeur")) };
    let Some(Value::Integer(number)) = lignes.remove("code") else { return Err(Faute::Absent("code")) };
    let code = u16::try_from(number).ok().filter(|code| (1..1000).contains(code)).ok_or(Faute::Code(number))?;
    let cle = word(&mut lignes, "cle")?;
    if !is_kebab(cle) {
        return Err(Faute::Cle(cle.to_owned()));
    }
    let (fr, en) = (word(&mut lignes, "fr")?, word(&mut lignes, "en")?);
    if [fr, en].iter().any(|mot| mot.chars().count() > MOT_MAX) {
        return Err(Faute::Mot(cle.to_owned()));
    }
    let (depuis, jusqua) = (jour(&mut lignes, "depuis", cle)?, jour(&mut lignes, "jusqua", cle)?);
    if depuis.zip(jusqua).is_some_and(|(depuis, jusqua)| jusqua < depuis) {
        return Err(Faute::Jours(cle.to_owned()));
    }
    let ferme = if lignes.contains_key("ferme") { boolean(&mut lignes, "ferme")? } else { false };
    let capacites = lignes.into_iter().map(capacite).collect::<Result<BTreeMap<_, _>, _>>()?;
    Ok(Valeur { code, cle, fr, en, depuis, jusqua, ferme, capacites })
}

fn capacite((nom, value): (String, Value)) -> Result<(&'static str, Capacite), Faute> {
    let read = match value {
        Value::Boolean(is) => Capacite::Booleen(is),
        Value::Integer(nombre) => Capacite::Nombre(nombre),
        Value::String(texte) => Capacite::Texte(keep(texte)),
        _ => return Err(Faute::Capacite(nom)),
    };
    Ok((keep(nom), read))
}

fn unique(valeurs: &[Valeur]) -> Result<(), Faute> {
    if valeurs.is_empty() {
        return Err(Faute::Vide);
    }
    let (mut codes, mut cles) = (BTreeSet::new(), BTreeSet::new());
    for valeur in valeurs {
        if !codes.insert(valeur.code) {
            return Err(Faute::Code(valeur.code.into()));
        }
        if !cles.insert(valeur.cle) {
            return Err(Faute::Cle(valeur.cle.to_owned()));
        }
    }
    Ok(())
}

/// A day, written as TOML writes a local date.
pub(super) fn jour(lignes: &mut Table, nom: &'static str, cle: &str) -> Result<Option<Date>, Faute> {
    match lignes.remove(nom) {
        None => Ok(None),
        Some(Value::Datetime(jour)) => jour.to_string().parse().map(Some).map_err(|_| Faute::Jours(cle.to_owned())),
        Some(_) => Err(Faute::Jours(cle.to_owned())),
    }
}

pub(super) fn boolean(lignes: &mut Table, nom: &'static str) -> Result<bool, Faute> {
    match lignes.remove(nom) {
        Some(Value::Boolean(is)) => Ok(is),
        _ => Err(Faute::Absent(nom)),
    }
}

/// A text that says something, kept for the life of the program.
pub(super) fn word(lignes: &mut Table, nom: &'static str) -> Result<&'static str, Faute> {
    let texte = text(lignes, nom)?;
    if texte.trim().is_empty() { Err(Faute::Absent(nom)) } else { Ok(keep(texte)) }
}

fn text(lignes: &mut Table, nom: &'static str) -> Result<String, Faute> {
    match lignes.remove(nom) {
        Some(Value::String(texte)) => Ok(texte),
        _ => Err(Faute::Absent(nom)),
    }
}

/// Letters and digits, hyphens between them: what an address, a form and a file can all carry.
pub(super) fn is_kebab(cle: &str) -> bool {
    cle.split('-').all(|mot| !mot.is_empty() && mot.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The catalogue is read once and lives as long as the program: its texts are left there on purpose.
fn keep(texte: String) -> &'static str {
    Box::leak(texte.into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTETE: &str = "liste = \"essai\"\nsource = \"décret\"\nverifie = true\n";
    const UNE: &str = "[[valeur]]\ncode = 1\ncle = \"une\"\nfr = \"Une\"\nen = \"One\"\n";

    #[test]
    fn a_list_is_read_whole() {
        let texte = format!(
            "{ENTETE}note = \"local\"\n{UNE}depuis = 2015-01-29\njusqua = 2015-01-29\nferme = false\nrecu = true\nduree = 45\nicone = \"telephone\"\n"
        );
        let liste = liste("essai", &texte).expect("it is right");
        assert_eq!((liste.source, liste.verifie, liste.note), ("décret", true, Some("local")));
        let une = &liste.valeurs()[0];
        assert_eq!((une.code, une.cle, une.fr, une.en), (1, "une", "Une", "One"));
        assert_eq!((une.depuis, une.jusqua), (Some(jiff::civil::date(2015, 1, 29)), une.depuis));
        assert_eq!((une.est("recu"), une.nombre("duree"), une.texte("icone")), (true, Some(45), Some("telephone")));
        assert_eq!((une.est("duree"), une.nombre("recu"), une.texte("absente")), (false, None, None));
    }

    #[test]
    fn each_fault_is_named() {
        let check =
            |texte: String, expected: Faute| assert_eq!(liste("essai", &texte).unwrap_err(), expected, "{texte}");
        let with = |rest: &str| format!("{ENTETE}{UNE}{rest}");
        check("liste = ".into(), Faute::Syntaxe);
        check(ENTETE.replace("essai", "autre"), Faute::Nom);
        check(ENTETE.replace("source", "origine"), Faute::Absent("source"));
        check(ENTETE.replace("décret", " "), Faute::Absent("source"));
        check(ENTETE.replace("true", "1"), Faute::Absent("verifie"));
        check(ENTETE.into(), Faute::Vide);
        check(format!("{ENTETE}valeur = []"), Faute::Vide);
        check(with(UNE), Faute::Code(1));
        check(with(&UNE.replace("code = 1", "code = 2")), Faute::Cle("une".into()));
        check(with("").replace("code = 1", "code = 0"), Faute::Code(0));
        check(with("").replace("code = 1", "code = 1000"), Faute::Code(1000));
        check(with("").replace("\"une\"", "\"Une\""), Faute::Cle("Une".into()));
        check(with("").replace("\"une\"", "\"une-\""), Faute::Cle("une-".into()));
        check(with("").replace("\"Une\"", "\"\""), Faute::Absent("fr"));
        check(with("").replace("en = \"One\"", ""), Faute::Absent("en"));
        check(with("").replace("\"One\"", &format!("\"{}\"", "o".repeat(81))), Faute::Mot("une".into()));
        check(with("depuis = 2016-01-01\njusqua = 2015-12-31"), Faute::Jours("une".into()));
        check(with("depuis = \"2016-01-01\""), Faute::Jours("une".into()));
        check(with("ferme = 1"), Faute::Absent("ferme"));
        check(with("poids = 1.5"), Faute::Capacite("poids".into()));
    }
}
