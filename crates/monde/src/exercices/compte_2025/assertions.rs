//! Assertions: what her key signed once, sent again, mixed, or signed for something else, for somebody else, elsewhere.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use domaine::formation::Parcours;
use droits::signature::sha256;
use journal::Kind;

use super::super::attaquant::{Attaquant, Passant};
use super::super::terrain::{Cote, Terrain};
use super::creation::{Faux, done, said, sheet};
use super::tableau::Tableau;
use crate::geste::{Demande, answered, asked, borrowed};
use crate::http::Answer;
use crate::passkey::{Passkey, base64url};
use crate::persona::Persona;

/// The one gesture that is hers to make alone: the course. It gives nothing but itself.
const GESTE: &str = "/formation/certificat";

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Every way to make one assertion serve another act.
pub fn run(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    persona: &Persona,
    attend: &[Faux],
) -> Result<(), String> {
    tableau.famille("assertions");
    let key = persona.passkey().ok_or("her key")?;
    let origine = terrain.origine();
    let sheet = sheet(Parcours::of(true, false));
    let fields: Vec<(&str, &str)> = sheet.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let before = approvals(terrain)?;

    let first = prepares(thief, &fields)?;
    let whole = answered(&fields, &first, &key, &origine);
    done(&send(thief, GESTE, &borrowed(&whole))?, "her own course, honestly signed")?;
    tableau.refused("la même réponse une seconde fois", &send(thief, GESTE, &borrowed(&whole))?);

    // Two gestures under way: the signature of one in the form of the other.
    let (one, other) = (prepares(thief, &fields)?, prepares(thief, &fields)?);
    let (ours, theirs) = (answered(&fields, &one, &key, &origine), answered(&fields, &other, &key, &origine));
    for part in ["signature", "clientDataJSON", "authenticatorData", "defi"] {
        let taken = |(name, value): &(String, String)| {
            let from = if name == part { &theirs } else { &ours };
            let found = from.iter().find(|(n, _)| n == name).map_or(value.clone(), |(_, v)| v.clone());
            (name.clone(), found)
        };
        let mixed: Vec<(String, String)> = ours.iter().map(taken).collect();
        // All assertions of one key share what the authenticator says of itself: only that part is the same in both.
        if mixed != ours {
            tableau.refused(format!("champs mêlés de deux gestes : {part}"), &send(thief, GESTE, &borrowed(&mixed))?);
        }
    }

    let wrong = |essai: &str,
                 made: &dyn Fn(&Demande) -> Vec<(String, String)>,
                 tableau: &mut Tableau,
                 thief: &mut Attaquant| {
        let demande = prepares(thief, &fields)?;
        tableau.refused(essai, &send(thief, GESTE, &borrowed(&made(&demande)))?);
        Ok::<(), String>(())
    };
    let elsewhere = |d: &Demande| answered(&fields, d, &key, "http://localhost.monde.example");
    wrong("signée dans une page d'une autre origine", &elsewhere, tableau, thief)?;
    let stranger =
        |d: &Demande| answered(&fields, &Demande { rp_id: "monde.example".into(), ..d.clone() }, &key, &origine);
    wrong("signée pour un autre site (rpId)", &stranger, tableau, thief)?;
    wrong("signée sans vérification de la personne", &|d| unverified(&fields, d, persona, &origine), tableau, thief)?;
    let impostor = Passkey::from_scalar(key.credential.clone(), Passkey::generate().scalar()).ok_or("a key")?;
    wrong(
        "signée par une autre clé, sous le nom de la sienne",
        &|d| answered(&fields, d, &impostor, &origine),
        tableau,
        thief,
    )?;
    let fresh = Passkey::generate();
    wrong("signée par une clé qui n'est à personne", &|d| answered(&fields, d, &fresh, &origine), tableau, thief)?;
    let absurd = Demande { defi: [7; 32], rp_id: "localhost".into() };
    wrong("un défi inventé", &|_| answered(&fields, &absurd, &key, &origine), tableau, thief)?;

    // Signed for her course, sent as an approval: what is signed is the course, and the address changes nothing of it.
    let demande = prepares(thief, &fields)?;
    let whole = answered(&fields, &demande, &key, &origine);
    send(thief, &format!("/habilitations/{}/approbation", attend[0].agent), &borrowed(&whole))?;
    let is_none = approvals(terrain)? == before;
    tableau.holds(
        "signée pour un acte, envoyée pour une approbation",
        is_none,
        "l'acte signé est le sien : aucune approbation au journal",
    );

    // A conseiller's challenge, answered by the thief; then the thief's, by a conseiller's key.
    let lea = terrain.persona("conseiller", 0, 0)?;
    let mut browser = terrain.enter(&lea)?;
    let hers = asked(&said(browser.posts_by_script(
        GESTE,
        &course_of_an_agent(false).iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>(),
    ))?);
    let hers = hers.ok_or("a conseiller's challenge")?;
    tableau.refused(
        "le défi d'une autre personne",
        &send(thief, GESTE, &borrowed(&answered(&fields, &hers, &key, &origine)))?,
    );
    let lent = lea.passkey().ok_or("a conseiller's key")?;
    let demande = prepares(thief, &fields)?;
    tableau.refused(
        "son défi, signé par la clé d'une collègue",
        &send(thief, GESTE, &borrowed(&answered(&fields, &demande, &lent, &origine)))?,
    );

    // What was asked in one login, answered in the next one.
    let demande = prepares(thief, &fields)?;
    let whole = answered(&fields, &demande, &key, &origine);
    *thief = said(Attaquant::enter(terrain, persona, &tableau.mesure.butin))?;
    tableau.refused("préparée dans une connexion, rendue dans la suivante", &send(thief, GESTE, &borrowed(&whole))?);
    logins(terrain, tableau, &key, &origine)?;
    // That login took the place of hers.
    *thief = said(Attaquant::enter(terrain, persona, &tableau.mesure.butin))?;
    Ok(())
}

