//! The pages, without a base behind them:
//! `cargo run -p guichet --features vitrine --example vitrine [port] [dossier du thème, ou -] [rôle joué par tous]`.

use droits::Role;
use guichet::demo::Demo;
use guichet::theme::Theme;
use guichet::{Config, Proconnect, vitrine};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::args().nth(1).and_then(|port| port.parse().ok()).unwrap_or(0);
    let listener = tokio::net::TcpListener::bind(("localhost", port)).await?;
    println!("http://localhost:{}", listener.local_addr()?.port());
    let coffre = vitrine::Coffre::default();
    if let Some(role) = std::env::args().nth(3).and_then(|role| Role::from_key(&role)) {
        coffre.plays(role);
    }
    let config = Config {
        coffre,
        rp_id: "localhost".into(),
        theme: theme()?,
        proconnect: Some(Proconnect::new(vitrine::fournisseur::Client).into()),
        demo: Some(Demo { personas: vitrine::gens::personas(), telephone: Some(Default::default()) }),
    };
    guichet::serve(listener, guichet::app(config)).await
}

fn theme() -> std::io::Result<Option<Theme>> {
    let folder = std::env::args().nth(2).filter(|folder| folder != "-");
    folder.map(|folder| Theme::read(folder.as_ref())).transpose().map_err(std::io::Error::other)
}
