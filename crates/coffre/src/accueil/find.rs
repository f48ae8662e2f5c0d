//! POST /recherche from the front desk: the people, and who expects them today.

use domaine::fuseau::Fuseau;
use domaine::{Clair, DossierId};
use droits::signature::SignedRequest;

use crate::agenda::rangement::{self as agenda, Brut};
use crate::base::Value;
use crate::face::{Error, GenreAgenda, Trouves};
use crate::fiche::days;
use crate::racine::Secret;
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// As [`Coffre::search`], with the rendez-vous of today of each.
    ///
    /// # Errors
    /// As [`Coffre::search`].
    pub async fn find(&self, request: &SignedRequest, requete: Clair) -> Result<Trouves, Error> {
        let liste = self.search(request, requete, false).await?;
        let alive = self.alive()?;
        let mut attendus = Vec::new();
        if !liste.lignes.is_empty() {
            let key = alive.rows_key(request, &liste.agent).await?;
            for ligne in &liste.lignes {
                if let Some(rang) = alive.expected_today(&liste.agent, ligne.dossier, &key).await? {
                    attendus.push((ligne.dossier, rang.plage.debut(), alive.nom_of(&rang.agent.0)));
                }
            }
        }
        Ok(Trouves { liste, attendus })
    }
}

impl Alive {
    /// The rendez-vous of today that somebody is expected for: the first that is not over. A row that does not open says nothing:
    /// whoever writes in the base would choose for whom everybody comes.
    pub(super) async fn expected_today(
        &self,
        agent: &crate::face::Agent,
        dossier: DossierId,
        key: &Secret,
    ) -> Result<Option<agenda::Rang>, Error> {
        let fuseau = Fuseau::of_structure(agent.structure);
        let (today, maintenant) = (fuseau.aujourdhui(now()), fuseau.civil(now()));
        let params: Vec<Value> = vec![dossier.0.into(), days(today).into(), 1_000.into()];
        let bruts = self.base.read(move |tx| tx.all::<Brut>(&agenda::OF_DOSSIER, &params)).await?;
        let is_it = |rang: &agenda::Rang| {
            rang.genre == GenreAgenda::RendezVous && rang.plage.jour() == today && rang.statut.occupe()
        };
        let (mut rangs, unread) = agenda::opened(bruts, key, agent.structure);
        self.note_unread(agent.structure, unread).await?;
        rangs.retain(is_it);
        // The one that comes, or the last of those that are over: she is late.
        rangs.sort_by_key(|rang| (rang.plage.est_passee(maintenant), rang.plage.debut()));
        let late = rangs.iter().all(|rang| rang.plage.est_passee(maintenant));
        Ok(if late { rangs.pop() } else { rangs.into_iter().next() })
    }
}
