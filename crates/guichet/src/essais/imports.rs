//! Imports from outside: a file becomes a grid, a grid is corrected and signed; a bad file gets its sentence and changes
//! nothing.

use std::io::{Cursor, Write};

use axum::body::Body;
use axum::http::Method;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::gens::{Agent, Reponse, envoie, guichet};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Two ready rows, one to correct, one double; an ignored column.
const LISTE: &str = "Nom;Prénom;Né(e) le;Remarques;Téléphone\r\n\
                     Essaimartin;Lina;12/05/2006;x;06 39 98 00 01\r\n\
                     Essaidurand;Noah;31/02/2005;y;06 39 98 00 02\r\n\
                     Essaipetit;Inès;03/09/2004;z;06 39 98 00 03\r\n\
                     Essaimartin;Lina;12/05/2006;x;06 39 98 00 01\r\n";

async fn lea() -> (Agent, axum::Router) {
    let (app, coffre) = guichet();
    (Agent::entre(&app, &coffre).await, app)
}

/// Gives a file, as the page's script does.
async fn give(lea: &Agent, app: &axum::Router, kind: &'static str, bytes: &[u8]) -> Reponse {
    let mut request = lea.signe_octets(Method::POST, "/imports", bytes, false);
    request.headers_mut().insert("content-type", kind.parse().expect("a header"));
    request.headers_mut().insert("content-length", bytes.len().into());
    envoie(app, request).await
}

/// Gives the small list, and says where it is corrected.
async fn liste(lea: &Agent, app: &axum::Router) -> String {
    let given = give(lea, app, "text/csv", LISTE.as_bytes()).await;
    assert_eq!(given.status, 204, "{}", given.corps);
    given.header("cairn-vers").to_owned()
}

#[tokio::test]
async fn bad_files_get_their_sentence_and_change_nothing() {
    let (lea, app) = lea().await;
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let ole = |stream: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 512], wide(stream)].concat();
    let rows = format!("Nom;Prénom\n{}", "Essai;Lina\n".repeat(10_001));
    let cases: [(&str, Vec<u8>, &str); 11] = [
        ("empty", Vec::new(), "Ce fichier est vide"),
        ("binary", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0".to_vec(), "est un programme"),
        ("PDF", b"%PDF-1.7\n".to_vec(), "est un PDF"),
        ("old Excel", ole("Workbook"), "ancien classeur Excel"),
        ("password", ole("EncryptedPackage"), "mot de passe"),
        ("quotes", b"Nom;Pr\xe9nom\nEssai;Lina\nEssai;\"Noah\nEssai;Tom\n".to_vec(), "Ligne 3 : un guillemet"),
        ("bomb", bomb(), "démesuré"),
        ("header only", "Nom;Prénom\n".into(), "aucune ligne dessous"),
        ("one column", "Nom\nEssai\nAutre\n".into(), "séparateur"),
        ("10,001 rows", rows.into_bytes(), "plus de 10"),
        ("no header", "Essai;2006-05-12\nAutre;2005-01-03\n".into(), "titres"),
    ];
    for (nom, bytes, expected) in cases {
        let answer = give(&lea, &app, if nom == "bomb" { XLSX } else { "text/csv" }, &bytes).await;
        assert_eq!(answer.status, 422, "{nom}: {}", answer.corps);
        assert!(answer.corps.contains(expected), "{nom}: {}", answer.corps);
        assert!(!answer.corps.contains("Noah"), "{nom}: a value in a message");
    }
    assert!(lea.va("/imports").await.corps.contains("Aucun import encore"));
}

#[tokio::test]
async fn a_stranger_s_file_is_not_read() {
    let (lea, app) = lea().await;
    let mut request = lea.signe_octets(Method::POST, "/imports", b"%PDF-1.7\n", false);
    let forged = format!("cairn=:{}:", crate::encodage::base64(&[7; 64]));
    request.headers_mut().insert("signature", forged.parse().expect("a header"));
    let refused = envoie(&app, request).await;
    assert!(refused.status != 422 && !refused.corps.contains("PDF"), "{} {}", refused.status, refused.corps);
}

/// A body that is never asked for: its length is enough.
#[tokio::test]
async fn a_length_beyond_the_limit_is_refused_before_a_byte_is_read() {
    let (lea, app) = lea().await;
    let endless = Body::new(NeverRead);
    let (mut parts, _) = lea.signe(Method::POST, "/imports", "", false).into_parts();
    parts.headers.insert("content-length", 500_000_000_u64.into());
    let refused = envoie(&app, axum::http::Request::from_parts(parts, endless)).await;
    assert_eq!(refused.status, 413);
    assert!(refused.corps.contains("20 Mo"), "{}", refused.corps);

    // One that says nothing of its length is cut at the limit.
    let silent = lea.signe_octets(Method::POST, "/imports", &vec![b'a'; 21_000_000], false);
    let refused = envoie(&app, silent).await;
    assert_eq!(refused.status, 413);
    assert!(refused.corps.contains("20 Mo"), "{}", refused.corps);
    // And no other form got any larger.
    let form = lea.signe_octets(Method::POST, "/recherche", &vec![b'a'; crate::demande::CORPS_MAX + 1], false);
    assert_eq!(envoie(&app, form).await.status, 413);
}

