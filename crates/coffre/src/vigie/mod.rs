//! The hand of the vigie: it reads entries, and writes what a rule said and what that takes away. Nothing here gives anything,
//! which is why nobody has to ask for it.

pub(crate) mod bureau;
pub(crate) mod incidents;

use droits::registre::{login_end, mesure, suspension};
use journal::Kind;
use journal::entry::Entry;

use crate::face::Error;
use crate::{Alive, Coffre};

/// What an alert takes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mesure {
    /// Nothing: it is noted.
    Aucune,
    /// The next new dossier asks for a gesture.
    Geste,
    /// Tranches of the login are of five dossiers.
    TrancheCinq,
    /// No list nor search for the rest of the day.
    RechercheFermee,
    /// The login ends.
    Login,
    /// The account is cut, until two persons lift it.
    Compte,
}

impl Coffre {
    /// Entries of the journal from this index on, so many at most; fewer where it ends.
    ///
    /// # Errors
    /// Sealed, or the journal cannot be read.
    pub async fn entries(&self, from: u64, most: u64) -> Result<Vec<Entry>, Error> {
        Ok(self.alive()?.sequenceur.read_many(from, most).await?)
    }

    /// Writes what an alert takes away from the account that it names, then the alert itself: where the alert stands, its measure
    /// does. Asked again after a failure between the two, it takes nothing twice.
    ///
    /// # Errors
    /// Sealed, or the journal cannot be written: the alert is still to be said.
    pub async fn restrain(&self, alerte: Entry, mesure: Mesure) -> Result<(), Error> {
        let alive = self.alive()?;
        alive.take_away(&alerte, mesure).await?;
        alive.record(Entry { time: 0, ..alerte }).await
    }
}

impl Alive {
    async fn take_away(&self, alerte: &Entry, mesure: Mesure) -> Result<(), Error> {
        let rule = match mesure {
            Mesure::Aucune => return Ok(()),
            Mesure::Login => return self.end_login(alerte.login, login_end::CUT).await,
            Mesure::Compte => {
                let is_cut = {
                    let registre = self.sequenceur.registre();
                    registre.agent(&alerte.object).is_none_or(|agent| agent.vie.suspended.is_some())
                };
                if is_cut {
                    return Ok(());
                }
                let mut entry = Entry::new(Kind::Suspension);
                (entry.object, entry.rule) = (alerte.object, suspension::VIGIE.saturating_add(alerte.rule));
                return self.record(entry).await;
            }
            Mesure::Geste => mesure::GESTE,
            Mesure::TrancheCinq => mesure::TRANCHE_CINQ,
            Mesure::RechercheFermee => mesure::RECHERCHE_FERMEE,
        };
        let mut entry = Entry::new(Kind::Freeze);
        (entry.object, entry.login, entry.rule) = (alerte.object, alerte.login, rule);
        self.record(entry).await
    }
}
