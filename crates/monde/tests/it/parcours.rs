//! The pathway of a dossier: the panel and the small forms, more classes, the contact part, the statut. Each verb as people make it, its
//! neighbours, two people at once, and what the journal says of it.

use coffre::base::Statement;
use coffre::face::{
    Booked, ChampModifie, Error, EvenementEcrit, EvenementSaisi, GesteSituation, Modified, PropositionSaisie, Quoi,
    Refusal, RendezVousSaisi, Reserve, ResultatSaisi, SignedRequest, SituationSaisie, Sortie, StatutSaisi,
};
use coffre::sequenceur::essai::DECALAGE;
use domaine::agenda::{Plage, StatutRdv};
use domaine::proposition::EtatProposition;
use domaine::saisie::Raison;
use domaine::situation::{Categorie, Motif, Rome, Saisie as Typed};
use domaine::{Champ, Clair, Classe, DossierId, GenreEvenement, Groupe, RendezVousId, Statut};
use jiff::civil::{Date, date};
use journal::act::{Purpose, classes};
use journal::entry::Kind;

use crate::essai::{Essai, Personne, entretien, modifies, refusal};

mod panneaux;
mod retrait;

const TODAY: Date = date(2026, 11, 23);
const HIER: Date = date(2026, 11, 22);

/// Ten characters of a text that stands nowhere else.
const SECRET: &str = "violences au domicile";

fn emploi(debut: Date) -> SituationSaisie {
    SituationSaisie {
        num: None,
        saisie: Typed {
            categorie: Some(Categorie::Emploi),
            type_: Some(101),
            contrat: Some(1),
            debut: Some(debut),
            rome: Rome::parse("D1505"),
            ..Typed::default()
        },
        origine: 1,
        organisme: Clair::new("Boulangerie des Essais"),
        lieu: Clair::new("Roubaix"),
        heures: Some(35),
        texte: Clair::default(),
    }
}

fn offre(offre: u16) -> PropositionSaisie {
    PropositionSaisie { offre, terme: None, texte: Clair::default() }
}

/// A rendez-vous of this morning with Léa, its hour past.
fn this_morning(e: &Essai, lea: &Personne, dossier: DossierId, debut: u16) -> RendezVousId {
    let saisi = RendezVousSaisi {
        agent: e.agent("lea"),
        plage: Plage::new(TODAY, debut, debut + 45).expect("a stretch"),
        site: 0,
        objet: 2,
        texte: Clair::default(),
        recurrence: None,
        force: true,
    };
    let request = lea.request_with("POST", &format!("/agenda/{dossier}"), b"a form");
    match e.run(e.coffre().book(&request, dossier, saisi)).expect("books") {
        Reserve::Fait { id, .. } => id,
        other => panic!("not booked: {other:?}"),
    }
}

fn resultat(num: u32, etat: EtatProposition) -> ResultatSaisi {
    ResultatSaisi { num, etat, jour: TODAY }
}

/// The faults of an answer, by field.
fn wrong<T: std::fmt::Debug>(answer: Result<T, Error>) -> Vec<(&'static str, &'static str)> {
    match answer {
        Err(Error::Saisie(wrong)) => wrong.iter().map(|s| (s.champ, s.raison)).collect(),
        other => panic!("nothing to correct: {other:?}"),
    }
}

fn road(who: &Personne, dossier: DossierId, path: &str) -> SignedRequest {
    who.request_with("POST", &format!("/dossiers/{dossier}/{path}"), b"a form")
}

fn panel(e: &Essai, who: &Personne, dossier: DossierId, saisi: EvenementSaisi) -> Result<EvenementEcrit, Error> {
    e.run(e.coffre().record_evenement(&road(who, dossier, "evenements"), dossier, saisi))
}

fn situe(e: &Essai, who: &Personne, d: DossierId, geste: GesteSituation, etat: Option<u32>) -> Result<u32, Error> {
    e.run(e.coffre().write_situation(&road(who, d, "situations"), d, geste, etat))
}

fn resolve(e: &Essai, who: &Personne, d: DossierId, r: ResultatSaisi, etat: Option<u32>) -> Result<u32, Error> {
    e.run(e.coffre().resolve_proposition(&road(who, d, "propositions"), d, r, etat))
}

fn statut(e: &Essai, who: &Personne, d: DossierId, saisi: StatutSaisi) -> Result<u32, Error> {
    e.run(e.coffre().change_statut(&road(who, d, "statut"), d, saisi))
}

fn confirme(e: &Essai, who: &Personne, d: DossierId, groupe: Groupe) -> Result<u32, Error> {
    e.run(e.coffre().confirm_groupe(&road(who, d, "confirmation"), d, groupe))
}

fn modify_class(
    e: &Essai,
    who: &Personne,
    d: DossierId,
    classe: &str,
    champs: &[(Champ, &str, &str)],
    confirme: Vec<Groupe>,
) -> Result<Modified<coffre::face::Unfolded>, Error> {
    let request = road(who, d, &format!("{classe}/modification"));
    e.run(e.coffre().modify_class(&request, d, modifies(champs), confirme))
}

