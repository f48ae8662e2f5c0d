//! Who accompanies whom: replacements that end by themselves, dossiers that change hands, and what is to be put right.

use coffre::face::{
    ARevoir, Affecte, Error, Explication, GesteRemplacement, MOIS_MAX, Qualite, QualiteLue, Refusal, RendezVousSaisi,
    Repartition, VueQualite,
};
use domaine::agenda::Plage;
use domaine::fuseau::Fuseau;
use domaine::{AgentId, Clair, DossierId, RemplacementId, Statut};
use droits::Role;
use droits::budget::explanation;
use jiff::civil::{Date, date};
use journal::entry::{Decision, Kind};

use crate::essai::{AILLEURS, Essai, Gens, ICI, Personne, alone, refusal, wait_hours};

mod fraicheur;

/// The Monday on which the tests take place, at one in the afternoon in Paris.
const LUNDI: Date = date(2026, 11, 23);

/// Three who accompany, so that two directions may want two things.
const EQUIPE: [Gens; 7] = [
    ("lea", Role::Conseiller, ICI),
    ("karine", Role::Conseiller, ICI),
    ("nadia", Role::Conseiller, ICI),
    ("accueil", Role::Accueil, ICI),
    ("gestionnaire", Role::Gestionnaire, ICI),
    ("direction", Role::Direction, ICI),
    ("marc", Role::Conseiller, AILLEURS),
];

#[test]
fn a_replacement_explains_and_ends_at_its_instant() {
    alone("repartition::a_replacement_explains_and_ends_at_its_instant", || {
        let e = Essai::on_sqlite(4);
        let hers = e.of("lea");
        let (karine, direction) = (e.signs_in("karine"), e.signs_in("direction"));
        let why = |who: &Personne, dossier| who.opens(dossier).expect("opens").explique.explication;
        assert_eq!(why(&karine, hers[0]), Explication::Aucune);
        e.takes_over(&direction, "lea", Some("karine"), LUNDI).expect("entrusted for the day");
        let fact = e.entries(Kind::Explanation).pop().expect("an entry");
        assert_eq!((fact.decision, fact.explanation), (Decision::Granted, explanation::REMPLACEMENT));
        assert_eq!((fact.subject, fact.object), ([0; 16], e.pseudonym(karine.login)));
        assert_eq!(fact.until, Fuseau::Paris.instant(LUNDI, 1440), "the midnight that ends its last day");
        assert_eq!(why(&karine, hers[1]), Explication::Remplacement);
        let opening = e.entries(Kind::Opening).pop().expect("an entry");
        assert_eq!(opening.explanation, explanation::REMPLACEMENT);
        // Stated by another person: names are whole at once.
        let page = karine.lists(&format!("de={}", e.agent("lea")), 1).expect("lists");
        assert!(page.liste.lignes.iter().all(|ligne| !ligne.masquee));
        assert_eq!(page.remplacements.iter().map(|r| r.jusqu_au).collect::<Vec<_>>(), [LUNDI]);
        assert_eq!(why(&karine, hers[2]), Explication::Remplacement);
        // Midnight in Paris is eleven hours away.
        wait_hours(11);
        let karine = e.signs_in("karine");
        assert_eq!(why(&karine, hers[3]), Explication::Aucune);
        let page = karine.lists(&format!("de={}", e.agent("lea")), 1).expect("lists");
        assert!(page.liste.lignes.iter().all(|ligne| ligne.masquee) && page.remplacements.is_empty());
    });
}

