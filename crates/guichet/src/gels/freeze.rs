//! POST /gels: freezes a structure or the network, or makes its freeze longer.

use axum::extract::State;
use axum::response::Response;

use super::place;
use crate::Etat;
use crate::demande::Demande;
use crate::face::Geste;
use crate::geste::{self, wrong};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;

/// Signs it.
pub async fn freeze(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, gel, |_| "/gels?fait=gel".to_owned()).await
}

fn gel(saisies: &Saisies) -> Result<Geste, Refus> {
    let structure = place(saisies)?;
    let minutes = clair::nombre(saisies.get("minutes")).filter(|n| *n > 0).ok_or(wrong("minutes", "gel-duree"))?;
    Ok(Geste::Geler { structure, minutes: u32::from(minutes) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::Error;

    #[test]
    fn a_freeze_is_a_place_and_a_length() {
        let check = |form: &str, expected: Option<&str>| {
            let wrong = match gel(&Saisies::read(form.as_bytes())) {
                Err(Refus::Coffre(Error::Saisie(wrong))) => wrong.first().map(|saisie| saisie.champ),
                Err(_) => Some("illisible"),
                Ok(_) => None,
            };
            assert_eq!(wrong, expected, "{form}");
        };
        check("structure=59512S00&minutes=60", None);
        check("structure=reseau&minutes=30", None);
        check("structure=ici&minutes=30", Some("structure"));
        check("structure=&minutes=30", Some("structure"));
        check("structure=reseau&minutes=0", Some("minutes"));
        check("structure=reseau&minutes=toujours", Some("minutes"));
    }
}
