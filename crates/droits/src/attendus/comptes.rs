//! Acts on accounts: each is asked of the judgement of acts, by every role in every state, on an account in every state.

use std::collections::BTreeSet;
use std::fmt::Write;

use journal::Kind;
use journal::entry::{Entry, Pseudonym};

use super::{AILLEURS, ELLE, ETATS, ICI, T, mot, with};
use crate::habilitation::regles::{COOLING_LONG, EMERGENCY_MAX, HEURE, JOUR};
use crate::habilitation::{Genre, Habilitation, State};
use crate::registre::Quota;
use crate::{Registre, Role};

const AUTRE: Pseudonym = [2; 16];
/// Whose demand it is, when it is somebody else's.
const PROPOSEUSE: Pseudonym = [3; 16];

/// Whose account she acts on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lien {
    Soi,
    Collegue,
    Ailleurs,
}

const LIENS: [(Lien, &str); 3] = [
    (Lien::Soi, "soi-même"),
    (Lien::Collegue, "un autre compte de la structure"),
    (Lien::Ailleurs, "un compte d'une autre structure"),
];

/// States of the account that she acts on; `None`: it does not exist yet.
const OBJETS: [Option<State>; 9] = [
    None,
    Some(State::Proposed),
    Some(State::Approved),
    Some(State::Cooling),
    Some(State::Probation),
    Some(State::Active),
    Some(State::Asleep),
    Some(State::Suspended),
    Some(State::Closed),
];

/// How one act is asked: prepares what must already stand in the registre, and says whether it may be made.
type Question = fn(&mut Registre, Entry, &Agent) -> bool;

/// The account concerned.
struct Agent {
    role: Role,
    structure: [u8; 8],
}

/// The act, the role of the account concerned, and its question.
const ACTES: [(&str, Role, Question); 22] = [
    ("proposer un compte", Role::Conseiller, |r, e, _| {
        judges(r, Entry { rule: 1, until: T + JOUR, ..e }, Kind::Proposal)
    }),
    ("proposer une personne à la gestion de compte", Role::Gestionnaire, |r, e, _| {
        judges(r, Entry { rule: 1, until: T + JOUR, ..e }, Kind::Proposal)
    }),
    ("demander un renouvellement", Role::Conseiller, |r, e, _| {
        judges(r, Entry { rule: 2, until: T + JOUR, ..e }, Kind::Proposal)
    }),
    ("demander de nouvelles clés", Role::Conseiller, |r, e, _| {
        judges(r, Entry { rule: 3, until: T + JOUR, ..e }, Kind::Proposal)
    }),
    ("proposer pour la direction", Role::Conseiller, |r, e, _| {
        judges(r, Entry { rule: 4, role: Role::Direction as u8, until: T + JOUR, ..e }, Kind::Proposal)
    }),
    ("être tiré au sort pour approuver", Role::Conseiller, |r, e, a| {
        asked(r, &e, a)
            .is_some_and(|demande| r.at(T).eligible(&demande.proposer, &demande.structure).contains(&e.actor))
    }),
    ("approuver ou refuser, tirée au sort", Role::Conseiller, |r, e, a| {
        asked(r, &e, a).is_some_and(|mut demande| {
            demande.drawn = r.at(T).eligible(&demande.proposer, &demande.structure);
            r.at(T).may_approve(&demande, &e.actor).is_ok()
        })
    }),
    ("approuver à une cérémonie", Role::Conseiller, |r, e, a| {
        let demande = asked(r, &e, a).map(|demande| Habilitation { is_ceremony: true, ..demande });
        demande.is_some_and(|demande| r.at(T).may_approve(&demande, &e.actor).is_ok())
    }),
    ("parrainer", Role::Conseiller, |r, e, a| {
        approved(r, &e, a).is_some_and(|demande| r.at(T).may_vouch(&e.actor, &demande).is_ok())
    }),
    ("parrainer une personne à la gestion de compte", Role::Gestionnaire, |r, e, a| {
        approved(r, &e, a).is_some_and(|demande| r.at(T).may_vouch(&e.actor, &demande).is_ok())
    }),
    ("lier une identité ProConnect", Role::Conseiller, |r, e, _| judges(r, e, Kind::Binding)),
    ("confirmer l'essai", Role::Conseiller, |r, e, _| judges(r, e, Kind::Confirmation)),
    ("s'opposer", Role::Conseiller, |r, e, _| judges(r, e, Kind::Veto)),
    ("rétablir un compte suspendu (à deux)", Role::Conseiller, |r, e, _| judges(r, e, Kind::Restoration)),
    ("réveiller", Role::Conseiller, |r, e, _| judges(r, e, Kind::Waking)),
    ("clore", Role::Conseiller, |r, e, _| judges(r, e, Kind::Closing)),
    ("dater un départ", Role::Conseiller, |r, e, _| judges(r, Entry { until: T + JOUR, ..e }, Kind::Mover)),
    ("signer son certificat de formation", Role::Conseiller, |r, e, _| {
        judges(r, Entry { until: T + JOUR, ..e }, Kind::Training)
    }),
    ("revoir un compte", Role::Conseiller, |r, e, _| judges(r, Entry { until: T + JOUR, ..e }, Kind::Recertification)),
    ("revoir une gestion de compte", Role::Gestionnaire, |r, e, _| {
        judges(r, Entry { until: T + JOUR, ..e }, Kind::Recertification)
    }),
    ("passer la direction, ou la prendre si elle est vacante", Role::Conseiller, |r, e, a| {
        // Nobody proposes these two for the function.
        if r.agent(&e.object).is_none_or(|o| matches!(o.role, Role::Direction | Role::Gestionnaire)) {
            return false;
        }
        let demande = demande(&e, a, Genre::Direction);
        let approved_at = Some(T - COOLING_LONG);
        r.habilitations.insert(e.object, Habilitation { approved_at, at: T - COOLING_LONG - HEURE, ..demande });
        judges(r, e, Kind::DirectionHandover)
    }),
    ("secourir pour un jour (à trois)", Role::Conseiller, |r, e, _| {
        judges(r, Entry { until: T + EMERGENCY_MAX, ..e }, Kind::RightsEmergency)
    }),
];

