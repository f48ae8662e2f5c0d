//! The front desk, as people use it: who arrives, who calls, whom it entrusts to whom, and what the front desk never reads.

use coffre::base::{Statement, Value};
use coffre::face::{
    AccueilVu, Error, EtatPassage, Explication, GestePassage, Pour, Refusal, RendezVousSaisi, Reserve, VueAccueil,
    VueAgenda,
};
use domaine::agenda::Plage;
use domaine::{AgentId, Clair, DossierId, PassageId};
use droits::budget::explanation;
use jiff::civil::{Date, date};
use journal::entry::{Decision, Kind};

use crate::essai::{Essai, Personne, alone, refusal, wait, wait_hours};

/// The Monday on which the tests take place, at one in the afternoon in Paris.
const LUNDI: Date = date(2026, 11, 23);
const JOUR: u64 = 24 * 3_600_000;

#[test]
fn a_ticket_is_for_whom_expects_her() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        e.expects(&accueil, hers, "karine", 840);
        let bureau = e.desk(&accueil).expect("the desk");
        assert_eq!((bureau.attendus.len(), bureau.attendus_total, bureau.attendent_total), (1, 1, 0));
        let personne = bureau.attendus[0].ligne.personne.as_ref().expect("a person");
        assert!(personne.masquee && bureau.attendus[0].arrivee.is_none());

        let id = e.arrives(&accueil, hers, Pour::Defaut).expect("a ticket");
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!((fact.decision, fact.explanation), (Decision::Granted, explanation::TICKET));
        assert_eq!(fact.object, e.pseudonym(karine.login), "who expects her, not her référent");
        let until = fact.until.clamp(fact.time + JOUR - 1_000, fact.time + JOUR);
        assert_eq!((fact.actor, fact.until), (e.pseudonym(accueil.login), until));

        // Welcomed twice at the same minute: once.
        let facts = e.count(Kind::Explanation);
        assert_eq!(e.arrives(&accueil, hers, Pour::Libre).expect("done already"), id);
        assert_eq!(e.count(Kind::Explanation), facts);

        let bureau = e.desk(&accueil).expect("the desk");
        assert_eq!((bureau.attendent_total, bureau.attendent[0].id), (1, id));
        let (quand, etat) = bureau.attendus[0].arrivee.expect("she arrived");
        assert_eq!((quand.date(), quand.hour(), etat), (LUNDI, 13, EtatPassage::Attend));
        // Said in the agenda too.
        let request = karine.request("GET", "/agenda");
        let agenda = e.run(e.coffre().agenda(&request, VueAgenda::default())).expect("an agenda");
        assert_eq!(agenda.lignes[0].arrivee, Some(13 * 60 + u16::from(quand.minute().unsigned_abs())));
        // One entry a page, that says how many people it showed: one, though she stands in two blocks.
        assert_eq!(e.entries(Kind::ResultPage).iter().rev().nth(1).map(|p| p.count), Some(1));
        e.reboot();
        assert_eq!(e.desk(&accueil).expect("the desk").attendent_total, 1);
    });
}

#[test]
fn a_ticket_explains_for_a_day() {
    alone("accueil::a_ticket_explains_for_a_day", || {
        let e = Essai::on_sqlite(2);
        let hers = e.of("lea");
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        let why = |who: &Personne, dossier| who.opens(dossier).expect("opens").explique.explication;
        assert_eq!(why(&karine, hers[0]), Explication::Aucune);
        e.arrives(&accueil, hers[0], Pour::Agent(e.agent("karine"))).expect("a ticket");
        assert_eq!(why(&karine, hers[0]), Explication::Ticket);
        // For whoever is free: the other conseillère.
        e.arrives(&accueil, hers[1], Pour::Libre).expect("a ticket");
        assert_eq!(why(&karine, hers[1]), Explication::Ticket);
        wait_hours(12);
        let karine = e.signs_in("karine");
        assert_eq!(why(&karine, hers[0]), Explication::Ticket);
        wait(12 * 3_600_000 + 60_000);
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        assert_eq!(why(&karine, hers[0]), Explication::Aucune);
        assert_eq!(e.desk(&accueil).expect("the desk").attendent_total, 0, "nobody waits since yesterday");
    });
}

