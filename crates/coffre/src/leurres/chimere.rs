//! Who a decoy is: nobody. A surname of one, a first name of another, a birth date of a third, moved by some days; what is coded of
//! others still, group by group. Where the people of a structure come from, what is usual there, no list of names would know; and a
//! list, once read in this repository, would tell decoys from others.
//!
//! What leads to somebody is never taken over: telephones are those kept for fiction, mails end in `.example`, the NIR has the rank 000
//! that nobody gets, the number in the street is drawn, free words are left out. All of it is read only once the decoy has been
//! opened, and then it has rung.

use domaine::saisie::normal_name;
use domaine::{Champ, Clair, Groupe, Nature};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::random;

/// Fields of somebody.
pub(crate) type Champs = Vec<(Champ, Clair)>;

/// Tries before it is given up: a structure of few names has nobody left to invent.
const ESSAIS: usize = 24;

/// Composes somebody of these people, at least three, with the fields that the one of rank `modele` has: as long as hers are the
/// sealed rows, as many the tokens, as they are for who was created on that day. `is_somebody` says whether a person of this surname and first name, or nearly,
/// is known, whatever the birth date: a decoy never bears the name of anybody here.
pub(crate) fn compose(gens: &[Champs], modele: usize, is_somebody: impl Fn(&str, &str) -> bool) -> Option<Champs> {
    if gens.len() < 3 {
        return None;
    }
    let modele = gens.get(modele)?;
    (0..ESSAIS).find_map(|_| one(gens, modele, &is_somebody))
}

fn one(gens: &[Champs], modele: &Champs, is_somebody: &impl Fn(&str, &str) -> bool) -> Option<Champs> {
    let sexe = get(modele, Champ::Sexe);
    let alike: Vec<&Champs> = gens.iter().filter(|one| get(one, Champ::Sexe) == sexe).collect();
    let prenom = get(alike.get(below(alike.len()))?, Champ::Prenom)?.to_owned();
    let nom = get(any(gens)?, Champ::NomNaissance)?.to_owned();
    let naissance = moved(get(any(gens)?, Champ::Naissance)?)?;
    if same(&nom, &prenom) || is_somebody(&nom, &prenom) || is_one_of(gens, &nom, &prenom) {
        return None;
    }
    let qui = Qui { nom: &nom, prenom: &prenom, naissance };
    let groupes: Vec<(Groupe, &Champs)> = Groupe::ALL.iter().filter_map(|groupe| Some((*groupe, any(gens)?))).collect();
    let of_group = |champ: Champ| groupes.iter().find(|(groupe, _)| *groupe == champ.groupe()).map(|(_, of)| *of);
    let field = |(champ, own): &(Champ, Clair)| {
        let other = of_group(*champ).and_then(|of| get(of, *champ)).unwrap_or(own.expose());
        Some((*champ, Clair::new(qui.value(*champ, own.expose(), other, gens)?)))
    };
    Some(modele.iter().filter_map(field).collect())
}

/// Who is being composed.
struct Qui<'a> {
    nom: &'a str,
    prenom: &'a str,
    naissance: Date,
}

impl Qui<'_> {
    /// The value of a field: `own` is that of the one whose fields these are, `other` that of whose group this is.
    fn value(&self, champ: Champ, own: &str, other: &str, gens: &[Champs]) -> Option<String> {
        let elsewhere = |champ| any(gens).and_then(|one| get(one, champ)).map(str::to_owned);
        match champ {
            Champ::NomNaissance => Some(self.nom.to_owned()),
            Champ::Prenom => Some(self.prenom.to_owned()),
            Champ::Naissance => Some(self.naissance.to_string()),
            Champ::NomUsage => elsewhere(Champ::NomNaissance),
            Champ::AutresPrenoms => elsewhere(Champ::Prenom),
            Champ::Voie => elsewhere(Champ::Voie).map(|voie| renumbered(&voie)),
            // Of one person together: they say each other, and the NIR says them.
            Champ::Sexe | Champ::CommuneNaissance | Champ::PaysNaissance | Champ::Nationalite => Some(own.to_owned()),
            _ => match champ.nature() {
                Nature::Nom => Some(format!("{} {}", elsewhere(Champ::Prenom)?, self.nom)),
                Nature::Telephone => Some(fictional_phone(own)),
                Nature::Mail => Some(self.mail()),
                Nature::Nir => self.nir(own),
                Nature::FranceTravail => Some(format!("000{:04}{}", below(10_000), letter())),
                Nature::Texte { .. } | Nature::Iban | Nature::Ine | Nature::Allocataire | Nature::Interne => None,
                _ => Some(other.to_owned()),
            },
        }
    }

    fn mail(&self) -> String {
        let part = |text: &str| normal_name(text).replace(|c: char| !c.is_ascii_alphanumeric(), "");
        format!("{}.{}{}@courriel.example", part(self.prenom), part(self.nom), below(90) + 10)
    }

    /// Sex and place as in `own`, the birth of who is composed, rank 000, the right key.
    fn nir(&self, own: &str) -> Option<String> {
        let (sexe, lieu) = (own.get(..1)?, own.get(5..10)?);
        let head = format!("{sexe}{:02}{:02}{lieu}000", self.naissance.year() % 100, self.naissance.month());
        let digits = head.replacen("2A", "19", 1).replacen("2B", "18", 1);
        let key = 97 - digits.parse::<u64>().ok()? % 97;
        Some(format!("{head}{key:02}"))
    }
}

