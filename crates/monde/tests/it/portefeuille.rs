//! Lists: whose people an agent sees and how much of them, her filters, what she has read, who may already be known.

use coffre::face::{Created, Error, GenreLecture, Refusal, Ressemblance};
use domaine::{Champ, DossierId};
use journal::entry::Kind;

use crate::essai::{AILLEURS, Essai, Personne, refusal};

fn numbers(person: &Personne, query: &str) -> Vec<u32> {
    person.lists(query, 1).expect("lists").liste.lignes.iter().map(|l| l.numero).collect()
}

#[test]
fn a_list_is_whole_for_hers_and_masked_for_others() {
    Essai::on_each_engine(3, |e| {
        let lea = e.signs_in("lea");
        let karine = e.agent("karine");
        let own = lea.lists("", 1).expect("lists");
        assert_eq!((own.liste.total, own.sur), (3, 3));
        assert!(own.liste.lignes.iter().all(|l| !l.masquee && l.nom.expose().len() > 2));
        let theirs = lea.lists(&format!("de={karine}"), 1).expect("lists");
        assert_eq!(theirs.liste.lignes.len(), 3);
        assert!(
            theirs
                .liste
                .lignes
                .iter()
                .all(|l| l.masquee && l.nom.expose().ends_with('.') && l.naissance.expose().len() == 4)
        );
        let all = lea.lists("de=structure", 1).expect("lists");
        assert_eq!((all.liste.total, all.liste.lignes.iter().filter(|l| l.masquee).count()), (6, 3));
        assert!(lea.lists("de=sans-referent", 1).expect("lists").liste.lignes.is_empty());
        // Colleagues by name, herself left out; karine accompanies three.
        let collegues: Vec<_> = own.collegues.iter().map(|c| (c.nom.expose(), c.combien)).collect();
        assert_eq!(collegues, [("karine", 3)]);
        // Each page is an entry that says how many it shows.
        let pages = e.entries(Kind::ResultPage);
        assert_eq!(pages.iter().map(|p| p.count).collect::<Vec<_>>(), [3, 3, 6, 0]);
    });
}

#[test]
fn what_is_written_moves_at_once() {
    Essai::on_each_engine(3, |e| {
        let lea = e.signs_in("lea");
        let hers = e.of("lea");
        assert_eq!(numbers(&lea, "tri=plus-anciens").len(), 3);
        assert_eq!(numbers(&lea, "sans-nouvelle=30").len(), 3, "made 40 days ago");
        lea.records(hers[1], "un entretien").expect("records");
        let rest: Vec<u32> = numbers(&lea, "sans-nouvelle=30");
        assert_eq!(rest.len(), 2);
        assert_eq!(numbers(&lea, "tri=plus-recents")[0], 2);
        let made = lea.creates("Vauquelinard").expect("creates");
        assert_eq!(lea.lists("nouveaux=7", 1).expect("lists").liste.lignes[0].dossier, made);
        e.reboot();
        assert_eq!(numbers(&lea, "sans-nouvelle=30"), rest, "the same, read anew");
        assert_eq!(lea.lists("nouveaux=7", 1).expect("lists").liste.lignes[0].dossier, made);
    });
}

#[test]
fn nobody_lists_another_structure() {
    let e = Essai::on_sqlite(2);
    let (lea, marc) = (e.signs_in("lea"), e.signs_in("marc"));
    let (of_lea, of_marc) = (e.agent("lea"), e.agent("marc"));
    assert_eq!(refusal(lea.lists(&format!("de={of_marc}"), 1)), Refusal::Introuvable);
    assert_eq!(refusal(marc.lists(&format!("de={of_lea}"), 1)), Refusal::Introuvable);
    assert_eq!(refusal(marc.lists(&format!("de={}", domaine::AgentId([9; 16])), 1)), Refusal::Introuvable);
    let (hers, his) = (e.of("lea"), e.of("marc"));
    for query in ["", "de=structure", "de=sans-referent"] {
        let page = marc.lists(query, 1).expect("lists");
        assert!(page.liste.lignes.iter().all(|l| his.contains(&l.dossier) && !hers.contains(&l.dossier)), "{query}");
        assert!(page.collegues.is_empty());
    }
}

