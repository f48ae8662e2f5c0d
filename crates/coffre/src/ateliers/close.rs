//! POST /ateliers/{x}/cloture: what is signed must match who is enrolled. One who is neither is shown, and nothing is closed.

use std::sync::Arc;

use domaine::AtelierId;
use domaine::seance::emargement::{cloturer, emarger};
use domaine::seance::inscription::appliquer;
use domaine::seance::{EtatSeance, Refus, StatutInscription};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use super::rangement::Salle;
use super::show::comptes;
use super::{Geste, Regle, Suite, refused};
use crate::Coffre;
use crate::agenda::place;
use crate::face::{Cloture, Error};
use crate::sequenceur::now;

impl Coffre {
    /// Closes a session. With `absents`, whoever is neither present nor marked did not come: the animateur says so of all at once.
    ///
    /// # Errors
    /// `Saisie` when it cannot be closed yet; a refusal or a failure. Nothing was changed.
    pub async fn close_atelier(&self, request: &SignedRequest, id: AtelierId, absents: bool) -> Result<Cloture, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.animates() {
            return Err(alive.refuse_role(request).await);
        }
        let key = alive.rows_key(request, &agent).await?;
        let today = place(agent.structure).0.aujourdhui(now());
        let salle = alive.salle(&agent, id, &key).await?;
        match rule(&salle, absents, today) {
            Err(Refus::NonEmarges(forgotten)) => {
                let vue = alive.vue(request, agent, salle, 1, Some(&forgotten)).await?;
                return Ok(Cloture::Oublies(Box::new(vue)));
            }
            Err(refus) => return Err(refused(refus)),
            Ok(_) => {}
        }
        let regle: Regle = Arc::new(move |salle: &Salle| rule(salle, absents, today));
        let geste = Geste { request, agent: &agent, key: &key, pour: None };
        let fait = alive.execute(&geste, id, None, regle).await?;
        Ok(Cloture::Faite(comptes(&fait.salle.inscriptions())))
    }
}

fn rule(salle: &Salle, absents: bool, today: Date) -> Result<Suite, Refus> {
    if salle.atelier.etat == EtatSeance::Close {
        return Ok(Suite::default());
    }
    let seance = salle.atelier.seance();
    let mut stands = salle.inscriptions();
    let mut written = Vec::new();
    if absents {
        let forgotten = stands.iter().filter(|ligne| ligne.statut == StatutInscription::Inscrit);
        let forgotten: Vec<_> = forgotten.map(|ligne| ligne.dossier).collect();
        for dossier in forgotten {
            let changed = emarger(&seance, &stands, dossier, StatutInscription::Absent, today)?;
            appliquer(&mut stands, &changed);
            appliquer(&mut written, &changed);
        }
    }
    let (closed, bilan) = cloturer(&seance, &stands, today)?;
    appliquer(&mut written, &bilan.liberes);
    Ok(Suite { atelier: Some(salle.atelier.after(&closed)), lignes: written })
}
