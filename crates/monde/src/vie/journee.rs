//! Ordinary days: each agent's openings, with the facts that stand behind them, her lists and what she shows or prints.

use droits::Role;
use droits::budget::explanation;

use super::cadre::{JOUR, MINUTE, Presence, debut, minuit, moment, moments};
use super::parametres::parametres;
use super::reseau::Reseau;
use super::tirage::{compte, part, un};
use super::{Demande, Motif, Options, Quoi, Special};
use crate::personnes::Alea;

/// When what was said before the month is written: two days before its first.
pub const AVANT: u64 = 2 * JOUR;

/// Every agent's ordinary days, in no order.
pub fn ordinaires(reseau: &Reseau, options: &Options) -> Vec<Demande> {
    let mut mois = Mois::new(reseau, options);
    for structure in 0..reseau.structures.len() {
        let replaced = mois.replacements(structure);
        for agent in reseau.structures[structure].agents.clone() {
            mois.begins(agent);
            for jour in (0..options.jours).filter(|jour| reseau.presence(agent, *jour) == Presence::La) {
                mois.day(agent, jour, &replaced);
            }
        }
    }
    mois.out
}

/// A colleague's portefeuille taken over: by whom, whose, from which day to which, excluded.
pub struct Reprise {
    par: u32,
    de: u32,
    jours: std::ops::Range<usize>,
}

/// The month as it is being made.
pub struct Mois<'a> {
    pub reseau: &'a Reseau,
    pub options: &'a Options,
    pub out: Vec<Demande>,
    nouveau: u32,
}

/// Something that happens to an agent at a time.
#[derive(Clone, Copy)]
pub struct Ici {
    pub agent: u32,
    pub jour: usize,
    pub temps: u64,
    pub special: Option<Special>,
}

