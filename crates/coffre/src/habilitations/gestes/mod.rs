//! What each gesture writes: one function a gesture, which reads what it needs and fills the entry. Whether it may be made is
//! not said here: the rules are asked once, in [`super::geste`].

mod briser;
mod demander;
mod diriger;
mod garder;
mod geler;
mod instruire;
mod mandater;
mod parrainer;
mod soi;

use domaine::AgentId;
use jiff::civil::Date;

use super::geste::{Acte, Qui};
use crate::face::{Error, Geste, Saisie};
use crate::fiche::start_of;
use crate::{Alive, Coffre};

/// The act of a gesture, before anybody has said whether it may be made.
pub(super) async fn acte(coffre: &Coffre, alive: &Alive, qui: &Qui<'_>, geste: Geste) -> Result<Acte, Error> {
    match geste {
        Geste::Proposer(carte) => demander::proposer(alive, qui, *carte),
        Geste::Renouveler { agent, jusqu } => demander::renouveler(alive, agent, jusqu),
        Geste::RefaireCles { agent } => demander::refaire_cles(alive, agent),
        Geste::ProposerDirection { agent } => demander::proposer_direction(alive, agent),
        Geste::Approuver { agent } => demander::approuver(alive, qui, agent),
        Geste::Refuser { agent } => demander::refuser(alive, agent),
        Geste::Decliner { agent } => demander::decliner(alive, agent),
        Geste::Parrainer { agent, cles } => parrainer::parrainer(alive, qui, agent, cles),
        Geste::Confirmer { agent } => parrainer::confirmer(alive, agent),
        Geste::Lier { agent, code } => parrainer::lier(alive, agent, &code),
        Geste::Veto { agent } => garder::veto(alive, agent),
        Geste::Retablir { agent } => garder::retablir(alive, agent),
        Geste::Reveiller { agent } => garder::reveiller(alive, agent),
        Geste::Clore { agent } => garder::clore(alive, agent),
        Geste::Muter { agent, date } => garder::muter(alive, agent, date),
        Geste::Certifier { agent } => garder::certifier(alive, qui, agent).await,
        Geste::Quota { structure, nombre, jusqu } => diriger::quota(qui, structure, nombre, jusqu),
        Geste::PasserDirection { agent } => diriger::passer(alive, agent),
        Geste::Secourir { agent } => diriger::secourir(alive, agent),
        Geste::Former { tirage, reponses } => soi::former(alive, qui, tirage, &reponses),
        Geste::AjouterCle(attestation) => soi::ajouter_cle(coffre, alive, qui, &attestation),
        Geste::RetirerCle { cle } => soi::retirer_cle(alive, qui, &cle),
        Geste::Tranche => soi::tranche(alive, qui),
        Geste::Rallonger { agent } => diriger::rallonger(alive, agent),
        Geste::Donner { dossier, code } => briser::donner(alive, qui, dossier, &code).await,
        Geste::Prendre { dossier, motif } => briser::prendre(alive, qui, dossier, motif).await,
        Geste::Revoir { agent, sujet, justifie } => briser::revoir(alive, agent, sujet, justifie),
        Geste::Geler { structure, minutes } => Ok(geler::geler(alive, qui, structure, minutes)),
        Geste::Degeler { structure } => Ok(geler::lever(qui, structure)),
        Geste::EcarterAlertes { agent, jusqua, combien } => instruire::ecarter(alive, qui, agent, (jusqua, combien)),
        Geste::OuvrirIncident { agent } => instruire::ouvrir(alive, qui, agent),
        Geste::AjouterCompte { incident, agent } => instruire::ajouter(alive, qui, incident, agent),
        Geste::RetirerCompte { incident, agent } => instruire::retirer(alive, qui, incident, agent),
        Geste::CloreIncident { incident, vu, is_confirme } => instruire::clore(alive, qui, incident, (vu, is_confirme)),
        Geste::ProposerMandat(saisie) => mandater::proposer(alive, qui, *saisie).await,
        Geste::ApprouverMandat { mandat } => mandater::approuver(alive, qui, mandat),
    }
}

/// The account that a gesture is about, when it is somebody else's.
pub(super) fn concerned(geste: &Geste) -> Option<AgentId> {
    match geste {
        Geste::Renouveler { agent, .. }
        | Geste::RefaireCles { agent }
        | Geste::ProposerDirection { agent }
        | Geste::Approuver { agent }
        | Geste::Refuser { agent }
        | Geste::Decliner { agent }
        | Geste::Parrainer { agent, .. }
        | Geste::Confirmer { agent }
        | Geste::Lier { agent, .. }
        | Geste::Veto { agent }
        | Geste::Retablir { agent }
        | Geste::Reveiller { agent }
        | Geste::Clore { agent }
        | Geste::Muter { agent, .. }
        | Geste::Certifier { agent }
        | Geste::PasserDirection { agent }
        | Geste::Rallonger { agent }
        | Geste::OuvrirIncident { agent }
        | Geste::AjouterCompte { agent, .. }
        | Geste::RetirerCompte { agent, .. }
        | Geste::Secourir { agent } => Some(*agent),
        Geste::EcarterAlertes { agent, .. } => *agent,
        Geste::Proposer(_)
        | Geste::Geler { .. }
        | Geste::Donner { .. }
        | Geste::Prendre { .. }
        | Geste::Revoir { .. }
        | Geste::Degeler { .. }
        | Geste::CloreIncident { .. }
        | Geste::ProposerMandat(_)
        | Geste::ApprouverMandat { .. }
        | Geste::Quota { .. }
        | Geste::Former { .. }
        | Geste::AjouterCle(_)
        | Geste::RetirerCle { .. }
        | Geste::Tranche => None,
    }
}

/// The end of a day by the legal time of mainland France, milliseconds: what ends on a day holds through it.
pub(super) fn end_of(day: Date) -> Result<u64, Error> {
    let wrong = || Error::Saisie(vec![Saisie { champ: "jusqu", raison: "habilitation-date" }]);
    start_of(day.tomorrow().map_err(|_| wrong())?).ok_or_else(wrong)
}
