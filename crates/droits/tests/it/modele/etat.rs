//! The state of the model: a few accounts, two demands that wait for signatures, and the count of the
//! people who were deceived. It is small and flat because more than a million of them are hashed.

use std::hash::{Hash, Hasher};

/// Accounts: six first agents, then those that the model creates.
pub const COMPTES: usize = 9;
/// The first account that does not exist at the start.
pub const PREMIER_NOUVEAU: u8 = 6;
/// Demands that wait at the same time.
pub const DEMANDES: usize = 2;
/// No account.
pub const PERSONNE: u8 = 15;
/// A parrain or a Direction of another structure, not an account of the model: always honest.
pub const PARRAIN_AILLEURS: u8 = 14;

/// Everything at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Etat {
    pub comptes: [Compte; COMPTES],
    pub demandes: [Demande; DEMANDES],
    /// Approvals of something hostile, signed by an honest person.
    pub approbateurs_trompes: u8,
    /// Vouchings for somebody hostile, signed by an honest parrain.
    pub parrains_trompes: u8,
    /// The same, signed by an honest Direction for an account of gestionnaire.
    pub directions_trompees: u8,
    /// Draws that fell on an approver whom the attacker holds, for something hostile.
    pub tirages_contraires: u8,
    /// People whom the attacker may still capture.
    pub captures: u8,
    /// Agents who may still lose their keys.
    pub pertes: u8,
    /// The attacker holds gestionnaires of two structures: no four-eyes rule can hold between them.
    pub deux_bureaux: bool,
    /// The attacker holds a parrain or a Direction who was not of his making.
    pub parrain_pris: bool,
    /// An account of parrain or Direction became hostile by the demands themselves.
    pub parrain_hostile: bool,
}

/// An account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compte {
    pub age: Age,
    pub role: Role,
    pub main: Main,
    pub structure: u8,
    /// The first agent at the head of its chain of proposers.
    pub racine: u8,
    /// Who proposed it and who asked for its new keys, one bit an account.
    pub proposants: u16,
    pub suspendu: bool,
    pub sans_cle: bool,
    /// Holds a right on dossiers beside the role of gestionnaire: what must never be.
    pub lit_aussi: bool,
}

/// How far an account is. Sleep is not there: for what an account may sign, it is a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Age {
    Absent,
    Attente,
    Probation,
    Actif,
    Clos,
}

/// What the account may sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Role {
    Conseiller,
    Parrain,
    Direction,
    Gestionnaire,
}

/// Who holds the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Main {
    Honnete,
    /// A true person, hijacked or bribed.
    Prise,
    /// The attacker himself: the account, or its new keys, were made for him.
    Hostile,
}

/// A demand that waits for signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demande {
    pub objet: Objet,
    /// Whether what is asked serves the attacker.
    pub hostile: bool,
    pub proposant: u8,
    /// The approver whose signature is awaited.
    pub tire: u8,
    pub approbateurs: [u8; 2],
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Objet {
    Rien,
    Compte(Role),
    /// New keys for an account that exists.
    Cles(u8),
    /// A right on dossiers for an account of gestionnaire: a rule refuses it.
    DroitEnPlus(u8),
}

impl Etat {
    /// Three structures: 0 with a desk of two gestionnaires, a parrain and a Direction; 1 and 2 with a gestionnaire each.
    pub fn initial(captures: u8, pertes: u8) -> Etat {
        let absent = Compte {
            age: Age::Absent,
            role: Role::Conseiller,
            main: Main::Honnete,
            structure: 0,
            racine: 0,
            proposants: 0,
            suspendu: false,
            sans_cle: false,
            lit_aussi: false,
        };
        let mut comptes = [absent; COMPTES];
        let firsts = [
            (Role::Gestionnaire, 0),
            (Role::Gestionnaire, 1),
            (Role::Gestionnaire, 2),
            (Role::Gestionnaire, 0),
            (Role::Parrain, 0),
            (Role::Direction, 0),
        ];
        for (number, (role, structure)) in firsts.into_iter().enumerate() {
            comptes[number] = Compte { age: Age::Actif, role, structure, racine: number as u8, ..absent };
        }
        Etat {
            comptes,
            demandes: [Demande::VIDE; DEMANDES],
            approbateurs_trompes: 0,
            parrains_trompes: 0,
            directions_trompees: 0,
            tirages_contraires: 0,
            captures,
            pertes,
            deux_bureaux: false,
            parrain_pris: false,
            parrain_hostile: false,
        }
    }

