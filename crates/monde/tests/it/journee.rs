//! Ma journée: what is expected, late, arrived, soon over; and that each count is the length of the list that it leads to.

use coffre::base::{Statement, Value};
use coffre::face::{
    AFaire, Accueil, Bloc, ChangementRdv, Error, Etape, GestePassage, GesteRemplacement, GesteSituation, Journee, Pour,
    PropositionSaisie, Quand, RendezVousSaisi, Reserve, SituationSaisie,
};
use domaine::agenda::{Plage, StatutRdv};
use domaine::situation::{Categorie, Rome, Saisie as Typed};
use domaine::{Clair, DossierId, RendezVousId};
use jiff::civil::{Date, date};
use journal::act::Purpose;
use journal::entry::Kind;

use coffre::face::{EvenementSaisi, Refusal};

use crate::essai::{Essai, Personne, alone, entretien, refusal, wait_hours};

/// The Monday on which the tests begin, at one in the afternoon in Paris.
const LUNDI: Date = date(2026, 11, 23);
const MARDI: Date = date(2026, 11, 24);

#[test]
fn a_day_is_one_entry_in_which_each_stands_once() {
    Essai::on_each_engine(3, |e| {
        let (one, two) = (e.of("lea")[0], e.of("lea")[1]);
        let (lea, accueil) = (e.signs_in("lea"), e.signs_in("accueil"));
        let late = e.books_at(&lea, one, "lea", LUNDI, 540);
        e.books_at(&lea, two, "lea", LUNDI, 840);
        e.books_at(&lea, two, "lea", MARDI, 600);
        e.is_announced(&accueil, two, Pour::Defaut);
        let before = e.count(Kind::ResultPage);
        let day = e.journee(&lea);
        let rdv: Vec<_> = day
            .aujourdhui
            .iter()
            .map(|etape| match etape {
                Etape::RendezVous(ligne) => (ligne.id, ligne.plage.debut(), ligne.arrivee.is_some()),
                Etape::Atelier(_) => panic!("she holds none"),
            })
            .collect();
        assert_eq!((rdv.len(), rdv[0], (rdv[1].1, rdv[1].2)), (2, (late, 540, false), (840, true)));
        assert_eq!(day.aujourdhui_total, 2);
        let (jour, premier, combien) = day.prochain.as_ref().expect("tomorrow");
        assert_eq!((*jour, premier.plage.debut(), *combien), (MARDI, 600, 1));
        assert_eq!((people(&day, AFaire::SansStatut), people(&day, AFaire::Attend)), (vec![one], vec![two]));
        let unsaid = &bloc(&day, AFaire::SansStatut).lignes[0];
        assert_eq!((unsaid.rendez_vous, unsaid.quand), (Some(late), Quand::Heure(LUNDI.at(9, 0, 0, 0))));
        assert!(!unsaid.personne.masquee && day.suivis == 3 && !day.structure_entiere);
        // One page, one entry, and who stands on it three times is counted once.
        let page = e.entries(Kind::ResultPage).pop().expect("an entry");
        assert_eq!((e.count(Kind::ResultPage), page.count), (before + 1, 2));
        assert_eq!(page.purpose, Purpose::Agenda as u8);
        assert_eq!(page.actor, e.pseudonym(lea.login));
    });
}

#[test]
fn who_did_not_come_is_called_back_until_met_again() {
    Essai::on_each_engine(3, |e| {
        let hers = e.of("lea");
        let lea = e.signs_in("lea");
        let absent = |n: usize| {
            let id = e.books_at(&lea, hers[n], "lea", LUNDI, 480 + n as u16 * 60);
            e.says(&lea, hers[n], id, StatutRdv::Absent);
        };
        (0..3).for_each(absent);
        assert_eq!(people(&e.journee(&lea), AFaire::ARappeler), hers);
        // Called the same day; booked again; and the third one still waits for a word.
        e.panel(&lea, hers[0], LUNDI, vec![]);
        e.books_at(&lea, hers[1], "lea", MARDI, 600);
        assert_eq!(people(&e.journee(&lea), AFaire::ARappeler), [hers[2]]);
        assert_eq!(e.on_list(&lea, "a-faire=a-rappeler"), [hers[2]]);
        e.reboot();
        let lea = e.signs_in("lea");
        assert_eq!(people(&e.journee(&lea), AFaire::ARappeler), [hers[2]], "the same, read anew");
    });
}

