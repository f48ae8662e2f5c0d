//! The cockpit says of a file what its page says: a part that was filled when the file was made is filled, and grows old.

use domaine::{Champ, Groupe};

use super::*;

/// What a form must hold for a file to be complete.
const COMPLET: [(Champ, &str); 10] = [
    (Champ::NomNaissance, "Vauquelinard"),
    (Champ::Prenom, "Inès"),
    (Champ::Naissance, "2006-03-12"),
    (Champ::Sexe, "F"),
    (Champ::CommuneNaissance, "Roubaix"),
    (Champ::Nationalite, "FR"),
    (Champ::Telephone, "0639980001"),
    (Champ::CodePostal, "59100"),
    (Champ::Commune, "Roubaix"),
    (Champ::NiveauFormation, "4"),
];

fn at(quoi: ARevoir) -> usize {
    ARevoir::ALL.iter().position(|one| *one == quoi).expect("one of them")
}

#[test]
fn a_form_makes_a_complete_file_which_grows_old() {
    alone("repartition::fraicheur::a_form_makes_a_complete_file_which_grows_old", || {
        for base in coffre::base::essai::bases() {
            let mut e = Essai::with_gens(base, 1, &EQUIPE);
            let lea = e.signs_in("lea");
            let all: Vec<_> = COMPLET.into_iter().chain([(Champ::Situation, "cherche un apprentissage")]).collect();
            let complete = match lea.tries_to_create(&all, false).expect("creates") {
                coffre::face::Created::Fait(id) => id,
                other => panic!("{other:?}"),
            };
            let partial = match lea.tries_to_create(&all[..9], true).expect("creates") {
                coffre::face::Created::Fait(id) => id,
                other => panic!("{other:?}"),
            };
            let counts = |e: &Essai, who: &Personne| {
                let own = e.quality(who, None);
                (own.total[at(ARevoir::Vides)], own.total[at(ARevoir::Perimes)])
            };
            // Hers of the console has no level of education either.
            assert_eq!(counts(&e, &lea), (2, 0));
            let page = lea.opens(complete).expect("opens");
            let stamped: Vec<Groupe> = page.fraicheurs.iter().map(|f| f.groupe).collect();
            let parts = [Groupe::Identite, Groupe::Sejour, Groupe::Contact, Groupe::Formation, Groupe::Emploi];
            assert!(parts.iter().all(|part| stamped.contains(part)), "{stamped:?}");
            // As old as the file, and said by nobody in particular: what an import brings was typed elsewhere.
            assert!(page.fraicheurs.iter().all(|f| f.agent.is_none() && f.jour == page.fraicheurs[0].jour));
            assert!(lea.opens(partial).expect("opens").fraicheurs.iter().all(|f| f.groupe != Groupe::Formation));
            e.reboot();
            // Three months and a day make what was said of the right to stay old: 23 November + 112 days.
            let mut lea = e.signs_in("lea");
            for _ in 0..4 {
                wait_hours(28 * 24);
                lea = e.signs_in("lea");
            }
            assert_eq!(counts(&e, &lea), (2, 2), "both say a nationality, and the page calls it old");
            assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
            e.stop();
            let back = 4 * 28 * 24 * 3_600_000;
            coffre::sequenceur::essai::DECALAGE.fetch_sub(back, std::sync::atomic::Ordering::Relaxed);
        }
    });
}
