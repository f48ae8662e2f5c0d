//! Every form of the product, sent every bad input, to the real programs by a browser that signs. Whatever comes: no
//! failure of ours and no panic, an answer in the reader's language that says what is wrong, nothing of the input in
//! an address or a header, and nothing written that was not right.

mod envois;
mod formulaires;
mod mauvaises;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;

use journal::Kind;
use monde::client::{Navigateur, dossiers_in, import_in, lignes_in, signed_in};
use monde::http::Answer;

use self::envois::{Envoi, send};
use self::formulaires::{Corps, Formulaire, Sujets, formulaires};
use self::mauvaises::{MAUVAISES, Prend, encode};
use crate::both_engines;
use crate::serveur::Essai;

both_engines!(saisies, nothing_bad_goes_in);

/// Two ready rows and one to correct.
const LISTE: &str = "Nom;Prénom;Né(e) le\r\nEssaimartin;Lina;12/05/2006\r\nEssaidurand;Noah;31/02/2005\r\nEssaipetit;Inès;03/09/2004\r\n";

/// Longest body of a plain form, in bytes.
const CORPS_MAX: usize = 128 * 1024;

fn nothing_bad_goes_in(mut essai: Essai) {
    two_structures(&essai, 30);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let sujets = subjects(&mut lea);
    let all = formulaires(&sujets);
    let mut seen = Seen::default();
    let whole = Photo::of(&essai, &mut lea, &sujets);
    for formulaire in &all {
        let before = Photo::of(&essai, &mut lea, &sujets);
        let accepted = seen.attack(&essai, &lea, formulaire);
        let after = Photo::of(&essai, &mut lea, &sujets);
        seen.compare(formulaire, accepted, &before, &after);
    }
    seen.files(&essai, &lea);
    let neighbour = other_structure(&essai);
    for formulaire in &all {
        seen.places(&essai, &lea, formulaire, &neighbour);
    }
    let last = Photo::of(&essai, &mut lea, &sujets);
    assert_eq!((whole.imports, whole.mandats), (last.imports, last.mandats), "no file came, nothing was made of one");
    println!("{}: {} requests, {} forms", essai.nom, seen.requests, all.len());

    seen.leaving(&essai, &lea);
    let log = fs::read_to_string(essai.fichier("journal.log")).expect("text");
    for word in ["panicked", "internal failure", "Zqx", "alert(4)"] {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(word)).take(3).collect();
        seen.check(lines.is_empty(), || format!("the log says {word:?}: {lines:?}"));
    }
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    seen.check(swept.contains(" 0 écarts"), || swept.clone());
    assert!(seen.wrong.is_empty(), "{}: {} wrong\n{}", essai.nom, seen.wrong.len(), seen.wrong.join("\n"));
}

