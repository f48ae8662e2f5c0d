//! The sign-in, in its order: begin, conclude, log out.

use crate::callback;
use crate::claims::{Expected, IdClaims, Person, UserinfoClaims};
use crate::config::{Authentication, Config, ConfigError};
use crate::discovery::Metadata;
use crate::flow::{Flow, random};
use crate::identity::Identity;
use crate::jws;
use crate::published::Published;
use crate::refusal::{Fault, Piece, Refusal};
use crate::transport::{Answer, Transport};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use domaine::clair::Clair;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::pki_types::pem::PemObject;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// ProConnect gives one claim for each scope.
const SCOPES: &str = "openid given_name usual_name email uid siret idp_id";
/// How long a proof of ours is good for, in seconds.
const ASSERTION_SECONDS: u64 = 60;

/// The client of one provider. Shared by all requests; it keeps the provider's addresses and keys.
pub struct Client {
    config: Config,
    /// The key of `private_key_jwt`, read once.
    key: Option<EcdsaKeyPair>,
    transport: Transport,
    published: Published,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    id_token: String,
    token_type: String,
}

#[derive(Deserialize)]
struct TokenError {
    error: String,
}

impl Client {
    /// Checks what can be checked without the provider.
    pub fn new(config: Config) -> Result<Client, ConfigError> {
        config.check()?;
        let key = match &config.authentication {
            Authentication::Secret(_) => None,
            Authentication::PrivateKey { pem, .. } => Some(read_key(pem)?),
        };
        let transport = Transport::new(&config)?;
        Ok(Client { config, key, transport, published: Published::default() })
    }

    /// The address to send the browser to, and what to keep until it comes back.
    pub async fn begin(&self, now: u64) -> Result<(String, Flow), Refusal> {
        let metadata = self.published.metadata(&self.transport, &self.config, now).await?;
        let flow = Flow::new(now);
        // `acr` and `amr` are not sent unless they are asked for in this way.
        let acr = json!({"essential": true, "values": self.config.acr_values});
        let claims = json!({"id_token": {"acr": acr, "amr": {"essential": true}}}).to_string();
        let challenge = flow.challenge();
        let address = with_query(
            &metadata.authorization_endpoint,
            &[
                ("response_type", "code"),
                ("client_id", &self.config.client_id),
                ("redirect_uri", &self.config.redirect_uri),
                ("scope", SCOPES),
                ("claims", &claims),
                ("state", flow.state.expose()),
                ("nonce", flow.nonce.expose()),
                ("code_challenge", &challenge),
                ("code_challenge_method", "S256"),
            ],
        );
        Ok((address, flow))
    }

    /// Who came back, from the query of the return address. The flow is used up, whatever the outcome.
    pub async fn conclude(&self, flow: Flow, query: &str, now: u64) -> Result<Identity, Refusal> {
        if !flow.is_live(now) {
            return Err(Refusal::FlowExpired);
        }
        let metadata = self.published.metadata(&self.transport, &self.config, now).await?;
        let code = callback::code(query, &flow, &self.config.issuer, metadata.names_itself)?;
        let tokens = self.exchange(&metadata, &code, &flow, now).await?;
        let (access_token, id_token) = (Clair::new(tokens.access_token), Clair::new(tokens.id_token));

        let expected = Expected {
            issuer: &self.config.issuer,
            client_id: &self.config.client_id,
            nonce: &flow.nonce,
            begun_at: flow.begun_at,
            now,
            acr_values: &self.config.acr_values,
            access_token: &access_token,
        };
        let claims: IdClaims = self.verify(id_token.expose(), Piece::IdToken, &metadata, now).await?;
        let login = claims.accept(&expected)?;
        let userinfo = self.userinfo(&metadata, &access_token).await?;
        let claims: UserinfoClaims = self.verify(&userinfo, Piece::Userinfo, &metadata, now).await?;
        let person = claims.accept(&expected, &login.sub)?;
        self.admits(&person)?;

        Ok(Identity {
            issuer: self.config.issuer.clone(),
            idp_id: person.idp_id,
            sub: login.sub,
            uid: person.uid,
            siret: person.siret,
            acr: login.acr,
            amr: login.amr,
            given_name: person.given_name,
            usual_name: person.usual_name,
            email: person.email,
            id_token_hint: id_token,
        })
    }

    /// The address that ends the session at the provider; the browser then comes back to the post-logout
    /// address with `state`. It names the person to machines, hence its type.
    pub async fn logout_url(&self, id_token_hint: &Clair, state: &str, now: u64) -> Result<Clair, Refusal> {
        let metadata = self.published.metadata(&self.transport, &self.config, now).await?;
        Ok(Clair::new(with_query(
            &metadata.end_session_endpoint,
            &[
                ("id_token_hint", id_token_hint.expose()),
                ("state", state),
                ("post_logout_redirect_uri", &self.config.post_logout_uri),
            ],
        )))
    }

