//! Nobody creates power alone: the whole way of a newcomer, and each short cut that a hijacked gestionnaire would try.

use std::sync::atomic::Ordering;

use coffre::face::{Attestation, Carte, Error, Geste, Refusal, Saisie};
use coffre::sequenceur::essai::DECALAGE;
use domaine::formation::{Parcours, draw};
use domaine::{AgentId, Clair};
use droits::Role;
use droits::habilitation::State;
use jiff::civil::date;
use monde::passkey::Passkey;

use crate::essai::{Essai, ICI, ORIGIN, Personne, RP_ID, alone};

mod bureau;

const HEURE: i64 = 3_600_000;
const JOUR: i64 = 24 * HEURE;

/// The hands of both clocks move on.
fn later(ms: i64) {
    DECALAGE.fetch_add(ms, Ordering::Relaxed);
}

pub fn carte(prenom: &str, role: Role) -> Carte {
    Carte {
        prenom: Clair::new(prenom),
        nom: Clair::new("Lefèvre"),
        mail: Clair::new(format!("{}.lefevre@cairn.example", prenom.to_lowercase().replace(['è', 'é'], "e"))),
        role,
        is_parrain: false,
        debut: date(2026, 11, 23),
        jusqu: date(2027, 11, 1),
        fonction: Clair::new("Conseillère en insertion"),
        rh: None,
    }
}

fn raison(error: Error) -> &'static str {
    match error {
        Error::Saisie(saisies) => saisies.first().map_or("", |Saisie { raison, .. }| raison),
        Error::Refusal(Refusal::Role) => "role",
        Error::Refusal(Refusal::Introuvable) => "introuvable",
        Error::Refusal(Refusal::Signature) => "signature",
        Error::Refusal(Refusal::Conflit) => "conflit",
        Error::Refusal(Refusal::Compte) => "compte",
        Error::Refusal(Refusal::Essai) => "essai",
        other => panic!("{other:?}"),
    }
}

/// Who was drawn for a demand: the one gestionnaire elsewhere who may approve it.
fn drawn<'a>(e: &Essai, people: &'a [Personne], agent: AgentId) -> Option<&'a Personne> {
    people.iter().find(|p| {
        let coffre = e.coffre();
        let request = p.request("GET", "/approbations");
        e.run(coffre.approbations(&request)).is_ok_and(|all| all.comptes.iter().any(|compte| compte.agent == agent))
    })
}

/// Each drawn approver reads the card, waits as long as the rule asks, and signs.
fn approves(e: &Essai, people: &[Personne], agent: AgentId) {
    let mut count = 0;
    while let Some(approver) = drawn(e, people, agent) {
        reads(e, approver, agent);
        later(20_000);
        approver.signs(Geste::Approuver { agent }).expect("the drawn approver approves");
        count += 1;
    }
    assert!((1..=2).contains(&count), "one, or two for who keeps accounts or vouches");
}

fn reads(e: &Essai, person: &Personne, agent: AgentId) {
    let request = person.request("GET", &format!("/habilitations/{agent}"));
    e.run(e.coffre().habilitation(&request, agent)).expect("the drawn approver sees the card");
}

/// Both keys, at the address that the parrain opened; gives the hash that both pages show.
fn arrives(e: &Essai, parrain: &Personne, agent: AgentId, keys: [&Passkey; 2]) -> [u8; 32] {
    let coffre = e.coffre();
    let request = parrain.request("POST", &format!("/parrainages/{agent}/adresse"));
    let code =
        e.run(coffre.open_arrivee(&request, agent)).expect("the parrain opens the address").code.expect("shown once");
    for key in keys {
        let chemin = e.run(coffre.chemin(&code)).expect("the newcomer's page");
        let made = key.attest(&chemin.challenge, RP_ID, ORIGIN);
        let answer = Attestation {
            credential: made.credential,
            client_data: made.client_data,
            attestation_object: made.attestation_object,
        };
        e.run(coffre.bind_arrivee(&code, answer)).expect("binds");
    }
    let request = parrain.request("GET", &format!("/parrainages/{agent}"));
    let seen = e.run(coffre.arrivee_vue(&request, agent)).expect("the parrain sees");
    let hers = e.run(coffre.chemin(&code)).expect("the newcomer sees");
    assert_eq!((seen.liees, seen.mots.is_some(), seen.mots), (2, true, hers.mots), "both pages show the same words");
    seen.cles.expect("two keys wait")
}

