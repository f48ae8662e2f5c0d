//! A week in the life of each mission locale, around the day on which its base is made: agendas, workshops of the month, who waits
//! at the front desk this morning. The same seed gives the same week, on whatever day it begins.

use coffre::face::{EtatPassage, GenrePassage};
use coffre::{NouveauPassage, NouvelAtelier, NouvelleLigne, NouvelleListe, NouvelleOffre, NouvelleSemaine};
use domaine::agenda::{Plage, StatutRdv};
use domaine::fuseau::Fuseau;
use domaine::seance::{EtatSeance, StatutInscription, TypeOffre};
use domaine::{AgentId, Clair, Statut};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::personnes::{AUJOURDHUI, AgentFictif, Monde};

/// Beginnings of the hours at which people are received, in minutes.
const HEURES: [u16; 9] = [540, 585, 630, 675, 810, 855, 900, 945, 990];

/// Minutes of a rendez-vous.
const DUREE: u16 = 45;

/// Of the list "reperage-sources".
const DECROCHEURS: u16 = 2;
/// Of the list "absences".
const CONGE: u16 = 1;
/// Of the list "rdv-objets".
const OBJETS: [(u16, u64); 5] = [(2, 62), (1, 12), (3, 8), (5, 13), (6, 5)];

/// What a structure offers in a group: a code of the list "offre", the kind, the name.
const OFFRES: [(u16, TypeOffre, &str); 6] = [
    (1, TypeOffre::Atelier, "Mon CV en une matinée"),
    (3, TypeOffre::Atelier, "S'entraîner à l'entretien"),
    (23, TypeOffre::Atelier, "Démarches en ligne"),
    (12, TypeOffre::Atelier, "Découvrir un métier"),
    (8, TypeOffre::InformationCollective, "Les formations de la région"),
    (21, TypeOffre::InformationCollective, "Réunion de bienvenue"),
];

/// What a conseiller writes beside a rendez-vous: nothing delicate.
const MOTS: [&str; 6] =
    ["", "", "", "Apporter la pièce d'identité et le CV", "Point sur les candidatures", "Vient avec un proche"];

/// What a caller leaves as a message.
const MESSAGES: [&str; 4] = [
    "Demande si son dossier est complet",
    "En retard de dix minutes, demande à être reçu quand même",
    "A trouvé un essai pour demain, veut en parler",
    "Rappelle au sujet de la convention à signer",
];

/// The day that a structure's week is laid around: today, or the Monday that comes.
pub fn today(fuseau: Fuseau, now: u64) -> Date {
    let day = fuseau.aujourdhui(now);
    match day.weekday() {
        Weekday::Saturday => day.saturating_add(2.days()),
        Weekday::Sunday => day.saturating_add(1.days()),
        _ => day,
    }
}

/// The week of one structure. `team` are its agents, in the order of [`Monde::agents`]; `is_seat`: the personas' own, whose morning
/// has begun.
pub fn semaine(monde: &Monde, team: &[AgentId], today: Date, now: u64, is_seat: bool) -> NouvelleSemaine {
    let agents = monde.agents();
    if monde.combien() == 0 {
        return NouvelleSemaine::default();
    }
    let plan = Plan { monde, team, agents: &agents, today, now, of: portefeuilles(monde, agents.len()) };
    let mut journee = NouvelleSemaine { sites: sites(monde), offres: offres(), ..NouvelleSemaine::default() };
    for (place, agent) in agents.iter().enumerate() {
        if agent.role == "conseiller" {
            plan.agenda(place, &mut journee.agenda);
        }
        plan.absences(place, &mut journee.agenda);
    }
    journee.ateliers = plan.ateliers();
    if is_seat {
        journee.passages = plan.passages();
        journee.remplacements = plan.remplacement().into_iter().collect();
        journee.reperage = plan.reperage();
    }
    journee
}

