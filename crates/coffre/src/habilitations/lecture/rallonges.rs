//! Colleagues whose day is nearly used up, for who may make it longer.

use domaine::CodeStructure;
use droits::budget::{RALLONGE, day_end};
use droits::registre::Agent as Rights;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::listes::shown;
use crate::face::{Error, Rallonge, Rallonges, Refusal};
use crate::sequenceur::now;
use crate::{Alive, Coffre};

impl Coffre {
    /// Her colleagues who have nearly used what their role may read, and those whose day was made longer, by name; for a direction
    /// also those of her region whom nobody of their own structure can answer now.
    ///
    /// # Errors
    /// For who may give nothing, as for any signed request.
    pub async fn rallonges(&self, request: &SignedRequest) -> Result<Rallonges, Error> {
        let alive = self.alive()?;
        let lecteur = alive.lecteur(request).await?;
        let gives = alive.sequenceur.registre().agent(&lecteur.name).is_some_and(Rights::vouches);
        if !gives {
            return Err(Error::Refusal(Refusal::Role));
        }
        let lignes = alive.near_their_end(&lecteur.name);
        Ok(Rallonges { agent: lecteur.agent, lignes })
    }
}

impl Alive {
    fn near_their_end(&self, giver: &Pseudonym) -> Vec<Rallonge> {
        let (registre, annuaire, time) = (self.sequenceur.registre(), self.names(), now());
        let Some(structure) = registre.agent(giver).map(|agent| agent.structure) else { return Vec::new() };
        let mut lignes: Vec<Rallonge> = Vec::new();
        for (name, agent) in registre.agents() {
            let usage = agent.usage();
            let donnees = usage.extensions(time);
            if donnees == 0 && !usage.is_nearly_spent(agent.role, time) {
                continue;
            }
            let entry = Entry { actor: *giver, ..extension(name, time) };
            let is_possible = registre.at(time).judge(&entry).is_ok();
            let is_here = agent.structure == structure;
            // Elsewhere, only where nobody is there who could.
            if !is_here && !is_possible {
                continue;
            }
            let Some(compte) = shown(&registre, &annuaire, name) else { continue };
            let most = usage.plafonds(agent.role, time);
            lignes.push(Rallonge {
                agent: compte.agent,
                nom: compte.nom,
                role: compte.role,
                jour: (usage.of_day(time).all(), most.jour),
                semaine: (usage.of_week(time).all(), most.semaine),
                revelations: (usage.reveals(time), most.revelations),
                donnees,
                ailleurs: (!is_here).then_some(CodeStructure(agent.structure)),
                is_possible,
            });
        }
        lignes.sort_by_cached_key(|ligne| domaine::saisie::normal_name(ligne.nom.expose()));
        lignes
    }
}

/// The entry that makes the day of this account longer, before anybody signs it.
pub(in crate::habilitations) fn extension(whose: &Pseudonym, time: u64) -> Entry {
    let mut entry = Entry::new(Kind::BudgetExtension);
    entry.content[..16].copy_from_slice(whose);
    (entry.count, entry.until) = (u32::from(RALLONGE), day_end(time));
    entry
}