#[tokio::test]
async fn a_file_is_read_corrected_signed_followed_and_taken_back() {
    let (lea, app) = lea().await;
    let page = liste(&lea, &app).await;
    let html = lea.va(&page).await.corps;
    assert!(html.contains("data-pretes=\"2\"") && html.contains("data-refusees=\"1\""), "{html}");
    assert!(html.contains("data-doubles=\"1\"") && html.contains("Même personne que la ligne 2."));
    assert!(html.contains("<td hidden>y</td>"), "an ignored column stays with its row");
    assert!(!html.contains("id=\"execution\""), "all or nothing: nothing to sign while a row stands in the way");

    // The cell is corrected: the row comes back ready, with the counts.
    let body = "corriger=3&c=Essaidurand&c=Noah&c=28%2F02%2F2005&c=y&c=06+39+98+00+02";
    let pieces = lea.demande(Method::POST, &page, body).await.corps;
    assert!(pieces.contains("id=\"l3\"") && pieces.contains("<b>prête</b>"), "{pieces}");
    assert!(pieces.contains("id=\"bilan\"") && pieces.contains("data-pretes=\"3\""));
    assert!(!pieces.contains("<html"), "pieces, not a page");

    // The double is left aside, and the form to sign is there, exactly.
    let pieces = lea.demande(Method::POST, &page, "choisir=5-1").await.corps;
    assert!(pieces.contains("écartée") && pieces.contains("Créer 3 dossiers"), "{pieces}");
    let (contenu, lignes) = signed(&pieces, "execution");
    assert_eq!(lignes, "3");
    let other = format!("contenu={contenu}&lignes=4");
    assert_eq!(lea.demande(Method::POST, &format!("{page}/execution"), &other).await.status, 409);
    let sentence = format!("contenu={contenu}&lignes=3");
    let run = lea.demande(Method::POST, &format!("{page}/execution"), &sentence).await;
    assert_eq!(run.header("cairn-vers"), format!("{page}/avancement?sur=3"));

    let progress = lea.demande(Method::GET, run.header("cairn-vers"), "").await.corps;
    assert!(progress.contains("\"faits\":3") && progress.contains("\"encours\":false"), "{progress}");
    let done = lea.va(&format!("{page}?vue=faites")).await.corps;
    assert!(done.contains("3 dossiers créés.") && done.contains("href=\"/dossiers/"), "{done}");
    assert!(!done.contains("Essaimartin"), "cells of what is made are gone");
    let (contenu, lignes) = signed(&done, "annulation");
    let sentence = format!("contenu={contenu}&lignes={lignes}");
    let undone = lea.demande(Method::POST, &format!("{page}/annulation"), &sentence).await;
    assert_eq!(undone.header("cairn-vers"), format!("{page}?vue=faites"));
    assert!(lea.va(undone.header("cairn-vers")).await.corps.contains("Import annulé"));
}

#[tokio::test]
async fn columns_are_fed_elsewhere_and_what_is_missing_is_said() {
    let (lea, app) = lea().await;
    let page = liste(&lea, &app).await;
    let columns =
        "geste=colonnes&colonne=nom-naissance&colonne=prenom&colonne=ignoree&colonne=naissance&colonne=telephone";
    let body = lea.demande(Method::POST, &page, columns).await.corps;
    assert!(body.contains("id=\"import\"") && body.contains("<option value=\"ignoree\" selected>"), "{body}");
    assert!(body.contains("data-refusees=\"4\""), "{body}");
    let columns = columns.replace("=naissance&", "=situation&");
    let body = lea.demande(Method::POST, &page, &columns).await.corps;
    assert!(body.contains("Aucune colonne ne remplit") && body.contains("<li>Date de naissance</li>"), "{body}");
    assert_eq!(lea.demande(Method::POST, &page, &columns.replace("situation", "iban")).await.status, 400);
}

#[tokio::test]
async fn faulty_rows_are_left_aside_and_a_file_is_forgotten() {
    let (lea, app) = lea().await;
    let page = liste(&lea, &app).await;
    let body = lea.demande(Method::POST, &page, "geste=ecarter-fautives").await.corps;
    assert!(body.contains("Créer 2 dossiers") && body.contains("Plus rien à corriger"), "{body}");
    let forgotten = lea.demande(Method::POST, &page, "geste=oublier").await;
    assert_eq!(forgotten.header("cairn-vers"), "/imports");
    assert_eq!(lea.va(&page).await.status, 404);
}

