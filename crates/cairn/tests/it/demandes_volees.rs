//! A thief holds every byte that left a browser, and nothing else: no key, no passkey. He sends each request again, as
//! it was, from a connection of his own, while the agent is at work, after she has left, and after a restart.

use journal::Kind;
use journal::act::act;
use journal::entry::Entry;
use monde::client::{Navigateur, Recorded, dossiers_in, replay, signed_in};
use monde::http::{Answer, Connexion};

use crate::both_engines;
use crate::importer::{avant, contacts, deposit, sign, to_sign, wait};
use crate::lecture::hash;
use crate::saisies::journee::subjects;
use crate::saisies::two_structures;
use crate::serveur::{Essai, Moteur};
use crate::voisins_comptes::jour;

both_engines!(demandes_volees, nothing_that_left_a_browser_serves_twice);

fn nothing_that_left_a_browser_serves_twice(mut essai: Essai) {
    essai.create(60, None);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let personas = essai.cles().personas;
    let persona = personas.iter().find(|p| p.role == "conseiller").expect("a conseillère");
    let (nom, id) = (persona.nom.clone(), journal::encoding::hex(&persona.agent));
    let stolen = a_day_of_work(&mut lea, &id);
    let mut thief = Thief::new(&essai, &stolen);

    thief.sends_all_again(&nom);
    // The draft that she kept last is still hers: the older one, sent again, did not take its place.
    let first = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let page = lea.opens(&first).expect("an answer").text();
    assert!(page.contains("second brouillon") && !page.contains("premier brouillon"));
    let said = contacts(&mut lea, &first);
    assert_eq!(said.matches("entretien du jour").count(), 1, "a write sent again is not written again");

    lea.leaves().expect("an answer");
    thief.sends_all_again(&nom);
    essai.kill_cairn();
    essai.serve();
    thief.sends_all_again(&nom);
    essai.stop();
    thief.check_journal(&essai.published());
}

/// One of each thing that a conseillère does.
fn a_day_of_work(lea: &mut Navigateur, id: &str) -> Vec<Recorded> {
    let asks = |answer: Result<Answer, _>, status: u16| {
        let answer: Answer = answer.expect("an answer");
        assert_eq!(answer.status, status, "{}", answer.text());
        answer
    };
    asks(lea.get("/"), 200);
    let page = asks(lea.portefeuille(1), 200).text();
    let dossiers = dossiers_in(&page);
    asks(lea.searches("martin"), 200);
    asks(lea.get("/dossiers/nouveau"), 200);
    for dossier in &dossiers[..3] {
        asks(lea.opens(dossier), 200);
    }
    let first = &dossiers[0];
    asks(lea.reveals(first), 200);
    asks(lea.records_entretien(first, "2026-11-20", "entretien du jour"), 303);
    for texte in ["premier brouillon", "second brouillon"] {
        asks(lea.put(&format!("/dossiers/{first}/brouillon"), &[("texte", texte)]), 204);
    }
    let fields = [("nom-naissance", "Vol-Essai"), ("prenom", "Lina"), ("naissance", "2006-05-12"), ("sexe", "F")];
    asks(lea.post("/dossiers", &fields), 303);
    let second = &dossiers[1];
    asks(lea.get(&format!("/dossiers/{second}/modifier?partie=contact")), 200);
    let page = asks(lea.get(&format!("/dossiers/{second}/modifier?partie=contact")), 200).text();
    let change = [("partie", "contact"), ("avant-voie", &*avant(&page, "voie")), ("voie", "1 rue du jour")];
    asks(lea.post(&format!("/dossiers/{second}"), &change), 303);
    asks(lea.posts_by_script(&format!("/dossiers/{second}/delicat"), &[]), 200);
    asks(lea.get(&format!("/dossiers/{second}/impression?feuille=parcours")), 200);
    asks(lea.posts_by_script("/recherche", &[("objet", "doublons"), ("nom-naissance", "Martin")]), 200);
    asks(lea.post("/portefeuille/filtres", &[("nom", "Mes actifs"), ("requete", "statut=actif")]), 303);
    asks(lea.post("/portefeuille/filtres/oubli", &[("num", "1")]), 303);
    asks(lea.get("/portefeuille?statut=actif&tri=age"), 200);
    asks(lea.get("/lectures"), 200);
    its_agenda_and_its_people(lea, id);
    an_import(lea);
    lea.recorded().to_vec()
}

