//! Federation: an identity that a provider vouches for is of rank zero. Here no provider is registered, and the attacker brings
//! his own words; the client's own refusals have their trial against a certified provider.

use super::super::attaquant::{Attaquant, Passant};
use super::super::terrain::Terrain;
use super::creation::{Faux, said};
use super::tableau::Tableau;
use crate::passkey::Passkey;

/// Answers that a provider would send, and a code that none of our pages showed.
pub fn run(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    key: &Passkey,
    attend: &[Faux],
) -> Result<(), String> {
    tableau.famille("fédération");
    let mut passant = Passant::new(terrain, &tableau.mesure.butin);
    let state = "a".repeat(32);
    let query = format!("code=invente&state={state}&iss=https%3A%2F%2Fmonde.example");
    for (target, body) in [
        ("/connexion/proconnect", String::new()),
        ("/connexion/proconnect/retour", format!("\"{query}\"")),
        ("/connexion/proconnect/fin", format!("{{\"sortie\":\"{state}\"}}")),
    ] {
        tableau.refused(format!("POST {target}"), &said(passant.sends("POST", target, "*/*", &body))?);
    }
    // The page of the return holds nothing and decides nothing: it is the same for everybody, or absent.
    let back = said(passant.sends("GET", &format!("/connexion/proconnect/retour?{query}"), "text/html", ""))?;
    tableau.holds(
        "GET /connexion/proconnect/retour",
        back.header("set-cookie").is_none(),
        "rien n'est lu ni donné : aucune connexion",
    );
    for (essai, agent) in [
        ("à son propre compte", hers(terrain)?),
        ("au compte proposé", attend[0].agent.clone()),
        ("à un collègue", colleague(terrain)?),
    ] {
        let answer = said(thief.signs(&format!("/habilitations/{agent}/identite"), &[("code", "ABCEFHJK")], key))?;
        tableau.refused(format!("POST /habilitations/…/identite, {essai}"), &answer);
    }
    // An identity says who somebody is; a login is a passkey's.
    let claimed = format!("{{\"identite\":\"{state}\",\"sub\":\"camille\",\"defi\":\"AAAA\"}}");
    tableau.refused("POST /connexion, identité fédérée", &said(passant.sends("POST", "/connexion", "*/*", &claimed))?);
    Ok(())
}

fn hers(terrain: &Terrain) -> Result<String, String> {
    Ok(journal::encoding::hex(&terrain.persona("gestionnaire", 0, 0)?.agent))
}

fn colleague(terrain: &Terrain) -> Result<String, String> {
    Ok(journal::encoding::hex(&terrain.persona("conseiller", 0, 0)?.agent))
}
