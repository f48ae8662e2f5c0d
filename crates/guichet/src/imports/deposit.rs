//! POST /imports: the file itself, as raw bytes. Its name stays in the browser; a bad one changes nothing.

use axum::Json;
use axum::extract::{FromRequest, Request, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tableur::{Codage, Feuille, Format, Illisible};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::demande::Demande;
use crate::face::ImportLu;
use crate::langues::Langue;
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Files read at the same time: each may take a core, and two hundred megabytes once inflated.
static LECTURES: Semaphore = Semaphore::const_new(2);

/// Files on their way in or waiting for their turn: each holds its twenty megabytes in memory.
static ARRIVEES: Semaphore = Semaphore::const_new(8);

/// A file that arrived whole.
pub struct Depot {
    demande: Demande,
    /// Its place among those that wait.
    _place: SemaphorePermit<'static>,
    /// "csv" or "xlsx", as the browser says; it decides nothing but the words of a refusal.
    extension: Option<&'static str>,
}

impl FromRequest<Etat> for Depot {
    type Rejection = Response;

    /// A length beyond the limit is refused on its word, before a byte is read; one that lied is cut at the limit.
    async fn from_request(request: Request, etat: &Etat) -> Result<Depot, Response> {
        let langue = Langue::of(request.headers(), request.uri().query());
        let announced = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        if announced.is_some_and(|length: u64| length > tableur::FICHIER_MAX as u64) {
            return Err(too_large(langue));
        }
        let Ok(place) = ARRIVEES.try_acquire() else { return Err(too_many(langue)) };
        let extension = extension(request.headers());
        match Demande::from_request(request, etat).await {
            Ok(demande) => Ok(Depot { demande, _place: place, extension }),
            Err(Refus::TropLong) => Err(too_large(langue)),
            Err(refus) => Err(refus.into_response()),
        }
    }
}

/// Reads the file, hands its rows to the coffre, and goes to the page where they are corrected.
pub async fn deposit(State(etat): State<Etat>, depot: Depot) -> Result<Response, Refus> {
    let Depot { demande, _place, extension } = depot;
    let langue = demande.langue;
    let corps = demande.corps.clone();
    // Reading a file is the longest work that a request asks for: not for a stranger.
    etat.coffre.vouch(&demande.signee).await?;
    let _turn = LECTURES.acquire().await.map_err(|_| Refus::interne("no reading of files"))?;
    let read = tokio::task::spawn_blocking(move || tableur::read(&corps, extension)).await;
    let feuille = match read.map_err(|_| Refus::interne("the reading of a file broke"))? {
        Ok(feuille) => feuille,
        Err(illisible) => return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, &sentence(langue, illisible))),
    };
    let import = etat.coffre.deposit_import(&demande.signee, rows(feuille)).await?;
    Ok(reponse::toward(&format!("/imports/{import}"), demande.page))
}

/// What is wrong with a file, where, and what to do.
pub fn sentence(langue: Langue, illisible: Illisible) -> String {
    let key = format!("import-{}", illisible.key());
    let mut words = match illisible {
        Illisible::PasUnTableur(nature) => langue.t(&format!("import-nature-{}", nature.key())),
        Illisible::LigneTropLongue { attendues, trouvees, .. } => {
            langue.t2(&key, ("attendues", attendues), ("trouvees", trouvees))
        }
        _ => langue.t(&key),
    };
    let place = match illisible.place() {
        Some((ligne, Some(colonne))) => {
            langue.t2("import-place-cellule", ("ligne", ligne), ("colonne", tableur::lettres(colonne)))
        }
        Some((ligne, None)) => langue.t1("import-place-ligne", "ligne", ligne),
        None => return words,
    };
    words.insert(0, ' ');
    words.insert_str(0, &place);
    words
}

fn rows(feuille: Feuille) -> ImportLu {
    let format = match feuille.format {
        Format::Csv { delimiteur, codage } => {
            let codage = match codage {
                Codage::Utf8 => "utf-8",
                Codage::Windows1252 => "windows-1252",
                Codage::Utf16 => "utf-16",
            };
            let delimiteur = match delimiteur {
                ';' => "point-virgule",
                ',' => "virgule",
                '\t' => "tabulation",
                _ => "barre",
            };
            format!("csv;{delimiteur};{codage}")
        }
        Format::Xlsx { feuilles, .. } => format!("xlsx;{feuilles}"),
    };
    let lignes = feuille.lignes.into_iter().map(|ligne| (ligne.numero, ligne.cellules)).collect();
    ImportLu { entetes: feuille.entetes, lignes, format }
}

fn extension(headers: &HeaderMap) -> Option<&'static str> {
    let kind = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    if kind.contains("spreadsheetml") { Some("fichier.xlsx") } else { None }
}

/// For the page's script: a form cannot send raw bytes, so that nobody else asks.
fn refused(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "message": message, "numero": null, "erreurs": {} }))).into_response()
}

fn too_many(langue: Langue) -> Response {
    refused(StatusCode::SERVICE_UNAVAILABLE, &langue.t("import-trop-a-la-fois"))
}

fn too_large(langue: Langue) -> Response {
    refused(StatusCode::PAYLOAD_TOO_LARGE, &sentence(langue, Illisible::TropGros))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tableur::Nature;

    #[test]
    fn every_bad_file_has_its_sentence() {
        let natures = Nature::ALL.into_iter().map(Illisible::PasUnTableur);
        for illisible in Illisible::ALL.into_iter().chain(natures) {
            for langue in Langue::ALL {
                let words = sentence(langue, illisible);
                assert!(!words.contains('«') || !words.contains("import-"), "{illisible:?} {words}");
                assert!(words.len() > 30, "{illisible:?}: what to do is said: {words}");
            }
        }
    }
}
