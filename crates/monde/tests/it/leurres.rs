//! Decoys: who opens one is written first, then cut, on both sides; nothing that lists, counts or compares ever meets one; and nobody
//! who holds the base tells one from a dossier that nothing happened to.

use std::collections::HashSet;

use coffre::base::Statement;
use coffre::base::essai::bases;
use coffre::face::{Created, FileAlertes, Refusal, VueAlertes};
use coffre::leurres::Appat;
use coffre::vigie::Mesure;
use domaine::{Champ, DossierId};
use journal::entry::Kind;
use vigie::{Gravite, Normes, Vigie};

use crate::essai::{Essai, champ_of, refusal};

fn on_each_engine(each: usize, leurres: usize, test: impl Fn(&mut Essai)) {
    for base in bases() {
        let mut essai = Essai::with_leurres(base, each, leurres);
        assert_eq!(essai.leurres.len(), leurres, "as many as were asked for");
        test(&mut essai);
    }
}

/// The vigie hears the whole journal, and what rings is written, as `cairn serve` does.
fn vigie_hears(e: &Essai) -> usize {
    let mut vigie = Vigie::new(Normes::livrees());
    let rung: Vec<_> = (0..).zip(e.journal()).flat_map(|(at, entry)| vigie.take(at, &entry)).collect();
    for alerte in &rung {
        let mesure = if alerte.gravite == Gravite::CompteSuspendu { Mesure::Compte } else { Mesure::Aucune };
        e.run(e.coffre().restrain(alerte.entry(), mesure)).expect("written");
    }
    rung.iter().filter(|alerte| alerte.regle == 7).count()
}

#[test]
fn who_opens_a_decoy_is_written_first_then_cut_on_both_sides() {
    on_each_engine(3, 3, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        karine.opens(e.of("karine")[0]).expect("the neighbour opens her own");
        let seen = lea.opens(e.leurres[0]).expect("shown like any other: who steals must not notice");
        assert!(!champ_of(&seen, Champ::NomNaissance).is_empty() && !seen.historique.is_empty());
        lea.opens(e.of("lea")[1]).expect("and one that is hers");
        let touched = e.entries(Kind::Canary);
        assert_eq!((touched.len(), touched[0].rule, touched[0].actor), (1, 2, e.pseudonym(lea.login)));
        let opening = e.entries(Kind::Opening).into_iter().rev().nth(1).expect("an opening too");
        crate::etendue::says(e, &lea, [0, 1, 0], 1);
        assert_eq!((touched[0].subject, touched[0].login), (opening.subject, lea.login));
        assert_eq!(vigie_hears(e), 1);
        assert!(matches!(refusal(lea.opens(e.of("lea")[0])), Refusal::Login(_)));
        assert!(e.someone("lea").enters().is_err(), "her account is cut");
        karine.opens(e.of("karine")[1]).expect("the neighbour works on");
        e.reboot();
        assert!(e.someone("lea").enters().is_err(), "by the other side too, after a reboot");
        assert_eq!(e.count(Kind::Canary), 1, "honest work touches none");
    });
}

#[test]
fn nothing_is_shown_of_a_decoy_before_its_touch_stands() {
    on_each_engine(2, 1, |e| {
        let lea = e.signs_in("lea");
        e.contre.loses_the_answer_to(Kind::Canary);
        assert!(lea.opens(e.leurres[0]).is_err(), "not durable, not shown");
    });
}

#[test]
fn every_way_into_a_decoy_rings() {
    on_each_engine(2, 4, |e| {
        let lea = e.signs_in("lea");
        lea.prints(e.leurres[0]).expect("prints");
        assert_eq!(e.count(Kind::Canary), 1);
        lea.reveals(e.leurres[1]).expect("reveals");
        assert_eq!(e.count(Kind::Canary), 2);
        lea.records(e.leurres[2], "un mot").expect("writes");
        assert_eq!(e.count(Kind::Canary), 3);
        // What was written in it leaves it what it was.
        lea.modifies(e.leurres[3], &[(Champ::Prenom, "", "Capucine")]).ok();
        let all = lea.lists("de=structure", 1).map(|page| page.liste.total).unwrap_or(0);
        assert!(all <= 4, "no list has more than the four dossiers");
        e.reboot();
        let karine = e.signs_in("karine");
        assert_eq!(karine.lists("de=structure", 1).map_or(0, |page| page.sur), 4);
    });
}

