//! Words about accounts: what somebody may do and until when, why not, and the steps of an account's history.

use droits::Role;
use droits::habilitation::{Cause, Lien, State};
use jiff::civil::Date;

use crate::face::{Compte, Dates};
use crate::heure;
use crate::langues::Langue;

/// "3 mars 2027", "1er mars 2027", "3 March 2027": a day inside a sentence.
pub fn jour_dit(date: Date, langue: Langue) -> String {
    let first = date.day() == 1 && langue == Langue::Fr;
    format!("{}{} {}", date.day(), if first { "er" } else { "" }, heure::mois(date, langue))
}

/// The same of an instant, milliseconds since 1970 UTC.
pub fn instant_dit(ms: u64, langue: Langue) -> String {
    jour_dit(heure::date(ms), langue)
}

/// The last day through which something holds, of the first instant at which it no longer does. What ends on a day ends
/// at midnight UTC, an hour or two into the next day here: the day that was signed is the one that is said.
pub fn dernier_jour(until: u64) -> Date {
    heure::date_of_days(i32::try_from(until.saturating_sub(1) / 86_400_000).unwrap_or(0))
}

/// What the role does, inside a sentence: "conseil en insertion".
pub fn role(role: &Role, langue: Langue) -> String {
    langue.t(&format!("role-{}", role.key()))
}

/// The state in one or two words.
pub fn etat(etat: State, langue: Langue) -> String {
    langue.t(&format!("compte-etat-{}", etat.key()))
}

/// How a state is drawn: badge and icon.
pub fn etat_pastille(etat: State) -> (&'static str, &'static str) {
    match etat {
        State::Seeded | State::Proposed | State::Approved | State::Cooling => ("info", "horloge"),
        State::Probation => ("attention", "horloge"),
        State::Active => ("succes", "succes"),
        State::Asleep => ("attention", "attention"),
        State::Suspended => ("danger", "danger"),
        State::Closed => ("", "verrou"),
    }
}

/// Why it sleeps.
pub fn cause(cause: Cause, langue: Langue) -> String {
    langue.t(&format!("compte-cause-{}", cause.key()))
}

/// What somebody may do now, after her name and her role: "ouvre les dossiers de la structure jusqu'au 3 mars 2027".
pub fn droit(compte: &Compte, langue: Langue) -> String {
    let le = |ms: u64| instant_dit(ms, langue);
    let jusqu = |ms: u64| jour_dit(dernier_jour(ms), langue);
    match compte.etat {
        State::Seeded | State::Proposed | State::Approved | State::Suspended | State::Closed => {
            langue.t(&format!("acces-{}", compte.etat.key()))
        }
        State::Cooling => langue.t1("acces-attente", "jour", le(compte.dates.ouvre)),
        State::Asleep => match compte.cause {
            Some((why, since)) => langue.t2("acces-sommeil", ("jour", le(since)), ("cause", cause(why, langue))),
            None => langue.t("acces-sommeil-seul"),
        },
        State::Probation if opens(compte.role) => langue.t1("acces-probation", "jour", jusqu(compte.dates.probation)),
        State::Probation | State::Active => {
            langue.t1(&format!("acces-role-{}", compte.role.key()), "jour", jusqu(compte.dates.droit))
        }
    }
}

/// What ends before the grant does, if anything: the course to take again, the recertification.
pub fn avant(compte: &Compte, langue: Langue) -> Option<String> {
    let Dates { droit, formation, campagne, .. } = compte.dates;
    let ends = [(formation, "acces-avant-formation"), (campagne, "acces-avant-campagne")];
    let (end, key) = ends.into_iter().filter(|(end, _)| *end > 0 && *end < droit).min()?;
    let works = matches!(compte.etat, State::Probation | State::Active);
    works.then(|| langue.t1(key, "jour", instant_dit(end, langue)))
}

/// Whether the role ever reads a dossier, for the words only: the rule is `Role::allows`.
fn opens(role: Role) -> bool {
    matches!(role, Role::Conseiller | Role::ReferentCollectif | Role::Direction)
}

/// How one person stands behind another.
pub fn lien(lien: Lien, langue: Langue) -> String {
    langue.t(match lien {
        Lien::Proposant => "lien-proposant",
        Lien::Approbateur => "lien-approbateur",
        Lien::Parrain => "lien-parrain",
    })
}

/// A step of a history in words, by the number of its kind and its rule; a step that nobody named says its numbers.
pub fn pas(genre: (u8, u8), langue: Langue) -> String {
    let (kind, rule) = genre;
    let keys = [format!("pas-{kind}-{rule}"), format!("pas-{kind}")];
    match keys.iter().find(|key| langue.has(key)) {
        Some(key) => langue.t(key),
        None => langue.t2("pas-autre", ("n", u32::from(kind)), ("regle", u32::from(rule))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_said_as_people_say_them() {
        let check = |day, langue, expected: &str| assert_eq!(jour_dit(day, langue), expected);
        check(date(2027, 3, 3), Langue::Fr, "3 mars 2027");
        check(date(2027, 3, 1), Langue::Fr, "1er mars 2027");
        check(date(2027, 3, 1), Langue::En, "1 March 2027");
    }

    #[test]
    fn an_end_at_midnight_holds_through_the_day_before() {
        // 4 March 2027, midnight UTC.
        assert_eq!(dernier_jour(1_804_118_400_000), date(2027, 3, 3));
        assert_eq!(dernier_jour(1_804_118_400_001), date(2027, 3, 4));
        assert_eq!(dernier_jour(0), date(1970, 1, 1));
    }

    #[test]
    fn every_state_cause_role_and_step_has_its_words() {
        use State::*;
        for state in [Seeded, Proposed, Approved, Cooling, Probation, Active, Asleep, Suspended, Closed] {
            assert!(Langue::Fr.has(&format!("compte-etat-{}", state.key())), "{state:?}");
        }
        for cause in [Cause::Formation, Cause::Echeance, Cause::Campagne, Cause::Inusite, Cause::Essai, Cause::Attente]
        {
            assert!(Langue::Fr.has(&format!("compte-cause-{}", cause.key())), "{cause:?}");
        }
        for role in Role::ALL {
            assert!(Langue::Fr.has(&format!("acces-role-{}", role.key())), "{role:?}");
        }
        // The kinds that make and end rights; the console's closing concerns no account.
        for kind in (60..=84_u8).filter(|kind| *kind != 61) {
            let rules = (1..=4).any(|rule| Langue::Fr.has(&format!("pas-{kind}-{rule}")));
            assert!(rules || Langue::Fr.has(&format!("pas-{kind}")), "{kind}");
        }
    }

    #[test]
    fn who_has_no_right_on_a_dossier_is_never_said_to_open_one() {
        for role in Role::ALL.into_iter().filter(|role| !opens(*role)) {
            let said = Langue::Fr.t1(&format!("acces-role-{}", role.key()), "jour", "3 mars 2027");
            assert!(said.contains("n'ouvre aucun dossier"), "{role:?}: {said}");
        }
    }
}
