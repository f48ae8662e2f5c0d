//! A small network: the same month twice, and each event with what it says.

use std::collections::HashSet;

use droits::Role;
use droits::budget::explanation;
use journal::Kind;
use journal::entry::Entry;

use ::vigie::{Normes, Vigie};

use super::bilan::Qui;
use super::cadre::{Presence, jour_de, minuit};
use super::parametres::parametres;
use super::*;

fn small(graine: u64) -> Options {
    Options { structures: 3, jours: 5, graine, ..Options::default() }
}

/// A month long enough for every event.
fn whole() -> Options {
    Options { structures: 4, jours: 22, graine: 3, ..Options::default() }
}

fn of(demandes: &[Demande], special: Special) -> Vec<&Demande> {
    demandes.iter().filter(|d| d.special == Some(special)).collect()
}

fn opened(demandes: &[&Demande]) -> Vec<(u32, u32)> {
    let one = |d: &&Demande| if let Quoi::Ouvre(p) = d.quoi { Some((d.agent, p)) } else { None };
    demandes.iter().filter_map(one).collect()
}

#[test]
fn the_same_seed_gives_the_same_month_and_the_same_answers() {
    let play = |graine| {
        let (reseau, demandes) = demandes(&small(graine)).expect("a lawful size");
        let bilan = joue(&reseau, &small(graine), &demandes, &mut Muette).expect("a lawful network");
        (demandes, bilan.json())
    };
    let (first, second, other) = (play(1), play(1), play(2));
    assert_eq!(first.1, second.1);
    assert!(first.0 == second.0 && first.0 != other.0);
}

#[test]
fn a_month_is_in_order_and_of_a_plausible_size() {
    let (reseau, demandes) = demandes(&small(1)).expect("a lawful size");
    assert!(demandes.windows(2).all(|two| two[0].temps <= two[1].temps));
    let bilan = joue(&reseau, &small(1), &demandes, &mut Muette).expect("a lawful network");
    let conseillers = &bilan.comptes[&Qui::Conseiller];
    let a_day = conseillers.nouvelles as f64 / conseillers.agent_jours as f64;
    assert!((11.0..20.0).contains(&a_day), "{a_day}: 11, and the allowances of the first days");
    assert!(bilan.comptes.values().all(|c| c.agent_jours > 0 || c.ouvertures == 0));
    assert!(bilan.comptes[&Qui::Autres].ouvertures == 0, "who manages accounts opens nothing");
}

#[test]
fn nothing_is_refused_that_the_policy_of_roles_or_structures_refuses() {
    let (reseau, demandes) = demandes(&whole()).expect("a lawful size");
    let bilan = joue(&reseau, &whole(), &demandes, &mut Muette).expect("a lawful network");
    for compte in bilan.comptes.values() {
        for rule in 1..=7 {
            assert!(!compte.refus.contains_key(&rule), "rule {rule}: honest people do not ask for that");
        }
    }
}

#[test]
fn less_is_explained_when_less_is_said() {
    let part = |explique| {
        let options = Options { explique, ..small(1) };
        let (reseau, demandes) = demandes(&options).expect("a lawful size");
        joue(&reseau, &options, &demandes, &mut Muette).expect("a lawful network").comptes[&Qui::Conseiller]
            .part_forte()
    };
    let (usual, less) = (part(None), part(Some(850)));
    assert!((0.93..0.98).contains(&usual) && (0.80..0.90).contains(&less), "{usual} {less}");
}

#[test]
fn more_volume_is_more_openings() {
    let count = |volume| {
        let (_, demandes) = demandes(&Options { volume, ..small(1) }).expect("a lawful size");
        demandes.iter().filter(|d| matches!(d.quoi, Quoi::Ouvre(_))).count() as f64
    };
    let ratio = count(1_500) / count(1_000);
    assert!((1.4..1.6).contains(&ratio), "{ratio}");
}

/// The same without mandats: agents open each dossier of a batch, and of a fair.
fn by_hand() -> Options {
    Options { mandats: false, ..whole() }
}

fn lines(demandes: &[&Demande]) -> Vec<(u32, u32)> {
    let one = |d: &&Demande| if let Quoi::Mandat(p) = d.quoi { Some((d.agent, p)) } else { None };
    demandes.iter().filter_map(one).collect()
}

#[test]
fn the_allowances_are_of_ones_own_and_of_the_first_days() {
    for options in [whole(), by_hand()] {
        let (reseau, demandes) = demandes(&options).expect("a lawful size");
        let batch = of(&demandes, Special::Allocation);
        let (opened, lines) = (opened(&batch), lines(&batch));
        for (agent, personne) in opened.iter().chain(&lines) {
            assert!(reseau.agents[*agent as usize].siens.contains(personne));
        }
        assert!(batch.iter().all(|d| jour_de(d.temps) < 3));
        let (many, few) = if options.mandats { (lines, opened) } else { (opened, lines) };
        assert!(many.len() > 300, "four teams go through theirs");
        assert!(few.len() * 8 < many.len(), "of a mandat, only what is to be looked at is opened");
    }
}

