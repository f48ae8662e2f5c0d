//! Mandats that read, for who answers for them: their own, those of the structure that they keep, all for the vigie. They show
//! nobody of their lists.

use std::collections::HashMap;

use domaine::{CodeStructure, MandatId};
use droits::Registre;
use droits::Role;
use droits::campagne::{Campagne, Etape};
use droits::mandat::mandat_end;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::rangement::{self, Brut, Rang};
use crate::base::SqlError;
use crate::face::{Agent, Error, EtatMandat, MandatLu, MandatVu, MandatsLus, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

/// Mandats of one page.
const LIGNES_MAX: usize = 25;

impl Coffre {
    /// What concerns who reads, newest first.
    ///
    /// # Errors
    /// A role that has nothing to do with them; as for any signed request.
    pub async fn mandats(&self, request: &SignedRequest) -> Result<MandatsLus, Error> {
        let alive = self.alive()?;
        let (agent, name) = alive.mandataire(request).await?;
        let lignes = alive.mandats_seen(&name, None).await?;
        Ok(MandatsLus { agent, lignes })
    }

    /// One of them.
    ///
    /// # Errors
    /// Absent, or not hers to see: one answer.
    pub async fn mandat(&self, request: &SignedRequest, id: MandatId) -> Result<MandatVu, Error> {
        let alive = self.alive()?;
        let (agent, name) = alive.mandataire(request).await?;
        let mandat = alive.mandats_seen(&name, Some(id)).await?.pop().ok_or(Error::Refusal(Refusal::Introuvable))?;
        Ok(MandatVu { agent, mandat })
    }
}

impl Alive {
    async fn mandataire(&self, request: &SignedRequest) -> Result<(Agent, Pseudonym), Error> {
        let agent = self.authenticate_once(request).await?;
        let name = self.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let registre = self.sequenceur.registre();
        let own = registre.agent(&name).ok_or(Error::Refusal(Refusal::Compte))?;
        if !own.state(now()).opens() {
            return Err(Error::Refusal(Refusal::Compte));
        }
        let has_any =
            own.role.accompanies() || own.vouches() || matches!(own.role, Role::Direction | Role::Dpo | Role::Vigie);
        drop(registre);
        if has_any { Ok((agent, name)) } else { Err(Error::Refusal(Refusal::Role)) }
    }

    async fn mandats_seen(&self, name: &Pseudonym, only: Option<MandatId>) -> Result<Vec<MandatLu>, Error> {
        let mut seen: Vec<([u8; 16], Campagne)> = {
            let registre = self.sequenceur.registre();
            let vue = registre.at(now());
            let is_asked = |id: &[u8; 16]| only.is_none_or(|only| only.0 == *id);
            let all = registre.campagnes().filter(|(id, one)| is_asked(id) && vue.may_see(name, one));
            all.map(|(id, one)| (*id, one.clone())).collect()
        };
        seen.sort_by_key(|(id, one)| (std::cmp::Reverse(one.depuis), *id));
        seen.truncate(LIGNES_MAX);
        let ids: Vec<[u8; 16]> = seen.iter().map(|(id, _)| *id).collect();
        let mut rangs: HashMap<[u8; 16], Brut> = self
            .base
            .read(move |tx| {
                let read = |id: &[u8; 16]| Ok::<_, SqlError>((*id, tx.one::<Brut>(&rangement::GET, &[(*id).into()])?));
                let rows = ids.iter().map(read).collect::<Result<Vec<_>, _>>()?;
                Ok::<_, SqlError>(rows.into_iter().filter_map(|(id, brut)| Some((id, brut?))).collect())
            })
            .await?;
        let registre = self.sequenceur.registre();
        let lu = |(id, one): ([u8; 16], Campagne)| {
            let rang = self.opened(rangs.remove(&id), CodeStructure(one.structure), &one.description.texte);
            self.lu(&registre, name, (id, one), rang)
        };
        Ok(seen.into_iter().map(lu).collect())
    }

    fn lu(
        &self,
        registre: &Registre,
        name: &Pseudonym,
        (id, one): ([u8; 16], Campagne),
        rang: Option<Rang>,
    ) -> MandatLu {
        let time = now().max(registre.latest());
        let vue = registre.at(time);
        let etat = match one.etape {
            Etape::Finie(mandat_end::DONE) => EtatMandat::Fait,
            Etape::Finie(_) => EtatMandat::Arrete,
            _ if time >= one.until => EtatMandat::Expire,
            Etape::Proposee => EtatMandat::Propose,
            Etape::EnCours if registre.runs(&id, time) => EtatMandat::EnCours,
            Etape::Approuvee if registre.may_start(&id, time) => EtatMandat::Approuve,
            Etape::Approuvee | Etape::EnCours => EtatMandat::Suspendu,
        };
        let has_signed = |dpo: bool| {
            let is_it = |who: &Pseudonym| registre.agent(who).is_some_and(|a| (a.role == Role::Dpo) == dpo);
            one.approbations.iter().any(is_it)
        };
        let waits = etat == EtatMandat::Propose;
        let entry = Entry { actor: *name, object: id, content: one.request, ..Entry::new(Kind::MandatApproved) };
        MandatLu {
            mandat: MandatId(id),
            // An approver who cannot be told what for has nothing to sign.
            is_approuvable: rang.is_some() && vue.judge(&entry).is_ok(),
            is_retirable: one.proposant == *name
                && etat == EtatMandat::Fait
                && rang.as_ref().is_some_and(|r| r.is_whole),
            titre: rang.map(|rang| rang.titre),
            par: self.name_of_agent(&one.proposant),
            depuis: one.depuis,
            jusqua: one.until,
            personnes: one.personnes(),
            lues: one.lues(),
            etat,
            approbations: one.approbations.iter().filter_map(|who| self.name_of_agent(who)).collect(),
            attend_dpo: waits && !has_signed(true),
            attend_autre: waits && !has_signed(false),
            is_arretable: vue.may_stop(name, &id),
            destinataire: one.description.destinataire,
        }
    }
}