#[test]
fn no_list_no_count_and_no_comparison_meets_a_decoy() {
    on_each_engine(4, 6, |e| {
        let (lea, karine, direction) = (e.signs_in("lea"), e.signs_in("karine"), e.signs_in("direction"));
        let decoys: HashSet<DossierId> = e.leurres.iter().copied().collect();
        for (who, query, expected) in
            [(&lea, "", 4), (&karine, "", 4), (&lea, "de=structure", 8), (&direction, "de=structure", 8)]
        {
            let page = who.lists(query, 1).expect("lists");
            assert_eq!((page.liste.total, page.sur), (expected, expected), "{} {query}", who.nom);
            assert!(page.liste.lignes.iter().all(|ligne| !decoys.contains(&ligne.dossier)));
        }
        // Who she is, as whoever opened one would know; karine types the same and is told nothing, and nothing rings.
        let marc = e.signs_in("lea");
        let seen = marc.opens(e.leurres[0]).expect("opens");
        let of = |champ| champ_of(&seen, champ);
        let (nom, prenom, naissance) = (of(Champ::NomNaissance), of(Champ::Prenom), of(Champ::Naissance));
        let (phone, mail) = (of(Champ::Telephone), of(Champ::Mail));
        let before = e.count(Kind::Canary);
        for query in [format!("{prenom} {nom}"), phone.clone(), mail.clone()] {
            let found = karine.searches(&query).expect("searches");
            assert!(found.lignes.iter().all(|ligne| !decoys.contains(&ligne.dossier)), "{query}");
        }
        let champs = [
            (Champ::NomNaissance, &*nom),
            (Champ::Prenom, &*prenom),
            (Champ::Naissance, &*naissance),
            (Champ::Telephone, &*phone),
            (Champ::Mail, &*mail),
        ];
        let found = karine.duplicates(&champs).expect("compares");
        assert!(found.lignes.iter().all(|(ligne, _)| !decoys.contains(&ligne.dossier)) && found.ailleurs.is_empty());
        let made = karine.tries_to_create(&champs, false).expect("creates");
        assert!(matches!(made, Created::Fait(_)), "nobody there is she");
        assert_eq!(e.count(Kind::Canary), before);
    });
}

#[test]
fn a_broad_search_shows_one_decoy_that_nobody_looks_for() {
    on_each_engine(36, 60, |e| {
        let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
        let decoys: HashSet<DossierId> = e.leurres.iter().copied().collect();
        let shown = |query: &str| -> Vec<_> {
            let found = karine.searches(query).expect("searches");
            let place = found.lignes.iter().position(|ligne| decoys.contains(&ligne.dossier));
            assert!(found.lignes.len() <= 10, "{query}: a page of answers, no more");
            place.map(|at| (at, found.lignes[at].clone())).into_iter().collect()
        };
        // First names are borne by two dozen each: such a search looks for nobody in particular.
        let broad: Vec<_> = ["Mathilde", "Yacine", "Océane"].iter().flat_map(|query| shown(query)).collect();
        assert!(!broad.is_empty(), "one at least");
        for (place, ligne) in &broad {
            assert!(ligne.masquee, "never as one of hers");
            let query = ligne.prenom.expose().to_owned();
            assert_ne!(ligne.referent.as_ref().map(|nom| nom.expose()), Some("karine"));
            let again = shown(&query);
            assert_eq!(again.first().map(|(at, l)| (*at, l.dossier)), Some((*place, ligne.dossier)), "the same, there");
            let honest = karine.searches(&query).expect("searches");
            let twins = honest.lignes.iter().filter(|other| other.nom.expose() == ligne.nom.expose());
            assert_eq!(twins.count(), 1, "nobody who answers looks like it");
        }
        assert_eq!(e.count(Kind::Canary), 0, "to be shown one is no fault");
        // A whole name, a birth date, a number, her own files: somebody is looked for.
        let one = e.dossiers.iter().rfind(|d| d.referent == "karine").expect("hers");
        for query in [one.nom.as_str(), "Mathilde 2004", "Mathilde 12/03/2004"] {
            assert!(shown(query).is_empty(), "{query}");
        }
        let hers = karine.searches_among("Mathilde", true).expect("searches");
        assert!(hers.lignes.iter().all(|ligne| !decoys.contains(&ligne.dossier)));
        // It is a line like any other, of the page and of the day.
        let page = e.entries(Kind::ResultPage).pop().expect("a page");
        assert!(page.unexplained > 0);
        lea.opens(broad[0].1.dossier).expect("a thief opens what comes");
        assert_eq!(e.count(Kind::Canary), 1);
    });
}