#[test]
fn a_call_is_for_somebody() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea");
        let (lea, karine, accueil) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("accueil"));
        let calls = |dossier, pour, texte: &str| {
            e.desk_does(&accueil, dossier, GestePassage::Appel { pour, texte: Clair::new(texte) })
        };
        let id = calls(hers[0], Pour::Defaut, "rappeler avant midi").expect("passed on");
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!((fact.explanation, fact.object), (explanation::APPEL, e.pseudonym(lea.login)));
        assert!((fact.time + 7 * JOUR - 1_000..=fact.time + 7 * JOUR).contains(&fact.until));
        calls(hers[1], Pour::Agent(e.agent("karine")), "").expect("passed on");
        assert_eq!(karine.opens(hers[1]).expect("opens").explique.explication, Explication::Appel);
        assert_eq!(
            karine.opens(hers[0]).expect("opens").explique.explication,
            Explication::Aucune,
            "not passed on to her"
        );

        let before = e.count(Kind::Explanation);
        check_faults(calls(hers[0], Pour::Libre, ""), &["pour"]);
        check_faults(calls(hers[0], Pour::Agent(e.agent("accueil")), &"x".repeat(301)), &["pour", "texte"]);
        assert_eq!(e.count(Kind::Explanation), before, "nothing was stated");

        let bureau = e.desk(&lea).expect("the desk");
        assert_eq!(bureau.appels_total, 2);
        let of_lea = &bureau.appels[0];
        assert_eq!(
            (of_lea.texte.expose(), of_lea.personne.as_ref().map(|p| p.masquee)),
            ("rappeler avant midi", Some(false))
        );
        // Answered: it leaves the list, and explains until its end.
        e.changes_passage(&lea, hers[0], id, EtatPassage::Clos).expect("answered");
        assert_eq!(e.desk(&accueil).expect("the desk").appels_total, 1);
        check_faults(e.changes_passage(&accueil, hers[0], id, EtatPassage::Annule), &["etat"]);
    });
}

#[test]
fn one_takes_it_and_the_other_is_told() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea");
        let (lea, karine, accueil) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("accueil"));
        let id = e.arrives(&accueil, hers[0], Pour::Libre).expect("a ticket");
        assert_eq!(refusal(e.changes_passage(&accueil, hers[0], id, EtatPassage::Pris)), Refusal::Role);
        e.changes_passage(&karine, hers[0], id, EtatPassage::Pris).expect("takes it");
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!((fact.explanation, fact.object), (explanation::TICKET, e.pseudonym(karine.login)));
        check_faults(e.changes_passage(&lea, hers[0], id, EtatPassage::Pris), &["etat"]);
        // Saying again what she has just done changes nothing.
        e.changes_passage(&karine, hers[0], id, EtatPassage::Pris).expect("the same");
        // What was written for her is a fact of the front desk: to take it states nothing of her own, which would weaken it.
        let id = e.arrives(&accueil, hers[1], Pour::Agent(e.agent("karine"))).expect("a ticket");
        let before = e.count(Kind::Explanation);
        e.changes_passage(&karine, hers[1], id, EtatPassage::Pris).expect("takes it");
        assert_eq!(e.count(Kind::Explanation), before);
        let page = karine.lists(&format!("de={}", e.agent("lea")), 1).expect("lists");
        let seen = page.liste.lignes.iter().find(|l| l.dossier == hers[1]).expect("listed");
        assert!(!seen.masquee, "entrusted by the front desk");
    });
}

#[test]
fn what_was_not_meant_explains_nothing() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        let id = e.arrives(&accueil, hers, Pour::Agent(e.agent("karine"))).expect("a ticket");
        e.changes_passage(&accueil, hers, id, EtatPassage::Annule).expect("cancelled");
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::Aucune);
        assert_eq!(e.desk(&accueil).expect("the desk").attendent_total, 0);
    });
}

