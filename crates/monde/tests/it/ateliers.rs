//! Sessions collectives: places are never oversold, an inscription explains an opening and no more, and a sheet is closed only
//! when it matches who is enrolled.

use coffre::base::Statement;
use coffre::face::{
    AtelierSaisi, AtelierVu, AteliersCrees, ChangementAtelier, Cloture, Error, Explication, GesteInscription,
    IssueInscription, OffreSaisie, Onglet, Presence, Quoi, Refusal, VueAteliers,
};
use domaine::agenda::{Fin, JoursSemaine, Plage, Recurrence, Rythme};
use domaine::seance::{EtatSeance, StatutInscription, TypeOffre};
use domaine::{AtelierId, Clair, DossierId};
use droits::budget::explanation;
use jiff::civil::{Date, date};
use journal::entry::{Decision, Entry, Kind};

use crate::essai::{Essai, Personne, alone, refusal, wait_hours};

mod contacts;

/// The Monday on which the tests' clock stands, a little after lunch.
const LUNDI: Date = date(2026, 11, 23);
const JEUDI: Date = date(2026, 11, 26);

fn saisi(e: &Essai, jour: Date, places: Option<u16>) -> AtelierSaisi {
    AtelierSaisi {
        offre: OffreSaisie::Nouvelle { nom: Clair::new("Atelier CV"), genre: TypeOffre::Atelier, code: Some(1) },
        plage: Plage::new(jour, 540, 720).expect("a morning"),
        places,
        limite: None,
        animateur: e.agent("lea"),
        site: 0,
        texte: Clair::new("apporter un CV"),
        recurrence: None,
    }
}

fn makes(e: &Essai, who: &Personne, saisi: AtelierSaisi) -> Result<AteliersCrees, Error> {
    let request = who.request("POST", "/ateliers/nouveau");
    e.run(e.coffre().create_ateliers(&request, saisi))
}

fn given(e: &Essai, who: &Personne, jour: Date, places: u16) -> AtelierId {
    makes(e, who, saisi(e, jour, Some(places))).expect("makes it").premier
}

fn opens(e: &Essai, who: &Personne, id: AtelierId) -> Result<AtelierVu, Error> {
    let request = who.request("GET", &format!("/ateliers/{id}"));
    e.run(e.coffre().atelier(&request, id, 1))
}

fn does(
    e: &Essai,
    who: &Personne,
    id: AtelierId,
    dossier: DossierId,
    geste: GesteInscription,
) -> Result<IssueInscription, Error> {
    let request = who.request("POST", &format!("/ateliers/{id}/{dossier}"));
    e.run(e.coffre().change_inscription(&request, id, dossier, geste))
}

fn changes(e: &Essai, who: &Personne, id: AtelierId, changement: ChangementAtelier) -> Result<usize, Error> {
    let request = who.request("POST", &format!("/ateliers/{id}"));
    e.run(e.coffre().change_atelier(&request, id, changement))
}

fn closes(e: &Essai, who: &Personne, id: AtelierId, absents: bool) -> Result<Cloture, Error> {
    let request = who.request("POST", &format!("/ateliers/{id}/cloture"));
    e.run(e.coffre().close_atelier(&request, id, absents))
}

/// The reason of the one field to correct.
fn reason<T>(answer: Result<T, Error>) -> &'static str {
    match answer {
        Err(Error::Saisie(wrong)) if wrong.len() == 1 => wrong[0].raison,
        Err(other) => panic!("not one field: {other:?}"),
        Ok(_) => panic!("it was done"),
    }
}

/// Facts of code 7 that were granted, oldest first.
fn facts(e: &Essai) -> Vec<Entry> {
    let all = e.entries(Kind::Explanation).into_iter();
    all.filter(|x| x.explanation == explanation::ATELIER && x.decision == Decision::Granted).collect()
}

/// Where a person's page says that she stands in her sessions, newest first.
fn presences(who: &Personne, dossier: DossierId) -> Vec<u8> {
    let opened = who.opens(dossier).expect("opens");
    let of = |presence: &Presence| match &presence.quoi {
        Quoi::Atelier { statut, .. } => Some(*statut as u8),
        Quoi::RendezVous { .. } => None,
    };
    opened.presences.iter().filter_map(of).collect()
}

/// Refusals that were recorded.
fn refused(e: &Essai) -> usize {
    e.journal().iter().filter(|entry| entry.decision == Decision::Refused).count()
}

/// Who stands where, in the order of the sheet.
fn sheet(vu: &AtelierVu) -> Vec<(DossierId, StatutInscription)> {
    vu.inscrits.iter().map(|inscrit| (inscrit.dossier, inscrit.statut)).collect()
}

