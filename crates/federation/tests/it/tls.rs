//! The provider must prove that it is itself, and in clear there is nothing but this machine.

use domaine::clair::Clair;
use federation::{Authentication, Client, Config, ConfigError, Refusal};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

#[tokio::test]
async fn only_a_certificate_of_a_trusted_authority_is_spoken_to() {
    let (issuer, pem) = serve("localhost").await;
    let (_, stranger) = serve("localhost").await;
    let (elsewhere, pem_elsewhere) = serve("fournisseur.example").await;

    let check = async |issuer: &str, authorities: Option<String>, expected: Option<Refusal>| {
        let client = Client::new(Config { authorities, ..config(issuer) }).expect("a good configuration");
        assert_eq!(client.begin(1_000).await.err(), expected, "{issuer}");
    };
    check(&issuer, Some(pem), None).await;
    check(&issuer, Some(stranger), Some(Refusal::Unreachable)).await;
    check(&elsewhere, Some(pem_elsewhere), Some(Refusal::Unreachable)).await;
}

#[test]
fn a_configuration_that_cannot_serve_is_told_at_once() {
    let check = |config: Config, expected: ConfigError| assert_eq!(Client::new(config).err(), Some(expected));
    let good = || Config { authorities: Some(authority()), ..config("https://p.example/api/v2") };
    assert!(Client::new(good()).is_ok());

    check(Config { issuer: "http://p.example/api/v2".into(), ..good() }, ConfigError::Address("issuer"));
    check(Config { issuer: "http://localhost:1/api/v2".into(), ..good() }, ConfigError::Address("issuer"));
    check(Config { redirect_uri: "http://c.example".into(), ..good() }, ConfigError::Address("redirect_uri"));
    check(Config { post_logout_uri: "sortie".into(), ..good() }, ConfigError::Address("post_logout_uri"));
    check(Config { client_id: String::new(), ..good() }, ConfigError::Empty("client_id"));
    check(Config { acr_values: Vec::new(), ..good() }, ConfigError::Empty("acr_values"));
    check(Config { authorities: Some(String::new()), ..good() }, ConfigError::Authorities);
    let authentication = Authentication::PrivateKey { pem: Clair::new("pas une clé"), kid: None };
    check(Config { authentication, ..good() }, ConfigError::PrivateKey);
}

fn config(issuer: &str) -> Config {
    Config {
        issuer: issuer.to_owned(),
        client_id: "cairn".into(),
        authentication: Authentication::Secret(Clair::new("secret")),
        redirect_uri: "https://cairn.example/retour".into(),
        post_logout_uri: "https://cairn.example/sortie".into(),
        acr_values: vec!["eidas2".into()],
        idp_ids: None,
        sirets: None,
        authorities: None,
        clair_permis: false,
    }
}

fn authority() -> String {
    generate_simple_self_signed(["p.example".to_owned()]).expect("a certificate").cert.pem()
}

/// A server that answers every question with a discovery document, under a certificate for `name`: its
/// issuer, and that certificate.
async fn serve(name: &str) -> (String, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed([name.to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let tls = builder.expect("versions").with_no_client_auth().with_single_cert(vec![cert.der().clone()], key);
    let acceptor = TlsAcceptor::from(Arc::new(tls.expect("a certificate")));

    let listener = TcpListener::bind("localhost:0").await.expect("a free port");
    let issuer = format!("https://localhost:{}/api/v2", listener.local_addr().expect("bound").port());
    let endpoint = |path: &str| format!("{issuer}/{path}");
    let document = serde_json::json!({"issuer": issuer, "authorization_endpoint": endpoint("authorize"),
        "token_endpoint": endpoint("token"), "userinfo_endpoint": endpoint("userinfo"), "jwks_uri": endpoint("jwks"),
        "end_session_endpoint": endpoint("session/end")})
    .to_string();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            // A client that refuses the certificate ends here, as it should.
            let Ok(mut stream) = acceptor.accept(socket).await else { continue };
            let _ = stream.read(&mut [0; 4_096]).await;
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{document}",
                document.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (issuer, cert.pem())
}