#[test]
fn limits_of_propositions_and_situations() {
    Essai::on_each_engine(4, |e| {
        let hers = e.of("lea");
        let lea = e.signs_in("lea");
        let of = |day: &Journee, cle| people(day, cle);
        // The 30th day after is the last on which a result is not late.
        e.panel(&lea, hers[0], date(2026, 10, 24), vec![None]);
        e.panel(&lea, hers[1], date(2026, 10, 23), vec![None]);
        e.panel(&lea, hers[2], date(2026, 10, 23), vec![Some(LUNDI)]);
        assert_eq!(of(&e.journee(&lea), AFaire::SansResultat), [hers[1]]);
        e.situates(&lea, hers[0], Some(date(2026, 12, 24)));
        e.situates(&lea, hers[1], Some(date(2026, 12, 23)));
        e.situates(&lea, hers[2], Some(date(2026, 11, 22)));
        e.situates(&lea, hers[3], None);
        let day = e.journee(&lea);
        assert_eq!(
            (of(&day, AFaire::SituationFinissante), of(&day, AFaire::SituationFinie)),
            (vec![hers[1]], vec![hers[2]])
        );
        assert_eq!(bloc(&day, AFaire::SituationFinie).lignes[0].quand, Quand::Jour(date(2026, 11, 22)));
        // Another situation follows: nothing is to be asked any more.
        e.situates(&lea, hers[2], None);
        assert!(of(&e.journee(&lea), AFaire::SituationFinie).is_empty());
        e.reboot();
        let day = e.journee(&e.signs_in("lea"));
        assert_eq!(
            (of(&day, AFaire::SituationFinissante), of(&day, AFaire::SansResultat)),
            (vec![hers[1]], vec![hers[1]])
        );
        assert!(of(&day, AFaire::SituationFinie).is_empty(), "the same, read anew");
    });
}

#[test]
fn each_has_her_own_day_and_nobody_else_s() {
    Essai::on_each_engine(2, |e| {
        let (hers, karine, his) = (e.of("lea"), e.of("karine"), e.of("marc"));
        let lea = e.signs_in("lea");
        e.books_at(&lea, hers[0], "lea", LUNDI, 480);
        e.books_at(&lea, karine[0], "karine", LUNDI, 480);
        e.panel(&lea, hers[1], date(2026, 10, 1), vec![None]);
        let late = |who: &str| {
            let day = e.journee(&e.signs_in(leak(who)));
            (people(&day, AFaire::SansStatut), people(&day, AFaire::SansResultat))
        };
        assert_eq!(late("lea"), (vec![hers[0]], vec![hers[1]]));
        assert_eq!(late("karine"), (vec![karine[0]], vec![]));
        assert_eq!(late("marc"), (vec![], vec![]));
        // A direction's counts are her structure's; nobody of them is hers, hence masked.
        let direction = e.signs_in("direction");
        let day = e.journee(&direction);
        assert!(day.structure_entiere && day.suivis == 4 && day.aujourdhui.is_empty());
        let mut both = people(&day, AFaire::SansStatut);
        both.sort_unstable();
        let mut expected = vec![hers[0], karine[0]];
        expected.sort_unstable();
        assert_eq!(both, expected);
        assert!(day.blocs.iter().flat_map(|bloc| &bloc.lignes).all(|ligne| ligne.personne.masquee));
        assert!(day.blocs.iter().flat_map(|b| &b.lignes).all(|l| !his.contains(&l.personne.dossier)));
        // Who receives nobody begins her day elsewhere: nothing was listed, and nothing is in the journal.
        for who in ["accueil", "gestionnaire", "dpo", "vigie"] {
            let someone = e.signs_in(who);
            let pages = e.count(Kind::ResultPage);
            let request = someone.request("GET", "/");
            let answer = e.run(e.coffre().journee(&request)).expect("an answer");
            assert!(matches!(answer, Accueil::Ailleurs(agent) if agent.role != droits::Role::Conseiller), "{who}");
            assert_eq!(e.count(Kind::ResultPage), pages, "{who}");
            assert_eq!(refusal(e.run(e.coffre().journee(&request))), Refusal::Signature, "{who}: it serves once");
        }
        let lea = e.signs_in("lea");
        // The same lists by the portefeuille's own road: another structure's agent is not there, a front desk has none.
        assert_eq!(e.on_list(&lea, &format!("de={}&a-faire=rendez-vous-sans-statut", e.agent("karine"))), [karine[0]]);
        assert_eq!(refusal(lea.lists(&format!("de={}&a-faire=attendent", e.agent("marc")), 1)), Refusal::Introuvable);
        assert_eq!(refusal(e.signs_in("accueil").lists("a-faire=attendent", 1)), Refusal::Role);
    });
}

