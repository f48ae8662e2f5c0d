//! `cairn serve`: the application, the contre-clé beside it, and what runs once a minute.

mod guet;
mod instances;

use std::io;
use std::net::{Ipv6Addr, SocketAddr};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use axum::Router;
use clap::Args;
use coffre::Coffre;
use coffre::instances::Stockage;
use coffre::relais::{Depot, Relais};
use contre_cle::protocole::{Answer, Here, No, Question, read_message, write_message};
#[cfg(feature = "exercice")]
use droits::habilitation::Regles;
use guichet::theme::Theme;
use journal::storage::DiskStorage;
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::task::{AbortHandle, JoinHandle};
use zeroize::Zeroizing;

use crate::Fin;
use crate::gardien::{Controls, Gardien};
use crate::lieux::{Lieux, port_of};
use instances::Poste;

/// Options of `cairn serve`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    lieux: Lieux,
    /// Port to listen on; by default the one of the base's address. Behind a proxy, give it.
    #[arg(long)]
    port: Option<u16>,
    /// Listen on every interface: only behind a proxy that speaks TLS.
    #[arg(long)]
    ouvert: bool,
    /// Folder of an operator's own look: `theme.css` and what it needs (see docs/theme.md).
    #[arg(long, value_name = "DOSSIER")]
    theme: Option<PathBuf>,
    /// The vigie listens to a fictional base too. To a real one it always does; a fictional one is worked at the speed of
    /// programs, by tests and benches, which no rule would let by.
    #[arg(long)]
    vigie: bool,
    /// Folder where messages to telephones are left, one sealed file each, for the program that sends them.
    #[arg(long, value_name = "DOSSIER", requires = "relais_cle")]
    relais: Option<PathBuf>,
    /// That program's public key (`age1…`).
    #[arg(long, value_name = "CLE", requires = "relais")]
    relais_cle: Option<String>,
    #[command(flatten)]
    instances: instances::Options,
    /// Turns a named control off, to show in a drill what it holds. A fictional base only, with its keys.
    #[cfg(feature = "exercice")]
    #[arg(long, value_name = "NOM", requires = "cles")]
    sans_controle: Option<String>,
}

/// Serves until told to stop.
pub fn run(options: Options) -> Fin {
    let mut lieux = options.lieux.clone();
    // Before anything is opened: a theme that is refused costs nothing.
    let theme = options.theme.as_deref().map(read_theme).transpose()?;
    lieux.relais = options.relais()?;
    #[cfg(feature = "demo")]
    let cles = lieux.cles()?;
    #[cfg(feature = "demo")]
    let demo = cles.as_ref().map(|cles| crate::monde_::demo(cles, &mut lieux.relais));
    let lieux = lieux;
    let origin = lieux.origine()?;
    let proconnect = crate::proconnect::read(&lieux, &origin)?;
    let port = options.port.or_else(|| port_of(&origin)).unwrap_or(8080);
    let controls = options.controls()?;
    let place = options.instances.place(&lieux)?;
    let coffre = lieux.sealed_with(controls.regles)?;
    let regles = controls.regles;
    let gardien = Gardien::start_with(&lieux, controls)?;

    #[cfg(feature = "demo")]
    if let Some(cles) = &cles {
        gardien.unseal(&cles.racine_contre_cle)?;
    }
    #[cfg(feature = "demo")]
    let roots = cles.as_ref().map(|c| (Zeroizing::new(c.racine_coffre), Zeroizing::new(c.racine_contre_cle)));
    #[cfg(not(feature = "demo"))]
    let roots: Option<(Zeroizing<[u8; 32]>, Zeroizing<[u8; 32]>)> = None;
    let (root, root_of_other_side) = roots.unzip();

    let config = guichet::Config {
        coffre: coffre.clone(),
        rp_id: coffre.config().rp_id.clone(),
        theme,
        proconnect: proconnect.map(|client| Arc::new(guichet::Proconnect::new(client))),
        #[cfg(feature = "demo")]
        demo,
    };
    let is_fictional = root.is_some();
    let is_watched = options.vigie || !is_fictional;
    let gardien = Arc::new(Mutex::new(gardien));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|e| e.to_string())?;
    let handle = runtime.handle().clone();
    let tasks = move |coffre: &Coffre| background(&handle, coffre, is_watched);
    let is_alone = place.is_none();
    let porte = match place {
        None => alone(&lieux, config, &tasks, root)?,
        Some(place) => {
            let app = move |coffre| guichet::app(guichet::Config { coffre, ..config.clone() });
            let ouvrage = instances::Ouvrage { app: Box::new(app), tasks: Box::new(tasks), regles, is_fictional };
            among_others(place, &lieux, ouvrage, runtime.handle(), root)?
        }
    };
    watch(Arc::clone(&gardien), root_of_other_side);
    let ended = runtime.block_on(async move {
        let listener = listen(port, options.ouvert).await.map_err(|e| format!("port {port}: {e}"))?;
        println!("Cairn : {origin}");
        let served = guichet::serve(listener, porte.app);
        tokio::select! {
            ended = served => ended.map_err(|e| e.to_string()),
            () = stopped() => Ok(()),
        }
    });
    // Its bail is put down at once, so that the others need not wait; alone, what verifiers read is complete when nobody is
    // answered any more.
    if !is_alone {
        (porte.close)()?;
        runtime.shutdown_timeout(Duration::from_secs(5));
        return ended;
    }
    runtime.shutdown_timeout(Duration::from_secs(5));
    (porte.close)()?;
    // A real one stays, unsealed, for the next start; a demonstration leaves nothing behind. Among others it may be theirs too.
    if is_fictional {
        gardien.lock().unwrap_or_else(PoisonError::into_inner).stop();
    }
    ended
}

