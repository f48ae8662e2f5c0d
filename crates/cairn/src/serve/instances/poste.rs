//! The post of an instance: it answers by itself while it holds the bail; otherwise it passes on, waits, or says to come back.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use coffre::Coffre;
use coffre::base::Base;
use droits::habilitation::Regles;
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tower::ServiceExt;
use zeroize::Zeroizing;

use super::Place;
use super::message::{CORPS_MAX, Message};
use super::relais::{Perte, Relais};
use crate::lieux::Lieux;

/// How long a request waits for somebody to hold the bail, before its page says to come back.
const ATTENTE: Duration = Duration::from_secs(12);

/// Longest body of a request that is passed on: the largest file that is given, and its form.
const DEMANDE_MAX: usize = 21_000_000;

/// How often it looks meanwhile.
const PAUSE: Duration = Duration::from_millis(50);

/// How often who waits for an answer looks whether its sender still holds the bail.
const REGARD: Duration = Duration::from_millis(200);

/// Starts what runs beside the pages of a coffre.
type Tasks = dyn Fn(&Coffre) -> Vec<AbortHandle> + Send + Sync;

/// What the application is made of, for one coffre: a holder gets one of its own.
pub struct Ouvrage {
    /// The pages.
    pub app: Box<dyn Fn(Coffre) -> Router + Send + Sync>,
    /// What runs beside them.
    pub tasks: Box<Tasks>,
    /// Controls that are on.
    pub regles: Regles,
    /// Keys were given with the command: the base must be fictional.
    pub is_fictional: bool,
}

/// See the module.
pub struct Poste {
    pub(super) place: Place,
    pub(super) lieux: Lieux,
    pub(super) base: Base,
    /// A connection of its own: pages that wait for the base must not make the bail late.
    pub(super) bail: Base,
    pub(super) ouvrage: Ouvrage,
    pub(super) runtime: Handle,
    /// What a coffre without its root answers: no data, and that the page comes back.
    fermee: Router,
    relais: Relais,
    role: RwLock<Role>,
    racine: Mutex<Option<Zeroizing<[u8; 32]>>>,
    stops: AtomicBool,
}

/// Who answers.
enum Role {
    /// We do.
    Ici(Router),
    /// Whoever this address is; nobody, while nobody holds the bail.
    Ailleurs(Option<String>),
}

/// What to do with a request now.
enum Voie {
    Ici(Router),
    Ailleurs(String),
    Attendre,
}

impl Poste {
    /// A post that holds nothing yet.
    ///
    /// # Errors
    /// Papers that cannot be read, or a folder without a base.
    pub fn new(
        place: Place,
        lieux: Lieux,
        base: Base,
        ouvrage: Ouvrage,
        runtime: Handle,
    ) -> Result<Arc<Poste>, String> {
        let fermee = (ouvrage.app)(lieux.sealed_with(ouvrage.regles)?);
        let bail = lieux.open_journal_base()?;
        let relais = Relais::new(place.papers.clone());
        Ok(Arc::new(Poste {
            place,
            lieux,
            base,
            bail,
            ouvrage,
            runtime,
            fermee,
            relais,
            role: RwLock::new(Role::Ailleurs(None)),
            racine: Mutex::default(),
            stops: AtomicBool::new(false),
        }))
    }

    /// The application of this instance, whoever answers behind it.
    pub fn router(self: &Arc<Poste>) -> Router {
        Router::new().fallback(answer).with_state(Arc::clone(self))
    }

    /// Whether it waits for its root.
    pub fn is_sealed(&self) -> bool {
        self.root().is_none()
    }

    /// Asks it to put the bail down and end.
    pub fn stop(&self) {
        self.stops.store(true, Ordering::Relaxed);
    }

    pub(super) fn stops(&self) -> bool {
        self.stops.load(Ordering::Relaxed)
    }

    pub(super) fn keep_root(&self, root: Zeroizing<[u8; 32]>) {
        *self.root() = Some(root);
    }

    pub(super) fn root(&self) -> MutexGuard<'_, Option<Zeroizing<[u8; 32]>>> {
        self.racine.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn answers_here(&self, app: Router) {
        self.set(Role::Ici(app));
    }

    pub(super) fn answers_there(&self, adresse: Option<String>) {
        self.set(Role::Ailleurs(adresse));
    }

    fn set(&self, role: Role) {
        *self.role.write().unwrap_or_else(PoisonError::into_inner) = role;
    }

    fn voie(&self) -> Voie {
        match &*self.role.read().unwrap_or_else(PoisonError::into_inner) {
            Role::Ici(app) => Voie::Ici(app.clone()),
            Role::Ailleurs(Some(adresse)) if *adresse != self.place.adresse => Voie::Ailleurs(adresse.clone()),
            Role::Ailleurs(_) => Voie::Attendre,
        }
    }

    /// Answers another instance's message; nothing, when this one does not hold the bail: it never passes on what was passed on.
    pub(super) fn answer_other(&self, message: Message) -> Message {
        let Voie::Ici(app) = self.voie() else { return Message::default() };
        let Some(request) = request_of(message) else { return whole(StatusCode::BAD_REQUEST.into_response()) };
        self.runtime.block_on(async {
            let response = app.oneshot(request).await.unwrap_or_else(|never| match never {});
            let (parts, body) = response.into_parts();
            match to_bytes(body, CORPS_MAX).await {
                Ok(corps) => message_of(parts.status, &parts.headers, corps.into()),
                Err(_) => whole(StatusCode::INTERNAL_SERVER_ERROR.into_response()),
            }
        })
    }
}

