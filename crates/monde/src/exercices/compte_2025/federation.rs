//! Federation: an identity that a provider vouches for is of rank zero. Here no provider is registered, and the attacker brings
//! his own words; the client's own refusals have their trial against a certified provider.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::super::attaquant::{Attaquant, Passant};
use super::super::butin::Butin;
use super::super::terrain::{Copie, Terrain};
use super::super::{Controle, Exercice, Mesure};
use super::creation::{Faux, propose, said};
use super::sql::{last_words, probe};
use super::tableau::{Tableau, raison};
use super::{Prise, reset};
use crate::passkey::Passkey;

pub const EXERCICE: Exercice = Exercice {
    nom: "federee",
    titre: "Identité fédérée sans habilitation locale : réponses inventées, codes, et un fournisseur à lui sur la machine.",
    profil: "toutes les adresses de ProConnect",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("une identité fédérée n'est d'aucun rang : il n'y a pas de règle à éteindre"),
    non_couvert: &["un fournisseur qui répond : ses mensonges ont leur essai face à un fournisseur certifié"],
    run: alone,
};

fn alone(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let mut prise = Prise::take(terrain, &tableau.mesure.butin)?;
    let proposed = propose(terrain, &mut prise.thief, &prise.key, "Federe")?;
    prise.attendent.push(proposed.map_err(|answer| raison(&answer))?);
    run(terrain, &mut tableau, &mut prise.thief, &prise.key, &prise.attendent)?;
    terrain.stop()?;
    let copie = terrain.copy("avant")?;
    terrain.serve()?;
    own_provider(terrain, &mut tableau, &mut prise, &copie)?;
    Ok(tableau.mesure)
}

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

/// The files in hand, he registers a provider of his own, on this machine. It may vouch for whom it likes: nobody enters by it.
pub fn own_provider(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    prise: &mut Prise,
    copie: &Copie,
) -> Result<(), String> {
    tableau.famille("fédération");
    terrain.stop()?;
    let folder = terrain.base().join("coffre");
    let (setting, secret) = (folder.join("proconnect.json"), folder.join("secret-du-voleur"));
    let registration = r#"{"issuer":"http://localhost:9","client_id":"voleur","secret":"secret-du-voleur"}"#;
    said(fs::write(&setting, registration))?;
    said(fs::write(&secret, "le-secret-du-voleur"))?;
    said(fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)))?;
    match terrain.serve() {
        Err(why) => tableau.stopped("un fournisseur à lui", Some(last_words(&why))),
        Ok(()) => {
            let mut passant = Passant::new(terrain, &tableau.mesure.butin);
            let state = "a".repeat(32);
            for (target, body) in [
                ("/connexion/proconnect", String::new()),
                ("/connexion/proconnect/retour", format!("code=invente&state={state}")),
                ("/connexion/proconnect/fin", format!("{{\"sortie\":\"{state}\"}}")),
            ] {
                let answer = said(passant.sends("POST", target, "*/*", &body))?;
                tableau.refused(format!("un fournisseur à lui, POST {target}"), &answer);
            }
            probe(terrain, tableau, prise, "", "un fournisseur à lui")?;
        }
    }
    for file in [setting, secret] {
        said(fs::remove_file(file))?;
    }
    reset(terrain, copie)
}

fn hers(terrain: &Terrain) -> Result<String, String> {
    Ok(journal::encoding::hex(&terrain.persona("gestionnaire", 0, 0)?.agent))
}

fn colleague(terrain: &Terrain) -> Result<String, String> {
    Ok(journal::encoding::hex(&terrain.persona("conseiller", 0, 0)?.agent))
}
