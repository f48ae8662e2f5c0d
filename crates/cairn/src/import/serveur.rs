//! An import through a server of a fictional base, as an agent's browser would do it: her login, her signatures, the same
//! pages. It gets no more than she would.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use clap::Args;
use monde::client::Navigateur;
use monde::http::Answer;
use monde::persona::Cles;
use serde_json::Value;

use crate::Fin;

/// Where, and as whom.
#[derive(Args)]
#[group(skip)]
pub struct Options {
    /// Address of a running server (`http://localhost:8080`), on a fictional base.
    #[arg(long, value_name = "ADRESSE", requires_all = ["cles", "agent"])]
    serveur: Option<String>,
    /// Keys of the fictional base.
    #[arg(long, value_name = "FICHIER")]
    cles: Option<PathBuf>,
    /// Name of the agent who signs.
    #[arg(long, value_name = "NOM")]
    agent: Option<String>,
    /// Does not ask before creating or taking back.
    #[arg(long)]
    oui: bool,
    /// Takes back a whole import.
    #[arg(long, value_name = "IMPORT", requires = "serveur")]
    annuler: Option<String>,
}

impl Options {
    /// Whether a server was named.
    pub fn is_given(&self) -> bool {
        self.serveur.is_some()
    }

    /// The import to take back.
    pub fn annuler(&self) -> Option<&str> {
        self.annuler.as_deref()
    }

    fn enter(&self) -> Result<Navigateur, String> {
        let (Some(serveur), Some(cles), Some(agent)) = (&self.serveur, &self.cles, &self.agent) else {
            return Err("--serveur needs --cles and --agent".into());
        };
        let origine = serveur.trim_end_matches('/');
        let adresse = origine.strip_prefix("http://").ok_or("the address of a server here is http://localhost:port")?;
        let read = Cles::read(cles).map_err(|e| format!("{}: {e}", cles.display()))?;
        let persona = read.personas.iter().find(|persona| persona.nom == *agent);
        let persona = persona.ok_or("nobody of this name in the keys")?;
        Navigateur::enter(adresse, origine, persona).map_err(|e| e.to_string())
    }
}

/// Deposits, shows what the server says of it, signs, and follows to the end.
pub fn import(options: &Options, bytes: &[u8], leaves_faulty: bool) -> Fin {
    let lea = options.enter()?;
    let kind = if bytes.starts_with(b"PK") {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    } else {
        "text/csv"
    };
    let deposited = send(&lea, "POST", "/imports", Some((kind, bytes)))?;
    let page = deposited.header("cairn-vers").ok_or("the server gave no address")?.to_owned();
    let mut html = send(&lea, "GET", &page, None)?.text();
    let faulty = |html: &str| ["refusees", "doubles", "connues"].iter().map(|name| count(html, name)).sum::<u64>();
    println!(
        "Au serveur : {} prêtes, {} à corriger, {} en double, {} déjà connues.",
        count(&html, "pretes"),
        count(&html, "refusees"),
        count(&html, "doubles"),
        count(&html, "connues")
    );
    if faulty(&html) > 0 && leaves_faulty {
        send(&lea, "POST", &page, Some((FORM, b"geste=ecarter-fautives")))?;
        html = send(&lea, "GET", &page, None)?.text();
    }
    if faulty(&html) > 0 {
        return Err(format!("{} lignes empêchent l'import ; elles se corrigent à l'adresse {page}", faulty(&html)));
    }
    let form = form(&html, "execution").ok_or("aucune ligne n'est prête")?;
    agreed(options, &format!("Créer {} dossiers ?", form.1))?;
    let body = format!("contenu={}&lignes={}", form.0, form.1);
    let started = send(&lea, "POST", &format!("{page}/execution"), Some((FORM, body.as_bytes())))?;
    let progress = started.header("cairn-vers").ok_or("the server gave no address")?.to_owned();
    let made = follow(&lea, &progress)?;
    println!("{made} dossiers créés. Pour annuler : --annuler {}", page.rsplit('/').next().unwrap_or_default());
    Ok(())
}

