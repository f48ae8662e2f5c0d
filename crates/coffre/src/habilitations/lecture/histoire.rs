//! The history of an account, from the table that follows the journal. It is a cache: proofs read the journal itself.

use droits::registre::login_end;
use journal::Kind;
use journal::entry::Pseudonym;

use crate::Alive;
use crate::base::{FromRow, Row, SqlError};
use crate::face::{Error, Evenementiel};

crate::statements! {
    OF = "select entree, genre, regle, temps, acteur, signe from acte \
          where sujet = ?1 and genre between 60 and 84 order by entree limit 1000";
    LOGINS = "select entree, genre, regle, temps, acteur, signe from acte \
              where sujet = ?1 and genre < 60 order by entree desc limit 40";
    PROPOSED = "select count(*) from acte where acteur = ?1 and temps >= ?2 and genre = ?3";
}

/// One act, as the table has it.
pub(super) struct Acte {
    pub(super) entree: u64,
    pub(super) genre: u8,
    pub(super) regle: u8,
    pub(super) temps: u64,
    pub(super) acteur: Pseudonym,
    pub(super) is_signe: bool,
}

/// A login: the index of its entry, when, and how it ended (`None` for the last one, which may be alive).
pub(super) type Connexion = (u64, u64, Option<u8>);

impl Alive {
    /// Acts on an account, oldest first. Who has just signed one finds it: what is being written is waited for.
    pub(super) async fn actes(&self, subject: Pseudonym) -> Result<Vec<Acte>, Error> {
        self.suivi.settle().await;
        Ok(self.base.read(move |tx| tx.all(&OF, &[subject.into()])).await?)
    }

    /// Logins of an account, newest first.
    pub(super) async fn connexions(&self, subject: Pseudonym) -> Result<Vec<Connexion>, Error> {
        self.suivi.settle().await;
        let rows: Vec<Acte> = self.base.read(move |tx| tx.all(&LOGINS, &[subject.into()])).await?;
        Ok(paired(&rows))
    }

    /// Demands that somebody made since then.
    pub(super) async fn proposed_since(&self, proposer: Pseudonym, since: u64) -> Result<u16, Error> {
        let count = move |tx: &mut crate::base::Tx<'_>| {
            tx.one::<(i64,)>(&PROPOSED, &[proposer.into(), (since as i64).into(), (Kind::Proposal as u8).into()])
        };
        Ok(self.base.read(count).await?.map_or(0, |(count,)| u16::try_from(count).unwrap_or(u16::MAX)))
    }

    /// As pages show them.
    pub(super) fn steps(&self, actes: &[Acte]) -> Vec<Evenementiel> {
        let annuaire = self.names();
        let step = |acte: &Acte| Evenementiel {
            entree: acte.entree,
            le: acte.temps,
            genre: (acte.genre, acte.regle),
            par: annuaire.nom(&acte.acteur),
            is_signe: acte.is_signe,
        };
        actes.iter().map(step).collect()
    }
}

/// Newest first: one live login each, so an end belongs to the login before it, and a login that another follows was replaced.
fn paired(rows: &[Acte]) -> Vec<Connexion> {
    let mut logins: Vec<Connexion> = Vec::new();
    for row in rows.iter().rev() {
        let last = logins.last_mut();
        if row.genre == Kind::LoginEnd as u8 {
            last.map(|(.., end)| end.get_or_insert(row.regle));
        } else {
            last.map(|(.., end)| end.get_or_insert(login_end::REPLACED));
            logins.push((row.entree, row.temps, None));
        }
    }
    logins.reverse();
    logins
}

impl FromRow for Acte {
    fn from_row(row: &Row<'_>) -> Result<Acte, SqlError> {
        Ok(Acte {
            entree: row.int(0)? as u64,
            genre: row.int(1)? as u8,
            regle: row.int(2)? as u8,
            temps: row.int(3)? as u64,
            acteur: row.bytes(4)?.try_into().unwrap_or_default(),
            is_signe: row.int(5)? != 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(entree: u64, kind: Kind, regle: u8) -> Acte {
        Acte { entree, genre: kind as u8, regle, temps: entree * 10, acteur: [1; 16], is_signe: false }
    }

    #[test]
    fn each_login_has_its_own_end() {
        let rows = [
            row(9, Kind::Login, 0),
            row(7, Kind::Login, 0),
            row(5, Kind::LoginEnd, login_end::LEFT),
            row(3, Kind::Login, 0),
            row(1, Kind::LoginEnd, login_end::IDLE),
        ];
        let expected = vec![(9, 90, None), (7, 70, Some(login_end::REPLACED)), (3, 30, Some(login_end::LEFT))];
        assert_eq!(paired(&rows), expected);
    }
}
