//! The front desk: who is expected, who waits, whose call is to be answered. A ticket or a call is a fact of the structure, and
//! entrusts the person to who will receive her: it is stated in the journal before its row is written.

mod change;
mod find;
mod list;
pub(crate) mod rangement;

use std::collections::HashMap;

use domaine::DossierId;
use domaine::fuseau::Fuseau;
use droits::Role;
use droits::budget::explanation;
use jiff::civil::DateTime;

use crate::Alive;
use crate::agenda::said_beside;
use crate::base::{SqlError, Tx, Value};
use crate::face::{Agent, Error, EtatPassage, GenrePassage, LigneAgenda, Passage};
use crate::noms::{Label, Noms};
use crate::racine::Secret;
use crate::sequenceur::now;
use rangement::{Brut, Rang};

/// How long a ticket explains, milliseconds.
const TICKET: u64 = explanation::duree_max(explanation::TICKET);

/// How long a call explains, and waits to be answered, milliseconds.
pub(crate) const APPEL: u64 = explanation::duree_max(explanation::APPEL);

/// Tickets of one day that are looked at.
const DAY_MAX: i64 = 1_000;

impl Alive {
    /// Tickets of today in a structure, by person: when she arrived, and where it stands. The last one of each counts.
    ///
    /// # Errors
    /// The base's.
    pub(crate) async fn arrivees(
        &self,
        agent: &Agent,
        key: &Secret,
    ) -> Result<(HashMap<DossierId, (DateTime, EtatPassage)>, usize), Error> {
        let fuseau = Fuseau::of_structure(agent.structure);
        let since = start_of_today(fuseau);
        let structure = agent.structure;
        let bruts = self
            .base
            .read(move |tx| {
                let mut all = Vec::new();
                for etat in [EtatPassage::Attend, EtatPassage::Pris, EtatPassage::Clos] {
                    all.extend(standing(tx, structure.as_str(), etat, since, GenrePassage::Ticket, DAY_MAX)?);
                }
                Ok(all)
            })
            .await?;
        let (mut rangs, unread) = rangement::opened(bruts, key, structure);
        rangs.sort_by_key(|rang| rang.temps);
        let by_dossier = rangs.into_iter().map(|rang| (rang.dossier, (fuseau.civil(rang.temps), rang.etat)));
        Ok((by_dossier.collect(), unread))
    }

    /// As this agent is shown it.
    pub(crate) fn passage(&self, rang: &Rang, label: Option<Label>, agent: &Agent) -> Passage {
        let time = now();
        let personne = label.map(|label| self.shown(label, agent));
        let is_hers = rang.pour == Some(agent.id) || rang.auteur == agent.id || agent.role == Role::Accueil;
        Passage {
            id: rang.id,
            genre: rang.genre,
            etat: rang.etat,
            dossier: rang.dossier,
            arrivee: Fuseau::of_structure(agent.structure).civil(rang.temps),
            attente: u32::try_from(time.saturating_sub(rang.temps) / 60_000).unwrap_or(u32::MAX),
            pour: rang.pour.map(|pour| (pour, self.nom_of(&pour.0))),
            motif: rang.motif,
            site: rang.site,
            texte: said_beside(&rang.texte, personne.as_ref(), is_hers),
            auteur: self.nom_of(&rang.auteur.0),
            personne,
        }
    }
}

/// Whether the arrival of somebody expected is known: said beside her rendez-vous of today.
pub(crate) fn mark_arrivals(lignes: &mut [LigneAgenda], arrivees: &HashMap<DossierId, (DateTime, EtatPassage)>) {
    for ligne in lignes {
        let Some((quand, _)) = ligne.personne.as_ref().and_then(|personne| arrivees.get(&personne.dossier)) else {
            continue;
        };
        if quand.date() == ligne.plage.jour() {
            ligne.arrivee = Some(minute(*quand));
        }
    }
}

/// Minute of the day.
fn minute(quand: DateTime) -> u16 {
    quand.hour().unsigned_abs() as u16 * 60 + quand.minute().unsigned_abs() as u16
}

/// Rows in one state since a time.
fn standing(
    tx: &mut Tx<'_>,
    structure: &str,
    etat: EtatPassage,
    since: u64,
    genre: GenrePassage,
    limit: i64,
) -> Result<Vec<Brut>, SqlError> {
    let params: [Value; 5] =
        [structure.into(), (etat as u8).into(), (since as i64).into(), (genre as u8).into(), limit.into()];
    tx.all(&rangement::STANDING, &params)
}

/// The midnight that began today.
fn start_of_today(fuseau: Fuseau) -> u64 {
    fuseau.debut(fuseau.aujourdhui(now())).unwrap_or(0)
}

/// People of these rows, each once, and their labels by dossier.
fn labels_of<'a>(noms: &Noms, dossiers: impl Iterator<Item = &'a DossierId>) -> HashMap<DossierId, Label> {
    dossiers.filter_map(|dossier| Some((*dossier, noms.get(&dossier.0)?))).collect()
}
