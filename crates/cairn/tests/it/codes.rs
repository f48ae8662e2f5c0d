//! A code over HTTP, on the real programs: a conseillère who opened what she may without explanation is offered one, reads it from a
//! telephone, and opens the dossier; a folder of sealed messages where there is a relay; and nothing of it where there is none.

use std::ffi::OsStr;
use std::fs;

use age::x25519::Identity;
use droits::Role;
use droits::budget::Plafonds;
use monde::client::Navigateur;
use monde::http::Answer;

use crate::both_engines;
use crate::saisies::args;
use crate::serveur::Essai;

both_engines!(codes, a_refused_opening_a_code_an_open_dossier);

/// Six digits in a text: what stands after the colon of the message.
fn digits(text: &str) -> String {
    let after = text.split("mission locale : ").nth(1).expect("a message");
    after.chars().take(6).collect()
}

/// Digits that are not these.
fn others(code: &str) -> String {
    code.chars().map(|c| if c == '9' { '0' } else { '9' }).collect()
}

fn telephone(essai: &Essai) -> Answer {
    essai.plain("GET", "/demo/telephone").expect("an answer")
}

fn says(who: &mut Navigateur, dossier: &str, code: &str) -> Answer {
    who.post(&format!("/codes/{dossier}/dit"), &[("code", code)]).expect("an answer")
}

fn a_refused_opening_a_code_an_open_dossier(mut essai: Essai) {
    essai.create(160, None);
    essai.serve();
    let (mut lea, mut karine) = (essai.conseiller(0), essai.conseiller(1));
    // Léa's, of whom nothing explains anything to Karine.
    let mut hers = monde::client::dossiers_in(&lea.portefeuille(1).expect("an answer").text());
    hers.dedup();
    let most = usize::from(Plafonds::of(Role::Conseiller).inexplique_jour);
    assert!(hers.len() > most, "{}: {} dossiers", essai.nom, hers.len());
    for dossier in &hers[..most] {
        assert_eq!(karine.opens(dossier).expect("an answer").status, 200, "{}", essai.nom);
    }
    let refused = karine.opens(&hers[most]).expect("an answer");
    let offer = format!("<form method=\"post\" action=\"/codes/{}\">", hers[most]);
    assert_eq!((refused.status, refused.text().contains(&offer)), (429, true), "{}: {}", essai.nom, refused.text());

    assert!(!telephone(&essai).text().contains("Votre code"), "no message yet");
    // Of those of whom it has no telephone, the page says it.
    let mut asks = |dossier: &String| {
        let sent = karine.post(&format!("/codes/{dossier}"), &[]).expect("an answer");
        assert!(sent.status == 303 || sent.text().contains("pas de téléphone"), "{}", sent.text());
        sent.status == 303
    };
    let last = hers[most..].iter().find(|dossier| asks(dossier)).expect("somebody has a telephone").clone();
    let page = karine.get(&format!("/codes/{last}")).expect("an answer").text();
    assert!(page.contains("one-time-code") && page.contains("/demo/telephone"), "{page}");
    let code = digits(&telephone(&essai).text());
    assert!(!page.contains(&code));
    let wrong = says(&mut karine, &last, &others(&code));
    assert_eq!((wrong.status, wrong.text().contains("quatre essais")), (422, true), "{}", wrong.text());
    assert_eq!(says(&mut lea, &last, &code).status, 422, "{}: she did not ask for it", essai.nom);
    assert_eq!(says(&mut karine, &last, &code).status, 303, "{}", essai.nom);
    let opened = karine.opens(&last).expect("an answer");
    assert_eq!(opened.status, 200, "{}", opened.text());
    assert!(opened.text().contains("vous a dit le code"), "{}", essai.nom);
    assert_eq!(
        karine.opens(hers[most..].iter().find(|d| **d != last).expect("another")).expect("an answer").status,
        429,
        "{}: the neighbour",
        essai.nom
    );

    // With a relay, a message is one sealed file, and nobody's page shows it.
    essai.stop();
    let (folder, key) = (essai.fichier("relais"), Identity::generate());
    let public = key.to_public().to_string();
    let cles = essai.fichier("cles.json");
    let relais = [OsStr::new("--relais"), folder.as_os_str(), OsStr::new("--relais-cle"), OsStr::new(&public)];
    essai.serve_with(&[&relais[..], &[OsStr::new("--cles"), cles.as_os_str()]].concat(), &[]);
    let mut lea = essai.conseiller(0);
    assert_eq!(telephone(&essai).status, 404, "{}", essai.nom);
    assert_eq!(lea.post(&format!("/codes/{last}"), &[]).expect("an answer").status, 303);
    let files: Vec<_> = fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    assert_eq!(files.len(), 1, "{}: {files:?}", essai.nom);
    let message = age::decrypt(&key, &fs::read(&files[0]).expect("readable")).expect("sealed to the relay");
    let message = String::from_utf8(message).expect("text");
    let (numero, texte) = message.split_once('\n').expect("two lines");
    assert!(numero.chars().all(|c| c.is_ascii_digit() || c == '+') && numero.len() >= 10, "{}", essai.nom);
    assert_eq!(says(&mut lea, &last, &digits(texte)).status, 303, "{}", essai.nom);
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    assert!(swept.contains(" 0 écarts"), "{swept}");
}
