//! Who gets what from every route about accounts: each role of the structure, the same roles of another one, the approver whom
//! the lot chose, and nobody. The answers are printed and committed (`routes.attendus.txt`), so that a change shows in a diff.
//!
//! Two things hold of every cell beside its status. Whoever gets no page learns nothing, not even that there is an account: the
//! answer is that of an account that does not exist. And no answer to a gestionnaire leads to a dossier.

mod demandes;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use journal::Kind;
use journal::encoding::hex;
use monde::client::{Navigateur, dossiers_in};
use monde::http::{Answer, Connexion};
use monde::persona::Persona;

pub use self::demandes::{CLE, jour};
use self::demandes::{COMPTES, Corps, DOSSIERS, Demande, LAST};
use crate::both_engines;
use crate::importer::avant;
use crate::saisies::{args, routes};
use crate::serveur::Essai;

both_engines!(voisins_comptes, every_route_for_everybody);

/// The table, as committed.
const ATTENDUS: &str = include_str!("routes.attendus.txt");

/// A name that stands in no answer but to who may see the demand.
const PROPOSEE: &str = "Zqxproposee";

/// Who asks: the column, the role, and where from.
const COLONNES: [(&str, &str, Place); 15] = [
    ("conseiller", "conseiller", Place::Ici),
    ("accueil", "accueil", Place::Ici),
    ("collectif", "referent_collectif", Place::Ici),
    ("parrain", "conseiller", Place::Parrain),
    ("gestion.", "gestionnaire", Place::Ici),
    ("direction", "direction", Place::Ici),
    ("dpo", "dpo", Place::Ici),
    ("vigie", "vigie", Place::Ici),
    ("tirée", "gestionnaire", Place::Tiree),
    ("conseiller'", "conseiller", Place::Ailleurs),
    ("accueil'", "accueil", Place::Ailleurs),
    ("gestion.'", "gestionnaire", Place::Ailleurs),
    ("direction'", "direction", Place::Ailleurs),
    ("dpo'", "dpo", Place::Ailleurs),
    ("vigie'", "vigie", Place::Ailleurs),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Ici,
    /// The last conseiller of the structure has the quality of parrain.
    Parrain,
    Tiree,
    Ailleurs,
}

struct Qui {
    colonne: &'static str,
    role: &'static str,
    place: Place,
    browser: Navigateur,
}

/// The accounts that paths name, and what nobody but their readers may be shown.
struct Scene {
    collegue: String,
    demande: String,
    dossier: String,
    /// Name of the colleague, name on the card, a name on the dossier.
    noms: [String; 3],
}

