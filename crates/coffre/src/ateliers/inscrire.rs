//! POST /ateliers/{x}/{d}: one person gets a place or a rank, comes no more, or is marked.

use std::sync::Arc;

use domaine::seance::emargement::{emarger, inscrire_sur_place};
use domaine::seance::inscription::{desinscrire, inscrire, rang};
use domaine::seance::{Inscription, Refus, Seance, StatutInscription};
use domaine::{AtelierId, DossierId};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use super::rangement::Salle;
use super::{Geste, Regle, Suite};
use crate::Coffre;
use crate::agenda::place;
use crate::face::{Error, GesteInscription, IssueInscription, Refusal};
use crate::sequenceur::now;

impl Coffre {
    /// Does it for one person. Who does what a colleague has just done is told where the person stands, and changes nothing.
    ///
    /// # Errors
    /// `Saisie` when the session does not allow it; a refusal or a failure. Nothing was changed.
    pub async fn change_inscription(
        &self,
        request: &SignedRequest,
        id: AtelierId,
        dossier: DossierId,
        geste: GesteInscription,
    ) -> Result<IssueInscription, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.enrols() {
            // Journalled, whatever it is told.
            alive.refuse_foreign(request, dossier).await;
            return Err(Error::Refusal(Refusal::Role));
        }
        let sujet = alive.sujet_of(request, &agent, dossier).await?;
        let key = alive.rows_key(request, &agent).await?;
        let today = place(agent.structure).0.aujourdhui(now());
        let regle: Regle = Arc::new(move |salle: &Salle| {
            let (seance, lignes) = (salle.seance(), salle.inscriptions());
            if is_done(&lignes, dossier, geste) {
                return Ok(Suite::default());
            }
            rule(&seance, &lignes, dossier, geste, today).map(Suite::lignes)
        });
        let geste = Geste { request, agent: &agent, key: &key, pour: Some((dossier, sujet)) };
        let fait = alive.execute(&geste, id, None, regle).await?;
        let lignes = fait.salle.inscriptions();
        let statut = lignes.iter().find(|ligne| ligne.dossier == dossier).map(|ligne| ligne.statut);
        Ok(IssueInscription {
            statut: statut.unwrap_or(StatutInscription::Desinscrit),
            rang: rang(&lignes, dossier),
            promus: fait.lignes.len().saturating_sub(1),
        })
    }
}

/// The rule of the trade for each gesture.
fn rule(
    seance: &Seance,
    lignes: &[Inscription],
    dossier: DossierId,
    geste: GesteInscription,
    today: Date,
) -> Result<Vec<Inscription>, Refus> {
    match geste {
        GesteInscription::Inscrire => inscrire(seance, lignes, dossier, today).map(|(_, ligne)| vec![ligne]),
        GesteInscription::SurPlace => inscrire_sur_place(seance, lignes, dossier, today).map(|ligne| vec![ligne]),
        GesteInscription::Desinscrire => desinscrire(seance, lignes, dossier, today),
        GesteInscription::Statut(statut) => emarger(seance, lignes, dossier, statut, today),
    }
}

/// Whether somebody has just done the same.
fn is_done(lignes: &[Inscription], dossier: DossierId, geste: GesteInscription) -> bool {
    let stands = lignes.iter().find(|ligne| ligne.dossier == dossier).map(|ligne| ligne.statut);
    match geste {
        GesteInscription::Inscrire => {
            matches!(stands, Some(StatutInscription::Inscrit | StatutInscription::EnAttente))
        }
        GesteInscription::SurPlace => stands == Some(StatutInscription::Present),
        GesteInscription::Desinscrire => stands == Some(StatutInscription::Desinscrit),
        GesteInscription::Statut(statut) => stands == Some(statut),
    }
}
