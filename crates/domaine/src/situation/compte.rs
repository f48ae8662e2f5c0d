//! Whether a situation is counted: each reason weighed against what is known.

use jiff::civil::Date;

use super::{Categorie, Etat, Motif, Situation, TypeSituation};

/// Days during which something was open; both included, the last one perhaps not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "first and last day")]
pub struct Periode {
    pub debut: Date,
    pub fin: Option<Date>,
}

impl Periode {
    /// Whether the day is one of its days.
    pub fn contains(&self, day: Date) -> bool {
        self.debut <= day && self.fin.is_none_or(|fin| day <= fin)
    }
}

/// Where the mise en relation stands from which a situation comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prescription {
    /// Typed directly, without any.
    Aucune,
    /// Prescribed; whoever receives has not answered, or refused.
    SansSuite,
    /// Réalisée: the training body took the young person.
    Realisee,
}

/// What a situation is weighed against. What the system does not hold is not known, and never taken for absent.
#[derive(Clone, Copy, Debug)]
pub struct Contexte<'a> {
    /// The day on which the question is asked.
    pub today: Date,
    /// What its type is ([`TypeSituation::of`]); nothing for a code that the catalogue does not have.
    pub nature: Option<TypeSituation>,
    /// Day of the first evenement that received the young person.
    pub premier_accueil: Option<Date>,
    /// The stays in dispositifs that carry trainings (PACEA); `None` while dispositifs are not held here.
    pub dispositifs: Option<&'a [Periode]>,
    /// The mise en relation; `None` while they are not held here.
    pub prescription: Option<Prescription>,
}

/// Every reason for which this situation is not counted, in the order of [`Motif::ALL`]; none when nothing known stands
/// against it.
pub fn pourquoi_pas_comptee(situation: &Situation, contexte: &Contexte<'_>) -> Vec<Motif> {
    Motif::ALL.into_iter().filter(|motif| applies(*motif, situation, contexte)).collect()
}

