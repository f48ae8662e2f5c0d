//! What a rule that rings takes away: from one account, at once, at both key-holders, and from nobody else.

use coffre::face::{FileAlertes, Refusal, VueAlertes};
use coffre::vigie::Mesure;
use droits::registre::suspension;
use journal::entry::{Entry, Kind};

use crate::essai::{Essai, Personne, refusal};

/// As the vigie says it: about whom, by which rule.
fn rings(e: &Essai, who: &Personne, rule: u8, mesure: Mesure) {
    let (object, login) = (e.pseudonym(who.login), who.login);
    let alerte = Entry { rule, object, login, ..Entry::new(Kind::Alert) };
    e.run(e.coffre().restrain(alerte, mesure)).expect("written");
}

#[test]
fn an_account_that_is_cut_opens_nothing_more_and_its_neighbour_sees_nothing() {
    Essai::on_each_engine(3, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let (hers, neighbours) = (e.of("lea"), e.of("karine"));
        lea.opens(hers[0]).expect("opens");
        rings(e, &lea, 7, Mesure::Compte);
        assert!(matches!(refusal(lea.opens(hers[0])), Refusal::Login(_)), "not even what she had opened");
        assert!(matches!(refusal(lea.opens(hers[1])), Refusal::Login(_)));
        assert!(e.someone("lea").enters().is_err(), "nor by another login");
        karine.opens(neighbours[0]).expect("the neighbour works on");
        let cut = e.entries(Kind::Suspension);
        assert_eq!((cut.len(), cut[0].rule), (1, suspension::VIGIE + 7));
        rings(e, &lea, 2, Mesure::Compte);
        assert_eq!((e.count(Kind::Suspension), e.count(Kind::Alert)), (1, 2), "said twice, cut once");
        e.reboot();
        assert!(e.someone("lea").enters().is_err(), "after a reboot");
    });
}

#[test]
fn a_login_that_is_cut_is_one_login() {
    Essai::on_each_engine(2, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        rings(e, &lea, 8, Mesure::Login);
        assert!(matches!(refusal(lea.opens(e.of("lea")[0])), Refusal::Login(_)));
        let again = e.signs_in("lea");
        again.opens(e.of("lea")[0]).expect("she signs in again");
        karine.opens(e.of("karine")[0]).expect("the neighbour works on");
    });
}

#[test]
fn a_gesture_or_the_end_of_lists_is_hers_alone() {
    Essai::on_each_engine(3, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        rings(e, &lea, 4, Mesure::Geste);
        assert!(matches!(refusal(lea.opens(e.of("lea")[0])), Refusal::Tranche { .. }));
        rings(e, &lea, 5, Mesure::RechercheFermee);
        assert!(matches!(refusal(lea.portefeuille(1)), Refusal::Budget { .. }));
        karine.opens(e.of("karine")[0]).expect("the neighbour works on");
        karine.portefeuille(1).expect("and lists");
        lea.signs(coffre::face::Geste::Tranche).expect("her gesture");
        lea.opens(e.of("lea")[0]).expect("opens");
    });
}

#[test]
fn the_desk_says_what_rang_to_who_watches_and_to_nobody_else() {
    Essai::on_each_engine(3, |e| {
        let (lea, marc, karine) = (e.signs_in("lea"), e.signs_in("marc"), e.signs_in("karine"));
        (0..3).for_each(|n| drop(lea.opens(e.of("lea")[n]).expect("opens")));
        karine.opens(e.of("karine")[0]).expect("opens");
        rings(e, &lea, 4, Mesure::Aucune);
        rings(e, &marc, 7, Mesure::Compte);
        let nobody = Entry { rule: 14, count: 3, ..Entry::new(Kind::Alert) };
        e.run(e.coffre().restrain(nobody, Mesure::Aucune)).expect("written");
        let vue = VueAlertes { file: FileAlertes::ARevoir, page: 1, presse: |_| true };
        let list = |who: &Personne| e.run(e.coffre().alertes(&who.request("GET", "/vigie"), vue));
        let case = |who: &Personne, whose: &str| {
            let road = format!("/vigie/{}", e.agent(whose));
            e.run(e.coffre().cas(&who.request("GET", &road), e.agent(whose)))
        };
        let vigie = e.signs_in("vigie");
        let said = |page: &coffre::face::Alertes| {
            let one = |a: &coffre::face::AlerteLue| (a.regle, a.qui.as_ref().map(|q| q.nom.expose().to_owned()));
            page.lignes.iter().map(one).collect::<Vec<_>>()
        };
        let before = e.count(Kind::JournalRead);
        let page = list(&vigie).expect("hers");
        assert_eq!(said(&page), [(4, Some("lea".into())), (7, Some("marc".into())), (14, None)]);
        assert_eq!((page.lignes[2].compte, page.comptes), (3, [3, 0, 0]));
        let cas = case(&vigie, "lea").expect("hers");
        assert_eq!((cas.alertes.len(), cas.jours.len(), cas.jours[29].1, cas.usuel), (1, 30, 3, Some(1)));
        assert_eq!(e.count(Kind::JournalRead), before + 2, "the desk's readers are journalled too");
        assert_eq!(e.entries(Kind::JournalRead)[before + 1].object, e.pseudonym(lea.login));
        // A DPO has what concerns her structure; the neighbour's account is nobody's.
        let dpo = e.signs_in("dpo");
        assert_eq!(said(&list(&dpo).expect("hers")), [(4, Some("lea".into()))]);
        case(&dpo, "lea").expect("hers");
        assert_eq!(refusal(case(&dpo, "marc")), Refusal::Introuvable);
        for who in ["lea", "accueil", "gestionnaire", "direction"] {
            let other = e.signs_in(who);
            assert_eq!(refusal(list(&other)), Refusal::Role, "{who}");
            assert_eq!(refusal(case(&other, "lea")), Refusal::Role, "{who}");
        }
    });
}

#[test]
fn an_alert_that_stands_has_taken_away_what_it_takes() {
    Essai::on_each_engine(1, |e| {
        let lea = e.signs_in("lea");
        let (object, login) = (e.pseudonym(lea.login), lea.login);
        let alerte = Entry { rule: 7, object, login, ..Entry::new(Kind::Alert) };
        // The other side has it, and its answer is lost: it is said again, and the account is cut once.
        e.contre.loses_the_answer_to(Kind::Alert);
        assert!(e.run(e.coffre().restrain(alerte, Mesure::Compte)).is_err());
        assert_eq!(e.count(Kind::Suspension), 1, "cut before it is said why");
        let alerte = Entry { rule: 7, object, login, ..Entry::new(Kind::Alert) };
        e.run(e.coffre().restrain(alerte, Mesure::Compte)).expect("said again");
        assert_eq!((e.count(Kind::Suspension), e.count(Kind::Alert)), (1, 2));
    });
}
