//! A campaign before it is signed: whom, to whom, what for.

use domaine::seance::StatutInscription;
use domaine::{AtelierId, Clair, DossierId, MandatId};
use droits::campagne::{CHAMPS, CLASSES, Description, PERSONNES_MAX};
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::{Purpose, act};
use journal::entry::{Entry, pseudonym};

use super::rangement::Rang;
use super::{sortie, wrong};
use crate::agenda::place;
use crate::ateliers::rangement::Salle;
use crate::face::{Agent, CampagneSaisie, Error, NouveauMandat, Refusal, TITRE_MANDAT_MAX};
use crate::lignes;
use crate::sequenceur::now;
use crate::{Alive, Coffre, random};

// What the rules call by bits is what the dictionary calls by name.
const _: () = assert!(CHAMPS == domaine::Champ::Prenom.bit() | domaine::Champ::Telephone.bit());

impl Coffre {
    /// The form of a campaign for the people of a workshop. Nobody is named on it.
    ///
    /// # Errors
    /// A refusal or a failure, as for a list.
    pub async fn nouveau_mandat(&self, request: &SignedRequest, atelier: AtelierId) -> Result<NouveauMandat, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        if !agent.role.accompanies() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::ResultPage);
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let key = alive.rows_key(request, &agent).await?;
        let salle = alive.salle(&agent, atelier, &key).await?;
        let receipt = alive.journal_page(request, asked, request.hash(), &[]).await?;
        let offres = alive.offres(agent.structure).await?;
        let nom = offres.into_iter().find(|offre| offre.id == salle.atelier.offre).map(|offre| offre.nom);
        Ok(NouveauMandat {
            receipt,
            atelier,
            nom: nom.unwrap_or_default(),
            jour: salle.atelier.plage.jour(),
            personnes: with_a_place(&salle).len(),
            today: place(agent.structure).0.civil(now()).date(),
            agent,
        })
    }
}

impl Alive {
    /// The entry of a proposal but for its end, its row, and what its piece says.
    pub(crate) async fn prepare_mandat(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        saisie: CampagneSaisie,
    ) -> Result<(Entry, Rang, Description), Error> {
        let CampagneSaisie { atelier, titre, destinataire, .. } = saisie;
        if !agent.role.accompanies() {
            return Err(Error::Refusal(Refusal::Role));
        }
        let titre = Clair::new(titre.expose().trim());
        if titre.expose().is_empty() || titre.expose().chars().count() > TITRE_MANDAT_MAX {
            return Err(wrong("titre", "mandat-titre"));
        }
        let destinataire = destinataire.trim().to_owned();
        if !sortie::is_recipient(&destinataire) {
            return Err(wrong("destinataire", "mandat-destinataire"));
        }
        let key = self.rows_key(request, agent).await?;
        let salle = self.salle(agent, atelier, &key).await?;
        let listed = with_a_place(&salle);
        if listed.len() > PERSONNES_MAX as usize {
            return Err(wrong("atelier", "mandat-trop"));
        }
        let mut people = Vec::with_capacity(listed.len());
        for dossier in listed {
            let stored = self.base.read(move |tx| lignes::read(tx, dossier)).await?;
            // Whoever left for another structure is no longer of this list.
            let here = stored.filter(|stored| stored.structure == agent.structure);
            let salt = here.and_then(|stored| self.share_of(&stored)).map(|(_, salt)| salt);
            people.extend(salt.map(|salt| (pseudonym(&salt, &dossier.0), dossier)));
        }
        people.sort_unstable();
        people.dedup();
        if people.is_empty() {
            return Err(wrong("atelier", "mandat-vide"));
        }
        let (sujets, dossiers) = people.into_iter().unzip();
        let rang = Rang {
            id: MandatId(random()),
            structure: agent.structure,
            agent: agent.id,
            cree: now(),
            titre,
            atelier,
            sel: random(),
            dossiers,
            is_whole: false,
        };
        let description = Description { destinataire, texte: rang.texte(), sujets };
        let entry = Entry {
            object: rang.id.0,
            classes: CLASSES,
            purpose: Purpose::Campagne as u8,
            structure: agent.structure.0,
            count: description.sujets.len() as u32,
            content: description.hash(),
            ..Entry::new(Kind::MandatProposed)
        };
        Ok((entry, rang, description))
    }
}

/// Who has a place, or came, or did not.
fn with_a_place(salle: &Salle) -> Vec<DossierId> {
    use StatutInscription::{Absent, Inscrit, Present};
    let has_one = |statut| matches!(statut, Inscrit | Present | Absent);
    salle.inscriptions().iter().filter(|ligne| has_one(ligne.statut)).map(|ligne| ligne.dossier).collect()
}
