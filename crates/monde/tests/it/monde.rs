//! A world killed while it is made: the same command goes on, nobody is there twice, nothing is half there.

use std::collections::BTreeSet;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use coffre::base::{Base, Statement};
use coffre::noms::Noms;
use coffre::racine::{Racine, join};
use coffre::{Coffre, Config};
use contre_cle::protocole::Question;
use domaine::CodeStructure;
use droits::mandat::mandat_end;
use journal::entry::{Entry, Kind};
use journal::storage::FaultyStorage;
use monde::creer::{self, Options};
use monde::persona::Cles;
use monde::personnes::Monde;
use monde::plan::{Taille, plan};

use crate::contre::{Contre, Fil, Prise};
use crate::essai::{ICI, ORIGIN, RACINE_COFFRE, RACINE_CONTRE, RP_ID, noon, records};

const SITES: Statement = Statement::new("sites", "select count(*), count(distinct num) from site");
const AGENDA: Statement =
    Statement::new("agenda", "select count(*), count(distinct id) from rendez_vous where genre = 1 and statut < 4");
const IDS: Statement = Statement::new("ids", "select id from dossier order by id");

/// When the process dies, told by what it was about to ask of the contre-clé.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// With its nth batch of entries of this kind, which is lost on the way, or arrives and is not answered.
    Batch(Kind, u32, Arrives),
    /// With its nth request for exact tokens: dossiers are journalled, and not sealed.
    Tokens(u32),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arrives {
    No,
    Yes,
}

/// A base and both disks, without a process.
pub struct Chantier {
    pub base: Base,
    pub disk: FaultyStorage,
    contre: Contre,
    dossiers: u64,
}

impl Chantier {
    pub fn new(base: Base, dossiers: u64) -> Chantier {
        noon();
        let contre = Contre::new(FaultyStorage::new(2));
        contre.start();
        Chantier { base, disk: FaultyStorage::new(1), contre, dossiers }
    }

    fn options(&self) -> Options {
        let taille = Taille { dossiers: self.dossiers, structures: Some(1), egales: false };
        Options { taille, reseau: 0, graine: 5, clair: None }
    }

    pub fn coffre(&self, power: &Arc<AtomicBool>) -> Coffre {
        let coffre = Coffre::sealed(Config {
            rp_id: RP_ID.into(),
            origin: ORIGIN.into(),
            publish: None,
            regles: Default::default(),
            contre_cle_restauree: false,
            relais: None,
        });
        let prise = Prise { disk: self.disk.clone(), power: Arc::clone(power) };
        let fil = Fil { contre: self.contre.clone(), power: Arc::clone(power) };
        coffre.unseal(&RACINE_COFFRE, self.base.clone(), prise, Box::new(fil)).expect("the coffre starts");
        coffre
    }

    /// One run of the command, to its end or to its death.
    pub fn run(&self, moment: Option<Moment>) -> Result<Cles, String> {
        let power = Arc::new(AtomicBool::new(true));
        let coffre = self.coffre(&power);
        if let Some(moment) = moment {
            self.contre.listen(killer(moment, Arc::clone(&power)));
        }
        let cles = Cles { racine_coffre: RACINE_COFFRE, racine_contre_cle: RACINE_CONTRE, personas: Vec::new() };
        let alive = |_| if power.load(Ordering::SeqCst) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        let made = creer::create(&coffre, cles, &self.options(), |_| Ok(()), alive);
        self.contre.stop_listening();
        power.store(false, Ordering::SeqCst);
        made
    }

    /// Everybody is there once, under the right number; the sweep agrees; the mandats cover exactly what was made.
    fn is_whole(&self, runs: usize) {
        let power = Arc::new(AtomicBool::new(true));
        let coffre = self.coffre(&power);
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("runtime");
        let seen = runtime.block_on(coffre.sweep()).expect("sweeps");
        assert_eq!((u64::from(seen.dossiers), seen.ecarts.len()), (self.dossiers, 0));
        self.are_the_same_people();
        self.lives_its_week();

        let entries: Vec<Entry> =
            records(&self.disk).iter().map(|r| Entry::decode(&r.entry).expect("an entry")).collect();
        let of = |kind| entries.iter().filter(move |e| e.kind == kind);
        assert_eq!(of(Kind::Write).count() as u64, self.dossiers, "each is written once");
        assert_eq!(of(Kind::Genesis).count(), 1);
        assert!((1..=runs).contains(&of(Kind::MandatProposed).count()));
        assert_eq!(of(Kind::MandatProposed).count(), of(Kind::MandatEnded).count());
        let names: BTreeSet<_> = of(Kind::MandatProposed).map(|e| e.object).collect();
        assert!(of(Kind::Creation).chain(of(Kind::Write)).all(|e| names.contains(&e.object)));
        assert_eq!(of(Kind::MandatEnded).next_back().map(|e| e.rule), Some(mandat_end::DONE));
        assert_eq!(entries.iter().filter(|e| e.kind == Kind::SeedClosed).count(), 1);
        power.store(false, Ordering::SeqCst);
    }

