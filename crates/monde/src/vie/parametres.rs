//! The numbers of normal life, as `parametres.toml` gives them: each with its mark and its source.

use std::ops::Deref;
use std::sync::OnceLock;

use droits::Role;
use serde::Deserialize;

/// A number, how far it may be believed, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nombre<T> {
    v: T,
    m: Marque,
    s: String,
}

/// How far a number may be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Marque {
    /// Published by the source named.
    P,
    /// Computed from published figures.
    C,
    /// Assumed.
    A,
}

impl<T> Deref for Nombre<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.v
    }
}

/// A number alone.
pub type N = Nombre<u64>;

/// Whether something is so.
pub type B = Nombre<bool>;

/// Numbers of which one is drawn.
pub type L = Nombre<Vec<u64>>;

/// The whole file. Fields are named, and explained, there.
#[allow(missing_docs, reason = "the file explains each")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parametres {
    pub equipe: Equipe,
    pub calendrier: Calendrier,
    pub rythme: Rythme,
    pub motifs: Motifs,
    pub faits: Faits,
    pub listes: Listes,
    pub gestes: Gestes,
    pub suite: Suite,
    pub evenements: Evenements,
}

macro_rules! section {
    ($name:ident { $($field:ident : $kind:ty),* $(,)? }) => {
        #[allow(missing_docs, reason = "the file explains each")]
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(pub $field: $kind),* }
    };
}

section!(Equipe {
    conseiller: N,
    accueil: N,
    referent_collectif: N,
    direction: N,
    gestionnaire: N,
    dpo: N,
    vigie: N,
    taille_pour_cent: L,
    portefeuille_min: N,
    portefeuille_max: N,
    en_veille_pour_cent: N,
    essai_pour_mille: N,
    essai_allure_pour_cent: N,
});

section!(Calendrier {
    jours: N,
    semaine_pour_cent: L,
    ouverture: N,
    pause: N,
    reprise: N,
    fermeture: N,
    hors_heures_pour_mille: N,
    hors_heures_minutes: N,
    absence_pour_mille: N,
    maladie_pour_mille: N,
    maladie_jours: L,
    maladie_ticket_pour_mille: N,
    remplacement_minutes: L,
    remplacement_oublie_pour_mille: N,
    remplacement_prevu_pour_mille: N,
});

section!(Rythme {
    conseiller: N,
    accueil: N,
    referent_collectif: N,
    direction: N,
    agent_pour_cent: L,
    forme: N,
    lourde_pour_mille: N,
    lourde_pour_cent: N,
    lourde_pages_pour_cent: N,
    reouverture_forte_pour_mille: N,
    reouverture_accueil_pour_mille: N,
    reouverture_faible_pour_mille: N,
    ecart_min: N,
    rafale_pour_mille: N,
    rafale_secondes: L,
});

section!(Motifs {
    fortes_pour_mille: N,
    autres_pour_mille: N,
    erreur_pour_mille: N,
    conseiller: Parts,
    essai: Parts,
    accueil: Parts,
    referent_collectif: Parts,
    direction: Parts,
});

section!(Parts {
    portefeuille: N,
    rendez_vous: N,
    ticket: N,
    appel: N,
    remplacement: N,
    atelier: N,
    affectation: N,
    creation: N,
    faible: N,
    aucun: N,
});

section!(Faits {
    rdv_par_autrui_pour_mille: N,
    rdv_avance_jours: L,
    ticket_minutes: L,
    ticket_par_soi_pour_mille: N,
    appel_par_soi_pour_mille: N,
    rdv_essai_jours_min: N,
    appel_minutes: L,
});

section!(Listes { conseiller: Pages, accueil: Pages, referent_collectif: Pages, direction: Pages, communes: Communes });

section!(Pages { pages: N, personnes: L, recherches: N, trouvees: L });
section!(Communes { deja_vues_pour_mille: N });

section!(Gestes { revelation_pour_mille: N, impression_pour_mille: N, geste_secondes: L, geste_manque_pour_mille: N });

section!(Suite {
    insiste_pour_mille: N,
    code_possible_pour_mille: N,
    code_secondes: L,
    collegue_possible_pour_mille: N,
    collegue_secondes: L,
    passe_la_main_pour_mille: N,
    rallonge_reste: N,
    rallonge_par_parrain: B,
    rallonge_minutes: L,
    restauration_minutes: N,
});