#[test]
fn the_palette_finds_her_own() {
    Essai::on_each_engine(3, |e| {
        let lea = e.signs_in("lea");
        let found = |query: &str, miens| -> Vec<DossierId> {
            lea.searches_among(query, miens).expect("searches").lignes.iter().map(|l| l.dossier).collect()
        };
        let (hers, karine) = (e.of("lea"), e.of("karine"));
        // Brissavoine is karine's, and so is the phone that ends in 3.
        assert_eq!((found("brissavoine", false), found("brissavoine", true)), (vec![karine[0]], vec![]));
        assert_eq!((found("0639900003", false), found("0639900003", true)), (vec![karine[0]], vec![]));
        assert_eq!(found("lefebv", true), [hers[0]]);
        assert_eq!(found("2", true), [hers[1]], "by her short number");
        assert!(found("mathilde", true).iter().all(|id| hers.contains(id)));
        assert!(lea.searches("2").is_err(), "but one figure is no search of the whole structure");
    });
}

#[test]
fn filters_are_kept_for_their_agent_alone() {
    Essai::on_each_engine(1, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let kept = |person: &Personne| -> Vec<(u32, String, String)> {
            let page = person.lists("", 1).expect("lists");
            page.filtres.iter().map(|f| (f.num, f.nom.expose().to_owned(), f.requete.clone())).collect()
        };
        lea.saves_filter(" À relancer ", "tri=age&sans-nouvelle=90&page=3").expect("keeps");
        lea.saves_filter("Mineurs", "age=mineur").expect("keeps");
        let expected = vec![
            (1, "À relancer".to_owned(), "sans-nouvelle=90&tri=age".to_owned()),
            (2, "Mineurs".to_owned(), "age=mineur".to_owned()),
        ];
        assert_eq!(kept(&lea), expected);
        assert!(kept(&karine).is_empty(), "the neighbour has none");
        assert_eq!(refusal(karine.drops_filter(1)), Refusal::Introuvable);
        e.reboot();
        assert_eq!(kept(&lea), expected);
        lea.saves_filter("Mineurs", "age=mineur&statut=actif").expect("the same name is the same filter");
        assert_eq!(kept(&lea)[1], (2, "Mineurs".to_owned(), "statut=actif&age=mineur".to_owned()));
        lea.drops_filter(1).expect("forgets");
        assert_eq!(refusal(lea.drops_filter(1)), Refusal::Introuvable);
        for n in 1..20 {
            let nom = format!("filtre {n}");
            lea.saves_filter(&nom, "").expect("within twenty");
        }
        for (nom, query) in
            [("un de trop", ""), ("", ""), (&*"x".repeat(61), ""), ("Dupont", "nom=Dupont"), ("a\u{202e}b", "")]
        {
            assert!(
                matches!(lea.saves_filter(nom, query), Err(Error::Saisie(wrong)) if wrong.len() == 1),
                "{nom} {query}"
            );
        }
        assert_eq!(kept(&lea).len(), 20);
        // A request serves once here too, and another road's request is of no use elsewhere.
        let request = lea.request("POST", "/portefeuille/filtres/oubli");
        e.run(e.coffre().drop_filter(&request, 2)).expect("forgets");
        assert_eq!(refusal(e.run(e.coffre().drop_filter(&request, 3))), Refusal::Signature);
    });
}

