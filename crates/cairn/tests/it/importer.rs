//! A spreadsheet as a spreadsheet program writes it, from its deposit to its undoing, through the real programs: what
//! was made is found and opened, what somebody has written in since is kept, and a death in the middle makes no line
//! twice. And two people who change one dossier at the same time.

#[allow(dead_code, reason = "the tests of the reader look at more of it")]
#[path = "../../../tableur/tests/it/echantillon.rs"]
pub mod echantillon;

use std::collections::HashSet;
use std::thread;
use std::time::{Duration, Instant};

use journal::Kind;
use monde::client::{Navigateur, dossiers_in, import_in, signed_in};
use monde::http::Answer;

use crate::both_engines;
use crate::saisies::args;
use crate::serveur::{Essai, Moteur};

const LIGNES: u32 = 300;
/// Three lots of the making.
const LIGNES_LONGUES: u32 = 600;

both_engines!(importer, a_file_comes_and_goes);
both_engines!(importer_et_mourir, no_line_is_made_twice);

fn a_file_comes_and_goes(mut essai: Essai) {
    essai.create(60, None);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let file = echantillon::make(LIGNES as usize, 0).bytes;
    assert!(file.contains(&0xe9) && file.contains(&b';'), "Windows-1252 and semicolons");
    let before = total(&mut lea);
    let import = deposit(&mut lea, file.clone());
    assert_eq!(total(&mut lea), before, "nothing is made yet");
    sign(&mut lea, &import, LIGNES);
    assert_eq!(wait(&mut lea, &import), ("fait".into(), LIGNES), "{}", essai.nom);
    let made = made(&mut lea, &import);
    assert_eq!((made.len(), total(&mut lea)), (PAGES * 25, before + LIGNES as usize));

    // Found by a name with a letter too few, opened, changed.
    let row = row(&file, 107);
    let typed = format!("{} {}", row[2], &row[1][1..]);
    let found = dossiers_in(&lea.searches(&typed).expect("an answer").text());
    let is_it = |lea: &mut Navigateur, id: &String| lea.opens(id).expect("an answer").text().contains(row[3].as_str());
    let kept = found.iter().filter(|id| made.contains(*id)).find(|id| is_it(&mut lea, id));
    let kept = kept.unwrap_or_else(|| panic!("{}: {typed} is not found among {}", essai.nom, found.len())).clone();
    let change = [("partie", "contact"), ("avant-voie", row[6].as_str()), ("voie", "9 rue des Gardés")];
    assert_written(&lea.post(&format!("/dossiers/{kept}"), &change).expect("an answer"));

    let page = lea.get(&format!("/imports/{import}?vue=faites")).expect("an answer").text();
    let (contenu, lignes) = signed_in(&page, "annulation").expect("it can be taken back");
    let undone = lea.signs_import(&import, "annulation", &contenu, lignes).expect("an answer");
    assert_eq!(undone.status, 204, "{}", undone.text());
    assert_eq!(wait(&mut lea, &import).0, "annule");
    let nom = essai.nom.clone();
    let check = |lea: &mut Navigateur| {
        assert_eq!(total(lea), before + 1, "{}: one is kept", nom);
        let found = dossiers_in(&lea.searches(&typed).expect("an answer").text());
        assert_eq!(found.iter().filter(|id| made.contains(*id)).collect::<Vec<_>>(), [&kept], "{}", nom);
        for gone in made.iter().filter(|id| **id != kept).take(12) {
            let answer = lea.opens(gone).expect("an answer");
            assert!(answer.status == 404 && !answer.text().contains("champ-"), "{}: {}", nom, answer.status);
        }
        assert!(lea.opens(&kept).expect("an answer").text().contains("9 rue des Gardés"));
    };
    check(&mut lea);
    essai.kill_cairn();
    essai.serve();
    check(&mut essai.conseiller(0));
    essai.stop();
    check_after(&essai, LIGNES as usize, before as u64 + 1);
}

