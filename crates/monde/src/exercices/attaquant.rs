//! An attacker at a browser that he holds: signs as its owner would, keeps every byte that comes back.

use droits::signature::{SignedRequest, sha256};
use journal::encoding::{from_base64, from_hex};

use super::butin::Butin;
use super::terrain::Terrain;
use crate::client::{ClientError, Navigateur, Recorded, form, replay};
use crate::geste;
use crate::http::{Answer, Connexion};
use crate::passkey::Passkey;
use crate::persona::Persona;

/// The type of a form's body.
const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// A hijacked browser, or an account that the attacker made for himself.
pub struct Attaquant {
    navigateur: Navigateur,
    connexion: Connexion,
    butin: Butin,
    origine: String,
}

impl Attaquant {
    /// Enters as this persona, whose passkey obeys. What comes back joins `butin`.
    ///
    /// # Errors
    /// She is not let in.
    pub fn enter(terrain: &Terrain, persona: &Persona, butin: &Butin) -> Result<Attaquant, ClientError> {
        let navigateur = Navigateur::enter(&terrain.adresse(), &terrain.origine(), persona)?.without_records();
        butin.holds(navigateur.login());
        Ok(Attaquant { navigateur, connexion: terrain.connexion(), butin: butin.clone(), origine: terrain.origine() })
    }

    /// Another tab of this browser: the same login, the same loot, a connection of its own.
    pub fn another_tab(&self) -> Attaquant {
        Attaquant {
            navigateur: self.navigateur.another_tab(),
            connexion: self.connexion.another(),
            butin: self.butin.clone(),
            origine: self.origine.clone(),
        }
    }

    /// Follows a link.
    ///
    /// # Errors
    /// No answer at all; a refusal is an answer.
    pub fn get(&mut self, target: &str) -> Result<Answer, ClientError> {
        self.sends("GET", target, None, true)
    }

    /// Opens a dossier, named by its 32 digits.
    ///
    /// # Errors
    /// No answer at all.
    pub fn opens(&mut self, dossier: &str) -> Result<Answer, ClientError> {
        self.get(&format!("/dossiers/{dossier}"))
    }

    /// Sends a form as a page does.
    ///
    /// # Errors
    /// No answer at all.
    pub fn post(&mut self, target: &str, fields: &[(&str, &str)]) -> Result<Answer, ClientError> {
        self.sends("POST", target, Some((FORM, form(fields).as_bytes())), true)
    }

    /// A gesture, both passes, answered by this key. A refusal of either is an answer.
    ///
    /// # Errors
    /// No answer at all.
    pub fn signs(&mut self, target: &str, fields: &[(&str, &str)], key: &Passkey) -> Result<Answer, ClientError> {
        let first = self.sends("POST", target, Some((FORM, form(fields).as_bytes())), false)?;
        let Some(demande) = geste::asked(&first) else { return Ok(first) };
        let whole = geste::answered(fields, &demande, key, &self.origine);
        self.sends("POST", target, Some((FORM, form(&geste::borrowed(&whole)).as_bytes())), false)
    }

    /// Any request, signed with the browser's key; `is_page` tells a navigation from a script's fetch.
    ///
    /// # Errors
    /// No answer at all.
    pub fn sends(
        &mut self,
        method: &str,
        target: &str,
        body: Option<(&str, &[u8])>,
        is_page: bool,
    ) -> Result<Answer, ClientError> {
        let request = self.navigateur.sign(method, target, body, is_page);
        self.replays(&request)
    }

    /// Sends bytes that somebody's browser made, as they are.
    ///
    /// # Errors
    /// No answer at all.
    pub fn replays(&mut self, request: &Recorded) -> Result<Answer, ClientError> {
        keeping(&mut self.connexion, &self.butin, request)
    }

    /// The browser itself, to sign without sending, or to change what was signed.
    pub fn navigateur(&self) -> &Navigateur {
        &self.navigateur
    }
}

/// Somebody without a browser: sends bytes as they are, keeps what comes back.
pub struct Passant {
    connexion: Connexion,
    butin: Butin,
}

impl Passant {
    /// Nothing is sent yet.
    pub fn new(terrain: &Terrain, butin: &Butin) -> Passant {
        Passant { connexion: terrain.connexion(), butin: butin.clone() }
    }

    /// Sends a request without signature. `accept` is `text/html` for a page, `*/*` for a script.
    ///
    /// # Errors
    /// No answer at all.
    pub fn sends(&mut self, method: &str, target: &str, accept: &str, body: &str) -> Result<Answer, ClientError> {
        let bytes = format!(
            "{method} {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.replays(&Recorded { method: method.to_owned(), target: target.to_owned(), bytes: bytes.into_bytes() })
    }

    /// Sends stolen bytes again.
    ///
    /// # Errors
    /// No answer at all.
    pub fn replays(&mut self, request: &Recorded) -> Result<Answer, ClientError> {
        keeping(&mut self.connexion, &self.butin, request)
    }
}

fn keeping(connexion: &mut Connexion, butin: &Butin, request: &Recorded) -> Result<Answer, ClientError> {
    let answer = replay(connexion, request)?;
    butin.keep(format!("{} {}", request.method, request.target), hash(request), &answer);
    Ok(answer)
}

/// The hash by which entries name a request; `None` when it is not signed as ours are.
pub fn hash(request: &Recorded) -> Option<[u8; 32]> {
    signed(request).map(|request| request.hash())
}

/// What a browser signed, as it is passed on to the contre-clé; `None` when it is not signed as ours are.
pub fn signed(request: &Recorded) -> Option<SignedRequest> {
    let end = request.bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&request.bytes[..end]).ok()?;
    let value = |name: &str, after: char| head.split_once(name)?.1.split(after).next();
    let sixteen = |name: &str| -> Option<[u8; 16]> { from_hex(value(name, '"')?)?.try_into().ok() };
    Some(SignedRequest {
        method: request.method.clone(),
        target: request.target.clone(),
        body_hash: sha256(&request.bytes[end..]),
        login: sixteen("keyid=\"")?,
        nonce: sixteen("nonce=\"")?,
        signature: from_base64(value("Signature: cairn=:", ':')?)?.try_into().ok()?,
    })
}
