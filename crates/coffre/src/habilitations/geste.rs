//! A gesture in two passes: what will be signed is prepared and kept two minutes; the passkey's answer makes it an entry.

use std::collections::HashMap;

use contre_cle::assertion;
use domaine::{AgentId, IncidentId};
use droits::campagne::Description;
use droits::habilitation::acte::{ActePiece, acte_challenge, encode_key};
use droits::habilitation::incident;
use droits::piece::Credential;
use droits::registre::Void;
use droits::signature::{SignedRequest, sha256};
use journal::Kind;
use journal::entry::{Entry, LoginId, Pseudonym};

use super::cartes::CarteRangee;
use super::gestes;
use crate::face::{Agent, Assertion, Defi, Error, Geste, PanneKind, Refusal, Saisie, Signe};
use crate::mandats::rangement::Rang;
use crate::sequenceur::{Fault, Follow, What, Wish, now};
use crate::{Alive, Coffre, locked, panne, random};

/// How long an act waits for its passkey, milliseconds.
const WAIT_MAX: u64 = 120_000;

/// Acts of one login that wait at once.
const WAITING_MAX: usize = 8;

/// Acts that wait, by challenge.
#[derive(Default)]
pub(crate) struct Gestes(HashMap<[u8; 32], Waiting>);

struct Waiting {
    login: LoginId,
    /// The address of the first pass: the second goes there too, so that its page says what was signed.
    target: String,
    nonce: [u8; 32],
    until: u64,
    acte: Acte,
}

/// An act ready to be signed: its entry, and what goes with it.
pub(super) struct Acte {
    pub(super) entry: Entry,
    /// The account concerned.
    pub(super) agent: AgentId,
    /// A new account's card, to be stored before the entry stands.
    pub(super) carte: Option<Box<CarteRangee>>,
    /// The key that is added.
    pub(super) cle: Option<Credential>,
    /// A mandat's row, to be stored before the entry stands, and what its piece says.
    pub(super) mandat: Option<Box<(Rang, Description)>>,
}

impl Acte {
    /// An act of this kind on an account, with nothing more to say.
    pub(super) fn on(kind: Kind, agent: AgentId, object: Pseudonym) -> Acte {
        let mut entry = Entry::new(kind);
        entry.object = object;
        Acte { entry, agent, carte: None, cle: None, mandat: None }
    }
}

impl Coffre {
    /// First pass of a gesture: checks it, keeps it two minutes, and says what the passkey is to sign.
    ///
    /// # Errors
    /// What the rules refuse now, in the words of the form; nothing is written.
    pub async fn prepare(&self, request: &SignedRequest, geste: Geste) -> Result<Defi, Error> {
        let alive = self.alive()?;
        let agent = alive.authenticate_once(request).await?;
        let actor = alive.pseudonym_of(agent.id).ok_or(Error::Refusal(Refusal::Compte))?;
        let qui = Qui { agent: &agent, actor, request };
        let concerned = gestes::concerned(&geste);
        let made = gestes::acte(self, alive, &qui, geste).await.and_then(|mut acte| {
            (acte.entry.actor, acte.entry.login) = (actor, request.login);
            // These three are judged where they are made, and again with their piece.
            if !matches!(acte.entry.kind, Kind::Parrain | Kind::Enrolment | Kind::AuthenticatorEnd) {
                alive
                    .sequenceur
                    .registre()
                    .at(now())
                    .judge(&acte.entry)
                    .map_err(|void| words_of(void, acte.entry.kind))?;
            }
            Ok(acte)
        });
        // Why an act on an account is refused says that there is one: to who may not see it, it is absent.
        let acte = match (made, concerned) {
            (Err(_), Some(object)) if !alive.knows(&agent, &actor, object) => {
                return Err(Error::Refusal(Refusal::Introuvable));
            }
            (made, _) => made?,
        };
        let cles = {
            let registre = alive.sequenceur.registre();
            let mine = registre.agent(&actor).ok_or(Error::Refusal(Refusal::Compte))?;
            mine.keys_at(now()).map(|c| c.id.clone()).collect()
        };
        let nonce = random();
        let challenge = acte_challenge(&acte.entry, &nonce);
        let time = now();
        let mut waiting = locked(&alive.habilitations.gestes);
        waiting.0.retain(|_, one| one.until > time);
        let mine: Vec<_> = waiting.0.iter().filter(|(_, one)| one.login == request.login).collect();
        if mine.len() >= WAITING_MAX {
            let oldest = mine.iter().min_by_key(|(_, one)| one.until).map(|(challenge, _)| **challenge);
            oldest.map(|challenge| waiting.0.remove(&challenge));
        }
        waiting.0.insert(
            challenge,
            Waiting { login: request.login, target: request.target.clone(), nonce, until: time + WAIT_MAX, acte },
        );
        Ok(Defi { challenge, cles, rp_id: self.config().rp_id.clone() })
    }

