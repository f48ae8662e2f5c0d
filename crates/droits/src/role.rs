//! Roles, and what each may ask for. The whole policy is [`Role::allows`]; it is printed and committed
//! (`droits.attendus.md`), so that a change of rights is seen in a diff.

use journal::Kind;
use journal::act::{Purpose, classes};

/// What an agent does in her mission locale. One role per account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Role {
    Conseiller = 1,
    Accueil = 2,
    ReferentCollectif = 3,
    Direction = 4,
    Gestionnaire = 5,
    Dpo = 6,
    Vigie = 7,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 7] = [
        Role::Conseiller,
        Role::Accueil,
        Role::ReferentCollectif,
        Role::Direction,
        Role::Gestionnaire,
        Role::Dpo,
        Role::Vigie,
    ];

    /// The role of a stored number.
    pub fn from_number(number: u8) -> Option<Role> {
        Role::ALL.into_iter().find(|r| *r as u8 == number)
    }

    /// Its key in files and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Role::Conseiller => "conseiller",
            Role::Accueil => "accueil",
            Role::ReferentCollectif => "referent_collectif",
            Role::Direction => "direction",
            Role::Gestionnaire => "gestionnaire",
            Role::Dpo => "dpo",
            Role::Vigie => "vigie",
        }
    }

    /// The role of a file's key.
    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|r| r.key() == key)
    }

    /// Whether the role may do this act on these classes, in its own structure.
    ///
    /// A gestionnaire manages accounts and has no right on any dossier; nor have the DPO and the vigie,
    /// who read the journal (their pages come later). The front desk has its own, masked, pages later.
    pub fn allows(self, kind: Kind, asked: u8, purpose: Purpose) -> bool {
        let (may, ceiling) = match self {
            Role::Conseiller | Role::ReferentCollectif => (true, classes::ALL),
            Role::Direction => (true, classes::C1 | classes::C2 | classes::C4),
            Role::Accueil | Role::Gestionnaire | Role::Dpo | Role::Vigie => (false, 0),
        };
        let writes = matches!(purpose, Purpose::Ecriture | Purpose::Brouillon | Purpose::Creation | Purpose::Import);
        may && kind.is_asked() && asked & !ceiling == 0 && !(writes && self == Role::Direction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gestionnaire_opens_nothing_whatever_is_asked() {
        for kind in Kind::ALL {
            for asked in 0..=classes::ALL {
                assert!(!Role::Gestionnaire.allows(*kind, asked, Purpose::Accompagnement));
            }
        }
    }
}
