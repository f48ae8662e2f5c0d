//! Fresh bases for tests, on both engines. Not compiled into the program.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::UNIX_EPOCH;
use std::{env, fs, process, thread};

use tokio::runtime::Builder;
use tokio_postgres::NoTls;

use super::{Base, Tailles, Url};

/// The environment variable that holds the URL of the maintenance base of a throw-away cluster.
pub const CLUSTER: &str = "CAIRN_ESSAI_PG";

/// Every statement of this crate, for the test that prepares them all on both engines.
pub fn statements() -> Vec<super::Statement> {
    [
        super::barriere::STATEMENTS,
        super::migration::STATEMENTS,
        crate::accueil::rangement::STATEMENTS,
        crate::agenda::rangement::STATEMENTS,
        crate::annuaire::STATEMENTS,
        crate::ateliers::rangement::STATEMENTS,
        crate::catalogue::STATEMENTS,
        crate::ateliers::list::STATEMENTS,
        crate::ateliers::create::STATEMENTS,
        crate::balayage::STATEMENTS,
        crate::creation::STATEMENTS,
        #[cfg(feature = "console")]
        crate::creation::CONSOLE_STATEMENTS,
        crate::demarrage::STATEMENTS,
        crate::dossiers::presences::STATEMENTS,
        crate::dossiers::readings::STATEMENTS,
        crate::dossiers::save_draft::STATEMENTS,
        crate::enrolement::STATEMENTS,
        crate::etendue::rangement::STATEMENTS,
        crate::fuites::STATEMENTS,
        crate::habilitations::cartes::STATEMENTS,
        crate::habilitations::lecture::campagne::STATEMENTS,
        crate::habilitations::lecture::histoire::STATEMENTS,
        crate::habilitations::lecture::rythme::STATEMENTS,
        crate::habilitations::lecture::usage::STATEMENTS,
        crate::habilitations::rh::STATEMENTS,
        crate::imports::rangement::STATEMENTS,
        crate::instances::bail::STATEMENTS,
        crate::instances::stockage::STATEMENTS,
        crate::filtres::STATEMENTS,
        crate::journee::lecture::STATEMENTS,
        crate::journee::rangs::STATEMENTS,
        crate::lectures::STATEMENTS,
        crate::lignes::STATEMENTS,
        crate::listes::STATEMENTS,
        crate::mandats::rangement::STATEMENTS,
        crate::noms::STATEMENTS,
        crate::noms::echeances::STATEMENTS,
        crate::noms::presences::STATEMENTS,
        crate::repartition::qualite::STATEMENTS,
        crate::repartition::rangement::STATEMENTS,
        crate::reperage::rangement::STATEMENTS,
        crate::suivi::STATEMENTS,
        crate::leurres::acces::STATEMENTS,
        crate::vigie::bureau::STATEMENTS,
        crate::vigie::incidents::STATEMENTS,
    ]
    .concat()
}

pub(super) type Cleanup = Box<dyn FnOnce() + Send + Sync>;

/// An empty SQLite base, and an empty PostgreSQL base where [`CLUSTER`] is set. Both disappear with their last clone.
/// Without the cluster, the test says that it skipped half of its work; under `CI`, it fails.
pub fn bases() -> Vec<(&'static str, Base)> {
    let mut bases = vec![("sqlite", sqlite())];
    match env::var(CLUSTER) {
        Ok(cluster) => bases.push(("postgresql", postgresql(&cluster))),
        Err(_) => {
            assert!(env::var_os("CI").is_none(), "{CLUSTER} must be set under CI");
            println!("SKIPPED postgresql: {CLUSTER} unset");
        }
    }
    bases
}

fn sqlite() -> Base {
    let folder: PathBuf = env::temp_dir().join(unique());
    fs::create_dir(&folder).expect("the folder of temporary files can be written, and this one is new");
    let url = Url::Sqlite(folder.join("base.db"));
    open(&url, Box::new(move || drop(fs::remove_dir_all(folder))))
}

fn postgresql(cluster: &str) -> Base {
    let name = unique();
    administer(cluster, format!("create database {name} template template0"));
    let mut url: Url = cluster.parse().expect("the URL of the cluster can be read");
    if let Url::Postgresql(config) = &mut url {
        config.dbname(&name);
    }
    let cluster = cluster.to_owned();
    open(&url, Box::new(move || administer(&cluster, format!("drop database if exists {name} with (force)"))))
}

fn open(url: &Url, cleanup: Cleanup) -> Base {
    let mut base = Base::open_with(url, Tailles { lecteurs: 2, connexions: 4 }).expect("a fresh base opens");
    let inner = std::sync::Arc::get_mut(&mut base.inner).expect("it has no clone yet");
    inner.when_closed = Some(cleanup);
    base
}

/// `create database` refuses to run in a transaction, so it has its own connection; and its own thread, because
/// the test may be async.
fn administer(cluster: &str, order: String) {
    let Ok(Url::Postgresql(config)) = cluster.parse() else { panic!("{CLUSTER} is not a PostgreSQL URL") };
    let work = async move {
        let (client, connection) = config.connect(NoTls).await?;
        tokio::spawn(connection);
        client.batch_execute(&order).await
    };
    let run = || Builder::new_current_thread().enable_all().build().expect("a runtime starts").block_on(work);
    let outcome = thread::spawn(run).join().expect("the order does not panic");
    outcome.unwrap_or_else(|error| panic!("the cluster refuses: {error}"));
}

/// A name that no base had before. The number of a process is not enough: the system gives it again after some
/// thousands, and a test that was killed has left its base.
fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let started = UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos());
    format!("cairn_essai_{}_{started}_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}
