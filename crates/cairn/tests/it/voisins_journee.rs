//! Who gets what from every route of dossiers and of the day: each role of the structure, the same roles of another one, and nobody.
//! The answers are printed and committed (`journee.attendus.txt`), so that a change shows in a diff.
//!
//! What holds of every cell beside its status: a stranger, and who manages accounts or reads the journal, gets neither a name, nor a
//! word that was written, nor the address of a dossier; the front desk gets no word of a pathway.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use journal::encoding::hex;
use monde::client::{Navigateur, dossiers_in};
use monde::http::{Answer, Connexion};
use monde::persona::Persona;

use crate::both_engines;
use crate::importer::avant;
use crate::saisies::journee::{Sujets, subjects};
use crate::saisies::{args, routes, two_structures};
use crate::serveur::Essai;
use crate::voisins_comptes::jour;

both_engines!(voisins_journee, every_route_for_everybody);

/// The table, as committed.
const ATTENDUS: &str = include_str!("journee.attendus.txt");

/// What Léa wrote of the person: a word of the pathway, one of the delicate class, one of the agenda.
const ECRITS: [&str; 3] = ["Zqxentretien", "Zqxdelicat", "Zqxagenda"];

/// Who asks: the column, the role, its place among those of its role, and whether it is of Léa's structure.
const COLONNES: [(&str, &str, usize, bool); 12] = [
    ("conseillère", "conseiller", 0, true),
    ("collègue", "conseiller", 1, true),
    ("collectif", "referent_collectif", 0, true),
    ("accueil", "accueil", 0, true),
    ("direction", "direction", 0, true),
    ("gestion.", "gestionnaire", 0, true),
    ("dpo", "dpo", 0, true),
    ("vigie", "vigie", 0, true),
    ("conseiller'", "conseiller", 0, false),
    ("accueil'", "accueil", 0, false),
    ("direction'", "direction", 0, false),
    ("gestion.'", "gestionnaire", 0, false),
];

