//! The agenda, as people use it: who may book, what stands in the journal first, what happens when two want the same hour.

use coffre::base::{Statement, Value};
use coffre::face::{
    Agenda, ChangementPlage, ChangementRdv, Error, FluxLu, GenreAgenda, PlagePosee, PlageSaisie, RendezVousSaisi,
    Reserve, VueAgenda,
};
use domaine::agenda::{Fin, JoursSemaine, Plage, Recurrence, Rythme, StatutRdv};
use domaine::fuseau::{Fuseau, semaine};
use domaine::{Clair, DossierId, RendezVousId};
use droits::Role;
use droits::budget::explanation;
use droits::signature::sha256;
use jiff::civil::{Date, date};
use journal::entry::{Decision, Entry, Kind};

use coffre::face::{Explication, Refusal};

use crate::essai::{AILLEURS, Essai, Gens, ICI, Personne, alone, refusal, wait_hours};

/// The Monday on which the tests take place, at one in the afternoon in Paris.
const LUNDI: Date = date(2026, 11, 23);
const MARDI: Date = date(2026, 11, 24);

#[test]
fn a_rendez_vous_is_a_fact_before_it_is_a_row() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::Aucune);
        // The front desk books for Karine; from then on the person is entrusted to her.
        let day = e.agenda(&karine, VueAgenda { jour: Some(MARDI), ..VueAgenda::default() });
        assert_eq!((day.total(), day.lignes.len()), (0, 0));
        let id = booked(e.books(&accueil, hers, rdv(e, "karine", MARDI, 600)));
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!((fact.decision, fact.explanation), (Decision::Granted, explanation::RENDEZ_VOUS));
        assert_eq!(fact.actor, e.pseudonym(accueil.login));
        assert_eq!(fact.object, e.pseudonym(karine.login));
        assert_eq!(fact.until, Fuseau::Paris.instant(date(2026, 12, 1), 645), "seven days after its last minute");
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::RendezVous);
        let day = e.agenda(&karine, VueAgenda { jour: Some(MARDI), ..VueAgenda::default() });
        let ligne = &day.lignes[0];
        assert_eq!((ligne.id, ligne.plage.debut(), ligne.statut), (id, 600, StatutRdv::Planifie));
        let personne = ligne.personne.as_ref().expect("a person");
        assert!(personne.dossier == hers && !personne.masquee, "entrusted, hence whole");
        // The front desk sees the hour, and the person masked.
        let seen = e.agenda(&accueil, VueAgenda { jour: Some(MARDI), ..VueAgenda::default() });
        assert!(seen.vue.tous && seen.lignes[0].personne.as_ref().is_some_and(|p| p.masquee));
        let page = e.entries(Kind::ResultPage).pop().expect("an entry");
        assert_eq!((page.count, page.purpose), (1, journal::act::Purpose::Agenda as u8));
    });
}

