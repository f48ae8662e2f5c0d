//! A small plot that stands by itself: its own background in light and dark, no outside font, lines told apart by
//! colour, by mark and by dashes, each named where it ends.

use std::fmt::Write;

/// One frame, with its own scale.
pub struct Panneau {
    /// What is drawn, with its unit.
    pub titre: &'static str,
    /// Lines.
    pub series: Vec<Serie>,
}

/// One line.
pub struct Serie {
    /// Written at its end.
    pub nom: String,
    /// Colour and mark: 0 or 1.
    pub rang: usize,
    /// Dashed.
    pub tirets: bool,
    /// (size, value), sizes growing.
    pub points: Vec<(f64, f64)>,
}

const LARGEUR: f64 = 820.0;
const HAUTEUR: f64 = 300.0;
/// The frame of a panel, from its left edge, and what is left for names on the right.
const GAUCHE: f64 = 46.0;
const LARGEUR_CADRE: f64 = 222.0;
const HAUT: f64 = 62.0;
const BAS: f64 = 244.0;
/// Between the first and last size and the frame.
const MARGE: f64 = 14.0;
/// Between two names, one above the other.
const LIGNE: f64 = 14.0;

const STYLE: &str = "svg{--fond:#fff;--encre:#1c1c1c;--grille:#d9d9d9;--a:#0b5cad;--b:#a33d00}\
@media (prefers-color-scheme:dark){svg{--fond:#16191d;--encre:#ececec;--grille:#3c4148;--a:#82bcff;--b:#ffb080}}\
.fond{fill:var(--fond)}text{fill:var(--encre);font:12px system-ui,sans-serif}.titre{font-size:15px;font-weight:600}\
.axe{stroke:var(--encre)}.grille{stroke:var(--grille)}path{fill:none;stroke-width:2}.tirets{stroke-dasharray:6 4}\
path.s0{stroke:var(--a)}path.s1{stroke:var(--b)}.m0,.n0{fill:var(--a)}.m1,.n1{fill:var(--b)}";

/// Both panels side by side, over the same sizes.
pub fn draw(titre: &str, panneaux: &[Panneau; 2]) -> String {
    let mut sizes: Vec<f64> =
        panneaux.iter().flat_map(|p| &p.series).flat_map(|s| &s.points).map(|(size, _)| *size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.dedup();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {LARGEUR} {HAUTEUR}\" width=\"{LARGEUR}\" \
         height=\"{HAUTEUR}\" role=\"img\" aria-labelledby=\"t d\">\n<title id=\"t\">{titre}</title>\n\
         <desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"fond\" width=\"{LARGEUR}\" height=\"{HAUTEUR}\"/>\n\
         <text class=\"titre\" x=\"10\" y=\"22\">{titre}</text>\n",
        in_words(panneaux)
    );
    for (panneau, left) in panneaux.iter().zip([0.0, LARGEUR / 2.0]) {
        panel(&mut svg, panneau, &sizes, left);
    }
    svg + "</svg>\n"
}

fn panel(svg: &mut String, panneau: &Panneau, sizes: &[f64], left: f64) {
    let (x0, x1) = (left + GAUCHE, left + GAUCHE + LARGEUR_CADRE);
    let x = |size: f64| place(size, sizes, x0 + MARGE, x1 - MARGE);
    let highest = panneau.series.iter().flat_map(|s| &s.points).map(|(_, value)| *value).fold(0.0, f64::max);
    let step = step(highest);
    let top = step * (highest / step).ceil().max(1.0);
    let y = |value: f64| BAS - value / top * (BAS - HAUT);

    let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", left + 10.0, HAUT - 16.0, panneau.titre);
    for n in 0..=(top / step).round() as u32 {
        let value = f64::from(n) * step;
        let class = if n == 0 { "axe" } else { "grille" };
        let at = y(value);
        let _ = writeln!(svg, "<line class=\"{class}\" x1=\"{x0}\" y1=\"{at:.1}\" x2=\"{x1}\" y2=\"{at:.1}\"/>");
        let text = tick(value, step);
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{text}</text>", x0 - 6.0, at + 4.0);
    }
    for size in sizes {
        let at = x(*size);
        let _ = writeln!(svg, "<line class=\"axe\" x1=\"{at:.1}\" y1=\"{BAS}\" x2=\"{at:.1}\" y2=\"{}\"/>", BAS + 5.0);
        let text = short(*size);
        let _ = writeln!(svg, "<text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{text}</text>", BAS + 19.0);
    }
    let middle = (x0 + x1) / 2.0;
    let _ = writeln!(
        svg,
        "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">dossiers in the base, log scale</text>",
        BAS + 40.0
    );

    let mut names: Vec<(f64, &Serie)> = Vec::new();
    for serie in &panneau.series {
        let places: Vec<(f64, f64)> = serie.points.iter().map(|(size, value)| (x(*size), y(*value))).collect();
        curve(svg, serie, &places);
        names.extend(places.last().map(|(_, at)| (*at, serie)));
    }
    names.sort_by(|a, b| a.0.total_cmp(&b.0));
    let heights = apart(&names.iter().map(|(at, _)| *at).collect::<Vec<_>>());
    for ((_, serie), at) in names.iter().zip(heights) {
        let (class, text) = (serie.rang, &serie.nom);
        let _ = writeln!(svg, "<text class=\"n{class}\" x=\"{}\" y=\"{:.1}\">{text}</text>", x1 + 4.0, at + 4.0);
    }
}

