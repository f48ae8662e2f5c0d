//! A workbook: a zip of XML. Only four kinds of part are looked at (workbook, shared strings, styles, sheets), each is
//! inflated through one counter that stops at the limit whatever the headers claim, and no part is kept whole.

mod feuille;
mod nombre;
mod partie;
mod styles;

use domaine::Clair;

use crate::entete::Brut;
use crate::illisible::{Illisible, Nature};
use crate::{CELLULE_CARACTERES_MAX, COLONNES_MAX, Format, LIGNES_MAX};
use partie::{Archive, Noeud};

/// Sheets that are tried before giving up.
const FEUILLES_MAX: usize = 64;
/// Shared texts: as many as cells could use, and their characters.
const TEXTES_MAX: usize = LIGNES_MAX * COLONNES_MAX;
const TEXTES_OCTETS_MAX: usize = 64_000_000;

/// What the sheets need to know of the workbook.
pub struct Classeur {
    textes: Vec<Clair>,
    styles: styles::Styles,
    since_1904: bool,
}

/// A sheet as the workbook announces it.
struct Annonce {
    nom: Clair,
    relation: String,
    hidden: bool,
}

/// Rows of the first sheet that holds something.
pub fn read(bytes: &[u8]) -> Result<Brut, Illisible> {
    let mut archive = Archive::open(bytes)?;
    let root = root(&archive)?;
    let (mut annonces, since_1904) = workbook(&mut archive, &root)?;
    let cibles = relations(&mut archive, &root)?;
    let feuilles = annonces.len();
    annonces.sort_by_key(|annonce| annonce.hidden);
    let dir = root.rsplit_once('/').map_or("", |(dir, _)| dir).to_owned();
    let part = |kind: &str| cibles.iter().find(|c| c.kind == kind).map(|c| resolve(&dir, &c.target));
    let styles = match part("styles") {
        Some(name) => styles::read(&mut archive, &name)?,
        None => styles::Styles::default(),
    };
    let textes = match part("sharedStrings") {
        Some(name) => shared_strings(&mut archive, &name)?,
        None => Vec::new(),
    };
    let classeur = Classeur { textes, styles, since_1904 };
    for annonce in annonces.into_iter().take(FEUILLES_MAX) {
        let Some(cible) = cibles.iter().find(|c| c.id == annonce.relation && c.kind == "worksheet") else { continue };
        let (lignes, fusions) = feuille::read(&mut archive, &resolve(&dir, &cible.target), &classeur)?;
        if !lignes.is_empty() {
            return Ok(Brut { lignes, format: Format::Xlsx { feuille: annonce.nom, feuilles }, fusions });
        }
    }
    Err(Illisible::Vide)
}

/// Name of the part that lists the sheets, or what the zip is instead.
fn root(archive: &Archive<'_>) -> Result<String, Illisible> {
    let names = archive.names();
    let ends = |end: &str| names.iter().find(|name| name.to_ascii_lowercase().ends_with(end));
    let is_nested = |name: &&String| {
        let name = name.to_ascii_lowercase();
        [".zip", ".xlsx", ".xlsm", ".ods", ".7z", ".rar", ".gz"].iter().any(|end| name.ends_with(end))
    };
    if let Some(name) = names.iter().find(|name| *name == "xl/workbook.xml").or_else(|| ends("workbook.xml")) {
        return Ok(name.clone());
    }
    Err(if ends("workbook.bin").is_some() {
        Illisible::PasUnTableur(Nature::Xlsb)
    } else if ends("word/document.xml").is_some() {
        Illisible::PasUnTableur(Nature::Docx)
    } else if names.iter().any(|name| name == "mimetype") && ends("content.xml").is_some() {
        Illisible::PasUnTableur(Nature::Ods)
    } else if names.iter().any(|name| is_nested(&name)) {
        Illisible::ArchivesImbriquees
    } else {
        Illisible::PasUnTableur(Nature::Archive)
    })
}

