//! GET /lignees: the lineage as a drawing, and the same facts as a table.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use domaine::{AgentId, Clair};
use droits::Role;
use droits::habilitation::{Lien, State as EtatCompte};

use super::arbre::{Place, places};
use crate::demande::Demande;
use crate::face::Lignees;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, reponse};

/// The drawing, in units of its own: a box, and from one to the next.
const LARGE: usize = 210;
const HAUT: usize = 44;
const PAS_X: usize = 250;
const PAS_Y: usize = 58;
/// More than this is a table only: a drawing of a hundred lines shows nothing.
const DESSIN_MAX: usize = 80;

/// Shows it.
pub async fn show(State(etat): State<Etat>, demande: Demande) -> Result<Response, Refus> {
    let lignees = etat.coffre.lignees(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, lignees.agent.clone());
    let ids: Vec<AgentId> = lignees.comptes.iter().map(|(id, ..)| *id).collect();
    let places = places(&ids, &lignees.liens);
    reponse::page(&LigneesPage { cadre, lignees, places })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "lignees/show.html")]
pub struct LigneesPage {
    cadre: Cadre,
    lignees: Lignees,
    places: std::collections::HashMap<AgentId, Place>,
}

/// A box of the drawing, and a line of the table.
struct Case<'a> {
    x: usize,
    y: usize,
    nom: &'a Clair,
    role: String,
    structure: &'a str,
    etat: String,
    is_clos: bool,
    /// Who proposed, who approved, who vouched.
    derriere: [Vec<&'a Clair>; 3],
}

/// A line between two boxes: its path, and which of the three it is.
struct Trait {
    chemin: String,
    lien: usize,
}

impl LigneesPage {
    fn is_drawn(&self) -> bool {
        self.lignees.comptes.len() <= DESSIN_MAX
    }

    /// In the order of the drawing.
    fn cases(&self) -> Vec<Case<'_>> {
        let mut order: Vec<_> = self.lignees.comptes.iter().collect();
        order.sort_by_key(|(id, ..)| self.places.get(id).map_or(usize::MAX, |place| place.ligne));
        order.into_iter().map(|compte| self.case(compte)).collect()
    }

    fn case<'a>(
        &'a self,
        (id, nom, role, structure, etat): &'a (AgentId, Clair, Role, String, EtatCompte),
    ) -> Case<'a> {
        let (x, y) = self.corner(id);
        let behind = |lien: Lien| {
            let found = self.lignees.liens.iter().filter(|(_, to, how)| to == id && *how == lien);
            found.filter_map(|(from, ..)| self.nom(from)).collect()
        };
        Case {
            x,
            y,
            nom,
            role: comptes::role(role, self.cadre.langue),
            structure,
            etat: comptes::etat(*etat, self.cadre.langue),
            is_clos: *etat == EtatCompte::Closed,
            derriere: [Lien::Proposant, Lien::Approbateur, Lien::Parrain].map(behind),
        }
    }

    fn nom(&self, id: &AgentId) -> Option<&Clair> {
        self.lignees.comptes.iter().find(|(known, ..)| known == id).map(|(_, nom, ..)| nom)
    }

    /// Upper left corner of a box.
    fn corner(&self, id: &AgentId) -> (usize, usize) {
        self.places.get(id).map_or((0, 0), |place| (place.colonne * PAS_X, place.ligne * PAS_Y))
    }

    /// Lines of the drawing, proposals first. Approvals and vouchings leave from the lower edge, so that they are told apart
    /// by their place as by their dashes.
    fn traits(&self) -> Vec<Trait> {
        let known = |id: &AgentId| self.places.contains_key(id);
        let drawn = self.lignees.liens.iter().filter(|(from, to, _)| from != to && known(from) && known(to));
        let line = |(from, to, lien): &(AgentId, AgentId, Lien)| {
            let ((a, b), (c, d)) = (self.corner(from), self.corner(to));
            let rank = rang(*lien);
            // A tree's line runs down from the box, then to the right; the others bend on the far side.
            let chemin = match lien {
                Lien::Proposant => format!("M{} {}V{}H{c}", a + 16, b + HAUT, d + HAUT / 2),
                _ => {
                    let (x, y, z) = (a + LARGE, b + HAUT / 2, d + HAUT / 2 + 6 * rank);
                    let far = x.max(c + LARGE) + 12 + 10 * rank;
                    format!("M{x} {y}C{far} {y} {far} {z} {} {z}", c + LARGE)
                }
            };
            Trait { chemin, lien: rank }
        };
        let mut lines: Vec<Trait> = drawn.map(line).collect();
        lines.sort_by_key(|line| line.lien);
        lines
    }

    /// The dashes of a kind of line.
    fn tirets(&self, lien: &usize) -> &'static str {
        ["none", "7 4", "2 4"][(*lien).min(2)]
    }

    /// The legend: dashes, and the word.
    fn legende(&self) -> [(&'static str, String); 3] {
        [Lien::Proposant, Lien::Approbateur, Lien::Parrain]
            .map(|lien| (self.tirets(&rang(lien)), comptes::lien(lien, self.cadre.langue)))
    }

    /// Width and height of the drawing.
    fn cadre_dessin(&self) -> (usize, usize) {
        let columns = self.places.values().map(|place| place.colonne).max().unwrap_or(0);
        (columns * PAS_X + LARGE + 40, self.places.len().max(1) * PAS_Y)
    }
}

fn rang(lien: Lien) -> usize {
    match lien {
        Lien::Proposant => 0,
        Lien::Approbateur => 1,
        Lien::Parrain => 2,
    }
}