/// One request for each route, as its own page would send it: method, address, fields. `{lea}` and `{collegue}` are agents, `J+3` the
/// day in three days. What an address names is Léa's.
const DEMANDES: &[(&str, &str, &str)] = &[
    ("GET", "/", ""),
    ("GET", "/portefeuille", ""),
    ("GET", "/portefeuille?de=structure", ""),
    ("GET", "/lectures", ""),
    ("POST", "/recherche", "requete={nom}"),
    ("GET", "/dossiers/nouveau", ""),
    ("POST", "/dossiers/nouveau", "requete={nom}"),
    ("GET", "/dossiers/panneau/{quoi}", ""),
    ("GET", "/dossiers/{dossier}", ""),
    ("POST", "/dossiers/{dossier}", "partie=contact&avant-voie=Zqx&voie=1+rue"),
    ("GET", "/dossiers/{dossier}/modifier?partie=contact", ""),
    ("GET", "/dossiers/{dossier}/lectures", ""),
    ("GET", "/dossiers/{dossier}/impression?feuille=contact", ""),
    ("POST", "/dossiers/{dossier}/identifiants", ""),
    ("POST", "/dossiers/{dossier}/identifiants/modification", "avant-nir-etat=&nir-etat="),
    ("PUT", "/dossiers/{dossier}/brouillon", "genre=telephone&texte=x"),
    ("POST", "/dossiers/{dossier}/evenements", "genre=telephone&date=2026-11-20&duree=15&texte=x"),
    ("POST", "/dossiers/{dossier}/evenements/delicat", "genre=telephone&date=2026-11-20&duree=15&texte=x&delicat=y"),
    ("POST", "/dossiers/{dossier}/situations", "type=101&contrat=1&debut-situation=2026-11-02"),
    ("POST", "/dossiers/{dossier}/propositions", "resultats=9999.realise&resultats-le=2026-11-20"),
    ("POST", "/dossiers/{dossier}/statut", "jour=2026-11-20&motif=1&sortie=9999"),
    ("POST", "/dossiers/{dossier}/confirmation", "groupe=contact"),
    ("GET", "/dossiers/{dossier}/contact", ""),
    ("POST", "/dossiers/{dossier}/contact", "avant-voie=Zqx&voie=1+rue"),
    ("POST", "/dossiers/{dossier}/delicat", ""),
    ("POST", "/dossiers/{dossier}/argent", ""),
    ("POST", "/dossiers/{dossier}/delicat/modification", "avant-rqth-fin=2001-01-01&rqth-fin=2002-01-01"),
    ("POST", "/dossiers/{dossier}/argent/modification", "avant-ressources-montant=1&ressources-montant=2"),
    ("GET", "/agenda?jour=J+3&vue=structure", ""),
    ("GET", "/agenda/nouveau?dossier={dossier}", ""),
    ("GET", "/agenda/report?de={dossier}.{rendez_vous}", ""),
    ("GET", "/agenda/plage", ""),
    ("GET", "/agenda/impression?jour=J+3", ""),
    ("POST", "/agenda", "agent={lea}&genre=absence&objet=reunion&jour=J+3&debut=18%3A00&fin=18%3A30"),
    ("GET", "/agenda/flux/{jeton}", ""),
    ("POST", "/agenda/flux/oubli", ""),
    ("POST", "/agenda/flux", ""),
    ("POST", "/agenda/{dossier}", "jour=J+3&debut=09%3A00&duree=45&agent={lea}&objet=suivi&force=1"),
    ("POST", "/agenda/{dossier}/{rendez_vous}", "jour=J+3&debut=11%3A00&duree=45&agent={lea}&force=1"),
    ("GET", "/ateliers", ""),
    ("GET", "/ateliers/nouveau", ""),
    ("GET", "/ateliers/{atelier}", ""),
    ("POST", "/ateliers/{atelier}", "geste=places&places=9"),
    ("POST", "/ateliers/{atelier}/cloture", ""),
    ("POST", "/ateliers/{atelier}/{dossier}", "geste=inscrire"),
    (
        "POST",
        "/ateliers/nouveau",
        "offre=nouvelle&nom=Voisin&genre=atelier&jour=J+6&heure-debut=14%3A00&heure-fin=16%3A00&animateur={lea}",
    ),
    ("GET", "/accueil", ""),
    ("POST", "/accueil/{dossier}", "geste=ticket"),
    ("GET", "/codes/{dossier}", ""),
    ("POST", "/codes/{dossier}", ""),
    ("POST", "/codes/{dossier}/dit", "code=12"),
    ("GET", "/repartition", ""),
    ("GET", "/repartition/{id}", ""),
    // It is not hers whom the page said: nothing is ever entrusted.
    ("POST", "/repartition/{id}", "de={collegue}&vers={lea}"),
    ("GET", "/qualite", ""),
    ("GET", "/reperage", ""),
    ("GET", "/reperage/{liste}", ""),
    ("GET", "/catalogue", ""),
    ("GET", "/catalogue/{liste}", ""),
    ("POST", "/catalogue/{liste}", "geste=masquer.65000"),
    ("POST", "/remplacements", "fin=77777777777777777777777777777777"),
];

/// Who has no dossier may ask for these all the same: an empty form, words of the catalogue, her own page, her own feed, a
/// code that nobody waits for.
const DE_PERSONNE: [&str; 5] =
    ["/", "/dossiers/nouveau", "/dossiers/panneau/{quoi}", "/agenda/flux/oubli", "/codes/{dossier}"];

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

struct Scene {
    sujets: Sujets,
    /// Name of the person, as her form has it.
    nom: String,
}

fn every_route_for_everybody(mut essai: Essai) {
    two_structures(&essai, 30);
    essai.serve();
    let (mut tous, scene) = people(&essai);
    let mut table = heading();
    let mut wrong = Vec::new();
    for (method, route, champs) in DEMANDES {
        let (chemin, corps) = (scene.address(method, route), scene.fills(champs));
        let path = route.split('?').next().unwrap_or(route);
        let _ = write!(table, "{method:<5}{path:<50}");
        for ((colonne, role, _, is_here), browser) in COLONNES.iter().zip(&mut tous) {
            let body = Some((FORM, corps.as_bytes())).filter(|_| *method != "GET");
            let answer = browser.replay(&browser.sign(method, &chemin, body, true)).expect("an answer");
            let what = format!("{}: {method} {route}, {colonne}: {}", essai.nom, answer.status);
            scene.check(&what, (role, *is_here), route, &answer, &mut wrong);
            let _ = write!(table, "{:>4}", answer.status);
        }
        let answer = nobody(&essai, method, &chemin, &corps);
        let what = format!("{}: {method} {route}, nobody: {}", essai.nom, answer.status);
        scene.check(&what, ("nobody", false), route, &answer, &mut wrong);
        let _ = writeln!(table, "{:>4}", answer.status);
    }
    assert!(wrong.is_empty(), "{}: {} wrong\n{}\n{table}", essai.nom, wrong.len(), wrong.join("\n"));
    assert!(table == ATTENDUS, "{}: the routes now answer\n{table}", essai.nom);
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    assert!(swept.contains(" 0 écarts"), "{swept}");
}

