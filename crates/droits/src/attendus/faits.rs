//! What a fact gives, and to whom: judged by `decide` on a registre of accounts in given states.

use journal::Kind;
use journal::act::{Act, Purpose};
use journal::entry::{Entry, LoginId, Pseudonym};

use super::dossiers::{Believes, entered, signs_in};
use super::{ELLE, ICI, T, with};
use crate::budget::{PRISES_FENETRE, PRISES_MAX, Plafonds, explanation};
use crate::decide::{Demande, Refus};
use crate::faits::{Dit, GUICHET};
use crate::habilitation::State;
use crate::habilitation::regles::{HEURE, JOUR};
use crate::{Explique, Registre, Role, Tete, decide};

const INES: Pseudonym = [0x11; 16];
const LEA: Pseudonym = [0x22; 16];
const NEW: Pseudonym = [0x33; 16];

/// Somebody states it, as if the console had let her.
fn stated(registre: &mut Registre, par: Pseudonym, code: u8, dit: Dit, time: u64) {
    let mut entry = Entry::new(Kind::Explanation);
    (entry.actor, entry.object, entry.explanation) = (par, dit.pour, code);
    (entry.structure, entry.time, entry.until) = (ICI, time, dit.jusqua);
    match code {
        explanation::REMPLACEMENT => entry.content[..16].copy_from_slice(&dit.de),
        _ => entry.subject = INES,
    }
    entry.login = [9; 16];
    registre.fold(&entry, None, &Believes).expect("a fact");
}

fn opens(registre: &Registre, login: LoginId, code: u8) -> Result<(), Refus> {
    opens_at(registre, login, code, T)
}

fn opens_at(registre: &Registre, login: LoginId, code: u8, time: u64) -> Result<(), Refus> {
    let act = Act { kind: Kind::Opening, classes: 1, purpose: Purpose::Accompagnement, dossier: None, mandat: None };
    let subject = Some((INES, ICI));
    decide(registre, Demande { subject, time, explanation: code, ..Demande::new(login, act, [5; 32]) }).map(drop)
}

fn says(registre: &Registre, login: LoginId, code: u8, dit: Dit, time: u64) -> Result<(), Refus> {
    let act = Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
    let subject = (code != explanation::REMPLACEMENT).then_some((INES, ICI));
    let demande = Demande { subject, time, explanation: code, dit: Some(dit), ..Demande::new(login, act, [6; 32]) };
    decide(registre, demande).map(drop)
}

fn for_her(jusqua: u64) -> Dit {
    Dit { pour: ELLE, jusqua, ..Dit::default() }
}

#[test]
fn a_reason_that_does_not_stand_opens_nothing() {
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    with(&mut registre, LEA, Role::Conseiller, ICI, State::Active);
    let reasons = [explanation::RENDEZ_VOUS, explanation::TICKET, explanation::APPEL, explanation::ATELIER];
    for code in reasons.into_iter().chain([explanation::REMPLACEMENT]) {
        assert_eq!(opens(&registre, login, code), Err(Refus::Explication), "{code}");
    }
    for code in reasons {
        stated(&mut registre, LEA, code, for_her(T + JOUR), T - 1);
        assert_eq!(opens(&registre, login, code), Ok(()), "{code}");
        stated(&mut registre, LEA, code, for_her(0), T - 1);
        assert_eq!(opens(&registre, login, code), Err(Refus::Explication), "{code} withdrawn");
    }
    stated(&mut registre, LEA, explanation::RENDEZ_VOUS, Dit { pour: LEA, ..for_her(T + JOUR) }, T - 1);
    assert_eq!(opens(&registre, login, explanation::RENDEZ_VOUS), Err(Refus::Explication), "the neighbour's");
}

#[test]
fn a_newcomer_opens_what_a_colleague_said_a_day_ago() {
    let said_by = |par: Pseudonym, time| {
        let (mut registre, _) = entered(Role::Conseiller, State::Probation);
        with(&mut registre, NEW, Role::Conseiller, ICI, State::Probation);
        with(&mut registre, LEA, Role::Conseiller, ICI, State::Active);
        stated(&mut registre, par, explanation::RENDEZ_VOUS, for_her(T + 9 * JOUR), T);
        let login = signs_in(&mut registre, T + JOUR - HEURE / 2);
        opens_at(&registre, login, explanation::RENDEZ_VOUS, time)
    };
    assert_eq!(said_by(LEA, T + JOUR - 1), Err(Refus::Explication));
    assert_eq!(said_by(LEA, T + JOUR), Ok(()));
    assert_eq!(said_by(ELLE, T + JOUR), Err(Refus::Explication), "her own word");
    assert_eq!(said_by(NEW, T + JOUR), Err(Refus::Explication), "another newcomer's: two false accounts help nobody");
}

