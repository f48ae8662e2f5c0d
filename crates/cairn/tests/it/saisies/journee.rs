//! The forms of the day (agenda, workshops, front desk, distribution, catalogue, repérage) and those of a pathway, each with the role
//! that sends it.

use journal::encoding::hex;
use monde::client::{Navigateur, dossiers_in};
use monde::persona::Persona;

use super::epreuve::Seen;
use super::formulaires::{Corps, Formulaire};
use super::mauvaises::Prend::{Facultatif, Ligne, NomDeFiltre, Stricte, Tout};
use super::{args, two_structures};
use crate::serveur::Essai;
use crate::voisins_comptes::jour;

/// An id that nothing has.
const RIEN: &str = "77777777777777777777777777777777";

/// What the forms are about.
#[derive(Default)]
pub struct Sujets {
    pub dossier: String,
    pub lea: String,
    pub collegue: String,
    pub rendez_vous: String,
    pub atelier: String,
}

/// Forms, each with the role that sends it.
pub fn formulaires(sujets: &Sujets) -> Vec<(&'static str, Formulaire)> {
    let conseiller = agenda(sujets).into_iter().chain(ateliers(sujets)).chain(accueil(sujets)).chain(parcours(sujets));
    let all = conseiller.map(|f| ("conseiller", f));
    all.chain(direction(sujets).into_iter().map(|f| ("direction", f))).collect()
}

fn rien(route: &'static str, chemin: String) -> Formulaire {
    Formulaire::new(route, chemin, &[]).with(Corps::Rien)
}

fn agenda(sujets: &Sujets) -> Vec<Formulaire> {
    let (day, lea) = (jour(3), sujets.lea.as_str());
    let day = day.as_str();
    let (book, change) = ("POST /agenda/{dossier}", "POST /agenda/{dossier}/{rendez_vous}");
    let of_person = format!("/agenda/{}", sujets.dossier);
    let of_rdv = format!("{of_person}/{}", sujets.rendez_vous);
    vec![
        Formulaire::new(
            "POST /agenda",
            "/agenda",
            &[
                ("agent", lea, Stricte),
                ("genre", "absence", Tout),
                ("objet", "reunion", Stricte),
                ("jour", day, Stricte),
                ("debut", "18:00", Stricte),
                ("fin", "18:30", Stricte),
                ("jusqua", "", Facultatif),
            ],
        ),
        Formulaire::new("POST /agenda", "/agenda", &[("retire", RIEN, Stricte)]),
        Formulaire::new(
            book,
            of_person,
            &[
                ("jour", day, Stricte),
                ("debut", "09:00", Stricte),
                ("duree", "45", Stricte),
                ("agent", lea, Stricte),
                ("objet", "suivi", Stricte),
                ("texte", "Apporter son CV", Ligne),
                ("rythme", "une", Tout),
                ("force", "1", Tout),
            ],
        ),
        Formulaire::new(
            change,
            of_rdv.as_str(),
            &[
                ("jour", day, Stricte),
                ("debut", "11:00", Stricte),
                ("duree", "45", Stricte),
                ("agent", lea, Stricte),
                ("force", "1", Tout),
            ],
        ),
        Formulaire::new(change, of_rdv, &[("statut", "annule", Stricte)]),
        rien("POST /agenda/flux", "/agenda/flux".into()),
        rien("POST /agenda/flux/oubli", "/agenda/flux/oubli".into()),
    ]
}

fn ateliers(sujets: &Sujets) -> Vec<Formulaire> {
    let (day, lea) = (jour(5), sujets.lea.as_str());
    let temps = [
        ("jour", day.as_str(), Stricte),
        ("heure-debut", "14:00", Stricte),
        ("heure-fin", "16:00", Stricte),
        ("animateur", lea, Stricte),
        ("limite", "", Facultatif),
        ("site", "", Facultatif),
    ];
    let offre = [
        ("offre", "nouvelle", Tout),
        ("nom", "Essai de CV", NomDeFiltre),
        ("genre", "atelier", Stricte),
        ("service", "", Facultatif),
        ("places", "", Facultatif),
        ("consigne", "", Ligne),
    ];
    let change = "POST /ateliers/{atelier}";
    let at = format!("/ateliers/{}", sujets.atelier);
    vec![
        Formulaire::new("POST /ateliers/nouveau", "/ateliers/nouveau", &[&offre[..], &temps].concat()),
        Formulaire::new(change, at.as_str(), &[("geste", "places", Stricte), ("places", "", Facultatif)]),
        Formulaire::new(change, at.as_str(), &[&[("geste", "deplacer", Stricte)], &temps[..]].concat()),
        Formulaire::new(
            change,
            at.as_str(),
            &[("geste", "marquer", Stricte), ("dossier", RIEN, Stricte), ("statut", "absent", Stricte)],
        ),
        rien("POST /ateliers/{atelier}/cloture", format!("{at}/cloture")),
        Formulaire::new(
            "POST /ateliers/{atelier}/{dossier}",
            format!("{at}/{}", sujets.dossier),
            &[("geste", "inscrire", Stricte)],
        ),
    ]
}

