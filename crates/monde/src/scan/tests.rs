//! A scanner that finds nothing proves nothing: each writing is planted, and must be found.

use super::*;
use crate::donnees::structures;
use crate::personnes::{Alea, Monde, colonnes_scellees};

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(nom: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("cairn-scan-{}-{nom}", std::process::id()));
        fs::create_dir_all(&path).expect("a temporary folder can be made");
        Folder(path)
    }

    fn write(&self, nom: &str, bytes: &[u8]) {
        fs::write(self.0.join(nom), bytes).expect("a temporary file can be written");
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn valeur(texte: &str) -> Valeur {
    Valeur { classe: 1, champ: "nom_naissance".to_owned(), texte: texte.to_owned() }
}

fn random(len: usize, graine: u64) -> Vec<u8> {
    let mut alea = Alea::new(graine, "scan", 0, "random");
    (0..len.div_ceil(8)).flat_map(|_| alea.draw().to_le_bytes()).take(len).collect()
}

fn base64(bytes: &[u8], url: bool) -> Vec<u8> {
    let alphabet: Vec<u8> =
        (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(if url { *b"-_" } else { *b"+/" }).collect();
    let mut encoded = Vec::new();
    for three in bytes.chunks(3) {
        let n = three.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        encoded.extend((0..=three.len()).map(|place| alphabet[(n >> (18 - 6 * place)) as usize & 63]));
    }
    encoded
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|b| format!("{b:02x}").into_bytes()).collect()
}

fn utf16(texte: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    texte.encode_utf16().flat_map(order).collect()
}

fn latin(texte: &str) -> Vec<u8> {
    texte.chars().map(|c| c as u8).collect()
}

/// Plants `bytes` amid random data, and tells how the value was found.
fn plant(nom: &str, texte: &str, bytes: &[u8]) -> Vec<(u64, Encoding, Layer)> {
    let folder = Folder::new(nom);
    let mut file = random(1000, 1);
    // A byte of no alphabet on each side, so that the phases are those of the case.
    file.push(b'"');
    file.extend_from_slice(bytes);
    file.push(b'"');
    file.extend(random(1000, 2));
    folder.write("f", &file);
    let report = scan(&[valeur(texte)], &[&folder.0]).expect("the folder can be read");
    report.hits.iter().map(|hit| (hit.offset, hit.encoding, hit.layer)).collect()
}

#[test]
fn each_writing_is_found_where_it_lies() {
    use Encoding::{Latin1, Unaccented, Utf8, Utf16Be, Utf16Le};
    let nom = "Lefébure-Noël";
    let haut = nom.to_uppercase();
    let cases: &[(&str, Vec<u8>, Encoding, Layer)] = &[
        ("utf8", nom.into(), Utf8, Layer::Plain),
        ("upper", haut.clone().into(), Utf8, Layer::Plain),
        ("lower", nom.to_lowercase().into(), Utf8, Layer::Plain),
        ("mixed", "lEFébuRe-NoëL".into(), Utf8, Layer::Plain),
        ("unaccented", "Lefebure-Noel".into(), Unaccented, Layer::Plain),
        ("unaccented-upper", "LEFEBURE-NOEL".into(), Unaccented, Layer::Plain),
        ("latin1", latin(nom), Latin1, Layer::Plain),
        ("latin1-upper", latin(&haut), Latin1, Layer::Plain),
        ("utf16le", utf16(nom, u16::to_le_bytes), Utf16Le, Layer::Plain),
        ("utf16be", utf16(nom, u16::to_be_bytes), Utf16Be, Layer::Plain),
        ("utf16le-upper", utf16(&haut, u16::to_le_bytes), Utf16Le, Layer::Plain),
        ("hex", hex(nom.as_bytes()), Utf8, Layer::Hex),
        ("hex-upper", hex(nom.as_bytes()).to_ascii_uppercase(), Utf8, Layer::Hex),
        ("hex-latin1", hex(&latin(nom)), Latin1, Layer::Hex),
        ("hex-utf16", hex(&utf16(nom, u16::to_le_bytes)), Utf16Le, Layer::Hex),
        ("base64", base64(nom.as_bytes(), false), Utf8, Layer::Base64),
        ("base64url", base64(nom.as_bytes(), true), Utf8, Layer::Base64),
        ("base64-utf16", base64(&utf16(nom, u16::to_be_bytes), false), Utf16Be, Layer::Base64),
    ];
    for (cas, bytes, encoding, layer) in cases {
        let found = plant(cas, nom, bytes);
        assert_eq!(found, [(1001, *encoding, *layer)], "{cas}");
    }
}

#[test]
fn base64_and_hex_are_found_at_every_alignment_and_when_wrapped() {
    for before in 0..4 {
        let clear = [&b"xyzt"[..before], b"Auzanneau", b"ab"].concat();
        let mut encoded = base64(&clear, false);
        assert_eq!(plant("aligned", "Auzanneau", &encoded).len(), 1, "{before} bytes before");
        encoded.splice(5..5, *b"\r\n");
        assert_eq!(plant("wrapped", "Auzanneau", &encoded).len(), 1, "{before} bytes before, wrapped");
        let shifted = [&b"abcd"[..before], &hex(b"Auzanneau")].concat();
        assert_eq!(plant("shifted", "Auzanneau", &shifted).len(), 1, "{before} digits before");
        let shifted = [&b"abcd"[..before], &base64(b"Auzanneau", true)].concat();
        assert_eq!(plant("shifted64", "Auzanneau", &shifted).len(), 1, "{before} characters before");
    }
}

#[test]
fn the_shortest_values_are_found_in_the_usual_cases_only() {
    for (ecrit, combien) in [("Martin", 1), ("MARTIN", 1), ("martin", 1), ("mARtiN", 0), ("Marti", 0)] {
        assert_eq!(plant("short", "Martin", ecrit.as_bytes()).len(), combien, "{ecrit}");
    }
}

#[test]
fn a_short_word_in_a_hash_is_chance_and_glued_columns_are_not() {
    for (ecrit, combien) in [
        ("q7Xk2vR9aTmartinZb81LwQe5uYc0d", 0),
        ("59512S00actifMartinEmma2005-03-12conseiller", 1),
        ("MARTINEMMA", 1),
        ("{\"nom\":\"Martin\",\"ville\":\"q7Xk2vR9aTZb81LwQe5uYc0d\"}", 1),
    ] {
        assert_eq!(plant("chance", "Martin", ecrit.as_bytes()).len(), combien, "{ecrit}");
    }
}

#[test]
fn values_that_straddle_chunks_are_found_once() {
    let folder = Folder::new("chunks");
    let nom = "Auzanneau Élodie";
    let mut file = random(3 * CHUNK, 3);
    // Wherever the first cuts fall, one of these lies across each.
    let places: Vec<usize> = (0..2 * CHUNK).step_by(nom.len() + 1).collect();
    for at in &places {
        file[*at..at + nom.len()].copy_from_slice(nom.as_bytes());
    }
    folder.write("f", &file);
    let report = scan(&[valeur(nom)], &[&folder.0]).expect("the folder can be read");
    assert_eq!((report.bytes, report.hits_total), (3 * CHUNK as u64, places.len() as u64));

    // The same in base64, where the cut falls inside a run.
    let lines: Vec<u8> = base64(&file[..CHUNK], false);
    let wanted = places.iter().filter(|at| *at + nom.len() <= CHUNK).count() as u64;
    folder.write("f", &lines);
    let report = scan(&[valeur(nom)], &[&folder.0]).expect("the folder can be read");
    assert_eq!(report.hits_total, wanted);
}

#[test]
fn a_long_note_cut_in_two_is_still_found() {
    let note = "Souhaite travailler comme soudeuse, accepte un contrat court. Rappeler l'employeur avant vendredi.";
    let cut = [&note.as_bytes()[..50], &[0; 300], &note.as_bytes()[50..]].concat();
    assert!(!plant("cut", note, &cut).is_empty());
}

#[test]
fn names_of_files_are_read_too() {
    let folder = Folder::new("names");
    folder.write("CV-Auzanneau.bin", b"");
    let report = scan(&[valeur("Auzanneau")], &[&folder.0]).expect("the folder can be read");
    assert_eq!(report.hits.iter().map(|hit| hit.layer).collect::<Vec<_>>(), [Layer::FileName]);
}

#[test]
fn what_is_too_short_or_public_is_counted_by_field() {
    let champ = |champ: &str, texte: &str| Valeur { classe: 2, champ: champ.to_owned(), texte: texte.to_owned() };
    let valeurs = [
        champ("prenom", "Zoé"),
        champ("fixe", "12345678"),
        champ("mobile", "063998123"),
        champ("commune", "Roubaix"),
        champ("prenom", "Léo"),
    ];
    let report = scan(&valeurs, &[]).expect("there is nothing to read");
    assert_eq!(report.values, 1);
    assert_eq!(report.too_short, BTreeMap::from([("fixe".to_owned(), 1), ("prenom".to_owned(), 2)]));
    assert_eq!(report.public_words, BTreeMap::from([("commune".to_owned(), 1)]));
}

#[test]
fn a_word_of_the_engine_is_no_leak() {
    let (pleine, vide) = (Folder::new("full"), Folder::new("empty"));
    pleine.write("f", b"catalogue: Arabic (Jordan); dossier: Auzanneau");
    vide.write("f", b"catalogue: Arabic (Jordan)");
    let report =
        scan_beyond(&[valeur("Jordan"), valeur("Auzanneau")], &[&pleine.0], &[&vide.0]).expect("both can be read");
    assert_eq!((report.values, report.found, report.hits.len(), report.hits_total), (1, 1, 1, 1));
    assert_eq!(report.engine_words.values().sum::<usize>(), 1);
}

#[test]
fn a_clear_dump_gives_everything_and_random_bytes_nothing() {
    let monde = Monde::new(1, &structures()[0], 150).with_marqueurs();
    let colonnes: Vec<_> = monde.jeunes().flat_map(|jeune| colonnes_scellees(&jeune)).collect();
    let valeurs: Vec<Valeur> = colonnes.iter().cloned().map(Valeur::from).collect();

    let clair = Folder::new("clear");
    let dump: String = colonnes.iter().map(|(classe, champ, valeur)| format!("{classe};{champ};{valeur}\n")).collect();
    clair.write("dump.csv", dump.as_bytes());
    let report = scan(&valeurs, &[&clair.0]).expect("the dump can be read");
    assert!(report.values > 1500, "{} values", report.values);
    assert_eq!(report.found, report.values);

    let scelle = Folder::new("random");
    scelle.write("f", &random(3 * CHUNK, 9));
    let report = scan(&valeurs, &[&scelle.0]).expect("the file can be read");
    assert_eq!((report.found, report.hits_total), (0, 0));
}
