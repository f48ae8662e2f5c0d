//! Requests that someone else sends: taken from the line, from a log, from a browser's memory, and changed or not.

use coffre::Coffre;
use coffre::face::{Error, EvenementSaisi, Filtre, LoginEnded, NouveauDossier, Refusal, SignedRequest};
use domaine::{Champ, Clair, Classe, DossierId};
use droits::decide::Refus;
use journal::entry::Kind;

use crate::essai::{Essai, Personne, entretien, modifies, refusal};

/// One request of every kind, as her browser signed it.
fn requests(lea: &Personne, dossier: DossierId) -> Vec<(&'static str, SignedRequest)> {
    vec![
        ("opening", lea.opening(dossier)),
        ("reveal", lea.request("POST", &format!("/dossiers/{dossier}/identifiants"))),
        ("entretien", lea.request_with("POST", &format!("/dossiers/{dossier}/evenements"), b"un texte")),
        ("draft", lea.request_with("PUT", &format!("/dossiers/{dossier}/brouillon"), b"un brouillon")),
        ("search", lea.request_with("POST", "/recherche", b"lefebvrault")),
        ("portefeuille", lea.request("GET", "/portefeuille?page=1")),
        ("creation", lea.request_with("POST", "/dossiers", b"nom")),
        ("creation of an unknown", lea.request_with("POST", "/dossiers", b"nom")),
        ("modification", lea.modifying(dossier)),
        ("delicate part", lea.request("POST", &format!("/dossiers/{dossier}/delicat"))),
        ("print", lea.request("GET", &format!("/dossiers/{dossier}/impression?feuille=contact"))),
        ("duplicates", lea.request_with("POST", "/recherche", b"objet=doublons")),
        ("my readings", lea.request("GET", "/lectures?page=1")),
    ]
}

/// The verb of a request, with whatever the guichet would pass to it. What comes back is how much was obtained.
async fn sends(coffre: &Coffre, kind: &str, request: &SignedRequest, dossier: DossierId) -> Result<usize, Error> {
    let saisi: EvenementSaisi = entretien("un texte");
    match kind {
        "opening" => coffre.open(request, dossier).await.map(|o| o.champs.len()),
        "reveal" => coffre.reveal(request, dossier).await.map(|r| r.champs.len()),
        "entretien" => coffre.record_evenement(request, dossier, saisi).await.map(|_| 1),
        "draft" => coffre.save_draft(request, dossier, None, Clair::new("un brouillon")).await.map(|()| 1),
        "search" => coffre.search(request, Clair::new("lefebvrault"), false).await.map(|l| l.lignes.len()),
        "portefeuille" => coffre.portefeuille(request, Filtre::default(), 1).await.map(|p| p.liste.lignes.len()),
        "modification" => {
            let change = modifies(&[(Champ::Commune, "", "Lille")]);
            coffre.modify_dossier(request, dossier, change).await.map(|_| 1)
        }
        "delicate part" => coffre.unfold(request, dossier).await.map(|u| u.champs.len()),
        "print" => coffre.print(request, dossier).await.map(|o| o.champs.len()),
        "duplicates" => {
            let typed = vec![(Champ::NomNaissance, Clair::new("Lefebvrault"))];
            coffre.duplicates(request, typed).await.map(|d| d.lignes.len())
        }
        "my readings" => coffre.my_readings(request, 1).await.map(|m| m.jours.len()),
        _ => {
            // Once made, somebody of that name is known: sent again, the second one would show her.
            let (nom, confirme) = if kind == "creation" { ("Durandelle", true) } else { ("Inconnuelle", false) };
            let champs = [(Champ::NomNaissance, nom), (Champ::Prenom, "Ana"), (Champ::Naissance, "2005-05-05")];
            let champs = champs.into_iter().map(|(c, v)| (c, Clair::new(v))).collect();
            coffre.create_dossier(request, NouveauDossier { champs, confirme }).await.map(|_| 1)
        }
    }
}

#[test]
fn a_request_serves_once() {
    Essai::on_each_engine(2, |e| {
        let lea = e.signs_in("lea");
        let dossier = e.of("lea")[0];
        for (kind, request) in requests(&lea, dossier) {
            let obtained = e.run(sends(&e.coffre(), kind, &request, dossier));
            assert!(obtained.is_ok_and(|n| n > 0), "{kind}, the first time");
            for moment in ["at once", "after a reboot"] {
                let before = e.journal().len();
                let again = e.run(sends(&e.coffre(), kind, &request, dossier));
                assert!(matches!(again, Err(Error::Refusal(Refusal::Signature))), "{kind} {moment}: {again:?}");
                let journal = e.journal();
                let new = journal[before..].iter().find(|e| e.kind == Kind::Refusal);
                let refused = new.unwrap_or_else(|| panic!("{kind} {moment}: not journalled"));
                assert_eq!((refused.rule, refused.login), (Refus::Replay as u8, lea.login), "{kind} {moment}");
                if moment == "at once" {
                    e.reboot();
                }
            }
        }
        assert_eq!(lea.opens(dossier).expect("opens").etat, 3, "one entretien and one change, once");
    });
}

