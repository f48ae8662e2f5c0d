//! Budgets: the table of what each role reads at most, and what `decide` answers at each limit.

use std::fmt::Write;

use journal::Kind;
use journal::act::{Act, Purpose, classes};
use journal::entry::{Decision, Entry, LoginId};

use super::dossiers::{Believes, entered, signs_in};
use super::{ELLE, ICI, T};
use crate::budget::{Plafonds, TRANCHE, explanation};
use crate::decide::{Demande, Refus};
use crate::habilitation::State;
use crate::habilitation::regles::{HEURE, JOUR};
use crate::registre::{mesure, suspension};
use crate::signature::sha256;
use crate::{Registre, Role, decide};

pub fn page() -> String {
    let mut page = format!(
        "Au plus, pour un compte actif ; un compte à l'essai lit moins. Un geste de la clé ouvre chaque tranche de {TRANCHE} dossiers \
         nouveaux.\n\n| rôle | dossiers en une heure | en un jour | en sept jours | sans explication, en un jour | en sept jours | \
         identifiants révélés | parties délicates | impressions | personnes listées | faits dits pour soi |\n|---|---|---|---|---|---|---|---|---|---|---|\n"
    );
    for role in Role::ALL {
        let p = Plafonds::of(role);
        let counts = [
            p.heure,
            p.jour,
            p.semaine,
            p.inexplique_jour,
            p.inexplique_semaine,
            p.revelations,
            p.delicats,
            p.impressions,
            p.lignes,
            p.faits_propres,
        ];
        let cells = counts.map(|n| if n == 0 { "–".into() } else { n.to_string() });
        writeln!(page, "| {} | {} |", role.key(), cells.join(" | ")).expect("a string");
    }
    page
}

/// An account at work, whose every request is another one.
struct Travail {
    registre: Registre,
    login: LoginId,
    time: u64,
    n: u64,
}

impl Travail {
    fn of(role: Role) -> Travail {
        let (registre, login) = entered(role, State::Active);
        Travail { registre, login, time: T, n: 0 }
    }

    /// Asks for a dossier of this number; what is granted or refused is folded.
    fn asks(&mut self, dossier: u64, kind: Kind, asked: u8, purpose: Purpose, explanation: u8) -> Result<(), Refus> {
        self.n += 1;
        let subject: [u8; 16] = sha256(&dossier.to_be_bytes())[..16].try_into().expect("16 of 32");
        let act = Act { kind, classes: asked, purpose, dossier: None, mandat: None };
        let demande = Demande {
            subject: Some((subject, ICI)),
            time: self.time,
            explanation,
            ..Demande::new(self.login, act, sha256(&self.n.to_le_bytes()))
        };
        let answer = decide(&self.registre, demande);
        let entry = match &answer {
            Ok(permit) => permit.entry(),
            Err(refus) => refus.entry(&self.registre, &demande),
        };
        self.registre.fold(&entry, None, &Believes).expect("what was decided is folded");
        answer.map(drop)
    }

    fn opens(&mut self, dossier: u64) -> Result<(), Refus> {
        self.asks(dossier, Kind::Opening, classes::C1 | classes::C2 | classes::C4, Purpose::Accompagnement, 0)
    }

    fn opens_hers(&mut self, dossier: u64) -> Result<(), Refus> {
        let whole = classes::C1 | classes::C2 | classes::C4;
        self.asks(dossier, Kind::Opening, whole, Purpose::Accompagnement, explanation::PORTEFEUILLE)
    }

    /// As the gesture's entry does, once it is judged.
    fn gesture(&mut self) {
        self.registre.begin_tranche(&Entry { login: self.login, ..Entry::new(Kind::Gesture) });
    }

    /// Opens so many of hers, with all the gestures and hours that it takes.
    fn works(&mut self, dossiers: std::ops::Range<u64>) -> Result<(), Refus> {
        for dossier in dossiers {
            match self.opens_hers(dossier) {
                Err(Refus::Tranche) => self.gesture(),
                Err(Refus::BudgetHeure) => self.time += HEURE,
                other => {
                    other?;
                    continue;
                }
            }
            self.opens_hers(dossier)?;
        }
        Ok(())
    }