/// A new route of dossiers or of the day cannot be forgotten.
#[test]
fn every_route_of_the_day_is_in_the_table() {
    let folders = ["dossiers", "agenda", "ateliers", "accueil", "repartition", "remplacements", "qualite"];
    let folders = folders.into_iter().chain(["reperage", "catalogue", "codes"]);
    let is_ours = |route: &str| folders.clone().any(|f| route.split('/').nth(1) == Some(f)) || route.ends_with(" /");
    // A new dossier is of nobody's neighbour.
    let known: BTreeSet<String> =
        routes().into_iter().filter(|route| is_ours(route) && route != "POST /dossiers").collect();
    let path = |route: &str| route.split('?').next().unwrap_or("").to_owned();
    let asked = DEMANDES.iter().map(|(method, route, _)| format!("{method} {}", path(route)));
    let asked: BTreeSet<String> = asked.filter(|route| is_ours(route)).collect();
    assert!(known.len() > 45, "the routes are not read any more: {known:?}");
    assert_eq!(known, asked);
}

/// Everybody enters; Léa has a person, a rendez-vous and a workshop, and wrote of her.
fn people(essai: &Essai) -> (Vec<Navigateur>, Scene) {
    let personas = essai.cles().personas;
    let here = personas.iter().find(|p| p.role == "conseiller").expect("a conseillère").structure.clone();
    let there = personas.iter().find(|p| p.role == "conseiller" && p.structure != here).expect("two structures");
    let there = there.structure.clone();
    let of = |role: &str, n: usize, is_here: bool| {
        let structure = if is_here { &here } else { &there };
        let mut those = personas.iter().filter(|p| p.role == role && p.structure == *structure);
        those.nth(n).unwrap_or_else(|| panic!("no {role}"))
    };
    let enters = |p: &Persona| Navigateur::enter(&essai.adresse(), &essai.origine(), p).expect("enters");
    let mut tous: Vec<Navigateur> =
        COLONNES.iter().map(|(_, role, n, is_here)| enters(of(role, *n, *is_here))).collect();
    let lea = &mut tous[0];
    let ids = [0, 1].map(|n| hex(&of("conseiller", n, true).agent));
    let sujets = subjects(lea, &ids[0], &ids[1]);
    let at = format!("/dossiers/{}", sujets.dossier);
    let said = [("genre", "telephone"), ("date", "2026-11-20"), ("duree", "15"), ("texte", ECRITS[0])];
    let said = lea.post(&format!("{at}/evenements/delicat"), &[&said[..], &[("delicat", ECRITS[1])]].concat());
    assert_eq!(said.expect("an answer").status, 303);
    let (day, id) = (jour(3), ids[0].as_str());
    let fields = [("jour", &*day), ("debut", "16:00"), ("duree", "30"), ("agent", id), ("objet", "suivi")];
    let more = [("texte", ECRITS[2]), ("force", "1")];
    let booked = lea.post(&format!("/agenda/{}", sujets.dossier), &[&fields[..], &more].concat());
    assert_eq!(booked.expect("an answer").status, 303);
    let form = lea.get(&format!("{at}/modifier?partie=identite")).expect("an answer").text();
    let nom = avant(&form, "nom-naissance");
    (tous, Scene { sujets, nom })
}

impl Scene {
    /// Where a route of Léa's is. A read names whose portefeuille, a write whose dossier.
    fn address(&self, method: &str, route: &str) -> String {
        let id = if method == "GET" { &self.sujets.lea } else { &self.sujets.dossier };
        let liste = if route.starts_with("/catalogue") { "lieux" } else { "77777777777777777777777777777777" };
        self.fills(route).replace("{id}", id).replace("{liste}", liste).replace("{quoi}", "offre")
    }

