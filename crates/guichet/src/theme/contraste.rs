//! Contrast of the tokens, computed from the style itself (WCAG 2.1, 1.4.3 and 1.4.11).

use std::collections::HashMap;
use std::fmt;

/// Least ratio for text.
pub const TEXTE: f64 = 4.5;
/// Least ratio for what is not text: frames of fields, the focus.
pub const FORME: f64 = 3.0;

/// Front, back, least ratio: each pair that some component draws.
#[rustfmt::skip]
pub const PAIRES: &[(&str, &str, f64)] = &[
    ("encre", "fond", TEXTE), ("encre", "carte", TEXTE), ("encre", "creux", TEXTE), ("encre", "survol", TEXTE),
    ("douce", "fond", TEXTE), ("douce", "carte", TEXTE), ("douce", "creux", TEXTE), ("douce", "survol", TEXTE),
    ("accent", "fond", TEXTE), ("accent", "carte", TEXTE), ("accent", "survol", TEXTE), ("accent-vif", "survol", TEXTE),
    ("accent-vif", "fond", TEXTE), ("accent-vif", "carte", TEXTE),
    ("sur-accent", "accent", TEXTE), ("sur-accent", "accent-vif", TEXTE),
    ("sur-tete", "tete", TEXTE), ("sur-tete", "tete-vif", TEXTE), ("lichen", "tete", FORME),
    ("info", "info-fond", TEXTE), ("succes", "succes-fond", TEXTE), ("attention", "attention-fond", TEXTE),
    ("danger", "danger-fond", TEXTE), ("danger", "carte", TEXTE), ("danger", "fond", TEXTE), ("danger", "survol", TEXTE),
    ("sur-danger", "danger", TEXTE), ("info", "carte", TEXTE), ("info", "fond", TEXTE),
    ("attention", "carte", TEXTE), ("attention", "fond", TEXTE), ("encre", "danger-fond", TEXTE), ("encre", "attention-fond", TEXTE), ("lichen", "tete-vif", FORME),
    ("accent", "danger-fond", TEXTE), ("accent", "attention-fond", TEXTE), ("douce", "danger-fond", TEXTE), ("fond", "encre", TEXTE),
    ("sur-fictif", "fictif", TEXTE), ("trait-champ", "carte", FORME), ("trait-champ", "fond", FORME),
    ("focus", "fond", FORME), ("focus", "carte", FORME), ("accent", "creux", FORME),
];

/// A pair that is too weak, or whose colour is written in a way that is not computed here.
#[derive(Debug, PartialEq)]
pub struct Faiblesse {
    front: &'static str,
    back: &'static str,
    sombre: bool,
    /// `None`: not a hexadecimal colour.
    ratio: Option<f64>,
    least: f64,
}

impl fmt::Display for Faiblesse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Faiblesse { front, back, least, .. } = self;
        let mode = if self.sombre { "sombre" } else { "clair" };
        match self.ratio {
            Some(ratio) => write!(f, "--{front} sur --{back} ({mode}) : {ratio:.2}, il faut {least}"),
            None => write!(f, "--{front} sur --{back} ({mode}) : non vérifié, couleur attendue en hexadécimal"),
        }
    }
}

/// The weak pairs of these styles, each over the one before, in both modes.
pub fn faiblesses(styles: &[&str]) -> Vec<Faiblesse> {
    let mut found = Vec::new();
    for sombre in [false, true] {
        let tokens = tokens(styles, sombre);
        for &(front, back, least) in PAIRES {
            let colour = |name: &str| tokens.get(name).and_then(|value| luminance(value));
            let ratio = colour(front).zip(colour(back)).map(|(a, b)| (a.max(b) + 0.05) / (a.min(b) + 0.05));
            if ratio.is_none_or(|ratio| ratio < least) {
                found.push(Faiblesse { front, back, sombre, ratio, least });
            }
        }
    }
    found
}

