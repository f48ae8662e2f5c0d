//! The course that each agent takes before the certificate: a few screens, then an exam that can be failed.
//!
//! The words are data, one file a module, French and English side by side: a sentence and its translation are read
//! together, and change together. They tell what happened in November 2025 and what a day in a mission locale asks.
//! Time and chance are parameters; who signs the certificate, and what it opens, is `droits`.

mod commun;
pub mod epreuve;
mod gestionnaire;
mod parrain;
pub mod rappel;

pub use epreuve::{Choisis, Faux, Reponses, Resultat, SEUIL, Seuil, Tiree, draw, grade, grade_shown};
pub use rappel::rappel;

/// Version of the words and of the questions, part of the certificate: whoever looks later knows which exam was
/// passed. One more at each change of meaning, not of spelling.
pub const VERSION: u16 = 1;

/// A sentence in both languages of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Texte {
    /// French, the language of the trade.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

const fn t(fr: &'static str, en: &'static str) -> Texte {
    Texte { fr, en }
}

/// What somebody has to learn, by what she may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Parcours {
    /// What every agent learns.
    Agent = 1,
    /// And what it is to vouch for a newcomer.
    Parrain = 2,
    /// And what it is to manage accounts. A gestionnaire is never a parrain.
    Gestionnaire = 3,
}

impl Parcours {
    /// All of them.
    pub const ALL: [Parcours; 3] = [Parcours::Agent, Parcours::Parrain, Parcours::Gestionnaire];

    /// The one of an account: its role, and whether it has the quality of parrain (a direction always has).
    pub const fn of(is_gestionnaire: bool, is_parrain: bool) -> Parcours {
        match (is_gestionnaire, is_parrain) {
            (true, _) => Parcours::Gestionnaire,
            (false, true) => Parcours::Parrain,
            (false, false) => Parcours::Agent,
        }
    }

    /// The one of a stored number.
    pub fn from_number(number: u8) -> Option<Parcours> {
        Parcours::ALL.into_iter().find(|parcours| *parcours as u8 == number)
    }

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Parcours::Agent => "agent",
            Parcours::Parrain => "parrain",
            Parcours::Gestionnaire => "gestionnaire",
        }
    }

    /// Its modules, in the order in which they are read.
    pub const fn modules(self) -> &'static [&'static Module] {
        match self {
            Parcours::Agent => &[&commun::MODULE],
            Parcours::Parrain => &[&commun::MODULE, &parrain::MODULE],
            Parcours::Gestionnaire => &[&commun::MODULE, &gestionnaire::MODULE],
        }
    }

    /// The module of this key, when this course has it.
    pub fn module(self, key: &str) -> Option<&'static Module> {
        self.modules().iter().copied().find(|module| module.key == key)
    }

    /// Its questions, in the order of the files: the exam draws another.
    pub fn questions(self) -> impl Iterator<Item = &'static Question> {
        self.modules().iter().flat_map(|module| module.questions)
    }

    /// How long its certificate holds at most: six months for who manages accounts, a year for the others.
    pub const fn duree_jours_max(self) -> u16 {
        match self {
            Parcours::Gestionnaire => 182,
            Parcours::Agent | Parcours::Parrain => 365,
        }
    }

    /// Minutes of reading, rounded up: screens and exam, at 200 words a minute. A test keeps them to ten.
    pub fn minutes(self) -> u16 {
        u16::try_from(self.mots(|texte| texte.fr).div_ceil(200)).unwrap_or(u16::MAX)
    }

    /// Words to read: the explanations of the exam come on top, for who needs them.
    fn mots(self, langue: fn(Texte) -> &'static str) -> usize {
        let of =
            |texte: Texte| langue(texte).split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let module = |module: &Module| {
            let ecrans: usize = module.ecrans.iter().flat_map(Ecran::textes).map(of).sum();
            let questions: usize = module.questions.iter().flat_map(Question::lus).map(of).sum();
            of(module.titre) + ecrans + questions
        };
        self.modules().iter().map(|m| module(m)).sum()
    }
}

/// A part of the course: screens to read, questions asked about them.
#[derive(Debug)]
pub struct Module {
    /// Its part of the address.
    pub key: &'static str,
    /// Title.
    pub titre: Texte,
    /// Screens, in order.
    pub ecrans: &'static [Ecran],
    /// Scenarios of the exam.
    pub questions: &'static [Question],
}

/// One screen of a module.
#[derive(Debug)]
pub struct Ecran {
    /// Title.
    pub titre: Texte,
    /// Body.
    pub blocs: &'static [Bloc],
}

impl Ecran {
    fn textes(&self) -> impl Iterator<Item = Texte> {
        let body = self.blocs.iter().flat_map(|bloc| match bloc {
            Bloc::Texte(texte) | Bloc::Scene(texte) | Bloc::Retenir(texte) => std::slice::from_ref(texte),
            Bloc::Liste(lignes) => lignes,
        });
        std::iter::once(self.titre).chain(body.copied())
    }
}

/// A piece of a screen.
#[derive(Debug)]
pub enum Bloc {
    /// A paragraph.
    Texte(Texte),
    /// What somebody says, or what happens: set apart.
    Scene(Texte),
    /// One line a point.
    Liste(&'static [Texte]),
    /// The one sentence to keep.
    Retenir(Texte),
}

/// A scenario of the exam.
#[derive(Debug)]
pub struct Question {
    /// Names it for ever: answers are held under it.
    pub key: &'static str,
    /// Whether the exam is failed without it: the gesture that lets somebody in.
    pub vital: bool,
    /// What happens.
    pub scene: Texte,
    /// Three or four; one or several are right.
    pub choix: &'static [Choix],
}

impl Question {
    /// Whether several answers are right: the page says so.
    pub fn is_multiple(&self) -> bool {
        self.juste().nombre() > 1
    }