#[test]
fn what_came_in() {
    alone("journee::what_came_in", || {
        let e = &Essai::on_sqlite(3);
        let (hers, karine) = (e.of("lea"), e.of("karine"));
        let (lea, accueil, direction) = (e.signs_in("lea"), e.signs_in("accueil"), e.signs_in("direction"));
        e.is_announced(&accueil, hers[0], Pour::Agent(e.agent("lea")));
        // Who waits longest comes first, and hours are of a millisecond.
        std::thread::sleep(std::time::Duration::from_millis(2));
        e.is_announced(&accueil, karine[0], Pour::Libre);
        e.is_announced(&accueil, karine[1], Pour::Agent(e.agent("karine")));
        let appel = GestePassage::Appel { pour: Pour::Agent(e.agent("lea")), texte: Clair::new("rappeler avant midi") };
        e.at_the_desk(&accueil, hers[1], appel).expect("passed on");
        let day = e.journee(&lea);
        assert_eq!(people(&day, AFaire::Attend), [hers[0], karine[0]], "hers, and who is for whoever is free");
        let call = &bloc(&day, AFaire::Appel).lignes[0];
        assert_eq!((call.personne.dossier, call.texte.expose()), (hers[1], "rappeler avant midi"));
        assert!(day.remplace.is_empty() && day.remplacee_par.is_empty());

        // Entrusted by a direction: told for a week. A replacement is told on both pages, until its last day.
        let request = direction.request_with("POST", &format!("/repartition/{}", karine[2]), b"a form");
        let (de, vers) = (e.agent("karine"), e.agent("lea"));
        e.run(e.coffre().affect(&request, karine[2], de, vers)).expect("entrusts");
        let request = direction.request_with("POST", "/remplacements", b"a form");
        let geste = GesteRemplacement::Reprend { de: e.agent("karine"), par: Some(vers), jusqu_au: MARDI };
        e.run(e.coffre().replace(&request, geste)).expect("replaces");
        let day = e.journee(&lea);
        assert_eq!((people(&day, AFaire::Confie), day.suivis), (vec![karine[2]], 4));
        let remplace = &day.remplace[0];
        assert_eq!((remplace.id, remplace.jusqu_au, remplace.combien), (e.agent("karine"), MARDI, 2));
        assert_eq!(e.on_list(&lea, &format!("de={}", remplace.id)).len(), remplace.combien);
        let other = e.journee(&e.signs_in("karine"));
        assert_eq!(
            other.remplacee_par.iter().map(|(nom, jour)| (nom.expose(), *jour)).collect::<Vec<_>>(),
            [("lea", MARDI)]
        );

        wait_hours(48);
        let day = e.journee(&e.signs_in("lea"));
        assert!(day.remplace.is_empty() && people(&day, AFaire::Attend).is_empty(), "tickets are of one day");
        assert_eq!((people(&day, AFaire::Appel), people(&day, AFaire::Confie)), (vec![hers[1]], vec![karine[2]]));
        wait_hours(5 * 24);
        let day = e.journee(&e.signs_in("lea"));
        assert!(people(&day, AFaire::Appel).is_empty() && people(&day, AFaire::Confie).is_empty());
    });
}

