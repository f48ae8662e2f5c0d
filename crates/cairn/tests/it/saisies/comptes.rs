//! The forms about accounts, and the second pass of a gesture: half an answer, somebody else's, another page's.

use journal::Kind;
use journal::encoding::hex;
use monde::client::Navigateur;
use monde::geste::{answered, asked, borrowed};
use monde::passkey::{Passkey, base64url};
use monde::persona::Persona;

use super::envois::{Envoi, send};
use super::epreuve::{FORM, Seen};
use super::formulaires::{Corps, Formulaire};
use super::mauvaises::Prend::{Ligne, Nom, Stricte, Tout};
use super::{args, two_structures};
use crate::serveur::Essai;
use crate::voisins_comptes::{CLE, jour};

/// Fields as they leave.
type Champs = Vec<(String, String)>;

/// Forms, each with the role that may send it.
pub fn formulaires(collegue: &str, demande: &str) -> Vec<(&'static str, Formulaire)> {
    let (jusqu, date) = (jour(200), jour(20));
    let (jusqu, date): (&str, &str) = (&jusqu, &date);
    let at = |verbe: &str| format!("/habilitations/{collegue}/{verbe}");
    let forms = |role, all: Vec<Formulaire>| all.into_iter().map(move |f| (role, f.by_script()));
    let rien = |route: &'static str, chemin: String| Formulaire::new(route, chemin, &[]).with(Corps::Rien);
    let card = [
        ("prenom", "Anna", Nom),
        ("nom", "Essaisaisie", Nom),
        ("mail", "anna.essaisaisie@essai.example", Stricte),
        ("role", "conseiller", Stricte),
        ("fonction", "Conseillère", Ligne),
        ("debut", date, Stricte),
        ("jusqu", jusqu, Stricte),
        ("rh", "", Tout),
        ("parrain", "on", Tout),
    ];
    let gestionnaire = vec![
        Formulaire::new("POST /habilitations/nouvelle", "/habilitations/nouvelle", &card),
        Formulaire::new(
            "POST /habilitations/{agent}/renouvellement",
            at("renouvellement"),
            &[("jusqu", jusqu, Stricte)],
        ),
        Formulaire::new("POST /habilitations/{agent}/mutation", at("mutation"), &[("date", date, Stricte)]),
        Formulaire::new("POST /habilitations/{agent}/identite", at("identite"), &[("code", "ABCEFHJK", Stricte)]),
        rien("POST /habilitations/{agent}/cles", at("cles")),
        rien("POST /habilitations/{agent}/direction", at("direction")),
        rien("POST /habilitations/{agent}/approbation", at("approbation")),
        rien("POST /habilitations/{agent}/refus", at("refus")),
        rien("POST /habilitations/{agent}/tirage", at("tirage")),
        rien("POST /habilitations/{agent}/veto", at("veto")),
        rien("POST /habilitations/{agent}/confirmation", at("confirmation")),
        rien("POST /habilitations/{agent}/retablissement", at("retablissement")),
        rien("POST /habilitations/{agent}/reveil", at("reveil")),
        rien("POST /habilitations/{agent}/cloture", at("cloture")),
        rien("POST /habilitations/{agent}/certification", at("certification")),
        rien("POST /habilitations/{agent}/passation", at("passation")),
        rien("POST /habilitations/{agent}/secours", at("secours")),
        rien("POST /habilitations/{agent}/suspension", at("suspension")),
    ];
    let absent = "7".repeat(32);
    let campagne = |verbe: &str| format!("/campagnes/{collegue}/{verbe}");
    let quota = [("structure", "59512S00", Stricte), ("nombre", "12", Stricte), ("jusqu", &*jour(60), Stricte)];
    let direction = vec![
        Formulaire::new("POST /quotas", "/quotas", &quota),
        Formulaire::new("POST /bris/{dossier}/don", format!("/bris/{absent}/don"), &[("code", "ABCEFHJK", Stricte)]),
        Formulaire::new("POST /bris/{dossier}/prise", format!("/bris/{absent}/prise"), &[("motif", "1", Stricte)]),
        Formulaire::new(
            "POST /bris/revue",
            "/bris/revue",
            &[("agent", collegue, Stricte), ("sujet", collegue, Stricte), ("justifie", "oui", Stricte)],
        ),
        Formulaire::new("POST /gels", "/gels", &[("structure", "59512S00", Stricte), ("minutes", "60", Stricte)]),
        Formulaire::new("POST /gels/lever", "/gels/lever", &[("structure", "59512S00", Stricte)]),
        Formulaire::new("POST /rallonges", "/rallonges", &[("agent", collegue, Stricte)]),
        Formulaire::new("POST /campagnes/{agent}/depart", campagne("depart"), &[("date", date, Stricte)]),
        rien("POST /campagnes/{agent}/certification", campagne("certification")),
        rien("POST /campagnes/{agent}/cloture", campagne("cloture")),
        rien("POST /campagnes/reprise", "/campagnes/reprise".into()),
        rien("POST /parrainages/{agent}/adresse", format!("/parrainages/{demande}/adresse")),
        Formulaire::new(
            "POST /parrainages/{agent}/signature",
            format!("/parrainages/{demande}/signature"),
            &[("cles", "9999999999999999999999999999999999999999999999999999999999999999", Stricte)],
        ),
    ];
    let (arrivee, sheet) = ("POST /arrivee/{code}", ("tirage", "0000000000000001", Stricte));
    let parts =
        [("credential", "AAAA", Stricte), ("clientDataJSON", "AAAA", Stricte), ("attestationObject", "AAAA", Stricte)];
    let key = [("cle", "AAAA", Stricte), ("cleClientData", "AAAA", Stricte), ("cleAttestation", "AAAA", Stricte)];
    let nul = "7".repeat(32);
    let campagne_d_appels = [
        ("atelier", &*nul, Stricte),
        ("titre", "Forum", Stricte),
        ("destinataire", CLE, Stricte),
        ("jusqu", &*jour(2), Stricte),
    ];
    let conseiller = vec![
        Formulaire::new("POST /mandats/nouveau", "/mandats/nouveau", &campagne_d_appels),
        rien("POST /mandats/{mandat}/approbation", format!("/mandats/{nul}/approbation")),
        rien("POST /mandats/{mandat}/arret", format!("/mandats/{nul}/arret")),
        Formulaire::new("POST /compte/cles", "/compte/cles", &[("debut", "1", Stricte)]),
        Formulaire::new("POST /compte/cles", "/compte/cles", &key),
        Formulaire::new("POST /compte/cles/retrait", "/compte/cles/retrait", &[("cle", "AAAA", Stricte)]),
        Formulaire::new("POST /tranches", "/tranches", &[("vers", "/", Stricte)]),
        rien("POST /compte/alerte", "/compte/alerte".into()),
        Formulaire::new("POST /formation/certificat", "/formation/certificat", &[sheet, ("reponses", "0,0", Stricte)]),
        Formulaire::new(arrivee, "/arrivee/inconnu", &parts).with(Corps::Json),
    ];
    let compte = [("agent", collegue, Stricte)];
    let vues = [("jusqua", "1795392000000", Stricte), ("combien", "2", Stricte)];
    let etape = |verbe: &str| format!("/incidents/{nul}/{verbe}");
    let dpo = vec![
        Formulaire::new("POST /vigie/reseau", "/vigie/reseau", &vues),
        Formulaire::new("POST /vigie/{agent}/verdict", format!("/vigie/{collegue}/verdict"), &vues),
        Formulaire::new("POST /incidents/ouverture", "/incidents/ouverture", &compte),
        Formulaire::new("POST /incidents/{incident}/ajout", etape("ajout"), &compte),
        Formulaire::new("POST /incidents/{incident}/retrait", etape("retrait"), &compte),
        Formulaire::new(
            "POST /incidents/{incident}/cloture",
            etape("cloture"),
            &[("vu", collegue, Stricte), ("verdict", "faux", Stricte)],
        ),
    ];
    // It answers with a page, whatever is sent.
    let examen = Formulaire::new("POST /formation/examen", "/formation/examen", &[sheet, ("q0", "1", Tout)]);
    let all = forms("gestionnaire", gestionnaire).chain(forms("direction", direction));
    all.chain(forms("conseiller", conseiller)).chain(forms("dpo", dpo)).chain([("conseiller", examen)]).collect()
}

