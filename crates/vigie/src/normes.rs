//! What is normal, and from where a rule speaks: `normes.toml`, where each value says where it comes from.

use std::collections::BTreeMap;
use std::fmt;

use toml::{Table, Value};

/// The norms that ship.
const LIVREES: &str = include_str!("../normes.toml");

/// Marks that a value may bear: assumed, goal, measured, code of the programs.
const MARQUES: [&str; 4] = ["A", "G", "M", "D"];

/// Norms that every rule has read: each value that a rule asks for is there.
#[derive(Clone, Debug)]
pub struct Normes {
    /// The day on which they were set, as written.
    pub date: String,
    roles: Vec<NormeRole>,
    valeurs: BTreeMap<(String, String), Vec<f64>>,
}

/// What is normal for a role. Counts are of a working day unless said.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the head of normes.toml documents each")]
pub struct NormeRole {
    pub cle: String,
    pub numero: u8,
    pub heure: u32,
    pub jour: u32,
    pub avis: u32,
    pub revelations: u32,
    pub libelles: u32,
    pub moyenne: f64,
    pub forme: f64,
    pub inexplique_moyenne: f64,
    pub inexplique_ecart: f64,
}

/// Why a text is no norms. The place is `section.name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NormeFaute {
    /// It does not read as TOML.
    Toml,
    /// No date.
    Date,
    /// Something a rule asks for is missing, or is no number where it must be one.
    Absent(String),
    /// A value without source, or under an unknown mark.
    Source(String),
}

impl Normes {
    /// The norms that ship with this version.
    pub fn livrees() -> Normes {
        Normes::lire(LIVREES).expect("a test reads the norms that ship")
    }

    /// Reads norms.
    ///
    /// # Errors
    /// [`NormeFaute`]: the first thing that is missing or has no source.
    pub fn lire(texte: &str) -> Result<Normes, NormeFaute> {
        let table: Table = texte.parse().map_err(|_| NormeFaute::Toml)?;
        let date = table.get("date").and_then(Value::as_str).ok_or(NormeFaute::Date)?.to_owned();
        let mut normes = Normes { date, roles: Vec::new(), valeurs: BTreeMap::new() };
        for (section, content) in &table {
            let Value::Table(content) = content else { continue };
            for (name, value) in content {
                if section == "roles" {
                    let role = value.as_table().ok_or_else(|| NormeFaute::Absent(format!("roles.{name}")))?;
                    normes.roles.push(NormeRole::lire(name, role)?);
                } else {
                    let place = format!("{section}.{name}");
                    normes.valeurs.insert((section.clone(), name.clone()), valeur(value, &place)?);
                }
            }
        }
        // Each rule reads its own once: after this, none can lack one.
        crate::regles::build(&normes)?;
        Ok(normes)
    }

    /// A number of a rule's section.
    ///
    /// # Errors
    /// When it is missing or is a list.
    pub fn nombre(&self, section: &str, name: &str) -> Result<u64, NormeFaute> {
        match self.liste(section, name)? {
            [one] if *one >= 0.0 => Ok(*one as u64),
            _ => Err(NormeFaute::Absent(format!("{section}.{name}"))),
        }
    }

    /// A list of a rule's section; a number is a list of one.
    ///
    /// # Errors
    /// When it is missing.
    pub fn liste(&self, section: &str, name: &str) -> Result<&[f64], NormeFaute> {
        let key = (section.to_owned(), name.to_owned());
        self.valeurs.get(&key).map(Vec::as_slice).ok_or_else(|| NormeFaute::Absent(format!("{section}.{name}")))
    }

    /// A list of small codes of a rule's section: rules of refusals, explanations.
    ///
    /// # Errors
    /// When it is missing.
    pub fn codes(&self, section: &str, name: &str) -> Result<Codes, NormeFaute> {
        Ok(Codes(self.liste(section, name)?.iter().map(|code| *code as u8).collect()))
    }

    /// What is normal for the role of this number; `None` for roles that open no dossier.
    pub fn role(&self, numero: u8) -> Option<&NormeRole> {
        self.roles.iter().find(|role| role.numero == numero)
    }

