//! Scripts, styles and the mark, from memory. An address holds its content's hash, so that a browser keeps it for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use droits::signature::sha256;

use crate::encodage;
use crate::refus::Refus;

struct Asset {
    name: &'static str,
    text: &'static str,
}

macro_rules! assets {
    ($($name:literal)*) => { &[$(Asset { name: $name, text: include_str!($name) }),*] };
}

const ASSETS: &[Asset] = assets! {
    "attente.js" "cairn.css" "cairn.js" "cairn.svg" "connexion.js" "dossier.js" "enrolement.js" "entree.js" "formulaire.js"
    "liste.js" "recherche.js" "reessai.js"
};

/// The personas' software authenticator: in the builds that have personas, and in no other.
#[cfg(feature = "demo")]
const DEMO: &[Asset] = &[Asset { name: "demo.js", text: include_str!("../demo/demo.js") }];
#[cfg(not(feature = "demo"))]
const DEMO: &[Asset] = &[];

/// Each asset with the last part of its address: "cairn.4f1d…e2.css".
static SERVED: LazyLock<Vec<(String, &Asset)>> = LazyLock::new(|| {
    let all = ASSETS.iter().chain(DEMO);
    all.map(|asset| {
        let (stem, extension) = asset.name.split_once('.').unwrap_or((asset.name, ""));
        let hash = encodage::hex(&sha256(asset.text.as_bytes())[..8]);
        (format!("{stem}.{hash}.{extension}"), asset)
    })
    .collect()
});

/// Where an asset is served.
pub fn address(name: &str) -> String {
    let served = SERVED.iter().find(|(_, asset)| asset.name == name);
    served.map_or_else(|| format!("/assets/absent-{name}"), |(address, _)| format!("/assets/{address}"))
}

/// GET /assets/{name}.
pub async fn asset(Path(name): Path<String>) -> Result<Response, Refus> {
    let (_, asset) = SERVED.iter().find(|(address, _)| *address == name).ok_or(Refus::Inconnue)?;
    Ok(serve(asset.text, kind(asset.name), "public, max-age=31536000, immutable"))
}

/// GET /sw.js: the worker that signs. At the root, for its scope is everything; asked for again at each start.
pub async fn worker() -> Response {
    serve(include_str!("sw.js"), "text/javascript; charset=utf-8", "no-cache")
}

/// GET /favicon.ico: browsers ask for it where a page names no icon.
pub async fn mark() -> Response {
    serve(include_str!("cairn.svg"), kind("cairn.svg"), "public, max-age=86400")
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "image/svg+xml",
    }
}

fn serve(text: &'static str, kind: &'static str, kept: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, kept)], text).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_script_asked_for_is_served_and_every_one_served_is_asked_for() {
        let mut asked = BTreeSet::from(["attente.js".to_owned()]);
        walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut asked);
        let served: BTreeSet<_> = SERVED.iter().map(|(_, asset)| asset.name.to_owned()).collect();
        if cfg!(feature = "demo") {
            assert_eq!(asked, served);
        } else {
            assert!(!served.contains("demo.js"));
        }
    }

    fn walk(folder: &Path, asked: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, asked);
            } else if path.extension().is_some_and(|e| e == "html") {
                let text = std::fs::read_to_string(&path).expect("a page is text");
                asked.extend(
                    text.split("asset(\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned),
                );
            }
        }
    }
}
