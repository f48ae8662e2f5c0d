//! POST /ateliers/{x}: a session as a whole. Places, another time, cancelled, opened again, and the ticks of its sheet.

use std::sync::Arc;

use domaine::seance::emargement::{annuler, deplacer, emarger};
use domaine::seance::inscription::{appliquer, changer_places};
use domaine::seance::{EtatSeance, Inscription, Refus, Seance, StatutInscription};
use domaine::{AtelierId, DossierId};
use droits::signature::SignedRequest;
use jiff::civil::Date;

use super::rangement::{Atelier, Salle};
use super::{Geste, Regle, Suite};
use crate::Coffre;
use crate::agenda::place;
use crate::face::{ChangementAtelier, Error, Saisie};
use crate::sequenceur::now;

impl Coffre {
    /// Changes a session; gives how many people came out of its waiting list. What is so already changes nothing.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; nothing was changed.
    pub async fn change_atelier(
        &self,
        request: &SignedRequest,
        id: AtelierId,
        changement: ChangementAtelier,
    ) -> Result<usize, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let is_sheet = matches!(changement, ChangementAtelier::Emarger(_));
        if !(agent.role.animates() || is_sheet && agent.role.enrols()) {
            return Err(alive.refuse_role(request).await);
        }
        let key = alive.rows_key(request, &agent).await?;
        let mut aussi = None;
        if let ChangementAtelier::Deplace { plage, limite, animateur, site } = changement {
            let mut wrong = alive.wrong_atelier(&agent, plage, limite, animateur, site).await?;
            // Whoever is enrolled is entrusted to who gives the session: on probation, nobody gives herself another's.
            if alive.is_on_probation(agent.id) && animateur != alive.salle(&agent, id, &key).await?.atelier.animateur {
                wrong.push(Saisie { champ: "animateur", raison: "atelier-animateur-essai" });
            }
            if !wrong.is_empty() {
                return Err(Error::Saisie(wrong));
            }
            aussi = Some(animateur);
        }
        let today = place(agent.structure).0.aujourdhui(now());
        let may_promote = matches!(changement, ChangementAtelier::Places(_));
        let regle: Regle = Arc::new(move |salle: &Salle| rule(salle, &changement, today));
        let geste = Geste { request, agent: &agent, key: &key, pour: None };
        let fait = alive.execute(&geste, id, aussi, regle).await?;
        let promoted = |ligne: &&Inscription| ligne.statut == StatutInscription::Inscrit;
        Ok(if may_promote { fait.lignes.iter().filter(promoted).count() } else { 0 })
    }
}

fn rule(salle: &Salle, changement: &ChangementAtelier, today: Date) -> Result<Suite, Refus> {
    let (seance, lignes) = (salle.seance(), salle.inscriptions());
    let with = |atelier: Atelier, lignes| Ok(Suite { atelier: Some(atelier), lignes });
    match changement {
        ChangementAtelier::Places(places) => {
            let held = u16::try_from(salle.illisibles).unwrap_or(u16::MAX);
            let free = places.map(|places| places.saturating_sub(held));
            let promoted = changer_places(&seance, &lignes, free, today)?;
            with(Atelier { places: *places, ..salle.atelier.clone() }, promoted)
        }
        ChangementAtelier::Deplace { plage, limite, animateur, site } => {
            let (_, again) = deplacer(&seance, &lignes, plage.jour(), *limite)?;
            let (animateur, site, limite) = (*animateur, *site, *limite);
            with(Atelier { plage: *plage, limite, animateur, site, ..salle.atelier.clone() }, again)
        }
        ChangementAtelier::Annuler if seance.etat == EtatSeance::Annulee => Ok(Suite::default()),
        ChangementAtelier::Annuler => {
            let (cancelled, _) = annuler(&salle.atelier.seance(), &lignes)?;
            with(salle.atelier.after(&cancelled), Vec::new())
        }
        ChangementAtelier::Rouvrir if seance.etat == EtatSeance::Ouverte => Ok(Suite::default()),
        ChangementAtelier::Rouvrir => {
            let open = salle.atelier.seance().rouvrir(today)?;
            with(salle.atelier.after(&open), Vec::new())
        }
        ChangementAtelier::Emarger(marques) => sheet(&seance, &lignes, marques, today).map(Suite::lignes),
    }
}

/// Marks each in turn. A refusal is told of one person, by the way that serves for one.
fn sheet(
    seance: &Seance,
    lignes: &[Inscription],
    marques: &[(DossierId, StatutInscription)],
    today: Date,
) -> Result<Vec<Inscription>, Refus> {
    use StatutInscription::{Absent, Inscrit, Present};
    let mut stands = lignes.to_vec();
    let mut written = Vec::new();
    for (dossier, statut) in marques {
        if !matches!(statut, Present | Absent | Inscrit) {
            return Err(Refus::StatutImpossible);
        }
        if stands.iter().any(|ligne| ligne.dossier == *dossier && ligne.statut == *statut) {
            continue;
        }
        let changed = emarger(seance, &stands, *dossier, *statut, today)?;
        appliquer(&mut stands, &changed);
        appliquer(&mut written, &changed);
    }
    Ok(written)
}
