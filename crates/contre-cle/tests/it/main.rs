//! The contre-clé seen from another organisation: over TLS, with certificates made for the pair.

#![allow(missing_docs, reason = "tests")]

mod papiers;

use std::fs;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use contre_cle::client::ContreCle;
use contre_cle::protocole::{Answer, No, Question};
use contre_cle::suiveur::{Places, Suiveur};
use contre_cle::tls::{self, Distant, Papers};
use journal::storage::FaultyStorage;
use papiers::{authority, papers};

fn suiveur() -> Arc<Mutex<Suiveur<FaultyStorage>>> {
    let places = Places { log: FaultyStorage::new(1), parts: FaultyStorage::new(2), marks: FaultyStorage::new(3) };
    Arc::new(Mutex::new(Suiveur::open(places).expect("an empty folder opens")))
}

/// Serves on a free port of this machine; gives its address.
fn serve(papers: Papers) -> String {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
    let address = format!("localhost:{port}");
    let bound = address.clone();
    thread::spawn(move || tls::serve(&format!("127.0.0.1:{port}"), &papers, suiveur()));
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        thread::yield_now();
    }
    bound
}

const HELLO: Question = Question::Hello { journal: String::new() };

#[test]
fn two_organisations_know_each_other_and_nobody_else() {
    let dir = std::env::temp_dir().join(format!("cairn-tls-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let (ours, stranger) = (authority(), authority());
    let address = serve(papers(&dir, "contre-cle", &ours, &ours));
    let ask = |papers: &Papers, question: &Question| Distant::new(&address, papers).expect("papers").ask(question);

    let coffre = papers(&dir, "coffre", &ours, &ours);
    assert!(matches!(ask(&coffre, &HELLO), Ok(Answer::Here(here)) if here.is_sealed));
    // The root is given on the machine itself, never from elsewhere.
    assert_eq!(ask(&coffre, &Question::Unseal { root: [1; 32] }).ok(), Some(Answer::No(No::Message)));

    let thief = papers(&dir, "voleur", &stranger, &ours);
    assert!(ask(&thief, &HELLO).is_err(), "a coffre that our authority did not sign is not answered");
    let deceived = papers(&dir, "trompe", &ours, &stranger);
    assert!(ask(&deceived, &HELLO).is_err(), "a contre-clé that its authority did not sign is not believed");
    assert!(matches!(ask(&coffre, &HELLO), Ok(Answer::Here(_))), "it still answers whom it should");
    fs::remove_dir_all(&dir).expect("removed");
}
