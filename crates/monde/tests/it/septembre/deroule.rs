//! The autumn, event after event: everybody looks at her desk when she is at work, and the fold decides.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use droits::Role;
use droits::habilitation::State;
use droits::habilitation::regles::{DRAWS_MAX, JOUR, REDRAW_AFTER};
use droits::registre::Void;
use jiff::civil::date;
use journal::entry::Pseudonym;
use monde::personnes::Alea;

use super::bilan::Bilan;
use super::bureau::Bureau;
use super::calendrier::{HEURE, MINUTE, civil, instant, is_worked, lognormal, worked_days};
use super::gens::{Agent, Arrivee, Lieu, arrivees, staff};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pas {
    Semaine(usize),
    Reprise(usize),
    Reveil(usize),
    Revue(usize),
    Demande(usize),
    Accord(usize, usize),
    Connue(usize),
    Bureau(usize),
    Tirage(usize),
    Avis(usize, usize, u32),
    Reprendre(usize, usize),
    Parrainage(usize),
    Cours(usize),
    Ouverture(usize),
    Heure,
}

/// The people, their desks, and what comes next.
pub struct Automne {
    pub bureau: Bureau,
    pub alea: Alea,
    pub lieux: Vec<Lieu>,
    pub agents: Vec<Agent>,
    pub arrivees: Vec<Arrivee>,
    /// Known, and not proposed yet, by structure.
    piles: Vec<Vec<usize>>,
    proposed: Vec<u64>,
    approvals: Vec<u64>,
    /// Until when each parrain is with somebody.
    busy: Vec<u64>,
    agenda: BinaryHeap<Reverse<(u64, u64, Pas)>>,
    planned: u64,
    pub bilan: Bilan,
}

/// Plays it; `is_raised`: whether directions asked in August for the quota of the season.
pub fn play(graine: u64, is_raised: bool) -> Bilan {
    let begin = instant(date(2026, 7, 15), 9 * 60);
    let mut bureau = Bureau::new(begin);
    let mut alea = Alea::new(graine, "32", 0, "septembre");
    let (lieux, agents) = staff(&mut bureau, &mut alea, begin);
    let arrivees = arrivees(&mut bureau, &mut alea, &lieux);
    let mut automne = Automne {
        piles: vec![Vec::new(); lieux.len()],
        proposed: vec![0; arrivees.len()],
        approvals: vec![0; agents.len()],
        busy: vec![0; agents.len()],
        agenda: BinaryHeap::new(),
        planned: 0,
        bilan: Bilan::default(),
        bureau,
        alea,
        lieux,
        agents,
        arrivees,
    };
    automne.plan_all(begin, is_raised);
    automne.run();
    automne.bilan.approbations_max = automne.approvals.iter().copied().max().unwrap_or(0);
    automne.bilan
}

impl Automne {
    fn plan_all(&mut self, begin: u64, is_raised: bool) {
        for who in 0..self.agents.len() {
            self.plan(self.agents[who].presence.next(begin), Pas::Semaine(who));
            // A reminder comes 30 days before the certificate ends; people take the course when they find the time.
            let reminder = self.agents[who].formation.saturating_sub(30 * JOUR).max(begin);
            let at = self.later(who, reminder, 27 * HEURE, 1.0);
            self.plan(at, Pas::Reprise(who));
            self.plan(begin + 85 * JOUR, Pas::Revue(who));
        }
        let august = instant(date(2026, 8, 17), 9 * 60);
        for lieu in (0..self.lieux.len()).filter(|lieu| is_raised && self.lieux[*lieu].taille > 0).collect::<Vec<_>>() {
            let at = self.later(self.lieux[lieu].direction, august, 4 * HEURE, 1.0);
            self.plan(at, Pas::Demande(lieu));
        }
        for n in 0..self.arrivees.len() {
            self.plan(self.arrivees[n].connue, Pas::Connue(n));
        }
        self.plan(august, Pas::Heure);
    }

    fn run(&mut self) {
        // Whoever has not begun by then is missing from the figures, which the test sees.
        let end = instant(date(2026, 12, 18), 17 * 60);
        while let Some(Reverse((time, _, pas))) = self.agenda.pop() {
            if time > end || !self.is_going_on() {
                break;
            }
            self.bureau.tick(time);
            match pas {
                Pas::Semaine(who) => self.week(time, who),
                Pas::Reprise(who) => self.train(time, who),
                Pas::Reveil(who) => self.wake(time, who),
                Pas::Revue(who) => self.review(time, who),
                Pas::Demande(lieu) => self.ask_quota(time, lieu),
                Pas::Accord(by, lieu) => self.grant_quota(time, by, lieu),
                Pas::Connue(n) => self.known(time, n),
                Pas::Bureau(who) => self.desk(time, who),
                Pas::Tirage(n) => self.draw(time, n),
                Pas::Avis(n, who, round) => self.answer(time, n, who, round),
                Pas::Reprendre(n, who) => self.begin_again(time, n, who),
                Pas::Parrainage(n) => self.vouch(time, n),
                Pas::Cours(n) => self.course(time, n),
                Pas::Ouverture(n) => self.open(time, n),
                Pas::Heure => self.look(time),
            }
        }
    }