/// Numbers after the id of what [`VISIBLE`] reads, and which of them tells whether there is a NIR.
const FEATURES: usize = 20;
const NIRS: usize = 16;

/// What of a dossier is in clear, or seen from outside: sizes, times, counts, and where its rows lie.
const VISIBLE: &str = "select d.id, length(d.part), d.cree % 86400000, h.maj - d.cree, h.statut, h.contact, h.fin, h.motif, \
     length(t.contenu), length(h.digest), \
     (select count(*) from ligne l where l.dossier = d.id), \
     (select coalesce(sum(length(l.contenu)), 0) from ligne l where l.dossier = d.id), \
     (select coalesce(max(length(l.contenu)), 0) from ligne l where l.dossier = d.id and l.num = 0), \
     (select coalesce(max(length(l.contenu)), 0) from ligne l where l.dossier = d.id and l.num = 1), \
     (select coalesce(max(length(l.contenu)), 0) from ligne l where l.dossier = d.id and l.num = 2), \
     (select count(*) from jeton j where j.dossier = d.id), \
     (select count(*) from jeton j where j.dossier = d.id and j.genre = 1), \
     (select count(*) from jeton j where j.dossier = d.id and j.genre = 3), \
     (select count(*) from jeton j, jeton k where j.dossier = d.id and k.valeur = j.valeur), \
     (select count(*) from import_ligne i where i.dossier = d.id), \
     (select count(*) from entete o where o.referent = h.referent) \
     from dossier d join entete h on h.dossier = d.id and h.etat = d.etat \
     join etiquette t on t.dossier = d.id and t.etat = d.etat where d.structure = '59512S00' order by d.cree, d.id";

/// How often a decoy drawn at random has more of it than an ordinary dossier: 0.5 when it says nothing.
fn auc(decoys: &[f64], others: &[f64]) -> f64 {
    let won = |d: f64| {
        others
            .iter()
            .map(|o| {
                if d > *o {
                    1.0
                } else if d < *o {
                    0.0
                } else {
                    0.5
                }
            })
            .sum::<f64>()
    };
    decoys.iter().map(|d| won(*d)).sum::<f64>() / (decoys.len() * others.len()) as f64
}

/// A thief with the whole base learns on one half which dossiers are decoys, and guesses on the other half: by the best of all
/// features alone, and by the nearest neighbours in all of them.
fn guesses(seen: &[(DossierId, Vec<f64>)], decoys: &HashSet<DossierId>) -> [f64; 2] {
    let features = seen[0].1.len();
    let half = |parity: usize| seen.iter().enumerate().filter(move |(at, _)| at % 2 == parity).map(|(_, one)| one);
    let column = |parity, f: usize, is: bool| -> Vec<f64> {
        half(parity).filter(|(id, _)| decoys.contains(id) == is).map(|(_, of)| of[f]).collect()
    };
    let told = |parity, f| auc(&column(parity, f, true), &column(parity, f, false));
    let best =
        (0..features).max_by(|a, b| (told(0, *a) - 0.5).abs().total_cmp(&(told(0, *b) - 0.5).abs())).expect("some");
    let (learnt, found) = (told(0, best), told(1, best));
    let single = if learnt < 0.5 { 1.0 - found } else { found };

    let spread: Vec<f64> = (0..features)
        .map(|f| {
            let all: Vec<f64> = seen.iter().map(|(_, of)| of[f]).collect();
            let mean = all.iter().sum::<f64>() / all.len() as f64;
            (all.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / all.len() as f64).sqrt().max(1e-9)
        })
        .collect();
    let far = |a: &[f64], b: &[f64]| (0..features).map(|f| ((a[f] - b[f]) / spread[f]).powi(2)).sum::<f64>();
    let score = |of: &[f64]| {
        let mut near: Vec<(f64, bool)> = half(0).map(|(id, other)| (far(of, other), decoys.contains(id))).collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        near.iter().take(25).filter(|(_, is)| *is).count() as f64
    };
    let (mut hits, mut misses) = (Vec::new(), Vec::new());
    half(1).for_each(|(id, of)| if decoys.contains(id) { hits.push(score(of)) } else { misses.push(score(of)) });
    [single, auc(&hits, &misses)]
}

