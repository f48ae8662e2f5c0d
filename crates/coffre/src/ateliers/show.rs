//! GET /ateliers/{x}: a session, a page of its people, and the sheet to sign. One entry a page, before anybody is shown.

use domaine::AtelierId;
use domaine::DossierId;
use domaine::seance::inscription::{prises, rang};
use domaine::seance::{Inscription, StatutInscription};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use super::rangement::Salle;
use crate::agenda::place;
use crate::face::{Agent, AtelierVu, ComptesAtelier, Error, InscritVu, Refusal};
use crate::listes::{PAGE, reading};
use crate::noms::Label;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// One page of a session; pages begin at 1.
    ///
    /// # Errors
    /// A refusal or a failure; nothing was shown.
    pub async fn atelier(&self, request: &SignedRequest, id: AtelierId, page: u32) -> Result<AtelierVu, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        let key = alive.rows_key(request, &agent).await?;
        let salle = alive.salle(&agent, id, &key).await?;
        alive.vue(request, agent, salle, page, None).await
    }
}

impl Alive {
    /// A session as this agent is shown it: journalled, and only then given. With `only`, those lines alone.
    pub(super) async fn vue(
        &self,
        request: &SignedRequest,
        agent: Agent,
        salle: Salle,
        page: u32,
        only: Option<&[DossierId]>,
    ) -> Result<AtelierVu, Error> {
        self.note_unread(agent.structure, salle.illisibles).await?;
        let lignes = salle.inscriptions();
        let mut sheet = in_order(&lignes);
        if let Some(only) = only {
            sheet.retain(|(ligne, _)| only.contains(&ligne.dossier));
        }
        let noms = self.noms(agent.structure, Some(request)).await?;
        if self.is_kept_to_hers(&agent) && salle.atelier.animateur != agent.id {
            // On probation a list is what was entrusted to her: here, her own people.
            let noms = reading(&noms);
            sheet.retain(|(ligne, _)| noms.get(&ligne.dossier.0).is_some_and(|label| label.referent == agent.id.0));
        }
        let total = sheet.len();
        let last = u32::try_from(total.div_ceil(PAGE)).unwrap_or(u32::MAX).max(1);
        let page = page.clamp(1, last);
        let shown: Vec<(Inscription, usize)> = sheet.into_iter().skip((page as usize - 1) * PAGE).take(PAGE).collect();

        let found: Vec<Option<Label>> = {
            let noms = reading(&noms);
            shown.iter().map(|(ligne, _)| noms.get(&ligne.dossier.0)).collect()
        };
        let labels: Vec<Label> = found.iter().flatten().cloned().collect();
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let receipt = self.journal_page(request, asked, request.hash(), &labels).await?;

        let inscrits = shown
            .into_iter()
            .zip(found)
            .map(|((ligne, rang), label)| InscritVu {
                dossier: ligne.dossier,
                rang,
                statut: ligne.statut,
                personne: label.map(|label| self.shown(label, &agent)),
            })
            .collect();
        let maintenant = place(agent.structure).0.civil(now());
        let offres = self.offres(agent.structure).await?;
        let offre = offres.iter().find(|offre| offre.id == salle.atelier.offre);
        let comptes = comptes(&lignes);
        let ligne = self.ligne_atelier(&salle.atelier, offre, prises(&lignes), comptes.attente, maintenant.date());
        let sites = self.sites(agent.structure).await?.into_iter().map(|(num, nom, _)| (num, nom)).collect();
        let (anime, inscrit) = (agent.role.animates(), agent.role.enrols());
        let animateurs = if anime { self.receivers(agent.structure) } else { Vec::new() };
        Ok(AtelierVu {
            receipt,
            agent,
            ligne,
            texte: salle.atelier.texte.clone(),
            close_le: salle.atelier.close_le,
            inscrits,
            total,
            page,
            comptes,
            oublies: only.map(<[DossierId]>::len),
            illisibles: salle.illisibles,
            sites,
            animateurs,
            maintenant,
            anime,
            inscrit,
        })
    }
}

/// The lines of the sheet with their numbers: those who have a place or are marked, those who wait by rank, those who left.
fn in_order(lignes: &[Inscription]) -> Vec<(Inscription, usize)> {
    let group = |statut: StatutInscription| match statut {
        StatutInscription::EnAttente => 1,
        StatutInscription::Desinscrit => 2,
        _ => 0,
    };
    let mut all = lignes.to_vec();
    all.sort_by_key(|ligne| (group(ligne.statut), ligne.ordre, ligne.dossier));
    let number = |(n, ligne): (usize, Inscription)| {
        (
            ligne,
            if ligne.statut == StatutInscription::EnAttente { rang(lignes, ligne.dossier).unwrap_or(0) } else { n + 1 },
        )
    };
    all.into_iter().enumerate().map(number).collect()
}

/// How many stand where.
pub(super) fn comptes(lignes: &[Inscription]) -> ComptesAtelier {
    let mut comptes = ComptesAtelier::default();
    for ligne in lignes {
        let count = match ligne.statut {
            StatutInscription::Inscrit => &mut comptes.inscrits,
            StatutInscription::EnAttente => &mut comptes.attente,
            StatutInscription::Present => &mut comptes.presents,
            StatutInscription::Absent => &mut comptes.absents,
            StatutInscription::RefusTiers | StatutInscription::RefusJeune => &mut comptes.refus,
            StatutInscription::Desinscrit => &mut comptes.partis,
        };
        *count += 1;
    }
    comptes
}
