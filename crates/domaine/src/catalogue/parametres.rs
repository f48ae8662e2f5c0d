//! Dated delays and limits. A parameter that no text gives for a day is an error for that day: yesterday's value is
//! never used past its last day, as a wrong limit that nobody notices is worse than a page that says so.

use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use toml::{Table, Value};

use super::lecture::{self, Faute};

/// A value on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parametre {
    /// In the unit that ends its name: mois, jours, ans, max.
    pub valeur: i64,
    /// Whether a text gives it. If not, pages say "à confirmer".
    pub verifie: bool,
    /// The text, or why this value was chosen.
    pub source: &'static str,
}

/// No value is known for that day, or there is no parameter of that name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonPublie {
    /// The name asked for.
    pub nom: String,
    /// The day asked for.
    pub date: Date,
}

impl fmt::Display for NonPublie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no value of {} is published for {}", self.nom, self.date)
    }
}

impl std::error::Error for NonPublie {}

/// A parameter as it stands on that day.
///
/// # Errors
/// None is known for that day.
pub fn parametre(nom: &str, date: Date) -> Result<Parametre, NonPublie> {
    find(&LIGNES, nom, date).ok_or_else(|| NonPublie { nom: nom.to_owned(), date })
}

static LIGNES: LazyLock<Vec<Ligne>> =
    LazyLock::new(|| read(super::listes::PARAMETRES).expect("compiled in, and read by a test"));

struct Ligne {
    nom: &'static str,
    depuis: Option<Date>,
    jusqua: Option<Date>,
    parametre: Parametre,
}

impl Ligne {
    fn is_on(&self, date: Date) -> bool {
        self.depuis.is_none_or(|depuis| depuis <= date) && self.jusqua.is_none_or(|jusqua| date <= jusqua)
    }

    /// Two lines of one name that speak of the same day would answer by luck.
    fn overlaps(&self, other: &Ligne) -> bool {
        let begins_before = |a: &Ligne, b: &Ligne| match (a.depuis, b.jusqua) {
            (Some(depuis), Some(jusqua)) => depuis <= jusqua,
            _ => true,
        };
        self.nom == other.nom && begins_before(self, other) && begins_before(other, self)
    }
}

fn find(lignes: &[Ligne], nom: &str, date: Date) -> Option<Parametre> {
    lignes.iter().find(|ligne| ligne.nom == nom && ligne.is_on(date)).map(|ligne| ligne.parametre)
}

fn read(texte: &str) -> Result<Vec<Ligne>, Faute> {
    let mut table: Table = texte.parse().map_err(|_| Faute::Syntaxe)?;
    let Some(Value::Array(tables)) = table.remove("parametre") else { return Err(Faute::Vide) };
    let lignes = tables.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    for (k, ligne) in lignes.iter().enumerate() {
        if lignes[..k].iter().any(|before| before.overlaps(ligne)) {
            return Err(Faute::Jours(ligne.nom.to_owned()));
        }
    }
    Ok(lignes)
}

fn line(value: Value) -> Result<Ligne, Faute> {
    let Value::Table(mut lignes) = value else { return Err(Faute::Absent("parametre")) };
    let nom = lecture::word(&mut lignes, "nom")?;
    if !lecture::is_kebab(nom) {
        return Err(Faute::Cle(nom.to_owned()));
    }
    let Some(Value::Integer(valeur)) = lignes.remove("valeur") else { return Err(Faute::Absent("valeur")) };
    let (depuis, jusqua) = (lecture::jour(&mut lignes, "depuis", nom)?, lecture::jour(&mut lignes, "jusqua", nom)?);
    if depuis.zip(jusqua).is_some_and(|(depuis, jusqua)| jusqua < depuis) {
        return Err(Faute::Jours(nom.to_owned()));
    }
    let verifie = lecture::boolean(&mut lignes, "verifie")?;
    let source = lecture::word(&mut lignes, "source")?;
    match lignes.into_iter().next() {
        Some((unknown, _)) => Err(Faute::Capacite(unknown)),
        None => Ok(Ligne { nom, depuis, jusqua, parametre: Parametre { valeur, verifie, source } }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// One line of a file.
    fn ligne(nom: &str, valeur: i64, jours: &str) -> String {
        format!("[[parametre]]\nnom = \"{nom}\"\nvaleur = {valeur}\nverifie = true\nsource = \"décret\"\n{jours}\n")
    }

    #[test]
    fn yesterdays_value_is_not_todays() {
        let texte = ligne("delai-mois", 5, "depuis = 2024-01-01\njusqua = 2024-12-31")
            + &ligne("delai-mois", 6, "depuis = 2025-01-01\njusqua = 2025-12-31");
        let lignes = read(&texte).expect("it is right");
        let check = |jour: Date, expected: Option<i64>| {
            assert_eq!(find(&lignes, "delai-mois", jour).map(|p| p.valeur), expected, "{jour}");
        };
        check(date(2023, 12, 31), None);
        check(date(2024, 1, 1), Some(5));
        check(date(2024, 12, 31), Some(5));
        check(date(2025, 1, 1), Some(6));
        check(date(2025, 12, 31), Some(6));
        check(date(2026, 1, 1), None);
    }

    #[test]
    fn each_fault_is_named() {
        let check = |texte: String, expected: Faute| assert_eq!(read(&texte).err(), Some(expected), "{texte}");
        let une = ligne("delai-mois", 5, "jusqua = 2024-12-31");
        let overlapping = ligne("delai-mois", 6, "depuis = 2024-12-31");
        check(String::new(), Faute::Vide);
        check("x".into(), Faute::Syntaxe);
        check(une.clone() + &overlapping, Faute::Jours("delai-mois".into()));
        check(ligne("delai-mois", 5, "depuis = 2025-01-02\njusqua = 2025-01-01"), Faute::Jours("delai-mois".into()));
        check(une.replace("verifie = true", ""), Faute::Absent("verifie"));
        check(une.replace("source", "origine"), Faute::Absent("source"));
        check(une.replace("jusqua", "jusque"), Faute::Capacite("jusque".into()));
        check(une.replace("delai-mois", "Délai"), Faute::Cle("Délai".into()));
    }

    #[test]
    fn what_is_asked_for_in_code_is_published_today() {
        let check = |nom: &str, valeur: i64, verifie: bool| {
            let parametre = parametre(nom, date(2026, 11, 23)).expect("published");
            assert_eq!((parametre.valeur, parametre.verifie), (valeur, verifie), "{nom}");
        };
        check("age-max-accompagnement", 26, true);
        check("conservation-apres-age-max-ans", 2, true);
        check("veille-delai-mois", 6, false);
        check("rappel-propositions-jours", 30, false);
        check("sortie-bientot-jours", 30, false);
        check("reperage-tentatives-max", 3, false);
        check("reperage-purge-mois", 6, false);
        check("reperage-premier-contact-jours", 15, false);
        check("reperage-engage-pour-cent", 70, true);
        let absent = parametre("delai-inconnu", date(2026, 11, 23)).unwrap_err();
        assert_eq!(absent.to_string(), "no value of delai-inconnu is published for 2026-11-23");
        let before = parametre("conservation-apres-age-max-ans", date(2024, 12, 31));
        assert!(before.is_err(), "the 2015 text said otherwise, and is not kept");
    }
}
