//! Sessions collectives, told: a workshop of two places, then ten thousand random acts.

use jiff::civil::{Date, date};

use super::emargement::{annuler, cloturer, deplacer, emarger, inscrire_sur_place};
use super::inscription::{
    ATTENTE_MAX, Inscription, Issue, StatutInscription, appliquer, attente, changer_places, desinscrire, inscrire,
    libres, prises, rang,
};
use super::{EtatSeance, Refus, Seance};
use crate::DossierId;
use crate::seance::StatutInscription::*;

const VENDREDI: Date = date(2026, 11, 20);
const LUNDI: Date = date(2026, 11, 23);

fn jeune(n: u8) -> DossierId {
    DossierId([n; 16])
}

/// A workshop on Monday, to be asked for until the Friday before.
fn atelier(places: u16) -> Seance {
    let etat = EtatSeance::Ouverte;
    Seance { etat, debut: LUNDI, fin: LUNDI, places: Some(places), limite: Some(VENDREDI), close_le: None }
}

/// Lines of the dossiers 1, 2, 3… in order of their demand.
fn lines(statuts: &[StatutInscription]) -> Vec<Inscription> {
    let line = |(n, &statut): (u8, &StatutInscription)| Inscription { dossier: jeune(n), ordre: u32::from(n), statut };
    (1..).zip(statuts).map(line).collect()
}

fn statuts(lines: &[Inscription]) -> Vec<StatutInscription> {
    lines.iter().map(|i| i.statut).collect()
}

#[test]
fn a_session_is_put_off_until_somebody_has_signed() {
    let mardi = date(2026, 11, 24);
    let check = |etat: EtatSeance, before: &[StatutInscription], jour: Date, expected: Result<Date, Refus>| {
        let seance = Seance { etat, ..atelier(2) };
        let moved = deplacer(&seance, &lines(before), jour, Some(VENDREDI)).map(|(s, _)| s.fin);
        assert_eq!(moved, expected, "{before:?} to {jour}");
    };
    check(EtatSeance::Ouverte, &[], mardi, Ok(mardi));
    check(EtatSeance::Ouverte, &[Inscrit, Absent], mardi, Ok(mardi));
    check(EtatSeance::Ouverte, &[Present], mardi, Err(Refus::DejaEmargee));
    check(EtatSeance::Ouverte, &[Present], LUNDI, Ok(LUNDI));
    check(EtatSeance::Close, &[], mardi, Err(Refus::Etat(EtatSeance::Close)));
    check(EtatSeance::Annulee, &[], mardi, Err(Refus::Etat(EtatSeance::Annulee)));
}

#[test]
fn nobody_is_absent_from_a_day_to_come() {
    let check = |before: &[StatutInscription], jour: Date, expected: &[StatutInscription]| {
        let mut stands = lines(before);
        let (_, written) = deplacer(&atelier(2), &stands, jour, None).expect("it is moved");
        appliquer(&mut stands, &written);
        assert_eq!(stands.iter().map(|i| i.statut).collect::<Vec<_>>(), expected, "{before:?} to {jour}");
    };
    let mardi = date(2026, 11, 24);
    check(&[Inscrit, Absent], mardi, &[Inscrit, Inscrit]);
    check(&[Absent, RefusJeune], mardi, &[Inscrit, RefusJeune]);
    // Her place was given meanwhile.
    check(&[Absent, Inscrit, Inscrit], mardi, &[EnAttente, Inscrit, Inscrit]);
    check(&[Absent, Absent, Inscrit], mardi, &[Inscrit, EnAttente, Inscrit]);
    // Another hour of the same day: what was seen stands.
    check(&[Inscrit, Absent], LUNDI, &[Inscrit, Absent]);
}