pub fn nothing_bad_makes_an_account(mut essai: Essai) {
    two_structures(&essai, 30);
    essai.serve();
    let personas = essai.cles().personas;
    let of = |role: &str, n: usize| personas.iter().filter(|p| p.role == role).nth(n).expect("one of each");
    let enters = |p: &Persona| Navigateur::enter(&essai.adresse(), &essai.origine(), p).expect("enters");
    let key = of("gestionnaire", 0).passkey().expect("her key");
    let mut clara = enters(of("gestionnaire", 0));
    let (direction, dpo, lea) = (enters(of("direction", 0)), enters(of("dpo", 0)), enters(of("conseiller", 0)));
    let proposed = clara.signs("/habilitations/nouvelle", &card("Zqaattend"), &key).expect("an answer");
    let demande = proposed.header("cairn-vers").expect("signed")["/habilitations/".len()..][..32].to_owned();
    let all = formulaires(&hex(&of("conseiller", 1).agent), &demande);
    let neighbour = hex(&of("direction", 1).agent);
    let mut seen = Seen::default();
    let before = state(&essai, &mut clara);
    for (role, f) in &all {
        let who = match *role {
            "gestionnaire" => &clara,
            "direction" => &direction,
            "dpo" => &dpo,
            _ => &lea,
        };
        seen.attack(&essai, &[who], f);
        seen.places(&essai, who, f, &neighbour);
        let after = state(&essai, &mut clara);
        seen.check(after == before, || format!("{}: {before:?}, then {after:?}", f.route));
    }
    lists(&essai, &mut seen, &clara);
    leaks(&essai, &mut seen, &enters(of("vigie", 0)));
    without_proconnect(&essai, &mut seen);
    let other = of("direction", 0).passkey().expect("her key");
    second_passes(&essai, &mut seen, &mut clara, &direction, [&key, &other]);
    let after = state(&essai, &mut clara);
    seen.check(after == before, || format!("{before:?}, then {after:?}"));
    println!("{}: {} requests, {} forms", essai.nom, seen.requests, all.len());
    let log = std::fs::read_to_string(essai.fichier("journal.log")).expect("text");
    for word in ["panicked", "internal failure", "Zqx", "alert(4)"] {
        seen.check(!log.contains(word), || format!("the log says {word:?}"));
    }
    essai.stop();
    essai.published();
    let swept = essai.run(&args(&["balayer", "--donnees"], &essai)).expect("a clean sweep");
    seen.check(swept.contains(" 0 écarts"), || swept.clone());
    assert!(seen.wrong.is_empty(), "{}: {} wrong\n{}", essai.nom, seen.wrong.len(), seen.wrong.join("\n"));
}

