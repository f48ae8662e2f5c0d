//! The thief of 2024 again, with everything: both folders, the database's files, the write-ahead logs, while the
//! scanner is told every value to look for. He finds none, and the same scanner finds them all in a clear dump.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use monde::client::{Navigateur, dossiers_in, signed_in};
use monde::scan::{Report, Valeur, scan, scan_beyond};

use crate::importer::{avant, deposit, made, sign, to_sign, wait};
use crate::lecture::copy;
use crate::pg;
use crate::serveur::{Essai, Moteur, cluster, psql};
use crate::voisins_comptes::jour;

/// The charter's figure.
const DOSSIERS: u64 = 3_000;

#[test]
fn disques_voles_sqlite() {
    stolen(|| Moteur::Sqlite, None);
}

#[test]
fn disques_voles_postgresql() {
    if cluster().is_none() {
        return;
    }
    // A cluster of its own: its folder holds this base and the engine's words, nothing of other tests.
    let cluster = pg::Cluster::start(&std::env::temp_dir()).expect("a cluster of its own");
    let address = cluster.url("postgres");
    let data = PathBuf::from(psql(&address, "show data_directory"));
    stolen(|| Moteur::Postgresql(address.clone()), Some(&data));
}

fn stolen(moteur: impl Fn() -> Moteur, cluster: Option<&Path>) {
    let mut essai = Essai::new("disques_voles", moteur());
    let (clear, empty) = (essai.fichier("clair.csv"), essai.fichier("vide"));
    // A base of one dossier, which is sealed as well, says which words are the engine's, our tables' and our files':
    // "Marque" is a name too.
    let without = Essai::new("vide", moteur());
    without.create(1, None);
    copy(&without.base(), &empty.join("base"));
    if let Some(data) = cluster {
        copy(data, &empty.join("grappe"));
    }
    drop(without);
    let start = Instant::now();
    essai.create(DOSSIERS, Some(&clear));
    println!("{}: {} dossiers made in {:?}", essai.nom, DOSSIERS, start.elapsed());
    essai.serve();
    let mut written = work(&essai);
    written.extend(changes(&essai));
    written.extend(accounts(&essai));
    let imports = Imports::begin(&essai);
    // The disks as a thief in the night copies them, while everything runs, while an import lies cut in its middle, and
    // again after a clean stop.
    let (running, cut) = (essai.fichier("vol"), essai.fichier("vol-coupe"));
    copy(&essai.base(), &running);
    imports.is_begun(&essai);
    essai.kill_cairn();
    essai.kill_contre_cle();
    copy(&essai.base(), &cut);
    essai.serve();
    written.extend(imports.end(&essai));
    essai.stop();

    let mut values = values(&clear);
    let typed = essai.fichier("saisi.csv");
    fs::write(&typed, written.join("\n")).expect("a file");
    values.extend(written.into_iter().map(|texte| Valeur { classe: 4, champ: "essai".into(), texte }));
    let base = essai.base();
    let mut places: Vec<&Path> = vec![&running, &cut, &base];
    places.extend(cluster);
    let start = Instant::now();
    let report = scan_beyond(&values, &places, &[&empty]).expect("every file is read");
    println!(
        "{}: {} values, {:?} left out, {} MB in {:?}",
        essai.nom,
        report.values,
        report.engine_words,
        report.bytes / 1_000_000,
        start.elapsed()
    );
    assert!(report.values > 5 * DOSSIERS as usize && report.bytes > 1_000_000, "nothing was looked for");
    let words: usize = report.engine_words.values().sum();
    assert!(words < 40, "{}: {words} values would be words of an empty base", essai.nom);
    assert_eq!(report.found, 0, "{}: {:?}", essai.nom, places_of(&report));

    let control = scan(&values, &[&clear, &typed]).expect("read");
    assert_eq!(control.found, control.values, "{}: the scanner is blind", essai.nom);

    essai.published();
    without_keys(&mut essai);
}