/// A new form cannot be forgotten: the routes that change something are read in the guichet itself.
#[test]
fn every_form_is_in_the_table() {
    let source = include_str!("../../../guichet/src/lib.rs");
    let nobody = Sujets { dossier: String::new(), import: String::new(), contenu: String::new() };
    // Those whose body is not fields, each tried by a function of its own.
    let apart = ["POST /imports", "POST /connexion/fin", "POST /demo/personas/{n}"].map(str::to_owned);
    let tried: BTreeSet<String> = formulaires(&nobody).iter().map(|f| f.route.to_owned()).chain(apart).collect();
    let mut routes = BTreeSet::new();
    for part in source.split(".route(\"").skip(1) {
        let (path, rest) = part.split_once('"').expect("a path");
        let rest = rest.split(";\n").next().unwrap_or(rest);
        for method in ["post", "put", "delete", "patch"] {
            let merged =
                source.split("let ").filter_map(|line| line.split_once(&format!(" = {method}("))).map(|(name, _)| name);
            let is_merged = merged.into_iter().any(|name| rest.contains(&format!("merge({name})")));
            if is_merged || rest.contains(&format!("{method}(")) || rest.contains("any(") {
                routes.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    assert!(routes.len() > 15, "the routes are not read any more: {routes:?}");
    assert_eq!(routes, tried);
}

/// What went otherwise than it should, and how much was tried.
#[derive(Default)]
struct Seen {
    wrong: Vec<String>,
    requests: usize,
}

impl Seen {
    fn check(&mut self, is_right: bool, what: impl FnOnce() -> String) {
        if !is_right {
            self.wrong.push(what());
        }
    }

    /// Every bad body of one form. Gives how many were taken.
    fn attack(&mut self, essai: &Essai, lea: &Navigateur, f: &Formulaire) -> usize {
        let right: Vec<(String, String)> = f.champs.iter().map(|(n, v, _)| ((*n).to_owned(), encode(v))).collect();
        let mut accepted = 0;
        for (at, (nom, value, prend)) in f.champs.iter().enumerate() {
            // A megabyte is too much for a whole form, whatever its field.
            for mauvaise in MAUVAISES.iter().filter(|m| at == 0 || m.nom != "1 MB") {
                let mut fields = right.clone();
                fields[at].1.clone_from(&mauvaise.codee);
                accepted += self.tries(essai, lea, f, (nom, mauvaise.nom, *prend), fields, mauvaise.texte.as_deref());
            }
            let mut without = right.clone();
            without.remove(at);
            accepted += self.tries(essai, lea, f, (nom, "missing", *prend), without, None);
            let mut twice = right.clone();
            twice.push(((*nom).to_owned(), encode("</p><script>alert(4)</script>")));
            accepted += self.tries(essai, lea, f, (nom, "twice", *prend), twice, Some(value));
        }
        self.bodies(essai, lea, f, &join(&right));
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
        let as_conflict = f.route == "POST /dossiers/{dossier}" && answer.status == 409;
        // A field of a change that was not sent is not changed.
        let is_left = f.route == "POST /dossiers/{dossier}" && cas == "missing" && prend != Prend::Tout;
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

    /// Paths that name nothing, or somebody else's; methods that are none of the form's.
    fn places(&mut self, essai: &Essai, lea: &Navigateur, f: &Formulaire, neighbour: &str) {
        let right: Vec<(String, String)> = f.champs.iter().map(|(n, v, _)| ((*n).to_owned(), encode(v))).collect();
        let (body, method) = (join(&right), f.methode());
        let named = f.chemin.split('/').find(|part| part.len() == 32).map(str::to_owned);
        let mut tried: Vec<(String, String, &[u16])> = Vec::new();
        if let Some(named) = &named {
            let upper = named.to_uppercase();
            for other in [
                neighbour,
                "00000000000000000000000000000000",
                "1",
                "%ff%fe",
                "%00",
                "zqx-inconnu",
                "-1",
                &upper,
                &"0".repeat(3_000),
                "..%2f..%2fsw.js",
                "%3Cscript%3E",
            ] {
                tried.push((method.to_owned(), f.chemin.replace(named.as_str(), other), &[404]));
            }
            tried.push((method.to_owned(), f.chemin.replace(named.as_str(), ""), &[404]));
        }
        for other in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
            let is_route = ROUTES_BESIDE.contains(&(f.route.split(' ').next_back().unwrap_or(""), other));
            if other != method && !is_route {
                tried.push((other.to_owned(), f.chemin.clone(), &[404]));
            }
        }
        for (method, chemin, expected) in tried {
            let envoi = match f.corps {
                Corps::Champs | Corps::Rien => {
                    Envoi::from(&lea.sign(&method, &chemin, Some((FORM, body.as_bytes())), f.page))
                }
                _ => Envoi::unsigned(essai, &method, &chemin, FORM, body.as_bytes()),
            };
            let what = format!("{} by {method} {:.80}", f.route, chemin);
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

    /// Files that are no spreadsheet.
    fn files(&mut self, essai: &Essai, lea: &Navigateur) {
        let long_row = format!("Nom;Prénom\n{};b\n", "Zqx".repeat(2_000));
        let cases: [(&str, &[u8]); 10] = [
            ("empty", b""),
            ("blanks", b"   \r\n\r\n"),
            ("NUL", b"Nom;Pr\0nom\nEssai;Lina\n"),
            ("binary", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
            ("JSON", br#"{"nom":"Zqx"}"#),
            ("a form", b"nom-naissance=Zqx&prenom=Lina"),
            ("HTML", b"<table><tr><td>Zqx</td></tr></table>"),
            ("an open quote", b"Nom;Pr\xe9nom\nEssai;\"Noah\nEssai;Tom\n"),
            ("a cut workbook", b"PK\x03\x04\x14\0\0\0\x08\0Zqx"),
            ("a cell without end", long_row.as_bytes()),
        ];
        for (cas, bytes) in cases {
            for kind in
                ["text/csv", "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]
            {
                let envoi = Envoi::from(&lea.sign("POST", "/imports", Some((kind, bytes)), false));
                self.requests += 1;
                let what = format!("POST /imports: {cas} as {kind}");
                match send(essai, &envoi) {
                    None => self.wrong.push(format!("{what}: no answer")),
                    Some(answer) => {
                        self.judge(&what, false, false, &answer, None);
                        self.check(answer.status == 422, || format!("{what}: {}", answer.status));
                    }
                }
            }
        }
        let bytes = LISTE.as_bytes();
        let signed = || Envoi::from(&lea.sign("POST", "/imports", Some(("text/csv", bytes)), false));
        let cases = [
            ("no signature", signed().without("Signature"), 401),
            ("another file", signed().with_body(b"Nom;Prenom\nZqx;Zqx\n"), 400),
            ("another file and its digest", signed().with_body_and_digest(b"Nom;Pr\xe9nom\nEssai;Lina\n"), 401),
            ("another site", signed().without("Sec-Fetch-Site"), 403),
        ];
        for (cas, envoi, expected) in cases {
            let what = format!("POST /imports: {cas}");
            let answer = send(essai, &envoi).expect("an answer");
            self.judge(&what, false, false, &answer, None);
            self.check(answer.status == expected, || format!("{what}: {}", answer.status));
        }
        for n in ["-1", "999999", "99999999999999999999", "x", "%ff", "1.5"] {
            let what = format!("POST /demo/personas/{n}");
            let answer = send(essai, &Envoi::unsigned(essai, "POST", &format!("/demo/personas/{n}"), FORM, b""))
                .expect("an answer");
            self.judge(&what, false, false, &answer, None);
            self.check(matches!(answer.status, 400 | 404), || format!("{what}: {}", answer.status));
        }
    }

    /// Leaving: a request that is not hers does not put her out.
    fn leaving(&mut self, essai: &Essai, lea: &Navigateur) {
        let signed = || Envoi::from(&lea.sign("POST", "/connexion/fin", Some((FORM, b"")), true));
        for (cas, envoi, expected) in [
            ("wrong digest", signed().with_body(b"Zqx=1"), 400),
            ("another body", signed().with_body_and_digest(b"Zqx=1"), 401),
            ("no signature", signed().without("Signature"), 401),
            ("another site", signed().without("Sec-Fetch-Site"), 403),
        ] {
            let answer = send(essai, &envoi).expect("an answer");
            self.judge(cas, true, false, &answer, None);
            self.check(answer.status == expected, || format!("POST /connexion/fin: {cas}: {}", answer.status));
        }
        let works = lea.another_tab().portefeuille(1).expect("an answer").status;
        self.check(works == 200, || format!("she is out: {works}"));
        let answer = send(essai, &Envoi::from(&lea.sign("POST", "/connexion/fin", Some((FORM, b"\xff\0Zqx")), true)))
            .expect("an answer");
        self.check(answer.status == 303, || format!("she leaves: {}", answer.status));
    }

    /// What holds of every answer.
    fn judge(&mut self, what: &str, is_page: bool, english: bool, answer: &Answer, texte: Option<&str>) {
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

    fn compare(&mut self, f: &Formulaire, accepted: usize, before: &Photo, after: &Photo) {
        let written = after.ecritures - before.ecritures;
        let expected = if f.ecrit { accepted } else { 0 };
        // A change that changes nothing, or that meets another one, is no write.
        let is_right = if f.route == "POST /dossiers/{dossier}" { written <= expected } else { written == expected };
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
        let keeps = f.route.ends_with("/brouillon") || f.route.ends_with("/entretiens");
        self.check(keeps || after.brouillon == before.brouillon, || format!("{}: the draft", f.route));
    }
}

/// What must not change: writes of the journal, people of the list, filters, files, mandats, the draft.
#[derive(Debug)]
struct Photo {
    ecritures: usize,
    mandats: usize,
    total: usize,
    filtres: usize,
    imports: usize,
    brouillon: bool,
}

impl Photo {
    fn of(essai: &Essai, lea: &mut Navigateur, sujets: &Sujets) -> Photo {
        let entries = essai.entries("coffre");
        let count = |kind| entries.iter().filter(|e| e.kind == kind).count();
        let page = |lea: &mut Navigateur, target: &str| {
            let answer = lea.get(target).expect("an answer");
            assert_eq!(answer.status, 200, "{target}");
            answer.text()
        };
        let mut total = 0;
        let mut first = String::new();
        for n in 1.. {
            let text = lea.portefeuille(n).expect("an answer").text();
            let lines = lignes_in(&text).len();
            if lines == 0 {
                break;
            }
            if n == 1 {
                first = text;
            }
            total += lines;
        }
        Photo {
            ecritures: count(Kind::Write),
            mandats: count(Kind::MandatProposed) + count(Kind::MandatStarted) + count(Kind::MandatEnded),
            total,
            filtres: first.matches("name=\"num\"").count(),
            imports: page(lea, "/imports").matches("/imports/").count(),
            brouillon: page(lea, &format!("/dossiers/{}", sujets.dossier)).contains("Brouillon tenu"),
        }
    }
}

/// Routes of other verbs at the same path.
const ROUTES_BESIDE: [(&str, &str); 6] = [
    ("/dossiers/nouveau", "GET"),
    ("/dossiers/{dossier}", "GET"),
    ("/imports/{import}", "GET"),
    ("/connexion", "GET"),
    ("/enrolement/{code}", "GET"),
    ("/demo/personas", "GET"),
];

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Forms that anything suits: they only look, and nothing found is an answer.
fn is_free(f: &Formulaire) -> bool {
    matches!(f.route, "POST /recherche" | "POST /dossiers/nouveau" | "POST /demo/personas" | "POST /dossiers/{dossier}")
}

fn subjects(lea: &mut Navigateur) -> Sujets {
    let dossier = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let kept = lea.put(&format!("/dossiers/{dossier}/brouillon"), &[("texte", "Brouillon tenu")]).expect("an answer");
    assert_eq!(kept.status, 204, "{}", kept.text());
    let given = lea.deposits("text/csv", LISTE.as_bytes().to_vec()).expect("an answer");
    let import = import_in(&given).unwrap_or_else(|| panic!("no import: {}", given.text()));
    let aside =
        lea.posts_by_script(&format!("/imports/{import}"), &[("geste", "ecarter-fautives")]).expect("an answer").text();
    let (contenu, _) = signed_in(&aside, "execution").expect("a form to sign");
    Sujets { dossier, import, contenu }
}

/// A fictional base of two structures alike.
pub fn two_structures(essai: &Essai, each: u64) {
    let (base, cles, origine, each) = (essai.base(), essai.fichier("cles.json"), essai.origine(), each.to_string());
    let mut args: Vec<&OsStr> =
        ["monde", "creer", "--graine", "7", "--structures", "2", "--egales", "--dossiers"].map(OsStr::new).into();
    args.extend([OsStr::new(&each), OsStr::new("--vers"), base.as_ref(), OsStr::new("--cles"), cles.as_ref()]);
    args.extend([OsStr::new("--origine"), OsStr::new(&origine)]);
    essai.run(&args).expect("a fictional base is made");
}

/// A dossier of the other structure.
fn other_structure(essai: &Essai) -> String {
    let personas = essai.cles().personas;
    let here = personas.iter().find(|p| p.role == "conseiller").expect("a conseiller").structure.clone();
    let there = personas.iter().find(|p| p.role == "conseiller" && p.structure != here).expect("two structures");
    let mut marc = Navigateur::enter(&essai.adresse(), &essai.origine(), there).expect("he enters");
    let page = marc.get("/portefeuille?de=structure").expect("an answer").text();
    dossiers_in(&page).into_iter().next().expect("a dossier")
}

/// A command on the base of a test that is not served, with its keys.
pub fn args(command: &[&str], essai: &Essai) -> Vec<std::ffi::OsString> {
    let mut args: Vec<std::ffi::OsString> = command.iter().map(std::ffi::OsString::from).collect();
    args.extend([essai.base().into(), "--cles".into(), essai.fichier("cles.json").into()]);
    args
}

fn join(fields: &[(String, String)]) -> String {
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