/// A rendez-vous, a workshop, a ticket, and what is written of a pathway.
fn its_agenda_and_its_people(lea: &mut Navigateur, id: &str) {
    let sujets = subjects(lea, id, id);
    let (dossier, atelier) = (format!("/dossiers/{}", sujets.dossier), format!("/ateliers/{}", sujets.atelier));
    for page in
        ["/agenda", "/accueil", "/repartition", "/reperage", "/qualite", &*atelier, &*format!("{dossier}/contact")]
    {
        assert_eq!(lea.get(page).expect("an answer").status, 200, "{page}");
    }
    let situation = [("type", "101"), ("contrat", "1"), ("debut-situation", "2026-11-02")];
    let demandes: [(String, &[(&str, &str)]); 5] = [
        (format!("{atelier}/{}", sujets.dossier), &[("geste", "inscrire")]),
        (format!("/accueil/{}", sujets.dossier), &[("geste", "ticket")]),
        (format!("/agenda/{}/{}", sujets.dossier, sujets.rendez_vous), &[("statut", "annule")]),
        (format!("{dossier}/situations"), &situation),
        (format!("{dossier}/confirmation"), &[("groupe", "contact")]),
    ];
    for (target, fields) in demandes {
        let answer = lea.post(&target, fields).expect("an answer");
        assert_eq!(answer.status, 303, "{target}: {}", answer.text());
    }
    assert_eq!(lea.posts_by_script(&format!("{dossier}/argent"), &[]).expect("an answer").status, 200);
}

/// A file from its deposit to its undoing, and another that is forgotten.
fn an_import(lea: &mut Navigateur) {
    let file = "Nom;Prénom;Né(e) le\nEssaivolant;Lina;12/05/2006\nEssaivolé;Noah;31/02/2005\n";
    for last in ["execution", "oubli"] {
        let import = deposit(lea, file.into());
        let target = format!("/imports/{import}");
        assert_eq!(lea.get("/imports").expect("an answer").status, 200);
        let asks = |answer: Answer| assert!(matches!(answer.status, 200 | 204), "{}", answer.text());
        asks(lea.posts_by_script(&target, &[("geste", "ecarter-fautives")]).expect("an answer"));
        if last == "oubli" {
            asks(lea.posts_by_script(&target, &[("geste", "oublier")]).expect("an answer"));
            break;
        }
        sign(lea, &import, 1);
        assert_eq!(wait(lea, &import), ("fait".into(), 1));
        let page = lea.get(&format!("{target}?vue=faites")).expect("an answer").text();
        let (contenu, lignes) = signed_in(&page, "annulation").expect("it can be taken back");
        asks(lea.signs_import(&import, "annulation", &contenu, lignes).expect("an answer"));
    }
}

struct Thief<'a> {
    adresse: String,
    stolen: &'a [Recorded],
    rounds: usize,
}

impl Thief<'_> {
    fn new<'a>(essai: &Essai, stolen: &'a [Recorded]) -> Thief<'a> {
        Thief { adresse: essai.adresse(), stolen, rounds: 0 }
    }

    /// Each is refused, and no answer holds anything of hers: not even her name.
    fn sends_all_again(&mut self, nom: &str) {
        for recorded in self.stolen {
            let mut connexion = Connexion::new(&self.adresse, std::time::Duration::from_secs(10));
            let answer = replay(&mut connexion, recorded).expect("an answer");
            let what = format!("round {}: {} {}", self.rounds, recorded.method, recorded.target);
            assert_eq!(answer.status, 401, "{what}: {}", answer.text());
            let text = answer.text();
            assert!(!text.contains(nom) && dossiers_in(&text).is_empty(), "{what}");
        }
        self.rounds += 1;
    }

    /// Every attempt at an act is an entry, each time, and is the only thing that the request gave.
    fn check_journal(&self, entries: &[Entry]) {
        for recorded in self.stolen.iter().filter(|r| act(&r.method, &r.target).is_some()) {
            let request = hash(recorded);
            let of_it = |kind| entries.iter().filter(|e| e.kind == kind && e.request == request).count();
            let what = format!("{} {}", recorded.method, recorded.target);
            assert_eq!(of_it(Kind::Refusal), self.rounds, "{what}");
            let acts = [
                Kind::Opening,
                Kind::Print,
                Kind::Reveal,
                Kind::ResultPage,
                Kind::Explanation,
                Kind::Creation,
                Kind::TokenLookup,
                Kind::MandatProposed,
                Kind::MandatEnded,
            ];
            assert!(acts.into_iter().map(of_it).sum::<usize>() <= 1, "{what}");
        }
    }
}

