//! One question, one answer, over TLS: no redirection, no proxy, no connection kept, five seconds and 64 kB at most.

use crate::config::{Config, ConfigError, is_safe};
use crate::refusal::Refusal;
use domaine::clair::Clair;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request, Uri};
use hyper_util::rt::TokioIo;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;

/// From the first packet to the last byte.
const EXCHANGE_MAX: Duration = Duration::from_secs(5);
/// An honest answer has a few kB.
const ANSWER_BYTES_MAX: usize = 65_536;

/// What the other side said.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The media type, without its parameters, in lower case.
    pub(crate) kind: String,
    pub(crate) body: Bytes,
}

/// How to reach the provider.
pub(crate) struct Transport {
    tls: TlsConnector,
    clair_permis: bool,
}

impl Transport {
    pub(crate) fn new(config: &Config) -> Result<Transport, ConfigError> {
        let mut roots = RootCertStore::empty();
        match &config.authorities {
            Some(pem) => {
                let given: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
                roots.add_parsable_certificates(given.map_err(|_| ConfigError::Authorities)?);
            }
            None => {
                roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            }
        }
        if roots.is_empty() && config.issuer.starts_with("https:") {
            return Err(ConfigError::Authorities);
        }
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let versions = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let builder = versions.map_err(|_| ConfigError::Authorities)?;
        let tls = builder.with_root_certificates(roots).with_no_client_auth();
        Ok(Transport { tls: TlsConnector::from(Arc::new(tls)), clair_permis: config.clair_permis })
    }

    /// GET, with the access token where there is one.
    pub(crate) async fn get(&self, address: &str, accept: &str, bearer: Option<&Clair>) -> Result<Answer, Refusal> {
        let mut request = Request::builder().method(Method::GET).header(ACCEPT, accept);
        if let Some(token) = bearer {
            request = request.header(AUTHORIZATION, format!("Bearer {}", token.expose()));
        }
        self.exchange(address, request, String::new()).await
    }

    /// POST of a form.
    pub(crate) async fn post(&self, address: &str, form: String) -> Result<Answer, Refusal> {
        let request = Request::builder().method(Method::POST).header(ACCEPT, "application/json");
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.exchange(address, request, form).await
    }

    async fn exchange(
        &self,
        address: &str,
        request: hyper::http::request::Builder,
        body: String,
    ) -> Result<Answer, Refusal> {
        // Addresses come from the discovery document, which is checked; once more here, where it matters.
        if !is_safe(address, self.clair_permis) {
            return Err(Refusal::Unreachable);
        }
        let whole = async {
            let uri: Uri = address.parse().map_err(|_| Refusal::Unreachable)?;
            let host = uri.host().ok_or(Refusal::Unreachable)?;
            let is_tls = uri.scheme_str() == Some("https");
            let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
            let path = uri.path_and_query().map_or("/", |path| path.as_str());
            let authority = uri.authority().ok_or(Refusal::Unreachable)?.as_str();
            let request = request.uri(path).header(HOST, authority).body(Full::new(Bytes::from(body)));
            let request = request.map_err(|_| Refusal::Unreachable)?;

            let socket = TcpStream::connect((host, port)).await.map_err(|_| Refusal::Unreachable)?;
            if !is_tls {
                return send(socket, request).await;
            }
            let name = ServerName::try_from(host.to_owned()).map_err(|_| Refusal::Unreachable)?;
            send(self.tls.connect(name, socket).await.map_err(|_| Refusal::Unreachable)?, request).await
        };
        tokio::time::timeout(EXCHANGE_MAX, whole).await.unwrap_or(Err(Refusal::Unreachable))
    }
}

async fn send<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Answer, Refusal>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let handshake = http1::Builder::new().max_buf_size(ANSWER_BYTES_MAX).handshake(TokioIo::new(stream));
    let (mut sender, connection) = handshake.await.map_err(|_| Refusal::Unreachable)?;
    // Dropped with this function, whatever way it ends: the connection outlives neither answer nor timeout.
    let mut driver = JoinSet::new();
    driver.spawn(connection);

    let answer = sender.send_request(request).await.map_err(|_| Refusal::Unreachable)?;
    let status = answer.status().as_u16();
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let body = Limited::new(answer.into_body(), ANSWER_BYTES_MAX).collect().await;
    let body = body.map_err(|error| match error.is::<LengthLimitError>() {
        true => Refusal::TooLarge,
        false => Refusal::Unreachable,
    })?;
    Ok(Answer { status, kind, body: body.to_bytes() })
}
