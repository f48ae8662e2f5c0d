//! V7: a decoy was touched.

use journal::Kind;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 7,
    version: 1,
    cle: "v07",
    gravite: Gravite::CompteSuspendu,
    bruit: 0.01,
    raisons: &[("v07-liste", &["leurre"]), ("v07-touche", &["leurre"])],
    histoire: Texte {
        fr: "Un dossier, un compte ou une sauvegarde qui n'existent que pour être touchés l'ont été : personne n'avait de raison de le \
             faire.",
        en: "A dossier, an account or a backup that exist only to be touched have been: nobody had a reason to do so.",
    },
    signal: Texte {
        fr: "Entrée Canary. Leurre montré dans une liste : la connexion se ferme. Leurre ouvert, ou toute autre règle que celle d'une \
             liste : suspension.",
        en: "A Canary entry. A decoy shown in a list: the login ends. A decoy opened, or any other rule than that of a list: \
             suspension.",
    },
};

/// Its state: none, each touch speaks.
pub struct Etat {
    liste: u8,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat { liste: normes.nombre("v07", "liste")? as u8 })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        // Even when nobody is named: a decoy of credentials is touched from outside.
        if m.entry.kind != Kind::Canary {
            return;
        }
        let is_listed = m.entry.rule == self.liste;
        let gravite = if is_listed { Gravite::LoginFerme } else { Gravite::CompteSuspendu };
        let code = if is_listed { "v07-liste" } else { "v07-touche" };
        let alerte = m.alerte(&FICHE).gravite(gravite).raison(code, &[m.entry.rule.into()]);
        sortie.push(if m.entry.subject == [0; 16] { alerte } else { alerte.sujet(m.entry.subject) });
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Entry;

    use super::*;
    use crate::essai::{Cahier, LEA, subject};

    fn touched(rule: u8) -> Vec<(Gravite, u32)> {
        let mut cahier = Cahier::new();
        cahier.writes(Entry { rule, actor: LEA, login: [1; 16], subject: subject(1), ..Entry::new(Kind::Canary) });
        cahier.said(7)
    }

    #[test]
    fn a_decoy_that_is_opened_rings() {
        assert_eq!(touched(2), [(Gravite::CompteSuspendu, 1)]);
    }

    #[test]
    fn an_ordinary_dossier_does_not() {
        let mut cahier = Cahier::new();
        cahier.opens(LEA, 1, 1);
        assert_eq!(cahier.said(7), []);
    }

    #[test]
    fn a_decoy_that_is_listed_ends_the_login_and_an_unknown_touch_suspends() {
        assert_eq!(touched(1), [(Gravite::LoginFerme, 1)]);
        assert_eq!(touched(9), [(Gravite::CompteSuspendu, 1)]);
    }
}
