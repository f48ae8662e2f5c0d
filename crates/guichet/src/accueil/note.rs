//! POST /accueil/{dossier}: somebody arrives, somebody called, somebody takes charge of it, or it is over.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::{DossierId, PassageId};

use crate::demande::Demande;
use crate::face::{Error, EtatPassage, GestePassage, Pour, Refusal, Saisie};
use crate::pages::clair;
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Writes it down, and comes back to where it was asked.
pub async fn note(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier: DossierId = id.parse().map_err(|_| Refus::from(Refusal::Introuvable))?;
    let saisies = Saisies::read(&demande.corps);
    let geste = read(&saisies).map_err(Error::Saisie)?;
    etat.coffre.passage(&demande.signee, dossier, geste).await?;
    let back = if saisies.is("retour", "/") { "/" } else { "/accueil" };
    Ok(reponse::toward(back, demande.page))
}

/// What a button says: "ticket", "appel", or what becomes of the passage that its form names.
fn read(saisies: &Saisies) -> Result<GestePassage, Vec<Saisie>> {
    let pour = match saisies.get("pour") {
        empty if empty.is_empty() => Some(Pour::Defaut),
        _ if saisies.is("pour", "libre") => Some(Pour::Libre),
        id => clair::code(id, |text| text.parse().ok()).map(Pour::Agent),
    };
    let number = |name: &'static str| match saisies.get(name) {
        empty if empty.is_empty() => Ok(0),
        typed => clair::nombre(typed).ok_or(Saisie { champ: name, raison: "champ-hors-liste" }),
    };
    let pour = pour.ok_or(Saisie { champ: "pour", raison: "rdv-agent" });
    if saisies.is("geste", "ticket") {
        let read = (pour, number("motif"), number("site"));
        let (Ok(pour), Ok(motif), Ok(site)) = read else {
            return Err([read.0.err(), read.1.err(), read.2.err()].into_iter().flatten().collect());
        };
        return Ok(GestePassage::Ticket { pour, motif, site: site.into() });
    }
    if saisies.is("geste", "appel") {
        let pour = pour.map_err(|wrong| vec![wrong])?;
        return Ok(GestePassage::Appel { pour, texte: saisies.get("texte").clone() });
    }
    let etats = EtatPassage::ALL.into_iter().filter(|etat| *etat != EtatPassage::Attend);
    let etat = etats.into_iter().find(|etat| saisies.is("geste", etat.key()));
    let id = clair::code(saisies.get("passage"), |text| text.parse::<PassageId>().ok());
    let change = etat.zip(id).map(|(etat, id)| GestePassage::Change { id, etat });
    change.ok_or_else(|| vec![Saisie { champ: "geste", raison: "champ-hors-liste" }])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "00112233445566778899aabbccddeeff";

    #[test]
    fn a_button_says_one_thing() {
        let check = |corps: &str, expected: &str| {
            let found = match read(&Saisies::read(corps.as_bytes())) {
                Ok(GestePassage::Ticket { pour, motif, site }) => format!("ticket {pour:?} {motif} {site}"),
                Ok(GestePassage::Appel { pour, texte }) => format!("appel {pour:?} {}", texte.is_empty()),
                Ok(GestePassage::Change { etat, .. }) => format!("{etat:?}"),
                Err(wrong) => wrong.iter().map(|s| s.champ).collect::<Vec<_>>().join(" "),
            };
            assert_eq!(found, expected, "{corps}");
        };
        check("geste=ticket", "ticket Defaut 0 0");
        check("geste=ticket&pour=libre&motif=4&site=2", "ticket Libre 4 2");
        check("geste=ticket&pour=x&motif=x&site=-1", "pour motif site");
        check("geste=appel&pour=&texte=rappeler", "appel Defaut false");
        check(&format!("geste=pris&passage={ID}"), "Pris");
        check(&format!("geste=clos&passage={ID}"), "Clos");
        check(&format!("geste=attend&passage={ID}"), "geste");
        check("geste=pris&passage=1", "geste");
        check("", "geste");
    }
}
