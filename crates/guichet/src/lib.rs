//! The guichet: HTTP, pages, forms. Folder = noun = URL, file = verb, the page beside it.
//!
//! It asks the coffre once for each request and shows the answer; it decides nothing, holds no key and speaks no SQL.

mod acces;
mod accueil;
mod agenda;
mod approbations;
mod arrivee;
mod assets;
mod ateliers;
mod attente;
mod attestation;
mod bris;
mod campagnes;
mod catalogue;
mod codes;
mod composants;
mod compte;
mod connexion;
mod demande;
#[cfg(feature = "demo")]
pub mod demo;
mod dossiers;
mod encodage;
mod enrolement;
mod entetes;
mod etendue;
mod face;
mod formation;
mod fuites;
mod gels;
mod geste;
mod habilitations;
mod heure;
mod histoire;
mod imports;
mod incidents;
mod journee;
mod langues;
mod lectures;
mod lignees;
mod mandats;
mod pages;
mod parrainages;
mod portefeuille;
mod presente;
mod preuves;
mod qualite;
mod quotas;
mod rallonges;
mod recherche;
mod referentiels;
mod refus;
mod remplacements;
mod repartition;
mod reperage;
mod reponse;
mod saisies;
pub mod theme;
mod tranches;
mod vigie;
#[cfg(any(test, feature = "vitrine"))]
pub mod vitrine;

#[cfg(test)]
mod essais;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;

pub use connexion::proconnect::Proconnect;
pub use face::Coffre;
pub use imports::paroles;

/// What the guichet needs to stand.
#[derive(Clone)]
pub struct Config {
    /// Who opens, decides and records.
    pub coffre: Coffre,
    /// WebAuthn relying party: the host's name, never an IP address ("localhost", "cairn.exemple.fr").
    pub rp_id: String,
    /// The operator's own look, over ours.
    pub theme: Option<theme::Theme>,
    /// The registration with ProConnect, if there is one: then the sign-in page offers it.
    pub proconnect: Option<Arc<Proconnect>>,
    /// Personas of a fictional base; `None` on a real one.
    #[cfg(feature = "demo")]
    pub demo: Option<demo::Demo>,
}

/// What every verb holds.
type Etat = Arc<Config>;

/// The whole web application.
pub fn app(config: Config) -> Router {
    langues::load_all();
    let etat: Etat = Arc::new(config);
    let nouns = [
        acces::routes(),
        accueil::routes(),
        agenda::routes(),
        approbations::routes(),
        arrivee::routes(),
        ateliers::routes(),
        bris::routes(),
        campagnes::routes(),
        catalogue::routes(),
        codes::routes(),
        composants::routes(),
        compte::routes(),
        connexion::routes(),
        dossiers::routes(),
        enrolement::routes(),
        etendue::routes(),
        formation::routes(),
        fuites::routes(),
        gels::routes(),
        habilitations::routes(),
        histoire::routes(),
        imports::routes(),
        incidents::routes(),
        journee::routes(),
        lectures::routes(),
        mandats::routes(),
        lignees::routes(),
        parrainages::routes(),
        portefeuille::routes(),
        qualite::routes(),
        quotas::routes(),
        rallonges::routes(),
        recherche::routes(),
        referentiels::routes(),
        remplacements::routes(),
        repartition::routes(),
        reperage::routes(),
        tranches::routes(),
        vigie::routes(),
    ];
    let routes = nouns.into_iter().fold(Router::new(), Router::merge);
    let routes = routes
        .route("/sw.js", get(assets::worker))
        .route("/favicon.ico", get(assets::mark))
        .route("/assets/{name}", get(assets::asset))
        .route("/assets/hors-ligne", get(pages::erreur::hors_ligne))
        .route("/assets/theme/{empreinte}/{*chemin}", get(theme::asset))
        .route("/sante", get(|| async { "ok\n" }));
    #[cfg(feature = "demo")]
    let routes = routes.merge(demo::routes());
    routes
        .fallback(|| async { refus::Refus::Inconnue })
        .method_not_allowed_fallback(|| async { refus::Refus::Inconnue })
        .layer(CatchPanicLayer::custom(|_| refus::Refus::after_panic()))
        // From here outwards: the page of a refusal is drawn, then every answer gets the policy.
        .layer(middleware::from_fn_with_state(Arc::clone(&etat), refus::draw))
        .layer(middleware::from_fn(entetes::set))
        .layer(middleware::from_fn_with_state(Arc::clone(&etat), presente::hear))
        .layer(DefaultBodyLimit::max(demande::CORPS_MAX))
        .with_state(etat)
}

/// Serves until the listener fails or the future is dropped.
///
/// # Errors
/// The listener's.
pub async fn serve(listener: tokio::net::TcpListener, app: Router) -> io::Result<()> {
    // A third of a second that the first who types the name of a commune would wait.
    tokio::task::spawn_blocking(referentiel::load);
    axum::serve(listener, app).await
}
