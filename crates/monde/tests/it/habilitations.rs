//! Nobody creates power alone: the whole way of a newcomer, and each short cut that a hijacked gestionnaire would try.

use std::sync::atomic::Ordering;

use coffre::face::{Attestation, Carte, Error, Geste, Refusal, Saisie};
use coffre::sequenceur::essai::DECALAGE;
use domaine::{AgentId, Clair};
use domaine::formation::{Parcours, draw};
use droits::Role;
use droits::habilitation::State;
use jiff::civil::date;
use monde::passkey::Passkey;

use crate::essai::{Essai, ORIGIN, Personne, RP_ID, alone};

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
        mail: Clair::new(format!("{}.lefevre@cairn.example", prenom.to_lowercase().replace('è', "e"))),
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

/// The drawn approver reads the card, waits as long as the rule asks, and signs.
fn approves(e: &Essai, people: &[Personne], agent: AgentId) {
    let approver = drawn(e, people, agent).expect("somebody is drawn");
    reads(e, approver, agent);
    later(20_000);
    approver.signs(Geste::Approuver { agent }).expect("the drawn approver approves");
}

fn reads(e: &Essai, person: &Personne, agent: AgentId) {
    let request = person.request("GET", &format!("/habilitations/{agent}"));
    e.run(e.coffre().habilitation(&request, agent)).expect("the drawn approver sees the card");
}

/// Both keys, at the address that the parrain opened; gives the hash that both pages show.
fn arrives(e: &Essai, parrain: &Personne, agent: AgentId, keys: [&Passkey; 2]) -> [u8; 32] {
    let coffre = e.coffre();
    let request = parrain.request("POST", &format!("/parrainages/{agent}/adresse"));
    let code = e.run(coffre.open_arrivee(&request, agent)).expect("the parrain opens the address").code.expect("shown once");
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
        let agent = gestionnaire.signs(Geste::Proposer(Box::new(carte("Inès", Role::Conseiller)))).expect("proposed").agent;
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
        assert_eq!(raison(karine.signs(Geste::Parrainer { agent, cles: [9; 32] }).expect_err("other keys")), "parrainage-cles");
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
    refused(&thief, Geste::Parrainer { agent, cles: [0; 32] }, "parrainage-cles");
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
    refused(&neighbour, Geste::Clore { agent: e.agent("lea") }, "role");
    refused(&neighbour, Geste::Clore { agent: AgentId([3; 16]) }, "introuvable");
    // A leaver is cut at the next request.
    thief.signs(Geste::Clore { agent: e.agent("lea") }).expect("her own gestionnaire closes her");
    assert!(lea.opens(e.of("lea")[0]).is_err(), "cut at the next request");
    assert!(lea.clone().enters().is_err(), "and for ever");
}
