//! Scripts, styles, icons and the mark, from memory. An address holds its content's hash, so that a browser keeps it for ever.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use droits::signature::sha256;

use crate::encodage;
use crate::refus::Refus;

/// What an address that holds a hash may promise.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The style sheet, one file for browsers, one per subject for people. The tokens come first, paper last.
pub const STYLE: &str = concat!(
    include_str!("jetons.css"),
    include_str!("base.css"),
    include_str!("actions.css"),
    include_str!("saisie.css"),
    include_str!("messages.css"),
    include_str!("listes.css"),
    include_str!("cadres.css"),
    include_str!("pages.css"),
    include_str!("milieux.css"),
);

struct Asset {
    name: &'static str,
    text: &'static str,
}

macro_rules! assets {
    ($($name:literal)*) => { &[$(Asset { name: $name, text: include_str!($name) }),*] };
}

const ASSETS: &[Asset] = assets! {
    "accueil.css" "agenda.css" "agenda.js" "approbation.js" "ateliers.css" "ateliers.js" "attendre.js" "attente.js" "cairn.js" "cairn.svg" "cle.js" "combobox.js" "composants.css" "connexion.js" "dossier.css" "dossier.js" "enrolement.js" "entree.js" "formation.js" "formulaire.js" "fuites.js" "geste.js"
    "impression.js" "journee.css" "nouveau.js" "palette.js" "proconnect.js"
    "icones.svg" "imports.css" "imports.js" "liste.js" "recherche.js" "reessai.js" "repartition.js"
};

/// The personas' software authenticator: in the builds that have personas, and in no other.
#[cfg(feature = "demo")]
const DEMO: &[Asset] = &[Asset { name: "demo.js", text: include_str!("../demo/demo.js") }];
#[cfg(not(feature = "demo"))]
const DEMO: &[Asset] = &[];

static SMALL_STYLE: LazyLock<String> = LazyLock::new(|| smaller(STYLE));

struct Served {
    name: &'static str,
    /// The last part of its address: "cairn.4f1d…e2.css".
    address: String,
    text: &'static str,
}

static SERVED: LazyLock<Vec<Served>> = LazyLock::new(|| {
    let files = ASSETS.iter().chain(DEMO).map(|asset| (asset.name, asset.text));
    let all = files.chain([("cairn.css", SMALL_STYLE.as_str())]);
    all.map(|(name, text)| {
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        let hash = encodage::hex(&sha256(text.as_bytes())[..8]);
        Served { name, address: format!("{stem}.{hash}.{extension}"), text }
    })
    .collect()
});

/// Where an asset is served.
pub fn address(name: &str) -> String {
    let served = SERVED.iter().find(|served| served.name == name);
    served.map_or_else(|| format!("/assets/absent-{name}"), |served| format!("/assets/{}", served.address))
}

/// GET /assets/{name}.
pub async fn asset(Path(name): Path<String>) -> Result<Response, Refus> {
    let served = SERVED.iter().find(|served| served.address == name).ok_or(Refus::Inconnue)?;
    Ok(serve(served.text, kind(served.name), FOR_EVER))
}

/// GET /sw.js: the worker that signs. At the root, for its scope is everything; asked for again at each start.
pub async fn worker() -> Response {
    serve(include_str!("sw.js"), "text/javascript; charset=utf-8", "no-cache")
}

/// GET /favicon.ico: browsers ask for it where a page names no icon.
pub async fn mark() -> Response {
    serve(include_str!("cairn.svg"), kind("cairn.svg"), "public, max-age=86400")
}

/// The kind of a file, by the end of its name.
pub fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "image/svg+xml",
    }
}

fn serve(text: &'static str, kind: &'static str, kept: &'static str) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, kept)], text).into_response()
}

/// The same style without its comments, its line ends and the blanks that mean nothing. A blank *before* a colon
/// means something (`main :focus`), so only the one after it goes.
fn smaller(css: &str) -> String {
    let mut text = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        text.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let joined: String = text.lines().map(str::trim).collect::<Vec<_>>().join("");
    [
        ("; }", "}"),
        (" { ", "{"),
        (" {", "{"),
        ("{ ", "{"),
        ("; ", ";"),
        (": ", ":"),
        (", ", ","),
        (" > ", ">"),
        (";}", "}"),
    ]
    .iter()
    .fold(joined, |css, (long, short)| css.replace(long, short))
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
        let served: BTreeSet<_> = SERVED.iter().map(|served| served.name.to_owned()).collect();
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
            } else if path.extension().is_some_and(|e| e == "html") || path.ends_with("pages/mod.rs") {
                let text = std::fs::read_to_string(&path).expect("a page is text");
                for call in ["asset(\"", "address(\""] {
                    let calls = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                    asked.extend(calls.map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn the_style_is_light_and_says_the_same_without_its_blanks() {
        assert!(SMALL_STYLE.len() <= 24_000, "{} bytes", SMALL_STYLE.len());
        let check = |long: &str, short: &str| assert_eq!(smaller(long), short);
        check("/* why */\n.a { b: c; d: e, f; }\n", ".a{b:c;d:e,f;}".replace(";}", "}").as_str());
        check("main :focus { a: b; }\n", "main :focus{a:b}");
        check("@media (x: y) {\n  .a { b: c; }\n}\n", "@media (x:y){.a{b:c}}");
    }

    #[test]
    fn nothing_in_the_style_comes_from_elsewhere_or_is_smaller_than_sixteen_pixels() {
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import") && !STYLE.contains("!ie"));
        for (at, _) in STYLE.match_indices("font-size:") {
            let size = STYLE[at + 10..].split([';', '}']).next().unwrap_or_default().trim();
            let rem = size.strip_suffix("rem").and_then(|n| n.parse::<f32>().ok());
            assert!(size.starts_with("var(--t") || size == "11pt" || rem.is_some_and(|n| n >= 1.0), "{size}");
        }
        for step in 1..=4 {
            let value = STYLE.split(&format!("--t{step}: ")).nth(1).and_then(|rest| rest.split("rem").next());
            assert!(value.and_then(|n| n.parse::<f32>().ok()).is_some_and(|n| n >= 1.0), "--t{step}");
        }
    }

    #[test]
    fn every_icon_asked_for_is_drawn() {
        fn walk(folder: &Path, asked: &mut BTreeSet<String>) {
            for entry in std::fs::read_dir(folder).expect("the sources are there").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    walk(&path, asked);
                } else if path.extension().is_some_and(|e| e == "html") {
                    let text = std::fs::read_to_string(&path).expect("a page is text");
                    let calls = text.split("icone(\"").skip(1).filter_map(|rest| rest.split('"').next());
                    asked.extend(calls.map(str::to_owned));
                }
            }
        }
        let mut asked = BTreeSet::new();
        walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut asked);
        let drawn = include_str!("icones.svg");
        let missing: Vec<_> = asked.iter().filter(|name| !drawn.contains(&format!("id=\"{name}\""))).collect();
        assert!(asked.len() > 5 && missing.is_empty(), "{missing:?}");
    }
}
