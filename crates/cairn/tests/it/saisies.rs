//! Every form of the product, sent every bad input, to the real programs by a browser that signs. Whatever comes: no
//! failure of ours and no panic, an answer in the reader's language that says what is wrong, nothing of the input in
//! an address or a header, and nothing written that was not right.

mod ailleurs;
mod comptes;
mod envois;
mod epreuve;
mod formulaires;
pub mod journee;
mod mauvaises;
mod photo;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use monde::client::{Navigateur, dossiers_in, import_in, signed_in};
use monde::persona::Persona;

use self::comptes::nothing_bad_makes_an_account;
use self::epreuve::Seen;
use self::formulaires::{Sujets, formulaires};
use self::journee::nothing_bad_makes_a_day;
use self::photo::Photo;
use crate::both_engines;
use crate::serveur::Essai;

both_engines!(saisies, nothing_bad_goes_in);
both_engines!(saisies_comptes, nothing_bad_makes_an_account);
both_engines!(saisies_journee, nothing_bad_makes_a_day);

/// Two ready rows and one to correct.
const LISTE: &str = "Nom;Prénom;Né(e) le\r\nEssaimartin;Lina;12/05/2006\r\nEssaidurand;Noah;31/02/2005\r\nEssaipetit;Inès;03/09/2004\r\n";

fn nothing_bad_goes_in(mut essai: Essai) {
    two_structures(&essai, 30);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let [noe, ines] = colleagues(&essai);
    let sujets = subjects(&mut lea);
    let all = formulaires(&sujets);
    let mut seen = Seen::default();
    let whole = Photo::of(&essai, &mut lea, &sujets);
    for formulaire in &all {
        let before = Photo::of(&essai, &mut lea, &sujets);
        let accepted = seen.attack(&essai, &[&lea, &noe, &ines], formulaire);
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
    let nobody = Sujets { dossier: String::new(), import: String::new(), contenu: String::new() };
    // Those whose body is not fields, each tried by a function of its own.
    let apart = [
        "POST /imports",
        "POST /connexion/fin",
        "POST /demo/personas/{n}",
        "POST /habilitations/liste",
        "POST /fuites",
        "POST /connexion/proconnect",
        "POST /connexion/proconnect/retour",
        "POST /connexion/proconnect/fin",
    ];
    let accounts = comptes::formulaires("", "").into_iter().map(|(_, f)| f.route);
    let day = journee::formulaires(&journee::Sujets::default()).into_iter().map(|(_, f)| f.route);
    let tried = formulaires(&nobody)
        .iter()
        .map(|f| f.route)
        .chain(accounts)
        .chain(day)
        .chain(apart)
        .map(str::to_owned)
        .collect();
    let tried: BTreeSet<String> = tried;
    let routes: BTreeSet<String> = routes().into_iter().filter(|route| !route.starts_with("GET ")).collect();
    assert!(routes.len() > 15, "the routes are not read any more: {routes:?}");
    assert_eq!(routes, tried);
}

/// Every route, read in the guichet itself, noun by noun: "POST /dossiers". A method may stand in a variable, named in its route.
pub fn routes() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../guichet/src");
    let nouns =
        fs::read_dir(&folder).expect("the guichet's folder").map(|noun| noun.expect("a noun").path().join("mod.rs"));
    let files = nouns.filter(|file| file.exists()).chain([folder.join("lib.rs")]);
    files.flat_map(|file| routes_of(&fs::read_to_string(file).expect("a noun"))).collect()
}

fn routes_of(source: &str) -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    for part in source.split(".route(\"").skip(1) {
        let (path, rest) = part.split_once('"').expect("a path");
        let rest = rest.split(";\n").next().unwrap_or(rest);
        for method in ["get", "post", "put", "delete", "patch"] {
            let begins = [format!(" = {method}("), format!(" = || {method}(")];
            let mut named = source
                .split("let ")
                .filter_map(|line| begins.iter().find_map(|begin| line.split_once(begin.as_str())))
                .map(|(name, _)| name);
            let is_named = named.any(|name| {
                let uses = [format!("merge({name})"), format!(", {name})"), format!(", {name}())")];
                uses.iter().any(|used| rest.contains(used.as_str()))
            });
            if is_named || rest.contains(&format!("{method}(")) || rest.contains("any(") {
                routes.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    routes
}

/// Two others of her structure who may create: a day has its limit for each.
fn colleagues(essai: &Essai) -> [Navigateur; 2] {
    let personas = essai.cles().personas;
    let lea = personas.iter().find(|p| p.role == "conseiller").expect("a conseillère");
    let creates =
        |p: &&Persona| p.structure == lea.structure && matches!(&*p.role, "conseiller" | "referent_collectif");
    let mut others = personas.iter().filter(creates).skip(1);
    [(); 2].map(|()| {
        let persona = others.next().expect("three people create in a structure");
        Navigateur::enter(&essai.adresse(), &essai.origine(), persona).expect("enters")
    })
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
