//! The parts of a dossier: one a group of the dictionary, folded to the line of its essentials, with who said last that it is still true.

use domaine::fraicheur::{self, Fraicheur};
use domaine::{Champ, Clair, Classe, Groupe, catalogue};
use jiff::civil::Date;

use crate::face::FraicheurVue;
use crate::heure;
use crate::langues::Langue;
use crate::pages::clair;

/// Values on the line of a folded part.
const ESSENTIELS: usize = 3;

/// What a folded part says, in this order; with the name of the field where a value alone says nothing. Names and birth stand in the
/// band already. A part that is not here says its first values.
const fn essentials(groupe: Groupe) -> &'static [(Champ, bool)] {
    match groupe {
        Groupe::Identite => &[(Champ::IdentiteJustifiee, true)],
        Groupe::Sejour => &[(Champ::Nationalite, false), (Champ::TitreSejour, false), (Champ::TitreSejourFin, true)],
        Groupe::Contact => &[(Champ::Telephone, false), (Champ::TelephoneFixe, false), (Champ::Commune, false)],
        Groupe::Famille => &[(Champ::SituationFamiliale, false), (Champ::EnfantsACharge, true)],
        Groupe::Formation => &[(Champ::NiveauFormation, true), (Champ::DerniereClasse, false)],
        Groupe::Langues => &[(Champ::Langues, false), (Champ::NiveauFrancais, true)],
        Groupe::Mobilite => &[(Champ::Permis, true), (Champ::Locomotions, false)],
        Groupe::Emploi => &[(Champ::MetierVise, false), (Champ::InscriptionFranceTravail, true)],
        _ => &[],
    }
}
/// Characters of one of them.
const ESSENTIEL_MAX: usize = 32;

/// One part, in words.
pub struct Partie {
    pub groupe: Groupe,
    pub titre: String,
    /// "06 39 98 12 34 · Roubaix".
    pub essentiel: Clair,
    pub lignes: Vec<(String, Clair)>,
    /// "confirmé le … par", and by whom.
    pub dit: Option<(String, Option<Clair>)>,
    /// It is to be confirmed since this day.
    pub perime: Option<String>,
}

/// Parts of the classes that an opening shows, in the order of the page.
pub fn shown() -> impl Iterator<Item = Groupe> {
    let is_shown = |groupe: &&Groupe| matches!(groupe.classe(), Classe::Identite | Classe::Contact | Classe::Parcours);
    Groupe::ALL.iter().filter(is_shown).filter(|groupe| groupe.champs().next().is_some()).copied()
}

/// Parts of one more class.
pub fn of_class(classe: Classe) -> impl Iterator<Item = Groupe> {
    Groupe::ALL.iter().copied().filter(move |groupe| groupe.classe() == classe && groupe.champs().next().is_some())
}

impl Partie {
    /// A group, with what is there of it.
    pub fn new(
        groupe: Groupe,
        champs: &[(Champ, Clair)],
        fraicheurs: &[FraicheurVue],
        langue: Langue,
        today: Date,
    ) -> Partie {
        let there = |champ: Champ| champs.iter().find(|(c, value)| *c == champ && !value.is_empty());
        let known = || groupe.champs().filter_map(there);
        let lignes: Vec<_> = known()
            .map(|(champ, value)| (langue.t(&format!("champ-{}", champ.key())), clair::affiche(*champ, value, langue)))
            .collect();
        let listed = essentials(groupe)
            .iter()
            .filter_map(|(champ, named)| there(*champ).map(|(_, value)| (*champ, value, *named)));
        let mut essentiels: Vec<_> =
            listed.map(|(champ, value, named)| essential(champ, value, named, langue)).collect();
        if essentials(groupe).is_empty() {
            essentiels =
                known().take(ESSENTIELS).map(|(champ, value)| essential(*champ, value, false, langue)).collect();
        }
        let fraicheur = fraicheurs.iter().find(|f| f.groupe == groupe);
        Partie {
            groupe,
            titre: langue.t(&format!("groupe-{}", groupe.key())),
            essentiel: clair::joined(&essentiels, " · "),
            dit: fraicheur.map(|f| (langue.t1("fraicheur-dite", "jour", heure::jour(f.jour)), f.agent.clone())),
            perime: stale(groupe, fraicheur, today).map(heure::jour),
            lignes,
        }
    }
}

