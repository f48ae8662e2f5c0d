//! A real base from its first key to its first dossier, as an operator and a conseillère would do it. No persona, no
//! key on this machine's command line: two ceremonies, the console, two authenticators, a passkey.

use std::ffi::OsStr;
use std::path::PathBuf;

use journal::Kind;
use monde::client::Navigateur;
use monde::passkey::Passkey;
use monde::persona::Persona;

use crate::both_engines;
use crate::lecture::copy;
use crate::serveur::Essai;

both_engines!(base_reelle, from_ceremony_to_dossier);

fn from_ceremony_to_dossier(mut essai: Essai) {
    let coffre = Racine::ceremony(&essai, "coffre");
    let contre_cle = Racine::ceremony(&essai, "contre-cle");
    let other = Racine::ceremony(&essai, "autre");

    assert!(
        amorcer(
            &essai,
            &coffre,
            &Racine { fichiers: contre_cle.fichiers.clone(), identites: coffre.identites.clone() }
        )
        .is_err()
    );
    let printed = amorcer(&essai, &coffre, &contre_cle).expect("the console opens");
    let codes: Vec<&str> = printed.lines().filter_map(|l| l.split("/enrolement/").nth(1)).collect();
    let &[lea, late] = codes.as_slice() else { panic!("two addresses: {printed}") };
    let again = amorcer(&essai, &coffre, &contre_cle).expect_err("the console is closed");
    assert!(again.contains("already"), "{again}");

    check_demonstration(&essai);

    essai.serve_with(&[], &[]);
    let sealed = essai.plain("GET", &format!("/enrolement/{lea}")).expect("an answer");
    assert_eq!((sealed.status, sealed.header("content-type")), (503, Some("text/html; charset=utf-8")));
    let wrong = desceller(&essai, &other).expect_err("another root");
    assert!(wrong.contains("not the one of this base"), "{wrong}");
    assert_eq!(essai.invitation(lea).0, 503, "a wrong root unseals nothing");
    assert!(desceller(&essai, &contre_cle).is_err(), "each side has its own root");
    // The contre-clé has waited, unsealed, since `amorcer`.
    desceller(&essai, &coffre).expect("unsealed");

    let keys = [Passkey::generate(), Passkey::generate()];
    for (n, key) in keys.iter().enumerate() {
        let (status, defi) = essai.invitation(lea);
        let defi = defi.unwrap_or_else(|| panic!("page {n}: {status}"));
        let foreign = essai.binds(lea, key, &monde::passkey::base64url(&[7; 32]));
        assert_eq!(foreign.status, 422, "a challenge that is not ours");
        assert_ne!(essai.binds(lea, key, &defi).status, 200, "a challenge serves once, even badly");
        let defi = essai.invitation(lea).1.expect("a fresh challenge");
        let bound = essai.binds(lea, key, &defi);
        assert_eq!((bound.status, bound.text()), (200, format!(r#"{{"liees":{},"reste":{}}}"#, n + 1, 1 - n)));
    }
    assert_eq!(essai.invitation(lea).0, 404, "an address serves once");
    assert_eq!(essai.binds(lea, &Passkey::generate(), "AAAA").status, 404);

    for (n, key) in keys.iter().enumerate() {
        let mut browser = enter(&essai, key);
        let mut fields =
            vec![("nom-naissance", "Essai-Réel"), ("prenom", "Lina"), ("naissance", "2006-05-12"), ("sexe", "F")];
        if n > 0 {
            let again = browser.post("/dossiers", &fields).expect("an answer");
            assert_eq!(again.status, 409, "the same person, made by the first key, is shown first");
            fields.push(("confirme", "1"));
        }
        let made = browser.post("/dossiers", &fields).expect("an answer");
        assert_eq!(made.status, 303, "key {n}: {}", made.text());
        let page = browser.get(made.header("location").expect("where it is")).expect("an answer");
        assert!(page.status == 200 && page.text().contains("Essai-Réel"), "key {n}: {}", page.status);
        for n in 0..3 {
            assert_eq!(browser.get(&format!("/demo/personas/{n}")).expect("an answer").status, 404);
            assert_eq!(essai.plain("POST", &format!("/demo/personas/{n}")).expect("an answer").status, 404);
        }
    }
    assert_eq!(essai.plain("GET", "/demo/telephone").expect("an answer").status, 404);
    essai.stop();
    check_published(&essai);

    // A quarter of an hour later, an address that nobody used is an address that never was.
    if let Some(library) = libfaketime() {
        let clock = [("FAKETIME", OsStr::new("+16m")), ("FAKETIME_DONT_FAKE_MONOTONIC", OsStr::new("1"))];
        essai.serve_with(&[], &[&clock[..], &[("LD_PRELOAD", library.as_os_str())]].concat());
        desceller(&essai, &coffre).expect("unsealed again");
        assert_eq!(essai.invitation(late).0, 404);
        essai.stop();
    } else {
        assert!(std::env::var_os("CI").is_none(), "libfaketime must be installed under CI");
        println!("SKIPPED late address: libfaketime is not installed");
    }
    essai.serve_with(&[], &[]);
    desceller(&essai, &coffre).expect("unsealed again");
    assert_eq!(essai.invitation(late).0, 200, "on time, the same address serves");
    enter(&essai, &keys[1]);
    essai.stop();
}

/// The demonstration has no way into a real base; in the shipped programs it has no way at all.
fn check_demonstration(essai: &Essai) {
    let (base, cles) = (essai.base(), essai.fichier("cles-inventees.json"));
    let invented = format!(r#"{{"racine_coffre":"{0}","racine_contre_cle":"{0}","personas":[]}}"#, "07".repeat(32));
    std::fs::write(&cles, invented).expect("a file");
    let args = [OsStr::new("serve"), OsStr::new("--donnees"), base.as_ref(), OsStr::new("--cles"), cles.as_ref()];
    let refused = essai.run(&args).expect_err("a real base takes no keys from a file");
    let is_shipped = std::env::var_os("CAIRN_SANS_DEMO").is_some();
    assert_eq!(refused.contains("unexpected argument '--cles'"), is_shipped, "{refused}");
    for command in ["monde", "mesure", "exercice"] {
        assert_eq!(essai.run(&[command, "--help"]).is_err(), is_shipped, "{command}");
    }
    check_drills(essai, is_shipped);
}

/// No control of a real base is ever off, on either side.
fn check_drills(essai: &Essai, is_shipped: bool) {
    let (base, cles) = (essai.base(), essai.fichier("cles-inventees.json"));
    let off = ["--sans-controle", "cosignature"].map(OsStr::new);
    let serve = [OsStr::new("serve"), OsStr::new("--donnees"), base.as_ref(), OsStr::new("--cles"), cles.as_ref()];
    let refused = essai.run(&[&serve[..], &off[..]].concat()).expect_err("a real base keeps its controls");
    assert!(refused.contains(if is_shipped { "unexpected argument" } else { "cairn: " }), "{refused}");
    // A copy: the folder itself is held by the one that waits for its root.
    let (folder, socket) = (essai.fichier("contre-cle-sans"), essai.fichier("contre-cle-sans.prise"));
    copy(&base.join("contre-cle"), &folder);
    let output =
        essai.contre_cle_command(&[off[0], off[1], folder.as_ref(), socket.as_ref()]).output().expect("starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(if is_shipped { "usage" } else { "fictional bases only" }), "{said}");
}

/// What a first day leaves in the journal, and what it must not.
fn check_published(essai: &Essai) {
    let entries = essai.published();
    let count = |kind| entries.iter().filter(|e| e.kind == kind).count();
    let expected = [
        (Kind::Genesis, 1),
        (Kind::Seed, 2),
        (Kind::SeedClosed, 1),
        (Kind::Enrolment, 2),
        (Kind::Login, 2),
        (Kind::Creation, 2),
        (Kind::Opening, 2),
    ];
    for (kind, number) in expected {
        assert_eq!(count(kind), number, "{kind:?}");
    }
    assert_eq!(entries[0].rule, 2, "a real base");
}

fn enter(essai: &Essai, key: &Passkey) -> Navigateur {
    let persona = Persona::new([0; 16], "Jeanne Réelle", "conseiller", "59512S00", key);
    Navigateur::enter(&essai.adresse(), &essai.origine(), &persona).expect("her key opens")
}

/// A root wrapped for three holders, and two of them.
struct Racine {
    fichiers: PathBuf,
    identites: [PathBuf; 2],
}

impl Racine {
    fn ceremony(essai: &Essai, side: &str) -> Racine {
        let fichiers = essai.fichier(&format!("racine-{side}"));
        let identites = [1, 2, 3].map(|n| essai.fichier(&format!("porteur-{side}-{n}")));
        let mut args = vec![OsStr::new("cle").to_owned(), OsStr::new("creer").to_owned()];
        for file in &identites {
            let line = essai.run(&[OsStr::new("cle"), OsStr::new("porteur"), OsStr::new("--vers"), file.as_ref()]);
            args.extend(["--porteur".into(), line.expect("an identity").trim().to_owned().into()]);
        }
        args.extend(["--vers".into(), fichiers.clone().into()]);
        essai.run(&args).expect("a root");
        let [_, second, third] = identites;
        Racine { fichiers, identites: [third, second] }
    }

    fn opening(&self) -> Vec<&OsStr> {
        let [one, two] = &self.identites;
        let option = |text| OsStr::new(text);
        vec![
            option("--fichiers"),
            self.fichiers.as_ref(),
            option("--identite"),
            one.as_ref(),
            option("--identite"),
            two.as_ref(),
        ]
    }
}

fn amorcer(essai: &Essai, coffre: &Racine, contre_cle: &Racine) -> Result<String, String> {
    let (base, origine) = (essai.base(), essai.origine());
    let mut args: Vec<&OsStr> = ["amorcer", "--structure", "59512S00=Mission locale de Roubaix"].map(OsStr::new).into();
    args.extend(["--agent", "conseiller=Jeanne Réelle=jeanne@ml.example"].map(OsStr::new));
    args.extend(["--agent", "conseiller=Karine Réelle=karine@ml.example"].map(OsStr::new));
    args.extend([OsStr::new("--donnees"), base.as_ref(), OsStr::new("--origine"), origine.as_ref()]);
    args.extend(coffre.opening());
    args.extend([
        OsStr::new("--contre-cle-fichiers"),
        contre_cle.fichiers.as_ref(),
        OsStr::new("--contre-cle-identites"),
    ]);
    args.extend(contre_cle.identites.iter().map(|f| f.as_os_str()));
    essai.run(&args)
}

fn desceller(essai: &Essai, racine: &Racine) -> Result<String, String> {
    let prise = essai.base().join("coffre.prise");
    let mut args: Vec<&OsStr> = ["cle", "desceller", "--prise"].map(OsStr::new).into();
    args.push(prise.as_ref());
    args.extend(racine.opening());
    essai.run(&args)
}

fn libfaketime() -> Option<PathBuf> {
    let machines = std::fs::read_dir("/usr/lib").ok()?.flatten();
    machines.map(|entry| entry.path().join("faketime/libfaketime.so.1")).find(|file| file.exists())
}
