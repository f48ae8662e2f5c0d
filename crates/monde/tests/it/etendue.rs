//! Whom an account read, as the coffre's index says it and as the journal says it: the same, through the real verbs.

use coffre::base::Statement;
use coffre::etendue::{DemandeEtendue, VueEtendue, ask, readers};
use coffre::face::{Error, Refusal};
use journal::Kind;
use journal::entry::Entry;
use journal::etendue::{Etendue, Pli, Question};

use crate::essai::{Essai, Personne, refusal};

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

fn write(e: &Essai, text: &'static str) {
    let statement = Statement::new(text, text);
    e.base.write_blocking(move |tx| tx.exec(&statement, &[])).expect("it writes");
}

/// Somebody asks whom an account read.
fn asks(e: &Essai, who: &Personne, compte: &str) -> Result<VueEtendue, Error> {
    let demande = DemandeEtendue { compte: e.agent(compte), du: 0, au: u64::MAX };
    e.run(e.coffre().etendue(&who.request("GET", "/etendue"), demande))
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
            let view = asks(e, &asker, whom).unwrap_or_else(|why| panic!("{who} about {whom}: {why:?}"));
            assert_eq!((view.nom.expose(), view.etendue.bilan.personnes), (whom, persons), "{who}");
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
        assert_eq!(refusal(asks(e, &dpo, "marc")), Refusal::Introuvable);
        assert_eq!(e.count(Kind::JournalRead), before + 1);
        // Nobody else asks, be it about herself.
        for who in ["lea", "accueil", "gestionnaire", "direction"] {
            let refused = e.count(Kind::Refusal);
            assert_eq!(refusal(asks(e, &e.signs_in(who), "lea")), Refusal::Role, "{who}");
            assert_eq!(e.count(Kind::Refusal), refused + 1, "{who}: said in the journal");
        }
        assert_eq!(e.count(Kind::JournalRead), before + 1);
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