/// The application, the contre-clé, then both, each time in the middle of the making.
fn no_line_is_made_twice(mut essai: Essai) {
    essai.create(60, None);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let before = total(&mut lea);
    let import = deposit(&mut lea, echantillon::make(LIGNES_LONGUES as usize, 0).bytes);
    let (contenu, lignes) = to_sign(&mut lea, &import).expect("it can be made");
    assert_eq!(lignes, LIGNES_LONGUES);
    let progress = format!("/imports/{import}/avancement");
    let (mut interrupted, mut stand) = (0, 0);
    for turn in 0..6 {
        let Some((contenu, lignes)) = to_sign(&mut lea, &import) else { break };
        let signed = lea.signs_import(&import, "execution", &contenu, lignes).expect("an answer");
        assert_eq!(signed.status, 204, "{}: turn {turn}: {}", essai.nom, signed.text());
        // First while nothing stands yet, then as soon as one more lot does.
        if turn < 3 {
            thread::sleep(Duration::from_millis([40, 15, 90][turn]));
        } else {
            while lea
                .fetches(&progress)
                .is_ok_and(|a| said(&a).is_some_and(|(_, faits, alive)| alive && faits <= stand))
            {}
        }
        if turn % 3 != 1 {
            essai.kill_cairn();
        }
        if turn % 3 != 0 {
            essai.kill_contre_cle();
        }
        if turn % 3 != 1 {
            essai.serve();
        }
        let (etat, faits) = wait(&mut lea, &import);
        assert!(["interrompu", "fait", "essai"].contains(&&*etat), "{}: turn {turn}: {etat}", essai.nom);
        assert!(etat != "fait" || faits == LIGNES_LONGUES, "{}: turn {turn}: {faits} said to be all", essai.nom);
        println!("{}: turn {turn}: {etat}, {faits} stand", essai.nom);
        assert!(faits >= stand, "{}: what stood stands", essai.nom);
        stand = faits;
        interrupted += usize::from(etat != "fait");
    }
    while let Some((contenu, lignes)) = to_sign(&mut lea, &import) {
        let signed = lea.signs_import(&import, "execution", &contenu, lignes).expect("an answer");
        assert_eq!(signed.status, 204, "{}", signed.text());
        wait(&mut lea, &import);
    }
    println!("{}: {interrupted} times interrupted", essai.nom);
    assert!(interrupted > 0, "{}: never in the middle", essai.nom);
    assert_eq!(wait(&mut lea, &import), ("fait".into(), LIGNES_LONGUES), "{}", essai.nom);
    let made: HashSet<String> = made(&mut lea, &import).into_iter().collect();
    assert_eq!((made.len(), total(&mut lea)), (PAGES * 25, before + LIGNES_LONGUES as usize), "{}", essai.nom);
    assert_eq!(
        lea.signs_import(&import, "execution", &contenu, LIGNES_LONGUES).expect("an answer").status,
        409,
        "not again"
    );
    let one = made.iter().next().expect("some");
    assert_eq!(lea.opens(one).expect("an answer").status, 200);
    essai.stop();
    check_after(&essai, LIGNES_LONGUES as usize, (before + LIGNES_LONGUES as usize) as u64);
}

