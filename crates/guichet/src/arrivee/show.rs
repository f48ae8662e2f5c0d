//! GET /arrivee/{code}: her two keys, the four words, the course, the day when dossiers open. One page, at the width of a phone,
//! that goes on by itself.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::arrivee::CLES;
use crate::face::Chemin;
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, encodage, heure, reponse};

/// Shows where she stands.
pub async fn show(
    State(etat): State<Etat>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refus> {
    let chemin = etat.coffre.chemin(&code).await?;
    let cadre = Cadre::empty(&etat, Langue::of(&headers, query.as_deref()));
    reponse::page(&ArriveePage { cadre, rp_id: etat.rp_id.clone(), code, chemin })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "arrivee/show.html")]
pub struct ArriveePage {
    cadre: Cadre,
    rp_id: String,
    /// As asked for: the coffre knew it.
    code: String,
    chemin: Chemin,
}

/// Where a step stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pas {
    Faite,
    Ici,
    Apres,
}

impl ArriveePage {
    /// The four steps: title, class of its mark, word of its state.
    fn etapes(&self) -> Vec<(String, &'static str, String)> {
        let here = self.ici();
        let step = |n: usize| {
            let pas = match n.cmp(&here) {
                std::cmp::Ordering::Less => Pas::Faite,
                std::cmp::Ordering::Equal => Pas::Ici,
                std::cmp::Ordering::Greater => Pas::Apres,
            };
            let (classe, mot) = match pas {
                Pas::Faite => ("faite", "arrivee-etape-faite"),
                Pas::Ici => ("ici", "arrivee-etape-ici"),
                Pas::Apres => ("", "arrivee-etape-apres"),
            };
            (self.cadre.t(&format!("arrivee-etape-{n}")), classe, self.cadre.t(mot))
        };
        (1..=4).map(step).collect()
    }

    /// The step where she is, from 1 to 3: the fourth is a day, nobody does it.
    fn ici(&self) -> usize {
        match (self.chemin.ouvre, self.chemin.liees) {
            (Some(_), _) => 3,
            (None, CLES..) => 2,
            (None, _) => 1,
        }
    }

    /// Whether the next thing comes from the parrain: then the page asks by itself.
    fn attend(&self) -> bool {
        self.ici() == 2
    }

    fn role(&self) -> String {
        comptes::role(&self.chemin.role, self.cadre.langue)
    }

    fn cle(&self) -> String {
        self.cadre.langue.t2("enrolement-etape", ("n", self.chemin.liees + 1), ("total", CLES))
    }

    /// "jeudi 24 novembre 2026 à 14 h 05".
    fn ouvre(&self, ms: &u64) -> String {
        let jour = heure::titre(heure::date(*ms), self.cadre.langue);
        self.cadre.langue.t2("arrivee-ouvre", ("jour", jour), ("heure", heure::heure_seule(*ms, self.cadre.langue)))
    }

    fn defi(&self) -> String {
        encodage::base64url(&self.chemin.challenge)
    }

    fn poignee(&self) -> String {
        encodage::base64url(&self.chemin.agent.0)
    }

    fn exclues(&self) -> String {
        self.chemin.exclues.iter().map(|id| encodage::base64url(id)).collect::<Vec<_>>().join(" ")
    }
}
