//! Verdicts and incidents: what a person says of alerts. One person says that those of an account are false, or opens an incident; the
//! accounts of an incident are closed together, as false by one person, as confirmed by another than who opened it. No verdict gives
//! anything back: a suspension is lifted by its own two persons.

use std::collections::HashMap;

use journal::entry::{Entry, Kind, Pseudonym};

use super::regles::{INCIDENT_COMPTES_MAX, INCIDENTS_JOUR_MAX, JOUR};
use super::vue::Vue;
use crate::registre::{Registre, Void};
use crate::role::Role;
use crate::signature::sha256;

/// Rules of an `Incident` entry that a person signs about alerts. 1 is what people report themselves, which rings (V15); 31 and 32
/// review a broken glass ([`super::bris::revue`]).
pub mod etape {
    /// An incident is opened, of one account; the content begins with its name.
    pub const OUVRIR: u8 = 2;
    /// One account more.
    pub const AJOUTER: u8 = 3;
    /// One account less: what rang of it waits again.
    pub const RETIRER: u8 = 4;
    /// It is closed: it happened.
    pub const CONFIRMER: u8 = 8;
    /// It is closed: nothing happened.
    pub const INFIRMER: u8 = 9;
    /// What rang of one account until an hour is false.
    pub const FAUSSE_ALERTE: u8 = 10;
}

/// Whom an alert concerns that is about nobody in particular.
pub const PERSONNE: Pseudonym = [0; 16];

/// What one incident is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Its name, drawn by who opened it.
    pub nom: [u8; 16],
    /// Who opened it.
    pub par: Pseudonym,
    /// When, milliseconds.
    pub depuis: u64,
    /// Accounts concerned, in the order in which they were added.
    pub comptes: Vec<Pseudonym>,
    /// How it ended.
    pub cloture: Option<Cloture>,
}

/// How an incident ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cloture {
    /// Who closed it.
    pub par: Pseudonym,
    /// When, milliseconds.
    pub le: u64,
    /// Whether it happened.
    pub is_confirme: bool,
}

/// What became of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// It waits for a person.
    Attend,
    /// Its account is in an incident that is open: its number.
    EnCours(usize),
    /// It was false: who said so, when.
    Fausse(Pseudonym, u64),
    /// It is of an incident that is closed: its number.
    Close(usize),
}

/// Alerts that wait, what was said of the others, and incidents in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Incidents {
    attendent: HashMap<Pseudonym, Vec<u64>>,
    dites: HashMap<Pseudonym, Vec<(u64, Suite)>>,
    cas: Vec<Incident>,
}

/// Whether an entry is signed by somebody about alerts.
pub(crate) fn is_etape(entry: &Entry) -> bool {
    use etape::{AJOUTER, CONFIRMER, FAUSSE_ALERTE, INFIRMER, OUVRIR, RETIRER};
    entry.kind == Kind::Incident
        && matches!(entry.rule, OUVRIR | AJOUTER | RETIRER | CONFIRMER | INFIRMER | FAUSSE_ALERTE)
}

/// Whether it begins or widens a watch, and ends none.
pub(crate) fn is_veille(entry: &Entry) -> bool {
    entry.kind == Kind::Incident && matches!(entry.rule, etape::OUVRIR | etape::AJOUTER)
}

impl Incident {
    /// Whether it is open, and of this account.
    pub fn holds(&self, compte: &Pseudonym) -> bool {
        self.cloture.is_none() && self.comptes.contains(compte)
    }
}

/// The content that names an incident, and nothing more.
pub fn nomme(nom: &[u8; 16]) -> [u8; 32] {
    let mut content = [0; 32];
    content[..16].copy_from_slice(nom);
    content
}

impl Registre {
    /// Every incident with its number, in the order of numbers.
    pub fn incidents(&self) -> impl DoubleEndedIterator<Item = (usize, &Incident)> {
        self.incidents.cas.iter().enumerate().map(|(rang, cas)| (rang + 1, cas))
    }

