//! The steps of a new account over HTTP, as whoever makes them: an honest pair of people, or an attacker alone.

use std::time::Duration;

use domaine::formation::{Parcours, draw};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use journal::encoding::from_hex;
use serde_json::json;

use super::super::attaquant::{Attaquant, Passant};
use super::super::terrain::{Cote, Terrain};
use crate::client::Navigateur;
use crate::http::Answer;
use crate::passkey::{Passkey, base64url, from_base64url};
use crate::persona::Persona;

/// How long a drawn approver looks at a card before the coffre takes her answer.
const LECTURE: Duration = Duration::from_secs(21);

/// What the card of a made-up person says of her work; no role of ours is called so.
pub const FONCTION: &str = "Chargée des cairns";

/// An account that somebody proposed: its id, and the two keys that its attacker holds ready.
pub struct Faux {
    /// 32 digits.
    pub agent: String,
    /// Its keys.
    pub keys: [Passkey; 2],
}

impl Faux {
    /// What enters with the first of the two keys.
    pub fn persona(&self, structure: &str) -> Result<Persona, String> {
        let id = from_hex(&self.agent).and_then(|bytes| bytes.try_into().ok()).ok_or("no account")?;
        Ok(Persona::new(id, "Camille Faux", "conseiller", structure, &self.keys[0]))
    }
}

/// `n` days from now by the application's clock, as forms write a day.
pub fn day(terrain: &Terrain, n: i32) -> String {
    let now = Timestamp::from_second(terrain.horloges.0.now()).unwrap_or(Timestamp::UNIX_EPOCH);
    let today = now.to_zoned(TimeZone::UTC).date();
    today.checked_add(n.days()).unwrap_or(today).to_string()
}

/// The form of a new account.
pub fn card<'a>(nom: &'a str, mail: &'a str, debut: &'a str, jusqu: &'a str) -> Vec<(&'static str, &'a str)> {
    vec![
        ("prenom", "Camille"),
        ("nom", nom),
        ("mail", mail),
        ("role", "conseiller"),
        ("fonction", FONCTION),
        ("debut", debut),
        ("jusqu", jusqu),
    ]
}

/// Proposes an account; the refusal, if it is one.
pub fn propose(
    terrain: &Terrain,
    thief: &mut Attaquant,
    key: &Passkey,
    nom: &str,
) -> Result<Result<Faux, Answer>, String> {
    let (debut, jusqu) = (day(terrain, 0), day(terrain, 300));
    let mail = format!("camille.{}@cairn.example", nom.to_lowercase());
    let answer = said(thief.signs("/habilitations/nouvelle", &card(nom, &mail, &debut, &jusqu), key))?;
    let agent = answer.header("cairn-vers").or_else(|| answer.header("location")).and_then(account_in);
    Ok(match agent {
        Some(agent) => Ok(Faux { agent, keys: [Passkey::generate(), Passkey::generate()] }),
        None => Err(answer),
    })
}

/// The account of an address `/habilitations/…`.
fn account_in(address: &str) -> Option<String> {
    let rest = address.split_once("/habilitations/")?.1;
    rest.get(..32).filter(|id| id.bytes().all(|b| b.is_ascii_hexdigit())).map(str::to_owned)
}

/// The one-use address of a parrain's page.
pub fn code_in(page: &str) -> Option<String> {
    let rest = page.split_once("/arrivee/")?.1;
    Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
}

/// Makes both keys at this address; the first answer that is not a key taken.
pub fn binds(
    terrain: &Terrain,
    passant: &mut Passant,
    code: &str,
    keys: &[Passkey; 2],
) -> Result<Result<(), Answer>, String> {
    let target = format!("/arrivee/{code}");
    for key in keys {
        let page = said(passant.sends("GET", &target, "text/html", ""))?;
        let defi = attribute(&page.text(), "data-defi").and_then(|text| from_base64url(&text));
        let Some(defi) = defi else { return Ok(Err(page)) };
        let answer = said(passant.sends("POST", &target, "*/*", &attested(key, &defi, &terrain.origine())))?;
        if answer.status != 200 {
            return Ok(Err(answer));
        }
    }
    Ok(Ok(()))
}

/// A key's answer to a ceremony, as our script sends it.
pub fn attested(key: &Passkey, defi: &[u8], origine: &str) -> String {
    let made = key.attest(defi, "localhost", origine);
    json!({
        "credential": base64url(&made.credential),
        "clientDataJSON": base64url(&made.client_data),
        "attestationObject": base64url(&made.attestation_object),
    })
    .to_string()
}

