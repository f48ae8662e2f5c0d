//! The guichet: HTTP, pages, forms. Folder = noun = URL, file = verb, the page beside it.
//!
//! It asks the coffre once for each request and shows the answer; it decides nothing, holds no key and speaks no SQL.

mod acces;
mod approbations;
mod arrivee;
mod assets;
mod attente;
mod attestation;
mod campagnes;
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
mod face;
mod formation;
mod geste;
mod habilitations;
mod heure;
mod histoire;
mod imports;
mod langues;
mod lectures;
mod lignees;
mod pages;
mod parrainages;
mod portefeuille;
mod quotas;
mod recherche;
mod refus;
mod reponse;
mod saisies;
pub mod theme;
#[cfg(any(test, feature = "vitrine"))]
pub mod vitrine;

#[cfg(test)]
mod essais;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post, put};
use tower_http::catch_panic::CatchPanicLayer;

use connexion::proconnect;
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
    // A file, and a row of a hundred long cells, are larger than any form of ours.
    let deposit = post(imports::deposit::deposit).layer(DefaultBodyLimit::max(tableur::FICHIER_MAX));
    let change = post(imports::change::change).layer(DefaultBodyLimit::max(imports::GESTE_MAX));
    let routes = Router::new()
        .route("/", get(recherche::show::show))
        .route("/recherche", post(recherche::search::search))
        .route("/portefeuille", get(portefeuille::show::show))
        .route("/portefeuille/filtres", post(portefeuille::filtres::save))
        .route("/portefeuille/filtres/oubli", post(portefeuille::filtres::drop))
        .route("/lectures", get(lectures::show::show))
        .route("/dossiers", post(dossiers::create::create))
        .route("/dossiers/nouveau", get(dossiers::new::new).post(dossiers::new::begin))
        .route("/dossiers/{dossier}", get(dossiers::show::show).post(dossiers::modify::modify))
        .route("/dossiers/{dossier}/modifier", get(dossiers::edit::edit))
        .route("/dossiers/{dossier}/impression", get(dossiers::print::print))
        .route("/dossiers/{dossier}/delicat", post(dossiers::unfold::unfold))
        .route("/dossiers/{dossier}/identifiants", post(dossiers::reveal::reveal))
        .route("/dossiers/{dossier}/entretiens", post(dossiers::record_entretien::record_entretien))
        .route("/dossiers/{dossier}/brouillon", put(dossiers::save_draft::save_draft))
        .route("/imports", get(imports::list::list).merge(deposit))
        .route("/imports/modele.csv", get(imports::model::model))
        .route("/imports/{import}", get(imports::show::show).merge(change))
        .route("/imports/{import}/avancement", get(imports::progress::progress))
        .route("/imports/{import}/execution", post(imports::run::run))
        .route("/imports/{import}/annulation", post(imports::undo::undo))
        .route("/connexion", get(connexion::show::show).post(connexion::enter::enter))
        .route("/connexion/defi", post(connexion::challenge::challenge))
        .route("/connexion/fin", post(connexion::leave::leave))
        .route("/connexion/proconnect", post(proconnect::begin::begin))
        .route("/connexion/proconnect/retour", get(proconnect::back::back).post(proconnect::conclude::conclude))
        .route("/connexion/proconnect/fin", post(proconnect::end::end))
        .route("/connexion/proconnect/sortie", get(proconnect::end::left))
        .route("/enrolement/{code}", get(enrolement::show::show).post(enrolement::bind::bind))
        .route("/sw.js", get(assets::worker))
        .route("/favicon.ico", get(assets::mark))
        .route("/assets/{name}", get(assets::asset))
        .route("/assets/hors-ligne", get(pages::erreur::hors_ligne))
        .route("/assets/theme/{empreinte}/{*chemin}", get(theme::asset))
        .route("/composants", get(composants::show::index))
        .route("/composants/{partie}", get(composants::show::show))
        .route("/sante", get(|| async { "ok\n" }));
    let routes = routes
        .route("/formation", get(formation::show::show))
        .route("/formation/examen", get(formation::examen::examen).post(formation::grade::grade))
        .route("/formation/certificat", post(formation::certify::certify))
        .route("/formation/{module}", get(formation::module::module));
    let routes = routes
        .route("/approbations", get(approbations::list::list))
        .route("/approbations/{agent}", get(approbations::show::show))
        .route("/parrainages", get(parrainages::list::list))
        .route("/parrainages/{agent}", get(parrainages::show::show))
        .route("/parrainages/{agent}/adresse", post(parrainages::open::open))
        .route("/parrainages/{agent}/signature", post(parrainages::sign::sign))
        .route("/arrivee/{code}", get(arrivee::show::show).post(arrivee::bind::bind))
        .route("/acces", get(acces::show::show))
        .route("/lignees", get(lignees::show::show))
        .route("/habilitations/{agent}/histoire", get(histoire::show::show))
        .route("/habilitations/{agent}/preuves", get(histoire::export::export))
        .route("/campagnes", get(campagnes::list::list))
        .route("/campagnes/reprise", post(campagnes::beside::beside))
        .route("/campagnes/{agent}", get(campagnes::show::show))
        .route("/campagnes/{agent}/certification", post(campagnes::certify::certify))
        .route("/campagnes/{agent}/cloture", post(campagnes::end::close))
        .route("/campagnes/{agent}/depart", post(campagnes::end::leave));
    let list = post(habilitations::liste::deposit).layer(DefaultBodyLimit::max(habilitations::liste::FICHIER_MAX));
    let routes = routes
        .route("/compte", get(compte::show::show))
        .route("/compte/alerte", post(compte::alert::alert))
        .route("/compte/cles", post(compte::add_key::add_key))
        .route("/compte/cles/retrait", post(compte::remove_key::remove_key))
        .route("/habilitations", get(habilitations::desk::desk))
        .route("/habilitations/liste", list)
        .route("/habilitations/nouvelle", get(habilitations::propose::form).post(habilitations::propose::propose))
        .route("/habilitations/{agent}", get(habilitations::show::show))
        .route("/habilitations/{agent}/renouvellement", post(habilitations::renew::renew))
        .route("/habilitations/{agent}/cles", post(habilitations::redo_keys::redo_keys))
        .route("/habilitations/{agent}/direction", post(habilitations::propose_direction::propose_direction))
        .route("/habilitations/{agent}/approbation", post(habilitations::approve::approve))
        .route("/habilitations/{agent}/refus", post(habilitations::refuse::refuse))
        .route("/habilitations/{agent}/tirage", post(habilitations::decline::decline))
        .route("/habilitations/{agent}/veto", post(habilitations::veto::veto))
        .route("/habilitations/{agent}/confirmation", post(habilitations::confirm::confirm))
        .route("/habilitations/{agent}/retablissement", post(habilitations::restore::restore))
        .route("/habilitations/{agent}/reveil", post(habilitations::wake::wake))
        .route("/habilitations/{agent}/cloture", post(habilitations::close::close))
        .route("/habilitations/{agent}/mutation", post(habilitations::transfer::transfer))
        .route("/habilitations/{agent}/certification", post(habilitations::certify::certify))
        .route("/habilitations/{agent}/passation", post(habilitations::hand_over::hand_over))
        .route("/habilitations/{agent}/secours", post(habilitations::rescue::rescue))
        .route("/habilitations/{agent}/suspension", post(habilitations::suspend::suspend))
        .route("/habilitations/{agent}/identite", post(habilitations::bind_identity::bind_identity))
        .route("/quotas", get(quotas::show::show).post(quotas::ask::ask));
    #[cfg(feature = "demo")]
    let routes = routes.route("/demo/personas", post(demo::search)).route("/demo/personas/{n}", post(demo::persona));
    routes
        .fallback(|| async { refus::Refus::Inconnue })
        .method_not_allowed_fallback(|| async { refus::Refus::Inconnue })
        .layer(CatchPanicLayer::custom(|_| refus::Refus::after_panic()))
        // From here outwards: the page of a refusal is drawn, then every answer gets the policy.
        .layer(middleware::from_fn_with_state(Arc::clone(&etat), refus::draw))
        .layer(middleware::from_fn(entetes::set))
        .layer(DefaultBodyLimit::max(demande::CORPS_MAX))
        .with_state(etat)
}

/// Serves until the listener fails or the future is dropped.
///
/// # Errors
/// The listener's.
pub async fn serve(listener: tokio::net::TcpListener, app: Router) -> io::Result<()> {
    axum::serve(listener, app).await
}
