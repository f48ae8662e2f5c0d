//! Personas: invented agents of a fictional base, whose keys the page itself holds. Absent from the shipped build.

mod telephone;

use std::sync::Arc;

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use domaine::Clair;
use droits::Role;
use serde_json::{Value, json};

use crate::connexion::show::Personas;
use crate::demande::refuse_foreign;
use crate::langues::Langue;
use crate::pages::{Cadre, clair};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, encodage, reponse};

pub use telephone::Telephone;

/// Where every telephone of a fictional base is looked at.
pub const TELEPHONE: &str = "/demo/telephone";

/// Its roads.
pub fn routes() -> Router<Etat> {
    Router::new()
        .route("/demo/personas", post(search))
        .route("/demo/personas/{n}", post(persona))
        .route(TELEPHONE, get(telephone::show))
}

/// The personas of a fictional base, in the order of the page.
#[derive(Clone)]
pub struct Demo {
    /// Who may be played.
    pub personas: Vec<Persona>,
    /// Where codes are received, when no relay of one's own was given.
    pub telephone: Option<Arc<Telephone>>,
}

/// One invented agent, with the private key of her software authenticator.
#[derive(Clone)]
pub struct Persona {
    /// Invented name.
    pub nom: String,
    /// Role.
    pub role: Role,
    /// Name of the structure.
    pub structure: String,
    /// Credential id.
    pub credential: Vec<u8>,
    /// Private scalar of the P-256 key, 32 bytes.
    pub d: [u8; 32],
    /// Public point, first coordinate.
    pub x: [u8; 32],
    /// Public point, second coordinate.
    pub y: [u8; 32],
}

/// Personas shown at once: enough to choose from, few enough for a light page.
const MONTRES_MAX: usize = 30;

impl Demo {
    /// The first of those who answer a search (name, role, structure), by structure and role.
    pub fn affiches(&self, langue: Langue, requete: &Clair) -> Personas {
        let words = |p: &Persona| (p.structure.clone(), langue.t(&format!("role-{}", p.role.key())));
        let answers = |p: &Persona| {
            let (structure, role) = words(p);
            clair::parle(requete, &[&p.nom, &role, &structure])
        };
        let found: Vec<_> = self.personas.iter().enumerate().filter(|(_, p)| answers(p)).collect();
        let mut personas = Personas {
            structures: Vec::new(),
            montres: found.len().min(MONTRES_MAX),
            total: found.len(),
            cherche: self.personas.len() > MONTRES_MAX,
        };
        for (n, persona) in found.into_iter().take(MONTRES_MAX) {
            let (structure, role) = words(persona);
            let roles = within(&mut personas.structures, structure);
            within(roles, role).push((n, persona.nom.clone()));
        }
        personas
    }
}

/// The list under this name, made at its first use.
fn within<T>(groups: &mut Vec<(String, Vec<T>)>, name: String) -> &mut Vec<T> {
    let at = groups.iter().position(|(its, _)| *its == name).unwrap_or_else(|| {
        groups.push((name, Vec::new()));
        groups.len() - 1
    });
    &mut groups[at].1
}

/// POST /demo/personas: the personas who answer what is typed, as a fragment.
pub async fn search(State(etat): State<Etat>, headers: HeaderMap, corps: Bytes) -> Result<Response, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    let demo = etat.demo.as_ref().filter(|_| etat.coffre.fictif()).ok_or(Refus::Inconnue)?;
    let cadre = Cadre::empty(&etat, Langue::of(&headers, None));
    let personas = demo.affiches(cadre.langue, Saisies::read(&corps).get("cherche"));
    reponse::page(&PersonasListe { cadre, personas })
}

/// Data of the fragment.
#[derive(Template)]
#[template(path = "connexion/personas.html")]
struct PersonasListe {
    cadre: Cadre,
    personas: Personas,
}

/// POST /demo/personas/{n}: gives that persona's key to the page. Anyone may be anyone here: the people are invented.
pub async fn persona(State(etat): State<Etat>, Path(n): Path<usize>, headers: HeaderMap) -> Result<Json<Value>, Refus> {
    refuse_foreign(&Method::POST, &headers)?;
    // The start refuses a real base with personas; this line is the second lock.
    let demo = etat.demo.as_ref().filter(|_| etat.coffre.fictif()).ok_or(Refus::Inconnue)?;
    let persona = demo.personas.get(n).ok_or(Refus::Inconnue)?;
    let part = |bytes: &[u8]| encodage::base64url(bytes);
    Ok(Json(json!({
        "credential": part(&persona.credential),
        "jwk": { "kty": "EC", "crv": "P-256", "d": part(&persona.d), "x": part(&persona.x), "y": part(&persona.y) },
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo(combien: usize) -> Demo {
        let roles = [Role::Conseiller, Role::Accueil, Role::Direction];
        let persona = |n: usize| Persona {
            nom: format!("Essai {n}"),
            role: roles[n % 3],
            structure: format!("Mission locale {}", n / 20),
            credential: vec![],
            d: [0; 32],
            x: [0; 32],
            y: [0; 32],
        };
        Demo { personas: (0..combien).map(persona).collect(), telephone: None }
    }

    #[test]
    fn thousands_are_searched_and_the_first_thirty_shown() {
        let check = |combien: usize, requete: &str, expected: (usize, usize, usize)| {
            let found = demo(combien).affiches(Langue::Fr, &Clair::new(requete));
            let buttons =
                found.structures.iter().flat_map(|(_, roles)| roles).map(|(_, gens)| gens.len()).sum::<usize>();
            assert_eq!((found.structures.len(), buttons, found.total), expected, "{requete}");
            assert_eq!(found.montres, buttons);
        };
        check(2, "", (1, 2, 2));
        check(4_000, "", (2, 30, 4_000));
        check(4_000, "direction", (5, 30, 1_333));
        check(4_000, "ESSAI 3999", (1, 1, 1));
        check(4_000, "personne", (0, 0, 0));
    }
}