    fn comes_back(&mut self, days: u64) {
        self.time = T + days * JOUR;
        self.login = signs_in(&mut self.registre, self.time);
    }

    fn state(&self) -> State {
        self.registre.agent(&ELLE).expect("her account").state(self.time)
    }
}

#[test]
fn without_touching_her_key_a_login_opens_twenty() {
    let mut lea = Travail::of(Role::Conseiller);
    for dossier in 0..20 {
        assert_eq!(lea.opens_hers(dossier), Ok(()));
    }
    assert_eq!(lea.opens_hers(20), Err(Refus::Tranche));
    assert_eq!(lea.opens_hers(7), Ok(()), "what she opened today stays open");
    lea.gesture();
    for dossier in 20..30 {
        assert_eq!(lea.opens_hers(dossier), Ok(()));
    }
    assert_eq!(
        lea.opens_hers(30),
        Err(Refus::BudgetHeure),
        "no gesture is asked for what would be refused all the same"
    );
    lea.time += HEURE;
    for dossier in 30..40 {
        assert_eq!(lea.opens_hers(dossier), Ok(()));
    }
    assert_eq!(lea.opens_hers(40), Err(Refus::Tranche));
}

#[test]
fn a_tranche_does_not_begin_anew_with_the_day() {
    let mut lea = Travail::of(Role::Conseiller);
    // Late in the evening; at three in the morning, in the same login, the day is another one.
    lea.time = T + 8 * HEURE;
    lea.login = signs_in(&mut lea.registre, lea.time);
    assert_eq!(lea.works(0..20), Ok(()));
    lea.time = T + 15 * HEURE;
    assert_eq!(lea.opens_hers(20), Err(Refus::Tranche));
    lea.comes_back(1);
    assert_eq!(lea.opens_hers(20), Ok(()), "signing in is a gesture");
}

#[test]
fn sixty_in_a_day_and_two_hundred_and_twenty_in_seven() {
    let mut lea = Travail::of(Role::Conseiller);
    for day in 0..3 {
        assert_eq!(lea.works(60 * day..60 * day + 60), Ok(()));
        assert_eq!(lea.works(1_000..1_001), Err(Refus::BudgetDay));
        lea.comes_back(day + 1);
    }
    assert_eq!(lea.works(180..220), Ok(()));
    assert_eq!(lea.opens_hers(220), Err(Refus::BudgetSemaine));
    lea.comes_back(6);
    assert_eq!(lea.opens_hers(220), Err(Refus::BudgetSemaine));
    lea.comes_back(7);
    assert_eq!(lea.works(220..280), Ok(()), "the first day is a week old");
}

#[test]
fn twelve_unexplained_in_a_day_and_thirty_five_in_seven() {
    let mut lea = Travail::of(Role::Conseiller);
    for day in 0..2 {
        for dossier in 0..12 {
            assert_eq!(lea.opens(100 * day + dossier), Ok(()));
        }
        assert_eq!(lea.opens(100 * day + 12), Err(Refus::BudgetInexplique));
        assert_eq!(lea.opens(100 * day + 3), Ok(()), "what she opened today stays open");
        assert_eq!(lea.opens_hers(100 * day + 50), Ok(()), "what is explained is not counted there");
        lea.comes_back(day + 1);
    }
    for dossier in 0..11 {
        assert_eq!(lea.opens(200 + dossier), Ok(()));
    }
    assert_eq!(lea.opens(211), Err(Refus::BudgetInexplique), "the thirty-sixth of seven days");
    lea.comes_back(7);
    assert_eq!(lea.opens(211), Ok(()));
}