/// The assertion of a login serves once, for one browser key.
fn logins(terrain: &Terrain, tableau: &mut Tableau, key: &Passkey, origine: &str) -> Result<(), String> {
    let mut passant = Passant::new(terrain, &tableau.mesure.butin);
    let browser = format!("{{\"cle\":\"{}\"}}", base64url(&Passkey::generate().point()));
    let first = said(passant.sends("POST", "/connexion/defi", "*/*", &browser))?;
    let Some(demande) = asked(&first) else { return Err(format!("no challenge: status {}", first.status)) };
    let parts = answered(&[], &demande, key, origine);
    let body =
        serde_json::Value::Object(parts.into_iter().map(|(name, value)| (name, value.into())).collect()).to_string();
    done(&said(passant.sends("POST", "/connexion", "*/*", &body))?, "a login of hers")?;
    tableau.refused("POST /connexion, la même assertion", &said(passant.sends("POST", "/connexion", "*/*", &body))?);
    Ok(())
}

fn prepares(thief: &mut Attaquant, fields: &[(&str, &str)]) -> Result<Demande, String> {
    let first = send(thief, GESTE, fields)?;
    asked(&first).ok_or_else(|| format!("no challenge: {}", super::tableau::raison(&first)))
}

fn send(thief: &mut Attaquant, target: &str, fields: &[(&str, &str)]) -> Result<Answer, String> {
    said(thief.sends("POST", target, Some((FORM, crate::client::form(fields).as_bytes())), false))
}

fn approvals(terrain: &Terrain) -> Result<usize, String> {
    Ok(terrain.entries(Cote::Coffre)?.iter().filter(|entry| entry.kind == Kind::Approval).count())
}

/// An agent's sheet, or a parrain's.
fn course_of_an_agent(is_parrain: bool) -> [(&'static str, String); 2] {
    sheet(Parcours::of(false, is_parrain))
}

/// Present, not verified: a touch without the code or the finger.
fn unverified(fields: &[(&str, &str)], demande: &Demande, persona: &Persona, origine: &str) -> Vec<(String, String)> {
    let Some(key) = persona.passkey() else { return Vec::new() };
    let made = key.assert(&demande.defi, &demande.rp_id, origine);
    let mut authenticator_data = made.authenticator_data;
    authenticator_data[32] = 0x01;
    let signed = [&authenticator_data[..], &sha256(&made.client_data)].concat();
    let pair = EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_ASN1_SIGNING, &persona.d, &key.point());
    let signature = pair.ok().and_then(|pair| pair.sign(&SystemRandom::new(), &signed).ok());
    let signature = signature.map(|s| s.as_ref().to_vec()).unwrap_or_default();
    let replaced = answered(fields, demande, &key, origine).into_iter().map(|(name, value)| match name.as_str() {
        "authenticatorData" => (name, base64url(&authenticator_data)),
        "clientDataJSON" => (name, base64url(&made.client_data)),
        "signature" => (name, base64url(&signature)),
        _ => (name, value),
    });
    replaced.collect()
}