#[test]
fn who_may_book_and_where() {
    Essai::on_each_engine(1, |e| {
        let (hers, his) = (e.of("lea")[0], e.of("marc")[0]);
        let lea = e.signs_in("lea");
        let try_it = |qui: &Personne, dossier, pour: &str| e.books(qui, dossier, rdv(e, pour, MARDI, 480));
        // Another structure's dossier, a dossier that is none: one answer, journalled.
        for foreign in [his, DossierId([9; 16])] {
            let before = e.count(Kind::Refusal);
            assert_eq!(refusal(try_it(&lea, foreign, "lea")), Refusal::Introuvable);
            assert_eq!(e.count(Kind::Refusal), before + 1);
        }
        // No agenda elsewhere, none at the front desk.
        for pour in ["marc", "accueil", "gestionnaire"] {
            assert_eq!(wrong(try_it(&lea, hers, pour)), ["agent"], "{pour}");
        }
        for (qui, may) in [("gestionnaire", false), ("dpo", false), ("vigie", false), ("direction", true)] {
            let answer = try_it(&e.signs_in(qui), hers, "lea");
            match may {
                true => drop(booked(answer)),
                false => assert_eq!(refusal(answer), Refusal::Role, "{qui}"),
            }
        }
        assert_eq!(e.count(Kind::Explanation), 1);
        // A rendez-vous of another dossier, or of another structure, is not there either.
        let id = booked(e.books(&lea, hers, rdv(e, "lea", MARDI, 600)));
        let marc = e.signs_in("marc");
        let absent = ChangementRdv::Statut(StatutRdv::Annule);
        assert_eq!(refusal(e.changes(&marc, his, id, absent.clone())), Refusal::Introuvable);
        assert_eq!(refusal(e.changes(&marc, hers, id, absent.clone())), Refusal::Introuvable);
        let other = e.of("karine")[0];
        assert_eq!(refusal(e.changes(&lea, other, id, absent.clone())), Refusal::Introuvable);
        assert_eq!(refusal(e.changes(&lea, hers, RendezVousId([7; 16]), absent.clone())), Refusal::Introuvable);
        assert_eq!(refusal(e.changes(&e.signs_in("gestionnaire"), hers, id, absent)), Refusal::Role);
        // Nor does Marc's agenda hold anything of it.
        assert_eq!(e.agenda(&marc, VueAgenda { jour: Some(MARDI), tous: true, ..VueAgenda::default() }).total(), 0);
        let foreign = VueAgenda { agent: Some(e.agent("lea")), ..VueAgenda::default() };
        assert_eq!(refusal(e.looks(&marc, foreign)), Refusal::Introuvable);
        assert_eq!(refusal(e.looks(&e.signs_in("gestionnaire"), VueAgenda::default())), Refusal::Role);
    });
}

#[test]
fn what_cannot_be_booked_goes_back_to_its_field() {
    let e = &Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    let lea = e.signs_in("lea");
    let with = |change: fn(&mut RendezVousSaisi)| {
        let mut saisi = rdv(e, "lea", MARDI, 600);
        change(&mut saisi);
        wrong(e.books(&lea, hers, saisi))
    };
    assert_eq!(with(|s| s.plage = at(date(2026, 11, 22), 600)), ["jour"], "yesterday");
    assert_eq!(with(|s| s.plage = at(date(2028, 11, 23), 600)), ["jour"], "more than two years");
    assert_eq!(with(|s| s.objet = 99), ["objet"]);
    assert_eq!(with(|s| s.site = 4), ["site"], "no such place");
    assert_eq!(with(|s| s.texte = Clair::new("x".repeat(201))), ["texte"]);
    assert_eq!(with(|s| (s.objet, s.site, s.texte) = (0, 1, Clair::new("x".repeat(201)))), ["site", "texte", "objet"]);
    assert_eq!(e.count(Kind::Explanation), 0);
    booked(e.books(&lea, hers, rdv(e, "lea", LUNDI, 480)));
    booked(e.books(&lea, hers, rdv(e, "lea", date(2028, 11, 22), 600)));
}

#[test]
fn an_overlap_is_asked_before_it_is_booked() {
    Essai::on_each_engine(2, |e| {
        let (one, two) = (e.of("lea")[0], e.of("lea")[1]);
        let lea = e.signs_in("lea");
        booked(e.books(&lea, one, rdv(e, "lea", MARDI, 600)));
        let stated = e.count(Kind::Explanation);
        assert_eq!(taken(e.books(&lea, two, rdv(e, "lea", MARDI, 630))), [at(MARDI, 600)]);
        // The person herself is elsewhere at that hour.
        assert_eq!(taken(e.books(&lea, one, rdv(e, "karine", MARDI, 570))), [at(MARDI, 600)]);
        assert_eq!(e.count(Kind::Explanation), stated, "what is not booked explains nothing");
        booked(e.books(&lea, two, rdv(e, "lea", MARDI, 645)));
        booked(e.books(&lea, two, RendezVousSaisi { force: true, ..rdv(e, "lea", MARDI, 630) }));
        let day = e.agenda(&lea, VueAgenda { jour: Some(MARDI), ..VueAgenda::default() });
        assert_eq!(day.lignes.iter().map(|l| l.plage.debut()).collect::<Vec<_>>(), [600, 630, 645]);
    });
}

