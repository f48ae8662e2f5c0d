//! The fold that runs and the oracle judge the same random histories: each entry counts for both or for neither, and every
//! account is the same for both, now and at the dates to come.

use std::collections::{BTreeMap, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use droits::Registre;
use droits::piece::Credential;
use droits::registre::State;
use journal::Kind;

use crate::hasard::{Hasard, Humeur, Ligne};
use crate::modele::{Modele, state_of};
use crate::monde;
use crate::signature::{Cheap, hex};
use crate::suite;

/// Worlds in which histories begin; each is made once a thread.
const WORLDS: u64 = 96;

/// A first seed, so that the million is not the 20,000 again and again.
const FIRST: u64 = 0x000c_a112_0009;

#[test]
fn random_histories_are_judged_alike() {
    if let Some(seed) = std::env::var("CAIRN_GRAINE").ok().and_then(|text| text.parse().ok()) {
        let ecarts = Ecarts::default();
        ecarts.check(seed, &mut HashMap::new(), &Comptes::default());
        ecarts.none();
        return;
    }
    let is_long = std::env::var_os("CAIRN_LONG").is_some_and(|v| v == "1");
    let asked = std::env::var("CAIRN_HISTOIRES").ok().and_then(|text| text.parse().ok());
    let wanted: u64 = asked.unwrap_or(if is_long { 1_000_000 } else { 20_000 });
    let (begin, next, comptes, ecarts) = (Instant::now(), AtomicU64::new(0), Comptes::default(), Ecarts::default());
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut worlds = HashMap::new();
                while let n = next.fetch_add(1, Ordering::Relaxed)
                    && n < wanted
                    && !ecarts.are_enough()
                {
                    ecarts.check(FIRST + n, &mut worlds, &comptes);
                }
            });
        }
    });
    let seconds = begin.elapsed().as_secs_f64();
    println!("{wanted} histories in {seconds:.1} s: {:.0} a second", wanted as f64 / seconds);
    println!("{}", comptes.page());
    ecarts.none();
    // Agreement on entries that all fail would prove nothing: each kind counts often, and is void often.
    for kind in KINDS {
        let (counted, void) = comptes.of(*kind);
        assert!(counted > wanted / 400, "{kind:?} counted only {counted} times");
        assert!(void > wanted / 2_000 || matches!(kind, Kind::SeedClosed | Kind::Sleep), "{kind:?} void {void} times");
    }
}

#[test]
fn the_whole_history_read_at_once_says_the_same() {
    for seed in 0..40 {
        let course = Course::run(FIRST + seed, &mut HashMap::new(), &Comptes::default());
        let Ok(course) = course else { continue };
        let (modele, counted) = state_of(&course.history, &Cheap);
        assert_eq!(counted.len(), course.history.len());
        for vie in &modele.vies {
            assert_eq!(format!("{:?}", vie.bilan), format!("{:?}", vie.read_again().bilan));
        }
        compare(&course.registre, &modele, modele.latest).expect("the same accounts");
    }
}

const KINDS: &[Kind] = &[
    Kind::Seed,
    Kind::Login,
    Kind::Enrolment,
    Kind::AuthenticatorEnd,
    Kind::Proposal,
    Kind::LotDrawn,
    Kind::Approval,
    Kind::ProposalRefused,
    Kind::Parrain,
    Kind::Binding,
    Kind::Confirmation,
    Kind::Veto,
    Kind::Suspension,
    Kind::Restoration,
    Kind::Sleep,
    Kind::Waking,
    Kind::Closing,
    Kind::Mover,
    Kind::Training,
    Kind::Recertification,
    Kind::Quota,
    Kind::DirectionHandover,
    Kind::RightsEmergency,
];

/// How often each kind counted, and was void.
struct Comptes(Vec<[AtomicU64; 2]>);

impl Default for Comptes {
    fn default() -> Comptes {
        Comptes((0..256).map(|_| [AtomicU64::new(0), AtomicU64::new(0)]).collect())
    }
}

impl Comptes {
    fn add(&self, kind: Kind, counts: bool) {
        self.0[kind as usize][usize::from(!counts)].fetch_add(1, Ordering::Relaxed);
    }

    fn of(&self, kind: Kind) -> (u64, u64) {
        let [counted, void] = &self.0[kind as usize];
        (counted.load(Ordering::Relaxed), void.load(Ordering::Relaxed))
    }

