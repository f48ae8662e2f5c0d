//! What a code gives, and to whom: judged by `decide`, folded, judged again.

use journal::Kind;
use journal::act::{Act, Purpose};
use journal::entry::{Entry, LoginId, Pseudonym};

use super::dossiers::{Believes, entered, signs_in};
use super::{AILLEURS, ELLE, ICI, T, with};
use crate::budget::{CODES_PER_DAY_MAX, CODES_PER_PERSON_MAX, explanation};
use crate::codes::{CODE_VIE, Dire, ESSAIS_MAX, engagement};
use crate::decide::{Demande, Refus};
use crate::faits::Dit;
use crate::habilitation::State;
use crate::habilitation::regles::{HEURE, JOUR};
use crate::signature::sha256;
use crate::{Explique, Registre, Role, Tete, decide};

const INES: Pseudonym = [0x11; 16];
const LEA: Pseudonym = [0x22; 16];
const RIGHT: Dire = *b"123456a salt of twenty-six byte.";
const WRONG: Dire = [0; 32];

/// What one asks of whom, from which login, at what time.
#[derive(Clone, Copy)]
struct Fois {
    login: LoginId,
    sujet: Pseudonym,
    structure: [u8; 8],
    time: u64,
}

fn at(login: LoginId, time: u64) -> Fois {
    Fois { login, sujet: INES, structure: ICI, time }
}

/// Asked of `decide`, then folded as it was granted.
fn does(registre: &mut Registre, fois: Fois, code: u8, content: [u8; 32]) -> Result<(), Refus> {
    let Fois { login, sujet, structure, time } = fois;
    let act = Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
    let dit = Dit { pour: ELLE, jusqua: u64::MAX, ..Dit::default() };
    let request = sha256(&[&time.to_be_bytes()[..], &sujet, &[code], &content].concat());
    let demande = Demande::new(login, act, request);
    let demande = Demande { subject: Some((sujet, structure)), time, explanation: code, dit: Some(dit), ..demande };
    let entry = decide(registre, demande)?.entry();
    let entry = Entry { object: ELLE, until: u64::MAX, content, request, ..entry };
    registre.fold(&entry, None, &Believes).expect("what was granted is folded");
    Ok(())
}

fn asks(registre: &mut Registre, fois: Fois) -> Result<(), Refus> {
    does(registre, fois, explanation::CODE_DEMANDE, engagement(&RIGHT, &ELLE, &fois.sujet))
}

fn says(registre: &mut Registre, fois: Fois, content: Dire) -> Result<(), Refus> {
    does(registre, fois, explanation::CODE, content)
}

fn why(registre: &Registre, agent: Pseudonym, time: u64) -> Explique {
    registre.explique(&agent, &INES, &Tete::default(), time)
}

const NOTHING: Explique = Explique { code: 0, forte: false };
const CODE: Explique = Explique { code: explanation::CODE, forte: true };

#[test]
fn a_code_explains_at_once_to_who_asked_for_four_hours() {
    for (role, state) in [
        (Role::Conseiller, State::Active),
        (Role::ReferentCollectif, State::Active),
        (Role::Direction, State::Active),
        (Role::Accueil, State::Active),
        (Role::Conseiller, State::Probation),
    ] {
        let (mut registre, login) = entered(role, state);
        for colleague in [Role::Accueil, Role::Conseiller] {
            with(&mut registre, [0x60 + colleague as u8; 16], colleague, ICI, State::Active);
        }
        asks(&mut registre, at(login, T)).expect("asked");
        assert_eq!(why(&registre, ELLE, T), NOTHING, "asked for, and not said");
        says(&mut registre, at(login, T + 1), RIGHT).expect("said");
        assert_eq!(why(&registre, ELLE, T + 1), CODE, "{role:?} {state:?}");
        assert_eq!(registre.explains(&ELLE, &INES, explanation::CODE, T + 1), Some(true));
        assert_eq!(why(&registre, ELLE, T + 4 * HEURE), CODE, "to the millisecond");
        assert_eq!(why(&registre, ELLE, T + 1 + 4 * HEURE), NOTHING);
        // The neighbours, the front desk among them, for whom whatever brings a person explains.
        for colleague in [Role::Accueil, Role::Conseiller] {
            assert_eq!(why(&registre, [0x60 + colleague as u8; 16], T + 1), NOTHING, "{colleague:?}");
        }
        assert_eq!(says(&mut registre, at(login, T + 2), RIGHT), Err(Refus::Explication), "it serves once");
    }
}