/// A thief with a key of his own is not a better thief: the login is certified for her key.
#[test]
fn another_key_opens_nothing() {
    let essai = Essai::fictif("autre-cle", Moteur::Sqlite, 10);
    let mut lea = essai.conseiller(0);
    let mut karine = essai.conseiller(1);
    let dossier = dossiers_in(&lea.portefeuille(1).expect("an answer").text()).remove(0);
    let hers = lea.sign("GET", &format!("/dossiers/{dossier}"), None, true);
    let mut text = String::from_utf8(hers.bytes).expect("a head");
    let other = karine.sign("GET", &format!("/dossiers/{dossier}"), None, true);
    let signature =
        |text: &str| text.split("\r\nSignature: ").nth(1).and_then(|r| r.split("\r\n").next()).map(str::to_owned);
    let theirs = signature(&String::from_utf8(other.bytes).expect("a head")).expect("a signature");
    text = text.replace(&signature(&text).expect("a signature"), &theirs);
    let forged = Recorded { method: "GET".into(), target: hers.target, bytes: text.into_bytes() };
    assert_eq!(karine.replay(&forged).expect("an answer").status, 401);
    assert_eq!(karine.opens(&dossier).expect("an answer").status, 200, "the same request under her own login");
}

both_engines!(gestes_voles, no_gesture_is_made_twice);

/// Both passes of gestures, what cuts an account and the staff list: sent again, nothing of it happens twice.
fn no_gesture_is_made_twice(mut essai: Essai) {
    essai.create(60, None);
    essai.serve();
    let personas = essai.cles().personas;
    let of = |role: &str| personas.iter().filter(|p| p.role == role).collect::<Vec<_>>();
    let (clara, others) = (of("gestionnaire")[0], of("conseiller"));
    let key = clara.passkey().expect("her key");
    let mut browser = Navigateur::enter(&essai.adresse(), &essai.origine(), clara).expect("she enters");
    let accounts = others.iter().map(|p| journal::encoding::hex(&p.agent)).collect::<Vec<_>>();
    let jusqu = jour(200);
    let card = [("prenom", "Anna"), ("nom", "Vol-Essai"), ("mail", "anna.vol@essai.example"), ("role", "conseiller")];
    let card = [&card[..], &[("debut", &*jusqu), ("jusqu", &*jusqu)]].concat();
    let renewal = format!("/habilitations/{}/renouvellement", accounts[1]);
    for (target, fields) in [("/habilitations/nouvelle", &card[..]), (&*renewal, &[("jusqu", &*jusqu)])] {
        let done = browser.signs(target, fields, &key).expect("an answer");
        assert_eq!(done.status, 204, "{target}: {}", done.text());
    }
    let closing = format!("/habilitations/{}/cloture", accounts[2]);
    assert_eq!(browser.signs(&closing, &[], &key).expect("an answer").status, 204);
    let cut = browser.posts_by_script(&format!("/habilitations/{}/suspension", accounts[0]), &[]).expect("an answer");
    assert_eq!(cut.status, 204, "{}", cut.text());
    for page in ["/habilitations", "/acces", "/lignees", "/compte", &format!("/habilitations/{}/preuves", accounts[1])]
    {
        assert_eq!(browser.get(page).expect("an answer").status, 200, "{page}");
    }
    let list = "Nom;Prénom;Mail\nVol-Essai;Anna;anna.vol@essai.example\n";
    let list = browser.sign("POST", "/habilitations/liste", Some(("text/csv", list.as_bytes())), false);
    assert_eq!(browser.replay(&list).expect("an answer").status, 204);
    let mut stolen = browser.recorded().to_vec();
    stolen.push(list);
    assert!(stolen.len() >= 13, "both passes of three gestures, and the rest");

    let acts = |essai: &Essai| -> Vec<Kind> {
        let kinds = essai.entries("coffre").into_iter().map(|e| e.kind);
        kinds.filter(|kind| *kind as u8 >= Kind::Proposal as u8).collect()
    };
    let made = acts(&essai);
    let of_kind = |kind| made.iter().filter(|k| **k == kind).count();
    assert_eq!([Kind::Proposal, Kind::Closing, Kind::Suspension].map(of_kind), [2, 1, 1]);
    let mut thief = Thief::new(&essai, &stolen);
    thief.sends_all_again("Vol-Essai");
    browser.leaves().expect("an answer");
    thief.sends_all_again(&clara.nom);
    essai.kill_cairn();
    essai.serve();
    thief.sends_all_again("Vol-Essai");
    assert_eq!(acts(&essai), made, "{}: an act was made again", essai.nom);
    essai.stop();
    essai.published();
}

