//! Given names and family names, drawn by their weight.

use std::sync::OnceLock;

use crate::donnees::lignes;
use crate::personnes::Alea;

/// A list with running totals, so that a draw by weight is one binary search.
struct Tirage {
    mots: Vec<&'static str>,
    totaux: Vec<u64>,
}

impl Tirage {
    fn new(poids: impl Iterator<Item = (&'static str, &'static str)>) -> Tirage {
        let mut tirage = Tirage { mots: Vec::new(), totaux: Vec::new() };
        for (mot, poids) in poids {
            let dernier = tirage.totaux.last().copied().unwrap_or(0);
            tirage.mots.push(mot);
            tirage.totaux.push(dernier + poids.parse::<u64>().unwrap_or(1));
        }
        tirage
    }

    fn draw(&self, alea: &mut Alea) -> &'static str {
        self.mots[alea.cumulated(&self.totaux)]
    }
}

/// A given name of the births of 2001 to 2010.
pub fn prenom(alea: &mut Alea, feminin: bool) -> &'static str {
    static LISTES: OnceLock<[Tirage; 2]> = OnceLock::new();
    let listes = LISTES.get_or_init(|| {
        ["M", "F"].map(|sexe| {
            Tirage::new(
                lignes::<3>(include_str!("../donnees/prenoms.csv"))
                    .filter(|l| l[1] == sexe)
                    .map(|[prenom, _, poids]| (prenom, poids)),
            )
        })
    });
    listes[usize::from(feminin)].draw(alea)
}

/// A family name: as in the list, or one in twenty-five a double name.
pub fn nom(alea: &mut Alea) -> String {
    let premier = simple(alea);
    if !alea.chance(40) {
        return premier.to_owned();
    }
    let second = simple(alea);
    // Double names of the two parents are written both ways in real files.
    format!("{premier}{}{second}", if alea.chance(600) { "-" } else { " " })
}

/// The given name of a grown-up colleague: the lists of young people would make a strange team.
pub fn prenom_adulte(alea: &mut Alea, feminin: bool) -> &'static str {
    const FEMMES: [&str; 24] = [
        "Nathalie",
        "Sylvie",
        "Sandrine",
        "Céline",
        "Stéphanie",
        "Aurélie",
        "Karine",
        "Samira",
        "Virginie",
        "Émilie",
        "Delphine",
        "Fatima",
        "Laetitia",
        "Audrey",
        "Caroline",
        "Élodie",
        "Nadia",
        "Valérie",
        "Christelle",
        "Hélène",
        "Isabelle",
        "Anne-Sophie",
        "Claire",
        "Myriam",
    ];
    const HOMMES: [&str; 16] = [
        "Sébastien",
        "Karim",
        "Laurent",
        "Nicolas",
        "Frédéric",
        "Christophe",
        "Jérôme",
        "Mickaël",
        "Olivier",
        "Rachid",
        "Guillaume",
        "Jean-Marc",
        "Cédric",
        "Thierry",
        "François",
        "Mehdi",
    ];
    if feminin { alea.pick(&FEMMES) } else { alea.pick(&HOMMES) }
}

/// A name from the list, never doubled.
pub(crate) fn simple(alea: &mut Alea) -> &'static str {
    static LISTE: OnceLock<Tirage> = OnceLock::new();
    LISTE
        .get_or_init(|| Tirage::new(lignes::<2>(include_str!("../donnees/noms.csv")).map(|[nom, poids]| (nom, poids))))
        .draw(alea)
}

/// Lower-case ASCII for an address: accents, spaces and apostrophes leave, hyphens stay.
pub fn slug(texte: &str) -> String {
    let mut slug = String::with_capacity(texte.len());
    for c in texte.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '-' => slug.push(c),
            ' ' | '\'' => slug.push('-'),
            _ => slug.push_str(unaccented(c)),
        }
    }
    slug
}

/// The plain letters of an accented one; nothing for what is not a letter of French names.
pub fn unaccented(c: char) -> &'static str {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "A",
        'ç' => "c",
        'Ç' => "C",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'È' | 'É' | 'Ê' | 'Ë' => "E",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'Ì' | 'Í' | 'Î' | 'Ï' => "I",
        'ñ' => "n",
        'Ñ' => "N",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => "o",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' => "O",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'Ù' | 'Ú' | 'Û' | 'Ü' => "U",
        'ý' | 'ÿ' => "y",
        'Ý' | 'Ÿ' => "Y",
        'œ' => "oe",
        'Œ' => "OE",
        'æ' => "ae",
        'Æ' => "AE",
        'ß' => "ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn frequent_names_come_often_and_rare_ones_exist() {
        let mut alea = Alea::new(1, "essai", 0, "noms");
        let mut vus = HashMap::new();
        for _ in 0..20_000 {
            *vus.entry(nom(&mut alea)).or_insert(0) += 1;
        }
        assert!(vus["Martin"] > 30, "the first name of the list");
        assert!(vus.len() > 4_000, "a wide tail");
        assert!(vus.keys().any(|n| n.contains('-')) && vus.keys().any(|n| n.starts_with("Le ")));
    }

    #[test]
    fn slugs_are_plain() {
        for (texte, attendu) in [
            ("Léa", "lea"),
            ("N'Diaye", "n-diaye"),
            ("Jean-René", "jean-rene"),
            ("Le Gall", "le-gall"),
            ("Œuf", "oeuf"),
        ] {
            assert_eq!(slug(texte), attendu);
        }
    }
}
