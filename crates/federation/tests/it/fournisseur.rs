//! A provider of its own for each test, as a process; it stops with the value.

use domaine::clair::Clair;
use federation::{Authentication, Client, Config, Flow, Identity, Refusal};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A provider that listens, honest or with one fault.
pub struct Fournisseur {
    child: Child,
    said: Value,
}

/// Seconds of the Unix epoch; the provider's clock is this machine's.
#[expect(clippy::disallowed_methods, reason = "tokens carry the time of the provider's process")]
pub fn now() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.expect("a clock after 1970").as_secs()
}

impl Fournisseur {
    /// Starts one; without Node or its packages the test says that it did not run, and under CI it fails.
    pub fn start(fault: Option<&str>) -> Option<Fournisseur> {
        let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../essais/federation");
        let has_node = Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok();
        if !has_node || !dir.join("node_modules/oidc-provider").is_dir() {
            assert!(std::env::var_os("CI").is_none(), "under CI, Node and `npm ci` in essais/federation are needed");
            println!("SKIPPED federation: Node, or `npm ci` in essais/federation, is missing");
            return None;
        }
        let mut command = Command::new("node");
        command.arg("fournisseur.mjs").current_dir(dir).stdin(Stdio::null()).stdout(Stdio::piped());
        if let Some(fault) = fault {
            command.args(["--fault", fault]);
        }
        let mut child = command.spawn().expect("node starts");
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let line = lines.map_while(Result::ok).find(|line| line.starts_with('{')).expect("the provider listens");
        let said = serde_json::from_str(&line).expect("a line of JSON");
        Some(Fournisseur { child, said })
    }

    /// A setting that the provider announced.
    pub fn said(&self, pointer: &str) -> String {
        self.said.pointer(pointer).and_then(Value::as_str).expect("announced").to_owned()
    }

    /// Our registration there, with `private_key_jwt`.
    pub fn config(&self) -> Config {
        Config {
            issuer: self.said("/issuer"),
            client_id: self.said("/cle/client_id"),
            authentication: Authentication::PrivateKey {
                pem: Clair::new(self.said("/cle/pem")),
                kid: Some(self.said("/cle/kid")),
            },
            redirect_uri: self.said("/retour"),
            post_logout_uri: self.said("/sortie"),
            acr_values: vec!["eidas2".into(), "eidas3".into()],
            idp_ids: None,
            sirets: None,
            authorities: None,
            clair_permis: true,
        }
    }

    /// A client of it.
    pub fn client(&self) -> Client {
        Client::new(self.config()).expect("a good configuration")
    }

    /// What a browser does between `begin` and `conclude`: the query that it comes back with.
    pub fn walk(&self, address: &str, personne: &str) -> String {
        let retour = self.essai("parcours", &[("url", address), ("personne", personne)]);
        let query = retour.strip_prefix(&self.said("/retour")).and_then(|rest| rest.strip_prefix('?'));
        query.unwrap_or_else(|| panic!("the browser does not come back: {retour}")).to_owned()
    }

    /// One of the stand-in's own addresses.
    pub fn essai(&self, what: &str, pairs: &[(&str, &str)]) -> String {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let host = self.said("/issuer").trim_start_matches("http://").split('/').next().expect("a host").to_owned();
        let mut stream = TcpStream::connect(&host).expect("the provider listens");
        write!(stream, "GET /essai/{what}?{query} HTTP/1.0\r\nHost: {host}\r\n\r\n").expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answered");
        answer.split_once("\r\n\r\n").expect("a body").1.to_owned()
    }

    /// A whole sign-in of `personne`.
    pub async fn sign_in(&self, client: &Client, personne: &str) -> Result<Identity, Refusal> {
        let (flow, query) = self.come_back(client, personne).await?;
        client.conclude(flow, &query, now()).await
    }

    /// The same, up to the return of the browser.
    pub async fn come_back(&self, client: &Client, personne: &str) -> Result<(Flow, String), Refusal> {
        let (address, flow) = client.begin(now()).await?;
        Ok((flow, self.walk(&address, personne)))
    }
}

impl Drop for Fournisseur {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