#[test]
fn one_takes_over_oneself_and_is_seen() {
    Essai::on_each_engine(3, |e| {
        let hers = e.of("lea");
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let id = e.takes_over(&karine, "lea", None, date(2026, 12, 4)).expect("takes over");
        assert_eq!(karine.opens(hers[0]).expect("opens").explique.explication, Explication::Remplacement);
        // What she stated for herself shows no whole name before a day has passed.
        let page = karine.lists(&format!("de={}", e.agent("lea")), 1).expect("lists");
        assert!(page.liste.lignes.iter().all(|ligne| ligne.masquee));
        // Both of them find it, and either may end it.
        let of_lea = lea.lists("", 1).expect("lists").remplacements;
        assert_eq!(of_lea.iter().map(|r| (r.id, r.terminable)).collect::<Vec<_>>(), [(id, true)]);
        // Said again with another day: one line, the last word.
        assert_eq!(e.takes_over(&karine, "lea", None, date(2026, 12, 11)).expect("longer"), id);
        assert_eq!(e.team(&lea).expect("the team").remplacements[0].jusqu_au, date(2026, 12, 11));
        e.reboot();
        e.gives_back(&lea, id).expect("she is back");
        assert_eq!(karine.opens(hers[1]).expect("opens").explique.explication, Explication::Aucune);
        assert!(e.team(&lea).expect("the team").remplacements.is_empty());
    });
}

#[test]
fn who_replaces_whom_has_limits() {
    Essai::on_each_engine(1, |e| {
        let (lea, karine, direction) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("direction"));
        let day = |n: i64| LUNDI.saturating_add(jiff::Span::new().days(n));
        assert_eq!(refusal(e.takes_over(&lea, "lea", Some("karine"), day(1))), Refusal::Role, "not for a colleague");
        for (par, de, until, expected) in [
            (None, "lea", day(1), &["par"][..]),
            (None, "marc", day(1), &["de"]),
            (None, "karine", day(61), &["jusqu-au"]),
            (None, "marc", day(-1), &["de", "jusqu-au"]),
        ] {
            check_faults(e.takes_over(&lea, de, par, until), expected);
        }
        check_faults(e.takes_over(&direction, "lea", Some("accueil"), day(1)), &["par"]);
        check_faults(e.takes_over(&direction, "lea", Some("marc"), day(1)), &["par"]);
        e.takes_over(&lea, "karine", None, day(60)).expect("the last day is included");
        // Neither of the two, nor a direction: she does not end it.
        let id = e.takes_over(&direction, "lea", Some("karine"), day(2)).expect("entrusted");
        let marc = e.signs_in("marc");
        assert_eq!(refusal(e.gives_back(&marc, id)), Refusal::Introuvable);
        assert_eq!(refusal(e.gives_back(&karine, RemplacementId([9; 16]))), Refusal::Introuvable);
        for nobody in ["accueil", "gestionnaire", "dpo"] {
            let (nobody, refusals) = (e.signs_in(nobody), e.count(Kind::Refusal));
            assert_eq!(refusal(e.takes_over(&nobody, "lea", None, day(1))), Refusal::Role);
            assert_eq!(refusal(e.team(&nobody)), Refusal::Role);
            assert_eq!(e.count(Kind::Refusal), refusals + 2, "both refusals are journalled");
        }
    });
}

#[test]
fn who_takes_everybody_over_is_refused_at_the_third() {
    for base in coffre::base::essai::bases() {
        let gens: &[Gens] = &[
            ("lea", Role::Conseiller, ICI),
            ("karine", Role::Conseiller, ICI),
            ("nadia", Role::Conseiller, ICI),
            ("sonia", Role::Conseiller, ICI),
            ("direction", Role::Direction, ICI),
            ("marc", Role::Conseiller, AILLEURS),
        ];
        let e = Essai::with_gens(base, 1, gens);
        let (karine, direction) = (e.signs_in("karine"), e.signs_in("direction"));
        let until = date(2026, 12, 4);
        let id = e.takes_over(&karine, "lea", None, until).expect("one");
        e.takes_over(&karine, "nadia", None, until).expect("two");
        assert_eq!(refusal(e.takes_over(&karine, "sonia", None, until)), Refusal::Faits);
        e.gives_back(&karine, id).expect("gives one back");
        assert_eq!(refusal(e.takes_over(&karine, "sonia", None, until)), Refusal::Faits, "the week counts");
        e.takes_over(&direction, "sonia", Some("karine"), until).expect("a direction entrusts");
    }
}

