//! One form under every bad body, and what must hold of each answer.

use monde::client::Navigateur;
use monde::http::Answer;

use super::envois::{Envoi, send};
use super::formulaires::{Corps, Formulaire};
use super::mauvaises::{MAUVAISES, Prend, encode};
use super::photo::Photo;
use crate::serveur::Essai;

/// Longest body of a plain form, in bytes.
const CORPS_MAX: usize = 128 * 1024;

pub const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// What went otherwise than it should, and how much was tried.
#[derive(Default)]
pub struct Seen {
    pub wrong: Vec<String>,
    pub requests: usize,
}

impl Seen {
    pub fn check(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(what());
        }
    }

    /// Every bad body of one form, from people who take turns where a day has a limit. Gives how many were taken.
    pub fn attack(&mut self, essai: &Essai, team: &[&Navigateur], f: &Formulaire) -> usize {
        let turns = if f.route == "POST /dossiers" { team.len() } else { 1 };
        let right: Vec<(String, String)> = f.champs.iter().map(|(n, v, _)| ((*n).to_owned(), encode(v))).collect();
        let mut accepted = 0;
        for (at, (nom, value, prend)) in f.champs.iter().enumerate() {
            // A megabyte is too much for a whole form, whatever its field.
            for mauvaise in MAUVAISES.iter().filter(|m| at == 0 || m.nom != "1 MB") {
                let mut fields = right.clone();
                fields[at].1.clone_from(&mauvaise.codee);
                let lea = team[self.requests % turns];
                accepted += self.tries(essai, lea, f, (nom, mauvaise.nom, *prend), fields, mauvaise.texte.as_deref());
            }
            let lea = team[self.requests % turns];
            let mut without = right.clone();
            without.remove(at);
            accepted += self.tries(essai, lea, f, (nom, "missing", *prend), without, None);
            let mut twice = right.clone();
            twice.push(((*nom).to_owned(), encode("</p><script>alert(4)</script>")));
            accepted += self.tries(essai, lea, f, (nom, "twice", *prend), twice, Some(value));
        }
        self.bodies(essai, team[0], f, &join(&right));
        accepted
    }

    /// One bad value in one field.
    fn tries(
        &mut self,
        essai: &Essai,
        lea: &Navigateur,
        f: &Formulaire,
        (champ, cas, prend): (&str, &str, Prend),
        fields: Vec<(String, String)>,
        texte: Option<&str>,
    ) -> usize {
        let english = self.requests % 2 == 1;
        let chemin = if english { format!("{}?langue=en", f.chemin) } else { f.chemin.clone() };
        let answer = match f.corps {
            Corps::Json => {
                if texte.is_none() && cas == "no UTF-8" {
                    return 0;
                }
                let json = |(n, v): &(String, String)| format!("{:?}:{}", n, quoted(&decode(v)));
                let body = format!("{{{}}}", fields.iter().map(json).collect::<Vec<_>>().join(","));
                send(essai, &Envoi::unsigned(essai, f.methode(), &chemin, "application/json", body.as_bytes()))
            }
            Corps::ChampsSansLogin => {
                send(essai, &Envoi::unsigned(essai, f.methode(), &chemin, FORM, join(&fields).as_bytes()))
            }
            Corps::Champs | Corps::Rien => {
                let body = join(&fields);
                let signed = lea.sign(f.methode(), &chemin, Some((FORM, body.as_bytes())), f.page);
                send(essai, &Envoi::from(&signed))
            }
        };
        self.requests += 1;
        let what = format!("{} {champ}: {cas}", f.route);
        let Some(answer) = answer else {
            self.wrong.push(format!("{what}: no answer"));
            return 0;
        };
        self.judge(&what, f.page, english, &answer, texte);
        let is_taken = answer.status < 300 || answer.status == 303;
        let as_conflict = f.changes() && answer.status == 409;
        // A field of a change that was not sent is not changed.
        let is_left = f.changes() && cas == "missing" && prend != Prend::Tout;
        let expected = if is_left { Some(true) } else { prend.takes(cas) };
        self.check(expected.is_none_or(|e| e == (is_taken || as_conflict)), || {
            format!("{what}: {} where {prend:?}", answer.status)
        });
        usize::from(is_taken)
    }

    /// What is wrong with the body as a whole.
    fn bodies(&mut self, essai: &Essai, lea: &Navigateur, f: &Formulaire, right: &str) {
        let signed =
            |body: &[u8], kind: &str| Envoi::from(&lea.sign(f.methode(), &f.chemin, Some((kind, body)), f.page));
        let unsigned = |body: &[u8], kind: &str| Envoi::unsigned(essai, f.methode(), &f.chemin, kind, body);
        let too_long = format!("x={}", "Z".repeat(CORPS_MAX));
        let is_open = matches!(f.corps, Corps::Json | Corps::ChampsSansLogin);
        let mut cases: Vec<(&str, Envoi, &[u16])> = Vec::new();
        if is_open {
            if f.corps == Corps::Json {
                cases.push(("empty", unsigned(b"", "application/json"), &[400]));
                cases.push(("truncated", unsigned(br#"{"cle":"BA"#, "application/json"), &[400]));
                cases.push(("a form", unsigned(right.as_bytes(), FORM), &[400]));
                cases.push(("no UTF-8", unsigned(b"{\"cle\":\"\xff\xfe\"}", "application/json"), &[400]));
                cases.push(("deep", unsigned("[".repeat(60_000).as_bytes(), "application/json"), &[400]));
            }
            cases.push(("too long", unsigned(&vec![b' '; 3 << 20], "application/json"), &[413]));
            cases.push(("another site", unsigned(right.as_bytes(), FORM).without("Sec-Fetch-Site"), &[403]));
        } else {
            // A row of a hundred long cells may be longer than any form.
            let is_row = f.route == "POST /imports/{import}";
            cases.push(("too long", signed(too_long.as_bytes(), FORM), if is_row { &[400] } else { &[413] }));
            cases.push(("far too long", signed(&vec![b'Z'; 3 << 20], FORM), &[413]));
            cases.push(("no signature", signed(right.as_bytes(), FORM).without("Signature"), &[401]));
            cases.push(("another site", signed(right.as_bytes(), FORM).without("Sec-Fetch-Site"), &[403]));
            cases.push(("no digest", signed(right.as_bytes(), FORM).without("Content-Digest"), &[400]));
            cases.push(("wrong digest", signed(right.as_bytes(), FORM).with_body(b"Zqxautre=1"), &[400]));
            cases.push((
                "another body",
                signed(right.as_bytes(), FORM).with_body_and_digest(b"Zqxautre=1"),
                &[401, 422, 404, 400],
            ));
            cases.push((
                "a signature that is no signature",
                signed(right.as_bytes(), FORM).replacing("Signature", "cairn=:AAAA:"),
                &[400],
            ));
            if f.corps == Corps::Champs && !is_free(f) {
                // To take back what was never made is a conflict, whatever is signed.
                let refused: &[u16] = if f.route.ends_with("/annulation") { &[409] } else { &[400, 422] };
                cases.push(("empty", signed(b"", FORM), refused));
                cases.push(("JSON", signed(br#"{"nom-naissance":"Zqx"}"#, "application/json"), refused));
                cases.push(("no UTF-8", signed(b"\xff\xfe=\x80&%zz=%\xff", FORM), refused));
                cases.push(("separators", signed("&=".repeat(2_000).as_bytes(), FORM), refused));
            }
        }
        for (cas, envoi, expected) in cases {
            let what = format!("{}: body: {cas}", f.route);
            self.requests += 1;
            match send(essai, &envoi) {
                None => self.wrong.push(format!("{what}: no answer")),
                Some(answer) => {
                    self.judge(&what, f.page, false, &answer, None);
                    self.check(expected.contains(&answer.status), || format!("{what}: {}", answer.status));
                }
            }
        }
    }

    /// What holds of every answer.
    pub fn judge(&mut self, what: &str, is_page: bool, english: bool, answer: &Answer, texte: Option<&str>) {
        let text = answer.text();
        self.check(answer.status < 500 && answer.status != 429, || format!("{what}: {} {text:.300}", answer.status));
        self.check(!text.contains("<script>alert(4)") && !text.contains("<img src=x"), || {
            format!("{what}: markup goes through")
        });
        for (nom, value) in &answer.headers {
            // The beginning of a long value says as much, and is looked for a thousand times quicker.
            let start = texte.map(|t| t.chars().take(40).collect::<String>()).filter(|t| t.len() > 4);
            let is_told = start.is_some_and(|t| value.contains(&t) || value.contains(&encode(&t)));
            self.check(!is_told && !value.contains("Zqx"), || format!("{what}: header {nom} tells the input"));
        }
        if !(400..500).contains(&answer.status) || what.contains(" by ") && what.contains(" by BREW") {
            return;
        }
        let kind = answer.header("content-type").unwrap_or("none");
        if is_page {
            let langue = if english { "<html lang=\"en\"" } else { "<html lang=\"fr\"" };
            self.check(kind.starts_with("text/html") && text.contains(langue), || {
                format!("{what}: {} {kind}, not a page in her language: {text:.100}", answer.status)
            });
            self.check(text.contains("<h1"), || format!("{what}: a page without a title"));
        } else if answer.status != 409 || kind.starts_with("application/json") {
            let is_said = text
                .split_once("\"message\":\"")
                .is_some_and(|(_, rest)| rest.split('"').next().is_some_and(|m| m.contains(' ')));
            self.check(kind.starts_with("application/json") && is_said, || {
                format!("{what}: {} {kind}, no words: {text:.100}", answer.status)
            });
        }
    }

    pub fn compare(&mut self, f: &Formulaire, accepted: usize, before: &Photo, after: &Photo) {
        let written = after.ecritures - before.ecritures;
        let expected = if f.ecrit { accepted } else { 0 };
        // A change that changes nothing, or that meets another one, is no write.
        let is_right = if f.changes() { written <= expected } else { written == expected };
        self.check(is_right, || format!("{} {}: {written} writes for {expected} answers", f.route, f.champs.len()));
        let dossiers = if f.route == "POST /dossiers" { accepted } else { 0 };
        self.check(after.total == before.total + dossiers, || {
            format!("{}: {} people, then {}", f.route, before.total, after.total)
        });
        self.check(f.route.ends_with("/filtres") || after.filtres == before.filtres, || {
            format!("{}: filters", f.route)
        });
        self.check(after.imports == before.imports && after.mandats == before.mandats, || {
            format!("{}: imports", f.route)
        });
        let keeps = f.route.ends_with("/brouillon") || f.route.ends_with("/evenements");
        self.check(keeps || after.brouillon == before.brouillon, || format!("{}: the draft", f.route));
    }
}

/// Forms that anything suits: they only look, and nothing found is an answer.
fn is_free(f: &Formulaire) -> bool {
    let looks = ["POST /recherche", "POST /dossiers/nouveau", "POST /demo/personas"];
    looks.contains(&f.route) || f.route.starts_with("POST /referentiels/") || f.changes()
}

/// Fields as a body.
pub fn join(fields: &[(String, String)]) -> String {
    fields.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join("&")
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

fn decode(coded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = coded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let pair = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
                u8::from_str_radix(&String::from_utf8_lossy(&pair), 16).unwrap_or(b'?')
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
