//! What a month cost to honest people: counts by role, compared with what is promised.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use droits::Role;
use serde::Serialize;

use super::suite::regle;
use super::{Motif, Options, Prend, Signal, Special};

/// Whose figures: a role, newcomers on probation apart, and those who read no dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Qui {
    Conseiller,
    Accueil,
    ReferentCollectif,
    Direction,
    Essai,
    Autres,
}

impl Qui {
    /// Those who read dossiers.
    pub const LECTEURS: [Qui; 5] = [Qui::Conseiller, Qui::Accueil, Qui::ReferentCollectif, Qui::Direction, Qui::Essai];

    /// Whose figures an agent's are.
    pub fn of(role: Role, en_essai: bool) -> Qui {
        match role {
            _ if en_essai => Qui::Essai,
            Role::Conseiller => Qui::Conseiller,
            Role::Accueil => Qui::Accueil,
            Role::ReferentCollectif => Qui::ReferentCollectif,
            Role::Direction => Qui::Direction,
            Role::Gestionnaire | Role::Dpo | Role::Vigie => Qui::Autres,
        }
    }

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Qui::Conseiller => "conseiller",
            Qui::Accueil => "accueil",
            Qui::ReferentCollectif => "referent_collectif",
            Qui::Direction => "direction",
            Qui::Essai => "essai",
            Qui::Autres => "autres",
        }
    }
}

/// Five minutes, milliseconds: longer, and she is blocked.
const BLOQUE: u64 = 5 * 60_000;

/// Wrong suspensions for a thousand agent-days, at most, in every role.
pub const SUSPENSIONS_MAX: f64 = 0.1;
/// Openings for one gesture, at least.
pub const OUVERTURES_PAR_GESTE_MIN: f64 = 50.0;
/// Human alerts for a thousand agent-days, at most.
pub const ALERTES_MAX: f64 = 1.0;
/// Share of openings strongly explained, at least.
pub const FORTES_MIN: f64 = 0.95;

/// Counts of one kind of agent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Compte {
    /// Days on which an agent did something.
    pub agent_jours: u64,
    /// Openings granted.
    pub ouvertures: u64,
    /// Of these, the first of that dossier that day.
    pub nouvelles: u64,
    /// Openings that a strong fact explains.
    pub fortes: u64,
    /// Those that none does, by what brought her in truth.
    pub sans_force: BTreeMap<&'static str, u64>,
    /// Gestures of a passkey, signing in left out.
    pub gestes: u64,
    /// Refusals, by the number of their rule.
    pub refus: BTreeMap<u8, u64>,
    /// Accounts cut: each wrongly.
    pub suspensions: u64,
    /// Alerts that a human looks at.
    pub alertes: u64,
    /// Agent-days on which somebody was kept from something for more than five minutes.
    pub bloques: u64,
    /// The longest of them, in minutes.
    pub plus_long_minutes: u64,
    /// Things that she did without.
    pub renoncements: u64,
    /// What stopped her for good, by the number of its rule.
    pub arrets: BTreeMap<u8, u64>,
    /// Agent-days on which the direction granted more dossiers, and on which nobody was there to grant them.
    pub rallonges: [u64; 2],
    /// Refusals (but of a tranche), gestures, alerts and agent-days, day by day.
    pub jours: Vec<[u64; 4]>,
}

/// The month's figures.
#[derive(Clone, Debug)]
pub struct Bilan {
    /// What was played.
    pub options: Options,
    /// By kind of agent.
    pub comptes: HashMap<Qui, Compte>,
    /// Demandes of each event.
    pub specials: BTreeMap<Special, u64>,
    /// Demandes about somebody who has left for another structure, which nobody makes.
    pub partis: u64,
    /// Entries written.
    pub entrees: u64,
    /// Lines of mandats, which are no openings.
    pub mandats: u64,
    /// Alerts for a human that concern nobody in particular.
    pub of_nobody: u64,
    /// What whoever watches said, by the number of its rule: all of it, for a human, taking something away.
    pub regles: BTreeMap<u8, [u64; 3]>,
    blocked: HashMap<(u32, usize), u64>,
}

