//! Where the base is: `sqlite:PATH` or a PostgreSQL URL.

use std::fmt;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::config::{Config, Host, SslMode};

use super::SqlError;

/// The address of a base. Prints the engine and, for SQLite, the path; never a host, a user or a password.
#[derive(Clone)]
pub enum Url {
    /// `sqlite:PATH`, relative or absolute; the file is created if it is absent, its folder is not.
    Sqlite(PathBuf),
    /// `postgresql://…` or `postgres://…`; a Unix socket is `postgresql:///base?host=/folder&user=name`.
    Postgresql(Box<Config>),
}

impl FromStr for Url {
    type Err = SqlError;

    fn from_str(text: &str) -> Result<Self, SqlError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            if path.is_empty() || path.starts_with(':') {
                return Err(SqlError::Url("a path is wanted after sqlite:"));
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if !text.starts_with("postgresql://") && !text.starts_with("postgres://") {
            return Err(SqlError::Url("sqlite:PATH or postgresql://… is wanted"));
        }
        // The parser's own message may quote the URL, password included: it is dropped.
        let mut config: Config = text.parse().map_err(|_| SqlError::Url("this PostgreSQL URL cannot be read"))?;
        refuse_clear_text_by_accident(&config)?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(5));
        }
        if config.get_application_name().is_none() {
            config.application_name("cairn");
        }
        Ok(Self::Postgresql(Box::new(config)))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgresql(_) => f.write_str("postgresql"),
        }
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// There is no TLS here yet, and the library's default falls back to clear text in silence. Between two
/// machines, clear text has to be asked for in so many words.
fn refuse_clear_text_by_accident(config: &Config) -> Result<(), SqlError> {
    let local = |host: &Host| match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback()),
    };
    let all_local = config.get_hosts().iter().all(local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    match config.get_ssl_mode() {
        SslMode::Disable => Ok(()),
        SslMode::Prefer if all_local => Ok(()),
        SslMode::Prefer => Err(SqlError::Url("a distant PostgreSQL without TLS needs sslmode=disable, written out")),
        _ => Err(SqlError::Url("TLS to PostgreSQL is not available in this version")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_never_printed() {
        let check = |text: &str, wanted: &str| match text.parse::<Url>() {
            Ok(url) => assert_eq!(format!("{url} {url:?}"), format!("{wanted} {wanted}"), "{text}"),
            Err(error) => assert!(error.to_string().contains(wanted), "{text}: {error}"),
        };
        check("sqlite:a/b.db", "sqlite:a/b.db");
        check("sqlite:", "path is wanted");
        check("sqlite::memory:", "path is wanted");
        check("mysql://x", "is wanted");
        check("postgresql:///base?host=/run/pg&user=cairn", "postgresql");
        check("postgres://u:secret@localhost:5433/base", "postgresql");
        check("postgres://u:secret@10.0.0.2/base", "sslmode=disable");
        check("postgres://u:secret@10.0.0.2/base?sslmode=disable", "postgresql");
        check("postgres://u:secret@localhost/base?sslmode=require", "TLS");
        check("postgres://u:secret@localhost:port/base", "cannot be read");
    }
}
