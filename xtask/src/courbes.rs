//! `cargo xtask courbes`: draws what `cairn mesure` wrote. From each `docs/mesures/ACTE.jsonl`, a plot beside it, and in
//! `docs/mesures.md`, between two markers, the plot with the same numbers as a table. A test fails when they differ.

mod json;
mod svg;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::Arret;
use crate::lieux::Lieux;
use json::Objet;
use svg::{Panneau, Serie};

/// How an act is shown.
struct Acte {
    /// Name of its file, and of the act in it.
    key: &'static str,
    titre: &'static str,
    cpu: &'static str,
    attente: &'static str,
    par_seconde: &'static str,
    /// Members of its own: name, head of the column, decimals.
    propres: &'static [(&'static str, &'static str, usize)],
}

const PAR_DEMANDE: (&str, &str, &str) =
    ("CPU per request, ms", "time to answer, one at a time, ms", "per second, 16 at once");

const ACTES: [Acte; 7] = [
    Acte {
        key: "ouverture",
        titre: "Opening a dossier",
        cpu: PAR_DEMANDE.0,
        attente: PAR_DEMANDE.1,
        par_seconde: PAR_DEMANDE.2,
        propres: &[],
    },
    Acte {
        key: "personne",
        titre: "A person's page",
        cpu: PAR_DEMANDE.0,
        attente: PAR_DEMANDE.1,
        par_seconde: PAR_DEMANDE.2,
        propres: &[],
    },
    Acte {
        key: "journee",
        titre: "The page where a day begins",
        cpu: PAR_DEMANDE.0,
        attente: PAR_DEMANDE.1,
        par_seconde: PAR_DEMANDE.2,
        propres: &[],
    },
    Acte {
        key: "agenda",
        titre: "An agenda",
        cpu: PAR_DEMANDE.0,
        attente: PAR_DEMANDE.1,
        par_seconde: PAR_DEMANDE.2,
        propres: &[],
    },
    Acte {
        key: "portefeuille",
        titre: "A page of the portefeuille",
        cpu: PAR_DEMANDE.0,
        attente: PAR_DEMANDE.1,
        par_seconde: PAR_DEMANDE.2,
        propres: &[],
    },
    Acte {
        key: "recherche",
        titre: "Searching people",
        cpu: PAR_DEMANDE.0,
        attente: PAR_DEMANDE.1,
        par_seconde: PAR_DEMANDE.2,
        propres: &[("rappel", "recall", 3)],
    },
    Acte {
        key: "import",
        titre: "Importing a spreadsheet",
        cpu: "CPU per row, ms",
        attente: "a colleague's opening meanwhile, ms",
        par_seconde: "rows per second, from the signature",
        propres: &[
            ("lignes", "rows", 0),
            ("lignes_par_seconde", "rows per second, end to end", 0),
            ("depot_ms", "deposit ms", 0),
            ("examen_ms", "examination ms", 0),
        ],
    },
];

/// Members drawn from the whole of an act, from its worst case, from the bare page.
const PARTIES: [(&str, &str); 3] = [("", ""), ("pire", ", whole structure"), ("nu", ", bare")];

const MOTEURS: [(&str, &str); 2] = [("sqlite", "SQLite"), ("postgresql", "PostgreSQL")];

