//! Which field a column feeds, from its title as mission locale files write it, or from what it holds.

use super::Ligne;
use super::titres::{AUTRUI, TITRES};
use crate::saisie::{self, Raison};
use crate::{Champ, Clair};

/// What a column feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colonne {
    /// A field of the dossier.
    Champ(Champ),
    /// The conseiller to whom the dossier is given, by name or mail.
    Referent,
    /// The statut of the dossier.
    Statut,
    /// Nothing.
    Ignoree,
}

impl Colonne {
    /// Its key, for the mapping that is kept: the field's, `referent`, `statut` or `ignoree`.
    pub const fn key(self) -> &'static str {
        match self {
            Colonne::Champ(champ) => champ.key(),
            Colonne::Referent => "referent",
            Colonne::Statut => "statut",
            Colonne::Ignoree => "ignoree",
        }
    }

    /// The column of a key.
    pub fn from_key(key: &str) -> Option<Colonne> {
        Colonne::choices().find(|colonne| colonne.key() == key)
    }

    /// Everything that a column may feed, in the order of the form. Notes, bank data and papers have no import.
    pub fn choices() -> impl Iterator<Item = Colonne> {
        let champs = TITRES.iter().map(|(colonne, _)| *colonne);
        champs.chain([Colonne::Ignoree])
    }
}

/// Cells that decide of a column without title.
const ECHANTILLON: usize = 200;

/// What each column feeds, as well as its title and its cells tell. No field is fed twice.
pub fn guess(entetes: &[Clair], lignes: &[Ligne]) -> Vec<Colonne> {
    let mut colonnes: Vec<Colonne> = entetes.iter().map(|entete| by_title(entete.expose())).collect();
    other_name(entetes, &mut colonnes);
    let mut taken: Vec<Colonne> = Vec::new();
    for colonne in &mut colonnes {
        let second = taken.contains(colonne);
        let fixe = Colonne::Champ(Champ::TelephoneFixe);
        *colonne = match *colonne {
            Colonne::Champ(Champ::Telephone) if second && !taken.contains(&fixe) => fixe,
            _ if second => Colonne::Ignoree,
            kept => kept,
        };
        if *colonne != Colonne::Ignoree {
            taken.push(*colonne);
        }
    }
    for (at, _) in entetes.iter().enumerate().filter(|(_, entete)| says_nothing(entete.expose())) {
        if let Some(found) = by_content(at, lignes).filter(|found| !taken.contains(found)) {
            colonnes[at] = found;
            taken.push(found);
        }
    }
    colonnes
}

/// A file that has both "Nom" and "Nom de naissance" means the usual name by the first.
fn other_name(entetes: &[Clair], colonnes: &mut [Colonne]) {
    let birth = Colonne::Champ(Champ::NomNaissance);
    let is_plain = |entete: &Clair| saisie::words(entete.expose()).concat() == "nom";
    let named = entetes.iter().zip(&*colonnes).any(|(entete, colonne)| *colonne == birth && !is_plain(entete));
    for (entete, colonne) in entetes.iter().zip(colonnes) {
        if named && *colonne == birth && is_plain(entete) {
            *colonne = Colonne::Champ(Champ::NomUsage);
        }
    }
}

fn by_title(entete: &str) -> Colonne {
    let mut words = saisie::words(entete);
    let known = |words: &[String]| {
        let compact = words.concat();
        TITRES.iter().find(|(_, titles)| titles.contains(&&*compact)).map(|(colonne, _)| *colonne)
    };
    if let Some(colonne) = known(&words) {
        return colonne;
    }
    let has = |these: &[&str]| words.iter().any(|word| these.contains(&&**word));
    let starts = |these: &[&str]| words.iter().any(|word| these.iter().any(|start| word.starts_with(start)));
    if has(AUTRUI) {
        return Colonne::Ignoree;
    }
    if starts(&["conseill", "referent"]) {
        return Colonne::Referent;
    }
    // One column for both names cannot be cut in two without guessing.
    let both = has(&["nom", "noms"]) && starts(&["prenom"]);
    let found = match () {
        () if both => None,
        () if starts(&["naissance"]) && has(&["date", "jour"]) => Some(Champ::Naissance),
        () if starts(&["naissance"]) && has(&["lieu", "commune", "ville"]) => Some(Champ::CommuneNaissance),
        () if starts(&["mail", "email", "courriel"]) => Some(Champ::Mail),
        () if has(&["fixe"]) => Some(Champ::TelephoneFixe),
        () if starts(&["tel", "portable", "mobile"]) => Some(Champ::Telephone),
        () if has(&["postal"]) && has(&["code"]) => Some(Champ::CodePostal),
        () if has(&["nir", "nss", "secu"]) || (has(&["securite"]) && has(&["sociale"])) => Some(Champ::Nir),
        () if has(&["france"]) && has(&["travail"]) => Some(Champ::IdentifiantFranceTravail),
        _ => None,
    };
    if let Some(champ) = found {
        return Colonne::Champ(champ);
    }
    // "Prénom du jeune", "Nom (obligatoire)", "Sexe F/M".
    words.retain(|w| {
        !["du", "de", "la", "le", "jeune", "beneficiaire", "obligatoire", "h", "f", "m", "usager"].contains(&&**w)
    });
    if both { Colonne::Ignoree } else { known(&words).unwrap_or(Colonne::Ignoree) }
}

/// No title, or one that a program made up.
fn says_nothing(entete: &str) -> bool {
    saisie::words(entete).iter().all(|word| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        word.len() <= 1 || ["colonne", "column", "col", "champ", "field", "unnamed"].contains(&word)
    })
}