pub fn page() -> String {
    let mut page = String::from(
        "« parrain » est une conseillère qui a la qualité de parrain. La lignée de chacune est à part ; chaque acte est celui \
         d'une clé, dans une entrée vivante. Suspendre n'est pas dans le tableau : chacune coupe \
         le sien ; direction, gestionnaire et DPO de la structure en coupent trois par jour au plus, la vigie vingt. Le compte d'une autre structure est ici de la même région ; on n'y \
         parraine que s'il n'y reste personne pour le faire.\n\n\
         | acte | sur | par | dans l'état | si le compte est |\n|---|---|---|---|---|\n",
    );
    for (name, role, question) in ACTES {
        let mut rows: Vec<(String, BTreeSet<&str>, String)> = Vec::new();
        for (lien, sur) in LIENS {
            for (may, who) in by_answer(lien, role, question) {
                match rows.iter_mut().find(|(by, _, known)| (by, known) == (&who, &may)) {
                    Some((_, places, _)) => drop(places.insert(sur)),
                    None => rows.push((who, BTreeSet::from([sur]), may)),
                }
            }
        }
        if rows.is_empty() {
            writeln!(page, "| {name} | – | personne | – | – |").expect("a string");
        }
        for (who, places, may) in rows {
            let sur = LIENS.iter().map(|lien| lien.1).filter(|sur| places.contains(sur)).collect::<Vec<_>>().join(", ");
            writeln!(page, "| {name} | {sur} | {who} | {may} |").expect("a string");
        }
    }
    let quota = |lien| by_quota(lien).join(", ");
    writeln!(page, "| demander plus de comptes par semaine | sa structure | {} | actif | – |", quota(Lien::Collegue))
        .expect("a string");
    writeln!(page, "| accorder ce qui est demandé | une autre structure | {} | actif | – |", quota(Lien::Ailleurs))
        .expect("a string");
    page
}

/// Who may act on such an account: for each answer (her states, its states), the roles that share it.
fn by_answer(lien: Lien, object: Role, question: Question) -> Vec<(String, String)> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for (name, role, is_parrain) in actors() {
        let mut lines: Vec<(Vec<&str>, Vec<&str>)> = Vec::new();
        for state in ETATS {
            let may = |etat: &&Option<State>| allows((role, is_parrain, state), lien, object, **etat, question);
            let mut etats: Vec<&str> = OBJETS.iter().filter(may).map(|etat| etat.map_or("à créer", mot)).collect();
            if lien == Lien::Soi {
                etats.iter_mut().for_each(|etat| *etat = "–");
            }
            match lines.iter_mut().find(|(_, known)| *known == etats) {
                Some((states, _)) => states.push(mot(state)),
                None => lines.push((vec![mot(state)], etats)),
            }
        }
        for (states, etats) in lines.into_iter().filter(|(_, etats)| !etats.is_empty()) {
            let answer = format!("{} | {}", states.join(", "), etats.join(", "));
            match groups.iter_mut().find(|(known, _)| *known == answer) {
                Some((_, names)) => names.push(name),
                None => groups.push((answer, vec![name])),
            }
        }
    }
    groups
        .into_iter()
        .map(|(answer, names)| (answer, if names.len() == 8 { "tous".to_owned() } else { names.join(", ") }))
        .collect()
}