fn accueil(sujets: &Sujets) -> Vec<Formulaire> {
    let (route, at) = ("POST /accueil/{dossier}", format!("/accueil/{}", sujets.dossier));
    let ticket =
        [("geste", "ticket", Stricte), ("pour", "", Facultatif), ("motif", "", Facultatif), ("site", "", Facultatif)];
    vec![
        Formulaire::new(route, at.as_str(), &ticket),
        Formulaire::new(
            route,
            at.as_str(),
            &[("geste", "appel", Stricte), ("pour", "", Facultatif), ("texte", "Rappeler", Ligne)],
        ),
        Formulaire::new(route, at, &[("geste", "clos", Stricte), ("passage", RIEN, Stricte)]),
        // Of nobody: a person is sent three a day.
        rien("POST /codes/{dossier}", format!("/codes/{RIEN}")),
        Formulaire::new(
            "POST /codes/{dossier}/dit",
            format!("/codes/{}/dit", sujets.dossier),
            &[("code", "12345", Stricte)],
        ),
        Formulaire::new(
            "POST /remplacements",
            "/remplacements",
            &[("de", &sujets.collegue, Stricte), ("par", "", Facultatif), ("jusqu-au", &jour(9), Stricte)],
        ),
        Formulaire::new("POST /remplacements", "/remplacements", &[("fin", RIEN, Stricte)]),
    ]
}

/// Nothing here ends the accompaniment: its form is right but for the situation at exit, which is none of hers. Forms that change a field
/// are sent as it stands, so that what is taken changes nothing: [`right_changes_are_one_write`] sends them with a change.
fn parcours(sujets: &Sujets) -> Vec<Formulaire> {
    let at = |verbe: &str| format!("/dossiers/{}/{verbe}", sujets.dossier);
    let champ = |route, verbe: &str, champ: &'static str, avant: &'static str, right: &str, prend| {
        Formulaire::new(route, at(verbe), &[(avant, "2001-01-01", Tout), (champ, right, prend)])
    };
    let contact = "POST /dossiers/{dossier}/contact";
    let delicat = "POST /dossiers/{dossier}/delicat/modification";
    let argent = "POST /dossiers/{dossier}/argent/modification";
    let identifiants = "POST /dossiers/{dossier}/identifiants/modification";
    vec![
        Formulaire::new(
            "POST /dossiers/{dossier}/evenements/delicat",
            at("evenements/delicat"),
            &[
                ("genre", "telephone", Stricte),
                ("date", "2026-11-20", Stricte),
                ("duree", "15", Stricte),
                ("texte", "Rappel convenu", Tout),
                ("delicat", "Dort chez un ami", Tout),
                ("lieu", "", Facultatif),
                ("propositions", "", Facultatif),
                ("rendez-vous", "", Facultatif),
            ],
        )
        .writes(),
        Formulaire::new(
            "POST /dossiers/{dossier}/situations",
            at("situations"),
            &[
                ("type", "101", Stricte),
                ("contrat", "1", Stricte),
                ("debut-situation", "2026-11-02", Stricte),
                ("fin-prevue", "", Facultatif),
                ("rome", "", Facultatif),
                ("heures", "", Facultatif),
                ("organisme", "Essai", Ligne),
            ],
        )
        .writes(),
        Formulaire::new("POST /dossiers/{dossier}/situations", at("situations"), &[("annuler", "9999", Stricte)]),
        Formulaire::new("POST /dossiers/{dossier}/evenements", at("evenements"), &[("retirer", "9999", Stricte)]),
        Formulaire::new(
            "POST /dossiers/{dossier}/propositions",
            at("propositions"),
            &[("resultats", "9999.realise", Stricte), ("resultats-le", "2026-11-20", Stricte)],
        ),
        Formulaire::new(
            "POST /dossiers/{dossier}/statut",
            at("statut"),
            &[("jour", "2026-11-20", Stricte), ("motif", "1", Stricte), ("sortie", "9999", Stricte)],
        ),
        Formulaire::new(
            "POST /dossiers/{dossier}/statut",
            at("statut"),
            &[("reperage", RIEN, Stricte), ("issue", "1", Stricte)],
        ),
        Formulaire::new("POST /dossiers/{dossier}/confirmation", at("confirmation"), &[("groupe", "contact", Stricte)]),
        champ(contact, "contact", "telephone", "avant-telephone", "", Facultatif),
        champ(contact, "contact", "canaux-dangereux", "avant-canaux-dangereux", "", Facultatif),
        rien("POST /dossiers/{dossier}/argent", at("argent")),
        champ(delicat, "delicat/modification", "logement", "avant-logement", "", Facultatif),
        champ(delicat, "delicat/modification", "freins", "avant-freins", "", Facultatif),
        champ(delicat, "delicat/modification", "rqth-fin", "avant-rqth-fin", "", Facultatif),
        champ(argent, "argent/modification", "iban", "avant-iban", "", Facultatif),
        champ(argent, "argent/modification", "ressources-montant", "avant-ressources-montant", "", Facultatif),
        // A day has few reveals, and each change that goes through is one.
        Formulaire::new(identifiants, at("identifiants/modification"), &[("nir-etat", "", Facultatif)]),
    ]
}