fn unfold(e: &Essai, who: &Personne, d: DossierId, classe: &str) -> coffre::face::Unfolded {
    e.run(e.coffre().unfold(&road(who, d, classe), d)).expect("unfolds")
}

fn written<V: std::fmt::Debug>(answer: Result<Modified<V>, Error>) -> (u32, Vec<(Champ, Raison)>) {
    match answer.expect("is answered") {
        Modified::Ecrit { etat, alertes, .. } => (etat, alertes),
        other => panic!("not written: {other:?}"),
    }
}

#[test]
fn a_panel_is_one_write() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let writes = e.count(Kind::Write);
        let saisi = EvenementSaisi {
            etat: Some(1),
            lieu: Some(2),
            precision: Clair::new("mairie annexe"),
            propositions: vec![offre(1), PropositionSaisie { terme: Some(TODAY), ..offre(5) }],
            situation: Some(emploi(HIER)),
            date: TODAY,
            ..entretien("Deux pistes, un contrat.")
        };
        assert_eq!(panel(e, &lea, hers, saisi).expect("records").etat, 2);
        assert_eq!(e.count(Kind::Write), writes + 1, "all of it is one write");
        e.reboot();
        let opened = lea.opens(hers).expect("opens");
        let first = &opened.evenements[0];
        assert_eq!((first.num, first.date, first.lieu, first.precision.expose()), (1, TODAY, Some(2), "mairie annexe"));
        assert!(!first.delicat && first.rendez_vous.is_none());
        let made: Vec<_> = opened.propositions.iter().map(|p| (p.proposition.offre, p.proposition.evenement)).collect();
        assert_eq!(made, [(5, 1), (1, 1)]);
        assert!(opened.propositions.iter().all(|p| p.proposition.theme == 1 && p.proposition.creee == TODAY));
        let situation = &opened.situations[0];
        assert_eq!(
            (situation.situation.categorie, situation.organisme.expose()),
            (Categorie::Emploi, "Boulangerie des Essais")
        );
        assert!(situation.annulable && !situation.pas_comptee.contains(&Motif::ContratManquant));
        assert_eq!(opened.suivi.contact, Some(TODAY));
        let write = e.entries(Kind::Write).pop().expect("one");
        assert_eq!((write.classes, write.etat), (classes::C4, 2));
        let said = [Champ::Entretien, Champ::Proposition, Champ::Situation].iter().fold(0, |b, c| b | c.bit());
        assert_eq!(write.fields, said);
        let opening = e.entries(Kind::Opening).into_iter().find(|o| o.request == write.request).expect("its opening");
        assert_eq!((opening.classes, opening.purpose), (classes::C4, Purpose::Ecriture as u8));
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn everything_wrong_is_said_at_once_and_nothing_is_written() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    let lea = e.signs_in("lea");
    let saisi = EvenementSaisi {
        duree: 2_000,
        date: date(2026, 11, 24),
        lieu: Some(77),
        delicat: Clair::new("x"),
        propositions: vec![offre(4_000)],
        resultats: vec![resultat(9, EtatProposition::Realise)],
        fins: vec![(3, TODAY)],
        situation: Some(SituationSaisie {
            saisie: Typed { contrat: Some(2), ..emploi(TODAY).saisie },
            origine: 99,
            heures: Some(200),
            ..emploi(TODAY)
        }),
        ..entretien("un texte")
    };
    let found = wrong(panel(&e, &lea, hers, saisi));
    for field in
        ["duree", "date", "lieu", "delicat", "propositions", "resultats", "fins", "contrat", "origine", "heures"]
    {
        assert!(found.iter().any(|(champ, _)| *champ == field), "{field} in {found:?}");
    }
    assert_eq!(wrong(panel(&e, &lea, hers, entretien("  "))), [("texte", "texte-vide")]);
    assert_eq!(lea.opens(hers).expect("opens").etat, 1);
    let bare = EvenementSaisi { propositions: vec![offre(1)], ..entretien("") };
    assert_eq!(panel(&e, &lea, hers, bare).expect("ticks alone say something").etat, 2);
}

