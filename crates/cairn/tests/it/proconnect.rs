//! Saying who one is with ProConnect gives nothing (I18): whoever the provider vouches for, and however it lies, no login comes of it,
//! no row is written, and the journal says at most that somebody was there.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use journal::entry::Kind;
use monde::client::Navigateur;
use monde::http::{Answer, Connexion};
use serde_json::{Value, json};

use crate::serveur::{Essai, Moteur};

/// Lies that each change an answer of their own; the others are the client's affair.
const FAUTES: [&str; 10] = [
    "emetteur-autre",
    "public-autre",
    "nonce-autre",
    "alg-none",
    "hs256-cle-publique",
    "signature-abimee",
    "acr-bas",
    "userinfo-autre-personne",
    "userinfo-non-signe",
    "etat-autre",
];

#[test]
fn a_provider_gives_nothing() {
    let mut essai = Essai::new("proconnect", Moteur::Sqlite);
    let Some(fournisseur) = Fournisseur::start(&essai) else { return };
    essai.create(10, None);
    fournisseur.registers(&essai, 0o644);
    let refused =
        essai.run(&["serve", "--donnees", &essai.base().to_string_lossy()]).expect_err("a key that all may read");
    assert!(refused.contains("chmod 600"), "{refused}");
    fournisseur.registers(&essai, 0o600);
    essai.serve();
    let sign_in = essai.plain("GET", "/connexion").expect("an answer").text();
    assert!(sign_in.contains("data-proconnect"), "the button stands");

    let (journal, base) = (essai.entries("coffre").len(), rows(&essai));
    for faute in FAUTES {
        fournisseur.essai("faute", &[("nom", faute)]);
        let answer = signs_in(&essai, &fournisseur, "lea");
        assert!([400, 403, 502].contains(&answer.status), "{faute}: {}", answer.status);
        assert!(!answer.text().contains("<kbd>"), "{faute}: no code for a liar");
    }
    fournisseur.essai("faute", &[]);
    for (personne, words) in [("courriel", "Authentification trop faible"), ("simple", "ProConnect a dit non")] {
        let answer = signs_in(&essai, &fournisseur, personne);
        assert!(answer.status == 403 && answer.text().contains(words), "{personne}: {}", answer.text());
    }
    let nothing = essai.entries("coffre").split_off(journal);
    assert!(nothing.is_empty(), "who is not known for sure was not there: {nothing:?}");

    // Unknown, with everything as it should be: whom to ask, letters to read aloud, one entry.
    let query = comes_back(&essai, &fournisseur, "lea");
    let answer = presents(&essai, &query);
    let text = answer.text();
    assert!(answer.status == 200 && text.contains("Aucun compte ne porte cette identité"), "{text}");
    assert!(!text.contains("Léa") && !text.contains("mission-locale.example"), "the provider's words are not shown");
    assert_eq!(answer.header("set-cookie"), None);
    assert_eq!(presents(&essai, &query).status, 400, "a return serves once");
    let elsewhere = query.replace("state=", "state=autre-");
    assert_eq!(presents(&essai, &elsewhere).status, 400, "a state that nobody left with");

    let entries = essai.entries("coffre").split_off(journal);
    assert_eq!(entries.iter().map(|e| (e.kind, e.rule)).collect::<Vec<_>>(), [(Kind::FederatedLogin, 2)]);
    assert!(entries[0].actor == [0; 16] && entries[0].login == [0; 16], "nobody's, and no login");
    assert!(rows(&essai) == base, "nothing was written in the base");

    a_parrain_binds_it(&essai, &fournisseur, &text);

    // The session there ends too.
    let sortie = text.split("data-sortie=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a name");
    let ended = said(&posts(&essai, "/connexion/proconnect/fin", &json!({ "sortie": sortie }).to_string()));
    let left = fournisseur.essai("sortie", &[("url", ended["adresse"].as_str().expect("an address"))]);
    assert!(left.starts_with(&format!("{}/connexion/proconnect/sortie?state=", essai.origine())), "{left}");
    essai.stop();
}

/// The letters are read to a parrain of the structure, who signs; from then on she sees her own account, and enters no more than before.
fn a_parrain_binds_it(essai: &Essai, fournisseur: &Fournisseur, page: &str) {
    let letters: Vec<&str> =
        page.split("<kbd>").skip(1).take(2).filter_map(|rest| rest.split("</kbd>").next()).collect();
    let personas = essai.cles().personas;
    let lea = personas.iter().find(|p| p.role == "conseiller").expect("a conseiller");
    let direction = personas.iter().find(|p| p.role == "direction" && p.structure == lea.structure);
    let direction = direction.expect("the structure has a direction");
    let key = direction.passkey().expect("her key");
    let mut browser = Navigateur::enter(&essai.adresse(), &essai.origine(), direction).expect("she enters");
    let agent: String = lea.agent.iter().map(|byte| format!("{byte:02x}")).collect();
    let target = format!("/habilitations/{agent}/identite");
    let code = letters.join(" ");
    let bound = browser.signs(&target, &[("code", &code)], &key).expect("an answer");
    assert_eq!(bound.status, 204, "{}", bound.text());
    assert_eq!(browser.signs(&target, &[("code", &code)], &key).expect("an answer").status, 422, "letters serve once");

    let before = essai.entries("coffre").len();
    let answer = signs_in(essai, fournisseur, "lea");
    let text = answer.text();
    assert!(answer.status == 200 && text.contains(&format!("Bonjour {}", lea.nom)), "{text}");
    assert!(text.contains("Continuer avec votre clé") && !text.contains("/dossiers"), "her key does the rest");
    let mut entries = essai.entries("coffre");
    let last = entries.split_off(before);
    assert_eq!(last.iter().map(|e| (e.kind, e.rule)).collect::<Vec<_>>(), [(Kind::FederatedLogin, 1)]);
    let binding = entries.iter().rfind(|e| e.kind == Kind::Binding).expect("it is in the journal");
    assert!(last[0].actor == binding.object && last[0].login == [0; 16], "hers, and no login");
}