/// Who states for oneself, of how many people a day: the front desk gives a ticket to each whom it may read.
#[test]
fn who_states_for_herself_is_heard_of_so_many_people() {
    for role in [Role::Conseiller, Role::Accueil, Role::ReferentCollectif, Role::Direction] {
        let (mut registre, login) = entered(role, State::Active);
        let most = Plafonds::of(role).faits_propres;
        let says = |registre: &Registre, n: u16| {
            let act =
                Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
            let [high, low] = n.to_be_bytes();
            let mut subject = INES;
            subject[..2].copy_from_slice(&[high, low]);
            let dit = Some(for_her(T + JOUR));
            let asked =
                Demande { subject: Some((subject, ICI)), time: T, dit, ..Demande::new(login, act, [n as u8; 32]) };
            decide(registre, Demande { explanation: explanation::TICKET, ..asked }).map(|permit| permit.entry())
        };
        for n in 0..most {
            let granted = says(&registre, n).expect("within the day");
            let entry = Entry { object: ELLE, until: T + JOUR, request: [0; 32], ..granted };
            registre.fold(&entry, None, &Believes).expect("a fact");
        }
        assert_eq!(says(&registre, most).map(drop), Err(Refus::BudgetFaits), "{role:?}");
        assert!(says(&registre, 3).is_ok(), "said again of the same");
    }
}

#[test]
fn what_explains_is_a_strong_fact_where_one_stands() {
    let check = |role: Role, facts: &[(Pseudonym, u8)], age: u64, code: u8, forte: bool| {
        let (mut registre, _) = entered(role, State::Active);
        with(&mut registre, LEA, Role::Conseiller, ICI, State::Active);
        for (par, code) in facts {
            stated(&mut registre, *par, *code, for_her(T + 9 * JOUR), T);
        }
        let found = registre.explique(&ELLE, &INES, &Tete::default(), T + age);
        assert_eq!(found, Explique { code, forte }, "{role:?} {facts:?}");
    };
    let (rendez_vous, ticket, appel) = (explanation::RENDEZ_VOUS, explanation::TICKET, explanation::APPEL);
    check(Role::Conseiller, &[], 1, 0, false);
    check(Role::Conseiller, &[(ELLE, rendez_vous)], 1, rendez_vous, false);
    check(Role::Conseiller, &[(ELLE, rendez_vous), (LEA, appel)], 1, appel, true);
    check(Role::Conseiller, &[(LEA, rendez_vous), (LEA, appel)], 1, rendez_vous, true);
    // Her own ticket explains to the desk and to nobody else; a colleague's, to both.
    check(Role::Accueil, &[(ELLE, ticket)], 1, ticket, true);
    check(Role::Accueil, &[(ELLE, ticket)], GUICHET, ticket, false);
    check(Role::Accueil, &[(ELLE, appel)], 1, appel, false);
    check(Role::Conseiller, &[(ELLE, ticket)], 1, ticket, false);
    check(Role::Conseiller, &[(LEA, ticket)], 1, ticket, true);
}

/// What she says of sixty people would open sixty: until a colleague says it, or a day passes, it is as if nothing did.
#[test]
fn a_weak_fact_is_counted_with_what_nothing_explains() {
    let most = Plafonds::of(Role::Conseiller).inexplique_jour;
    let opened_in_a_row = |par: Pseudonym, age: u64| {
        let (mut registre, _) = entered(Role::Conseiller, State::Active);
        with(&mut registre, LEA, Role::Conseiller, ICI, State::Active);
        let people: Vec<Pseudonym> = (1..=most as u8 + 1).map(|n| [n; 16]).collect();
        for subject in &people {
            let mut entry = Entry::new(Kind::Explanation);
            (entry.actor, entry.object, entry.subject) = (par, ELLE, *subject);
            (entry.explanation, entry.structure) = (explanation::RENDEZ_VOUS, ICI);
            (entry.time, entry.until, entry.login) = (T, T + 9 * JOUR, [9; 16]);
            registre.fold(&entry, None, &Believes).expect("a fact");
        }
        let time = T + age;
        let login = signs_in(&mut registre, time);
        people.iter().try_for_each(|subject| {
            let act =
                Act { kind: Kind::Opening, classes: 1, purpose: Purpose::Accompagnement, dossier: None, mandat: None };
            let demande = Demande::new(login, act, [subject[0]; 32]);
            let demande =
                Demande { subject: Some((*subject, ICI)), time, explanation: explanation::RENDEZ_VOUS, ..demande };
            let entry = decide(&registre, demande)?.entry();
            registre.fold(&entry, None, &Believes).expect("an opening");
            Ok(())
        })
    };
    assert_eq!(opened_in_a_row(ELLE, JOUR - 1), Err(Refus::BudgetInexplique));
    assert_eq!(opened_in_a_row(ELLE, JOUR), Ok(()));
    assert_eq!(opened_in_a_row(LEA, 1), Ok(()));
}

