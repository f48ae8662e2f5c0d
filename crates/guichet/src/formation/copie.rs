//! The sheet of one exam: which questions in which order, and what was ticked. It travels in the form; nothing of it is
//! kept between the question and the answer.

use domaine::formation::{Choix, Parcours, Question, Resultat, Tiree, draw, grade_shown};

use crate::encodage;
use crate::face::Geste;
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// More than any course asks.
const QUESTIONS_MAX: usize = 32;

/// A sheet.
pub struct Copie {
    /// The course it is about.
    pub parcours: Parcours,
    /// What the order was drawn from.
    tirage: u64,
    questions: Vec<Tiree>,
    /// Places ticked, a list for each question shown.
    coches: Vec<Vec<u8>>,
}

impl Copie {
    /// A blank sheet, in an order that nobody has seen.
    pub fn blank(parcours: Parcours) -> Result<Copie, Refus> {
        let mut bytes = [0; 8];
        aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Refus::interne("no chance to draw an exam"))?;
        Ok(Copie::drawn(parcours, u64::from_be_bytes(bytes)))
    }

    fn drawn(parcours: Parcours, tirage: u64) -> Copie {
        let questions = draw(parcours, tirage);
        let coches = questions.iter().map(|_| Vec::new()).collect();
        Copie { parcours, tirage, questions, coches }
    }

    /// The sheet that a form brings back. Without the number it was drawn from, its answers mean nothing.
    pub fn read(parcours: Parcours, saisies: &Saisies) -> Result<Copie, Refus> {
        let tirage = clair::code(saisies.get("tirage"), seed).ok_or(Refus::Illisible)?;
        let mut copie = Copie::drawn(parcours, tirage);
        for (n, (question, coches)) in copie.questions.iter().zip(&mut copie.coches).enumerate() {
            let is_ticked = |place: &u8| match question.question.is_multiple() {
                true => saisies.has(&format!("q{n}-{place}")),
                false => saisies.is(&format!("q{n}"), &place.to_string()),
            };
            coches.extend((0_u8..).take(question.ordre.len()).filter(is_ticked));
        }
        Ok(copie)
    }

    /// What the order was drawn from, for the form to bring back.
    pub fn tirage(&self) -> String {
        encodage::hex(&self.tirage.to_be_bytes())
    }

    /// The questions as shown, from 0, with their answers.
    pub fn questions(&self) -> impl Iterator<Item = (usize, &'static Question, Vec<Case>)> {
        self.questions.iter().enumerate().map(|(n, tiree)| {
            let is_multiple = tiree.question.is_multiple();
            let cases = (0_u8..).zip(tiree.choix()).map(|(place, choix)| Case {
                id: format!("q{n}-{place}"),
                nom: if is_multiple { format!("q{n}-{place}") } else { format!("q{n}") },
                valeur: place,
                choix,
                coche: self.coches[n].contains(&place),
            });
            (n, tiree.question, cases.collect())
        })
    }

    /// What was ticked, for the signature to bring: places of a question joined by dots, questions by commas.
    pub fn reponses(&self) -> String {
        let places = |coches: &Vec<u8>| coches.iter().map(u8::to_string).collect::<Vec<_>>().join(".");
        self.coches.iter().map(places).collect::<Vec<_>>().join(",")
    }

    /// Questions without any answer, from 0: left by distraction more often than by ignorance.
    pub fn blanches(&self) -> Vec<usize> {
        (0..self.coches.len()).filter(|n| self.coches[*n].is_empty()).collect()
    }

    /// What the exam says of it.
    pub fn resultat(&self) -> Resultat {
        grade_shown(self.parcours, self.tirage, &self.coches)
    }
}

/// The gesture that a form brings back: which draw, and what was ticked. Who passed is judged by the coffre, which knows
/// whose course it is; here a sheet is only read.
pub fn geste(saisies: &Saisies) -> Result<Geste, Refus> {
    let tirage = clair::code(saisies.get("tirage"), seed).ok_or(Refus::Illisible)?;
    let given = Some(saisies.get("reponses")).filter(|_| saisies.has("reponses"));
    let reponses = given.and_then(|text| clair::code(text, places)).ok_or(Refus::Illisible)?;
    Ok(Geste::Former { tirage, reponses })
}

