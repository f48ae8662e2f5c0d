//! Campaigns: mandats that read. A named list, dated; of each person a first name and a telephone number, for one recipient.
//!
//! Who proposes signs the whole description; two others, of whom one is the DPO, sign that very proposal. Then each person is an
//! entry of her own, judged here on both sides: in the list, once a run, before the end, of this structure, nobody frozen, nobody
//! who signed cut since. The contre-clé gives its half to such a line and to nothing else.

use std::collections::HashSet;

use journal::act::{Purpose, classes};
use journal::entry::{Entry, Kind, Pseudonym};

use crate::habilitation::acte::ActePiece;
use crate::habilitation::regles::{JOUR, WEEK};
use crate::habilitation::{Vue, gel::RESEAU};
use crate::mandat::mandat_end;
use crate::piece::{read, write};
use crate::registre::{Attest, Registre, State, Void};
use crate::role::Role;
use crate::signature::sha256;

/// Persons of one campaign, that two approvals allow. Beyond, officers of three organisations would have to sign, and wait 72
/// hours: that is not built, and refused.
pub const PERSONNES_MAX: u32 = 1_000;

/// How long a campaign lives after its proposal, approvals included: seven days, in milliseconds.
pub const DUREE_MAX: u64 = 7 * JOUR;

/// Runs of one campaign: each begins its list anew, for nothing of a run that was cut is kept anywhere.
pub const DEPARTS_MAX: u32 = 3;

/// Campaigns that one person proposes in seven days: who approves must not be worn out.
pub const PROPOSITIONS_MAX: usize = 3;

/// What its lines release: the identity for a first name, the contact for a telephone number. No other class is ever in one.
pub const CLASSES: u8 = classes::C1 | classes::C2;

/// The fields that reach the recipient, by their bits in the data dictionary: first name, telephone.
pub const CHAMPS: u64 = 1 << 3 | 1 << 13;

/// What was signed: to whom, why, whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// The recipient's public key, as `age` writes it.
    pub destinataire: String,
    /// SHA-256 of the title and the place, which stay sealed in the coffre.
    pub texte: [u8; 32],
    /// Pseudonyms of the dossiers, in the order of their bytes, each once.
    pub sujets: Vec<Pseudonym>,
}

const DESCRIPTION: u8 = 6;
const PIECE: u8 = 7;
const LABEL: &[u8] = b"cairn/campagne/1";

impl Description {
    /// The bytes whose hash is the content of the proposal.
    pub fn encode(&self) -> Vec<u8> {
        write(DESCRIPTION, &[LABEL, self.destinataire.as_bytes(), &self.texte, self.sujets.as_flattened()])
    }

    /// What a proposal's entry commits to.
    pub fn hash(&self) -> [u8; 32] {
        sha256(&self.encode())
    }

    /// The piece of the proposal: the passkey's signature, and what it covers.
    pub fn piece(&self, acte: &ActePiece) -> Vec<u8> {
        write(PIECE, &[&acte.encode(), &self.encode()])
    }

    fn decode(bytes: &[u8]) -> Option<Description> {
        let [label, destinataire, texte, sujets] = read::<4>(DESCRIPTION, bytes)?;
        let (sujets, rest) = sujets.as_chunks::<16>();
        let is_whole = label == LABEL && rest.is_empty() && sujets.is_sorted_by(|one, other| one < other);
        let destinataire = std::str::from_utf8(destinataire).ok().filter(|key| is_key(key))?.to_owned();
        let texte = texte.try_into().ok()?;
        is_whole.then(|| Description { destinataire, texte, sujets: sujets.to_vec() })
    }
}

/// Whether this looks like a public key of `age`; the coffre, which seals to it, reads it for good.
fn is_key(text: &str) -> bool {
    text.len() == 62 && text.starts_with("age1") && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn of_piece(piece: Option<&[u8]>) -> Option<(ActePiece, Description)> {
    let [acte, description] = read::<2>(PIECE, piece?)?;
    Some((ActePiece::decode(acte)?, Description::decode(description)?))
}

/// Where a campaign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Etape {
    /// Waits for approvals.
    Proposee,
    /// Both approvals stand.
    Approuvee,
    /// Its lines are read.
    EnCours,
    /// Over, by this rule of a `MandatEnded`.
    Finie(u8),
}