#[test]
fn nobody_tells_a_decoy_from_what_lies_on_the_disks() {
    // Drill R9 of the security notes: 0.55 at most. What chooses is learnt on one half and judged on the other, so that chance does
    // not pass for a tell.
    for base in bases() {
        let e = Essai::with_quiet(base, 2_000, 1_000);
        let decoys: HashSet<DossierId> = e.leurres.iter().copied().collect();
        assert!(decoys.len() > 900, "{} could be composed", decoys.len());
        let others: HashSet<DossierId> = e.dossiers.iter().map(|d| d.id).collect();
        let mut seen = visible(&e);
        seen.retain(|(id, _)| !others.contains(id));
        assert_eq!(seen.len(), 2_000 + decoys.len());
        let [single, neighbours] = guesses(&seen, &decoys);
        println!("{}: best feature {single:.3}, nearest neighbours {neighbours:.3}", e.engine);
        assert!(single <= 0.55 && neighbours <= 0.55, "best feature {single:.3}, nearest neighbours {neighbours:.3}");
    }
}

#[test]
fn the_classifier_sees_what_there_is_to_see() {
    // Dossiers of which something is to be seen: the same eyes find them.
    let e = Essai::with_quiet(bases().swap_remove(0), 400, 0);
    let seen = visible(&e);
    let of_nir: HashSet<DossierId> = seen.iter().filter(|(_, of)| of[NIRS] > 0.0).map(|(id, _)| *id).collect();
    let [single, neighbours] = guesses(&seen, &of_nir);
    assert!(single > 0.95 && neighbours > 0.9, "best feature {single:.3}, nearest neighbours {neighbours:.3}");
}

fn visible(e: &Essai) -> Vec<(DossierId, Vec<f64>)> {
    let statement = Statement::new("visible", VISIBLE);
    let read = e.base.read_blocking(move |tx| {
        let mut all = Vec::new();
        tx.each(&statement, &[], |row| {
            let id = DossierId(row.bytes(0)?.try_into().expect("an id"));
            all.push((id, (1..=FEATURES).map(|n| row.int(n).map(|v| v as f64)).collect::<Result<_, _>>()?));
            Ok(())
        })?;
        Ok(all)
    });
    read.expect("reads")
}

#[test]
fn a_secret_that_opens_nothing_rings_when_somebody_presents_it() {
    on_each_engine(1, 0, |e| {
        let laid: Vec<String> = Appat::ALL.iter().map(|appat| appat.lay(&e.base).expect("laid")).collect();
        let presents = |secret: &str| e.run(e.coffre().presented(secret)).expect("answered");
        presents("cairn_0000");
        presents(&"x".repeat(10_000));
        assert_eq!(e.count(Kind::Canary), 0, "what nobody laid is noise");
        // The address of an enrolment is answered as one that is over.
        let over = e.run(e.coffre().invitation("never-given")).map(drop);
        let found = e.run(e.coffre().invitation(&laid[0])).map(drop);
        assert_eq!(refusal(found), refusal(over));
        presents(&laid[1]);
        presents(&laid[1]);
        presents(&laid[2]);
        let touched: Vec<_> = e.entries(Kind::Canary).iter().map(|one| (one.rule, one.actor)).collect();
        assert_eq!(touched, [(3, [0; 16]), (4, [0; 16]), (5, [0; 16])], "each once a minute");
        assert_eq!(vigie_hears(e), 3);
        let vigie = e.signs_in("vigie");
        let vue = VueAlertes { file: FileAlertes::ARevoir, page: 1, presse: |_| true };
        let page = e.run(e.coffre().alertes(&vigie.request("GET", "/vigie"), vue)).expect("the desk");
        assert_eq!(page.lignes.iter().filter(|line| line.regle == 7 && line.qui.is_none()).count(), 3);
        e.signs_in("lea").opens(e.of("lea")[0]).expect("nobody is cut");
    });
}