/// What is served, and what is done when it no longer is.
struct Porte {
    app: Router,
    close: Box<dyn FnOnce() -> Fin>,
}

/// The one instance of a base.
fn alone(
    lieux: &Lieux,
    config: guichet::Config,
    tasks: &impl Fn(&Coffre) -> Vec<AbortHandle>,
    root: Option<Zeroizing<[u8; 32]>>,
) -> Result<Porte, String> {
    let coffre = config.coffre.clone();
    match root {
        Some(root) => {
            unseal(&coffre, lieux, &root)?;
            if !coffre.fictif() {
                return Err("--cles is for fictional bases; a real one is unsealed by `cairn cle desceller`".into());
            }
        }
        None => {
            let (opened, asked, lieux) = (coffre.clone(), coffre.clone(), lieux.clone());
            let prise = lieux.prise_coffre();
            let take = move |root: &[u8; 32]| unseal(&opened, &lieux, root);
            wait_for_root(&prise, take, move || !asked.is_unsealed())?;
        }
    }
    tasks(&coffre);
    let close = move || {
        if !coffre.is_unsealed() {
            return Ok(());
        }
        coffre.publish().map_err(|_| "the journal could not be published; it will be at the next start".into())
    };
    Ok(Porte { app: guichet::app(config), close: Box::new(close) })
}

/// One of several.
fn among_others(
    place: instances::Place,
    lieux: &Lieux,
    ouvrage: instances::Ouvrage,
    runtime: &Handle,
    root: Option<Zeroizing<[u8; 32]>>,
) -> Result<Porte, String> {
    let prise = place.prise(lieux);
    let poste = Poste::new(place, lieux.clone(), lieux.open_base()?, ouvrage, runtime.clone())?;
    match root {
        Some(root) => instances::keep_root(&poste, &root)?,
        None => {
            let (kept, asked) = (Arc::clone(&poste), Arc::clone(&poste));
            wait_for_root(&prise, move |root| instances::keep_root(&kept, root), move || asked.is_sealed())?;
        }
    }
    let watching = instances::start(&poste)?;
    let app = poste.router();
    let close = move || {
        poste.stop();
        watching.join().map_err(|_| "the watch over the bail ended badly".to_owned())
    };
    Ok(Porte { app, close: Box::new(close) })
}

/// What runs beside the pages of an unsealed coffre.
fn background(runtime: &Handle, coffre: &Coffre, is_watched: bool) -> Vec<AbortHandle> {
    let mut tasks = vec![runtime.spawn(every_minute(coffre.clone())), runtime.spawn(every_day(coffre.clone()))];
    if is_watched {
        tasks.push(runtime.spawn(guet::listen(coffre.clone())));
    }
    tasks.iter().map(JoinHandle::abort_handle).collect()
}

impl Options {
    /// Who takes messages to telephones in charge.
    fn relais(&self) -> Result<Option<Arc<dyn Relais>>, String> {
        let (Some(dossier), Some(cle)) = (&self.relais, &self.relais_cle) else { return Ok(None) };
        let depot = Depot::open(dossier.clone(), cle).map_err(|e| format!("{}: {e}", dossier.display()))?;
        Ok(Some(Arc::new(depot)))
    }

    /// The controls that are on: all of them, but in a drill.
    fn controls(&self) -> Result<Controls, String> {
        #[cfg(feature = "exercice")]
        if let Some(name) = &self.sans_controle {
            let regles = Regles::sans(name).ok_or_else(|| format!("no control {name}"))?;
            return Ok(Controls { regles, sans: Some(name.clone()) });
        }
        Ok(Controls::default())
    }
}

/// The theme, or why not; what is hard to read in it is said and served all the same.
fn read_theme(folder: &Path) -> Result<Theme, String> {
    let theme = Theme::read(folder).map_err(|e| e.to_string())?;
    for weak in theme.faiblesses() {
        eprintln!("cairn: thème {}, contraste faible : {weak}", theme.nom());
    }
    Ok(theme)
}

