//! Dossiers of other structures: the code that is read aloud, what was held out and taken, what waits for its review.

use domaine::{CodeStructure, DossierId};
use droits::habilitation::bris::revue;
use droits::habilitation::regles::{BRIS_REVUE, working_days_after};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::Lecteur;
use super::listes::shown;
use crate::face::{Bris, BrisARevoir, BrisLu, Error, Preneur, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

impl Coffre {
    /// What this person may take, has taken, or is to review.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn bris(&self, request: &SignedRequest) -> Result<Bris, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let code = match lecteur.agent.role.accompanies() {
            true => locked(&alive.habilitations.bris).code_of(lecteur.name),
            false => None,
        };
        let (siens, a_revoir) = (alive.taken_by(&lecteur.name), alive.to_review(&lecteur));
        Ok(Bris { agent: lecteur.agent, code, siens, a_revoir })
    }

    /// Who read this code aloud.
    ///
    /// # Errors
    /// For who may give no dossier, as for any signed request.
    pub async fn preneur(&self, request: &SignedRequest, code: &str) -> Result<Preneur, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        if !lecteur.agent.role.accompanies() && lecteur.agent.role != droits::Role::Direction {
            return Err(Error::Refusal(Refusal::Role));
        }
        let preneur = locked(&alive.habilitations.bris).preneur(code);
        let (registre, annuaire) = (alive.sequenceur.registre(), alive.names());
        let named = preneur.and_then(|name| {
            let compte = shown(&registre, &annuaire, &name)?;
            Some((compte.nom, compte.role, compte.structure_nom))
        });
        drop((registre, annuaire));
        Ok(Preneur { agent: lecteur.agent, preneur: named })
    }
}

impl Alive {
    /// What is held out to her, then what opens for her now.
    fn taken_by(&self, me: &Pseudonym) -> Vec<BrisLu> {
        let (registre, time) = (self.sequenceur.registre(), now());
        let known = |sujet: &Pseudonym| -> Option<DossierId> { locked(&self.habilitations.bris).dossier(sujet) };
        let offered = registre.offres_to(me, time).map(|(sujet, offre)| BrisLu {
            dossier: known(sujet),
            structure: self.names().structure(CodeStructure(offre.structure)),
            par: self.names().get(&offre.par).map(|fiche| fiche.nom.clone()),
            jusqua: offre.jusqua,
            is_pris: false,
        });
        let taken = registre.bris_of(me).filter(|bris| time < bris.jusqua).map(|bris| BrisLu {
            dossier: known(&bris.sujet),
            structure: self.names().structure(CodeStructure(bris.structure)),
            par: self.names().get(&bris.par).map(|fiche| fiche.nom.clone()),
            jusqua: bris.jusqua,
            is_pris: true,
        });
        let mut all: Vec<BrisLu> = offered.chain(taken).collect();
        all.sort_by_key(|one| (one.is_pris, one.jusqua));
        all
    }

    fn to_review(&self, lecteur: &Lecteur) -> Vec<BrisARevoir> {
        let (registre, annuaire, time) = (self.sequenceur.registre(), self.names(), now());
        let reviews = matches!(lecteur.agent.role, droits::Role::Direction | droits::Role::Dpo);
        let waiting = registre.bris_from(lecteur.agent.structure.0).filter(|(_, bris)| reviews && bris.revue.is_none());
        let line = |(who, bris): (&Pseudonym, &droits::habilitation::Bris)| {
            let compte = shown(&registre, &annuaire, who)?;
            let (actor, rule, object) = (lecteur.name, revue::JUSTIFIE, *who);
            let mut entry = Entry { actor, rule, object, ..Entry::new(Kind::Incident) };
            entry.content[..16].copy_from_slice(&bris.sujet);
            Some(BrisARevoir {
                agent: compte.agent,
                nom: compte.nom,
                structure: compte.structure_nom,
                par: annuaire.get(&bris.par).map(|fiche| fiche.nom.clone()),
                sujet: bris.sujet,
                dossier: locked(&self.habilitations.bris).dossier(&bris.sujet),
                depuis: bris.depuis,
                avant: working_days_after(bris.depuis, BRIS_REVUE),
                motif: bris.motif,
                is_possible: registre.at(time).judge(&entry).is_ok(),
            })
        };
        let mut all: Vec<BrisARevoir> = waiting.filter_map(line).collect();
        all.sort_by_key(|one| one.depuis);
        all
    }
}
