//! A thief holds every byte that left a browser, and nothing else: no key, no passkey. He sends each request again, as
//! it was, from a connection of his own, while the agent is at work, after she has left, and after a restart.

use journal::Kind;
use journal::act::act;
use journal::entry::Entry;
use monde::client::{Recorded, dossiers_in, replay};
use monde::http::{Answer, Connexion};

use crate::both_engines;
use crate::lecture::hash;
use crate::serveur::{Essai, Moteur};

both_engines!(demandes_volees, nothing_that_left_a_browser_serves_twice);

fn nothing_that_left_a_browser_serves_twice(mut essai: Essai) {
    essai.create(60, None);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let nom = essai.cles().personas.iter().find(|p| p.role == "conseiller").expect("a conseillère").nom.clone();
    let stolen = a_day_of_work(&mut lea);
    let mut thief = Thief::new(&essai, &stolen);

    thief.sends_all_again(&nom);
    // The draft that she kept last is still hers: the older one, sent again, did not take its place.
    let first = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let page = lea.opens(&first).expect("an answer").text();
    assert!(page.contains("second brouillon") && !page.contains("premier brouillon"));
    assert_eq!(page.matches("entretien du jour").count(), 1, "a write sent again is not written again");

    lea.leaves().expect("an answer");
    thief.sends_all_again(&nom);
    essai.kill_cairn();
    essai.serve();
    thief.sends_all_again(&nom);
    essai.stop();
    thief.check_journal(&essai.published());
}

/// One of each thing that a conseillère does.
fn a_day_of_work(lea: &mut monde::client::Navigateur) -> Vec<Recorded> {
    let asks = |answer: Result<Answer, _>, status: u16| {
        let answer: Answer = answer.expect("an answer");
        assert_eq!(answer.status, status, "{}", answer.text());
        answer
    };
    asks(lea.get("/"), 200);
    let page = asks(lea.portefeuille(1), 200).text();
    let dossiers = dossiers_in(&page);
    asks(lea.searches("martin"), 200);
    asks(lea.get("/dossiers/nouveau"), 200);
    for dossier in &dossiers[..3] {
        asks(lea.opens(dossier), 200);
    }
    let first = &dossiers[0];
    asks(lea.reveals(first), 200);
    asks(lea.records_entretien(first, "2026-11-20", "entretien du jour"), 303);
    for texte in ["premier brouillon", "second brouillon"] {
        asks(lea.put(&format!("/dossiers/{first}/brouillon"), &[("texte", texte)]), 204);
    }
    let fields = [("nom-naissance", "Vol-Essai"), ("prenom", "Lina"), ("naissance", "2006-05-12"), ("sexe", "F")];
    asks(lea.post("/dossiers", &fields), 303);
    lea.recorded().to_vec()
}

struct Thief<'a> {
    adresse: String,
    stolen: &'a [Recorded],
    rounds: usize,
}

impl Thief<'_> {
    fn new<'a>(essai: &Essai, stolen: &'a [Recorded]) -> Thief<'a> {
        Thief { adresse: essai.adresse(), stolen, rounds: 0 }
    }

    /// Each is refused, and no answer holds anything of hers: not even her name.
    fn sends_all_again(&mut self, nom: &str) {
        for recorded in self.stolen {
            let mut connexion = Connexion::new(&self.adresse, std::time::Duration::from_secs(10));
            let answer = replay(&mut connexion, recorded).expect("an answer");
            let what = format!("round {}: {} {}", self.rounds, recorded.method, recorded.target);
            assert_eq!(answer.status, 401, "{what}: {}", answer.text());
            let text = answer.text();
            assert!(!text.contains(nom) && dossiers_in(&text).is_empty(), "{what}");
        }
        self.rounds += 1;
    }

    /// Every attempt at an act is an entry, each time, and is the only thing that the request gave.
    fn check_journal(&self, entries: &[Entry]) {
        for recorded in self.stolen.iter().filter(|r| act(&r.method, &r.target).is_some()) {
            let request = hash(recorded);
            let of_it = |kind| entries.iter().filter(|e| e.kind == kind && e.request == request).count();
            let what = format!("{} {}", recorded.method, recorded.target);
            assert_eq!(of_it(Kind::Refusal), self.rounds, "{what}");
            let acts = [Kind::Opening, Kind::Reveal, Kind::ResultPage, Kind::Creation, Kind::TokenLookup];
            assert!(acts.into_iter().map(of_it).sum::<usize>() <= 1, "{what}");
        }
    }
}

/// A thief with a key of his own is not a better thief: the login is certified for her key.
#[test]
fn another_key_opens_nothing() {
    let essai = Essai::fictif("autre-cle", Moteur::Sqlite, 10);
    let mut lea = essai.conseiller(0);
    let mut karine = essai.conseiller(1);
    let dossier = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let hers = lea.sign("GET", &format!("/dossiers/{dossier}"), None, true);
    let mut text = String::from_utf8(hers.bytes).expect("a head");
    let other = karine.sign("GET", &format!("/dossiers/{dossier}"), None, true);
    let signature =
        |text: &str| text.split("\r\nSignature: ").nth(1).and_then(|r| r.split("\r\n").next()).map(str::to_owned);
    let theirs = signature(&String::from_utf8(other.bytes).expect("a head")).expect("a signature");
    text = text.replace(&signature(&text).expect("a signature"), &theirs);
    let forged = Recorded { method: "GET".into(), target: hers.target, bytes: text.into_bytes() };
    assert_eq!(karine.replay(&forged).expect("an answer").status, 401);
    assert_eq!(karine.opens(&dossier).expect("an answer").status, 200, "the same request under her own login");
}
