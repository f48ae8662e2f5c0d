//! What a structure changes in a list: values it does not use, and its own. National numbers stay below 1,000, so that
//! a later national value never meets a local one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;

use super::{Catalogue, Liste, Valeur, lecture};

/// First number of a structure's own values.
pub const CODE_LOCAL_MIN: u16 = 1_000;
/// Most values that a structure adds to one list: beyond, nobody finds anything in a select.
pub const AJOUTS_MAX: usize = 200;
/// Longest word of a local value, in characters.
pub const LIBELLE_MAX: usize = 60;

/// A structure's overlay of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surcouche {
    /// Values that it does not offer any more, national or its own. They stay readable in what was written before.
    pub masquees: BTreeSet<u16>,
    /// Its own, in its order.
    pub ajouts: Vec<Ajout>,
}

/// A value of one structure. Its word is the same in both languages: the structure typed it once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ajout {
    /// From [`CODE_LOCAL_MIN`].
    pub code: u16,
    /// Kebab-case; unknown to the national list.
    pub cle: String,
    /// At most [`LIBELLE_MAX`] characters.
    pub libelle: String,
    /// The national value that it details, whose capabilities it takes.
    pub parent: Option<u16>,
}

/// One choice of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in Valeur and Ajout")]
pub struct Offerte<'a> {
    pub code: u16,
    pub cle: &'a str,
    pub fr: &'a str,
    pub en: &'a str,
    pub parent: Option<u16>,
    /// Whether the structure added it.
    pub local: bool,
    /// Whether the page says "à confirmer": national, and not compared with its source. What a structure decided for
    /// itself has nobody else to confirm it.
    pub a_confirmer: bool,
}

/// What a structure changes, list by list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surcouches(BTreeMap<String, Surcouche>);

impl Surcouches {
    /// Its overlay of a list; of most lists there is none.
    pub fn of(&self, liste: &str) -> &Surcouche {
        static AUCUNE: Surcouche = Surcouche { masquees: BTreeSet::new(), ajouts: Vec::new() };
        self.0.get(liste).unwrap_or(&AUCUNE)
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, liste: &str) -> &mut Surcouche {
        self.0.entry(liste.to_owned()).or_default()
    }

    /// Whether the structure's forms offer this number on that day.
    pub fn offers(&self, liste: &str, code: u16, date: Date) -> bool {
        let offered = |liste: &Liste| liste.with(self.of(liste.nom), date).iter().any(|o| o.code == code);
        Catalogue::get(liste).is_some_and(offered)
    }

    /// The national value whose capabilities a number has.
    pub fn capacites(&self, liste: &str, code: u16) -> Option<&'static Valeur> {
        let national = Catalogue::get(liste)?;
        let parent = || national.by_code(self.of(liste).ajout(code)?.parent?);
        national.by_code(code).or_else(parent)
    }
}

/// The key, in forms and addresses, of a structure's own value.
pub fn local_key(code: u16) -> String {
    format!("local-{code}")
}

/// The number of such a key; whether the structure has it is to be seen.
pub fn local_code(cle: &str) -> Option<u16> {
    let code = cle.strip_prefix("local-")?.parse().ok()?;
    (code >= CODE_LOCAL_MIN && local_key(code) == cle).then_some(code)
}

impl Surcouche {
    /// The structure's own value of a number, offered or not.
    pub fn ajout(&self, code: u16) -> Option<&Ajout> {
        self.ajouts.iter().find(|ajout| ajout.code == code)
    }

    /// The number of its next own value: none is ever used again.
    pub fn next_code(&self) -> u16 {
        self.ajouts.iter().map(|ajout| ajout.code.saturating_add(1)).max().unwrap_or(CODE_LOCAL_MIN)
    }

    /// Whether it may be laid over this list.
    ///
    /// # Errors
    /// The first thing that would make two readers disagree.
    pub fn check(&self, liste: &Liste) -> Result<(), ErreurSurcouche> {
        if let Some(code) =
            self.masquees.iter().find(|code| liste.by_code(**code).is_none() && self.ajout(**code).is_none())
        {
            return Err(ErreurSurcouche::CodeInconnu(*code));
        }
        if self.ajouts.len() > AJOUTS_MAX {
            return Err(ErreurSurcouche::TropDAjouts);
        }
        let (mut codes, mut cles) = (BTreeSet::new(), BTreeSet::new());
        for ajout in &self.ajouts {
            ajout.check(liste)?;
            if !codes.insert(ajout.code) || !cles.insert(ajout.cle.as_str()) {
                return Err(ErreurSurcouche::Double(ajout.code));
            }
        }
        Ok(())
    }
}

