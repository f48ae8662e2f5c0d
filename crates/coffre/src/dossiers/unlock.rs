//! The one way to the keys of a dossier: rows, digest, decision, durable entry, both halves. In that order.

use std::collections::HashMap;
use std::sync::PoisonError;

use contre_cle::protocole::{Answer, No, Question};
use domaine::fuseau::Fuseau;
use domaine::{Champ, Clair, Classe, DossierId};
use droits::decide::Demande;
use droits::signature::SignedRequest;
use jiff::civil::Date;
use journal::Kind;
use journal::act::{Act, act};
use journal::entry::{Entry, pseudonym};
use zeroize::Zeroizing;

use crate::Alive;
use crate::creation::LEURRE;
use crate::face::{Agent, Error, Explique, Lecture, Receipt, Refusal};
use crate::fiche;
use crate::leurres::touche;
use crate::lignes::{self, Ligne, Stored, genre, part_place, record_place};
use crate::racine::{Secret, class_half, join};
use crate::sceau;
use crate::sequenceur::{Done, Fault, Fill, Follow, What, Wish, now};
use crate::suivi::genre_lecture;

/// A dossier whose entry is durable and whose keys are here, for the classes of the act and no other.
pub(crate) struct Unlocked {
    pub agent: Agent,
    pub stored: Stored,
    pub share: Secret,
    pub subject: [u8; 16],
    pub explique: Explique,
    pub done: Done,
    /// A decoy: whatever is written in it, it stays one.
    pub leurre: bool,
    keys: HashMap<Classe, Secret>,
}

/// A dossier as it is stored, before anything is decided: nothing of it is opened.
pub(super) struct Found {
    pub stored: Stored,
    pub share: Secret,
    pub salt: [u8; 16],
    pub subject: [u8; 16],
    pub digest: [u8; 32],
}

/// Rules of an `Integrity` entry.
pub(crate) mod integrity {
    /// The digest is not the one of the rows.
    pub const DIGEST: u8 = 1;
    /// The dossier is older than the last write that was recorded.
    pub const VERSION: u8 = 2;
    /// A record does not open with its key.
    pub const RECORD: u8 = 3;
    /// The dossier's own key share does not open.
    pub const SHARE: u8 = 4;
    /// A dossier that was recorded is gone.
    pub const MISSING: u8 = 5;
    /// A dossier that was never recorded is there.
    pub const UNKNOWN: u8 = 6;
}

impl Alive {
    /// Opens the way to a dossier for a signed request, whatever its act.
    pub(crate) async fn unlock(&self, request: &SignedRequest, id: DossierId) -> Result<Unlocked, Error> {
        self.unlock_on(request, id, |_| true).await
    }

    /// As [`Alive::unlock`], only for requests of the verb's own road: one that was signed to read never writes, whoever
    /// passes it on.
    pub(super) async fn unlock_on(
        &self,
        request: &SignedRequest,
        id: DossierId,
        is_its: impl Fn(&Act) -> bool,
    ) -> Result<Unlocked, Error> {
        let agent = self.authenticate(request).await?;
        let asked = act(&request.method, &request.target).filter(|a| a.dossier == Some(id.0) && is_its(a));
        let asked = asked.ok_or(Error::Refusal(Refusal::Introuvable))?;
        let Found { stored, share, salt, subject, digest } = self.found(request, asked, id).await?;
        let explique = self.explain(&agent, &stored, &subject);
        let demande = Demande {
            subject: Some((subject, stored.structure.0)),
            explanation: explique.explication as u8,
            ..Demande::new(request.login, asked, request.hash())
        };
        let fill = Fill {
            fields: fields_of(asked.classes),
            etat: stored.etat,
            epoch: stored.epoch,
            content: digest,
            ..Fill::default()
        };
        let follow = Follow::Share(request.clone(), salt);
        let done = match self.sequenceur.commit(Wish { what: What::Ask(demande, fill), follow }).await {
            Err(Fault::No(No::Version, _)) => return Err(self.integrity(&stored, subject, integrity::VERSION).await),
            other => other?,
        };
        let leurre = self.is_leurre(&stored);
        if leurre {
            // Durable before the page leaves, like the opening itself; the vigie hears it.
            self.touched(&done.entry, touche::OUVERT).await?;
        }
        let asked_classes = Classe::ALL.into_iter().filter(|c| asked.classes & c.bit() != 0);
        let keys = asked_classes
            .zip(&done.halves)
            .map(|(classe, theirs)| (classe, join(&class_half(&share, classe, stored.epoch), theirs, b"classe")))
            .collect();
        let mut agent = agent;
        if let Some(permit) = done.permit {
            let more = permit.openings().saturating_sub(agent.ouvertures.0);
            (agent.ouvertures.0, agent.semaine.0) = (permit.openings(), agent.semaine.0.saturating_add(more));
        }
        Ok(Unlocked { agent, stored, share, subject, explique, done, leurre, keys })
    }