/// A morning of several agents. Gives what they typed.
fn work(essai: &Essai) -> Vec<String> {
    let mut typed = Vec::new();
    for n in 0..3 {
        let mut agent = essai.conseiller(n);
        let dossiers = dossiers_in(&agent.portefeuille(1).expect("an answer").text());
        for query in ["martin", "lea", "0639986038", "dupond jean"] {
            assert_eq!(agent.searches(query).expect("an answer").status, 200);
        }
        for (rank, dossier) in dossiers.iter().take(12).enumerate() {
            assert_eq!(agent.opens(dossier).expect("an answer").status, 200);
            let texte = format!("MQ4SAISIE{n}X{rank}ENTRETIEN");
            let draft = format!("MQ4SAISIE{n}X{rank}BROUILLON");
            let put = agent.put(&format!("/dossiers/{dossier}/brouillon"), &[("texte", &draft)]).expect("an answer");
            assert_eq!(put.status, 204);
            if rank % 2 == 0 {
                assert_eq!(agent.records_entretien(dossier, "2026-11-20", &texte).expect("an answer").status, 303);
            }
            if rank < 3 {
                assert_eq!(agent.reveals(dossier).expect("an answer").status, 200);
            }
            typed.extend([texte, draft]);
        }
    }
    typed
}

/// Fields that are changed, twice: the values before are history, and no more to be found than the others.
fn changes(essai: &Essai) -> Vec<String> {
    let mut agent = essai.conseiller(3);
    let dossiers = dossiers_in(&agent.portefeuille(1).expect("an answer").text());
    let mut typed = Vec::new();
    for (rank, dossier) in dossiers.iter().take(4).enumerate() {
        for turn in 0..2 {
            let form = agent.get(&format!("/dossiers/{dossier}/modifier?partie=contact")).expect("an answer").text();
            let voie = format!("{rank} rue Mqvoiechangee{turn}");
            let mail = format!("mqmail{rank}x{turn}@essai.example");
            let (old_voie, old_mail) = (avant(&form, "voie"), avant(&form, "mail"));
            let fields = [("avant-voie", &*old_voie), ("voie", &*voie), ("avant-mail", &*old_mail), ("mail", &*mail)];
            let fields = [&[("partie", "contact")], &fields[..]].concat();
            let answer = agent.post(&format!("/dossiers/{dossier}"), &fields).expect("an answer");
            assert_eq!(answer.status, 303, "{}", answer.text());
            typed.extend([voie, mail]);
        }
        let form = agent.get(&format!("/dossiers/{dossier}/modifier?partie=identite")).expect("an answer").text();
        let (old, nom) = (avant(&form, "nom-usage"), format!("Mqusage{}", "abcd".repeat(rank + 1)));
        let fields = [("partie", "identite"), ("avant-nom-usage", &*old), ("nom-usage", &*nom)];
        assert_eq!(agent.post(&format!("/dossiers/{dossier}"), &fields).expect("an answer").status, 303);
        typed.push(nom);
    }
    let nom = "Mqfiltre de la semaine";
    let kept = agent.post("/portefeuille/filtres", &[("nom", nom), ("requete", "statut=actif")]).expect("an answer");
    assert_eq!(kept.status, 303, "{}", kept.text());
    typed.push(nom.to_owned());
    typed
}

