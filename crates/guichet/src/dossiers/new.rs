//! /dossiers/nouveau: the form that opens a file. Its first fields are a search: who is known is found, not made again.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::Champ;

use crate::demande::Demande;
use crate::face::{Doublons, Saisie};
use crate::pages::champs::{self, ChampAffiche};
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// GET: the empty form.
pub async fn new(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    begin(State(etat), demande).await
}

/// POST: the form with what was typed in the search field, which no address may hold.
pub async fn begin(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let agent = etat.coffre.agent(&demande.signee).await?;
    let (nom, prenom, naissance) = clair::identite_tapee(Saisies::read(&demande.corps).get("requete"));
    let known = [(Champ::NomNaissance, nom), (Champ::Prenom, prenom), (Champ::Naissance, naissance)];
    let saisies = Saisies::with(known.map(|(champ, value)| (champ.key(), value)));
    reponse::page(&NouveauPage {
        cadre: Cadre::of(&etat, demande.langue, agent),
        saisies,
        erreurs: vec![],
        doublons: None,
    })
}

/// Data of the page: also shown again when something must be corrected or confirmed.
#[derive(Template)]
#[template(path = "dossiers/new.html")]
pub struct NouveauPage {
    /// Frame.
    pub cadre: Cadre,
    /// What was typed.
    pub saisies: Saisies,
    /// What to correct.
    pub erreurs: Vec<Saisie>,
    /// Those who look like the same person: nothing was created.
    pub doublons: Option<Doublons>,
}

impl NouveauPage {
    fn qui(&self) -> Vec<ChampAffiche> {
        champs::QUI.iter().map(|champ| self.affiche(*champ)).collect()
    }

    fn suite(&self) -> Vec<ChampAffiche> {
        champs::SUITE.iter().map(|champ| self.affiche(*champ)).collect()
    }

    fn affiche(&self, champ: Champ) -> ChampAffiche {
        ChampAffiche::new(&self.cadre, champ, &champs::typed(&self.saisies, champ), &self.erreurs)
    }

    /// Whether the form was sent once already: nothing of it is folded then.
    fn envoye(&self) -> bool {
        !self.erreurs.is_empty() || self.doublons.is_some()
    }

    fn bilan(&self) -> Vec<(&'static str, String)> {
        self.erreurs.iter().map(|s| (s.champ, crate::pages::erreur::raison(self.cadre.langue, s))).collect()
    }
}