/// Every right answer of the course, as its page would send it.
pub fn answers(parcours: Parcours, tirage: u64) -> Vec<Vec<u8>> {
    let shown = draw(parcours, tirage);
    let ticked = |tiree: &domaine::formation::Tiree| {
        let juste = tiree.question.juste();
        (0..).zip(&tiree.ordre).filter(|(_, n)| juste.has(**n)).map(|(place, _)| place).collect()
    };
    shown.iter().map(ticked).collect()
}

fn takes_the_course(person: &Personne, parcours: Parcours) {
    person.signs(Geste::Former { tirage: 7, reponses: answers(parcours, 7) }).expect("the course is passed");
}

fn state(e: &Essai, reader: &Personne, agent: AgentId) -> State {
    let request = reader.request("GET", &format!("/habilitations/{agent}"));
    e.run(e.coffre().habilitation(&request, agent)).expect("she keeps this account").compte.etat
}

fn elsewhere(e: &Essai) -> Vec<Personne> {
    ["gest13", "gest69", "gest75", "gest35", "gest31", "gest33"].map(|nom| e.signs_in(nom)).into()
}

#[test]
fn a_newcomer_comes_to_her_first_dossier_and_not_a_second_before() {
    alone("habilitations::a_newcomer_comes_to_her_first_dossier_and_not_a_second_before", || {
        coffre::base::essai::bases().into_iter().for_each(a_newcomer_comes);
    });
}