fn direction(sujets: &Sujets) -> Vec<Formulaire> {
    let to = format!("/repartition/{}", sujets.dossier);
    vec![
        // It is not hers whom the page said: nothing is ever entrusted.
        Formulaire::new(
            "POST /repartition/{id}",
            to,
            &[("de", &sujets.collegue, Stricte), ("vers", &sujets.lea, Stricte)],
        )
        .by_script(),
        Formulaire::new(
            "POST /catalogue/{liste}",
            "/catalogue/lieux",
            &[("geste", "ajouter", Stricte), ("parent", "1", Stricte), ("libelle", "Essai d'un lieu", Tout)],
        ),
        Formulaire::new("POST /catalogue/{liste}", "/catalogue/lieux", &[("geste", "masquer.65000", Stricte)]),
    ]
}

pub fn nothing_bad_makes_a_day(mut essai: Essai) {
    two_structures(&essai, 30);
    essai.serve();
    let personas = essai.cles().personas;
    let first = personas.iter().find(|p| p.role == "conseiller").expect("a conseillère");
    let of = |role: &str, n: usize| {
        let mut here = personas.iter().filter(|p| p.role == role && p.structure == first.structure);
        here.nth(n).expect("one of each")
    };
    let enters = |p: &Persona| Navigateur::enter(&essai.adresse(), &essai.origine(), p).expect("enters");
    let (mut lea, direction) = (enters(first), enters(of("direction", 0)));
    let sujets = subjects(&mut lea, &hex(&first.agent), &hex(&of("conseiller", 1).agent));
    let neighbour = super::other_structure(&essai);
    let mut seen = Seen::default();
    let all = formulaires(&sujets);
    for (role, f) in &all {
        let who = if *role == "direction" { &direction } else { &lea };
        let before = essai.writes();
        let accepted = seen.attack(&essai, &[who], f);
        let written = essai.writes() - before;
        // What the form says it writes, each time that it is taken, and nothing otherwise.
        let expected = if f.ecrit { accepted } else { 0 };
        seen.check(written == expected, || format!("{}: {written} writes for {accepted} answers", f.route));
        seen.check(!f.ecrit || accepted > 0, || format!("{}: never taken, nothing is known of it", f.route));
        seen.places(&essai, who, f, &neighbour);
    }
    right_changes_are_one_write(&essai, &mut lea, &sujets.dossier, &mut seen);
    println!("{}: {} requests, {} forms", essai.nom, seen.requests, all.len());
    let log = std::fs::read_to_string(essai.fichier("journal.log")).expect("text");
    for word in ["panicked", "internal failure", "Zqx", "alert(4)"] {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(word)).take(3).collect();
        seen.check(lines.is_empty(), || format!("the log says {word:?}: {lines:?}"));
    }
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    seen.check(swept.contains(" 0 écarts"), || swept.clone());
    assert!(seen.wrong.is_empty(), "{}: {} wrong\n{}", essai.nom, seen.wrong.len(), seen.wrong.join("\n"));
}

