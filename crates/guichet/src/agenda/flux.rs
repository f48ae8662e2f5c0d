//! POST /agenda/flux, POST /agenda/flux/oubli, GET /agenda/flux/{jeton}.ics: an agenda in another program. The address is the only
//! key to it and is told once; what it gives names nobody.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::agenda::ics;
use crate::demande::Demande;
use crate::encodage;
use crate::face::FluxLu;
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// A new address; the one before serves no more.
pub async fn open(State(etat): State<Etat>, headers: HeaderMap, demande: Demande) -> Result<Response, Refus> {
    let adresse = etat.coffre.open_feed(&demande.signee).await?;
    let chemin = format!("/agenda/flux/{}.ics", encodage::hex(&adresse.jeton));
    // The browser's own word for where it is; the path alone where it says nothing.
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok()).filter(|o| *o != "null");
    let cadre = Cadre::of(&etat, demande.langue, adresse.agent);
    let secret = domaine::Clair::new(format!("{}{chemin}", origin.unwrap_or_default()));
    reponse::page(&FluxPage { cadre, secret })
}

/// No address any more.
pub async fn close(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    etat.coffre.close_feed(&demande.signee).await?;
    Ok(reponse::toward("/agenda", demande.page))
}

/// The calendar. Nobody is in: an address that never was, one of before, and one whose agent left are one answer.
pub async fn read(State(etat): State<Etat>, Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Refus> {
    let absent = || Ok(StatusCode::NOT_FOUND.into_response());
    let Some(jeton) = name.strip_suffix(".ics").and_then(encodage::from_hex32) else { return absent() };
    match etat.coffre.feed(jeton).await? {
        FluxLu::Inconnu => absent(),
        FluxLu::Patience => Ok((StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "3600")]).into_response()),
        FluxLu::Ouvert(flux) => {
            let text = ics::calendar(&flux, Langue::of(&headers, None));
            Ok(([(header::CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
        }
    }
}

/// Data of the page that tells the address.
#[derive(Template)]
#[template(path = "agenda/flux.html")]
pub struct FluxPage {
    /// Frame.
    pub cadre: Cadre,
    /// The whole address.
    pub secret: domaine::Clair,
}