#[test]
fn what_is_delicate_is_never_read_with_the_pathway() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let saisi = EvenementSaisi { delicat: Clair::new(SECRET), date: HIER, ..entretien("Point mensuel.") };
        assert_eq!(wrong(panel(e, &lea, hers, saisi.clone())), [("delicat", "delicat-sans-ouverture")]);
        assert_eq!(lea.records_panel(hers, saisi.clone()).expect("records"), 2);
        let write = e.entries(Kind::Write).pop().expect("one");
        assert_eq!(write.classes, classes::C4 | classes::C5);
        let second = EvenementSaisi { delicat: Clair::new("un second mot"), date: TODAY, ..entretien("") };
        assert_eq!(karine.records_panel(hers, second).expect("records"), 3);

        let opened = lea.opens(hers).expect("opens");
        assert!(opened.champs.iter().all(|(champ, _)| champ.classe() != Classe::Delicat));
        assert!(opened.evenements.iter().all(|one| !one.texte.expose().contains(SECRET)));
        assert_eq!(opened.evenements.iter().map(|one| one.delicat).collect::<Vec<_>>(), [true, true, false]);
        assert!(opened.fraicheurs.iter().all(|f| f.groupe.classe() != Classe::Delicat));

        let shown = unfold(e, &lea, hers, "delicat");
        let notes: Vec<_> = shown.notes.iter().map(|n| (n.date, n.evenement, n.texte.expose())).collect();
        assert_eq!(notes, [(TODAY, 2, "un second mot"), (HIER, 1, SECRET)]);
        assert_eq!(shown.notes[1].agent.as_ref().map(Clair::expose), Some("lea"));
        assert!(shown.champs.iter().any(|(champ, _)| *champ == Champ::Logement), "what stood there stands");
        assert!(shown.champs.iter().all(|(champ, _)| *champ != Champ::NotesDelicates));
        // Neither road of the pathway alone, nor that of money, gives them.
        assert!(unfold(e, &lea, hers, "argent").notes.is_empty());
        let reading = e.entries(Kind::Opening).into_iter().filter(|o| o.classes & classes::C5 != 0).count();
        assert_eq!(reading, 3, "each that could show them says so");
    });
}

/// Every write of this slice, made by somebody in a dossier of Léa's.
fn verbs(e: &Essai, who: &Personne, d: DossierId) -> Vec<(&'static str, Result<u32, Error>)> {
    let phone = [(Champ::Telephone, "0639900000", "0639980009")];
    let etat = |answer: Result<Modified<coffre::face::Unfolded>, Error>| answer.map(|m| written(Ok(m)).0);
    let contact = road(who, d, "contact");
    let fin = StatutSaisi::Fin { jour: TODAY, motif: 1, sortie: Some(Sortie::Nouvelle(Box::new(emploi(HIER)))) };
    vec![
        ("panel", who.records(d, "x")),
        ("delicate panel", who.records_panel(d, EvenementSaisi { delicat: Clair::new("x"), ..entretien("x") })),
        ("situation", situe(e, who, d, GesteSituation::Ecrire { saisie: Box::new(emploi(HIER)), fins: vec![] }, None)),
        ("result", resolve(e, who, d, resultat(0, EtatProposition::Realise), None)),
        ("end", statut(e, who, d, fin)),
        ("confirmation", confirme(e, who, d, Groupe::Contact)),
        ("delicate", etat(modify_class(e, who, d, "delicat", &[], vec![Groupe::Sante]))),
        ("money", etat(modify_class(e, who, d, "argent", &[], vec![Groupe::Banque]))),
        ("identifiers", etat(modify_class(e, who, d, "identifiants", &[(Champ::Ine, "", "1234567890A")], vec![]))),
        (
            "contact",
            e.run(e.coffre().modify_contact(&contact, d, modifies(&phone))).map(|modified| written(Ok(modified)).0),
        ),
    ]
}

#[test]
fn the_neighbour_writes_nothing_and_each_refusal_is_recorded() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    for (nom, expected) in [
        ("marc", Refusal::Introuvable),
        ("gestionnaire", Refusal::Role),
        ("dpo", Refusal::Role),
        ("vigie", Refusal::Role),
        ("direction", Refusal::Role),
        ("accueil", Refusal::Role),
    ] {
        let who = e.signs_in(nom);
        let refusals = e.count(Kind::Refusal);
        let answers = verbs(&e, &who, hers);
        let all = answers.len();
        for (verb, answer) in answers {
            // The front desk changes the contact, and a direction reads more than it writes: only these two say otherwise.
            match (nom, verb) {
                ("accueil", "contact") => assert_eq!(answer.expect("the front desk"), 2),
                ("direction", "contact") => drop(answer),
                _ => assert_eq!(refusal(answer), expected, "{nom}: {verb}"),
            }
        }
        let granted = usize::from(nom == "accueil") + usize::from(nom == "direction");
        assert!(e.count(Kind::Refusal) - refusals >= all - granted, "{nom}");
        assert!(
            e.run(e.coffre().contact(&who.request("GET", &format!("/dossiers/{hers}/contact")), hers)).is_ok()
                == matches!(nom, "accueil" | "direction")
        );
    }
    let karine = e.signs_in("karine");
    for (verb, answer) in verbs(&e, &karine, hers) {
        let fine = answer.is_ok() || verb == "result" || (verb == "contact" && matches!(answer, Err(Error::Saisie(_))));
        assert!(fine, "a colleague writes: {verb}: {answer:?}");
    }
}

