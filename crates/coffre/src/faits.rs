//! Facts that explain: stated by a signed request, durable before anything that rests on them; and what they explain.

use domaine::{AgentId, DossierId};
use droits::budget::explanation;
use droits::decide::Demande;
use droits::faits::Dit;
use droits::signature::{SignedRequest, further_request};
use droits::{Role, Tete};
use journal::Kind;
use journal::act::{Act, Purpose, act};
use journal::entry::Pseudonym;

use crate::Alive;
use crate::face::{Agent, Error, Explication, Explique, Refusal};
use crate::lignes::Stored;
use crate::noms::Label;
use crate::sequenceur::{Done, Fill, Follow, What, Wish, now};

/// A fact to state.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Enonce {
    /// A code of [`explanation`].
    pub code: u8,
    /// The pseudonym of the dossier that it explains; none for a replacement.
    pub sujet: Option<Pseudonym>,
    /// Whom it serves; none for whoever is free.
    pub pour: Option<AgentId>,
    /// Milliseconds since 1970 UTC; now or before to withdraw it.
    pub jusqua: u64,
    /// Of a replacement, whose portefeuille.
    pub de: Option<AgentId>,
}

impl Alive {
    /// States a fact by a request of its own road: one of the table's lines for facts, that names this dossier if it names one. The
    /// verb has authenticated it.
    ///
    /// # Errors
    /// A refusal, journalled; or a failure, and then nothing was stated.
    pub(crate) async fn state_fact(
        &self,
        request: &SignedRequest,
        dossier: Option<DossierId>,
        enonce: Enonce,
    ) -> Result<Done, Error> {
        self.state(request, asked_fact(request, dossier)?, request.hash(), enonce, Follow::Nothing).await
    }

    /// States who accompanies. The contre-clé is shown the request that the browser signed: after an affectation that nobody asked
    /// for, it takes no write. `salt` is the dossier's.
    ///
    /// # Errors
    /// As [`Alive::state_fact`].
    pub(crate) async fn state_affectation(
        &self,
        request: &SignedRequest,
        (dossier, salt): (DossierId, [u8; 16]),
        enonce: Enonce,
    ) -> Result<Done, Error> {
        let follow = Follow::Share(request.clone(), salt);
        self.state(request, asked_fact(request, Some(dossier))?, request.hash(), enonce, follow).await
    }

    /// States a further fact of a request that has an entry of its own: the `n`th.
    ///
    /// # Errors
    /// As [`Alive::state_fact`].
    pub(crate) async fn state_further(&self, request: &SignedRequest, n: u8, enonce: Enonce) -> Result<Done, Error> {
        let asked = Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
        self.state(request, asked, further_request(&request.hash(), n), enonce, Follow::Nothing).await
    }

    /// States further facts of a request that has an entry of its own and changes something for many people (a session
    /// cancelled, put off), in one batch. `agent` is who made it, already authenticated.
    ///
    /// # Errors
    /// The first of them; then some may have been stated.
    pub(crate) async fn state_many(
        &self,
        request: &SignedRequest,
        agent: &Agent,
        enonces: Vec<Enonce>,
    ) -> Result<(), Error> {
        let asked = Act { kind: Kind::Explanation, classes: 0, purpose: Purpose::Agenda, dossier: None, mandat: None };
        let many = further_request(&request.hash(), u8::MAX);
        let named = |n: usize| further_request(&further_request(&many, (n / 256) as u8), (n % 256) as u8);
        let all = enonces
            .into_iter()
            .enumerate()
            .map(|(n, enonce)| self.fact(request, agent.structure.0, asked, (named(n), Follow::Nothing), enonce));
        futures_util::future::try_join_all(all).await.map(drop)
    }

    async fn state(
        &self,
        request: &SignedRequest,
        asked: Act,
        named: [u8; 32],
        enonce: Enonce,
        follow: Follow,
    ) -> Result<Done, Error> {
        // The verb has asked who she is; asking again would count her request twice among those that come again.
        let structure = {
            let registre = self.sequenceur.registre();
            let known = registre.login_of(&request.login).and_then(|login| registre.agent(&login.agent));
            known.map(|agent| agent.structure).ok_or(Error::Refusal(Refusal::Introuvable))?
        };
        self.fact(request, structure, asked, (named, follow), enonce).await
    }

    async fn fact(
        &self,
        request: &SignedRequest,
        structure: [u8; 8],
        asked: Act,
        (named, follow): ([u8; 32], Follow),
        enonce: Enonce,
    ) -> Result<Done, Error> {
        let name = |id: AgentId| self.pseudonym_of(id).ok_or(Error::Refusal(Refusal::Introuvable));
        let object = enonce.pour.map(name).transpose()?.unwrap_or_default();
        let de = enonce.de.map(name).transpose()?.unwrap_or_default();
        let mut content = [0; 32];
        content[..16].copy_from_slice(&de);
        let demande = Demande {
            subject: enonce.sujet.map(|sujet| (sujet, structure)),
            explanation: enonce.code,
            dit: Some(Dit { pour: object, de, jusqua: enonce.jusqua }),
            ..Demande::new(request.login, asked, named)
        };
        let fill = Fill { object, content, until: enonce.jusqua, ..Fill::default() };
        Ok(self.sequenceur.commit(Wish { what: What::Ask(demande, fill), follow }).await?)
    }

    /// Why this agent opens this dossier: the strongest fact that stands.
    pub(crate) fn explain(&self, agent: &Agent, stored: &Stored, sujet: &Pseudonym) -> Explique {
        let Some(me) = self.pseudonym_of(agent.id) else { return Explique::default() };
        let referent = stored.entete().and_then(|entete| self.pseudonym_of(AgentId(entete.referent)));
        let tete = Tete { referent, cree: stored.cree };
        let found = self.sequenceur.registre().explique(&me, sujet, &tete, now());
        match Explication::from_code(found.code) {
            Some(explication) => Explique { explication, faible: found.code != 0 && !found.forte },
            None => Explique::default(),
        }
    }

    /// Whether a strong fact entrusts this person to the agent, so that a list shows her name whole. Never at the front desk, and
    /// not by what she stated for herself within the day: she would book everybody, to read their names.
    pub(crate) fn is_entrusted(&self, label: &Label, agent: &Agent) -> bool {
        if label.referent == agent.id.0 {
            return true;
        }
        if agent.role == Role::Accueil || self.is_on_probation(agent.id) {
            return false;
        }
        let Some(me) = self.pseudonym_of(agent.id) else { return false };
        let colleague = self.pseudonym_of(AgentId(label.referent));
        let time = now();
        let registre = self.sequenceur.registre();
        let mut facts = registre.faits().of(&label.sujet, &me, false, time);
        facts.any(|f| f.code != explanation::AFFECTATION && f.is_strong(&me, agent.role, time))
            || colleague.and_then(|c| registre.faits().replaces(&me, &c, time)).is_some_and(|r| r.is_strong(&me, time))
    }
}

/// What a request of a fact's own road asks, if it names this dossier, or none.
fn asked_fact(request: &SignedRequest, dossier: Option<DossierId>) -> Result<Act, Error> {
    act(&request.method, &request.target)
        .filter(|a| a.kind == Kind::Explanation && a.dossier == dossier.map(|id| id.0))
        .ok_or(Error::Refusal(Refusal::Introuvable))
}
