//! Nobody real, nobody absurd, and the same people for ever.

use super::*;
use crate::donnees::structures;
use domaine::catalogue::parametre;
use domaine::situation::{Saisie, TypeSituation, check};
use domaine::statut::{Faits, at};
use domaine::{Champ, GenreEvenement, Nature};
use std::collections::{BTreeSet, HashSet};

fn monde() -> Monde {
    Monde::new(1, &structures()[0], 3000)
}

#[test]
fn the_same_seed_gives_the_same_people_in_any_order() {
    let (un, deux) = (monde(), monde());
    for rang in [0, 96, 200, 2999] {
        assert_eq!(un.jeune(rang), deux.jeune(rang));
    }
    let tous: String = un.jeunes().map(|j| format!("{j:?}")).collect();
    // If this changes, every recorded world changes: do it on purpose, and say so in the change log.
    assert_eq!(alea::hash(tous.as_bytes()), 13_878_709_616_266_678_079, "the world of seed 1");
    assert_ne!(un.jeune(3), Monde::new(2, &structures()[0], 3000).jeune(3), "another seed");
    assert_ne!(un.jeune(3), Monde::new(1, &structures()[1], 3000).jeune(3), "another structure");
}

#[test]
fn no_value_can_belong_to_a_real_person() {
    // Written again on purpose: a slip in the generator's own list must not pass.
    const BLOCS: [&str; 6] = ["019900", "026191", "035301", "046571", "053649", "063998"];

    for jeune in monde().jeunes() {
        for telephone in [&jeune.mobile, &jeune.fixe].into_iter().flatten() {
            assert!(telephone.len() == 10 && BLOCS.iter().any(|bloc| telephone.starts_with(bloc)));
        }
        if let Some(nir) = &jeune.nir {
            assert_eq!((nir.len(), &nir[10..13]), (15, "000"), "order 000");
            assert_eq!(nir_key(&nir[..13]).map(|cle| format!("{cle:02}")).as_deref(), Some(&nir[13..]));
        }
        assert!(jeune.mail.iter().all(|mail| mail.ends_with(".example") && mail.is_ascii()));
        assert!(jeune.compte.iter().all(|compte| compte.iban[4..9] == *"99999"));
        assert!(jeune.france_travail.iter().all(|numero| numero.starts_with("000")));
    }
}

#[test]
fn ages_dates_and_places_hold_together() {
    for jeune in monde().jeunes() {
        let naissance = jeune.date_naissance;
        assert!((2000..=2010).contains(&naissance.annee) && (16..=26).contains(&naissance.age(AUJOURDHUI)));
        assert!(naissance.age(jeune.date_accueil) >= 15, "received at {}", jeune.date_accueil);
        assert!(jeune.adresse.code_insee.starts_with("59"));
        assert_eq!(jeune.code_naissance.len(), 5);
        let dates: Vec<Jour> = jeune.evenements.iter().map(|e| e.date).collect();
        assert!(dates.is_sorted() && dates.iter().all(|d| (jeune.date_accueil..=AUJOURDHUI).contains(d)));
        assert!(dates.iter().all(|d| d.working() == *d), "nobody works on Sunday");
        let since = AUJOURDHUI.days() - jeune.derniere_activite().days();
        match jeune.statut {
            Statut::Actif => {
                assert!((1..=12).contains(&dates.len()) && jeune.date_accueil.days() > AUJOURDHUI.days() - 733)
            }
            _ => assert!(dates.len() <= 1 && since >= 183, "asleep for {since} days"),
        }
    }
}

#[test]
fn files_are_as_confusing_as_real_ones() {
    let tous: Vec<Jeune> = monde().jeunes().collect();
    let noms: HashSet<String> = tous.iter().map(|j| format!("{} {}", j.nom_naissance, j.prenom())).collect();
    assert!((10..200).contains(&(tous.len() - noms.len())), "homonyms: {}", tous.len() - noms.len());
    assert_eq!(tous[200].nom_naissance, tous[199].nom_naissance);
    assert_eq!(tous[200].date_naissance, tous[199].date_naissance, "twins");
    for (quoi, combien) in [
        ("double or hyphenated names", tous.iter().filter(|j| j.nom_naissance.contains(['-', ' '])).count()),
        ("accented given names", tous.iter().filter(|j| !j.prenom().is_ascii()).count()),
        ("names in use", tous.iter().filter(|j| j.nom_usage.is_some()).count()),
        ("births abroad", tous.iter().filter(|j| j.code_naissance.starts_with("99")).count()),
        ("delicate matters", tous.iter().filter(|j| !j.delicats.is_empty()).count()),
    ] {
        assert!((30..1200).contains(&combien), "{quoi}: {combien}");
    }
}

