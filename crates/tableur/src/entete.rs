//! Finds the row of titles, and lays every row below it under them.

use domaine::Clair;

use crate::illisible::Illisible;
use crate::{Feuille, Format, LIGNES_MAX, Ligne, Place};

/// Rows above the header that may come on top of [`LIGNES_MAX`].
pub const TITRES_MAX: usize = 20;
/// Rows that say how wide the table is.
const ECHANTILLON: usize = 60;

/// What a format gives before anybody knows where the titles are.
pub struct Brut {
    /// None of them empty.
    pub lignes: Vec<Ligne>,
    pub format: Format,
    /// First cell and last row of each group of merged cells.
    pub fusions: Vec<(Place, u32)>,
}

/// The sheet of these rows.
pub fn assemble(brut: Brut) -> Result<Feuille, Illisible> {
    let Brut { mut lignes, format, fusions } = brut;
    if lignes.is_empty() {
        return Err(Illisible::Vide);
    }
    let at = header(&lignes)?;
    let below = lignes.split_off(at + 1);
    let mut entete = lignes.pop().ok_or(Illisible::SansEntete)?;
    if below.is_empty() {
        return Err(Illisible::SansLigne);
    }
    if below.len() > LIGNES_MAX {
        return Err(Illisible::TropDeLignes);
    }
    let width = width(&entete);
    entete.cellules.truncate(width);
    let mut lignes = below;
    for ligne in &mut lignes {
        let trouvees = self::width(ligne);
        if trouvees > width {
            let (attendues, trouvees) = (width as u32, trouvees as u32);
            return Err(Illisible::LigneTropLongue { ligne: ligne.numero, attendues, trouvees });
        }
        ligne.cellules.resize(width, Clair::default());
    }
    merged(&fusions, &lignes)?;
    let formules = formulas(&lignes);
    Ok(Feuille { entetes: entete.cellules, lignes, ligne_entete: entete.numero, format, formules })
}

/// Index of the row of titles: the first that is about as wide as the table and holds words, after at most a few lines
/// that say what the file is.
fn header(lignes: &[Ligne]) -> Result<usize, Illisible> {
    let filled = |ligne: &Ligne| ligne.cellules.iter().filter(|c| !is_blank(c)).count();
    let widest = lignes.iter().take(ECHANTILLON).map(filled).max().unwrap_or(0);
    if widest < 2 {
        return Err(Illisible::UneSeuleColonne);
    }
    let wide = lignes.iter().take(TITRES_MAX + 1).position(|ligne| {
        let filled = filled(ligne);
        filled >= 2 && filled * 2 >= widest
    });
    // What comes first as wide as the table is its header, or the table has none: looking further down would take the
    // first person without digits for titles, and lose those above.
    wide.filter(|at| lignes[*at].cellules.iter().all(could_be_title)).ok_or(Illisible::SansEntete)
}

/// Merged cells are refused among the rows, and welcome among titles.
fn merged(fusions: &[(Place, u32)], lignes: &[Ligne]) -> Result<(), Illisible> {
    let among = |(place, last): &&(Place, u32)| {
        let next = lignes.partition_point(|ligne| ligne.numero < place.ligne);
        lignes.get(next).is_some_and(|ligne| ligne.numero <= *last)
    };
    match fusions.iter().find(among) {
        Some((place, _)) => Err(Illisible::CellulesFusionnees { ligne: place.ligne, colonne: place.colonne }),
        None => Ok(()),
    }
}

/// Titles are words: no mail, and no value made mostly of digits.
fn could_be_title(cellule: &Clair) -> bool {
    let texte = cellule.expose();
    let digits = texte.chars().filter(char::is_ascii_digit).count();
    let letters = texte.chars().filter(|c| c.is_alphabetic()).count();
    !texte.contains('@') && (digits < 3 || letters > digits)
}

/// Place of the last cell that holds something, from 1.
fn width(ligne: &Ligne) -> usize {
    ligne.cellules.iter().rposition(|c| !is_blank(c)).map_or(0, |at| at + 1)
}

fn is_blank(cellule: &Clair) -> bool {
    cellule.expose().trim().is_empty()
}

/// Cells that a spreadsheet would run, were they written back as they are.
fn formulas(lignes: &[Ligne]) -> Vec<Place> {
    let mut places = Vec::new();
    for ligne in lignes {
        for (at, cellule) in ligne.cellules.iter().enumerate() {
            if domaine::import::is_formula(cellule.expose()) {
                places.push(Place { ligne: ligne.numero, colonne: at as u32 + 1 });
            }
        }
    }
    places
}
