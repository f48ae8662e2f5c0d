//! The registry: one line a rule, one file a rule. A rule reads entries and says what it saw; it never acts.

use journal::entry::{Entry, Pseudonym};

use crate::alerte::{Alerte, Gravite, Raison};
use crate::normes::{NormeFaute, Normes};
use crate::suivi::{Qui, Suivi};

/// Declares each module and its line of the registry. Rules are asked in this order; those that hear others come last.
macro_rules! regles {
    ($($(#[$path:meta])? $module:ident,)*) => {
        $($(#[$path])? pub mod $module;)*

        /// Every rule.
        pub const REGLES: &[Ligne] = &[
            $(Ligne { fiche: &$module::FICHE, build: |normes| Ok(Box::new($module::Etat::new(normes)?)) },)*
        ];
    };
}

regles! {
    v01_refus,
    v02_avis,
    v03_limites,
    v04_cadence,
    v05_suite,
    v06_moisson,
    v07_leurre,
    v08_heures,
    v11_habilitations,
    v12_mandat,
    v13_revelations,
    v14_fusible,
    v15_pas_moi,
    v16_lecture_seule,
    #[path = "../lent/s01_compte.rs"] s01_compte,
    #[path = "../lent/s02_derive.rs"] s02_derive,
    #[path = "../lent/s03_pairs.rs"] s03_pairs,
    v09_campagne,
}

/// What a reader needs to know of a rule: a page prints it.
#[derive(Debug)]
pub struct Fiche {
    /// Its number in alerts, for ever.
    pub numero: u8,
    /// Raised by whoever changes what makes it speak.
    pub version: u16,
    /// Its section in `normes.toml`, and the prefix of its reasons.
    pub cle: &'static str,
    /// What it asks for, at most.
    pub gravite: Gravite,
    /// How often it may speak of honest work: alerts for 1,000 days of one agent.
    pub bruit: f64,
    /// Codes of its reasons, each with the names of its numbers, in order: whoever shows alerts has words for these.
    pub raisons: &'static [(&'static str, &'static [&'static str])],
    /// Who does this, and why it is bad.
    pub histoire: Texte,
    /// What is seen in entries.
    pub signal: Texte,
}

impl Fiche {
    /// Whether its alerts are for a person to look at when it asks for all that it may: entries do not say what each asked for.
    pub fn is_for_review(&self) -> bool {
        crate::alerte::presses(self.numero, self.gravite)
    }
}

/// The same sentence in both languages.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "each is a language")]
pub struct Texte {
    pub fr: &'static str,
    pub en: &'static str,
}

/// A rule at work: its small state, in bounded memory, and no clock but the entries.
pub trait Regle: Send {
    /// Takes one entry, already counted in [`Suivi`].
    fn take(&mut self, _moment: &Moment<'_>, _sortie: &mut Vec<Alerte>) {}

    /// Hears what the rules before it said of this entry.
    fn hear(&mut self, _moment: &Moment<'_>, _dites: &[Alerte], _sortie: &mut Vec<Alerte>) {}

    /// A working day on which somebody worked is over; its counts still stand in [`Suivi`].
    fn end_day(&mut self, _soir: &Soir<'_>, _sortie: &mut Vec<Alerte>) {}
}

/// How a rule is made of the norms.
type Build = fn(&Normes) -> Result<Box<dyn Regle>, NormeFaute>;

/// A line of the registry.
pub struct Ligne {
    /// What is said of the rule.
    pub fiche: &'static Fiche,
    pub(crate) build: Build,
}

/// An entry, and what is known when it comes.
#[derive(Clone, Copy)]
pub struct Moment<'a> {
    /// Its place in the journal.
    pub index: u64,
    /// What it records.
    pub entry: &'a Entry,
    /// Milliseconds; never earlier than what came before.
    pub temps: u64,
    /// Working day.
    pub jour: u64,
    /// Who acts; `None` when the programs do.
    pub qui: Option<Qui>,
    /// All that is known.
    pub suivi: &'a Suivi,
}

/// The end of a working day, seen at the first entry of a later one.
pub struct Soir<'a> {
    /// The day that is over.
    pub jour: u64,
    /// The entry that ends it.
    pub index: u64,
    /// The time of that entry, milliseconds.
    pub temps: u64,
    /// All that is known, the day's counts included.
    pub suivi: &'a Suivi,
}

impl Moment<'_> {
    /// An alert of this rule on this entry, with the rule's own gravity.
    pub(crate) fn alerte(&self, fiche: &Fiche) -> Alerte {
        let structure = match (self.entry.structure, self.qui) {
            ([0, 0, 0, 0, 0, 0, 0, 0], Some(qui)) => self.suivi.agent(qui.agent).structure,
            (structure, _) => structure,
        };
        Alerte { login: self.entry.login, ..blank(fiche, self.entry.actor, structure, self.temps, self.index) }
    }
}

impl Soir<'_> {
    /// An alert of this rule on an agent's day.
    pub(crate) fn alerte(&self, fiche: &Fiche, agent: usize) -> Alerte {
        let known = self.suivi.agent(agent);
        blank(fiche, known.acteur, known.structure, self.temps, self.index).preuves(known.traces.all())
    }
}

