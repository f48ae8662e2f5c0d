//! The page of a refusal: what happened, in the words of the trade, and what to do next.

use askama::Template;

use crate::face::{Error, Saisie};
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::{Figure, Geste, Refus};

/// Data of the page.
#[derive(Template)]
#[template(path = "pages/erreur.html")]
pub struct ErreurPage {
    cadre: Cadre,
    titre: String,
    texte: String,
    numero: Option<String>,
    corrections: Vec<String>,
    /// Where the gesture leads: "reprise" to the same address, "retour" to the form that was sent; none without gesture.
    reprise: Option<&'static str>,
    reessai: bool,
}

impl ErreurPage {
    /// The page of this refusal.
    pub fn new(cadre: Cadre, refus: &Refus, figure: &Figure, is_get: bool) -> ErreurPage {
        let langue = cadre.langue;
        let corrections = match refus {
            Refus::Coffre(Error::Saisie(saisies)) => saisies.iter().map(|s| raison(langue, s)).collect(),
            _ => Vec::new(),
        };
        ErreurPage {
            titre: langue.t(&format!("{}-titre", figure.key)),
            texte: langue.t1(figure.key, "n", refus.nombre()),
            numero: refus.numero().map(str::to_owned),
            corrections,
            reprise: (figure.geste == Geste::Reprise).then_some(if is_get { "reprise" } else { "retour" }),
            // What was sent cannot be sent again by itself.
            reessai: figure.geste == Geste::Reessai && is_get,
            cadre,
        }
    }
}

/// The words for a field to correct: the coffre gives a key, unknown ones get the general sentence.
pub fn raison(langue: Langue, saisie: &Saisie) -> String {
    let key = format!("saisie-{}", saisie.raison);
    let words = if langue.has(&key) { langue.t(&key) } else { langue.t("saisie-invalide") };
    let champ = format!("champ-{}", saisie.champ);
    if langue.has(&champ) { format!("{} : {words}", langue.t(&champ)) } else { words }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::face::{LoginEnded, Panne, PanneKind, Refusal};

    /// Every refusal there is.
    pub fn every() -> Vec<Refus> {
        let refusals = [
            Refusal::Login(LoginEnded::Inconnu),
            Refusal::Login(LoginEnded::Expire),
            Refusal::Login(LoginEnded::Remplace),
            Refusal::Login(LoginEnded::Parti),
            Refusal::Signature,
            Refusal::Introuvable,
            Refusal::Role,
            Refusal::Compte,
            Refusal::Budget { limite: 60 },
            Refusal::Fusible,
            Refusal::Integrite { entree: 4021 },
            Refusal::Conflit,
        ];
        let pannes = [PanneKind::ContreCle, PanneKind::Scelle, PanneKind::Journal, PanneKind::Base, PanneKind::Interne];
        let saisie = Saisie { champ: "naissance", raison: "champ-mal-forme" };
        refusals
            .into_iter()
            .map(Refus::from)
            .chain(pannes.map(|quoi| Refus::Coffre(Error::Panne(Panne { quoi, numero: "1a2b3c4d".into() }))))
            .chain([Refus::Coffre(Error::Saisie(vec![saisie]))])
            .chain([Refus::NonSignee, Refus::Illisible, Refus::Etrangere, Refus::TropLong, Refus::Inconnue])
            .collect()
    }

    #[test]
    fn every_refusal_has_its_words() {
        for refus in every() {
            for path in ["/dossiers/1", "/enrolement/1"] {
                let key = refus.figure(path).key;
                for langue in Langue::ALL {
                    assert!(langue.has(key) && langue.has(&format!("{key}-titre")), "{key} {langue:?}");
                }
            }
        }
    }
}