fn card(nom: &str) -> Vec<(&'static str, &str)> {
    let jusqu: &'static str = Box::leak(jour(200).into_boxed_str());
    let mail = "anna.essaisaisie@essai.example";
    vec![("prenom", "Anna"), ("nom", nom), ("mail", mail), ("role", "conseiller"), ("debut", jusqu), ("jusqu", jusqu)]
}

/// Acts of the journal, demands and lines of the staff list on the desk.
fn state(essai: &Essai, clara: &mut Navigateur) -> (usize, usize, usize) {
    let acts = essai.entries("coffre").iter().filter(|e| e.kind as u8 >= Kind::Proposal as u8).count();
    let desk = clara.get("/habilitations").expect("an answer").text();
    (acts, desk.matches("Zqaattend").count(), desk.matches("?rh=").count())
}

/// Files that are no staff list.
fn lists(essai: &Essai, seen: &mut Seen, clara: &Navigateur) {
    let many = format!("Nom;Prénom\n{}", "Zqx;Anna\n".repeat(1_001));
    let cases: [(&str, Vec<u8>, u16); 9] = [
        ("empty", b"".to_vec(), 422),
        ("no line", "Nom;Prénom;Mail\n".into(), 422),
        ("no name", "Ville;Pays\nZqx;Zqx\n".into(), 422),
        ("NUL", b"Nom;Pr\0nom\nEssai;Lina\n".to_vec(), 422),
        ("binary", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0".to_vec(), 422),
        ("a cut workbook", b"PK\x03\x04\x14\0\0\0\x08\0Zqx".to_vec(), 422),
        ("a form", b"nom=Zqx&prenom=Lina".to_vec(), 422),
        ("1 001 lines", many.into(), 422),
        ("3 MB", vec![b'Z'; 3 << 20], 413),
    ];
    bodies(essai, seen, clara, ("/habilitations/liste", "text/csv"), &cases);
}

/// What is no leak, or too little of one: five a day are checked.
fn leaks(essai: &Essai, seen: &mut Seen, vigie: &Navigateur) {
    let many = format!("fuite={}", "Zqx%40essai.example%0A".repeat(30_000));
    let cases: [(&str, Vec<u8>, u16); 5] = [
        ("nothing", b"".to_vec(), 422),
        ("NUL and no UTF-8", b"fuite=Zqx%00%FF%FE%3B2006-05-12".to_vec(), 422),
        ("one person, many times", many.into(), 422),
        ("one cell", [b"fuite=".to_vec(), vec![b'Z'; 900_000]].concat(), 422),
        ("3 MB", vec![b'Z'; 3 << 20], 413),
    ];
    bodies(essai, seen, vigie, ("/fuites", FORM), &cases);
}

/// Each of these bodies is refused as it is said.
fn bodies(
    essai: &Essai,
    seen: &mut Seen,
    who: &Navigateur,
    (route, kind): (&str, &str),
    cases: &[(&str, Vec<u8>, u16)],
) {
    for (cas, bytes, expected) in cases {
        let envoi = Envoi::from(&who.sign("POST", route, Some((kind, bytes)), false));
        let what = format!("POST {route}: {cas}");
        seen.requests += 1;
        let Some(answer) = send(essai, &envoi) else { return seen.wrong.push(format!("{what}: no answer")) };
        seen.judge(&what, false, false, &answer, None);
        seen.check(answer.status == *expected, || format!("{what}: {}", answer.status));
    }
}

/// A base without a provider has none of these pages, whatever is sent.
fn without_proconnect(essai: &Essai, seen: &mut Seen) {
    for route in ["/connexion/proconnect", "/connexion/proconnect/retour", "/connexion/proconnect/fin"] {
        for body in ["", "requete=code%3DZqx%26state%3DZqx", r#"{"sortie":"Zqx"}"#, &"Z".repeat(3 << 20)] {
            let what = format!("POST {route}: {} bytes", body.len());
            seen.requests += 1;
            let answer = send(essai, &Envoi::unsigned(essai, "POST", route, FORM, body.as_bytes()));
            let Some(answer) = answer else { return seen.wrong.push(format!("{what}: no answer")) };
            seen.judge(&what, false, false, &answer, None);
            seen.check(matches!(answer.status, 404 | 413), || format!("{what}: {}", answer.status));
        }
    }
}

/// What the key's answer may not be. Each begins a gesture of its own, that nothing of it ends.
fn second_passes(essai: &Essai, seen: &mut Seen, clara: &mut Navigateur, direction: &Navigateur, keys: [&Passkey; 2]) {
    const TARGET: &str = "/habilitations/nouvelle";
    let (fields, origine) = (card("Zqapasse"), essai.origine());
    let parts = ["credential", "authenticatorData", "clientDataJSON", "signature"];
    let mut cases: Vec<(String, Champs, u16)> = Vec::new();
    let mut begin = || asked(&clara.posts_by_script(TARGET, &fields).expect("an answer")).expect("a first pass");
    for part in parts {
        for (bad, status) in [("", 401), ("+/=", 400), ("Zqx", 400), ("AAAA", 401)] {
            let mut whole = answered(&fields, &begin(), keys[0], &origine);
            whole.iter_mut().filter(|(name, _)| name == part).for_each(|(_, value)| bad.clone_into(value));
            cases.push((format!("{part} is {bad:?}"), whole, status));
        }
        let mut whole = answered(&fields, &begin(), keys[0], &origine);
        whole.retain(|(name, _)| name != part);
        cases.push((format!("without {part}"), whole, 401));
    }
    for (bad, status) in
        [(String::new(), 400), ("AAAA".into(), 400), (base64url(&[7; 32]), 401), ("Z".repeat(9_000), 400)]
    {
        let mut whole = answered(&fields, &begin(), keys[0], &origine);
        whole.iter_mut().filter(|(name, _)| name == "defi").for_each(|(_, value)| value.clone_from(&bad));
        cases.push((format!("a challenge of {} letters", bad.len()), whole, status));
    }
    cases.push(("a colleague's key".into(), answered(&fields, &begin(), keys[1], &origine), 401));
    cases.push(("another site".into(), answered(&fields, &begin(), keys[0], "http://ailleurs.example"), 401));
    let mut elsewhere = begin();
    elsewhere.rp_id = "ailleurs.example".into();
    cases.push(("another relying party".into(), answered(&fields, &elsewhere, keys[0], &origine), 401));
    let (one, two) = (begin(), begin());
    let (mut mixed, other) = (answered(&fields, &one, keys[0], &origine), answered(&fields, &two, keys[0], &origine));
    mixed
        .iter_mut()
        .zip(&other)
        .filter(|((name, _), _)| name != "defi")
        .for_each(|(mine, theirs)| mine.clone_from(theirs));
    cases.push(("the answer to another challenge".into(), mixed, 401));
    let hers = answered(&fields, &begin(), keys[0], &origine);
    for (who, browser, (what, whole, status)) in cases.into_iter().map(|case| ("clara", &*clara, case)).chain([(
        "direction",
        direction,
        ("her colleague's answer".to_owned(), hers, 401),
    )]) {
        let body = monde::client::form(&borrowed(&whole));
        let envoi = Envoi::from(&browser.sign("POST", TARGET, Some((FORM, body.as_bytes())), false));
        seen.requests += 1;
        let what = format!("second pass by {who}: {what}");
        let Some(answer) = send(essai, &envoi) else { return seen.wrong.push(format!("{what}: no answer")) };
        seen.judge(&what, false, false, &answer, None);
        seen.check(answer.status == status, || format!("{what}: {}", answer.status));
    }
}
