//! Everything that stands between a request and its page. A verb returns a [`Refus`]; one middleware draws it,
//! as a page for a navigation and as a few words of JSON for a script.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::Etat;
use crate::demande::wants_page;
use crate::face::{Budget, Error, LoginEnded, Panne, PanneKind, Refusal};
use crate::langues::Langue;
use crate::pages::Cadre;
use crate::pages::erreur::ErreurPage;
use crate::{attente, encodage, reponse};

/// Why there is no page.
#[derive(Debug)]
pub enum Refus {
    /// The coffre's answer.
    Coffre(Error),
    /// No signature: the worker is not awake, or nobody is in.
    NonSignee,
    /// A signature or a body that is not written as we write them.
    Illisible,
    /// Another site asked.
    Etrangere,
    /// More than a form of ours ever sends.
    TropLong,
    /// No such page.
    Inconnue,
}

impl From<Error> for Refus {
    fn from(error: Error) -> Refus {
        Refus::Coffre(error)
    }
}

impl From<Refusal> for Refus {
    fn from(refusal: Refusal) -> Refus {
        Refus::Coffre(Error::Refusal(refusal))
    }
}

/// How a refusal looks: its status, the key of its words, and what the page should do by itself.
pub struct Figure {
    pub status: StatusCode,
    /// Words: `{key}-titre` and `{key}`.
    pub key: &'static str,
    pub geste: Geste,
}

/// What the page of a refusal offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Geste {
    /// Nothing but the way home.
    Accueil,
    /// Signing in again, in place.
    Reprise,
    /// Trying again by itself.
    Reessai,
    /// The key's gesture, for the next tranche of dossiers.
    Tranche,
    /// Nothing: who reads it is out.
    Aucun,
}

impl Refus {
    /// A failure of ours, logged here, shown as a number.
    pub fn interne(what: &str) -> Refus {
        let numero = numero();
        tracing::error!(numero, what, "internal failure");
        Refus::Coffre(Error::Panne(Panne { quoi: PanneKind::Interne, numero }))
    }

    /// The answer after a panic. The payload may hold anything: it is neither logged nor shown.
    pub fn after_panic() -> Response {
        Refus::interne("panic in a verb").into_response()
    }

    /// Status and words.
    pub fn figure(&self, path: &str) -> Figure {
        let (status, key, geste) = match self {
            Refus::Coffre(Error::Refusal(refusal)) => match refusal {
                Refusal::Login(LoginEnded::Inconnu) => (401, "reprise-inconnu", Geste::Reprise),
                Refusal::Login(LoginEnded::Expire) => (401, "reprise-expire", Geste::Reprise),
                Refusal::Login(LoginEnded::Remplace) => (401, "reprise-remplace", Geste::Reprise),
                Refusal::Login(LoginEnded::Parti) => (401, "reprise-parti", Geste::Reprise),
                Refusal::Signature => (401, "refus-signature", Geste::Reprise),
                Refusal::Introuvable if path.starts_with("/enrolement") => (404, "refus-enrolement", Geste::Accueil),
                Refusal::Introuvable if path.starts_with("/arrivee") => (404, "refus-arrivee", Geste::Accueil),
                Refusal::Introuvable if is_about_accounts(path) => (404, "refus-absent", Geste::Accueil),
                Refusal::Introuvable => (404, "refus-introuvable", Geste::Accueil),
                Refusal::Role => (403, "refus-role", Geste::Accueil),
                Refusal::Compte if path.starts_with("/connexion") => (403, "refus-compte", Geste::Accueil),
                // She is in: her account waits or sleeps, and its own page says why.
                Refusal::Compte => (403, "refus-attente", Geste::Accueil),
                Refusal::Budget { quoi, .. } => (429, budget(*quoi), Geste::Accueil),
                Refusal::Inexplique { .. } => (429, "refus-inexplique", Geste::Accueil),
                Refusal::Tranche { .. } => (429, "refus-tranche", Geste::Tranche),
                Refusal::Coupe => (403, "refus-coupe", Geste::Aucun),
                Refusal::Fusible => (429, "refus-fusible", Geste::Accueil),
                Refusal::Gel => (423, "refus-gel", Geste::Accueil),
                Refusal::Essai => (429, "refus-essai", Geste::Accueil),
                Refusal::Faits => (429, "refus-faits", Geste::Accueil),
                Refusal::Integrite { .. } => (409, "refus-integrite", Geste::Accueil),
                Refusal::Conflit => (409, "refus-conflit", Geste::Accueil),
            },
            Refus::Coffre(Error::Saisie(_)) => (422, "refus-saisie", Geste::Accueil),
            Refus::Coffre(Error::Panne(panne)) => match panne.quoi {
                PanneKind::ContreCle => (503, "panne-contre-cle", Geste::Reessai),
                PanneKind::Scelle => (503, "panne-scelle", Geste::Reessai),
                PanneKind::Journal => (503, "panne-journal", Geste::Reessai),
                PanneKind::Base => (503, "panne-base", Geste::Reessai),
                PanneKind::Interne => (500, "panne-interne", Geste::Accueil),
            },
            Refus::NonSignee => (401, "reprise-inconnu", Geste::Reprise),
            Refus::Illisible => (400, "refus-illisible", Geste::Accueil),
            Refus::Etrangere => (403, "refus-etrangere", Geste::Accueil),
            Refus::TropLong => (413, "refus-trop-long", Geste::Accueil),
            Refus::Inconnue => (404, "refus-inconnue", Geste::Accueil),
        };
        Figure { status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), key, geste }
    }

    /// The number that the words hold: a limit, an entry.
    pub fn nombre(&self) -> i64 {
        match self {
            Refus::Coffre(Error::Refusal(
                Refusal::Budget { limite, .. } | Refusal::Inexplique { limite, .. } | Refusal::Tranche { limite },
            )) => i64::from(*limite),
            Refus::Coffre(Error::Refusal(Refusal::Integrite { entree })) => i64::try_from(*entree).unwrap_or(0),
            _ => 0,
        }
    }

    /// The number under which a failure is found again in the log.
    pub fn numero(&self) -> Option<&str> {
        match self {
            Refus::Coffre(Error::Panne(panne)) => Some(&panne.numero),
            _ => None,
        }
    }
}

