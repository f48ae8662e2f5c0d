//! Two instances over one PostgreSQL base, one of which holds the bail. Whatever dies or sleeps: one journal, one count, one history.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::process::{Child, Stdio};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant, UNIX_EPOCH};

use contre_cle::client::ContreCle;
use contre_cle::protocole::Question;
use contre_cle::tls::{Distant, Papers};
use journal::Kind;
use journal::entry::{Decision, Entry};
use journal::verify::verify;
use monde::client::{Navigateur, dossiers_in};
use monde::persona::Persona;

use crate::importer::contacts;
use crate::lecture::{granted, hash};
use crate::papiers::{authority, papers};
use crate::serveur::{Essai, Moteur, cluster, free_port, long, signal};

/// How long a service may be away when its holder dies.
const REPRISE_MAX: Duration = Duration::from_secs(10);

/// How long anything may take on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reveals a day.
const REVELATIONS: usize = 5;

#[test]
fn deux_instances_tiennent_un_journal() {
    let Some(mut deux) = Deux::start("deux_instances") else { return };
    let lea = deux.persona(0);
    let mut one = deux.enters(0, &lea);
    let mut other = one.tab_at(&deux.instances[1].adresse());
    let dossiers = dossiers_in(&other.portefeuille(1).expect("an answer").text());
    assert!(dossiers.len() >= 6, "a portefeuille");
    let mut received = HashSet::new();
    for (n, dossier) in dossiers.iter().take(12).enumerate() {
        let tab = if n % 2 == 0 { &mut one } else { &mut other };
        let answer = tab.opens(dossier).expect("an answer");
        assert_eq!(answer.status, 200, "{n}: {}", answer.text());
        received.insert(hash(tab.recorded().last().expect("just sent")));
    }
    // What is written through one is read through the other at once.
    let answer = other.records_entretien(&dossiers[0], "2026-11-20", "ecrit-par-l-autre-fin").expect("an answer");
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(contacts(&mut one, &dossiers[0]).contains("ecrit-par-l-autre-fin"));

    // A request serves once, wherever it is sent again.
    let used =
        one.recorded().iter().find(|r| r.target == format!("/dossiers/{}", dossiers[0])).expect("opened").clone();
    for instance in &deux.instances {
        let again = one.tab_at(&instance.adresse()).replay(&used).expect("an answer");
        assert_eq!(again.status, 401, "{}: a request serves once", instance.nom);
    }
    // A dossier that she does not accompany, and one that is not, are one answer at both doors.
    let absent = "ab".repeat(16);
    let statuses: Vec<u16> = [&mut one, &mut other].map(|tab| tab.opens(&absent).expect("an answer").status).into();
    assert_eq!(statuses, [404, 404]);

    deux.stop();
    let entries = deux.verified();
    let openings: HashSet<_> = granted(&entries, &[Kind::Opening]).into_iter().collect();
    assert!(received.is_subset(&openings), "received, and not in the journal");
    let replays = entries.iter().filter(|e| e.kind == Kind::Opening && e.request == hash(&used)).count();
    assert_eq!(replays, 1, "one opening of one request");
}

#[test]
fn le_service_revient_quand_son_titulaire_meurt() {
    let Some(mut deux) = Deux::start("reprise") else { return };
    let lea = deux.persona(0);
    let mut hers = deux.enters(1, &lea);
    let dossiers = dossiers_in(&hers.portefeuille(1).expect("an answer").text());
    let mut worst = Duration::ZERO;
    for turn in 0..3 {
        let text = format!("acquitte-{turn}-fin");
        let written = hers.records_entretien(&dossiers[turn], "2026-11-20", &text).expect("an answer");
        assert_eq!(written.status, 303, "{}", written.text());

        let holder = deux.holder();
        deux.instances[holder].kill();
        let (start, survivor) = (Instant::now(), 1 - holder);
        hers = hers.tab_at(&deux.instances[survivor].adresse());
        while hers.opens(&dossiers[3]).map_or(0, |answer| answer.status) != 200 {
            assert!(start.elapsed() < PATIENCE, "no service after the death of its holder\n{}", deux.essai.log_tail());
            thread::sleep(Duration::from_millis(20));
        }
        worst = worst.max(start.elapsed());
        assert_eq!(
            contacts(&mut hers, &dossiers[turn]).matches(&text).count(),
            1,
            "what was acknowledged stands, once"
        );
        deux.restart(holder);
    }
    println!("reprise: {} ms at worst", worst.as_millis());
    assert!(worst < REPRISE_MAX, "{worst:?}");
    deux.stop();
    let fences = deux.verified().iter().filter(|e| e.kind == Kind::Fence).count();
    assert!(fences >= 4, "{fences} takings over in the journal");
}

