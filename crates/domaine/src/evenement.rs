//! Evenements: the contacts between a jeune and her mission locale.

use std::sync::LazyLock;

use jiff::civil::Date;

use crate::catalogue::{Catalogue, Liste, Valeur};

/// Kind of an evenement (décret 2015-59, annexe IV.A: "date, type et modalités d'entretien"): a number of the list
/// "evenements". A new kind is a new value there, and nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GenreEvenement(u8);

static LISTE: LazyLock<&'static Liste> =
    LazyLock::new(|| Catalogue::get("evenements").expect("a list of the registry, read by a test"));

impl GenreEvenement {
    /// What a form proposes first.
    pub const ENTRETIEN_INDIVIDUEL: GenreEvenement = GenreEvenement(1);
    /// A call.
    pub const TELEPHONE: GenreEvenement = GenreEvenement(4);
    /// What is written, on paper or on a screen.
    pub const COURRIER: GenreEvenement = GenreEvenement(5);

    /// All kinds, closed ones too, in the order of the form.
    pub fn all() -> impl Iterator<Item = GenreEvenement> {
        LISTE.valeurs().iter().filter_map(GenreEvenement::of)
    }

    /// The kind of a stored number.
    pub fn from_number(number: u8) -> Option<GenreEvenement> {
        LISTE.by_code(number.into()).and_then(GenreEvenement::of)
    }

    /// The kind of a form's key.
    pub fn from_key(key: &str) -> Option<GenreEvenement> {
        LISTE.by_key(key).and_then(GenreEvenement::of)
    }

    /// Its number in the base.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its key in forms.
    pub fn key(self) -> &'static str {
        self.valeur().cle
    }

    /// Its word in French.
    pub fn fr(self) -> &'static str {
        self.valeur().fr
    }

    /// Its word in English.
    pub fn en(self) -> &'static str {
        self.valeur().en
    }

    /// Whether it wakes a dossier en veille: a médiation does not (charte de saisie de Nouvelle-Aquitaine).
    pub fn reactive(self) -> bool {
        self.valeur().est("reactive")
    }

    /// Whether the jeune counts as "reçu en entretien": one-to-one interview, workshop or group information (DARES).
    pub fn recu(self) -> bool {
        self.valeur().est("recu")
    }

    /// Minutes that a form proposes.
    pub fn duree(self) -> u16 {
        self.valeur().nombre("duree").and_then(|duree| u16::try_from(duree).ok()).unwrap_or(0)
    }

    /// Its drawing, of the guichet's sprite.
    pub fn icone(self) -> &'static str {
        self.valeur().texte("icone").unwrap_or("entretien")
    }

    /// The value of the catalogue, for its other capabilities.
    pub fn valeur(self) -> &'static Valeur {
        LISTE.by_code(self.0.into()).expect("a kind is only made from a value of the list")
    }

    /// A record holds the kind in one byte, which a test holds the list to.
    fn of(valeur: &Valeur) -> Option<GenreEvenement> {
        u8::try_from(valeur.code).ok().map(GenreEvenement)
    }
}

/// Longest text of an evenement, in characters.
pub const TEXTE_MAX: usize = 8_000;

/// Longest evenement, in minutes: a day.
pub const DUREE_MAX: u16 = 24 * 60;

/// First and last year of which an evenement is typed.
const ANNEES: std::ops::RangeInclusive<i16> = 2000..=2100;

/// What is wrong with the day or the length of an evenement as typed: it is told once it has happened.
pub fn check(date: Date, duree: u16, today: Date) -> Vec<Faute> {
    let mut fautes = Vec::new();
    if duree > DUREE_MAX {
        fautes.push(Faute::DureeTropLongue);
    }
    if !ANNEES.contains(&date.year()) {
        fautes.push(Faute::DateHorsLimites);
    } else if date > today {
        fautes.push(Faute::DateFuture);
    }
    fautes
}

/// What may be wrong with an evenement as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says itself")]
pub enum Faute {
    DureeTropLongue,
    DateHorsLimites,
    DateFuture,
}

impl Faute {
    /// The field where it is put right.
    pub const fn champ(self) -> &'static str {
        match self {
            Faute::DureeTropLongue => "duree",
            Faute::DateHorsLimites | Faute::DateFuture => "date",
        }
    }

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Faute::DureeTropLongue => "duree-trop-longue",
            Faute::DateHorsLimites => "date-hors-limites",
            Faute::DateFuture => "date-future",
        }
    }
}

