//! `proconnect.json`: the registration with ProConnect, beside `origine`. Without it there is no button; with a wrong one nothing is
//! served, since nobody would see it before the first person who needs it.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use domaine::Clair;
use federation::{Authentication, Client, Config, ConfigError};
use serde::Deserialize;

use crate::lieux::Lieux;

/// The name of the file, in the coffre's folder.
const FICHIER: &str = "proconnect.json";

/// What the operator writes. Files are named from the folder of this one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reglage {
    issuer: String,
    client_id: String,
    /// P-256 key of `private_key_jwt`, PKCS#8 PEM.
    cle: Option<PathBuf>,
    /// Its name at the provider.
    kid: Option<String>,
    /// Or the secret of `client_secret_post`.
    secret: Option<PathBuf>,
    #[serde(default = "levels")]
    acr: Vec<String>,
    sirets: Option<Vec<String>>,
    idp_ids: Option<Vec<String>>,
    /// PEM.
    autorites: Option<PathBuf>,
}

/// A code of an application or a key; a code by mail is neither.
fn levels() -> Vec<String> {
    ["eidas2", "eidas3"].map(str::to_owned).to_vec()
}

/// The client of this base's registration, if it has one.
///
/// # Errors
/// A file that cannot serve, with what to do about it.
pub fn read(lieux: &Lieux, origin: &str) -> Result<Option<Client>, String> {
    // The provider of a trial may be on this machine, in clear; of no other base.
    #[cfg(feature = "demo")]
    let is_trial = lieux.cles.is_some();
    #[cfg(not(feature = "demo"))]
    let is_trial = false;
    let folder = lieux.coffre();
    let file = folder.join(FICHIER);
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(format!("{}: {e}", file.display())),
    };
    let said =
        |why: String| format!("{}: {why}; correct it, or take it away to serve without ProConnect", file.display());
    let config = config(&text, &folder, origin, is_trial).map_err(said)?;
    Client::new(config).map(Some).map_err(|e| said(advice(e)))
}

fn config(text: &str, folder: &Path, origin: &str, is_trial: bool) -> Result<Config, String> {
    // serde's message may quote a value, so it is not repeated: the place is enough.
    let reglage: Reglage = serde_json::from_str(text).map_err(|e| {
        format!(
            "line {}, column {}: not the expected settings (issuer, client_id, cle and kid or secret, acr, sirets, idp_ids, autorites)",
            e.line(),
            e.column()
        )
    })?;
    let authentication = match (&reglage.cle, &reglage.secret) {
        (Some(cle), None) => Authentication::PrivateKey { pem: secret(&folder.join(cle))?, kid: reglage.kid },
        (None, Some(file)) => Authentication::Secret(Clair::new(secret(&folder.join(file))?.expose().trim())),
        _ => return Err("give `cle` or `secret`, one of the two".into()),
    };
    if let Some(siret) = reglage.sirets.iter().flatten().find(|siret| !is_siret(siret)) {
        return Err(format!("`sirets`: {siret} does not have 14 digits"));
    }
    let authorities = reglage.autorites.map(|file| {
        let file = folder.join(file);
        fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))
    });
    Ok(Config {
        issuer: reglage.issuer,
        client_id: reglage.client_id,
        authentication,
        redirect_uri: format!("{origin}/connexion/proconnect/retour"),
        post_logout_uri: format!("{origin}/connexion/proconnect/sortie"),
        acr_values: reglage.acr,
        idp_ids: reglage.idp_ids,
        sirets: reglage.sirets,
        authorities: authorities.transpose()?,
        clair_permis: is_trial,
    })
}

/// A file that only its owner may read.
fn secret(file: &Path) -> Result<Clair, String> {
    let mode = fs::metadata(file).map_err(|e| format!("{}: {e}", file.display()))?.permissions().mode();
    if mode & 0o077 != 0 {
        let file = file.display();
        return Err(format!("{file} may be read by others (mode {:o}): chmod 600 {file}", mode & 0o777));
    }
    fs::read_to_string(file).map(Clair::new).map_err(|e| format!("{}: {e}", file.display()))
}

