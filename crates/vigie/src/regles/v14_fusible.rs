//! V14: a ceiling of the whole network was reached.

use journal::Kind;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{Codes, NormeFaute, Normes};
use crate::table::Carte;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 14,
    version: 1,
    cle: "v14",
    gravite: Gravite::TrancheCinq,
    // Once a quarter for 15,000 agents.
    bruit: 0.001,
    raisons: &[("v14-fusible", &["compte"]), ("v14-refus", &["compte"])],
    histoire: Texte {
        fr: "Qui tient le serveur, ou une flotte de comptes, fait ouvrir plus de dossiers par minute que tout le pays n'en ouvre. Le fusible \
             ralentit ; une personne doit le savoir.",
        en: "Whoever holds the server, or a fleet of accounts, has more dossiers opened in a minute than the whole country opens. The fuse \
             slows; a person must know.",
    },
    signal: Texte {
        fr: "Entrée FuseBlown, ou premier refus par le fusible ; une fois en dix minutes par structure (ou pour le réseau).",
        en: "A FuseBlown entry, or the first refusal by the fuse; once in ten minutes for a structure (or for the network).",
    },
};

/// Its state: when each fuse was last spoken of.
pub struct Etat {
    refus: Codes,
    silence: u64,
    said: Carte<[u8; 8], u64>,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        let (refus, silence) = (normes.codes("v14", "refus")?, normes.nombre("v14", "silence_ms")?);
        Ok(Etat { refus, silence, said: Carte::default() })
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        let code = match m.entry.kind {
            Kind::FuseBlown => "v14-fusible",
            Kind::Refusal if self.refus.holds(m.entry.rule) => "v14-refus",
            _ => return,
        };
        // Refusals come from everywhere at once and speak of the network's fuse; only an entry of the fuse names a structure.
        let structure = if m.entry.kind == Kind::FuseBlown { m.entry.structure } else { [0; 8] };
        let silence = self.silence;
        self.said.retain(|_, since| *since + silence > m.temps);
        if self.said.contains_key(&structure) {
            return;
        }
        self.said.insert(structure, m.temps);
        let alerte = m.alerte(&FICHE).compte(m.entry.count.max(1)).raison(code, &[m.entry.count.into()]);
        sortie.push(Alerte { acteur: [0; 16], login: [0; 16], structure, ..alerte });
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Entry;

    use super::*;
    use crate::essai::{Cahier, LEA, MAX};

    #[test]
    fn a_fuse_rings_whether_it_says_so_or_refuses() {
        let mut cahier = Cahier::new();
        cahier.writes(Entry { count: 1_300, structure: *b"59512S00", ..Entry::new(Kind::FuseBlown) });
        assert_eq!(cahier.said(14), [(Gravite::TrancheCinq, 1_300)]);
        let mut cahier = Cahier::new();
        cahier.refused(LEA, 10, 1).refused(MAX, 10, 2);
        assert_eq!(cahier.said(14), [(Gravite::TrancheCinq, 1)]);
        assert_eq!(cahier.of_rule(14).next().map(|alerte| alerte.acteur), Some([0; 16]));
    }

    #[test]
    fn other_refusals_do_not() {
        let mut cahier = Cahier::new();
        cahier.refused(LEA, 8, 1).refused(LEA, 6, 2);
        assert_eq!(cahier.said(14), []);
    }

    #[test]
    fn once_in_ten_minutes() {
        for (seconds, expected) in [(599, 1), (600, 2)] {
            let mut cahier = Cahier::new();
            cahier.refused(LEA, 10, 1).waits(seconds).refused(LEA, 10, 1);
            assert_eq!(cahier.said(14).len(), expected, "{seconds} s");
        }
    }
}