#[test]
fn a_place_a_rank_or_a_reason() {
    let check = |seance: Seance, before: &[StatutInscription], n: u8, today: Date, expected: Result<Issue, Refus>| {
        let answer = inscrire(&seance, &lines(before), jeune(n), today).map(|(issue, _)| issue);
        assert_eq!(answer, expected, "{before:?} + {n} at {today}");
    };
    let two = atelier(2);
    let full_list = [&[Inscrit; 2][..], &[EnAttente; ATTENTE_MAX]].concat();
    check(two, &[], 1, VENDREDI, Ok(Issue::Inscrit));
    check(two, &[Inscrit], 2, VENDREDI, Ok(Issue::Inscrit));
    check(two, &[Inscrit, Inscrit], 3, VENDREDI, Ok(Issue::EnAttente(1)));
    check(two, &[Inscrit, Present], 3, VENDREDI, Ok(Issue::EnAttente(1)));
    check(two, &[Inscrit, Inscrit, EnAttente], 4, VENDREDI, Ok(Issue::EnAttente(2)));
    check(two, &[Inscrit, Absent], 3, VENDREDI, Ok(Issue::Inscrit));
    check(two, &[Inscrit, EnAttente], 3, VENDREDI, Ok(Issue::EnAttente(2)));
    check(two, &full_list[..51], 60, VENDREDI, Ok(Issue::EnAttente(50)));
    check(two, &full_list, 60, VENDREDI, Err(Refus::AttentePleine));
    check(two, &[Inscrit], 1, VENDREDI, Err(Refus::DejaInscrit));
    check(two, &[EnAttente], 1, VENDREDI, Err(Refus::DejaInscrit));
    check(two, &[Absent], 1, VENDREDI, Err(Refus::DejaInscrit));
    check(two, &[Desinscrit], 1, VENDREDI, Ok(Issue::Inscrit));
    check(two, &[RefusJeune], 1, VENDREDI, Ok(Issue::Inscrit));
    check(two, &[], 1, date(2026, 11, 21), Err(Refus::LimitePassee(VENDREDI)));
    check(Seance { limite: None, ..two }, &[], 1, LUNDI, Ok(Issue::Inscrit));
    check(Seance { limite: None, ..two }, &[], 1, date(2026, 11, 24), Err(Refus::LimitePassee(LUNDI)));
    check(Seance { places: None, ..two }, &[Inscrit; 200], 255, VENDREDI, Ok(Issue::Inscrit));
    check(Seance { etat: EtatSeance::Close, ..two }, &[], 1, VENDREDI, Err(Refus::Etat(EtatSeance::Close)));
    check(Seance { etat: EtatSeance::Annulee, ..two }, &[], 1, VENDREDI, Err(Refus::Etat(EtatSeance::Annulee)));
}

#[test]
fn who_comes_back_comes_back_at_the_end() {
    let mut all = lines(&[Inscrit, EnAttente, EnAttente]);
    let seance = atelier(1);
    let left = desinscrire(&seance, &all, jeune(2), VENDREDI).unwrap();
    appliquer(&mut all, &left);
    let (issue, line) = inscrire(&seance, &all, jeune(2), VENDREDI).unwrap();
    appliquer(&mut all, &[line]);
    assert_eq!((issue, all.len()), (Issue::EnAttente(2), 3));
    assert_eq!((rang(&all, jeune(3)), rang(&all, jeune(2)), rang(&all, jeune(1))), (Some(1), Some(2), None));
}

#[test]
fn who_leaves_gives_the_place_to_the_first_who_waits() {
    type Expected<'a> = Result<&'a [(u8, StatutInscription)], Refus>;
    let check = |before: &[StatutInscription], n: u8, today: Date, expected: Expected<'_>| {
        let answer = desinscrire(&atelier(2), &lines(before), jeune(n), today);
        let told = answer.map(|lines| lines.iter().map(|i| (i.dossier.0[0], i.statut)).collect::<Vec<_>>());
        assert_eq!(told, expected.map(<[_]>::to_vec), "{before:?} - {n} at {today}");
    };
    let full = [Inscrit, Inscrit, EnAttente, EnAttente];
    let dimanche = date(2026, 11, 22);
    check(&full, 1, VENDREDI, Ok(&[(1, Desinscrit), (3, Inscrit)]));
    check(&full, 1, dimanche, Ok(&[(1, Desinscrit), (3, Inscrit)]));
    check(&full, 1, LUNDI, Ok(&[(1, Desinscrit), (3, Inscrit)]));
    check(&full, 1, date(2026, 11, 24), Ok(&[(1, Desinscrit)]));
    check(&full, 3, VENDREDI, Ok(&[(3, Desinscrit)]));
    check(&[Inscrit], 1, VENDREDI, Ok(&[(1, Desinscrit)]));
    check(&[Present], 1, LUNDI, Err(Refus::PasInscrit));
    check(&[Desinscrit], 1, LUNDI, Err(Refus::PasInscrit));
    check(&[], 1, LUNDI, Err(Refus::PasInscrit));
}

