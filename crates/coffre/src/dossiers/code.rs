//! The code spoken by the young person (ADR 16). POST /codes/{d}: six digits go to her telephone, which nobody here is shown.
//! POST /codes/{d}/dit: what she said is typed. GET /codes/{d}: whether one waits.
//!
//! Nothing is kept: salt and digits come of this side's root and of the request that asked, so that any instance knows them, and
//! after a restart too. No journal gives them away before they are said.

use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use domaine::{Champ, Clair, Classe, CodeStructure, DossierId};
use droits::Role;
use droits::budget::explanation;
use droits::codes::{CHIFFRES, CODE_VIE, Dire, engagement};
use droits::decide::Demande;
use droits::faits::Dit;
use droits::signature::{SignedRequest, further_request};
use journal::Kind;
use journal::act::{Act, act, is_code_asked};
use journal::entry::{Pseudonym, pseudonym};

use super::unlock::{Found, Unlocked, integrity};
use crate::face::{Agent, CodeDit, CodeVu, Error, Panne, PanneKind, Refusal, Saisie};
use crate::leurres::touche;
use crate::lignes;
use crate::relais::Relais;
use crate::sequenceur::{Done, Fill, Follow, What, Wish, now};
use crate::{Alive, Coffre, panne};

/// A telephone that changed less than this ago receives no code: who changed it would be sent it. Milliseconds.
const RECENT: u64 = 7 * 24 * 3_600_000;

/// How long what was said explains, from when it is typed, milliseconds.
const SERT: u64 = explanation::duree_max(explanation::CODE);

impl Coffre {
    /// Whether a code waits for this agent and this dossier. Shows nobody; of a dossier that is not hers, that none does.
    ///
    /// # Errors
    /// A login that is over, or a failure.
    pub async fn code_vu(&self, request: &SignedRequest, id: DossierId) -> Result<CodeVu, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        let sujet = alive.sujet_here(agent.structure, id).await?;
        let restent = sujet.and_then(|sujet| alive.waits_for_code(&agent, request, &sujet)).map(|(_, restent)| restent);
        Ok(CodeVu { is_relaye: self.config().relais.is_some() && agent.role.states(explanation::CODE), restent, agent })
    }

    /// Sends six digits to the person's telephone.
    ///
    /// # Errors
    /// Why it cannot be sent, a refusal, or a failure; then none waits.
    pub async fn ask_code(&self, request: &SignedRequest, id: DossierId) -> Result<(), Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        alive.refuse_again(request).await?;
        let asked = act(&request.method, &request.target).filter(|asked| asked.dossier == Some(id.0));
        let asked = asked.filter(|_| is_code_asked(&request.method, &request.target));
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let is_hers = alive.sujet_here(agent.structure, id).await?.is_some();
        if !agent.role.states(explanation::CODE_DEMANDE) || !is_hers {
            return Err(alive.refuse_foreign(request, id).await);
        }
        let relais = self.config().relais.clone().ok_or(said("code-sans-relais"))?;
        let found = alive.found(request, asked, id).await?;
        let sujet = found.subject;
        let dire = alive.racine.code(&request.hash());
        match alive.send_code(request, asked, (agent.clone(), found), &dire, relais).await {
            Ok(()) => Ok(()),
            Err(error) => {
                // Nobody knows its digits: it would only make who asked wait.
                if let Error::Saisie(_) | Error::Panne(Panne { quoi: PanneKind::Interne, .. }) = &error {
                    alive.take_code_back(request, asked, &agent, sujet).await?;
                }
                Err(error)
            }
        }
    }

    /// Hears what was typed: six digits, however they were spaced. With it, the role of who typed: which part opens.
    ///
    /// # Errors
    /// What is to be typed again, which counts for nothing; a refusal or a failure.
    pub async fn say_code(
        &self,
        request: &SignedRequest,
        id: DossierId,
        typed: &Clair,
    ) -> Result<(CodeDit, Role), Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate(request).await?;
        alive.refuse_again(request).await?;
        let asked = act(&request.method, &request.target).filter(|asked| asked.dossier == Some(id.0));
        let asked = asked.filter(|asked| asked.kind == Kind::Explanation && request.target.ends_with("/dit"));
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let sujet = alive.sujet_here(agent.structure, id).await?.filter(|_| agent.role.states(explanation::CODE));
        let Some(sujet) = sujet else {
            return Err(alive.refuse_foreign(request, id).await);
        };
        let typed: Vec<u8> = typed.expose().bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        if typed.len() != CHIFFRES || !typed.iter().all(u8::is_ascii_digit) {
            return Err(said("code-chiffres"));
        }
        let (demande, _) = alive.waits_for_code(&agent, request, &sujet).ok_or(said("code-perime"))?;
        let dire = alive.racine.code(&demande);
        let is_right = verify_slices_are_equal(&typed, &dire[..CHIFFRES]).is_ok();
        // A wrong one brings nothing of the right one: its entry would otherwise be a place to look for it.
        let content = if is_right { dire } else { [0; 32] };
        let fact = Fait { code: explanation::CODE, sujet, content, jusqua: now() + SERT };
        alive.commit_code(request, asked, request.hash(), &agent, fact, Follow::Nothing).await?;
        if is_right {
            return Ok((CodeDit::Juste, agent.role));
        }
        let restent = alive.waits_for_code(&agent, request, &sujet).map_or(0, |(_, restent)| restent);
        Ok((CodeDit::Faux { restent }, agent.role))
    }
}