#[test]
fn a_wrong_code_explains_nothing_and_the_sixth_try_is_refused() {
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    asks(&mut registre, at(login, T)).expect("asked");
    for n in 0..u64::from(ESSAIS_MAX) {
        says(&mut registre, at(login, T + 1 + n), WRONG).expect("heard");
        assert_eq!(why(&registre, ELLE, T + 9), NOTHING);
        assert_eq!(registre.explains(&ELLE, &INES, explanation::CODE, T + 9), None, "nobody may say that it does");
    }
    assert_eq!(says(&mut registre, at(login, T + 9), RIGHT), Err(Refus::Explication));
}

#[test]
fn a_code_is_said_in_time_in_its_login_of_its_dossier() {
    let check = |fois: &dyn Fn(Fois) -> Fois, expected| {
        let (mut registre, login) = entered(Role::Conseiller, State::Active);
        asks(&mut registre, at(login, T)).expect("asked");
        assert_eq!(says(&mut registre, fois(at(login, T)), RIGHT), expected);
    };
    check(&|fois| Fois { time: T + CODE_VIE - 1, ..fois }, Ok(()));
    check(&|fois| Fois { time: T + CODE_VIE, ..fois }, Err(Refus::Explication));
    check(&|fois| Fois { sujet: [0x12; 16], ..fois }, Err(Refus::Explication));
    check(&|fois| Fois { structure: AILLEURS, ..fois }, Err(Refus::NotYours));
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    asks(&mut registre, at(login, T)).expect("asked");
    let again = signs_in(&mut registre, T + 1);
    assert_eq!(says(&mut registre, at(again, T + 2), RIGHT), Err(Refus::Explication), "another login of hers");
}

#[test]
fn codes_are_sent_twenty_a_day_and_three_to_one_person() {
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    for n in 0..u64::from(CODES_PER_PERSON_MAX) {
        asks(&mut registre, at(login, T + n)).expect("within");
    }
    assert_eq!(asks(&mut registre, at(login, T + 9)), Err(Refus::BudgetCodes));
    let other = |n: u16| Fois { sujet: [0x40 + n as u8; 16], ..at(login, T + 10) };
    for n in CODES_PER_PERSON_MAX..CODES_PER_DAY_MAX {
        asks(&mut registre, other(n)).expect("within");
    }
    assert_eq!(asks(&mut registre, other(CODES_PER_DAY_MAX)), Err(Refus::BudgetCodes));
    let tomorrow = signs_in(&mut registre, T + JOUR);
    assert_eq!(asks(&mut registre, at(tomorrow, T + JOUR)), Ok(()));
}

#[test]
fn codes_are_for_oneself_in_ones_structure_and_for_who_opens() {
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    assert_eq!(asks(&mut registre, Fois { structure: AILLEURS, ..at(login, T) }), Err(Refus::NotYours));
    let act = Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
    for code in [explanation::CODE_DEMANDE, explanation::CODE] {
        let dit = Some(Dit { pour: LEA, jusqua: u64::MAX, ..Dit::default() });
        let demande = Demande {
            subject: Some((INES, ICI)),
            time: T,
            explanation: code,
            dit,
            ..Demande::new(login, act, [3; 32])
        };
        assert_eq!(decide(&registre, demande).map(drop), Err(Refus::Role), "for a colleague");
    }
    for role in [Role::Gestionnaire, Role::Dpo, Role::Vigie] {
        let (mut registre, login) = entered(role, State::Active);
        assert_eq!(asks(&mut registre, at(login, T)), Err(Refus::Role), "{role:?}");
    }
}

/// What is written without having been asked of `decide`: a coffre that lies, or the console of a fictional base.
#[test]
fn a_code_that_nobody_asked_for_is_void() {
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    let said = |login, object, structure| {
        let mut entry = Entry::new(Kind::Explanation);
        (entry.actor, entry.object, entry.subject, entry.structure) = (ELLE, object, INES, structure);
        (entry.explanation, entry.time, entry.until, entry.login) = (explanation::CODE, T, T + HEURE, login);
        Entry { content: RIGHT, ..entry }
    };
    assert!(registre.fold(&said(login, ELLE, ICI), None, &Believes).is_err(), "not asked for");
    asks(&mut registre, at(login, T)).expect("asked");
    assert!(registre.fold(&said([0; 16], ELLE, ICI), None, &Believes).is_err(), "the console");
    assert!(registre.fold(&said(login, LEA, ICI), None, &Believes).is_err(), "for a colleague");
    assert!(registre.fold(&said(login, ELLE, AILLEURS), None, &Believes).is_err(), "another structure's");
    assert_eq!(why(&registre, ELLE, T), NOTHING);
    assert!(registre.fold(&said(login, ELLE, ICI), None, &Believes).is_ok());
    assert_eq!(why(&registre, ELLE, T), CODE);
}
