//! Whom an account read, as the coffre's index says it and as the journal says it: the same, through the real verbs.

use coffre::base::Statement;
use coffre::etendue::{VueEtendue, ask, readers};
use coffre::face::{DemandeEtendue, Error, Explication, Refusal, VueDeLEtendue};
use domaine::CodeStructure;
use droits::Role;
use journal::Kind;
use journal::entry::Entry;
use journal::etendue::{Etendue, Pli, Question};
use journal::note::{Note, Verifier};
use journal::tree::{check_inclusion, leaf_hash};

use crate::essai::{AILLEURS, Essai, ICI, Personne, refusal};

fn by_index(e: &Essai, question: &Question, entries: &[Entry]) -> Etendue {
    let mut index = ask(&e.base, question, entries.len() as u64).expect("it reads");
    index.check_pages(|at| entries.get(at as usize).cloned());
    (index.suite..).zip(&entries[index.suite as usize..]).for_each(|(at, entry)| index.pli.take(at, entry));
    index.pli.conclude(entries.len() as u64)
}

fn by_journal(question: &Question, entries: &[Entry]) -> Etendue {
    let mut pli = Pli::new(question.clone());
    entries.iter().zip(0..).for_each(|(entry, at)| pli.take(at, entry));
    pli.conclude(entries.len() as u64)
}

/// By the index and by the journal alone: persons of each certainty whom this account reached, and decoys.
pub fn says(e: &Essai, who: &Personne, personnes: [u64; 3], leurres: u64) {
    let question = Question { acteurs: [e.pseudonym(who.login)].into(), ..Question::new() };
    let entries = e.journal();
    for answer in [by_index(e, &question, &entries), by_journal(&question, &entries)] {
        assert_eq!((answer.bilan.personnes, answer.bilan.leurres), (personnes, leurres));
        assert_eq!(answer.personnes.len() as u64, personnes.iter().sum::<u64>());
    }
}

fn write(e: &Essai, text: &'static str) {
    let statement = Statement::new(text, text);
    e.base.write_blocking(move |tx| tx.exec(&statement, &[])).expect("it writes");
}

/// Somebody asks whom these read.
fn asks(e: &Essai, who: &Personne, demande: DemandeEtendue) -> Result<VueEtendue, Error> {
    e.run(e.coffre().etendue(&who.request("GET", "/etendue"), &demande))
}

fn accounts(e: &Essai, comptes: &[&str]) -> DemandeEtendue {
    DemandeEtendue { comptes: comptes.iter().map(|compte| e.agent(compte)).collect(), ..DemandeEtendue::default() }
}

fn structures(codes: &[&str]) -> DemandeEtendue {
    let structures = codes.iter().map(|code| code.parse::<CodeStructure>().expect("a code")).collect();
    DemandeEtendue { structures, ..DemandeEtendue::default() }
}

#[test]
fn the_vigie_and_the_dpo_ask_and_are_recorded() {
    Essai::on_each_engine(2, |e| {
        let (lea, marc) = (e.signs_in("lea"), e.signs_in("marc"));
        lea.opens(e.of("lea")[0]).expect("opens");
        lea.portefeuille(1).expect("lists");
        marc.opens(e.of("marc")[0]).expect("opens");
        for (who, whom, persons) in
            [("vigie", "lea", [0, 1, 1]), ("vigie", "marc", [0, 1, 0]), ("dpo", "lea", [0, 1, 1])]
        {
            let asker = e.signs_in(who);
            let before = e.count(Kind::JournalRead);
            let view =
                asks(e, &asker, accounts(e, &[whom])).unwrap_or_else(|why| panic!("{who} about {whom}: {why:?}"));
            assert_eq!((view.comptes[0].nom.expose(), view.etendue.bilan.personnes), (whom, persons), "{who}");
            assert!(view.etendue.bilan.alterees.is_empty() && view.etendue.bilan.non_nommes == [0, 0]);
            let asked = e.entries(Kind::JournalRead);
            assert_eq!(asked.len(), before + 1, "{who} about {whom}");
            assert_eq!(asked[before].actor, e.pseudonym(asker.request("GET", "/").login));
            assert_eq!(
                asked[before].object,
                e.pseudonym(if whom == "lea" { &lea } else { &marc }.request("GET", "/").login)
            );
        }
        // The neighbour: a DPO asks nothing about another structure's accounts, and her question is recorded all the same.
        let dpo = e.signs_in("dpo");
        let before = e.count(Kind::JournalRead);
        assert_eq!(refusal(asks(e, &dpo, accounts(e, &["marc"]))), Refusal::Introuvable);
        assert_eq!(e.count(Kind::JournalRead), before + 1);
        // Nobody else asks, be it about herself.
        for who in ["lea", "accueil", "gestionnaire", "direction"] {
            let refused = e.count(Kind::Refusal);
            assert_eq!(refusal(asks(e, &e.signs_in(who), accounts(e, &["lea"]))), Refusal::Role, "{who}");
            assert_eq!(e.count(Kind::Refusal), refused + 1, "{who}: said in the journal");
        }
        assert_eq!(e.count(Kind::JournalRead), before + 1);
    });
}