#[test]
fn a_request_for_one_gesture_serves_no_other() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    let lea = e.signs_in("lea");
    for path in ["situations", "propositions", "statut", "confirmation", "brouillon", "contact", "delicat"] {
        let request = road(&lea, hers, path);
        let answer = e.run(e.coffre().record_evenement(&request, hers, entretien("x")));
        assert_eq!(refusal(answer), Refusal::Introuvable, "{path}");
    }
    let request = road(&lea, hers, "evenements");
    let geste = GesteSituation::Annuler { num: 0 };
    assert_eq!(refusal(e.run(e.coffre().write_situation(&request, hers, geste, None))), Refusal::Introuvable);
    let reprise = StatutSaisi::Reprise;
    assert_eq!(refusal(e.run(e.coffre().change_statut(&request, hers, reprise))), Refusal::Introuvable);
    let delicat = road(&lea, hers, "delicat/modification");
    assert_eq!(refusal(e.run(e.coffre().unfold(&delicat, hers))), Refusal::Introuvable);
    let argent = road(&lea, hers, "evenements/argent");
    assert_eq!(refusal(e.run(e.coffre().record_evenement(&argent, hers, entretien("x")))), Refusal::Introuvable);
    assert_eq!(lea.opens(hers).expect("opens").etat, 1);
}