    /// The right answers.
    pub fn juste(&self) -> Choisis {
        (0..).zip(self.choix).filter(|(_, choix)| choix.juste).map(|(n, _)| n).collect()
    }

    fn lus(&self) -> impl Iterator<Item = Texte> {
        std::iter::once(self.scene).chain(self.choix.iter().map(|choix| choix.texte))
    }
}

/// One answer that may be chosen.
#[derive(Debug)]
pub struct Choix {
    /// Whether it is right.
    pub juste: bool,
    /// What one does.
    pub texte: Texte,
    /// Why it is right or wrong, shown to who missed it.
    pub pourquoi: Texte,
}

const fn oui(texte: Texte, pourquoi: Texte) -> Choix {
    Choix { juste: true, texte, pourquoi }
}

const fn non(texte: Texte, pourquoi: Texte) -> Choix {
    Choix { juste: false, texte, pourquoi }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every sentence of a course, explanations too.
    fn textes(parcours: Parcours) -> Vec<Texte> {
        let modules = parcours.modules().iter();
        let screens = modules.flat_map(|m| std::iter::once(m.titre).chain(m.ecrans.iter().flat_map(Ecran::textes)));
        let asked = parcours.questions().flat_map(Question::lus);
        let why = parcours.questions().flat_map(|q| q.choix.iter().map(|choix| choix.pourquoi));
        screens.chain(asked).chain(why).collect()
    }

    #[test]
    fn a_course_is_read_in_ten_minutes_in_either_language() {
        for parcours in Parcours::ALL {
            let (fr, en) = (parcours.mots(|texte| texte.fr), parcours.mots(|texte| texte.en));
            assert!(fr > 800 && fr <= 2_000 && en > 700 && en <= 2_000, "{parcours:?}: {fr} words, {en} in English");
            assert!(parcours.minutes() <= 10, "{parcours:?}");
        }
    }

    #[test]
    fn every_sentence_is_complete_in_both_languages() {
        for texte in Parcours::ALL.into_iter().flat_map(textes) {
            for (words, other) in [(texte.fr, texte.en), (texte.en, texte.fr)] {
                assert!(words.trim() == words && words.len() * 3 > other.len(), "{words:?} against {other:?}");
                assert!(!words.contains("  ") && !words.contains('\n'), "{words:?}");
            }
            assert_ne!(texte.fr, texte.en);
            assert!(!texte.en.contains('«'), "{:?}", texte.en);
            // A space before these marks would let them fall alone on the next line.
            let loose = [" :", " ;", " ?", " !", "« ", " »"].into_iter().find(|mark| texte.fr.contains(mark));
            assert_eq!(loose, None, "{:?}", texte.fr);
        }
    }

    #[test]
    fn a_question_has_three_or_four_choices_some_right_some_wrong() {
        let mut keys = BTreeSet::new();
        let modules = [&commun::MODULE, &gestionnaire::MODULE, &parrain::MODULE];
        for question in modules.iter().flat_map(|module| module.questions) {
            let right = question.choix.iter().filter(|choix| choix.juste).count();
            assert!((3..=4).contains(&question.choix.len()), "{}", question.key);
            assert!(right >= 1 && right < question.choix.len(), "{}", question.key);
            assert!(keys.insert(question.key), "{} stands twice", question.key);
        }
        // The longest answer must not be the right one each time: it would be guessed without reading.
        let guessed = modules.iter().flat_map(|module| module.questions).filter(|question| {
            let longest = question.choix.iter().max_by_key(|choix| choix.texte.fr.len());
            longest.is_some_and(|choix| choix.juste)
        });
        assert!(guessed.count() * 4 <= keys.len() * 3, "the longest answer is nearly always right");
    }

    #[test]
    fn every_course_begins_with_the_attack_of_2025() {
        for parcours in Parcours::ALL {
            let first = &parcours.modules()[0].ecrans[0];
            assert!(
                first.titre.fr.contains("2025") && first.textes().any(|texte| texte.fr.contains("1,6\u{a0}million"))
            );
            assert!(parcours.questions().next().is_some_and(|q| q.key == "2025" && q.vital));
            assert!(parcours.modules().iter().all(|m| parcours.module(m.key).is_some_and(|found| found.key == m.key)));
        }
        assert!(Parcours::Agent.module("gestionnaire").is_none());
    }

    #[test]
    fn who_takes_what() {
        let check = |is_gestionnaire, is_parrain, expected: Parcours, keys: &[&str]| {
            let parcours = Parcours::of(is_gestionnaire, is_parrain);
            assert_eq!(parcours, expected);
            assert_eq!(parcours.modules().iter().map(|m| m.key).collect::<Vec<_>>(), keys);
            assert_eq!(Parcours::from_number(parcours as u8), Some(parcours));
        };
        check(false, false, Parcours::Agent, &["commun"]);
        check(false, true, Parcours::Parrain, &["commun", "parrain"]);
        check(true, false, Parcours::Gestionnaire, &["commun", "gestionnaire"]);
        check(true, true, Parcours::Gestionnaire, &["commun", "gestionnaire"]);
        assert_eq!(Parcours::from_number(0), None);
    }
}