fn a_newcomer_comes(base: (&'static str, coffre::base::Base)) {
    {
        let e = Essai::with_network(base, 8);
        let (gestionnaire, karine) = (e.signs_in("gestionnaire"), e.signs_in("karine"));
        let people = elsewhere(&e);
        let agent =
            gestionnaire.signs(Geste::Proposer(Box::new(carte("Inès", Role::Conseiller)))).expect("proposed").agent;
        assert_eq!(state(&e, &gestionnaire, agent), State::Proposed);
        let approver = drawn(&e, &people, agent).expect("somebody is drawn");
        reads(&e, approver, agent);
        assert_eq!(raison(approver.signs(Geste::Approuver { agent }).expect_err("too fast")), "habilitation-trop-vite");
        let others = people.iter().filter(|p| p.nom != approver.nom);
        for other in others {
            assert!(other.signs(Geste::Approuver { agent }).is_err(), "{} was not drawn", other.nom);
        }
        approves(&e, &people, agent);
        assert_eq!(state(&e, &gestionnaire, agent), State::Approved);

        let (ines, second) = e.newcomer("ines", 0);
        let cles = arrives(&e, &karine, agent, [&ines.passkey, &second]);
        assert!(ines.clone().enters().is_err(), "keys that nobody signed for open nothing");
        assert!(gestionnaire.signs(Geste::Parrainer { agent, cles }).is_err(), "the proposer vouches for nobody");
        assert_eq!(
            raison(karine.signs(Geste::Parrainer { agent, cles: [9; 32] }).expect_err("other keys")),
            "parrainage-cles"
        );
        karine.signs(Geste::Parrainer { agent, cles }).expect("the parrain signs");
        let ines = ines.enters().expect("she enters, to read and learn");
        takes_the_course(&ines, Parcours::Agent);

        let dossier = e.of("lea")[0];
        assert_eq!(raison(ines.opens(dossier).expect_err("cooling")), "compte");
        later(48 * HEURE - 60_000);
        let ines = ines.enters().expect("a new login");
        assert_eq!(raison(ines.opens(dossier).expect_err("48 hours are not over")), "compte");
        later(60_000);
        ines.opens(dossier).expect("her first dossier, explained by nothing");
        for other in &e.of("lea")[1..5] {
            ines.opens(*other).expect("five in all");
        }
        assert_eq!(raison(ines.opens(e.of("lea")[5]).expect_err("the sixth")), "essai");
        assert_eq!(ines.portefeuille(1).expect("her own").lignes.len(), 0, "nobody is listed to her");
        assert!(ines.searches(e.dossiers[0].nom.as_str()).expect("searches").lignes.is_empty());
        let created = ines.creates("Nouvellejeune").expect("she creates");
        ines.opens(created).expect("what she made explains itself");
        later(24 * HEURE);
        let ines = ines.enters().expect("next day");
        assert_eq!(raison(ines.opens(e.of("lea")[6]).expect_err("five in all, not a day")), "essai");

        // Confirmed by a parrain between day 5 and day 30, she is past it on day 30.
        let karine = karine.enters().expect("Karine");
        assert!(karine.signs(Geste::Confirmer { agent }).is_err(), "day 1");
        later(5 * JOUR);
        karine.enters().expect("Karine").signs(Geste::Confirmer { agent }).expect("day 6");
        later(25 * JOUR);
        let ines = ines.enters().expect("day 31");
        ines.opens(e.of("lea")[7]).expect("past probation");
    }
}

#[test]
fn alone_nobody_makes_an_account() {
    alone("habilitations::alone_nobody_makes_an_account", || nobody_alone(coffre::base::essai::bases().swap_remove(0)));
}

fn nobody_alone(base: (&'static str, coffre::base::Base)) {
    let e = Essai::with_network(base, 2);
    let (thief, lea) = (e.signs_in("gestionnaire"), e.signs_in("lea"));
    let people = elsewhere(&e);
    let refused = |person: &Personne, geste: Geste, expected: &str| {
        let what = format!("{geste:?}");
        assert_eq!(raison(person.signs(geste).expect_err(&what)), expected, "{what}");
    };
    refused(&lea, Geste::Proposer(Box::new(carte("Une", Role::Conseiller))), "role");
    let agent = thief.signs(Geste::Proposer(Box::new(carte("Faux", Role::Conseiller)))).expect("one may propose").agent;
    refused(&thief, Geste::Approuver { agent }, "habilitation-trop-vite");
    refused(&thief, Geste::Confirmer { agent }, "role");
    refused(&thief, Geste::Reveiller { agent }, "role");
    refused(&thief, Geste::Retablir { agent }, "role");
    refused(&thief, Geste::PasserDirection { agent }, "role");
    refused(&thief, Geste::Parrainer { agent, cles: [0; 32] }, "introuvable");
    thief.signs(Geste::Proposer(Box::new(carte("Fausse", Role::Conseiller)))).expect("two wait at most");
    refused(&thief, Geste::Proposer(Box::new(carte("Tiers", Role::Conseiller))), "habilitation-deux-attendent");

    // One assertion serves one act, of one login, once.
    let approver = drawn(&e, &people, agent).expect("drawn");
    reads(&e, approver, agent);
    later(20_000);
    let asked = approver.prepares(Geste::Approuver { agent }).expect("asked");
    assert_eq!(raison(thief.answers(asked.challenge).expect_err("another login")), "signature");
    let asked = approver.prepares(Geste::Approuver { agent }).expect("asked again");
    approver.answers(asked.challenge).expect("hers");
    assert_eq!(raison(approver.answers(asked.challenge).expect_err("a second time")), "signature");

    // The neighbour: a gestionnaire of another structure keeps nothing here; a stranger is absent.
    let neighbour = e.signs_in("gest13");
    refused(&neighbour, Geste::Clore { agent: e.agent("lea") }, "introuvable");
    refused(&neighbour, Geste::Clore { agent: AgentId([3; 16]) }, "introuvable");
    // A leaver is cut at the next request.
    thief.signs(Geste::Clore { agent: e.agent("lea") }).expect("her own gestionnaire closes her");
    assert!(lea.opens(e.of("lea")[0]).is_err(), "cut at the next request");
    assert!(lea.clone().enters().is_err(), "and for ever");
}

/// Somebody who came the whole way and is past her probation.
fn comes_whole(e: &Essai, n: usize, carte: Carte) -> (AgentId, Personne) {
    let (gestionnaire, karine) = (e.signs_in("gestionnaire"), e.signs_in("karine"));
    let people = elsewhere(e);
    let parcours = Parcours::of(false, carte.is_parrain);
    let agent = gestionnaire.signs(Geste::Proposer(Box::new(carte))).expect("proposed").agent;
    approves(e, &people, agent);
    let (her, second) = e.newcomer("her", n);
    let cles = arrives(e, &karine, agent, [&her.passkey, &second]);
    karine.signs(Geste::Parrainer { agent, cles }).expect("vouched");
    let her = her.enters().expect("enters");
    takes_the_course(&her, parcours);
    later(48 * HEURE + 6 * JOUR);
    e.signs_in("karine").signs(Geste::Confirmer { agent }).expect("confirmed");
    later(25 * JOUR);
    (agent, her.enters().expect("enters again"))
}

#[test]
fn watching_people_stop_an_account_before_it_works() {
    alone("habilitations::watching_people_stop_an_account_before_it_works", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let (gestionnaire, karine, direction) =
            (e.signs_in("gestionnaire"), e.signs_in("karine"), e.signs_in("direction"));
        let people = elsewhere(&e);
        let agent =
            gestionnaire.signs(Geste::Proposer(Box::new(carte("Faux", Role::Conseiller)))).expect("proposed").agent;
        approves(&e, &people, agent);
        let (her, second) = e.newcomer("her", 1);
        let cles = arrives(&e, &karine, agent, [&her.passkey, &second]);
        karine.signs(Geste::Parrainer { agent, cles }).expect("vouched");
        assert!(karine.signs(Geste::Veto { agent }).is_err(), "a conseillère has no veto");
        direction.signs(Geste::Veto { agent }).expect("the direction says no");
        assert!(her.enters().is_err(), "closed for ever");
    });
}

#[test]
fn a_suspension_takes_two_to_lift() {
    alone("habilitations::a_suspension_takes_two_to_lift", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let lea = e.signs_in("lea");
        let agent = e.agent("lea");
        let request = lea.request("POST", "/compte/alerte");
        e.run(e.coffre().suspend(&request, None)).expect("it was not her");
        assert!(lea.opens(e.of("lea")[0]).is_err(), "cut at once");
        assert!(lea.clone().enters().is_err());
        let (gestionnaire, direction, dpo) = (e.signs_in("gestionnaire"), e.signs_in("direction"), e.signs_in("dpo"));
        assert!(e.signs_in("gest13").signs(Geste::Retablir { agent }).is_err(), "the neighbour");
        gestionnaire.signs(Geste::Retablir { agent }).expect("the first");
        assert!(lea.clone().enters().is_err(), "one is not two");
        assert!(gestionnaire.signs(Geste::Retablir { agent }).is_err(), "nor twice the same");
        assert!(e.signs_in("gestionnaire2").signs(Geste::Retablir { agent }).is_err(), "nor twice one role");
        direction.signs(Geste::Retablir { agent }).expect("the second");
        lea.enters().expect("she works again").opens(e.of("lea")[0]).expect("opens");
        // Who suspended does not lift.
        let request = dpo.request("POST", "/habilitations/x/suspension");
        e.run(e.coffre().suspend(&request, Some(agent))).expect("the DPO cuts");
        assert!(dpo.signs(Geste::Retablir { agent }).is_err(), "not the suspender");
    });
}