#[test]
fn an_edited_row_is_not_told_and_is_recorded() {
    Essai::on_each_engine(3, |e| {
        let hers = e.of("lea");
        let (lea, accueil) = (e.signs_in("lea"), e.signs_in("accueil"));
        let late = e.books_at(&lea, hers[0], "lea", LUNDI, 480);
        e.books_at(&lea, hers[1], "lea", LUNDI, 540);
        e.is_announced(&accueil, hers[2], Pour::Agent(e.agent("lea")));
        let edit = Statement::new("essai::LATE", "update rendez_vous set debut = 485 where id = ?1");
        let params: Vec<Value> = vec![late.0.into()];
        e.base.write_blocking(move |tx| tx.exec(&edit, &params)).expect("the attacker knows SQL");
        let edit = Statement::new("essai::TICKET", "update passage set temps = temps + 1 where genre = ?1");
        e.base.write_blocking(move |tx| tx.exec(&edit, &[1.into()])).expect("the attacker knows SQL");
        let before = e.count(Kind::Integrity);
        let day = e.journee(&lea);
        assert_eq!(people(&day, AFaire::SansStatut), [hers[1]]);
        assert!(people(&day, AFaire::Attend).is_empty());
        // The line of the day, the line of the list, the ticket beside the rendez-vous, the ticket of the list.
        assert_eq!((day.aujourdhui.len(), day.illisibles), (1, 4));
        let said = e.entries(Kind::Integrity);
        assert_eq!((said.len(), said.last().map(|entry| entry.rule)), (before + 1, Some(7)));
    });
}

#[test]
fn a_first_day_is_empty() {
    let e = Essai::on_sqlite(0);
    let day = e.journee(&e.signs_in("lea"));
    assert!(day.aujourdhui.is_empty() && day.prochain.is_none() && day.blocs.iter().all(|bloc| bloc.total == 0));
    assert_eq!((day.blocs.len(), day.suivis, day.a_clore, day.illisibles), (AFaire::ALL.len(), 0, 0, 0));
    assert_eq!(e.entries(Kind::ResultPage).pop().map(|page| page.count), Some(0));
}

/// Weeks of chance: whatever happened, each count is its list's length, and its lines begin that list.
#[test]
fn every_count_is_the_length_of_its_list() {
    alone("journee::every_count_is_the_length_of_its_list", || {
        for (seed, base) in (1..).zip(coffre::base::essai::bases()) {
            weeks_of_chance(&Essai::new(base, 9), seed);
        }
    });
}

fn weeks_of_chance(e: &Essai, seed: u64) {
    let mut hasard = Hasard(seed);
    let mut some = 0;
    for _ in 0..6 {
        let (lea, karine, accueil) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("accueil"));
        let jour = e.journee(&lea).maintenant.date();
        for _ in 0..10 {
            let (who, nom) = if hasard.below(2) == 0 { (&lea, "lea") } else { (&karine, "karine") };
            let all: Vec<DossierId> = e.of("lea").into_iter().chain(e.of("karine")).collect();
            let dossier = all[hasard.below(all.len() as u64) as usize];
            match hasard.below(7) {
                0 | 1 => {
                    let minute = 480 + hasard.below(10) as u16 * 45;
                    let id = e.books_at(who, dossier, nom, jour, minute);
                    let statuts = [StatutRdv::Absent, StatutRdv::Absent, StatutRdv::Present, StatutRdv::Annule];
                    if let Some(statut) = statuts.get(hasard.below(7) as usize) {
                        e.says(who, dossier, id, *statut);
                    }
                }
                2 => {
                    e.panel(who, dossier, jour, vec![(hasard.below(2) == 0).then_some(jour); hasard.below(3) as usize])
                }
                3 => {
                    let in_days = hasard.below(60) as i64 - 10;
                    let fin = jour.saturating_add(jiff::Span::new().days(in_days));
                    e.situates(who, dossier, (hasard.below(4) > 0).then_some(fin));
                }
                4 => e.is_announced(&accueil, dossier, Pour::Libre),
                5 => {
                    let pour = Pour::Agent(e.agent(nom));
                    e.at_the_desk(&accueil, dossier, GestePassage::Appel { pour, texte: Clair::default() })
                        .expect("a call");
                }
                _ => drop(e.books_at(who, dossier, nom, jour.saturating_add(jiff::Span::new().days(3)), 600)),
            }
        }
        for who in [&lea, &karine, &e.signs_in("direction")] {
            let day = e.journee(who);
            let of = if day.structure_entiere { "de=structure&" } else { "" };
            for bloc in &day.blocs {
                let list = who.lists(&format!("{of}a-faire={}", bloc.cle.key()), 1).expect("lists").liste;
                assert_eq!(list.total, bloc.total, "seed {seed}, {jour}, {}: {:?}", who.nom, bloc.cle);
                let first: Vec<_> = list.lignes.iter().take(5).map(|ligne| ligne.dossier).collect();
                assert_eq!(dossiers(bloc), first, "seed {seed}, {jour}, {}: {:?}", who.nom, bloc.cle);
                some += usize::from(bloc.total > 0);
            }
        }
        wait_hours((1 + hasard.below(12)) * 24);
    }
    assert!(some > 40, "chance was idle: {some}");
}

