//! A browser played by a program: it enters with a passkey and signs every request as the service worker does.
//! Callers read as people: `lea.opens(&dossier)`, `voleur.replay(&recorded)`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::rand::{self, SystemRandom};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use domaine::GenreEvenement;
use droits::signature::{SignedRequest, sha256};
use journal::encoding::{base64, from_hex, hex};
use serde_json::{Value, json};

use crate::geste;
use crate::http::{Answer, Connexion, HttpError};
use crate::passkey::{Passkey, base64url, from_base64url};
use crate::persona::Persona;

/// Silence after which a request is given up.
const ATTENTE: Duration = Duration::from_secs(30);

/// What `Accept` and `Sec-Fetch-Mode` say of a navigation, and of a script's fetch.
const PAGE: (&str, &str) = ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "navigate");
const FETCH: (&str, &str) = ("*/*", "cors");

/// The type of a form's body.
const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// A browser in which somebody has entered.
pub struct Navigateur {
    connexion: Connexion,
    origine: String,
    login: [u8; 16],
    key: Arc<EcdsaKeyPair>,
    passkey: Arc<Passkey>,
    records: bool,
    recorded: Vec<Recorded>,
}

/// A request exactly as it left, to be sent again by somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Head and body.
    pub bytes: Vec<u8>,
}

/// Why somebody could not enter, or be answered.
#[derive(Debug)]
pub enum ClientError {
    /// No answer.
    Http(HttpError),
    /// Another status than the one hoped for.
    Status(&'static str, u16),
    /// An answer that is not what it should be, or a persona without a usable key.
    Illisible(&'static str),
}

impl fmt::Display for ClientError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClientError::Http(error) => error.fmt(f),
            ClientError::Status(what, status) => write!(f, "{what}: status {status}"),
            ClientError::Illisible(what) => write!(f, "{what}: unreadable"),
        }
    }
}

impl std::error::Error for ClientError {}

impl From<HttpError> for ClientError {
    fn from(error: HttpError) -> ClientError {
        ClientError::Http(error)
    }
}

impl Navigateur {
    /// Signs in: a new browser key, certified by the persona's passkey. `adresse` is `host:port`, `origine` what the
    /// browser would say ("http://localhost:8080").
    ///
    /// # Errors
    /// No server, or it does not let this persona in.
    pub fn enter(adresse: &str, origine: &str, persona: &Persona) -> Result<Navigateur, ClientError> {
        let passkey = persona.passkey().ok_or(ClientError::Illisible("key of the persona"))?;
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("the system gives randomness");
        let mut connexion = Connexion::new(adresse, ATTENTE);

        let asked = json!({ "cle": base64url(key.public_key().as_ref()) });
        let said = post_json(&mut connexion, origine, "/connexion/defi", &asked)?;
        let defi = said["defi"].as_str().ok_or(ClientError::Illisible("challenge"))?;
        let rp_id = said["rpId"].as_str().ok_or(ClientError::Illisible("relying party"))?;
        let challenge = from_base64url(defi).and_then(|bytes| bytes.try_into().ok());
        let answer = passkey.assert(&challenge.ok_or(ClientError::Illisible("challenge"))?, rp_id, origine);

        let certified = json!({
            "defi": defi,
            "credential": base64url(&answer.credential),
            "authenticatorData": base64url(&answer.authenticator_data),
            "clientDataJSON": base64url(&answer.client_data),
            "signature": base64url(&answer.signature),
        });
        let said = post_json(&mut connexion, origine, "/connexion", &certified)?;
        let login = said["login"].as_str().and_then(from_hex).and_then(|bytes| bytes.try_into().ok());
        let login = login.ok_or(ClientError::Illisible("login"))?;
        let origine = origine.to_owned();
        let (key, passkey) = (Arc::new(key), Arc::new(passkey));
        Ok(Navigateur { connexion, origine, login, key, passkey, records: true, recorded: Vec::new() })
    }