#[test]
fn forty_change_hands_and_one_had_already() {
    for base in coffre::base::essai::bases() {
        let mut e = Essai::with_gens(base, 40, &EQUIPE);
        let hers = e.of("lea");
        let direction = e.signs_in("direction");
        let (of_lea, of_karine, of_nadia) = (e.agent("lea"), e.agent("karine"), e.agent("nadia"));
        let moved = e.entrusts(&direction, hers[5], of_lea, of_nadia).expect("entrusts");
        assert!(matches!(moved, Affecte::Fait));
        let mut told = Vec::new();
        for dossier in &hers {
            match e.entrusts(&direction, *dossier, of_lea, of_karine).expect("answers") {
                Affecte::Fait => {}
                Affecte::Deja(nom) => told.push((*dossier, nom.map(|n| n.expose().to_owned()))),
            }
        }
        assert_eq!(told, [(hers[5], Some("nadia".to_owned()))], "the one that somebody else had entrusted meanwhile");
        // The fact, then the head of the dossier: no class was opened, none written.
        let facts = e.entries(Kind::Explanation);
        assert!(facts.iter().all(|f| f.explanation == explanation::AFFECTATION && f.decision == Decision::Granted));
        let writes: Vec<_> = e.entries(Kind::Write).into_iter().filter(|w| w.login == direction.login).collect();
        assert_eq!((facts.len(), writes.len()), (40, 40));
        assert!(writes.iter().all(|w| (w.classes, w.fields, w.etat) == (0, 0, 2)));
        assert_eq!(e.count(Kind::Opening), 0);
        let counts = |e: &Essai| {
            let team = e.team(&direction).expect("the team");
            team.lignes.iter().map(|l| (l.nom.expose().to_owned(), l.total())).collect::<Vec<_>>()
        };
        let expected = [("karine".to_owned(), 79), ("lea".to_owned(), 0), ("nadia".to_owned(), 1)];
        assert_eq!(counts(&e), expected);
        e.reboot();
        assert_eq!(counts(&e), expected, "the same, read anew");
        // Whole in every sense: it opens, and explains to whom it was entrusted.
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        assert_eq!(karine.opens(hers[0]).expect("opens").explique.explication, Explication::Portefeuille);
        assert_eq!(lea.opens(hers[0]).expect("opens").explique.explication, Explication::Aucune);
        // Given back; asked twice, it is done already.
        for _ in 0..2 {
            let back = e.entrusts(&direction, hers[0], of_karine, of_lea).expect("entrusts");
            assert!(matches!(back, Affecte::Fait));
        }
        assert_eq!(lea.opens(hers[0]).expect("opens").explique.explication, Explication::Portefeuille);
        e.stop();
    }
}

#[test]
fn only_a_direction_entrusts() {
    Essai::on_each_engine(1, |e| {
        let (hers, his) = (e.of("lea")[0], e.of("marc")[0]);
        let direction = e.signs_in("direction");
        let (of_lea, of_karine, of_marc) = (e.agent("lea"), e.agent("karine"), e.agent("marc"));
        for nobody in ["lea", "karine", "accueil", "gestionnaire", "vigie"] {
            let (nobody, refusals) = (e.signs_in(nobody), e.count(Kind::Refusal));
            assert_eq!(refusal(e.entrusts(&nobody, hers, of_lea, of_karine)), Refusal::Role, "{}", nobody.nom);
            assert_eq!(e.count(Kind::Refusal), refusals + 1);
        }
        for foreign in [his, DossierId([9; 16])] {
            assert_eq!(refusal(e.entrusts(&direction, foreign, of_marc, of_karine)), Refusal::Introuvable);
        }
        for wrong in [of_marc, e.agent("accueil"), e.agent("direction"), AgentId([9; 16])] {
            check_faults(e.entrusts(&direction, hers, of_lea, wrong), &["vers"]);
        }
        assert_eq!(e.count(Kind::Write), e.dossiers.len(), "only those of the console");
        let page = direction.request("GET", &format!("/repartition/{of_marc}"));
        assert_eq!(refusal(e.run(e.coffre().portefeuille_de(&page, of_marc, None, 1))), Refusal::Introuvable);
    });
}

