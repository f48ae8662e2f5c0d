//! The same conversation between two organisations: TLS 1.3 over TCP, each side known by its certificate.
//! The root is never taken here: unsealing is done on the machine itself.

use std::io;
use std::net::{TcpListener, TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use journal::storage::Storage;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::WebPkiClientVerifier;
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection, StreamOwned, version};

use crate::client::{ContreCle, PATIENCE, exchange};
use crate::protocole::{Answer, Question};
use crate::serveur::answer_all;
use crate::suiveur::Suiveur;

/// Connections at once: a coffre needs one, an outsider must not have all the threads.
const CONNECTIONS_MAX: usize = 64;

/// What one side shows and whom it believes: PEM files.
#[derive(Clone, Debug)]
pub struct Papers {
    /// Its certificate, then those that lead to the authority.
    pub certificate: PathBuf,
    /// Its private key.
    pub key: PathBuf,
    /// The authority that signs the other side's certificate: one made for this pair, not a public one.
    pub authority: PathBuf,
}

impl Papers {
    /// For the contre-clé: a client without a certificate of the authority is refused.
    fn server(&self) -> io::Result<ServerConfig> {
        let verifier = WebPkiClientVerifier::builder(Arc::new(self.roots()?)).build().map_err(io::Error::other)?;
        ServerConfig::builder_with_protocol_versions(&[&version::TLS13])
            .with_client_cert_verifier(verifier)
            .with_single_cert(self.chain()?, self.private_key()?)
            .map_err(io::Error::other)
    }

    /// For the coffre.
    fn client(&self) -> io::Result<ClientConfig> {
        ClientConfig::builder_with_protocol_versions(&[&version::TLS13])
            .with_root_certificates(self.roots()?)
            .with_client_auth_cert(self.chain()?, self.private_key()?)
            .map_err(io::Error::other)
    }

    fn roots(&self) -> io::Result<RootCertStore> {
        let mut roots = RootCertStore::empty();
        for certificate in read_certificates(&self.authority)? {
            roots.add(certificate).map_err(io::Error::other)?;
        }
        Ok(roots)
    }

    fn chain(&self) -> io::Result<Vec<CertificateDer<'static>>> {
        read_certificates(&self.certificate)
    }

    fn private_key(&self) -> io::Result<PrivateKeyDer<'static>> {
        PrivateKeyDer::from_pem_file(&self.key).map_err(|e| named(&self.key, &e))
    }
}

/// Answers coffres that show a certificate of the authority, a thread for each connection, until the process ends.
///
/// # Errors
/// The papers', or the address's.
pub fn serve<S: Storage + 'static>(address: &str, papers: &Papers, suiveur: Arc<Mutex<Suiveur<S>>>) -> io::Result<()> {
    listen(address, papers, move |stream| answer_all(stream, &suiveur, false))
}

/// A connection whose client has shown a certificate of the authority.
pub type Received = StreamOwned<ServerConnection, TcpStream>;

/// A connection whose server has shown one.
pub type Opened = StreamOwned<ClientConnection, TcpStream>;

/// Hands each connection of whoever shows a certificate of the authority over, on a thread of its own, until the process ends.
///
/// # Errors
/// The papers', or the address's.
pub fn listen(
    address: &str,
    papers: &Papers,
    converse: impl Fn(&mut Received) -> io::Result<()> + Send + Sync + 'static,
) -> io::Result<()> {
    let converse = Arc::new(converse);
    let config = Arc::new(papers.server()?);
    let listener = TcpListener::bind(address)?;
    let alive = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        let (config, converse) = (Arc::clone(&config), Arc::clone(&converse));
        if alive.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS_MAX {
            alive.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let alive = Arc::clone(&alive);
        let converse = move || {
            // A connection that breaks, or shows no certificate, is its owner's affair.
            let _ = receive(config, stream).and_then(|mut stream| converse(&mut stream));
            alive.fetch_sub(1, Ordering::Relaxed);
        };
        // No thread to be had: this connection is dropped, the next one may be luckier.
        let _ = thread::Builder::new().spawn(converse);
    }
    Ok(())
}

/// Shakes hands within [`PATIENCE`]: who has no certificate of the authority holds a thread no longer.
fn receive(config: Arc<ServerConfig>, mut stream: TcpStream) -> io::Result<Received> {
    let mut connection = ServerConnection::new(config).map_err(io::Error::other)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    while connection.is_handshaking() {
        connection.complete_io(&mut stream)?;
    }
    stream.set_read_timeout(None)?;
    Ok(StreamOwned::new(connection, stream))
}

/// The contre-clé of another organisation.
pub struct Distant {
    address: String,
    name: ServerName<'static>,
    config: Arc<ClientConfig>,
    connection: Option<Opened>,
}

impl Distant {
    /// For `host:port`; nothing is connected before the first question.
    ///
    /// # Errors
    /// The papers', or an address without a host name.
    pub fn new(address: &str, papers: &Papers) -> io::Result<Distant> {
        let host = address.rsplit_once(':').map_or(address, |(host, _)| host).to_owned();
        let name = ServerName::try_from(host).map_err(io::Error::other)?;
        Ok(Distant { address: address.to_owned(), name, config: Arc::new(papers.client()?), connection: None })
    }

    /// A new connection; each of its silences is bounded by [`PATIENCE`].
    ///
    /// # Errors
    /// Nobody there, or somebody without a certificate of the authority.
    pub fn connect(&self) -> io::Result<Opened> {
        let mut last = io::Error::other("no address");
        for address in self.address.to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, PATIENCE) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(PATIENCE))?;
                    stream.set_write_timeout(Some(PATIENCE))?;
                    stream.set_nodelay(true)?;
                    let client = ClientConnection::new(Arc::clone(&self.config), self.name.clone());
                    return Ok(StreamOwned::new(client.map_err(io::Error::other)?, stream));
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

impl ContreCle for Distant {
    fn ask(&mut self, question: &Question) -> io::Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.connect()?,
        };
        // Kept only if it answered: a late answer must never be taken for the answer to the next question.
        let answer = exchange(&mut connection, question)?;
        self.connection = Some(connection);
        Ok(answer)
    }
}

fn read_certificates(file: &Path) -> io::Result<Vec<CertificateDer<'static>>> {
    let read = CertificateDer::pem_file_iter(file).map_err(|e| named(file, &e))?;
    read.collect::<Result<_, _>>().map_err(|e| named(file, &e))
}

fn named(file: &Path, error: &impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {error}", file.display()))
}
