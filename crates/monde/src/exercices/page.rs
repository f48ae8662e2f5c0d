//! The page that anybody reads: for each attack, how many people it had at each moment, without the protection that it aims at and with
//! all of them. One file, with no script, that opens and prints anywhere; every curve's numbers stand in its sentence and in the table.

use std::fmt::Write;

use super::courbe::Point;
use super::{Controle, EXERCICES, Exercice, NON_REJOUES, Resultat};

const LARGEUR: f64 = 620.0;
const HAUTEUR: f64 = 190.0;
const GAUCHE: f64 = 12.0;
const DROITE: f64 = 476.0;
const HAUT: f64 = 16.0;
const BAS: f64 = 160.0;
/// Two labels at the end of the curves are no nearer.
const ECART: f64 = 17.0;
/// The bars at a glance: where they begin, and a row.
const NOM: f64 = 160.0;
const PAS: f64 = 24.0;

const STYLE: &str = "\
:root{color-scheme:light dark;--fond:#fff;--encre:#1c1c1c;--doux:#595f66;--trait:#d5d8dc;--sans:#b3261e;--avec:#0b5cad}
@media (prefers-color-scheme:dark){:root{--fond:#16191d;--encre:#ececec;--doux:#a9b0b8;--trait:#3c4148;--sans:#ff9d94;--avec:#82bcff}}
body{margin:2rem auto;max-width:46rem;padding:0 1rem;background:var(--fond);color:var(--encre);font:17px/1.5 system-ui,sans-serif}
h1{font-size:1.9rem;line-height:1.2}h2{margin-top:3rem;border-top:1px solid var(--trait);padding-top:1.5rem}h3{margin:0 0 .25rem;font-size:1.05rem}
.chapeau{font-size:1.2rem}.doux{color:var(--doux);font-size:.92rem}.sans{color:var(--sans);font-weight:600}.avec{color:var(--avec);font-weight:600}
article{margin:2.25rem 0;break-inside:avoid}article p{margin:.2rem 0}svg{display:block;width:100%;height:auto;margin:.4rem 0}
svg text{fill:var(--doux);font:13px system-ui,sans-serif}svg text.sans{fill:var(--sans)}svg text.avec{fill:var(--avec)}rect.sans{fill:var(--sans);opacity:.55}rect.avec{fill:var(--avec)}
.cadre{stroke:var(--trait)}.courbe{fill:none;stroke-width:2.5}.courbe.sans{stroke:var(--sans);stroke-dasharray:7 4;fill:none}.courbe.avec{stroke:var(--avec);fill:none}
.table{overflow-x:auto}table{border-collapse:collapse;font-size:.86rem}td,th{text-align:right;padding:.2rem .55rem;border-bottom:1px solid var(--trait)}
th{vertical-align:bottom}td:first-child,th:first-child,td:nth-child(2),th:nth-child(2){text-align:left}
@media print{body{font-size:12px;max-width:none}h2{break-before:page}}";

const INTRO: &str = "\
<p class=\"chapeau\">Une attaque qui réussit doit rester petite. Chaque attaque de cette page est rejouée contre le vrai logiciel, sur des \
personnes fictives, et l'on compte dans ce que l'attaquant a reçu combien de personnes il peut nommer.</p>
<p>Elle l'est deux fois : <span class=\"sans\">sans la protection qu'elle vise</span>, pour montrer qu'elle marche ; puis \
<span class=\"avec\">avec toutes les protections</span>. Les heures sont celles des horloges du logiciel, que le rejeu avance.</p>
";

/// An attack with all protections, and without the one that it aims at when that was tried.
struct Rejeu<'a> {
    exercice: &'a Exercice,
    avec: &'a Resultat,
    sans: Option<&'a Resultat>,
}

/// The whole page, as HTML in French.
pub fn html(resultats: &[Resultat]) -> String {
    let rejeux = rejeux(resultats);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Ce que les attaques obtiennent</title>\n<style>{STYLE}</style>\n"
    );
    let mut body = format!("<h1>Ce que les attaques obtiennent</h1>\n{INTRO}<p>{}</p>\n", summary(&rejeux));
    body += &overview(&rejeux);
    body += "<h2>Attaque par attaque</h2>\n";
    for rejeu in &rejeux {
        body += &article(rejeu);
    }
    body += &table(&rejeux);
    body += &not_covered(&rejeux);
    out += &spaced(&body);
    out + "</html>\n"
}