#[test]
fn a_changed_request_serves_never() {
    let e = Essai::on_sqlite(2);
    let (lea, karine) = (e.signs_in("lea"), e.signs_in("karine"));
    let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
    type Change = fn(&mut SignedRequest, &Personne, DossierId);
    let changes: [(&str, Change, Refusal); 9] = [
        ("another method", |r, _, _| r.method = "DELETE".into(), Refusal::Signature),
        ("another path", |r, _, other| r.target = format!("/dossiers/{other}"), Refusal::Signature),
        ("a query", |r, _, _| r.target.push_str("?x=1"), Refusal::Signature),
        ("another body", |r, _, _| r.body_hash[0] ^= 1, Refusal::Signature),
        ("another nonce", |r, _, _| r.nonce[0] ^= 1, Refusal::Signature),
        ("another signature", |r, _, _| r.signature[9] ^= 1, Refusal::Signature),
        ("no signature", |r, _, _| r.signature = [0; 64], Refusal::Signature),
        ("another's login", |r, k, _| r.login = k.login, Refusal::Signature),
        ("a login of nobody", |r, _, _| r.login = [5; 16], Refusal::Login(LoginEnded::Inconnu)),
    ];
    for (kind, _) in requests(&lea, hers) {
        for (what, change, expected) in changes {
            let (_, mut request) = requests(&lea, hers).into_iter().find(|(k, _)| *k == kind).expect("there");
            change(&mut request, &karine, other);
            let target = if what == "another path" { other } else { hers };
            let before = e.contre.cosigned().len();
            assert_eq!(refusal(e.run(sends(&e.coffre(), kind, &request, target))), expected, "{kind}: {what}");
            // A request that no browser signed is nobody's: it is refused before the journal, so that whoever has
            // seen a login's name cannot fill the journal under it.
            assert_eq!(e.contre.cosigned().len(), before, "{kind}: {what}");
        }
    }
}

#[test]
fn a_request_opens_what_it_names_and_nothing_else() {
    let e = Essai::on_sqlite(2);
    let lea = e.signs_in("lea");
    let (hers, other) = (e.of("lea")[0], e.of("lea")[1]);
    for (kind, request) in requests(&lea, hers).into_iter().filter(|(_, r)| r.target.contains("/dossiers/")) {
        let answer = e.run(sends(&e.coffre(), kind, &request, other));
        assert_eq!(refusal(answer), Refusal::Introuvable, "{kind} for another dossier");
    }
    // A right request on the wrong road: the act is the one of its path, so that no verb gives or writes more.
    for kind in ["opening", "draft", "search", "portefeuille", "creation", "delicate part", "print", "my readings"] {
        for road in ["reveal", "entretien", "creation", "modification", "delicate part", "print"] {
            let (_, request) = requests(&lea, hers).into_iter().find(|(k, _)| *k == kind).expect("there");
            if road == "reveal" {
                let shown = e.run(e.coffre().reveal(&request, hers)).map_or_else(|_| Vec::new(), |r| r.champs);
                assert!(shown.iter().all(|(c, _)| c.classe() != Classe::Identifiants), "{kind} on the road of {road}");
            } else if road != kind {
                assert!(e.run(sends(&e.coffre(), road, &request, hers)).is_err(), "{kind} on the road of {road}");
            }
        }
    }
    assert_eq!(lea.opens(hers).expect("opens").etat, 1, "nothing was written");
}

#[test]
fn a_request_of_another_browser_of_hers_is_not_hers() {
    let e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let mut thief = e.someone("lea");
    thief.login = lea.login;
    let dossier = e.of("lea")[0];
    assert_eq!(refusal(thief.opens(dossier)), Refusal::Signature, "her login without her browser's key");
    lea.opens(dossier).expect("she works");
}

/// What we live with: a draft leaves no entry while its dossier is open, so that a restart forgets its request. Sent
/// again, it may put her own older draft back, once; it shows nothing, and is journalled as an opening.
#[test]
fn a_draft_s_request_is_forgotten_by_a_restart() {
    let mut e = Essai::on_sqlite(1);
    let lea = e.signs_in("lea");
    let dossier = e.of("lea")[0];
    lea.opens(dossier).expect("opens");
    let (_, request) = requests(&lea, dossier).swap_remove(3);
    e.run(sends(&e.coffre(), "draft", &request, dossier)).expect("keeps");
    e.reboot();
    let before = e.count(Kind::Opening);
    e.run(sends(&e.coffre(), "draft", &request, dossier)).expect("once more");
    assert_eq!(e.count(Kind::Opening), before + 1, "journalled");
    assert!(e.run(sends(&e.coffre(), "draft", &request, dossier)).is_err(), "and never twice");
}
