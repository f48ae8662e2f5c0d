//! What is to be done with whom: one function says who is on each list, so that a count is always the length of its list.

use std::collections::HashMap;

use domaine::catalogue::{Parametre, parametre};
use domaine::{AgentId, Statut};
use jiff::ToSpan;
use jiff::civil::Date;

use super::veille::Seuil;
use super::{Noms, Rest};
use crate::face::{AFaire, Portee};
use crate::fiche::days;

/// Why somebody is on a list of things to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cause {
    /// What comes first: minutes of a civil day, or days, or milliseconds, by the list; the same within one.
    pub presse: i64,
    /// The row of the structure that says it; zero when the dossier's own do.
    pub rang: [u8; 16],
}

/// Those whom the structure's rows, or facts, put on a list.
pub(crate) type Among = HashMap<[u8; 16], Cause>;

/// What decides on one day.
pub(crate) struct Regles {
    today: Date,
    seuil: Seuil,
    /// The same once "soon" is over.
    bientot: Seuil,
    jours: u16,
    rappel: u16,
}

impl Regles {
    /// Those of a day.
    pub fn at(today: Date) -> Regles {
        let jours = valeur(&bientot(today));
        let rappel = valeur(&known("rappel-propositions-jours", today));
        let end = today.saturating_add(i64::from(jours).days());
        Regles { today, seuil: Seuil::at(today), bientot: Seuil::at(end), jours, rappel }
    }

    /// Why the dossier's own facts put somebody on a list. Who sleeps, or has left, is no daily work: other lists say so.
    fn cause(&self, cle: AFaire, rest: &Rest) -> Option<Cause> {
        if !self.is_actif(rest) {
            return None;
        }
        let day = |day: Date| Cause { presse: days(day).into(), rang: [0; 16] };
        match cle {
            AFaire::SansResultat => rest.echeances.sans_resultat(self.today, self.rappel).map(day),
            AFaire::SituationFinie => {
                rest.echeances.a_renouveler(self.today, 0).filter(|fin| *fin < self.today).map(day)
            }
            AFaire::SituationFinissante => {
                rest.echeances.a_renouveler(self.today, self.jours).filter(|fin| *fin >= self.today).map(day)
            }
            AFaire::VeilleProche => {
                let contact = contact(rest);
                (contact < self.bientot.contact).then_some(Cause { presse: contact.into(), rang: [0; 16] })
            }
            AFaire::SansStatut | AFaire::ARappeler | AFaire::Attend | AFaire::Appel | AFaire::Confie => None,
        }
    }

    /// Whether what the structure's rows say of somebody still asks for something.
    fn stands(&self, cle: AFaire, rest: &Rest, cause: &Cause) -> bool {
        // A contact of the day itself answers an absence: somebody called.
        let met_since = || i64::from(rest.contact()) >= cause.presse.div_euclid(i64::from(MINUTES));
        cle != AFaire::ARappeler || (self.is_actif(rest) && !met_since())
    }

    fn is_actif(&self, rest: &Rest) -> bool {
        self.seuil.statut(rest.cree_le, rest.contact(), rest.fin) == Statut::Actif
    }
}

impl AFaire {
    /// Whether the structure's rows, or facts, say who is on it; otherwise the dossiers' own facts do.
    pub(crate) fn is_of_rows(self) -> bool {
        matches!(self, AFaire::SansStatut | AFaire::ARappeler | AFaire::Attend | AFaire::Appel | AFaire::Confie)
    }
}

/// Minutes of a civil day.
pub(crate) const MINUTES: u16 = domaine::agenda::MINUTES_JOUR;

/// Days that "soon" means: a parameter which no text fixes, and which has no last day.
pub(crate) fn bientot(today: Date) -> Parametre {
    known("sortie-bientot-jours", today)
}

/// The day of the contact that keeps somebody awake.
fn contact(rest: &Rest) -> i32 {
    if rest.contact() == 0 { rest.cree_le } else { rest.contact() }
}

fn known(nom: &str, today: Date) -> Parametre {
    parametre(nom, today).expect("a parameter without first and last day, which a test reads")
}

fn valeur(parametre: &Parametre) -> u16 {
    u16::try_from(parametre.valeur).unwrap_or(0)
}