    /// One value for each role of the norms, in a table by number.
    pub fn par_role<T: Default + Clone>(&self, of: impl Fn(&NormeRole) -> T) -> ParRole<T> {
        let mut all = vec![T::default(); 256];
        for role in &self.roles {
            all[usize::from(role.numero)] = of(role);
        }
        ParRole(all)
    }
}

/// A few codes.
#[derive(Clone, Debug)]
pub struct Codes(Vec<u8>);

impl Codes {
    /// Whether this one is among them.
    pub fn holds(&self, code: u8) -> bool {
        self.0.contains(&code)
    }
}

/// A value by number of role; its default for numbers that have no norm.
#[derive(Clone, Debug)]
pub struct ParRole<T>(Vec<T>);

impl<T> ParRole<T> {
    /// Of this role.
    pub fn of(&self, role: u8) -> &T {
        &self.0[usize::from(role)]
    }
}

impl NormeRole {
    fn lire(cle: &str, table: &Table) -> Result<NormeRole, NormeFaute> {
        let read = |name: &str| {
            let place = format!("roles.{cle}.{name}");
            let found = table.get(name).ok_or_else(|| NormeFaute::Absent(place.clone()))?;
            match valeur(found, &place)?.as_slice() {
                [one] if *one >= 0.0 => Ok(*one),
                _ => Err(NormeFaute::Absent(place)),
            }
        };
        Ok(NormeRole {
            cle: cle.to_owned(),
            numero: read("numero")? as u8,
            heure: read("heure")? as u32,
            jour: read("jour")? as u32,
            avis: read("avis")? as u32,
            revelations: read("revelations")? as u32,
            libelles: read("libelles")? as u32,
            moyenne: read("moyenne")?,
            forme: read("forme")?,
            inexplique_moyenne: read("inexplique_moyenne")?,
            inexplique_ecart: read("inexplique_ecart")?,
        })
    }
}

impl fmt::Display for NormeFaute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NormeFaute::Toml => write!(f, "norms: not TOML"),
            NormeFaute::Date => write!(f, "norms: no date"),
            NormeFaute::Absent(place) => write!(f, "norms: {place} is missing or is not a number"),
            NormeFaute::Source(place) => write!(f, "norms: {place} has no source, or an unknown mark"),
        }
    }
}

impl std::error::Error for NormeFaute {}

/// `{ vaut, marque, source }`: a number or a list of numbers, and where it comes from.
fn valeur(value: &Value, place: &str) -> Result<Vec<f64>, NormeFaute> {
    let absent = || NormeFaute::Absent(place.to_owned());
    let table = value.as_table().ok_or_else(absent)?;
    let text = |name: &str| table.get(name).and_then(Value::as_str).unwrap_or_default();
    if !MARQUES.contains(&text("marque")) || text("source").is_empty() {
        return Err(NormeFaute::Source(place.to_owned()));
    }
    let number = |value: &Value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
    match table.get("vaut").ok_or_else(absent)? {
        Value::Array(all) => all.iter().map(|one| number(one).ok_or_else(absent)).collect(),
        one => Ok(vec![number(one).ok_or_else(absent)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_norms_that_ship_are_whole() {
        let normes = Normes::livrees();
        assert_eq!(normes.role(1).map(|role| role.jour), Some(60));
        assert!(normes.role(5).is_none(), "a gestionnaire opens nothing");
        assert!(normes.codes("v01", "refus").is_ok_and(|codes| codes.holds(14)));
    }

    #[test]
    fn a_value_without_source_is_refused_and_so_is_a_missing_one() {
        let check = |from: &str, to: &str, expected: NormeFaute| {
            assert!(LIVREES.contains(from), "{from}");
            assert_eq!(Normes::lire(&LIVREES.replacen(from, to, 1)).err(), Some(expected));
        };
        check("date = ", "jour = ", NormeFaute::Date);
        let tentatives = r#"tentatives = { vaut = 3, marque = "G""#;
        check(tentatives, r#"tentatives = { vaut = 3, marque = "Z""#, NormeFaute::Source("v01.tentatives".into()));
        check(tentatives, r#"autre = { vaut = 3, marque = "G""#, NormeFaute::Absent("v01.tentatives".into()));
        check("heure = { vaut = 20", "heure = { vaut = \"x\"", NormeFaute::Absent("roles.conseiller.heure".into()));
        check("[roles.conseiller]", "[roles.conseiller", NormeFaute::Toml);
    }
}
