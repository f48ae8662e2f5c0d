//! GET /dossiers/{id}/contact: how to reach a person, for the front desk: what protects her first, then phones, mail, address, and when she
//! comes back. POST: what the desk may change, which is that.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domaine::{Champ, Clair, Groupe};

use super::bandeau::{self, Alerte};
use super::edit::{self, Deux, LigneModifiee, ModifierPage};
use super::modify::said;
use super::plan::{self, Prochain};
use super::{ecrit, parties};
use crate::demande::Demande;
use crate::face::{ContactVu, Error, Modified};
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Opens this part alone, and shows it with its form.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let vu = etat.coffre.contact(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = vu.receipt;
    let cadre = Cadre::of(&etat, demande.langue, vu.agent.clone());
    reponse::delivered(&ContactPage::new(cadre, vu, query.as_deref()), &etat.coffre, receipt)
}

/// Changes, and comes back to the page.
pub async fn modify(State(etat): State<Etat>, Path(id): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    let parts = [Groupe::Contact];
    match etat.coffre.modify_contact(&demande.signee, dossier, edit::read(parts, &saisies)).await {
        Ok(Modified::Ecrit { gardes, alertes, .. }) => {
            let said = said(&gardes, &alertes);
            Ok(reponse::toward(&format!("/dossiers/{dossier}/contact?ecrit=1{said}"), demande.page))
        }
        Ok(Modified::Conflits(conflits)) => {
            let stands = &conflits.opened;
            let receipt = stands.receipt;
            let cadre = Cadre::of(&etat, demande.langue, stands.agent.clone());
            let (par, quand, miens) = (&conflits.par, conflits.quand, conflits.champs.as_slice());
            let page = ModifierPage::to_correct(cadre, dossier, CHEMIN, parts, &saisies, vec![]);
            let page = page.in_conflict(&Deux { par, quand, miens, champs: &stands.champs });
            let page = reponse::delivered(&page, &etat.coffre, receipt)?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(Error::Saisie(erreurs)) if demande.page => {
            let cadre = Cadre::empty(&etat, demande.langue);
            let page = ModifierPage::to_correct(cadre, dossier, CHEMIN, parts, &saisies, erreurs);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, reponse::page(&page)?).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

const CHEMIN: &str = "/contact";

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/contact.html")]
pub struct ContactPage {
    cadre: Cadre,
    vu: ContactVu,
    marques: Vec<Alerte>,
    /// Phones, as they are dialled and as they are read.
    telephones: Vec<(Clair, Clair)>,
    lignes: Vec<(String, Clair)>,
    champs: Vec<LigneModifiee>,
    prochains: Vec<Prochain>,
    partie: parties::Partie,
    ecrit: Option<ecrit::Ecrit>,
}

impl ContactPage {
    fn new(cadre: Cadre, vu: ContactVu, query: Option<&str>) -> ContactPage {
        let (langue, today) = (cadre.langue, dossiers::today(&vu.agent));
        let phones = [Champ::Telephone, Champ::TelephoneFixe].into_iter();
        let dialled = phones.filter_map(|champ| Some((champ, vu.champ(champ).filter(|value| !value.is_empty())?)));
        let telephones = dialled.map(|(c, value)| (value.clone(), clair::affiche(c, value, langue))).collect();
        let fraicheurs: Vec<_> = vu.fraicheur.iter().cloned().collect();
        let partie = parties::Partie::new(Groupe::Contact, &vu.champs, &fraicheurs, langue, today);
        let shown = Groupe::Contact.champs().filter(|c| !matches!(c, Champ::Telephone | Champ::TelephoneFixe));
        let shown = shown.filter_map(|champ| Some((champ, vu.champ(champ).filter(|value| !value.is_empty())?)));
        let name = |champ: Champ| cadre.t(&format!("champ-{}", champ.key()));
        ContactPage {
            marques: bandeau::marques(&cadre, &vu.champs),
            telephones,
            lignes: shown.map(|(champ, value)| (name(champ), clair::affiche(champ, value, langue))).collect(),
            champs: LigneModifiee::fresh(&cadre, Groupe::Contact, &vu.champs),
            prochains: plan::coming(&vu.prochains, &cadre, None, today),
            partie,
            ecrit: ecrit::Ecrit::read(&cadre, query),
            vu,
            cadre,
        }
    }

    fn nom(&self) -> &Clair {
        let usage = self.vu.champ(Champ::NomUsage).filter(|nom| !nom.is_empty());
        usage.or(self.vu.champ(Champ::NomNaissance)).unwrap_or_else(|| clair::rien())
    }

    fn prenom(&self) -> &Clair {
        self.vu.champ(Champ::Prenom).unwrap_or_else(|| clair::rien())
    }

    fn naissance(&self) -> &Clair {
        self.vu.champ(Champ::Naissance).unwrap_or_else(|| clair::rien())
    }

    fn numero(&self) -> &Clair {
        self.vu.champ(Champ::Numero).unwrap_or_else(|| clair::rien())
    }

    /// Whether who reads may open the whole dossier.
    fn entier(&self) -> bool {
        self.cadre.cherche()
    }
}