#[test]
fn a_job_fair_is_180_persons_called_over_two_days() {
    for options in [whole(), by_hand()] {
        let (reseau, demandes) = demandes(&options).expect("a lawful size");
        let fair = of(&demandes, Special::Forum);
        let first = *parametres().evenements.forum_jour as usize - 1;
        let calls = if options.mandats { lines(&fair) } else { opened(&fair) };
        let is_a_call = |d: &&&Demande| matches!(d.quoi, Quoi::Ouvre(_) | Quoi::Mandat(_));
        assert!(fair.iter().filter(is_a_call).all(|d| (first..first + 2).contains(&jour_de(d.temps))));
        let called: HashSet<u32> = calls.iter().map(|(_, p)| *p).collect();
        assert_eq!((calls.len(), called.len(), fair.iter().filter(is_a_call).count()), (180, 180, 180));
        let callers: HashSet<u32> = calls.iter().map(|(agent, _)| *agent).collect();
        assert!(callers.iter().all(|a| reseau.agents[*a as usize].role == Role::Conseiller) && callers.len() <= 10);
    }
}

#[test]
fn a_month_of_three_structures_keeps_what_is_promised_under_the_eyes_of_the_vigie() {
    let options = Options { structures: 3, graine: 1, ..Options::default() };
    let (reseau, demandes) = demandes(&options).expect("a lawful size");
    let mut vigie = Vigie::new(Normes::livrees());
    let bilan = joue(&reseau, &options, &demandes, &mut vigie).expect("a lawful network");
    assert_eq!(bilan.fautes(), Vec::<String>::new());
    assert!(bilan.is_judged() && bilan.mandats > 180, "{}", bilan.mandats);
    let all = bilan.tous();
    assert!(all.ouvertures > 20_000 && all.gestes > 0, "{} openings", all.ouvertures);
}

#[test]
fn what_the_vigie_takes_is_taken() {
    /// Says once, of the third opening.
    struct Une(u32, Prend);
    impl Veille for Une {
        fn take(&mut self, _: u64, entry: &Entry) -> Vec<Signal> {
            self.0 += u32::from(entry.kind == Kind::Opening);
            let rings = entry.kind == Kind::Opening && self.0 == 3;
            let signal = Signal { agent: entry.actor, regle: 3, humain: false, prend: self.1 };
            if rings { vec![signal] } else { Vec::new() }
        }
    }
    let options = Options { structures: 1, jours: 1, ..small(1) };
    let (reseau, demandes) = demandes(&options).expect("a lawful size");
    let play = |prend| joue(&reseau, &options, &demandes, &mut Une(0, prend)).expect("a lawful network").tous();
    let usual = play(Prend::Rien);
    let gestures = |prend| play(prend).gestes;
    assert!(gestures(Prend::Geste) > usual.gestes, "the next new dossier asks for one");
    assert!(gestures(Prend::TrancheCinq) > gestures(Prend::Geste), "and each five after it");
    assert!(gestures(Prend::Login) > usual.gestes, "she signs in again");
    assert!(play(Prend::Recherche).refus.get(&16) > usual.refus.get(&16), "her lists are over for the day");
    assert_eq!(play(Prend::Compte).suspensions, 1);
}

#[test]
fn who_is_sick_asks_for_nothing_and_her_people_are_received() {
    let (reseau, demandes) = demandes(&whole()).expect("a lawful size");
    let sick = of(&demandes, Special::Maladie);
    assert!(!opened(&sick).is_empty());
    for (agent, personne) in opened(&sick) {
        let structure = reseau.agents[agent as usize].structure;
        let de = reseau.referent(structure, personne).expect("somebody follows her");
        assert_ne!(de, agent);
    }
    for d in demandes.iter().filter(|d| d.temps >= minuit(0) && matches!(d.quoi, Quoi::Ouvre(_))) {
        assert_eq!(reseau.presence(d.agent, jour_de(d.temps)), Presence::La);
    }
    let replaces = |d: &&&Demande| matches!(d.quoi, Quoi::Dit { code: explanation::REMPLACEMENT, .. });
    assert!(sick.iter().filter(replaces).count() > 10, "the direction says who answers for her");
}