both_engines!(voisins, nobody_sees_a_neighbour);

/// Colleagues, other roles, the other structure, and nobody at all ask for what is Léa's, by every road.
fn nobody_sees_a_neighbour(mut essai: Essai) {
    two_structures(&essai, 30);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let page = lea.portefeuille(1).expect("an answer").text();
    let dossier = dossiers_in(&page).remove(0);
    let form = lea.get(&format!("/dossiers/{dossier}/modifier?partie=identite")).expect("an answer").text();
    let nom = avant(&form, "nom-naissance");
    let import = deposit(&mut lea, "Nom;Prénom;Né(e) le\nEssaivoisin;Lina;12/05/2006\n".into());
    let (contenu, _) = to_sign(&mut lea, &import).expect("it can be made");
    let filtre = [("nom", "Filtre de Léa"), ("requete", "statut=actif")];
    assert_eq!(lea.post("/portefeuille/filtres", &filtre).expect("an answer").status, 303);
    let values = [nom.as_str(), "Essaivoisin", "Filtre de Léa"];

    let here = essai.cles().personas.iter().find(|p| p.role == "conseiller").expect("Léa").structure.clone();
    let mut refused = Vec::new();
    let mut asked_by = 0;
    let mut known = Vec::new();
    for persona in essai.cles().personas {
        let who = (persona.role.clone(), persona.structure == here);
        // Léa is the first; one of each other kind is enough, and her two next colleagues.
        let times = known.iter().filter(|k| **k == who).count();
        known.push(who.clone());
        let is_first_here = who == ("conseiller".into(), true) && times == 0;
        if is_first_here || times > 1 || (times > 0 && who.0 != "conseiller") {
            continue;
        }
        asked_by += 1;
        let mut other = Navigateur::enter(&essai.adresse(), &essai.origine(), &persona).expect("enters");
        let mut roads = on_imports(&import, &contenu);
        if who.0 == "gestionnaire" || who.0 == "dpo" || !who.1 {
            roads.extend(on_dossiers(&dossier));
        }
        for (method, target, body) in roads {
            let what = format!("{} {}: {method} {target}", essai.nom, who.0);
            let request = other.sign(method, &target, Some((FORM, body.as_bytes())), true);
            let answer = other.replay(&request).expect("an answer");
            check_empty(&what, &answer, &values);
            assert!(matches!(answer.status, 403 | 404), "{what}: {}", answer.status);
            refused.push(request);
        }
        for list in ["/imports", "/portefeuille", "/lectures"] {
            let answer = other.get(list).expect("an answer");
            let what = format!("{} {}: {list}", essai.nom, who.0);
            // A colleague sees her people's names where she works with them, never her files, filters and readings.
            let text = answer.text();
            assert!(
                !text.contains("Essaivoisin") && !text.contains("Filtre de Léa") && !text.contains(&import),
                "{what}"
            );
            assert!(list != "/lectures" || dossiers_in(&text).is_empty(), "{what}");
        }
        let drops = other.post("/portefeuille/filtres/oubli", &[("num", "1")]).expect("an answer");
        assert!(matches!(drops.status, 403 | 404), "{} {}: {}", essai.nom, who.0, drops.status);
    }
    assert!(asked_by >= 6, "{asked_by} people");
    for (method, target, body) in on_imports(&import, &contenu).into_iter().chain(on_dossiers(&dossier)) {
        let what = format!("{}: nobody: {method} {target}", essai.nom);
        let answer = essai.sends(method, &target, "text/html", &body).expect("an answer");
        check_empty(&what, &answer, &values);
        assert!(answer.status == 401 || answer.status == 403 || answer.body.len() < 2_048, "{what}: {}", answer.status);
    }
    let still = lea.get(&format!("/imports/{import}?vue=toutes")).expect("an answer").text();
    assert!(still.contains("Essaivoisin") && signed_in(&still, "execution").is_some(), "hers, and as it was");
    assert!(lea.portefeuille(1).expect("an answer").text().contains("Filtre de Léa"));
    essai.stop();
    let entries = essai.published();
    for request in refused.iter().filter(|r| act(&r.method, &r.target).is_some()) {
        let named = hash(request);
        // The list of her own structure may have been loaded for it: nobody is shown by that.
        let kinds = entries.iter().filter(|e| e.request == named).map(|e| e.kind);
        let kinds: Vec<Kind> = kinds.filter(|kind| *kind != Kind::IndexLoad).collect();
        assert_eq!(kinds, [Kind::Refusal], "{}: {} {}", essai.nom, request.method, request.target);
    }
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

fn on_imports(import: &str, contenu: &str) -> Vec<(&'static str, String, String)> {
    let at = |rest: &str| format!("/imports/{import}{rest}");
    let sentence = format!("contenu={contenu}&lignes=1");
    vec![
        ("GET", at(""), String::new()),
        ("GET", at("?vue=toutes&page=1"), String::new()),
        ("GET", at("/avancement"), String::new()),
        ("POST", at(""), "geste=ecarter-fautives".into()),
        ("POST", at(""), "choisir=2-1".into()),
        ("POST", at(""), "corriger=2&c=Autre&c=Lina&c=2006-05-12".into()),
        ("POST", at(""), "geste=oublier".into()),
        ("POST", at("/execution"), sentence.clone()),
        ("POST", at("/annulation"), sentence),
    ]
}

fn on_dossiers(dossier: &str) -> Vec<(&'static str, String, String)> {
    let at = |rest: &str| format!("/dossiers/{dossier}{rest}");
    vec![
        ("GET", at(""), String::new()),
        ("GET", at("/modifier?partie=contact"), String::new()),
        ("GET", at("/impression?feuille=contact"), String::new()),
        ("GET", at("/impression?feuille=parcours"), String::new()),
        ("POST", at(""), "partie=contact&avant-voie=&voie=1+rue".into()),
        ("POST", at("/delicat"), String::new()),
        ("POST", at("/identifiants"), String::new()),
        ("POST", at("/evenements"), "genre=telephone&date=2026-11-20&duree=15&texte=x".into()),
        ("PUT", at("/brouillon"), "genre=telephone&texte=x".into()),
        ("POST", at("/evenements/delicat"), "genre=telephone&date=2026-11-20&duree=15&texte=x&delicat=y".into()),
        ("POST", at("/situations"), "type=101&debut-situation=2026-11-02".into()),
        ("POST", at("/propositions"), "resultats=1.realise&resultats-le=2026-11-20".into()),
        ("POST", at("/statut"), "geste=reprise".into()),
        ("POST", at("/confirmation"), "groupe=contact".into()),
        ("GET", at("/contact"), String::new()),
        ("POST", at("/contact"), "avant-voie=&voie=1+rue".into()),
        ("POST", at("/argent"), String::new()),
        ("POST", at("/delicat/modification"), "avant-rqth-fin=&rqth-fin=2027-01-01".into()),
        ("POST", at("/argent/modification"), "avant-ressources-montant=&ressources-montant=2".into()),
        ("POST", at("/identifiants/modification"), "avant-nir-etat=&nir-etat=".into()),
        ("POST", format!("/accueil/{dossier}"), "geste=ticket".into()),
        ("POST", format!("/codes/{dossier}"), String::new()),
        ("POST", format!("/codes/{dossier}/dit"), "code=123456".into()),
    ]
}

fn check_empty(what: &str, answer: &Answer, values: &[&str]) {
    let text = answer.text();
    assert!(!values.iter().any(|value| text.contains(value)) && dossiers_in(&text).is_empty(), "{what}: {text}");
}
