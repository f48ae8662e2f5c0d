//! Creating a dossier from a form.

use domaine::{Champ, Clair, DossierId, nir};
use droits::decide::Demande;
use droits::signature::SignedRequest;
use journal::Kind;
use journal::act::act;

use crate::Coffre;
use crate::creation::Nouveau;
use crate::face::{Error, NouveauDossier, Refusal, Saisie};
use crate::sequenceur::{Fill, Follow, What, Wish, now};

impl Coffre {
    /// Creates a dossier in the agent's structure; she is its référent.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; then nothing exists.
    pub async fn create_dossier(&self, request: &SignedRequest, saisi: NouveauDossier) -> Result<DossierId, Error> {
        let alive = self.alive()?;
        let champs = checked(saisi)?;
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::Creation);
        let asked = asked.ok_or(Error::Refusal(Refusal::Role))?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let numero = alive.next_numero(agent.structure).await?;
        let nouveau = Nouveau { champs, referent: agent.id, numero, evenements: Vec::new(), cree: now() };
        let begun = alive.begin(agent.structure, nouveau);
        let demande = Demande {
            login: request.login,
            act: asked,
            subject: Some((begun.subject(), agent.structure.0)),
            request: request.hash(),
            time: 0,
            explanation: 0,
        };
        let done = alive
            .sequenceur
            .commit(Wish { what: What::Ask(demande, Fill::default()), follow: Follow::Created(Some(request.clone())) })
            .await?;
        let tokens = alive.tokens(done.index, request, begun.exact_values()).await?;
        let sealed = alive.seal_new(begun, &done, &noms, tokens);
        let id = sealed.id();
        alive.store_new(vec![sealed], &noms).await?;
        Ok(id)
    }
}

/// Mandatory fields are there, and each has its form. Empty fields are left out.
fn checked(saisi: NouveauDossier) -> Result<Vec<(Champ, Clair)>, Error> {
    let mut wrong = Vec::new();
    let mut champs: Vec<(Champ, Clair)> = saisi
        .champs
        .into_iter()
        .map(|(champ, value)| (champ, Clair::new(value.expose().trim())))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    for needed in [Champ::NomNaissance, Champ::Prenom, Champ::Naissance] {
        if !champs.iter().any(|(champ, _)| *champ == needed) {
            wrong.push(Saisie { champ: needed.key(), raison: "champ-obligatoire" });
        }
    }
    for (champ, value) in &mut champs {
        if value.expose().chars().count() > 200 {
            wrong.push(Saisie { champ: champ.key(), raison: "champ-trop-long" });
        }
        let is_right = match champ {
            Champ::Naissance => {
                value.expose().parse::<jiff::civil::Date>().is_ok_and(|d| (1990..=2020).contains(&d.year()))
            }
            Champ::Nir => nir::parse(value.expose()).map(|plain| *value = Clair::new(plain)).is_ok(),
            Champ::Mail => value.expose().contains('@'),
            _ => true,
        };
        if !is_right {
            wrong.push(Saisie { champ: champ.key(), raison: "champ-mal-forme" });
        }
    }
    if wrong.is_empty() { Ok(champs) } else { Err(Error::Saisie(wrong)) }
}