    /// An incident and its number.
    pub fn incident(&self, nom: &[u8; 16]) -> Option<(usize, &Incident)> {
        self.incidents().find(|(_, cas)| cas.nom == *nom)
    }

    /// The open incident of an account, and its number.
    pub fn incident_of(&self, compte: &Pseudonym) -> Option<(usize, &Incident)> {
        self.incidents().find(|(_, cas)| cas.holds(compte))
    }

    /// Hours of the alerts of an account that nobody has said anything of, oldest first; none while an incident holds it.
    pub fn alertes_en_attente(&self, compte: &Pseudonym) -> &[u64] {
        let waiting = self.incidents.attendent.get(compte).filter(|_| self.incident_of(compte).is_none());
        waiting.map_or(&[], Vec::as_slice)
    }

    /// What stands to be closed: the accounts of an incident, and how many alerts of each wait for its end. Who closes signs for what
    /// she saw, and not for what came since.
    pub fn vu(&self, cas: &Incident) -> [u8; 16] {
        let mut text = b"cairn/incident/1".to_vec();
        for compte in &cas.comptes {
            let waiting = self.incidents.attendent.get(compte).map_or(0, |all| all.len() as u64);
            text.extend_from_slice(compte);
            text.extend(waiting.to_be_bytes());
        }
        let mut vu = [0; 16];
        vu.copy_from_slice(&sha256(&text)[..16]);
        vu
    }

    /// What became of an alert of this account, of this hour.
    pub fn suite(&self, compte: &Pseudonym, time: u64) -> Suite {
        let said = self.incidents.dites.get(compte).into_iter().flatten();
        let said = said.clone().find(|(jusqua, _)| time <= *jusqua).map(|(_, suite)| *suite);
        said.or_else(|| self.incident_of(compte).map(|(numero, _)| Suite::EnCours(numero))).unwrap_or(Suite::Attend)
    }

    pub(crate) fn ring(&mut self, entry: &Entry) {
        if entry.object == PERSONNE || self.agents.contains_key(&entry.object) {
            self.incidents.attendent.entry(entry.object).or_default().push(entry.time);
        }
    }

    pub(super) fn step(&mut self, entry: &Entry) -> Result<(), Void> {
        let time = self.latest();
        match entry.rule {
            etape::FAUSSE_ALERTE => {
                let said = Suite::Fausse(entry.actor, time);
                self.incidents.say(entry.object, entry.until, said);
            }
            etape::OUVRIR => self.incidents.cas.push(Incident {
                nom: nom(entry),
                par: entry.actor,
                depuis: time,
                comptes: vec![entry.object],
                cloture: None,
            }),
            etape::AJOUTER => self.incidents.case(entry)?.1.comptes.push(entry.object),
            etape::RETIRER => self.incidents.case(entry)?.1.comptes.retain(|compte| *compte != entry.object),
            _ => {
                let is_confirme = entry.rule == etape::CONFIRMER;
                let (numero, cas) = self.incidents.case(entry)?;
                cas.cloture = Some(Cloture { par: entry.actor, le: time, is_confirme });
                for compte in cas.comptes.clone() {
                    let last = self.incidents.attendent.get(&compte).and_then(|all| all.last().copied());
                    last.into_iter().for_each(|last| self.incidents.say(compte, last, Suite::Close(numero)));
                }
            }
        }
        Ok(())
    }
}

impl Incidents {
    fn case(&mut self, entry: &Entry) -> Result<(usize, &mut Incident), Void> {
        let nom = nom(entry);
        let mut all = self.cas.iter_mut().enumerate();
        all.find(|(_, cas)| cas.nom == nom).map(|(rang, cas)| (rang + 1, cas)).ok_or(Void::Agent)
    }

    /// Alerts of this account until then wait no more.
    fn say(&mut self, compte: Pseudonym, jusqua: u64, suite: Suite) {
        if let Some(waiting) = self.attendent.get_mut(&compte) {
            waiting.retain(|time| *time > jusqua);
        }
        self.dites.entry(compte).or_default().push((jusqua, suite));
    }
}

