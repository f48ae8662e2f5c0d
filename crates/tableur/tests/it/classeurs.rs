//! Workbooks, as written by a library of others, and part by part for what it would not write.

use std::io::{Cursor, Write};

use domaine::Clair;
use rust_xlsxwriter::{ExcelDateTime, Format as Mise, Formula, Workbook, XlsxError};
use tableur::{Format, Illisible, Place};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{refused, rows, titles};

/// A workbook as a person would fill it.
pub fn usual() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Vide")?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("Jeunes")?;
    for (at, title) in ["Nom", "Prénom", "Né le", "Tél", "NIR", "Suivi"].into_iter().enumerate() {
        sheet.write(1, at as u16, title)?;
    }
    sheet.merge_range(0, 0, 0, 5, "Liste du printemps", &Mise::new())?;
    let day = Mise::new().set_num_format("dd/mm/yyyy");
    sheet.write(2, 0, "Essai & fils")?.write(2, 1, "Léa")?;
    sheet.write_datetime_with_format(2, 2, ExcelDateTime::from_ymd(2006, 3, 12)?, &day)?;
    sheet.write(2, 3, 639_981_234)?.write(2, 4, 203_077_511_500_016_i64)?.write(2, 5, true)?;
    sheet.write(4, 0, "Autre")?.write(4, 1, "Max")?.write(4, 2, "13/03/2006")?.write(4, 3, "06 39 98 12 34")?;
    sheet.write(5, 0, "Tiers")?.write_formula(5, 1, Formula::new("=SUM(A1,B2)").set_result("ab"))?;
    workbook.save_to_buffer()
}

/// A workbook of one sheet, whose XML is given.
pub fn with_sheet(xml: &str, method: CompressionMethod) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{xml}</sheetData></worksheet>");
    with_parts(&[("xl/worksheets/sheet1.xml", &sheet)], method)
}

pub fn with_parts(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    const WORKBOOK: &str = r#"<workbook><sheets><sheet name="Un" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const RELATIONS: &str = r#"<Relationships>
        <Relationship Id="rId1" Type="http://schemas/relationships/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="http://schemas/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/>
        <Relationship Id="rId3" Type="http://schemas/relationships/styles" Target="styles.xml"/>
        </Relationships>"#;
    let usual = [
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", "<sst><si><t>Nom</t></si><si><r><t>Pré</t></r><r><t>nom</t></r></si></sst>"),
        ("xl/styles.xml", r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    let kept = usual.iter().filter(|(name, _)| parts.iter().all(|(other, _)| other != name));
    for (name, content) in kept.chain(parts) {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(content.as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}

const TITLES: &str = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#;

fn sheet(xml: &str) -> Vec<u8> {
    with_sheet(&format!("{TITLES}{xml}"), CompressionMethod::Deflated)
}

#[test]
fn a_workbook_reads_as_it_shows() {
    let feuille = tableur::read(&usual().expect("a workbook"), Some("jeunes.xlsx")).expect("readable");
    assert_eq!(feuille.format, Format::Xlsx { feuille: Clair::new("Jeunes"), feuilles: 2 });
    assert_eq!((feuille.ligne_entete, titles(&feuille)), (2, vec!["Nom", "Prénom", "Né le", "Tél", "NIR", "Suivi"]));
    assert_eq!(
        rows(&feuille),
        [
            (3, vec!["Essai & fils", "Léa", "2006-03-12", "639981234", "203077511500016", "VRAI"]),
            (5, vec!["Autre", "Max", "13/03/2006", "06 39 98 12 34", "", ""]),
            (6, vec!["Tiers", "=SUM(A1,B2)", "", "", "", ""]),
        ]
    );
    assert_eq!(feuille.formules, [Place { ligne: 6, colonne: 2 }]);
}

#[test]
fn cells_of_other_programs() {
    let check = |xml: &str, expected: [&str; 2]| {
        let feuille = tableur::read(&sheet(&format!("<row r=\"2\">{xml}</row>")), None).expect("readable");
        assert_eq!(rows(&feuille), [(2, expected.to_vec())], "{xml}");
    };
    check(r#"<c r="A2" t="inlineStr"><is><t>Essai</t></is></c><c r="B2"><v>5</v></c>"#, ["Essai", "5"]);
    check(r#"<c t="str"><v>a &lt;b&gt; &#233;</v></c><c s="1"><v>38788</v></c>"#, ["a <b> é", "2006-03-12"]);
    check(r#"<x:c r="A2" t="n"><x:v>+5</x:v></x:c><c t="d"><v>2006-03-12T00:00:00</v></c>"#, ["5", "2006-03-12"]);
    check(r#"<c r="A2" t="s"><v>1</v></c><c><f>A1</f><v>5</v></c>"#, ["Prénom", "=A1"]);
    check(r#"<c t="inlineStr"><is><r><t>Es</t></r><rPh><t>x</t></rPh><r><t>sai</t></r></is></c>"#, ["Essai", ""]);
    check(r#"<c><v>1E20</v></c><c><v>NaN</v></c>"#, ["1E20", "NaN"]);
}

#[test]
fn broken_insides_are_refused() {
    let damaged = |xml: &str| refused(&sheet(xml), Illisible::ClasseurAbime);
    damaged(r#"<row r="2"><c t="s"><v>99</v></c></row>"#);
    damaged(r#"<row r="2"><c r="A3"><v>1</v></c></row>"#);
    damaged(r#"<row r="2"/><row r="2"/>"#);
    damaged(r#"<row r="-2"/>"#);
    damaged(r#"<row r="2"><c r="ZZZZ2"><v>1</v></c></row>"#);
    damaged(r#"<row r="2"><c><v>&moi;</v></c></row>"#);
    damaged("<row>");
    damaged(&format!("{}{}", "<a>".repeat(100), "</a>".repeat(100)));
    refused(&sheet(r#"<row r="2"><c r="XFD2"><v>1</v></c></row>"#), Illisible::TropDeColonnes { ligne: 2 });
    let long = format!(r#"<row r="2"><c t="str"><v>{}</v></c></row>"#, "é".repeat(2_001));
    refused(&sheet(&long), Illisible::CelluleTropLongue { ligne: 2, colonne: 1 });
    let merged = r#"<row r="2"><c><v>1</v></c></row><mergeCells><mergeCell ref="A2:A3"/></mergeCells>"#;
    refused(&sheet(merged), Illisible::CellulesFusionnees { ligne: 2, colonne: 1 });
}