/// Whether an evenement may be withdrawn, as a slip: by who made it, on the day on which she did, while it says nothing but that the
/// person came. What was said, noted or proposed since is corrected, and never taken back.
pub fn retrait(is_author: bool, inscrit: Option<Date>, says_nothing: bool, today: Date) -> Result<(), Maintenu> {
    match () {
        () if !is_author => Err(Maintenu::PasSonAuteur),
        () if inscrit != Some(today) => Err(Maintenu::TropTard),
        () if !says_nothing => Err(Maintenu::Complete),
        () => Ok(()),
    }
}

/// Why an evenement stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maintenu {
    /// Somebody else made it.
    PasSonAuteur,
    /// Made on another day, or before days were kept.
    TropTard,
    /// Something was said, noted or proposed on it.
    Complete,
}

impl Maintenu {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Maintenu::PasSonAuteur => "pas-son-auteur",
            Maintenu::TropTard => "trop-tard-pour-annuler",
            Maintenu::Complete => "evenement-complete",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_evenement_is_told_once_it_has_happened() {
        let today = date(2026, 11, 23);
        let check = |jour: Date, duree: u16, expected: &[Faute]| {
            assert_eq!(super::check(jour, duree, today), expected, "{jour}, {duree}");
        };
        check(today, 0, &[]);
        check(today, 24 * 60, &[]);
        check(today, 24 * 60 + 1, &[Faute::DureeTropLongue]);
        check(date(2026, 11, 24), 45, &[Faute::DateFuture]);
        check(date(2000, 1, 1), 45, &[]);
        check(date(1999, 12, 31), 45, &[Faute::DateHorsLimites]);
        check(date(2101, 1, 1), 1_441, &[Faute::DureeTropLongue, Faute::DateHorsLimites]);
    }

    #[test]
    fn a_slip_of_today_is_withdrawn_by_its_author_alone() {
        let today = date(2026, 11, 23);
        let check = |is_author, inscrit: Option<Date>, says_nothing, expected: Result<(), Maintenu>| {
            assert_eq!(retrait(is_author, inscrit, says_nothing, today), expected, "{is_author}, {inscrit:?}");
        };
        check(true, Some(today), true, Ok(()));
        check(true, Some(today), false, Err(Maintenu::Complete));
        check(true, Some(date(2026, 11, 22)), true, Err(Maintenu::TropTard));
        check(true, None, true, Err(Maintenu::TropTard));
        check(false, Some(today), true, Err(Maintenu::PasSonAuteur));
    }

    #[test]
    fn kinds_come_back() {
        assert_eq!(GenreEvenement::all().count(), LISTE.valeurs().len(), "each number fits in a byte");
        for genre in GenreEvenement::all() {
            assert_eq!(GenreEvenement::from_number(genre.number()), Some(genre));
            assert_eq!(GenreEvenement::from_key(genre.key()), Some(genre));
            assert!(genre.duree() > 0 && genre.valeur().texte("icone").is_some(), "{}", genre.key());
        }
        assert_eq!((GenreEvenement::from_number(0), GenreEvenement::from_number(200)), (None, None));
        assert_eq!(GenreEvenement::from_key("entretien"), None);
    }

    #[test]
    fn named_kinds_are_what_they_say() {
        let check = |genre: GenreEvenement, key: &str| assert_eq!(genre.key(), key);
        check(GenreEvenement::ENTRETIEN_INDIVIDUEL, "entretien-individuel");
        check(GenreEvenement::TELEPHONE, "telephone");
        check(GenreEvenement::COURRIER, "courrier");
    }

    #[test]
    fn who_counts_as_received_and_who_wakes_a_dossier() {
        let check = |key: &str, recu: bool, reactive: bool| {
            let genre = GenreEvenement::from_key(key).expect("a kind");
            assert_eq!((genre.recu(), genre.reactive()), (recu, reactive), "{key}");
        };
        check("entretien-individuel", true, true);
        check("atelier", true, true);
        check("information-collective", true, true);
        check("telephone", false, true);
        check("courrier", false, true);
        check("mediation", false, false);
        check("administratif", false, true);
        check("entretien-partenaire", false, true);
        check("visite", false, true);
        check("prestation", false, true);
    }
}