/// Gives a root to the coffre of the one instance.
pub fn unseal(coffre: &Coffre, lieux: &Lieux, root: &[u8; 32]) -> Fin {
    let base = lieux.open_base()?;
    Coffre::check_root(root, &base).map_err(|e| e.to_string())?;
    if Stockage::is_in(&base).map_err(|e| e.to_string())? {
        return Err("the journal of this base lies in it, for several instances: serve it with --instance".into());
    }
    let storage = DiskStorage::open(lieux.coffre().join("journal")).map_err(|e| format!("journal: {e}"))?;
    coffre.unseal(root, base, storage, Gardien::client(lieux)?).map_err(|e| e.to_string())
}

/// Loopback by its two addresses, or everywhere.
async fn listen(port: u16, is_open: bool) -> io::Result<TcpListener> {
    if is_open {
        return TcpListener::bind(SocketAddr::from((Ipv6Addr::UNSPECIFIED, port))).await;
    }
    TcpListener::bind(("127.0.0.1", port)).await
}

/// The socket on which a side without its root takes it.
fn wait_for_root(
    path: &Path,
    take: impl Fn(&[u8; 32]) -> Fin + Send + 'static,
    is_sealed: impl Fn() -> bool + Send + 'static,
) -> Fin {
    let listener = bind(path).map_err(|e| format!("{}: {e}", path.display()))?;
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            // A connection that breaks is its owner's affair.
            let _ = take_root(connection, &take, &is_sealed);
        }
    });
    eprintln!("cairn: sealed; give the roots with `cairn cle desceller`");
    Ok(())
}

fn take_root(
    mut connection: UnixStream,
    take: &impl Fn(&[u8; 32]) -> Fin,
    is_sealed: &impl Fn() -> bool,
) -> io::Result<()> {
    while let Some(message) = read_message(&mut connection)? {
        let answer = match Question::decode(&message) {
            Some(Question::Unseal { root }) => {
                let root = Zeroizing::new(root);
                match take(&root) {
                    Ok(()) => here(is_sealed()),
                    Err(why) => {
                        tracing::error!(why, "not unsealed");
                        Answer::No(No::WrongRoot)
                    }
                }
            }
            Some(Question::Hello { .. }) => here(is_sealed()),
            _ => Answer::No(No::Message),
        };
        write_message(&mut connection, &answer.encode())?;
    }
    Ok(())
}

fn here(is_sealed: bool) -> Answer {
    let now = contre_cle::serveur::now();
    Answer::Here(Here { is_sealed, len: 0, root: [0; 32], cosigner: String::new(), dossiers: 0, now })
}

fn bind(path: &Path) -> io::Result<UnixListener> {
    use std::os::unix::fs::PermissionsExt;
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Starts the contre-clé again when it is gone; a fictional base gives it its root again too.
fn watch(gardien: Arc<Mutex<Gardien>>, root: Option<Zeroizing<[u8; 32]>>) {
    thread::spawn(move || {
        loop {
            thread::sleep(Duration::from_millis(500));
            let mut gardien = gardien.lock().unwrap_or_else(PoisonError::into_inner);
            if gardien.ensure().is_err() {
                continue;
            }
            if let (Some(root), Some(true)) = (&root, gardien.is_sealed()) {
                let _ = gardien.unseal(root);
            }
        }
    });
}

/// Names that nobody uses leave memory; files that nobody imported are forgotten; who was never reached leaves her list; tiles are
/// published.
async fn every_minute(coffre: Coffre) {
    loop {
        tokio::time::sleep(Duration::from_secs(60)).await;
        let _ = coffre.drop_idle_names().await;
        let _ = coffre.forget_old_imports().await;
        let _ = coffre.purge_reperages().await;
        let _ = coffre.draw_lots().await;
        let publishing = coffre.clone();
        let _ = tokio::task::spawn_blocking(move || publishing.publish()).await;
    }
}

/// The sweep, six minutes after the start and then once a day.
async fn every_day(coffre: Coffre) {
    tokio::time::sleep(Duration::from_secs(6 * 60)).await;
    loop {
        match coffre.sweep().await {
            Ok(seen) if seen.ecarts.is_empty() => tracing::info!(dossiers = seen.dossiers, "sweep"),
            Ok(seen) => tracing::error!(ecarts = seen.ecarts.len(), "sweep found mismatches"),
            Err(_) => tracing::warn!("sweep not concluded"),
        }
        tokio::time::sleep(Duration::from_secs(24 * 3_600)).await;
    }
}

async fn stopped() {
    let mut term = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(term) => term,
        Err(_) => return std::future::pending().await,
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
    }
}
