//! POST /quotas: asks for a raise, or grants the one that another structure's direction asked for, in the same words.

use axum::extract::State;
use axum::response::Response;

use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn ask(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, quota, |_| "/quotas?fait=quota".to_owned()).await
}

fn quota(saisies: &Saisies) -> Result<Geste, Refus> {
    let structure = clair::code(saisies.get("structure"), |text| text.parse().ok()).ok_or(Refus::Illisible)?;
    let nombre =
        clair::nombre(saisies.get("nombre")).filter(|n| *n > 0).ok_or(wrong("nombre", "habilitation-nombre"))?;
    let jusqu = clair::date(saisies.get("jusqu")).ok_or(wrong("jusqu", "habilitation-date"))?;
    Ok(Geste::Quota { structure, nombre: u32::from(nombre), jusqu })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::Error;

    #[test]
    fn a_raise_is_a_number_and_a_day() {
        let check = |form: &str, expected: Option<&str>| {
            let wrong = match quota(&Saisies::read(form.as_bytes())) {
                Err(Refus::Coffre(Error::Saisie(wrong))) => wrong.first().map(|saisie| saisie.champ),
                Err(_) => Some("illisible"),
                Ok(_) => None,
            };
            assert_eq!(wrong, expected, "{form}");
        };
        check("structure=59512S00&nombre=12&jusqu=2027-02-20", None);
        check("structure=59512S00&nombre=0&jusqu=2027-02-20", Some("nombre"));
        check("structure=59512S00&nombre=douze&jusqu=2027-02-20", Some("nombre"));
        check("structure=59512S00&nombre=12&jusqu=20%2F02", Some("jusqu"));
        check("structure=ici&nombre=12&jusqu=2027-02-20", Some("illisible"));
    }
}
