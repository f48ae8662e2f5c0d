//! Tools of the project's own, inside the build folder, and the throw-away PostgreSQL cluster.

use crate::lieux::Lieux;
use crate::pg::Cluster;
use crate::{Arret, machine};
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Installs what tests in Node import, exactly as their lock file says.
pub fn node_modules(dir: &Path) -> io::Result<()> {
    let wanted = fs::metadata(dir.join("package-lock.json"))?.modified()?;
    let stamp = fs::metadata(dir.join("node_modules/.package-lock.json")).and_then(|stamp| stamp.modified());
    if stamp.is_ok_and(|installed| installed >= wanted) {
        return Ok(());
    }
    let options = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    let status = Command::new("npm").args(options).current_dir(dir).stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("npm ci failed ({status})"))) }
}

/// Makes and starts a throw-away PostgreSQL cluster; it goes away with the value, or with this process.
pub fn postgres(lieux: &Lieux) -> io::Result<Cluster> {
    Cluster::start(&lieux.target.join("pg"))
}

/// Address of its maintenance database: what tests expect in `CAIRN_ESSAI_PG`.
pub fn maintenance(cluster: &Cluster) -> String {
    cluster.url("postgres")
}

/// `cargo xtask pg -- COMMAND…`: for one test by hand on PostgreSQL.
pub fn with_postgres(args: &[String]) -> Result<(), Arret> {
    let args = args.strip_prefix(&["--".to_owned()]).unwrap_or(args);
    let Some((program, rest)) = args.split_first() else {
        return Err(Arret::usage());
    };
    machine::ensure(&[&machine::POSTGRESQL])?;
    let cluster = postgres(&Lieux::find())?;
    let status = Command::new(program).args(rest).env("CAIRN_ESSAI_PG", maintenance(&cluster)).status()?;
    if status.success() { Ok(()) } else { Err(Arret::failed("")) }
}