    /// Another tab of the same browser: same login, a connection of its own.
    pub fn another_tab(&self) -> Navigateur {
        self.tab_on(self.connexion.another())
    }

    /// Another tab, whose requests arrive at this `host:port`: an address may lead to several machines.
    pub fn tab_at(&self, adresse: &str) -> Navigateur {
        self.tab_on(Connexion::new(adresse, ATTENTE))
    }

    fn tab_on(&self, connexion: Connexion) -> Navigateur {
        Navigateur {
            connexion,
            origine: self.origine.clone(),
            login: self.login,
            key: Arc::clone(&self.key),
            passkey: Arc::clone(&self.passkey),
            records: self.records,
            recorded: Vec::new(),
        }
    }

    /// The same browser, keeping no record: for benches, which send a great many requests.
    pub fn without_records(mut self) -> Navigateur {
        self.records = false;
        self
    }

    /// Name of the login.
    pub fn login(&self) -> [u8; 16] {
        self.login
    }

    /// Opens a dossier, named by its 32 digits. When the page asks for the gesture of a new tranche, she makes it and comes back.
    ///
    /// # Errors
    /// No answer at all; a refusal is an answer.
    pub fn opens(&mut self, dossier: &str) -> Result<Answer, ClientError> {
        let target = format!("/dossiers/{dossier}");
        let answer = self.get(&target)?;
        if !asks_a_tranche(&answer) {
            return Ok(answer);
        }
        let key = Arc::clone(&self.passkey);
        self.signs("/tranches", &[("vers", &target)], &key)?;
        self.get(&target)
    }

    /// Searches as the field's script does: the answer is a fragment.
    ///
    /// # Errors
    /// No answer at all.
    pub fn searches(&mut self, requete: &str) -> Result<Answer, ClientError> {
        let body = form(&[("requete", requete)]);
        self.ask("POST", "/recherche", Some((FORM, body.into_bytes())), FETCH)
    }

    /// Shows a page of her own portefeuille; pages begin at 1.
    ///
    /// # Errors
    /// No answer at all.
    pub fn portefeuille(&mut self, page: u32) -> Result<Answer, ClientError> {
        self.get(&if page <= 1 { "/portefeuille".to_owned() } else { format!("/portefeuille?page={page}") })
    }

    /// Reveals the identifiers of a dossier, as its button does.
    ///
    /// # Errors
    /// No answer at all.
    pub fn reveals(&mut self, dossier: &str) -> Result<Answer, ClientError> {
        let none = Some((FORM, Vec::new()));
        self.ask("POST", &format!("/dossiers/{dossier}/identifiants"), none, FETCH)
    }

    /// Records an individual entretien of half an hour, on this ISO date.
    ///
    /// # Errors
    /// No answer at all.
    pub fn records_entretien(&mut self, dossier: &str, date: &str, texte: &str) -> Result<Answer, ClientError> {
        let genre = GenreEvenement::ENTRETIEN_INDIVIDUEL.key();
        let fields = [("genre", genre), ("date", date), ("duree", "30"), ("texte", texte)];
        self.post(&format!("/dossiers/{dossier}/evenements"), &fields)
    }

    /// Deposits a spreadsheet, as the page's script does: its bytes, and never its name.
    ///
    /// # Errors
    /// No answer at all; a file that cannot be read is answered with the reason.
    pub fn deposits(&mut self, kind: &str, fichier: Vec<u8>) -> Result<Answer, ClientError> {
        self.ask("POST", "/imports", Some((kind, fichier)), FETCH)
    }

    /// Signs an import for exactly what its page shows: `geste` is `execution` or `annulation`, see [`signed_in`].
    ///
    /// # Errors
    /// No answer at all.
    pub fn signs_import(
        &mut self,
        import: &str,
        geste: &str,
        contenu: &str,
        lignes: u32,
    ) -> Result<Answer, ClientError> {
        let body = format!("contenu={contenu}&lignes={lignes}");
        self.ask("POST", &format!("/imports/{import}/{geste}"), Some((FORM, body.into_bytes())), FETCH)
    }

