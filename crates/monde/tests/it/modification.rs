//! Changing a dossier: two people editing lose nothing of either, what is found by a name or a phone follows, and each
//! way of opening shows its own classes and no other.

use std::collections::BTreeSet;

use coffre::face::{Budget, Created, Error, Modified, Refusal, Ressemblance};
use domaine::{Champ, Classe, DossierId};
use journal::entry::{Entry, Kind};

use crate::essai::{Essai, Personne, champ_of, modifies, refusal};

/// Three fields, of three classes.
const FIELDS: [Champ; 3] = [Champ::Commune, Champ::Prenom, Champ::NiveauFormation];

fn values(lea: &Personne, id: DossierId) -> Vec<String> {
    let opened = lea.opens(id).expect("opens");
    FIELDS.iter().map(|champ| champ_of(&opened, *champ)).collect()
}

fn written(modified: Modified) -> (u32, Vec<Champ>) {
    match modified {
        Modified::Ecrit { etat, gardes, .. } => (etat, gardes),
        Modified::Conflits(conflits) => panic!("conflicts on {:?}", conflits.champs),
    }
}

/// Both forms were shown before either was saved. Each person leaves each field, or gives it her own value: every way of
/// doing so on three fields, in both orders.
#[test]
fn two_people_editing_lose_nothing_of_either() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let people = [e.signs_in("lea"), e.signs_in("karine")];
        let own = [["Lille", "Anne", "3"], ["Roubaix", "Zoé", "4"]];
        for (turn, first) in (0..64).flat_map(|n| [(n, 0), (n, 1)]) {
            let avant = values(&people[0], hers);
            // The values alternate, so that an edit is always a change.
            let wanted = |who: usize, field: usize| {
                let value = own[who][field];
                if value == avant[field] { ["Tourcoing", "Maud", "5"][field] } else { value }
            };
            let touches = |who: usize, field: usize| (turn >> (3 * who + field)) & 1 == 1;
            let case = format!("{}: way {turn}, {} first", e.engine, people[first].nom);
            let both: Vec<Champ> = (0..3)
                .filter(|f| touches(0, *f) && touches(1, *f) && wanted(0, *f) != wanted(1, *f))
                .map(|f| FIELDS[f])
                .collect();
            let mut expected = avant.clone();
            for (rank, who) in [first, 1 - first].into_iter().enumerate() {
                let form: Vec<_> = (0..3)
                    .map(|f| (FIELDS[f], &*avant[f], if touches(who, f) { wanted(who, f) } else { &*avant[f] }))
                    .collect();
                match people[who].modifies(hers, &form).expect(&case) {
                    Modified::Conflits(conflits) => {
                        assert_eq!(rank, 1, "{case}: the first finds what she was shown");
                        let found: Vec<_> = conflits.champs.iter().map(|(champ, _)| *champ).collect();
                        assert_eq!(found, both, "{case}");
                        assert!(
                            conflits
                                .champs
                                .iter()
                                .all(|(c, typed)| form.iter().any(|f| f.0 == *c && f.2 == typed.expose()))
                        );
                        assert!(FIELDS.iter().enumerate().all(|(f, c)| champ_of(&conflits.opened, *c) == expected[f]));
                    }
                    Modified::Ecrit { gardes, .. } => {
                        assert!(rank == 0 || both.is_empty(), "{case}: a conflict was not seen");
                        (0..3).filter(|f| touches(who, *f)).for_each(|f| expected[f] = wanted(who, f).into());
                        let kept: Vec<_> = (0..3)
                            .filter(|f| rank == 1 && touches(first, *f) && !touches(who, *f))
                            .map(|f| FIELDS[f])
                            .collect();
                        assert_eq!(gardes, kept, "{case}");
                    }
                }
            }
            assert_eq!(values(&people[1], hers), expected, "{case}");
        }
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn sixteen_at_once_each_find_their_own() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let fields = [
            Champ::NomUsage,
            Champ::AutresPrenoms,
            Champ::Sexe,
            Champ::CommuneNaissance,
            Champ::Nationalite,
            Champ::Voie,
            Champ::CodePostal,
            Champ::Commune,
            Champ::TelephoneFixe,
            Champ::NiveauFormation,
        ];
        let values = [
            "Vauquelinard",
            "Anne",
            "F",
            "Lille",
            "française",
            "3 rue des Essais",
            "59000",
            "Lille",
            "0539980001",
            "4",
        ];
        let opened = lea.opens(hers).expect("opens");
        let given: Vec<String> = fields.iter().map(|c| champ_of(&opened, *c)).collect();
        let asked: Vec<_> = (0..fields.len())
            .map(|n| ([&lea, &karine][n % 2].modifying(hers), modifies(&[(fields[n], &given[n], values[n])])))
            .collect();
        let coffre = e.coffre();
        e.run(async {
            let tasks: Vec<_> = asked
                .into_iter()
                .map(|(request, form)| {
                    let coffre = coffre.clone();
                    tokio::spawn(async move { coffre.modify_dossier(&request, hers, form).await })
                })
                .collect();
            for task in tasks {
                written(task.await.expect("no panic").expect("written"));
            }
        });
        let opened = lea.opens(hers).expect("opens");
        for (champ, value) in fields.iter().zip(values) {
            assert_eq!(champ_of(&opened, *champ), value, "{champ:?}");
        }
        assert_eq!(opened.etat, 1 + fields.len() as u32);
        assert!(e.run(coffre.sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn a_conflict_writes_nothing_and_says_who() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        written(karine.modifies(hers, &[(Champ::Telephone, "0639900000", "0639980002")]).expect("writes"));
        let writes = e.count(Kind::Write);
        let answer =
            lea.modifies(hers, &[(Champ::Telephone, "0639900000", "06 39 98 00 03"), (Champ::Commune, "", "Lille")]);
        let Modified::Conflits(conflits) = answer.expect("answers") else { panic!("both changed the phone") };
        assert_eq!(
            conflits.champs.iter().map(|(c, v)| (*c, v.expose())).collect::<Vec<_>>(),
            [(Champ::Telephone, "0639980003")]
        );
        assert_eq!(champ_of(&conflits.opened, Champ::Telephone), "0639980002");
        assert_eq!(champ_of(&conflits.opened, Champ::Commune), "", "nothing of the form is written");
        assert_eq!(conflits.par.as_ref().map(|nom| nom.expose()), Some("karine"));
        assert_eq!(conflits.quand, e.entries(Kind::Write).last().expect("a write").time);
        assert_eq!(e.count(Kind::Write), writes);
        // What she was shown counts as received, like any opening.
        let opening = e.entries(Kind::Opening).pop().expect("an opening");
        assert_eq!(conflits.opened.etat, opening.etat);
        // She keeps hers: the form comes back with what stands as given.
        let again = [(Champ::Telephone, "0639980002", "0639980003"), (Champ::Commune, "", "Lille")];
        assert_eq!(written(lea.modifies(hers, &again).expect("writes")), (3, vec![]));
    });
}

