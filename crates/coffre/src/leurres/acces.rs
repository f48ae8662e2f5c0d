//! Secrets that open nothing, left where a thief looks: the address of an enrolment, a key of an interface, what a backup holds. Nobody
//! was given one; whoever presents one found it.
//!
//! The base keeps the hash of each beside the kind, like any list of keys: it cannot be turned back into a secret.

use droits::signature::sha256;
use journal::Kind;
use journal::encoding::hex;
use journal::entry::Entry;

use super::touche;
use crate::base::{Base, SqlError};
use crate::face::Error;
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked, random};

crate::statements! {
    LAY = "insert into reglage (cle, valeur) values (?1, ?2)";
    LAID = "select valeur from reglage where cle = ?1";
}

/// The same secret presented again within this time, milliseconds, is not written again: nobody fills the journal with it.
const AGAIN: u64 = 60_000;

/// Nothing that was laid is longer.
const SECRET_MAX: usize = 200;

/// What a secret pretends to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appat {
    /// The one-use address that makes the keys of an account.
    Compte,
    /// The key of an interface between programs.
    Cle,
    /// What a backup holds.
    Sauvegarde,
}

impl Appat {
    /// All.
    pub const ALL: [Appat; 3] = [Appat::Compte, Appat::Cle, Appat::Sauvegarde];

    const fn rule(self) -> u8 {
        match self {
            Appat::Compte => touche::COMPTE,
            Appat::Cle => touche::CLE,
            Appat::Sauvegarde => touche::SAUVEGARDE,
        }
    }

    /// A new secret of this kind, which the base knows from now on. Needs no key: it gives nothing. Blocking.
    ///
    /// # Errors
    /// The base's.
    pub fn lay(self, base: &Base) -> Result<String, SqlError> {
        let secret = match self {
            // As long as a true one.
            Appat::Compte => contre_cle::assertion::base64url(&random::<24>()),
            Appat::Cle | Appat::Sauvegarde => format!("cairn_{}", hex(&random::<24>())),
        };
        let (cle, rule) = (place(&secret), self.rule());
        base.write_blocking(move |tx| tx.exec(&LAY, &[cle.as_str().into(), vec![rule].into()]).map(drop))?;
        Ok(secret)
    }
}

impl Coffre {
    /// A secret was presented by nobody in particular. If it was laid, that is written, and the desk of the vigie says so; whoever
    /// presented it learns nothing.
    ///
    /// # Errors
    /// The base's, the journal's.
    pub async fn presented(&self, secret: &str) -> Result<(), Error> {
        self.alive()?.presented(secret).await
    }
}

impl Alive {
    pub(crate) async fn presented(&self, secret: &str) -> Result<(), Error> {
        if secret.len() > SECRET_MAX {
            return Ok(());
        }
        let cle = place(secret);
        let known: Option<(Vec<u8>,)> = self.base.read(move |tx| tx.one(&LAID, &[cle.as_str().into()])).await?;
        let Some(&rule) = known.as_ref().and_then(|(valeur,)| valeur.first()) else { return Ok(()) };
        let time = now();
        let is_new = {
            let mut touched = locked(&self.presentes);
            touched.retain(|_, last| time.saturating_sub(*last) < AGAIN);
            touched.insert(sha256(secret.as_bytes()), time).is_none()
        };
        if is_new { self.record(Entry { rule, ..Entry::new(Kind::Canary) }).await } else { Ok(()) }
    }
}

fn place(secret: &str) -> String {
    format!("acces/{}", hex(&sha256(secret.as_bytes())))
}