    /// The same, with these first agents in the attacker's hands.
    pub fn held(mut self, numbers: &[u8]) -> Etat {
        for &number in numbers {
            self.capture(number);
        }
        self
    }

    /// The attacker takes the keys of a true person.
    pub fn capture(&mut self, number: u8) {
        let taken = &mut self.comptes[number as usize];
        taken.main = Main::Prise;
        let (role, structure) = (taken.role, taken.structure);
        if role == Role::Gestionnaire {
            self.deux_bureaux |=
                self.comptes.iter().any(|c| c.main == Main::Prise && c.role == role && c.structure != structure);
        } else if role != Role::Conseiller {
            self.parrain_pris = true;
        }
    }

    /// Whether one descends from the other by proposals, those of new keys included.
    pub fn of_one_line(&self, one: u8, other: u8) -> bool {
        self.ascent(one) >> other & 1 == 1 || self.ascent(other) >> one & 1 == 1
    }

    /// The account, who proposed it, who proposed them, and so on. New keys may make a circle of it.
    fn ascent(&self, of: u8) -> u16 {
        let mut seen = 1 << of;
        loop {
            let above = |mask, (number, compte): (usize, &Compte)| mask | (compte.proposants * (seen >> number & 1));
            let wider = self.comptes.iter().enumerate().fold(seen, above);
            if wider == seen {
                return seen;
            }
            seen = wider;
        }
    }

    /// Whether the attacker holds two true gestionnaires of one structure.
    pub fn bureau_pris(&self) -> bool {
        let held = |c: &&Compte| c.main == Main::Prise && c.role == Role::Gestionnaire;
        let structures = self.comptes.iter().filter(held).map(|c| 1u32 << (8 * c.structure));
        structures.sum::<u32>() & 0xfefe_fefe != 0
    }

    /// Accounts that the attacker obtained through demands and that are past their cooling, suspended or not.
    pub fn hostiles(&self, wanted: fn(Role) -> bool) -> u8 {
        let counts =
            |c: &&Compte| c.main == Main::Hostile && (Age::Probation..=Age::Actif).contains(&c.age) && wanted(c.role);
        self.comptes.iter().filter(counts).count() as u8
    }
}

impl Demande {
    pub const VIDE: Demande = Demande {
        objet: Objet::Rien,
        hostile: false,
        proposant: PERSONNE,
        tire: PERSONNE,
        approbateurs: [PERSONNE; 2],
    };

    fn code(self) -> u64 {
        let (kind, detail) = match self.objet {
            Objet::Rien => (0, 0),
            Objet::Compte(role) => (1, role as u8),
            Objet::Cles(cible) => (2, cible),
            Objet::DroitEnPlus(cible) => (3, cible),
        };
        [detail, self.proposant, self.tire, self.approbateurs[0], self.approbateurs[1], self.hostile as u8]
            .into_iter()
            .fold(kind, |code, four_bits| code << 4 | u64::from(four_bits))
    }
}

impl Compte {
    fn code(self) -> u64 {
        let flags = self.suspendu as u64 | (self.sans_cle as u64) << 1 | (self.lit_aussi as u64) << 2;
        self.age as u64
            | (self.role as u64) << 3
            | (self.main as u64) << 5
            | (self.structure as u64) << 7
            | (self.racine as u64) << 9
            | flags << 13
            | u64::from(self.proposants) << 16
    }
}

/// Eight words instead of a hundred small fields: more than a million states are hashed.
impl Hash for Etat {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        for some in self.comptes.chunks(2) {
            hasher.write_u64(some.iter().fold(0, |word, compte| word << 32 | compte.code()));
        }
        for demande in self.demandes {
            hasher.write_u64(demande.code());
        }
        let counts =
            [self.approbateurs_trompes, self.parrains_trompes, self.directions_trompees, self.tirages_contraires];
        let rest = [
            self.captures,
            self.pertes,
            self.deux_bureaux as u8,
            self.parrain_pris as u8 | (self.parrain_hostile as u8) << 1,
        ];
        hasher.write_u64(counts.into_iter().chain(rest).fold(0, |word, four_bits| word << 4 | u64::from(four_bits)));
    }
}