/// The refusal travels in the response to [`draw`], which knows who asked, and how.
impl IntoResponse for Refus {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

/// Draws the refusal that a verb left, if it left one.
pub async fn draw(State(etat): State<Etat>, request: Request, next: Next) -> Response {
    let is_page = wants_page(request.headers());
    let is_get = *request.method() == Method::GET;
    let is_navigation = is_page && is_get && !request.headers().contains_key("signature");
    let langue = Langue::of(request.headers(), request.uri().query());
    let path = request.uri().path().to_owned();
    let target = request.uri().path_and_query().filter(|_| is_get).map(ToString::to_string);
    let mut response = next.run(request).await;
    let left = response.extensions_mut().remove::<std::sync::Arc<Refus>>();
    let Some(refus) = left.or_else(|| of_an_extractor(&response)) else { return response };
    if is_navigation && matches!(*refus, Refus::NonSignee) {
        return attente::page(&etat, langue);
    }
    let figure = refus.figure(&path);
    let mut drawn =
        if is_page { as_page(&etat, langue, &refus, &figure, target) } else { as_words(langue, &refus, &figure) };
    *drawn.status_mut() = figure.status;
    if figure.geste == Geste::Reprise {
        drawn.headers_mut().insert("cairn-reprise", HeaderValue::from_static("1"));
    }
    if figure.geste == Geste::Reessai {
        drawn.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    drawn
}

/// What axum's own extractors refuse (a body beyond the limit, a path that is no text), they refuse in bare English.
fn of_an_extractor(response: &Response) -> Option<std::sync::Arc<Refus>> {
    let kind = response.headers().get(header::CONTENT_TYPE)?;
    let is_bare = response.status().is_client_error() && kind.as_bytes().starts_with(b"text/plain");
    let refus = if response.status() == StatusCode::PAYLOAD_TOO_LARGE { Refus::TropLong } else { Refus::Inconnue };
    is_bare.then(|| refus.into())
}

fn as_page(etat: &Etat, langue: Langue, refus: &Refus, figure: &Figure, target: Option<String>) -> Response {
    let signs = matches!(figure.geste, Geste::Reprise | Geste::Tranche);
    let cadre = if signs { Cadre::gesture(etat, langue) } else { Cadre::empty(etat, langue) };
    let page = ErreurPage::new(cadre, refus, figure, target);
    reponse::page(&page).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn as_words(langue: Langue, refus: &Refus, figure: &Figure) -> Response {
    let erreurs: serde_json::Map<_, _> = match refus {
        Refus::Coffre(Error::Saisie(saisies)) => {
            saisies.iter().map(|s| (s.champ.to_owned(), json!(crate::pages::erreur::raison(langue, s)))).collect()
        }
        _ => serde_json::Map::new(),
    };
    let message = langue.t1(figure.key, "n", refus.nombre());
    Json(json!({ "message": message, "numero": refus.numero(), "erreurs": erreurs })).into_response()
}

/// The words of a budget that is used up.
fn budget(quoi: Budget) -> &'static str {
    match quoi {
        Budget::Jour => "refus-budget",
        Budget::Heure => "refus-budget-heure",
        Budget::Semaine => "refus-budget-semaine",
        Budget::Revelations => "refus-budget-revelations",
        Budget::Parties => "refus-budget-parties",
        Budget::Lignes => "refus-budget-lignes",
        Budget::Controles => "refus-budget-controles",
        Budget::Codes => "refus-budget-codes",
    }
}

/// Pages where what is not found is an account, not a dossier.
fn is_about_accounts(path: &str) -> bool {
    ["/habilitations", "/approbations", "/parrainages", "/campagnes", "/vigie/", "/etendue", "/incidents"]
        .iter()
        .any(|folder| path.starts_with(folder))
}

fn numero() -> String {
    let mut bytes = [0; 4];
    // Without chance the number is 00000000: it names an incident, it protects nothing.
    let _ = aws_lc_rs::rand::fill(&mut bytes);
    encodage::hex(&bytes)
}
