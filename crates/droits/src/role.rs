//! Roles, and what each may ask for. The whole policy is [`Role::allows`]; it is printed and committed
//! (`droits.attendus.md`), so that a change of rights is seen in a diff.

use journal::Kind;
use journal::act::{Purpose, act, classes, is_leak_check};

use crate::budget::explanation;

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
    /// who read the journal. The front desk has masked lists, the agenda, and of a dossier
    /// how to reach the person; a direction reads and writes no dossier, but says who accompanies whom.
    pub fn allows(self, kind: Kind, asked: u8, purpose: Purpose) -> bool {
        let (may, ceiling) = match self {
            Role::Conseiller | Role::ReferentCollectif => (true, classes::ALL),
            Role::Direction => (true, classes::C1 | classes::C2 | classes::C4),
            Role::Accueil => (is_front_desk(kind, purpose), classes::C1 | classes::C2),
            Role::Gestionnaire | Role::Dpo | Role::Vigie => (false, 0),
        };
        let writes = matches!(purpose, Purpose::Ecriture | Purpose::Brouillon | Purpose::Creation | Purpose::Import);
        may && kind.is_asked() && asked & !ceiling == 0 && !(writes && self == Role::Direction)
    }

    /// Whether she reads the journal itself: whom an account read, by pseudonyms and counts. Never of one dossier, and no name.
    pub fn reads_journal(self) -> bool {
        matches!(self, Role::Dpo | Role::Vigie)
    }

    /// Whether she is told who read one dossier of her structure: who may open it, and the DPO, to whom the person may ask. The
    /// dossier itself stays shut to a DPO.
    pub fn reads_readers(self) -> bool {
        self == Role::Dpo || self.allows(Kind::JournalRead, 0, Purpose::Lectures)
    }

    /// Whether the names of her structure are loaded for what she asks: a list, or the check of a leak, which shows nobody.
    pub fn has_names_loaded(self, method: &str, target: &str) -> bool {
        let is_list = act(method, target).is_some_and(|asked| self.allows(asked.kind, asked.classes, asked.purpose));
        is_list || (is_leak_check(method, target) && self.reads_journal())
    }

    /// Whether the role reads this class (its bit) of somebody, by some gesture: for pages that say who sees what.
    pub fn reads(self, classe: u8) -> bool {
        let gestures = [
            (Kind::Opening, Purpose::Accompagnement),
            (Kind::Opening, Purpose::Contact),
            (Kind::Reveal, Purpose::Revelation),
        ];
        gestures.into_iter().any(|(kind, purpose)| self.allows(kind, classe, purpose))
    }

    /// Whether the role may state this fact (a code of [`explanation`]) in its own structure.
    pub fn states(self, code: u8) -> bool {
        let accompanies = self.accompanies();
        match code {
            explanation::RENDEZ_VOUS
            | explanation::TICKET
            | explanation::APPEL
            | explanation::ATELIER
            | explanation::CODE
            | explanation::CODE_DEMANDE => accompanies || matches!(self, Role::Accueil | Role::Direction),
            explanation::REMPLACEMENT => accompanies || self == Role::Direction,
            explanation::AFFECTATION => self == Role::Direction,
            _ => false,
        }
    }

    /// Whether her day has an agenda.
    pub fn has_agenda(self) -> bool {
        self.allows(Kind::ResultPage, 0, Purpose::Agenda)
    }

    /// Whether people have rendez-vous with her: she has an agenda of her own, in which others may book.
    pub fn receives(self) -> bool {
        self.has_agenda() && self != Role::Accueil
    }

    /// Whether she gives sessions collectives: makes them, puts them off, cancels, closes and reopens them.
    pub fn animates(self) -> bool {
        self.accompanies()
    }

    /// Whether she enrols people in sessions collectives and says who came. A direction reads.
    pub fn enrols(self) -> bool {
        self.states(explanation::ATELIER) && self != Role::Direction
    }

    /// Whether dossiers may be entrusted to her.
    pub fn accompanies(self) -> bool {
        matches!(self, Role::Conseiller | Role::ReferentCollectif)
    }

    /// Whether she says who accompanies whom, and who replaces whom, in her structure.
    pub fn distributes(self) -> bool {
        self.states(explanation::AFFECTATION)
    }

    /// Whether she sees what is to be done in all the dossiers of her structure; others, in their own.
    pub fn oversees(self) -> bool {
        matches!(self, Role::Direction | Role::ReferentCollectif)
    }

    /// Whether she adapts the lists of the catalogue to her structure: what is switched off, what is added.
    pub fn adapts(self) -> bool {
        matches!(self, Role::Direction | Role::ReferentCollectif)
    }

    /// Whether she corrects how to reach a person. A direction reads it.
    pub fn corrects_contacts(self) -> bool {
        self.accompanies() || self == Role::Accueil
    }

    /// Whether she keeps the agendas of others: their absences, their open slots.
    pub fn keeps_agendas(self) -> bool {
        matches!(self, Role::Accueil | Role::Direction)
    }
}

