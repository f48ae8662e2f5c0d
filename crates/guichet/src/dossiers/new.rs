//! GET /dossiers/nouveau: the form that opens a file.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::{Champ, Clair};

use crate::demande::Demande;
use crate::face::Saisie;
use crate::pages::erreur::raison;
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Shows the empty form.
pub async fn new(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let agent = etat.coffre.agent(&demande.signee).await?;
    reponse::page(&NouveauPage {
        cadre: Cadre::of(&etat, demande.langue, agent),
        saisies: Saisies::default(),
        erreurs: vec![],
    })
}

/// Data of the page: also shown again when something must be corrected.
#[derive(Template)]
#[template(path = "dossiers/new.html")]
pub struct NouveauPage {
    /// Frame.
    pub cadre: Cadre,
    /// What was typed.
    pub saisies: Saisies,
    /// What to correct.
    pub erreurs: Vec<Saisie>,
}

/// A field of the form.
pub struct Ligne {
    pub champ: Champ,
    pub kind: &'static str,
    pub required: bool,
    /// Meaning for the browser; `off` everywhere but nothing else, since the person typed is not the one typing.
    pub inputmode: &'static str,
    pub maxlength: u16,
}

const fn ligne(champ: Champ, kind: &'static str, required: bool, inputmode: &'static str, maxlength: u16) -> Ligne {
    Ligne { champ, kind, required, inputmode, maxlength }
}

/// The form, in the order in which a person says it. Only what the register needs to begin.
pub const FORMULAIRE: [Ligne; 10] = [
    ligne(Champ::NomNaissance, "text", true, "text", 80),
    ligne(Champ::Prenom, "text", true, "text", 80),
    ligne(Champ::Naissance, "date", true, "text", 10),
    ligne(Champ::Sexe, "select", true, "text", 1),
    ligne(Champ::Telephone, "tel", false, "tel", 20),
    ligne(Champ::Mail, "email", false, "email", 254),
    ligne(Champ::Voie, "text", false, "text", 120),
    ligne(Champ::CodePostal, "text", false, "numeric", 5),
    ligne(Champ::Commune, "text", false, "text", 80),
    ligne(Champ::Nir, "text", false, "numeric", 21),
];

impl NouveauPage {
    fn lignes(&self) -> &'static [Ligne] {
        &FORMULAIRE
    }

    fn nom(&self, ligne: &Ligne) -> String {
        self.cadre.t(&format!("champ-{}", ligne.champ.key()))
    }

    fn valeur(&self, ligne: &Ligne) -> &Clair {
        self.saisies.get(ligne.champ.key())
    }

    fn sexes(&self) -> Vec<(&'static str, String, bool)> {
        let typed = self.saisies.get(Champ::Sexe.key());
        [("F", "sexe-f"), ("M", "sexe-m")]
            .map(|(code, key)| (code, self.cadre.t(key), *typed == Clair::new(code)))
            .into()
    }

    fn messages(&self) -> Vec<String> {
        self.erreurs.iter().map(|saisie| raison(self.cadre.langue, saisie)).collect()
    }
}