impl<'a> Mois<'a> {
    pub fn new(reseau: &'a Reseau, options: &'a Options) -> Mois<'a> {
        Mois { reseau, options, out: Vec::new(), nouveau: reseau.premier_nouveau }
    }

    /// A new count of openings at the volume asked for.
    pub fn count(&self, alea: &mut Alea, moyenne: u64) -> u64 {
        compte(alea, moyenne * self.options.volume, *parametres().rythme.forme)
    }

    fn day(&mut self, agent: u32, jour: usize, replaced: &[Reprise]) {
        let p = parametres();
        let (role, allure) = (self.reseau.agents[agent as usize].role, self.pace(agent, jour));
        let mean = p.rythme.of(role);
        if mean == 0 {
            return;
        }
        let mut alea = Alea::new(self.options.graine, "vie", u64::from(agent) * 64 + jour as u64, "journee");
        let heavy = if alea.chance(*p.rythme.lourde_pour_mille) { *p.rythme.lourde_pour_cent } else { 100 };
        let n = compte(&mut alea, mean * allure * heavy * self.options.volume / 10_000, *p.rythme.forme);
        let poids = self.weights(agent, jour);
        let special = (jour + 1 >= *p.evenements.rentree_jour as usize).then_some(Special::Rentree);
        for at in moments(&mut alea, n) {
            let ici = Ici { agent, jour, temps: minuit(jour) + at, special };
            let motif = Motif::ORDINAIRES[alea.weighted(&poids)];
            let (motif, personne) = self.reason(&mut alea, ici, motif, replaced);
            if alea.chance(*p.motifs.erreur_pour_mille) {
                let wrong = self.anybody(&mut alea, agent);
                self.push(Ici { temps: ici.temps - 9_000, ..ici }, Quoi::Ouvre(wrong), Motif::Erreur);
            }
            self.opens(&mut alea, ici, motif, personne);
        }
        self.lists(&mut alea, agent, jour, heavy);
    }

    /// Her own pace, the day of the week, September, in hundredths.
    fn pace(&self, agent: u32, jour: usize) -> u64 {
        let p = parametres();
        let a = &self.reseau.agents[agent as usize];
        let season = match jour + 1 >= *p.evenements.rentree_jour as usize {
            true => *p.evenements.rentree_contacts_pour_cent,
            false => 100,
        };
        let new = if a.en_essai { *p.equipe.essai_allure_pour_cent } else { 100 };
        a.allure * p.calendrier.semaine_pour_cent[jour % 5] * season * new / 1_000_000
    }

    /// Shares of what brings her, once as much is unexplained as the options say.
    fn weights(&self, agent: u32, jour: usize) -> [u64; 10] {
        let p = parametres();
        let a = &self.reseau.agents[agent as usize];
        let mut poids = p.motifs.of(a.role, a.en_essai).poids().map(|part| part * 1_000);
        if jour + 1 >= *p.evenements.rentree_jour as usize {
            poids[7] = poids[7] * *p.evenements.rentree_creations_pour_cent / 100;
        }
        let usual = 1_000 - *p.motifs.fortes_pour_mille - *p.motifs.autres_pour_mille;
        let asked = |share: u64| (1_000 - share).saturating_sub(*p.motifs.autres_pour_mille);
        let asked = self.options.explique.map_or(usual, asked);
        let weak: u64 = poids[8] + poids[9];
        let strong: u64 = poids[..8].iter().sum();
        let wanted = (weak * asked / usual).min(weak + strong);
        for part in &mut poids[8..] {
            *part = *part * wanted / weak.max(1);
        }
        for part in &mut poids[..8] {
            *part = *part * (weak + strong - wanted) / strong.max(1);
        }
        poids
    }

    /// Whom she opens for this motive, once the fact behind it is stated. A motive that cannot be (nobody is replaced) is another.
    fn reason(&mut self, alea: &mut Alea, ici: Ici, motif: Motif, replaced: &[Reprise]) -> (Motif, u32) {
        let structure = self.reseau.agents[ici.agent as usize].structure;
        let siens = self.reseau.agents[ici.agent as usize].siens.clone();
        let hers = |alea: &mut Alea| siens.start + alea.below(u64::from(siens.end - siens.start)) as u32;
        let other = self.anybody(alea, ici.agent);
        match motif {
            Motif::Portefeuille if !siens.is_empty() => (motif, hers(alea)),
            Motif::Remplacement => {
                let mine: Vec<&Reprise> =
                    replaced.iter().filter(|r| r.par == ici.agent && r.jours.contains(&ici.jour)).collect();
                if mine.is_empty() {
                    let fallback = if siens.is_empty() { Motif::Aucun } else { Motif::Portefeuille };
                    return (fallback, if siens.is_empty() { other } else { hers(alea) });
                }
                let away = &self.reseau.agents[alea.pick(&mine).de as usize].siens;
                (motif, away.start + alea.below(u64::from(away.end - away.start)) as u32)
            }
            Motif::RendezVous => (motif, self.booked(alea, ici, explanation::RENDEZ_VOUS, other)),
            Motif::Atelier => (motif, self.booked(alea, ici, explanation::ATELIER, other)),
            Motif::Ticket => {
                let ago = un(alea, &parametres().faits.ticket_minutes) * MINUTE;
                let by = self.desk(alea, ici);
                self.says(ici, by, explanation::TICKET, other, ago, JOUR);
                (motif, other)
            }
            Motif::Appel => {
                let p = &parametres().faits;
                let ago = un(alea, &p.appel_minutes) * MINUTE;
                let by = self.colleague(alea, ici, *p.appel_par_soi_pour_mille);
                self.says(ici, by, explanation::APPEL, other, ago, JOUR);
                (motif, other)
            }
            Motif::Affectation => {
                // Somebody whom nobody followed: who comes back, or comes from elsewhere.
                let all = &self.reseau.structures[structure];
                let other = all.suivis.end + alea.below(u64::from(all.dossiers.end - all.suivis.end)) as u32;
                let by = self.reseau.presents(structure, Role::Direction, ici.jour);
                match by.first() {
                    Some(by) => self.says(ici, *by, explanation::AFFECTATION, other, 30 * MINUTE, 800 * JOUR),
                    // The direction is away: it was said before the month.
                    None => self.said_before(ici, explanation::AFFECTATION, other, 800 * JOUR),
                }
                (motif, other)
            }
            Motif::Creation => {
                self.nouveau += 1;
                (motif, self.nouveau - 1)
            }
            Motif::Faible => {
                self.says(ici, ici.agent, explanation::RENDEZ_VOUS, other, 2 * MINUTE, JOUR);
                (motif, other)
            }
            _ => (Motif::Aucun, other),
        }
    }

    /// A rendez-vous or an enrolment, made days before by a colleague or by herself.
    fn booked(&mut self, alea: &mut Alea, ici: Ici, code: u8, personne: u32) -> u32 {
        let p = &parametres().faits;
        let en_essai = self.reseau.agents[ici.agent as usize].en_essai;
        let least = if en_essai { *p.rdv_essai_jours_min } else { 0 };
        let before = un(alea, &p.rdv_avance_jours).max(least) as usize;
        let is_others = alea.chance(*p.rdv_par_autrui_pour_mille) || en_essai;
        let Some(day) = ici.jour.checked_sub(before) else {
            self.said_before(ici, code, personne, self.until(ici));
            return personne;
        };
        let there = |agent: u32| self.reseau.presence(agent, day) == Presence::La;
        let by = if !is_others && there(ici.agent) { ici.agent } else { self.desk(alea, Ici { jour: day, ..ici }) };
        if en_essai && by == ici.agent {
            // Nobody else was there that day: it was made before.
            self.said_before(ici, code, personne, self.until(ici));
            return personne;
        }
        let temps = minuit(day) + moment(alea);
        let until = minuit(ici.jour) + JOUR;
        self.fact(Ici { temps, ..ici }, by, code, personne, ici.agent, until);
        personne
    }

    /// Who answers at the desk that day: somebody of the front desk, else whoever is there, else herself.
    pub fn desk(&self, alea: &mut Alea, ici: Ici) -> u32 {
        let me = &self.reseau.agents[ici.agent as usize];
        let there = self.reseau.presents(me.structure, Role::Accueil, ici.jour);
        if me.role == Role::Accueil && there.iter().all(|agent| *agent == ici.agent) {
            return ici.agent;
        }
        self.colleague(alea, ici, *parametres().faits.ticket_par_soi_pour_mille)
    }

    /// A colleague who is there that day, of the front desk first; at the desk, herself as often as these thousandths say.
    fn colleague(&self, alea: &mut Alea, ici: Ici, par_soi: u64) -> u32 {
        let me = &self.reseau.agents[ici.agent as usize];
        let mut there = self.reseau.presents(me.structure, Role::Accueil, ici.jour);
        if me.role == Role::Accueil && alea.chance(par_soi) {
            return ici.agent;
        }
        there.retain(|agent| *agent != ici.agent);
        for role in [Role::ReferentCollectif, Role::Conseiller] {
            if there.is_empty() {
                there = self.reseau.presents(me.structure, role, ici.jour);
                there.retain(|agent| *agent != ici.agent);
            }
        }
        if there.is_empty() { ici.agent } else { alea.pick(&there) }
    }

    /// Somebody of the structure whom it follows.
    pub fn anybody(&self, alea: &mut Alea, agent: u32) -> u32 {
        let all = &self.reseau.structures[self.reseau.agents[agent as usize].structure].suivis;
        all.start + alea.below(u64::from(all.end - all.start)) as u32
    }

    /// A fact stated so long ago, but within her working day.
    pub fn says(&mut self, ici: Ici, par: u32, code: u8, personne: u32, ago: u64, lasts: u64) {
        let opens = minuit(ici.jour) + *parametres().calendrier.ouverture * MINUTE;
        let temps = ici.temps.saturating_sub(ago).max(opens.min(ici.temps - 1_000));
        self.fact(Ici { temps, ..ici }, par, code, personne, ici.agent, temps + lasts);
    }

    /// A fact of before the month, in the words of the direction.
    pub fn said_before(&mut self, ici: Ici, code: u8, personne: u32, until: u64) {
        let structure = &self.reseau.structures[self.reseau.agents[ici.agent as usize].structure];
        let temps = debut() - AVANT;
        self.fact(Ici { temps, ..ici }, structure.agents.start, code, personne, ici.agent, until.max(temps + until));
    }

    pub fn fact(&mut self, ici: Ici, par: u32, code: u8, personne: u32, pour: u32, jusqua: u64) {
        let quoi = Quoi::Dit { code, personne, pour, de: pour, jusqua };
        self.push(Ici { agent: par, ..ici }, quoi, Motif::Service);
    }

    /// The opening, what follows it within the day, and what it shows besides.
    pub fn opens(&mut self, alea: &mut Alea, ici: Ici, motif: Motif, personne: u32) {
        let p = parametres();
        if motif == Motif::Creation {
            self.push(Ici { temps: ici.temps - 1_000, ..ici }, Quoi::Cree(personne), motif);
        }
        self.push(ici, Quoi::Ouvre(personne), motif);
        let again = match motif {
            Motif::Faible | Motif::Aucun => *p.rythme.reouverture_faible_pour_mille,
            _ if self.reseau.agents[ici.agent as usize].role == Role::Accueil => {
                *p.rythme.reouverture_accueil_pour_mille
            }
            _ => *p.rythme.reouverture_forte_pour_mille,
        };
        if alea.chance(again) {
            let later = alea.between(2, 45) * MINUTE;
            self.push(Ici { temps: ici.temps + later, ..ici }, Quoi::Ouvre(personne), motif);
        }
        let shows = self.reseau.agents[ici.agent as usize].role.accompanies();
        for (share, quoi) in [
            (*p.gestes.revelation_pour_mille, Quoi::Revele(personne)),
            (*p.gestes.impression_pour_mille, Quoi::Imprime(personne)),
        ] {
            if shows && alea.chance(share) {
                self.push(Ici { temps: ici.temps + alea.between(20, 400) * 1_000, ..ici }, quoi, motif);
            }
        }
    }

    /// `heavy`: how heavy her day is, in hundredths.
    fn lists(&mut self, alea: &mut Alea, agent: u32, jour: usize, heavy: u64) {
        let pages = parametres().listes.of(self.reseau.agents[agent as usize].role);
        let same = if heavy > 100 { *parametres().rythme.lourde_pages_pour_cent } else { heavy };
        for (mean, sizes, cherchee, share) in
            [(*pages.pages, &pages.personnes, false, same), (*pages.recherches, &pages.trouvees, true, heavy)]
        {
            let usual = alea.between(mean / 2, mean + mean / 2);
            for n in 0..part(alea, usual, share * self.options.volume / 100) {
                let personnes = un(alea, sizes) as u16;
                let seen = if n == 0 { 0 } else { *parametres().listes.communes.deja_vues_pour_mille };
                let nouvelles = (0..personnes).filter(|_| !alea.chance(seen)).count() as u16;
                let temps = minuit(jour) + moment(alea);
                let quoi = Quoi::Liste { personnes, nouvelles, cherchee };
                self.push(Ici { agent, jour, temps, special: None }, quoi, Motif::Service);
            }
        }
    }

    /// Planned absences, and who answers for whom: stated by the direction the working day before, or before the month.
    fn replacements(&mut self, structure: usize) -> Vec<Reprise> {
        let mut all = Vec::new();
        for de in self.reseau.structures[structure].agents.clone() {
            let is_conseiller = self.reseau.agents[de as usize].role == Role::Conseiller;
            let mut jour = 0;
            while jour < self.options.jours {
                let from = jour;
                while jour < self.options.jours && self.reseau.presence(de, jour) == Presence::Absente {
                    jour += 1;
                }
                if jour > from && is_conseiller {
                    all.extend(self.replacement(structure, de, from..jour));
                }
                jour += 1;
            }
        }
        all
    }

    fn replacement(&mut self, structure: usize, de: u32, jours: std::ops::Range<usize>) -> Option<Reprise> {
        let p = &parametres().calendrier;
        let rang = u64::from(de) * 64 + jours.start as u64;
        let mut alea = Alea::new(self.options.graine, "vie", rang, "remplacement");
        let mut there = self.reseau.presents(structure, Role::Conseiller, jours.start);
        there.retain(|agent| *agent != de);
        if there.is_empty() || !alea.chance(*p.remplacement_prevu_pour_mille) {
            return None;
        }
        let par = alea.pick(&there);
        let direction = self.reseau.structures[structure].agents.start;
        let day = (0..jours.start).rev().find(|jour| self.reseau.presence(direction, *jour) == Presence::La);
        let temps = day.map_or(debut() - AVANT, |day| minuit(day) + moment(&mut alea));
        let jusqua = minuit(jours.end - 1) + JOUR;
        let quoi = Quoi::Dit { code: explanation::REMPLACEMENT, personne: u32::MAX, pour: par, de, jusqua };
        let ici = Ici { agent: direction, jour: jours.start, temps, special: None };
        self.push(ici, quoi, Motif::Service);
        Some(Reprise { par, de, jours })
    }

    /// A newcomer is entrusted with her people before the month.
    fn begins(&mut self, agent: u32) {
        let a = &self.reseau.agents[agent as usize];
        if !a.en_essai {
            return;
        }
        let ici = Ici { agent, jour: 0, temps: 0, special: None };
        for personne in a.siens.clone() {
            self.said_before(ici, explanation::AFFECTATION, personne, 800 * JOUR);
        }
    }

    fn until(&self, ici: Ici) -> u64 {
        minuit(ici.jour) + JOUR
    }

    pub fn push(&mut self, ici: Ici, quoi: Quoi, motif: Motif) {
        self.out.push(Demande { temps: ici.temps, agent: ici.agent, quoi, motif, special: ici.special });
    }
}
