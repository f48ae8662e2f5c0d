//! Bad input that is not in a field: paths, methods, files, and leaving in somebody else's name.

use monde::client::Navigateur;

use super::LISTE;
use super::envois::{Envoi, send};
use super::epreuve::{FORM, Seen, join};
use super::formulaires::{Corps, Formulaire};
use super::mauvaises::encode;
use crate::serveur::Essai;

/// Routes of other verbs at the same path.
const ROUTES_BESIDE: [(&str, &str); 21] = [
    ("/dossiers/nouveau", "GET"),
    ("/dossiers/{dossier}", "GET"),
    ("/imports/{import}", "GET"),
    ("/connexion", "GET"),
    ("/enrolement/{code}", "GET"),
    ("/demo/personas", "GET"),
    ("/habilitations/nouvelle", "GET"),
    ("/quotas", "GET"),
    ("/rallonges", "GET"),
    ("/gels", "GET"),
    ("/bris/{dossier}", "GET"),
    ("/codes/{dossier}", "GET"),
    ("/mandats/nouveau", "GET"),
    ("/formation/examen", "GET"),
    ("/arrivee/{code}", "GET"),
    ("/agenda", "GET"),
    ("/ateliers/nouveau", "GET"),
    ("/ateliers/{atelier}", "GET"),
    ("/repartition/{id}", "GET"),
    ("/catalogue/{liste}", "GET"),
    ("/dossiers/{dossier}/contact", "GET"),
];

impl Seen {
    /// Paths that name nothing, or somebody else's; methods that are none of the form's.
    pub fn places(&mut self, essai: &Essai, lea: &Navigateur, f: &Formulaire, neighbour: &str) {
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
    pub fn files(&mut self, essai: &Essai, lea: &Navigateur) {
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
    pub fn leaving(&mut self, essai: &Essai, lea: &Navigateur) {
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
}