#[test]
fn ten_places_asked_for_by_sixty_four_at_once() {
    Essai::on_each_engine(32, |e| {
        let people = [e.signs_in("lea"), e.signs_in("karine"), e.signs_in("accueil")];
        let id = given(e, &people[0], JEUDI, 10);
        let all: Vec<DossierId> = e.of("lea").into_iter().chain(e.of("karine")).collect();
        assert_eq!(all.len(), 64);
        let coffre = e.coffre();
        let asked: Vec<_> = all
            .iter()
            .enumerate()
            .map(|(n, dossier)| (*dossier, people[n % 3].request("POST", &format!("/ateliers/{id}/{dossier}"))))
            .collect();
        let answers: Vec<Result<IssueInscription, Error>> = e.run(async {
            let tasks: Vec<_> = asked
                .into_iter()
                .map(|(dossier, request)| {
                    let coffre = coffre.clone();
                    tokio::spawn(async move {
                        coffre.change_inscription(&request, id, dossier, GesteInscription::Inscrire).await
                    })
                })
                .collect();
            let mut all = Vec::new();
            for task in tasks {
                all.push(task.await.expect("no panic"));
            }
            all
        });
        let count = |statut| answers.iter().flatten().filter(|issue| issue.statut == statut).count();
        assert_eq!(count(StatutInscription::Inscrit), 10, "{}", e.engine);
        assert_eq!(count(StatutInscription::EnAttente), 50, "{}", e.engine);
        let mut ranks: Vec<usize> = answers.iter().flatten().filter_map(|issue| issue.rang).collect();
        ranks.sort_unstable();
        assert_eq!(ranks, (1..=50).collect::<Vec<_>>(), "{}: no rank twice", e.engine);
        let refused: Vec<&'static str> = answers.into_iter().filter(Result::is_err).map(reason).collect();
        assert_eq!(refused, ["atelier-attente-pleine"; 4], "{}", e.engine);
        // As the base has it.
        assert_eq!(e.number("select count(*) from inscription where statut = 1"), 10);
        assert_eq!(e.number("select count(*) from inscription where statut = 2"), 50);
        assert_eq!(e.number("select count(distinct rang) from inscription"), 60);
        let vu = opens(e, &people[0], id).expect("opens");
        assert_eq!((vu.ligne.prises, vu.ligne.attente, vu.total, vu.inscrits.len()), (10, 50, 60, 25));
        // Ten people are entrusted to who holds it, and not one more.
        let until = facts(e).iter().filter(|fact| fact.until > fact.time).count();
        assert_eq!(until, 10, "{}", e.engine);
    });
}

#[test]
fn an_inscription_explains_to_the_animateur_until_it_is_withdrawn() {
    Essai::on_each_engine(2, |e| {
        let (lea, karine, accueil) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("accueil"));
        let (theirs, neighbour) = (e.of("karine")[0], e.of("karine")[1]);
        let id = given(e, &lea, JEUDI, 10);
        let why = |dossier| lea.opens(dossier).expect("opens").explique.explication;
        assert_eq!(why(theirs), Explication::Aucune);
        does(e, &accueil, id, theirs, GesteInscription::Inscrire).expect("enrols");
        let fact = facts(e).pop().expect("a fact");
        let end = domaine::fuseau::Fuseau::Paris.instant(date(2026, 12, 3), 720);
        assert_eq!((fact.object, fact.until), (e.pseudonym(lea.login), end), "seven days after its end");
        assert_eq!((why(theirs), why(neighbour)), (Explication::Atelier, Explication::Aucune));
        // Whole for who holds it and for the référent, masked at the front desk.
        let masked = |who: &Personne| {
            let vu = opens(e, who, id).expect("opens");
            vu.inscrits[0].personne.as_ref().expect("somebody").masquee
        };
        assert_eq!((masked(&lea), masked(&karine), masked(&accueil)), (false, false, true));
        // A second session of the same animateur goes on explaining when the first is left.
        let other = given(e, &lea, LUNDI, 10);
        does(e, &accueil, other, theirs, GesteInscription::Inscrire).expect("enrols");
        assert_eq!(facts(e).pop().expect("a fact").until, end, "the later of the two");
        does(e, &accueil, id, theirs, GesteInscription::Desinscrire).expect("strikes off");
        assert!(facts(e).pop().expect("a fact").until < end);
        assert_eq!(why(theirs), Explication::Atelier);
        does(e, &accueil, other, theirs, GesteInscription::Desinscrire).expect("strikes off");
        assert_eq!(why(theirs), Explication::Aucune);
    });
}