impl Bilan {
    pub(super) fn new(options: Options) -> Bilan {
        let empty = || Compte { jours: vec![[0; 4]; options.jours], ..Compte::default() };
        let comptes = Qui::LECTEURS.into_iter().chain([Qui::Autres]).map(|qui| (qui, empty())).collect();
        let (specials, blocked) = (BTreeMap::new(), HashMap::new());
        let (partis, entrees, mandats, of_nobody, regles) = (0, 0, 0, 0, BTreeMap::new());
        Bilan { options, comptes, specials, partis, entrees, mandats, of_nobody, regles, blocked }
    }

    /// All who read dossiers, together.
    pub fn tous(&self) -> Compte {
        let mut all = Compte { jours: vec![[0; 4]; self.options.jours], ..Compte::default() };
        for compte in Qui::LECTEURS.iter().map(|qui| &self.comptes[qui]) {
            all.add(compte);
        }
        all
    }

    /// Whether the month is the one that the promises are about: the parameters' own volume and explanations.
    pub fn is_judged(&self) -> bool {
        let usual = Options::default();
        let of = |options: &Options| (options.volume, options.explique, options.mandats);
        of(&self.options) == of(&usual)
    }

    /// The promises that are not kept, in words.
    pub fn fautes(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for qui in Qui::LECTEURS.into_iter().chain([Qui::Autres]) {
            let (compte, key) = (&self.comptes[&qui], qui.key());
            let suspensions = compte.pour_mille(compte.suspensions);
            if suspensions > SUSPENSIONS_MAX {
                faults.push(format!("{key}: {suspensions:.2} wrong suspensions per 1,000 agent-days"));
            }
            if compte.bloques > 0 {
                let (days, longest) = (compte.bloques, compte.plus_long_minutes);
                faults.push(format!("{key}: blocked over 5 minutes on {days} agent-days, {longest} min at most"));
            }
        }
        let all = self.tous();
        if all.gestes as f64 * OUVERTURES_PAR_GESTE_MIN > all.ouvertures as f64 {
            faults.push(format!("{:.2} gestures per 50 openings", all.gestes_pour_50()));
        }
        let alertes = all.pour_mille(all.alertes + self.of_nobody);
        if alertes > ALERTES_MAX {
            faults.push(format!("{alertes:.2} human alerts per 1,000 agent-days"));
        }
        if all.part_forte() < FORTES_MIN {
            faults.push(format!("{:.1} % of openings strongly explained", 100.0 * all.part_forte()));
        }
        faults
    }