#[test]
fn training_lapses_at_its_instant_and_another_wakes() {
    alone("habilitations::training_lapses_at_its_instant_and_another_wakes", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let (agent, gestionnaire) = (e.agent("gestionnaire"), e.signs_in("gestionnaire"));
        let mine = e.run(e.coffre().compte(&gestionnaire.request("GET", "/compte"))).expect("my account");
        let end = mine.compte.dates.formation;
        // Everybody signs in now and then: nobody sleeps for want of use; and is recertified.
        let keepers = |e: &Essai| (e.signs_in("direction"), e.signs_in("dpo"));
        for _ in 0..4 {
            later(40 * JOUR);
            let (direction, dpo) = keepers(&e);
            e.signs_in("gestionnaire");
            for role in ["gestionnaire", "direction"] {
                dpo.signs(Geste::Certifier { agent: e.agent(role) }).expect("recertified by the DPO");
            }
            direction.signs(Geste::Certifier { agent: e.agent("dpo") }).expect("recertified by the direction");
        }
        later(end as i64 - 60_000 - coffre::sequenceur::now() as i64);
        let gestionnaire = gestionnaire.enters().expect("a minute before");
        let propose =
            || Geste::Proposer(Box::new(Carte { jusqu: date(2027, 5, 30), ..carte("Une", Role::Conseiller) }));
        gestionnaire.prepares(propose()).expect("a minute before, she may");
        later(end as i64 - coffre::sequenceur::now() as i64);
        assert_eq!(raison(gestionnaire.prepares(propose()).expect_err("at the instant")), "role");
        takes_the_course(&gestionnaire, Parcours::Gestionnaire);
        assert_eq!(raison(gestionnaire.prepares(propose()).expect_err("cured, not woken")), "role");
        assert!(gestionnaire.signs(Geste::Reveiller { agent }).is_err(), "nobody wakes herself");
        keepers(&e).0.signs(Geste::Reveiller { agent }).expect("the direction wakes her");
        gestionnaire.prepares(propose()).expect("she works again");
    });
}