    /// The rows of the dossier that a request names, held to their digest. Nothing of it is opened. One that is not there is refused
    /// as one that is not hers.
    pub(super) async fn found(&self, request: &SignedRequest, asked: Act, id: DossierId) -> Result<Found, Error> {
        let Some(stored) = self.base.read(move |tx| lignes::read(tx, id)).await? else {
            return Err(self.refuse_absent(request, asked, id).await);
        };
        let Some((share, salt)) = self.share_of(&stored) else {
            return Err(self.integrity(&stored, [0; 16], integrity::SHARE).await);
        };
        let subject = pseudonym(&salt, &id.0);
        let stored = if stored.has_pending() { self.reconcile(stored, subject, &share).await? } else { stored };
        match (stored.digest_at(stored.etat, &share), stored.entete().map(|e| e.digest)) {
            (Some(digest), Some(recorded)) if digest == recorded => Ok(Found { stored, share, salt, subject, digest }),
            _ => Err(self.integrity(&stored, subject, integrity::DIGEST).await),
        }
    }

    /// The share and salt of a dossier, from its sealed `part`.
    pub(crate) fn share_of(&self, stored: &Stored) -> Option<(Secret, [u8; 16])> {
        let clear = sceau::open(&self.parts, &part_place(stored.id), &stored.part)?;
        let share: [u8; 32] = clear.get(..32)?.try_into().ok()?;
        Some((Zeroizing::new(share), clear.get(32..48)?.try_into().ok()?))
    }

    /// Whether a dossier is a decoy: its sealed part says it, and nothing else of its rows.
    pub(crate) fn is_leurre(&self, stored: &Stored) -> bool {
        let part = sceau::open(&self.parts, &part_place(stored.id), &stored.part);
        part.is_some_and(|clear| clear.get(48) == Some(&LEURRE))
    }

    /// Concludes or leaves aside a write that a crash interrupted: the contre-clé knows which.
    pub(crate) async fn reconcile(&self, stored: Stored, subject: [u8; 16], share: &Secret) -> Result<Stored, Error> {
        let after = previous(subject);
        let answer = self.sequenceur.ask(Question::Sweep { after, limit: 1 }).await;
        let Ok(Answer::States(states)) = answer else { return Err(Fault::ContreCle.into()) };
        let next = stored.etat + 1;
        let pending = stored.digest_at(next, share);
        let is_recorded = states.iter().any(|(who, etat, _, digest)| {
            *who == subject && *etat == next && pending.is_some_and(|p| p[..16] == *digest)
        });
        if !is_recorded {
            return Ok(stored);
        }
        let id = stored.id;
        self.base.write(move |tx| lignes::promote(tx, id, next)).await?;
        // The write may have changed a name, which nobody here knows: the next list reads them anew.
        self.drop_names(stored.structure).await?;
        let again = self.base.read(move |tx| lignes::read(tx, id)).await?;
        again.ok_or(Error::Refusal(Refusal::Introuvable))
    }

    /// Journals that something stored is not what was recorded, and keeps it shut.
    pub(crate) async fn integrity(&self, stored: &Stored, subject: [u8; 16], rule: u8) -> Error {
        let mut entry = Entry::new(Kind::Integrity);
        (entry.rule, entry.subject, entry.structure, entry.etat) = (rule, subject, stored.structure.0, stored.etat);
        let wish = Wish { what: What::Record(Box::new(entry), None), follow: Follow::Nothing };
        match self.sequenceur.commit(wish).await {
            Ok(done) => Error::Refusal(Refusal::Integrite { entree: done.index }),
            Err(fault) => fault.into(),
        }
    }

    /// Holds these rows to the last write that the contre-clé knows: for what it releases without having been told the version.
    pub(super) async fn is_latest(&self, stored: &Stored, subject: [u8; 16]) -> Result<(), Error> {
        let answer = self.sequenceur.ask(Question::Sweep { after: previous(subject), limit: 1 }).await;
        let Ok(Answer::States(states)) = answer else { return Err(Fault::ContreCle.into()) };
        let digest = stored.entete().map(|entete| entete.digest);
        let is_it = |(who, etat, _, known): &([u8; 16], u32, _, [u8; 16])| {
            *who == subject && *etat == stored.etat && digest.is_some_and(|digest| digest[..16] == *known)
        };
        if states.iter().any(is_it) { Ok(()) } else { Err(self.integrity(stored, subject, integrity::VERSION).await) }
    }

