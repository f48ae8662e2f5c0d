//! What the operator writes down once the registration with ProConnect is made.

use domaine::clair::Clair;
use hyper::Uri;
use std::fmt;

/// One registration with one provider.
#[derive(Clone, Debug)]
pub struct Config {
    /// Exactly as the provider writes it: `https://auth.agentconnect.gouv.fr/api/v2`.
    pub issuer: String,
    /// The name of this service there.
    pub client_id: String,
    /// How this service proves that it is itself.
    pub authentication: Authentication,
    /// Where the browser comes back, exactly as registered.
    pub redirect_uri: String,
    /// Where it comes back after the end of the session, exactly as registered.
    pub post_logout_uri: String,
    /// Every level that is good enough (`eidas2`, `eidas3`); the one that comes back is compared again.
    pub acr_values: Vec<String>,
    /// Identity providers whose word is taken; `None`: all that the provider federates.
    pub idp_ids: Option<Vec<String>>,
    /// Employers whose agents may sign in; `None`: all. ProConnect filters nothing itself, and says that
    /// this number may be wrong.
    pub sirets: Option<Vec<String>>,
    /// Authorities to trust instead of the system's, as PEM: for a network with its own.
    pub authorities: Option<String>,
    /// Lets the provider be `http://localhost`: tests and fictional bases only. It allows no other host.
    pub clair_permis: bool,
}

/// How the token endpoint knows us. Neither prints.
#[derive(Clone, Debug)]
pub enum Authentication {
    /// `private_key_jwt`: a P-256 key as PKCS#8 PEM, and the name under which its public half was registered.
    PrivateKey {
        /// The key.
        pem: Clair,
        /// Its name.
        kid: Option<String>,
    },
    /// `client_secret_post`.
    Secret(Clair),
}

/// Why a configuration cannot serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// Neither `https://` nor a permitted `http://localhost`; which setting.
    Address(&'static str),
    /// A setting that may not be empty.
    Empty(&'static str),
    /// Not a P-256 key in PKCS#8 PEM.
    PrivateKey,
    /// No authority to trust: none in the system, or none readable in the setting.
    Authorities,
}

impl Config {
    /// What can be known wrong before anybody signs in.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        let texts = [("client_id", &self.client_id)];
        if let Some((name, _)) = texts.into_iter().find(|(_, value)| value.is_empty()) {
            return Err(ConfigError::Empty(name));
        }
        if self.acr_values.is_empty() || self.acr_values.iter().any(String::is_empty) {
            return Err(ConfigError::Empty("acr_values"));
        }
        let addresses = [
            ("issuer", &self.issuer),
            ("redirect_uri", &self.redirect_uri),
            ("post_logout_uri", &self.post_logout_uri),
        ];
        match addresses.into_iter().find(|(_, value)| !is_safe(value, self.clair_permis)) {
            Some((name, _)) => Err(ConfigError::Address(name)),
            None => Ok(()),
        }
    }
}

/// Whether what is said to this address stays between two: TLS, or this very machine where that is permitted.
pub(crate) fn is_safe(address: &str, clair_permis: bool) -> bool {
    let Ok(uri) = address.parse::<Uri>() else {
        return false;
    };
    let named = uri.authority().is_some_and(|authority| !authority.as_str().contains('@'));
    match uri.scheme_str() {
        Some("https") => named,
        Some("http") => named && clair_permis && uri.host() == Some("localhost"),
        _ => false,
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::Address(name) => write!(f, "{name} must be an https:// address"),
            ConfigError::Empty(name) => write!(f, "{name} is empty"),
            ConfigError::PrivateKey => f.write_str("the private key must be a P-256 key in PKCS#8 PEM"),
            ConfigError::Authorities => f.write_str("no certificate authority to trust was found"),
        }
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_clear_only_to_this_machine_and_only_when_permitted() {
        let check = |address: &str, ordinary: bool, permitted: bool| {
            assert_eq!((is_safe(address, false), is_safe(address, true)), (ordinary, permitted), "{address}");
        };
        check("https://auth.example/api/v2", true, true);
        check("http://localhost:8080/api/v2", false, true);
        check("http://auth.example/api/v2", false, false);
        check("http://localhost.example/api/v2", false, false);
        check("http://localhost@auth.example/", false, false);
        check("https://somebody@auth.example/", false, false);
        check("ftp://localhost/", false, false);
        check("/api/v2", false, false);
        check("", false, false);
    }

    #[test]
    fn secrets_do_not_print() {
        let secret = Authentication::Secret(Clair::new("secret-d-essai"));
        assert!(!format!("{secret:?}").contains("essai"));
    }
}