#[test]
fn an_agent_sees_what_she_has_read() {
    Essai::on_each_engine(3, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let (hers, theirs) = (e.of("lea"), e.of("karine"));
        lea.opens(hers[0]).expect("opens");
        lea.reveals(hers[0]).expect("reveals");
        lea.prints(theirs[0]).expect("prints");
        karine.opens(theirs[1]).expect("opens");
        lea.records(hers[0], "un entretien").expect("records");
        e.until(
            || e.number("select count(*) from trace") == 15,
            "nine made, four read, one opened to write, one written",
        );
        let mine = lea.my_readings(1).expect("lists");
        let lines: Vec<_> = mine
            .lignes
            .iter()
            .map(|l| (l.etiquette.as_ref().map(|e| (e.dossier, e.masquee)), l.lecture.genre))
            .collect();
        assert_eq!(
            lines,
            [
                (Some((hers[0], false)), GenreLecture::Ouverture),
                (Some((theirs[0], true)), GenreLecture::Impression),
                (Some((hers[0], false)), GenreLecture::Revelation),
                (Some((hers[0], false)), GenreLecture::Ouverture),
            ],
            "newest first; what is written is no reading"
        );
        assert_eq!((mine.total, mine.jours.len()), (4, 30));
        assert_eq!(mine.jours.iter().map(|(_, n)| *n).collect::<Vec<_>>()[28..], [0, 2], "two persons today");
        assert_eq!(karine.my_readings(1).expect("lists").total, 1, "each her own");
        assert_eq!(e.entries(Kind::ResultPage).iter().map(|p| p.count).collect::<Vec<_>>(), [2, 1], "persons, counted");
        e.reboot();
        assert_eq!(lea.my_readings(1).expect("lists").lignes.len(), 4, "after a reboot");
        assert!(lea.my_readings(2).expect("lists").lignes.is_empty());
    });
}

#[test]
fn readings_are_shown_for_thirty_days() {
    crate::essai::alone("portefeuille::readings_are_shown_for_thirty_days", || {
        let e = Essai::on_sqlite(2);
        let lea = e.signs_in("lea");
        lea.opens(e.of("lea")[0]).expect("opens");
        crate::essai::wait_hours(29 * 24);
        let lea = e.signs_in("lea");
        lea.opens(e.of("lea")[1]).expect("opens");
        e.until(|| e.number("select count(*) from trace where genre = 1 or genre = 2") >= 0, "traces");
        e.run(async { tokio::time::sleep(std::time::Duration::from_millis(500)).await });
        let mine = lea.my_readings(1).expect("lists");
        assert_eq!((mine.total, mine.jours[0].1, mine.jours[29].1), (2, 1, 1), "the first day is still there");
        crate::essai::wait_hours(24);
        let lea = e.signs_in("lea");
        assert_eq!(lea.my_readings(1).expect("lists").total, 1);
    });
}

const PERSON: [(Champ, &str); 3] =
    [(Champ::NomNaissance, "Lefebvrault"), (Champ::Prenom, "Mathilde"), (Champ::Naissance, "2001-01-10")];

#[test]
fn who_is_known_already_is_shown_first() {
    Essai::on_each_engine(3, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let (hers, theirs) = (e.of("lea"), e.of("karine"));
        let found = |person: &Personne, typed: &[(Champ, &str)]| -> Vec<(DossierId, Ressemblance, bool)> {
            let seen = person.duplicates(typed).expect("answers");
            seen.lignes.iter().map(|(l, why)| (l.dossier, *why, l.masquee)).collect()
        };
        use Ressemblance::{MemeTelephoneOuMail, MemesNomEtNaissance, NomProche, NomProcheEtNaissance};
        assert_eq!(found(&lea, &PERSON), [(hers[0], MemesNomEtNaissance, false)]);
        assert_eq!(found(&karine, &PERSON), [(hers[0], MemesNomEtNaissance, true)], "masked for a colleague");
        assert_eq!(found(&lea, &PERSON[..2]), [(hers[0], NomProche, false)], "before the birth date is typed");
        let near = [(Champ::NomNaissance, "Lefevrault"), PERSON[1], (Champ::Naissance, "10/01/2001")];
        assert_eq!(found(&lea, &near), [(hers[0], NomProcheEtNaissance, false)]);
        let phone = [(Champ::NomNaissance, "Quelquun"), (Champ::Prenom, "Autre"), (Champ::Telephone, "06 39 90 00 03")];
        assert_eq!(found(&lea, &phone), [(theirs[0], MemeTelephoneOuMail, true)]);
        let mail = [(Champ::Mail, "jeune.1@courrier.example")];
        assert_eq!(found(&lea, &mail), [(hers[1], MemeTelephoneOuMail, false)]);
        assert!(lea.duplicates(&[(Champ::Naissance, "2001-01-10")]).is_err(), "a birth date alone lists nobody");
        assert!(lea.duplicates(&[(Champ::Nir, "206035951200000")]).is_err(), "nor does a social number");
        // Elsewhere: the structure, never the person.
        let elsewhere = lea.duplicates(&[(Champ::Telephone, "0639900006")]).expect("answers");
        assert!(elsewhere.lignes.is_empty());
        assert_eq!(elsewhere.ailleurs, [format!("ML {AILLEURS}")]);
        let pages = e.entries(Kind::ResultPage);
        assert_eq!(pages.iter().map(|p| p.count).collect::<Vec<_>>(), [1, 1, 1, 1, 1, 1, 0], "persons, counted");
    });
}

