//! Public holidays, computed: the eleven of the whole country, two of Alsace and Moselle, and the day of the abolition
//! of slavery overseas. Days that custom alone observes are not here.

use jiff::civil::{Date, date};

use crate::CodeStructure;

/// Where a structure stands, as far as holidays differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the place that it says")]
pub enum Territoire {
    Metropole,
    AlsaceMoselle,
    Guadeloupe,
    Martinique,
    Guyane,
    Reunion,
    Mayotte,
    SaintBarthelemy,
    SaintMartin,
}

impl Territoire {
    /// By the number of a département ("57", "2A", "971").
    pub fn of_departement(departement: &str) -> Territoire {
        match departement {
            "57" | "67" | "68" => Territoire::AlsaceMoselle,
            "971" => Territoire::Guadeloupe,
            "972" => Territoire::Martinique,
            "973" => Territoire::Guyane,
            "974" => Territoire::Reunion,
            "976" => Territoire::Mayotte,
            "977" => Territoire::SaintBarthelemy,
            "978" => Territoire::SaintMartin,
            _ => Territoire::Metropole,
        }
    }

    /// By the code of a structure. The two islands that left Guadeloupe in 2007 are still met under their former codes.
    pub fn of_structure(structure: CodeStructure) -> Territoire {
        let code = structure.as_str();
        match code.get(..5) {
            Some("97123") => Territoire::SaintBarthelemy,
            Some("97127") => Territoire::SaintMartin,
            _ => Territoire::of_departement(code.get(..if code.starts_with("97") { 3 } else { 2 }).unwrap_or_default()),
        }
    }

    /// Day and month of the abolition (Code du travail, art. L3422-2; décret 83-1003 du 23 novembre 1983, amended for
    /// the two islands).
    const fn abolition(self) -> Option<(i8, i8)> {
        match self {
            Territoire::Metropole | Territoire::AlsaceMoselle => None,
            Territoire::Mayotte => Some((4, 27)),
            Territoire::Martinique => Some((5, 22)),
            Territoire::Guadeloupe => Some((5, 27)),
            Territoire::SaintMartin => Some((5, 28)),
            Territoire::Guyane => Some((6, 10)),
            Territoire::SaintBarthelemy => Some((10, 9)),
            Territoire::Reunion => Some((12, 20)),
        }
    }
}

/// A public holiday (Code du travail, art. L3133-1; Alsace and Moselle, art. L3134-13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the day that it says")]
pub enum Ferie {
    JourDeLAn,
    /// Observed only where there is a protestant temple or a mixed church: a structure of Alsace or Moselle may work on
    /// it.
    VendrediSaint,
    LundiDePaques,
    FeteDuTravail,
    Victoire1945,
    Ascension,
    /// A holiday even where it is the day of solidarity that people work.
    LundiDePentecote,
    FeteNationale,
    Assomption,
    Toussaint,
    Armistice1918,
    Noel,
    SaintEtienne,
    Abolition,
}

impl Ferie {
    /// All, in the order of a year.
    pub const ALL: [Ferie; 14] = [
        Ferie::JourDeLAn,
        Ferie::VendrediSaint,
        Ferie::LundiDePaques,
        Ferie::FeteDuTravail,
        Ferie::Victoire1945,
        Ferie::Ascension,
        Ferie::LundiDePentecote,
        Ferie::FeteNationale,
        Ferie::Assomption,
        Ferie::Toussaint,
        Ferie::Armistice1918,
        Ferie::Noel,
        Ferie::SaintEtienne,
        Ferie::Abolition,
    ];

    /// The holiday of a day; of two on one day (Ascension may fall on 1 or 8 May), the one with a date of its own.
    pub fn of(jour: Date, territoire: Territoire) -> Option<Ferie> {
        let alsace = territoire == Territoire::AlsaceMoselle;
        match (jour.month(), jour.day()) {
            (1, 1) => return Some(Ferie::JourDeLAn),
            (5, 1) => return Some(Ferie::FeteDuTravail),
            (5, 8) => return Some(Ferie::Victoire1945),
            (7, 14) => return Some(Ferie::FeteNationale),
            (8, 15) => return Some(Ferie::Assomption),
            (11, 1) => return Some(Ferie::Toussaint),
            (11, 11) => return Some(Ferie::Armistice1918),
            (12, 25) => return Some(Ferie::Noel),
            (12, 26) if alsace => return Some(Ferie::SaintEtienne),
            fixed if territoire.abolition() == Some(fixed) => return Some(Ferie::Abolition),
            _ => {}
        }
        match jour.day_of_year() - paques(jour.year()).day_of_year() {
            -2 if alsace => Some(Ferie::VendrediSaint),
            1 => Some(Ferie::LundiDePaques),
            39 => Some(Ferie::Ascension),
            50 => Some(Ferie::LundiDePentecote),
            _ => None,
        }
    }

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Ferie::JourDeLAn => "jour-de-l-an",
            Ferie::VendrediSaint => "vendredi-saint",
            Ferie::LundiDePaques => "lundi-de-paques",
            Ferie::FeteDuTravail => "fete-du-travail",
            Ferie::Victoire1945 => "victoire-1945",
            Ferie::Ascension => "ascension",
            Ferie::LundiDePentecote => "lundi-de-pentecote",
            Ferie::FeteNationale => "fete-nationale",
            Ferie::Assomption => "assomption",
            Ferie::Toussaint => "toussaint",
            Ferie::Armistice1918 => "armistice-1918",
            Ferie::Noel => "noel",
            Ferie::SaintEtienne => "saint-etienne",
            Ferie::Abolition => "abolition",
        }
    }
}