#[test]
fn sixty_four_want_one_hour_and_one_has_it() {
    Essai::on_each_engine(64, |e| {
        let lea = e.signs_in("lea");
        let coffre = e.coffre();
        let asked: Vec<_> = e
            .of("lea")
            .into_iter()
            .map(|dossier| (dossier, lea.request_with("POST", &format!("/agenda/{dossier}"), b"a form")))
            .collect();
        let saisi = rdv(e, "lea", MARDI, 600);
        let answers = e.run(async {
            let book = |(dossier, request)| {
                let (coffre, saisi) = (coffre.clone(), saisi.clone());
                tokio::spawn(async move { coffre.book(&request, dossier, saisi).await })
            };
            let tasks: Vec<_> = asked.into_iter().map(book).collect();
            let mut answers = Vec::new();
            for task in tasks {
                answers.push(task.await.expect("no panic").expect("an answer"));
            }
            answers
        });
        let won = answers.iter().filter(|answer| matches!(answer, Reserve::Fait { .. })).count();
        assert_eq!((won, answers.len()), (1, 64));
        assert_eq!(e.number("select count(*) from rendez_vous"), 1);
        assert_eq!(e.count(Kind::Explanation), 1, "who lost was entrusted to nobody");
    });
}

#[test]
fn every_week_at_ten_whatever_the_clocks_do() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        // Mainland clocks change on 28 March 2027; the Monday after is Easter's.
        let first = date(2027, 3, 8);
        let weekly = Recurrence::new(Rythme::Semaines(1), JoursSemaine::default(), Fin::Fois(6)).expect("a rhythm");
        let saisi = RendezVousSaisi { recurrence: Some(weekly), ..rdv(e, "lea", first, 600) };
        let Reserve::Fait { combien, sautes, .. } = e.books(&lea, hers, saisi).expect("books") else { panic!("taken") };
        assert_eq!((combien, sautes), (6, vec![date(2027, 3, 29)]));
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!(fact.until, Fuseau::Paris.instant(date(2027, 4, 26), 645), "after the last of them");
        for day in [date(2027, 3, 22), date(2027, 4, 5), date(2027, 4, 19)] {
            let page = e.agenda(&lea, VueAgenda { jour: Some(day), ..VueAgenda::default() });
            assert_eq!(
                page.lignes.iter().map(|l| (l.plage.debut(), l.serie)).collect::<Vec<_>>(),
                [(600, true)],
                "{day}"
            );
        }
        // Two years of weeks hold; four years do not.
        let most = |weeks| Recurrence::new(Rythme::Semaines(weeks), JoursSemaine::default(), Fin::Fois(104)).ok();
        booked(e.books(&lea, hers, RendezVousSaisi { recurrence: most(1), ..rdv(e, "lea", MARDI, 840) }));
        let saisi = RendezVousSaisi { recurrence: most(2), ..rdv(e, "lea", MARDI, 900) };
        assert_eq!(wrong(e.books(&lea, hers, saisi)), ["jour"], "the last of them is beyond two years");
    });
}

#[test]
fn what_becomes_of_a_rendez_vous() {
    alone("agenda::what_becomes_of_a_rendez_vous", || {
        let e = &Essai::on_sqlite(1);
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let id = booked(e.books(&lea, hers, rdv(e, "karine", LUNDI, 840)));
        let says = |qui: &Personne, statut| e.changes(qui, hers, id, ChangementRdv::Statut(statut));
        let statut = || {
            let vue = VueAgenda { jour: Some(LUNDI), agent: Some(e.agent("karine")), ..VueAgenda::default() };
            e.agenda(&lea, vue).lignes[0].statut
        };
        booked(says(&karine, StatutRdv::Absent));
        // The same day, a wrong click is taken back; a colleague who does it again changes nothing.
        booked(says(&karine, StatutRdv::Planifie));
        booked(says(&lea, StatutRdv::Planifie));
        assert_eq!(statut(), StatutRdv::Planifie);
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::RendezVous);
        // Cancelled, it entrusts nobody any more; planned again, it does.
        booked(says(&karine, StatutRdv::Annule));
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::Aucune);
        booked(says(&karine, StatutRdv::Planifie));
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::RendezVous);
        booked(says(&karine, StatutRdv::Present));
        assert_eq!(wrong(says(&karine, StatutRdv::Planifie)), ["statut"], "an evenement may stand on it");
        booked(says(&karine, StatutRdv::Absent));
        // The day after, what was said stays said.
        wait_hours(24);
        let karine = e.signs_in("karine");
        assert_eq!(wrong(e.changes(&karine, hers, id, ChangementRdv::Statut(StatutRdv::Planifie))), ["statut"]);
        // Who did not come is called: the fact serves for a week more, and no longer.
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::RendezVous);
        wait_hours(24 * 7);
        assert_eq!(e.signs_in("karine").opens(hers).expect("opens").explique.explication, Explication::Aucune);
        // Nobody says today who came tomorrow.
        let lea = e.signs_in("lea");
        let later = booked(e.books(&lea, hers, rdv(e, "lea", date(2026, 12, 8), 600)));
        assert_eq!(wrong(e.changes(&lea, hers, later, ChangementRdv::Statut(StatutRdv::Present))), ["statut"]);
    });
}