/// The forms that change a field do write, once, when what they change stands; the same change again writes nothing.
fn right_changes_are_one_write(essai: &Essai, lea: &mut Navigateur, dossier: &str, seen: &mut Seen) {
    let mut check = |lea: &mut Navigateur, verbe: &str, champs: &[(&str, &str)], expected: usize| {
        let before = essai.writes();
        let answer = lea.post(&format!("/dossiers/{dossier}/{verbe}"), champs).expect("an answer");
        let written = essai.writes() - before;
        let is_right = answer.status == 303 && written == expected;
        seen.check(is_right, || format!("{verbe} {champs:?}: {} and {written} writes, not {expected}", answer.status));
    };
    check(lea, "confirmation", &[("groupe", "contact")], 1);
    for (classe, champ, values) in [
        ("contact", "canaux-dangereux", ["courrier", "sms"]),
        ("delicat", "logement", ["foyer", "chrs"]),
        ("delicat", "rqth-fin", ["2028-01-31", "2028-02-29"]),
        ("argent", "ressources-montant", ["611", "612"]),
    ] {
        let (road, verbe) = (
            format!("/dossiers/{dossier}/{classe}"),
            match classe {
                "contact" => classe.to_owned(),
                _ => format!("{classe}/modification"),
            },
        );
        let page = match classe {
            "contact" => lea.get(&road),
            _ => lea.post(&road, &[]),
        };
        let stands = value_of(&page.expect("an answer").text(), &format!("avant-{champ}"));
        let typed = if stands == values[0] { values[1] } else { values[0] };
        let avant = format!("avant-{champ}");
        check(lea, &verbe, &[(&avant, &stands), (champ, typed)], 1);
        check(lea, &verbe, &[(&avant, typed), (champ, typed)], 0);
    }
}

/// What a form holds in this input.
fn value_of(page: &str, input: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("name=\"{input}\" value=\"")).unwrap_or_else(|| panic!("no {input} in {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// A rendez-vous and a workshop of Léa's.
pub fn subjects(lea: &mut Navigateur, id: &str, collegue: &str) -> Sujets {
    let dossier = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let (day, there) = (jour(3), format!("/agenda/{dossier}"));
    let fields = [("jour", &*day), ("debut", "08:00"), ("duree", "45"), ("agent", id), ("objet", "suivi")];
    let booked = lea.post(&there, &[&fields[..], &[("force", "1")]].concat()).expect("an answer");
    assert_eq!(booked.status, 303, "{}", booked.text());
    let page = lea.get(&format!("/agenda?jour={day}")).expect("an answer").text();
    let rendez_vous = id_after(&page, &format!("{there}/")).or_else(|| id_after(&page, &format!("{dossier}.")));
    let rendez_vous = rendez_vous.unwrap_or_else(|| panic!("no rendez-vous: {page}"));
    let fields = [
        ("offre", "nouvelle"),
        ("nom", "Atelier d'essai"),
        ("genre", "atelier"),
        ("jour", &*day),
        ("heure-debut", "14:00"),
        ("heure-fin", "16:00"),
        ("animateur", id),
    ];
    let made = lea.post("/ateliers/nouveau", &fields).expect("an answer");
    assert_eq!(made.status, 303, "{}", made.text());
    let atelier = id_after(made.header("location").unwrap_or_default(), "/ateliers/").expect("a workshop");
    Sujets { dossier, lea: id.to_owned(), collegue: collegue.to_owned(), rendez_vous, atelier }
}

fn id_after(text: &str, road: &str) -> Option<String> {
    let ids = text.split(road).skip(1).filter_map(|rest| rest.get(..32));
    ids.into_iter().find(|id| id.bytes().all(|b| b.is_ascii_hexdigit())).map(str::to_owned)
}