fn applies(motif: Motif, s: &Situation, contexte: &Contexte<'_>) -> bool {
    let nature = contexte.nature;
    let is_prescrite = s.categorie.is_prescrite();
    match motif {
        Motif::Prevue => s.etat(contexte.today) == Etat::Prevu,
        Motif::SituationInconnue => s.categorie == Categorie::Inconnue,
        Motif::TypeAConfirmer => {
            nature.is_none_or(|n| n.a_confirmer || n.categorie != s.categorie || !n.is_valid(s.debut))
        }
        Motif::ContratManquant => {
            // A type that is not known does not excuse from saying the contract.
            nature.map_or(s.categorie.is_salariee(), |n| n.contrat) && s.contrat.is_none()
        }
        Motif::RomeManquant => s.categorie.has_metier() && s.rome.is_none(),
        Motif::AvantAccueil => {
            s.categorie.is_professionnelle() && contexte.premier_accueil.is_some_and(|accueil| s.debut < accueil)
        }
        Motif::ActionSansHeure => {
            s.categorie == Categorie::NonProfessionnelle && nature.is_some_and(|n| n.heures == Some(0))
        }
        Motif::HorsDispositif => {
            is_prescrite && contexte.dispositifs.is_some_and(|stays| !stays.iter().any(|stay| stay.contains(s.debut)))
        }
        Motif::DispositifNonTenu => is_prescrite && contexte.dispositifs.is_none(),
        Motif::SansPrescription => is_prescrite && contexte.prescription == Some(Prescription::Aucune),
        Motif::PrescriptionSansSuite => is_prescrite && contexte.prescription == Some(Prescription::SansSuite),
        Motif::PrescriptionNonTenue => is_prescrite && contexte.prescription.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Rome;
    use super::super::essais::{Hasard, situation};
    use super::*;

    const TODAY: Date = date(2026, 11, 23);
    const PACEA: [Periode; 2] = [
        Periode { debut: date(2024, 3, 1), fin: Some(date(2026, 2, 28)) },
        Periode { debut: date(2026, 9, 1), fin: None },
    ];

    fn contexte(categorie: Categorie) -> Contexte<'static> {
        Contexte {
            today: TODAY,
            nature: Some(TypeSituation { contrat: categorie.is_salariee(), ..TypeSituation::plain(categorie) }),
            premier_accueil: Some(date(2025, 1, 6)),
            dispositifs: Some(&PACEA),
            prescription: Some(Prescription::Realisee),
        }
    }

    /// One that nothing stands against.
    fn comptee(categorie: Categorie) -> Situation {
        let rome = Rome::parse("K2204");
        Situation { debut: date(2026, 9, 1), contrat: Some(1), rome, ..situation(1, categorie) }
    }

    fn check(situation: Situation, contexte: &Contexte<'_>, expected: &[Motif]) {
        assert_eq!(pourquoi_pas_comptee(&situation, contexte), expected, "{situation:?} {contexte:?}");
    }

    #[test]
    fn nothing_stands_against_a_whole_one() {
        for categorie in Categorie::ALL {
            let expected: &[Motif] = if categorie == Categorie::Inconnue { &[Motif::SituationInconnue] } else { &[] };
            check(comptee(categorie), &contexte(categorie), expected);
        }
    }

    #[test]
    fn a_job() {
        let contexte = contexte(Categorie::Emploi);
        let emploi = comptee(Categorie::Emploi);
        check(Situation { contrat: None, ..emploi }, &contexte, &[Motif::ContratManquant]);
        check(Situation { rome: None, ..emploi }, &contexte, &[Motif::RomeManquant]);
        check(Situation { debut: TODAY, ..emploi }, &contexte, &[]);
        check(Situation { debut: date(2026, 11, 24), ..emploi }, &contexte, &[Motif::Prevue]);
        check(Situation { debut: date(2025, 1, 6), ..emploi }, &contexte, &[]);
        check(Situation { debut: date(2025, 1, 5), ..emploi }, &contexte, &[Motif::AvantAccueil]);
        let no_type = Contexte { nature: None, ..contexte };
        check(emploi, &no_type, &[Motif::TypeAConfirmer]);
        check(Situation { contrat: None, ..emploi }, &no_type, &[Motif::TypeAConfirmer, Motif::ContratManquant]);
        let unlisted = TypeSituation { a_confirmer: true, ..TypeSituation::plain(Categorie::Emploi) };
        check(emploi, &Contexte { nature: Some(unlisted), ..contexte }, &[Motif::TypeAConfirmer]);
        let business = Contexte { nature: Some(TypeSituation::plain(Categorie::Emploi)), ..contexte };
        check(Situation { contrat: None, ..emploi }, &business, &[]);
        let other = Contexte { nature: Some(TypeSituation::plain(Categorie::Scolarite)), ..contexte };
        check(emploi, &other, &[Motif::TypeAConfirmer]);
    }

    #[test]
    fn a_type_counts_for_what_began_in_its_days() {
        let nature = TypeSituation {
            depuis: Some(date(2015, 1, 1)),
            jusqua: Some(date(2017, 12, 31)),
            ..TypeSituation::plain(Categorie::Emploi)
        };
        let contexte = Contexte { nature: Some(nature), premier_accueil: None, ..contexte(Categorie::Emploi) };
        let began = |debut| Situation { debut, ..comptee(Categorie::Emploi) };
        check(began(date(2014, 12, 31)), &contexte, &[Motif::TypeAConfirmer]);
        check(began(date(2015, 1, 1)), &contexte, &[]);
        check(began(date(2017, 12, 31)), &contexte, &[]);
        check(began(date(2018, 1, 1)), &contexte, &[Motif::TypeAConfirmer]);
    }

    #[test]
    fn a_training() {
        let contexte = contexte(Categorie::Formation);
        let began = |debut| Situation { debut, ..comptee(Categorie::Formation) };
        check(began(date(2026, 9, 1)), &contexte, &[]);
        check(began(date(2026, 8, 31)), &contexte, &[Motif::HorsDispositif]);
        check(began(date(2026, 2, 28)), &contexte, &[]);
        check(began(date(2026, 3, 1)), &contexte, &[Motif::HorsDispositif]);
        check(began(TODAY), &Contexte { dispositifs: Some(&[]), ..contexte }, &[Motif::HorsDispositif]);
        check(began(TODAY), &Contexte { dispositifs: None, ..contexte }, &[Motif::DispositifNonTenu]);
        let by = |prescription| Contexte { prescription, ..contexte };
        check(began(TODAY), &by(Some(Prescription::Aucune)), &[Motif::SansPrescription]);
        check(began(TODAY), &by(Some(Prescription::SansSuite)), &[Motif::PrescriptionSansSuite]);
        check(began(TODAY), &by(None), &[Motif::PrescriptionNonTenue]);
        let nothing = Contexte { dispositifs: None, prescription: None, ..contexte };
        check(
            comptee(Categorie::Emploi),
            &Contexte { nature: self::contexte(Categorie::Emploi).nature, ..nothing },
            &[],
        );
    }

    #[test]
    fn what_has_neither_metier_nor_place_in_the_pathway() {
        for categorie in [Categorie::Scolarite, Categorie::DemandeurEmploi, Categorie::NonProfessionnelle] {
            let early = Situation { rome: None, debut: date(2024, 9, 2), ..comptee(categorie) };
            check(early, &contexte(categorie), &[]);
        }
        let volontariat = Situation { rome: None, ..comptee(Categorie::Volontariat) };
        check(volontariat, &contexte(Categorie::Volontariat), &[]);
    }

    #[test]
    fn an_action_of_the_week() {
        let hours = |heures| Contexte {
            nature: Some(TypeSituation { heures, ..TypeSituation::plain(Categorie::NonProfessionnelle) }),
            ..contexte(Categorie::NonProfessionnelle)
        };
        check(comptee(Categorie::NonProfessionnelle), &hours(Some(2)), &[]);
        check(comptee(Categorie::NonProfessionnelle), &hours(Some(0)), &[Motif::ActionSansHeure]);
    }

    #[test]
    fn known_and_unknown_exclude_each_other() {
        let mut hasard = Hasard::new(14);
        for _ in 0..5_000 {
            let situation = hasard.situation();
            let stays = [Periode { debut: hasard.day(), fin: hasard.perhaps_day() }];
            let prescription =
                [None, Some(Prescription::Aucune), Some(Prescription::SansSuite)][hasard.below(3) as usize];
            let contexte = Contexte {
                today: hasard.day(),
                premier_accueil: hasard.perhaps_day(),
                dispositifs: (hasard.below(2) == 0).then_some(&stays),
                prescription,
                ..contexte(situation.categorie)
            };
            let found = pourquoi_pas_comptee(&situation, &contexte);
            let has = |motif| found.contains(&motif);
            assert!(found.is_sorted(), "{found:?}");
            assert!(!(has(Motif::HorsDispositif) && has(Motif::DispositifNonTenu)));
            assert_eq!(
                situation.categorie == Categorie::Formation,
                has(Motif::SansPrescription) || has(Motif::PrescriptionSansSuite) || has(Motif::PrescriptionNonTenue)
            );
        }
    }
}
