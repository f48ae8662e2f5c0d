//! What the menu shows to each role: only pages that answer her. A page that refuses is no place to be sent to.

use droits::Role;

/// Entries of the menu, in the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Menu {
    /// Search and portefeuille: who may read dossiers. Her own readings come along.
    pub dossiers: bool,
    /// A new dossier, an import: who may write.
    pub ecriture: bool,
    /// Agenda, workshops, the front desk.
    pub agenda: bool,
    /// Who accompanies whom.
    pub repartition: bool,
    /// What is to be put right in the files of the structure. Others find theirs from their portefeuille.
    pub qualite: bool,
    /// Lists of people to reach. Who imports them finds them beside the imports.
    pub reperage: bool,
    /// The lists of the catalogue, adapted to the structure.
    pub catalogue: bool,
    /// What the rules said of accounts, and whom accounts read.
    pub vigie: bool,
    /// The desk of accounts, and who may what.
    pub comptes: bool,
    /// Demands to judge.
    pub approbations: bool,
    /// Newcomers to vouch for. Who has the quality alone finds them from her own account.
    pub parrainages: bool,
    /// Recertification.
    pub campagnes: bool,
}

impl Menu {
    /// Of a role. The rule itself is `Role::allows`, and the coffre's; this only chooses words.
    pub fn of(role: Role) -> Menu {
        let dossiers = matches!(role, Role::Conseiller | Role::ReferentCollectif | Role::Direction);
        let comptes = matches!(role, Role::Direction | Role::Gestionnaire | Role::Dpo | Role::Vigie);
        Menu {
            dossiers,
            ecriture: dossiers && role != Role::Direction,
            agenda: role.has_agenda(),
            repartition: role.distributes(),
            qualite: role.oversees(),
            reperage: dossiers && role == Role::Direction,
            catalogue: role.adapts(),
            vigie: role.reads_journal(),
            comptes,
            approbations: comptes,
            parrainages: role == Role::Direction,
            campagnes: matches!(role, Role::Direction | Role::Dpo),
        }
    }

    /// The page where her day begins, when it is not the search.
    pub fn accueil(role: Role) -> Option<&'static str> {
        let menu = Menu::of(role);
        match (menu.dossiers, menu.agenda, menu.comptes) {
            (true, ..) => None,
            (false, true, _) => Some("/accueil"),
            (false, false, true) => Some("/habilitations"),
            (false, false, false) => Some("/compte"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_sees_what_answers_it() {
        let check = |role, entries: &str, accueil| {
            let menu = Menu::of(role);
            let all = [
                ("dossiers", menu.dossiers),
                ("ecriture", menu.ecriture),
                ("agenda", menu.agenda),
                ("repartition", menu.repartition),
                ("qualite", menu.qualite),
                ("reperage", menu.reperage),
                ("catalogue", menu.catalogue),
                ("vigie", menu.vigie),
                ("comptes", menu.comptes),
                ("approbations", menu.approbations),
                ("parrainages", menu.parrainages),
                ("campagnes", menu.campagnes),
            ];
            let shown: Vec<_> = all.into_iter().filter(|(_, is_shown)| *is_shown).map(|(name, _)| name).collect();
            assert_eq!((shown.join(" ").as_str(), Menu::accueil(role)), (entries, accueil), "{role:?}");
        };
        check(Role::Conseiller, "dossiers ecriture agenda", None);
        check(Role::ReferentCollectif, "dossiers ecriture agenda qualite catalogue", None);
        check(Role::Accueil, "agenda", Some("/accueil"));
        check(
            Role::Direction,
            "dossiers agenda repartition qualite reperage catalogue comptes approbations parrainages campagnes",
            None,
        );
        check(Role::Gestionnaire, "comptes approbations", Some("/habilitations"));
        check(Role::Dpo, "vigie comptes approbations campagnes", Some("/habilitations"));
        check(Role::Vigie, "vigie comptes approbations", Some("/habilitations"));
    }
}
