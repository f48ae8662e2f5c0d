//! /mandats/nouveau?atelier=…: a campaign of calls to the people of one workshop, proposed by who will receive it.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;

use crate::demande::Demande;
use crate::face::{CampagneSaisie, Error, Geste, NouveauMandat, Refusal};
use crate::geste::{self, wrong};
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::saisies::{Saisies, parameter};
use crate::{Etat, heure, reponse};

/// GET: the form.
pub async fn form(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let atelier = parameter(query.as_deref(), "atelier").and_then(|text| text.parse().ok());
    let atelier = atelier.ok_or(Refus::Coffre(Error::Refusal(Refusal::Introuvable)))?;
    let nouveau = etat.coffre.nouveau_mandat(&demande.signee, atelier).await?;
    let receipt = nouveau.receipt;
    let cadre = Cadre::of(&etat, demande.langue, nouveau.agent.clone());
    reponse::delivered(&NouveauMandatPage { cadre, nouveau }, &etat.coffre, receipt)
}

/// POST: signs it.
pub async fn propose(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    geste::signed(&etat, &demande, campagne, |_| "/mandats?fait=propose".to_owned()).await
}

fn campagne(saisies: &Saisies) -> Result<Geste, Refus> {
    let text = |name| clair::code(saisies.get(name), |text| Some(text.trim().to_owned())).unwrap_or_default();
    let atelier = text("atelier").parse().map_err(|_| wrong("atelier", "mandat-vide"))?;
    let jusqu = clair::date(saisies.get("jusqu")).ok_or(wrong("jusqu", "mandat-terme"))?;
    let (titre, destinataire) = (clair::trimmed(saisies.get("titre")), text("destinataire"));
    if clair::poids(&titre) == 0 {
        return Err(wrong("titre", "mandat-titre"));
    }
    if !destinataire.starts_with("age1") {
        return Err(wrong("destinataire", "mandat-destinataire"));
    }
    Ok(Geste::ProposerMandat(Box::new(CampagneSaisie { atelier, titre, destinataire, jusqu })))
}

/// Data of the page.
#[derive(Template)]
#[template(path = "mandats/new.html")]
pub struct NouveauMandatPage {
    cadre: Cadre,
    nouveau: NouveauMandat,
}

impl NouveauMandatPage {
    fn jour(&self) -> String {
        heure::proche(self.nouveau.jour, self.cadre.langue)
    }

    /// The day of the workshop where it is near enough, otherwise the last that is allowed.
    fn jusqu(&self) -> String {
        let last = self.dernier();
        if self.nouveau.jour >= self.nouveau.today { self.nouveau.jour.min(last) } else { last }.to_string()
    }

    fn dernier(&self) -> jiff::civil::Date {
        self.nouveau.today.saturating_add(jiff::Span::new().days(6))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_a_workshop_a_title_a_key_and_a_day() {
        let check = |form: &str, expected: Option<&str>| {
            let wrong = match campagne(&Saisies::read(form.as_bytes())) {
                Err(Refus::Coffre(Error::Saisie(wrong))) => wrong.first().map(|saisie| saisie.champ),
                Err(_) => Some("illisible"),
                Ok(_) => None,
            };
            assert_eq!(wrong, expected, "{form}");
        };
        let atelier = "02".repeat(16);
        let whole = format!("atelier={atelier}&titre=Forum&destinataire=+age1q+&jusqu=2026-11-26");
        check(&whole, None);
        check(&whole.replace(&atelier, "2"), Some("atelier"));
        check(&whole.replace("Forum", "+"), Some("titre"));
        check(&whole.replace("age1q", "ssh-ed25519"), Some("destinataire"));
        check(&whole.replace("2026-11-26", "jeudi"), Some("jusqu"));
    }
}