#[test]
fn notes_vary() {
    let notes: Vec<String> = monde().jeunes().flat_map(|j| j.evenements).map(|e| e.note).collect();
    let distinctes: HashSet<&String> = notes.iter().collect();
    assert!(distinctes.len() * 10 > notes.len() * 6, "{} distinct of {}", distinctes.len(), notes.len());
}

#[test]
fn markers_change_nothing_else() {
    let (sans, avec) = (monde().jeune(5), monde().with_marqueurs().jeune(5));
    assert_eq!((sans.nom_naissance, sans.nir, sans.mail), (avec.nom_naissance, avec.nir, avec.mail));
}

#[test]
fn every_value_is_one_that_a_form_would_take() {
    let today = AUJOURDHUI.civil();
    let mut seen = BTreeSet::new();
    for jeune in monde().jeunes() {
        for (champ, valeur) in &jeune.champs {
            let verdict = domaine::saisie::verifier(*champ, valeur, today, domaine::saisie::Provenance::Machine);
            let kept = verdict.ok().and_then(|verdict| verdict.valeur);
            assert_eq!(kept.as_ref().map(|v| v.expose()), Some(&**valeur), "{champ:?}");
            assert_ne!(champ.nature(), Nature::Interne, "{champ:?}");
            seen.insert(*champ);
        }
        let once: HashSet<_> = jeune.champs.iter().map(|(champ, _)| champ).collect();
        assert_eq!(once.len(), jeune.champs.len(), "each field once");
        let is_mineur = jeune.date_naissance.age(AUJOURDHUI) < 18;
        assert_eq!(jeune.champ(Champ::Representant1Nom).is_some(), is_mineur);
    }
    assert!(seen.len() >= 36 && seen.contains(&Champ::NePasContacterParents), "{seen:?}");
}

#[test]
fn lives_follow_the_rules() {
    let today = AUJOURDHUI.civil();
    let mut counts = [0_usize; 7];
    for jeune in monde().jeunes() {
        counts[jeune.situations.len()] += 1;
        for (n, one) in (0..).zip(&jeune.situations) {
            let it = one.situation;
            let saisie = Saisie {
                categorie: Some(it.categorie),
                type_: Some(it.type_),
                contrat: it.contrat,
                debut: Some(it.debut),
                fin_prevue: it.fin_prevue,
                fin: it.fin,
                rome: it.rome,
            };
            let fautes = check(&saisie, Some(jeune.date_naissance.civil()), TypeSituation::of);
            assert!(fautes.is_empty() && it.num == n, "{fautes:?} {it:?}");
            assert!(it.fin.is_none_or(|fin| fin <= today), "an end that was lived: {it:?}");
        }
        for proposition in &jeune.propositions {
            let of = &jeune.evenements[proposition.evenement as usize];
            assert_eq!((of.genre, of.date.civil()), ("entretien-individuel", proposition.creee));
            assert_eq!(proposition.etat.is_resultat(), proposition.resultat.is_some());
            assert!(proposition.resultat.is_none_or(|jour| proposition.creee <= jour && jour <= today));
        }
    }
    assert!(counts[0] == 0 && counts[2..].iter().all(|count| *count > 20), "{counts:?}");
}

#[test]
fn the_statut_is_what_the_days_say() {
    let today = AUJOURDHUI.civil();
    let delai = parametre("veille-delai-mois", today).expect("a parameter").valeur as u16;
    for jeune in monde().jeunes() {
        let reactive = |e: &&Evenement| GenreEvenement::from_key(e.genre).expect("a kind of the catalogue").reactive();
        let contact = jeune.evenements.iter().filter(reactive).map(|e| e.date.civil()).max();
        let faits = Faits { cree: jeune.date_accueil.civil(), contact, fin: jeune.fin.map(|(jour, _)| jour) };
        assert_eq!(at(&faits, today, delai), jeune.statut, "{faits:?}");
        // A base may be made on any day of its week.
        let sunday = AUJOURDHUI.plus(6).civil();
        assert_eq!(at(&faits, sunday, delai), jeune.statut, "{faits:?}, later in the week");
    }
}