fn workbook(archive: &mut Archive<'_>, name: &str) -> Result<(Vec<Annonce>, bool), Illisible> {
    let (mut annonces, mut since_1904) = (Vec::new(), false);
    archive.each(name, |noeud| {
        if let Noeud::Start(element) = noeud {
            match element.name() {
                "sheet" if annonces.len() < FEUILLES_MAX => {
                    annonces.push(Annonce {
                        nom: Clair::new(element.attribute("name").unwrap_or_default()),
                        relation: element.attribute("id").unwrap_or_default(),
                        hidden: element.attribute("state").is_some_and(|state| state != "visible"),
                    });
                }
                "workbookPr" => since_1904 = element.flag("date1904"),
                _ => {}
            }
        }
        Ok(true)
    })?;
    Ok((annonces, since_1904))
}

/// One line of the part that says which file is which.
struct Cible {
    id: String,
    /// Last word of its type.
    kind: String,
    target: String,
}

fn relations(archive: &mut Archive<'_>, root: &str) -> Result<Vec<Cible>, Illisible> {
    let (dir, file) = root.rsplit_once('/').unwrap_or(("", root));
    let name = resolve(dir, &format!("_rels/{file}.rels"));
    let mut cibles = Vec::new();
    archive.each(&name, |noeud| {
        if let Noeud::Start(element) = noeud
            && element.name() == "Relationship"
            && cibles.len() < 4 * FEUILLES_MAX
        {
            let kind = element.attribute("Type").unwrap_or_default();
            cibles.push(Cible {
                id: element.attribute("Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                target: element.attribute("Target").unwrap_or_default(),
            });
        }
        Ok(true)
    })?;
    Ok(cibles)
}

/// A target is told from the folder of the workbook, or from the top when it begins with a slash.
fn resolve(dir: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None if dir.is_empty() => target,
        None => format!("{dir}/{target}"),
    }
}

fn shared_strings(archive: &mut Archive<'_>, name: &str) -> Result<Vec<Clair>, Illisible> {
    let mut textes: Vec<Clair> = Vec::new();
    let (mut bytes, mut current, mut texte) = (0, String::new(), Texte::default());
    archive.each(name, |noeud| {
        match noeud {
            Noeud::Start(element) if element.name() == "si" => current.clear(),
            Noeud::End("si") => {
                bytes += current.len();
                if textes.len() == TEXTES_MAX || bytes > TEXTES_OCTETS_MAX {
                    return Err(Illisible::Bombe);
                }
                textes.push(Clair::new(std::mem::take(&mut current)));
            }
            noeud => texte.take(noeud, &mut current),
        }
        Ok(true)
    })?;
    Ok(textes)
}

/// Gathers the text of `<t>` elements, those of phonetic guides left out.
#[derive(Default)]
pub struct Texte {
    inside: bool,
    phonetic: bool,
}

impl Texte {
    /// Adds what this node says to `value`.
    pub fn take(&mut self, noeud: Noeud<'_>, value: &mut String) {
        match noeud {
            Noeud::Start(element) => match element.name() {
                "t" => self.inside = true,
                "rPh" => self.phonetic = true,
                _ => {}
            },
            Noeud::End("t") => self.inside = false,
            Noeud::End("rPh") => self.phonetic = false,
            Noeud::Text(text) if self.inside && !self.phonetic => push(value, text),
            _ => {}
        }
    }
}

/// Adds text to a value, as far as it can matter: the value that comes out is too long if the true one was.
pub fn push(value: &mut String, text: &str) {
    // Four bytes a character at most. Bytes, because counting the characters at each piece of a text made of a million
    // entities would take minutes.
    let room = (4 * (CELLULE_CARACTERES_MAX + 1)).saturating_sub(value.len());
    value.push_str(&text[..text.floor_char_boundary(room)]);
}