#[test]
fn what_is_put_off_goes_to_whom_it_is_put() {
    Essai::on_each_engine(2, |e| {
        let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let id = booked(e.books(&lea, hers, rdv(e, "karine", MARDI, 600)));
        booked(e.books(&lea, other, rdv(e, "lea", MARDI, 900)));
        let moves = |force| ChangementRdv::Deplace { plage: at(MARDI, 900), agent: e.agent("lea"), force };
        assert_eq!(taken(e.changes(&karine, hers, id, moves(false))), [at(MARDI, 900)]);
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::RendezVous);
        let new = booked(e.changes(&karine, hers, id, moves(true)));
        assert_ne!(new, id);
        assert_eq!(
            karine.opens(hers).expect("opens").explique.explication,
            Explication::Aucune,
            "she no longer receives her"
        );
        let facts = e.entries(Kind::Explanation);
        let (to, from) = (&facts[facts.len() - 2], &facts[facts.len() - 1]);
        assert_eq!((to.object, from.object), (e.pseudonym(lea.login), e.pseudonym(karine.login)));
        assert!(from.until <= from.time && to.until > to.time, "one is given, one is withdrawn");
        let day =
            |qui| e.agenda(&lea, VueAgenda { jour: Some(MARDI), agent: Some(e.agent(qui)), ..VueAgenda::default() });
        assert_eq!(day("karine").lignes[0].statut, StatutRdv::Reporte);
        assert_eq!(day("lea").lignes.len(), 2);
        assert_eq!(wrong(e.changes(&lea, hers, id, moves(true))), ["statut"], "put off once");
    });
}

#[test]
fn absences_and_slots() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, direction) = (e.signs_in("lea"), e.signs_in("direction"));
        booked(e.books(&lea, hers, rdv(e, "lea", MARDI, 600)));
        let leave = |pour: &str| PlageSaisie {
            genre: GenreAgenda::Absence,
            agent: e.agent(pour),
            plages: Plage::journee(MARDI).to_vec(),
            recurrence: None,
            objet: 1,
            site: 0,
        };
        // Hers, or anybody's for who keeps them; never another structure's.
        assert_eq!(refusal(e.plans(&lea, ChangementPlage::Pose(leave("karine")))), Refusal::Role);
        assert_eq!(refusal(e.plans(&direction, ChangementPlage::Pose(leave("marc")))), Refusal::Introuvable);
        assert_eq!(refusal(e.plans(&e.signs_in("dpo"), ChangementPlage::Pose(leave("lea")))), Refusal::Role);
        let posed = e.plans(&direction, ChangementPlage::Pose(leave("lea"))).expect("posed");
        assert_eq!((posed.combien, posed.a_deplacer_total), (2, 1));
        assert!(posed.a_deplacer[0].personne.as_ref().is_some_and(|p| p.dossier == hers && p.masquee));
        let page = e.entries(Kind::ResultPage).pop().expect("an entry");
        assert_eq!((page.count, page.actor), (1, e.pseudonym(direction.login)), "whom it showed");
        // Booking over it is asked first.
        assert_eq!(taken(e.books(&lea, hers, rdv(e, "lea", MARDI, 900))).len(), 1);
        // Slots are cut, and what is taken is not free.
        let jeudi = date(2026, 11, 26);
        let slot = Plage::new(jeudi, 540, 660).expect("a stretch");
        let weekly = Recurrence::new(Rythme::Semaines(1), JoursSemaine::default(), Fin::Fois(6)).expect("a rhythm");
        let open = PlageSaisie {
            genre: GenreAgenda::Creneau,
            plages: vec![slot],
            recurrence: Some(weekly),
            objet: 0,
            ..leave("lea")
        };
        let posed = e.plans(&lea, ChangementPlage::Pose(open)).expect("posed");
        assert_eq!((posed.combien, posed.a_deplacer_total), (6, 0));
        booked(e.books(&lea, hers, rdv(e, "lea", jeudi, 570)));
        let day = e.agenda(&lea, VueAgenda { jour: Some(jeudi), ..VueAgenda::default() });
        assert_eq!(day.libres.iter().map(Plage::debut).collect::<Vec<_>>(), [540, 630]);
        // Taken away with those that follow; a rendez-vous is never taken away so.
        let slot = day.lignes.iter().find(|l| l.genre == GenreAgenda::Creneau).expect("a slot").id;
        let booked_id = day.lignes.iter().find(|l| l.genre == GenreAgenda::RendezVous).expect("one").id;
        let away = |id, serie| ChangementPlage::Retire { id, serie };
        assert_eq!(refusal(e.plans(&lea, away(booked_id, true))), Refusal::Introuvable);
        assert_eq!(refusal(e.plans(&e.signs_in("marc"), away(slot, true))), Refusal::Introuvable);
        assert_eq!(refusal(e.plans(&e.signs_in("karine"), away(slot, true))), Refusal::Role);
        assert_eq!(e.plans(&lea, away(slot, true)).expect("taken").combien, 6);
        assert_eq!(e.number("select count(*) from rendez_vous where genre = 2"), 0);
    });
}

