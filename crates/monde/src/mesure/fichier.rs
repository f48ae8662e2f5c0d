//! A spreadsheet of invented people, as an office program of Windows writes it: semicolons, Windows-1252, dates with
//! slashes, lines that end by CR LF. Every row is good: the bench measures the making, not the refusing.

use std::collections::HashSet;

use crate::personnes::{Jeune, Monde};

/// Heads of the columns.
const ENTETES: [&str; 9] =
    ["Nom", "Prénom", "Né(e) le", "Civilité", "Portable", "Courriel", "Adresse", "Code postal", "Commune"];

/// The file of this many people of a world. No social security number: those of invented people are few, and two
/// people may share one.
pub fn csv(monde: &Monde, lignes: usize) -> Vec<u8> {
    let mut file = encode(&ENTETES.join(";")).unwrap_or_default();
    file.extend(b"\r\n");
    let mut seen = HashSet::new();
    let rows = monde.jeunes().filter_map(|jeune| {
        let is_new = seen.insert((jeune.nom_naissance.clone(), jeune.prenom().to_owned(), jeune.date_naissance));
        encode(&row(&jeune)).filter(|_| is_new)
    });
    for row in rows.take(lignes) {
        file.extend(row);
        file.extend(b"\r\n");
    }
    file
}

fn row(jeune: &Jeune) -> String {
    let naissance = jeune.date_naissance;
    let cells = [
        jeune.nom_naissance.clone(),
        jeune.prenom().to_owned(),
        format!("{:02}/{:02}/{:04}", naissance.jour, naissance.mois, naissance.annee),
        if jeune.feminin { "Madame" } else { "Monsieur" }.to_owned(),
        jeune.mobile.clone().unwrap_or_default(),
        jeune.mail.clone().unwrap_or_default(),
        jeune.adresse.ligne(),
        jeune.adresse.code_postal.to_owned(),
        jeune.adresse.commune.to_owned(),
    ];
    cells.map(|cell| quoted(&cell)).join(";")
}

fn quoted(cell: &str) -> String {
    if cell.contains([';', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// Windows-1252; `None` for a text that it cannot write.
fn encode(text: &str) -> Option<Vec<u8>> {
    let byte = |c: char| match c {
        '\u{0}'..='\u{7f}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        'œ' => Some(0x9c),
        'Œ' => Some(0x8c),
        'Ÿ' => Some(0x9f),
        '’' => Some(0x92),
        '–' => Some(0x96),
        _ => None,
    };
    text.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::donnees::structures;

    #[test]
    fn the_file_is_what_an_office_program_writes() {
        let monde = Monde::new(9, &structures()[0], 400);
        let file = csv(&monde, 300);
        assert!(std::str::from_utf8(&file).is_err(), "accents are single bytes");
        let text: String = file.iter().copied().map(char::from).collect();
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 301);
        assert_eq!(lines[0], ENTETES.join(";"));
        let people: HashSet<&str> = lines[1..].iter().copied().collect();
        assert_eq!(people.len(), 300, "nobody twice");
        for line in people {
            assert_eq!(line.split(';').count(), ENTETES.len(), "{line}");
        }
        assert_eq!(csv(&monde, 300), file, "the same world writes the same file");
    }

    #[test]
    fn cells_and_letters_are_written_as_the_reader_expects() {
        assert_eq!(quoted("12; rue \"X\""), "\"12; rue \"\"X\"\"\"");
        assert_eq!(encode("Cœur d’Été"), Some(b"C\x9cur d\x92\xc9t\xe9".to_vec()));
        assert_eq!(encode("Ђ"), None);
    }
}
