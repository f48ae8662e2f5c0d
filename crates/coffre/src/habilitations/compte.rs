//! An account as a page shows it: its name, its state at this moment, its dates, the demand that waits on it.

use std::sync::PoisonError;

use domaine::{AgentId, CodeStructure};
use droits::Registre;
use droits::habilitation::Habilitation;

use crate::Alive;
use crate::annuaire::Annuaire;
use crate::face::{Compte, Dates, Demande};
use crate::sequenceur::now;

impl Alive {
    /// One account; `None` when the journal or the directory does not know it.
    pub(super) fn compte_of(&self, agent: AgentId) -> Option<Compte> {
        let registre = self.sequenceur.registre();
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        compte(&registre, &annuaire, agent)
    }
}

/// One account, from both.
pub(super) fn compte(registre: &Registre, annuaire: &Annuaire, agent: AgentId) -> Option<Compte> {
    let fiche = annuaire.by_id(agent)?;
    let name = fiche.pseudonym();
    let known = registre.agent(&name)?;
    let time = now().max(registre.latest());
    let vie = &known.vie;
    Some(Compte {
        agent,
        nom: fiche.nom.clone(),
        mail: fiche.mail.clone(),
        role: known.role,
        is_parrain: known.is_parrain,
        structure: CodeStructure(known.structure),
        structure_nom: annuaire.structure(CodeStructure(known.structure)),
        etat: known.state(time),
        cause: known.cause(time),
        dates: Dates {
            ouvre: known.opens_from().unwrap_or_default(),
            probation: known.probation_until().unwrap_or_default(),
            droit: vie.grant_until,
            formation: vie.training_until,
            campagne: vie.certified_until,
            connexion: vie.last_used,
        },
        demande: registre.habilitation(&name).filter(|h| !h.is_expired(time)).map(|h| demande(h, registre, annuaire)),
    })
}

fn demande(habilitation: &Habilitation, registre: &Registre, annuaire: &Annuaire) -> Demande {
    let approved = |name: &[u8; 16]| habilitation.approvals.contains(name);
    let structure = |name: &[u8; 16]| {
        registre.agent(name).map(|a| annuaire.structure(CodeStructure(a.structure))).unwrap_or_default()
    };
    let mut names = habilitation.drawn.clone();
    names.extend(habilitation.approvals.iter().filter(|name| !habilitation.drawn.contains(name)));
    Demande {
        genre: habilitation.genre,
        le: habilitation.at,
        par: annuaire.nom(&habilitation.proposer),
        tires: names.iter().map(|name| (annuaire.nom(name), structure(name), approved(name))).collect(),
        is_ceremonie: habilitation.is_ceremony,
        faut: habilitation.needs() as u8,
        is_approuvee: habilitation.approved_at.is_some(),
        jusqu: habilitation.until,
    }
}