impl Noms {
    /// Everybody of a portée who is on a list, with why. `among` is what the rows say, for a list of rows.
    pub(super) fn a_faire<'a>(
        &'a self,
        agent: AgentId,
        portee: Portee,
        cle: AFaire,
        regles: &Regles,
        among: &Among,
    ) -> Vec<(&'a [u8; 16], &'a Rest, Cause)> {
        let mut found = Vec::new();
        if cle.is_of_rows() {
            for (id, cause) in among {
                let known = self.rest.get_key_value(id).filter(|(_, rest)| regles.stands(cle, rest, cause));
                // Rows are looked for by agent, or in the whole structure.
                let wanted = |rest: &Rest| portee != Portee::SansReferent || rest.referent == [0; 16];
                found.extend(known.filter(|(_, rest)| wanted(rest)).map(|(id, rest)| (id, rest, *cause)));
            }
        } else {
            let mut look = |id, rest| found.extend(regles.cause(cle, rest).map(|cause| (id, rest, cause)));
            self.of_portee(agent, portee, &mut look);
        }
        found
    }

    /// Everybody of a portée: dossier, pseudonym, référent.
    pub(crate) fn sujets(&self, agent: AgentId, portee: Portee) -> Vec<([u8; 16], [u8; 16], [u8; 16])> {
        let mut all = Vec::new();
        self.of_portee(agent, portee, &mut |id, rest| all.push((*id, rest.sujet, rest.referent)));
        all
    }

    /// Everybody of a portée.
    pub(super) fn of_portee<'a>(
        &'a self,
        agent: AgentId,
        portee: Portee,
        look: &mut dyn FnMut(&'a [u8; 16], &'a Rest),
    ) {
        let referent = match portee {
            Portee::Moi => agent.0,
            Portee::Agent(other) => other.0,
            Portee::SansReferent => [0; 16],
            Portee::Structure => return self.rest.iter().for_each(|(id, rest)| look(id, rest)),
        };
        let hers = self.portefeuilles.get(&referent).into_iter().flatten();
        hers.filter_map(|id| Some((id, self.rest.get(id)?))).for_each(|(id, rest)| look(id, rest));
    }
}

#[cfg(test)]
mod tests {
    use domaine::{Clair, CodeStructure, DossierId};
    use jiff::civil::date;

    use super::super::{Echeances, Label};
    use super::*;
    use crate::face::Filtre;
    use crate::lignes::{Ligne, genre};
    use crate::racine::Secret;

    const LEA: AgentId = AgentId([1; 16]);
    const CONTACT: Date = date(2026, 5, 22);

    /// Somebody of Léa's, met on that day, whose situation and accompaniment end then.
    fn noms(contact: Date, situation: Option<Date>, fin: Option<Date>) -> Noms {
        let mut noms = Noms::empty(CodeStructure(*b"59512S00"), Secret::new([3; 32]));
        let id = [7; 16];
        noms.insert(&Label {
            dossier: DossierId(id),
            nom: Clair::new("Zubrowski"),
            prenom: Clair::new("Inès"),
            usage: None,
            naissance: Clair::new("2005-05-01"),
            numero: 1,
            referent: LEA.0,
            sujet: id,
            leurre: false,
            statut: Statut::Actif,
            contact: days(contact),
            fin: fin.map_or(0, days),
            maj: 0,
            cree: 1,
        });
        let row = |last| Ligne {
            genre: genre::SITUATION,
            num: 1,
            etat: 1,
            code: 1,
            jour: days(CONTACT).into(),
            fin: days(last).into(),
            contenu: Vec::new(),
        };
        noms.note_echeances(&id, Echeances::of(&situation.map(row).into_iter().collect::<Vec<_>>()));
        noms
    }

    fn is_on(noms: &Noms, cle: AFaire, today: Date, among: &Among) -> bool {
        let filtre = Filtre { a_faire: Some(cle), ..Filtre::default() };
        noms.list_among(LEA, &filtre, today, 0, (0, 25), among).total == 1
    }

    #[test]
    fn what_soon_means_is_known_on_any_day() {
        for today in [Date::MIN, date(1990, 1, 1), date(2026, 11, 22), Date::MAX] {
            let regles = Regles::at(today);
            assert_eq!((regles.jours, regles.rappel), (30, 30), "{today}");
        }
    }

    /// Met on 23 May, she sleeps on 23 November.
    #[test]
    fn who_falls_asleep_soon_is_told_thirty_days_ahead() {
        let noms = noms(CONTACT, None, None);
        for (today, expected) in [
            (date(2026, 10, 23), false),
            (date(2026, 10, 24), true),
            (date(2026, 11, 22), true),
            // Asleep: another list says so.
            (date(2026, 11, 23), false),
        ] {
            assert_eq!(is_on(&noms, AFaire::VeilleProche, today, &Among::new()), expected, "{today}");
        }
    }

    #[test]
    fn who_sleeps_or_has_left_is_no_daily_work() {
        let ended = Some(date(2026, 6, 1));
        let finie = |noms: &Noms, today| is_on(noms, AFaire::SituationFinie, today, &Among::new());
        assert!(finie(&noms(CONTACT, ended, None), date(2026, 6, 2)));
        assert!(!finie(&noms(CONTACT, ended, None), date(2026, 11, 23)), "asleep");
        assert!(!finie(&noms(CONTACT, ended, Some(date(2026, 6, 2))), date(2026, 6, 2)), "left");
    }

    #[test]
    fn an_absence_is_answered_by_a_contact_of_its_day_or_later() {
        let today = date(2026, 6, 3);
        let absent =
            |day: Date| Among::from([([7; 16], Cause { presse: i64::from(days(day)) * 1_440 + 540, rang: [9; 16] })]);
        let check = |contact: Date, expected: bool| {
            let noms = noms(contact, None, None);
            assert_eq!(is_on(&noms, AFaire::ARappeler, today, &absent(date(2026, 6, 2))), expected, "{contact}");
        };
        check(date(2026, 6, 1), true);
        check(date(2026, 6, 2), false);
        check(date(2026, 6, 3), false);
    }
}
