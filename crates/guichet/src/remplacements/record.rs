//! POST /remplacements: "reprendre le portefeuille de … jusqu'au …", or giving it back before.

use axum::extract::State;
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{Error, GesteRemplacement, Saisie};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Writes it, and shows who replaces whom.
pub async fn record(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let geste = read(&Saisies::read(&demande.corps)).map_err(Error::Saisie)?;
    etat.coffre.replace(&demande.signee, geste).await?;
    Ok(reponse::toward("/repartition#remplacements", demande.page))
}

fn read(saisies: &Saisies) -> Result<GesteRemplacement, Vec<Saisie>> {
    if saisies.has("fin") {
        let id = clair::code(saisies.get("fin"), |text| text.parse().ok());
        return id.map(GesteRemplacement::Termine).ok_or(vec![Saisie { champ: "fin", raison: "champ-hors-liste" }]);
    }
    let de = clair::code(saisies.get("de"), |text| text.parse().ok());
    let par = clair::code(saisies.get("par"), |text| text.parse().ok());
    let jusqu_au = clair::date(saisies.get("jusqu-au"));
    let mut wrong = Vec::new();
    let mut check = |is_wrong: bool, champ, raison| wrong.extend(is_wrong.then_some(Saisie { champ, raison }));
    check(de.is_none(), "de", "champ-obligatoire");
    check(par.is_none() && !saisies.get("par").is_empty(), "par", "remplacement-qui");
    check(jusqu_au.is_none(), "jusqu-au", "champ-obligatoire");
    match (de, jusqu_au) {
        (Some(de), Some(jusqu_au)) if wrong.is_empty() => Ok(GesteRemplacement::Reprend { de, par, jusqu_au }),
        _ => Err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replacement_has_a_colleague_and_a_day() {
        const ID: &str = "00112233445566778899aabbccddeeff";
        let check = |corps: &str, expected: &str| {
            let found = match read(&Saisies::read(corps.as_bytes())) {
                Ok(GesteRemplacement::Reprend { par, jusqu_au, .. }) => format!("{jusqu_au} {}", par.is_some()),
                Ok(GesteRemplacement::Termine(_)) => "fin".into(),
                Err(wrong) => wrong.iter().map(|s| s.champ).collect::<Vec<_>>().join(" "),
            };
            assert_eq!(found, expected, "{corps}");
        };
        check(&format!("de={ID}&jusqu-au=2026-12-01"), "2026-12-01 false");
        check(&format!("de={ID}&par={ID}&jusqu-au=2026-12-01"), "2026-12-01 true");
        check(&format!("fin={ID}"), "fin");
        check("fin=1", "fin");
        check("de=&par=x&jusqu-au=demain", "de par jusqu-au");
    }
}