    /// Whoever works signs in at least once a week.
    fn week(&mut self, time: u64, who: usize) {
        let _ = self.bureau.enters(time, self.agents[who].name);
        if self.is_going_on() {
            self.plan(self.agents[who].presence.next(time + 7 * JOUR), Pas::Semaine(who));
        }
    }

    fn known(&mut self, time: u64, n: usize) {
        let lieu = self.arrivees[n].lieu;
        self.piles[lieu].push(n);
        self.piles[lieu].sort_by_key(|n| self.arrivees[*n].debut);
        for who in self.lieux[lieu].gestionnaires.clone() {
            let at = self.later(who, time, 2 * HEURE, 1.0);
            self.plan(at, Pas::Bureau(who));
        }
    }

    /// A gestionnaire proposes the first of the pile; each takes her ten minutes.
    fn desk(&mut self, time: u64, who: usize) {
        let lieu = self.agents[who].lieu;
        let Some(n) = self.piles[lieu].first().copied() else { return };
        let (actor, object) = (self.agents[who].name, self.arrivees[n].name);
        match self.bureau.proposes(time, actor, object) {
            Ok(()) => {
                self.piles[lieu].remove(0);
                self.proposed[n] = time;
                self.bilan.etapes[0].push((time - self.arrivees[n].connue) / MINUTE);
                self.plan(time + MINUTE, Pas::Tirage(n));
                self.plan(self.agents[who].presence.after(time, 10 * MINUTE), Pas::Bureau(who));
            }
            // Two wait already: she comes back when one is approved.
            Err(Void::Quota) => drop(self.bilan.deux_en_attente.insert(object)),
            Err(_) => self.plan(self.agents[who].presence.after(time, 2 * HEURE), Pas::Bureau(who)),
        }
    }

    /// The coffre draws, and again after a day of silence, Sundays included: it knows nothing of working hours.
    fn draw(&mut self, time: u64, n: usize) {
        let object = self.arrivees[n].name;
        let Some(demande) = self.bureau.registre.habilitation(&object) else { return };
        if demande.is_pending(time) && demande.round == DRAWS_MAX {
            let silent = demande.drawn.is_empty() || time > demande.drawn_at + REDRAW_AFTER;
            let proposer = self.agents.iter().position(|a| a.name == demande.proposer).filter(|_| silent);
            let at = proposer.map(|who| (self.later(who, time, 2 * HEURE, 1.0), who));
            return at.into_iter().for_each(|(at, who)| self.plan(at, Pas::Reprendre(n, who)));
        }
        if !self.bureau.registre.at(time).awaits_draw(demande) {
            return;
        }
        self.bureau.draws(time, object).expect("the coffre draws what awaits");
        let demande = self.bureau.registre.habilitation(&object).expect("it waits");
        let (round, drawn, is_ceremony) = (demande.round, demande.drawn.clone(), demande.is_ceremony);
        self.bilan.ceremonies += u64::from(is_ceremony);
        if round > 1 {
            self.bilan.retirages += 1;
            self.bilan.retirages_chomes += u64::from(!is_worked(civil(time).0));
            self.bilan.retirees.insert(object);
            self.bilan.derniers_tirages += u64::from(round == DRAWS_MAX);
        }
        for name in drawn {
            let who = self.agents.iter().position(|a| a.name == name).expect("one of the staff");
            let at = self.later(who, time, 2 * HEURE, 1.0);
            self.plan(at, Pas::Avis(n, who, round));
        }
        self.plan(time + REDRAW_AFTER + MINUTE, Pas::Tirage(n));
    }

    /// Five draws led nowhere and the demand has ended: the proposer makes another.
    fn begin_again(&mut self, time: u64, n: usize, who: usize) {
        let demande = self.bureau.registre.habilitation(&self.arrivees[n].name);
        if demande.is_none_or(|demande| demande.approved_at.is_some()) {
            return;
        }
        if demande.is_some_and(|demande| !demande.is_expired(time)) {
            return self.plan(self.agents[who].presence.after(time, 2 * HEURE), Pas::Reprendre(n, who));
        }
        self.bilan.recommencees += 1;
        self.arrivees[n].name = self.bureau.name();
        self.arrivees[n].connue = time;
        self.known(time, n);
    }