#[test]
fn a_panel_sent_again_is_written_once_and_two_people_lose_nothing() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let first = EvenementSaisi { etat: Some(1), propositions: vec![offre(1)], ..entretien("Rappeler jeudi.") };
        assert_eq!(panel(e, &lea, hers, first.clone()).expect("records").etat, 2);
        e.reboot();
        // The answer was lost; her browser sends the same form in a new request.
        assert_eq!(panel(e, &lea, hers, first.clone()).expect("is known").etat, 2);
        assert_eq!(lea.opens(hers).expect("opens").evenements.len(), 2);
        // Another person says the same words from the same page: hers too is kept. And Léa may call twice on one day.
        assert_eq!(panel(e, &karine, hers, first.clone()).expect("records").etat, 3);
        assert_eq!(panel(e, &lea, hers, EvenementSaisi { etat: Some(3), ..first }).expect("records").etat, 4);
        assert_eq!(lea.opens(hers).expect("opens").evenements.len(), 4);

        // Both give a result to one proposition: the second sees what the first did, and nothing is overwritten.
        let form = Some(4);
        assert_eq!(resolve(e, &lea, hers, resultat(0, EtatProposition::Realise), form).expect("writes"), 5);
        let late = resolve(e, &karine, hers, resultat(0, EtatProposition::RefusJeune), form);
        assert_eq!(wrong(late), [("resultats", "change-entre-temps")]);
        assert_eq!(resolve(e, &karine, hers, resultat(0, EtatProposition::Realise), form).expect("the same"), 5);
        let panel_of_both = EvenementSaisi {
            etat: form,
            resultats: vec![resultat(0, EtatProposition::RefusTiers), resultat(1, EtatProposition::Realise)],
            ..entretien("bilan")
        };
        assert_eq!(wrong(panel(e, &karine, hers, panel_of_both)), [("resultats", "change-entre-temps")]);
        // Knowing it, she corrects; and the author of a slip undoes it the same day.
        assert_eq!(resolve(e, &karine, hers, resultat(0, EtatProposition::RefusJeune), Some(5)).expect("corrects"), 6);
        assert_eq!(resolve(e, &karine, hers, resultat(0, EtatProposition::Prescrit), Some(6)).expect("undoes"), 7);
        let there = lea.opens(hers).expect("opens");
        let of = |num: u32| there.propositions.iter().find(|p| p.proposition.num == num).expect("there");
        assert_eq!(of(0).proposition.etat, EtatProposition::Prescrit);
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn a_situation_lives_is_corrected_ends_and_is_taken_back() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let write = |saisie: SituationSaisie, fins| GesteSituation::Ecrire { saisie: Box::new(saisie), fins };
        let form = write(emploi(date(2026, 9, 1)), vec![]);
        assert_eq!(situe(e, &lea, hers, form.clone(), Some(1)).expect("writes"), 2);
        assert_eq!(situe(e, &lea, hers, form, Some(1)).expect("sent again"), 2);
        // A new one ends the first by the same gesture.
        let second = write(emploi(date(2026, 11, 2)), vec![(0, date(2026, 10, 31))]);
        assert_eq!(situe(e, &karine, hers, second, Some(2)).expect("writes"), 3);
        let correction = SituationSaisie { num: Some(0), heures: Some(20), ..emploi(date(2026, 9, 1)) };
        let stale = situe(e, &lea, hers, write(correction.clone(), vec![]), Some(2));
        assert_eq!(wrong(stale), [("situation", "change-entre-temps")], "she would have opened it again unknowingly");
        let corrected =
            SituationSaisie { saisie: Typed { fin: Some(date(2026, 10, 30)), ..correction.saisie }, ..correction };
        assert_eq!(situe(e, &lea, hers, write(corrected, vec![]), Some(3)).expect("corrects"), 4);

        let take_back = |who: &Personne, num| situe(e, who, hers, GesteSituation::Annuler { num }, None);
        assert_eq!(wrong(take_back(&lea, 1)), [("situation", "pas-son-auteur")]);
        assert_eq!(take_back(&karine, 1).expect("takes back"), 5);
        assert_eq!(wrong(take_back(&karine, 1)), [("situation", "ligne-inconnue")]);
        let opened = lea.opens(hers).expect("opens");
        assert_eq!(opened.situations.len(), 1);
        assert_eq!(
            (opened.situations[0].situation.fin, opened.situations[0].heures),
            (Some(date(2026, 10, 30)), Some(20))
        );
        // The number of what was taken back serves nothing else.
        let third = situe(e, &lea, hers, write(emploi(TODAY), vec![]), None).expect("writes");
        assert_eq!((third, lea.opens(hers).expect("opens").situations[0].situation.num), (6, 2));
        assert_eq!(
            wrong(situe(e, &lea, hers, GesteSituation::Terminer { num: 2, jour: HIER }, None)),
            [("fins", "fin-avant-debut")]
        );
        let before_birth = situe(e, &lea, hers, write(emploi(date(1980, 1, 1)), vec![]), None);
        assert_eq!(wrong(before_birth), [("debut", "date-avant-naissance")]);
        DECALAGE.fetch_add(86_400_000, std::sync::atomic::Ordering::Relaxed);
        let tomorrow = e.signs_in("lea");
        let late = situe(e, &tomorrow, hers, GesteSituation::Annuler { num: 2 }, None);
        DECALAGE.fetch_sub(86_400_000, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(wrong(late), [("situation", "trop-tard-pour-annuler")]);
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn the_statut_is_computed_and_its_end_is_an_act() {
    Essai::on_each_engine(2, |e| {
        let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
        let lea = e.signs_in("lea");
        let listed = |who: &Personne, query: &str| {
            let mut all: Vec<_> = who.lists(query, 1).expect("lists").liste.lignes.iter().map(|l| l.dossier).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(listed(&lea, "statut=actif").len(), 2);
        let end = |sortie| StatutSaisi::Fin { jour: TODAY, motif: 1, sortie };
        assert_eq!(wrong(statut(e, &lea, hers, end(None))), [("sortie", "situation-sortie-absente")]);
        let future = StatutSaisi::Fin { jour: date(2026, 11, 24), motif: 999, sortie: None };
        let all = [("jour", "date-future"), ("motif", "valeur-inconnue"), ("sortie", "situation-sortie-absente")];
        assert_eq!(wrong(statut(e, &lea, hers, future)), all);
        let after = Some(Sortie::Nouvelle(Box::new(emploi(date(2026, 12, 1)))));
        assert_eq!(wrong(statut(e, &lea, hers, end(after))), [("sortie", "sortie-pas-en-cours")]);
        let lived = end(Some(Sortie::Nouvelle(Box::new(emploi(HIER)))));
        assert_eq!(statut(e, &lea, hers, lived.clone()).expect("ends"), 2);
        assert_eq!(statut(e, &lea, hers, lived).expect("sent again"), 2);
        let opened = lea.opens(hers).expect("opens");
        assert_eq!(
            (opened.statut, opened.suivi.fin, opened.suivi.sortie),
            (Statut::FinAccompagnement, Some((TODAY, 1)), Some(0))
        );
        assert_eq!(listed(&lea, "statut=fin-accompagnement"), [hers]);
        lea.records(hers, "elle repasse nous voir").expect("records");
        assert_eq!(lea.opens(hers).expect("opens").statut, Statut::FinAccompagnement, "no contact reopens by itself");
        e.reboot();
        let lea = e.signs_in("lea");
        assert_eq!(listed(&lea, "statut=fin-accompagnement"), [hers]);
        assert_eq!(statut(e, &lea, hers, StatutSaisi::Reprise).expect("takes up again"), 4);
        let opened = lea.opens(hers).expect("opens");
        assert_eq!((opened.statut, opened.suivi.fin, opened.suivi.sortie), (Statut::Actif, None, None));

        // Six months later nothing was written, and both sleep; a médiation does not wake, a call does.
        let turn = 28 * 86_400_000;
        let mut later = 0;
        let mut lea = lea;
        // An account that nobody uses for long sleeps too: she comes every month.
        for _ in 0..7 {
            later += turn;
            DECALAGE.fetch_add(turn, std::sync::atomic::Ordering::Relaxed);
            lea = e.signs_in("lea");
        }
        let call = |genre, jour| EvenementSaisi { genre, date: jour, ..entretien("appel") };
        let there = date(2027, 6, 1);
        let asleep = listed(&lea, "statut=en-veille");
        let mediation = GenreEvenement::from_key("mediation").expect("a kind");
        panel(e, &lea, other, call(mediation, there)).expect("records");
        let still = lea.opens(other).expect("opens").suivi;
        panel(e, &lea, other, call(GenreEvenement::TELEPHONE, there)).expect("records");
        let awake = lea.opens(other).expect("opens").suivi;
        let at_last = listed(&lea, "statut=en-veille");
        DECALAGE.fetch_sub(later, std::sync::atomic::Ordering::Relaxed);
        assert_eq!(asleep.len(), 2, "nothing flips at night, and yet");
        assert_eq!((still.statut, still.contact), (Statut::EnVeille, Some(date(2026, 10, 5))));
        assert_eq!(
            (awake.statut, awake.contact, awake.veille_le),
            (Statut::Actif, Some(there), Some(date(2027, 12, 2)))
        );
        assert_eq!(at_last, [hers]);
    });
}

#[test]
fn the_head_keeps_the_last_contact_that_counts() {
    let e = Essai::on_sqlite(1);
    let hers = e.of("lea")[0];
    let lea = e.signs_in("lea");
    let mut random = 20_261_123_u64;
    let mut below = |n: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % n
    };
    let kinds: Vec<GenreEvenement> = GenreEvenement::all().collect();
    let mut expected = date(2026, 10, 5);
    for turn in 0..40 {
        let genre = kinds[below(kinds.len() as u64) as usize];
        let jour = TODAY.saturating_sub(jiff::Span::new().days(below(700) as i64));
        let saisi = EvenementSaisi { genre, date: jour, ..entretien(&format!("panneau {turn}")) };
        panel(&e, &lea, hers, saisi).expect("records");
        expected = if genre.reactive() { expected.max(jour) } else { expected };
        if turn % 5 == 0 {
            lea.modifies(hers, &[(Champ::Voie, "1 rue des Essais", "1 rue des Essais")]).expect("nothing to write");
            confirme(&e, &lea, hers, Groupe::Contact).expect("confirms");
        }
        assert_eq!(lea.opens(hers).expect("opens").suivi.contact, Some(expected), "turn {turn}");
    }
    let kept = "select max(contact) from entete where exists (select 1 from dossier d where d.id = entete.dossier \
                and d.etat = entete.etat and d.etat > 20)";
    assert_eq!(e.number(kept), i64::from(coffre::fiche::days(expected)));
}

#[test]
fn a_group_is_as_fresh_as_its_last_word() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let of = |who: &Personne, groupe: Groupe| {
            let found = who.opens(hers).expect("opens").fraicheurs.into_iter().find(|f| f.groupe == groupe);
            found.map(|f| (f.jour, f.agent.map(|a| a.expose().to_owned())))
        };
        let made = date(2026, 10, 14);
        assert_eq!(of(&lea, Groupe::Contact), Some((made, None)), "as old as the dossier");
        assert_eq!(of(&lea, Groupe::Mobilite), None, "nothing was ever said of it");
        assert_eq!(confirme(e, &karine, hers, Groupe::Contact).expect("one gesture"), 2);
        assert_eq!(confirme(e, &karine, hers, Groupe::Contact).expect("twice is once"), 2);
        assert_eq!(of(&lea, Groupe::Contact), Some((TODAY, Some("karine".into()))));
        assert_eq!(of(&lea, Groupe::Emploi), Some((made, None)), "no other group");
        // To write is to confirm.
        lea.modifies(hers, &[(Champ::Permis, "", "b")]).expect("writes");
        assert_eq!(of(&karine, Groupe::Mobilite), Some((TODAY, Some("lea".into()))));
        for groupe in [Groupe::Logement, Groupe::Banque, Groupe::Suivi] {
            assert_eq!(wrong(confirme(e, &lea, hers, groupe)), [("groupe", "groupe-inconnu")], "{groupe:?}");
        }
        // Those of C5 and C6, by their own form; the date of C5 stands in its record and nowhere else.
        let rows = "select count(*) from ligne where genre = 5 and etat > 1";
        let before = e.number(rows);
        written(modify_class(e, &lea, hers, "delicat", &[], vec![Groupe::Logement]));
        assert_eq!(e.number(rows), before);
        written(modify_class(e, &lea, hers, "argent", &[], vec![Groupe::Banque]));
        assert_eq!(e.number(rows), before + 1);
        let stamped = |classe: &str| {
            let shown = unfold(e, &karine, hers, classe).fraicheurs;
            shown.into_iter().map(|f| (f.groupe, f.jour)).collect::<Vec<_>>()
        };
        assert_eq!(stamped("delicat"), [(Groupe::Logement, TODAY)]);
        assert_eq!(stamped("argent"), [(Groupe::Banque, TODAY)]);
        lea.records_panel(hers, EvenementSaisi { delicat: Clair::new("x"), ..entretien("x") }).expect("records");
        assert_eq!(stamped("delicat"), [(Groupe::Logement, TODAY)], "a note keeps the stamps");
        e.reboot();
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn two_people_in_one_more_class_lose_nothing_of_either() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let housed = unfold(e, &lea, hers, "delicat").champs.into_iter().find(|(c, _)| *c == Champ::Logement);
        let housed = housed.expect("said at the console").1.expose().to_owned();
        let (mine, hers_too) = ((Champ::Logement, &*housed, "chrs"), (Champ::Rqth, "", "en-cours"));
        let rqth = domaine::catalogue::Catalogue::get("rqth").expect("a list").valeurs()[0].cle;
        let _ = hers_too;
        assert_eq!(written(modify_class(e, &lea, hers, "delicat", &[mine], vec![])).0, 2);
        assert_eq!(written(modify_class(e, &karine, hers, "delicat", &[(Champ::Rqth, "", rqth)], vec![])).0, 3);
        let both = modify_class(e, &karine, hers, "delicat", &[(Champ::Logement, &housed, "foyer")], vec![]);
        let Modified::Conflits(conflits) = both.expect("answers") else { panic!("both changed it") };
        assert_eq!(conflits.champs, [(Champ::Logement, Clair::new("foyer"))]);
        assert!(conflits.opened.champs.contains(&(Champ::Logement, Clair::new("chrs"))));
        assert!(conflits.opened.champs.contains(&(Champ::Rqth, Clair::new(rqth))), "nothing of the other was lost");
        // Identifiers: a wrong key is kept and told; what a paper cannot say is refused; each is a reveal.
        let nir = e.run(e.coffre().reveal(&road(&lea, hers, "identifiants"), hers)).expect("reveals").champs;
        let nir = nir.iter().find(|(c, _)| *c == Champ::Nir).expect("there").1.expose().to_owned();
        let reveals = e.count(Kind::Reveal);
        let typed = modify_class(e, &lea, hers, "identifiants", &[(Champ::Nir, &nir, "203077511500017")], vec![]);
        assert_eq!(written(typed).1, [(Champ::Nir, Raison::NirCle)]);
        let short = modify_class(e, &lea, hers, "identifiants", &[(Champ::Nir, "203077511500017", "2030")], vec![]);
        assert_eq!(wrong(short), [("nir", "nir-longueur")]);
        assert_eq!(e.count(Kind::Reveal), reveals + 1);
        // What another class holds is not carried by this road.
        let stranger = modify_class(e, &lea, hers, "argent", &[(Champ::Telephone, "", "0639980001")], vec![]);
        assert_eq!(wrong(stranger), [("telephone", "champ-interdit")]);
        // The phone still finds her: tokens of what was not opened stand as they were.
        assert_eq!(lea.searches("0639900000").expect("searches").total, 1);
        assert!(e.run(e.coffre().sweep()).expect("sweeps").ecarts.is_empty());
    });
}

