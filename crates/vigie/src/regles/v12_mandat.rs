//! V12: a bulk operation that does more than it declared.

use journal::Kind;
use journal::act::Purpose;
use journal::entry::Pseudonym;
use journal::mandat::leurres_of;

use super::{Fiche, Moment, Regle, Texte};
use crate::alerte::{Alerte, Gravite};
use crate::normes::{NormeFaute, Normes};
use crate::table::Carte;
use crate::temps::JOUR;

/// What is said of this rule.
pub const FICHE: Fiche = Fiche {
    numero: 12,
    version: 2,
    cle: "v12",
    gravite: Gravite::CompteSuspendu,
    bruit: 0.003,
    raisons: &[
        ("v12-nombre", &["lignes", "declarees"]),
        ("v12-classe", &["lignes", "declarees"]),
        ("v12-terme", &["lignes", "declarees"]),
    ],
    histoire: Texte {
        fr: "Le programme qui exécute un mandat, ou la liaison d'un partenaire, est détourné : il prend plus de personnes, d'autres données, \
             ou à un autre moment que ce qui a été signé.",
        en: "The program that runs a mandat, or a partner's link, is hijacked: it takes more people, other data, or at another time than \
             what was signed.",
    },
    signal: Texte {
        fr: "Lignes d'un mandat au-dessus du nombre déclaré (de plus d'un cinquième pour un flux, d'une seule pour une campagne ou un import, \
             les leurres permis de celui-ci à part), classe non déclarée, ou ligne après son terme. Une fois par mandat. La suspension de qui \
             l'a signé l'arrête des deux côtés. Une personne retirée d'une liste, qui ne donne rien à lire, ne compte pas.",
        en: "Lines of a mandat above the declared number (by more than a fifth for a flow, by one for a campaign or an import, the decoys that \
             the latter may lay apart), a class not declared, or a \
             line after its term. Once for each mandat. Suspending whoever signed it stops it on both sides. A person removed from \
             a list, which gives nothing to read, does not count.",
    },
};

/// Its state: mandats that may still have lines.
pub struct Etat {
    part_flux: u64,
    part_import: u64,
    garde: u64,
    mandats: Carte<Pseudonym, Mandat>,
}

struct Mandat {
    par: Pseudonym,
    structure: [u8; 8],
    classes: u8,
    declared: u64,
    /// That an import may lay besides.
    leurres: u64,
    until: u64,
    lines: u64,
    /// Of a campaign, the runs begun: each reads its list anew.
    departs: u64,
    is_campagne: bool,
    index: u64,
    is_said: bool,
}

impl Etat {
    pub(super) fn new(normes: &Normes) -> Result<Etat, NormeFaute> {
        Ok(Etat {
            part_flux: normes.nombre("v12", "part_pour_cent")?,
            part_import: normes.nombre("v12", "import_pour_cent")?,
            garde: normes.nombre("v12", "garde_jours")? * JOUR,
            mandats: Carte::default(),
        })
    }

    fn propose(&mut self, m: &Moment<'_>) {
        let garde = self.garde;
        self.mandats.retain(|_, mandat| mandat.until.saturating_add(garde) > m.temps);
        let e = m.entry;
        // Signed again, it gets new lines and a new term: what is left of the first is taken up in the second.
        let (par, structure, classes, until) = (e.actor, e.structure, e.classes, e.until);
        let (declared, leurres, lines, index) = (u64::from(e.count), u64::from(leurres_of(e.count)), 0, m.index);
        let (departs, is_campagne, is_said) = (0, e.purpose == Purpose::Campagne as u8, false);
        let mandat = Mandat {
            par,
            structure,
            classes,
            declared,
            leurres,
            until,
            lines,
            departs,
            is_campagne,
            index,
            is_said,
        };
        self.mandats.insert(e.object, mandat);
    }

    fn line(&mut self, m: &Moment<'_>, part: u64, sortie: &mut Vec<Alerte>) {
        let Some(mandat) = self.mandats.get_mut(&m.entry.object) else { return };
        mandat.lines += 1;
        let leurres = if m.entry.kind == Kind::Creation { mandat.leurres } else { 0 };
        // A campaign names each of its people: there is no line too many that could be an honest one.
        let most = if mandat.is_campagne { mandat.declared * mandat.departs * 100 } else { mandat.declared * part };
        let code = if mandat.lines.saturating_sub(leurres) * 100 > most {
            "v12-nombre"
        } else if m.entry.kind == Kind::MandatLine && m.entry.classes & !mandat.classes != 0 {
            "v12-classe"
        } else if mandat.until != 0 && m.temps >= mandat.until {
            "v12-terme"
        } else {
            return;
        };
        if std::mem::replace(&mut mandat.is_said, true) {
            return;
        }
        let said = [mandat.lines as i64, mandat.declared as i64];
        let alerte = m.alerte(&FICHE).compte(mandat.lines as u32).raison(code, &said).sujet(m.entry.object);
        let alerte = alerte.preuves([mandat.index, m.index]);
        sortie.push(Alerte { acteur: mandat.par, structure: mandat.structure, ..alerte });
    }
}

