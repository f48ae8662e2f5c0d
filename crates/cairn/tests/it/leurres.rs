//! A decoy, through the real programs: laid by an ordinary import, opened by whoever opens everything, written before the page, then
//! the account is cut by both sides. And secrets that open nothing, presented by whoever found them.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use coffre::base::{Base, Statement};
use journal::Kind;
use monde::client::dossiers_in;
use monde::http::Connexion;

use crate::both_engines;
use crate::importer::{deposit, echantillon, sign, wait};
use crate::serveur::Essai;

both_engines!(leurre, who_opens_a_decoy_is_cut);

/// The fewest of which one is added.
const LIGNES: u32 = 100;

fn who_opens_a_decoy_is_cut(mut essai: Essai) {
    essai.create(60, None);
    serve(&mut essai);
    let (mut lea, mut karine) = (essai.conseiller(0), essai.conseiller(1));
    let mine = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let hers = dossiers_in(&karine.portefeuille(1).expect("an answer").text()).remove(0);
    let before = all(&essai);
    let import = deposit(&mut lea, echantillon::make(LIGNES as usize, 0).bytes);
    sign(&mut lea, &import, LIGNES);
    assert_eq!(wait(&mut lea, &import), ("fait".into(), LIGNES), "{}: what she signed", essai.nom);
    let mut new: HashSet<String> = all(&essai).difference(&before).cloned().collect();
    assert_eq!(new.len(), LIGNES as usize + 1, "{}: and one more", essai.nom);
    for n in 1..=LIGNES / 25 {
        let page = lea.get(&format!("/imports/{import}?vue=faites&page={n}")).expect("an answer").text();
        let listed: HashSet<String> = dossiers_in(&page).into_iter().collect();
        new.retain(|id| !listed.contains(id));
    }
    assert_eq!(new.len(), 1, "{}: which no page of hers shows", essai.nom);
    let decoy = new.into_iter().next().expect("one");

    assert_eq!(karine.opens(&hers).expect("an answer").status, 200);
    let shown = lea.opens(&decoy).expect("an answer");
    assert!(shown.status == 200 && shown.text().contains("<title>Dossier "), "{}: shown like any other", essai.nom);
    let start = Instant::now();
    while lea.opens(&mine).expect("an answer").status == 200 {
        assert!(start.elapsed() < Duration::from_secs(20), "{}: the vigie does not cut", essai.nom);
        thread::sleep(Duration::from_millis(100));
    }
    println!("{}: cut after {} ms", essai.nom, start.elapsed().as_millis());
    assert_eq!(karine.opens(&hers).expect("an answer").status, 200, "the neighbour works on");

    // What lies where a thief looks. To copy it rings nothing.
    let laid = essai.fichier("trouve");
    let base = essai.base();
    let args = ["leurres", "--donnees"].map(OsStr::new);
    essai.run(&[&args[..], &[base.as_ref(), OsStr::new("--vers"), laid.as_ref()]].concat()).expect("laid");
    let compte = fs::read_to_string(laid.join("compte-gestion-secours.txt")).expect("a file");
    let road = compte.split("/enrolement/").nth(1).expect("an address").trim().to_owned();
    let cle = fs::read_to_string(laid.join("connecteur-partenaire.env")).expect("a file");
    let cle = cle.lines().find_map(|line| line.strip_prefix("CAIRN_CLE=")).expect("a key").to_owned();
    let touched = |essai: &Essai| essai.entries("coffre").into_iter().filter(|e| e.kind == Kind::Canary).count();
    assert_eq!(touched(&essai), 1);
    let over = essai.plain("GET", "/enrolement/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").expect("an answer");
    let found = essai.plain("GET", &format!("/enrolement/{road}")).expect("an answer");
    assert_eq!((found.status, found.body.len()), (over.status, over.body.len()), "{}: nothing is told", essai.nom);
    let with_key = |cle: &str| {
        let request = format!(
            "GET /portefeuille HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nAuthorization: Bearer {cle}\r\n\r\n"
        );
        Connexion::new(&essai.adresse(), Duration::from_secs(10))
            .send(request.as_bytes(), false)
            .expect("an answer")
            .status
    };
    assert_eq!(with_key(&cle), with_key("cairn_another"));
    let start = Instant::now();
    let said = |side: &str| essai.entries(side).iter().filter(|e| e.kind == Kind::Alert && e.rule == 7).count();
    while said("contre-cle") < 3 {
        assert!(start.elapsed() < Duration::from_secs(20), "{}: each touch is an alert of the desk", essai.nom);
        thread::sleep(Duration::from_millis(50));
    }
    essai.stop();
    for side in ["coffre", "contre-cle"] {
        let entries = essai.entries(side);
        let rules: Vec<u8> = entries.iter().filter(|e| e.kind == Kind::Canary).map(|e| e.rule).collect();
        assert_eq!(rules, [2, 3, 4], "{}: {side}", essai.nom);
        let place = |kind| entries.iter().position(|e| e.kind == kind).expect("it is there");
        let (rung, cut) = (place(Kind::Canary), place(Kind::Suspension));
        assert!(rung < cut && entries[cut].object == entries[rung].actor, "{}: {side}", essai.nom);
    }
    essai.published();
}

/// A fictional base to which the vigie listens.
fn serve(essai: &mut Essai) {
    let cles = essai.fichier("cles.json");
    essai.serve_with(&[OsStr::new("--vigie"), OsStr::new("--cles"), cles.as_ref()], &[]);
}

/// Every dossier of the base, as who holds it sees them.
fn all(essai: &Essai) -> HashSet<String> {
    const IDS: Statement = Statement::new("ids", "select id from dossier");
    let base = Base::open(&essai.url().parse().expect("an address")).expect("opens");
    let ids: Vec<([u8; 16],)> = base.read_blocking(|tx| tx.all(&IDS, &[])).expect("reads");
    ids.into_iter().map(|(id,)| domaine::DossierId(id).to_string()).collect()
}