#[test]
fn the_front_desk_reads_nobody_and_the_neighbour_sees_nothing() {
    Essai::on_each_engine(1, |e| {
        let (hers, his) = (e.of("lea")[0], e.of("marc")[0]);
        let (accueil, marc) = (e.signs_in("accueil"), e.signs_in("marc"));
        let id = e.arrives(&accueil, hers, Pour::Libre).expect("a ticket");
        // With the person before it, the front desk still opens nothing of the pathway.
        assert_eq!(refusal(accueil.opens(hers)), Refusal::Role);
        assert_eq!(refusal(accueil.unfolds(hers)), Refusal::Role);
        assert_eq!(refusal(accueil.reveals(hers)), Refusal::Role);
        assert_eq!(refusal(accueil.prints(hers)), Refusal::Role);
        assert_eq!(refusal(accueil.lists("de=structure", 1)), Refusal::Role);
        // Another structure's dossier, a dossier that is none: one answer, journalled.
        for foreign in [his, DossierId([9; 16])] {
            let refusals = e.count(Kind::Refusal);
            assert_eq!(refusal(e.arrives(&accueil, foreign, Pour::Libre)), Refusal::Introuvable);
            assert_eq!(e.count(Kind::Refusal), refusals + 1);
        }
        assert_eq!(refusal(e.changes_passage(&marc, hers, id, EtatPassage::Clos)), Refusal::Introuvable);
        assert_eq!(
            refusal(e.changes_passage(&marc, his, id, EtatPassage::Clos)),
            Refusal::Introuvable,
            "not his ticket"
        );
        let neighbour = e.of("karine")[0];
        assert_eq!(refusal(e.changes_passage(&accueil, neighbour, id, EtatPassage::Clos)), Refusal::Introuvable);
        let unknown = PassageId([9; 16]);
        assert_eq!(refusal(e.changes_passage(&accueil, hers, unknown, EtatPassage::Clos)), Refusal::Introuvable);
        assert_eq!(e.desk(&marc).expect("his own desk").attendent_total, 0);
        for nobody in ["gestionnaire", "dpo", "vigie"] {
            let nobody = e.signs_in(nobody);
            assert_eq!(refusal(e.arrives(&nobody, hers, Pour::Libre)), Refusal::Role);
            assert_eq!(refusal(e.desk(&nobody)), Refusal::Role);
        }
    });
}

#[test]
fn everything_wrong_is_said_at_once() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let accueil = e.signs_in("accueil");
        let before = e.journal().len();
        let elsewhere = GestePassage::Ticket { pour: Pour::Agent(e.agent("marc")), motif: 99, site: 7 };
        check_faults(e.desk_does(&accueil, hers, elsewhere), &["pour", "motif", "site"]);
        let nobody = GestePassage::Ticket { pour: Pour::Agent(AgentId([9; 16])), motif: 4, site: 0 };
        check_faults(e.desk_does(&accueil, hers, nobody), &["pour"]);
        let written = e.journal()[before..].iter().filter(|entry| entry.kind == Kind::Explanation).count();
        assert_eq!((written, e.number("select count(*) from passage")), (0, 0));
    });
}

#[test]
fn one_call_cancelled_leaves_the_other() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        let calls = || {
            let geste = GestePassage::Appel { pour: Pour::Agent(e.agent("karine")), texte: Clair::new("rappeler") };
            e.desk_does(&accueil, hers, geste).expect("passed on")
        };
        let (first, second) = (calls(), calls());
        e.changes_passage(&accueil, hers, second, EtatPassage::Annule).expect("cancelled");
        assert_eq!(
            karine.opens(hers).expect("opens").explique.explication,
            Explication::Appel,
            "the first still waits"
        );
        e.changes_passage(&accueil, hers, first, EtatPassage::Annule).expect("cancelled");
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::Aucune);
    });
}

#[test]
fn an_edited_rendez_vous_says_for_whom_nobody_comes() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (karine, accueil) = (e.signs_in("karine"), e.signs_in("accueil"));
        e.expects(&accueil, hers, "lea", 900);
        // Who administers the database gives it to a conseillère whose account he holds.
        let (edit, her): (_, Value) =
            (Statement::new("edit", "update rendez_vous set agent = ?1"), e.agent("karine").0.into());
        e.base.write_blocking(move |tx| tx.exec(&edit, std::slice::from_ref(&her))).expect("edits");
        let recorded = e.count(Kind::Integrity);
        e.arrives(&accueil, hers, Pour::Defaut).expect("a ticket");
        assert_eq!(e.count(Kind::Integrity), recorded + 1);
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!(fact.object, e.pseudonym(e.signs_in("lea").login), "her référent, not who was written there");
        assert_eq!(karine.opens(hers).expect("opens").explique.explication, Explication::Aucune);
    });
}