/// What nearly all cells of a column are, where that can be only one thing. Two texts are never told apart.
fn by_content(at: usize, lignes: &[Ligne]) -> Option<Colonne> {
    let cells = lignes.iter().filter_map(|ligne| ligne.cellules.get(at)).map(|c| c.expose().trim());
    let cells: Vec<&str> = cells.filter(|c| !c.is_empty()).take(ECHANTILLON).collect();
    let mostly =
        |is: &dyn Fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|c| is(c)).count() * 10 >= cells.len() * 8;
    let nir = |c: &str| {
        let digits = c.chars().filter(|c| !matches!(c, ' ' | '.')).count();
        matches!(digits, 13 | 15) && c.chars().filter(char::is_ascii_digit).count() >= 12
    };
    let phone = |c: &str| saisie::phone(c).is_ok() || saisie::phone(&format!("0{c}")).is_ok();
    let date = |c: &str| matches!(saisie::date(c), Ok(_) | Err(Raison::AnneeSurDeuxChiffres));
    let sexe = |c: &str| matches!(&*c.to_lowercase(), "f" | "m" | "h" | "mme" | "mr" | "madame" | "monsieur");
    let postal = |c: &str| c.len() == 5 && c.bytes().all(|d| d.is_ascii_digit());
    let found = match () {
        () if mostly(&|c| saisie::mail(c).is_ok()) => Champ::Mail,
        () if mostly(&nir) => Champ::Nir,
        () if mostly(&phone) => Champ::Telephone,
        () if mostly(&date) => Champ::Naissance,
        () if mostly(&postal) => Champ::CodePostal,
        () if mostly(&sexe) => Champ::Sexe,
        _ => return None,
    };
    Some(Colonne::Champ(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(entetes: &[&str], lignes: &[&[&str]]) -> Vec<&'static str> {
        let clairs = |texts: &[&str]| texts.iter().map(|t| Clair::new(*t)).collect::<Vec<_>>();
        let lignes: Vec<Ligne> =
            lignes.iter().enumerate().map(|(n, l)| Ligne { numero: n as u32 + 2, cellules: clairs(l) }).collect();
        guess(&clairs(entetes), &lignes).into_iter().map(Colonne::key).collect()
    }

    #[test]
    fn titles_of_french_files() {
        for (entete, expected) in [
            ("Nom", "nom-naissance"),
            ("NOM DE NAISSANCE", "nom-naissance"),
            ("Nom d'usage", "nom-usage"),
            ("Prénom", "prenom"),
            ("PRENOM(S)", "prenom"),
            ("Prénom du jeune", "prenom"),
            ("Né(e) le", "naissance"),
            ("Date de naissance (JJ/MM/AAAA)", "naissance"),
            ("Lieu de naissance", "commune-naissance"),
            ("Tél", "telephone"),
            ("Tél. portable", "telephone"),
            ("N° de téléphone", "telephone"),
            ("Téléphone fixe", "telephone-fixe"),
            ("E-mail", "mail"),
            ("Courriel", "mail"),
            ("Adresse e-mail", "mail"),
            ("Adresse", "voie"),
            ("CP", "code-postal"),
            ("Code Postal", "code-postal"),
            ("Ville", "commune"),
            ("N° Sécu", "nir"),
            ("N° de sécurité sociale (15 chiffres)", "nir"),
            ("IDE", "identifiant-france-travail"),
            ("N° France Travail", "identifiant-france-travail"),
            ("Civilité", "sexe"),
            ("Sexe (H/F)", "sexe"),
            ("Niveau de formation", "niveau-formation"),
            ("Conseiller référent", "referent"),
            ("Mail du conseiller", "referent"),
            ("Référent·e", "referent"),
            ("Statut du dossier", "statut"),
            ("Tél. de la mère", "ignoree"),
            ("Nom du père", "ignoree"),
            ("Date d'entrée", "ignoree"),
            ("Nom et prénom", "ignoree"),
            ("Commentaire", "ignoree"),
        ] {
            assert_eq!(guessed(&[entete], &[]), [expected], "{entete}");
        }
    }

    #[test]
    fn columns_together() {
        assert_eq!(guessed(&["Nom", "Nom de naissance", "Prénom"], &[]), ["nom-usage", "nom-naissance", "prenom"]);
        assert_eq!(guessed(&["Portable", "Téléphone", "Mobile"], &[]), ["telephone", "telephone-fixe", "ignoree"]);
        assert_eq!(guessed(&["Nom", "NOM"], &[]), ["nom-naissance", "ignoree"]);
    }

    #[test]
    fn content_speaks_when_titles_do_not() {
        let lignes: &[&[&str]] = &[
            &["Essai", "lea@essai.example", "0639981234", "12/03/2006", "59000", "F", "203077511500016"],
            &["Autre", "max@essai.example", "", "13/03/2006", "62000", "M", "105052A00400025"],
        ];
        let expected = ["nom-naissance", "mail", "telephone", "naissance", "code-postal", "sexe", "nir"];
        assert_eq!(guessed(&["Nom", "", "Colonne 3", "", "col5", "F", ""], lignes), expected);
        assert_eq!(guessed(&["Nom", "Remarque"], lignes), ["nom-naissance", "ignoree"]);
    }

    #[test]
    fn keys_come_back() {
        assert!(Colonne::choices().all(|colonne| Colonne::from_key(colonne.key()) == Some(colonne)));
    }
}
