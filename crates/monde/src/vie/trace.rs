//! The month drawn: by role, refusals, gestures and alerts for a thousand agent-days, day by day; and the same numbers as a table.

use std::fmt::Write;

use super::bilan::{Bilan, Compte, Qui};

/// What is drawn, in the order of the counts of a day.
const QUOI: [&str; 3] = ["Refus", "Gestes", "Alertes"];

const LARGEUR: f64 = 960.0;
/// One frame: its place, its width and height.
const GAUCHE: f64 = 160.0;
const PAS_X: f64 = 266.0;
const CADRE: f64 = 226.0;
const HAUT: f64 = 74.0;
const PAS_Y: f64 = 84.0;
const HAUTEUR_CADRE: f64 = 56.0;

const STYLE: &str = "svg{--fond:#fff;--encre:#1c1c1c;--grille:#d9d9d9;--a:#0b5cad}\
@media (prefers-color-scheme:dark){svg{--fond:#16191d;--encre:#ececec;--grille:#3c4148;--a:#82bcff}}\
.fond{fill:var(--fond)}text{fill:var(--encre);font:12px system-ui,sans-serif}.titre{font-size:15px;font-weight:600}\
.axe{stroke:var(--encre)}.barre{fill:var(--a)}";

/// The plot: a row a role, a column a count, a bar a day. Each frame has its own scale, written at its top.
pub fn svg(bilan: &Bilan) -> String {
    let height = HAUT + PAS_Y * Qui::LECTEURS.len() as f64 + 16.0;
    let titre = titre(bilan);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {LARGEUR} {height}\" width=\"{LARGEUR}\" height=\"{height}\" \
         role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">{titre}</title>\n<desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"fond\" width=\"{LARGEUR}\" height=\"{height}\"/>\n<text class=\"titre\" x=\"10\" y=\"22\">{titre}</text>\n",
        in_words(bilan)
    );
    for (column, quoi) in QUOI.iter().enumerate() {
        let x = GAUCHE + PAS_X * column as f64;
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"48\">{quoi} pour 1 000 agents-jours</text>");
    }
    for (row, qui) in Qui::LECTEURS.iter().enumerate() {
        let top = HAUT + PAS_Y * row as f64;
        let _ = writeln!(svg, "<text x=\"10\" y=\"{}\">{}</text>", top + HAUTEUR_CADRE, qui.key());
        for what in 0..QUOI.len() {
            frame(&mut svg, &bilan.comptes[qui], what, GAUCHE + PAS_X * what as f64, top);
        }
    }
    svg + "</svg>\n"
}

/// The same numbers, as a table in Markdown: a row a day, refusals / gestures / alerts for a thousand agent-days.
pub fn tableau(bilan: &Bilan) -> String {
    let mut out = format!("{}\n\nRefus / gestes / alertes pour 1 000 agents-jours.\n\n| jour |", titre(bilan));
    for qui in Qui::LECTEURS {
        let _ = write!(out, " {} |", qui.key());
    }
    let _ = writeln!(out, "\n|---|{}", "---|".repeat(Qui::LECTEURS.len()));
    for jour in 0..bilan.options.jours {
        let _ = write!(out, "| {} |", jour + 1);
        for qui in Qui::LECTEURS {
            let [refus, gestes, alertes] = [0, 1, 2].map(|what| rate(&bilan.comptes[&qui], jour, what));
            let _ = write!(out, " {refus:.1} / {gestes:.1} / {alertes:.1} |");
        }
        out.push('\n');
    }
    out
}

fn titre(bilan: &Bilan) -> String {
    let o = bilan.options;
    let explique = o.explique.map_or(String::new(), |share| format!(" {} % expliquées,", share / 10));
    format!(
        "Un mois ordinaire : {} structures, {} jours, volume {:.2},{explique} graine {}",
        o.structures,
        o.jours,
        o.volume as f64 / 1_000.0,
        o.graine
    )
}

fn rate(compte: &Compte, jour: usize, what: usize) -> f64 {
    let day = compte.jours[jour];
    1_000.0 * day[what] as f64 / day[3].max(1) as f64
}

fn frame(svg: &mut String, compte: &Compte, what: usize, left: f64, top: f64) {
    let rates: Vec<f64> = (0..compte.jours.len()).map(|jour| rate(compte, jour, what)).collect();
    let highest = rates.iter().copied().fold(0.0, f64::max);
    let bottom = top + HAUTEUR_CADRE;
    let _ =
        writeln!(svg, "<line class=\"axe\" x1=\"{left}\" y1=\"{bottom}\" x2=\"{}\" y2=\"{bottom}\"/>", left + CADRE);
    let label = if highest > 0.0 { format!("au plus {highest:.1}") } else { "0".to_owned() };
    let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{label}</text>", left + CADRE, top - 4.0);
    let width = CADRE / rates.len().max(1) as f64;
    for (jour, value) in rates.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let height = value / highest * HAUTEUR_CADRE;
        let (x, y) = (left + width * jour as f64 + 1.0, bottom - height);
        let _ = writeln!(
            svg,
            "<rect class=\"barre\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
            width - 2.0
        );
    }
}

/// The whole plot in words, for who hears it.
fn in_words(bilan: &Bilan) -> String {
    let mut words = String::new();
    for qui in Qui::LECTEURS {
        let c = &bilan.comptes[&qui];
        let refus = c.jours.iter().map(|day| day[0]).sum();
        let [refus, gestes, alertes] = [refus, c.gestes, c.alertes].map(|n| c.pour_mille(n));
        let _ = write!(words, "{} : {refus:.1} refus, {gestes:.1} gestes, {alertes:.1} alertes. ", qui.key());
    }
    format!("{words}Pour 1 000 agents-jours, sur le mois.")
}