/// An entry of kind 34 about a code.
struct Fait {
    code: u8,
    sujet: Pseudonym,
    content: [u8; 32],
    jusqua: u64,
}

impl Alive {
    /// The entry first, then the telephone, then the message. What it says names nobody, and no structure.
    async fn send_code(
        &self,
        request: &SignedRequest,
        asked: Act,
        (agent, found): (Agent, Found),
        dire: &Dire,
        relais: Arc<dyn Relais>,
    ) -> Result<(), Error> {
        let me = self.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let Found { stored, share, salt, subject, .. } = found;
        self.is_latest(&stored, subject).await?;
        let content = engagement(dire, &me, &subject);
        let fact = Fait { code: explanation::CODE_DEMANDE, sujet: subject, content, jusqua: now() + CODE_VIE };
        let follow = Follow::Share(request.clone(), salt);
        let done = self.commit_code(request, asked, request.hash(), &agent, fact, follow).await?;
        if self.is_leurre(&stored) {
            // It belongs to nobody: who asked is written down, and nobody's telephone rings.
            return self.touched(&done.entry, touche::OUVERT).await;
        }
        let unlocked = Unlocked::of_one(agent, stored, share, subject, Classe::Contact, done);
        let Some(champs) = unlocked.champs() else {
            return Err(self.integrity(&unlocked.stored, subject, integrity::RECORD).await);
        };
        let telephone = champs.into_iter().find(|(champ, value)| *champ == Champ::Telephone && !value.is_empty());
        let (_, telephone) = telephone.ok_or(said("code-sans-telephone"))?;
        if self.is_recent(&unlocked, subject).await? {
            return Err(said("code-telephone-recent"));
        }
        let texte = message(dire);
        let sent = tokio::task::spawn_blocking(move || relais.send(&telephone, &texte)).await;
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => {
                Err(panne(PanneKind::Interne, &format!("the relay takes no message: {:?}", error.kind())))
            }
            Err(_) => Err(panne(PanneKind::Interne, "the relay stopped")),
        }
    }

    async fn commit_code(
        &self,
        request: &SignedRequest,
        asked: Act,
        named: [u8; 32],
        agent: &Agent,
        fact: Fait,
        follow: Follow,
    ) -> Result<Done, Error> {
        let me = self.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let demande = Demande {
            subject: Some((fact.sujet, agent.structure.0)),
            explanation: fact.code,
            dit: Some(Dit { pour: me, jusqua: fact.jusqua, ..Dit::default() }),
            ..Demande::new(request.login, asked, named)
        };
        let fill = Fill { object: me, content: fact.content, until: fact.jusqua, ..Fill::default() };
        Ok(self.sequenceur.commit(Wish { what: What::Ask(demande, fill), follow }).await?)
    }

    /// No message left: none waits.
    async fn take_code_back(
        &self,
        request: &SignedRequest,
        asked: Act,
        agent: &Agent,
        sujet: Pseudonym,
    ) -> Result<(), Error> {
        let fact = Fait { code: explanation::CODE_DEMANDE, sujet, content: [0; 32], jusqua: 1 };
        let named = further_request(&request.hash(), 1);
        self.commit_code(request, asked, named, agent, fact, Follow::Nothing).await.map(drop)
    }

    /// The request that asked for the code that waits, and the tries left.
    fn waits_for_code(&self, agent: &Agent, request: &SignedRequest, sujet: &Pseudonym) -> Option<([u8; 32], u8)> {
        let me = self.pseudonym_of(agent.id)?;
        let registre = self.sequenceur.registre();
        let waiting = registre.codes().attente(&me, sujet, &request.login, now())?;
        Some((waiting.demande, waiting.restent()))
    }

    /// The name in the journal of a dossier of this structure.
    async fn sujet_here(&self, structure: CodeStructure, id: DossierId) -> Result<Option<Pseudonym>, Error> {
        let stored = self.base.read(move |tx| lignes::read(tx, id)).await?;
        let here = stored.filter(|stored| stored.structure == structure);
        Ok(here.and_then(|stored| self.share_of(&stored)).map(|(_, salt)| pseudonym(&salt, &id.0)))
    }

    /// Whether its telephone changed of late. What a dossier was made with did not change.
    async fn is_recent(&self, unlocked: &Unlocked, subject: Pseudonym) -> Result<bool, Error> {
        let maj = unlocked.stored.entete().map_or(0, |entete| entete.maj);
        let (changes, _) = self.traces(subject, unlocked.stored.etat, maj).await?;
        let since = now().saturating_sub(RECENT);
        let touches = |champs: u64| champs & Champ::Telephone.bit() != 0;
        Ok(changes.iter().any(|change| change.etat > 1 && change.time > since && touches(change.champs)))
    }
}

fn said(raison: &'static str) -> Error {
    Error::Saisie(vec![Saisie { champ: "code", raison }])
}

/// One text of a telephone: less than 160 signs, all of them of its alphabet.
fn message(dire: &Dire) -> Clair {
    let chiffres = String::from_utf8_lossy(&dire[..CHIFFRES]);
    Clair::new(format!(
        "Votre code pour la mission locale : {chiffres}. Dites-le à la personne qui est avec vous. Vous n'avez rien demandé ? Ne le \
         dites à personne."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_text_that_names_nobody() {
        let texte = message(b"012345 and some salt of its own.");
        assert!(texte.expose().contains(" 012345. ") && texte.expose().chars().count() <= 160);
        assert!(!texte.expose().contains("salt"));
    }
}
