//! The team of a fictional mission locale.

use super::Monde;
use super::alea::Alea;
use crate::noms;

/// An invented agent. Real missions locales have real agents: mail is in `.example`, so that nobody is ever written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentFictif {
    /// `conseiller`, `accueil`, `direction`, `gestionnaire` or `referent_collectif`.
    pub role: &'static str,
    /// Whether feminine forms are used.
    pub feminin: bool,
    /// Given name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// Work address, unique in the world.
    pub mail: String,
}

/// Active dossiers that one conseiller follows, at most.
pub const DOSSIERS_PAR_CONSEILLER: u64 = 110;

impl Monde {
    /// The team, conseillers first: `agents()[referent(i)]` is the conseiller of dossier `i`.
    pub fn agents(&self) -> Vec<AgentFictif> {
        let conseillers = self.conseillers();
        // One person at the front desk and one workshop leader for every eight conseillers.
        let renforts = 1 + conseillers / 8;
        let roles = [
            ("conseiller", conseillers),
            ("accueil", renforts),
            ("direction", 1),
            ("gestionnaire", 1),
            ("referent_collectif", renforts),
        ];
        let mut equipe: Vec<AgentFictif> = Vec::new();
        for role in roles.iter().flat_map(|(role, combien)| std::iter::repeat_n(*role, *combien as usize)) {
            let mut alea = Alea::new(self.graine, self.structure.code, equipe.len() as u64, "agent");
            let agent = loop {
                let agent = self.draw_agent(&mut alea, role, equipe.is_empty());
                if !equipe.iter().any(|autre| autre.mail == agent.mail) {
                    break agent;
                }
            };
            equipe.push(agent);
        }
        equipe
    }

    /// Place in `agents()` of the conseiller who follows dossier `rang`.
    pub fn referent(&self, rang: u64) -> usize {
        let mut alea = Alea::new(self.graine, self.structure.code, rang, "referent");
        alea.below(self.conseillers()) as usize
    }

    fn conseillers(&self) -> u64 {
        let actifs = self.combien * super::ACTIFS_POUR_MILLE / 1000;
        actifs.div_ceil(DOSSIERS_PAR_CONSEILLER).max(3)
    }

    fn draw_agent(&self, alea: &mut Alea, role: &'static str, premiere: bool) -> AgentFictif {
        let feminin = alea.chance(720);
        let (feminin, prenom, nom) = if premiere && self.structure.code == "59512S00" {
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
        AgentFictif { role, feminin, prenom: prenom.to_owned(), nom: nom.to_owned(), mail }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::donnees::structures;

    #[test]
    fn the_smallest_team_is_complete() {
        let equipe = Monde::new(1, &structures()[0], 10).agents();
        let roles: Vec<_> = equipe.iter().map(|a| a.role).collect();
        assert_eq!(
            roles,
            ["conseiller", "conseiller", "conseiller", "accueil", "direction", "gestionnaire", "referent_collectif"]
        );
        assert_eq!((equipe[0].prenom.as_str(), equipe[0].mail.as_str()), ("Léa", "lea.masson@ml-roubaix-59.example"));
    }

    #[test]
    fn no_conseiller_is_overloaded_and_every_dossier_has_one() {
        let monde = Monde::new(7, &structures()[12], 3000);
        let equipe = monde.agents();
        let mut actifs = vec![0; equipe.len()];
        for rang in 0..3000 {
            let referent = monde.referent(rang);
            assert_eq!(equipe[referent].role, "conseiller");
            actifs[referent] += u64::from(monde.jeune(rang).statut == "actif");
        }
        assert!(actifs.iter().all(|n| *n <= DOSSIERS_PAR_CONSEILLER * 4 / 3), "{actifs:?}");
    }
}