    /// Second pass: the passkey has answered; its entry is made durable, and what it gives holds.
    ///
    /// # Errors
    /// One refusal for every wrong, late or used answer; a conflict when the account changed in between.
    pub async fn sign(&self, request: &SignedRequest, answer: Assertion) -> Result<Signe, Error> {
        let alive = self.alive()?;
        alive.authenticate_once(request).await?;
        let waiting = {
            let mut gestes = locked(&alive.habilitations.gestes);
            let is_hers =
                |one: &Waiting| one.login == request.login && one.target == request.target && one.until > now();
            gestes.0.get(&answer.challenge).is_some_and(is_hers).then(|| gestes.0.remove(&answer.challenge)).flatten()
        };
        let waiting = waiting.ok_or(Error::Refusal(Refusal::Signature))?;
        let piece = ActePiece {
            nonce: waiting.nonce,
            assertion: droits::piece::Assertion {
                credential: answer.credential,
                authenticator_data: answer.authenticator_data,
                client_data: answer.client_data,
                signature: answer.signature,
            },
        };
        self.check(alive, &waiting.acte.entry.actor, &answer.challenge, &piece)?;
        let approved = (waiting.acte.entry.kind == Kind::MandatApproved).then_some(waiting.acte.entry.object);
        let signe = alive.commit_acte(waiting.acte, answer.challenge, &piece).await?;
        if let Some(mandat) = approved {
            self.begin_mandat(mandat);
        }
        Ok(signe)
    }

    /// The library's verdict and our own: the contre-clé will give its own again.
    fn check(&self, alive: &Alive, actor: &Pseudonym, challenge: &[u8; 32], piece: &ActePiece) -> Result<(), Error> {
        let library = self.passkeys().ok_or_else(|| panne(PanneKind::Interne, "origin is not a URL"))?;
        let registre = alive.sequenceur.registre();
        let mine = registre.agent(actor).into_iter().flat_map(|agent| agent.keys_at(now()));
        let key = mine.into_iter().find(|c| c.id == piece.assertion.credential);
        let is_held = |key: &&Credential| {
            library.holds(key, challenge, &piece.assertion) && assertion::holds(key, challenge, &piece.assertion)
        };
        key.filter(is_held).map(drop).ok_or(Error::Refusal(Refusal::Signature))
    }
}

/// Who makes a gesture.
pub(super) struct Qui<'a> {
    pub(super) agent: &'a Agent,
    pub(super) actor: Pseudonym,
    pub(super) request: &'a SignedRequest,
}

impl Alive {
    async fn commit_acte(&self, acte: Acte, challenge: [u8; 32], piece: &ActePiece) -> Result<Signe, Error> {
        let Acte { mut entry, agent, carte, cle, mandat } = acte;
        let (kind, incident) = (entry.kind, incident::nom_of(&entry).map(IncidentId));
        let bytes = match (&cle, &mandat) {
            (Some(credential), _) => encode_key(credential, piece),
            (_, Some(mandat)) => mandat.1.piece(piece),
            _ => piece.encode(),
        };
        (entry.request, entry.piece) = (challenge, sha256(&bytes));
        // A card without its entry is a row that nothing names; an entry without its card could never be read again.
        if let Some(carte) = carte {
            self.store_carte(*carte).await?;
        }
        if let Some(mandat) = mandat {
            self.store_mandat(mandat.0).await?;
        }
        let wish = Wish { what: What::Record(Box::new(entry), Some(bytes)), follow: Follow::Nothing };
        let done = match self.sequenceur.commit(wish).await {
            Err(Fault::Void(_)) => return Err(Error::Refusal(Refusal::Conflit)),
            other => other?,
        };
        self.note_decision(&done).await;
        if matches!(kind, Kind::Proposal | Kind::ProposalRefused) {
            self.draw_lots().await?;
        }
        Ok(Signe { agent, entree: done.index, incident })
    }

    /// The pseudonym of an account of an id, or "absent".
    pub(super) fn object_of(&self, agent: AgentId) -> Result<Pseudonym, Error> {
        self.pseudonym_of(agent).ok_or(Error::Refusal(Refusal::Introuvable))
    }
}

/// The same for an act of this kind, where it has words of its own.
fn words_of(void: Void, kind: Kind) -> Error {
    let (champ, raison) = match (void, kind) {
        (Void::Quota, Kind::Freeze) => ("minutes", "gel-quota"),
        (Void::Time, Kind::Freeze) => ("minutes", "gel-duree"),
        (Void::Quota, Kind::BreakGlass) => ("geste", "bris-quota"),
        (Void::Agent, Kind::BreakGlass) => ("geste", "bris-impossible"),
        (Void::Quota, Kind::Incident) => ("geste", "incident-quota"),
        (Void::Piece, Kind::Incident) => ("geste", "incident-change"),
        (Void::Agent, Kind::Incident) => ("geste", "incident-impossible"),
        (Void::Quota, Kind::MandatProposed) => ("atelier", "mandat-quota"),
        (Void::Time, Kind::MandatProposed) => ("jusqu", "mandat-terme"),
        _ => return words(void),
    };
    Error::Saisie(vec![Saisie { champ, raison }])
}

/// Why the rules refuse, in the words of a form.
pub(super) fn words(void: Void) -> Error {
    let raison = match void {
        Void::Quota => "habilitation-quota",
        Void::Time => "habilitation-date",
        Void::Frozen => return Error::Refusal(Refusal::Gel),
        Void::Agent | Void::NoRule => return Error::Refusal(Refusal::Role),
        _ => return Error::Refusal(Refusal::Conflit),
    };
    Error::Saisie(vec![Saisie { champ: "geste", raison }])
}
