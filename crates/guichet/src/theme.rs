//! An operator's theme: a folder beside the program, read once at start, served as it is. See `docs/theme.md`.
//!
//! All its addresses hold one hash of the whole folder, so that the style's own relative addresses (`polices/…`) work
//! and a browser may keep everything for ever.

pub mod contraste;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use axum::extract::{Path as Asked, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use droits::signature::sha256;

use crate::refus::Refus;
use crate::{Etat, assets, encodage};

/// Largest file of a theme, in bytes.
pub const FICHIER_MAX: u64 = 512 * 1024;
/// Most files in a theme.
const FICHIERS_MAX: usize = 32;

/// A theme that was read and accepted.
#[derive(Clone, Debug)]
pub struct Theme(Arc<Contenu>);

#[derive(Debug, Default)]
struct Contenu {
    empreinte: String,
    nom: String,
    titre: Option<String>,
    fichiers: Vec<Fichier>,
}

#[derive(Debug)]
struct Fichier {
    /// Within the folder: "theme.css", "polices/texte.woff2".
    chemin: String,
    octets: Vec<u8>,
}

/// Why a folder is not a theme. The file's name is the operator's own: it may be shown.
#[derive(Debug, PartialEq, Eq)]
pub enum ThemeError {
    /// The folder, or a file of it, cannot be read.
    Unreadable(String),
    /// There is no `theme.css`.
    WithoutStyle,
    /// A file over [`FICHIER_MAX`].
    TooLarge(String),
    /// More files than a theme has.
    TooMany,
    /// A file that a theme does not hold.
    UnknownKind(String),
    /// A style or an image that asks for something outside the folder.
    Elsewhere(String),
    /// A line of `theme.toml` that is neither `nom` nor `titre`.
    BadToml(usize),
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ThemeError::Unreadable(what) => write!(f, "thème : {what} ne peut pas être lu"),
            ThemeError::WithoutStyle => f.write_str("thème : il manque theme.css"),
            ThemeError::TooLarge(name) => write!(f, "thème : {name} dépasse {} ko", FICHIER_MAX / 1024),
            ThemeError::TooMany => write!(f, "thème : plus de {FICHIERS_MAX} fichiers"),
            ThemeError::UnknownKind(name) => write!(
                f,
                "thème : {name} n'a pas sa place ici (theme.css, theme.toml, marque.svg, polices/*.woff2, *.txt, *.md)"
            ),
            ThemeError::Elsewhere(what) => write!(f, "thème : {what} désigne autre chose qu'un fichier du dossier"),
            ThemeError::BadToml(line) => {
                write!(f, "thème : theme.toml, ligne {line} : attendu nom = \"…\" ou titre = \"…\"")
            }
        }
    }
}

impl std::error::Error for ThemeError {}

impl Theme {
    /// Reads a folder.
    ///
    /// # Errors
    /// Whatever makes it no theme, in a sentence for the operator.
    pub fn read(folder: &Path) -> Result<Theme, ThemeError> {
        let mut fichiers = Vec::new();
        collect(folder, "", &mut fichiers)?;
        // The order of a folder's listing is chance; the hash is not.
        fichiers.sort_by(|a, b| a.chemin.cmp(&b.chemin));
        let mut all = Vec::new();
        for fichier in &fichiers {
            all.extend(fichier.chemin.as_bytes());
            all.extend(sha256(&fichier.octets));
        }
        let empreinte = encodage::hex(&sha256(&all)[..8]);
        let text = |name: &str| fichiers.iter().find(|f| f.chemin == name).map(Fichier::text).transpose();
        let style = text("theme.css")?.ok_or(ThemeError::WithoutStyle)?;
        within(style, &fichiers)?;
        if let Some(marque) = text("marque.svg")? {
            is_drawing(marque)?;
        }
        let (nom, titre) = names(text("theme.toml")?.unwrap_or_default())?;
        Ok(Theme(Arc::new(Contenu { empreinte, nom, titre, fichiers })))
    }

    /// Its name, for the log of the start.
    pub fn nom(&self) -> &str {
        &self.0.nom
    }

    /// What stands beside the mark in place of "Cairn".
    pub fn titre(&self) -> Option<&str> {
        self.0.titre.as_deref()
    }

    /// Where its style is served.
    pub fn style(&self) -> String {
        self.address("theme.css")
    }

    /// Where its mark is served, if it has one.
    pub fn marque(&self) -> Option<String> {
        self.file("marque.svg").map(|_| self.address("marque.svg"))
    }

    /// Pairs of colours that are hard to read with this theme over ours: warnings for the operator.
    pub fn faiblesses(&self) -> Vec<contraste::Faiblesse> {
        let style = self.file("theme.css").and_then(|f| f.text().ok()).unwrap_or_default();
        contraste::faiblesses(&[assets::STYLE, style])
    }

    fn address(&self, chemin: &str) -> String {
        format!("/assets/theme/{}/{chemin}", self.0.empreinte)
    }