#[test]
fn two_people_lose_nothing_of_either() {
    let mut essai = Essai::fictif("a-deux", Moteur::Sqlite, 60);
    let (mut lea, mut karine) = (essai.conseiller(0), essai.conseiller(1));
    let dossier = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let target = format!("/dossiers/{dossier}");
    let given = |who: &mut Navigateur, champ: &str| {
        let page = who.get(&format!("{target}/modifier?partie=contact")).expect("an answer").text();
        avant(&page, champ)
    };
    // Both have the form before them; each changes another field.
    let (voie, mail) = (given(&mut lea, "voie"), given(&mut karine, "mail"));
    let hers = [("partie", "contact"), ("avant-voie", &voie), ("voie", "1 rue de Léa")];
    assert_written(&lea.post(&target, &hers).expect("an answer"));
    let others = [
        ("partie", "contact"),
        ("avant-voie", &voie),
        ("voie", &voie),
        ("avant-mail", &mail),
        ("mail", "k@essai.example"),
    ];
    assert_written(&karine.post(&target, &others).expect("an answer"));
    let page = lea.opens(&dossier).expect("an answer").text();
    assert!(page.contains("1 rue de Léa") && page.contains("k@essai.example"), "both stand");

    // The same field, otherwise: the second one sees both values, nothing is written, and she chooses.
    let change = |voie: &'static str| [("partie", "contact"), ("avant-voie", "1 rue de Léa"), ("voie", voie)];
    assert_written(&lea.post(&target, &change("2 rue de Léa")).expect("an answer"));
    let answer = karine.post(&target, &change("3 rue de Karine")).expect("an answer");
    let text = answer.text();
    assert!(answer.status == 409 && text.contains("2 rue de Léa") && text.contains("3 rue de Karine"), "{text}");
    assert!(lea.opens(&dossier).expect("an answer").text().contains("2 rue de Léa"), "nothing was written");
    let again = [
        ("partie", "contact"),
        ("avant-voie", &avant(&text, "voie")),
        ("voie", "3 rue de Karine"),
        ("choix-voie", "mienne"),
    ];
    assert_written(&karine.post(&target, &again).expect("an answer"));
    assert!(lea.opens(&dossier).expect("an answer").text().contains("3 rue de Karine"));

    // At the same instant, many times: one of the two is written, the other comes back with what was typed.
    let mut stands = "3 rue de Karine".to_owned();
    for turn in 0..10 {
        let (one, other) = (format!("{turn} rue de Léa"), format!("{turn} rue de Karine"));
        let sends = |who: &mut Navigateur, voie: &str, note: &str| {
            let fields = [("partie", "contact"), ("avant-voie", &*stands), ("voie", voie)];
            let written = who.post(&target, &fields).expect("an answer");
            let noted = who.records_entretien(&dossier, "2026-11-20", note).expect("an answer");
            assert_eq!(noted.status, 303, "{}", noted.text());
            written
        };
        let (a, b) = thread::scope(|scope| {
            let hers = scope.spawn(|| sends(&mut lea, &one, &format!("note-de-lea-{turn}-fin")));
            let others = scope.spawn(|| sends(&mut karine, &other, &format!("note-de-karine-{turn}-fin")));
            (hers.join().expect("an answer"), others.join().expect("an answer"))
        });
        let (won, lost, typed) = if a.status == 303 { (&one, &b, &other) } else { (&other, &a, &one) };
        assert_eq!([a.status, b.status].into_iter().filter(|s| *s == 303).count(), 1, "turn {turn}");
        assert!(lost.status == 409 && lost.text().contains(typed.as_str()) && lost.text().contains(won.as_str()));
        stands.clone_from(won);
    }
    let page = lea.opens(&dossier).expect("an answer").text();
    assert!(page.contains(&stands));
    let contacts = contacts(&mut lea, &dossier);
    let notes: HashSet<_> =
        contacts.split("note-de-").skip(1).filter_map(|rest| Some(rest.split_once("-fin")?.0)).collect();
    assert_eq!(notes.len(), 20, "every entretien of both is there");
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    assert!(swept.contains(", 0 écarts"), "{swept}");
}

/// What the timeline of a dossier says of contacts: all its pages, one after the other.
pub fn contacts(who: &mut Navigateur, dossier: &str) -> String {
    let mut all = String::new();
    for n in 1.. {
        let page = who.get(&format!("/dossiers/{dossier}?fil={n}&quoi=contact")).expect("an answer");
        assert_eq!(page.status, 200, "a dossier that opens no more: {}", page.text());
        let page = page.text();
        all += page.split_once("aria-labelledby=\"evenements\"").expect("a timeline").1;
        if !page.contains("rel=\"next\"") {
            break;
        }
    }
    all
}

/// Gives a file; the import that corrects it.
pub fn deposit(who: &mut Navigateur, file: Vec<u8>) -> String {
    let given = who.deposits("text/csv", file).expect("an answer");
    import_in(&given).unwrap_or_else(|| panic!("no import: {} {}", given.status, given.text()))
}

/// What the page of an import asks to be signed, if it asks.
pub fn to_sign(who: &mut Navigateur, import: &str) -> Option<(String, u32)> {
    let start = Instant::now();
    loop {
        // A contre-clé that has just died is away for a moment, and the page says so.
        let page = who.get(&format!("/imports/{import}"));
        if let Some(page) = page.ok().filter(|page| page.status != 503) {
            assert_eq!(page.status, 200, "{}", page.text());
            return signed_in(&page.text(), "execution");
        }
        assert!(start.elapsed() < Duration::from_secs(20), "the page of an import does not come back");
        thread::sleep(Duration::from_millis(50));
    }
}