#[test]
fn a_direction_sees_masked_people_and_a_page_is_an_entry() {
    Essai::on_each_engine(3, |e| {
        let (of_lea, direction) = (e.agent("lea"), e.signs_in("direction"));
        let request = direction.request("GET", &format!("/repartition/{of_lea}"));
        let page = e.run(e.coffre().portefeuille_de(&request, of_lea, None, 1)).expect("a page");
        assert_eq!((page.liste.total, page.liste.lignes.iter().filter(|l| l.masquee).count()), (3, 3));
        assert_eq!(page.vers.iter().map(|(id, ..)| *id).collect::<Vec<_>>(), [e.agent("karine")]);
        assert_eq!(e.entries(Kind::ResultPage).pop().map(|p| p.count), Some(3));
        // A conseillère reads it, and entrusts nothing.
        let karine = e.signs_in("karine");
        let request = karine.request("GET", &format!("/repartition/{of_lea}"));
        assert!(
            e.run(e.coffre().portefeuille_de(&request, of_lea, Some(Statut::Actif), 1))
                .expect("a page")
                .vers
                .is_empty()
        );
    });
}

#[test]
fn every_count_is_the_length_of_its_list() {
    alone("repartition::every_count_is_the_length_of_its_list", || {
        for base in coffre::base::essai::bases() {
            let mut e = Essai::with_gens(base, 3, &EQUIPE);
            let lea = e.signs_in("lea");
            e.expects_today(&lea, e.of("lea")[0], "lea", 840);
            e.expects_today(&lea, e.of("karine")[0], "karine", 900);
            let karine_one = e.of("karine")[1];
            let direction = e.signs_in("direction");
            e.entrusts(&direction, karine_one, e.agent("karine"), e.agent("nadia")).expect("entrusts");
            wait_hours(4);
            let (direction, lea) = (e.signs_in("direction"), e.signs_in("lea"));
            let all = e.quality(&direction, None);
            let at = |quoi| ARevoir::ALL.iter().position(|one| *one == quoi).expect("one of them");
            assert_eq!(all.total[at(ARevoir::RendezVous)], 2, "over, and nobody said what became of them");
            assert_eq!((all.courants, all.structure_entiere, all.lignes.len()), (6, true, 3));
            assert_eq!(all.mois.iter().sum::<usize>(), all.courants);
            for (quoi, combien) in ARevoir::ALL.into_iter().zip(all.total) {
                assert_eq!(e.listed(&direction, quoi, None), combien, "{quoi:?}");
            }
            for (n, combien) in (0..=MOIS_MAX).zip(all.mois) {
                assert_eq!(e.listed(&direction, ARevoir::Mois(n), None), combien, "month {n}");
            }
            for ligne in &all.lignes {
                for (quoi, combien) in ARevoir::ALL.into_iter().zip(ligne.combien) {
                    assert_eq!(e.listed(&direction, quoi, Some(ligne.de.0)), combien, "{quoi:?}");
                }
            }
            // A conseillère sees her own, and nobody compares her with anybody.
            let own = e.quality(&lea, None);
            assert_eq!((own.courants, own.structure_entiere, own.lignes.len()), (3, false, 0));
            assert_eq!(own.total[at(ARevoir::RendezVous)], 1);
            for (quoi, combien) in ARevoir::ALL.into_iter().zip(own.total) {
                assert_eq!(e.listed(&lea, quoi, None), combien, "{quoi:?}");
            }
            let other = VueQualite { de: Some(e.agent("karine")), ..VueQualite::default() };
            assert_eq!(refusal(e.looks_at(&lea, other)), Refusal::Introuvable);
            let marc = e.signs_in("marc");
            assert_eq!(
                refusal(e.looks_at(&marc, VueQualite { de: Some(e.agent("lea")), ..VueQualite::default() })),
                Refusal::Introuvable
            );
            for nobody in ["accueil", "gestionnaire"] {
                assert_eq!(refusal(e.looks_at(&e.signs_in(nobody), VueQualite::default())), Refusal::Role);
            }
            e.stop();
        }
    });
}

