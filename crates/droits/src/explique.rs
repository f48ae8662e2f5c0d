//! Why an agent opens a dossier now: the one search, of which the coffre takes the answer to its question, and normal life too.

use journal::entry::Pseudonym;

use crate::budget::explanation;
use crate::faits::JOUR;
use crate::registre::{Registre, State};
use crate::role::Role;

/// A fact that stands, and whether it explains by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Explique {
    /// A code of [`explanation`]; zero: none stands.
    pub code: u8,
    /// Whether it is strong: not what she stated herself within the day (security note 2.8, X10).
    pub forte: bool,
}

/// What the head of a dossier says of it, which entries do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tete {
    /// Who accompanies the person.
    pub referent: Option<Pseudonym>,
    /// When it was made, milliseconds: nobody was entrusted with it before.
    pub cree: u64,
}

impl Registre {
    /// What explains that this agent opens this dossier. Of several facts a strong one, and the first code of these.
    pub fn explique(&self, me: &Pseudonym, sujet: &Pseudonym, tete: &Tete, time: u64) -> Explique {
        let Some(agent) = self.agent(me) else { return Explique::default() };
        if self.bris(me, sujet, time).is_some() {
            return Explique { code: explanation::BRIS, forte: true };
        }
        // On probation another person's act explains, once it is a day old.
        let is_new = agent.state(time) == State::Probation;
        if is_new && agent.has_created(sujet) {
            return Explique { code: explanation::CREATION, forte: true };
        }
        let facts = || self.faits().of(sujet, me, agent.role == Role::Accueil, time);
        if tete.referent == Some(*me) {
            let entrusted = facts().find(|f| f.code == explanation::AFFECTATION).map_or(tete.cree, |f| f.depuis);
            if !is_new || time >= entrusted.saturating_add(JOUR) {
                return Explique { code: explanation::PORTEFEUILLE, forte: true };
            }
        }
        let replaced = tete.referent.and_then(|colleague| self.faits().replaces(me, &colleague, time));
        let replaced = replaced.filter(|r| !is_new || r.serves_probation(me, time));
        if replaced.is_some_and(|r| r.is_strong(me, time)) {
            return Explique { code: explanation::REMPLACEMENT, forte: true };
        }
        // An affectation is in the head of the dossier, or no longer true.
        let others =
            facts().filter(|f| f.code != explanation::AFFECTATION && (!is_new || f.serves_probation(me, time)));
        let weak = replaced.map(|_| (true, explanation::REMPLACEMENT));
        let best = others.map(|f| (!f.is_strong(me, agent.role, time), f.code)).chain(weak).min();
        best.map_or_else(Explique::default, |(is_weak, code)| Explique { code, forte: !is_weak })
    }

    /// Whether the fact of this code, which is said to explain, counts as an explanation: a weak one is counted with what nothing
    /// explains. `None`: no such fact stands in this side's own fold. Who accompanies, and who made a dossier, stand in the
    /// dossier's head, which only the coffre reads: there its word is taken, within the budgets.
    pub fn explains(&self, me: &Pseudonym, sujet: &Pseudonym, code: u8, time: u64) -> Option<bool> {
        let agent = self.agent(me)?;
        let is_new = agent.state(time) == State::Probation && self.regles.cosignature;
        match code {
            0 => Some(false),
            explanation::PORTEFEUILLE | explanation::CREATION => Some(true),
            explanation::BRIS => self.bris(me, sujet, time).map(|_| true),
            explanation::REMPLACEMENT => {
                let taken = self.faits().of_replacer(me, time).filter(|r| !is_new || r.serves_probation(me, time));
                taken.map(|r| r.is_strong(me, time)).max()
            }
            code => {
                let stated = self.faits().of(sujet, me, agent.role == Role::Accueil, time);
                let stated = stated.filter(|f| f.code == code && (!is_new || f.serves_probation(me, time)));
                stated.map(|f| f.is_strong(me, agent.role, time)).max()
            }
        }
    }
}