#[test]
fn a_merger_gives_dossiers_before_they_are_opened() {
    let (reseau, demandes) = demandes(&whole()).expect("a lawful size");
    let merger = of(&demandes, Special::Fusion);
    let mut known = HashSet::new();
    for d in &merger {
        match d.quoi {
            Quoi::Transfere(p) => assert!(known.insert(p)),
            Quoi::Ouvre(p) => assert!(known.contains(&p) && !reseau.structures[0].dossiers.contains(&p)),
            _ => {}
        }
    }
    assert!(known.len() > 200, "{}", known.len());
    let bilan = joue(&reseau, &whole(), &demandes, &mut Muette).expect("a lawful network");
    assert!(bilan.partis > 0, "those whom the other structure no longer has are not asked for there");
}

#[test]
fn an_audit_is_a_direction_and_september_makes_more_dossiers() {
    let (reseau, demandes) = demandes(&whole()).expect("a lawful size");
    let audit = opened(&of(&demandes, Special::Audit));
    assert_eq!(audit.len() as u64, *parametres().evenements.audit_dossiers);
    assert!(audit.iter().all(|(agent, _)| reseau.agents[*agent as usize].role == Role::Direction));
    let made = |days: std::ops::Range<usize>| {
        let in_days = |d: &&Demande| matches!(d.quoi, Quoi::Cree(_)) && days.contains(&jour_de(d.temps));
        demandes.iter().filter(in_days).count() as f64
    };
    let (before, after) = (made(0..11), made(11..22));
    assert!(after / before > 1.3, "{before} {after}");
}

#[test]
fn newcomers_come_by_the_whole_way_and_are_on_probation() {
    let options = Options { structures: 9, jours: 2, ..Options::default() };
    let (reseau, demandes) = demandes(&options).expect("a lawful size");
    assert!(reseau.agents.iter().any(|a| a.en_essai));
    let bilan = joue(&reseau, &options, &demandes, &mut Muette).expect("a lawful network");
    assert!(bilan.comptes[&Qui::Essai].ouvertures > 0);
}

#[test]
fn whoever_watches_sees_each_entry_and_what_she_says_is_counted_and_undone() {
    struct Severe(u64, bool);
    impl Veille for Severe {
        fn take(&mut self, index: u64, entry: &Entry) -> Vec<Signal> {
            assert_eq!(index, self.0);
            self.0 += 1;
            if entry.kind != Kind::Opening || self.1 {
                return Vec::new();
            }
            self.1 = true;
            vec![Signal { agent: entry.actor, regle: 4, humain: true, prend: Prend::Compte }]
        }
    }
    let (reseau, demandes) = demandes(&small(1)).expect("a lawful size");
    let mut severe = Severe(0, false);
    let bilan = joue(&reseau, &small(1), &demandes, &mut severe).expect("a lawful network");
    let all = bilan.tous();
    assert_eq!((bilan.entrees, all.suspensions, all.alertes), (severe.0, 1, 1));
    assert!(all.bloques > 0 && all.plus_long_minutes >= *parametres().suite.restauration_minutes);
    assert!(bilan.fautes().iter().any(|fault| fault.contains("wrong suspensions")));
    assert!(!all.refus.contains_key(&4), "she was restored, and opened again");
}

#[test]
fn the_sample_is_of_openings_and_in_order() {
    let (_, demandes) = demandes(&small(1)).expect("a lawful size");
    let some = echantillon(&demandes, 200, 1);
    assert_eq!(some.len(), 200);
    assert!(some.iter().all(|d| matches!(d.quoi, Quoi::Ouvre(_))));
    assert!(some.windows(2).all(|two| two[0].temps <= two[1].temps));
    assert_eq!(some, echantillon(&demandes, 200, 1));
    assert_ne!(some, echantillon(&demandes, 200, 2));
}

#[test]
fn a_month_that_cannot_be_is_refused() {
    for (options, expected) in [
        (Options { structures: 0, ..small(1) }, Impossible::Structures(437)),
        (Options { jours: 0, ..small(1) }, Impossible::Jours(22)),
        (Options { jours: 23, ..small(1) }, Impossible::Jours(22)),
        (Options { volume: 0, ..small(1) }, Impossible::Volume),
        (Options { explique: Some(1_001), ..small(1) }, Impossible::Explique),
    ] {
        let said = demandes(&options).err();
        assert_eq!(said.map(|e| std::mem::discriminant(&e)), Some(std::mem::discriminant(&expected)), "{options:?}");
    }
}

#[test]
fn the_plot_and_its_table_hold_every_role_and_day() {
    let (reseau, demandes) = demandes(&small(1)).expect("a lawful size");
    let bilan = joue(&reseau, &small(1), &demandes, &mut Muette).expect("a lawful network");
    let (svg, table) = (trace::svg(&bilan), trace::tableau(&bilan));
    assert!(Qui::LECTEURS.iter().all(|qui| svg.contains(qui.key()) && table.contains(qui.key())));
    assert_eq!(table.lines().filter(|line| line.starts_with("| ")).count(), 1 + small(1).jours);
    assert!(svg.ends_with("</svg>\n") && !svg.contains("NaN"));
}