impl Ajout {
    fn check(&self, liste: &Liste) -> Result<(), ErreurSurcouche> {
        if self.code < CODE_LOCAL_MIN {
            return Err(ErreurSurcouche::CodeNational(self.code));
        }
        if self.libelle.trim().is_empty() {
            return Err(ErreurSurcouche::LibelleVide(self.code));
        }
        if self.libelle.chars().count() > LIBELLE_MAX {
            return Err(ErreurSurcouche::LibelleLong(self.code));
        }
        if !lecture::is_kebab(&self.cle) || liste.by_key(&self.cle).is_some() {
            return Err(ErreurSurcouche::Cle(self.code));
        }
        match self.parent {
            Some(parent) if liste.by_code(parent).is_none() => Err(ErreurSurcouche::CodeInconnu(parent)),
            _ => Ok(()),
        }
    }
}

impl Liste {
    /// What a structure's form offers on that day: national values in their order, each followed by those that detail
    /// it, then the rest of the structure's own.
    pub fn with<'a>(&'a self, surcouche: &'a Surcouche, date: Date) -> Vec<Offerte<'a>> {
        let national = |valeur: &'a Valeur| Offerte {
            code: valeur.code,
            cle: valeur.cle,
            fr: valeur.fr,
            en: valeur.en,
            parent: None,
            local: false,
            a_confirmer: !self.verifie,
        };
        let mut offertes = Vec::new();
        let is_on = |ajout: &&'a Ajout| !surcouche.masquees.contains(&ajout.code);
        let mut left: Vec<&'a Ajout> = surcouche.ajouts.iter().filter(is_on).collect();
        for valeur in self.at(date).filter(|valeur| !surcouche.masquees.contains(&valeur.code)) {
            offertes.push(national(valeur));
            left.retain(|ajout| {
                let is_under = ajout.parent == Some(valeur.code);
                if is_under {
                    offertes.push(local(ajout));
                }
                !is_under
            });
        }
        offertes.extend(left.into_iter().map(local));
        offertes
    }

    /// The national value whose capabilities a number has: its own, or those of the value that a local one details.
    pub fn capacites_of(&self, code: u16, surcouche: &Surcouche) -> Option<&Valeur> {
        let parent = || surcouche.ajout(code)?.parent;
        self.by_code(code).or_else(|| self.by_code(parent()?))
    }
}

fn local(ajout: &Ajout) -> Offerte<'_> {
    Offerte {
        code: ajout.code,
        cle: &ajout.cle,
        fr: &ajout.libelle,
        en: &ajout.libelle,
        parent: ajout.parent,
        local: true,
        a_confirmer: false,
    }
}

/// Why an overlay is refused. The number is that of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErreurSurcouche {
    /// Hides, or details, a value that the list has not.
    CodeInconnu(u16),
    /// Adds a value with a national number.
    CodeNational(u16),
    /// Adds the same number or key twice.
    Double(u16),
    /// A key that is not kebab-case, or that the national list has already.
    Cle(u16),
    /// No word.
    LibelleVide(u16),
    /// More than [`LIBELLE_MAX`] characters.
    LibelleLong(u16),
    /// More than [`AJOUTS_MAX`].
    TropDAjouts,
}

impl fmt::Display for ErreurSurcouche {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErreurSurcouche::CodeInconnu(code) => write!(f, "the list has no value {code}"),
            ErreurSurcouche::CodeNational(code) => write!(f, "{code} is a national number"),
            ErreurSurcouche::Double(code) => write!(f, "{code} is there twice"),
            ErreurSurcouche::Cle(code) => write!(f, "the key of {code} is malformed or national"),
            ErreurSurcouche::LibelleVide(code) => write!(f, "{code} has no word"),
            ErreurSurcouche::LibelleLong(code) => write!(f, "the word of {code} is too long"),
            ErreurSurcouche::TropDAjouts => write!(f, "more than {AJOUTS_MAX} values are added"),
        }
    }
}

impl std::error::Error for ErreurSurcouche {}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TEXTE: &str = r#"
liste = "essai"
source = "aucune"
verifie = false

[[valeur]]
code = 1
cle = "premiere"
fr = "Première"
en = "First"
recu = true

[[valeur]]
code = 2
cle = "seconde"
fr = "Seconde"
en = "Second"
depuis = 2026-01-01
jusqua = 2026-12-31

