//! One's own account: what I may do, until when, why, and who stands behind it.

use droits::budget::ESSAI_UNEXPLAINED_MAX;
use droits::piece::LoginPiece;
use droits::registre::{Agent as Rights, State};
use droits::signature::SignedRequest;
use journal::entry::Entry;

use super::{actions, instant};
use crate::face::{CleLiee, Error, MonCompte, Refusal};
use crate::sequenceur::{Fault, now};
use crate::{Alive, Coffre};

/// Logins that are shown.
const LOGINS_SHOWN: usize = 10;

impl Coffre {
    /// The reader's own account.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn compte(&self, request: &SignedRequest) -> Result<MonCompte, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let mut logins = alive.connexions(lecteur.name).await?;
        logins.truncate(LOGINS_SHOWN);
        let this = match logins.first() {
            Some((entree, ..)) => alive.key_of_login(*entree, &request.login).await?,
            None => None,
        };

        let absent = || Error::Refusal(Refusal::Compte);
        let compte = alive.compte_of(lecteur.agent.id).ok_or_else(absent)?;
        let (registre, annuaire) = (alive.sequenceur.registre(), alive.names());
        let account = registre.agent(&lecteur.name).ok_or_else(absent)?;
        let state = account.state(instant(&registre));
        let left = ESSAI_UNEXPLAINED_MAX.saturating_sub(account.essai_unexplained()) as u8;
        Ok(MonCompte {
            cles: account.credentials.iter().map(|c| cle(account, &c.id, this.as_ref())).collect(),
            logins: logins.iter().map(|(_, time, end)| (*time, *end)).collect(),
            liens: account.liens.iter().map(|(lien, who)| (*lien, annuaire.nom(who))).collect(),
            actions: actions::of_account(account, state),
            essai_reste: (state == State::Probation).then_some(left),
            identites: u8::try_from(account.identites.len()).unwrap_or(u8::MAX),
            agent: lecteur.agent,
            compte,
        })
    }
}

fn cle(account: &Rights, id: &[u8], of_login: Option<&Vec<u8>>) -> CleLiee {
    let is_ici = of_login.is_some_and(|used| used == id);
    CleLiee { id: id.to_vec(), is_ici, des: account.serves_from(id, now()) }
}

impl Alive {
    /// The authenticator that certified a login, as the journal has it.
    async fn key_of_login(&self, entree: u64, login: &[u8; 16]) -> Result<Option<Vec<u8>>, Error> {
        let record = match self.sequenceur.read(entree).await {
            Ok(record) => record,
            Err(Fault::Journal) => return Ok(None),
            Err(fault) => return Err(fault.into()),
        };
        let is_it = Entry::decode(&record.entry).is_ok_and(|entry| entry.login == *login);
        let piece = record.piece.as_deref().filter(|_| is_it).and_then(LoginPiece::decode);
        Ok(piece.map(|piece| piece.assertion.credential))
    }
}
