//! The pathways of the vitrine: somebody of whom a usual amount is known, somebody of whom nothing is, and somebody of whom there is too much.

use domaine::proposition::{EtatProposition, Proposition, theme_of};
use domaine::situation::{Categorie, Motif, Situation};
use domaine::{AgentId, Clair, GenreEvenement, Groupe, RendezVousId, Statut};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::face::*;
use super::gens::{FOULE, MASSON, statut};
use crate::heure;

/// A rendez-vous of this morning, from which the panel may be filled.
pub const CE_MATIN: RendezVousId = RendezVousId([0x4d; 16]);

/// Nobody knows anything of the second one.
const VIDE: u32 = 2;

pub(super) fn situations(n: u32) -> Vec<SituationVue> {
    match n {
        VIDE => Vec::new(),
        FOULE => (1..=40).rev().map(|num| situation(num, 1 + num % 3)).collect(),
        _ => vec![situation(3, 1), situation(2, 2), situation(1, 3)],
    }
}

fn situation(num: u32, kind: u32) -> SituationVue {
    let (categorie, type_, contrat, debut, fin, pas_comptee) = match kind {
        1 => (Categorie::Emploi, 101, Some(1), date(2026, 9, 1), None, vec![Motif::RomeManquant]),
        2 => (
            Categorie::Formation,
            301,
            None,
            date(2026, 2, 2),
            Some(date(2026, 7, 31)),
            vec![Motif::DispositifNonTenu, Motif::SansPrescription],
        ),
        _ => (Categorie::DemandeurEmploi, 801, None, date(2025, 11, 12), None, Vec::new()),
    };
    SituationVue {
        situation: Situation { num, categorie, type_, contrat, debut, fin_prevue: None, fin, rome: None },
        origine: 1,
        organisme: Clair::new(if kind == 3 { "" } else { "Boulangerie <Essai> & fils" }),
        lieu: Clair::new(if kind == 1 { "Roubaix (59)" } else { "" }),
        heures: (kind == 1).then_some(35),
        texte: Clair::default(),
        agent: Some(Clair::new(MASSON[0])),
        pas_comptee,
        annulable: num == 3,
    }
}

pub(super) fn propositions(n: u32) -> Vec<PropositionVue> {
    let many = if n == FOULE { 60 } else { 4 };
    let count = if n == VIDE { 0 } else { many };
    (1..=count).rev().map(proposition).collect()
}

fn proposition(num: u32) -> PropositionVue {
    let offre = u16::try_from(1 + (num * 5) % 26).unwrap_or(1);
    let creee = date(2026, 11, 18).saturating_sub(i64::from(20 * (num % 4)).days());
    let proposition = Proposition {
        num,
        evenement: 8,
        theme: theme_of(offre).unwrap_or(1),
        offre,
        etat: EtatProposition::Prescrit,
        creee,
        terme: (num == 2).then_some(date(2026, 12, 15)),
        resultat: None,
        inscrit: None,
    };
    PropositionVue { proposition, texte: Clair::default(), agent: Some(Clair::new(MASSON[0])) }
}

pub(super) fn fraicheurs(n: u32) -> Vec<FraicheurVue> {
    let said = |groupe, jour| FraicheurVue { groupe, jour, agent: Some(Clair::new(MASSON[1])) };
    match n {
        VIDE => Vec::new(),
        FOULE => Groupe::ALL.iter().map(|groupe| said(*groupe, date(2021, 1, 4))).collect(),
        _ => vec![said(Groupe::Identite, date(2026, 10, 2)), said(Groupe::Contact, date(2023, 3, 6))],
    }
}

pub(super) fn presences(n: u32) -> Vec<Presence> {
    let today = heure::today();
    let usual = vec![
        rendez_vous(today.saturating_add(8.days()), 570, [0x4e; 16], domaine::agenda::StatutRdv::Planifie),
        rendez_vous(today, 540, CE_MATIN.0, domaine::agenda::StatutRdv::Planifie),
        rendez_vous(date(2026, 11, 3), 870, [0x4f; 16], domaine::agenda::StatutRdv::Absent),
    ];
    match n {
        VIDE => Vec::new(),
        FOULE => (0..50)
            .map(|k: i64| {
                let jour = today.saturating_sub((3 * k).days());
                rendez_vous(jour, 600, [u8::try_from(k).unwrap_or(0); 16], domaine::agenda::StatutRdv::Absent)
            })
            .collect(),
        _ => usual,
    }
}

fn rendez_vous(date: Date, debut: u16, id: [u8; 16], statut: domaine::agenda::StatutRdv) -> Presence {
    Presence {
        date,
        debut,
        fin: debut + 30,
        quoi: Quoi::RendezVous { id: RendezVousId(id), statut, objet: 2 },
        agent: Some((AgentId([0; 16]), Clair::new(MASSON[0]))),
        site: Some("Antenne de l'Épeule".to_owned()),
    }
}

pub(super) fn suivi(n: u32) -> StatutVue {
    let statut = statut(n);
    let is_over = statut == Statut::FinAccompagnement;
    StatutVue {
        statut,
        contact: Some(date(2026, 5, 18)),
        veille_le: (statut == Statut::Actif).then_some(date(2027, 5, 19)),
        fin: is_over.then_some((date(2026, 9, 30), 1)),
        sortie: None,
        conservation: is_over.then_some(Conservation { jour: date(2031, 5, 12), a_confirmer: true }),
    }
}

/// Five thousand contacts.
pub(super) fn many_evenements() -> Vec<Evenement> {
    let texte = Clair::new("Point sur les démarches de la semaine. ".repeat(12));
    let one = |k: u32| Evenement {
        num: 5_000 - k,
        genre: GenreEvenement::from_number(1 + u8::try_from(k % 10).unwrap_or(0)).unwrap_or(GenreEvenement::TELEPHONE),
        date: date(2026, 11, 20).saturating_sub(i64::from(k / 3).days()),
        duree: 30,
        agent: Some(Clair::new(format!("Agent {}", k % 40))),
        texte: texte.clone(),
        lieu: Some(1),
        precision: Clair::default(),
        rendez_vous: None,
        delicat: false,
        retirable: false,
    };
    (0..5_000).map(one).collect()
}

pub(super) fn note() -> NoteDelicate {
    NoteDelicate {
        date: date(2026, 11, 7),
        evenement: 5,
        agent: Some(Clair::new(MASSON[0])),
        texte: Clair::new("Ne veut pas que sa famille sache où elle dort."),
    }
}