#[test]
fn lost_keys_come_back_by_three_and_the_old_ones_die() {
    alone("habilitations::lost_keys_come_back_by_three_and_the_old_ones_die", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let (agent, lea) = (e.agent("lea"), e.signs_in("lea"));
        let (gestionnaire, karine) = (e.signs_in("gestionnaire"), e.signs_in("karine"));
        let people = elsewhere(&e);
        gestionnaire.signs(Geste::RefaireCles { agent }).expect("asked");
        approves(&e, &people, agent);
        lea.opens(e.of("lea")[0]).expect("the old keys serve until the new ones are signed for");
        let (new, second) = e.newcomer("lea", 2);
        let cles = arrives(&e, &karine, agent, [&new.passkey, &second]);
        karine.signs(Geste::Parrainer { agent, cles }).expect("vouched");
        assert!(lea.opens(e.of("lea")[0]).is_err(), "the old login is over");
        assert!(lea.enters().is_err(), "and the old keys");
        let new = new.enters().expect("new keys");
        assert_eq!(raison(new.opens(e.of("lea")[0]).expect_err("four hours")), "compte");
        later(4 * HEURE);
        new.enters().expect("enters").opens(e.of("lea")[0]).expect("her own portefeuille, on probation for a week");
    });
}

#[test]
fn the_direction_is_handed_over_in_one_act() {
    alone("habilitations::the_direction_is_handed_over_in_one_act", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let (agent, direction) = (e.agent("karine"), e.signs_in("direction"));
        let people = elsewhere(&e);
        assert!(direction.signs(Geste::PasserDirection { agent }).is_err(), "nothing was approved");
        e.signs_in("gestionnaire").signs(Geste::ProposerDirection { agent }).expect("asked");
        approves(&e, &people, agent);
        assert!(e.signs_in("karine").signs(Geste::PasserDirection { agent }).is_err(), "the place is not empty");
        direction.signs(Geste::PasserDirection { agent }).expect("handed over");
        assert!(direction.clone().enters().is_err(), "the outgoing account is closed in the same entry");
        let karine = e.signs_in("karine");
        let seen = e.run(e.coffre().compte(&karine.request("GET", "/compte"))).expect("hers").compte.role;
        assert_eq!(seen, Role::Direction);
    });
}

#[test]
fn a_season_takes_two_directions() {
    alone("habilitations::a_season_takes_two_directions", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let quota = |nombre| Geste::Quota {
            structure: crate::essai::code(ICI),
            nombre,
            jusqu: jiff::civil::date(2026, 12, 31),
        };
        let (here, there) = (e.signs_in("direction"), e.signs_in("direction13"));
        assert!(there.signs(quota(10)).is_err(), "nothing was asked");
        assert!(e.signs_in("gestionnaire").signs(quota(10)).is_err(), "not a gestionnaire's to ask");
        assert!(here.signs(quota(21)).is_err(), "twenty at most");
        here.signs(quota(10)).expect("asked");
        assert!(there.signs(quota(12)).is_err(), "another number");
        there.signs(quota(10)).expect("granted");
    });
}

#[test]
fn a_network_too_small_for_a_lot_has_its_ceremony() {
    alone("habilitations::a_network_too_small_for_a_lot_has_its_ceremony", || {
        let e = Essai::new(coffre::base::essai::bases().swap_remove(0), 1);
        let (gestionnaire, direction, dpo, karine) =
            (e.signs_in("gestionnaire"), e.signs_in("direction"), e.signs_in("dpo"), e.signs_in("karine"));
        let agent =
            gestionnaire.signs(Geste::Proposer(Box::new(carte("Inès", Role::Conseiller)))).expect("proposed").agent;
        assert!(gestionnaire.signs(Geste::Approuver { agent }).is_err(), "not the proposer");
        for person in [&direction, &dpo] {
            reads(&e, person, agent);
        }
        later(20_000);
        direction.signs(Geste::Approuver { agent }).expect("the first");
        dpo.signs(Geste::Approuver { agent }).expect("the second, of another role");
        let (her, second) = e.newcomer("her", 3);
        let coffre = e.coffre();
        let request = direction.request("POST", &format!("/parrainages/{agent}/adresse"));
        assert!(e.run(coffre.open_arrivee(&request, agent)).is_err(), "who approved does not vouch");
        let cles = arrives(&e, &karine, agent, [&her.passkey, &second]);
        karine.signs(Geste::Parrainer { agent, cles }).expect("a third person");
        let her = her.enters().expect("enters");
        takes_the_course(&her, Parcours::Agent);
        later(7 * JOUR - 60_000);
        let her = her.enters().expect("enters");
        assert_eq!(raison(her.opens(e.of("lea")[0]).expect_err("seven days")), "compte");
        later(60_000);
        her.opens(e.of("lea")[0]).expect("after seven days");
    });
}