    /// Sends fields by a script's POST: the answer is a piece of a page.
    ///
    /// # Errors
    /// No answer at all.
    pub fn posts_by_script(&mut self, target: &str, fields: &[(&str, &str)]) -> Result<Answer, ClientError> {
        self.ask("POST", target, Some((FORM, form(fields).into_bytes())), FETCH)
    }

    /// A gesture, both passes, answered by this key. A refusal of either is an answer.
    ///
    /// # Errors
    /// No answer at all.
    pub fn signs(&mut self, target: &str, fields: &[(&str, &str)], key: &Passkey) -> Result<Answer, ClientError> {
        let first = self.posts_by_script(target, fields)?;
        let Some(demande) = geste::asked(&first) else { return Ok(first) };
        let whole = geste::answered(fields, &demande, key, &self.origine);
        self.posts_by_script(target, &geste::borrowed(&whole))
    }

    /// Asks as a script does: no page is wanted.
    ///
    /// # Errors
    /// No answer at all.
    pub fn fetches(&mut self, target: &str) -> Result<Answer, ClientError> {
        self.ask("GET", target, None, FETCH)
    }

    /// Leaves; the login opens nothing more.
    ///
    /// # Errors
    /// No answer at all.
    pub fn leaves(&mut self) -> Result<Answer, ClientError> {
        self.post("/connexion/fin", &[])
    }

    /// Follows a link.
    ///
    /// # Errors
    /// No answer at all.
    pub fn get(&mut self, target: &str) -> Result<Answer, ClientError> {
        self.ask("GET", target, None, PAGE)
    }

    /// Sends a plain form.
    ///
    /// # Errors
    /// No answer at all.
    pub fn post(&mut self, target: &str, fields: &[(&str, &str)]) -> Result<Answer, ClientError> {
        self.ask("POST", target, Some((FORM, form(fields).into_bytes())), PAGE)
    }

    /// Sends fields by a script's PUT, as drafts are.
    ///
    /// # Errors
    /// No answer at all.
    pub fn put(&mut self, target: &str, fields: &[(&str, &str)]) -> Result<Answer, ClientError> {
        self.ask("PUT", target, Some((FORM, form(fields).into_bytes())), FETCH)
    }

    /// Every signed request sent so far, in order.
    pub fn recorded(&self) -> &[Recorded] {
        &self.recorded
    }

    /// Sends somebody's recorded request again, byte for byte, from a connection of its own.
    ///
    /// # Errors
    /// No answer at all.
    pub fn replay(&self, recorded: &Recorded) -> Result<Answer, ClientError> {
        replay(&mut self.connexion.another(), recorded)
    }

    /// A signed request, ready to leave.
    pub fn sign(&self, method: &str, target: &str, body: Option<(&str, &[u8])>, is_page: bool) -> Recorded {
        let mut nonce = [0; 16];
        rand::fill(&mut nonce).expect("the system gives randomness");
        let (kind, content) = body.unwrap_or(("", &[]));
        let (accept, mode) = if is_page { PAGE } else { FETCH };
        let mut signed = SignedRequest {
            method: method.to_owned(),
            target: target.to_owned(),
            body_hash: sha256(content),
            login: self.login,
            nonce,
            signature: [0; 64],
        };
        let signature = self.key.sign(&SystemRandom::new(), signed.base().as_bytes()).expect("a valid key signs");
        signed.signature = signature.as_ref().try_into().expect("r and s have 32 bytes each");
        let typed = if body.is_some() {
            format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", content.len())
        } else {
            String::new()
        };
        let head = format!(
            "{method} {target} HTTP/1.1\r\nHost: {}\r\nAccept: {accept}\r\nSec-Fetch-Site: same-origin\r\n\
             Sec-Fetch-Mode: {mode}\r\n{typed}{}\r\n",
            host(&self.origine),
            signature_headers(&signed)
        );
        let bytes = [head.as_bytes(), content].concat();
        Recorded { method: method.to_owned(), target: target.to_owned(), bytes }
    }