/// "enfants à charge : 2", "06 39 98 12 34", "sans enfant à charge".
fn essential(champ: Champ, value: &Clair, named: bool, langue: Langue) -> Clair {
    if champ == Champ::EnfantsACharge && *value == Clair::new("0") {
        return Clair::new(langue.t("famille-sans-enfant"));
    }
    let said = clair::abrege(&clair::affiche(champ, value, langue), ESSENTIEL_MAX);
    if !named {
        return said;
    }
    let name = Clair::new(super::fil::within_sentence(&langue.t(&format!("champ-{}", champ.key()))));
    clair::joined(&[name, said], &langue.t("deux-points"))
}

/// Since when a group is to be confirmed. The delay is a parameter; a day without one calls nothing stale.
pub fn stale(groupe: Groupe, vue: Option<&FraicheurVue>, today: Date) -> Option<Date> {
    let mois = catalogue::parametre(&format!("fraicheur-{}-mois", groupe.key()), today).ok()?;
    match fraicheur::etat(vue.map(|f| f.jour), None, today, u16::try_from(mois.valeur).ok()?) {
        Fraicheur::AConfirmer { depuis } => Some(depuis),
        Fraicheur::Frais { .. } | Fraicheur::Jamais => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn every_field_that_is_typed_is_in_one_part() {
        let classes = [Classe::Delicat, Classe::Argent, Classe::Identifiants];
        let parts: Vec<Groupe> = shown().chain(classes.into_iter().flat_map(of_class)).collect();
        for champ in Champ::ALL.iter().filter(|champ| champ.nature() != domaine::Nature::Interne) {
            let holders = parts.iter().filter(|groupe| groupe.champs().any(|other| other == *champ)).count();
            assert_eq!(holders, 1, "{champ:?}");
        }
    }

    #[test]
    fn every_group_and_field_has_its_name() {
        for langue in Langue::ALL {
            for groupe in Groupe::ALL {
                assert!(langue.has(&format!("groupe-{}", groupe.key())), "{groupe:?} {langue:?}");
            }
            for champ in Champ::ALL {
                assert!(langue.has(&format!("champ-{}", champ.key())), "{champ:?} {langue:?}");
            }
        }
    }

    #[test]
    fn a_folded_part_says_what_its_values_are() {
        let check = |groupe, champs: &[(Champ, &str)], expected: &str| {
            let champs: Vec<_> = champs.iter().map(|(champ, value)| (*champ, Clair::new(*value))).collect();
            let part = Partie::new(groupe, &champs, &[], Langue::Fr, TODAY);
            assert!(part.essentiel == Clair::new(expected), "{groupe:?}: {expected}");
        };
        let family = [(Champ::SituationFamiliale, "celibataire"), (Champ::EnfantsACharge, "0")];
        check(Groupe::Famille, &family, "Célibataire · sans enfant à charge");
        check(Groupe::Famille, &[(Champ::EnfantsACharge, "2")], "enfants à charge\u{a0}: 2");
        check(Groupe::Identite, &[(Champ::NomNaissance, "Essai"), (Champ::Prenom, "Jeanne")], "");
        check(Groupe::Sejour, &[(Champ::TitreSejourFin, "2030-01-27")], "fin du titre de séjour\u{a0}: 27/01/2030");
    }

    #[test]
    fn a_part_says_its_essentials_and_its_age() {
        let champs = [
            (Champ::Telephone, Clair::new("0639981234")),
            (Champ::Commune, Clair::new("Roubaix (59)")),
            (Champ::Logement, Clair::new("autre")),
        ];
        let at = |jour| FraicheurVue { groupe: Groupe::Contact, jour, agent: None };
        let part = |fraicheurs: &[FraicheurVue]| Partie::new(Groupe::Contact, &champs, fraicheurs, Langue::Fr, TODAY);
        let none = part(&[]);
        assert!(none.essentiel == Clair::new("06\u{a0}39\u{a0}98\u{a0}12\u{a0}34 · Roubaix (59)"));
        assert_eq!((none.lignes.len(), none.dit.is_none(), none.perime.is_none()), (2, true, true));
        assert!(part(&[at(TODAY)]).perime.is_none());
        assert!(part(&[at(date(2020, 1, 1))]).perime.is_some());
    }
}