#[test]
fn who_waits_comes_in_when_a_place_is_left_and_is_entrusted_then() {
    Essai::on_each_engine(4, |e| {
        let (lea, accueil) = (e.signs_in("lea"), e.signs_in("accueil"));
        let all = e.of("karine");
        let id = given(e, &lea, JEUDI, 1);
        for dossier in &all[..3] {
            does(e, &accueil, id, *dossier, GesteInscription::Inscrire).expect("enrols");
        }
        let waits = does(e, &accueil, id, all[1], GesteInscription::Inscrire).expect("told again");
        assert_eq!((waits.statut, waits.rang), (StatutInscription::EnAttente, Some(1)));
        assert_eq!(lea.opens(all[1]).expect("opens").explique.explication, Explication::Aucune);
        let left = does(e, &accueil, id, all[0], GesteInscription::Desinscrire).expect("strikes off");
        assert_eq!((left.statut, left.promus), (StatutInscription::Desinscrit, 1));
        assert_eq!(lea.opens(all[1]).expect("opens").explique.explication, Explication::Atelier);
        // Back again: at the end of the queue, in the same line.
        let back = does(e, &accueil, id, all[0], GesteInscription::Inscrire).expect("enrols");
        assert_eq!(back.rang, Some(2));
        assert_eq!(changes(e, &lea, id, ChangementAtelier::Places(Some(3))).expect("changes"), 2);
        assert_eq!(reason(changes(e, &lea, id, ChangementAtelier::Places(Some(2)))), "atelier-moins-que-les-inscrits");
        assert_eq!(reason(changes(e, &lea, id, ChangementAtelier::Places(Some(0)))), "atelier-places");
        let vu = opens(e, &lea, id).expect("opens");
        assert_eq!((vu.ligne.prises, vu.ligne.attente), (3, 0));
    });
}

#[test]
fn a_sheet_is_closed_when_it_matches_and_opened_again_the_next_day() {
    alone("ateliers::a_sheet_is_closed_when_it_matches_and_opened_again_the_next_day", || {
        Essai::on_each_engine(3, |e| {
            let (lea, accueil) = (e.signs_in("lea"), e.signs_in("accueil"));
            let all = e.of("lea");
            let id = given(e, &lea, LUNDI, 10);
            for dossier in &all[..2] {
                does(e, &lea, id, *dossier, GesteInscription::Inscrire).expect("enrols");
            }
            does(e, &accueil, id, all[2], GesteInscription::SurPlace).expect("she is at the door");
            let present = vec![(all[0], StatutInscription::Present)];
            changes(e, &accueil, id, ChangementAtelier::Emarger(present)).expect("the front desk ticks");
            let inscrit = StatutInscription::Inscrit as u8;
            assert_eq!(presences(&lea, all[0]), [inscrit], "ticked, and not closed yet");
            // One is forgotten: she is shown, and nothing is closed.
            let Cloture::Oublies(vu) = closes(e, &lea, id, false).expect("answers") else { panic!("it was closed") };
            assert_eq!((vu.oublies, sheet(&vu)), (Some(1), vec![(all[1], StatutInscription::Inscrit)]));
            assert_eq!(vu.inscrits[0].rang, 2, "her number on the sheet");
            assert_eq!(opens(e, &lea, id).expect("opens").ligne.etat, EtatSeance::Ouverte);
            let page = e.entries(Kind::ResultPage).pop().expect("an entry");
            assert_eq!(page.decision, Decision::Granted);

            let Cloture::Faite(comptes) = closes(e, &lea, id, true).expect("closes") else { panic!("not closed") };
            assert_eq!((comptes.presents, comptes.absents), (2, 1));
            assert!(matches!(closes(e, &lea, id, false), Ok(Cloture::Faite(_))), "the second is told that it is done");
            let read = all.iter().map(|dossier| presences(&lea, *dossier)).collect::<Vec<_>>().concat();
            let (present, absent) = (StatutInscription::Present as u8, StatutInscription::Absent as u8);
            assert_eq!(read, [present, absent, present], "in the timeline of each");
            let late = changes(e, &lea, id, ChangementAtelier::Emarger(vec![(all[1], StatutInscription::Present)]));
            assert_eq!(reason(late), "atelier-clos");

            wait_hours(24);
            let lea = e.signs_in("lea");
            changes(e, &lea, id, ChangementAtelier::Rouvrir).expect("the next day still");
            changes(e, &lea, id, ChangementAtelier::Emarger(vec![(all[1], StatutInscription::Present)]))
                .expect("marks");
            assert!(matches!(closes(e, &lea, id, false), Ok(Cloture::Faite(c)) if c.presents == 3));
            wait_hours(48);
            let lea = e.signs_in("lea");
            assert_eq!(reason(changes(e, &lea, id, ChangementAtelier::Rouvrir)), "atelier-trop-tard");
            coffre::sequenceur::essai::DECALAGE.fetch_sub(72 * 3_600_000, std::sync::atomic::Ordering::Relaxed);
        });
    });
}