#[test]
fn a_change_says_its_fields_and_no_more() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let change = [
            (Champ::Commune, "", "Lille"),
            (Champ::Voie, "1 rue des Essais", "1 rue des Essais"),
            (Champ::Situation, "cherche un apprentissage 0", ""),
        ];
        assert_eq!(written(lea.modifies(hers, &change).expect("writes")).0, 2);
        let write = e.entries(Kind::Write).pop().expect("a write");
        assert_eq!(write.fields, Champ::Commune.bit() | Champ::Situation.bit());
        assert_eq!(write.classes, Classe::Contact.bit() | Classe::Parcours.bit());
        let opened = lea.opens(hers).expect("opens");
        assert_eq!(
            (champ_of(&opened, Champ::Commune), champ_of(&opened, Champ::Situation)),
            ("Lille".into(), "".into())
        );
        assert_eq!(champ_of(&opened, Champ::Numero), "1", "what the form does not hold stays");
        let last = opened.historique.first().expect("her change is there at once");
        assert_eq!((last.etat, last.champs), (2, write.fields));
        assert_eq!(last.agent.as_ref().map(|nom| nom.expose()), Some("lea"));
        // Nothing changed: nothing is written, but she opened the dossier.
        let (writes, openings) = (e.count(Kind::Write), e.count(Kind::Opening));
        assert_eq!(written(lea.modifies(hers, &[(Champ::Commune, "Lille", " Lille ")]).expect("answers")), (2, vec![]));
        assert_eq!((e.count(Kind::Write), e.count(Kind::Opening)), (writes, openings + 1));
        e.reboot();
        assert_eq!(champ_of(&lea.opens(hers).expect("opens"), Champ::Commune), "Lille");
    });
}