fn curve(svg: &mut String, serie: &Serie, places: &[(f64, f64)]) {
    let class = serie.rang;
    let tirets = if serie.tirets { " tirets" } else { "" };
    let line: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
    if places.len() > 1 {
        let _ = writeln!(svg, "<path class=\"s{class}{tirets}\" d=\"M{}\"/>", line.join(" L"));
    }
    for (x, y) in places {
        let _ = if class == 0 {
            writeln!(svg, "<circle class=\"m0\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>")
        } else {
            writeln!(svg, "<rect class=\"m1\" x=\"{:.1}\" y=\"{:.1}\" width=\"7\" height=\"7\"/>", x - 3.5, y - 3.5)
        };
    }
}

/// The whole plot in words, for who hears it.
fn in_words(panneaux: &[Panneau; 2]) -> String {
    let mut words = String::new();
    for panneau in panneaux {
        let _ = write!(words, "{}.", panneau.titre);
        for serie in &panneau.series {
            let points: Vec<String> =
                serie.points.iter().map(|(size, value)| format!("{value:.2} at {}", short(*size))).collect();
            let _ = write!(words, " {}: {}.", serie.nom, points.join(", "));
        }
        words.push(' ');
    }
    words.trim_end().to_owned()
}

/// On a logarithmic scale from the smallest size to the largest; one size alone stands in the middle.
fn place(size: f64, sizes: &[f64], from: f64, to: f64) -> f64 {
    match (sizes.first(), sizes.last()) {
        (Some(first), Some(last)) if first < last => from + (size / first).ln() / (last / first).ln() * (to - from),
        _ => (from + to) / 2.0,
    }
}

/// 1, 2 or 5 times a power of ten, such that four or five steps reach the highest value.
fn step(highest: f64) -> f64 {
    if highest <= 0.0 {
        return 1.0;
    }
    let power = 10_f64.powf((highest / 5.0).log10().floor());
    let least = highest / 5.0 / power;
    power
        * if least <= 1.0 {
            1.0
        } else if least <= 2.0 {
            2.0
        } else if least <= 5.0 {
            5.0
        } else {
            10.0
        }
}

fn tick(value: f64, step: f64) -> String {
    let decimals = (-step.log10().floor()).clamp(0.0, 3.0) as usize;
    format!("{value:.decimals$}")
}

/// "3 k", "300 k", "6 M".
fn short(size: f64) -> String {
    match size {
        1_000_000.0.. => format!("{} M", size / 1_000_000.0),
        1_000.0.. => format!("{} k", size / 1_000.0),
        _ => size.to_string(),
    }
}

/// Heights, in growing order, moved so that no two names touch and none leaves the frame.
fn apart(wanted: &[f64]) -> Vec<f64> {
    let mut heights = wanted.to_vec();
    for n in 1..heights.len() {
        heights[n] = heights[n].max(heights[n - 1] + LIGNE);
    }
    let mut lowest = BAS;
    for height in heights.iter_mut().rev() {
        *height = height.min(lowest);
        lowest = *height - LIGNE;
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round_and_hold_the_highest_value() {
        for (highest, expected) in [(0.0, 1.0), (0.9, 0.2), (1.0, 0.2), (4.0, 1.0), (4.9, 1.0), (7.0, 2.0), (23.0, 5.0)]
        {
            assert!((step(highest) - expected).abs() < 1e-9, "{highest}: {}", step(highest));
            assert!(highest / step(highest) <= 5.0 + 1e-9);
        }
        assert_eq!((tick(0.6, 0.2), tick(15.0, 5.0), tick(0.05, 0.05)), ("0.6".into(), "15".into(), "0.05".into()));
        assert_eq!([3_000.0, 300_000.0, 6_000_000.0, 300.0].map(short), ["3 k", "300 k", "6 M", "300"]);
    }

    #[test]
    fn ten_times_as_many_is_always_as_far() {
        let sizes = [3_000.0, 30_000.0, 300_000.0];
        let places = sizes.map(|size| place(size, &sizes, 0.0, 200.0).round());
        assert_eq!(places, [0.0, 100.0, 200.0]);
        assert_eq!(place(3_000.0, &[3_000.0], 0.0, 200.0), 100.0);
    }

    #[test]
    fn names_never_touch_nor_leave_the_frame() {
        for wanted in [vec![100.0, 100.0, 100.0], vec![BAS, BAS, BAS, BAS], vec![70.0, 80.0, 240.0], vec![]] {
            let heights = apart(&wanted);
            assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= LIGNE), "{heights:?}");
            assert!(heights.iter().all(|at| (0.0..=BAS).contains(at)), "{heights:?}");
        }
    }

    #[test]
    fn a_plot_names_its_axes_and_says_its_numbers() {
        let serie = |nom: &str, rang| Serie {
            nom: nom.to_owned(),
            rang,
            tirets: rang == 1,
            points: vec![(3_000.0, 1.5), (30_000.0, 1.75)],
        };
        let panel = |titre| Panneau { titre, series: vec![serie("SQLite", 0), serie("PostgreSQL", 1)] };
        let svg = draw("Opening", &[panel("CPU, ms"), panel("time, ms")]);
        for wanted in [
            "role=\"img\"",
            "<title id=\"t\">Opening</title>",
            "SQLite: 1.50 at 3 k, 1.75 at 30 k.",
            "prefers-color-scheme:dark",
            ">CPU, ms<",
            ">30 k<",
            "class=\"s1 tirets\"",
        ] {
            assert!(svg.contains(wanted), "{wanted}");
        }
        assert!(!svg.contains("@import") && !svg.contains("url("), "nothing from outside");
    }
}
