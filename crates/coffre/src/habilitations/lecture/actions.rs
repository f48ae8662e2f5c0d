//! What an account allows, as keys of actions: what one's own page says, and what a reviewer compares with use.

use droits::Role;
use droits::registre::{Agent, State};
use journal::Kind;
use journal::act::{Purpose, classes};

use classes::{C1, C2, C3, C4, C5};

/// What a role may ask of dossiers. The keys are those of translations.
const DOSSIERS: [(&str, Kind, u8, Purpose); 12] = [
    ("ouvrir", Kind::Opening, C1 | C2 | C4, Purpose::Accompagnement),
    ("delicat", Kind::Opening, C5, Purpose::Accompagnement),
    ("reveler", Kind::Reveal, C3, Purpose::Revelation),
    ("imprimer", Kind::Print, C1 | C2 | C4, Purpose::Impression),
    ("ecrire", Kind::Opening, C4, Purpose::Ecriture),
    ("creer", Kind::Creation, 0, Purpose::Creation),
    ("importer", Kind::MandatProposed, 0, Purpose::Import),
    ("lister", Kind::ResultPage, 0, Purpose::Liste),
    ("chercher", Kind::ResultPage, 0, Purpose::Recherche),
    ("lectures", Kind::JournalRead, 0, Purpose::Lectures),
    ("contact", Kind::Opening, C1 | C2, Purpose::Contact),
    ("agenda", Kind::ResultPage, 0, Purpose::Agenda),
];

/// What the role may ask of dossiers.
pub(super) fn of_role(role: Role) -> impl Iterator<Item = &'static str> {
    let may = move |(_, kind, asked, purpose): &&(&str, Kind, u8, Purpose)| role.allows(*kind, *asked, *purpose);
    DOSSIERS.iter().filter(may).map(|(key, ..)| *key)
}

/// What this account may do in this state: nothing while it sleeps, and nothing about others while on probation.
pub(super) fn of_account(account: &Agent, state: State) -> Vec<&'static str> {
    let mut actions: Vec<&str> = of_role(account.role).filter(|_| state.opens()).collect();
    if state != State::Active {
        return actions;
    }
    let about_accounts = [
        ("habiliter", account.role == Role::Gestionnaire),
        ("parrainer", account.vouches()),
        ("certifier", matches!(account.role, Role::Direction | Role::Dpo)),
        ("veiller", matches!(account.role, Role::Direction | Role::Dpo | Role::Gestionnaire | Role::Vigie)),
        ("secourir", account.role == Role::Vigie),
    ];
    actions.extend(about_accounts.iter().filter(|(_, may)| *may).map(|(key, _)| *key));
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_manages_accounts_is_said_to_do_nothing_with_dossiers() {
        for role in [Role::Gestionnaire, Role::Dpo, Role::Vigie] {
            assert_eq!(of_role(role).count(), 0, "{role:?}");
        }
        assert_eq!(of_role(Role::Accueil).collect::<Vec<_>>(), ["chercher", "contact", "agenda"]);
        assert_eq!(of_role(Role::Conseiller).count(), DOSSIERS.len());
        assert!(of_role(Role::Direction).all(|key| !["delicat", "ecrire", "creer", "importer"].contains(&key)));
    }
}
