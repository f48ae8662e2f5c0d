//! POST /connexion/proconnect/retour: who came back, and what she may see, which is only her own account's state. No login is made.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;

use super::known::ConnuPage;
use super::refused::{Famille, RefusPage};
use super::{now, of};
use crate::demande::refuse_foreign;
use crate::face::Federe;
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// The query that the provider wrote, posted by the tab that left → a page.
pub async fn conclude(
    State(etat): State<Etat>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    corps: Bytes,
) -> Result<Response, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let proconnect = of(&etat)?;
    let cadre = Cadre::gesture(&etat, Langue::of(&headers, query.as_deref()));
    let identite = match proconnect.conclude(&query_of(&corps)).await {
        Ok(identite) => identite,
        Err(refusal) => {
            let famille = Famille::of(refusal);
            // Not a word of a refusal comes from outside; and what anybody can bring about at will fills no log.
            if famille != Famille::Recommencer {
                tracing::warn!(why = %refusal, "no ProConnect identity");
            }
            return with_status(famille.status(), reponse::page(&RefusPage { cadre, famille })?);
        }
    };
    // Recorded there before it is answered.
    let federe = etat.coffre.federe(identite.hash()).await?;
    let sortie = proconnect.sorties.keep(identite.id_token_hint, now());
    match federe {
        Federe::Connu(compte) => reponse::page(&ConnuPage { cadre, compte: *compte, sortie }),
        Federe::Inconnu { code } => reponse::page(&InconnuPage { cadre, code, sortie }),
    }
}

/// Somebody who is known to nobody here: whom to ask, and the letters that a parrain types.
#[derive(Template)]
#[template(path = "connexion/proconnect/unknown.html")]
pub struct InconnuPage {
    cadre: Cadre,
    code: String,
    sortie: String,
}

impl InconnuPage {
    /// "ABCE FHJK": two halves are easier to say.
    fn moities(&self) -> (&str, &str) {
        self.code.split_at_checked(4).unwrap_or((&self.code, ""))
    }
}

/// What the provider wrote after the question mark. It holds codes made by chance, and nobody.
fn query_of(corps: &[u8]) -> String {
    let mut fields = form_urlencoded::parse(corps);
    fields.find(|(name, _)| name == "requete").map(|(_, query)| query.into_owned()).unwrap_or_default()
}

fn with_status(status: StatusCode, mut page: Response) -> Result<Response, Refus> {
    *page.status_mut() = status;
    Ok(page)
}