#[test]
fn the_third_try_past_the_unexplained_cuts_the_account() {
    let mut lea = Travail::of(Role::Conseiller);
    (0..12).for_each(|dossier| assert_eq!(lea.opens(dossier), Ok(())));
    let refused = |lea: &mut Travail| {
        assert_eq!(lea.opens(50), Err(Refus::BudgetInexplique));
        let refusal = Entry { actor: ELLE, rule: Refus::BudgetInexplique as u8, ..Entry::new(Kind::Refusal) };
        lea.registre.cut_after(&Entry { decision: Decision::Refused, time: lea.time, ..refusal })
    };
    assert_eq!(refused(&mut lea), None);
    assert_eq!(refused(&mut lea), None);
    let cut = refused(&mut lea).expect("the third");
    assert_eq!((cut.kind, cut.object, cut.rule), (Kind::Suspension, ELLE, suspension::BUDGET));
    // Even a side to which nobody sends the suspension opens nothing more that day.
    assert_eq!(lea.opens_hers(51), Err(Refus::Account));
    lea.registre.fold(&cut, None, &Believes).expect("the programs may cut");
    assert_eq!(lea.state(), State::Suspended);
    assert_eq!(lea.opens_hers(51), Err(Refus::LoginEnded));
}

#[test]
fn one_try_made_without_the_page_cuts_at_once() {
    let check = |kind: Kind, asked: u8, purpose: Purpose, expected: bool| {
        let mut lea = Travail::of(Role::Conseiller);
        (0..12).for_each(|dossier| assert_eq!(lea.opens(dossier), Ok(())));
        assert_eq!(lea.asks(50, kind, asked, purpose, 0), Err(Refus::BudgetInexplique), "{kind:?} {purpose:?}");
        let is_barred = lea.registre.agent(&ELLE).expect("her account").usage().is_barred(lea.time);
        assert_eq!(is_barred, expected, "{kind:?} {asked:#b} {purpose:?}");
    };
    let whole = classes::C1 | classes::C2 | classes::C4;
    check(Kind::Opening, whole, Purpose::Accompagnement, false);
    check(Kind::Opening, classes::C1 | classes::C2, Purpose::Contact, false);
    check(Kind::Print, whole, Purpose::Impression, false);
    check(Kind::Opening, whole, Purpose::Ecriture, true);
    check(Kind::Opening, classes::C4, Purpose::Brouillon, true);
    check(Kind::Opening, classes::C5, Purpose::Accompagnement, true);
    check(Kind::Reveal, classes::C3, Purpose::Revelation, true);
}

#[test]
fn reveals_prints_and_delicate_parts_have_their_own() {
    let mut lea = Travail::of(Role::Conseiller);
    assert_eq!(lea.works(0..40), Ok(()));
    let mine = explanation::PORTEFEUILLE;
    for n in 0..5 {
        assert_eq!(lea.asks(n, Kind::Reveal, classes::C3, Purpose::Revelation, mine), Ok(()));
    }
    assert_eq!(lea.asks(5, Kind::Reveal, classes::C3, Purpose::Revelation, mine), Err(Refus::BudgetReveals));
    for n in 0..30 {
        assert_eq!(lea.asks(n, Kind::Opening, classes::C5, Purpose::Accompagnement, mine), Ok(()));
    }
    assert_eq!(lea.asks(3, Kind::Opening, classes::C6, Purpose::Accompagnement, mine), Ok(()), "of the same dossier");
    assert_eq!(lea.asks(30, Kind::Opening, classes::C5, Purpose::Accompagnement, mine), Err(Refus::BudgetParties));
    let whole = classes::C1 | classes::C2 | classes::C4;
    for n in 0..20 {
        assert_eq!(lea.asks(n, Kind::Print, whole, Purpose::Impression, mine), Ok(()));
    }
    assert_eq!(lea.asks(20, Kind::Print, whole, Purpose::Impression, mine), Err(Refus::BudgetParties));
}