/// Writes the plots and the page.
pub fn run(args: &[String]) -> Result<(), Arret> {
    if !args.is_empty() {
        return Err(Arret::usage());
    }
    let docs = Lieux::find().root.join("docs");
    for (path, text) in drawn(&docs)? {
        fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Every file that follows from the figures, with what it should hold.
fn drawn(docs: &Path) -> io::Result<Vec<(PathBuf, String)>> {
    let path = docs.join("mesures.md");
    let mut page = fs::read_to_string(&path)?;
    let mut files = Vec::new();
    for acte in &ACTES {
        let name = format!("mesures/{}.jsonl", acte.key);
        let lines = match fs::read_to_string(docs.join(&name)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error),
        };
        let figures = figures(acte, &lines).map_err(|line| io::Error::other(format!("{name}, line {line}")))?;
        let mut shown = "Not measured yet.\n".to_owned();
        if !figures.is_empty() {
            let svg = svg::draw(acte.titre, &panneaux(acte, &figures));
            files.push((docs.join(format!("mesures/{}.svg", acte.key)), svg));
            let alt = format!("{}: {} and {}, over the size of the base", acte.titre, acte.cpu, acte.attente);
            shown = format!("![{alt}](mesures/{}.svg)\n\n{}", acte.key, table(acte, &figures));
        }
        page = between_markers(&page, acte.key, &shown)
            .ok_or_else(|| io::Error::other(format!("mesures.md has no lines `{}` and `{FIN}`", marker(acte.key))))?;
    }
    files.push((path, page));
    Ok(files)
}

const FIN: &str = "<!-- fin -->";

fn marker(key: &str) -> String {
    format!("<!-- courbe {key} -->")
}

/// The page with `shown` between the markers of this act.
fn between_markers(page: &str, key: &str, shown: &str) -> Option<String> {
    let (before, rest) = page.split_once(&(marker(key) + "\n"))?;
    let (_, after) = rest.split_once(FIN)?;
    Some(format!("{before}{}\n{shown}{FIN}{after}", marker(key)))
}

/// The last figures of each size and engine, by size then engine; or the number of a line that is none of this act.
fn figures(acte: &Acte, lines: &str) -> Result<Vec<Objet>, usize> {
    let mut found: Vec<((u64, usize), Objet)> = Vec::new();
    for (line, number) in lines.lines().zip(1_usize..) {
        let read = Objet::read(line).filter(|objet| objet.texte("acte") == Some(acte.key)).ok_or(number)?;
        let engine = MOTEURS.iter().position(|(key, _)| read.texte("moteur") == Some(key)).ok_or(number)?;
        let size = read.nombre("dossiers").filter(|size| *size >= 1.0).ok_or(number)? as u64;
        found.retain(|(key, _)| *key != (size, engine));
        found.push(((size, engine), read));
    }
    found.sort_by_key(|(key, _)| *key);
    Ok(found.into_iter().map(|(_, objet)| objet).collect())
}

fn panneaux(acte: &Acte, figures: &[Objet]) -> [Panneau; 2] {
    let cpu = |o: &Objet| Some(o.nombre("cpu_ms")? + o.nombre("cpu_base_ms")?);
    let mut costs = Vec::new();
    let mut waits = Vec::new();
    for (rang, (engine, nom)) in MOTEURS.iter().enumerate() {
        let of_engine = || figures.iter().filter(|o| o.texte("moteur") == Some(engine));
        let add = |series: &mut Vec<Serie>, nom: String, tirets, value: &dyn Fn(&Objet) -> Option<f64>| {
            let points: Vec<_> = of_engine().filter_map(|o| Some((o.nombre("dossiers")?, value(o)?))).collect();
            if !points.is_empty() {
                series.push(Serie { nom, rang, tirets, points });
            }
        };
        add(&mut costs, (*nom).to_owned(), false, &cpu);
        add(&mut costs, format!("{nom}, structure"), true, &|o| cpu(o.objet("pire")?));
        add(&mut waits, format!("{nom} p50"), false, &|o| o.nombre("p50_ms"));
        add(&mut waits, format!("{nom} p99"), true, &|o| o.nombre("p99_ms"));
    }
    [Panneau { titre: acte.cpu, series: costs }, Panneau { titre: acte.attente, series: waits }]
}

/// The same numbers, and those that no curve shows.
fn table(acte: &Acte, figures: &[Objet]) -> String {
    let waits = if acte.key == "import" { ["p50 ms, colleague", "p99 ms, colleague"] } else { ["p50 ms", "p99 ms"] };
    let mut heads = vec!["dossiers", "engine", acte.cpu, "of it, the database's"];
    heads.extend(waits);
    heads.extend(["page, bytes", "largest", acte.par_seconde]);
    heads.extend(acte.propres.iter().map(|(_, head, _)| *head));
    let mut text = row(heads.iter().map(|head| (*head).to_owned()));
    text += &row(heads.iter().map(|_| "---".to_owned()));
    for objet in figures {
        for (part, suffix) in PARTIES {
            let Some(part_of) = (if part.is_empty() { Some(objet) } else { objet.objet(part) }) else { continue };
            let number = |name: &str, decimals| part_of.nombre(name).map_or("–".to_owned(), |n| grouped(n, decimals));
            let engine = MOTEURS.iter().find(|(key, _)| part_of.texte("moteur") == Some(key));
            let all = part_of.nombre("cpu_ms").zip(part_of.nombre("cpu_base_ms"));
            let mut cells = vec![
                number("dossiers", 0),
                format!("{}{suffix}", engine.map_or("?", |(_, nom)| nom)),
                all.map_or("–".to_owned(), |(ours, base)| millis(ours + base)),
                part_of.nombre("cpu_base_ms").filter(|n| *n > 0.0).map_or("–".to_owned(), millis),
                number("p50_ms", 2),
                number("p99_ms", 2),
                number("octets", 0),
                number("octets_max", 0),
                number("par_seconde", 0),
            ];
            cells.extend(acte.propres.iter().map(|(name, _, decimals)| number(name, *decimals)));
            text += &row(cells.into_iter());
        }
    }
    text
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// Hundredths say enough, but of a bare line.
fn millis(number: f64) -> String {
    grouped(number, if number < 0.1 { 3 } else { 2 })
}

/// "12,345.60"
fn grouped(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    rest.map_or(grouped.clone(), |rest| format!("{grouped}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"acte":"ouverture","moteur":"sqlite","dossiers":3000,"cpu_ms":1.5,"cpu_base_ms":0.0,"p50_ms":1.75,"p99_ms":4.0,"octets":7106,"octets_max":8000,"par_seconde":1234.4,"nu":{"acte":"nu","moteur":"sqlite","dossiers":3000,"cpu_ms":0.07,"cpu_base_ms":0.0,"p50_ms":0.09,"p99_ms":0.15,"octets":7111,"octets_max":7111,"par_seconde":46075.0}}"#;

    #[test]
    fn the_page_and_the_plots_say_what_was_measured() {
        let docs = Lieux::find().root.join("docs");
        let drawn = drawn(&docs).expect("the figures are readable");
        for (path, expected) in &drawn {
            let found = fs::read_to_string(path).unwrap_or_default();
            assert!(found == *expected, "{}: run `cargo xtask courbes`", path.display());
        }
        for path in crate::sources::files(&docs.join("mesures")).unwrap_or_default() {
            let is_figures = ACTES.iter().any(|acte| path.ends_with(format!("{}.jsonl", acte.key)));
            assert!(is_figures || drawn.iter().any(|(known, _)| *known == path), "{}: of no act", path.display());
        }
    }

    #[test]
    fn the_last_figure_of_a_size_and_engine_counts() {
        let other = LINE.replace("1.5", "2.5");
        let pg = LINE.replacen("sqlite", "postgresql", 1);
        let large = LINE.replacen("3000", "30000", 1);
        let lines = [&large, &pg, LINE, &other].map(|l| format!("{l}\n")).concat();
        let found = figures(&ACTES[0], &lines).expect("figures");
        let seen: Vec<_> =
            found.iter().map(|o| (o.nombre("dossiers"), o.texte("moteur"), o.nombre("cpu_ms"))).collect();
        assert_eq!(
            seen,
            [
                (Some(3000.0), Some("sqlite"), Some(2.5)),
                (Some(3000.0), Some("postgresql"), Some(1.5)),
                (Some(30000.0), Some("sqlite"), Some(1.5)),
            ]
        );
        for wrong in ["", "{}", "x", &LINE.replace("ouverture", "import"), &LINE.replace("sqlite", "oracle")] {
            assert_eq!(figures(&ACTES[0], &format!("{LINE}\n{wrong}\n")).err(), Some(2), "{wrong}");
        }
    }

    #[test]
    fn the_table_has_a_line_for_each_part() {
        let found = figures(&ACTES[0], LINE).expect("figures");
        let table = table(&ACTES[0], &found);
        let lines: Vec<_> = table.lines().skip(2).collect();
        assert_eq!(
            lines,
            [
                "| 3,000 | SQLite | 1.50 | – | 1.75 | 4.00 | 7,106 | 8,000 | 1,234 |",
                "| 3,000 | SQLite, bare | 0.070 | – | 0.09 | 0.15 | 7,111 | 7,111 | 46,075 |",
            ]
        );
        assert_eq!(grouped(1_234_567.891, 2), "1,234,567.89");
    }

    #[test]
    fn only_what_lies_between_the_markers_changes() {
        let page = "a\n<!-- courbe x -->\nold\n<!-- fin -->\nb\n<!-- courbe y -->\n<!-- fin -->\n";
        let check = |key, wanted: Option<&str>| assert_eq!(between_markers(page, key, "new\n").as_deref(), wanted);
        check("x", Some("a\n<!-- courbe x -->\nnew\n<!-- fin -->\nb\n<!-- courbe y -->\n<!-- fin -->\n"));
        check("y", Some("a\n<!-- courbe x -->\nold\n<!-- fin -->\nb\n<!-- courbe y -->\nnew\n<!-- fin -->\n"));
        check("z", None);
    }
}