/// The value of the first attribute of this name.
pub fn attribute(page: &str, name: &str) -> Option<String> {
    let rest = page.split_once(&format!("{name}=\""))?.1;
    rest.split('"').next().map(str::to_owned)
}

/// A sheet with every right answer, as the page of the course would send it.
pub fn sheet(parcours: Parcours) -> [(&'static str, String); 2] {
    const TIRAGE: u64 = 7;
    let shown = draw(parcours, TIRAGE);
    let right = |tiree: &domaine::formation::Tiree| {
        let juste = tiree.question.juste();
        let places = (0_usize..).zip(&tiree.ordre).filter(|(_, n)| juste.has(**n)).map(|(place, _)| place.to_string());
        places.collect::<Vec<_>>().join(".")
    };
    let reponses = shown.iter().map(right).collect::<Vec<_>>().join(",");
    [("tirage", format!("{TIRAGE:016x}")), ("reponses", reponses)]
}

/// The drawn approver of an account: the gestionnaire elsewhere to whom it is shown.
pub fn drawn(terrain: &Terrain, agent: &str) -> Result<(Persona, Navigateur), String> {
    for s in 1..terrain.structures().len() {
        let persona = terrain.persona("gestionnaire", s, 0)?;
        let mut browser = terrain.enter(&persona)?;
        if said(browser.get("/approbations"))?.text().contains(agent) {
            return Ok((persona, browser));
        }
    }
    Err("nobody is drawn".into())
}

/// Reads the card as long as the rule asks, and signs.
pub fn approves(terrain: &mut Terrain, agent: &str) -> Result<(), String> {
    let (persona, mut browser) = drawn(terrain, agent)?;
    said(browser.get(&format!("/approbations/{agent}")))?;
    terrain.advance(Cote::Deux, LECTURE)?;
    let key = persona.passkey().ok_or("key of the approver")?;
    let answer = said(browser.signs(&format!("/habilitations/{agent}/approbation"), &[], &key))?;
    done(&answer, "the drawn approver approves")
}

/// The parrain opens an address, somebody makes two keys there, and the parrain signs what her page shows.
pub fn vouches(terrain: &Terrain, parrain: &Persona, passant: &mut Passant, faux: &Faux) -> Result<(), String> {
    let mut browser = terrain.enter(parrain)?;
    let page = said(browser.post(&format!("/parrainages/{}/adresse", faux.agent), &[]))?;
    let code = code_in(&page.text()).ok_or_else(|| format!("no address: status {}", page.status))?;
    if let Err(answer) = binds(terrain, passant, &code, &faux.keys)? {
        return Err(format!("a key is not taken: status {}", answer.status));
    }
    let page = said(browser.get(&format!("/parrainages/{}", faux.agent)))?.text();
    let cles = page.split_once("name=\"cles\" value=\"").and_then(|(_, rest)| rest.split('"').next());
    let key = parrain.passkey().ok_or("key of the parrain")?;
    let fields = [("cles", cles.ok_or("no keys to sign for")?)];
    let answer = said(browser.signs(&format!("/parrainages/{}/signature", faux.agent), &fields, &key))?;
    done(&answer, "the parrain signs")
}

/// The last conseiller of a structure, who has the quality of parrain.
pub fn parrain(terrain: &Terrain, s: usize) -> Result<Persona, String> {
    let structures = terrain.structures();
    let here = structures.get(s).ok_or("no such structure")?;
    let found = terrain.personas().iter().rfind(|p| p.role == "conseiller" && p.structure == *here);
    found.cloned().ok_or_else(|| "no parrain".into())
}

/// An honest step that must succeed for the rest to mean anything.
pub fn done(answer: &Answer, what: &str) -> Result<(), String> {
    if answer.status < 400 { Ok(()) } else { Err(format!("{what}: {}", super::tableau::raison(answer))) }
}

/// No answer at all ends the run.
pub fn said<T, E: std::fmt::Display>(answer: Result<T, E>) -> Result<T, String> {
    answer.map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_pages_write_them() {
        let id = "0123456789abcdef0123456789abcdef";
        assert_eq!(account_in(&format!("/habilitations/{id}?fait=proposition")).as_deref(), Some(id));
        assert_eq!(account_in("/habilitations/nouvelle"), None);
        let page = "<code>http://localhost:1/arrivee/aZ_9-x</code><b data-defi=\"AAA\">";
        assert_eq!(code_in(page).as_deref(), Some("aZ_9-x"));
        assert_eq!(attribute(page, "data-defi").as_deref(), Some("AAA"));
    }
}