impl Regle for Etat {
    fn take(&mut self, m: &Moment<'_>, sortie: &mut Vec<Alerte>) {
        match m.entry.kind {
            Kind::MandatProposed => self.propose(m),
            Kind::MandatStarted => {
                if let Some(mandat) = self.mandats.get_mut(&m.entry.object) {
                    mandat.departs += 1;
                }
            }
            // Dossiers made by hand have no mandat.
            Kind::Creation if m.entry.object != [0; 16] => self.line(m, self.part_import, sortie),
            Kind::MandatLine if m.entry.classes != 0 || m.entry.fields != 0 => self.line(m, self.part_flux, sortie),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use journal::entry::Entry;

    use super::*;
    use crate::essai::{Cahier, LEA, login, subject};

    const IMPORT: Pseudonym = [7; 16];

    fn signed(count: u32) -> Cahier {
        let mut cahier = Cahier::new();
        let until = 1_763_942_400_000 + 33 * 3_600_000;
        let (actor, login, object, classes) = (LEA, login(LEA), IMPORT, 3);
        cahier.writes(Entry { actor, login, object, classes, count, until, ..Entry::new(Kind::MandatProposed) });
        cahier
    }

    fn lines(cahier: &mut Cahier, kind: Kind, classes: u8, count: u64) {
        for n in 0..count {
            cahier.writes(Entry { object: IMPORT, subject: subject(n), classes, ..Entry::new(kind) });
        }
    }

    fn codes(cahier: &Cahier) -> Vec<&'static str> {
        cahier.of_rule(12).map(|alerte| alerte.raison.code).collect()
    }

    #[test]
    fn one_line_more_than_signed_rings_once_and_names_who_signed() {
        let mut cahier = signed(10);
        lines(&mut cahier, Kind::Creation, 0, 13);
        assert_eq!(codes(&cahier), ["v12-nombre"]);
        let alerte = cahier.of_rule(12).next().expect("just seen");
        assert_eq!((alerte.acteur, alerte.sujet, &alerte.preuves[..]), (LEA, Some(IMPORT), &[0, 11][..]));
    }

    #[test]
    fn a_campaign_rings_on_the_first_line_beyond_its_list_or_before_it_began() {
        let check = |departs: u64, count: u64, expected: &[&str]| {
            let mut cahier = Cahier::new();
            let (actor, purpose, until) = (LEA, Purpose::Campagne as u8, u64::MAX / 2);
            let proposed = Entry::new(Kind::MandatProposed);
            cahier.writes(Entry { actor, object: IMPORT, classes: 3, count: 10, purpose, until, ..proposed });
            for _ in 0..departs {
                cahier.writes(Entry { object: IMPORT, ..Entry::new(Kind::MandatStarted) });
            }
            lines(&mut cahier, Kind::MandatLine, 3, count);
            assert_eq!(codes(&cahier), expected, "{departs} {count}");
        };
        check(1, 10, &[]);
        check(1, 11, &["v12-nombre"]);
        check(2, 20, &[]);
        check(2, 21, &["v12-nombre"]);
        check(0, 1, &["v12-nombre"]);
    }

    #[test]
    fn as_many_as_signed_do_not_nor_people_removed_from_its_list_long_after() {
        let mut cahier = signed(10);
        lines(&mut cahier, Kind::Creation, 0, 10);
        cahier.at(40, 9);
        lines(&mut cahier, Kind::MandatLine, 0, 20);
        assert_eq!(codes(&cahier), Vec::<&str>::new());
    }

    #[test]
    fn the_decoys_of_an_import_are_no_line_too_many() {
        let check = |kind: Kind, count: u64, expected: &[&str]| {
            let mut cahier = signed(100);
            lines(&mut cahier, kind, 0, count);
            assert_eq!(codes(&cahier), expected, "{kind:?} {count}");
        };
        check(Kind::Creation, 101, &[]);
        check(Kind::Creation, 102, &["v12-nombre"]);
    }

    #[test]
    fn the_edges() {
        let check = |kind: Kind, classes: u8, count: u64, day: u64, expected: &[&str]| {
            let mut cahier = signed(10);
            cahier.at(day, 8);
            lines(&mut cahier, kind, classes, count);
            assert_eq!(codes(&cahier), expected, "{kind:?} {classes} {count} {day}");
        };
        check(Kind::MandatLine, 1, 12, 1, &[]);
        check(Kind::MandatLine, 1, 13, 1, &["v12-nombre"]);
        check(Kind::MandatLine, 4, 1, 1, &["v12-classe"]);
        check(Kind::MandatLine, 3, 1, 2, &["v12-terme"]);
    }
}
