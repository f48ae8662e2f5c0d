//! The page of somebody who is known: her own account's state, its dates, and what is missing. Her key does the rest.

use askama::Template;
use droits::habilitation::{Cause, State};

use crate::face::Compte;
use crate::heure;
use crate::pages::{Cadre, clair as filters, comptes};

/// Data of the page.
#[derive(Template)]
#[template(path = "connexion/proconnect/known.html")]
pub struct ConnuPage {
    pub cadre: Cadre,
    pub compte: Compte,
    /// The name under which the end of the session there is kept.
    pub sortie: String,
}

impl ConnuPage {
    fn etat(&self) -> String {
        comptes::etat(self.compte.etat, self.cadre.langue)
    }

    fn pastille(&self) -> (&'static str, &'static str) {
        comptes::etat_pastille(self.compte.etat)
    }

    /// "Votre compte attend une approbation.": the words of her own account's page.
    fn phrase(&self) -> String {
        let (langue, dates) = (self.cadre.langue, self.compte.dates);
        let key = format!("moi-{}", self.compte.etat.key());
        let le = |ms: u64| comptes::instant_dit(ms, langue);
        let jusqu = |ms: u64| comptes::jour_dit(comptes::dernier_jour(ms), langue);
        match (self.compte.etat, self.compte.cause) {
            (State::Cooling, _) => langue.t1(&key, "quand", heure::instant_long(dates.ouvre, langue)),
            (State::Probation, _) => langue.t1(&key, "jusqu", jusqu(dates.probation)),
            (State::Active, _) => langue.t1(&key, "jusqu", jusqu(dates.droit)),
            (State::Asleep, Some((cause, since))) => {
                langue.t2(&key, ("depuis", le(since)), ("cause", comptes::cause(cause, langue)))
            }
            (State::Asleep, None) => langue.t("moi-sommeil-seul"),
            _ => langue.t(&key),
        }
    }

    /// Each date that there is; an end is told by its last day.
    fn dates(&self) -> Vec<(String, String)> {
        let (langue, dates) = (self.cadre.langue, self.compte.dates);
        let all = [
            ("ouvre", dates.ouvre, false),
            ("probation", dates.probation, true),
            ("droit", dates.droit, true),
            ("formation", dates.formation, true),
            ("campagne", dates.campagne, true),
            ("connexion", dates.connexion, false),
        ];
        let said = |(key, ms, is_end): (&str, u64, bool)| {
            let day = if is_end { comptes::dernier_jour(ms) } else { heure::date(ms) };
            (self.cadre.t(&format!("date-{key}")), comptes::jour_dit(day, langue))
        };
        all.into_iter().filter(|(_, ms, _)| *ms > 0).map(said).collect()
    }

    /// What is missing, and who does it.
    fn manques(&self) -> Vec<String> {
        let keys = missing(&self.compte);
        keys.iter().map(|key| self.cadre.t(&format!("proconnect-manque-{key}"))).collect()
    }

    /// Whether a key of hers opens a login now: ADR 9.
    fn enters(&self) -> bool {
        matches!(self.compte.etat, State::Cooling | State::Probation | State::Active | State::Asleep)
    }
}

fn missing(compte: &Compte) -> Vec<&'static str> {
    let state = match (compte.etat, compte.cause) {
        (State::Seeded, _) => Some("console"),
        (State::Proposed, _) => Some("approbation"),
        (State::Approved, _) => Some("parrain"),
        (State::Probation, _) => Some("confirmation"),
        (State::Asleep, Some((Cause::Formation, _))) => Some("formation"),
        (State::Asleep, Some((Cause::Echeance, _))) => Some("renouvellement"),
        (State::Asleep, Some((Cause::Campagne, _))) => Some("revue"),
        (State::Asleep, _) => Some("reveil"),
        (State::Suspended, _) => Some("retablissement"),
        (State::Closed, _) => Some("nouveau"),
        (State::Cooling | State::Active, _) => None,
    };
    let is_untrained = compte.dates.formation == 0 && matches!(compte.etat, State::Cooling | State::Probation);
    state.into_iter().chain(is_untrained.then_some("formation")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vitrine::comptes::compte;

    #[test]
    fn each_state_says_what_is_missing() {
        let check = |n: usize, expected: &[&str]| assert_eq!(missing(&compte(n)), expected, "{:?}", compte(n).etat);
        check(0, &["approbation"]);
        check(1, &["parrain"]);
        check(2, &["formation"]);
        check(3, &["confirmation"]);
        check(4, &[]);
        check(5, &["formation"]);
        check(6, &["retablissement"]);
        check(7, &["nouveau"]);
        check(8, &["console"]);
        let untrained = |etat| {
            let mut compte = compte(3);
            (compte.etat, compte.dates.formation) = (etat, 0);
            missing(&compte)
        };
        assert_eq!(untrained(State::Probation), ["confirmation", "formation"]);
    }
}