#[test]
fn a_quality_of_parrain_does_not_vouch_for_its_own_line() {
    alone("habilitations::a_quality_of_parrain_does_not_vouch_for_its_own_line", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let hers = Carte { is_parrain: true, ..carte("Zoé", Role::Conseiller) };
        let (agent, her) = comes_whole(&e, 4, hers);
        assert_eq!(state(&e, &e.signs_in("gestionnaire"), agent), State::Active);
        her.opens(e.of("lea")[0]).expect("she works");

        let people = elsewhere(&e);
        let asks = |proposer: &'static str, prenom: &'static str| {
            let next = Geste::Proposer(Box::new(carte(prenom, Role::Conseiller)));
            let agent = e.signs_in(proposer).signs(next).expect("proposed").agent;
            approves(&e, &people, agent);
            let request = her.request("POST", &format!("/parrainages/{agent}/adresse"));
            e.run(e.coffre().open_arrivee(&request, agent)).is_ok()
        };
        assert!(!asks("gestionnaire", "Une"), "whom he proposed does not vouch for whom he proposes");
        assert!(asks("gestionnaire2", "Autre"), "his colleague's newcomer she may");
    });
}

#[test]
fn the_lot_is_not_tried_again_until_it_suits() {
    alone("habilitations::the_lot_is_not_tried_again_until_it_suits", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let (thief, direction) = (e.signs_in("gestionnaire"), e.signs_in("direction"));
        let proposes = |prenom| thief.signs(Geste::Proposer(Box::new(carte(prenom, Role::Conseiller))));
        for prenom in ["Un", "Deux", "Trois", "Quatre"] {
            let agent = proposes(prenom).expect("four a week").agent;
            assert!(thief.signs(Geste::Veto { agent }).is_err(), "she does not take it back");
            direction.signs(Geste::Veto { agent }).expect("even if somebody else does");
        }
        assert_eq!(raison(proposes("Cinq").expect_err("whatever became of the others")), "habilitation-quota");
        later(7 * JOUR);
        let thief = e.signs_in("gestionnaire");
        thief.signs(Geste::Proposer(Box::new(carte("Six", Role::Conseiller)))).expect("next week");
    });
}

#[test]
fn who_proposed_wakes_nobody_and_a_keeper_cuts_three() {
    alone("habilitations::who_proposed_wakes_nobody_and_a_keeper_cuts_three", || {
        let e = Essai::with_network(coffre::base::essai::bases().swap_remove(0), 1);
        let (gestionnaire, karine) = (e.signs_in("gestionnaire"), e.signs_in("karine"));
        let people = elsewhere(&e);
        let agent =
            gestionnaire.signs(Geste::Proposer(Box::new(carte("Inès", Role::Conseiller)))).expect("proposed").agent;
        approves(&e, &people, agent);
        let (her, second) = e.newcomer("her", 5);
        let cles = arrives(&e, &karine, agent, [&her.passkey, &second]);
        karine.signs(Geste::Parrainer { agent, cles }).expect("vouched");
        let her = her.enters().expect("enters");
        takes_the_course(&her, Parcours::Agent);
        later(33 * JOUR);
        assert_eq!(state(&e, &e.signs_in("gestionnaire"), agent), State::Asleep, "nobody confirmed");
        assert!(e.signs_in("gestionnaire").signs(Geste::Reveiller { agent }).is_err(), "not who proposed");
        assert!(e.signs_in("gestionnaire2").signs(Geste::Reveiller { agent }).is_err(), "nor who could not confirm");
        e.signs_in("karine").signs(Geste::Reveiller { agent }).expect("a parrain");
        assert_eq!(state(&e, &e.signs_in("gestionnaire"), agent), State::Active);

        let gestionnaire = e.signs_in("gestionnaire");
        let cuts = |nom: &str| {
            let request = gestionnaire.request("POST", "/habilitations/x/suspension");
            e.run(e.coffre().suspend(&request, Some(e.agent(nom)))).is_ok()
        };
        assert!(cuts("lea") && cuts("accueil") && cuts("dpo") && !cuts("karine"), "three a day");
        assert!(gestionnaire.signs(Geste::Clore { agent: e.agent("direction") }).is_err(), "nor closes who keeps");
    });
}
