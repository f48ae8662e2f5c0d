//! A world as it is made, opened on its first morning by the people of the personas' structure: agendas, front desk, workshops,
//! files. What is tested is the world, and that the coffre shows it as if people had typed it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use coffre::Coffre;
use coffre::face::{
    Accueil, Assertion, Error, Explication, GenreAgenda, Onglet, Opened, SignedRequest, VueAccueil, VueAgenda,
    VueAteliers,
};
use domaine::agenda::StatutRdv;
use domaine::{Champ, DossierId, Statut};
use droits::budget::explanation;
use droits::signature::{base as signature_base, sha256};
use journal::entry::{Entry, Kind, LoginId};
use monde::passkey::Passkey;
use monde::persona::Cles;
use tokio::runtime::Runtime;

use crate::essai::{ORIGIN, RP_ID, records};
use crate::monde::Chantier;

/// A finished world, and who plays in it.
struct Lundi {
    coffre: Coffre,
    runtime: Runtime,
    cles: Cles,
    power: Arc<AtomicBool>,
    nonce: AtomicU64,
    chantier: Chantier,
}

/// Somebody at her browser.
struct Personne<'a> {
    lundi: &'a Lundi,
    browser: EcdsaKeyPair,
    login: LoginId,
}

impl Lundi {
    fn on_each_engine(dossiers: u64, test: impl Fn(&Lundi)) {
        for (engine, base) in coffre::base::essai::bases() {
            println!("on {engine}");
            let chantier = Chantier::new(base, dossiers);
            let cles = chantier.run(None).expect("a world");
            let power = Arc::new(AtomicBool::new(true));
            let coffre = chantier.coffre(&power);
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("runtime");
            let lundi = Lundi { coffre, runtime, cles, power, nonce: AtomicU64::new(1), chantier };
            test(&lundi);
            lundi.power.store(false, Ordering::SeqCst);
        }
    }

    /// The nth of a role in the personas' structure.
    fn signs_in(&self, role: &str, nth: usize) -> Personne<'_> {
        let persona = self.cles.personas.iter().filter(|p| p.role == role).nth(nth).expect("a persona");
        let passkey: Passkey = persona.passkey().expect("a key");
        let browser = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let point: [u8; 65] = browser.public_key().as_ref().try_into().expect("a point");
        let challenge = self.runtime.block_on(self.coffre.login_challenge(point)).expect("a challenge").challenge;
        let made = passkey.assert(&challenge, RP_ID, ORIGIN);
        let answer = Assertion {
            challenge,
            credential: made.credential,
            authenticator_data: made.authenticator_data,
            client_data: made.client_data,
            signature: made.signature,
        };
        let login = self.runtime.block_on(self.coffre.login(answer)).expect("enters").login;
        Personne { lundi: self, browser, login }
    }

    fn facts(&self) -> Vec<Entry> {
        let all = records(&self.chantier.disk);
        let entries = all.iter().map(|record| Entry::decode(&record.entry).expect("an entry"));
        entries.filter(|entry| entry.kind == Kind::Explanation).collect()
    }
}

impl Personne<'_> {
    fn request(&self, method: &str, target: &str) -> SignedRequest {
        let mut nonce = [0; 16];
        nonce[8..].copy_from_slice(&self.lundi.nonce.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        let body_hash = sha256(b"");
        let text = signature_base(method, target, &body_hash, &self.login, &nonce);
        let signature = self.browser.sign(&aws_lc_rs::rand::SystemRandom::new(), text.as_bytes()).expect("signs");
        let signature = signature.as_ref().try_into().expect("r and s");
        SignedRequest { method: method.into(), target: target.into(), body_hash, login: self.login, nonce, signature }
    }

    fn opens(&self, dossier: DossierId) -> Result<Opened, Error> {
        let request = self.request("GET", &format!("/dossiers/{dossier}"));
        self.lundi.runtime.block_on(self.lundi.coffre.open(&request, dossier))
    }

    fn agenda(&self, semaine: bool) -> coffre::face::Agenda {
        let vue = VueAgenda { semaine, ..VueAgenda::default() };
        let request = self.request("GET", "/agenda");
        self.lundi.runtime.block_on(self.lundi.coffre.agenda(&request, vue)).expect("an agenda")
    }
}

#[test]
fn her_day_is_full_and_every_file_of_it_explains_itself() {
    Lundi::on_each_engine(400, |lundi| {
        let lea = lundi.signs_in("conseiller", 0);
        let agenda = lea.agenda(false);
        assert_eq!(agenda.illisibles, 0);
        assert!((6..=9).contains(&agenda.lignes.len()), "{} today", agenda.lignes.len());
        for ligne in &agenda.lignes {
            assert_eq!((ligne.genre, ligne.statut), (GenreAgenda::RendezVous, StatutRdv::Planifie));
            let dossier = ligne.personne.as_ref().expect("somebody").dossier;
            let opened = lea.opens(dossier).expect("opens");
            assert_eq!(opened.explique.explication, Explication::Portefeuille);
            assert!(!opened.situations.is_empty() && !opened.evenements.is_empty());
            assert_eq!(opened.suivi.statut, Statut::Actif);
            assert!(opened.champ(Champ::Qpv).is_some() && !opened.fraicheurs.is_empty());
            assert!(!opened.presences.is_empty(), "her rendez-vous stands in the timeline");
        }
        let week = lea.agenda(true);
        assert!(week.total() > agenda.lignes.len() + 6, "{} in the week", week.total());
    });
}