/// A date some days away from this one, never this one.
fn moved(date: &str) -> Option<Date> {
    let days = below(20) as i64 + 1;
    date.parse::<Date>().ok()?.checked_add(if below(2) == 0 { days } else { -days }.days()).ok()
}

/// Of the numbers that ARCEP keeps for fiction.
fn fictional_phone(own: &str) -> String {
    let is_mobile = own.starts_with("06") || own.starts_with("07");
    format!("{}{:04}", if is_mobile { "063998" } else { "019900" }, below(10_000))
}

/// The street of one, the door of nobody.
fn renumbered(voie: &str) -> String {
    let name = voie.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == ',');
    format!("{} {name}", below(80) + 1)
}

fn is_one_of(gens: &[Champs], nom: &str, prenom: &str) -> bool {
    let is = |one: &Champs| {
        let has = |champ, wanted| get(one, champ).is_some_and(|value| same(value, wanted));
        (has(Champ::NomNaissance, nom) || has(Champ::NomUsage, nom)) && has(Champ::Prenom, prenom)
    };
    gens.iter().any(is)
}

fn same(one: &str, other: &str) -> bool {
    normal_name(one) == normal_name(other)
}

fn get(champs: &Champs, wanted: Champ) -> Option<&str> {
    champs.iter().find(|(champ, _)| *champ == wanted).map(|(_, value)| value.expose())
}

fn any(gens: &[Champs]) -> Option<&Champs> {
    gens.get(below(gens.len()))
}

fn letter() -> char {
    char::from(b'A' + below(26) as u8)
}

/// A number below this one; zero below zero.
pub(crate) fn below(limit: usize) -> usize {
    usize::try_from(u64::from_be_bytes(random())).unwrap_or(usize::MAX) % limit.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gens() -> Vec<Champs> {
        let one = |nom: &str, prenom: &str, sexe: &str, naissance: &str, n: u32| -> Champs {
            [
                (Champ::NomNaissance, nom.to_owned()),
                (Champ::Prenom, prenom.to_owned()),
                (Champ::Sexe, sexe.to_owned()),
                (Champ::Naissance, naissance.to_owned()),
                (Champ::Telephone, format!("07555500{n:02}")),
                (Champ::Mail, format!("{prenom}@fai.invalid")),
                (Champ::Voie, format!("{n}0 rue des Essais")),
                (Champ::ComplementAdresse, format!("chez {prenom}")),
                (Champ::Nir, format!("{}0601595120{n:02}00", if sexe == "F" { 2 } else { 1 })),
            ]
            .map(|(champ, value)| (champ, Clair::new(value)))
            .into()
        };
        vec![
            one("Lefebvrault", "Mathilde", "F", "2006-03-12", 1),
            one("Brissavoine", "Océane", "F", "2004-01-30", 2),
            one("Dumoncelle", "Yacine", "M", "2005-07-02", 3),
            one("Zubrowski", "Élouan", "M", "2003-11-21", 4),
        ]
    }

    #[test]
    fn nobody_is_composed_of_several_and_nothing_leads_to_one_of_them() {
        let gens = gens();
        for _ in 0..200 {
            let made = compose(&gens, 1, |_, _| false).expect("twelve pairs are left");
            let of = |champ| get(&made, champ).unwrap_or_default().to_owned();
            assert!(!is_one_of(&gens, &of(Champ::NomNaissance), &of(Champ::Prenom)));
            for champ in [Champ::Naissance, Champ::Telephone, Champ::Mail, Champ::Nir] {
                assert!(gens.iter().all(|one| get(one, champ) != Some(&of(champ))), "{champ:?}");
            }
            assert!(of(Champ::Telephone).starts_with("063998") && of(Champ::Mail).ends_with("@courriel.example"));
            assert_eq!(&of(Champ::Nir)[10..13], "000");
            assert_eq!(of(Champ::ComplementAdresse), "", "free words are somebody's");
            let same_sex = gens.iter().find(|one| get(one, Champ::Prenom) == Some(&of(Champ::Prenom)));
            assert_eq!(same_sex.and_then(|one| get(one, Champ::Sexe)), Some(&*of(Champ::Sexe)));
        }
    }

    #[test]
    fn where_everybody_is_known_nobody_is_made() {
        assert!(compose(&gens(), 1, |_, _| true).is_none());
        assert!(compose(&gens()[..2], 1, |_, _| false).is_none());
    }
}