#[test]
fn places_never_go_under_those_taken() {
    let check = |places: Option<u16>, expected: Result<&[u8], Refus>| {
        let before = lines(&[Inscrit, Desinscrit, Present, Inscrit, EnAttente, EnAttente]);
        let answer = changer_places(&atelier(3), &before, places, VENDREDI);
        let told = answer.map(|lines| lines.iter().map(|i| i.dossier.0[0]).collect::<Vec<_>>());
        assert_eq!(told, expected.map(<[_]>::to_vec), "{places:?}");
    };
    check(Some(2), Err(Refus::MoinsQueLesInscrits(3)));
    check(Some(3), Ok(&[]));
    check(Some(4), Ok(&[5]));
    check(Some(9), Ok(&[5, 6]));
    check(None, Ok(&[5, 6]));
    check(Some(0), Err(Refus::Places));
    check(Some(1_001), Err(Refus::Places));
}

#[test]
fn a_sheet_is_signed_from_the_first_day() {
    let check =
        |from: StatutInscription, to: StatutInscription, today: Date, expected: Result<&[StatutInscription], Refus>| {
            let before = lines(&[from, Inscrit, EnAttente]);
            let answer = emarger(&atelier(2), &before, jeune(1), to, today).map(|lines| statuts(&lines));
            assert_eq!(answer, expected.map(<[_]>::to_vec), "{from:?} to {to:?} at {today}");
        };
    check(Inscrit, Present, VENDREDI, Err(Refus::PasAvant(LUNDI)));
    check(Inscrit, Present, LUNDI, Ok(&[Present]));
    check(Inscrit, Absent, LUNDI, Ok(&[Absent]));
    check(Inscrit, RefusJeune, VENDREDI, Ok(&[RefusJeune, Inscrit]));
    check(Inscrit, RefusTiers, date(2026, 11, 24), Ok(&[RefusTiers]));
    check(Present, Inscrit, LUNDI, Ok(&[Inscrit]));
    check(RefusJeune, Inscrit, LUNDI, Ok(&[Inscrit]));
    check(EnAttente, Present, LUNDI, Ok(&[Present]));
    check(EnAttente, Absent, LUNDI, Err(Refus::StatutImpossible));
    check(Inscrit, EnAttente, LUNDI, Err(Refus::StatutImpossible));
    check(Inscrit, Desinscrit, LUNDI, Err(Refus::StatutImpossible));
    check(Desinscrit, Present, LUNDI, Err(Refus::PasInscrit));

    let full = lines(&[Inscrit, Inscrit, EnAttente, RefusJeune]);
    assert_eq!(emarger(&atelier(2), &full, jeune(3), Present, LUNDI), Err(Refus::Complet));
    assert_eq!(emarger(&atelier(2), &full, jeune(4), Inscrit, VENDREDI), Err(Refus::Complet));
}

#[test]
fn somebody_at_the_door_needs_a_place_and_nothing_else() {
    let check = |before: &[StatutInscription], n: u8, today: Date, expected: Result<StatutInscription, Refus>| {
        let answer = inscrire_sur_place(&atelier(2), &lines(before), jeune(n), today).map(|line| line.statut);
        assert_eq!(answer, expected, "{before:?} + {n} at {today}");
    };
    check(&[Present], 2, VENDREDI, Err(Refus::PasAvant(LUNDI)));
    check(&[Present], 2, LUNDI, Ok(Present));
    check(&[Present, Absent], 3, LUNDI, Ok(Present));
    check(&[Present, Desinscrit], 2, LUNDI, Ok(Present));
    check(&[Present, Inscrit], 3, LUNDI, Err(Refus::Complet));
    check(&[Present, Inscrit], 2, LUNDI, Err(Refus::DejaInscrit));
}

#[test]
fn a_session_closes_when_the_sheet_matches_the_list() {
    let check = |before: &[StatutInscription], today: Date, expected: Result<[usize; 4], Refus>| {
        let answer = cloturer(&atelier(12), &lines(before), today);
        let told = answer.map(|(seance, bilan)| {
            assert_eq!((seance.etat, seance.close_le), (EtatSeance::Close, Some(today)));
            assert!(bilan.liberes.iter().all(|i| i.statut == Desinscrit));
            [bilan.presents, bilan.absents, bilan.refus, bilan.liberes.len()]
        });
        assert_eq!(told, expected, "{before:?} at {today}");
    };
    let signed = [Present, Absent, RefusJeune, Present, RefusTiers, EnAttente, Desinscrit];
    check(&signed, LUNDI, Ok([2, 1, 2, 1]));
    check(&signed, date(2026, 12, 31), Ok([2, 1, 2, 1]));
    check(&signed, date(2026, 11, 22), Err(Refus::PasAvant(LUNDI)));
    check(&[], LUNDI, Ok([0; 4]));
    check(&[Inscrit, Present, Inscrit], LUNDI, Err(Refus::NonEmarges(vec![jeune(1), jeune(3)])));
}