/// See [`Copie::reponses`].
fn places(text: &str) -> Option<Vec<Vec<u8>>> {
    let of = |part: &str| -> Option<Vec<u8>> {
        let places = part.split('.').filter(|place| !place.is_empty());
        places.map(|place| place.parse().ok().filter(|n| *n < 8)).collect()
    };
    let questions: Option<Vec<_>> = text.split(',').map(of).collect();
    questions.filter(|questions| questions.len() <= QUESTIONS_MAX)
}

/// A box of the form.
pub struct Case {
    /// Names it on the page.
    pub id: String,
    /// Its name in the form.
    pub nom: String,
    /// Its value: the place where it is shown.
    pub valeur: u8,
    /// What it says.
    pub choix: &'static Choix,
    /// Whether it is ticked.
    pub coche: bool,
}

/// Sixteen lower-case hexadecimal digits; one spelling only.
fn seed(text: &str) -> Option<u64> {
    let digit = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    (text.len() == 16 && text.bytes().all(digit)).then(|| u64::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(copie: &Copie) -> String {
        let cases = copie.questions().flat_map(|(_, _, cases)| cases).filter(|case| case.coche);
        let fields = cases.map(|case| format!("&{}={}", case.nom, case.valeur));
        format!("tirage={}{}", copie.tirage(), fields.collect::<String>())
    }

    #[test]
    fn a_sheet_comes_back_as_it_left() {
        for parcours in Parcours::ALL {
            let mut copie = Copie::blank(parcours).expect("chance");
            assert_eq!(copie.blanches().len(), copie.questions.len());
            for (n, tiree) in copie.questions.iter().enumerate() {
                let right = (0_u8..).zip(tiree.choix()).filter(|(_, choix)| choix.juste).map(|(place, _)| place);
                copie.coches[n] = right.collect();
            }
            let Ok(back) = Copie::read(parcours, &Saisies::read(form(&copie).as_bytes())) else { panic!("a sheet") };
            assert_eq!((back.tirage, &back.coches), (copie.tirage, &copie.coches));
            assert!(back.blanches().is_empty() && back.resultat().recu);
            // And on to the signature.
            let saisies = format!("tirage={}&reponses={}", copie.tirage(), copie.reponses());
            let Ok(Geste::Former { tirage, reponses }) = geste(&Saisies::read(saisies.as_bytes())) else {
                panic!("a sheet that was graded is signed")
            };
            assert_eq!((tirage, reponses), (copie.tirage, copie.coches));
        }
    }

    #[test]
    fn one_spelling_of_a_draw() {
        let check = |text: &str, expected| assert_eq!(seed(text), expected, "{text}");
        check("00000000000000ff", Some(255));
        check("ffffffffffffffff", Some(u64::MAX));
        check("00000000000000FF", None);
        check("+0000000000000ff", None);
        check("ff", None);
        check("", None);
        assert!(Copie::read(Parcours::Agent, &Saisies::read(b"q0=1&q1-0=0")).is_err());
    }

    #[test]
    fn what_was_ticked_is_read_or_refused() {
        let check = |text: &str, expected: Option<&[&[u8]]>| {
            let expected = expected.map(|all| all.iter().map(|one| one.to_vec()).collect::<Vec<_>>());
            assert_eq!(places(text), expected, "{text}");
        };
        check("1,0.3,2", Some(&[&[1], &[0, 3], &[2]]));
        check(",2", Some(&[&[], &[2]]));
        check("8", None);
        check("-1", None);
        check("1,x", None);
        check(&",".repeat(32), None);
        assert!(geste(&Saisies::read(b"tirage=0000000000000001")).is_err(), "no sheet at all");
    }

    #[test]
    fn answers_that_are_not_of_the_sheet_tick_nothing() {
        let corps = b"tirage=0000000000000001&q0=0&q0-9=9&q99=1&q99-0=0&q1=7&q2=x&q3=&q4=-1&q-1=0";
        let Ok(copie) = Copie::read(Parcours::Agent, &Saisies::read(corps)) else { panic!("a sheet") };
        // The first question has several answers: its boxes have names of their own.
        assert_eq!(copie.blanches().len(), copie.questions.len());
    }
}