/// A small generator of our own: the same weeks for the same seed.
struct Hasard(u64);

impl Hasard {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

impl Essai {
    fn journee(&self, who: &Personne) -> Journee {
        match self.run(self.coffre().journee(&who.request("GET", "/"))).expect("a day") {
            Accueil::Journee(journee) => *journee,
            Accueil::Ailleurs(_) => panic!("she receives"),
        }
    }

    fn on_list(&self, who: &Personne, query: &str) -> Vec<DossierId> {
        who.lists(query, 1).expect("lists").liste.lignes.iter().map(|ligne| ligne.dossier).collect()
    }

    fn books_at(&self, who: &Personne, dossier: DossierId, pour: &str, jour: Date, debut: u16) -> RendezVousId {
        let saisi = RendezVousSaisi {
            agent: self.agent(pour),
            plage: Plage::de(jour, debut, 45).expect("a stretch"),
            site: 0,
            objet: 2,
            texte: Clair::default(),
            recurrence: None,
            force: true,
        };
        let request = who.request_with("POST", &format!("/agenda/{dossier}"), b"a form");
        match self.run(self.coffre().book(&request, dossier, saisi)).expect("an answer") {
            Reserve::Fait { id, .. } => id,
            Reserve::Occupe { .. } => panic!("it goes over anything"),
        }
    }

    fn says(&self, who: &Personne, dossier: DossierId, id: RendezVousId, statut: StatutRdv) {
        let request = who.request_with("POST", &format!("/agenda/{dossier}/{id}"), b"a form");
        let said = self.run(self.coffre().change_rendez_vous(&request, dossier, id, ChangementRdv::Statut(statut)));
        said.expect("it follows");
    }

    /// A conversation of that day, with propositions that have these terms.
    fn panel(&self, who: &Personne, dossier: DossierId, jour: Date, termes: Vec<Option<Date>>) {
        let of = |terme| PropositionSaisie { offre: 1, terme, texte: Clair::default() };
        let propositions = termes.into_iter().map(of).collect();
        let saisi = EvenementSaisi { date: jour, propositions, ..entretien("un entretien") };
        who.records_panel(dossier, saisi).expect("records");
    }

    /// A job since November that ends then.
    fn situates(&self, who: &Personne, dossier: DossierId, fin: Option<Date>) {
        let saisie = SituationSaisie {
            num: None,
            saisie: Typed {
                categorie: Some(Categorie::Emploi),
                type_: Some(101),
                contrat: Some(1),
                debut: Some(date(2026, 11, 2)),
                fin_prevue: fin,
                rome: Rome::parse("D1505"),
                ..Typed::default()
            },
            origine: 1,
            organisme: Clair::default(),
            lieu: Clair::default(),
            heures: None,
            texte: Clair::default(),
        };
        let request = who.request_with("POST", &format!("/dossiers/{dossier}/situations"), b"a form");
        let geste = GesteSituation::Ecrire { saisie: Box::new(saisie), fins: Vec::new() };
        self.run(self.coffre().write_situation(&request, dossier, geste, None)).expect("writes");
    }

    fn is_announced(&self, who: &Personne, dossier: DossierId, pour: Pour) {
        self.at_the_desk(who, dossier, GestePassage::Ticket { pour, motif: 0, site: 0 }).expect("a ticket");
    }

    fn at_the_desk(
        &self,
        who: &Personne,
        dossier: DossierId,
        geste: GestePassage,
    ) -> Result<domaine::PassageId, Error> {
        let request = who.request_with("POST", &format!("/accueil/{dossier}"), b"a form");
        self.run(self.coffre().passage(&request, dossier, geste))
    }
}

fn bloc(day: &Journee, cle: AFaire) -> &Bloc {
    day.bloc(cle).expect("every list is on the page")
}

fn dossiers(bloc: &Bloc) -> Vec<DossierId> {
    bloc.lignes.iter().map(|ligne| ligne.personne.dossier).collect()
}

/// Those whom a list begins with.
fn people(day: &Journee, cle: AFaire) -> Vec<DossierId> {
    dossiers(bloc(day, cle))
}

/// A name that lives as long as the test's process.
fn leak(nom: &str) -> &'static str {
    Box::leak(nom.to_owned().into_boxed_str())
}