    fn fills(&self, text: &str) -> String {
        let named = [
            ("{dossier}", &self.sujets.dossier),
            ("{rendez_vous}", &self.sujets.rendez_vous),
            ("{atelier}", &self.sujets.atelier),
            ("{lea}", &self.sujets.lea),
            ("{collegue}", &self.sujets.collegue),
            ("{jeton}", &"7".repeat(64)),
            ("{nom}", &self.nom.replace(' ', "+")),
            ("J+3", &jour(3)),
            ("J+6", &jour(6)),
        ];
        named.iter().fold(text.to_owned(), |text, (place, value)| text.replace(place, value))
    }

    /// What holds whatever the status.
    fn check(&self, what: &str, (role, is_here): (&str, bool), route: &str, answer: &Answer, wrong: &mut Vec<String>) {
        let text = answer.text();
        let mut check = |is_right: bool, why: &str| {
            if !is_right {
                wrong.push(format!("{what}: {why}"));
            }
        };
        // Five colleagues ask for a code of one person, who is sent three a day.
        check(answer.status < 500 && (answer.status != 429 || route == "/codes/{dossier}"), "a failure");
        let no_dossier = matches!(role, "gestionnaire" | "dpo" | "vigie" | "nobody");
        if !is_here || no_dossier {
            check(!ECRITS.iter().any(|word| text.contains(word)), "a word that Léa wrote");
            check(!dossiers_in(&text).contains(&self.sujets.dossier), "the address of a dossier");
            check(no_name(&text, &self.nom, route), "a name");
            let names = ["{dossier}", "{rendez_vous}", "{atelier}", "/repartition/{id}"];
            // The form of another moment names nobody, and says the address that it was asked with.
            let is_named = names.iter().any(|name| route.contains(name)) && !route.contains('?');
            let is_refused = matches!(answer.status, 401 | 403 | 404);
            let is_of_nobody = DE_PERSONNE.contains(&route) && role != "nobody";
            // Who read it is all that a DPO is told of a dossier, and of none elsewhere.
            let is_told = role == "dpo" && is_here && route.ends_with("/lectures");
            check(is_refused || is_of_nobody || is_told || !is_named && !no_dossier, "answered");
        }
        if role == "accueil" {
            check(!ECRITS[..2].iter().any(|word| text.contains(word)), "a word of the pathway");
        }
        if role == "direction" && is_here {
            check(!text.contains(ECRITS[1]), "a delicate word");
        }
    }
}

/// A search says again what was searched; a list of the other structure may have a namesake, whose dossier is another.
fn no_name(text: &str, nom: &str, route: &str) -> bool {
    !route.contains("{dossier}") || !text.contains(nom)
}

/// The same request without a signature.
fn nobody(essai: &Essai, method: &str, chemin: &str, corps: &str) -> Answer {
    let host = essai.origine().split_off("http://".len());
    let request = format!(
        "{method} {chemin} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nSec-Fetch-Site: same-origin\r\nContent-Type: {FORM}\r\n\
         Content-Length: {}\r\n\r\n{corps}",
        corps.len()
    );
    let mut connexion = Connexion::new(&essai.adresse(), std::time::Duration::from_secs(10));
    connexion.send(request.as_bytes(), false).expect("an answer")
}

fn heading() -> String {
    let mut text = "Ce que répond chaque route des dossiers et de la journée, pour ce qui est de Léa, conseillère.\n\
        200 : une page ; 204 ou 303 : fait ; 403 : pas ce rôle ; 404 : absent, ou pas à vous ; 409 : l'état a changé, ou la page\n\
        demande quelque chose ; 422 : une saisie à corriger ; 401 : personne.\n\
        Écrit par le test voisins_journee. Colonnes, dans l'ordre :\n"
        .to_owned();
    for (n, (colonne, ..)) in COLONNES.iter().enumerate() {
        let _ = writeln!(text, "{:>4}  {colonne}", n + 1);
    }
    text.push_str("  13  personne\n  ' : d'une autre structure.\n\n");
    text
}