    fn file(&self, chemin: &str) -> Option<&Fichier> {
        self.0.fichiers.iter().find(|f| f.chemin == chemin)
    }
}

/// GET /assets/theme/{empreinte}/{chemin}.
pub async fn asset(
    State(etat): State<Etat>,
    Asked((empreinte, chemin)): Asked<(String, String)>,
) -> Result<Response, Refus> {
    let theme = etat.theme.as_ref().filter(|theme| theme.0.empreinte == empreinte).ok_or(Refus::Inconnue)?;
    let is_served = [".css", ".svg", ".woff2"].iter().any(|end| chemin.ends_with(end));
    let fichier = theme.file(&chemin).filter(|_| is_served).ok_or(Refus::Inconnue)?;
    let headers = [(CONTENT_TYPE, assets::kind(&chemin)), (CACHE_CONTROL, assets::FOR_EVER)];
    Ok((headers, fichier.octets.clone()).into_response())
}

impl Fichier {
    fn text(&self) -> Result<&str, ThemeError> {
        std::str::from_utf8(&self.octets).map_err(|_| ThemeError::Unreadable(self.chemin.clone()))
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<Fichier>) -> Result<(), ThemeError> {
    let unreadable = |what: &str| ThemeError::Unreadable(what.to_owned());
    let listing = std::fs::read_dir(folder).map_err(|_| unreadable(&folder.display().to_string()))?;
    for entry in listing {
        let entry = entry.map_err(|_| unreadable(&folder.display().to_string()))?;
        let name = entry.file_name().into_string().map_err(|_| unreadable("un nom de fichier"))?;
        let chemin = format!("{prefix}{name}");
        let path = entry.path();
        // Of the entry itself: what a link points at would be served to anybody.
        let kind = entry.file_type().map_err(|_| unreadable(&chemin))?;
        if chemin == "polices" && kind.is_dir() {
            collect(&path, "polices/", found)?;
            continue;
        }
        if !kind.is_file() || !belongs(&chemin) {
            return Err(ThemeError::UnknownKind(chemin));
        }
        let size = std::fs::metadata(&path).map_err(|_| unreadable(&chemin))?.len();
        if size > FICHIER_MAX {
            return Err(ThemeError::TooLarge(chemin));
        }
        if found.len() == FICHIERS_MAX {
            return Err(ThemeError::TooMany);
        }
        let octets = std::fs::read(&path).map_err(|_| unreadable(&chemin))?;
        found.push(Fichier { chemin, octets });
    }
    Ok(())
}

/// A licence or a note may lie beside what it speaks of; it is not served.
fn belongs(chemin: &str) -> bool {
    match chemin {
        "theme.css" | "theme.toml" | "marque.svg" => true,
        _ if chemin.ends_with(".txt") || chemin.ends_with(".md") => true,
        _ => chemin.starts_with("polices/") && chemin.ends_with(".woff2"),
    }
}

/// The style asks for nothing but files of its folder. The policy of every page would stop the rest anyway: this is
/// for the operator, who learns it at start rather than by a font that does not come.
fn within(style: &str, fichiers: &[Fichier]) -> Result<(), ThemeError> {
    let style = contraste::without_comments(style);
    let lower = style.to_ascii_lowercase();
    for word in ["@import", "://", "\\", "image-set(", "src("] {
        if lower.contains(word) {
            return Err(ThemeError::Elsewhere(format!("theme.css ({word})")));
        }
    }
    for (at, _) in lower.match_indices("url(") {
        let target = style[at + 4..].split(')').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        if !fichiers.iter().any(|f| f.chemin == target) {
            return Err(ThemeError::Elsewhere(format!("url({target})")));
        }
    }
    Ok(())
}

fn is_drawing(svg: &str) -> Result<(), ThemeError> {
    let lower = svg.to_ascii_lowercase().replace("http://www.w3.org/", "");
    let foreign = ["<script", "<foreignobject", "://", "javascript:", "<!entity", "<image"];
    match foreign.iter().find(|word| lower.contains(**word)) {
        Some(word) => Err(ThemeError::Elsewhere(format!("marque.svg ({word})"))),
        None => Ok(()),
    }
}

/// The two names of `theme.toml`.
fn names(toml: &str) -> Result<(String, Option<String>), ThemeError> {
    let (mut nom, mut titre) = (String::new(), None);
    for (n, line) in toml.lines().enumerate().map(|(n, line)| (n + 1, line.trim())) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (key, value) = line.split_once('=').ok_or(ThemeError::BadToml(n))?;
        let value = value.trim().strip_prefix('"').and_then(|v| v.strip_suffix('"')).ok_or(ThemeError::BadToml(n))?;
        match key.trim() {
            "nom" => nom = value.to_owned(),
            "titre" if value.chars().count() <= 40 => titre = Some(value.to_owned()),
            _ => return Err(ThemeError::BadToml(n)),
        }
    }
    Ok((nom, titre.filter(|t| !t.trim().is_empty())))
}

#[cfg(test)]
mod tests;