/// What the front desk asks: its pages, a search, the facts that it states, and the contact part of a dossier.
fn is_front_desk(kind: Kind, purpose: Purpose) -> bool {
    match kind {
        Kind::ResultPage => matches!(purpose, Purpose::Agenda | Purpose::Recherche),
        Kind::TokenLookup => purpose == Purpose::Recherche,
        Kind::Explanation => purpose == Purpose::Agenda,
        Kind::Opening => purpose == Purpose::Contact,
        _ => false,
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
        assert!(explanation::STATED.iter().all(|code| !Role::Gestionnaire.states(*code)));
    }

    #[test]
    fn the_front_desk_reads_no_pathway() {
        let check = |kind, asked, purpose, may| {
            assert_eq!(Role::Accueil.allows(kind, asked, purpose), may, "{kind:?} {asked:#b} {purpose:?}");
        };
        check(Kind::Opening, classes::C1 | classes::C2, Purpose::Contact, true);
        check(Kind::Opening, classes::C1 | classes::C2 | classes::C4, Purpose::Contact, false);
        check(Kind::Opening, classes::C1 | classes::C2, Purpose::Accompagnement, false);
        check(Kind::Print, classes::C1 | classes::C2, Purpose::Contact, false);
        check(Kind::Reveal, classes::C1, Purpose::Contact, false);
        check(Kind::ResultPage, 0, Purpose::Liste, false);
        check(Kind::ResultPage, 0, Purpose::Agenda, true);
        check(Kind::Creation, 0, Purpose::Creation, false);
    }

    #[test]
    fn who_reads_which_class() {
        let readers = |classe: u8| -> Vec<Role> { Role::ALL.into_iter().filter(|role| role.reads(classe)).collect() };
        let accompany = [Role::Conseiller, Role::ReferentCollectif];
        assert_eq!(readers(classes::C2), [accompany[0], Role::Accueil, accompany[1], Role::Direction]);
        assert_eq!(readers(classes::C4), [accompany[0], accompany[1], Role::Direction]);
        for classe in [classes::C3, classes::C5, classes::C6, classes::C7] {
            assert_eq!(readers(classe), accompany);
        }
    }

    #[test]
    fn who_receives_and_who_keeps_the_agendas_of_others() {
        let check = |role: Role, has: bool, receives: bool, keeps: bool| {
            assert_eq!((role.has_agenda(), role.receives(), role.keeps_agendas()), (has, receives, keeps), "{role:?}");
        };
        check(Role::Conseiller, true, true, false);
        check(Role::ReferentCollectif, true, true, false);
        check(Role::Direction, true, true, true);
        check(Role::Accueil, true, false, true);
        check(Role::Gestionnaire, false, false, false);
        check(Role::Dpo, false, false, false);
        check(Role::Vigie, false, false, false);
    }

    #[test]
    fn who_accompanies_distributes_oversees() {
        let check = |role: Role, expected: (bool, bool, bool)| {
            assert_eq!((role.accompanies(), role.distributes(), role.oversees()), expected, "{role:?}");
        };
        check(Role::Conseiller, (true, false, false));
        check(Role::ReferentCollectif, (true, false, true));
        check(Role::Direction, (false, true, true));
        for role in [Role::Accueil, Role::Gestionnaire, Role::Dpo, Role::Vigie] {
            check(role, (false, false, false));
        }
    }

    #[test]
    fn who_reads_the_journal_reads_no_dossier() {
        let readers: Vec<Role> = Role::ALL.into_iter().filter(|role| role.reads_journal()).collect();
        assert_eq!(readers, [Role::Dpo, Role::Vigie]);
        assert!(readers.iter().all(|role| Kind::ALL.iter().all(|kind| !role.allows(*kind, 0, Purpose::Lectures))));
    }

    #[test]
    fn who_is_told_the_readers_of_a_dossier() {
        let told: Vec<Role> = Role::ALL.into_iter().filter(|role| role.reads_readers()).collect();
        assert_eq!(told, [Role::Conseiller, Role::ReferentCollectif, Role::Direction, Role::Dpo]);
    }

    #[test]
    fn who_adapts_the_lists() {
        let those: Vec<Role> = Role::ALL.into_iter().filter(|role| role.adapts()).collect();
        assert_eq!(those, [Role::ReferentCollectif, Role::Direction]);
    }

    #[test]
    fn who_gives_sessions_and_who_enrols() {
        let check = |role: Role, animates: bool, enrols: bool| {
            assert_eq!((role.animates(), role.enrols()), (animates, enrols), "{role:?}");
        };
        check(Role::Conseiller, true, true);
        check(Role::ReferentCollectif, true, true);
        check(Role::Accueil, false, true);
        check(Role::Direction, false, false);
        check(Role::Gestionnaire, false, false);
        check(Role::Dpo, false, false);
        check(Role::Vigie, false, false);
    }

    #[test]
    fn only_a_direction_says_who_accompanies() {
        for role in Role::ALL {
            assert_eq!(role.states(explanation::AFFECTATION), role == Role::Direction, "{role:?}");
            assert!(!role.states(explanation::PORTEFEUILLE) && !role.states(explanation::CREATION));
        }
    }
}