#[test]
fn an_edited_row_is_not_shown_and_is_said() {
    Essai::on_each_engine(2, |e| {
        let (one, two) = (e.of("lea")[0], e.of("lea")[1]);
        let lea = e.signs_in("lea");
        let id = booked(e.books(&lea, one, rdv(e, "lea", MARDI, 600)));
        booked(e.books(&lea, two, rdv(e, "lea", MARDI, 700)));
        let edit = Statement::new("essai::EDIT", "update rendez_vous set debut = 605 where id = ?1");
        let params: Vec<Value> = vec![id.0.into()];
        e.base.write_blocking(move |tx| tx.exec(&edit, &params)).expect("the attacker knows SQL");
        let before = e.count(Kind::Integrity);
        let day = e.agenda(&lea, VueAgenda { jour: Some(MARDI), ..VueAgenda::default() });
        assert_eq!((day.lignes.len(), day.illisibles, day.total()), (1, 1, 2));
        let said: Vec<Entry> = e.entries(Kind::Integrity);
        assert_eq!((said.len(), said.last().map(|s| s.rule)), (before + 1, Some(7)));
        assert_eq!(refusal(e.changes(&lea, one, id, ChangementRdv::Statut(StatutRdv::Annule))), Refusal::Introuvable);
    });
}

/// People of the six zones overseas and of Paris.
const FUSEAUX: [&str; 7] = [ICI, "97411S00", "97213S00", "97302S00", "97101S00", "97801S00", "97608S01"];

#[test]
fn late_on_sunday_stays_in_its_week_in_every_zone() {
    alone("agenda::late_on_sunday_stays_in_its_week_in_every_zone", || {
        for structure in FUSEAUX {
            let gens: &'static [Gens] = Box::leak(Box::new([
                ("lea", Role::Conseiller, structure),
                ("gestionnaire", Role::Gestionnaire, structure),
                ("marc", Role::Conseiller, AILLEURS),
            ]));
            let e = &Essai::with_gens(coffre::base::essai::bases().swap_remove(0), 1, gens);
            let fuseau = Fuseau::of_structure(structure.parse().expect("a code"));
            let lea = e.signs_in("lea");
            let today = e.agenda(&lea, VueAgenda::default()).maintenant.date();
            let dimanche = semaine(today).dimanche();
            let late = Plage::new(dimanche, 1_410, 1_440).expect("a stretch");
            let hers = e.of("lea")[0];
            booked(e.books(&lea, hers, RendezVousSaisi { plage: late, ..rdv(e, "lea", dimanche, 600) }));
            let week = |jour| e.agenda(&lea, VueAgenda { jour: Some(jour), semaine: true, ..VueAgenda::default() });
            let its = week(dimanche);
            assert_eq!(its.jours, (semaine(dimanche).lundi(), dimanche), "{structure}");
            assert_eq!(its.lignes.iter().map(|l| l.plage).collect::<Vec<_>>(), [late], "{structure}");
            assert_eq!(week(semaine(dimanche).suivante().lundi()).total(), 0, "{structure}");
            let fact = e.entries(Kind::Explanation).pop().expect("an entry");
            let ends = fuseau.instant(semaine(dimanche).suivante().dimanche(), 1_440);
            assert_eq!(fact.until, ends, "{structure}: a week after its last minute, there");
        }
    });
}

