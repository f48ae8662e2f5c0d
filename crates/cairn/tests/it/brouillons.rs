//! Nothing typed is lost: a draft that was acknowledged survives the death of either program and of the browser, comes
//! back to whoever typed it wherever she enters next, and to nobody else.

use monde::client::{Navigateur, dossiers_in};

use crate::both_engines;
use crate::serveur::Essai;

both_engines!(brouillons, drafts_come_back);

/// As long as a long entretien, with what a form may hold.
const TEXTE: &str = "Reçue à l'accueil ; « pas de nouvelles ».\nÀ rappeler <lundi> & mardi \u{1f600}\n\n- fin";

fn drafts_come_back(mut essai: Essai) {
    essai.create(60, None);
    essai.serve();
    let mut lea = essai.conseiller(0);
    let dossiers = dossiers_in(&lea.portefeuille(1).expect("an answer").text());
    let [first, second, third] = [&dossiers[0], &dossiers[1], &dossiers[2]];
    for (dossier, texte) in [(first, TEXTE), (second, "second"), (third, "troisième")] {
        keeps(&mut lea, dossier, texte);
    }

    // The server dies at once after the answer; her page is still open and goes on.
    essai.kill_cairn();
    essai.serve();
    comes_back(&essai, &mut lea, first, TEXTE);
    keeps(&mut lea, second, "second, plus long");
    essai.kill_cairn();
    essai.kill_contre_cle();
    essai.serve();

    // Her browser is gone with its key: another machine, another login.
    drop(lea);
    let mut lea = essai.conseiller(0);
    comes_back(&essai, &mut lea, first, TEXTE);
    comes_back(&essai, &mut lea, second, "second, plus long");
    comes_back(&essai, &mut lea, third, "troisième");

    // A colleague who opens the same dossier sees none of it, and her own draft takes the place of nobody's.
    let mut karine = essai.conseiller(1);
    let page = karine.opens(second).expect("an answer");
    assert!(page.status == 200 && !page.text().contains("second, plus long"), "{}: hers alone", essai.nom);
    keeps(&mut karine, second, "celui de karine");
    comes_back(&essai, &mut lea, second, "second, plus long");
    comes_back(&essai, &mut karine, second, "celui de karine");

    // A body without a text says nothing about a draft; one that was emptied forgets it; one recorded is no draft.
    let bare = lea.put(&format!("/dossiers/{third}/brouillon"), &[("genre", "telephone")]).expect("an answer");
    assert_eq!(bare.status, 400, "{}", essai.nom);
    comes_back(&essai, &mut lea, third, "troisième");
    keeps(&mut lea, third, "");
    assert!(!lea.opens(third).expect("an answer").text().contains("troisième"), "{}: forgotten", essai.nom);
    assert_eq!(lea.records_entretien(first, "2026-11-20", TEXTE).expect("an answer").status, 303);
    essai.kill_cairn();
    essai.serve();
    let mut lea = essai.conseiller(0);
    let field = typed(&lea.opens(first).expect("an answer").text());
    assert_eq!(field, "", "{}: recorded, it is no draft any more", essai.nom);
    essai.stop();
    essai.published();
}

fn keeps(who: &mut Navigateur, dossier: &str, texte: &str) {
    let fields = [("genre", "telephone"), ("texte", texte)];
    let kept = who.put(&format!("/dossiers/{dossier}/brouillon"), &fields).expect("an answer");
    assert_eq!(kept.status, 204, "{}", kept.text());
}

fn comes_back(essai: &Essai, who: &mut Navigateur, dossier: &str, texte: &str) {
    let page = who.opens(dossier).expect("an answer");
    assert_eq!(page.status, 200, "{}", page.text());
    assert_eq!(typed(&page.text()), texte, "{}: to the letter", essai.nom);
}

/// What stands in the field of the entretien.
fn typed(page: &str) -> String {
    let area = page.split("name=\"texte\"").nth(1).and_then(|rest| rest.split_once('>')).expect("a field").1;
    let coded = area.split("</textarea>").next().expect("its end");
    let read = coded
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&quot;", "\"");
    // A browser drops the line feed that follows the opening of the field, and sends lines with a carriage return.
    read.replace("&#38;", "&").replace("&amp;", "&").trim_start_matches('\n').replace("\r\n", "\n")
}