#[test]
fn the_front_desk_reaches_people_and_knows_nothing_else() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let (lea, accueil) = (e.signs_in("lea"), e.signs_in("accueil"));
        lea.modifies(
            hers,
            &[
                (Champ::NePasContacterParents, "", "oui"),
                (Champ::Representant1Telephone, "", "0639980077"),
                (Champ::CanauxDangereux, "", "courrier"),
            ],
        )
        .expect("writes");
        let asks =
            |who: &Personne| e.run(e.coffre().contact(&who.request("GET", &format!("/dossiers/{hers}/contact")), hers));
        let seen = asks(&accueil).expect("sees");
        let is_right = |champ: &Champ| match champ.classe() {
            Classe::Identite => champ.groupe() == Groupe::Identite,
            Classe::Contact => champ.groupe() == Groupe::Contact || *champ == Champ::NePasContacterParents,
            _ => false,
        };
        assert!(seen.champs.iter().all(|(champ, _)| is_right(champ)), "{:?}", seen.champs);
        assert!(seen.champ(Champ::NePasContacterParents).is_some() && seen.champ(Champ::CanauxDangereux).is_some());
        assert!(seen.champ(Champ::Representant1Telephone).is_none());
        let entry = e.entries(Kind::Opening).pop().expect("one");
        assert_eq!((entry.classes, entry.purpose), (classes::C1 | classes::C2, Purpose::Contact as u8));

        let change = |who: &Personne, champs: &[(Champ, &str, &str)]| {
            let form: Vec<ChampModifie> = modifies(champs);
            e.run(e.coffre().modify_contact(&road(who, hers, "contact"), hers, form))
        };
        let phone = [(Champ::Telephone, "0639900000", "06 39 98 00 09")];
        let etat = seen.etat;
        assert_eq!(written(change(&accueil, &phone)).0, etat + 1);
        assert_eq!(lea.searches("0639980009").expect("searches").total, 1, "found by it at once");
        for champ in [Champ::Prenom, Champ::NePasContacterParents, Champ::Situation] {
            assert_eq!(wrong(change(&accueil, &[(champ, "", "x")])), [(champ.key(), "champ-interdit")]);
        }
        let late = change(&lea, &[(Champ::Telephone, "0639900000", "0639980010")]);
        let Modified::Conflits(conflits) = late.expect("answers") else { panic!("both changed it") };
        assert_eq!(conflits.opened.champ(Champ::Telephone).map(Clair::expose), Some("0639980009"));
        assert_eq!(refusal(accueil.opens(hers)), Refusal::Role);
        assert_eq!(refusal(asks(&e.signs_in("marc")).map(|_| ())), Refusal::Introuvable);
        assert_eq!(refusal(asks(&e.signs_in("gestionnaire")).map(|_| ())), Refusal::Role);
    });
}

