//! Drawing lots: after each proposal, when a drawn approver declines, and when one stays silent for a day.

use contre_cle::protocole::{Answer, Question};
use journal::Kind;
use journal::entry::Entry;

use crate::face::{Error, PanneKind};
use crate::sequenceur::{Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre, panne};

impl Coffre {
    /// Draws what waits to be drawn: every minute, so that no demand waits for somebody who is away.
    ///
    /// # Errors
    /// The journal's, the contre-clé's.
    pub async fn draw_lots(&self) -> Result<(), Error> {
        self.alive()?.draw_lots().await
    }
}

impl Alive {
    pub(super) async fn draw_lots(&self) -> Result<(), Error> {
        let waiting: Vec<_> = {
            let registre = self.sequenceur.registre();
            let awaits = registre.habilitations().filter(|h| registre.at(now()).awaits_draw(h));
            awaits.map(|h| (h.object, h.seed)).collect()
        };
        for (object, seed) in waiting {
            let seed = match seed {
                Some(seed) => seed,
                None => self.seed_of(object).await?,
            };
            let entry = {
                let registre = self.sequenceur.registre();
                let Some(habilitation) = registre.habilitation(&object) else { continue };
                let tirage = registre.at(now()).draw(habilitation, &seed);
                let mut entry = Entry::new(Kind::LotDrawn);
                (entry.object, entry.content, entry.count) = (object, seed, habilitation.round);
                entry.rule = if tirage.is_ceremony { 2 } else { 1 };
                entry
            };
            let what = What::Record(Box::new(entry), None);
            match self.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await {
                // Drawn by another hand a moment ago, or the demand is gone.
                Err(Fault::Void(_)) => continue,
                other => other?,
            };
        }
        Ok(())
    }

    async fn seed_of(&self, object: [u8; 16]) -> Result<[u8; 32], Error> {
        match self.sequenceur.ask(Question::Seed { object }).await {
            Ok(Answer::Half(seed)) => Ok(seed),
            _ => Err(panne(PanneKind::ContreCle, "no seed")),
        }
    }
}
