//! Signing in: a challenge that certifies the browser's key, a passkey's answer, one live login per agent.

use std::collections::HashMap;

use contre_cle::assertion;
use droits::decide::{Demande, Refus};
use droits::piece::LoginPiece;
use droits::registre::{LOGIN_MAX, login_end};
use droits::signature::{LOGIN, SignedRequest, challenge, sha256};
use journal::Kind;
use journal::act::act;
use journal::entry::{Entry, LoginId};

use crate::face::{Agent, Assertion, Budget, Challenge, Error, LoggedIn, LoginEnded, Refusal, Saisie};
use crate::passkey::Passkeys;
use crate::sequenceur::{Fault, Fill, Follow, Refuse, What, Wish, now};
use crate::{Alive, Coffre, locked, random};

/// How long a challenge waits for its answer, milliseconds.
const CHALLENGE_MAX: u64 = 120_000;

/// How long a login may stay idle, milliseconds.
const IDLE_MAX: u64 = 3_600_000;

/// Times that one request is looked at: a verb, the page that shows what is wrong with it, and one replay.
const ASKED_MAX: u8 = 3;

/// Challenges that wait at once, over the whole network.
const WAITING_MAX: usize = 20_000;

/// Challenges that wait for an answer.
#[derive(Debug, Default)]
pub(crate) struct Challenges(HashMap<[u8; 32], Waiting>);

#[derive(Debug)]
struct Waiting {
    nonce: [u8; 32],
    browser_key: Vec<u8>,
    until: u64,
}

impl Coffre {
    /// A challenge that certifies this browser key (65 bytes, uncompressed point), good for two minutes and one answer.
    ///
    /// # Errors
    /// A key that is not a point, or too many who wait.
    pub async fn login_challenge(&self, browser_key: [u8; 65]) -> Result<Challenge, Error> {
        let alive = self.alive()?;
        if browser_key[0] != 4 {
            return Err(Error::Saisie(vec![Saisie { champ: "cle", raison: "cle-illisible" }]));
        }
        let nonce = random();
        let made = challenge(LOGIN, &nonce, &browser_key);
        let mut waiting = locked(&alive.challenges);
        let time = now();
        waiting.0.retain(|_, one| one.until > time);
        // Whoever asks without end must not shut the door on others: the oldest give way.
        if waiting.0.len() >= WAITING_MAX {
            let oldest = waiting.0.iter().min_by_key(|(_, one)| one.until).map(|(challenge, _)| *challenge);
            oldest.map(|challenge| waiting.0.remove(&challenge));
        }
        waiting.0.insert(made, Waiting { nonce, browser_key: browser_key.to_vec(), until: time + CHALLENGE_MAX });
        Ok(Challenge { challenge: made })
    }

    /// Lets an agent in, once her passkey's answer holds and its entry is durable.
    ///
    /// # Errors
    /// One refusal for every wrong answer: nothing tells which accounts exist.
    pub async fn login(&self, answer: Assertion) -> Result<LoggedIn, Error> {
        let alive = self.alive()?;
        if !is_of_size(&answer) {
            return Err(Error::Refusal(Refusal::Signature));
        }
        let waiting = locked(&alive.challenges).0.remove(&answer.challenge).filter(|one| one.until > now());
        let waiting = waiting.ok_or(Error::Refusal(Refusal::Signature))?;
        let piece = LoginPiece {
            browser_key: waiting.browser_key,
            nonce: waiting.nonce,
            assertion: droits::piece::Assertion {
                credential: answer.credential,
                authenticator_data: answer.authenticator_data,
                client_data: answer.client_data,
                signature: answer.signature,
            },
        };
        let library = self.passkeys();
        let entry = library.and_then(|library| alive.login_entry(&library, &answer.challenge, &piece));
        let Some(entry) = entry else {
            alive.record_refused_login(&piece).await?;
            return Err(Error::Refusal(Refusal::Signature));
        };
        let (login, actor, until) = (entry.login, entry.actor, entry.until);
        let what = What::Record(Box::new(entry), Some(piece.encode()));
        alive.sequenceur.commit(Wish { what, follow: Follow::Nothing }).await?;
        locked(&alive.seen).insert(login, now());
        alive.forget_dead_logins();
        let agent = alive.agent(&actor, until).ok_or(Error::Refusal(Refusal::Compte))?;
        Ok(LoggedIn { login, agent })
    }

