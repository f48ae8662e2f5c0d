//! A day's work: entretiens, drafts, two people in one dossier.

use coffre::face::{Error, EvenementSaisi};
use domaine::{Champ, Clair};
use journal::entry::Kind;

use crate::essai::{Essai, champ_of, entretien, textes};

#[test]
fn what_is_recorded_is_there_for_all() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let texte = "A trouvé un stage à l'hôtel « Les Trois Épis » – début lundi, 8 h 30.";
        assert_eq!(lea.records(hers, texte).expect("records"), 2);
        assert_eq!(lea.records(hers, "un second").expect("records"), 3);
        e.reboot();
        let karine = e.signs_in("karine");
        let opened = karine.opens(hers).expect("opens");
        assert_eq!(opened.etat, 3);
        assert_eq!(textes(&opened), ["un second", texte, &e.dossiers[0].texte]);
        assert!(opened.evenements.iter().all(|e| e.agent.as_ref().is_some_and(|a| a.expose() == "lea")));
        assert_eq!(champ_of(&opened, Champ::NomNaissance), e.dossiers[0].nom);
        // Every write and every reading, by name, once the traces have followed.
        let openings = e.count(Kind::Opening) + e.count(Kind::Write);
        e.until(|| e.number("select count(*) from trace") == openings as i64, "traces follow");
        let opened = lea.opens(hers).expect("opens");
        assert_eq!(opened.historique.iter().map(|c| c.etat).collect::<Vec<_>>(), [3, 2, 1]);
        assert!(opened.lectures.iter().any(|l| l.agent.as_ref().is_some_and(|a| a.expose() == "karine")));
    });
}

#[test]
fn a_draft_is_kept_for_its_author_alone() {
    Essai::on_each_engine(2, |e| {
        let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        lea.drafts(hers, "début de texte").expect("keeps");
        lea.drafts(hers, "début de texte, suite").expect("keeps");
        let kept = lea.draft_in(hers).expect("it is there");
        assert_eq!(kept.texte.expose(), "début de texte, suite");
        assert!(karine.draft_in(hers).is_none(), "the neighbour does not see it");
        assert!(lea.draft_in(other).is_none());
        e.reboot();
        assert_eq!(lea.draft_in(hers).expect("after a reboot").texte.expose(), "début de texte, suite");
        let again = e.signs_in("lea");
        assert_eq!(again.draft_in(hers).expect("for her next login").texte.expose(), "début de texte, suite");
        again.records(hers, "début de texte, suite et fin").expect("records");
        assert!(again.draft_in(hers).is_none(), "recorded, it is no draft any more");
        again.drafts(hers, "x").expect("keeps");
        again.drafts(hers, " ").expect("forgets");
        assert!(again.draft_in(hers).is_none());
    });
}

#[test]
fn two_people_write_in_one_dossier() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let coffre = e.coffre();
        let mut asked = Vec::new();
        for n in 0..8 {
            for who in [&lea, &karine] {
                let texte = format!("{} {n}", who.nom);
                let request = who.request_with("POST", &format!("/dossiers/{hers}/evenements"), texte.as_bytes());
                asked.push((request, texte));
            }
        }
        let etats = e.run(async {
            let tasks: Vec<_> = asked
                .iter()
                .cloned()
                .map(|(request, texte)| {
                    let coffre = coffre.clone();
                    tokio::spawn(async move { coffre.record_evenement(&request, hers, entretien(&texte)).await })
                })
                .collect();
            let mut etats = Vec::new();
            for task in tasks {
                etats.push(task.await.expect("no panic").expect("both are recorded").etat);
            }
            etats.sort_unstable();
            etats
        });
        assert_eq!(etats, (2..=17).collect::<Vec<_>>(), "one after the other");
        let there = textes(&lea.opens(hers).expect("opens"));
        assert!(asked.iter().all(|(_, texte)| there.contains(texte)));
        assert_eq!(there.len(), 17);
        assert_eq!(e.count(Kind::Write), e.dossiers.len() + 16);
        assert!(e.run(coffre.sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn what_cannot_be_recorded_goes_back_to_its_field() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    let lea = e.signs_in("lea");
    let with = |change: fn(&mut EvenementSaisi)| {
        let mut saisi = entretien("un texte");
        change(&mut saisi);
        let request = lea.request("POST", &format!("/dossiers/{hers}/evenements"));
        e.run(e.coffre().record_evenement(&request, hers, saisi))
    };
    for (what, answer) in [
        ("no text", with(|s| s.texte = Clair::new(" \n"))),
        ("a text too long", with(|s| s.texte = Clair::new("é".repeat(domaine::evenement::TEXTE_MAX + 1)))),
        ("a day and more", with(|s| s.duree = 24 * 60 + 1)),
        ("another century", with(|s| s.date = jiff::civil::date(1899, 1, 1))),
        ("tomorrow", with(|s| s.date = jiff::civil::date(2026, 11, 24))),
        ("a place that is none", with(|s| s.lieu = Some(999))),
        ("something delicate on the plain road", with(|s| s.delicat = Clair::new("x"))),
    ] {
        assert!(matches!(&answer, Err(Error::Saisie(wrong)) if wrong.len() == 1), "{what}: {answer:?}");
    }
    let longest = "é".repeat(domaine::evenement::TEXTE_MAX);
    lea.records(hers, &longest).expect("the longest text is recorded");
    assert_eq!(textes(&lea.opens(hers).expect("opens"))[0], longest);
}

#[test]
fn a_dossier_made_from_the_form_is_whole() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let made = lea.creates("Vauquelinard").expect("creates");
        e.reboot();
        let opened = lea.opens(made).expect("opens");
        assert_eq!(champ_of(&opened, Champ::NomNaissance), "Vauquelinard");
        assert_eq!((opened.etat, champ_of(&opened, Champ::Numero)), (1, "3".into()), "after the two at the console");
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}