/// Signs the making of so many lines.
pub fn sign(who: &mut Navigateur, import: &str, lignes: u32) {
    let (contenu, asked) = to_sign(who, import).expect("it can be made");
    assert_eq!(asked, lignes);
    let signed = who.signs_import(import, "execution", &contenu, lignes).expect("an answer");
    assert_eq!(signed.status, 204, "{}", signed.text());
}

/// Waits until nothing makes it any more: its state, and how many stand.
pub fn wait(who: &mut Navigateur, import: &str) -> (String, u32) {
    let start = Instant::now();
    loop {
        assert!(start.elapsed() < Duration::from_secs(60), "an import does not end");
        // A contre-clé that has just died is away for a moment.
        let answer = who.fetches(&format!("/imports/{import}/avancement")).ok();
        if let Some((etat, faits, false)) = answer.as_ref().and_then(said) {
            return (etat, faits);
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// State, how many stand, whether it is being made.
fn said(answer: &Answer) -> Option<(String, u32, bool)> {
    let said: serde_json::Value = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status == 200)?;
    let faits = u32::try_from(said["faits"].as_u64()?).ok()?;
    Some((said["etat"].as_str()?.to_owned(), faits, said["encours"].as_bool()?))
}

/// Pages of an import that are looked at: lists show so many persons a day.
const PAGES: usize = 5;

/// The first dossiers that an import made, in the order of its file.
pub fn made(who: &mut Navigateur, import: &str) -> Vec<String> {
    let mut all = Vec::new();
    for n in 1..=PAGES {
        let page = who.get(&format!("/imports/{import}?vue=faites&page={n}")).expect("an answer");
        assert_eq!(page.status, 200, "{}", page.text());
        all.extend(dossiers_in(&page.text()));
    }
    all
}

/// People of her own portefeuille, as its page counts them.
pub fn total(who: &mut Navigateur) -> usize {
    let page = who.portefeuille(1).expect("an answer");
    assert_eq!(page.status, 200, "{}", page.text());
    let text = page.text();
    let said = text.split_once("id=\"compte\">").and_then(|(_, rest)| rest.split_once('<')).expect("it counts them").0;
    let number: String = said.chars().take_while(|c| !c.is_alphabetic()).filter(char::is_ascii_digit).collect();
    number.parse().expect("a number")
}

/// Verified journal, clean sweep, and what an import must leave in the journal.
fn check_after(essai: &Essai, lignes: usize, dossiers: u64) {
    let entries = essai.published();
    let count = |kind| entries.iter().filter(|e| e.kind == kind).count();
    assert!(count(Kind::MandatProposed) >= 1 && count(Kind::Creation) >= lignes, "{}", essai.nom);
    let swept = essai.run(&args(&["balayer", "--donnees"], essai)).expect("a clean sweep");
    assert!(swept.contains(", 0 écarts"), "{}: {swept}", essai.nom);
    println!("{}: {} entries; {} (hers: {dossiers})", essai.nom, entries.len(), swept.trim());
}

fn assert_written(answer: &Answer) {
    assert_eq!(answer.status, 303, "{}", answer.text());
}

/// The cells of a row of the sample.
fn row(file: &[u8], at: usize) -> Vec<String> {
    let line = file.split(|b| *b == b'\n').nth(at).expect("a row");
    line.split(|b| *b == b';')
        .map(|cell| cell.iter().map(|b| char::from(*b)).collect::<String>().trim().to_owned())
        .collect()
}

/// What a form of change was given in a field.
pub fn avant(page: &str, champ: &str) -> String {
    let rest =
        page.split(&format!("name=\"avant-{champ}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {champ}: {page}"));
    let coded = rest.split('"').next().expect("a value");
    [("&#39;", "'"), ("&#38;", "&"), ("&#34;", "\""), ("&lt;", "<"), ("&#60;", "<"), ("&#62;", ">")]
        .iter()
        .fold(coded.to_owned(), |text, (from, to)| text.replace(from, to))
}
