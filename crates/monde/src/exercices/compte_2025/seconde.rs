//! A second identity of her own: a third key, a second browser, an account proposed for herself. One person stays one account.

use journal::encoding::hex;
use serde_json::Value;

use super::super::attaquant::Attaquant;
use super::super::terrain::Terrain;
use super::creation::{Faux, done, said};
use super::tableau::Tableau;
use crate::passkey::{Passkey, base64url, from_base64url};
use crate::persona::Persona;

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Adds a key and a browser, then acts as if they were somebody else.
pub fn run(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    persona: &Persona,
    attend: &[Faux],
) -> Result<(), String> {
    tableau.famille("seconde identité");
    let key = persona.passkey().ok_or("her key")?;
    let third = Passkey::generate();
    // No gesture yet: the browser makes the new key first.
    let begun = said(thief.sends("POST", "/compte/cles", Some((FORM, b"debut=1")), false))?;
    let told: Value = serde_json::from_slice(&begun.body).unwrap_or_default();
    let defi =
        told["defi"].as_str().and_then(from_base64url).ok_or_else(|| format!("no ceremony: {}", begun.status))?;
    let made = third.attest(&defi, "localhost", &terrain.origine());
    let (id, data, object) =
        (base64url(&made.credential), base64url(&made.client_data), base64url(&made.attestation_object));
    let fields = [("cle", id.as_str()), ("cleClientData", data.as_str()), ("cleAttestation", object.as_str())];
    done(&said(thief.signs("/compte/cles", &fields, &key))?, "a third key of her own")?;
    tableau.refused("POST /compte/cles, la même clé encore", &said(thief.signs("/compte/cles", &fields, &third))?);

    let again = Persona { credential: third.credential.clone(), d: third.scalar(), ..persona.clone() };
    let why = Attaquant::enter(terrain, &again, &tableau.mesure.butin).err();
    tableau.stopped("POST /connexion, troisième clé, aussitôt", why.map(|why| why.to_string()));
    let mut second = said(Attaquant::enter(terrain, persona, &tableau.mesure.butin))?;
    let page = said(second.get("/compte"))?;
    let is_one = page.text().contains(&base64url(&persona.agent));
    tableau.holds("GET /compte, second navigateur", is_one, "c'est le même compte");
    tableau.refused("GET /compte, premier navigateur", &said(thief.get("/compte"))?);
    let faux = &attend[1];
    for verb in ["approbation", "refus", "tirage", "confirmation", "reveil", "secours"] {
        for (essai, key) in [("sa clé", &key), ("sa troisième clé", &third)] {
            let answer = said(second.signs(&format!("/habilitations/{}/{verb}", faux.agent), &[], key))?;
            tableau.refused(format!("POST /habilitations/{{le sien}}/{verb}, {essai}"), &answer);
        }
    }
    // Under the account that she proposed for herself, with each key that she holds.
    for (essai, key) in [("sa clé", &key), ("sa troisième clé", &third), ("une clé neuve", &faux.keys[0])] {
        let as_other = Persona::new(id_of(faux)?, "Camille Faux", "conseiller", &persona.structure, key);
        match Attaquant::enter(terrain, &as_other, &tableau.mesure.butin) {
            Ok(mut entered) => {
                // A key names its own account, whatever the browser says of it.
                let answer = said(entered.signs(&format!("/habilitations/{}/approbation", faux.agent), &[], key))?;
                tableau.refused(format!("sous le second compte, {essai}"), &answer);
            }
            Err(why) => tableau.stopped(format!("sous le second compte, {essai}"), Some(why.to_string())),
        }
    }
    *thief = said(Attaquant::enter(terrain, persona, &tableau.mesure.butin))?;
    let answer = said(thief.signs(&format!("/habilitations/{}/approbation", hex(&persona.agent)), &[], &key))?;
    tableau.refused("POST /habilitations/{elle-même}/approbation", &answer);
    Ok(())
}

fn id_of(faux: &Faux) -> Result<[u8; 16], String> {
    journal::encoding::from_hex(&faux.agent).and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| "no account".into())
}
