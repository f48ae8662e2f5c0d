//! GET /quotas: how many accounts are still possible this week, the raise that waits, and the form that asks for one.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::Role;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::Bureau;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Longest raise, in days: the last of them is the 91st after today, as a right holds through its day.
const JOURS_MAX: i64 = 91;
/// A September's need, proposed first.
const SEMAINE: u32 = 12;

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let bureau = etat.coffre.habilitations(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, bureau.agent.clone());
    let fait = parameter(query.as_deref(), "fait").filter(|fait| *fait == "quota").map(|_| cadre.t("fait-quota"));
    reponse::page(&QuotasPage { cadre, bureau, fait, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "quotas/show.html")]
pub struct QuotasPage {
    cadre: Cadre,
    bureau: Bureau,
    fait: Option<String>,
    today: Date,
}

/// A raise that waits for a second direction.
struct Attente {
    structure: String,
    nombre: u32,
    /// Its last day, as the form takes it.
    jusqu: Date,
    /// In words.
    dit: String,
    /// What would be granted, in words.
    accord: String,
    /// Whether it was asked here: then another structure's direction signs.
    is_ici: bool,
}

impl QuotasPage {
    fn places(&self) -> String {
        let (hers, all) = self.bureau.places;
        self.cadre.langue.t2("bureau-places", ("n", hers.min(all)), ("structure", all))
    }

    fn is_direction(&self) -> bool {
        self.bureau.agent.role == Role::Direction
    }

    fn attente(&self) -> Option<Attente> {
        let (structure, nombre, until) = self.bureau.quota?;
        let jusqu = comptes::dernier_jour(until);
        let jour = comptes::jour_dit(jusqu, self.cadre.langue);
        Some(Attente {
            structure: structure.to_string(),
            nombre,
            jusqu,
            dit: self.cadre.langue.t2("bureau-quota", ("n", nombre), ("jour", jour.clone())),
            accord: self.cadre.langue.t2("quotas-accord", ("n", nombre), ("jour", jour)),
            is_ici: structure == self.bureau.agent.structure,
        })
    }

    fn structure(&self) -> String {
        self.bureau.agent.structure.to_string()
    }

    fn semaine(&self) -> u32 {
        SEMAINE
    }

    fn dernier(&self) -> Date {
        self.today.checked_add(jiff::Span::new().days(JOURS_MAX)).unwrap_or(self.today)
    }
}
