//! The desk of who manages accounts: demands that wait, ends that come, accounts that stopped, the HR list.

use domaine::CodeStructure;
use droits::habilitation::regles::{JOUR, PROPOSER_WEEK_MAX, STRUCTURE_WEEK_MAX, WEEK};
use droits::habilitation::{Lien, Phase, State};
use droits::signature::SignedRequest;
use droits::{Registre, Role};
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::listes::{by_name, oldest_first};
use super::{Lecteur, instant};
use crate::Coffre;
use crate::annuaire::Annuaire;
use crate::face::{Bureau, Compte, Error};
use crate::sequenceur::now;

/// How far ahead ends are shown.
const AHEAD: u64 = 30 * JOUR;

/// Accounts of one list: who watches over the whole network sees the most pressing ones.
const LIST_MAX: usize = 200;

impl Coffre {
    /// The desk: of the reader's structure, or of the whole network for the vigie.
    ///
    /// # Errors
    /// For who manages no account.
    pub async fn habilitations(&self, request: &SignedRequest) -> Result<Bureau, Error> {
        let alive = self.alive()?;
        let lecteur = alive.gardien(request).await?;
        let (is_vigie, structure) = (lecteur.agent.role == Role::Vigie, lecteur.agent.structure);
        let lines = if is_vigie { Vec::new() } else { alive.rh(structure).await? };
        let rh = alive.known_lines(structure, lines);

        let here = alive.comptes(|registre, name| {
            is_vigie || registre.agent(name).is_some_and(|account| account.structure == structure.0)
        });
        let (registre, annuaire) = (alive.sequenceur.registre(), alive.names());
        let time = instant(&registre);
        let list = |is_wanted: &dyn Fn(&Compte) -> bool| here.iter().filter(|c| is_wanted(c)).cloned().collect();
        let mut demandes = oldest_first(list(&|c| c.demande.is_some() && c.etat != State::Closed));
        let mut echeances: Vec<Compte> = list(&|c| next_end(c).is_some_and(|end| end > time && end <= time + AHEAD));
        echeances.sort_by_key(next_end);
        let mut arretes = by_name(list(&|c| matches!(c.etat, State::Asleep | State::Suspended)));
        for comptes in [&mut demandes, &mut echeances, &mut arretes] {
            comptes.truncate(LIST_MAX);
        }
        Ok(Bureau {
            demandes,
            echeances,
            arretes,
            rh,
            places: places(&registre, &lecteur.name, structure, time),
            quota: raise(&registre, &annuaire, &lecteur, time),
            agent: lecteur.agent,
        })
    }
}

/// The first end that an account which works meets.
fn next_end(compte: &Compte) -> Option<u64> {
    let works = matches!(compte.etat, State::Cooling | State::Probation | State::Active);
    let dates = &compte.dates;
    [dates.droit, dates.formation, dates.campagne].into_iter().filter(|end| works && *end > 0).min()
}

/// New accounts still possible this week: for the reader, and in the structure.
fn places(registre: &Registre, name: &Pseudonym, structure: CodeStructure, time: u64) -> (u8, u8) {
    let is_new = |account: &&droits::registre::Agent| {
        let vouched = account.liens.iter().filter(|(lien, _)| *lien == Lien::Parrain).count();
        let at = if let Phase::Enrolled(at, ..) = account.vie.phase { at } else { 0 };
        vouched == 1 && at + WEEK > time
    };
    let new: Vec<_> = registre.agents().map(|(_, account)| account).filter(is_new).collect();
    let proposed = (Lien::Proposant, *name);
    let hers = new.iter().filter(|account| account.liens.first() == Some(&proposed)).count();
    let theirs = new.iter().filter(|account| account.structure == structure.0).count();
    let raised = registre.at(now()).quota(&structure.0).map(|count| count as usize);
    let left = |most: usize, used: usize| u8::try_from(raised.unwrap_or(most).saturating_sub(used)).unwrap_or(u8::MAX);
    let in_structure = left(STRUCTURE_WEEK_MAX, theirs);
    (left(PROPOSER_WEEK_MAX, hers).min(in_structure), in_structure)
}

/// A raise that waits: of the reader's structure, or one that she may grant as a direction.
fn raise(registre: &Registre, annuaire: &Annuaire, lecteur: &Lecteur, time: u64) -> Option<(CodeStructure, u32, u64)> {
    let asked = |structure: CodeStructure| {
        let (_, count, until) = registre.quota_asked(&structure.0)?;
        (until > time).then_some((structure, count, until))
    };
    let may_grant = |(structure, count, until): &(CodeStructure, u32, u64)| {
        let mut entry = Entry::new(Kind::Quota);
        (entry.actor, entry.structure, entry.count, entry.until) = (lecteur.name, structure.0, *count, *until);
        registre.at(now()).judge(&entry).is_ok()
    };
    asked(lecteur.agent.structure).or_else(|| {
        let mut all: Vec<_> = annuaire.structures().filter_map(asked).filter(may_grant).collect();
        all.sort_unstable();
        all.into_iter().next()
    })
}