async fn answer(State(poste): State<Arc<Poste>>, request: Request) -> Response {
    // What shows nobody is answered by each.
    if is_public(request.uri().path()) {
        return drawn(poste.fermee.clone(), request).await;
    }
    if let Voie::Ici(app) = poste.voie() {
        return drawn(app, request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(corps) = to_bytes(body, DEMANDE_MAX).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let message = Arc::new(asked(&parts, corps.to_vec()));
    let start = Instant::now();
    while start.elapsed() < ATTENTE {
        match poste.voie() {
            Voie::Ici(app) => return drawn(app, Request::from_parts(parts, Body::from(corps))).await,
            Voie::Attendre => {}
            Voie::Ailleurs(adresse) => match poste.pass(adresse, &message).await {
                Ok(answer) => return answer,
                Err(Perte::Avant) => {}
                // Perhaps it was done, perhaps not: it is never sent twice. The page asks again under a new signature.
                Err(Perte::Pendant) => break,
            },
        }
        tokio::time::sleep(PAUSE).await;
    }
    drawn(poste.fermee.clone(), Request::from_parts(parts, Body::from(corps))).await
}

impl Poste {
    async fn pass(self: &Arc<Poste>, adresse: String, message: &Arc<Message>) -> Result<Response, Perte> {
        let (poste, message, there) = (Arc::clone(self), Arc::clone(message), adresse.clone());
        let mut asked = tokio::task::spawn_blocking(move || poste.relais.ask(&adresse, &message));
        // One that sleeps never answers, and never closes: nobody waits for it once another is there.
        let asked = loop {
            match tokio::time::timeout(REGARD, &mut asked).await {
                Ok(asked) => break asked,
                Err(_) if self.is_elsewhere(&there) => return Err(Perte::Pendant),
                Err(_) => {}
            }
        };
        asked.unwrap_or(Err(Perte::Pendant)).and_then(|answer| response_of(answer).ok_or(Perte::Pendant))
    }

    fn is_elsewhere(&self, adresse: &str) -> bool {
        match self.voie() {
            Voie::Ici(_) => true,
            Voie::Ailleurs(other) => other != adresse,
            Voie::Attendre => false,
        }
    }
}

async fn drawn(app: Router, request: Request) -> Response {
    app.oneshot(request).await.unwrap_or_else(|never| match never {})
}

fn is_public(path: &str) -> bool {
    path == "/sante" || path == "/sw.js" || path == "/favicon.ico" || path.starts_with("/assets/")
}

/// Method, target, then names and values of headers by turns.
fn asked(parts: &Parts, corps: Vec<u8>) -> Message {
    let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut champs = vec![parts.method.as_str().into(), target.into()];
    for (name, value) in &parts.headers {
        champs.extend([name.as_str().into(), value.as_bytes().to_vec()]);
    }
    Message { champs, corps }
}

fn request_of(message: Message) -> Option<Request> {
    let [method, target, headers @ ..] = &message.champs[..] else { return None };
    let mut request = Request::builder().method(&method[..]).uri(&target[..]);
    for pair in headers.chunks_exact(2) {
        request = request.header(&pair[0][..], &pair[1][..]);
    }
    request.body(Body::from(message.corps)).ok()
}

/// The status, then names and values of headers by turns.
fn message_of(status: StatusCode, headers: &axum::http::HeaderMap, corps: Vec<u8>) -> Message {
    let mut champs = vec![status.as_str().into()];
    for (name, value) in headers {
        champs.extend([name.as_str().into(), value.as_bytes().to_vec()]);
    }
    Message { champs, corps }
}

fn whole(response: Response) -> Message {
    message_of(response.status(), response.headers(), Vec::new())
}

fn response_of(message: Message) -> Option<Response> {
    let [status, headers @ ..] = &message.champs[..] else { return None };
    let mut response = Response::new(Body::from(message.corps));
    *response.status_mut() = StatusCode::from_bytes(status).ok()?;
    for pair in headers.chunks_exact(2) {
        let (name, value) = (HeaderName::from_bytes(&pair[0]).ok()?, HeaderValue::from_bytes(&pair[1]).ok()?);
        response.headers_mut().append(name, value);
    }
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_arrives_as_its_browser_signed_it() {
        let signed = Request::builder()
            .method("POST")
            .uri("/dossiers/ab?page=2")
            .header("host", "localhost:8080")
            .header("signature", "sig1=:x:")
            .header("accept", "text/html")
            .header("accept", "*/*")
            .body(Body::empty())
            .expect("a request");
        let (parts, _) = signed.into_parts();
        let arrived = request_of(asked(&parts, b"nom=x".to_vec())).expect("a request");
        assert_eq!((arrived.method(), arrived.uri()), (&parts.method, &parts.uri));
        assert_eq!(arrived.headers(), &parts.headers);
    }

    #[test]
    fn what_is_no_request_is_none() {
        for champs in [vec![], vec![b"GET".to_vec()], vec![b"G T".to_vec(), b"/".to_vec()]] {
            assert!(request_of(Message { champs, corps: Vec::new() }).is_none());
        }
        assert!(response_of(Message::default()).is_none(), "who does not hold the bail says nothing");
    }
}