    fn answer(&mut self, time: u64, n: usize, who: usize, round: u32) {
        let (actor, object) = (self.agents[who].name, self.arrivees[n].name);
        let is_hers = |h: &droits::habilitation::Habilitation| h.round == round && h.drawn.contains(&actor);
        if !self.bureau.registre.habilitation(&object).is_some_and(is_hers) {
            return;
        }
        let is_able = !self.alea.chance(30);
        if self.bureau.answers(time, actor, object, is_able).is_err() {
            return;
        }
        if !is_able {
            return self.plan(time + MINUTE, Pas::Tirage(n));
        }
        self.approvals[who] += 1;
        self.bilan.etapes[1].push((time - self.proposed[n]) / MINUTE);
        let first = instant(self.arrivees[n].debut, 9 * 60);
        self.plan(self.arrivees[n].presence.next(time.max(first)), Pas::Parrainage(n));
        for who in self.lieux[self.arrivees[n].lieu].gestionnaires.clone() {
            let at = self.later(who, time, HEURE, 1.0);
            self.plan(at, Pas::Bureau(who));
        }
    }

    /// Whoever of the structure may vouch, is at work and free: the one who vouched least.
    fn vouch(&mut self, time: u64, n: usize) {
        let object = self.arrivees[n].name;
        let lieu = &self.lieux[self.arrivees[n].lieu];
        let Some(demande) = self.bureau.registre.habilitation(&object) else { return };
        let here = lieu.parrains.iter().chain([&lieu.direction]).copied();
        let here: Vec<usize> =
            here.filter(|who| self.agents[*who].presence.is_at_work(time) && self.busy[*who] <= time).collect();
        let answers: Vec<_> =
            here.iter().map(|who| self.bureau.registre.at(time).may_vouch(&self.agents[*who].name, demande)).collect();
        if let Some(place) = answers.iter().position(Result::is_ok) {
            let who = here[place];
            self.busy[who] = time + 20 * MINUTE;
            self.bureau.vouches(time, self.agents[who].name, object).expect("she may");
            let first = instant(self.arrivees[n].debut, 9 * 60);
            self.bilan.etapes[2].push((time - self.arrivees[n].presence.next(first)) / MINUTE);
            let at = self.newcomer_later(n, time, 3 * HEURE);
            self.plan(at, Pas::Cours(n));
            return;
        }
        let has_room = self.bureau.registre.at(time).has_room(demande.proposer, demande.structure);
        match answers.contains(&Err(Void::Quota)) {
            true if has_room => self.bilan.quota_parrains.insert(object),
            true => self.bilan.quota_comptes.insert(object),
            false => self.bilan.sans_parrain.insert(object),
        };
        let again = self.arrivees[n].presence.after(time, 20 * MINUTE);
        self.plan(again, Pas::Parrainage(n));
    }

    fn course(&mut self, time: u64, n: usize) {
        let name = self.arrivees[n].name;
        self.bureau.trains(time, name).expect("she takes the course while she waits");
        let from = self.bureau.registre.agent(&name).and_then(|a| a.opens_from()).expect("her keys are bound");
        self.plan(self.arrivees[n].presence.next(from.max(time)), Pas::Ouverture(n));
    }

    fn open(&mut self, time: u64, n: usize) {
        let name = self.arrivees[n].name;
        self.bureau.opens(time, name).expect("cooled, trained: her first dossier opens");
        self.bilan.jours.push(worked_days(self.arrivees[n].debut, civil(time).0));
    }

    /// Every hour: whom does each demand wait for, and could she act?
    fn look(&mut self, time: u64) {
        let registre = self.bureau.registre.at(time);
        for demande in registre.habilitations().filter(|h| h.is_pending(time) && !h.is_ceremony) {
            if demande.drawn.iter().any(|who| registre.may_approve(demande, who).is_err()) {
                self.bilan.attend_bloque.insert(demande.object);
            }
        }
        let asleep = |a: &&Agent| a.role == Role::Gestionnaire && self.state(a.name, time) != State::Active;
        let blocked: Vec<Pseudonym> = self.agents.iter().filter(asleep).map(|a| a.name).collect();
        self.bilan.bloques.extend(blocked);
        if self.is_going_on() {
            self.plan(time + HEURE, Pas::Heure);
        }
    }

    pub fn is_going_on(&self) -> bool {
        self.bilan.jours.len() < self.arrivees.len()
    }

    pub fn state(&self, name: Pseudonym, time: u64) -> State {
        self.bureau.registre.agent(&name).expect("one of the staff").state(time)
    }

    /// When a member of the staff gets to something: her own time at work, the median given.
    pub fn later(&mut self, who: usize, from: u64, median: u64, sigma: f64) -> u64 {
        let work = lognormal(&mut self.alea, median, sigma);
        self.agents[who].presence.after(from, work)
    }

    fn newcomer_later(&mut self, n: usize, from: u64, median: u64) -> u64 {
        let work = lognormal(&mut self.alea, median, 1.0);
        self.arrivees[n].presence.after(from, work)
    }

    pub fn plan(&mut self, time: u64, pas: Pas) {
        self.planned += 1;
        self.agenda.push(Reverse((time, self.planned, pas)));
    }
}