fn blank(fiche: &Fiche, acteur: Pseudonym, structure: [u8; 8], temps: u64, index: u64) -> Alerte {
    Alerte {
        regle: fiche.numero,
        version: fiche.version,
        gravite: fiche.gravite,
        acteur,
        login: [0; 16],
        structure,
        sujet: None,
        temps,
        compte: 1,
        preuves: vec![index],
        raison: Raison::default(),
        amortie: false,
    }
}

/// Every rule at work, in the order of the registry.
pub(crate) fn build(normes: &Normes) -> Result<Vec<Box<dyn Regle>>, NormeFaute> {
    REGLES.iter().map(|ligne| (ligne.build)(normes)).collect()
}

/// What a page prints of every rule, and of damping, in the order of their numbers.
pub fn histoires() -> Vec<&'static Fiche> {
    let mut all: Vec<&'static Fiche> = REGLES.iter().map(|ligne| ligne.fiche).chain([&crate::amorti::FICHE]).collect();
    all.sort_by_key(|fiche| fiche.numero);
    all
}

/// What the security notes ask for and entries cannot tell. Printed beside the rules, so that nobody believes it is watched.
pub fn non_couvert() -> &'static [(&'static str, Texte)] {
    &[
        (
            "V10",
            Texte {
                fr: "Lecture du dossier d'un proche, d'un collègue, d'une personne connue : il faut des noms, que la vigie n'a pas.",
                en: "Reading a relative's, a colleague's or a known person's dossier: needs names, which the vigie has not.",
            },
        ),
        (
            "V1",
            Texte {
                fr: "Une tentative faite sans passer par la page qui refuse : une entrée ne dit pas d'où vient la demande.",
                en: "An attempt made without the page that refuses: an entry does not say where the request came from.",
            },
        ),
        (
            "V6",
            Texte {
                fr: "Personnes distinctes montrées : une entrée dit combien, et seulement une empreinte de qui. La limite du coffre les compte.",
                en: "Distinct persons shown: an entry says how many, and only a commitment to whom. The coffre's limit counts them.",
            },
        ),
        (
            "V8, V9",
            Texte {
                fr: "Réseau et navigateur : aucun n'est inscrit. Chaque connexion fait une clé nouvelle, elle ne distingue donc pas un poste.",
                en: "Network and browser: neither is recorded. Each login makes a new key, which therefore tells no device apart.",
            },
        ),
        (
            "V11",
            Texte {
                fr: "Deux comptes ouverts d'une même clé de navigateur : la clé est dans la pièce, dont l'entrée n'a que l'empreinte.",
                en: "Two accounts from one browser key: the key is in the piece, of which the entry holds only the hash.",
            },
        ),
        (
            "5.2",
            Texte {
                fr: "Surprise de la relation (équipe, site, programme, âge) : rien de cela n'est inscrit.",
                en: "Relationship surprise (team, site, programme, age): none of it is recorded.",
            },
        ),
        (
            "5.2",
            Texte {
                fr: "Vacances scolaires et mois : le modèle de compte ne connaît que le jour de la semaine.",
                en: "School holidays and months: the count model knows only the day of the week.",
            },
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_keys_are_unique_and_texts_are_written_in_both_languages() {
        for (at, one) in REGLES.iter().enumerate() {
            let fiche = one.fiche;
            let twin = REGLES[..at].iter().find(|o| o.fiche.numero == fiche.numero || o.fiche.cle == fiche.cle);
            assert!(twin.is_none(), "{} has a twin", fiche.cle);
            assert!(fiche.bruit > 0.0 && fiche.version > 0, "{}", fiche.cle);
            assert!(fiche.raisons.iter().all(|(code, _)| code.starts_with(fiche.cle)), "{}", fiche.cle);
            for texte in [fiche.histoire, fiche.signal] {
                assert!(texte.fr.len() > 40 && texte.en.len() > 40 && texte.fr != texte.en, "{}", fiche.cle);
            }
        }
    }

    /// A file that nobody registered would watch nothing.
    #[test]
    fn every_file_of_a_rule_is_registered() {
        let (rules, slow) =
            (concat!(env!("CARGO_MANIFEST_DIR"), "/src/regles"), concat!(env!("CARGO_MANIFEST_DIR"), "/src/lent"));
        let files = [rules, slow].into_iter().flat_map(|dir| std::fs::read_dir(dir).expect("the sources are here"));
        let names = files.map(|file| file.expect("readable").file_name().into_string().expect("UTF-8"));
        let mut expected: Vec<String> =
            names.filter(|name| name != "mod.rs").map(|name| name[..3].to_owned()).collect();
        let mut found: Vec<String> = REGLES.iter().map(|ligne| ligne.fiche.cle.to_owned()).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }

    /// No opaque model suspends.
    #[test]
    fn slow_statistics_ask_for_a_short_tranche_at_most() {
        for ligne in REGLES.iter().filter(|ligne| ligne.fiche.numero > 100) {
            assert!(ligne.fiche.gravite <= Gravite::TrancheCinq, "{}", ligne.fiche.cle);
        }
    }
}