fn by_quota(lien: Lien) -> Vec<&'static str> {
    let may = |(_, role, is_parrain): &(&str, Role, bool)| {
        let structure = if lien == Lien::Ailleurs { AILLEURS } else { ICI };
        let mut registre = made((*role, *is_parrain, State::Active), lien, Role::Direction, Some(State::Active));
        if lien == Lien::Ailleurs {
            registre.quotas.entry(structure).or_default().asked = Some(Quota { by: AUTRE, count: 9, until: T + JOUR });
        }
        let entry = Entry { actor: ELLE, structure, count: 9, until: T + JOUR, ..Entry::new(Kind::Quota) };
        judges(&registre, entry, Kind::Quota)
    };
    actors().filter(may).map(|(name, ..)| name).collect()
}

fn actors() -> impl Iterator<Item = (&'static str, Role, bool)> {
    Role::ALL.into_iter().map(|role| (role.key(), role, false)).chain([("parrain", Role::Conseiller, true)])
}

fn allows(actor: (Role, bool, State), lien: Lien, object: Role, etat: Option<State>, question: Question) -> bool {
    if lien == Lien::Soi && etat != Some(actor.2) {
        return false;
    }
    let mut registre = made(actor, lien, object, etat);
    let name = if lien == Lien::Soi { ELLE } else { AUTRE };
    let structure = if lien == Lien::Ailleurs { AILLEURS } else { ICI };
    let role = if lien == Lien::Soi { actor.0 } else { object };
    let entry = Entry { actor: ELLE, object: name, role: role as u8, structure, time: T, ..Entry::new(Kind::Proposal) };
    question(&mut registre, entry, &Agent { role, structure })
}

/// She, and the account concerned.
fn made((role, is_parrain, state): (Role, bool, State), lien: Lien, object: Role, etat: Option<State>) -> Registre {
    let mut registre = Registre::default();
    with(
        &mut registre,
        PROPOSEUSE,
        Role::Gestionnaire,
        if lien == Lien::Ailleurs { AILLEURS } else { ICI },
        State::Active,
    );
    with(&mut registre, ELLE, role, ICI, state);
    registre.agents.get_mut(&ELLE).expect("just made").is_parrain = is_parrain;
    if let Some(etat) = etat.filter(|_| lien != Lien::Soi) {
        with(&mut registre, AUTRE, object, if lien == Lien::Ailleurs { AILLEURS } else { ICI }, etat);
    }
    registre
}

/// The demand that can wait for an approval on such an account: a new one, or new keys.
fn asked(registre: &Registre, entry: &Entry, agent: &Agent) -> Option<Habilitation> {
    match registre.agent(&entry.object)?.state(T) {
        State::Approved | State::Closed => None,
        State::Proposed => Some(demande(entry, agent, Genre::Nouveau)),
        _ => Some(demande(entry, agent, Genre::Cles)),
    }
}

/// The same, once approved: it waits for a parrain.
fn approved(registre: &Registre, entry: &Entry, agent: &Agent) -> Option<Habilitation> {
    let genre = match registre.agent(&entry.object)?.state(T) {
        State::Proposed | State::Closed => return None,
        State::Approved => Genre::Nouveau,
        _ => Genre::Cles,
    };
    Some(Habilitation { approved_at: Some(T - 1), ..demande(entry, agent, genre) })
}

fn demande(entry: &Entry, agent: &Agent, genre: Genre) -> Habilitation {
    Habilitation {
        object: entry.object,
        genre,
        proposer: PROPOSEUSE,
        structure: agent.structure,
        role: agent.role,
        until: T + JOUR,
        content: [0; 32],
        request: [0; 32],
        is_parrain: false,
        at: T - HEURE,
        lot: vec![],
        seed: None,
        round: 1,
        drawn_at: T - HEURE,
        drawn: vec![],
        is_declined: false,
        past: vec![],
        is_ceremony: false,
        approvals: vec![],
        approved_at: None,
        waiting: vec![],
    }
}

fn judges(registre: &Registre, entry: Entry, kind: Kind) -> bool {
    registre.at(T).judge(&Entry { kind, ..entry }).is_ok()
}
