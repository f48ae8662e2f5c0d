//! Creating a dossier from a form.

use domaine::saisie::{MANDATORY, Provenance, Raison, verifier};
use domaine::{Champ, Clair, Nature, Statut};
use droits::decide::Demande;
use droits::signature::{SignedRequest, lookup_request};
use jiff::civil::Date;
use journal::Kind;
use journal::act::{Act, Purpose, act};

use super::duplicates::{Known, is_probable, lookalikes};
use crate::creation::{Nouveau, NouveauParcours};
use crate::face::{Agent, Created, Error, NouveauDossier, Refusal, Ressemblance, Saisie};
use crate::listes::reading;
use crate::noms::Label;
use crate::sequenceur::{Fill, Follow, What, Wish, now};
use crate::{Alive, Coffre};

impl Coffre {
    /// Creates a dossier in the agent's structure; she is its référent. When somebody there is probably the same person,
    /// or another structure knows the NIR, phone or mail, nothing is made unless the form says that it is another.
    ///
    /// # Errors
    /// Fields to correct, a refusal or a failure; then nothing exists.
    pub async fn create_dossier(&self, request: &SignedRequest, saisi: NouveauDossier) -> Result<Created, Error> {
        let alive = self.alive()?;
        let time = now();
        let confirme = saisi.confirme;
        let champs = checked(saisi, alive.today_of(request))?;
        alive.check_reserve(champs.iter().map(|(champ, value)| (*champ, value)))?;
        let agent = alive.authenticate(request).await?;
        let asked = act(&request.method, &request.target).filter(|a| a.kind == Kind::Creation);
        let asked = asked.ok_or(Error::Refusal(Refusal::Role))?;
        let noms = alive.noms(agent.structure, Some(request)).await?;
        let nouveau = Nouveau {
            champs: champs.clone(),
            referent: agent.id,
            numero: 0,
            evenements: Vec::new(),
            parcours: NouveauParcours::default(),
            statut: Statut::Actif,
            cree: time,
            maj: time,
        };
        let mut begun = alive.begin(agent.structure, nouveau);
        let values = begun.exact_values();
        // Without an exact value there is nothing more to learn by beginning.
        if !confirme && values.is_empty() {
            let found = lookalikes(&reading(&noms), &champs, &[]);
            if found.iter().any(|(_, why)| is_probable(*why)) {
                // Under the request's own name: one that has made its dossier already shows nobody when it is sent again.
                return alive.hold(request, request.hash(), agent, found, &[]).await;
            }
        }
        let demande = Demande {
            subject: Some((begun.subject(), agent.structure.0)),
            ..Demande::new(request.login, asked, request.hash())
        };
        let done = alive
            .sequenceur
            .commit(Wish { what: What::Ask(demande, Fill::default()), follow: Follow::Created(Some(request.clone())) })
            .await?;
        let tokens = alive.tokens(done.index, request, values).await?;
        if !confirme {
            let known = alive.known_by_all(&tokens, agent.structure).await?;
            let found = lookalikes(&reading(&noms), &champs, &known);
            let is_elsewhere = known.iter().any(|(_, of, _)| *of != agent.structure);
            // What was begun is left: it has no row and no number, and holds nothing.
            if is_elsewhere || found.iter().any(|(_, why)| is_probable(*why)) {
                return alive.hold(request, lookup_request(&request.hash()), agent, found, &known).await;
            }
        }
        begun.set_numero(alive.next_numero(agent.structure).await?);
        let sealed = alive.seal_new(begun, &done, &noms, tokens);
        let id = sealed.id();
        alive.store_new(sealed).await?;
        Ok(Created::Fait(id))
    }
}

impl Alive {
    /// Shows who looks alike in the place of making a dossier, under the name of the request; once that one stands in
    /// the journal as a creation, under another that comes from it.
    async fn hold(
        &self,
        request: &SignedRequest,
        named: [u8; 32],
        agent: Agent,
        found: Vec<(Label, Ressemblance)>,
        known: &[Known],
    ) -> Result<Created, Error> {
        // On probation she is told that somebody looks alike, and asks a colleague who.
        let (found, known) = match self.is_on_probation(agent.id) {
            true => (self.shown_on_probation(&agent, found), &[][..]),
            false => (found, known),
        };
        if found.is_empty() && known.is_empty() {
            return Err(Error::Saisie(vec![Saisie { champ: "nom_naissance", raison: "doublon-probation" }]));
        }
        let asked =
            Act { kind: Kind::ResultPage, classes: 0, purpose: Purpose::Recherche, dossier: None, mandat: None };
        let labels: Vec<Label> = found.iter().map(|(label, _)| label.clone()).collect();
        let receipt = self.journal_page(request, asked, named, &labels).await?;
        Ok(Created::Doublons(self.doublons(receipt, agent, found, known)))
    }
}

/// Mandatory fields are there, and each is in its one spelling. Empty fields are left out.
fn checked(saisi: NouveauDossier, today: Date) -> Result<Vec<(Champ, Clair)>, Error> {
    let (mut champs, mut wrong): (Vec<(Champ, Clair)>, Vec<Saisie>) = (Vec::new(), Vec::new());
    for (champ, value) in saisi.champs {
        let is_twice = champs.iter().any(|(other, _)| *other == champ);
        match verifier(champ, value.expose(), today, Provenance::Papier).map(|verdict| verdict.valeur) {
            _ if is_twice || champ.nature() == Nature::Interne => {
                wrong.push(Saisie { champ: champ.key(), raison: "champ-interdit" });
            }
            Ok(Some(value)) => champs.push((champ, value)),
            Ok(None) => {}
            Err(raison) => wrong.push(Saisie { champ: champ.key(), raison: raison.key() }),
        }
    }
    for needed in MANDATORY {
        let is_there = champs.iter().any(|(champ, _)| *champ == needed);
        if !is_there && !wrong.iter().any(|w| w.champ == needed.key()) {
            wrong.push(Saisie { champ: needed.key(), raison: Raison::ChampObligatoire.key() });
        }
    }
    if wrong.is_empty() { Ok(champs) } else { Err(Error::Saisie(wrong)) }
}