#[test]
fn a_session_is_put_off_and_cancelled_with_its_facts() {
    Essai::on_each_engine(2, |e| {
        let (lea, karine, accueil) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("accueil"));
        let theirs = e.of("karine")[0];
        let id = given(e, &lea, JEUDI, 10);
        does(e, &accueil, id, theirs, GesteInscription::Inscrire).expect("enrols");
        let moved = |animateur| ChangementAtelier::Deplace {
            plage: Plage::new(date(2026, 12, 1), 600, 660).expect("an hour"),
            limite: Some(date(2026, 11, 30)),
            animateur,
            site: 0,
        };
        changes(e, &lea, id, moved(e.agent("lea"))).expect("puts it off");
        let end = domaine::fuseau::Fuseau::Paris.instant(date(2026, 12, 8), 660);
        assert_eq!(facts(e).pop().expect("a fact").until, end);
        // Another animateur: it serves her, and no longer the first.
        let other = e.of("lea")[0];
        does(e, &accueil, id, other, GesteInscription::Inscrire).expect("enrols");
        changes(e, &lea, id, moved(e.agent("karine"))).expect("hands it over");
        assert_eq!(lea.opens(theirs).expect("opens").explique.explication, Explication::Aucune);
        assert_eq!(karine.opens(other).expect("opens").explique.explication, Explication::Atelier);
        let past = ChangementAtelier::Deplace {
            plage: Plage::new(date(2026, 11, 22), 600, 660).expect("an hour"),
            limite: None,
            animateur: e.agent("lea"),
            site: 0,
        };
        assert_eq!(reason(changes(e, &lea, id, past)), "atelier-passe");
        changes(e, &karine, id, ChangementAtelier::Annuler).expect("cancels");
        assert_eq!(karine.opens(other).expect("opens").explique.explication, Explication::Aucune);
        let vu = opens(e, &karine, id).expect("opens");
        assert_eq!((vu.ligne.etat, vu.total), (EtatSeance::Annulee, 2), "they are still named, to be told");
        assert_eq!(reason(does(e, &lea, id, e.of("lea")[1], GesteInscription::Inscrire)), "atelier-annule");
    });
}

#[test]
fn each_does_what_her_work_asks_and_the_neighbour_nothing() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let (hers, elsewhere) = (e.of("lea")[0], e.of("marc")[0]);
        let id = given(e, &lea, JEUDI, 10);
        for (nom, reads, enrols) in [
            ("karine", true, true),
            ("accueil", true, true),
            ("direction", true, false),
            ("gestionnaire", false, false),
        ] {
            let who = e.signs_in(nom);
            let list = who.request("GET", "/ateliers");
            assert_eq!(e.run(e.coffre().ateliers(&list, VueAteliers::default())).is_ok(), reads, "{nom} lists");
            assert_eq!(opens(e, &who, id).is_ok(), reads, "{nom} opens");
            let refusals = refused(e);
            let answer = does(e, &who, id, hers, GesteInscription::Inscrire);
            assert_eq!(answer.is_ok(), enrols, "{nom} enrols: {answer:?}");
            if !enrols {
                assert_eq!(refusal(answer), Refusal::Role, "{nom}");
                assert_eq!(refused(e), refusals + 1, "{nom}: the refusal is recorded");
            }
            let gives = makes(e, &who, saisi(e, JEUDI, Some(5)));
            assert_eq!(gives.is_ok(), nom == "karine", "{nom} gives a session");
            assert_eq!(changes(e, &who, id, ChangementAtelier::Rouvrir).is_ok(), nom == "karine", "{nom} changes it");
        }
        // Another structure's agent, and another structure's dossier: nothing there.
        let marc = e.signs_in("marc");
        assert_eq!(refusal(opens(e, &marc, id)), Refusal::Introuvable);
        assert_eq!(refusal(does(e, &marc, id, elsewhere, GesteInscription::Inscrire)), Refusal::Introuvable);
        assert_eq!(refusal(does(e, &marc, id, hers, GesteInscription::Inscrire)), Refusal::Introuvable);
        assert_eq!(refusal(does(e, &lea, id, elsewhere, GesteInscription::Inscrire)), Refusal::Introuvable);
        assert_eq!(refusal(changes(e, &marc, id, ChangementAtelier::Annuler)), Refusal::Introuvable);
        assert_eq!(refusal(closes(e, &marc, id, true)), Refusal::Introuvable);
        let list = marc.request("GET", "/ateliers");
        let there = e.run(e.coffre().ateliers(&list, VueAteliers::default())).expect("lists");
        assert_eq!((there.total, there.offres.len()), (0, 0));
        // A request serves once.
        let request = lea.request("POST", &format!("/ateliers/{id}/{hers}"));
        let coffre = e.coffre();
        e.run(coffre.change_inscription(&request, id, hers, GesteInscription::Desinscrire)).expect("once");
        let twice = e.run(coffre.change_inscription(&request, id, hers, GesteInscription::Inscrire));
        assert!(matches!(twice, Err(Error::Refusal(Refusal::Signature))), "{twice:?}");
    });
}