[[valeur]]
code = 3
cle = "ancienne"
fr = "Ancienne"
en = "Old"
ferme = true
"#;

    fn essai() -> Liste {
        lecture::liste("essai", TEXTE).expect("it is right")
    }

    fn ajout(code: u16, cle: &str, libelle: &str, parent: Option<u16>) -> Ajout {
        Ajout { code, cle: cle.into(), libelle: libelle.into(), parent }
    }

    #[test]
    fn values_are_offered_on_their_days() {
        let liste = essai();
        let check = |jour: Date, expected: &[u16]| {
            let codes: Vec<u16> = liste.with(&Surcouche::default(), jour).iter().map(|o| o.code).collect();
            assert_eq!(codes, expected, "{jour}");
        };
        check(date(2025, 12, 31), &[1]);
        check(date(2026, 1, 1), &[1, 2]);
        check(date(2026, 12, 31), &[1, 2]);
        check(date(2027, 1, 1), &[1]);
    }

    #[test]
    fn a_structure_hides_and_adds() {
        let liste = essai();
        let ajouts = vec![ajout(1001, "autre", "Autre", None), ajout(1000, "detail", "Détail", Some(1))];
        let mut surcouche = Surcouche { masquees: BTreeSet::new(), ajouts };
        let seen = |surcouche: &Surcouche| {
            let offertes = liste.with(surcouche, date(2026, 6, 1));
            offertes.iter().map(|o| (o.code, o.local, o.a_confirmer)).collect::<Vec<_>>()
        };
        assert_eq!(
            seen(&surcouche),
            [(1, false, true), (1000, true, false), (2, false, true), (1001, true, false)],
            "what details a value follows it"
        );
        surcouche.masquees.insert(1);
        assert_eq!(seen(&surcouche), [(2, false, true), (1001, true, false), (1000, true, false)]);
        assert_eq!(surcouche.check(&liste), Ok(()));
        assert_eq!(surcouche.next_code(), 1002);
        surcouche.masquees.insert(1001);
        assert_eq!(seen(&surcouche), [(2, false, true), (1000, true, false)], "its own may be switched off too");
        assert_eq!(surcouche.check(&liste), Ok(()));
        assert_eq!(surcouche.ajout(1001).map(|a| a.libelle.as_str()), Some("Autre"), "and stays readable");
        assert!(liste.by_code(1).is_some(), "what is hidden stays readable");
        let recu = |code| liste.capacites_of(code, &surcouche).map(|valeur| valeur.est("recu"));
        assert_eq!([recu(1), recu(1000), recu(1001), recu(7)], [Some(true), Some(true), None, None]);
    }

    #[test]
    fn the_key_of_an_own_value_says_its_number() {
        let check = |cle: &str, expected: Option<u16>| assert_eq!(local_code(cle), expected, "{cle}");
        check(&local_key(1000), Some(1000));
        check("local-65535", Some(65_535));
        check("local-999", None);
        check("local-01000", None);
        check("local-+1000", None);
        check("local-70000", None);
        check("autre-1000", None);
    }

    #[test]
    fn a_bad_overlay_says_why() {
        let liste = essai();
        let check = |ajouts: Vec<Ajout>, expected: Result<(), ErreurSurcouche>| {
            assert_eq!(Surcouche { masquees: BTreeSet::new(), ajouts }.check(&liste), expected);
        };
        let many = |n: u16| (0..n).map(|k| ajout(1000 + k, &format!("cle-{k}"), "Mot", None)).collect::<Vec<_>>();
        check(vec![ajout(1000, "une", "Une", Some(3))], Ok(()));
        check(vec![ajout(999, "une", "Une", None)], Err(ErreurSurcouche::CodeNational(999)));
        check(vec![ajout(1000, "une", " ", None)], Err(ErreurSurcouche::LibelleVide(1000)));
        check(vec![ajout(1000, "une", &"é".repeat(60), None)], Ok(()));
        check(vec![ajout(1000, "une", &"é".repeat(61), None)], Err(ErreurSurcouche::LibelleLong(1000)));
        check(vec![ajout(1000, "une", "Une", Some(4))], Err(ErreurSurcouche::CodeInconnu(4)));
        check(vec![ajout(1000, "Une", "Une", None)], Err(ErreurSurcouche::Cle(1000)));
        check(vec![ajout(1000, "premiere", "Une", None)], Err(ErreurSurcouche::Cle(1000)));
        check(vec![ajout(1000, "a", "A", None), ajout(1000, "b", "B", None)], Err(ErreurSurcouche::Double(1000)));
        check(vec![ajout(1000, "a", "A", None), ajout(1001, "a", "B", None)], Err(ErreurSurcouche::Double(1001)));
        check(many(200), Ok(()));
        check(many(201), Err(ErreurSurcouche::TropDAjouts));
        let hides = |code| Surcouche { masquees: BTreeSet::from([code]), ajouts: Vec::new() }.check(&liste);
        assert_eq!((hides(3), hides(4)), (Ok(()), Err(ErreurSurcouche::CodeInconnu(4))));
    }
}
