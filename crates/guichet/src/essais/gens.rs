//! Callers are people: a browser with its key, before the vitrine's coffre.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use droits::signature::{base, sha256};
use tower::ServiceExt;

use crate::face::{Assertion, Coffre};
use crate::{Config, Proconnect, app, encodage};

/// What came back.
pub struct Reponse {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub corps: String,
}

impl Reponse {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

/// The application, and its coffre to be looked at from behind.
pub fn guichet() -> (Router, Coffre) {
    guichet_with(None)
}

/// The same with an operator's theme.
pub fn guichet_with(theme: Option<crate::theme::Theme>) -> (Router, Coffre) {
    let coffre = Coffre::default();
    let config = Config {
        coffre: coffre.clone(),
        rp_id: "localhost".into(),
        theme,
        proconnect: Some(Proconnect::new(Default::default()).into()),
        #[cfg(feature = "demo")]
        demo: Some(crate::demo::Demo {
            personas: crate::vitrine::gens::personas(),
            telephone: Some(Default::default()),
        }),
    };
    (app(config), coffre)
}

/// Sends, and reads everything: the connection asks for each byte.
pub async fn envoie(app: &Router, request: Request<Body>) -> Reponse {
    let response = app.clone().oneshot(request).await.expect("the application always answers");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body in memory");
    Reponse { status: parts.status, headers: parts.headers, corps: String::from_utf8_lossy(&bytes).into_owned() }
}

/// A browser's navigation, unsigned.
pub fn navigation(method: Method, target: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(target);
    request.header("accept", "text/html,*/*;q=0.8").body(Body::empty()).expect("a request")
}

/// An agent who is in.
pub struct Agent {
    app: Router,
    key: EcdsaKeyPair,
    login: [u8; 16],
    nonce: std::cell::Cell<u8>,
}

impl Agent {
    /// Comes in with an authenticator that the vitrine knows.
    pub async fn entre(app: &Router, coffre: &Coffre) -> Agent {
        coffre.enrol(crate::vitrine::gens::CODE, attestation()).await.expect("the vitrine enrols");
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let public: [u8; 65] = key.public_key().as_ref().try_into().expect("an uncompressed point");
        let challenge = coffre.login_challenge(public).await.expect("a challenge").challenge;
        let (authenticator_data, client_data, signature) = (vec![], vec![], vec![]);
        let assertion = Assertion { challenge, credential: vec![9], authenticator_data, client_data, signature };
        let login = coffre.login(assertion).await.expect("a login").login;
        Agent { app: app.clone(), key, login, nonce: 0.into() }
    }

    /// A signed navigation.
    pub async fn va(&self, target: &str) -> Reponse {
        envoie(&self.app, self.signe(Method::GET, target, "", true)).await
    }

    /// A form sent plainly.
    pub async fn envoie(&self, target: &str, corps: &str) -> Reponse {
        envoie(&self.app, self.signe(Method::POST, target, corps, true)).await
    }

    /// A script's fetch.
    pub async fn demande(&self, method: Method, target: &str, corps: &str) -> Reponse {
        envoie(&self.app, self.signe(method, target, corps, false)).await
    }

    /// The request as the worker would write it.
    pub fn signe(&self, method: Method, target: &str, corps: &str, is_page: bool) -> Request<Body> {
        self.signe_octets(method, target, corps.as_bytes(), is_page)
    }

    /// The same for a file.
    pub fn signe_octets(&self, method: Method, target: &str, corps: &[u8], is_page: bool) -> Request<Body> {
        self.nonce.set(self.nonce.get() + 1);
        let (nonce, hash) = ([self.nonce.get(); 16], sha256(corps));
        let text = base(method.as_str(), target, &hash, &self.login, &nonce);
        let signature = self.key.sign(&SystemRandom::new(), text.as_bytes()).expect("a signature");
        let params = text.rsplit_once("@signature-params\": ").expect("the last line of the base").1.to_owned();
        Request::builder()
            .method(method)
            .uri(target)
            .header("accept", if is_page { "text/html,*/*;q=0.8" } else { "*/*" })
            .header("sec-fetch-site", "same-origin")
            .header("content-digest", format!("sha-256=:{}:", encodage::base64(&hash)))
            .header("signature-input", format!("cairn={params}"))
            .header("signature", format!("cairn=:{}:", encodage::base64(signature.as_ref())))
            .body(Body::from(corps.to_owned()))
            .expect("a request")
    }
}

fn attestation() -> crate::face::Attestation {
    crate::face::Attestation { credential: vec![9], client_data: vec![], attestation_object: vec![] }
}