/// A whole sign-in, as a tab makes it.
fn signs_in(essai: &Essai, fournisseur: &Fournisseur, personne: &str) -> Answer {
    let query = comes_back(essai, fournisseur, personne);
    presents(essai, &query)
}

/// Leaves, says who she is there, and comes back: with this query.
fn comes_back(essai: &Essai, fournisseur: &Fournisseur, personne: &str) -> String {
    let start = Instant::now();
    let adresse = loop {
        let answer = posts(essai, "/connexion/proconnect", "{}");
        match answer.status {
            200 => break said(&answer)["adresse"].as_str().expect("an address").to_owned(),
            // Ten begin in a second; a machine may be faster than people are.
            429 => assert!(start.elapsed() < Duration::from_secs(10), "nobody may begin any more"),
            other => panic!("{other}: {}", answer.text()),
        }
    };
    let back = fournisseur.essai("parcours", &[("url", &adresse), ("personne", personne)]);
    let query = back.strip_prefix(&format!("{}/connexion/proconnect/retour?", essai.origine()));
    query.unwrap_or_else(|| panic!("the browser does not come back: {back}")).to_owned()
}

fn presents(essai: &Essai, query: &str) -> Answer {
    posts(essai, "/connexion/proconnect/retour?langue=fr", &format!("requete={}", encode(query)))
}

fn posts(essai: &Essai, target: &str, corps: &str) -> Answer {
    essai.sends("POST", target, "text/html", corps).expect("an answer")
}

fn said(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("not JSON: {}", answer.text()))
}

/// The base as it lies: with its log, any write would change it.
fn rows(essai: &Essai) -> Vec<Vec<u8>> {
    ["cairn.db", "cairn.db-wal"].map(|name| fs::read(essai.base().join("coffre").join(name)).unwrap_or_default()).into()
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// The stand-in of essais/federation, as a process; it stops with the value.
struct Fournisseur {
    child: Child,
    said: Value,
}

impl Fournisseur {
    /// One that sends browsers back to this base; without Node or its packages the test says that it did not run.
    fn start(essai: &Essai) -> Option<Fournisseur> {
        let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../essais/federation");
        let has_node = Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok();
        if !has_node || !dir.join("node_modules/oidc-provider").is_dir() {
            assert!(std::env::var_os("CI").is_none(), "under CI, Node and `npm ci` in essais/federation are needed");
            println!("SKIPPED proconnect: Node, or `npm ci` in essais/federation, is missing");
            return None;
        }
        let of = |end: &str| format!("{}/connexion/proconnect/{end}", essai.origine());
        let mut command = Command::new("node");
        command.args(["fournisseur.mjs", "--retour", &of("retour"), "--sortie", &of("sortie")]).current_dir(dir);
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("node starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let line = lines.map_while(Result::ok).find(|line| line.starts_with('{')).expect("the provider listens");
        Some(Fournisseur { child, said: serde_json::from_str(&line).expect("a line of JSON") })
    }

    /// Writes the registration where the application reads it; the key's file has this mode.
    fn registers(&self, essai: &Essai, mode: u32) {
        let folder = essai.base().join("coffre");
        let key = folder.join("proconnect.pem");
        fs::write(&key, self.text("/cle/pem")).expect("a file");
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).expect("a mode");
        let reglage = json!({
            "issuer": self.text("/issuer"),
            "client_id": self.text("/cle/client_id"),
            "cle": "proconnect.pem",
            "kid": self.text("/cle/kid"),
        });
        fs::write(folder.join("proconnect.json"), reglage.to_string()).expect("a file");
    }

    fn text(&self, pointer: &str) -> &str {
        self.said.pointer(pointer).and_then(Value::as_str).expect("announced")
    }

    /// One of the stand-in's own addresses.
    fn essai(&self, what: &str, pairs: &[(&str, &str)]) -> String {
        let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let host = self.text("/issuer").trim_start_matches("http://").split('/').next().expect("a host");
        let request = format!("GET /essai/{what}?{} HTTP/1.1\r\nHost: {host}\r\n\r\n", query.join("&"));
        let mut connexion = Connexion::new(host, Duration::from_secs(10));
        connexion.send(request.as_bytes(), false).expect("the provider answers").text()
    }
}

impl Drop for Fournisseur {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