#[test]
fn words_beside_a_masked_name_are_for_whom_they_were_written() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let accueil = e.signs_in("accueil");
        let geste = GestePassage::Appel { pour: Pour::Agent(e.agent("lea")), texte: Clair::new("rappeler avant midi") };
        e.desk_does(&accueil, hers, geste).expect("passed on");
        for (who, expected) in [("lea", "rappeler avant midi"), ("accueil", "rappeler avant midi"), ("karine", "")] {
            let bureau = e.desk(&e.signs_in(who)).expect("the desk");
            assert_eq!(bureau.appels[0].texte.expose(), expected, "{who}");
        }
    });
}

#[test]
fn a_row_that_somebody_edited_is_counted_and_recorded() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea");
        let accueil = e.signs_in("accueil");
        for dossier in &hers {
            e.arrives(&accueil, *dossier, Pour::Libre).expect("a ticket");
        }
        // A malicious administrator sends one of them to somebody else.
        let (edit, dossier): (_, Value) =
            (Statement::new("edit", "update passage set agent = ?2 where dossier = ?1"), hers[0].0.into());
        let karine: Value = e.agent("karine").0.into();
        e.base.write_blocking(move |tx| tx.exec(&edit, &[dossier.clone(), karine.clone()])).expect("edits");
        let bureau = e.desk(&accueil).expect("the desk");
        assert_eq!((bureau.attendent.len(), bureau.attendent[0].dossier), (1, hers[1]));
        assert!(bureau.illisibles > 0);
        let entry = e.entries(Kind::Integrity).pop().expect("recorded");
        assert_eq!(entry.rule, 7);
    });
}

#[test]
fn a_search_at_the_desk_says_who_expects_her() {
    Essai::on_each_engine(2, |e| {
        let accueil = e.signs_in("accueil");
        let hers = e.of("lea")[0];
        e.expects(&accueil, hers, "karine", 900);
        let nom = e.dossiers.iter().find(|d| d.id == hers).expect("known").nom.clone();
        let request = accueil.request_with("POST", "/recherche", nom.as_bytes());
        let found = e.run(e.coffre().find(&request, Clair::new(nom))).expect("finds");
        assert!(found.liste.lignes.iter().all(|ligne| ligne.masquee), "the front desk sees nobody whole");
        let said: Vec<_> = found.attendus.iter().map(|(d, h, q)| (*d, *h, q.as_ref().map(|q| q.expose()))).collect();
        assert_eq!(said, [(hers, 900, Some("karine"))]);
    });
}

impl Essai {
    fn desk(&self, qui: &Personne) -> Result<AccueilVu, Error> {
        self.run(self.coffre().accueil(&qui.request("GET", "/accueil"), VueAccueil::default()))
    }

    fn desk_does(&self, qui: &Personne, dossier: DossierId, geste: GestePassage) -> Result<PassageId, Error> {
        let request = qui.request_with("POST", &format!("/accueil/{dossier}"), b"a form");
        self.run(self.coffre().passage(&request, dossier, geste))
    }

    fn arrives(&self, qui: &Personne, dossier: DossierId, pour: Pour) -> Result<PassageId, Error> {
        self.desk_does(qui, dossier, GestePassage::Ticket { pour, motif: 1, site: 0 })
    }

    fn changes_passage(
        &self,
        qui: &Personne,
        dossier: DossierId,
        id: PassageId,
        etat: EtatPassage,
    ) -> Result<PassageId, Error> {
        self.desk_does(qui, dossier, GestePassage::Change { id, etat })
    }

    /// A rendez-vous of today.
    fn expects(&self, qui: &Personne, dossier: DossierId, pour: &str, debut: u16) {
        let saisi = RendezVousSaisi {
            agent: self.agent(pour),
            plage: Plage::de(LUNDI, debut, 45).expect("a stretch"),
            site: 0,
            objet: 2,
            texte: Clair::default(),
            recurrence: None,
            force: false,
        };
        let request = qui.request_with("POST", &format!("/agenda/{dossier}"), b"a form");
        let booked = self.run(self.coffre().book(&request, dossier, saisi)).expect("books");
        assert!(matches!(booked, Reserve::Fait { .. }));
    }
}

/// The fields that are to be corrected.
fn check_faults<T>(answer: Result<T, Error>, expected: &[&str]) {
    match answer {
        Err(Error::Saisie(wrong)) => assert_eq!(wrong.iter().map(|w| w.champ).collect::<Vec<_>>(), expected),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was written"),
    }
}
