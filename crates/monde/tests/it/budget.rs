//! Budgets: 20 new dossiers between two gestures, 60 a day, 12 unexplained, 5 reveals; exact under any interleaving, and after a
//! reboot.

use coffre::face::{Budget, Geste, Refusal};
use domaine::{Champ, DossierId};
use droits::Role;
use droits::budget::{Plafonds, TRANCHE};
use droits::decide::Refus;
use journal::entry::Kind;

use crate::essai::{Essai, Personne, alone, refusal, wait_hours};

const CONSEILLER: Plafonds = Plafonds::of(Role::Conseiller);
const LIMIT: usize = CONSEILLER.jour as usize;
const SPENT: Refusal = Refusal::Budget { quoi: Budget::Jour, limite: CONSEILLER.jour };
const NEXT: Refusal = Refusal::Tranche { limite: TRANCHE };

/// Opens all of them, with the gestures and the hours that it takes; an hour idle ends a login.
fn works(e: &Essai, dossiers: &[DossierId]) -> Personne {
    let mut lea = e.signs_in("lea");
    for dossier in dossiers {
        while let Err(error) = lea.opens(*dossier) {
            match refusal::<()>(Err(error)) {
                Refusal::Tranche { .. } => drop(lea.signs(Geste::Tranche).expect("her gesture")),
                Refusal::Budget { quoi: Budget::Heure, .. } => {
                    wait_hours(1);
                    lea = e.signs_in("lea");
                }
                other => panic!("{other:?}"),
            }
        }
    }
    lea
}

#[test]
fn sixty_new_dossiers_a_day_exactly() {
    alone("budget::sixty_new_dossiers_a_day_exactly", || {
        Essai::on_each_engine(LIMIT + 5, |e| {
            let (hers, neighbours) = (e.of("lea"), e.of("karine"));
            let lea = works(e, &hers[..LIMIT - 1]);
            e.reboot();
            let opened = lea.opens(neighbours[0]).expect("the sixtieth, unexplained");
            assert_eq!(opened.agent.ouvertures, (CONSEILLER.jour, CONSEILLER.jour));
            for spent in [hers[LIMIT], neighbours[1]] {
                assert_eq!(refusal(lea.opens(spent)), SPENT, "the sixty-first");
            }
            lea.opens(hers[0]).expect("a dossier opened today costs nothing more");
            lea.records(hers[1], "essai").expect("nor to write in it");
            e.reboot();
            assert_eq!(refusal(lea.opens(hers[LIMIT])), SPENT, "after a reboot");
            let again = e.signs_in("lea");
            assert_eq!(refusal(again.opens(hers[LIMIT])), SPENT, "nor by another login");
            e.signs_in("karine").opens(hers[0]).expect("the neighbour has her own day");
            let spent = e.entries(Kind::Refusal).iter().filter(|e| e.rule == Refus::BudgetDay as u8).count();
            assert_eq!(spent, 4);
            let last = e.entries(Kind::Opening).into_iter().rfind(|e| e.explanation == 0 && e.explained > 0);
            assert_eq!(last.map(|e| (e.explained, e.unexplained)), Some((59, 1)), "counted apart");
        });
    });
}

