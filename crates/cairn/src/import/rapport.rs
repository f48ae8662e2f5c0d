//! What is said of a file: on the terminal without a value, and in a file of rejected rows with all of them.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use domaine::import::{Gravite, LigneExaminee, Remarque, is_formula};
use domaine::saisie::Raison;
use guichet::paroles;
use serde_json::{Value, json};
use tableur::{Format, Illisible, lettres};

use super::{Lecture, is_refused};

/// Remarks printed one by one; the others are counted.
const IMPRIMEES: usize = 100;

/// Prints columns, remarks and counts.
pub fn print(lecture: &Lecture) {
    let feuille = &lecture.feuille;
    println!("{} ; {} lignes, {} colonnes.", format(&feuille.format), feuille.lignes.len(), feuille.entetes.len());
    for (at, colonne) in lecture.colonnes.iter().enumerate() {
        println!("  {:>3}  {}", letters(at), paroles::colonne(*colonne));
    }
    let lines = lines(lecture);
    lines.iter().take(IMPRIMEES).for_each(|line| println!("{line}"));
    if lines.len() > IMPRIMEES {
        println!("… et {} autres remarques : --json les donne toutes.", lines.len() - IMPRIMEES);
    }
    println!("{} prêtes, {} à corriger, {} en double.", lecture.pretes(), lecture.refusees(), lecture.doubles());
}

/// The same, whole, for a program.
pub fn json(lecture: &Lecture) -> Value {
    let named = lecture.colonnes.iter().enumerate();
    let colonnes: Vec<_> =
        named.map(|(at, colonne)| json!({ "colonne": letters(at), "champ": colonne.key() })).collect();
    let remarques: Vec<_> = all(lecture)
        .map(|(numero, remarque)| {
            json!({
                "ligne": numero,
                "colonne": remarque.colonne.map(letters),
                "gravite": if remarque.gravite == Gravite::Refus { "refus" } else { "avertissement" },
                "raison": remarque.raison.key(),
                "correction": remarque.correction.is_some(),
            })
        })
        .collect();
    let doubles: Vec<_> = numbered(lecture)
        .filter_map(|(numero, ligne)| Some(json!({ "ligne": numero, "de": ligne.double_de? })))
        .collect();
    json!({
        "format": format(&lecture.feuille.format),
        "lignes": lecture.feuille.lignes.len(),
        "colonnes": colonnes,
        "remarques": remarques,
        "doubles": doubles,
        "pretes": lecture.pretes(),
        "a_corriger": lecture.refusees(),
        "en_double": lecture.doubles(),
    })
}

/// A file that could not be read, for a program.
pub fn unreadable(illisible: Illisible) -> Value {
    let (ligne, colonne) = illisible.place().unzip();
    json!({ "illisible": illisible.key(), "ligne": ligne, "colonne": colonne.flatten().map(lettres) })
}

/// Writes rejected rows as a spreadsheet reads them: their number, their cells, and a last column of reasons.
///
/// # Errors
/// The file's; one that exists is never written over.
pub fn write(lecture: &Lecture, path: &Path) -> io::Result<()> {
    let mut text = String::from("\u{feff}");
    let mut row = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    };
    let titles = lecture.feuille.entetes.iter().map(|title| title.expose().to_owned());
    row(&mut ["Ligne".to_owned()].into_iter().chain(titles).chain(["Raisons".to_owned()]));
    for (source, examined) in lecture.feuille.lignes.iter().zip(&lecture.examen.lignes) {
        if !is_refused(examined) && examined.double_de.is_none() {
            continue;
        }
        let mut reasons: Vec<String> = said(examined).map(|remarque| reason(lecture, remarque)).collect();
        reasons.extend(examined.double_de.map(|first| format!("même personne que la ligne {first}")));
        let cells = source.cellules.iter().map(|cell| cell.expose().to_owned());
        row(&mut [source.numero.to_string()].into_iter().chain(cells).chain([reasons.join(" | ")]));
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// With its proposal, if there is one: this only goes to the file.
fn reason(lecture: &Lecture, remarque: &Remarque) -> String {
    let place = place(lecture, remarque);
    let words = paroles::remarque(remarque.raison);
    match &remarque.correction {
        Some(correction) => format!("{place} : {words} Proposition : {}", correction.expose()),
        None => format!("{place} : {words}"),
    }
}

/// One line a remark, and one a double.
fn lines(lecture: &Lecture) -> Vec<String> {
    let whole = lecture.examen.colonnes.iter();
    let whole =
        whole.map(|remarque| format!("· {} : {}", place(lecture, remarque), paroles::remarque(remarque.raison)));
    let mut lines: Vec<String> = whole.collect();
    for (numero, ligne) in numbered(lecture) {
        for remarque in said(ligne) {
            let mark = if remarque.gravite == Gravite::Refus { "✗" } else { "·" };
            let proposal = if remarque.correction.is_some() { " (une correction existe)" } else { "" };
            let (place, words) = (place(lecture, remarque), paroles::remarque(remarque.raison));
            lines.push(format!("{mark} ligne {numero}, {place} : {words}{proposal}"));
        }
        lines.extend(ligne.double_de.map(|first| format!("✗ ligne {numero} : même personne que la ligne {first}")));
    }
    lines
}

/// Remarks of a row but that of the double, which has its own line.
fn said(ligne: &LigneExaminee) -> impl Iterator<Item = &Remarque> {
    ligne.remarques.iter().filter(|remarque| remarque.raison != Raison::DoubleDansLeFichier)
}

/// "colonne D (Date de naissance)".
fn place(lecture: &Lecture, remarque: &Remarque) -> String {
    match remarque.colonne.and_then(|at| Some((at, lecture.colonnes.get(at)?))) {
        Some((at, colonne)) => format!("colonne {} ({})", letters(at), paroles::colonne(*colonne)),
        None => "ligne entière".to_owned(),
    }
}

fn numbered(lecture: &Lecture) -> impl Iterator<Item = (u32, &LigneExaminee)> {
    lecture.feuille.lignes.iter().map(|ligne| ligne.numero).zip(&lecture.examen.lignes)
}

fn all(lecture: &Lecture) -> impl Iterator<Item = (u32, &Remarque)> {
    numbered(lecture).flat_map(|(numero, ligne)| ligne.remarques.iter().map(move |remarque| (numero, remarque)))
}

fn letters(at: usize) -> String {
    lettres(u32::try_from(at + 1).unwrap_or(0))
}

fn format(format: &Format) -> String {
    match format {
        Format::Csv { delimiteur: '\t', codage } => format!("CSV séparé par des tabulations, {}", codage.name()),
        Format::Csv { delimiteur, codage } => format!("CSV séparé par « {delimiteur} », {}", codage.name()),
        Format::Xlsx { feuilles, .. } => format!("XLSX, première feuille qui n'est pas vide sur {feuilles}"),
    }
}

/// In quotes, so that nothing inside ends the cell; what a spreadsheet would run is shown as text.
fn quoted(cell: &str) -> String {
    let guard = if is_formula(cell) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_stays_a_cell() {
        let check = |cell: &str, expected: &str| assert_eq!(quoted(cell), expected);
        check("Essai", "\"Essai\"");
        check("a;\"b\"\nc", "\"a;\"\"b\"\"\nc\"");
        check("=1+1", "\"'=1+1\"");
        check("+33 6 39 98 12 34", "\"+33 6 39 98 12 34\"");
    }
}