#[test]
fn who_replaces_opens_and_who_does_not_is_counted() {
    Lundi::on_each_engine(400, |lundi| {
        let facts = lundi.facts();
        let of = |code: u8| facts.iter().filter(|entry| entry.explanation == code).count();
        assert_eq!(of(explanation::REMPLACEMENT), 1);
        assert!(of(explanation::RENDEZ_VOUS) > 40 && of(explanation::ATELIER) > 20, "{}", facts.len());
        assert!(of(explanation::TICKET) >= 3 && of(explanation::APPEL) >= 2);
        assert!(facts.iter().all(|entry| entry.login == [0; 16] && entry.until > entry.time));

        let away = lundi.cles.personas.iter().filter(|p| p.role == "conseiller").nth(1).expect("a second");
        let (lea, marc) = (lundi.signs_in("conseiller", 0), lundi.signs_in("conseiller", 2));
        let vue = VueAgenda { agent: Some(domaine::AgentId(away.agent)), semaine: true, ..VueAgenda::default() };
        let request = lea.request("GET", "/agenda");
        let hers = lundi.runtime.block_on(lundi.coffre.agenda(&request, vue)).expect("an agenda");
        assert!(hers.lignes.iter().any(|ligne| ligne.genre == GenreAgenda::Absence), "she is away");
        let filtre = coffre::face::Filtre {
            portee: coffre::face::Portee::Agent(domaine::AgentId(away.agent)),
            ..Default::default()
        };
        let request = lea.request("GET", "/portefeuille");
        let list = lundi.runtime.block_on(lundi.coffre.portefeuille(&request, filtre, 1)).expect("a list");
        let one = list.liste.lignes.first().expect("somebody of hers").dossier;
        assert_eq!(lea.opens(one).expect("opens").explique.explication, Explication::Remplacement);
        assert_ne!(marc.opens(one).map(|opened| opened.explique.explication).ok(), Some(Explication::Remplacement));
    });
}

#[test]
fn the_front_desk_has_people_waiting_and_the_workshops_are_there() {
    Lundi::on_each_engine(400, |lundi| {
        let accueil = lundi.signs_in("accueil", 0);
        let request = accueil.request("GET", "/accueil");
        let seen = lundi.runtime.block_on(lundi.coffre.accueil(&request, VueAccueil::default())).expect("the desk");
        assert_eq!(seen.illisibles, 0);
        assert!(seen.attendent_total >= 3 && seen.appels_total >= 2 && seen.attendus_total >= 12);

        let lea = lundi.signs_in("conseiller", 0);
        let request = lea.request("GET", "/ateliers");
        let vue = VueAteliers { onglet: Onglet::AClore, ..VueAteliers::default() };
        let seen = lundi.runtime.block_on(lundi.coffre.ateliers(&request, vue)).expect("workshops");
        assert!(!seen.lignes.is_empty(), "some wait to be closed");
        let request = lea.request("GET", "/");
        let Accueil::Journee(day) = lundi.runtime.block_on(lundi.coffre.journee(&request)).expect("a day") else {
            panic!("a conseillère has a day");
        };
        assert_eq!((day.illisibles, day.remplace.len()), (0, 1));
        assert!(day.aujourdhui_total >= 6 && day.a_clore >= 1 && day.sites.len() >= 2);
        assert!(day.blocs.iter().filter(|bloc| bloc.total > 0).count() >= 4, "there is something to do");

        let gestionnaire = lundi.signs_in("gestionnaire", 0);
        let request = gestionnaire.request("GET", "/agenda");
        lundi.runtime.block_on(lundi.coffre.agenda(&request, VueAgenda::default())).expect_err("no agenda for her");
    });
}

#[test]
fn a_list_was_received_and_some_of_it_was_called() {
    Lundi::on_each_engine(400, |lundi| {
        let lea = lundi.signs_in("conseiller", 0);
        let request = lea.request("GET", "/reperage");
        let seen = lundi.runtime.block_on(lundi.coffre.reperages(&request, 1)).expect("the lists");
        assert_eq!((seen.total, seen.illisibles), (1, 0));
        let liste = &seen.listes[0];
        assert!(liste.avancement.total == 16 && liste.avancement.traites < 16);
        let request = lea.request("GET", &format!("/reperage/{}", liste.id));
        let vue = coffre::face::VueReperage::default();
        let seen = lundi.runtime.block_on(lundi.coffre.reperage(&request, liste.id, vue)).expect("the list");
        assert_eq!(seen.illisibles, 0);
        assert!(seen.lignes.iter().any(|ligne| !ligne.tentatives.is_empty()), "some were called");
        assert!(seen.lignes.iter().any(|ligne| ligne.tentatives.is_empty()), "some were not");
    });
}
