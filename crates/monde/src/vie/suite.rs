//! What an honest agent does once she is refused: the way on that the refusal offers, and how long it takes her.

use droits::Refus;

use super::parametres::parametres;
use super::tirage::un;
use crate::personnes::Alea;

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// A gesture of her passkey begins the next tranche.
    Geste {
        /// How long it takes.
        secondes: u64,
    },
    /// A colleague at the desk gives a ticket.
    Collegue {
        /// How long it takes.
        secondes: u64,
    },
    /// She tries again later: a limit that time alone opens.
    Attend {
        /// When.
        secondes: u64,
    },
    /// Nothing before tomorrow, or before somebody restores her account.
    Rien,
}

/// Numbers of refusals, as entries state them: see `droits::Refus`.
pub mod regle {
    /// The day's dossiers are used up.
    pub const JOUR: u8 = 8;
    /// The thirteenth of a day that nothing explains.
    pub const INEXPLIQUE: u8 = 14;
    /// The twenty-first without a gesture.
    pub const TRANCHE: u8 = 15;
    /// Those of seven days are.
    pub const SEMAINE: u8 = 18;
    /// Too many within sixty minutes.
    pub const HEURE: u8 = 17;
    /// The day's reveals are used up.
    pub const REVELATIONS: u8 = 9;
    /// What a rallonge opens again.
    pub const RALLONGE: [u8; 3] = [JOUR, SEMAINE, REVELATIONS];
}

/// Chosen by what the refusal offers. `essais` tries were made already.
pub fn way_on(refus: Refus, essais: u8, alea: &mut Alea) -> WayOn {
    let (p, g) = (&parametres().suite, &parametres().gestes);
    match refus as u8 {
        regle::TRANCHE => {
            let missed = alea.chance(*g.geste_manque_pour_mille);
            let secondes = un(alea, &g.geste_secondes) + if missed { un(alea, &g.geste_secondes) } else { 0 };
            WayOn::Geste { secondes }
        }
        // The spoken code takes this place once entries hold it: until then, only a colleague explains.
        regle::INEXPLIQUE if essais < 2 && alea.chance(*p.collegue_possible_pour_mille) => {
            WayOn::Collegue { secondes: un(alea, &p.collegue_secondes) }
        }
        regle::HEURE if essais < 60 => WayOn::Attend { secondes: 60 },
        _ => WayOn::Rien,
    }
}

/// Whether she asks for a fact before she tries at all, having been refused once today.
pub fn asks_first(alea: &mut Alea) -> bool {
    !alea.chance(*parametres().suite.insiste_pour_mille)
}