#[test]
fn a_set_is_asked_at_once_and_only_within_what_the_reader_may() {
    Essai::on_each_engine(2, |e| {
        let (lea, karine, marc) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("marc"));
        lea.opens(e.of("lea")[0]).expect("opens");
        lea.opens(e.of("karine")[0]).expect("opens");
        karine.opens(e.of("karine")[0]).expect("opens");
        marc.opens(e.of("marc")[0]).expect("opens");
        let (vigie, dpo) = (e.signs_in("vigie"), e.signs_in("dpo"));
        let check = |who: &Personne, demande: DemandeEtendue, lectures: u64, persons: u64| {
            let what = format!("{demande:?}");
            let bilan = asks(e, who, demande).unwrap_or_else(|why| panic!("{what}: {why:?}")).etendue.bilan;
            assert_eq!((bilan.lectures, bilan.personnes.iter().sum()), (lectures, persons), "{what}");
        };
        check(&vigie, accounts(e, &["lea", "karine"]), 3, 2);
        check(&vigie, accounts(e, &["lea", "marc"]), 3, 3);
        check(&vigie, structures(&[AILLEURS]), 1, 1);
        check(
            &vigie,
            DemandeEtendue { structures: structures(&[AILLEURS]).structures, ..accounts(e, &["karine"]) },
            2,
            2,
        );
        check(&vigie, DemandeEtendue { logins: [lea.login].into(), ..DemandeEtendue::default() }, 2, 2);
        check(&vigie, DemandeEtendue { logins: [lea.login].into(), ..accounts(e, &["lea"]) }, 2, 2);
        check(&vigie, DemandeEtendue::default(), 4, 3);
        check(&vigie, DemandeEtendue { au: 1, ..DemandeEtendue::default() }, 0, 0);
        check(&dpo, accounts(e, &["lea", "karine"]), 3, 2);
        check(&dpo, structures(&[ICI]), 3, 2);
        check(&dpo, DemandeEtendue { logins: [karine.login].into(), ..DemandeEtendue::default() }, 1, 1);
        // All that she may ask about is her structure.
        check(&dpo, DemandeEtendue::default(), 3, 2);
        let asked = e.entries(Kind::JournalRead);
        let last = asked.last().expect("the question");
        let question =
            Question { structures: [ICI.parse::<CodeStructure>().expect("a code").0].into(), ..Question::new() };
        assert_eq!((last.object, last.count), (question.object(), 1), "the entry names the question");

        // The neighbour: one account, login or structure of elsewhere among hers, and she is told nothing, as of one that is not.
        let absent = DemandeEtendue { comptes: [domaine::AgentId([7; 16])].into(), ..accounts(e, &["lea"]) };
        let elsewhere = DemandeEtendue { logins: [marc.login].into(), ..accounts(e, &["lea"]) };
        let unknown = DemandeEtendue { logins: [[7; 16]].into(), ..DemandeEtendue::default() };
        let before = e.count(Kind::JournalRead);
        let theirs = [
            accounts(e, &["lea", "marc"]),
            structures(&[ICI, AILLEURS]),
            structures(&["59001S77"]),
            absent,
            elsewhere,
            unknown,
        ];
        for (n, demande) in theirs.into_iter().enumerate() {
            assert_eq!(refusal(asks(e, &dpo, demande)), Refusal::Introuvable, "{n}");
            assert_eq!(e.count(Kind::JournalRead), before + n + 1, "{n}: the question is recorded all the same");
        }
        assert_eq!(refusal(asks(e, &vigie, structures(&["59001S77"]))), Refusal::Introuvable);
    });
}

