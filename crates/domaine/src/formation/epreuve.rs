//! The exam: questions in an order that nobody learns by heart, and one rule to pass.

use std::collections::BTreeMap;

use super::{Choix, Parcours, Question};

/// What it takes to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seuil {
    /// Vital questions that may be wrong.
    pub vitales_fausses_max: usize,
    /// Share of all questions that must be right, in hundredths, inclusive.
    pub pour_cent_min: usize,
}

/// Every vital question, and four in five of all.
pub const SEUIL: Seuil = Seuil { vitales_fausses_max: 0, pour_cent_min: 80 };

impl Seuil {
    /// Whether so many right ones of so many, with so many vital ones wrong, pass.
    const fn is_reached(self, juste: usize, sur: usize, vitales_fausses: usize) -> bool {
        vitales_fausses <= self.vitales_fausses_max && juste * 100 >= sur * self.pour_cent_min
    }
}

/// Choices of a question, by their place in the data (never by the place drawn).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choisis(u8);

impl Choisis {
    /// Whether this one is among them.
    pub fn has(self, n: usize) -> bool {
        n < 8 && self.0 & (1 << n) != 0
    }

    /// How many.
    pub fn nombre(self) -> u32 {
        self.0.count_ones()
    }
}

/// Places beyond the eighth name no choice and are left out.
impl FromIterator<usize> for Choisis {
    fn from_iter<I: IntoIterator<Item = usize>>(places: I) -> Choisis {
        Choisis(places.into_iter().filter(|n| *n < 8).fold(0, |bits, n| bits | 1 << n))
    }
}

/// What was answered, by the question's key. A question that is not there was left blank.
pub type Reponses = BTreeMap<&'static str, Choisis>;

/// What the exam says.
#[derive(Debug)]
pub struct Resultat {
    /// Right questions.
    pub juste: usize,
    /// Questions asked.
    pub sur: usize,
    /// The others, in the order of the data.
    pub faux: Vec<Faux>,
    /// Whether it is passed.
    pub recu: bool,
}

/// A question that was missed.
#[derive(Debug)]
pub struct Faux {
    /// Which.
    pub question: &'static Question,
    /// What was chosen.
    pub choisis: Choisis,
}

impl Faux {
    /// What is to be explained: wrong answers that were chosen, right ones that were not; `true` beside the chosen.
    pub fn explications(&self) -> impl Iterator<Item = (&'static Choix, bool)> {
        let choisis = self.choisis;
        let all = self.question.choix.iter().enumerate().map(move |(n, choix)| (choix, choisis.has(n)));
        all.filter(|(choix, chosen)| choix.juste != *chosen)
    }
}

/// Grades a whole exam. A question is right when exactly its right answers were chosen, no more and no less; answers
/// to questions of another course count for nothing.
pub fn grade(parcours: Parcours, reponses: &Reponses) -> Resultat {
    let mut faux = Vec::new();
    let mut sur = 0;
    for question in parcours.questions() {
        sur += 1;
        let choisis = reponses.get(question.key).copied().unwrap_or_default();
        if choisis != question.juste() {
            faux.push(Faux { question, choisis });
        }
    }
    let juste = sur - faux.len();
    let vitales = faux.iter().filter(|faux| faux.question.vital).count();
    let recu = SEUIL.is_reached(juste, sur, vitales);
    Resultat { juste, sur, faux, recu }
}

/// Grades a sheet as it was shown: what it was drawn from and, for each question in the order shown, the places ticked.
pub fn grade_shown(parcours: Parcours, tirage: u64, coches: &[Vec<u8>]) -> Resultat {
    let shown = draw(parcours, tirage);
    let answered = shown.iter().zip(coches);
    let read = |(tiree, places): (&Tiree, &Vec<u8>)| {
        (tiree.question.key, tiree.read(places.iter().map(|place| usize::from(*place))))
    };
    grade(parcours, &answered.map(read).collect())
}

/// A question at its place in one exam.
#[derive(Debug)]
pub struct Tiree {
    /// Which.
    pub question: &'static Question,
    /// Places of its choices in the data, in the order shown.
    pub ordre: Vec<usize>,
}