/// A staff list, a demand for an account, and who works there: what colleagues are told of one another is no more to be found.
fn accounts(essai: &Essai) -> Vec<String> {
    let personas = essai.cles().personas;
    let clara = personas.iter().find(|p| p.role == "gestionnaire").expect("a gestionnaire");
    let key = clara.passkey().expect("her key");
    let mut browser = Navigateur::enter(&essai.adresse(), &essai.origine(), clara).expect("she enters");
    let mut typed: Vec<String> = personas.iter().map(|p| p.nom.clone()).collect();
    let mut list = "Nom;Prénom;Mail;Fonction\n".to_owned();
    for letter in 'a'..='t' {
        let row = ["Mqrhnom", "Mqrhprenom", "mqrh", "Mqrhfonction"].map(|word| format!("{word}{letter}"));
        let [nom, prenom, mail, fonction] = row;
        let mail = format!("{mail}.personnel@essai.example");
        list += &format!("{nom};{prenom};{mail};{fonction}\n");
        typed.extend([nom, prenom, mail, fonction]);
    }
    let body = Some(("text/csv", list.as_bytes()));
    let given = browser.replay(&browser.sign("POST", "/habilitations/liste", body, false)).expect("an answer");
    assert_eq!(given.status, 204, "{}", given.text());
    let (debut, jusqu) = (jour(1), jour(200));
    let card = [
        ("prenom", "Mqcarteprenom"),
        ("nom", "Mqcartenom"),
        ("mail", "mqcarte.nouvelle@essai.example"),
        ("fonction", "Mqcartefonction"),
    ];
    typed.extend(card.map(|(_, value)| value.to_owned()));
    let fields = [&card[..], &[("role", "conseiller"), ("debut", &debut), ("jusqu", &jusqu)]].concat();
    let asked = browser.signs("/habilitations/nouvelle", &fields, &key).expect("an answer");
    assert_eq!(asked.status, 204, "{}", asked.text());
    let desk = browser.get("/habilitations").expect("an answer").text();
    assert!(desk.contains("Mqrhnoma") && desk.contains("Mqcartenom"), "both are kept");
    typed
}

/// Imports in every state: being corrected, left aside, done, undone with one kept, forgotten, cut in its middle.
struct Imports {
    typed: Vec<String>,
    cut: String,
}

impl Imports {
    fn begin(essai: &Essai) -> Imports {
        let mut typed = Vec::new();
        let mut agent = essai.conseiller(4);
        let mut give = |agent: &mut Navigateur, tag: &str, rows: usize| {
            let (file, values) = file(tag, rows);
            typed.extend(values);
            deposit(agent, file)
        };
        let done = give(&mut agent, "fait", 40);
        sign(&mut agent, &done, 40);
        assert_eq!(wait(&mut agent, &done), ("fait".into(), 40));
        let undone = give(&mut agent, "annule", 20);
        sign(&mut agent, &undone, 20);
        assert_eq!(wait(&mut agent, &undone), ("fait".into(), 20));
        let kept = made(&mut agent, &undone).remove(3);
        let noted = agent.records_entretien(&kept, "2026-11-20", "MQNOTE SUR IMPORT GARDE").expect("an answer");
        assert_eq!(noted.status, 303);
        let page = agent.get(&format!("/imports/{undone}?vue=faites")).expect("an answer").text();
        let (contenu, lignes) = signed_in(&page, "annulation").expect("it can be taken back");
        let answer = agent.signs_import(&undone, "annulation", &contenu, lignes).expect("an answer");
        assert_eq!(answer.status, 204, "{}", answer.text());
        let forgotten = give(&mut agent, "oublie", 10);
        let target = format!("/imports/{forgotten}");
        assert_eq!(agent.posts_by_script(&target, &[("geste", "oublier")]).expect("an answer").status, 204);
        let corrected = give(&mut agent, "corrige", 10);
        let cells = ["Mqcorrection", "Mqprenomcorrige", "31/02/2005", "0639980042", "mqcorrige@essai.example"];
        let fields = [&[("corriger", "3")], &cells.map(|c| ("c", c))[..]].concat();
        let answer = agent.posts_by_script(&format!("/imports/{corrected}"), &fields).expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.text());
        let aside = agent.posts_by_script(&format!("/imports/{corrected}"), &[("choisir", "4-1")]).expect("an answer");
        assert_eq!(aside.status, 200, "{}", aside.text());
        let cut = give(&mut agent, "coupe", 600);
        typed.extend(cells.map(str::to_owned).into_iter().filter(|c| !c.contains('/')));
        typed.push("MQNOTE SUR IMPORT GARDE".into());
        Imports { typed, cut }
    }

    /// The last one has begun to be made, and its first lot may stand.
    fn is_begun(&self, essai: &Essai) {
        let mut agent = essai.conseiller(4);
        sign(&mut agent, &self.cut, 600);
        let progress = format!("/imports/{}/avancement", self.cut);
        while agent
            .fetches(&progress)
            .expect("an answer")
            .text()
            .contains("\"encours\":true,\"etat\":\"en-cours\",\"faits\":0,")
        {}
    }

    /// The one that was cut is made to its end.
    fn end(self, essai: &Essai) -> Vec<String> {
        let mut agent = essai.conseiller(4);
        let (etat, faits) = wait(&mut agent, &self.cut);
        assert!(etat == "interrompu" && faits > 0 && faits < 600, "{}: {etat}, {faits} stand", essai.nom);
        let (contenu, lignes) = to_sign(&mut agent, &self.cut).expect("it goes on");
        assert_eq!(agent.signs_import(&self.cut, "execution", &contenu, lignes).expect("an answer").status, 204);
        assert_eq!(wait(&mut agent, &self.cut), ("fait".into(), 600));
        self.typed
    }
}