#[test]
fn a_series_skips_holidays_and_lists_where_it_belongs() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let weekly = Recurrence::new(Rythme::Semaines(1), JoursSemaine::default(), Fin::Fois(30)).expect("a rhythm");
        let first = AtelierSaisi {
            plage: Plage::new(date(2026, 12, 4), 540, 720).expect("a morning"),
            limite: Some(date(2026, 12, 2)),
            recurrence: Some(weekly),
            ..saisi(e, JEUDI, Some(12))
        };
        let made = makes(e, &lea, first.clone()).expect("makes them");
        assert_eq!((made.combien, made.ecartees), (30, vec![date(2026, 12, 25), date(2027, 1, 1)]));
        // The same name is the same offre.
        makes(e, &lea, saisi(e, LUNDI, None)).expect("makes it");
        let list = |onglet| {
            let request = lea.request("GET", "/ateliers");
            e.run(e.coffre().ateliers(&request, VueAteliers { onglet, ..VueAteliers::default() })).expect("lists")
        };
        let coming = list(Onglet::AVenir);
        assert_eq!((coming.total, coming.lignes.len(), coming.offres.len()), (31, 25, 1));
        let january = list(Onglet::Mois(date(2027, 1, 15)));
        assert_eq!(january.total, 4);
        assert!(january.lignes.iter().all(|l| l.serie && l.limite.is_some_and(|d| d < l.plage.jour())));
        assert_eq!((list(Onglet::Passes).total, list(Onglet::AClore).total), (0, 0));
        // Everything that is wrong is said at once, and nothing is made.
        let wrong = AtelierSaisi {
            offre: OffreSaisie::Connue(domaine::OffreId([9; 16])),
            plage: Plage::new(date(2026, 11, 22), 540, 720).expect("a morning"),
            limite: Some(JEUDI),
            places: Some(1_001),
            animateur: e.agent("marc"),
            site: 7,
            texte: Clair::new("é".repeat(301)),
            recurrence: None,
        };
        let Err(Error::Saisie(said)) = makes(e, &lea, wrong) else { panic!("it was made") };
        let mut fields: Vec<_> = said.iter().map(|s| s.champ).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["animateur", "consigne", "jour", "limite", "offre", "places", "site"]);
        assert_eq!(list(Onglet::AVenir).total, 31);
    });
}

#[test]
fn a_row_that_somebody_edited_is_counted_and_frees_nothing() {
    Essai::on_each_engine(3, |e| {
        let lea = e.signs_in("lea");
        let all = e.of("lea");
        let id = given(e, &lea, JEUDI, 2);
        for dossier in &all[..2] {
            does(e, &lea, id, *dossier, GesteInscription::Inscrire).expect("enrols");
        }
        let edit = |text: &'static str| {
            let statement = Statement::new(text, text);
            e.base.write_blocking(move |tx| tx.exec(&statement, &[])).expect("a hand on the base")
        };
        assert_eq!(edit("update inscription set statut = 7 where rang = 1"), 1);
        let before = e.count(Kind::Integrity);
        let vu = opens(e, &lea, id).expect("opens");
        assert_eq!((vu.illisibles, vu.total), (1, 1));
        assert_eq!(e.count(Kind::Integrity), before + 1);
        let third = does(e, &lea, id, all[2], GesteInscription::Inscrire).expect("answers");
        assert_eq!(third.statut, StatutInscription::EnAttente, "the place is not free");
        assert_eq!(edit("update atelier set places = 100"), 1);
        assert_eq!(refusal(opens(e, &lea, id)), Refusal::Introuvable);
        assert_eq!(e.count(Kind::Integrity), before + 2);
    });
}