fn every_route_for_everybody(mut essai: Essai) {
    network(&essai);
    essai.serve();
    let (mut tous, scene) = people(&essai);
    let mut table = heading();
    let mut wrong = Vec::new();
    let before = acts(&essai);
    for demande in COMPTES {
        rows(&essai, &mut tous, &scene, demande, &mut table, &mut wrong);
    }
    assert_eq!(acts(&essai), before, "{}: asking is not signing", essai.nom);
    for (method, chemin, fields) in DOSSIERS {
        no_dossier(&mut tous, &scene, (method, chemin, fields), &mut wrong);
    }
    // What needs no key, after everything else: it cuts.
    for demande in LAST {
        rows(&essai, &mut tous, &scene, demande, &mut table, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}: {} wrong\n{}", essai.nom, wrong.len(), wrong.join("\n"));
    assert!(table == ATTENDUS, "{}: the routes now answer\n{table}", essai.nom);
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    assert!(swept.contains(" 0 écarts"), "{swept}");
}

/// A new route about accounts cannot be forgotten.
#[test]
fn every_route_about_accounts_is_in_the_table() {
    let folders =
        ["compte", "habilitations", "approbations", "parrainages", "arrivee", "acces", "lignees", "campagnes", "vigie"];
    let folders = folders.into_iter().chain([
        "quotas",
        "rallonges",
        "gels",
        "bris",
        "incidents",
        "mandats",
        "formation",
        "etendue",
        "fuites",
    ]);
    let is_ours = |route: &str| folders.clone().any(|f| route.split('/').nth(1) == Some(f));
    let known: BTreeSet<String> = routes().into_iter().filter(|route| is_ours(route)).collect();
    let asked: BTreeSet<String> = COMPTES.iter().chain(LAST).map(|d| format!("{} {}", d.method, d.route)).collect();
    assert!(known.len() > 40, "the routes are not read any more: {known:?}");
    assert_eq!(known, asked);
}

/// Two structures alike, with every role, and six others that draw lots.
fn network(essai: &Essai) {
    let (base, cles) = (essai.base(), essai.fichier("cles.json"));
    let options = ["--graine", "7", "--structures", "2", "--egales", "--dossiers", "30", "--reseau", "6"];
    let mut args: Vec<std::ffi::OsString> = ["monde", "creer"].into_iter().chain(options).map(Into::into).collect();
    args.extend(["--vers".into(), base.into(), "--cles".into(), cles.into()]);
    args.extend(["--origine".into(), essai.origine().into()]);
    essai.run(&args).expect("a fictional base is made");
}

/// Everybody enters, and one account is asked for.
fn people(essai: &Essai) -> (Vec<Qui>, Scene) {
    let personas = essai.cles().personas;
    let ici = personas[0].structure.clone();
    let ailleurs = personas.iter().find(|p| p.role == "vigie" && p.structure != ici).expect("two whole structures");
    let ailleurs = ailleurs.structure.clone();
    let enters = |p: &Persona| Navigateur::enter(&essai.adresse(), &essai.origine(), p).expect("enters");
    let of = |role: &str, structure: &str| -> Vec<&Persona> {
        personas.iter().filter(|p| p.role == role && p.structure == structure).collect()
    };
    let gestionnaire = of("gestionnaire", &ici)[0];
    let key = gestionnaire.passkey().expect("her key");
    let mut clara = enters(gestionnaire);
    let proposed = clara.signs("/habilitations/nouvelle", &card(), &key).expect("an answer");
    assert_eq!(proposed.status, 204, "{}", proposed.text());
    let demande = id_in(proposed.header("cairn-vers").unwrap_or_default());

    // The one of the other structure is a neighbour, not the approver: drawn, she declines, and another is.
    let mut tiree = None;
    while tiree.is_none() {
        let drawn = personas.iter().filter(|p| p.role == "gestionnaire" && p.structure != ici).find_map(|p| {
            let mut browser = enters(p);
            let page = browser.get(&format!("/approbations/{demande}")).expect("an answer");
            (page.status == 200).then_some((p, browser))
        });
        let (persona, mut browser) = drawn.expect("the lot chose somebody");
        if persona.structure != ailleurs {
            tiree = Some(browser);
            break;
        }
        let key = persona.passkey().expect("her key");
        let declined = browser.signs(&format!("/habilitations/{demande}/tirage"), &[], &key).expect("an answer");
        assert_eq!(declined.status, 204, "{}", declined.text());
    }
    let conseillers = of("conseiller", &ici);
    let [first, collegue, .., parrain] = conseillers[..] else { panic!("three conseillers") };
    let mut lea = enters(first);
    let dossier = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let form = lea.get(&format!("/dossiers/{dossier}/modifier?partie=identite")).expect("an answer").text();
    let noms = [collegue.nom.clone(), PROPOSEE.to_owned(), avant(&form, "nom-naissance")];
    let tous = COLONNES.map(|(colonne, role, place)| {
        let browser = match place {
            Place::Ici => enters(of(role, &ici)[0]),
            Place::Parrain => enters(parrain),
            Place::Tiree => tiree.take().expect("one approver"),
            Place::Ailleurs => enters(of(role, &ailleurs)[0]),
        };
        Qui { colonne, role, place, browser }
    });
    (tous.into(), Scene { collegue: hex(&collegue.agent), demande, dossier, noms })
}

fn card() -> Vec<(&'static str, &'static str)> {
    let jusqu: &'static str = Box::leak(jour(200).into_boxed_str());
    vec![
        ("prenom", "Zoé"),
        ("nom", PROPOSEE),
        ("mail", "zqx.proposee@essai.example"),
        ("role", "conseiller"),
        ("fonction", "Conseillère"),
        ("debut", "2026-11-23"),
        ("jusqu", jusqu),
    ]
}

/// The rows of one route: on a colleague's account, on the demand that waits, and on an account that is not there.
fn rows(
    essai: &Essai,
    tous: &mut [Qui],
    scene: &Scene,
    demande: &Demande,
    table: &mut String,
    wrong: &mut Vec<String>,
) {
    let is_named = demande.route.contains("{agent}");
    let absent = "7".repeat(32);
    let objects = [("absent", &absent), ("collègue", &scene.collegue), ("demande", &scene.demande)];
    let mut of_nobody = Vec::new();
    for (mot, id) in objects.iter().take(if is_named { 3 } else { 1 }) {
        let chemin = demande.route.replace("{agent}", id).replace("{module}", "inconnu").replace("{code}", "inconnue");
        let chemin =
            chemin.replace("{dossier}", &scene.dossier).replace("{mandat}", &absent).replace("{incident}", &absent);
        let mut cells = Vec::new();
        for (n, qui) in tous.iter_mut().enumerate() {
            let answer = ask(&mut qui.browser, demande, &chemin);
            let what = format!(
                "{}: {} {} {mot}, {}: {}",
                essai.nom, demande.method, demande.route, qui.colonne, answer.status
            );
            check(&what, &chemin, qui, scene, &answer, wrong);
            if *mot == "absent" {
                of_nobody.push((answer.status, said(&answer, id)));
            } else if answer.status == 404 && (404, said(&answer, id)) != of_nobody[n] {
                wrong.push(format!("{what}: not the answer of an account that is not there"));
            }
            let is_stranger = qui.place == Place::Ailleurs && qui.role != "vigie";
            if is_named && is_stranger && answer.status != of_nobody[n].0 {
                wrong.push(format!("{what}: a stranger learns that there is an account"));
            }
            cells.push(answer.status);
        }
        let answer = nobody(essai, demande, &chemin);
        if answer.status == 200 && demande.method != "GET" {
            wrong.push(format!("{}: nobody: {} {chemin}", essai.nom, demande.method));
        }
        cells.push(answer.status);
        let mot = if is_named { mot } else { "" };
        let _ = write!(table, "{:<5}{:<42}{mot:<10}", demande.method, demande.route);
        let _ = writeln!(table, "{}", cells.iter().map(|s| format!("{s:>4}")).collect::<String>());
    }
}

/// What holds whatever the status. A page may lead back to the dossier that its own address names, and to no other.
fn check(what: &str, asked: &str, qui: &Qui, scene: &Scene, answer: &Answer, wrong: &mut Vec<String>) {
    let text = answer.text();
    if answer.status >= 500 {
        wrong.push(format!("{what}: {text:.200}"));
    }
    if answer.status >= 400 && scene.noms.iter().any(|nom| text.contains(nom.as_str())) {
        wrong.push(format!("{what}: names somebody"));
    }
    if dossiers_in(&text).iter().any(|id| !asked.contains(id.as_str())) || text.contains(&scene.noms[2]) {
        wrong.push(format!("{what}: a dossier"));
    }
    let is_strange = qui.place == Place::Ailleurs && qui.role != "vigie";
    if is_strange && scene.noms[..2].iter().any(|nom| text.contains(nom.as_str())) {
        wrong.push(format!("{what}: a name of another structure"));
    }
}

/// A gestionnaire, a DPO and a vigie get no dossier by the routes of dossiers, of lists and of searches either.
fn no_dossier(tous: &mut [Qui], scene: &Scene, (method, chemin, fields): (&str, &str, &str), wrong: &mut Vec<String>) {
    let chemin = chemin.replace("{dossier}", &scene.dossier);
    for qui in tous.iter_mut().filter(|qui| matches!(qui.role, "gestionnaire" | "dpo" | "vigie")) {
        let body = Some((FORM, fields.as_bytes())).filter(|_| method != "GET");
        let answer = qui.browser.replay(&qui.browser.sign(method, &chemin, body, true)).expect("an answer");
        let what = format!("{method} {chemin}, {}: {}", qui.colonne, answer.status);
        check(&what, "", qui, scene, &answer, wrong);
        if chemin.contains(&scene.dossier) && !matches!(answer.status, 403 | 404) {
            wrong.push(what);
        }
    }
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

fn ask(browser: &mut Navigateur, demande: &Demande, chemin: &str) -> Answer {
    let (kind, body) = demande.body();
    let body = Some((kind, body.as_bytes())).filter(|_| demande.method != "GET");
    let request = browser.sign(demande.method, chemin, body, demande.corps == Corps::Page);
    browser.replay(&request).expect("an answer")
}

/// The same request without a signature.
fn nobody(essai: &Essai, demande: &Demande, chemin: &str) -> Answer {
    let (kind, body) = demande.body();
    let host = essai.origine().split_off("http://".len());
    let request = format!(
        "{} {chemin} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\n\
         Content-Length: {}\r\n\r\n{body}",
        demande.method,
        body.len()
    );
    let mut connexion = Connexion::new(&essai.adresse(), std::time::Duration::from_secs(10));
    connexion.send(request.as_bytes(), false).expect("an answer")
}

/// An answer without the id that was asked for: what two absences must have in common.
fn said(answer: &Answer, id: &str) -> String {
    answer.text().replace(id, "…")
}

/// Acts on accounts that stand in the journal.
fn acts(essai: &Essai) -> usize {
    let is_act = |kind: Kind| kind as u8 >= 60 && kind != Kind::FederatedLogin;
    essai.entries("coffre").iter().filter(|e| is_act(e.kind)).count()
}

fn id_in(address: &str) -> String {
    let id = address.strip_prefix("/habilitations/").and_then(|rest| rest.get(..32));
    id.expect("the page of the account").to_owned()
}

fn heading() -> String {
    let mut text = "Ce que répond chaque route des comptes, au premier passage d'un geste (rien n'est signé).\n\
        200 : une page, ou ce que la clé doit signer ; 204 ou 303 : fait ; 403 : pas ce rôle ; 404 : absent, ou pas à vous ;\n\
        409 : l'état du compte a changé, ou la page demande quelque chose ; 422 : une saisie à corriger ; 401 : personne.\n\
        Écrit par le test voisins_comptes. Colonnes, dans l'ordre :\n"
        .to_owned();
    for (n, (colonne, ..)) in COLONNES.iter().enumerate() {
        let _ = writeln!(text, "{:>4}  {colonne}", n + 1);
    }
    text.push_str(
        "  16  personne\n  ' : d'une autre structure ; tirée : la gestionnaire d'ailleurs que le sort a désignée.\n\n",
    );
    text
}