    /// The agent leaves: her browser key opens nothing more.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn logout(&self, request: &SignedRequest) -> Result<(), Error> {
        let alive = self.alive()?;
        alive.authenticate(request).await?;
        alive.end_login(request.login, login_end::LEFT).await
    }

    /// Whether a request comes from a live login: asked before a long work is begun for it. It may still be used, and
    /// does not count as asked; what is wrong with one that does not is said, and journalled, as for any other.
    ///
    /// # Errors
    /// As for any signed request.
    pub async fn vouch(&self, request: &SignedRequest) -> Result<(), Error> {
        let alive = self.alive()?;
        let is_live = alive.sequenceur.registre().login_of(&request.login).is_some_and(|login| {
            login.ended.is_none() && now() < login.until && request.is_signed_by(&login.browser_key)
        });
        if is_live { Ok(()) } else { alive.authenticate(request).await.map(drop) }
    }

    /// The agent behind a signed request, for a page that shows no dossier.
    ///
    /// # Errors
    /// A login that is not alive, or a signature that is not its own.
    pub async fn agent(&self, request: &SignedRequest) -> Result<Agent, Error> {
        let alive = self.alive()?;
        alive.authenticate_once(request).await
    }
}

impl Alive {
    /// As [`Alive::authenticate`], for a request that no entry remembers: it is remembered here, so that it serves once
    /// like the others.
    pub(crate) async fn authenticate_once(&self, request: &SignedRequest) -> Result<Agent, Error> {
        let agent = self.authenticate(request).await?;
        let is_new = locked(&self.shown).entry(request.login).or_default().insert(request.hash());
        if is_new { Ok(agent) } else { Err(Error::Refusal(Refusal::Signature)) }
    }

    /// The agent of a request, once its signature answers the key of a live login.
    pub(crate) async fn authenticate(&self, request: &SignedRequest) -> Result<Agent, Error> {
        let time = now();
        let alive = {
            let registre = self.sequenceur.registre();
            let login = registre.login_of(&request.login).ok_or(Error::Refusal(Refusal::Login(LoginEnded::Inconnu)))?;
            let late = (time >= login.until).then_some(LoginEnded::Expire);
            match (login.ended.map(ended).or(late), request.is_signed_by(&login.browser_key)) {
                // A right that ended by its date ends the login too: nothing had to be written for it.
                (None, true) if !self.still_enters(&registre, &login.agent, time) => {
                    return Err(Error::Refusal(Refusal::Compte));
                }
                (None, true) => Ok((login.agent, login.until)),
                (None, false) => return Err(Error::Refusal(Refusal::Signature)),
                (Some(why), false) => return Err(Error::Refusal(Refusal::Login(why))),
                (Some(why), true) => Err(why),
            }
        };
        // The first replay of a request is journalled; the thousandth must not fill the disks.
        if self.times_asked(request) > ASKED_MAX {
            return Err(Error::Refusal(Refusal::Signature));
        }
        let (actor, until) = match alive {
            Ok(alive) => alive,
            Err(why) => {
                self.record_late(request).await?;
                return Err(Error::Refusal(Refusal::Login(why)));
            }
        };
        let last = locked(&self.seen).insert(request.login, time).unwrap_or(time);
        if time.saturating_sub(last) > IDLE_MAX {
            self.end_login(request.login, login_end::IDLE).await?;
            return Err(Error::Refusal(Refusal::Login(LoginEnded::Expire)));
        }
        let agent = self.agent(&actor, until).ok_or(Error::Refusal(Refusal::Compte))?;
        self.freshen_surcouches(agent.structure).await?;
        Ok(agent)
    }

