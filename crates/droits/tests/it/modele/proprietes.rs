//! What must hold in every state, and what must be possible in some, so that nothing holds by emptiness.

use stateright::Property;

use super::etat::{Age, Compte, Etat, Main, Role};
use super::pas::Modele;

pub const PERSONNE_TROMPE: &str = "nobody deceived: no hostile account";
pub const TROMPES: &str = "hostile accounts <= deceived people";
pub const APPROBATEURS: &str = "hostile accounts <= deceived approvers";
pub const PARRAINS: &str = "hostile accounts <= deceived parrains";
pub const GESTIONNAIRE: &str = "a hostile gestionnaire costs two approvers and a Direction";
pub const TIRAGE: &str = "each hostile account costs a deceived approver or a contrary draw";
pub const CEREMONIE: &str = "after a ceremony, each hostile account costs two deceived approvers";
pub const SEPARATION: &str = "no account is gestionnaire and reader";

/// What the attacker must be able to do once enough people are deceived: the attack of the model is a real one.
pub const POSSIBLES: [&str; 7] = [
    "an honest newcomer is active",
    "an honest new gestionnaire is active",
    "lost keys come back to their owner",
    "a hostile account is active once approver and parrain are deceived",
    "a hostile gestionnaire is active once two approvers and the Direction are deceived",
    "an account changes hands by keys said to be lost",
    "two gestionnaires of one structure held: more hostile accounts than deceived parrains",
];

/// All of them.
pub fn all() -> Vec<Property<Modele>> {
    let [newcomer, gestionnaire, keys, hostile, hostile_gestionnaire, stolen, desk] = POSSIBLES;
    vec![
        // Whatever the attacker holds of one structure (both gestionnaires, parrain and Direction), or of the desks of several.
        Property::always(PERSONNE_TROMPE, |_, e: &Etat| {
            let deceived = e.approbateurs_trompes + e.parrains_trompes + e.directions_trompees;
            deceived > 0 || (e.deux_bureaux && e.parrain_pris) || e.hostiles(|_| true) == 0
        }),
        // Each approval and each vouching signed in error is one person, whoever the attacker holds.
        Property::always(TROMPES, |_, e: &Etat| {
            e.hostiles(|_| true) <= e.approbateurs_trompes + e.parrains_trompes + e.directions_trompees
        }),
        // Between desks of two structures no rule of approval can hold: the parrain and the lot remain.
        Property::always(APPROBATEURS, |_, e: &Etat| e.deux_bureaux || e.hostiles(|_| true) <= e.approbateurs_trompes),
        // A second gestionnaire of the attacker is not of the line of a parrain whom the first one had made: approvals
        // bound that story.
        Property::always(PARRAINS, |_, e: &Etat| {
            let one_gestionnaire = !e.bureau_pris() && e.hostiles(|role| role == Role::Gestionnaire) == 0;
            let claimed = one_gestionnaire && !e.parrain_pris;
            !claimed || e.hostiles(|_| true) <= e.parrains_trompes + e.directions_trompees
        }),
        Property::always(GESTIONNAIRE, |_, e: &Etat| {
            let hostile = e.hostiles(|role| role == Role::Gestionnaire);
            let approvers = e.deux_bureaux || 2 * hostile <= e.approbateurs_trompes;
            let direction = e.parrain_pris || e.parrain_hostile || hostile <= e.directions_trompees;
            approvers && direction
        }),
        Property::always(TIRAGE, |_, e: &Etat| e.hostiles(|_| true) <= e.approbateurs_trompes + e.tirages_contraires),
        Property::always(CEREMONIE, |m, e: &Etat| {
            let claimed = m.regles.ceremonie && e.hostiles(|role| role == Role::Gestionnaire) == 0;
            !claimed || 2 * e.hostiles(|_| true) <= e.approbateurs_trompes
        }),
        Property::always(SEPARATION, |_, e: &Etat| {
            !e.comptes.iter().any(|c| c.role == Role::Gestionnaire && c.lit_aussi)
        }),
        Property::sometimes(newcomer, |_, e: &Etat| some(e, |c| c.main == Main::Honnete && c.role == Role::Conseiller)),
        Property::sometimes(gestionnaire, |_, e: &Etat| {
            e.comptes[6..].iter().any(|c| active(c) && c.main == Main::Honnete && c.role == Role::Gestionnaire)
        }),
        Property::sometimes(keys, |m, e: &Etat| {
            m.departs[0].pertes > 0
                && e.pertes == 0
                && e.comptes.iter().all(|c| !c.sans_cle && (active(c) || c.age == Age::Absent))
        }),
        Property::sometimes(hostile, |_, e: &Etat| some(e, |c| c.main == Main::Hostile)),
        Property::sometimes(hostile_gestionnaire, |_, e: &Etat| {
            some(e, |c| c.main == Main::Hostile && c.role == Role::Gestionnaire)
        }),
        // What the parrain's line does not bound, and approvals do.
        Property::sometimes(desk, |_, e: &Etat| {
            e.bureau_pris() && !e.parrain_pris && e.hostiles(|_| true) > e.parrains_trompes + e.directions_trompees
        }),
        Property::sometimes(stolen, |_, e: &Etat| e.comptes[..6].iter().any(|c| active(c) && c.main == Main::Hostile)),
    ]
}

fn some(etat: &Etat, wanted: fn(&Compte) -> bool) -> bool {
    etat.comptes.iter().any(|compte| active(compte) && wanted(compte))
}

fn active(compte: &Compte) -> bool {
    compte.age == Age::Actif && !compte.suspendu
}