#[test]
fn a_cancelled_session_says_whom_to_warn() {
    let check = |before: &[StatutInscription], expected: Result<&[u8], Refus>| {
        let answer = annuler(&atelier(2), &lines(before));
        let told = answer.map(|(seance, warn)| {
            assert_eq!(seance.etat, EtatSeance::Annulee);
            warn.iter().map(|dossier| dossier.0[0]).collect::<Vec<_>>()
        });
        assert_eq!(told, expected.map(<[_]>::to_vec), "{before:?}");
    };
    check(&[Inscrit, RefusJeune, EnAttente, Desinscrit], Ok(&[1, 3]));
    check(&[], Ok(&[]));
    check(&[Inscrit, Present], Err(Refus::DejaEmargee));
}

#[test]
fn words_keys_and_numbers_come_back() {
    for statut in StatutInscription::ALL {
        assert_eq!(StatutInscription::from_number(statut as u8), Some(statut));
        assert_eq!(StatutInscription::from_key(statut.key()), Some(statut));
        let commentaire = (statut == Absent).then_some("Absent");
        if let Some(word) = statut.api() {
            assert_eq!(StatutInscription::from_api(word, commentaire), Some(statut));
        }
    }
    assert_eq!(StatutInscription::from_api("PRESENT", None), None);
}

/// Whatever the order of ten thousand acts: no place sold twice, ranks from 1 without gap or double, the first who waited
/// goes first, nobody lost. Ten histories of a thousand, each of one session that forty people ask for; in every other one the session
/// has not begun, and nobody waits before a free place.
#[test]
fn ten_thousand_acts_lose_nobody() {
    for seed in 1..=10 {
        let mut chance = Chance(seed);
        let mut seance = atelier(5);
        let mut all: Vec<Inscription> = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        let mut full_steps = 0;

        for step in 0..1_000 {
            let before = waiting(&all);
            let dossier = jeune(chance.below(40) as u8);
            let today = if seed % 2 == 0 || chance.below(2) == 0 { VENDREDI } else { LUNDI };
            match chance.below(12) {
                0..=5 => {
                    if let Ok((issue, line)) = inscrire(&seance, &all, dossier, today) {
                        appliquer(&mut all, &[line]);
                        known.insert(dossier);
                        let rank = rang(&all, dossier);
                        assert_eq!(rank, if let Issue::EnAttente(n) = issue { Some(n) } else { None });
                    }
                }
                6..=8 => {
                    let lines = desinscrire(&seance, &all, dossier, today).unwrap_or_default();
                    appliquer(&mut all, &lines);
                }
                9 => {
                    let places = (seed % 2 == 0 || chance.below(60) != 0).then(|| chance.below(15) as u16);
                    if let Ok(lines) = changer_places(&seance, &all, places, today) {
                        seance.places = places;
                        appliquer(&mut all, &lines);
                    }
                }
                _ => {
                    let statut = StatutInscription::ALL[chance.below(7) as usize];
                    let lines = emarger(&seance, &all, dossier, statut, today).unwrap_or_default();
                    appliquer(&mut all, &lines);
                }
            }

            let taken = prises(&all);
            assert!(
                seance.places.is_none_or(|places| taken <= usize::from(places)),
                "seed {seed}, step {step}: oversold"
            );
            let full = libres(&seance, &all) == Some(0);
            assert!(
                seed % 2 == 1 || full || waiting(&all).is_empty(),
                "seed {seed}, step {step}: waits before a free place"
            );
            full_steps += usize::from(full && !waiting(&all).is_empty());
            let ranks: Vec<_> = waiting(&all).iter().filter_map(|dossier| rang(&all, *dossier)).collect();
            assert_eq!(ranks, (1..=ranks.len()).collect::<Vec<_>>(), "seed {seed}, step {step}");
            let stayed: Vec<_> = before.iter().filter(|d| waiting(&all).contains(d)).collect();
            assert!(
                waiting(&all).iter().zip(stayed).all(|(after, before)| after == before),
                "seed {seed}, step {step}"
            );
            let held: std::collections::BTreeSet<_> = all.iter().map(|i| i.dossier).collect();
            assert_eq!(
                (held.len(), &held),
                (all.len(), &known),
                "seed {seed}, step {step}: one line each, nobody lost"
            );
        }
        assert!(full_steps > 100, "seed {seed}: a history where nobody waits proves nothing ({full_steps})");
    }
}

fn waiting(all: &[Inscription]) -> Vec<DossierId> {
    attente(all).iter().map(|i| i.dossier).collect()
}

/// A small generator (xorshift), the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % u64::from(n)) as u32
    }
}