/// The last reveal of the day, asked for by sixty-four at once through both instances, while the holder dies.
#[test]
fn derniere_unite_d_un_budget_sous_la_mort_du_titulaire() {
    let mut deux: Option<Deux> = None;
    let (mut agents, mut logins) = (Vec::new(), Vec::new());
    for run in 0..long(20, 1_000) {
        if agents.is_empty() {
            deux.take().into_iter().for_each(|done| done.check_reveals(&std::mem::take(&mut logins)));
            let Some(fresh) = Deux::start("derniere_unite") else { return };
            agents = fresh.agents_with_dossiers();
            deux = Some(fresh);
        }
        let (Some(deux), Some(persona)) = (&mut deux, agents.pop()) else { panic!("agents with dossiers") };
        logins.push(last_unit(deux, &persona, run));
    }
    deux.into_iter().for_each(|done| done.check_reveals(&logins));
}

/// One run; gives the login.
fn last_unit(deux: &mut Deux, persona: &Persona, run: usize) -> [u8; 16] {
    let mut hers = deux.enters(run % 2, persona);
    let dossier = dossiers_in(&hers.portefeuille(1).expect("an answer").text()).remove(0);
    for n in 1..REVELATIONS {
        assert_eq!(hers.reveals(&dossier).expect("an answer").status, 200, "run {run}: reveal {n}");
    }
    let begin = Arc::new(Barrier::new(65));
    let clients: Vec<_> = (0..64)
        .map(|n| {
            let mut tab = hers.tab_at(&deux.instances[n % 2].adresse());
            let (begin, dossier) = (Arc::clone(&begin), dossier.clone());
            thread::spawn(move || {
                begin.wait();
                // Bytes that came before a cut came.
                tab.reveals(&dossier).is_ok_and(|answer| answer.status == 200 && !answer.body.is_empty())
            })
        })
        .collect();
    let holder = deux.holder();
    begin.wait();
    thread::sleep(Duration::from_micros(u64::from(UNIX_EPOCH.elapsed().map_or(0, |t| t.subsec_nanos())) % 60_000));
    deux.instances[holder].kill();
    let mut shown = clients.into_iter().filter_map(|client| client.join().ok()).filter(|is_shown| *is_shown).count();
    deux.restart(holder);
    let start = Instant::now();
    loop {
        match hers.reveals(&dossier).map_or(0, |answer| answer.status) {
            200 => shown += 1,
            429 => break,
            _ => thread::sleep(Duration::from_millis(20)),
        }
        assert!(start.elapsed() < PATIENCE, "run {run}: no service\n{}", deux.essai.log_tail());
    }
    assert!(shown <= 1, "run {run}: {shown} pages for the last unit");
    hers.login()
}