/// Takes back every dossier of an import that nobody has written in since.
pub fn undo(options: &Options, import: &str) -> Fin {
    let lea = options.enter()?;
    if import.len() != 32 || !import.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err("an import is named by 32 digits".into());
    }
    let page = format!("/imports/{import}");
    let html = send(&lea, "GET", &page, None)?.text();
    let form = form(&html, "annulation").ok_or("cet import n'a rien créé qui puisse être annulé")?;
    agreed(options, &format!("Effacer {} dossiers ?", form.1))?;
    let body = format!("contenu={}&lignes={}", form.0, form.1);
    send(&lea, "POST", &format!("{page}/annulation"), Some((FORM, body.as_bytes())))?;
    let kept = count(&send(&lea, "GET", &format!("{page}?vue=faites"), None)?.text(), "gardes");
    println!("Import annulé. {kept} dossiers gardés : quelqu'un y a écrit depuis.");
    Ok(())
}

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Sends a signed request as the page's script does. A refusal's sentence is the server's own, and names nobody.
fn send(lea: &Navigateur, method: &str, target: &str, body: Option<(&str, &[u8])>) -> Result<Answer, String> {
    let answer = lea.replay(&lea.sign(method, target, body, false)).map_err(|e| e.to_string())?;
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let errors = said["erreurs"].as_object().into_iter().flat_map(|all| all.values()).filter_map(Value::as_str);
    let words: Vec<_> = said["message"].as_str().into_iter().chain(errors).collect();
    Err(if words.is_empty() { format!("the server answered {}", answer.status) } else { words.join(" ") })
}

/// Asks every second, and draws a bar. Gives how many were made.
fn follow(lea: &Navigateur, address: &str) -> Result<u64, String> {
    loop {
        let said: Value = serde_json::from_slice(&send(lea, "GET", address, None)?.body).map_err(|e| e.to_string())?;
        let (made, end) = (said["faits"].as_u64().unwrap_or(0), said["sur"].as_u64().unwrap_or(1).max(1));
        if std::io::stderr().is_terminal() {
            let full = usize::try_from(40 * made.min(end) / end).unwrap_or(0);
            eprint!("\r[{:<40}] {made}/{end}", "#".repeat(full));
            let _ = std::io::stderr().flush();
        }
        match said["etat"].as_str() {
            Some("en-cours") => thread::sleep(Duration::from_secs(1)),
            Some("fait") => {
                eprintln!();
                return Ok(made);
            }
            _ => return Err(format!("import arrêté après {made} dossiers ; il se reprend à l'adresse {address}")),
        }
    }
}

/// A number that the page's summary holds.
fn count(html: &str, name: &str) -> u64 {
    let held = html.split_once(&format!(" data-{name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    held.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// The content and the number of lines that a form of the page would sign.
fn form(html: &str, id: &str) -> Option<(String, u64)> {
    let form = html.split_once(&format!("id=\"{id}\""))?.1.split("</form>").next()?;
    let field = |name: &str| form.split_once(&format!("name=\"{name}\" value=\""))?.1.split('"').next();
    Some((field("contenu")?.to_owned(), field("lignes")?.parse().ok()?))
}

fn agreed(options: &Options, question: &str) -> Fin {
    if options.oui {
        return Ok(());
    }
    eprint!("{question} [o/N] ");
    let _ = std::io::stderr().flush();
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).map_err(|e| e.to_string())?;
    if matches!(answer.trim(), "o" | "O" | "oui") { Ok(()) } else { Err("rien n'a été fait".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_would_sign_is_read() {
        let html = "<div id=\"bilan\" data-lignes=\"20\" data-pretes=\"18\"></div><form id=\"execution\">\
                    <input type=\"hidden\" name=\"contenu\" value=\"0a\"><input type=\"hidden\" name=\"lignes\" \
                    value=\"18\"></form><form id=\"annulation\"></form>";
        assert_eq!((count(html, "pretes"), count(html, "lignes"), count(html, "gardes")), (18, 20, 0));
        assert_eq!(form(html, "execution"), Some(("0a".to_owned(), 18)));
        assert_eq!(form(html, "annulation"), None);
        assert_eq!(form("", "execution"), None);
    }
}
