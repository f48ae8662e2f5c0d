//! What is read about accounts: who sees which, what a history proves to a stranger, where a button stands, and a recertification
//! in which two lines stand for nobody. Always the neighbour: somebody with the same right elsewhere.

use std::collections::BTreeSet;

use coffre::base::Statement;
use coffre::face::{Campagne, Carte, Error, FicheCompte, Geste, MonCompte, Possible, Refusal};
use domaine::{AgentId, Clair};
use droits::Role;
use droits::habilitation::acte::{ActePiece, acte_challenge};
use droits::habilitation::{Lien, State};
use droits::registre::login_end;
use journal::entry::{Entry, Kind};
use journal::note::{Note, Verifier};
use journal::tree::{Tree, check_inclusion, leaf_hash, sha256};

use crate::essai::{Essai, GENS, ICI, Personne, alone, refusal, wait, wait_hours};

#[test]
fn each_sees_the_accounts_that_are_hers_to_see() {
    Essai::on_each_engine(0, |e| {
        const ALL: [&str; 7] = ["lea", "karine", "accueil", "gestionnaire", "dpo", "vigie", "direction"];
        let cases: [(&'static str, &[&str]); 6] = [
            ("lea", &["lea"]),
            ("marc", &["marc"]),
            ("gestionnaire", &ALL),
            ("direction", &ALL),
            ("dpo", &ALL),
            ("vigie", &["lea", "karine", "accueil", "gestionnaire", "dpo", "vigie", "direction", "marc"]),
        ];
        for (who, seen) in cases {
            let reader = e.signs_in(who);
            for (whom, ..) in GENS {
                let id = e.agent(whom);
                let fiche = shows(e, &reader, id);
                let preuves = e.run(e.coffre().preuves(&get(&reader, whom), id));
                if seen.contains(&whom) {
                    let fiche = fiche.unwrap_or_else(|error| panic!("{who}, {whom}: {error:?}"));
                    assert_eq!(fiche.compte.nom.expose(), whom);
                    assert_eq!(preuves.expect("proofs go with the account").pas.len(), 4);
                } else {
                    assert_eq!(refusal(fiche), Refusal::Introuvable, "{who}, {whom}");
                    assert_eq!(refusal(preuves), Refusal::Introuvable, "{who}, {whom}");
                }
            }
            assert_eq!(refusal(shows(e, &reader, AgentId([9; 16]))), Refusal::Introuvable, "{who}");
        }
    });
}

#[test]
fn the_desks_are_of_who_keeps_accounts_and_of_one_structure() {
    Essai::on_each_engine(0, |e| {
        for (who, expected) in [
            ("lea", Err(Refusal::Role)),
            ("marc", Err(Refusal::Role)),
            ("accueil", Err(Refusal::Role)),
            ("gestionnaire", Ok(7)),
            ("direction", Ok(7)),
            ("dpo", Ok(7)),
            ("vigie", Ok(7)),
        ] {
            let reader = e.signs_in(who);
            let desk = e.run(e.coffre().habilitations(&get(&reader, "habilitations")));
            let acces = e.run(e.coffre().acces(&get(&reader, "acces")));
            let lignees = e.run(e.coffre().lignees(&get(&reader, "lignees")));
            match expected {
                Ok(count) => {
                    let acces = acces.expect("acces");
                    assert!(acces.comptes.iter().all(|c| c.structure.as_str() == ICI), "{who}");
                    assert_eq!(acces.comptes.len(), count, "{who}");
                    let desk = desk.expect("desk");
                    // First agents of this base have a certificate of a year, and keys of today.
                    assert!(desk.demandes.is_empty() && desk.echeances.is_empty() && desk.arretes.is_empty(), "{who}");
                    assert_eq!(desk.places, (2, 5), "{who}");
                    assert_eq!(lignees.expect("lignees").comptes.len(), count, "{who}");
                }
                Err(expected) => {
                    assert_eq!(refusal(desk), expected, "{who}");
                    assert_eq!(refusal(acces), expected, "{who}");
                    assert_eq!(refusal(lignees), expected, "{who}");
                }
            }
            let campagne = e.run(e.coffre().campagne(&get(&reader, "campagnes")));
            match who {
                "direction" | "dpo" => {
                    assert!(campagne.expect("a reviewer").lignes.is_empty(), "nothing is due, no decoy either")
                }
                _ => assert_eq!(refusal(campagne), Refusal::Role, "{who}"),
            }
            let waits = e.run(e.coffre().approbations(&get(&reader, "approbations"))).expect("anybody");
            assert!(waits.comptes.is_empty(), "{who}");
        }
        let vigie = e.signs_in("vigie");
        let elsewhere = e.run(e.coffre().acces(&vigie.request("GET", "/acces?structure=13055S00"))).expect("acces");
        assert_eq!(elsewhere.comptes.len(), 1, "the vigie asks for any structure");
        let keeper = e.signs_in("gestionnaire");
        let own = e.run(e.coffre().acces(&keeper.request("GET", "/acces?structure=13055S00"))).expect("acces");
        assert!(own.comptes.iter().all(|c| c.structure.as_str() == ICI), "a gestionnaire does not");
        let request = keeper.request("GET", "/acces");
        e.run(e.coffre().acces(&request)).expect("once");
        assert_eq!(refusal(e.run(e.coffre().acces(&request))), Refusal::Signature, "a request serves once");
    });
}

#[test]
fn my_account_says_what_i_hold_and_when_i_came() {
    Essai::on_each_engine(0, |e| {
        e.signs_in("lea").leaves().expect("leaves");
        e.signs_in("lea");
        let lea = e.signs_in("lea");
        let mine: MonCompte = e.run(e.coffre().compte(&get(&lea, "compte"))).expect("hers");
        let this = lea.passkey.credential.clone();
        assert_eq!(mine.cles.iter().filter(|cle| cle.is_ici).map(|cle| &cle.id).collect::<Vec<_>>(), [&this]);
        assert_eq!(mine.cles.len(), 2);
        let ends: Vec<Option<u8>> = mine.logins.iter().map(|(_, end)| *end).collect();
        assert_eq!(ends, [None, Some(login_end::REPLACED), Some(login_end::LEFT)]);
        assert_eq!((mine.compte.etat, mine.essai_reste), (State::Active, None));
        assert!(mine.actions.contains(&"ouvrir") && !mine.actions.contains(&"habiliter"));
        let keeper = e.signs_in("gestionnaire");
        let hers = e.run(e.coffre().compte(&get(&keeper, "compte"))).expect("hers");
        assert_eq!(hers.actions, ["habiliter", "veiller"]);
    });
}

#[test]
fn a_stranger_checks_a_history_with_two_keys() {
    Essai::on_each_engine(0, |e| {
        let keeper = e.signs_in("gestionnaire");
        let id = e.agent("lea");
        keeper.signs(renewal(id)).expect("a renewal is proposed");
        let proofs = e.run(e.coffre().preuves(&get(&keeper, "preuves"), id)).expect("hers to see");

        let note = Note::parse(&proofs.note).expect("a signed note");
        let ours = Verifier::parse(&proofs.cles[0]).expect("the journal's key");
        let theirs = Verifier::parse(&proofs.cles[1]).expect("the contre-clé's key");
        let checkpoint = note.checkpoint(&ours).expect("signed here");
        assert!(theirs.verify(&note).expect("well formed").is_some(), "signed there");
        let mut tree = Tree::new();
        e.journal().iter().take(checkpoint.size as usize).for_each(|entry| tree.push(leaf_hash(&entry.encode())));
        assert_eq!(tree.root(), checkpoint.root, "the checkpoint is of the journal that lies on the disk");

        let kinds: Vec<Kind> = proofs.pas.iter().map(|pas| entry_of(&pas.octets).kind).collect();
        let expected = [Kind::Seed, Kind::Enrolment, Kind::Enrolment, Kind::Training, Kind::Proposal];
        assert_eq!(kinds[..5], expected);
        for pas in &proofs.pas {
            let holds = |bytes: &[u8]| {
                check_inclusion(&leaf_hash(bytes), pas.entree, checkpoint.size, &checkpoint.root, &pas.chemin)
            };
            assert!(holds(&pas.octets), "entry {}", pas.entree);
            let mut changed = pas.octets.clone();
            changed[60] ^= 1;
            assert!(!holds(&changed), "entry {} with one bit changed", pas.entree);
            assert_eq!(pas.piece.as_deref().map(sha256), Some(entry_of(&pas.octets).piece).filter(|p| *p != [0; 32]));
        }
        let signed = &proofs.pas[4];
        let (entry, piece) = (entry_of(&signed.octets), signed.piece.as_deref().and_then(ActePiece::decode));
        assert!(signed.enonce.starts_with("cairn/acte/1\nkind=64\nrule=2\n"), "{}", signed.enonce);
        assert_eq!(
            entry.request,
            acte_challenge(&entry, &piece.expect("her signature").nonce),
            "she signed this very text"
        );
        assert!(proofs.pas[..4].iter().all(|pas| pas.enonce.is_empty()), "nobody signed what the console made");
    });
}

#[test]
fn a_history_lost_with_its_table_is_read_again_from_the_journal() {
    Essai::on_each_engine(1, |e| {
        let keeper = e.signs_in("gestionnaire");
        let id = e.agent("lea");
        let steps = |e: &Essai, reader: &Personne| {
            let histoire = shows(e, reader, id).expect("hers to see").histoire;
            histoire.iter().map(|step| (step.entree, step.genre, step.is_signe)).collect::<Vec<_>>()
        };
        keeper.signs(renewal(id)).expect("a renewal is proposed");
        let before = steps(e, &keeper);
        assert!(
            before.iter().any(|(_, genre, is_signe)| *genre == (Kind::Proposal as u8, 2) && *is_signe),
            "{before:?}"
        );
        e.reboot();
        let keeper = e.signs_in("gestionnaire");
        assert_eq!(steps(e, &keeper), before, "a cut loses nothing of it");
        const FORGET: Statement = Statement::new("essai::FORGET", "delete from acte where entree >= 0");
        e.base.write_blocking(|tx| tx.exec(&FORGET, &[])).expect("forgets");
        e.reboot();
        let keeper = e.signs_in("gestionnaire");
        assert_eq!(steps(e, &keeper), before);
    });
}

#[test]
fn a_changed_table_proves_nothing_else() {
    Essai::on_each_engine(0, |e| {
        let keeper = e.signs_in("gestionnaire");
        let id = e.agent("lea");
        shows(e, &keeper, id).expect("hers to see");
        const POINT: Statement = Statement::new("essai::POINT", "update acte set entree = 0 where genre = 60");
        e.base.write_blocking(|tx| tx.exec(&POINT, &[])).expect("points elsewhere");
        let proofs = e.run(e.coffre().preuves(&get(&keeper, "preuves"), id));
        assert_eq!(refusal(proofs), Refusal::Integrite { entree: 0 }, "the genesis is no step of hers");
    });
}

/// A button and the act agree, for whoever looks at whomever.
#[test]
fn a_button_stands_where_the_act_would_be_taken() {
    Essai::on_each_engine(0, |e| {
        let keeper = e.signs_in("gestionnaire");
        keeper.signs(renewal(e.agent("karine"))).expect("a renewal is proposed");
        let mut buttons = BTreeSet::new();
        for who in ["lea", "gestionnaire", "direction", "dpo", "vigie", "marc"] {
            let reader = e.signs_in(who);
            for (whom, ..) in GENS {
                let id = e.agent(whom);
                let Ok(fiche) = shows(e, &reader, id) else { continue };
                for (possible, geste) in gestes(id) {
                    let is_shown = fiche.possibles.contains(&possible);
                    let is_taken = reader.prepares(geste).is_ok();
                    assert_eq!(is_shown, is_taken, "{who}, {whom}: {possible:?}");
                    buttons.extend(is_shown.then_some(format!("{possible:?}")));
                }
            }
        }
        let named: Vec<&str> = buttons.iter().map(String::as_str).collect();
        let expected = "Certifier Clore Muter ProposerDirection RefaireCles Refuser Renouveler Secourir Veto"
            .split(' ')
            .collect::<Vec<_>>();
        assert_eq!(
            named, expected,
            "each was seen; and a ceremony, which too small a network holds, is declined by nobody"
        );
    });
}

#[test]
fn a_newcomer_is_seen_by_who_is_to_answer_for_her() {
    alone("habilitations_lecture::a_newcomer_is_seen_by_who_is_to_answer_for_her", || {
        for base in coffre::base::essai::bases() {
            let e = &Essai::with_network(base, 0);
            let keeper = e.signs_in("gestionnaire");
            let signe = keeper.signs(Geste::Proposer(Box::new(carte()))).expect("a newcomer is proposed");
            let desk = e.run(e.coffre().habilitations(&get(&keeper, "habilitations"))).expect("her desk");
            assert_eq!(
                desk.demandes.iter().map(|c| (c.agent, c.etat)).collect::<Vec<_>>(),
                [(signe.agent, State::Proposed)]
            );

            let others =
                ["gest13", "gest69", "gest75", "gest35", "gest31", "gest33", "gestionnaire2", "lea", "direction13"];
            let mut drawn = Vec::new();
            for who in others {
                let reader = e.signs_in(who);
                let waits = e.run(e.coffre().approbations(&get(&reader, "approbations"))).expect("anybody asks");
                let fiche = shows(e, &reader, signe.agent);
                match waits.comptes.first() {
                    Some(compte) => {
                        assert_eq!(compte.agent, signe.agent);
                        drawn.push((reader, fiche.expect("hers to judge")));
                    }
                    // Her own structure's gestionnaire sees the demand, and cannot judge it.
                    None if who == "gestionnaire2" => assert!(fiche.expect("here").jugement.is_none()),
                    None => assert_eq!(refusal(fiche), Refusal::Introuvable, "{who} was not drawn"),
                }
            }
            let [(judge, fiche)] = &drawn[..] else { panic!("{} were drawn", drawn.len()) };
            assert_eq!(fiche.carte.as_ref().map(|c| c.fonction.expose()), Some("Conseillère en insertion"));
            assert_eq!((fiche.jugement.expect("a judge").proposees, fiche.rythme), (1, None));
            assert_eq!(fiche.possibles, [Possible::Approuver, Possible::Refuser, Possible::Decliner]);
            let yes = || Geste::Approuver { agent: signe.agent };
            assert!(matches!(judge.prepares(yes()), Err(Error::Saisie(s)) if s[0].raison == "habilitation-trop-vite"));
            wait(21_000);
            judge.signs(yes()).expect("she had the time to read");
            assert_eq!(refusal(shows(e, judge, signe.agent)), Refusal::Introuvable, "what is judged is hers no more");

            for (who, expected) in [("direction", 1), ("direction13", 0), ("gestionnaire", 0), ("lea", 0)] {
                let reader = e.signs_in(who);
                let waits = e.run(e.coffre().parrainages(&get(&reader, "parrainages"))).expect("anybody asks");
                assert_eq!(waits.comptes.len(), expected, "{who}");
            }
            let direction = e.signs_in("direction");
            let fiche = shows(e, &direction, signe.agent).expect("her newcomer");
            assert!(fiche.possibles.contains(&Possible::Parrainer), "{:?}", fiche.possibles);
            let kinds: Vec<u8> = fiche.histoire.iter().map(|step| step.genre.0).collect();
            assert_eq!(kinds, [Kind::Proposal as u8, Kind::LotDrawn as u8, Kind::Approval as u8]);
            let graph = e.run(e.coffre().lignees(&get(&direction, "lignees"))).expect("hers");
            let into: Vec<Lien> =
                graph.liens.iter().filter(|(_, to, _)| *to == signe.agent).map(|(.., lien)| *lien).collect();
            assert_eq!(into, [Lien::Proposant, Lien::Approbateur]);
            let known = |id: &AgentId| graph.comptes.iter().any(|(one, ..)| one == id);
            assert!(
                graph.liens.iter().all(|(from, to, _)| known(from) && known(to)),
                "no link leads out of the picture"
            );

            const SPOIL: Statement = Statement::new("essai::SPOIL", "update carte set contenu = ?1");
            e.base.write_blocking(|tx| tx.exec(&SPOIL, &[vec![0; 200].into()])).expect("spoils");
            let spoilt = shows(e, &direction, signe.agent).expect("her newcomer");
            assert!(spoilt.carte.is_none(), "what was not signed is not shown");

            // What the next demand shows of her own rhythm.
            assert_eq!(e.number("select count(*) from approbation where secondes >= 21 and refus = 0"), 1);
        }
    });
}

#[test]
fn who_approves_a_line_that_stands_for_nobody_begins_again_with_somebody_beside_her() {
    alone(
        "habilitations_lecture::who_approves_a_line_that_stands_for_nobody_begins_again_with_somebody_beside_her",
        || {
            Essai::on_each_engine(2, |e| {
                for _ in 0..2 {
                    days_pass(e, 40);
                }
                days_pass(e, 20);
                let direction = e.signs_in("direction");
                let (dpo, vigie) = (e.agent("dpo"), e.agent("vigie"));
                let first = reviews(e, &direction);
                let decoys = |campagne: &Campagne| -> Vec<AgentId> {
                    campagne.lignes.iter().map(|l| l.compte.agent).filter(|id| ![dpo, vigie].contains(id)).collect()
                };
                assert_eq!((first.lignes.len(), first.faites, first.is_reprise), (4, 0, false));
                assert_eq!(decoys(&first), decoys(&reviews(e, &direction)), "they stay the same");
                let [one, other] = decoys(&first)[..] else { panic!("two decoys") };
                assert_eq!(refusal(shows(e, &direction, one)), Refusal::Introuvable, "it is no account");
                let entries = e.journal().len();

                let refuses = |id| e.run(e.coffre().refuse_decoy(&post(&direction, "cloture"), id)).expect("answers");
                let keeps =
                    |id| e.run(e.coffre().certify_decoy(&post(&direction, "certification"), id)).expect("answers");
                assert!(refuses(one), "she read");
                assert!(!keeps(dpo) && !refuses(vigie), "these are accounts, to be signed for");
                direction.signs(Geste::Certifier { agent: dpo }).expect("the campaign is open");
                let then = reviews(e, &direction);
                assert_eq!((then.lignes.len(), then.faites), (2, 2));

                assert!(keeps(other), "she did not read");
                let again = reviews(e, &direction);
                assert_eq!((again.lignes.len(), again.faites, again.is_reprise), (4, 0, true), "every line comes back");
                assert!(decoys(&again).iter().all(|id| ![one, other].contains(id)), "with other decoys");
                let line = || Geste::Certifier { agent: vigie };
                assert!(
                    matches!(direction.prepares(line()), Err(Error::Saisie(s)) if s[0].raison == "campagne-reprise")
                );
                assert!(!shows(e, &direction, vigie).expect("hers").possibles.contains(&Possible::Certifier));

                let beside = |who: &Personne| e.run(e.coffre().beside(&post(who, "reprise")));
                assert_eq!(refusal(beside(&direction)), Refusal::Introuvable, "nobody sits beside herself");
                assert_eq!(refusal(beside(&e.signs_in("lea"))), Refusal::Role);
                let neighbour = e.signs_in("dpo");
                let hers = reviews(e, &neighbour);
                assert_eq!(hers.a_cote.as_ref().map(|nom| nom.expose()), Some("direction"));
                beside(&neighbour).expect("the DPO sits beside her");
                assert_eq!(refusal(beside(&neighbour)), Refusal::Introuvable, "once");
                direction.signs(line()).expect("her lines may be signed again");
                assert_eq!(reviews(e, &direction).faites, 1);
                let written = &e.journal()[entries..];
                assert!(
                    written.iter().filter(|entry| entry.kind == Kind::Recertification).count() == 2,
                    "decoys are no entries"
                );

                for _ in 0..2 {
                    days_pass(e, 40);
                }
                days_pass(e, 4);
                let (lea, direction) = (e.signs_in("lea"), e.signs_in("direction"));
                lea.opens(e.of("lea")[0]).expect("hers");
                lea.opens(e.of("karine")[0]).expect("her neighbour's");
                let due = reviews(e, &direction);
                let line = due.lignes.iter().find(|l| l.compte.agent == e.agent("lea")).expect("lea is due");
                assert_eq!((line.derniere_ouverture, line.ouvertures), (Some(0), (2, 1)));
                assert_eq!(line.inutilises, ["delicat", "reveler", "imprimer", "ecrire"]);
                assert!(!due.is_reprise, "another campaign");
            });
        },
    );
}

/// Days go by; those who must not fall asleep come once.
fn days_pass(e: &Essai, days: u64) {
    wait_hours(24 * days);
    for who in ["direction", "dpo", "vigie", "lea", "karine"] {
        e.signs_in(who);
    }
}

fn carte() -> Carte {
    Carte {
        prenom: Clair::new("Inès"),
        nom: Clair::new("Lefèvre"),
        mail: Clair::new("ines.lefevre@cairn.example"),
        role: Role::Conseiller,
        is_parrain: false,
        debut: jiff::civil::date(2026, 12, 1),
        jusqu: jiff::civil::date(2027, 6, 30),
        fonction: Clair::new("Conseillère en insertion"),
        rh: None,
    }
}

fn renewal(agent: AgentId) -> Geste {
    Geste::Renouveler { agent, jusqu: jiff::civil::date(2027, 6, 30) }
}

/// Every gesture about an account that needs nothing but the account.
fn gestes(agent: AgentId) -> [(Possible, Geste); 14] {
    [
        (Possible::Renouveler, renewal(agent)),
        (Possible::RefaireCles, Geste::RefaireCles { agent }),
        (Possible::ProposerDirection, Geste::ProposerDirection { agent }),
        (Possible::Refuser, Geste::Refuser { agent }),
        (Possible::Decliner, Geste::Decliner { agent }),
        (Possible::Veto, Geste::Veto { agent }),
        (Possible::Confirmer, Geste::Confirmer { agent }),
        (Possible::Retablir, Geste::Retablir { agent }),
        (Possible::Reveiller, Geste::Reveiller { agent }),
        (Possible::Clore, Geste::Clore { agent }),
        (Possible::Muter, Geste::Muter { agent, date: jiff::civil::date(2027, 1, 31) }),
        (Possible::Certifier, Geste::Certifier { agent }),
        (Possible::PasserDirection, Geste::PasserDirection { agent }),
        (Possible::Secourir, Geste::Secourir { agent }),
    ]
}

fn get(reader: &Personne, page: &str) -> coffre::face::SignedRequest {
    reader.request("GET", &format!("/{page}"))
}

fn post(reader: &Personne, verb: &str) -> coffre::face::SignedRequest {
    reader.request_with("POST", &format!("/campagnes/{verb}"), b"a form")
}

fn shows(e: &Essai, reader: &Personne, id: AgentId) -> Result<FicheCompte, Error> {
    e.run(e.coffre().habilitation(&get(reader, "habilitations"), id))
}

fn reviews(e: &Essai, reader: &Personne) -> Campagne {
    e.run(e.coffre().campagne(&get(reader, "campagnes"))).expect("a reviewer")
}

fn entry_of(bytes: &[u8]) -> Entry {
    Entry::decode(bytes.try_into().expect("256 bytes")).expect("an entry")
}