/// A campaign, as its entries made it.
#[derive(Clone, Debug)]
pub struct Campagne {
    /// Who proposed it, and receives.
    pub proposant: Pseudonym,
    /// Whose people.
    pub structure: [u8; 8],
    /// The challenge of the proposal: what its approvers sign.
    pub request: [u8; 32],
    /// What was signed.
    pub description: Description,
    /// When it was proposed, milliseconds.
    pub depuis: u64,
    /// End, milliseconds.
    pub until: u64,
    /// Who approved.
    pub approbations: Vec<Pseudonym>,
    /// Runs begun.
    pub departs: u32,
    /// Where it stands.
    pub etape: Etape,
    reste: HashSet<Pseudonym>,
}

impl Campagne {
    /// Persons of the list.
    pub fn personnes(&self) -> usize {
        self.description.sujets.len()
    }

    /// Persons read in this run.
    pub fn lues(&self) -> usize {
        if self.departs == 0 { 0 } else { self.personnes() - self.reste.len() }
    }

    /// Whether this person is still to be read in this run.
    pub fn attend(&self, sujet: &Pseudonym) -> bool {
        self.reste.contains(sujet)
    }
}

/// Whether an entry proposes a campaign, and not an import.
pub fn is_campagne(entry: &Entry) -> bool {
    entry.kind == Kind::MandatProposed && entry.purpose == Purpose::Campagne as u8
}

/// Whether an entry reads one person within a mandat. One without a class takes somebody off a list, and releases nothing.
pub fn is_lecture(entry: &Entry) -> bool {
    entry.kind == Kind::MandatLine && entry.classes != 0
}

impl Registre {
    /// A campaign.
    pub fn campagne(&self, object: &[u8; 16]) -> Option<&Campagne> {
        self.campagnes.get(object)
    }

    /// Every campaign, in no order.
    pub fn campagnes(&self) -> impl Iterator<Item = (&[u8; 16], &Campagne)> {
        self.campagnes.iter()
    }

    /// Whether lines of this campaign may be read at this time: it runs, nobody who signed it was cut, nobody is frozen.
    pub fn runs(&self, object: &[u8; 16], time: u64) -> bool {
        self.campagnes.get(object).is_some_and(|one| one.etape == Etape::EnCours && self.holds(one, time))
    }

    /// Whether it may be begun, or begun again after it was cut short.
    pub fn may_start(&self, object: &[u8; 16], time: u64) -> bool {
        let is_ready = |one: &&Campagne| {
            matches!(one.etape, Etape::Approuvee | Etape::EnCours) && one.departs < DEPARTS_MAX && time < one.until
        };
        self.campagnes.get(object).filter(is_ready).is_some_and(|one| self.holds(one, time))
    }

    fn holds(&self, campagne: &Campagne, time: u64) -> bool {
        let is_active = |name: &Pseudonym| self.agent(name).is_some_and(|a| a.state(time) == State::Active);
        time < campagne.until
            && !self.is_frozen(&campagne.structure, time)
            && is_active(&campagne.proposant)
            && campagne.approbations.iter().all(is_active)
    }

    pub(crate) fn propose_campagne(
        &mut self,
        entry: &Entry,
        piece: Option<&[u8]>,
        attest: &dyn Attest,
    ) -> Result<(), Void> {
        let (acte, description) = of_piece(piece).ok_or(Void::Piece)?;
        self.vue().judge(entry)?;
        if description.hash() != entry.content || description.sujets.len() != entry.count as usize {
            return Err(Void::Piece);
        }
        self.vue().check_acte(entry, &acte, attest)?;
        self.signed.insert(entry.request);
        let campagne = Campagne {
            proposant: entry.actor,
            structure: entry.structure,
            request: entry.request,
            description,
            depuis: self.latest(),
            until: entry.until,
            approbations: Vec::new(),
            departs: 0,
            etape: Etape::Proposee,
            reste: HashSet::new(),
        };
        self.campagnes.insert(entry.object, campagne);
        Ok(())
    }

    pub(crate) fn approve_campagne(&mut self, entry: &Entry) -> Result<(), Void> {
        let campagne = self.campagnes.get_mut(&entry.object).ok_or(Void::Agent)?;
        campagne.approbations.push(entry.actor);
        // One of each of the two sorts: the rules let nobody else sign.
        if campagne.approbations.len() == 2 {
            campagne.etape = Etape::Approuvee;
        }
        Ok(())
    }

    /// The programs begin a run; an import's beginning says nothing here.
    pub(crate) fn start_mandat(&mut self, entry: &Entry) -> Result<(), Void> {
        if !self.campagnes.contains_key(&entry.object) {
            return Ok(());
        }
        if !self.may_start(&entry.object, self.latest()) {
            return Err(Void::Time);
        }
        let campagne = self.campagnes.get_mut(&entry.object).ok_or(Void::Agent)?;
        campagne.reste = campagne.description.sujets.iter().copied().collect();
        campagne.departs += 1;
        campagne.etape = Etape::EnCours;
        Ok(())
    }

