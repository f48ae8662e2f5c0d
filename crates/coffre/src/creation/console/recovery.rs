//! After an interruption: what stands is looked up, what does not is forgotten, the mandat covers the rest.

use contre_cle::protocole::{Answer, Question};
use domaine::DossierId;
use droits::mandat::{Stage, mandat_end};
use journal::Kind;
use journal::act::{Purpose, classes};
use journal::entry::Entry;

use super::suite::Suite;
use super::{Console, DROP_DOSSIER, REMEMBER, record};
use crate::face::{Error, Refusal};
use crate::lignes;
use crate::sequenceur::Fault;
use crate::{Alive, locked, random};

impl Console {
    /// Settles what an interruption left, and makes sure that the mandat covers what is still to make.
    ///
    /// # Errors
    /// The base's, the contre-clé's: to be tried again.
    pub fn recover(&self) -> Result<(), Error> {
        let alive = self.coffre.alive()?;
        let mut suite = locked(&self.suite);
        let stored = alive.stored_at_console(&suite)?;
        let questions = stored.iter().map(|s| Question::Sweep { after: before(s.subject), limit: 1 }).collect();
        let mut recorded = Vec::with_capacity(stored.len());
        for (one, answer) in stored.iter().zip(alive.sequenceur.ask_blocking(questions)) {
            let Ok(Answer::States(states)) = answer else { return Err(Fault::ContreCle.into()) };
            let is_it = states.first().is_some_and(|(subject, etat, _, digest)| {
                *subject == one.subject && *etat == 1 && one.digest[..16] == *digest
            });
            recorded.push(is_it);
        }
        let mut after = suite.clone();
        let (mut promoted, mut dropped) = (Vec::new(), Vec::new());
        for (one, is_recorded) in stored.iter().zip(recorded) {
            if is_recorded {
                promoted.push(one.id);
            } else {
                after.holes.push(one.rank);
                dropped.push(one.id);
            }
        }
        after.en_cours.clear();
        let row = after.encode();
        alive.base.write_blocking(move |tx| {
            promoted.iter().try_for_each(|id| lignes::promote(tx, *id, 1))?;
            for id in &dropped {
                tx.exec(&DROP_DOSSIER, &[id.0.into()])?;
                for forget in
                    [lignes::FORGET_ENTETE, lignes::FORGET_LIGNES, lignes::FORGET_ETIQUETTE, lignes::FORGET_JETONS]
                {
                    tx.exec(&forget, &[id.0.into(), 0.into()])?;
                }
            }
            tx.exec(&REMEMBER, &[row.clone().into()]).map(drop)
        })?;
        *suite = after;
        self.cover(alive, &mut suite)?;
        *locked(&self.mandat) = suite.mandat;
        Ok(())
    }

    /// A mandat with as many lines as there are dossiers to make. One that an interruption has left short ends,
    /// and another begins: a ceiling is never raised.
    fn cover(&self, alive: &Alive, suite: &mut Suite) -> Result<(), Error> {
        let missing = self.ouvrage.total - u32::try_from(suite.next - suite.holes.len() as u64).unwrap_or(u32::MAX);
        let known = alive.sequenceur.registre().mandat(&suite.mandat).map(|m| (m.state, m.left));
        match known {
            Some((Stage::Open, left)) if left >= missing => return Ok(()),
            Some(_) if missing == 0 => return Ok(()),
            Some((Stage::Open, _)) => alive.end(suite.mandat, mandat_end::STOPPED, self.ouvrage.total - missing)?,
            _ => {}
        }
        if known.is_some() {
            suite.mandat = random();
            alive.remember(suite)?;
        }
        let mut proposed = Entry::new(Kind::MandatProposed);
        (proposed.object, proposed.count, proposed.classes) = (suite.mandat, missing, classes::ALL);
        (proposed.purpose, proposed.content) = (Purpose::Import as u8, self.ouvrage.empreinte);
        let mut started = Entry::new(Kind::MandatStarted);
        (started.object, started.count) = (suite.mandat, missing);
        let both = vec![record(proposed, None), record(started, None)];
        alive.sequenceur.commit_blocking(both).into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(())
    }
}

/// A dossier stored when the making was interrupted.
struct EnCours {
    rank: u64,
    id: DossierId,
    subject: [u8; 16],
    digest: [u8; 32],
}

impl Alive {
    fn stored_at_console(&self, suite: &Suite) -> Result<Vec<EnCours>, Error> {
        let ids: Vec<DossierId> = suite.en_cours.iter().map(|(_, id)| DossierId(*id)).collect();
        let rows = self
            .base
            .read_blocking(move |tx| ids.iter().map(|id| lignes::read(tx, *id)).collect::<Result<Vec<_>, _>>())?;
        let mut all = Vec::with_capacity(rows.len());
        for ((rank, id), row) in suite.en_cours.iter().zip(rows) {
            let stored = row.ok_or(Error::Refusal(Refusal::Introuvable))?;
            let (share, salt) = self.share_of(&stored).ok_or(Error::Refusal(Refusal::Introuvable))?;
            let subject = journal::entry::pseudonym(&salt, id);
            let digest = stored.digest_at(1, &share).unwrap_or([0; 32]);
            all.push(EnCours { rank: *rank, id: DossierId(*id), subject, digest });
        }
        Ok(all)
    }
}

fn before(subject: [u8; 16]) -> [u8; 16] {
    u128::from_be_bytes(subject).saturating_sub(1).to_be_bytes()
}