    fn ask(
        &mut self,
        method: &str,
        target: &str,
        body: Option<(&str, Vec<u8>)>,
        mode: (&str, &str),
    ) -> Result<Answer, ClientError> {
        let request =
            self.sign(method, target, body.as_ref().map(|(kind, content)| (*kind, &content[..])), mode == PAGE);
        let answer = self.connexion.send(&request.bytes, method == "HEAD");
        if self.records {
            self.recorded.push(request);
        }
        Ok(answer?)
    }
}

/// Whether this page asks for the gesture that begins a tranche of dossiers.
pub fn asks_a_tranche(answer: &Answer) -> bool {
    answer.status == 429 && answer.text().contains("action=\"/tranches\"")
}

/// Sends a recorded request byte for byte: what a thief of requests can do, with no key at all.
///
/// # Errors
/// No answer at all.
pub fn replay(connexion: &mut Connexion, recorded: &Recorded) -> Result<Answer, ClientError> {
    Ok(connexion.send(&recorded.bytes, recorded.method == "HEAD")?)
}

/// The dossiers that a page links to, in order, once each.
pub fn dossiers_in(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (dossier, _) in links(html) {
        if !found.iter().any(|one| one == dossier) {
            found.push(dossier.to_owned());
        }
    }
    found
}

/// The lines of a list: dossier, and the short number shown beside it.
pub fn lignes_in(html: &str) -> Vec<(String, u32)> {
    links(html)
        .filter_map(|(dossier, rest)| {
            let line = rest.split("</a>").next()?;
            let digits = line.split("n° ").nth(1)?;
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            Some((dossier.to_owned(), digits[..end].parse().ok()?))
        })
        .collect()
}

/// The import that an answer leads to.
pub fn import_in(answer: &Answer) -> Option<String> {
    let address = answer.header("cairn-vers").or_else(|| answer.header("location"))?;
    let id = address.strip_prefix("/imports/")?.get(..32)?;
    id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)).then(|| id.to_owned())
}

/// What the page of an import asks to be signed: the content's hash and the number of lines, of the form that leads to
/// `geste` (`execution` or `annulation`); `None` when the page has no such form.
pub fn signed_in(html: &str, geste: &str) -> Option<(String, u32)> {
    let form = html.split_once(&format!("/{geste}\""))?.1.split("</form>").next()?;
    let value = |name: &str| {
        let rest = form.split_once(&format!("name=\"{name}\" value=\""))?.1;
        rest.split('"').next()
    };
    let contenu = value("contenu").filter(|hash| hash.len() == 64)?;
    Some((contenu.to_owned(), value("lignes")?.parse().ok()?))
}

/// Dossiers linked to, each with what follows it in the page.
fn links(html: &str) -> impl Iterator<Item = (&str, &str)> {
    html.split("/dossiers/").skip(1).filter_map(|rest| {
        let id = rest.get(..32)?;
        let is_id = id.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let ends = !rest[32..].starts_with(|c: char| c.is_ascii_alphanumeric());
        (is_id && ends).then_some((id, rest))
    })
}