#[test]
fn a_rendez_vous_becomes_its_evenement_in_one_gesture_and_the_next_is_booked_once() {
    Essai::on_each_engine(1, |e| {
        let hers = e.of("lea")[0];
        let lea = e.signs_in("lea");
        let me = e.agent("lea");
        let at = |jour, debut| RendezVousSaisi {
            agent: me,
            plage: Plage::new(jour, debut, debut + 45).expect("a stretch"),
            site: 0,
            objet: 2,
            texte: Clair::default(),
            recurrence: None,
            force: false,
        };
        let first = EvenementSaisi { etat: Some(1), suivant: Some(at(TODAY, 15 * 60)), ..entretien("Premier point.") };
        let done = panel(e, &lea, hers, first.clone()).expect("records");
        assert!(matches!(done.suivant, Some(Booked::Fait(_, 1))), "{done:?}");
        e.reboot();
        // Sent again, nothing is doubled: neither the evenement nor the rendez-vous.
        panel(e, &lea, hers, first).expect("is known");
        let opened = lea.opens(hers).expect("opens");
        assert_eq!((opened.etat, opened.evenements.len(), opened.presences.len()), (2, 2, 1));
        let Quoi::RendezVous { id, statut, .. } = opened.presences[0].quoi else { panic!("a rendez-vous") };
        assert_eq!(statut, StatutRdv::Planifie);
        let facts = e.entries(Kind::Explanation);
        assert_eq!(facts.len(), 1, "said once");

        // Afternoon: one gesture, without a word; then the words.
        DECALAGE.fetch_add(5 * 3_600_000, std::sync::atomic::Ordering::Relaxed);
        let lea = e.signs_in("lea");
        let present = EvenementSaisi { rendez_vous: Some(id), date: TODAY, duree: 45, ..entretien("") };
        let one = panel(e, &lea, hers, present.clone());
        let twice = panel(e, &lea, hers, present.clone());
        let told = EvenementSaisi { texte: Clair::new("Elle est venue avec son frère."), ..present.clone() };
        let told = panel(e, &lea, hers, told);
        let karine = e.signs_in("karine");
        let hers_too = EvenementSaisi { texte: Clair::new("Vu aussi."), ..present };
        let other = panel(e, &karine, hers, hers_too);
        let unknown = EvenementSaisi { rendez_vous: Some(domaine::RendezVousId([9; 16])), ..entretien("x") };
        let unknown = panel(e, &lea, hers, unknown);
        let past = EvenementSaisi { suivant: Some(at(HIER, 600)), ..entretien("x") };
        let past = panel(e, &lea, hers, past);
        let opened = lea.opens(hers).expect("opens");
        DECALAGE.fetch_sub(5 * 3_600_000, std::sync::atomic::Ordering::Relaxed);
        assert_eq!((one.expect("one gesture").etat, twice.expect("twice is once").etat), (3, 3));
        assert_eq!(told.expect("completes").etat, 4);
        assert_eq!(wrong(other), [("rendez-vous", "rendez-vous-deja")], "her words go back to her, not over Léa's");
        assert_eq!(opened.evenements.len(), 3);
        let became = opened.evenements.iter().find(|one| one.rendez_vous == Some(id)).expect("there");
        assert_eq!(became.texte.expose(), "Elle est venue avec son frère.");
        let Quoi::RendezVous { statut, .. } = opened.presences[0].quoi else { panic!("a rendez-vous") };
        assert_eq!(statut, StatutRdv::Present);
        assert_eq!(wrong(unknown), [("rendez-vous", "rendez-vous-inconnu")]);
        assert_eq!(wrong(past).len(), 1);
        assert_eq!(opened.etat, 4, "nothing was written beside a wrong rendez-vous");
    });
}

