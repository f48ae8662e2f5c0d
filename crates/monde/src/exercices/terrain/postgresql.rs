//! A database of its own for each copy of a base, made by the cluster from its model.

use std::process::{Command, Stdio};

/// A database of a cluster, gone with this value.
pub struct Postgresql {
    /// Maintenance address of the cluster.
    pub grappe: String,
    /// Its name.
    pub nom: String,
}

impl Postgresql {
    /// A new one, as its model is.
    pub fn create(grappe: &str, nom: &str, model: &str) -> Result<Postgresql, String> {
        let nom = nom.replace('-', "_");
        let order = format!("create database {nom} template {model}");
        let output = Command::new("psql").args([grappe, "-qc", &order]).output().map_err(|e| format!("psql: {e}"))?;
        match output.status.success() {
            true => Ok(Postgresql { grappe: grappe.to_owned(), nom }),
            false => Err(format!("{order}: {}", String::from_utf8_lossy(&output.stderr).trim())),
        }
    }

    /// Its address.
    pub fn url(&self) -> String {
        let (before, options) = self.grappe.split_once('?').unwrap_or((&self.grappe, ""));
        let server = before.rsplit_once('/').map_or(before, |(server, _)| server);
        format!("{server}/{}?{options}", self.nom)
    }
}

impl Drop for Postgresql {
    fn drop(&mut self) {
        let order = format!("drop database if exists {} with (force)", self.nom);
        let _ = Command::new("psql").args([&self.grappe, "-qc", &order]).stderr(Stdio::null()).status();
    }
}
