//! GET /dossiers/{id}/modifier?partie=contact: one part of a dossier, to be changed. Each field travels with the value
//! that the form was given, so that two people may change a dossier at once without taking anything from one another.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::{Champ, Clair, DossierId};

use crate::demande::Demande;
use crate::face::{Conflits, Opened, Saisie};
use crate::pages::champs::{ChampAffiche, Ligne, Partie};
use crate::pages::{Cadre, clair, clair as filters, erreur};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, heure, reponse};

/// Opens, and shows the form of a part.
pub async fn edit(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let partie = Partie::from_key(dossiers::asked(query.as_deref(), "partie").unwrap_or(""));
    let opened = etat.coffre.open(&demande.signee, dossiers::named(&id)?).await?;
    let receipt = opened.receipt;
    let cadre = Cadre::of(&etat, demande.langue, opened.agent.clone());
    reponse::delivered(&ModifierPage::fresh(cadre, partie, &opened), &etat.coffre, receipt)
}

/// Data of the page: fresh, to be corrected, or in conflict.
#[derive(Template)]
#[template(path = "dossiers/edit.html")]
pub struct ModifierPage {
    cadre: Cadre,
    dossier: DossierId,
    partie: Partie,
    /// First name, name, number; none when the form comes back without its dossier.
    qui: Option<(Clair, Clair, Clair)>,
    lignes: Vec<LigneModifiee>,
    erreurs: Vec<Saisie>,
    /// Who wrote the other values, and when.
    conflit: Option<(Option<Clair>, String)>,
}

/// A field, with what the form was given and what it holds.
struct LigneModifiee {
    avant: Clair,
    affiche: ChampAffiche,
    /// What somebody else wrote meanwhile, and what was typed here, both as they are read.
    conflit: Option<(Clair, Clair)>,
}

impl ModifierPage {
    /// The form of an opened dossier.
    pub fn fresh(cadre: Cadre, partie: Partie, opened: &Opened) -> ModifierPage {
        let stands = |ligne: &Ligne| opened.champ(ligne.champ).cloned().unwrap_or_default();
        let line = |ligne: &Ligne| {
            let avant = stands(ligne);
            LigneModifiee { affiche: ligne.affiche(&cadre, &avant, &[]), avant, conflit: None }
        };
        let lignes = partie.lignes().iter().map(line).collect();
        let (qui, dossier) = (Some(identity(opened)), opened.dossier);
        ModifierPage { lignes, qui, dossier, partie, erreurs: vec![], conflit: None, cadre }
    }

    /// The form as it was sent, with what to correct.
    pub fn to_correct(
        cadre: Cadre,
        dossier: DossierId,
        partie: Partie,
        saisies: &Saisies,
        erreurs: Vec<Saisie>,
    ) -> ModifierPage {
        let line = |ligne: &Ligne| LigneModifiee {
            avant: saisies.get(&format!("avant-{}", ligne.champ.key())).clone(),
            affiche: ligne.affiche(&cadre, saisies.get(ligne.champ.key()), &erreurs),
            conflit: None,
        };
        let lignes = partie.lignes().iter().map(line).collect();
        ModifierPage { lignes, qui: None, dossier, partie, conflit: None, erreurs, cadre }
    }

    /// The form as it was sent, with both values where two people changed the same field.
    pub fn in_conflict(cadre: Cadre, partie: Partie, saisies: &Saisies, conflits: &Conflits) -> ModifierPage {
        let opened = &conflits.opened;
        let mut page = ModifierPage::to_correct(cadre, opened.dossier, partie, saisies, vec![]);
        for (ligne, modifiee) in partie.lignes().iter().zip(&mut page.lignes) {
            let Some((_, mine)) = conflits.champs.iter().find(|(champ, _)| *champ == ligne.champ) else { continue };
            let stands = opened.champ(ligne.champ).cloned().unwrap_or_default();
            let read = |value: &Clair| clair::affiche(ligne.champ, value, page.cadre.langue);
            modifiee.conflit = Some((read(mine), read(&stands)));
            // Sent again, mine is a change of what stands now.
            modifiee.affiche = ligne.affiche(&page.cadre, mine, &[]);
            modifiee.avant = stands;
        }
        page.qui = Some(identity(opened));
        page.conflit = Some((conflits.par.clone(), heure::instant(conflits.quand, heure::today())));
        page
    }

    fn titre(&self) -> String {
        self.cadre.t(&format!("dossier-{}", self.partie.key()))
    }

    fn bilan(&self) -> Vec<(&'static str, String)> {
        self.erreurs.iter().map(|s| (s.champ, erreur::raison(self.cadre.langue, s))).collect()
    }

    fn parties(&self) -> [(Partie, String); 3] {
        Partie::ALL.map(|partie| (partie, self.cadre.t(&format!("dossier-{}", partie.key()))))
    }
}

/// First name, name in use and number.
fn identity(opened: &Opened) -> (Clair, Clair, Clair) {
    let field = |champ| opened.champ(champ).cloned().unwrap_or_default();
    let usage = field(Champ::NomUsage);
    let nom = if usage.is_empty() { field(Champ::NomNaissance) } else { usage };
    (field(Champ::Prenom), nom, field(Champ::Numero))
}