    /// Absent and not yours: the same refusal, the same entry.
    async fn refuse_absent(&self, request: &SignedRequest, asked: Act, id: DossierId) -> Error {
        let demande = Demande {
            subject: Some((pseudonym(&[0; 16], &id.0), [0; 8])),
            ..Demande::new(request.login, asked, request.hash())
        };
        let wish = Wish { what: What::Ask(demande, Fill::default()), follow: Follow::Nothing };
        match self.sequenceur.commit(wish).await {
            Ok(_) => Error::Refusal(Refusal::Introuvable),
            Err(fault) => fault.into(),
        }
    }

    /// A name for an agent's id, as it is known now.
    pub(crate) fn nom_of(&self, id: &[u8; 16]) -> Option<Clair> {
        let annuaire = self.annuaire.read().unwrap_or_else(PoisonError::into_inner);
        annuaire.by_id(domaine::AgentId(*id)).map(|fiche| fiche.nom.clone())
    }

    /// The lock under which one dossier is written.
    pub(crate) fn writing(&self, id: DossierId) -> std::sync::Arc<tokio::sync::Mutex<()>> {
        let mut all = crate::locked(&self.writing);
        if all.len() > 1_024 {
            all.retain(|_, lock| std::sync::Arc::strong_count(lock) > 1);
        }
        all.entry(id).or_default().clone()
    }
}

impl Unlocked {
    /// A dossier of which nothing is opened: only its head may be written.
    pub fn head(agent: Agent, stored: Stored, share: Secret, subject: [u8; 16], done: Done) -> Unlocked {
        let explique = Explique::default();
        Unlocked { agent, stored, share, subject, explique, done, leurre: false, keys: HashMap::new() }
    }

    /// A dossier of which one class was released, by what the entry was for.
    pub fn of_one(
        agent: Agent,
        stored: Stored,
        share: Secret,
        subject: [u8; 16],
        classe: Classe,
        done: Done,
    ) -> Unlocked {
        let own = class_half(&share, classe, stored.epoch);
        let keys = done.halves.first().map(|theirs| (classe, join(&own, theirs, b"classe"))).into_iter().collect();
        Unlocked { keys, ..Unlocked::head(agent, stored, share, subject, done) }
    }

    /// The key of a class of the act.
    pub fn key(&self, classe: Classe) -> Option<&Secret> {
        self.keys.get(&classe)
    }

    /// The zone of the structure that accompanies.
    pub fn fuseau(&self) -> Fuseau {
        Fuseau::of_structure(self.stored.structure)
    }

    /// Today, there.
    pub fn today(&self) -> Date {
        self.fuseau().aujourdhui(now())
    }

    /// The classes whose keys are here.
    pub fn classes(&self) -> impl Iterator<Item = Classe> {
        Classe::ALL.into_iter().filter(|classe| self.keys.contains_key(classe))
    }

    /// The fields of the classes of the act. `None` if a record does not open.
    pub fn champs(&self) -> Option<Vec<(Champ, Clair)>> {
        let mut champs = Vec::new();
        for ligne in self.stored.lignes_at(self.stored.etat).into_iter().filter(|l| l.genre == genre::CLASSE) {
            let classe = Classe::from_number(ligne.num as u8)?;
            if let Some(key) = self.key(classe) {
                champs.extend(fiche::decode(&self.open(key, ligne)?)?);
            }
        }
        Some(champs)
    }

    /// A record in clear.
    pub fn open(&self, key: &Secret, ligne: &Ligne) -> Option<Zeroizing<Vec<u8>>> {
        sceau::open(key, &record_place(&self.stored, ligne.genre, ligne.num, ligne.etat), &ligne.contenu)
    }

    /// This very reading, as the list of readings shows it.
    pub fn lecture(&self) -> Lecture {
        let entry = &self.done.entry;
        Lecture {
            time: entry.time,
            agent: Some(self.agent.nom.clone()),
            classes: entry.classes,
            explication: entry.explanation,
            entree: self.done.index,
            genre: genre_lecture(entry.kind),
        }
    }

    /// The proof that the answer may leave.
    pub fn receipt(&self) -> Receipt {
        Receipt {
            index: self.done.index,
            login: self.done.entry.login,
            subject: self.subject,
            request: self.done.entry.request,
        }
    }
}

/// Whether a request takes the road of this verb: nothing that was signed for one write serves another.
pub(super) fn ends_with(request: &SignedRequest, verb: &str) -> bool {
    request.target.split('?').next().is_some_and(|path| path.ends_with(verb))
}

/// Every field of these classes.
pub(crate) fn fields_of(classes: u8) -> u64 {
    Champ::ALL.iter().filter(|c| c.classe().bit() & classes != 0).fold(0, |bits, c| bits | c.bit())
}

fn previous(subject: [u8; 16]) -> [u8; 16] {
    u128::from_be_bytes(subject).saturating_sub(1).to_be_bytes()
}