fn rejeux(resultats: &[Resultat]) -> Vec<Rejeu<'_>> {
    let of = |exercice: &Exercice, controles| {
        let is_it = |r: &&Resultat| (r.nom, r.profil, r.controles) == (exercice.nom, exercice.profil, controles);
        resultats.iter().find(is_it)
    };
    let rejeu = |exercice| Some(Rejeu { exercice, avec: of(exercice, true)?, sans: of(exercice, false) });
    EXERCICES.iter().copied().filter_map(rejeu).collect()
}

fn summary(rejeux: &[Rejeu<'_>]) -> String {
    let held = rejeux.iter().filter(|rejeu| rejeu.is_held()).count();
    let without = rejeux.iter().filter(|rejeu| rejeu.sans.is_some()).count();
    let none = rejeux.iter().filter(|rejeu| rejeu.avec.personnes == 0).count();
    let base = rejeux.iter().map(|rejeu| rejeu.avec.base).max().unwrap_or(0);
    format!(
        "Base fictive : {} personnes. Attaques rejouées : {} ; restées sous leur promesse : <b>{held}</b> ; qui n'obtiennent personne : {none}. \
         Rejouées aussi sans la protection visée, sur {} personnes : {without}, et elles les lisent toutes.",
        nombre(base),
        rejeux.len(),
        nombre(rejeux.iter().filter_map(|rejeu| rejeu.sans).map(|sans| sans.base).max().unwrap_or(0)),
    )
}

/// Every attack at a glance, its worst variant: a bar of what it has without the protection, one of what it has with all.
fn overview(rejeux: &[Rejeu<'_>]) -> String {
    let mut worst: Vec<&Rejeu<'_>> = Vec::new();
    for rejeu in rejeux {
        let of_name = worst.iter_mut().find(|other| other.exercice.nom == rejeu.exercice.nom);
        let weight = |r: &Rejeu<'_>| (r.sans.is_some(), reached(&r.curve(r.avec)).0);
        match of_name {
            Some(other) if weight(other) < weight(rejeu) => *other = rejeu,
            Some(_) => {}
            None => worst.push(rejeu),
        }
    }
    let height = PAS * worst.len() as f64 + 4.0;
    let mut out = format!(
        "<h2>En un coup d'œil</h2>\n<svg viewBox=\"0 0 {LARGEUR} {height}\" role=\"img\" aria-label=\"Ce que chaque attaque obtient ; les \
         nombres suivent\">\n"
    );
    for (row, rejeu) in worst.iter().enumerate() {
        let top = PAS * row as f64;
        let mut bar = |class: &str, top: f64, of: &Resultat| {
            let share = reached(&rejeu.curve(of)).0 as f64 / of.base.max(1) as f64;
            let width = if share > 0.0 { (share * (DROITE - NOM)).max(1.5) } else { 0.0 };
            let _ =
                writeln!(out, "<rect class=\"{class}\" x=\"{NOM}\" y=\"{top:.0}\" width=\"{width:.1}\" height=\"7\"/>");
        };
        rejeu.sans.into_iter().for_each(|sans| bar("sans", top + 4.0, sans));
        bar("avec", top + 12.0, rejeu.avec);
        let (count, _) = reached(&rejeu.curve(rejeu.avec));
        let _ = writeln!(
            out,
            "<text x=\"0\" y=\"{y:.0}\">{}</text><text class=\"avec\" x=\"{}\" y=\"{y:.0}\">{}</text>",
            rejeu.exercice.nom,
            DROITE + 8.0,
            nombre(count),
            y = top + 16.0
        );
    }
    out + "</svg>\n<p class=\"doux\">En rouge, la part de la base lue sans la protection visée ; en bleu, avec toutes les protections, et le nombre \
           de personnes. Sans rouge : ce que l'attaque vise ne s'éteint pas.</p>\n"
}

impl Rejeu<'_> {
    fn is_held(&self) -> bool {
        [Some(self.avec), self.sans].into_iter().flatten().all(|r| r.faults().is_empty())
    }

    /// Where nobody is to be opened, lists are what he is after.
    fn is_after_lists(&self) -> bool {
        self.exercice.plafond == 0 && self.exercice.plafond_lignes > 0
    }

    /// His curve: milliseconds, and how many.
    fn curve(&self, of: &Resultat) -> Vec<(u64, u64)> {
        let count = |p: &Point| if self.is_after_lists() { p.personnes + p.lignes } else { p.personnes };
        of.courbe.iter().map(|point| (point.ms, count(point))).collect()
    }
}

fn article(rejeu: &Rejeu<'_>) -> String {
    let Exercice { titre, profil, .. } = rejeu.exercice;
    let mut out = format!("<article>\n<h3>{}</h3>\n<p class=\"doux\">{}</p>\n", escape(titre), escape(profil));
    out += &plot(rejeu);
    let what = if rejeu.is_after_lists() { "lignes de liste" } else { "personnes" };
    if let Some(sans) = rejeu.sans {
        let (count, ms) = reached(&rejeu.curve(sans));
        let _ = writeln!(
            out,
            "<p><span class=\"sans\">Sans {}</span> : {} {what} sur {}{}.</p>",
            escape(&protection(rejeu.exercice.controle)),
            nombre(count),
            nombre(sans.base),
            in_time(ms)
        );
    }
    let (count, ms) = reached(&rejeu.curve(rejeu.avec));
    let got = match count {
        0 => "personne".to_owned(),
        n => format!("{} {what} sur {}, la dernière{}", nombre(n), nombre(rejeu.avec.base), after(ms)),
    };
    let most = if rejeu.is_after_lists() { rejeu.avec.plafond_lignes } else { rejeu.avec.plafond };
    let verdict = if rejeu.is_held() { "tenu" } else { "<b>pas tenu</b>" };
    let _ = writeln!(
        out,
        "<p><span class=\"avec\">Avec toutes les protections</span> : {got}. Promis : {} au plus ; {verdict}.</p>",
        nombre(most)
    );
    if let (Controle::Toujours(why), None) = (rejeu.exercice.controle, rejeu.sans) {
        let _ = writeln!(out, "<p class=\"doux\">Pas rejoué sans protection : {}.</p>", escape(why));
    }
    out + "</article>\n"
}

/// Both curves in one frame, from nobody to the whole base.
fn plot(rejeu: &Rejeu<'_>) -> String {
    let base = rejeu.sans.unwrap_or(rejeu.avec).base.max(1);
    let curves: Vec<(&str, Vec<(u64, u64)>)> = [("sans", rejeu.sans), ("avec", Some(rejeu.avec))]
        .into_iter()
        .filter_map(|(class, of)| Some((class, rejeu.curve(of?))))
        .collect();
    let span = curves.iter().filter_map(|(_, curve)| curve.last()).map(|(ms, _)| *ms).max().unwrap_or(0).max(1_000);
    let x = |ms: u64| GAUCHE + (DROITE - GAUCHE) * ms as f64 / span as f64;
    let y = |count: u64| BAS - (BAS - HAUT) * count.min(base) as f64 / base as f64;
    let mut out = format!(
        "<svg viewBox=\"0 0 {LARGEUR} {HAUTEUR}\" role=\"img\" aria-label=\"Personnes obtenues au fil du temps ; les nombres suivent\">\n\
         <line class=\"cadre\" x1=\"{GAUCHE}\" y1=\"{BAS}\" x2=\"{DROITE}\" y2=\"{BAS}\"/>\n\
         <line class=\"cadre\" x1=\"{GAUCHE}\" y1=\"{HAUT}\" x2=\"{DROITE}\" y2=\"{HAUT}\"/>\n\
         <text x=\"{GAUCHE}\" y=\"{}\">toute la base : {}</text>\n<text x=\"{GAUCHE}\" y=\"{}\">0</text>\n\
         <text x=\"{DROITE}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
        HAUT - 4.0,
        nombre(base),
        BAS + 17.0,
        BAS + 17.0,
        duree(span),
    );
    // The lower label moves down when both curves end at one height.
    let mut above = f64::NEG_INFINITY;
    for (class, curve) in &curves {
        let (mut path, mut height) = (format!("M{:.1} {BAS}", x(0)), BAS);
        let mut column = f64::NEG_INFINITY;
        for (ms, count) in curve.iter().chain(&[(span, curve.last().map_or(0, |(_, count)| *count))]) {
            // No finer than the eye sees, but the end is exact.
            if x(*ms) - column < 0.5 && *ms != span && (height - y(*count)).abs() < 0.5 {
                continue;
            }
            (column, height) = (x(*ms), y(*count));
            let _ = write!(path, "H{column:.1}V{height:.1}");
        }
        let _ = writeln!(out, "<path class=\"courbe {class}\" d=\"{path}\"/>");
        let label = (height + 4.0).max(above + ECART);
        above = label;
        let (count, _) = reached(curve);
        let _ = writeln!(
            out,
            "<text class=\"{class}\" x=\"{}\" y=\"{label:.1}\">{class} : {}</text>",
            DROITE + 8.0,
            nombre(count)
        );
    }
    out + "</svg>\n"
}

fn table(rejeux: &[Rejeu<'_>]) -> String {
    let mut out = "<h2>Les mêmes nombres</h2>\n<div class=\"table\"><table>\n<tr><th>Attaque<th>Profil<th>Personnes, sans<th>Personnes, avec\
                   <th>Promis<th>Lignes, avec<th>Promis<th>Base, avec<th>Écart entre le journal et les octets\n"
        .to_owned();
    for Rejeu { exercice, avec, sans } in rejeux {
        let _ = writeln!(
            out,
            "<tr><td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}<td>{}",
            exercice.nom,
            escape(exercice.profil),
            sans.map_or("–".to_owned(), |sans| format!("{} sur {}", nombre(sans.personnes), nombre(sans.base))),
            nombre(avec.personnes),
            nombre(avec.plafond),
            nombre(avec.lignes),
            nombre(avec.plafond_lignes),
            nombre(avec.base),
            avec.ecart_etendue,
        );
    }
    out + "</table></div>\n<p class=\"doux\">Personnes : celles dont le nom complet avec la date de naissance, ou une autre donnée, est parvenu à \
           l'attaquant. Lignes : celles qu'il n'a vues que dans une liste.</p>\n"
}

/// What these drills do not try: a page that left it out would promise more than it shows.
fn not_covered(rejeux: &[Rejeu<'_>]) -> String {
    let mut out = "<h2>Ce qui n'est pas rejoué</h2>\n<ul>\n".to_owned();
    let mut item = |who: &str, what: &str| {
        let _ = writeln!(out, "<li>{who} : {}</li>", escape(what));
    };
    for rejeu in rejeux {
        rejeu.exercice.non_couvert.iter().for_each(|what| item(rejeu.exercice.nom, what));
    }
    NON_REJOUES.iter().for_each(|(number, why)| item(number, why));
    out + "</ul>\n"
}

/// How many in the end, and when the last one came.
fn reached(curve: &[(u64, u64)]) -> (u64, u64) {
    let count = curve.last().map_or(0, |(_, count)| *count);
    (count, curve.iter().find(|(_, n)| *n == count).map_or(0, |(ms, _)| *ms))
}

fn protection(controle: Controle) -> String {
    match controle {
        Controle::Nomme("budget") => "les limites de lecture".into(),
        Controle::Nomme("cosignature") => "l'obligation d'être trois pour créer un compte".into(),
        Controle::Nomme(name) => format!("la protection « {name} »"),
        Controle::Separe(what) => format!("la distance (il tient aussi {what})"),
        Controle::Toujours(_) => "protection".into(),
    }
}

fn in_time(ms: u64) -> String {
    if ms == 0 { ", d'un coup".into() } else { format!(", en {}", duree(ms)) }
}

fn after(ms: u64) -> String {
    if ms == 0 { " d'emblée".into() } else { format!(" après {}", duree(ms)) }
}

/// The two largest units: "1 min 5 s", "2 jours 3 h".
fn duree(ms: u64) -> String {
    let units = [(86_400, "j"), (3_600, "h"), (60, "min"), (1, "s")];
    let seconds = ms.div_ceil(1_000);
    let first = units.iter().position(|(unit, _)| seconds >= *unit).unwrap_or(3);
    let mut left = seconds;
    let mut parts = Vec::new();
    for (unit, name) in &units[first..(first + 2).min(4)] {
        if left / unit > 0 || parts.is_empty() {
            parts.push(format!("{} {name}", left / unit));
        }
        left %= unit;
    }
    parts.join(" ")
}

/// By threes, as French writes them.
fn nombre(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    out
}

/// No line begins with the mark that ends a phrase.
fn spaced(body: &str) -> String {
    [":", ";", "»", "?"]
        .iter()
        .fold(body.replace("« ", "«\u{a0}"), |text, mark| text.replace(&format!(" {mark}"), &format!("\u{a0}{mark}")))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resultat(exercice: &Exercice, controles: bool, courbe: &[(u64, u64)]) -> Resultat {
        let courbe: Vec<Point> =
            courbe.iter().map(|(ms, personnes)| Point { ms: *ms, personnes: *personnes, lignes: 0 }).collect();
        Resultat {
            nom: exercice.nom,
            controles,
            profil: exercice.profil,
            personnes: courbe.last().map_or(0, |point| point.personnes),
            plafond: exercice.plafond,
            lignes: 0,
            plafond_lignes: exercice.plafond_lignes,
            base: 3_000,
            ecart_etendue: 0,
            arret_s: None,
            cases: Vec::new(),
            faits: Vec::new(),
            echecs: Vec::new(),
            courbe,
        }
    }

    #[test]
    fn a_page_says_what_its_curves_show() {
        let exercice = &super::super::conseiller::SANS_GESTE;
        let page = html(&[
            resultat(exercice, true, &[(0, 0), (39_000, 20), (90_000, 20)]),
            resultat(exercice, false, &[(0, 0), (3_600_000, 3_000)]),
        ]);
        for said in [
            "Sans les limites de lecture</span>\u{a0}: 3\u{202f}000 personnes sur 3\u{202f}000, en 1 h.",
            "20 personnes sur 3\u{202f}000, la dernière après 39 s. Promis\u{a0}: 20 au plus\u{a0}; tenu.",
            "Attaques rejouées\u{a0}: 1\u{a0}; restées sous leur promesse\u{a0}: <b>1</b>",
            "sans\u{a0}: 3\u{202f}000</text>",
            "avec\u{a0}: 20</text>",
        ] {
            assert!(page.contains(said), "{said}\n{page}");
        }
        assert!(NON_REJOUES.iter().all(|(number, _)| page.contains(&format!("<li>{number}\u{a0}: "))));
        assert!(!page.contains("<script") && !page.contains("http"), "it asks nothing of anybody");
    }

    #[test]
    fn what_is_not_held_is_said() {
        let exercice = &super::super::conseiller::SANS_GESTE;
        let page = html(&[resultat(exercice, true, &[(0, 0), (39_000, 21)])]);
        assert!(page.contains("promesse\u{a0}: <b>0</b>") && page.contains("<b>pas tenu</b>"), "{page}");
    }

    #[test]
    fn durations_have_two_units_and_numbers_their_spaces() {
        let check = |ms, expected: &str| assert_eq!(duree(ms), expected);
        check(0, "0 s");
        check(1, "1 s");
        check(59_999, "1 min");
        check(65_000, "1 min 5 s");
        check(3_600_000, "1 h");
        check(90_061_000, "1 j 1 h");
        check(30 * 86_400_000, "30 j");
        for (n, expected) in [(0, "0"), (999, "999"), (3_000, "3\u{202f}000"), (1_234_567, "1\u{202f}234\u{202f}567")] {
            assert_eq!(nombre(n), expected);
        }
    }
}