#[test]
fn a_row_of_any_kind_that_was_touched_is_found() {
    for (what, text) in [
        ("evenement", "update ligne set contenu = (select contenu from ligne where genre = 3 limit 1) where genre = 2"),
        ("situation", "update ligne set contenu = (select contenu from ligne where genre = 2 limit 1) where genre = 3"),
        ("end of a situation", "update ligne set fin = fin + 1 where genre = 3"),
        ("state of a proposition", "update ligne set code = 2 where genre = 4"),
        ("term of a proposition", "update ligne set fin = 20000 where genre = 4"),
        ("freshness", "update ligne set jour = jour + 1 where genre = 5"),
        ("freshness gone", "delete from ligne where genre = 5"),
        ("contact", "update entete set contact = contact - 200 where contact > 0"),
        ("end", "update entete set fin = 20000, motif = 1"),
        ("motif", "update entete set motif = 3"),
    ] {
        Essai::on_each_engine(1, |e| {
            let hers = e.of("lea")[0];
            let lea = e.signs_in("lea");
            let saisi =
                EvenementSaisi { propositions: vec![offre(1)], situation: Some(emploi(HIER)), ..entretien("x") };
            panel(e, &lea, hers, saisi).expect("records");
            confirme(e, &lea, hers, Groupe::Contact).expect("confirms");
            lea.opens(hers).expect("opens");
            let statement = Statement::new(what, text);
            assert!(e.base.write_blocking(move |tx| tx.exec(&statement, &[])).expect("writes") > 0, "{what}");
            let found = e.count(Kind::Integrity);
            assert!(matches!(refusal(lea.opens(hers)), Refusal::Integrite { .. }), "{what}");
            assert_eq!(e.count(Kind::Integrity), found + 1, "{what}");
        });
    }
}
