//! One account: its card, what it is compared with, its history, and what the reader may do about it.

use domaine::AgentId;
use droits::habilitation::Genre;
use droits::habilitation::regles::JOUR;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::histoire::Acte;
use super::possibles::possibles;
use super::semblables::{line_of, semblables};
use super::{judges, sees};
use crate::face::{Carte, Error, FicheCompte, Jugement, Possible, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre, locked};

impl Coffre {
    /// One account. Showing a demand to who is to judge it is noted: she may answer once she had the time to read.
    ///
    /// # Errors
    /// `Introuvable` for who may not see it, as for one that does not exist.
    pub async fn habilitation(&self, request: &SignedRequest, agent: AgentId) -> Result<FicheCompte, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let absent = || Error::Refusal(Refusal::Introuvable);
        let object = alive.object_of(agent)?;
        let is_judge = {
            let registre = alive.sequenceur.registre();
            if !sees(&registre, &lecteur, &object) {
                return Err(absent());
            }
            judges(&registre, &lecteur.name, &object)
        };
        let compte = alive.compte_of(agent).ok_or_else(absent)?;

        let actes = alive.actes(object).await?;
        let carte = alive.signed_carte(agent, object, &actes).await?;
        let lines = alive.rh(compte.structure).await?;
        let (jugement, rythme) = match is_judge {
            true => (Some(alive.judged(lecteur.name, object).await?), alive.rythme(lecteur.name).await?),
            false => (None, None),
        };
        let is_held = alive.check_campaign(lecteur.name).await.is_err();

        let histoire = alive.steps(&actes);
        let (registre, annuaire) = (alive.sequenceur.registre(), alive.names());
        let fiche = annuaire.by_id(agent).ok_or_else(absent)?;
        let mut possibles = possibles(&registre, &lecteur.name, &object);
        possibles.retain(|possible| !(is_held && *possible == Possible::Certifier));
        let suspended = registre.agent(&object).and_then(|account| account.vie.suspended.as_ref());
        let first = |name: &Option<(Pseudonym, droits::Role)>| name.and_then(|(name, _)| annuaire.nom(&name));
        Ok(FicheCompte {
            rh: line_of(lines, fiche, carte.as_ref()),
            semblables: semblables(&registre, &annuaire, fiche),
            suspension: suspended.map(|s| (s.by.last().and_then(|by| annuaire.nom(by)), s.at, first(&s.first))),
            agent: lecteur.agent,
            compte,
            carte,
            possibles,
            histoire,
            rythme,
            jugement,
        })
    }
}

impl Alive {
    /// A drawn approver sees a demand: from now on she may read it. What was seen of an earlier demand does not count.
    async fn judged(&self, reader: Pseudonym, object: Pseudonym) -> Result<Jugement, Error> {
        let asked = self.sequenceur.registre().habilitation(&object).map(|h| (h.at, h.proposer));
        let (at, proposer) = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let time = now();
        let proposees = self.proposed_since(proposer, time.saturating_sub(30 * JOUR)).await?;
        let mut shown = locked(&self.habilitations.vues);
        let since = shown.entry((reader, object)).or_insert(time);
        if *since < at {
            *since = time;
        }
        Ok(Jugement { vue: *since, proposees })
    }

    /// The card that was signed when the account was proposed, as the journal's entry names it.
    async fn signed_carte(&self, agent: AgentId, object: Pseudonym, actes: &[Acte]) -> Result<Option<Carte>, Error> {
        let is_first = |acte: &&Acte| acte.genre == Kind::Proposal as u8 && acte.regle == Genre::Nouveau as u8;
        let Some(acte) = actes.iter().find(is_first) else { return Ok(None) };
        let record = self.sequenceur.read(acte.entree).await?;
        let entry = Entry::decode(&record.entry).ok().filter(|entry| entry.object == object);
        match entry.filter(|entry| entry.kind == Kind::Proposal) {
            Some(entry) => self.carte(agent, Some(entry.content)).await,
            None => Ok(None),
        }
    }
}