    /// Code against tokens. The provider takes a code once, and only with the verifier of its flow.
    async fn exchange(&self, metadata: &Metadata, code: &Clair, flow: &Flow, now: u64) -> Result<Tokens, Refusal> {
        let form = self.token_form(code, flow, now)?;
        let answer = self.transport.post(&metadata.token_endpoint, form).await?;
        if answer.status != 200 {
            return Err(token_error(&answer));
        }
        let tokens: Tokens = serde_json::from_slice(&answer.body).map_err(|_| Refusal::Answer("token"))?;
        if !tokens.token_type.eq_ignore_ascii_case("bearer") || !is_token(&tokens.access_token) {
            return Err(Refusal::Answer("token"));
        }
        Ok(tokens)
    }

    fn token_form(&self, code: &Clair, flow: &Flow, now: u64) -> Result<String, Refusal> {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", code.expose())
            .append_pair("redirect_uri", &self.config.redirect_uri)
            .append_pair("code_verifier", flow.verifier.expose())
            .append_pair("client_id", &self.config.client_id);
        match (&self.config.authentication, &self.key) {
            (Authentication::PrivateKey { kid, .. }, Some(key)) => {
                form.append_pair("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                    .append_pair("client_assertion", &self.assertion(key, kid.as_deref(), now));
            }
            (Authentication::Secret(secret), _) => {
                form.append_pair("client_secret", secret.expose());
            }
            (Authentication::PrivateKey { .. }, None) => return Err(Refusal::ClientRefused),
        }
        Ok(form.finish())
    }

    /// That we are who we say (RFC 7523). Its audience is the issuer, the one name that no other server has.
    fn assertion(&self, key: &EcdsaKeyPair, kid: Option<&str>, now: u64) -> String {
        let (client_id, jti) = (&self.config.client_id, random());
        let claims = json!({"iss": client_id, "sub": client_id, "aud": self.config.issuer, "jti": jti.expose(),
            "iat": now, "exp": now.saturating_add(ASSERTION_SECONDS)});
        jws::sign(&claims, key, kid)
    }

    async fn userinfo(&self, metadata: &Metadata, access_token: &Clair) -> Result<String, Refusal> {
        let answer = self.transport.get(&metadata.userinfo_endpoint, "application/jwt", Some(access_token)).await?;
        if answer.status != 200 {
            return Err(Refusal::Answer("userinfo"));
        }
        if answer.kind != "application/jwt" {
            return Err(Refusal::UserinfoUnsigned);
        }
        String::from_utf8(answer.body.to_vec()).map_err(|_| Refusal::Answer("userinfo"))
    }

    fn admits(&self, person: &Person) -> Result<(), Refusal> {
        let lists = |list: &Option<Vec<String>>, value: &String| list.as_ref().is_none_or(|list| list.contains(value));
        if !lists(&self.config.idp_ids, &person.idp_id) {
            return Err(Refusal::Idp);
        }
        if !lists(&self.config.sirets, &person.siret) {
            return Err(Refusal::Siret);
        }
        Ok(())
    }

    /// The claims of a token of the provider. A key that is not known yet may be a new one: the provider is
    /// asked once more, and not again for a minute.
    async fn verify<T>(&self, token: &str, piece: Piece, metadata: &Metadata, now: u64) -> Result<T, Refusal>
    where
        T: DeserializeOwned,
    {
        let known = self.published.keys(&self.transport, metadata, now, false).await?;
        let mut read = jws::verify(token, &known);
        if matches!(read, Err(Fault::UnknownKey)) {
            read = jws::verify(token, &self.published.keys(&self.transport, metadata, now, true).await?);
        }
        read.map_err(|fault| Refusal::Token(piece, fault))
    }
}

/// Only the word of the standard is read; the description may hold anything.
fn token_error(answer: &Answer) -> Refusal {
    let error = serde_json::from_slice::<TokenError>(&answer.body).map(|said| said.error).unwrap_or_default();
    match error.as_str() {
        "invalid_grant" => Refusal::Code,
        "invalid_client" | "unauthorized_client" => Refusal::ClientRefused,
        _ => Refusal::Answer("token"),
    }
}

/// RFC 6750: what may stand after `Bearer `.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte))
}

fn with_query(endpoint: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    let separator = if endpoint.contains('?') { '&' } else { '?' };
    format!("{endpoint}{separator}{}", query.finish())
}

fn read_key(pem: &Clair) -> Result<EcdsaKeyPair, ConfigError> {
    let der = PrivatePkcs8KeyDer::from_pem_slice(pem.expose().as_bytes()).map_err(|_| ConfigError::PrivateKey)?;
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.secret_pkcs8_der())
        .map_err(|_| ConfigError::PrivateKey)
}
