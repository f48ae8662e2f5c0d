//! Verdicts and incidents, on the real coffre and its contre-clé: who says what of whom, what that changes at the desk, and that it gives
//! nothing back.

use coffre::face::{
    Alertes, CasAlerte, Error, FileAlertes, Geste, IncidentVu, IncidentsLus, QuoiIncident, Refusal, Signe, SuiteLue,
    VueAlertes,
};
use coffre::vigie::Mesure;
use domaine::IncidentId;
use droits::habilitation::State;
use journal::entry::{Entry, Kind};

use crate::essai::{Essai, Personne, refusal};

fn rings(e: &Essai, who: &Personne, rule: u8, mesure: Mesure) {
    let (object, login) = (e.pseudonym(who.login), who.login);
    let alerte = Entry { rule, object, login, ..Entry::new(Kind::Alert) };
    e.run(e.coffre().restrain(alerte, mesure)).expect("written");
}

fn desk(e: &Essai, who: &Personne, file: FileAlertes) -> Alertes {
    // Rule 2 makes notes, which press nobody.
    let vue = VueAlertes { file, page: 1, presse: |rule| rule != 2 };
    e.run(e.coffre().alertes(&who.request("GET", "/vigie"), vue)).expect("hers")
}

fn case(e: &Essai, who: &Personne, whose: &str) -> Result<CasAlerte, Error> {
    let road = format!("/vigie/{}", e.agent(whose));
    e.run(e.coffre().cas(&who.request("GET", &road), e.agent(whose)))
}

fn incident(e: &Essai, who: &Personne, id: IncidentId) -> Result<IncidentVu, Error> {
    e.run(e.coffre().incident(&who.request("GET", &format!("/incidents/{id}")), id))
}

fn incidents(e: &Essai, who: &Personne) -> Result<IncidentsLus, Error> {
    e.run(e.coffre().incidents(&who.request("GET", "/incidents")))
}

/// Says that what her page shows of this account is false.
fn dismisses(e: &Essai, who: &Personne, whose: &str) -> Result<Signe, Error> {
    let seen = case(e, who, whose)?.attente.expect("something waits");
    let agent = Some(e.agent(whose));
    who.signs(Geste::EcarterAlertes { agent, jusqua: seen.jusqua, combien: seen.combien })
}

fn opens(e: &Essai, who: &Personne, whose: &str) -> Result<IncidentId, Error> {
    who.signs(Geste::OuvrirIncident { agent: e.agent(whose) }).map(|signe| signe.incident.expect("it has a name"))
}

fn closes(e: &Essai, who: &Personne, id: IncidentId, is_confirme: bool) -> Result<Signe, Error> {
    let vu = incident(e, who, id)?.vu;
    who.signs(Geste::CloreIncident { incident: id, vu, is_confirme })
}

#[test]
fn a_false_alert_waits_no_more_and_its_account_stays_cut_until_two_restore_it() {
    Essai::on_each_engine(3, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        rings(e, &lea, 7, Mesure::Compte);
        rings(e, &karine, 4, Mesure::Aucune);
        rings(e, &karine, 2, Mesure::Aucune);
        let (vigie, dpo) = (e.signs_in("vigie"), e.signs_in("dpo"));
        assert_eq!(desk(e, &vigie, FileAlertes::ARevoir).comptes, [2, 1, 0]);
        for who in ["direction", "gestionnaire", "karine", "accueil"] {
            let other = e.signs_in(who);
            let geste = Geste::EcarterAlertes { agent: Some(e.agent("lea")), jusqua: 1, combien: 1 };
            assert!(matches!(refusal(other.signs(geste)), Refusal::Role | Refusal::Introuvable), "{who}");
        }
        let before = case(e, &dpo, "lea").expect("hers").attente.expect("it waits");
        rings(e, &lea, 1, Mesure::Aucune);
        let late = Geste::EcarterAlertes { agent: Some(e.agent("lea")), jusqua: before.jusqua, combien: 2 };
        assert!(dpo.signs(late).is_err(), "it says how many were seen");
        dismisses(e, &dpo, "lea").expect("a DPO, of her structure");
        assert!(case(e, &vigie, "lea").expect("hers").attente.is_none(), "nothing waits any more");
        let again = Geste::EcarterAlertes { agent: Some(e.agent("lea")), jusqua: before.jusqua, combien: 1 };
        assert!(vigie.signs(again).is_err(), "it was said");
        let page = desk(e, &vigie, FileAlertes::Revues);
        assert_eq!(page.comptes, [1, 1, 2], "the neighbour's waits");
        assert!(page.lignes.iter().all(|a| matches!(&a.suite, SuiteLue::Fausse { par: Some(_), .. })));
        let seen = case(e, &vigie, "lea").expect("hers");
        assert_eq!(seen.qui.etat, State::Suspended, "a verdict gives nothing back");
        assert!(e.someone("lea").enters().is_err());
        vigie.signs(Geste::Retablir { agent: e.agent("lea") }).expect("one");
        dpo.signs(Geste::Retablir { agent: e.agent("lea") }).expect("two");
        e.signs_in("lea").opens(e.of("lea")[0]).expect("she works again");
        e.reboot();
        let vigie = e.signs_in("vigie");
        assert_eq!(desk(e, &vigie, FileAlertes::Revues).comptes, [1, 1, 2], "after a reboot");
    });
}