    /// The figures as a table.
    pub fn table(&self) -> String {
        let mut out = String::from(
            "qui                 agent-jours  ouvertures  nouvelles/j  fortes %  gestes/50  susp./1000  alertes/1000  bloqués  \
             le plus long  renoncés  refus pour 1000 agent-jours, par règle\n",
        );
        let all = self.tous();
        let others = self.comptes.get(&Qui::Autres).map(|c| ("autres", c)).filter(|(_, c)| c.suspensions > 0);
        let rows =
            Qui::LECTEURS.iter().map(|qui| (qui.key(), &self.comptes[qui])).chain(others).chain([("tous", &all)]);
        for (key, c) in rows {
            let refus: Vec<String> =
                c.refus.iter().map(|(rule, n)| format!("{rule}: {:.2}", c.pour_mille(*n))).collect();
            let refus = if refus.is_empty() { "aucun".to_owned() } else { refus.join(", ") };
            let _ = writeln!(
                out,
                "{key:<19} {:>11}  {:>10}  {:>11.1}  {:>8.2}  {:>9.2}  {:>10.2}  {:>12.2}  {:>7}  {:>8} min  {:>8}  {refus}",
                c.agent_jours,
                c.ouvertures,
                c.nouvelles as f64 / c.agent_jours.max(1) as f64,
                100.0 * c.part_forte(),
                c.gestes_pour_50(),
                c.pour_mille(c.suspensions),
                c.pour_mille(c.alertes),
                c.bloques,
                c.plus_long_minutes,
                c.renoncements,
            );
        }
        for qui in Qui::LECTEURS {
            let c = &self.comptes[&qui];
            let part = |n: u64| 100.0 * n as f64 / c.ouvertures.max(1) as f64;
            let parts: Vec<String> = c.sans_force.iter().map(|(m, n)| format!("{m} {:.2} %", part(*n))).collect();
            let _ = writeln!(out, "sans fait fort, {} : {}", qui.key(), parts.join(", "));
        }
        for (regle, [dites, humaines, prises]) in &self.regles {
            let rates = [dites, humaines, prises].map(|n| all.pour_mille(*n));
            let _ = writeln!(
                out,
                "vigie, règle {regle} : {:.2} alertes pour 1000 agent-jours, dont {:.2} pour un humain ; {:.2} prennent quelque chose",
                rates[0], rates[1], rates[2]
            );
        }
        let arrets: Vec<String> = all.arrets.iter().map(|(rule, n)| format!("{rule}: {n}")).collect();
        let [granted, missed] = all.rallonges;
        let _ = writeln!(
            out,
            "arrêts, par règle : {} ; rallonges : {granted} accordées, {missed} sans personne pour les accorder ; lignes de mandats : {}",
            if arrets.is_empty() { "aucun".to_owned() } else { arrets.join(", ") },
            self.mandats
        );
        let specials: Vec<String> = self.specials.iter().map(|(s, n)| format!("{} {n}", s.key())).collect();
        let _ = writeln!(out, "demandes d'un événement : {}", specials.join(", "));
        let _ = writeln!(out, "entrées : {} ; dossiers partis, non demandés : {}", self.entrees, self.partis);
        out
    }

    /// The figures as one JSON object.
    pub fn json(&self) -> serde_json::Value {
        let all = self.tous();
        let rows = Qui::LECTEURS.iter().map(|qui| (qui.key(), &self.comptes[qui])).chain([("tous", &all)]);
        let comptes: serde_json::Map<String, serde_json::Value> = rows
            .map(|(key, c)| {
                let mut row = serde_json::json!(c);
                row["fortes_part"] = serde_json::json!(c.part_forte());
                row["gestes_pour_50"] = serde_json::json!(c.gestes_pour_50());
                row["suspensions_pour_1000"] = serde_json::json!(c.pour_mille(c.suspensions));
                row["alertes_pour_1000"] = serde_json::json!(c.pour_mille(c.alertes));
                (key.to_owned(), row)
            })
            .collect();
        let specials: BTreeMap<&str, u64> = self.specials.iter().map(|(s, n)| (s.key(), *n)).collect();
        let regles: BTreeMap<String, [u64; 3]> = self.regles.iter().map(|(r, n)| (r.to_string(), *n)).collect();
        let Options { structures, jours, graine, volume, explique, mandats } = self.options;
        serde_json::json!({
            "structures": structures, "jours": jours, "graine": graine,
            "volume": volume as f64 / 1_000.0, "explique": explique.map(|share| share as f64 / 1_000.0),
            "mandats": mandats, "lignes_mandats": self.mandats, "vigie": regles, "alertes_de_personne": self.of_nobody,
            "comptes": comptes, "evenements": specials, "entrees": self.entrees,
            "juge": self.is_judged(), "fautes": self.fautes(),
        })
    }

    pub(super) fn agent_day(&mut self, qui: Qui, jour: usize) {
        let compte = self.of(qui);
        compte.agent_jours += 1;
        compte.bump(jour, 3);
    }

    pub(super) fn opened(&mut self, qui: Qui, is_new: bool, forte: bool, motif: Motif) {
        let compte = self.of(qui);
        compte.ouvertures += 1;
        compte.nouvelles += u64::from(is_new);
        compte.fortes += u64::from(forte);
        if !forte {
            *compte.sans_force.entry(motif.key()).or_default() += 1;
        }
    }