/// Fields as forms encode them.
pub fn form(fields: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| format!("{}={}", encode(name), encode(value));
    fields.iter().map(one).collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_owned(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

fn signature_headers(signed: &SignedRequest) -> String {
    format!(
        "Content-Digest: sha-256=:{}:\r\nSignature-Input: cairn=(\"@method\" \"@path\" \"@query\" \"content-digest\");\
         keyid=\"{}\";nonce=\"{}\"\r\nSignature: cairn=:{}:\r\n",
        base64(&signed.body_hash),
        hex(&signed.login),
        hex(&signed.nonce),
        base64(&signed.signature),
    )
}

fn host(origine: &str) -> &str {
    origine.split_once("://").map_or(origine, |(_, host)| host)
}

fn post_json(connexion: &mut Connexion, origine: &str, target: &str, body: &Value) -> Result<Value, ClientError> {
    let body = body.to_string();
    let request = format!(
        "POST {target} HTTP/1.1\r\nHost: {}\r\nAccept: */*\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        host(origine),
        body.len()
    );
    let answer = connexion.send(request.as_bytes(), false)?;
    if answer.status != 200 || !answer.entiere {
        return Err(ClientError::Status("entering", answer.status));
    }
    serde_json::from_slice(&answer.body).map_err(|_| ClientError::Illisible("answer to entering"))
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpListener;
    use std::thread;

    use contre_cle::assertion::holds;
    use droits::piece::{Assertion, Credential, PublicKey};

    use super::*;
    use crate::passkey::Passkey;

    const HERE: &str = "http://localhost:8080";

    #[test]
    fn lea_enters_and_every_request_of_hers_is_signed() {
        let passkey = Passkey::from_seed([5; 32], 0);
        let persona = Persona::new([7; 16], "Léa Masson", "conseiller", "59512S00", &passkey);
        let (adresse, server) = fake_guichet(passkey);
        let mut lea = Navigateur::enter(&adresse, HERE, &persona).expect("she enters");
        let dossier = "0123456789abcdef0123456789abcdef";
        lea.opens(dossier).expect("answered");
        lea.portefeuille(2).expect("answered");
        lea.searches("Ben Aïssa & 'l").expect("answered");
        lea.put(&format!("/dossiers/{dossier}/brouillon"), &[("texte", "à suivre")]).expect("answered");
        let targets: Vec<_> = lea.recorded().iter().map(|r| format!("{} {}", r.method, r.target)).collect();
        assert_eq!(targets[1..3], ["GET /portefeuille?page=2", "POST /recherche"]);
        assert!(lea.recorded()[2].bytes.ends_with(b"\r\n\r\nrequete=Ben+A%C3%AFssa+%26+%27l"));
        drop(lea);
        assert_eq!(server.join().expect("the server checked every signature"), 4);
    }

    #[test]
    fn the_dossiers_of_a_page_are_found() {
        let a = "0123456789abcdef0123456789abcdef";
        let b = "ffffffffffffffffffffffffffffffff";
        let html = format!(
            "<a href=\"/dossiers/nouveau\">+</a><a href=\"/dossiers/{a}\"><b>Léa M.</b> <span>n° 4021</span></a>\
             <form action=\"/dossiers/{b}/identifiants\"></form><a href=\"/dossiers/{b}\">n° 7</a>\
             <a href=\"/dossiers/{a}0\">n° 8</a>"
        );
        assert_eq!(dossiers_in(&html), [a, b]);
        assert_eq!(lignes_in(&html)[0], (a.to_owned(), 4021));
        assert_eq!(lignes_in(&html).last(), Some(&(b.to_owned(), 7)));
    }

    #[test]
    fn what_an_import_asks_to_be_signed_is_found() {
        let import = "0123456789abcdef0123456789abcdef";
        let hash = "0a".repeat(32);
        let form = |geste: &str, lignes: &str| {
            format!(
                "<form method=\"post\" action=\"/imports/{import}/{geste}\" id=\"{geste}\"><input type=\"hidden\" \
                 name=\"contenu\" value=\"{hash}\"><input type=\"hidden\" name=\"lignes\" value=\"{lignes}\"></form>"
            )
        };
        let html = form("execution", "1987") + &form("annulation", "12");
        let check = |html: &str, geste, wanted: Option<u32>| {
            assert_eq!(signed_in(html, geste), wanted.map(|lignes| (hash.clone(), lignes)), "{html}");
        };
        check(&html, "execution", Some(1987));
        check(&html, "annulation", Some(12));
        check(&form("execution", "1987"), "annulation", None);
        check(&form("execution", "-1"), "execution", None);
        check(&form("execution", "3").replace(&hash, "0a"), "execution", None);

        let check = |name: &str, address: String, wanted: Option<&str>| {
            let answer = Answer { headers: vec![(name.to_owned(), address)], ..Answer::default() };
            assert_eq!(import_in(&answer).as_deref(), wanted);
        };
        check("cairn-vers", format!("/imports/{import}"), Some(import));
        check("location", format!("/imports/{import}?vue=faites"), Some(import));
        check("cairn-vers", "/imports".to_owned(), None);
        check("etag", format!("/imports/{import}"), None);
    }

    /// Lets one persona in as the real server does, then checks four signed requests.
    fn fake_guichet(passkey: Passkey) -> (String, thread::JoinHandle<usize>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let adresse = listener.local_addr().expect("bound").to_string();
        let server = thread::spawn(move || {
            let (stream, _) = listener.accept().expect("she connects");
            let mut stream = BufReader::new(stream);
            let (_, asked) = receive(&mut stream).expect("a challenge is asked for");
            let asked: Value = serde_json::from_slice(&asked).expect("JSON");
            let browser_key = from_base64url(asked["cle"].as_str().expect("a key")).expect("base64url");
            let made = droits::signature::challenge(droits::signature::LOGIN, &[3; 32], &browser_key);
            answer(&mut stream, &json!({ "defi": base64url(&made), "rpId": "localhost" }).to_string());

            let (_, said) = receive(&mut stream).expect("a passkey answers");
            let said: Value = serde_json::from_slice(&said).expect("JSON");
            let part = |name: &str| from_base64url(said[name].as_str().expect("a text")).expect("base64url");
            let given = Assertion {
                credential: part("credential"),
                authenticator_data: part("authenticatorData"),
                client_data: part("clientDataJSON"),
                signature: part("signature"),
            };
            let credential = Credential {
                id: passkey.credential.clone(),
                key: PublicKey::Es256(passkey.point().to_vec()),
                rp_id: "localhost".into(),
                origin: HERE.into(),
            };
            assert!(part("defi") == made && holds(&credential, &made, &given));
            answer(&mut stream, &json!({ "login": hex(&[8; 16]) }).to_string());

            let mut seen = 0;
            while let Some((head, body)) = receive(&mut stream) {
                assert!(is_signed(&head, &body, &browser_key), "{head}");
                answer(&mut stream, "ok");
                seen += 1;
            }
            seen
        });
        (adresse, server)
    }

    fn is_signed(head: &str, body: &[u8], browser_key: &[u8]) -> bool {
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).expect(name);
        let mut words = head.split(' ');
        let (method, target) = (words.next().expect("method"), words.next().expect("target"));
        let nonce =
            header("Signature-Input: ").split("nonce=\"").nth(1).and_then(|n| from_hex(n.trim_end_matches('"')));
        let signature = header("Signature: cairn=:").trim_end_matches(':');
        let signed = SignedRequest {
            method: method.to_owned(),
            target: target.to_owned(),
            body_hash: sha256(body),
            login: [8; 16],
            nonce: nonce.and_then(|n| n.try_into().ok()).expect("16 bytes"),
            signature: journal::encoding::from_base64(signature).and_then(|s| s.try_into().ok()).expect("64 bytes"),
        };
        header("Content-Digest: ") == format!("sha-256=:{}:", base64(&signed.body_hash))
            && signed.is_signed_by(browser_key)
    }

    fn receive(stream: &mut BufReader<std::net::TcpStream>) -> Option<(String, Vec<u8>)> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).unwrap_or("0");
        let mut body = vec![0; length.parse().expect("a number")];
        stream.read_exact(&mut body).expect("a whole body");
        Some((head, body))
    }

    fn answer(stream: &mut BufReader<std::net::TcpStream>, body: &str) {
        let text = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.get_mut().write_all(text.as_bytes()).expect("the browser reads");
    }
}