#[test]
fn an_address_gives_hours_and_nobody() {
    alone("agenda::an_address_gives_hours_and_nobody", || {
        let e = &Essai::on_sqlite(1);
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        booked(e.books(&lea, hers, rdv(e, "lea", MARDI, 600)));
        let open = |qui: &Personne| e.run(e.coffre().open_feed(&qui.request("POST", "/agenda/flux")));
        let read = |jeton| e.run(e.coffre().feed(jeton)).expect("an answer");
        let is_known = |jeton| matches!(read(jeton), FluxLu::Ouvert(_));
        assert_eq!(refusal(open(&e.signs_in("accueil"))), Refusal::Role);
        let first = open(&lea).expect("an address").jeton;
        let FluxLu::Ouvert(flux) = read(first) else { panic!("it answers") };
        assert_eq!(flux.lignes.len(), 1);
        assert!(flux.lignes[0].uid != hers.0 && flux.lignes[0].plage == at(MARDI, 600));
        assert!(!is_known([1; 32]));
        // One address each: the one before serves no more, and the base keeps none.
        let second = open(&lea).expect("another").jeton;
        assert!(!is_known(first) && is_known(second));
        assert!(e.agenda(&lea, VueAgenda::default()).flux.is_some());
        let kept = e.base.read_blocking(|tx| {
            tx.all::<(Vec<u8>,)>(&Statement::new("essai::KEPT", "select jeton from calendrier"), &[])
        });
        assert!(kept.expect("reads").iter().all(|(kept,)| kept.as_slice() != second));
        // An address that no entry says, written in the base for a colleague's agenda, opens nothing.
        let mine = [2; 32];
        let (write, whose): (_, [Value; 2]) = (
            Statement::new(
                "essai::WRITE",
                "insert into calendrier (agent, structure, jeton, cree) values (?1, '59512S00', ?2, 0)",
            ),
            [e.agent("karine").0.into(), sha256(&mine).into()],
        );
        e.base.write_blocking(move |tx| tx.exec(&write, &whose)).expect("writes");
        assert!(!is_known(mine));
        // Sixty an hour, and no more.
        (0..59).for_each(|_| assert!(is_known(second)));
        assert!(matches!(read(second), FluxLu::Patience));
        wait_hours(1);
        assert!(is_known(second));
        let lea = e.signs_in("lea");
        e.run(e.coffre().close_feed(&lea.request("POST", "/agenda/flux/oubli"))).expect("closes");
        assert!(!is_known(second));
    });
}

