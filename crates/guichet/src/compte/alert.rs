//! POST /compte/alerte: "ce n'est pas moi". The account is cut at once, without any key: whoever holds the browser may only
//! take power away. The answer is the page itself, for the login has ended with it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// Cuts one's own account, and says what comes next.
pub async fn alert(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let signe = etat.coffre.suspend(&demande.signee, None).await?;
    reponse::page(&AlertePage { cadre: Cadre::empty(&etat, demande.langue), entree: signe.entree })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "compte/alert.html")]
pub struct AlertePage {
    cadre: Cadre,
    /// Number of the journal's entry, to be quoted on the telephone.
    entree: u64,
}

impl AlertePage {
    fn numero(&self) -> String {
        self.cadre.langue.t1("alerte-numero", "n", self.entree.to_string())
    }
}