impl Essai {
    fn takes_over(&self, qui: &Personne, de: &str, par: Option<&str>, jusqu_au: Date) -> Result<RemplacementId, Error> {
        let (de, par) = (self.agent(de), par.map(|par| self.agent(par)));
        self.replaces(qui, GesteRemplacement::Reprend { de, par, jusqu_au })
    }

    fn gives_back(&self, qui: &Personne, id: RemplacementId) -> Result<RemplacementId, Error> {
        self.replaces(qui, GesteRemplacement::Termine(id))
    }

    fn replaces(&self, qui: &Personne, geste: GesteRemplacement) -> Result<RemplacementId, Error> {
        let request = qui.request_with("POST", "/remplacements", b"a form");
        self.run(self.coffre().replace(&request, geste))
    }

    fn team(&self, qui: &Personne) -> Result<Repartition, Error> {
        self.run(self.coffre().repartition(&qui.request("GET", "/repartition")))
    }

    fn entrusts(&self, qui: &Personne, dossier: DossierId, de: AgentId, vers: AgentId) -> Result<Affecte, Error> {
        let request = qui.request_with("POST", &format!("/repartition/{dossier}"), b"a form");
        self.run(self.coffre().affect(&request, dossier, de, vers))
    }

    fn looks_at(&self, qui: &Personne, vue: VueQualite) -> Result<QualiteLue, Error> {
        self.run(self.coffre().qualite(&qui.request("GET", "/qualite"), vue))
    }

    fn quality(&self, qui: &Personne, de: Option<AgentId>) -> Qualite {
        match self.looks_at(qui, VueQualite { de, ..VueQualite::default() }).expect("the counts") {
            QualiteLue::Comptes(qualite) => *qualite,
            QualiteLue::Liste(_) => panic!("a list was not asked for"),
        }
    }

    /// How many are on a list, its lines counted page by page.
    fn listed(&self, qui: &Personne, quoi: ARevoir, de: Option<AgentId>) -> usize {
        let (mut lines, mut total) = (0, 0);
        for page in 1..=4 {
            let QualiteLue::Liste(lue) = self.looks_at(qui, VueQualite { quoi: Some(quoi), de, page }).expect("a list")
            else {
                panic!("the counts were not asked for")
            };
            (lines, total) = (lines + lue.liste.lignes.len(), lue.liste.total);
        }
        assert_eq!(lines, total);
        total
    }

    fn expects_today(&self, qui: &Personne, dossier: DossierId, pour: &str, debut: u16) {
        let saisi = RendezVousSaisi {
            agent: self.agent(pour),
            plage: Plage::de(LUNDI, debut, 45).expect("a stretch"),
            site: 0,
            objet: 2,
            texte: Clair::default(),
            recurrence: None,
            force: false,
        };
        let request = qui.request_with("POST", &format!("/agenda/{dossier}"), b"a form");
        self.run(self.coffre().book(&request, dossier, saisi)).expect("books");
    }
}

/// The fields that are to be corrected.
fn check_faults<T>(answer: Result<T, Error>, expected: &[&str]) {
    match answer {
        Err(Error::Saisie(wrong)) => assert_eq!(wrong.iter().map(|w| w.champ).collect::<Vec<_>>(), expected),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("it was written"),
    }
}