/// The desk says what the answer says; its file has a line a person; and its proofs, checked with the journal's tools alone, are of
/// the entries from which a third party finds the same persons.
#[test]
fn the_desk_answers_in_pages_and_its_proofs_hold_by_themselves() {
    Essai::on_each_engine(30, |e| {
        let (lea, vigie, dpo) = (e.signs_in("lea"), e.signs_in("vigie"), e.signs_in("dpo"));
        for n in 0..3 {
            e.coffre().delivered(lea.opens(e.of("lea")[n]).expect("opens").receipt);
        }
        lea.opens(e.of("lea")[3]).expect("opens");
        lea.portefeuille(1).expect("lists");
        let demande = accounts(e, &["lea"]);
        let desk = |who: &Personne, parmi: &str, listes: bool, page: u32| {
            let parmi = Some(parmi.parse().expect("a code"));
            let asked = Some((&demande, VueDeLEtendue { listes, page }));
            e.run(e.coffre().bureau_etendue(&who.request("GET", "/etendue"), parmi, asked))
        };
        let bureau = desk(&vigie, AILLEURS, false, 1).expect("hers");
        let lue = bureau.reponse.expect("an answer");
        assert_eq!((lue.bilan.personnes, lue.total, lue.personnes.len()), ([3, 1, 21], 4, 4), "{}", e.engine);
        assert!(lue.jalon.entrees > lue.jalon.question);
        let named: Vec<_> = bureau.comptes.iter().map(|compte| compte.nom.expose().to_owned()).collect();
        assert_eq!(named, ["lea", "marc"], "those of the structure that she chose, and whom she named");
        let listed = desk(&vigie, AILLEURS, true, 1).expect("hers").reponse.expect("an answer");
        assert_eq!((listed.total, listed.personnes.len()), (21, 21));
        assert_eq!(desk(&dpo, AILLEURS, false, 2).expect("hers").reponse.expect("an answer").personnes.len(), 0);
        assert!(desk(&dpo, AILLEURS, false, 1).expect("hers").comptes.iter().all(|c| c.nom.expose() != "marc"));

        let road = |road: &str| vigie.request("GET", road);
        let csv = e.run(e.coffre().etendue_csv(&road("/etendue/csv"), &demande)).expect("hers").octets;
        assert_eq!(String::from_utf8(csv).expect("text").lines().count(), 1 + 25);
        let found = e.run(e.coffre().etendue_preuves(&road("/etendue/preuves"), &demande, 1)).expect("hers");
        assert_eq!(
            (found.page, found.preuves.pas.len()),
            ((1, 1), 4 + 3 + 1),
            "readings, deliveries, a page of labels"
        );
        let note = Note::parse(&found.preuves.note).expect("a note");
        let log = Verifier::parse(&found.preuves.cles[0]).expect("a key");
        let checkpoint = note.checkpoint(&log).expect("signed");
        Verifier::parse(&found.preuves.cles[1]).expect("a key").verify(&note).expect("sound").expect("cosigned");
        let question = Question { acteurs: [e.pseudonym(lea.login)].into(), ..Question::new() };
        let mut pli = Pli::new(question);
        for pas in &found.preuves.pas {
            let octets: [u8; 256] = pas.octets.clone().try_into().expect("256 bytes");
            let leaf = leaf_hash(&octets);
            assert!(
                check_inclusion(&leaf, pas.entree, checkpoint.size, &checkpoint.root, &pas.chemin),
                "{}",
                pas.entree
            );
            pli.take(pas.entree, &Entry::decode(&octets).expect("an entry"));
        }
        let third = pli.conclude(found.question).bilan;
        assert_eq!(
            (third.personnes, third.non_nommes),
            ([3, 1, 0], [1, 25]),
            "whom a list showed is not in the journal"
        );
        // The neighbour asks the same and is told nothing; who opens dossiers neither.
        let theirs = accounts(e, &["marc"]);
        let as_dpo = dpo.request("GET", "/etendue/preuves");
        assert_eq!(refusal(e.run(e.coffre().etendue_preuves(&as_dpo, &theirs, 1))), Refusal::Introuvable);
        let as_lea = lea.request("GET", "/etendue/csv");
        assert_eq!(refusal(e.run(e.coffre().etendue_csv(&as_lea, &demande))), Refusal::Role);
    });
}