/// Every word of a week that is sealed: for the drill of stolen disks.
pub fn mots(journee: &NouvelleSemaine) -> impl Iterator<Item = &str> {
    let agenda = journee.agenda.iter().map(|ligne| ligne.texte.expose());
    agenda.chain(journee.passages.iter().map(|passage| passage.texte.expose())).filter(|mot| !mot.is_empty())
}

/// Two at least: the seat, and a place nearby.
fn sites(monde: &Monde) -> Vec<String> {
    let mut sites = monde.sites();
    if sites.len() < 2 {
        sites.push(format!("{}, antenne", sites[0]));
    }
    sites
}

fn offres() -> Vec<NouvelleOffre> {
    let one =
        |(code, genre, nom): &(u16, TypeOffre, &str)| NouvelleOffre { code: *code, genre: *genre, nom: (*nom).into() };
    OFFRES.iter().map(one).collect()
}

/// Numbers of the active people of each conseiller, by place in the team.
fn portefeuilles(monde: &Monde, places: usize) -> Vec<Vec<u32>> {
    let mut of = vec![Vec::new(); places];
    for rang in (0..monde.combien()).filter(|rang| monde.statut(*rang) == Statut::Actif) {
        of[monde.referent(rang)].push(u32::try_from(rang + 1).unwrap_or(u32::MAX));
    }
    of
}

struct Plan<'a> {
    monde: &'a Monde,
    team: &'a [AgentId],
    agents: &'a [AgentFictif],
    today: Date,
    now: u64,
    of: Vec<Vec<u32>>,
}