    fn page(&self) -> String {
        let lines = KINDS.iter().map(|kind| {
            let (counted, void) = self.of(*kind);
            format!("  {kind:?}: {counted} count, {void} void")
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A disagreement: after which entry, seen at which time, and what.
#[derive(Debug)]
struct Ecart {
    at: usize,
    time: u64,
    /// What is alike in disagreements of one cause.
    sort: String,
    text: String,
}

/// A disagreement's sort and its text.
type Texts = (String, String);

/// Disagreements found so far, the smallest of each sort.
#[derive(Default)]
struct Ecarts(Mutex<BTreeMap<String, (usize, String)>>);

impl Ecarts {
    fn check(&self, seed: u64, worlds: &mut HashMap<u64, Course>, comptes: &Comptes) {
        let Err((history, ecart)) = Course::run(seed, worlds, comptes) else { return };
        let (history, ecart) = shrink(history, ecart);
        let text = format!("seed {seed}: {}\n{}", ecart.text, page(&history));
        let mut found = self.0.lock().expect("nobody panics with it");
        if !found.contains_key(&ecart.sort) {
            eprintln!("disagreement {}: seed {seed}, {}", found.len() + 1, ecart.sort);
        }
        let smallest = found.entry(ecart.sort).or_insert((usize::MAX, String::new()));
        if history.len() < smallest.0 {
            *smallest = (history.len(), text);
        }
    }

    fn are_enough(&self) -> bool {
        self.0.lock().expect("nobody panics with it").len() >= 12
    }

    fn none(&self) {
        let found = self.0.lock().expect("nobody panics with it");
        let texts: Vec<&str> = found.values().map(|(_, text)| text.as_str()).collect();
        assert!(texts.is_empty(), "{} sorts of disagreement\n\n{}", texts.len(), texts.join("\n\n"));
    }
}

/// A history on its way through both folds.
#[derive(Clone, Default)]
struct Course {
    registre: Registre,
    modele: Modele,
    history: Vec<Ligne>,
}

impl Course {
    fn run(seed: u64, worlds: &mut HashMap<u64, Course>, comptes: &Comptes) -> Result<Course, (Vec<Ligne>, Ecart)> {
        let world = seed % WORLDS;
        let mut course = match worlds.get(&world) {
            Some(begun) => begun.clone(),
            None => {
                let mut begun = Course::default();
                for line in monde::console(&mut Hasard::new(world)) {
                    begun.take(line, comptes)?;
                }
                worlds.insert(world, begun.clone());
                begun
            }
        };
        let mut h = Hasard::new(seed ^ 0x5eed_0000_0000);
        for _ in 0..if h.humeur == Humeur::Rentree { 60 } else { 40 } {
            for line in suite::next(&mut h, &course.modele, &course.history) {
                course.take(line, comptes)?;
            }
            if h.chance(20) {
                let time = course.time_to_come(&mut h);
                course.agree(time)?;
            }
        }
        course.agree(course.modele.latest)?;
        let time = course.time_to_come(&mut h);
        course.agree(time)?;
        Ok(course)
    }

    fn take(&mut self, line: Ligne, comptes: &Comptes) -> Result<(), (Vec<Ligne>, Ecart)> {
        let kind = line.0.kind;
        let result = step(&mut self.registre, &mut self.modele, &line);
        self.history.push(line);
        match result {
            Ok(counts) => {
                comptes.add(kind, counts);
                Ok(())
            }
            Err(texts) => Err((self.history.clone(), self.ecart(self.modele.latest, texts))),
        }
    }

    fn agree(&self, time: u64) -> Result<(), (Vec<Ligne>, Ecart)> {
        compare(&self.registre, &self.modele, time).map_err(|texts| (self.history.clone(), self.ecart(time, texts)))
    }

    fn ecart(&self, time: u64, (sort, text): Texts) -> Ecart {
        Ecart { at: self.history.len() - 1, time, sort, text }
    }

    /// One of the dates at which something will change, or a millisecond beside it.
    fn time_to_come(&self, h: &mut Hasard) -> u64 {
        let mut dates: Vec<u64> = self.modele.bilans().flat_map(|b| b.dates()).collect();
        dates.retain(|date| *date > self.modele.latest && *date < u64::MAX / 2);
        match dates.len() {
            0 => self.modele.latest,
            n => dates[h.below(n as u64) as usize] + h.below(3) - 1,
        }
    }
}

/// One entry through both; whether it counts, or how they disagree.
fn step(registre: &mut Registre, modele: &mut Modele, (entry, piece): &Ligne) -> Result<bool, Texts> {
    let oracle = modele.step(entry, piece.as_deref(), &Cheap);
    let fold = registre.fold(entry, piece.as_deref(), &Cheap);
    if fold.is_ok() != oracle {
        let said = if oracle { "it counts" } else { "it is void" };
        let text = format!("{:?} rule {}: the fold says {fold:?}, the oracle {said}", entry.kind, entry.rule);
        return Err((text.clone(), text));
    }
    if oracle && entry.kind == Kind::LotDrawn {
        let drawn = modele.bilan(&entry.object).and_then(|b| b.demande.clone()).and_then(|d| d.draws.last().cloned());
        let drawn = drawn.map(|d| (d.drawn, d.ceremony));
        let fold = registre.habilitation(&entry.object).map(|h| (h.drawn.clone(), h.is_ceremony));
        if fold != drawn {
            let fold = fold.map(|(d, c)| (d.iter().map(|d| hex(&d[..4])).collect::<Vec<_>>(), c));
            let drawn = drawn.map(|(d, c)| (d.iter().map(|d| hex(&d[..4])).collect::<Vec<_>>(), c));
            return Err(("the lot".into(), format!("the lot: the fold says {fold:?}, the oracle {drawn:?}")));
        }
    }
    if registre.latest() != modele.latest {
        let text = format!("latest: the fold says {}, the oracle {}", registre.latest(), modele.latest);
        return Err(("latest".into(), text));
    }
    Ok(oracle)
}

/// Every account, at this time.
fn compare(registre: &Registre, modele: &Modele, time: u64) -> Result<(), Texts> {
    for b in modele.bilans() {
        let oracle = (b.state(time), b.role, b.structure, modele.root(&b.id), b.credentials.len());
        let fold = registre.agent(&b.id).map(|a| (a.state(time), a.role, a.structure, a.racine, a.credentials.len()));
        if fold != Some(oracle) {
            let who = hex(&b.id[..4]);
            let days = (time - monde::BEGIN) as f64 / 86_400_000.0;
            let to_come = |state: &dyn Fn(u64) -> Option<State>| {
                let mut last = None;
                let hours = (0..24 * 500).map(|hour| modele.latest + hour * 3_600_000);
                let changes = hours.filter_map(|t| {
                    let now = state(t);
                    let changed = now != last;
                    last = now;
                    let day = (t - monde::BEGIN) as f64 / 86_400_000.0;
                    changed.then(|| format!("{} from day {day:.2}", now.map_or("?".into(), |s| format!("{s:?}"))))
                });
                changes.collect::<Vec<_>>().join(", ")
            };
            let to_come_fold = to_come(&|t| registre.agent(&b.id).map(|a| a.state(t)));
            let to_come_oracle = to_come(&|t| Some(b.state(t)));
            let text = format!(
                "account {who} on day {days:.6}: the fold says {fold:?}, the oracle {oracle:?}\n\
                 fold: {to_come_fold}\noracle: {to_come_oracle}"
            );
            return Err((format!("{:?} {:?}", fold.map(|f| f.0), oracle.0), text));
        }
    }
    Ok(())
}

/// The first disagreement of a history, also looking at this time after its last entry.
fn replay(history: &[Ligne], time: u64) -> Option<Ecart> {
    let (mut registre, mut modele) = (Registre::default(), Modele::default());
    for (at, line) in history.iter().enumerate() {
        if let Err((sort, text)) = step(&mut registre, &mut modele, line) {
            return Some(Ecart { at, time, sort, text });
        }
    }
    let time = time.max(modele.latest);
    let (sort, text) = compare(&registre, &modele, time).err()?;
    Some(Ecart { at: history.len().saturating_sub(1), time, sort, text })
}

/// Drops entries while a disagreement remains: what is left is the smallest history that shows one.
fn shrink(mut history: Vec<Ligne>, mut ecart: Ecart) -> (Vec<Ligne>, Ecart) {
    loop {
        history.truncate(ecart.at + 1);
        let mut is_smaller = false;
        for at in (0..history.len()).rev() {
            if at >= history.len() {
                continue;
            }
            let mut shorter = history.clone();
            shorter.remove(at);
            if let Some(found) = replay(&shorter, ecart.time) {
                shorter.truncate(found.at + 1);
                (history, ecart, is_smaller) = (shorter, found, true);
            }
        }
        if !is_smaller {
            return (history, ecart);
        }
    }
}

/// A history to be read by a person: times counted from the first entry, names cut short.
fn page(history: &[Ligne]) -> String {
    let mut modele = Modele::default();
    let lines = history.iter().enumerate().map(|(n, (e, piece))| {
        let counts = if modele.step(e, piece.as_deref(), &Cheap) { ' ' } else { '-' };
        let key = piece.as_deref().filter(|_| e.kind == Kind::Enrolment).and_then(Credential::decode);
        let key = key.map_or(String::new(), |c| format!(" key {}", hex(&c.id[..4.min(c.id.len())])));
        let since = e.time as i128 - monde::BEGIN as i128;
        let (days, ms) = (since.div_euclid(86_400_000), since.rem_euclid(86_400_000));
        let structure = String::from_utf8_lossy(&e.structure).replace('\0', "");
        format!(
            "{n:3}{counts}day {days} + {ms} ms  {:?} rule {} actor {} object {} login {} role {} {structure} count {} until day {:.6}{key}",
            e.kind,
            e.rule,
            hex(&e.actor[..4]),
            hex(&e.object[..4]),
            hex(&e.login[..4]),
            e.role,
            e.count,
            (e.until as f64 - monde::BEGIN as f64) / 86_400_000.0,
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}