/// Whether a day is a public holiday there.
pub fn feries(jour: Date, territoire: Territoire) -> bool {
    Ferie::of(jour, territoire).is_some()
}

/// Easter Sunday of a year, by the Gregorian computus (J. Meeus, Astronomical Algorithms, chapter 8). Remainders are
/// never negative, so that it is total.
pub fn paques(annee: i16) -> Date {
    let year = i32::from(annee);
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (b - (b + 8).div_euclid(25) + 1).div_euclid(3);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let rest = h + l - 7 * m + 114;
    date(annee, (rest / 31) as i8, (rest % 31 + 1) as i8)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;

    use super::*;

    #[test]
    fn every_day_of_twelve_years_agrees_with_the_published_list() {
        let territoires = ["75", "57", "67", "68", "971", "972", "973", "974", "976", "977", "978"];
        let published = include_str!("jours_feries_2024_2035.csv");
        let mut listed = std::collections::BTreeMap::new();
        for line in published.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut cells = line.splitn(3, ',');
            let (jour, nom, places) = (cells.next(), cells.next(), cells.next());
            let jour: Date = jour.and_then(|jour| jour.parse().ok()).expect("a day");
            for place in territoires {
                if places.is_some_and(|places| places == "national" || places.split(' ').any(|p| p == place)) {
                    listed.entry((jour, place)).or_insert_with(Vec::new).push(nom.expect("a name"));
                }
            }
        }
        let mut jour = date(2024, 1, 1);
        while jour < date(2036, 1, 1) {
            for place in territoires {
                let found = Ferie::of(jour, Territoire::of_departement(place));
                let expected = listed.get(&(jour, place));
                assert_eq!(found.is_some(), expected.is_some(), "{jour} {place}: {found:?}, {expected:?}");
                let same = found.zip(expected).is_none_or(|(found, noms)| noms.contains(&name(found)));
                assert!(same, "{jour} {place}: {found:?}, {expected:?}");
            }
            jour = jour.tomorrow().expect("in range");
        }
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april() {
        for annee in -9999..=9999 {
            let it = paques(annee);
            let in_season = (date(annee, 3, 22)..=date(annee, 4, 25)).contains(&it);
            assert!(in_season && it.weekday() == Weekday::Sunday, "{it}");
        }
        let check = |annee: i16, month: i8, day: i8| assert_eq!(paques(annee), date(annee, month, day));
        check(1818, 3, 22);
        check(1943, 4, 25);
        check(1954, 4, 18);
        check(1981, 4, 19);
        check(2000, 4, 23);
        check(2049, 4, 18);
    }

    #[test]
    fn a_structure_is_somewhere() {
        let check = |code: &str, expected: Territoire| {
            assert_eq!(code.parse().map(Territoire::of_structure), Ok(expected), "{code}");
        };
        check("59512S00", Territoire::Metropole);
        check("2A004S00", Territoire::Metropole);
        check("57463S00", Territoire::AlsaceMoselle);
        check("67482S00", Territoire::AlsaceMoselle);
        check("68224S01", Territoire::AlsaceMoselle);
        check("97101S00", Territoire::Guadeloupe);
        check("97123S00", Territoire::SaintBarthelemy);
        check("97127S00", Territoire::SaintMartin);
        check("97801S00", Territoire::SaintMartin);
        check("97213S00", Territoire::Martinique);
        check("97302S00", Territoire::Guyane);
        check("97410S00", Territoire::Reunion);
        check("97600S00", Territoire::Mayotte);
        check("97502S00", Territoire::Metropole);
    }

    fn name(ferie: Ferie) -> &'static str {
        match ferie {
            Ferie::JourDeLAn => "Jour de l'an",
            Ferie::VendrediSaint => "Vendredi saint",
            Ferie::LundiDePaques => "Lundi de Pâques",
            Ferie::FeteDuTravail => "Fête du Travail",
            Ferie::Victoire1945 => "Victoire 1945",
            Ferie::Ascension => "Ascension",
            Ferie::LundiDePentecote => "Lundi de Pentecôte",
            Ferie::FeteNationale => "Fête nationale",
            Ferie::Assomption => "Assomption",
            Ferie::Toussaint => "Toussaint",
            Ferie::Armistice1918 => "Armistice 1918",
            Ferie::Noel => "Noël",
            Ferie::SaintEtienne => "Saint-Étienne",
            Ferie::Abolition => "Abolition de l'esclavage",
        }
    }
}