#[test]
fn what_cannot_be_changed_goes_back_to_its_field() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    let lea = e.signs_in("lea");
    for (champ, avant, apres, raison) in [
        (Champ::NomNaissance, "Lefebvrault", "", "champ-obligatoire"),
        (Champ::Prenom, "Mathilde", "R2D2", "chiffre-dans-un-nom"),
        (Champ::Naissance, "2001-01-10", "31/02/2001", "date-impossible"),
        (Champ::Nir, "", "206035951200000", "champ-interdit"),
        (Champ::Numero, "1", "2", "champ-interdit"),
        (Champ::Logement, "", "x", "champ-interdit"),
    ] {
        let answer = lea.modifies(hers, &[(champ, avant, apres)]);
        let Err(Error::Saisie(wrong)) = answer else { panic!("{champ:?}: {answer:?}") };
        let got: Vec<_> = wrong.iter().map(|w| (w.champ, w.raison)).collect();
        assert_eq!(got.len(), 1, "{champ:?}: {got:?}");
        assert_eq!(got[0].0, champ.key());
        assert!(raison == "date-impossible" || got[0].1 == raison, "{champ:?}: {got:?}");
    }
    assert_eq!((e.count(Kind::Opening), lea.opens(hers).expect("opens").etat), (0, 1));
}

