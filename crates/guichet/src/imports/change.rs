//! POST /imports/{m}: a cell is corrected, a row left aside, a column fed elsewhere, a file forgotten.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::Clair;
use domaine::import::Colonne;

use crate::demande::Demande;
use crate::face::{ImportChoix, ImportEtat, ImportGeste, ImportPage, ImportVue, Refusal, ReperageSaisi};
use crate::imports::grille::Grille;
use crate::imports::show::ImportGrille;
use crate::pages::{Cadre, clair, clair as filters};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, reponse};

/// Does it. A script gets the pieces of the page that changed, each with the id of what it replaces.
pub async fn change(State(etat): State<Etat>, Path(import): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let import = import.parse().map_err(|_| Refusal::Introuvable)?;
    let geste = read(&demande.corps).ok_or(Refus::Illisible)?;
    let (forgets, whole) = (
        matches!(geste, ImportGeste::Oublier),
        matches!(geste, ImportGeste::EcarterFautives | ImportGeste::Colonnes(_) | ImportGeste::Reperage(_)),
    );
    let page = etat.coffre.change_import(&demande.signee, import, geste).await?;
    if forgets {
        return Ok(reponse::toward("/imports", demande.page));
    }
    draw(&etat, &demande, page, whole)
}

/// The page, its body, or the rows touched with the counts and what is signed.
fn draw(etat: &Etat, demande: &Demande, page: ImportPage, whole: bool) -> Result<Response, Refus> {
    let receipt = page.receipt;
    let cadre = Cadre::of(etat, demande.langue, page.agent.clone());
    let g = Grille { langue: demande.langue, page, vue: ImportVue::ACorriger, numero: 1 };
    if demande.page {
        reponse::delivered(&ImportGrille { cadre, g }, &etat.coffre, receipt)
    } else if whole {
        reponse::delivered(&ImportCorps { cadre, g }, &etat.coffre, receipt)
    } else {
        reponse::delivered(&ImportPieces { cadre, g }, &etat.coffre, receipt)
    }
}

/// Data of the body alone.
#[derive(Template)]
#[template(path = "imports/corps.html")]
pub struct ImportCorps {
    /// Frame.
    pub cadre: Cadre,
    /// The grid.
    pub g: Grille,
}

/// Data of the pieces that one row changes.
#[derive(Template)]
#[template(path = "imports/pieces.html")]
pub struct ImportPieces {
    /// Frame.
    pub cadre: Cadre,
    /// The grid.
    pub g: Grille,
}

/// The gesture of a body: `corriger=12&c=…&c=…`, `choisir=12-1`, `geste=colonnes&colonne=…`, `geste=ecarter-fautives`,
/// `geste=oublier`. Cells keep their order, and there are as many as columns.
fn read(corps: &[u8]) -> Option<ImportGeste> {
    let mut pairs = form_urlencoded::parse(corps);
    let (name, value) = pairs.next()?;
    let all = |wanted: &'static str| pairs.filter(move |(name, _)| name == wanted).map(|(_, value)| value);
    match (&*name, &*value) {
        ("corriger", numero) => {
            let cells = all("c").map(|value| Clair::new(value.into_owned())).collect();
            Some(ImportGeste::Corriger(numero.parse().ok()?, cells))
        }
        ("choisir", row) => {
            let (numero, choix) = row.split_once('-')?;
            let choix = match choix {
                "0" => ImportChoix::Normal,
                "1" => ImportChoix::Ecartee,
                "2" => ImportChoix::Confirmee,
                _ => return None,
            };
            Some(ImportGeste::Choisir(numero.parse().ok()?, choix))
        }
        ("geste", "colonnes") => {
            let columns: Option<_> = all("colonne").map(|key| Colonne::from_key(&key)).collect();
            columns.map(ImportGeste::Colonnes)
        }
        ("geste", "ecarter-fautives") => Some(ImportGeste::EcarterFautives),
        ("geste", "reperage") => reperage(corps),
        ("geste", "oublier") => Some(ImportGeste::Oublier),
        _ => None,
    }
}

/// The file is a liste de repérage. What is not readable is left for the coffre to say.
fn reperage(corps: &[u8]) -> Option<ImportGeste> {
    let saisies = Saisies::read(corps);
    let source = clair::nombre(saisies.get("source")).unwrap_or(0);
    let recue = clair::date(saisies.get("recue"))?;
    Some(ImportGeste::Reperage(ReperageSaisi { source, recue, de: saisies.get("de").clone() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(corps: &str, expected: &str) {
        let said = match read(corps.as_bytes()) {
            None => "none".to_owned(),
            Some(ImportGeste::Corriger(numero, cells)) => format!("row {numero}, {} cells", cells.len()),
            Some(ImportGeste::Choisir(numero, choix)) => format!("row {numero} {choix:?}"),
            Some(ImportGeste::Colonnes(columns)) => format!("{} columns", columns.len()),
            Some(ImportGeste::Reperage(saisi)) => format!("source {} of {}", saisi.source, saisi.recue),
            Some(ImportGeste::EcarterFautives) => "aside".to_owned(),
            Some(ImportGeste::Oublier) => "forget".to_owned(),
        };
        assert_eq!(said, expected, "{corps}");
    }

    #[test]
    fn a_body_is_one_gesture() {
        check("corriger=12&c=Essai&c=&c=2006-05-12", "row 12, 3 cells");
        check("corriger=douze&c=", "none");
        check("choisir=12-1", "row 12 Ecartee");
        check("choisir=12-0", "row 12 Normal");
        check("choisir=12-2", "row 12 Confirmee");
        check("choisir=12-3", "none");
        check("geste=colonnes&colonne=nom-naissance&colonne=ignoree", "2 columns");
        check("geste=colonnes&colonne=iban", "none");
        check("geste=ecarter-fautives", "aside");
        check("geste=oublier", "forget");
        check("geste=reperage&source=2&recue=2026-11-02&de=CFA", "source 2 of 2026-11-02");
        check("geste=reperage&source=2&recue=demain&de=CFA", "none");
        check("geste=tout", "none");
        check("", "none");
        check("c=1&corriger=12", "none");
    }
}
