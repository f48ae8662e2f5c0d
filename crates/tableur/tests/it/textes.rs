//! Text with separators.

use jiff::civil::date;
use tableur::{Codage, Format, Illisible, Place};

use crate::{echantillon, refused, rows, titles};

#[test]
fn what_a_french_spreadsheet_saves() {
    let feuille =
        tableur::read(b"Nom;Pr\xe9nom;N\xe9(e) le\r\nESSAI;Lo\xefc;12/03/2006\r\n;;\r\nAUTRE;Zo\xe9;\r\n", None)
            .expect("readable");
    assert_eq!(titles(&feuille), ["Nom", "Prénom", "Né(e) le"]);
    assert_eq!(rows(&feuille), [(2, vec!["ESSAI", "Loïc", "12/03/2006"]), (4, vec!["AUTRE", "Zoé", ""])]);
    assert_eq!(feuille.format, Format::Csv { delimiteur: ';', codage: Codage::Windows1252 });
}

#[test]
fn titles_may_stand_lower() {
    let text = "Liste des jeunes;;;\nÉditée le 12/03/2026;;;\n\nNom;Prénom;Tél;\nEssai;Léa;06;\nAutre;;;\n";
    let feuille = tableur::read(text.as_bytes(), None).expect("readable");
    assert_eq!((feuille.ligne_entete, titles(&feuille)), (4, vec!["Nom", "Prénom", "Tél"]));
    assert_eq!(rows(&feuille), [(5, vec!["Essai", "Léa", "06"]), (6, vec!["Autre", "", ""])]);
}

#[test]
fn ragged_rows() {
    let feuille = tableur::read(b"a;b;c\nd\ne;f\ng;h;i;;;\n", None).expect("readable");
    assert_eq!(rows(&feuille), [(2, vec!["d", "", ""]), (3, vec!["e", "f", ""]), (4, vec!["g", "h", "i"])]);
    refused(b"a;b;c\nd;e;f\ng;h;i;j\n", Illisible::LigneTropLongue { ligne: 3, attendues: 3, trouvees: 4 });
}

#[test]
fn tables_without_what_it_takes() {
    refused(b"Nom;Pr\xe9nom\n", Illisible::SansLigne);
    refused(b"Nom\nEssai\nAutre\n", Illisible::UneSeuleColonne);
    refused(b"Nom:Prenom\nEssai:Lea\n", Illisible::UneSeuleColonne);
    refused(b"Essai;Lea;12/03/2006\nAutre;Max;13/03/2006\n", Illisible::SansEntete);
    refused(b"Essai;lea@essai.example\nAutre;max@essai.example\n", Illisible::SansEntete);
}

#[test]
fn formulas_stay_text_and_are_pointed_at() {
    let feuille = tableur::read(b"Nom;Tel;Note\nEssai;+33 6;=cmd|' /C calc'!A0\n", None).expect("readable");
    assert_eq!(feuille.formules, [Place { ligne: 2, colonne: 3 }]);
    assert_eq!(rows(&feuille)[0].1[2], "=cmd|' /C calc'!A0");
}

/// The sample that the browser test imports: what is sound is read without a word, what is flawed is found, and no more.
#[test]
fn the_sample_reads_as_it_was_made() {
    for (count, flaws) in [(2_000, 0), (2_000, 40), (300, 60)] {
        let made = echantillon::make(count, flaws);
        let feuille = tableur::read(&made.bytes, Some("jeunes.csv")).expect("readable");
        assert_eq!(feuille.format, Format::Csv { delimiteur: ';', codage: Codage::Windows1252 });
        assert_eq!(feuille.lignes.len(), count);
        let colonnes = domaine::import::guess(&feuille.entetes, &feuille.lignes);
        assert!(!colonnes.contains(&domaine::import::Colonne::Ignoree));
        let examen = domaine::import::examine(&feuille.lignes, &colonnes, date(2026, 11, 22));
        let told: Vec<u32> = examen.lignes.iter().filter(|l| !l.remarques.is_empty()).map(|l| l.numero).collect();
        assert_eq!(told, made.flawed);
        let refused = examen.lignes.iter().filter(|l| !l.is_acceptable()).count();
        assert_eq!(refused, made.refused, "{count} {flaws}");
        assert_eq!(examen.lignes.iter().filter(|l| l.double_de.is_some()).count(), made.doubles);
    }
}