#[test]
fn two_colleagues_who_answer_for_the_team_make_one_day_longer_each_once() {
    alone("budget::two_colleagues_who_answer_for_the_team_make_one_day_longer_each_once", || {
        for base in coffre::base::essai::bases() {
            let e = &mut Essai::with_network(base, LIMIT + 65);
            let hers = e.of("lea");
            let lea = e.agent("lea");
            let rallonge = || Geste::Rallonger { agent: lea };
            let no = |who: &Personne| assert!(who.signs(rallonge()).is_err(), "{} gives nothing", who.nom);
            works(e, &hers[..45]);
            no(&e.signs_in("direction"));
            let lea = works(e, &hers[..LIMIT]);
            assert_eq!(refusal(lea.opens(hers[LIMIT])), SPENT);
            for who in ["lea", "accueil", "gestionnaire", "dpo", "vigie", "direction13"] {
                no(&e.signs_in(who));
            }
            e.signs_in("karine").signs(rallonge()).expect("a parrain, who is her line manager");
            let lea = works(e, &hers[LIMIT..LIMIT + 30]);
            let longer = Refusal::Budget { quoi: Budget::Jour, limite: CONSEILLER.jour + 30 };
            assert_eq!(refusal(lea.opens(hers[LIMIT + 30])), longer);
            e.reboot();
            assert_eq!(refusal(lea.opens(hers[LIMIT + 30])), longer, "after a reboot");
            no(&e.signs_in("karine"));
            e.signs_in("direction").signs(rallonge()).expect("once more, by another person");
            let lea = works(e, &hers[LIMIT + 30..LIMIT + 60]);
            let longest = Refusal::Budget { quoi: Budget::Jour, limite: CONSEILLER.jour + 60 };
            assert_eq!(refusal(lea.opens(hers[LIMIT + 60])), longest);
            no(&e.signs_in("direction"));
            let entry = e.entries(Kind::BudgetExtension).pop().expect("an entry");
            assert_eq!((entry.count, entry.content[..16].to_vec()), (30, e.pseudonym(lea.login).to_vec()));
        }
    });
}

#[test]
fn a_tranche_under_64_openings_at_once() {
    Essai::on_each_engine(64, |e| {
        let lea = e.signs_in("lea");
        let all_at_once = |dossiers: &[DossierId]| {
            let coffre = e.coffre();
            let asked: Vec<_> = dossiers.iter().map(|d| (lea.opening(*d), *d)).collect();
            e.run(async {
                let open = |(request, dossier)| {
                    let coffre = coffre.clone();
                    tokio::spawn(async move { coffre.open(&request, dossier).await.is_ok() })
                };
                let tasks: Vec<_> = asked.into_iter().map(open).collect();
                let mut opened = 0;
                for task in tasks {
                    opened += u16::from(task.await.expect("no panic"));
                }
                opened
            })
        };
        let hers = e.of("lea");
        assert_eq!(all_at_once(&hers), TRANCHE);
        assert_eq!((e.count(Kind::Opening), e.count(Kind::Refusal)), (20, 44));
        lea.signs(Geste::Tranche).expect("her gesture");
        // Twenty of them are open already; of the others the hour lets ten through.
        assert_eq!(all_at_once(&hers), CONSEILLER.heure);
        assert_eq!(e.count(Kind::Opening), 20 + 30);
    });
}

#[test]
fn one_dossier_64_times_at_once_is_one_dossier() {
    let e = Essai::on_sqlite(1);
    let karine = e.signs_in("karine");
    let same = e.of("karine")[0];
    let coffre = e.coffre();
    let requests: Vec<_> = (0..64).map(|_| karine.opening(same)).collect();
    let counts = e.run(async {
        let tasks: Vec<_> = requests
            .into_iter()
            .map(|request| {
                let coffre = coffre.clone();
                tokio::spawn(async move { coffre.open(&request, same).await.expect("opens").agent.ouvertures.0 })
            })
            .collect();
        let mut counts = Vec::new();
        for task in tasks {
            counts.push(task.await.expect("no panic"));
        }
        counts
    });
    assert_eq!(counts, vec![1; 64]);
}

#[test]
fn a_gesture_opens_the_next_twenty_and_serves_once() {
    Essai::on_each_engine(30, |e| {
        let hers = e.of("lea");
        let lea = works(e, &hers[..20]);
        assert_eq!(refusal(lea.opens(hers[20])), NEXT);
        e.reboot();
        assert_eq!(refusal(lea.opens(hers[20])), NEXT, "after a reboot");
        let defi = lea.prepares(Geste::Tranche).expect("asked");
        lea.answers(defi.challenge).expect("signed");
        assert!(lea.answers(defi.challenge).is_err(), "the same answer again");
        lea.opens(hers[20]).expect("the next tranche");
        let entry = e.entries(Kind::Gesture).pop().expect("an entry");
        assert_eq!((entry.count, entry.actor, entry.login), (1, e.pseudonym(lea.login), lea.login));
        // Two prepared at once are one tranche: the second is no longer the next.
        let two = [lea.prepares(Geste::Tranche).expect("asked"), lea.prepares(Geste::Tranche).expect("asked")];
        assert!(lea.answers(two[0].challenge).is_ok());
        assert_eq!(refusal(lea.answers(two[1].challenge)), Refusal::Conflit);
    });
}