impl Vue<'_> {
    pub(super) fn may_step(&self, entry: &Entry) -> Result<(), Void> {
        if entry.rule == etape::FAUSSE_ALERTE {
            return self.may_dismiss(entry);
        }
        if entry.until != 0 || entry.count != 0 {
            return Err(Void::Time);
        }
        if entry.rule == etape::OUVRIR {
            return self.may_open_case(entry);
        }
        let (_, cas) = self.incident(&nom(entry)).filter(|(_, cas)| cas.cloture.is_none()).ok_or(Void::Agent)?;
        self.reviews(&entry.actor, &cas.comptes)?;
        let closes = matches!(entry.rule, etape::CONFIRMER | etape::INFIRMER);
        if entry.content[16..] != if closes { self.vu(cas) } else { [0; 16] } {
            return Err(Void::Piece);
        }
        let is_in = cas.comptes.contains(&entry.object);
        let fits = match entry.rule {
            etape::AJOUTER if cas.comptes.len() >= INCIDENT_COMPTES_MAX => return Err(Void::Quota),
            etape::AJOUTER => {
                self.reviews(&entry.actor, &[entry.object])?;
                self.incident_of(&entry.object).is_none()
            }
            // The last one stays: an incident of nobody is closed as false.
            etape::RETIRER => is_in && cas.comptes.len() > 1,
            // It begins delays that the law counts, and accuses: nobody says it of a colleague alone.
            etape::CONFIRMER => entry.object == PERSONNE && self.is_other(&cas.par, &entry.actor),
            _ => entry.object == PERSONNE,
        };
        if fits { Ok(()) } else { Err(Void::Agent) }
    }

    fn may_open_case(&self, entry: &Entry) -> Result<(), Void> {
        self.reviews(&entry.actor, &[entry.object])?;
        let name = nom(entry);
        let is_new = name != [0; 16] && entry.content == nomme(&name) && self.incident(&name).is_none();
        if !is_new || self.incident_of(&entry.object).is_some() {
            return Err(Void::Agent);
        }
        let time = self.latest();
        let today = self.incidents().filter(|(_, cas)| cas.par == entry.actor && cas.depuis + JOUR > time).count();
        if today < INCIDENTS_JOUR_MAX { Ok(()) } else { Err(Void::Quota) }
    }

    /// It covers what its author saw: until the hour of an alert that waits, and as many as waited until then.
    fn may_dismiss(&self, entry: &Entry) -> Result<(), Void> {
        if entry.object == PERSONNE {
            let actor = self.acting(&entry.actor)?;
            if actor.role != Role::Vigie {
                return Err(Void::Agent);
            }
        } else {
            self.reviews(&entry.actor, &[entry.object])?;
        }
        let waiting = self.alertes_en_attente(&entry.object);
        let seen = waiting.iter().filter(|time| **time <= entry.until).count();
        let is_exact = waiting.contains(&entry.until) && usize::try_from(entry.count) == Ok(seen);
        if is_exact && entry.content == [0; 32] { Ok(()) } else { Err(Void::Agent) }
    }

    /// Who reviews what concerns these accounts: the vigie, their DPO when they are all of her structure; never one of them.
    fn reviews(&self, actor: &Pseudonym, comptes: &[Pseudonym]) -> Result<(), Void> {
        let reader = self.acting(actor)?;
        let is_hers = |compte: &Pseudonym| {
            let known = self.agent(compte);
            compte != actor
                && known.is_some_and(|account| reader.role == Role::Vigie || account.structure == reader.structure)
        };
        let may = matches!(reader.role, Role::Vigie | Role::Dpo) && comptes.iter().all(is_hers);
        if may { Ok(()) } else { Err(Void::Agent) }
    }
}

/// The incident of which an entry is a step, if it is of one.
pub fn nom_of(entry: &Entry) -> Option<[u8; 16]> {
    (is_etape(entry) && entry.rule != etape::FAUSSE_ALERTE).then(|| nom(entry))
}

fn nom(entry: &Entry) -> [u8; 16] {
    let mut nom = [0; 16];
    nom.copy_from_slice(&entry.content[..16]);
    nom
}