fn is_siret(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The setting as the file names it, and what to do.
fn advice(error: ConfigError) -> String {
    match error {
        ConfigError::Address("issuer") => "`issuer` must be an https:// address".into(),
        ConfigError::Address(_) => "ProConnect needs a base whose origin is an https:// address".into(),
        ConfigError::Empty("acr_values") => "`acr` is empty: take it away for eidas2 and eidas3".into(),
        ConfigError::Empty(name) => format!("`{name}` is empty"),
        ConfigError::PrivateKey => {
            "`cle` must be a P-256 key in PKCS#8 PEM: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256"
                .into()
        }
        ConfigError::Authorities => {
            "no certificate authority to trust: install the system's, or name a PEM in `autorites`".into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://cairn.example";

    fn folder() -> PathBuf {
        use std::sync::atomic::{AtomicU32, Ordering};
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let unique = format!("cairn-proconnect-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(unique);
        fs::create_dir_all(&folder).expect("a folder of this test");
        for (name, mode) in [("secret", 0o600), ("ouvert", 0o640)] {
            let file = folder.join(name);
            fs::write(&file, "secret-d-essai\n").expect("a file");
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).expect("a mode");
        }
        folder
    }

    fn settings(rest: &str) -> String {
        format!(r#"{{"issuer":"https://p.example/api/v2","client_id":"cairn"{rest}}}"#)
    }

    #[test]
    fn addresses_come_from_the_origin_and_levels_by_themselves() {
        let folder = folder();
        let config = config(&settings(r#","secret":"secret""#), &folder, ORIGIN, false).expect("it serves");
        assert_eq!(config.redirect_uri, "https://cairn.example/connexion/proconnect/retour");
        assert_eq!(config.post_logout_uri, "https://cairn.example/connexion/proconnect/sortie");
        assert_eq!(config.acr_values, ["eidas2", "eidas3"]);
        assert!(matches!(&config.authentication, Authentication::Secret(s) if s.expose() == "secret-d-essai"));
        assert!(!config.clair_permis);
        let _ = fs::remove_dir_all(folder);
    }

    #[test]
    fn what_cannot_serve_says_what_to_do() {
        let folder = folder();
        let check = |rest: &str, words: &str| {
            let why = config(&settings(rest), &folder, ORIGIN, false).err().unwrap_or_default();
            assert!(why.contains(words) && !why.contains("d-essai"), "{rest}: {why}");
        };
        check("", "one of the two");
        check(r#","secret":"secret","cle":"secret""#, "one of the two");
        check(r#","secret":"ouvert""#, "chmod 600");
        check(r#","secret":"absent""#, "absent");
        check(r#","secret":"secret","sirets":["999"]"#, "14 digits");
        check(r#","secret":"secret","autre":"secret-d-essai""#, "line 1, column");
        check(r#","secret":"secret","acr":"eidas2""#, "line 1, column");
        let _ = fs::remove_dir_all(folder);
    }

    #[test]
    fn every_setting_that_the_client_refuses_is_named_as_the_file_names_it() {
        let folder = folder();
        let check = |text: &str, is_trial: bool, expected: Option<&str>| {
            let refused = Client::new(config(text, &folder, ORIGIN, is_trial).expect("read")).err().map(advice);
            let words = expected.unwrap_or("authority");
            assert!(refused.as_ref().is_none_or(|why| why.contains(words)), "{text}: {refused:?}");
            assert!(expected.is_none() || refused.is_some(), "{text}");
        };
        let local = settings(r#","secret":"secret""#).replace("https://p.example", "http://localhost:1");
        check(&local, false, Some("`issuer`"));
        check(&local, true, None);
        check(&settings(r#","secret":"secret","acr":[]"#), false, Some("`acr`"));
        check(&settings(r#","cle":"secret""#), false, Some("openssl"));
        let _ = fs::remove_dir_all(folder);
    }
}