#[test]
fn the_third_try_without_explanation_cuts_the_account_on_both_sides() {
    Essai::on_each_engine(20, |e| {
        let (hers, others, lea) = (e.of("lea"), e.of("karine"), e.signs_in("lea"));
        let most = usize::from(CONSEILLER.inexplique_jour);
        others.iter().take(most).for_each(|d| drop(lea.opens(*d).expect("within the day")));
        let limite = CONSEILLER.inexplique_jour;
        assert_eq!(refusal(lea.opens(others[most])), Refusal::Inexplique { limite, essais: 2 });
        lea.opens(hers[0]).expect("what is explained opens");
        assert_eq!(refusal(lea.opens(others[most])), Refusal::Inexplique { limite, essais: 1 });
        assert_eq!(refusal(lea.opens(others[most])), Refusal::Coupe);
        assert!(lea.opens(hers[0]).is_err(), "nothing opens any more");
        let cut = e.entries(Kind::Suspension).pop().expect("an entry");
        assert_eq!((cut.object, cut.actor), (e.pseudonym(lea.login), [0; 16]));
        e.reboot();
        assert!(lea.opens(hers[0]).is_err(), "after a reboot");
        assert!(e.someone("lea").enters().is_err(), "nor by another login");
    });
}

#[test]
fn five_reveals_a_day() {
    let mut e = Essai::on_sqlite(7);
    let lea = e.signs_in("lea");
    let hers = e.of("lea");
    let most = CONSEILLER.revelations;
    for n in 0..most {
        let revealed = lea.reveals(hers[usize::from(n)]).expect("a reveal");
        assert_eq!(revealed.reste, most - n - 1);
        assert!(revealed.champs.iter().all(|(c, _)| c.classe() == domaine::Classe::Identifiants));
    }
    let spent = Refusal::Budget { quoi: Budget::Revelations, limite: most };
    for moment in ["at once", "after a reboot"] {
        assert_eq!(refusal(lea.reveals(hers[5])), spent, "{moment}");
        assert_eq!(refusal(lea.reveals(hers[0])), spent, "the same again is a reveal again, {moment}");
        e.reboot();
    }
    lea.opens(hers[6]).expect("openings have their own count");
}

#[test]
fn a_new_day_begins_at_three() {
    alone("budget::a_new_day_begins_at_three", || {
        let e = Essai::on_sqlite(LIMIT + 2);
        let hers = e.of("lea");
        let noon = droits::budget::day(coffre::sequenceur::now());
        works(&e, &hers[..LIMIT]);
        // To three in the morning, whatever the hours that the sixty took.
        let mut last = SPENT;
        for _ in 0..16 {
            let lea = e.signs_in("lea");
            let is_same_day = droits::budget::day(coffre::sequenceur::now()) == noon;
            match lea.opens(hers[LIMIT]) {
                Ok(opened) => {
                    assert!(!is_same_day && last == SPENT);
                    return assert_eq!(opened.agent.ouvertures.0, 1);
                }
                Err(error) => last = refusal::<()>(Err(error)),
            }
            assert!(is_same_day && last == SPENT);
            wait_hours(1);
        }
        panic!("no new day");
    });
}

#[test]
fn sixty_dossiers_made_by_hand_and_not_sixty_one() {
    let mut e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let makes = |n: usize| {
        let letter = |n: usize| char::from(b'a' + n as u8);
        let nom = format!("Ess{}{}ault", letter(n / 26), letter(n % 26));
        lea.tries_to_create(
            &[(Champ::NomNaissance, &nom), (Champ::Prenom, "Inès"), (Champ::Naissance, "2006-03-12")],
            true,
        )
    };
    for n in 0..LIMIT {
        makes(n).unwrap_or_else(|e| panic!("dossier {n}: {e:?}"));
    }
    assert_eq!(refusal(makes(LIMIT)), SPENT, "each tells whether a NIR is known: they are not tried by the thousand");
    e.reboot();
    assert_eq!(refusal(makes(LIMIT)), SPENT, "after a reboot");
    e.signs_in("karine").creates("Essaineuf").expect("the neighbour has her own day");
}
