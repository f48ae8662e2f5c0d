//! V6: pages of labels read for themselves.

use journal::Kind;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes, ParRole};
use crate::table::{ParAgent, Traces};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 6,
    version: 2,
    cle: "v06",
    gravite: Gravite::RechercheFermee,
    bruit: 0.1,
    raisons: &[("v06-recherche", &["libelles", "ouvertures"]), ("v06-liste", &["libelles", "ouvertures"])],
    histoire: Texte {
        fr: "Un voleur n'ouvre rien : il cherche « a », « b », « c », tourne les pages et emporte les libellés. Une personne cherche \
             quelqu'un, et l'ouvre.",
        en: "A thief opens nothing: he searches for “a”, “b”, “c”, turns the pages and takes the labels away. A person looks for somebody, \
             and opens the dossier.",
    },
    signal: Texte {
        fr: "Plus de 200 libellés de recherche dans le jour (400 à l'accueil, qui cherche chaque arrivée) et moins d'un dossier nouveau pour 20 libellés ; ou plus de 1 200 de liste et \
             moins d'un pour 100. Un geste, puis la recherche fermée quand le nombre a encore augmenté d'un quart.",
        en: "More than 200 labels of searches in a day (400 at the front desk, which looks for each who arrives) and less than one new dossier for 20 labels; or more than 1,200 of lists and less \
             than one for 100. A gesture, then no search once the number has grown by another quarter.",
    },
};

/// Its state: labels of the day, by agent.
pub struct Etat {
    recherche: u8,
    liste: u8,
    seuils: [Seuil; 2],
    /// Labels of searches from which a role is looked at.
    libelles: ParRole<Option<u32>>,
    agents: ParAgent<Jour>,
}

#[derive(Clone, Copy)]
struct Seuil {
    code: &'static str,
    lignes: u32,
    part: u32,
}

#[derive(Default)]
struct Jour {
    jour: u64,
    lignes: [u32; 2],
    next: [u32; 2],
    traces: [Traces; 2],
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        let seuil = |code, lignes, part| {
            let number = |name: &str| normes.nombre("v06", name).map(|n| n as u32);
            Ok(Seuil { code, lignes: number(lignes)?, part: number(part)? })
        };
        Ok(Etat {
            recherche: normes.nombre("v06", "recherche")? as u8,
            liste: normes.nombre("v06", "liste")? as u8,
            seuils: [
                seuil("v06-recherche", "lignes_recherche", "part_recherche_pour_mille")?,
                seuil("v06-liste", "lignes_liste", "part_liste_pour_mille")?,
            ],
            libelles: normes.par_role(|role| Some(role.libelles)),
            agents: ParAgent::default(),
        })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui.filter(|_| m.entry.kind == Kind::ResultPage) else { return };
        let which = match m.entry.purpose {
            purpose if purpose == self.recherche => 0,
            purpose if purpose == self.liste => 1,
            _ => return,
        };
        let hers = self.agents.of(qui.agent);
        if hers.jour != m.jour {
            *hers = Jour { jour: m.jour, ..Jour::default() };
        }
        let seuil = self.seuils[which];
        let lignes = hers.lignes[which].saturating_add(m.entry.count);
        hers.lignes[which] = lignes;
        hers.traces[which].push(m.index);
        let opens_enough = u64::from(qui.ouvertures) * 1_000 >= u64::from(lignes) * u64::from(seuil.part);
        let least = self.libelles.of(qui.role).filter(|_| which == 0).unwrap_or(seuil.lignes);
        if lignes <= least || opens_enough || lignes < hers.next[which] {
            return;
        }
        let gravite = if hers.next[which] == 0 { Gravite::Geste } else { Gravite::RechercheFermee };
        hers.next[which] = lignes + lignes / 4;
        let said = [i64::from(lignes), i64::from(qui.ouvertures)];
        let alerte = m.alerte(&FICHE).gravite(gravite).compte(lignes).raison(seuil.code, &said);
        sortie.push(alerte.preuves(hers.traces[which].all()));
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Entry;

    use super::*;
    use crate::essai::{Cahier, LEA, LISTE, RECHERCHE, login};

    #[test]
    fn a_harvest_rings_then_closes_search() {
        let mut cahier = Cahier::new();
        (0..14).for_each(|_| {
            cahier.lists(LEA, RECHERCHE, 20).waits(20);
        });
        assert_eq!(cahier.said(6), [(Gravite::Geste, 220), (Gravite::RechercheFermee, 280)]);
    }

    #[test]
    fn who_searches_and_opens_does_not_nor_who_looks_at_her_own_list() {
        let mut cahier = Cahier::new();
        for n in 0..30 {
            cahier.lists(LEA, RECHERCHE, 12).waits(20).opens(LEA, n, 1).waits(400);
            cahier.lists(LEA, LISTE, 20);
        }
        assert_eq!(cahier.said(6), []);
    }

    #[test]
    fn the_desk_looks_for_each_who_arrives_twice_as_much() {
        let check = |role: u8, lignes: u32, expected: usize| {
            let mut cahier = Cahier::new();
            let signs_in = Entry { actor: LEA, login: login(LEA), role, ..Entry::new(Kind::Login) };
            cahier.writes(signs_in).lists(LEA, RECHERCHE, lignes);
            assert_eq!(cahier.said(6).len(), expected, "role {role}, {lignes} labels");
        };
        check(2, 400, 0);
        check(2, 401, 1);
        check(1, 201, 1);
        check(3, 300, 0);
    }

    #[test]
    fn the_edges() {
        let check = |lignes: u32, ouvertures: u64, purpose: u8, expected: usize| {
            let mut cahier = Cahier::new();
            (0..ouvertures).for_each(|n| {
                cahier.opens(LEA, n, 1).waits(200);
            });
            cahier.lists(LEA, purpose, lignes);
            assert_eq!(cahier.said(6).len(), expected, "{lignes} labels, {ouvertures} openings");
        };
        check(200, 0, RECHERCHE, 0);
        check(201, 0, RECHERCHE, 1);
        check(240, 11, RECHERCHE, 1);
        check(240, 12, RECHERCHE, 0);
        check(1_200, 0, LISTE, 0);
        check(1_201, 0, LISTE, 1);
        check(5_000, 0, 12, 0);
    }
}
