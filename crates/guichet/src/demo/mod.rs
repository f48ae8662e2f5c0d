//! Personas: invented agents of a fictional base, whose keys the page itself holds. Absent from the shipped build.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method};
use droits::Role;
use serde_json::{Value, json};

use crate::connexion::show::PersonaAffiche;
use crate::demande::refuse_foreign;
use crate::langues::Langue;
use crate::refus::Refus;
use crate::{Etat, encodage};

/// The personas of a fictional base, in the order of the page.
#[derive(Clone)]
pub struct Demo {
    /// Who may be played.
    pub personas: Vec<Persona>,
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

impl Demo {
    /// What the sign-in page says of them.
    pub fn affiches(&self, langue: Langue) -> Vec<PersonaAffiche> {
        let affiche = |p: &Persona| PersonaAffiche {
            nom: p.nom.clone(),
            role: langue.t(&format!("role-{}", p.role.key())),
            structure: p.structure.clone(),
        };
        self.personas.iter().map(affiche).collect()
    }
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