/// A holder that is stopped in the middle of its work, and wakes when another has taken over.
#[test]
fn un_titulaire_endormi_n_ajoute_rien() {
    let Some(mut deux) = Deux::start("endormi") else { return };
    let lea = deux.persona(0);
    let mut hers = deux.enters(0, &lea);
    let dossiers = dossiers_in(&hers.portefeuille(1).expect("an answer").text());
    let (asleep, mut received) = (deux.holder(), HashSet::new());
    let awake = 1 - asleep;
    // At work when it is stopped, and more waits at its door.
    let queue: Vec<_> = (0..8)
        .map(|n| {
            let mut tab = hers.tab_at(&deux.instances[asleep].adresse());
            let dossier = dossiers[n % dossiers.len()].clone();
            thread::spawn(move || {
                let answer = tab.opens(&dossier);
                (answer.map_or(0, |a| a.status), hash(tab.recorded().last().expect("just sent")))
            })
        })
        .collect();
    thread::sleep(Duration::from_millis(15));
    signal("STOP", deux.instances[asleep].pid());
    let start = Instant::now();
    // Passed on to who sleeps: nobody waits for its awakening.
    let mut passed = hers.tab_at(&deux.instances[awake].adresse());
    let dossier = dossiers[0].clone();
    let passed = thread::spawn(move || (passed.opens(&dossier).map_or(0, |answer| answer.status), start.elapsed()));
    while deux.holder() != awake {
        assert!(start.elapsed() < PATIENCE, "nobody takes over\n{}", deux.essai.log_tail());
        thread::sleep(Duration::from_millis(50));
    }
    let mut there = hers.tab_at(&deux.instances[awake].adresse());
    while there.opens(&dossiers[0]).map_or(0, |answer| answer.status) != 200 {
        assert!(start.elapsed() < PATIENCE, "no service\n{}", deux.essai.log_tail());
        thread::sleep(Duration::from_millis(50));
    }
    let (status, waited) = passed.join().expect("a client");
    assert!([200, 503].contains(&status) && waited < REPRISE_MAX, "{status} after {waited:?}");
    let epoque: u32 = deux.essai.sql("select epoque from bail").parse().expect("a number");
    signal("CONT", deux.instances[asleep].pid());
    for one in queue {
        let (status, request) = one.join().expect("a client");
        assert!([0, 200, 401, 503].contains(&status), "{status}");
        if status == 200 {
            received.insert(request);
        }
    }
    // Both doors answer again, by the same holder.
    let mut here = hers.tab_at(&deux.instances[asleep].adresse());
    while here.opens(&dossiers[1]).map_or(0, |answer| answer.status) != 200 {
        assert!(start.elapsed() < PATIENCE, "the door of who slept does not answer\n{}", deux.essai.log_tail());
        thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(deux.essai.sql("select epoque from bail"), epoque.to_string(), "nobody else took it");
    deux.stop();
    let entries = deux.verified();
    let taken = entries.iter().position(|e| e.kind == Kind::Fence && e.fence == epoque).expect("said in the journal");
    assert!(entries[taken..].iter().all(|e| e.fence >= epoque), "who slept wrote after it was overtaken");
    let openings: HashSet<_> = granted(&entries, &[Kind::Opening]).into_iter().collect();
    assert!(received.is_subset(&openings), "received, and not in the journal");
}

/// As on two machines: each door is known by its certificate, and a stranger's opens nothing.
#[test]
fn deux_instances_se_parlent_par_tls() {
    let Some(cluster) = cluster() else { return };
    let mut deux = Deux::stopped("instances_tls", cluster);
    let (ours, stranger) = (authority(), authority());
    let dir = deux.essai.fichier("papiers");
    std::fs::create_dir_all(&dir).expect("a folder");
    for instance in &mut deux.instances {
        let address = format!("localhost:{}", free_port(u32::from(instance.port)));
        instance.tls = Some((address, papers(&dir, instance.nom, &ours, &ours)));
    }
    deux.restart(0);
    deux.restart(1);
    let lea = deux.persona(0);
    let mut hers = deux.enters(1, &lea);
    let dossiers = dossiers_in(&hers.portefeuille(1).expect("an answer").text());
    let mut other = hers.tab_at(&deux.instances[0].adresse());
    for dossier in &dossiers[..2] {
        assert_eq!(hers.opens(dossier).expect("an answer").status, 200);
        assert_eq!(other.opens(dossier).expect("an answer").status, 200);
    }
    let (address, _) = deux.instances[deux.holder()].tls.clone().expect("by TLS");
    let ask = |papers: &Papers| {
        let hello = Question::Hello { journal: String::new() };
        Distant::new(&address, papers).expect("papers").ask(&hello).map_err(|e| e.to_string())
    };
    assert!(ask(&papers(&dir, "voleur", &stranger, &ours)).is_err(), "nobody signed for him");
    // With a right certificate, what is no request of a browser is not understood, whatever it asks.
    assert!(ask(&papers(&dir, "vole", &ours, &ours)).is_err(), "a certificate asks no key of anybody");
    assert_eq!(hers.opens(&dossiers[0]).expect("an answer").status, 200, "and the service goes on");
    deux.stop();
    deux.verified();
}

/// Whoever signs for the contre-clé does not sign for instances: refused before anything is opened.
#[test]
fn deux_autorites_et_non_une() {
    let Some(cluster) = cluster() else { return };
    let deux = Deux::stopped("autorites", cluster);
    let dir = deux.essai.fichier("papiers");
    std::fs::create_dir_all(&dir).expect("a folder");
    let one = authority();
    let (ours, contre, base) =
        (papers(&dir, "instance", &one, &one), papers(&dir, "contre", &one, &one), deux.essai.base());
    let mut args: Vec<&OsStr> =
        ["serve", "--instance", "a", "--ecoute-instances", "localhost:1"].map(OsStr::new).into();
    args.extend([OsStr::new("--donnees"), base.as_ref(), OsStr::new("--contre-cle"), OsStr::new("nulle-part:1")]);
    let named = [
        ("--instances-certificat", &ours.certificate),
        ("--instances-cle", &ours.key),
        ("--instances-autorite", &ours.authority),
        ("--tls-certificat", &contre.certificate),
        ("--tls-cle", &contre.key),
        ("--tls-autorite", &contre.authority),
    ];
    args.extend(named.iter().flat_map(|(name, file)| [OsStr::new(name), file.as_os_str()]));
    let refused = deux.essai.run(&args).expect_err("one authority");
    assert!(refused.contains("--instances-autorite must not be"), "{refused}");
}

#[test]
fn une_base_embarquee_ne_sert_qu_une_instance() {
    let essai = Essai::new("instance_sqlite", Moteur::Sqlite);
    essai.create(60, None);
    let base = essai.base();
    let args = ["serve", "--instance", "a", "--donnees"].map(OsStr::new);
    let refused = essai.run(&[&args[..], &[base.as_ref()]].concat()).expect_err("one file, one instance");
    assert!(refused.contains("PostgreSQL"), "{refused}");
}

/// A base and its two instances.
struct Deux {
    essai: Essai,
    instances: [Instance; 2],
}

struct Instance {
    nom: &'static str,
    port: u16,
    /// Where the others reach it, and its papers; by a socket without.
    tls: Option<(String, Papers)>,
    process: Option<Child>,
}

impl Deux {
    /// `None` without a cluster.
    fn start(nom: &str) -> Option<Deux> {
        let mut deux = Deux::stopped(nom, cluster()?);
        deux.restart(0);
        deux.restart(1);
        Some(deux)
    }

    /// A fictional base that nobody serves yet.
    fn stopped(nom: &str, cluster: String) -> Deux {
        let essai = Essai::new(nom, Moteur::Postgresql(cluster));
        essai.create(60, None);
        let instance = |(nom, nth)| Instance { nom, port: free_port(nth), tls: None, process: None };
        Deux { essai, instances: [("a", 7), ("b", 11)].map(instance) }
    }

    /// Starts one instance that does not run, and waits until somebody answers through it.
    fn restart(&mut self, n: usize) {
        let (base, cles, instance) = (self.essai.base(), self.essai.fichier("cles.json"), &mut self.instances[n]);
        let port = instance.port.to_string();
        let mut args: Vec<&OsStr> = ["serve", "--instance", instance.nom, "--port", &port].map(OsStr::new).into();
        args.extend([OsStr::new("--donnees"), base.as_ref(), OsStr::new("--cles"), cles.as_ref()]);
        if let Some((address, papers)) = &instance.tls {
            args.extend([OsStr::new("--ecoute-instances"), address.as_ref()]);
            args.extend([OsStr::new("--instances-certificat"), papers.certificate.as_ref()]);
            args.extend([OsStr::new("--instances-cle"), papers.key.as_ref()]);
            args.extend([OsStr::new("--instances-autorite"), papers.authority.as_ref()]);
        }
        let mut command = self.essai.command(&args);
        command.stdout(Stdio::null()).stderr(self.essai.log());
        instance.process = Some(command.spawn().expect("cairn starts"));
        let start = Instant::now();
        while !self.instances[n].answers(&self.essai) {
            let ended = self.instances[n].process.as_mut().and_then(|p| p.try_wait().expect("ours"));
            assert!(ended.is_none(), "cairn serve ended: {ended:?}\n{}", self.essai.log_tail());
            assert!(start.elapsed() < PATIENCE, "an instance does not answer\n{}", self.essai.log_tail());
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Which one holds the bail.
    fn holder(&self) -> usize {
        let nom = self.essai.sql("select titulaire from bail");
        self.instances.iter().position(|instance| instance.nom == nom).expect("one of ours")
    }

    fn persona(&self, n: usize) -> Persona {
        self.conseillers().swap_remove(n)
    }

    fn conseillers(&self) -> Vec<Persona> {
        self.essai.cles().personas.into_iter().filter(|p| p.role == "conseiller").collect()
    }

    /// Conseillers who have somebody to reveal.
    fn agents_with_dossiers(&self) -> Vec<Persona> {
        let has_some = |persona: &Persona| {
            let page = self.enters(0, persona).portefeuille(1).expect("an answer");
            !dossiers_in(&page.text()).is_empty()
        };
        self.conseillers().into_iter().filter(has_some).collect()
    }

    fn enters(&self, n: usize, persona: &Persona) -> Navigateur {
        Navigateur::enter(&self.instances[n].adresse(), &self.essai.origine(), persona).expect("she enters")
    }

    /// Asks both to stop, as a service manager does.
    fn stop(&mut self) {
        for instance in &mut self.instances {
            let Some(mut process) = instance.process.take() else { continue };
            signal("TERM", process.id());
            let start = Instant::now();
            while process.try_wait().expect("ours").is_none() {
                assert!(start.elapsed() < PATIENCE, "an instance does not stop\n{}", self.essai.log_tail());
                thread::sleep(Duration::from_millis(10));
            }
        }
    }

    /// What was published holds, is all that the contre-clé has, and numbers never go back; its entries.
    fn verified(&self) -> Vec<Entry> {
        let tiles = self.essai.base().join("coffre/tuiles");
        let keys = std::fs::read_to_string(tiles.with_extension("vkey")).expect("keys beside the tiles");
        let mut lines = keys.lines();
        let (log, cosigner) = (lines.next().expect("the journal's key"), lines.next());
        let report = verify(&tiles, log, cosigner).expect("a journal that holds");
        let followed = self.essai.checkpoint("contre-cle");
        assert_eq!((report.checkpoint.size, report.checkpoint.root), (followed.size, followed.root), "one history");
        assert!(!self.essai.base().join("contre-cle/marques/preuve-de-fourche").exists(), "a fork");
        let entries = self.essai.entries("contre-cle");
        assert!(entries.iter().map(|e| e.fence).is_sorted(), "a lower number after a higher one");
        entries
    }

    /// Each of these logins was granted its five reveals, and not a sixth.
    fn check_reveals(mut self, logins: &[[u8; 16]]) {
        self.stop();
        let entries = self.verified();
        for login in logins {
            let is_hers = |e: &&Entry| e.kind == Kind::Reveal && e.login == *login && e.decision == Decision::Granted;
            assert_eq!(entries.iter().filter(is_hers).count(), REVELATIONS, "{}", self.essai.nom);
        }
        println!("{}: {} last units, {} entries", self.essai.nom, logins.len(), entries.len());
    }
}

impl Instance {
    fn adresse(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn pid(&self) -> u32 {
        self.process.as_ref().expect("it runs").id()
    }

    fn kill(&mut self) {
        let mut process = self.process.take().expect("it runs");
        process.kill().expect("it runs");
        process.wait().expect("ours");
    }

    /// Whether a page that needs the holder comes through it.
    fn answers(&self, essai: &Essai) -> bool {
        let asked = format!(
            "GET /connexion HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\n\r\n",
            essai.origine().trim_start_matches("http://")
        );
        let mut connexion = monde::http::Connexion::new(&self.adresse(), Duration::from_secs(20));
        connexion.send(asked.as_bytes(), false).is_ok_and(|answer| answer.status == 200)
    }
}

impl Drop for Deux {
    fn drop(&mut self) {
        for instance in &mut self.instances {
            if let Some(mut process) = instance.process.take() {
                signal("CONT", process.id());
                let _ = process.kill();
                let _ = process.wait();
            }
        }
    }
}