#[test]
fn a_sheet_is_one_entry_and_a_full_week_a_count() {
    Essai::on_each_engine(4, |e| {
        let lea = e.signs_in("lea");
        for (n, dossier) in e.of("lea").into_iter().enumerate() {
            booked(e.books(&lea, dossier, rdv(e, "lea", MARDI, 480 + n as u16 * 45)));
        }
        let karine = e.signs_in("karine");
        booked(e.books(&karine, e.of("karine")[0], rdv(e, "karine", MARDI, 480)));
        let gone = booked(e.books(&karine, e.of("karine")[1], rdv(e, "karine", MARDI, 600)));
        booked(e.changes(&karine, e.of("karine")[1], gone, ChangementRdv::Statut(StatutRdv::Annule)));
        let before = e.count(Kind::ResultPage);
        let request = karine.request("GET", "/agenda/impression?jour=2026-11-24");
        let sheet = e.run(e.coffre().print_agenda(&request, None, None, 1)).expect("a sheet");
        assert_eq!(
            (sheet.jour, sheet.lignes.len(), sheet.total),
            (MARDI, 5, 5),
            "tomorrow, without what was cancelled"
        );
        assert_eq!(sheet.lignes.iter().filter(|l| l.personne.as_ref().is_some_and(|p| !p.masquee)).count(), 1);
        assert_eq!(
            (e.count(Kind::ResultPage), e.entries(Kind::ResultPage).pop().map(|p| p.count)),
            (before + 1, Some(5))
        );
        // A series of eighty in one week, over each other: the week says how many, the day shows a page.
        let all = VueAgenda { jour: Some(MARDI), tous: true, ..VueAgenda::default() };
        for n in 0..72 {
            let saisi = RendezVousSaisi { force: true, ..rdv(e, "lea", MARDI, 480 + n) };
            booked(e.books(&lea, e.of("lea")[0], saisi));
        }
        let week = e.agenda(&lea, VueAgenda { semaine: true, ..all });
        assert_eq!((week.lignes.len(), week.total(), week.comptes.len()), (0, 78, 1));
        let day = |page| e.agenda(&lea, VueAgenda { page, ..all }).lignes.len();
        assert_eq!((day(1), day(3), day(4), day(5)), (20, 20, 18, 0));
        let hers = VueAgenda { jour: Some(MARDI), page: 6, ..VueAgenda::default() };
        assert_eq!((e.agenda(&lea, hers).lignes.len(), e.agenda(&lea, hers).total()), (1, 76));
    });
}

impl Essai {
    fn books(&self, qui: &Personne, dossier: DossierId, saisi: RendezVousSaisi) -> Result<Reserve, Error> {
        let request = qui.request_with("POST", &format!("/agenda/{dossier}"), b"a form");
        self.run(self.coffre().book(&request, dossier, saisi))
    }

    fn changes(
        &self,
        qui: &Personne,
        dossier: DossierId,
        id: RendezVousId,
        changement: ChangementRdv,
    ) -> Result<Reserve, Error> {
        let request = qui.request_with("POST", &format!("/agenda/{dossier}/{id}"), b"a form");
        self.run(self.coffre().change_rendez_vous(&request, dossier, id, changement))
    }

    fn plans(&self, qui: &Personne, changement: ChangementPlage) -> Result<PlagePosee, Error> {
        let request = qui.request_with("POST", "/agenda", b"a form");
        self.run(self.coffre().plan(&request, changement))
    }

    fn looks(&self, qui: &Personne, vue: VueAgenda) -> Result<Agenda, Error> {
        self.run(self.coffre().agenda(&qui.request("GET", "/agenda"), vue))
    }

    fn agenda(&self, qui: &Personne, vue: VueAgenda) -> Agenda {
        self.looks(qui, vue).expect("an agenda")
    }
}

/// Forty-five minutes with a colleague.
fn rdv(e: &Essai, pour: &str, jour: Date, debut: u16) -> RendezVousSaisi {
    RendezVousSaisi {
        agent: e.agent(pour),
        plage: at(jour, debut),
        site: 0,
        objet: 2,
        texte: Clair::new("apporter le CV"),
        recurrence: None,
        force: false,
    }
}

fn at(jour: Date, debut: u16) -> Plage {
    Plage::de(jour, debut, 45).expect("a stretch")
}

fn booked(answer: Result<Reserve, Error>) -> RendezVousId {
    match answer {
        Ok(Reserve::Fait { id, .. }) => id,
        other => panic!("not booked: {other:?}"),
    }
}

fn taken(answer: Result<Reserve, Error>) -> Vec<Plage> {
    match answer {
        Ok(Reserve::Occupe { plages, .. }) => plages,
        other => panic!("nothing stood there: {other:?}"),
    }
}

/// Fields to correct.
fn wrong<T: std::fmt::Debug>(answer: Result<T, Error>) -> Vec<&'static str> {
    match answer {
        Err(Error::Saisie(wrong)) => wrong.iter().map(|s| s.champ).collect(),
        other => panic!("nothing to correct: {other:?}"),
    }
}
