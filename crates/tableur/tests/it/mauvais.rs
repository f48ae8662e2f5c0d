//! Bad files, one after the other: each has its own word, and none takes more memory than it may.

use std::io::{Cursor, Write};

use tableur::{DECOMPRESSE_MAX, FICHIER_MAX, Illisible, Nature};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::classeurs::{usual, with_parts, with_sheet};
use crate::refused;

#[test]
fn files_that_are_something_else() {
    let is = |bytes: &[u8], nature: Nature| refused(bytes, Illisible::PasUnTableur(nature));
    is(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", Nature::Pdf);
    is(b"MZ\x90\0\x03\0\0\0", Nature::Programme);
    is(b"\x7fELF\x02\x01\x01\0", Nature::Programme);
    is(b"\xff\xd8\xff\xe0\0\x10JFIF", Nature::Image);
    is(b"\x89PNG\r\n\x1a\n", Nature::Image);
    is(b"7z\xbc\xaf\x27\x1c", Nature::Archive);
    is(b"<!DOCTYPE html><html><table>", Nature::Html);
    is(b"<?xml version=\"1.0\"?><Workbook/>", Nature::Xml);
    is(b"{\"nom\": \"Essai\"}", Nature::Json);
    is(b"{\\rtf1 Essai}", Nature::Rtf);
    is(&[0x01; 400], Nature::Inconnue);
    let ole = |stream: &str| {
        let wide: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 100], &wide].concat()
    };
    is(&ole("Workbook"), Nature::Xls);
    is(&ole("WordDocument"), Nature::OfficeAncien);
    refused(&ole("EncryptedPackage"), Illisible::MotDePasse);
    is(&zip_of(&["mimetype", "content.xml"]), Nature::Ods);
    is(&zip_of(&["xl/workbook.bin"]), Nature::Xlsb);
    is(&zip_of(&["word/document.xml"]), Nature::Docx);
    is(&zip_of(&["photo.jpg"]), Nature::Archive);
    refused(&zip_of(&["jeunes.xlsx"]), Illisible::ArchivesImbriquees);
}

#[test]
fn empty_or_damaged() {
    for nothing in [&b""[..], b" \r\n\t", b"\xef\xbb\xbf", b";;;\n;;\n", b"\0\0\0", b"sep=;\n"] {
        refused(nothing, Illisible::Vide);
    }
    refused(b"Nom;Prenom\nEs\0sai;Lea\n", Illisible::OctetNul);
    refused(b"Nom;Prenom\nEssai;\"Lea\n", Illisible::Guillemets { ligne: 2 });
    refused(&vec![b'a'; FICHIER_MAX + 1], Illisible::TropGros);
    assert_eq!(tableur::read(b"a;b\n", Some("x.XLSX")).err(), Some(Illisible::ArchiveAbimee));
    let whole = usual().expect("a workbook");
    refused(&whole[..whole.len() / 2], Illisible::ArchiveAbimee);
    refused(&whole[..40], Illisible::ArchiveAbimee);
    refused(&with_sheet("", CompressionMethod::Deflated), Illisible::Vide);
    refused(
        &with_parts(&[("xl/worksheets/sheet1.xml", "<worksheet><sheetDa")], CompressionMethod::Stored),
        Illisible::ClasseurAbime,
    );
    refused(&with_parts(&[], CompressionMethod::Stored), Illisible::ClasseurAbime);
}

/// Nothing but small nodes, more of them than may be read.
#[test]
fn the_whole_has_a_limit_too() {
    let parts = Cursor::new(with_parts(&[], CompressionMethod::Stored));
    let mut zip = ZipWriter::new_append(parts).expect("a zip");
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(b"<worksheet>").expect("room");
    let node = format!("<x>{}</x>", "a".repeat(500_000));
    for _ in 0..=DECOMPRESSE_MAX / 500_000 {
        zip.write_all(node.as_bytes()).expect("room");
    }
    zip.write_all(b"</worksheet>").expect("room");
    refused(&zip.finish().expect("a zip").into_inner(), Illisible::Bombe);
}

/// Small files that inflate without end: whatever sizes they announce, reading stops at the limit.
#[test]
fn bombs_stop() {
    let endless = "a".repeat(DECOMPRESSE_MAX as usize / 40);
    let one_node = with_sheet(&format!("<row><c t=\"str\"><v>{endless}</v></c></row>"), CompressionMethod::Deflated);
    assert!(one_node.len() < 100_000);
    refused(&one_node, Illisible::Bombe);
    // The same, which says that it inflates to ten bytes.
    let mut liar = one_node;
    let (name, size) = (b"xl/worksheets/sheet1.xml", 10u32.to_le_bytes());
    let places: Vec<usize> = (0..liar.len() - name.len()).filter(|at| liar[*at..].starts_with(name)).collect();
    for at in places {
        let field = if liar[at - 46..].starts_with(b"PK\x01\x02") { at - 46 + 24 } else { at - 30 + 22 };
        liar[field..field + 4].copy_from_slice(&size);
    }
    let why = tableur::read(&liar, None).err();
    assert!(matches!(why, Some(Illisible::Bombe | Illisible::ArchiveAbimee | Illisible::ClasseurAbime)), "{why:?}");
    // Shared texts, styles and relations count as well.
    for part in ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"] {
        let bomb = with_parts(&[(part, &format!("<a>{endless}</a>"))], CompressionMethod::Deflated);
        refused(&bomb, Illisible::Bombe);
    }
    // Entities that stand for entities.
    let laughs = r#"<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><worksheet><sheetData/></worksheet>"#;
    let sheet = [("xl/worksheets/sheet1.xml", laughs)];
    refused(&with_parts(&sheet, CompressionMethod::Deflated), Illisible::ClasseurAbime);
    // A list of parts that is itself the weight.
    let names: Vec<String> = (0..2_100).map(|n| format!("{n}.txt")).collect();
    refused(&zip_of(&names.iter().map(String::as_str).collect::<Vec<_>>()), Illisible::Bombe);
}

#[test]
fn too_many_rows() {
    let csv = |rows: usize| format!("a;b\n{}", "c;d\n".repeat(rows));
    assert!(tableur::read(csv(10_000).as_bytes(), None).is_ok());
    refused(csv(10_001).as_bytes(), Illisible::TropDeLignes);
    refused(csv(100_000).as_bytes(), Illisible::TropDeLignes);
    let row = r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>"#;
    let sheet = |rows: usize| with_sheet(&row.repeat(rows + 1), CompressionMethod::Deflated);
    assert_eq!(tableur::read(&sheet(10_000), None).map(|f| f.lignes.len()), Ok(10_000));
    refused(&sheet(10_001), Illisible::TropDeLignes);
    refused(&sheet(50_000), Illisible::TropDeLignes);
}

/// No refusal repeats what the file holds.
#[test]
fn refusals_say_keys_and_numbers() {
    for (why, expected) in [
        (Illisible::Guillemets { ligne: 12 }, "fichier-guillemets (ligne 12)"),
        (Illisible::CelluleTropLongue { ligne: 3, colonne: 28 }, "fichier-cellule-trop-longue (AB3)"),
        (Illisible::PasUnTableur(Nature::Pdf), "fichier-pas-un-tableur (pdf)"),
        (Illisible::Vide, "fichier-vide"),
    ] {
        assert_eq!(why.to_string(), expected);
    }
}

fn zip_of(names: &[&str]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(b"x").expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}