    /// One week, whatever the runs; every rendez-vous that may still be explained rests on a fact of both sides.
    fn lives_its_week(&self) {
        let count = |statement: &'static Statement| {
            let all: Vec<(i64, i64)> = self.base.read_blocking(|tx| tx.all(statement, &[])).expect("reads");
            all[0]
        };
        let (sites, numbers) = count(&SITES);
        assert!((2..=4).contains(&sites) && sites == numbers, "{sites} sites");
        let (rows, _) = count(&AGENDA);
        let facts = records(&self.disk).iter().filter(|r| r.entry[1] == Kind::Explanation as u8).count();
        assert!(rows >= 20 && facts >= 10, "{rows} rendez-vous, {facts} facts");
    }

    fn are_the_same_people(&self) {
        let structure: CodeStructure = ICI.parse().expect("a code");
        let ours = Racine::from_root(&RACINE_COFFRE).index_half(structure);
        let theirs = contre_cle::racine::Racine::from_root(&RACINE_CONTRE).expect("a root").index_half(&structure.0);
        let key = join(&ours, &theirs, b"index");
        let noms = self.base.read_blocking(move |tx| Noms::read(tx, structure, &key)).expect("reads");
        assert_eq!(noms.1, 0, "every label opens");
        let ids: Vec<(Vec<u8>,)> = self.base.read_blocking(|tx| tx.all(&IDS, &[])).expect("reads");
        let monde: Monde = plan(5, self.options().taille).expect("a plan").remove(0);
        let mut numeros = BTreeSet::new();
        for (id,) in ids {
            let label = noms.0.get(&id.try_into().expect("16 bytes")).expect("a label for each");
            let jeune = monde.jeune(u64::from(label.numero) - 1);
            assert_eq!((label.nom.expose(), label.prenom.expose()), (&*jeune.nom_naissance, jeune.prenom()));
            numeros.insert(u64::from(label.numero));
        }
        assert!(numeros.into_iter().eq(1..=self.dossiers), "each rank once");
    }
}

/// Cuts the power of the process at its moment.
fn killer(moment: Moment, power: Arc<AtomicBool>) -> impl FnMut(Question) -> io::Result<Question> + Send {
    let mut seen = 0;
    move |question| {
        let (is_it, n, arrives) = match (moment, &question) {
            (Moment::Batch(kind, n, arrives), Question::Append { records, .. }) => {
                (records.iter().any(|r| r.entry[1] == kind as u8), n, arrives)
            }
            (Moment::Tokens(n), Question::Tokens { .. }) => (true, n, Arrives::No),
            _ => (false, 0, Arrives::Yes),
        };
        seen += u32::from(is_it);
        if is_it && seen == n {
            power.store(false, Ordering::SeqCst);
            if arrives == Arrives::No {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
        }
        Ok(question)
    }
}

#[test]
fn three_thousand_killed_twice_are_three_thousand() {
    for (engine, base) in coffre::base::essai::bases() {
        println!("on {engine}");
        let chantier = Chantier::new(base, 3_000);
        chantier.run(Some(Moment::Batch(Kind::Write, 2, Arrives::No))).expect_err("killed");
        chantier.run(Some(Moment::Tokens(700))).expect_err("killed again");
        let made = chantier.run(None).expect("goes on to its end");
        assert!(made.personas.len() > 10);
        chantier.is_whole(3);
        assert!(chantier.run(None).is_err(), "a world is made once");
        chantier.is_whole(3);
    }
}

#[test]
fn whatever_it_was_doing() {
    use Arrives::{No, Yes};
    let moments = [
        Moment::Batch(Kind::Genesis, 1, No),
        Moment::Batch(Kind::Genesis, 1, Yes),
        Moment::Batch(Kind::Enrolment, 1, No),
        Moment::Batch(Kind::MandatProposed, 1, No),
        Moment::Batch(Kind::MandatProposed, 1, Yes),
        Moment::Batch(Kind::IndexLoad, 1, Yes),
        Moment::Batch(Kind::Creation, 1, No),
        Moment::Batch(Kind::Creation, 1, Yes),
        Moment::Tokens(1),
        Moment::Batch(Kind::Write, 1, No),
        Moment::Batch(Kind::Write, 1, Yes),
        Moment::Batch(Kind::Explanation, 1, No),
        Moment::Batch(Kind::Explanation, 1, Yes),
        Moment::Batch(Kind::MandatEnded, 1, Yes),
    ];
    for moment in moments {
        for (_, base) in coffre::base::essai::bases() {
            let chantier = Chantier::new(base, 40);
            let first = chantier.run(Some(moment));
            // A process whose last word arrived may have finished before it was seen to be dead.
            if first.is_err() {
                chantier.run(None).unwrap_or_else(|e| panic!("{moment:?}: {e}"));
            }
            chantier.is_whole(2);
        }
    }
}

#[test]
fn another_world_is_refused_where_one_is_begun() {
    let base = coffre::base::essai::bases().swap_remove(0).1;
    let mut chantier = Chantier::new(base, 40);
    chantier.run(Some(Moment::Tokens(1))).expect_err("killed");
    chantier.dossiers = 41;
    assert!(chantier.run(None).expect_err("another one").contains("not this one"));
    chantier.dossiers = 40;
    chantier.run(None).expect("goes on");
    chantier.is_whole(2);
}