    pub(super) fn refused(&mut self, qui: Qui, jour: usize, regle: u8) {
        let compte = self.of(qui);
        *compte.refus.entry(regle).or_default() += 1;
        // A tranche that asks for its gesture is drawn as a gesture, and not twice.
        if regle != regle::TRANCHE {
            compte.bump(jour, 0);
        }
    }

    pub(super) fn gesture(&mut self, qui: Qui, jour: usize) {
        let compte = self.of(qui);
        compte.gestes += 1;
        compte.bump(jour, 1);
    }

    pub(super) fn alert(&mut self, qui: Qui, jour: usize) {
        let compte = self.of(qui);
        compte.alertes += 1;
        compte.bump(jour, 2);
    }

    pub(super) fn suspended(&mut self, qui: Qui) {
        self.of(qui).suspensions += 1;
    }

    /// What whoever watches said.
    pub(super) fn said(&mut self, signal: &Signal) {
        let counts = self.regles.entry(signal.regle).or_default();
        let marks = [true, signal.humain, signal.prend != Prend::Rien];
        counts.iter_mut().zip(marks).for_each(|(count, mark)| *count += u64::from(mark));
    }

    /// Nothing goes on from this refusal.
    pub(super) fn stopped(&mut self, qui: Qui, regle: u8) {
        *self.of(qui).arrets.entry(regle).or_default() += 1;
    }

    /// She asked for more dossiers than her day's.
    pub(super) fn asked_for_more(&mut self, qui: Qui, is_granted: bool) {
        self.of(qui).rallonges[usize::from(!is_granted)] += 1;
    }

    pub(super) fn given_up(&mut self, qui: Qui) {
        self.of(qui).renoncements += 1;
    }

    /// She was kept from something for so long, milliseconds.
    pub(super) fn waited(&mut self, qui: Qui, agent: u32, jour: usize, duree: u64) {
        let longest = self.blocked.entry((agent, jour)).or_default();
        let (was, is) = (*longest > BLOQUE, duree.max(*longest) > BLOQUE);
        *longest = duree.max(*longest);
        let compte = self.of(qui);
        compte.bloques += u64::from(is && !was);
        if duree > BLOQUE {
            compte.plus_long_minutes = compte.plus_long_minutes.max(duree / 60_000);
        }
    }

    fn of(&mut self, qui: Qui) -> &mut Compte {
        self.comptes.entry(qui).or_default()
    }
}

impl Compte {
    /// So many, for a thousand agent-days.
    pub fn pour_mille(&self, n: u64) -> f64 {
        1_000.0 * n as f64 / self.agent_jours.max(1) as f64
    }

    /// Share of openings that a strong fact explains.
    pub fn part_forte(&self) -> f64 {
        if self.ouvertures == 0 { 1.0 } else { self.fortes as f64 / self.ouvertures as f64 }
    }

    /// Gestures for fifty openings.
    pub fn gestes_pour_50(&self) -> f64 {
        50.0 * self.gestes as f64 / self.ouvertures.max(1) as f64
    }

    fn bump(&mut self, jour: usize, what: usize) {
        if let Some(day) = self.jours.get_mut(jour) {
            day[what] += 1;
        }
    }

    fn add(&mut self, other: &Compte) {
        self.agent_jours += other.agent_jours;
        self.ouvertures += other.ouvertures;
        self.nouvelles += other.nouvelles;
        self.fortes += other.fortes;
        for (motif, n) in &other.sans_force {
            *self.sans_force.entry(motif).or_default() += n;
        }
        self.gestes += other.gestes;
        self.suspensions += other.suspensions;
        self.alertes += other.alertes;
        self.bloques += other.bloques;
        self.plus_long_minutes = self.plus_long_minutes.max(other.plus_long_minutes);
        self.renoncements += other.renoncements;
        for (rule, n) in &other.arrets {
            *self.arrets.entry(*rule).or_default() += n;
        }
        self.rallonges.iter_mut().zip(other.rallonges).for_each(|(mine, theirs)| *mine += theirs);
        for (rule, n) in &other.refus {
            *self.refus.entry(*rule).or_default() += n;
        }
        for (mine, theirs) in self.jours.iter_mut().zip(&other.jours) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}