#[test]
fn names_follow_a_change() {
    Essai::on_each_engine(3, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let first = |query: &str| lea.searches(query).expect("searches").lignes.first().map(|l| l.dossier);
        assert_eq!(first("lefebvrault"), Some(hers));
        let change =
            [(Champ::NomNaissance, "Lefebvrault", "Vauquelinard"), (Champ::Naissance, "2001-01-10", "11/01/2001")];
        written(lea.modifies(hers, &change).expect("writes"));
        for moment in ["at once", "after a reboot"] {
            assert_eq!(first("vauquelinard"), Some(hers), "{moment}");
            assert_ne!(first("lefebvrault"), Some(hers), "{moment}");
            let page = lea.portefeuille(1).expect("lists").lignes;
            let there = page.iter().find(|l| l.dossier == hers).expect("hers");
            assert_eq!(
                (there.nom.expose(), there.naissance.expose(), there.numero),
                ("Vauquelinard", "2001", 1),
                "{moment}"
            );
            assert!(there.maj >= e.entries(Kind::Write).last().expect("a write").time - 1_000, "{moment}");
            if moment == "at once" {
                e.reboot();
            }
        }
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn phones_and_mails_follow_a_change() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let found = |query: &str| lea.searches(query).expect("searches").lignes.iter().any(|l| l.dossier == hers);
        let check = |there: &[&str], gone: &[&str]| {
            there.iter().for_each(|query| assert!(found(query), "{query} finds her"));
            gone.iter().for_each(|query| assert!(!found(query), "{query} finds nobody"));
        };
        let (phone, mail, new, fixed) = ("0639900000", "jeune.0@courrier.example", "0639980099", "0539980001");
        check(&[phone, mail], &[new, fixed]);
        written(
            lea.modifies(hers, &[(Champ::Telephone, phone, new), (Champ::TelephoneFixe, "", fixed)]).expect("writes"),
        );
        check(&[new, fixed, mail], &[phone]);
        // The same number in both fields is one token.
        written(lea.modifies(hers, &[(Champ::TelephoneFixe, fixed, new)]).expect("writes"));
        check(&[new, mail], &[phone, fixed]);
        // The NIR's token was copied: nobody opened it.
        let nir = [
            (Champ::NomNaissance, "Quelquun"),
            (Champ::Prenom, "Autre"),
            (Champ::Naissance, "2005-05-05"),
            (Champ::Telephone, new),
            (Champ::Mail, "autre@courrier.example"),
        ];
        let Created::Doublons(seen) = lea.tries_to_create(&nir, false).expect("answers") else {
            panic!("the phone is hers")
        };
        assert_eq!(
            seen.lignes.iter().map(|(l, why)| (l.dossier, *why)).collect::<Vec<_>>(),
            [(hers, Ressemblance::MemeTelephoneOuMail)]
        );
        written(
            lea.modifies(
                hers,
                &[(Champ::Telephone, new, ""), (Champ::TelephoneFixe, new, ""), (Champ::Mail, mail, "")],
            )
            .expect("writes"),
        );
        check(&[], &[phone, new, fixed, mail]);
        e.reboot();
        check(&[], &[phone, new, fixed, mail]);
        written(lea.modifies(hers, &[(Champ::Telephone, "", phone)]).expect("writes"));
        check(&[phone], &[new, fixed, mail]);
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

/// A dossier without a NIR whose phone and mail are taken away has an empty set, and it counts.
#[test]
fn an_empty_set_of_tokens_is_a_set() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let form = [
            (Champ::NomNaissance, "Vauquelinard"),
            (Champ::Prenom, "Inès"),
            (Champ::Naissance, "2006-03-12"),
            (Champ::Telephone, "0639980042"),
        ];
        let Created::Fait(id) = lea.tries_to_create(&form, false).expect("creates") else {
            panic!("nobody is like her")
        };
        let finds = |query: &str| !lea.searches(query).expect("searches").lignes.is_empty();
        assert!(finds("0639980042"));
        written(lea.modifies(id, &[(Champ::Telephone, "0639980042", "")]).expect("writes"));
        assert!(!finds("0639980042"));
        assert_eq!(e.number("select count(*) from jeton where genre = 255"), 1);
        written(lea.modifies(id, &[(Champ::Mail, "", "ines@courrier.example")]).expect("writes"));
        assert!(finds("ines@courrier.example") && !finds("0639980042"));
        assert_eq!(e.number("select count(*) from jeton where genre = 255"), 0);
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

/// The coffre dies between staging and promoting a change of phone and name. Whether the contre-clé has the write
/// decides; nothing is ever half.
#[test]
fn a_change_cut_in_two_is_whole_or_absent() {
    Essai::on_each_engine(2, |e| {
        let hers = e.of("lea")[0];
        let mut lea = e.signs_in("lea");
        let change =
            [(Champ::Telephone, "0639900000", "0639980099"), (Champ::NomNaissance, "Lefebvrault", "Vauquelinard")];
        let check = |e: &Essai, lea: &Personne, is_written: bool, case: &str| {
            let finds = |query: &str| lea.searches(query).expect("searches").lignes.iter().any(|l| l.dossier == hers);
            let (old, new) = (["0639900000", "lefebvrault"], ["0639980099", "vauquelinard"]);
            assert!(old.iter().all(|query| finds(query) != is_written), "{}, {case}: the old", e.engine);
            assert!(new.iter().all(|query| finds(query) == is_written), "{}, {case}: the new", e.engine);
        };
        let is_write =
            |record: &journal::log::Record| Entry::decode(&record.entry).is_ok_and(|e| e.kind == Kind::Write);
        e.contre.listen(move |question| match &question {
            contre_cle::protocole::Question::Append { records, .. } if records.iter().any(is_write) => {
                Err(std::io::ErrorKind::BrokenPipe.into())
            }
            _ => Ok(question),
        });
        lea.modifies(hers, &change).expect_err("the write does not arrive");
        e.contre.stop_listening();
        // The coffre's own disk never kept it: power went before.
        e.cut();
        e.try_start().expect("starts");
        lea = lea.enters().expect("signs in");
        let opened = lea.opens(hers).expect("opens");
        let is_written = opened.etat == 2;
        check(e, &lea, is_written, "the write lost on the way");
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
        if is_written {
            let back =
                [(Champ::Telephone, "0639980099", "0639900000"), (Champ::NomNaissance, "Vauquelinard", "Lefebvrault")];
            written(lea.modifies(hers, &back).expect("writes"));
        }

        for moment in ["its process dies", "its process lives on, with the names of before in memory"] {
            check(e, &lea, false, moment);
            e.contre.loses_the_answer_to(Kind::Write);
            lea.modifies(hers, &change).expect_err("the answer is lost");
            if moment == "its process dies" {
                e.cut();
                e.try_start().expect("starts");
                lea = lea.enters().expect("signs in");
            }
            let opened = lea.opens(hers).expect("concluded at the opening");
            assert_eq!(champ_of(&opened, Champ::Telephone), "0639980099", "{moment}");
            check(e, &lea, true, moment);
            assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
            let back: Vec<_> = change.iter().map(|(champ, before, after)| (*champ, *after, *before)).collect();
            written(lea.modifies(hers, &back).expect("writes"));
        }
    });
}

#[test]
fn each_road_shows_its_own_classes() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        lea.drafts(hers, "un brouillon").expect("keeps");
        let classes =
            |champs: &[(Champ, domaine::Clair)]| champs.iter().map(|(c, _)| c.classe()).collect::<BTreeSet<_>>();
        let everyday = BTreeSet::from([Classe::Identite, Classe::Contact, Classe::Parcours]);
        let opened = lea.opens(hers).expect("opens");
        assert_eq!((classes(&opened.champs), opened.brouillon.is_some()), (everyday.clone(), true));
        let unfolded = lea.unfolds(hers).expect("unfolds");
        assert_eq!(classes(&unfolded.champs), BTreeSet::from([Classe::Delicat]));
        assert_eq!(unfolded.champs[0].1.expose(), "hébergée chez un tiers 0");
        let printed = lea.prints(hers).expect("prints");
        assert_eq!((classes(&printed.champs), printed.brouillon.is_some()), (everyday, false));
        let print = e.entries(Kind::Print).pop().expect("a print is an entry");
        assert_eq!(print.classes, Classe::Identite.bit() | Classe::Contact.bit() | Classe::Parcours.bit());
        assert_eq!(print.explained, 1, "the same dossier, counted once");
        assert_eq!(printed.agent.ouvertures.0, 1);
        assert_eq!(printed.lectures[0].genre, coffre::face::GenreLecture::Impression);
    });
}