section!(Evenements {
    mandat: B,
    allocation_jours: L,
    allocation_personnes: L,
    allocation_revelations: N,
    forum_structures_pour_mille: N,
    forum_jour: N,
    forum_personnes: N,
    forum_equipe: N,
    forum_sans_liste_pour_mille: N,
    fusion_jour: N,
    fusion_paires_pour_mille: N,
    fusion_dossiers_par_agent: N,
    rentree_jour: N,
    rentree_contacts_pour_cent: N,
    rentree_creations_pour_cent: N,
    audit_structures_pour_mille: N,
    audit_jour: N,
    audit_dossiers: N,
    audit_sans_fait_pour_mille: N,
});

/// The file, read once.
pub fn parametres() -> &'static Parametres {
    static READ: OnceLock<Parametres> = OnceLock::new();
    // The file is compiled in, and a test reads it: it cannot be anything else at run time.
    READ.get_or_init(|| toml::from_str(TEXTE).expect("parametres.toml is read by a test"))
}

const TEXTE: &str = include_str!("parametres.toml");

impl Rythme {
    /// New dossiers a day, on average; zero for who opens none.
    pub fn of(&self, role: Role) -> u64 {
        match role {
            Role::Conseiller => *self.conseiller,
            Role::Accueil => *self.accueil,
            Role::ReferentCollectif => *self.referent_collectif,
            Role::Direction => *self.direction,
            Role::Gestionnaire | Role::Dpo | Role::Vigie => 0,
        }
    }
}

impl Motifs {
    /// What brings this role to a dossier; on probation, less of it.
    pub fn of(&self, role: Role, en_essai: bool) -> &Parts {
        match role {
            _ if en_essai => &self.essai,
            Role::Accueil => &self.accueil,
            Role::ReferentCollectif => &self.referent_collectif,
            Role::Direction => &self.direction,
            _ => &self.conseiller,
        }
    }
}

impl Listes {
    /// What lists this role reads.
    pub fn of(&self, role: Role) -> &Pages {
        match role {
            Role::Accueil => &self.accueil,
            Role::ReferentCollectif => &self.referent_collectif,
            Role::Direction => &self.direction,
            _ => &self.conseiller,
        }
    }
}

impl Parts {
    /// In the order of [`super::Motif::ORDINAIRES`].
    pub fn poids(&self) -> [u64; 10] {
        [
            *self.portefeuille,
            *self.rendez_vous,
            *self.ticket,
            *self.appel,
            *self.remplacement,
            *self.atelier,
            *self.affectation,
            *self.creation,
            *self.faible,
            *self.aucun,
        ]
    }
}

impl<T> Nombre<T> {
    /// Its mark.
    pub fn marque(&self) -> Marque {
        self.m
    }

    /// Its source, or what the assumption rests on.
    pub fn source(&self) -> &str {
        &self.s
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_says_where_it_comes_from() {
        let file: toml::Table = toml::from_str(TEXTE).expect("it is TOML");
        let mut seen = 0;
        look("", &file, &mut seen);
        assert!(seen > 120, "{seen}");
        assert_eq!(parametres().rythme.conseiller.marque(), Marque::A);
        assert!(parametres().rythme.conseiller.source().contains("17"));
    }

    fn look(path: &str, table: &toml::Table, seen: &mut usize) {
        for (key, value) in table {
            let here = format!("{path}.{key}");
            let table = value.as_table().unwrap_or_else(|| panic!("{here} is a bare number"));
            if !table.contains_key("v") {
                look(&here, table, seen);
                continue;
            }
            let text = |name: &str| table.get(name).and_then(toml::Value::as_str).unwrap_or_default();
            assert!(matches!(text("m"), "P" | "C" | "A"), "{here} has no mark");
            assert!(text("s").len() > 8, "{here} has no source");
            *seen += 1;
        }
    }

    #[test]
    fn shares_make_a_whole_and_factors_a_mean_of_one() {
        let p = parametres();
        for role in [Role::Conseiller, Role::Accueil, Role::ReferentCollectif, Role::Direction] {
            assert_eq!(p.motifs.of(role, false).poids().iter().sum::<u64>(), 1_000, "{role:?}");
        }
        assert_eq!(p.motifs.of(Role::Conseiller, true).poids().iter().sum::<u64>(), 1_000);
        for all in [&p.equipe.taille_pour_cent, &p.rythme.agent_pour_cent, &p.calendrier.semaine_pour_cent] {
            assert_eq!(all.iter().sum::<u64>(), 100 * all.len() as u64);
        }
    }
}