    fn still_enters(&self, registre: &droits::Registre, agent: &[u8; 16], time: u64) -> bool {
        registre.agent(agent).is_some_and(|agent| agent.state(time.max(registre.latest())).enters())
    }

    /// What memory holds of logins that are over (replaced, expired) goes when somebody enters.
    fn forget_dead_logins(&self) {
        let time = now();
        let dead: Vec<LoginId> = {
            let registre = self.sequenceur.registre();
            let is_over = |login: &&LoginId| {
                registre.login_of(login).is_none_or(|found| found.ended.is_some() || time >= found.until)
            };
            locked(&self.seen).keys().filter(is_over).copied().collect()
        };
        dead.into_iter().for_each(|login| self.forget_login(login));
    }

    fn forget_login(&self, login: LoginId) {
        locked(&self.seen).remove(&login);
        locked(&self.shown).remove(&login);
        locked(&self.asked).remove(&login);
        locked(&self.drafts).retain(|(owner, _), _| *owner != login);
    }

    /// How many times this very request has come, this one included.
    fn times_asked(&self, request: &SignedRequest) -> u8 {
        let mut asked = locked(&self.asked);
        let times = asked.entry(request.login).or_default().entry(request.hash()).or_insert(0);
        *times = times.saturating_add(1);
        *times
    }

    /// A request that a browser signed, and that comes after its login: somebody else may be holding it.
    async fn record_late(&self, request: &SignedRequest) -> Result<(), Error> {
        let Some(act) = act(&request.method, &request.target) else { return Ok(()) };
        let (login, request) = (request.login, request.hash());
        let demande = Demande::new(login, act, request);
        match self.sequenceur.commit(Wish { what: What::Ask(demande, Fill::default()), follow: Follow::Nothing }).await
        {
            Ok(_) | Err(Fault::Refus(..)) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }

    fn agent(&self, actor: &[u8; 16], until: u64) -> Option<Agent> {
        let registre = self.sequenceur.registre();
        let rights = registre.agent(actor)?;
        let annuaire = self.annuaire.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let fiche = annuaire.get(actor)?;
        let (time, usage) = (now(), rights.usage());
        let most = usage.plafonds(rights.role, time);
        Some(Agent {
            id: fiche.id,
            nom: fiche.nom.clone(),
            role: rights.role,
            structure: fiche.structure,
            structure_nom: annuaire.structure(fiche.structure),
            until,
            ouvertures: (usage.of_day(time).all(), most.jour),
            semaine: (usage.of_week(time).all(), most.semaine),
        })
    }

    /// Reveals that this agent's day allows.
    pub(crate) fn reveals_max(&self, agent: &Agent) -> u16 {
        let Some(name) = self.pseudonym_of(agent.id) else { return 0 };
        let registre = self.sequenceur.registre();
        registre.agent(&name).map_or(0, |rights| rights.usage().plafonds(rights.role, now()).revelations)
    }

    /// The entry of a login whose assertion holds, for the library and for the check that the contre-clé will make.
    fn login_entry(&self, library: &Passkeys, challenge: &[u8; 32], piece: &LoginPiece) -> Option<Entry> {
        let registre = self.sequenceur.registre();
        let (actor, credential) = registre.agent_of_credential(&piece.assertion.credential)?;
        let agent = registre.agent(actor)?;
        let answer = &piece.assertion;
        if !agent.state(now()).enters()
            || agent.serves_from(&credential.id, now()).is_some()
            || !library.holds(credential, challenge, answer)
            || !assertion::holds(credential, challenge, answer)
        {
            return None;
        }
        let mut entry = Entry::new(Kind::Login);
        entry.time = now();
        entry.actor = *actor;
        entry.login = challenge[..16].try_into().ok()?;
        entry.role = agent.role as u8;
        entry.structure = agent.structure;
        entry.request = *challenge;
        entry.until = entry.time + LOGIN_MAX;
        entry.piece = sha256(&piece.encode());
        Some(entry)
    }

    async fn record_refused_login(&self, piece: &LoginPiece) -> Result<(), Error> {
        // Only what concerns an account: an outsider's noise must not fill the journal.
        let actor =
            self.sequenceur.registre().agent_of_credential(&piece.assertion.credential).map(|(actor, _)| *actor);
        let Some(actor) = actor else { return Ok(()) };
        let mut entry = Entry::new(Kind::LoginRefused);
        (entry.rule, entry.actor, entry.content) = (1, actor, sha256(&piece.encode()));
        self.record(entry).await
    }

    pub(crate) async fn end_login(&self, login: [u8; 16], rule: u8) -> Result<(), Error> {
        let mut entry = Entry::new(Kind::LoginEnd);
        entry.login = login;
        entry.rule = rule;
        if let Some(found) = self.sequenceur.registre().login_of(&login) {
            entry.actor = found.agent;
        }
        self.forget_login(login);
        self.record(entry).await
    }

    /// Writes an entry that records something that happened.
    pub(crate) async fn record(&self, entry: Entry) -> Result<(), Error> {
        match self.sequenceur.commit(Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing }).await
        {
            Ok(_) | Err(Fault::Void(_)) => Ok(()),
            Err(fault) => Err(fault.into()),
        }
    }
}

