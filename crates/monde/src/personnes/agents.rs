//! The team of a fictional mission locale: who, where, and when away.

use super::Monde;
use super::alea::Alea;
use super::{AUJOURDHUI, Jour};
use crate::donnees::Structure;
use crate::{communes, noms};

/// An invented agent. Real missions locales have real agents: mail is in `.example`, so that nobody is ever written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentFictif {
    /// Key of the role, as `conseiller`.
    pub role: &'static str,
    /// Whether feminine forms are used.
    pub feminin: bool,
    /// Given name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// Work address, unique in the structure.
    pub mail: String,
    /// Where she sits: one of [`Monde::sites`].
    pub site: String,
    /// Whether she may vouch for a newcomer: the last of the conseillers, besides the direction.
    pub is_parrain: bool,
    /// Days away, both ends included, in order.
    pub absences: Vec<(Jour, Jour)>,
}

/// Active dossiers that a conseiller follows, on average at most: a portefeuille has 80 to 150.
pub const DOSSIERS_PAR_CONSEILLER: u64 = 115;

/// Dossiers for which a structure opens one more place.
const DOSSIERS_PAR_SITE: u64 = 1_500;

/// Places of the smallest structure: it has permanences around.
const SITES_MIN: u64 = 3;

impl Monde {
    /// The team, conseillers first: `agents()[referent(i)]` is the conseiller of dossier `i`.
    pub fn agents(&self) -> Vec<AgentFictif> {
        let conseillers = self.charges.len() as u64;
        // One person at the front desk and one workshop leader for every eight conseillers.
        let renforts = 1 + conseillers / 8;
        let roles = [
            ("conseiller", conseillers),
            ("accueil", renforts),
            ("direction", 1),
            ("gestionnaire", 1),
            ("referent_collectif", renforts),
            ("dpo", 1),
            ("vigie", 1),
        ];
        // A structure without dossiers has those who sign for others, and nobody who receives.
        let signs = |role: &str| matches!(role, "conseiller" | "direction" | "gestionnaire" | "dpo");
        let roles = roles.into_iter().filter(|(role, _)| self.combien > 0 || signs(role));
        let sites = self.sites();
        let mut equipe: Vec<AgentFictif> = Vec::new();
        for role in roles.flat_map(|(role, combien)| std::iter::repeat_n(role, combien as usize)) {
            let mut alea = Alea::new(self.graine, self.structure.code, equipe.len() as u64, "agent");
            let agent = loop {
                let agent = self.draw_agent(&mut alea, role, equipe.len(), &sites);
                if !equipe.iter().any(|autre| autre.mail == agent.mail) {
                    break agent;
                }
            };
            equipe.push(agent);
        }
        equipe
    }

    /// Place in `agents()` of the conseiller who follows dossier `rang`: some have more of them than others.
    pub fn referent(&self, rang: u64) -> usize {
        let mut alea = Alea::new(self.graine, self.structure.code, rang, "referent");
        alea.cumulated(&self.charges)
    }

    /// The places where it receives, by the name of their commune: the seat first, then communes of its département.
    pub fn sites(&self) -> Vec<String> {
        let mut alea = Alea::new(self.graine, self.structure.code, 0, "sites");
        let wanted = (1 + self.combien / DOSSIERS_PAR_SITE).clamp(SITES_MIN, 15) as usize;
        let mut sites = vec![self.structure.commune.to_owned()];
        // A small island has fewer communes than wanted: the tries are counted.
        for _ in 0..8 * wanted {
            let commune = communes::residence(&mut alea, self.structure.departement).nom;
            if sites.len() < wanted && !sites.iter().any(|site| site == commune) {
                sites.push(commune.to_owned());
            }
        }
        sites
    }

    fn draw_agent(&self, alea: &mut Alea, role: &'static str, place: usize, sites: &[String]) -> AgentFictif {
        let feminin = alea.chance(720);
        let (feminin, prenom, nom) = if place == 0 && self.structure.code == "59512S00" {
            (true, "Léa", "Masson")
        } else {
            (feminin, noms::prenom_adulte(alea, feminin), noms::simple(alea))
        };
        let mail = format!(
            "{}.{}@ml-{}-{}.example",
            noms::slug(prenom),
            noms::slug(nom),
            noms::slug(self.structure.commune),
            self.structure.departement.to_ascii_lowercase()
        );
        // Those who receive are spread over the places; the others sit at the seat.
        let receives = matches!(role, "conseiller" | "accueil" | "referent_collectif");
        let site = if receives { &sites[place % sites.len()] } else { &sites[0] };
        AgentFictif {
            role,
            feminin,
            prenom: prenom.to_owned(),
            nom: nom.to_owned(),
            mail,
            site: site.clone(),
            is_parrain: role == "conseiller" && place + 1 == self.charges.len(),
            absences: self.absences(place),
        }
    }

