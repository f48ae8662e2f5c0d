//! The matrix: each thing tried, and the reason of its refusal as the server, a program or the fold says it.

use serde_json::Value;

use super::super::{Case, Mesure};
use crate::http::Answer;

/// Longest reason that is printed, in characters.
const RAISON_MAX: usize = 120;

/// Fills a measure, cell by cell. A cell that should have been refused and was not is a fault of the run.
pub struct Tableau {
    /// What is filled.
    pub mesure: Mesure,
    famille: &'static str,
}

impl Tableau {
    /// An empty one.
    pub fn new(mesure: Mesure) -> Tableau {
        Tableau { mesure, famille: "" }
    }

    /// What follows is of this family.
    pub fn famille(&mut self, famille: &'static str) {
        self.famille = famille;
    }

    /// The answer must be a refusal, and no failure of ours.
    pub fn refused(&mut self, essai: impl Into<String>, answer: &Answer) {
        let essai = essai.into();
        if answer.status < 400 || answer.status == 500 {
            self.mesure.echecs.push(format!("{}, {essai} : {}", self.famille, raison(answer)));
        }
        self.case(essai, raison(answer));
    }

    /// A refusal that is no answer: a program that does not start, a verifier's sentence. `None` is a success of the attack.
    pub fn stopped(&mut self, essai: impl Into<String>, why: Option<String>) {
        let essai = essai.into();
        let why = why.unwrap_or_else(|| {
            self.mesure.echecs.push(format!("{}, {essai} : rien ne l'arrête", self.famille));
            "RIEN NE L'ARRÊTE".to_owned()
        });
        self.case(essai, short(&why));
    }

    /// Something must hold, and what it shows when it does.
    pub fn holds(&mut self, essai: impl Into<String>, is_held: bool, why: &str) {
        self.stopped(essai, is_held.then(|| why.to_owned()));
    }

    fn case(&mut self, essai: String, refus: String) {
        self.mesure.cases.push(Case { famille: self.famille.to_owned(), essai, refus });
    }
}

/// Status and words of an answer, page or JSON.
pub fn raison(answer: &Answer) -> String {
    let said = match serde_json::from_slice::<Value>(&answer.body) {
        Ok(words) => {
            let errors = words["erreurs"].as_object().into_iter().flat_map(|all| all.values());
            let all: Vec<&str> = errors.chain([&words["message"]]).filter_map(Value::as_str).collect();
            all.first().copied().unwrap_or_default().to_owned()
        }
        Err(_) => {
            let page = answer.text();
            let after = page.split_once("<h1").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
            let (title, rest) = after.split_once("</h1>").unwrap_or((after, ""));
            let first = rest.split_once("<p").and_then(|(_, rest)| rest.split_once('>')).map_or("", |(_, rest)| rest);
            format!("{} ; {}", plain(title), plain(first.split("</p>").next().unwrap_or_default()))
        }
    };
    short(&format!("{} {}", answer.status, said))
}

/// Without tags.
fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut is_in_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_in_tag = true,
            '>' => is_in_tag = false,
            _ if !is_in_tag => out.push(c),
            _ => {}
        }
    }
    out.replace("&#39;", "'").trim().to_owned()
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(RAISON_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(status: u16, body: &str, expected: &str) {
        let answer = Answer { status, body: body.into(), ..Answer::default() };
        assert_eq!(raison(&answer), expected);
    }

    #[test]
    fn a_reason_is_what_people_read() {
        check(403, r#"{"message":"Votre rôle ne le permet pas.","erreurs":{}}"#, "403 Votre rôle ne le permet pas.");
        check(422, r#"{"message":"À revoir","erreurs":{"jusqu":"Trop tard"}}"#, "422 Trop tard");
        check(404, "<h1 class=\"x\">Pas <b>là</b></h1>\n<p>Rien d&#39;autre</p><p>", "404 Pas là ; Rien d'autre");
        check(200, "", "200 ;");
    }

    #[test]
    fn a_cell_that_succeeds_is_a_fault() {
        let mut tableau = Tableau::new(Mesure::default());
        for (status, faults) in [(403, 0), (503, 0), (200, 1), (303, 2), (500, 3)] {
            tableau.refused("essai", &Answer { status, ..Answer::default() });
            assert_eq!(tableau.mesure.echecs.len(), faults, "{status}");
        }
        tableau.stopped("essai", Some("non".into()));
        assert_eq!(tableau.mesure.echecs.len(), 3);
        tableau.stopped("essai", None);
        assert_eq!((tableau.mesure.echecs.len(), tableau.mesure.cases.len()), (4, 7));
    }
}