#[test]
fn one_opens_an_incident_and_another_confirms_it() {
    Essai::on_each_engine(3, |e| {
        let (lea, karine, marc) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("marc"));
        lea.opens(e.of("lea")[0]).expect("opens");
        karine.opens(e.of("karine")[0]).expect("opens");
        rings(e, &lea, 7, Mesure::Aucune);
        rings(e, &marc, 7, Mesure::Aucune);
        let (vigie, dpo) = (e.signs_in("vigie"), e.signs_in("dpo"));
        let before = e.count(Kind::JournalRead);
        assert!(incidents(e, &vigie).expect("hers").ouverts.is_empty());
        assert_eq!(e.count(Kind::JournalRead), before + 1, "who reads is journalled");
        for who in ["direction", "gestionnaire", "lea"] {
            assert_eq!(refusal(incidents(e, &e.signs_in(who))), Refusal::Role, "{who}");
            assert!(opens(e, &e.signs_in(who), "karine").is_err(), "{who}");
        }
        assert_eq!(refusal(opens(e, &dpo, "marc")), Refusal::Introuvable, "of another structure");
        let id = opens(e, &vigie, "lea").expect("an officer");
        assert!(opens(e, &dpo, "lea").is_err(), "it is in one already");
        assert_eq!(desk(e, &vigie, FileAlertes::Revues).comptes, [1, 0, 1]);
        dpo.signs(Geste::AjouterCompte { incident: id, agent: e.agent("karine") }).expect("of her structure");
        let seen = incident(e, &dpo, id).expect("hers");
        assert_eq!((seen.cas.numero, seen.cas.comptes.len(), seen.cas.ailleurs), (1, 2, 0));
        assert_eq!(seen.jours.last().map(|(_, n)| *n), Some(2), "both accounts, added up");
        let quoi: Vec<QuoiIncident> = seen.frise.iter().map(|fait| fait.quoi).collect();
        assert_eq!(quoi[..2], [QuoiIncident::Etape(3), QuoiIncident::Etape(2)], "newest first");
        assert!(quoi.contains(&QuoiIncident::Alerte(7)));
        assert_eq!(seen.frise[0].qui.as_ref().map(|nom| nom.expose()), Some("karine"));
        assert_eq!(seen.frise[1].par.as_ref().map(|nom| nom.expose()), Some("vigie"));
        assert!(quoi.contains(&QuoiIncident::Connexion) && seen.is_confirmable && seen.is_infirmable);
        // The neighbour's account makes it the vigie's affair, and her name stays hers.
        vigie.signs(Geste::AjouterCompte { incident: id, agent: e.agent("marc") }).expect("an officer");
        let seen = incident(e, &dpo, id).expect("still hers to read");
        assert_eq!((seen.cas.comptes.len(), seen.cas.ailleurs), (2, 1));
        assert!(!seen.is_confirmable && !seen.is_infirmable && seen.candidats.is_empty());
        assert!(seen.frise.iter().all(|fait| fait.qui.as_ref().is_none_or(|nom| nom.expose() != "marc")));
        assert!(closes(e, &dpo, id, true).is_err());
        let vu = incident(e, &vigie, id).expect("hers").vu;
        vigie.signs(Geste::RetirerCompte { incident: id, agent: e.agent("marc") }).expect("an officer");
        let stale = Geste::CloreIncident { incident: id, vu, is_confirme: false };
        assert!(matches!(vigie.signs(stale), Err(Error::Saisie(_))), "what she saw is not what stands");
        assert!(closes(e, &vigie, id, true).is_err(), "not who opened it");
        closes(e, &dpo, id, true).expect("somebody else, of another role");
        assert!(closes(e, &vigie, id, false).is_err(), "it is closed");
        let list = incidents(e, &vigie).expect("hers");
        assert_eq!((list.ouverts.len(), list.clos.len()), (0, 1));
        assert!(list.clos[0].cloture.as_ref().is_some_and(|fin| fin.is_confirme));
        assert_eq!(desk(e, &vigie, FileAlertes::ARevoir).comptes, [1, 0, 1], "the neighbour's waits again");
        e.reboot();
        let dpo = e.signs_in("dpo");
        let seen = incident(e, &dpo, id).expect("after a reboot");
        assert_eq!(seen.frise[0].quoi, QuoiIncident::Etape(8), "{:?}", seen.frise);
    });
}

#[test]
fn who_is_concerned_sees_no_incident_and_an_absent_one_is_the_same_answer() {
    Essai::on_each_engine(2, |e| {
        let (vigie, dpo) = (e.signs_in("vigie"), e.signs_in("dpo"));
        rings(e, &dpo, 11, Mesure::Aucune);
        let nothing = |dpo: &Personne| {
            assert_eq!(refusal(case(e, dpo, "dpo")), Refusal::Introuvable, "nobody watches herself being looked at");
            let said = desk(e, dpo, FileAlertes::ARevoir);
            assert_eq!((said.comptes, said.incidents), ([0; 3], 0));
            assert!(incidents(e, dpo).expect("the page is hers").ouverts.is_empty());
        };
        nothing(&dpo);
        let own = Geste::EcarterAlertes { agent: Some(e.agent("dpo")), jusqua: 1, combien: 1 };
        assert!(dpo.signs(own).is_err());
        assert!(opens(e, &dpo, "dpo").is_err());
        let id = opens(e, &vigie, "dpo").expect("an officer");
        let absent = refusal(incident(e, &dpo, IncidentId([7; 16])));
        assert_eq!((refusal(incident(e, &dpo, id)), absent), (Refusal::Introuvable, Refusal::Introuvable));
        nothing(&dpo);
    });
}