/// Rows of nobody, and the values in them.
fn file(tag: &str, rows: usize) -> (Vec<u8>, Vec<String>) {
    let mut text = "Nom;Prénom;Né(e) le;Portable;Courriel\r\n".to_owned();
    let mut values = Vec::new();
    for n in 0..rows {
        let letters: String = [n / 676, n / 26, n].map(|d| char::from(b'a' + (d % 26) as u8)).iter().collect();
        let start = tag.bytes().map(usize::from).sum::<usize>() % 9;
        let row = [
            format!("Mqnom{tag}{letters}"),
            format!("Mqprenom{letters}{tag}"),
            format!("{:02}/{:02}/{}", 1 + n % 28, 1 + n % 12, 2001 + n % 9),
            format!("063998{start}{n:03}"),
            format!("mq{tag}{n}@essai.example"),
        ];
        text += &(row.join(";") + "\r\n");
        let [nom, prenom, _, telephone, mail] = row;
        values.extend([nom, prenom, telephone, mail]);
    }
    (text.chars().map(|c| u32::from(c) as u8).collect(), values)
}

/// The thief starts the programs on what he took: sealed, and no verb answers.
fn without_keys(essai: &mut Essai) {
    essai.kill_contre_cle();
    essai.serve_with(&[], &[]);
    let challenge =
        r#"{"cle":"BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}"#;
    let answer = essai.sends("POST", "/connexion/defi", "*/*", challenge).expect("an answer");
    assert_eq!(answer.status, 503, "{}", answer.text());
    let page = essai.plain("GET", "/enrolement/abc").expect("an answer");
    assert_eq!(page.status, 503);
    essai.stop();
}

fn values(clear: &Path) -> Vec<Valeur> {
    let text = fs::read_to_string(clear).expect("the clear list");
    let line = |line: &str| {
        let mut parts = line.splitn(4, ';');
        let (_, classe, champ, texte) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
        let texte = texte.strip_prefix('"')?.strip_suffix('"')?.replace("\"\"", "\"");
        Some(Valeur { classe, champ: champ.to_owned(), texte })
    };
    text.lines().map(|l| line(l).unwrap_or_else(|| panic!("a line of the clear list that is no line"))).collect()
}

fn places_of(report: &Report) -> Vec<String> {
    report
        .hits
        .iter()
        .take(10)
        .map(|h| format!("{:?} {}@{} {} {:?}", h.layer, h.file.display(), h.offset, h.champ, h.encoding))
        .collect()
}