/// Who read one dossier: told to who may open it and to the DPO of its structure, who opens nothing.
#[test]
fn the_readers_of_a_dossier_are_told_within_its_structure() {
    Essai::on_each_engine(2, |e| {
        let (lea, karine, dpo) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("dpo"));
        let (hers, theirs) = (e.of("lea")[0], e.of("marc")[0]);
        let asks = |who: &Personne, dossier, page| {
            let road = format!("/dossiers/{dossier}/lectures");
            e.run(e.coffre().readings_of(&who.request("GET", &road), dossier, page))
        };
        assert_eq!(asks(&dpo, hers, 1).expect("hers").total, 0);
        e.coffre().delivered(lea.opens(hers).expect("opens").receipt);
        lea.reveals(hers).expect("reveals");
        karine.opens(hers).expect("opens");
        let (read, shares) = (e.count(Kind::JournalRead), e.count(Kind::Opening));
        let view = asks(&dpo, hers, 1).expect("hers");
        let said = |l: &coffre::face::LectureDuDossier| {
            let nom = l.nom.as_ref().map(|nom| nom.expose().to_owned());
            (nom, l.role, l.classes, l.explication, l.livre)
        };
        let c124 = 1 | 2 | 8;
        let (conseil, portefeuille) = (Some(Role::Conseiller), Explication::Portefeuille);
        assert_eq!(
            view.lignes.iter().map(said).collect::<Vec<_>>(),
            [
                (Some("karine".into()), conseil, c124, Explication::Aucune, false),
                (Some("lea".into()), conseil, 4, portefeuille, false),
                (Some("lea".into()), conseil, c124, portefeuille, true),
            ],
            "{}",
            e.engine
        );
        assert_eq!((view.total, asks(&dpo, hers, 2).expect("hers").lignes.len()), (3, 0));
        let asked = e.entries(Kind::JournalRead);
        assert_eq!((asked.len(), e.count(Kind::Opening)), (read + 2, shares), "recorded, and the dossier stays shut");
        assert_eq!(asked[read].subject, view.sujet);
        for who in ["lea", "karine", "direction"] {
            assert_eq!(asks(&e.signs_in(who), hers, 1).expect("may open it").total, 3, "{who}");
        }
        // The neighbour: a dossier elsewhere, and one that is not, are one answer; other roles are told nothing.
        let absent = domaine::DossierId([7; 16]);
        for (who, dossier) in [("dpo", theirs), ("dpo", absent), ("marc", hers), ("direction", theirs)] {
            let refused = e.count(Kind::Refusal);
            assert_eq!(refusal(asks(&e.signs_in(who), dossier, 1)), Refusal::Introuvable, "{who}");
            assert_eq!(e.count(Kind::Refusal), refused + 1, "{who}: said in the journal");
        }
        for who in ["accueil", "gestionnaire", "vigie"] {
            assert_eq!(refusal(asks(&e.signs_in(who), hers, 1)), Refusal::Role, "{who}");
        }
        assert_eq!(refusal(e.signs_in("dpo").opens(hers)), Refusal::Role, "she opens nothing");
    });
}

/// What left a moment ago left: nobody waits a minute for the truth.
#[test]
fn what_was_delivered_just_before_the_question_counts_as_delivered() {
    Essai::on_each_engine(3, |e| {
        let (lea, vigie) = (e.signs_in("lea"), e.signs_in("vigie"));
        for n in 0..3 {
            e.coffre().delivered(lea.opens(e.of("lea")[n]).expect("opens").receipt);
            let bilan = asks(e, &vigie, accounts(e, &["lea"])).expect("hers").etendue.bilan;
            assert_eq!((bilan.personnes, bilan.livrees), ([n as u64 + 1, 0, 0], n as u64 + 1), "{}", e.engine);
        }
    });
}