#[test]
fn a_print_counts_like_an_opening() {
    let e = Essai::on_sqlite(21);
    let lea = e.signs_in("lea");
    let hers = e.of("lea");
    for id in &hers[..20] {
        lea.prints(*id).expect("within the tranche, and the day's prints");
    }
    let next = Refusal::Tranche { limite: 20 };
    assert_eq!(refusal(lea.opens(hers[20])), next);
    assert_eq!(refusal(lea.unfolds(hers[20])), next);
    assert_eq!(refusal(lea.modifies(hers[20], &[])), next);
    assert_eq!(refusal(lea.prints(hers[20])), Refusal::Budget { quoi: Budget::Parties, limite: 0 });
    lea.unfolds(hers[0]).expect("a dossier of the day");
    lea.prints(hers[0]).expect("printed again");
}

/// The neighbour: the same right, over other dossiers.
#[test]
fn another_structure_changes_and_sees_nothing() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let marc = e.signs_in("marc");
        let nowhere = DossierId([9; 16]);
        for id in [hers, nowhere] {
            assert_eq!(refusal(marc.modifies(id, &[(Champ::Commune, "", "Marseille")])), Refusal::Introuvable);
            assert_eq!(refusal(marc.unfolds(id)), Refusal::Introuvable);
            assert_eq!(refusal(marc.prints(id)), Refusal::Introuvable);
        }
        assert_eq!(e.count(Kind::Refusal), 6, "journalled, each");
        assert_eq!(e.signs_in("lea").opens(hers).expect("opens").etat, 1);
    });
}
