//! A conseiller hijacked for days, every gesture obtained: once as slowly as he can bear, so that no day is remarkable; once taking all
//! that each day gives. What bounds him is the week; how long he goes unseen is told.

use super::jours::{Plan, run};
use super::{Controle, Exercice};

/// Four a day that nothing explains, for two weeks of work: what a patient thief would do.
pub const LENTE: Exercice = Exercice {
    profil: "quatre par jour, deux semaines",
    plafond: 4 * 10,
    plafond_lignes: 200,
    controle: Controle::Toujours("le même contrôle que le profil gourmand, dont le second passage lit toute la base"),
    run: |terrain| run(terrain, Plan { jours: 14, par_jour: 4, inexpliquees: 4, ..Plan::OUVRES }),
    ..GOURMANDE
};

/// All that seven days give.
pub const GOURMANDE: Exercice = Exercice {
    nom: "semaine",
    titre: "Conseiller détourné, tous les gestes obtenus, jour après jour, la vigie à l'écoute.",
    profil: "tout, sept jours",
    plafond: 220,
    plafond_lignes: 200,
    controle: Controle::Nomme("budget"),
    non_couvert: &[],
    run: |terrain| run(terrain, Plan { ouvres: false, ..Plan::OUVRES }),
};