/// The style without its comments.
pub fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|part| part.split_once("*/")).fold(first, |css, (_, after)| css + after)
}

/// The last value of each token, as a browser that knows `light-dark()` reads it, on a plain screen.
fn tokens(styles: &[&str], sombre: bool) -> HashMap<String, String> {
    let mut tokens = HashMap::new();
    for style in styles {
        let screen = without_media(&without_comments(style));
        for declaration in screen.split(['{', '}', ';']) {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let Some(name) = name.trim().strip_prefix("--") else { continue };
            let value = value.trim();
            let pair =
                value.strip_prefix("light-dark(").and_then(|v| v.strip_suffix(')')).and_then(|v| v.split_once(','));
            let value = pair.map_or(value, |(light, dark)| if sombre { dark } else { light });
            let value = value.trim().to_ascii_lowercase();
            // A token that names another one has its value: `var(--encre)`.
            let named =
                value.strip_prefix("var(--").and_then(|v| v.strip_suffix(')')).and_then(|n| tokens.get(n).cloned());
            tokens.insert(name.to_owned(), named.unwrap_or(value));
        }
    }
    tokens
}

/// The style without what holds only on paper, or for some readers: it must not hide what the others see.
fn without_media(css: &str) -> String {
    let (mut kept, mut rest) = (String::new(), css);
    while let Some((before, block)) = rest.split_once("@media") {
        kept.push_str(before);
        let mut depth = 0;
        let end = block.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == '}' && depth == 0
        });
        rest = end.map_or("", |end| &block[end + 1..]);
    }
    kept + rest
}

/// Relative luminance of "#rgb" or "#rrggbb".
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#')?;
    let values: Option<Vec<u32>> = digits.chars().map(|c| c.to_digit(16)).collect();
    let channels: [u32; 3] = match *values?.as_slice() {
        [r, g, b] => [r * 17, g * 17, b * 17],
        [a, b, c, d, e, f] => [a * 16 + b, c * 16 + d, e * 16 + f],
        _ => return None,
    };
    let [r, g, b] = channels.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    Some(0.2126 * r + 0.7152 * g + 0.0722 * b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_style_has_no_weak_pair() {
        let weak: Vec<_> = faiblesses(&[crate::assets::STYLE]).iter().map(ToString::to_string).collect();
        assert!(weak.is_empty(), "{weak:#?}");
    }

    #[test]
    fn ratios_are_those_of_the_standard() {
        let check = |front: &str, back: &str, expected: f64| {
            let (a, b) = (luminance(front).expect("a colour"), luminance(back).expect("a colour"));
            let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!((ratio - expected).abs() < 0.01, "{front} {back}: {ratio}");
        };
        check("#000", "#ffffff", 21.0);
        check("#777777", "#fff", 4.48);
        check("#767676", "#fff", 4.54);
        assert_eq!(luminance("rebeccapurple"), None);
    }

    #[test]
    fn paper_and_other_readers_hide_nothing() {
        let css = "a{b:c}@media (x){:root{--encre:#fff}i{j:k}}:root{--douce:#999}@media print{:root{--douce:#000}}";
        assert_eq!(without_media(css), "a{b:c}:root{--douce:#999}");
    }

    #[test]
    fn a_weak_theme_is_told() {
        let grey = ":root { --douce: light-dark(#999, #aaaaaa); /* --douce: #000 */ }";
        let told: Vec<_> = faiblesses(&[crate::assets::STYLE, grey]).iter().map(ToString::to_string).collect();
        assert!(told.iter().any(|t| t.starts_with("--douce sur --fond (clair) : 2.")), "{told:?}");
        assert!(told.iter().all(|t| t.contains("--douce") && t.contains("clair")), "{told:?}");
        let words = faiblesses(&[crate::assets::STYLE, ":root { --encre: black }"]);
        assert!(words.iter().any(|w| w.ratio.is_none()));
    }
}
