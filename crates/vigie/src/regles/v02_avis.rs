//! V2: more unexplained dossiers than usual, and nothing else yet.

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes, ParRole};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 2,
    version: 1,
    cle: "v02",
    gravite: Gravite::Note,
    bruit: 10.0,
    raisons: &[("v02-avis", &["inexpliquees", "avis"])],
    histoire: Texte {
        fr: "Un agent ouvre plus de dossiers inexpliqués que de coutume : rendez-vous non notés, collègue absent sans remplacement \
             déclaré, ou un voleur qui reste sous la limite. Le chef de service le lit dans un résumé.",
        en: "An agent opens more unexplained dossiers than usual: unwritten rendez-vous, an absent colleague whose replacement was \
             not declared, or a thief who stays under the limit. The head of service reads it in a digest.",
    },
    signal: Texte {
        fr: "Premier dossier inexpliqué du jour au-dessus de l'avis du rôle (5 pour un conseiller).",
        en: "First unexplained dossier of the day above the notice of the role (5 for a conseiller).",
    },
};

/// Its state: only norms, for the count is everybody's.
pub struct Etat {
    avis: ParRole<Option<u32>>,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat { avis: normes.par_role(|role| Some(role.avis)) })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let Some(qui) = m.qui.filter(|qui| qui.is_unexplained) else { return };
        let Some(avis) = *self.avis.of(qui.role) else { return };
        // The count grows by one: it passes the notice once a day.
        if qui.inexpliquees == avis + 1 {
            let traces = m.suivi.agent(qui.agent).traces_inexpliquees;
            let said = [i64::from(qui.inexpliquees), i64::from(avis)];
            let alerte = m.alerte(&FICHE).compte(qui.inexpliquees).raison("v02-avis", &said);
            sortie.push(alerte.preuves(traces.all()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::essai::{Cahier, LEA};

    fn said_of(openings: impl Iterator<Item = (u64, u8)>) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        openings.for_each(|(number, explanation)| {
            cahier.opens(LEA, number, explanation).waits(120);
        });
        cahier.said(2)
    }

    #[test]
    fn the_sixth_unexplained_rings_once() {
        assert_eq!(said_of((0..9).map(|n| (n, 0))), [(Gravite::Note, 6)]);
    }

    #[test]
    fn explained_dossiers_do_not() {
        assert_eq!(said_of((0..19).map(|n| (n, 3))), []);
    }

    #[test]
    fn five_do_not_nor_does_the_fifth_opened_again() {
        assert_eq!(said_of((0..5).map(|n| (n, 0))), []);
        assert_eq!(said_of((0..5).chain(0..5).map(|n| (n, 0))), []);
    }
}