/// An index that lost what it followed hides nothing: the end is read in the journal.
#[test]
fn what_the_index_lacks_is_read_in_the_journal() {
    Essai::on_each_engine(2, |e| {
        let (lea, vigie) = (e.signs_in("lea"), e.signs_in("vigie"));
        e.coffre().delivered(lea.opens(e.of("lea")[0]).expect("opens").receipt);
        lea.opens(e.of("lea")[1]).expect("opens");
        let whole = asks(e, &vigie, accounts(e, &["lea"])).expect("hers").etendue;
        let first = e.journal().iter().position(|entry| entry.kind == Kind::Opening).expect("an opening");
        write(e, "delete from lecture");
        let text: &'static str = Box::leak(format!("update suivi set entree = {}", first - 1).into_boxed_str());
        write(e, text);
        let again = asks(e, &vigie, accounts(e, &["lea"])).expect("hers").etendue;
        assert_eq!((again.personnes, again.bilan), (whole.personnes, whole.bilan), "{}", e.engine);
    });
}

#[test]
fn whom_an_account_read_and_who_was_on_its_lists() {
    Essai::on_each_engine(4, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let (hers, theirs) = (e.of("lea"), e.of("karine"));
        e.coffre().delivered(lea.opens(hers[0]).expect("opens").receipt);
        lea.reveals(hers[0]).expect("reveals");
        lea.opens(theirs[0]).expect("opens");
        karine.opens(hers[0]).expect("opens");
        lea.records(hers[1], "un entretien").expect("records");
        lea.portefeuille(1).expect("lists");
        e.until(|| e.number("select count(*) from page") == 1, "the page is kept");
        e.until(|| e.number("select count(*) from lecture where livraison > 0") == 1, "the delivery is followed");

        let name = e.pseudonym(lea.request("GET", "/").login);
        let question = Question { acteurs: [name].into(), ..Question::new() };
        let entries = e.journal();
        let answer = by_index(e, &question, &entries);
        // Hers read and left; hers opened to write and a colleague's, unconfirmed; her two others, on her list alone.
        assert_eq!(answer.bilan.personnes, [1, 2, 2]);
        assert_eq!((answer.bilan.pages, answer.bilan.non_nommes, answer.bilan.revelations), ([1, 4], [0, 0], 1));
        let alone = by_journal(&question, &entries);
        assert_eq!(
            alone.personnes[..3].iter().map(|p| (p.sujet, p.livre, p.incertain)).collect::<Vec<_>>(),
            answer.personnes[..3].iter().map(|p| (p.sujet, p.livre, p.incertain)).collect::<Vec<_>>()
        );
        assert_eq!(
            (alone.bilan.personnes, alone.bilan.non_nommes),
            ([1, 2, 0], [1, 4]),
            "a third party is told how many"
        );

        let subject = e.entries(Kind::Opening)[0].subject;
        let who = readers(&e.base, subject, 0, u64::MAX, entries.len() as u64).expect("it reads");
        assert_eq!(who.iter().filter(|r| r.acteur == name).count(), 2, "opened and revealed");
        assert_eq!(who.len(), 3, "and a colleague");

        // Thrown away, the index is made again; the persons of the page are no part of it, and stay.
        write(e, "delete from lecture");
        write(e, "delete from suivi");
        e.reboot();
        e.until(|| e.number("select count(*) from lecture where livraison > 0") == 1, "followed again");
        assert_eq!(by_index(e, &question, &entries), answer);
        assert_eq!(e.number("select count(*) from trace where genre = 20"), 4, "and no trace twice");

        // Somebody takes himself off the list: it is seen, and nobody on it is believed.
        write(e, "update page set sujets = substr(sujets, 1, 64)");
        let altered = by_index(e, &question, &entries).bilan;
        assert_eq!((altered.alterees.len(), altered.non_nommes, altered.personnes), (1, [1, 4], [1, 2, 0]));
    });
}