#[test]
fn two_hundred_distinct_persons_in_lists() {
    let mut lea = Travail::of(Role::Conseiller);
    let mut check = |time: u64, lignes: u16, expected: Result<(), Refus>| {
        lea.n += 1;
        let act = Act { kind: Kind::ResultPage, classes: 0, purpose: Purpose::Liste, dossier: None, mandat: None };
        let demande = Demande { time, lignes, ..Demande::new(lea.login, act, sha256(&lea.n.to_le_bytes())) };
        let answer = decide(&lea.registre, demande);
        let said = answer.as_ref().map_or(0, |permit| permit.entry().unexplained);
        if let Ok(permit) = &answer {
            lea.registre.fold(&permit.entry(), None, &Believes).expect("folded");
            assert_eq!(said, lignes, "the entry says how many");
        }
        assert_eq!(answer.map(drop), expected, "{lignes}");
        lea.registre.agent(&ELLE).expect("her account").usage().listed(time)
    };
    assert_eq!(check(T, 25, Ok(())), 25);
    assert_eq!(check(T, 200, Ok(())), 200);
    assert_eq!(check(T, 201, Err(Refus::BudgetLignes)), 200);
    assert_eq!(check(T, 200, Ok(())), 200, "the same people again");
}

/// What the programs write when a rule rang.
fn restrains(lea: &mut Travail, rule: u8) {
    let entry = Entry { object: ELLE, login: lea.login, rule, time: lea.time, ..Entry::new(Kind::Freeze) };
    lea.registre.fold(&entry, None, &Believes).expect("the programs may narrow");
}

#[test]
fn a_rule_that_rings_asks_for_a_gesture_then_for_one_every_five() {
    let mut lea = Travail::of(Role::Conseiller);
    assert_eq!(lea.works(0..3), Ok(()));
    restrains(&mut lea, mesure::GESTE);
    assert_eq!(lea.opens_hers(3), Err(Refus::Tranche));
    assert_eq!(lea.opens_hers(2), Ok(()), "what she opened today stays open");
    lea.gesture();
    for dossier in 3..20 {
        assert_eq!(lea.opens_hers(dossier), Ok(()), "a whole tranche again");
    }
    lea.time += HEURE;
    restrains(&mut lea, mesure::TRANCHE_CINQ);
    for first in [20, 25] {
        assert_eq!(lea.opens_hers(first), Err(Refus::Tranche));
        lea.gesture();
        for dossier in first..first + 5 {
            assert_eq!(lea.opens_hers(dossier), Ok(()));
        }
    }
    lea.comes_back(1);
    for dossier in 40..60 {
        assert_eq!(lea.opens_hers(dossier), Ok(()), "another login, another day");
    }
}

#[test]
fn a_rule_that_rings_closes_the_lists_of_a_day() {
    let mut lea = Travail::of(Role::Conseiller);
    let lists = |lea: &mut Travail| {
        lea.n += 1;
        let act = Act { kind: Kind::ResultPage, classes: 0, purpose: Purpose::Liste, dossier: None, mandat: None };
        let demande =
            Demande { time: lea.time, lignes: 1, ..Demande::new(lea.login, act, sha256(&lea.n.to_le_bytes())) };
        decide(&lea.registre, demande).map(drop)
    };
    assert_eq!(lists(&mut lea), Ok(()));
    restrains(&mut lea, mesure::RECHERCHE_FERMEE);
    assert_eq!(lists(&mut lea), Err(Refus::BudgetLignes));
    assert_eq!(lea.opens_hers(1), Ok(()), "her own stay open");
    lea.comes_back(1);
    assert_eq!(lists(&mut lea), Ok(()));
}

#[test]
fn what_a_rule_takes_away_names_an_account_and_a_measure_that_exist() {
    let mut lea = Travail::of(Role::Conseiller);
    for (object, rule) in [([9; 16], mesure::GESTE), (ELLE, 0), (ELLE, 1), (ELLE, 200)] {
        let entry = Entry { object, rule, time: T, ..Entry::new(Kind::Freeze) };
        assert!(lea.registre.fold(&entry, None, &Believes).is_err(), "{rule}");
    }
    assert_eq!(lea.opens_hers(1), Ok(()));
}
