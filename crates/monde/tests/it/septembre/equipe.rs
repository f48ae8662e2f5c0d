//! What keeps the staff able to act: the course, the review of accounts, and the quota that a direction asks in August.

use droits::Role;
use droits::habilitation::State;
use droits::habilitation::regles::{JOUR, QUOTA_LIFE_MAX, QUOTA_MAX};
use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::bureau::empty;
use super::calendrier::HEURE;
use super::deroule::{Automne, Pas};

impl Automne {
    pub fn train(&mut self, time: u64, who: usize) {
        let name = self.agents[who].name;
        // Refused only to who slept for so long that the account is closed: she is counted among those locked out.
        let _ = self.bureau.trains(time, name);
        if self.state(name, time) == State::Asleep {
            let waker = self.waker(who);
            let at = self.later(waker, time, 4 * HEURE, 1.0);
            self.plan(at, Pas::Reveil(who));
        }
    }

    pub fn wake(&mut self, time: u64, who: usize) {
        let (actor, object) = (self.agents[self.waker(who)].name, self.agents[who].name);
        if self.bureau.signs(time, Entry { actor, object, ..empty(Kind::Waking, time) }).is_err() && self.is_going_on()
        {
            self.plan(time + 2 * HEURE, Pas::Reveil(who));
        }
    }

    pub fn review(&mut self, time: u64, who: usize) {
        let lieu = &self.lieux[self.agents[who].lieu];
        let is_hers = matches!(self.agents[who].role, Role::Direction | Role::Gestionnaire);
        let reviewer = if is_hers { lieu.dpo } else { lieu.direction };
        let presence = &self.agents[reviewer].presence;
        if !presence.is_at_work(time) {
            return self.plan(presence.next(time), Pas::Revue(who));
        }
        let _ = self.bureau.certifies(time, self.agents[reviewer].name, self.agents[who].name);
    }

    pub fn ask_quota(&mut self, time: u64, lieu: usize) {
        let actor = self.agents[self.lieux[lieu].direction].name;
        self.bureau.signs(time, self.quota(time, lieu, actor)).expect("a direction asks for her own");
        let by = self.lieux[(lieu + 1) % self.lieux.len()].direction;
        let at = self.later(by, time, 4 * HEURE, 1.0);
        self.plan(at, Pas::Accord(by, lieu));
    }

    pub fn grant_quota(&mut self, time: u64, by: usize, lieu: usize) {
        let actor = self.agents[by].name;
        let asked = self.bureau.registre.quota_asked(&self.lieux[lieu].code).map(|(_, _, until)| until);
        let entry = Entry { until: asked.expect("it was asked"), ..self.quota(time, lieu, actor) };
        if self.bureau.signs(time, entry).is_err() {
            self.plan(self.agents[by].presence.next(time + JOUR), Pas::Accord(by, lieu));
        }
    }

    fn quota(&self, time: u64, lieu: usize, actor: Pseudonym) -> Entry {
        let expected = self.arrivees.iter().filter(|a| a.lieu == lieu).count() as u32;
        let (structure, count) = (self.lieux[lieu].code, expected.clamp(5, QUOTA_MAX));
        Entry { actor, structure, count, until: time + QUOTA_LIFE_MAX, ..empty(Kind::Quota, time) }
    }

    fn waker(&self, who: usize) -> usize {
        let lieu = &self.lieux[self.agents[who].lieu];
        if who == lieu.direction { lieu.gestionnaires[0] } else { lieu.direction }
    }
}