    /// One person is read.
    pub(crate) fn read_line(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        if !self.campagnes.contains_key(&entry.object) {
            return Err(Void::Agent);
        }
        if !self.runs(&entry.object, time) {
            return Err(Void::Time);
        }
        if self.regles.budget && !self.fuse().allows(time) {
            return Err(Void::Quota);
        }
        let campagne = self.campagnes.get_mut(&entry.object).ok_or(Void::Agent)?;
        let is_its = entry.actor == campagne.proposant && entry.structure == campagne.structure;
        let is_said = entry.classes == CLASSES && entry.fields == CHAMPS;
        if !is_its || !is_said || !campagne.reste.remove(&entry.subject) {
            return Err(Void::Agent);
        }
        self.fuse_mut().count(time);
        Ok(())
    }

    /// Over, whoever says so: it only takes power away. `None` when it is no campaign.
    pub(crate) fn end_campagne(&mut self, entry: &Entry) -> Option<Result<(), Void>> {
        let campagne = self.campagnes.get_mut(&entry.object)?;
        if entry.rule == mandat_end::UNDONE {
            return Some(Err(Void::NoRule));
        }
        if !matches!(campagne.etape, Etape::Finie(_)) {
            campagne.etape = Etape::Finie(entry.rule);
        }
        Some(Ok(()))
    }
}

impl Vue<'_> {
    pub(crate) fn may_propose_campagne(&self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        let actor = self.acting(&entry.actor)?;
        let is_new = self.campagne(&entry.object).is_none() && self.mandat(&entry.object).is_none();
        let fits = actor.role.accompanies()
            && actor.structure == entry.structure
            && entry.structure != RESEAU
            && entry.object != [0; 16]
            && entry.classes == CLASSES;
        if !fits || !is_new {
            return Err(Void::Agent);
        }
        if entry.until <= time || entry.until > time.saturating_add(DUREE_MAX) {
            return Err(Void::Time);
        }
        let is_recent = |one: &Campagne| one.proposant == entry.actor && one.depuis.saturating_add(WEEK) > time;
        let week = self.campagnes().filter(|(_, one)| is_recent(one)).count();
        let is_within = (1..=PERSONNES_MAX).contains(&entry.count) && week < PROPOSITIONS_MAX;
        if is_within { Ok(()) } else { Err(Void::Quota) }
    }

    /// Two sign: the DPO of the structure, and its direction or a parrain; never who proposed, and nobody twice.
    pub(crate) fn may_approve_campagne(&self, entry: &Entry) -> Result<(), Void> {
        let campagne = self.campagne(&entry.object).ok_or(Void::Agent)?;
        let actor = self.acting(&entry.actor)?;
        let is_dpo = |name: &Pseudonym| self.agent(name).is_some_and(|agent| agent.role == Role::Dpo);
        let mine = actor.role == Role::Dpo;
        let may = campagne.etape == Etape::Proposee
            && actor.structure == campagne.structure
            && (mine || actor.role == Role::Direction || actor.vouches())
            && entry.actor != campagne.proposant
            && !campagne.approbations.iter().any(|one| *one == entry.actor || is_dpo(one) == mine);
        if !may {
            return Err(Void::Agent);
        }
        if entry.content != campagne.request {
            return Err(Void::Piece);
        }
        if self.latest() < campagne.until { Ok(()) } else { Err(Void::Time) }
    }

    /// Whether this person may stop it: who proposed, the direction and the DPO of the structure, who approved, the vigie.
    pub fn may_stop(&self, name: &Pseudonym, object: &[u8; 16]) -> bool {
        let (Some(campagne), Some(agent)) = (self.campagne(object), self.agent(name)) else { return false };
        let keeps = agent.structure == campagne.structure && matches!(agent.role, Role::Direction | Role::Dpo);
        let is_hers = *name == campagne.proposant || campagne.approbations.contains(name);
        let goes_on = !matches!(campagne.etape, Etape::Finie(_)) && self.latest() < campagne.until;
        goes_on && agent.state(self.latest()).enters() && (is_hers || keeps || agent.role == Role::Vigie)
    }

    /// Whether this person may look at it: who may stop it, or could approve it.
    pub fn may_see(&self, name: &Pseudonym, campagne: &Campagne) -> bool {
        let Some(agent) = self.agent(name) else { return false };
        let is_here = agent.structure == campagne.structure;
        let keeps = matches!(agent.role, Role::Direction | Role::Dpo) || agent.vouches();
        *name == campagne.proposant || (is_here && keeps) || agent.role == Role::Vigie
    }
}