impl Plan<'_> {
    /// Working days around today: the week before it, and eight days ahead.
    fn days(&self) -> impl Iterator<Item = Date> {
        let today = self.today;
        let around = (-7..=8).map(move |n: i64| today.saturating_add(n.days()));
        around.filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
    }

    /// Six to nine people today, fewer on the other days. What is past was said, but for one in eight, which waits to be.
    fn agenda(&self, place: usize, lignes: &mut Vec<NouvelleLigne>) {
        let gens = &self.of[place];
        if gens.is_empty() {
            return;
        }
        let mut alea = self.monde.alea(place as u64, "semaine-agenda");
        let site = self.site(place);
        // Each in turn, so that nobody comes twice in a week where there are enough people.
        let mut next = alea.below(gens.len() as u64) as usize;
        for jour in self.days() {
            let is_away = self.is_away(place, jour);
            let combien = if jour == self.today { alea.between(6, 9) } else { alea.between(3, 6) };
            let mut heures = HEURES.to_vec();
            while heures.len() > combien as usize {
                heures.remove(alea.below(heures.len() as u64) as usize);
            }
            for debut in heures.into_iter().filter(|_| !is_away) {
                let (objet, _) = OBJETS[alea.weighted(&OBJETS.map(|(_, poids)| poids))];
                let statut = match alea.weighted(&[62, 16, 7, 3, 12]) {
                    _ if jour >= self.today => StatutRdv::Planifie,
                    0 => StatutRdv::Present,
                    1 => StatutRdv::Absent,
                    2 => StatutRdv::Annule,
                    3 => StatutRdv::Reporte,
                    _ => StatutRdv::Planifie,
                };
                let texte = Clair::new(alea.pick(&MOTS));
                let personne = Some(gens[next % gens.len()]);
                next += 1;
                let Ok(plage) = Plage::new(jour, debut, debut + if objet == 5 { 20 } else { DUREE }) else { continue };
                lignes.push(NouvelleLigne { agent: self.team[place], personne, site, plage, statut, objet, texte });
            }
        }
    }

    /// The days away that touch these two weeks, a line a day.
    fn absences(&self, place: usize, lignes: &mut Vec<NouvelleLigne>) {
        for jour in self.days().filter(|jour| self.is_away(place, *jour)) {
            let Ok(plage) = Plage::new(jour, 480, 1_110) else { continue };
            let (agent, texte) = (self.team[place], Clair::default());
            let (statut, objet) = (StatutRdv::Planifie, CONGE);
            lignes.push(NouvelleLigne { agent, personne: None, site: 0, plage, statut, objet, texte });
        }
    }

    /// The team's days are those of the invented today: they move with the week.
    fn is_away(&self, place: usize, jour: Date) -> bool {
        let moved = jour.saturating_sub((self.today - AUJOURDHUI.civil()).get_days().days());
        self.agents[place].absences.iter().any(|(from, to)| (from.civil()..=to.civil()).contains(&moved))
    }

    /// Sessions of the month: those of the last two weeks are closed, but for two, which wait to be; those to come have places
    /// left, and the next one is full.
    fn ateliers(&self) -> Vec<NouvelAtelier> {
        let mut alea = self.monde.alea(0, "semaine-ateliers");
        let holds = |place: &usize| self.agents[*place].role == "referent_collectif";
        let Some(animateur) = (0..self.agents.len()).find(holds) else { return Vec::new() };
        let gens: Vec<u32> = self.of.iter().flatten().copied().collect();
        if gens.is_empty() {
            return Vec::new();
        }
        let mut sessions = Vec::new();
        for (n, shift) in [-13_i64, -8, -6, -3, 0, 2, 4, 9, 11, 16].into_iter().enumerate() {
            let mut jour = self.today.saturating_add(shift.days());
            while matches!(jour.weekday(), Weekday::Saturday | Weekday::Sunday) {
                jour = jour.saturating_sub(1.days());
            }
            let (debut, fin) = if n % 2 == 0 { (555, 720) } else { (840, 990) };
            let Ok(plage) = Plage::new(jour, debut, fin) else { continue };
            let places = alea.between(8, 12) as u16;
            let is_past = shift < 0;
            let is_closed = shift < -6;
            let wanted = if shift == 2 { u64::from(places) + 3 } else { alea.between(4, u64::from(places)) };
            let mut first = alea.below(gens.len() as u64) as usize;
            let inscrits = (0..wanted.min(gens.len() as u64)).map(|rang| {
                first += 1;
                let statut = match alea.weighted(&[78, 22]) {
                    _ if rang >= u64::from(places) => StatutInscription::EnAttente,
                    0 if is_closed => StatutInscription::Present,
                    _ if is_closed => StatutInscription::Absent,
                    _ => StatutInscription::Inscrit,
                };
                (gens[first % gens.len()], statut)
            });
            let inscrits = inscrits.collect();
            sessions.push(NouvelAtelier {
                offre: n % OFFRES.len(),
                animateur: self.team[animateur],
                site: self.site(animateur),
                plage,
                limite: (!is_past && alea.chance(500)).then(|| jour.saturating_sub(1.days())),
                places,
                etat: if is_closed { EtatSeance::Close } else { EtatSeance::Ouverte },
                inscrits,
            });
        }
        sessions
    }

    /// The morning at the front desk: some wait, some were received, two calls are to be returned by Léa.
    fn passages(&self) -> Vec<NouveauPassage> {
        let mut alea = self.monde.alea(0, "semaine-passages");
        let Some(accueil) = self.agents.iter().position(|a| a.role == "accueil") else { return Vec::new() };
        let mut passage = |minutes: u64, place: Option<usize>, genre, etat| {
            let gens = self.of.get(place.unwrap_or(2)).filter(|gens| !gens.is_empty())?;
            let texte = if genre == GenrePassage::Appel { alea.pick(&MESSAGES) } else { "" };
            Some(NouveauPassage {
                genre,
                personne: alea.pick(gens),
                pour: place.map(|place| self.team[place]),
                site: 1,
                temps: self.now.saturating_sub(minutes * 60_000),
                etat,
                motif: if genre == GenrePassage::Ticket { alea.between(1, 3) as u16 } else { 0 },
                texte: Clair::new(texte),
                auteur: self.team[accueil],
            })
        };
        let (ticket, appel) = (GenrePassage::Ticket, GenrePassage::Appel);
        let all = [
            passage(95, Some(2), ticket, EtatPassage::Clos),
            passage(62, Some(0), ticket, EtatPassage::Pris),
            passage(41, Some(0), appel, EtatPassage::Attend),
            passage(24, None, ticket, EtatPassage::Attend),
            passage(17, Some(0), ticket, EtatPassage::Attend),
            passage(12, Some(2), appel, EtatPassage::Attend),
            passage(6, Some(0), appel, EtatPassage::Attend),
            passage(3, Some(2), ticket, EtatPassage::Attend),
        ];
        all.into_iter().flatten().collect()
    }

    /// The second conseiller is always away: Léa answers for her until she is back, because the direction said so.
    fn remplacement(&self) -> Option<(AgentId, AgentId, u64, u64, AgentId)> {
        let direction = self.agents.iter().position(|a| a.role == "direction")?;
        let mut back = self.today;
        for _ in 0..40 {
            if !self.is_away(1, back) {
                break;
            }
            back = back.saturating_add(1.days());
        }
        let code = self.monde.structure().code.parse().ok()?;
        let fin = Fuseau::of_structure(code).debut(back).filter(|fin| *fin > self.now)?;
        Some((*self.team.get(1)?, *self.team.first()?, self.now, fin, self.team[direction]))
    }

    /// Sixteen who left school, sent nine days ago by the platform that follows them: known of us, asleep since long. Some were called.
    fn reperage(&self) -> Option<NouvelleListe> {
        let mut alea = self.monde.alea(0, "semaine-reperage");
        let is_asleep = |rang: &u64| self.monde.statut(*rang) == Statut::EnVeille;
        let asleep = (0..self.monde.combien()).filter(is_asleep).step_by(3).take(16);
        let recue = self.today.saturating_sub(9.days());
        let personnes = asleep.map(|rang| {
            // Outcomes: no answer, wrong number, a rendez-vous taken.
            let attempts = match alea.weighted(&[55, 20, 10, 15]) {
                0 => vec![],
                1 => vec![(4, 5)],
                2 => vec![(6, 5), (4, 1)],
                _ => vec![(5, 4)],
            };
            let dated =
                attempts.into_iter().map(|(ago, code)| (self.today.saturating_sub(i64::from(ago).days()), code));
            (u32::try_from(rang + 1).unwrap_or(u32::MAX), dated.collect())
        });
        let personnes = personnes.collect();
        let de = Clair::new("Plateforme de suivi des décrocheurs");
        Some(NouvelleListe { source: DECROCHEURS, recue, de, auteur: *self.team.first()?, personnes })
    }

    /// Number of the site where an agent sits.
    fn site(&self, place: usize) -> u32 {
        let sites = self.monde.sites();
        let found = sites.iter().position(|site| *site == self.agents[place].site);
        found.and_then(|place| u32::try_from(place + 1).ok()).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use jiff::civil::date;

    use super::*;
    use crate::donnees::structures;

    const LUNDI: Date = date(2026, 11, 23);
    const NOW: u64 = 1_795_424_400_000;

    /// The week of a structure of this size, and its team.
    fn week(place: usize, combien: u64, today: Date) -> (NouvelleSemaine, Vec<AgentId>) {
        let monde = Monde::new(3, &structures()[place], combien);
        let team: Vec<AgentId> = (0..monde.agents().len()).map(|n| AgentId([n as u8 + 1; 16])).collect();
        (semaine(&monde, &team, today, NOW, place == 0), team)
    }

    #[test]
    fn the_same_seed_gives_the_same_week_on_any_day() {
        let lines = |today| {
            let (week, _) = week(0, 900, today);
            week.agenda.iter().map(|l| (l.agent, l.personne, l.plage.debut(), l.objet)).collect::<Vec<_>>()
        };
        assert_eq!(lines(LUNDI), lines(LUNDI));
        assert_eq!(lines(LUNDI).len(), lines(date(2027, 3, 1)).len(), "another Monday, the same people");
    }

    #[test]
    fn a_day_is_full_and_nobody_is_in_two_places() {
        for (place, combien) in [(0, 300), (0, 3_000), (12, 900), (200, 4_500)] {
            let (week, team) = week(place, combien, LUNDI);
            assert!((2..=4).contains(&week.sites.len()), "{:?}", week.sites);
            let mut of: HashMap<(AgentId, Date), Vec<Plage>> = HashMap::new();
            for ligne in &week.agenda {
                of.entry((ligne.agent, ligne.plage.jour())).or_default().push(ligne.plage);
                assert!(
                    ligne.plage.jour() < LUNDI || ligne.statut == StatutRdv::Planifie,
                    "nothing is said of tomorrow"
                );
                assert!(ligne.personne.is_none() || ligne.site as usize <= week.sites.len());
            }
            for (who, plages) in &of {
                for (n, one) in plages.iter().enumerate() {
                    assert!(plages[n + 1..].iter().all(|other| !one.chevauche(other)), "{who:?}");
                }
            }
            let today = of.get(&(team[0], LUNDI)).map_or(0, Vec::len);
            assert!((6..=9).contains(&today), "{today} today");
            assert_eq!(of.get(&(team[1], LUNDI)).map(Vec::len), Some(1), "the second is away");
            let said = |statut| week.agenda.iter().any(|l| l.plage.jour() < LUNDI && l.statut == statut);
            assert!(
                StatutRdv::ALL[..5].iter().all(|statut| said(*statut)),
                "each statut, and some that wait to be said"
            );
        }
    }

    #[test]
    fn workshops_hold_no_more_than_their_places() {
        let (week, _) = week(0, 3_000, LUNDI);
        let mut states = [0; 3];
        for atelier in &week.ateliers {
            let seated = atelier.inscrits.iter().filter(|(_, s)| *s != StatutInscription::EnAttente).count();
            assert!(seated <= usize::from(atelier.places));
            let waits = seated < atelier.inscrits.len();
            assert!(!waits || seated == usize::from(atelier.places), "nobody waits beside a free place");
            states[usize::from(atelier.plage.jour() < LUNDI) + usize::from(atelier.etat == EtatSeance::Close)] += 1;
        }
        assert!(states.iter().all(|count| *count >= 2), "to come, to close, closed: {states:?}");
        assert!(week.ateliers.iter().any(|a| a.inscrits.iter().any(|(_, s)| *s == StatutInscription::EnAttente)));
    }

    #[test]
    fn only_the_seat_has_a_morning_and_an_empty_structure_has_no_week() {
        let (seat, team) = week(0, 900, LUNDI);
        assert!(seat.passages.len() >= 6 && seat.passages.iter().all(|p| p.temps < NOW));
        assert!(
            matches!(seat.remplacements[..], [(de, par, from, to, _)] if (de, par) == (team[1], team[0]) && from < to)
        );
        let (other, _) = week(5, 900, LUNDI);
        assert!(other.passages.is_empty() && other.remplacements.is_empty() && !other.agenda.is_empty());
        assert!(week(5, 0, LUNDI).0.agenda.is_empty());
    }

    #[test]
    fn a_base_made_on_a_weekend_opens_on_its_monday() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().expect("an instant").as_millisecond() as u64;
        for (zone, instant, expected) in [
            (Fuseau::Paris, "2026-11-23T08:00:00Z", LUNDI),
            (Fuseau::Paris, "2026-11-21T23:30:00Z", LUNDI),
            (Fuseau::Paris, "2026-11-20T22:30:00Z", date(2026, 11, 20)),
            (Fuseau::Paris, "2026-11-20T23:30:00Z", LUNDI),
            (Fuseau::Reunion, "2026-11-22T20:30:00Z", LUNDI),
        ] {
            assert_eq!(today(zone, at(instant)), expected, "{instant}");
        }
    }
}