#[test]
fn a_ticket_of_another_structure_gives_nothing() {
    let (mut registre, login) = entered(Role::Accueil, State::Active);
    with(&mut registre, LEA, Role::Accueil, super::AILLEURS, State::Active);
    let act = Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
    let asked = Demande {
        subject: Some((INES, super::AILLEURS)),
        time: T,
        explanation: explanation::TICKET,
        dit: Some(for_her(T + JOUR)),
        ..Demande::new(login, act, [7; 32])
    };
    assert_eq!(decide(&registre, asked).map(drop), Err(Refus::NotYours));
    // Said there by whoever answers there, of a person of there: she opens none of it.
    let mut entry = Entry::new(Kind::Explanation);
    (entry.actor, entry.object, entry.explanation, entry.subject) = (LEA, LEA, explanation::TICKET, INES);
    (entry.structure, entry.time, entry.until) = (super::AILLEURS, T, T + JOUR);
    registre.fold(&entry, None, &Believes).expect("a fact of there");
    let contact = Act { kind: Kind::Opening, classes: 3, purpose: Purpose::Contact, dossier: None, mandat: None };
    let opens = Demande {
        subject: Some((INES, super::AILLEURS)),
        time: T,
        explanation: explanation::TICKET,
        ..Demande::new(login, contact, [8; 32])
    };
    assert_eq!(decide(&registre, opens).map(drop), Err(Refus::NotYours));
}

#[test]
fn portefeuilles_are_taken_over_two_a_week() {
    let (mut registre, login) = entered(Role::Conseiller, State::Active);
    let colleagues: Vec<Pseudonym> = (0..=PRISES_MAX as u8).map(|n| [0x40 + n; 16]).collect();
    for colleague in &colleagues {
        with(&mut registre, *colleague, Role::Conseiller, ICI, State::Active);
    }
    let take = |de| Dit { pour: ELLE, de, jusqua: T + 60 * JOUR };
    for de in &colleagues[..PRISES_MAX] {
        assert_eq!(says(&registre, login, explanation::REMPLACEMENT, take(*de), T), Ok(()));
        stated(&mut registre, ELLE, explanation::REMPLACEMENT, take(*de), T);
    }
    let third = take(colleagues[PRISES_MAX]);
    let says_third = |registre: &Registre, time| says(registre, login, explanation::REMPLACEMENT, third, time);
    assert_eq!(says_third(&registre, T), Err(Refus::BudgetFaits));
    assert_eq!(says(&registre, login, explanation::REMPLACEMENT, take(colleagues[0]), T), Ok(()), "said again, longer");
    // Given back, it still counts: else everybody's would be taken in turn.
    stated(&mut registre, ELLE, explanation::REMPLACEMENT, Dit { jusqua: 0, ..take(colleagues[0]) }, T);
    assert_eq!(says_third(&registre, T), Err(Refus::BudgetFaits));
    let agent = registre.agent(&ELLE).expect("her");
    assert_eq!((agent.prises(T + PRISES_FENETRE - 1), agent.prises(T + PRISES_FENETRE)), (PRISES_MAX, 0));
}

#[test]
fn nobody_takes_over_for_somebody_else_but_a_direction() {
    for (role, expected) in [(Role::Conseiller, Err(Refus::Role)), (Role::Direction, Ok(()))] {
        let (mut registre, login) = entered(role, State::Active);
        with(&mut registre, LEA, Role::Conseiller, ICI, State::Active);
        with(&mut registre, NEW, Role::Conseiller, ICI, State::Active);
        let dit = Dit { pour: NEW, de: LEA, jusqua: T + JOUR };
        assert_eq!(says(&registre, login, explanation::REMPLACEMENT, dit, T), expected, "{role:?}");
        // Who is replaced ends it; a third person does not.
        let ends = Dit { de: ELLE, jusqua: 0, ..dit };
        assert_eq!(says(&registre, login, explanation::REMPLACEMENT, ends, T), Ok(()), "{role:?}");
        assert_eq!(
            says(&registre, login, explanation::REMPLACEMENT, Dit { jusqua: 0, ..dit }, T),
            expected,
            "{role:?}"
        );
    }
}

#[test]
fn a_replacement_is_of_a_colleague() {
    let (mut registre, _) = entered(Role::Conseiller, State::Active);
    with(&mut registre, LEA, Role::Conseiller, super::AILLEURS, State::Active);
    for de in [LEA, ELLE, [0x77; 16]] {
        let mut entry = Entry::new(Kind::Explanation);
        (entry.actor, entry.object, entry.explanation) = (ELLE, ELLE, explanation::REMPLACEMENT);
        (entry.structure, entry.time, entry.until) = (ICI, T, T + JOUR);
        entry.content[..16].copy_from_slice(&de);
        assert!(registre.fold(&entry, None, &Believes).is_err());
    }
}