#[tokio::test]
async fn an_interrupted_import_goes_on_or_is_taken_back() {
    let (app, coffre) = guichet();
    let lea = Agent::entre(&app, &coffre).await;
    let page = liste(&lea, &app).await;
    let body = lea.demande(Method::POST, &page, "geste=ecarter-fautives").await.corps;
    let (contenu, lignes) = signed(&body, "execution");
    let sentence = format!("contenu={contenu}&lignes={lignes}");
    lea.demande(Method::POST, &format!("{page}/execution"), &sentence).await;
    coffre.interrupt(page.rsplit('/').next().and_then(|id| id.parse().ok()).expect("an import"));
    let html = lea.va(&page).await.corps;
    assert!(html.contains("Import interrompu") && html.contains("Reprendre : 1 dossier à créer"), "{html}");
    assert!(html.contains("id=\"execution\"") && html.contains("id=\"annulation\""));
}

#[tokio::test]
async fn a_page_of_many_long_rows_stays_light() {
    let (lea, app) = lea().await;
    let titles =
        "Nom;Prénom;Né(e) le;Sexe;Adresse;CP;Ville;Téléphone;Courriel;NIR;IDE;Niveau;Situation;Référent;Statut";
    let row = |n: usize| {
        format!(
            "Essai-de-la-Longue;Lina-Marie;31/02/2006;F;{n} rue des Essais-Prolongés;59100;Roubaix;06 39 98 00 01;\
             une.adresse.longue{n}@exemple.example;;1234567A;3;Demandeur d'emploi;Léa Masson;actif\n"
        )
    };
    let file = format!("{titles}\n{}", (0..60).map(row).collect::<String>());
    let given = give(&lea, &app, "text/csv", file.as_bytes()).await;
    let page = lea.va(given.header("cairn-vers")).await;
    assert!(page.corps.contains("id=\"l26\""), "{}", &page.corps[..page.corps.len().min(3_000)]);
    assert!(page.corps.len() < 30_000, "{} bytes", page.corps.len());
}

#[tokio::test]
async fn the_model_is_headers_alone_and_reads_back() {
    let (lea, app) = lea().await;
    let served = envoie(&app, super::gens::navigation(Method::GET, "/imports/modele.csv")).await;
    assert!(served.header("content-disposition").contains("cairn-modele-import.csv"));
    assert_eq!(served.corps.lines().count(), 1);
    let one = format!("{}Essai;;Lina;12/05/2006;F;;;;;;;;;;;;\r\n", crate::imports::model::ENTETES);
    let given = give(&lea, &app, "text/csv", one.as_bytes()).await;
    let page = lea.va(given.header("cairn-vers")).await.corps;
    assert!(page.contains("toutes les colonnes servent") && page.contains("Créer 1 dossier"), "{page}");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let (lea, app) = lea().await;
    let page = liste(&lea, &app).await;
    for body in ["", "geste=tout", "choisir=2", "corriger=x&c=a", "colonne=nom"] {
        assert_eq!(lea.demande(Method::POST, &page, body).await.status, 400, "{body}");
    }
    assert_eq!(lea.demande(Method::POST, &page, "choisir=999-1").await.status, 404);
    for other in ["/imports/1", "/imports/00000000000000000000000000000000", "/imports/%ff"] {
        assert_eq!(lea.va(other).await.status.as_u16() / 100, 4, "{other}");
    }
    for body in ["", "contenu=0a&lignes=1"] {
        assert_eq!(lea.demande(Method::POST, &format!("{page}/execution"), body).await.status, 400, "{body}");
    }
}

/// What a form of the page signs.
fn signed(html: &str, id: &str) -> (String, String) {
    let form = html.split(&format!("id=\"{id}\"")).nth(1).and_then(|rest| rest.split("</form>").next());
    let form = form.unwrap_or_else(|| panic!("no form {id} in {html}"));
    let field = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    (field("contenu"), field("lignes"))
}

/// A workbook whose list of parts is itself the weight.
fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..2_100 {
        zip.start_file(format!("xl/{n}.xml"), SimpleFileOptions::default()).expect("room");
        zip.write_all(b"<a/>").expect("room");
    }
    zip.finish().expect("a zip").into_inner()
}

/// Says that it was asked for by breaking the test.
struct NeverRead;

impl http_body::Body for NeverRead {
    type Data = axum::body::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<Self::Data>, Self::Error>>> {
        panic!("a byte was asked for");
    }
}