    /// Summer, Christmas, an illness now and then; and somebody is always away today: the second conseiller.
    fn absences(&self, place: usize) -> Vec<(Jour, Jour)> {
        let mut alea = Alea::new(self.graine, self.structure.code, place as u64, "absences");
        let an = AUJOURDHUI.annee;
        let mut absences = Vec::new();
        let mut away = |debut: i64, jours: u64| {
            absences.push((Jour::from_days(debut), Jour::from_days(debut + jours as i64 - 1)));
        };
        let summer = Jour { annee: an, mois: 7, jour: 1 }.days() + alea.below(41) as i64;
        away(summer, alea.between(2, 3) * 7);
        let christmas = Jour { annee: an, mois: 12, jour: 19 }.days() + 7 * alea.below(2) as i64;
        away(christmas, alea.between(5, 9));
        if alea.chance(300) {
            away(Jour { annee: an, mois: 1, jour: 5 }.days() + alea.below(160) as i64, alea.between(2, 12));
        }
        let is_away = alea.chance(60);
        if place == 1 || (place > 1 && is_away) {
            away(AUJOURDHUI.days() - alea.between(1, 9) as i64, alea.between(11, 20));
        }
        absences.sort_unstable();
        absences
    }
}

/// Running totals of the shares of the conseillers of a structure of this size: from 100 to 140, so that nobody has half
/// as much again as the mean.
pub(super) fn charges(graine: u64, structure: &Structure, combien: u64) -> Vec<u64> {
    let actifs = combien * super::ACTIFS_POUR_MILLE / 1000;
    let mut alea = Alea::new(graine, structure.code, 0, "charges");
    let mut total = 0;
    let least = if combien == 0 { 1 } else { 3 };
    (0..actifs.div_ceil(DOSSIERS_PAR_CONSEILLER).max(least))
        .map(|_| {
            total += alea.between(100, 140);
            total
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use domaine::Statut;

    use super::*;
    use crate::donnees::structures;

    #[test]
    fn the_smallest_team_is_complete() {
        let equipe = Monde::new(1, &structures()[0], 10).agents();
        let roles: Vec<_> = equipe.iter().map(|a| a.role).collect();
        let others = ["accueil", "direction", "gestionnaire", "referent_collectif", "dpo", "vigie"];
        assert_eq!(roles, [&["conseiller"; 3][..], &others[..]].concat());
        assert_eq!((equipe[0].prenom.as_str(), equipe[0].mail.as_str()), ("Léa", "lea.masson@ml-roubaix-59.example"));
    }

    #[test]
    fn portefeuilles_are_uneven_and_bearable() {
        for (structure, combien) in [(0, 3_000), (12, 4_500), (200, 9_000)] {
            let monde = Monde::new(7, &structures()[structure], combien);
            let equipe = monde.agents();
            let mut actifs = vec![0_u64; monde.charges.len()];
            for rang in 0..combien {
                let referent = monde.referent(rang);
                assert_eq!(equipe[referent].role, "conseiller");
                actifs[referent] += u64::from(monde.jeune(rang).statut == Statut::Actif);
            }
            let (least, most) = (actifs.iter().min().expect("some"), actifs.iter().max().expect("some"));
            assert!(*least >= 60 && *most <= 155 && most - least >= 15, "{actifs:?}");
        }
    }

    #[test]
    fn sites_are_communes_around_and_somebody_is_away_today() {
        for structure in structures().iter().step_by(7) {
            let monde = Monde::new(3, structure, 6_000);
            let sites = monde.sites();
            assert_eq!(sites[0], structure.commune);
            assert!((1..=5).contains(&sites.len()), "{sites:?}");
            let equipe = monde.agents();
            let is_away = |a: &AgentFictif| a.absences.iter().any(|(from, to)| (*from..=*to).contains(&AUJOURDHUI));
            assert!(is_away(&equipe[1]) && !is_away(&equipe[0]), "{}", structure.code);
            assert!(equipe.iter().filter(|a| is_away(a)).count() * 3 < equipe.len());
            for agent in &equipe {
                assert!(sites.contains(&agent.site) && agent.absences.len() >= 2);
                assert!(agent.absences.iter().all(|(from, to)| from <= to));
            }
        }
    }
}