impl Tiree {
    /// The choices in the order shown.
    pub fn choix(&self) -> impl Iterator<Item = &'static Choix> {
        self.ordre.iter().filter_map(|n| self.question.choix.get(*n))
    }

    /// What places *shown* mean in the data; a place that is not shown names nothing.
    pub fn read(&self, shown: impl IntoIterator<Item = usize>) -> Choisis {
        shown.into_iter().filter_map(|place| self.ordre.get(place).copied()).collect()
    }
}

/// The exam of this seed: every question of the course, questions and choices in an order of its own. The first scenario
/// stays first: it is the one that the course begins with. The caller takes a new seed each time the page is shown, and
/// the form brings it back: the same seed is the same exam.
pub fn draw(parcours: Parcours, seed: u64) -> Vec<Tiree> {
    let mut chance = Chance(seed);
    let mut drawn: Vec<_> = parcours
        .questions()
        .map(|question| {
            let mut ordre: Vec<_> = (0..question.choix.len()).collect();
            chance.shuffle(&mut ordre);
            Tiree { question, ordre }
        })
        .collect();
    if let [_, others @ ..] = drawn.as_mut_slice() {
        chance.shuffle(others);
    }
    drawn
}

/// A small generator (SplitMix64's constants): it has to mix an order, not to keep a secret.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Fisher and Yates.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let upto = last as u64 + 1;
            let place = usize::try_from(self.next() % upto).unwrap_or(0);
            items.swap(last, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all_right(parcours: Parcours) -> Reponses {
        parcours.questions().map(|question| (question.key, question.juste())).collect()
    }

    /// All right, but these.
    fn without(parcours: Parcours, wrong: &[&'static str]) -> Reponses {
        all_right(parcours).into_iter().filter(|(key, _)| !wrong.contains(key)).collect()
    }

    fn keys(parcours: Parcours, vital: bool) -> Vec<&'static str> {
        parcours.questions().filter(|q| q.vital == vital).map(|q| q.key).collect()
    }

    #[test]
    fn the_mark_is_inclusive() {
        let check =
            |juste, sur, vitales, recu| assert_eq!(SEUIL.is_reached(juste, sur, vitales), recu, "{juste}/{sur}");
        check(10, 10, 0, true);
        check(8, 10, 0, true);
        check(7, 10, 0, false);
        check(79, 100, 0, false);
        check(9, 10, 1, false);
    }

    #[test]
    fn four_in_five_and_every_vital_one() {
        for parcours in Parcours::ALL {
            let (vital, other) = (keys(parcours, true), keys(parcours, false));
            let sur = vital.len() + other.len();
            let check = |wrong: &[&'static str], recu: bool| {
                let resultat = grade(parcours, &without(parcours, wrong));
                assert_eq!((resultat.recu, resultat.juste, resultat.sur), (recu, sur - wrong.len(), sur), "{wrong:?}");
                assert_eq!(resultat.faux.len(), wrong.len());
            };
            check(&[], true);
            for key in &vital {
                check(&[key], false);
            }
            for key in &other {
                check(&[key], true);
            }
            // One more than one in five: failed, though no vital one is wrong.
            let too_many = sur - (sur * SEUIL.pour_cent_min).div_ceil(100) + 1;
            assert!(other.len() >= too_many, "{parcours:?}: four in five must be able to fail somebody");
            check(&other[..too_many - 1], true);
            check(&other[..too_many], false);
        }
    }

    #[test]
    fn nothing_everything_or_one_too_many_is_wrong() {
        let parcours = Parcours::Gestionnaire;
        assert_eq!(grade(parcours, &Reponses::new()).juste, 0);
        let everything = parcours.questions().map(|q| (q.key, (0..q.choix.len()).collect())).collect();
        let resultat = grade(parcours, &everything);
        assert!(!resultat.recu && resultat.juste == 0);
        for question in parcours.questions() {
            for n in 0..8 {
                let mut reponses = all_right(parcours);
                reponses.insert(question.key, Choisis(question.juste().0 ^ (1 << n)));
                assert_eq!(grade(parcours, &reponses).faux.len(), 1, "{} {n}", question.key);
            }
        }
    }

    #[test]
    fn the_answers_of_another_course_count_for_nothing() {
        let agent = all_right(Parcours::Agent);
        assert!(grade(Parcours::Agent, &agent).recu);
        assert!(!grade(Parcours::Gestionnaire, &agent).recu && !grade(Parcours::Parrain, &agent).recu);
        assert!(grade(Parcours::Agent, &all_right(Parcours::Gestionnaire)).recu);
    }

    #[test]
    fn what_was_missed_is_explained_and_nothing_else() {
        for question in Parcours::Gestionnaire.questions() {
            for bits in 0..1 << question.choix.len() {
                let faux = Faux { question, choisis: Choisis(bits) };
                let told = faux.explications().count();
                let missed = (bits ^ question.juste().0).count_ones();
                assert_eq!(told, missed as usize, "{}", question.key);
                assert!(faux.explications().all(|(choix, chosen)| choix.juste != chosen));
            }
        }
    }

    #[test]
    fn a_seed_is_one_exam_and_another_seed_another() {
        let shown = |parcours, seed| -> Vec<_> {
            draw(parcours, seed).into_iter().map(|tiree| (tiree.question.key, tiree.ordre)).collect()
        };
        for parcours in Parcours::ALL {
            assert_eq!(shown(parcours, 7), shown(parcours, 7));
            let different: BTreeSet<_> = (0..100).map(|seed| shown(parcours, seed)).collect();
            assert_eq!(different.len(), 100);
            for seed in 0..100 {
                let drawn = draw(parcours, seed);
                assert_eq!(drawn[0].question.key, "2025");
                let asked: BTreeSet<_> = drawn.iter().map(|tiree| tiree.question.key).collect();
                assert_eq!(asked, parcours.questions().map(|q| q.key).collect());
                for tiree in &drawn {
                    let mut places = tiree.ordre.clone();
                    places.sort_unstable();
                    assert_eq!(places, (0..tiree.question.choix.len()).collect::<Vec<_>>());
                }
            }
        }
    }

    #[test]
    fn every_question_but_the_first_comes_at_every_place() {
        let places: BTreeSet<_> = (0..200)
            .flat_map(|seed| draw(Parcours::Agent, seed).into_iter().enumerate())
            .map(|(place, tiree)| (tiree.question.key, place))
            .collect();
        let others = Parcours::Agent.questions().count() - 1;
        assert_eq!(places.len(), 1 + others * others);
    }

    #[test]
    fn every_answer_comes_at_every_place() {
        let first: BTreeSet<_> = (0..50)
            .flat_map(|seed| draw(Parcours::Agent, seed))
            .map(|tiree| (tiree.question.key, tiree.ordre[0]))
            .collect();
        let choices: usize = Parcours::Agent.questions().map(|question| question.choix.len()).sum();
        assert_eq!(first.len(), choices);
    }

    #[test]
    fn a_sheet_is_graded_by_its_own_draw() {
        let parcours = Parcours::Gestionnaire;
        let right =
            |tiree: &Tiree| (0_u8..).zip(tiree.choix()).filter(|(_, c)| c.juste).map(|(place, _)| place).collect();
        let sheet: Vec<Vec<u8>> = draw(parcours, 11).iter().map(right).collect();
        let resultat = grade_shown(parcours, 11, &sheet);
        assert!(resultat.recu && resultat.faux.is_empty() && resultat.sur == sheet.len());
        assert!(!grade_shown(parcours, 12, &sheet).recu, "the same places of another draw");
        assert!(!grade_shown(parcours, 11, &sheet[..sheet.len() - 3]).recu);
        assert_eq!(grade_shown(parcours, 11, &[]).juste, 0);
        let longer: Vec<Vec<u8>> = sheet.iter().cloned().chain([vec![0, 255]]).collect();
        assert!(grade_shown(parcours, 11, &longer).recu, "what no question asked is left out");
    }

    #[test]
    fn places_shown_are_read_as_places_of_the_data() {
        for (seed, tiree) in (0..20).flat_map(|seed| draw(Parcours::Parrain, seed).into_iter().map(move |t| (seed, t)))
        {
            let right = tiree.choix().enumerate().filter(|(_, choix)| choix.juste).map(|(place, _)| place);
            assert_eq!(tiree.read(right), tiree.question.juste(), "{seed}");
            assert_eq!(tiree.read([4, 7, 8, 99, usize::MAX]), Choisis::default());
        }
    }
}
