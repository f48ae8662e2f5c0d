//! V8: at an hour that is not hers, or off to a racing start.

use journal::Kind;
use journal::entry::LoginId;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};
use crate::table::{ParAgent, Traces};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 8,
    version: 1,
    cle: "v08",
    gravite: Gravite::TrancheCinq,
    bruit: 5.0,
    raisons: &[("v08-heure", &["heure-utc", "jour-semaine"]), ("v08-rythme", &["ouvertures", "secondes"])],
    histoire: Texte {
        fr: "Un voleur se sert d'un compte la nuit, le dimanche, ou se jette sur les dossiers dès la connexion. Cela arrive aussi à un \
             agent : on raccourcit sa tranche, on prévient son parrain, on ne coupe rien.",
        en: "A thief uses an account at night, on a Sunday, or throws himself upon dossiers as soon as he is in. It happens to an agent \
             too: her tranche is shortened, her parrain told, nothing is cut.",
    },
    signal: Texte {
        fr: "Connexion à une heure ou un jour de semaine où ni elle ni sa structure ne travaillent (dix jours d'habitude) ; ou dix \
             dossiers nouveaux dans les deux minutes de la connexion. Le réseau et le poste ne sont pas inscrits.",
        en: "A login at an hour or on a weekday at which neither she nor her structure works (ten days of habit); or ten new dossiers \
             within two minutes of the login. Network and device are not recorded.",
    },
};

/// Its state: the current login of each agent.
pub struct Etat {
    ouvertures: u32,
    fenetre: u64,
    agents: ParAgent<Connexion>,
}

#[derive(Default)]
struct Connexion {
    login: LoginId,
    since: u64,
    count: u32,
    traces: Traces,
    said: Option<u64>,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            ouvertures: normes.nombre("v08", "rythme_ouvertures")? as u32,
            fenetre: normes.nombre("v08", "rythme_ms")?,
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui else { return };
        if m.entry.kind == Kind::Login {
            let hers = self.agents.of(qui.agent);
            let said = hers.said;
            *hers = Connexion { login: m.entry.login, since: m.entry.time, said, ..Connexion::default() };
            hers.traces.push(m.index);
            // Once a day: a morning with three sign-ins is one morning.
            if said != Some(m.jour) && m.suivi.is_odd_hour(qui.agent) {
                hers.said = Some(m.jour);
                let hour = crate::temps::heure(m.temps) as i64;
                let weekday = crate::temps::jour_de_semaine(m.jour) as i64;
                sortie.push(m.alerte(&FICHE).raison("v08-heure", &[hour, weekday]));
            }
        } else if qui.is_new {
            let hers = self.agents.of(qui.agent);
            // The entries' own times: a clock that steps back makes nobody fast.
            let Some(elapsed) = m.entry.time.checked_sub(hers.since) else { return };
            if hers.login != m.entry.login || elapsed > self.fenetre {
                return;
            }
            hers.count += 1;
            hers.traces.push(m.index);
            if hers.count == self.ouvertures {
                let seconds = (elapsed / 1_000) as i64;
                let alerte = m.alerte(&FICHE).compte(hers.count).raison("v08-rythme", &[hers.count.into(), seconds]);
                sortie.push(alerte.preuves(hers.traces.all()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA, agent};

    #[test]
    fn a_login_at_night_and_a_racing_start_ring() {
        let mut cahier = Cahier::new();
        cahier.habits(&[LEA]).at(14, 23).login(LEA).waits(60).login(LEA);
        assert_eq!(cahier.said(8), [(Gravite::TrancheCinq, 1)]);
        let mut cahier = Cahier::new();
        cahier.login(LEA);
        (0..12).for_each(|n| {
            cahier.waits(10).opens(LEA, n, 1);
        });
        assert_eq!(cahier.said(8), [(Gravite::TrancheCinq, 10)]);
    }

    #[test]
    fn her_own_hours_do_not_nor_an_hour_early_nor_a_start_at_leisure() {
        let mut cahier = Cahier::new();
        cahier.habits(&[LEA]).at(14, 7).login(LEA).at(15, 12).login(LEA);
        (0..12).for_each(|n| {
            cahier.waits(60).opens(LEA, n, 1);
        });
        assert_eq!(cahier.said(8), []);
    }

    #[test]
    fn the_edges() {
        let mut cahier = Cahier::new();
        cahier.at(0, 23).login(LEA);
        assert_eq!(cahier.said(8), [], "nobody has a habit yet");
        // Ten colleagues give their structure a habit: a newcomer at night stands out, a newcomer by day does not.
        let team: Vec<_> = (0..12).map(agent).collect();
        let mut cahier = Cahier::new();
        cahier.habits(&team).at(14, 10).login(LEA).at(14, 23).login(LEA);
        assert_eq!(cahier.said(8).len(), 1);
        // Léa comes in the mornings only: one afternoon, when her colleagues work, is nothing.
        let mut cahier = Cahier::new();
        for day in (0..28).filter(|day| day % 7 < 5) {
            cahier.at(day, 8).login(LEA);
            team.iter().for_each(|agent| {
                cahier.at(day, 15).login(*agent);
            });
        }
        cahier.at(28, 15).login(LEA);
        assert_eq!(cahier.said(8), []);
        let mut cahier = Cahier::new();
        cahier.habits(&[LEA]).at(19, 10).login(LEA);
        assert_eq!(cahier.said(8).len(), 1, "a Saturday");
        let mut cahier = Cahier::new();
        for day in 0..5 {
            (0..30).for_each(|n| {
                cahier.at(day, 9).login(agent(n));
            });
        }
        assert_eq!(cahier.said(8), [], "the first Friday of a network");
    }
}