#[test]
fn nobody_is_made_twice_unawares() {
    Essai::on_each_engine(3, |e| {
        let (lea, marc) = (e.signs_in("lea"), e.signs_in("marc"));
        let hers = e.of("lea");
        let before = e.number("select count(*) from dossier");
        let held =
            |person: &Personne, form: &[(Champ, &str)]| match person.tries_to_create(form, false).expect("answers") {
                Created::Doublons(seen) => {
                    let lines: Vec<_> = seen.lignes.iter().map(|(l, why)| (l.dossier, *why)).collect();
                    (lines, seen.ailleurs)
                }
                Created::Fait(_) => panic!("it was made"),
            };
        let other = [(Champ::NomNaissance, "Quelquun"), (Champ::Prenom, "Autre"), (Champ::Naissance, "2005-05-05")];
        let with = |more: (Champ, &'static str)| [&other[..], &[more]].concat();
        use Ressemblance::{MemeNir, MemeTelephoneOuMail, MemesNomEtNaissance};
        assert_eq!(held(&lea, &PERSON), (vec![(hers[0], MemesNomEtNaissance)], vec![]));
        assert_eq!(
            held(&lea, &with((Champ::Telephone, "+33 6 39 90 00 01"))),
            (vec![(hers[1], MemeTelephoneOuMail)], vec![])
        );
        assert_eq!(
            held(&lea, &with((Champ::Mail, "Jeune.2@courrier.example"))),
            (vec![(hers[2], MemeTelephoneOuMail)], vec![])
        );
        assert_eq!(held(&marc, &with((Champ::Telephone, "0639900001"))), (vec![], vec!["ML 59512S00".to_owned()]));
        assert_eq!(e.number("select count(*) from dossier"), before, "nothing is stored");
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty(), "what was begun is no dossier");
        // A social number with its key; the person who bears it is made first.
        let nir = with((Champ::Nir, NIR));
        let Created::Fait(first) = lea.tries_to_create(&nir, false).expect("answers") else {
            panic!("nobody is like her")
        };
        let again = [
            (Champ::NomNaissance, "Vauquelinard"),
            (Champ::Prenom, "Inès"),
            (Champ::Naissance, "2006-03-12"),
            (Champ::Nir, NIR),
        ];
        assert_eq!(held(&lea, &again), (vec![(first, MemeNir)], vec![]));
        assert_eq!(held(&marc, &again), (vec![], vec!["ML 59512S00".to_owned()]), "known elsewhere, by nobody's name");
        // It is another person: said once, it is made, and numbered without a gap.
        let Created::Fait(second) = lea.tries_to_create(&PERSON, true).expect("answers") else { panic!("she said so") };
        assert_ne!(second, hers[0]);
        let numbers =
            |id| lea.lists("", 1).expect("lists").liste.lignes.iter().find(|l| l.dossier == id).expect("hers").numero;
        assert_eq!((numbers(first), numbers(second)), (7, 8));
    });
}

/// Of nobody: an order number that is never given.
const NIR: &str = "205055935000058";