/// No passkey answers more than this; what is larger would not fit in a piece.
fn is_of_size(answer: &Assertion) -> bool {
    answer.client_data.len() <= 2_048
        && answer.authenticator_data.len() <= 1_024
        && answer.signature.len() <= 1_024
        && answer.credential.len() <= 1_023
}

/// The page's words for a refusal.
pub(crate) fn refusal(refuse: Refuse) -> Refusal {
    let Refuse { refus, limite, essais } = refuse;
    match refus {
        Refus::LoginUnknown => Refusal::Login(LoginEnded::Inconnu),
        Refus::LoginEnded => Refusal::Login(LoginEnded::Parti),
        Refus::LoginExpired => Refusal::Login(LoginEnded::Expire),
        Refus::Account => Refusal::Compte,
        Refus::Role => Refusal::Role,
        Refus::NotYours => Refusal::Introuvable,
        Refus::Replay => Refusal::Signature,
        Refus::BudgetDay => Refusal::Budget { quoi: Budget::Jour, limite },
        Refus::BudgetHeure => Refusal::Budget { quoi: Budget::Heure, limite },
        Refus::BudgetSemaine => Refusal::Budget { quoi: Budget::Semaine, limite },
        Refus::BudgetReveals => Refusal::Budget { quoi: Budget::Revelations, limite },
        Refus::BudgetParties => Refusal::Budget { quoi: Budget::Parties, limite },
        Refus::BudgetControles => Refusal::Budget { quoi: Budget::Controles, limite },
        Refus::BudgetCodes => Refusal::Budget { quoi: Budget::Codes, limite },
        Refus::BudgetLignes => Refusal::Budget { quoi: Budget::Lignes, limite },
        Refus::BudgetInexplique if essais == 0 => Refusal::Coupe,
        Refus::BudgetInexplique => Refusal::Inexplique { limite, essais },
        Refus::Tranche => Refusal::Tranche { limite },
        Refus::Fuse => Refusal::Fusible,
        Refus::Gel => Refusal::Gel,
        Refus::BudgetEssai => Refusal::Essai,
        Refus::BudgetFaits => Refusal::Faits,
        // What explained ended while the page was asked for: asked again, it is opened for what stands.
        Refus::Explication => Refusal::Conflit,
    }
}

fn ended(rule: u8) -> LoginEnded {
    match rule {
        login_end::REPLACED => LoginEnded::Remplace,
        login_end::IDLE => LoginEnded::Expire,
        _ => LoginEnded::Parti,
    }
}
