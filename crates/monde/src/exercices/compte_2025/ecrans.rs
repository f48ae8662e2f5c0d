//! Screens: every gesture of every page, on her own account, on one that she proposed, on a colleague's, on the direction's, and on
//! accounts of another structure; then the same addresses with identifiers that are nobody's, or no identifier at all.

use journal::encoding::hex;

use super::super::attaquant::Attaquant;
use super::super::terrain::Terrain;
use super::creation::{Faux, card, day, done, said};
use super::tableau::Tableau;
use crate::client::dossiers_in;
use crate::passkey::{Passkey, base64url};

/// Gestures that would give something, with the fields of their form.
const GIVES: &[(&str, &[&str])] = &[
    ("renouvellement", &["jusqu"]),
    ("cles", &[]),
    ("direction", &[]),
    ("approbation", &[]),
    ("refus", &[]),
    ("tirage", &[]),
    ("confirmation", &[]),
    ("retablissement", &[]),
    ("reveil", &[]),
    ("certification", &[]),
    ("passation", &[]),
    ("secours", &[]),
    ("identite", &["code"]),
];

/// Gestures that only take power away. A gestionnaire has them over her structure: against an attacker who has her key they are a
/// nuisance that everybody sees, and nothing that he may read.
const TAKES: &[(&str, &[&str])] = &[("veto", &[]), ("cloture", &[]), ("mutation", &["date"])];

/// Every route that names a dossier, with a body that its own agent would send.
const DOSSIERS: &[(&str, &str, &str)] = &[
    ("GET", "", ""),
    ("GET", "/modifier?partie=contact", ""),
    ("GET", "/impression?feuille=contact", ""),
    ("GET", "/lectures", ""),
    ("POST", "", "partie=contact&avant-voie=&voie=1+rue"),
    ("POST", "/delicat", ""),
    ("POST", "/identifiants", ""),
    ("POST", "/evenements", "genre=telephone&date=2026-11-20&duree=15&texte=x"),
    ("PUT", "/brouillon", "genre=telephone&texte=x"),
];

/// What lists people, or makes dossiers.
const LISTES: &[(&str, &str, &str)] = &[
    ("GET", "/portefeuille", ""),
    ("GET", "/portefeuille?de=structure", ""),
    ("POST", "/recherche", "requete=martin"),
    ("POST", "/dossiers", "nom-naissance=Faux&prenom=Lina&naissance=2006-05-12&sexe=F&confirme=1"),
    ("POST", "/imports", "nom;prenom"),
];

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// Cards that no gestionnaire may sign, before any demand of hers waits.
pub fn cards(terrain: &Terrain, tableau: &mut Tableau, thief: &mut Attaquant, key: &Passkey) -> Result<(), String> {
    tableau.famille("écrans : cartes");
    let (today, far, near) = (day(terrain, 0), day(terrain, 400), day(terrain, 200));
    let base = card("Faux", "camille.faux@cairn.example", &today, &near);
    let with_role = |role: &'static str| {
        let kept = base.iter().copied().filter(|(field, _)| *field != "role");
        kept.chain([("role", role)]).collect::<Vec<_>>()
    };
    let too_long = card("Faux", "camille.faux@cairn.example", &today, &far);
    let gestionnaire = with_role("gestionnaire");
    let trusted: Vec<_> = gestionnaire.iter().copied().chain([("parrain", "on")]).collect();
    let shared = card("Faux", "accueil@cairn.example", &today, &near);
    for (essai, fields) in [
        ("jusqu'à plus d'un an", too_long),
        ("gestionnaire avec la qualité de parrain", trusted),
        ("une seconde direction", with_role("direction")),
        ("un rôle inventé", with_role("administrateur")),
        ("une boîte partagée", shared),
    ] {
        let answer = said(thief.signs("/habilitations/nouvelle", &fields, key))?;
        tableau.refused(format!("POST /habilitations/nouvelle, {essai}"), &answer);
    }
    Ok(())
}

/// Every gesture on everybody.
pub fn gestures(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    key: &Passkey,
    attend: &[Faux],
) -> Result<(), String> {
    let id = |role: &str, s| terrain.persona(role, s, 0).map(|p| hex(&p.agent));
    let (own, colleague, direction) = (id("gestionnaire", 0)?, id("conseiller", 0)?, id("direction", 0)?);
    let (neighbour, chief) = (id("conseiller", 1)?, id("gestionnaire", 1)?);
    let soon = day(terrain, 60);
    for (famille, agent, verbs) in [
        ("écrans : elle-même", &own, [GIVES, TAKES].concat()),
        ("écrans : compte proposé", &attend[0].agent, GIVES.to_vec()),
        ("écrans : collègue", &colleague, GIVES.to_vec()),
        ("écrans : direction", &direction, GIVES.to_vec()),
        ("écrans : voisine", &neighbour, [GIVES, TAKES].concat()),
        ("écrans : autre gestionnaire", &chief, [GIVES, TAKES].concat()),
    ] {
        tableau.famille(famille);
        for (verb, fields) in verbs {
            signs(terrain, tableau, thief, key, agent, verb, fields)?;
        }
        for rest in ["adresse", "signature"] {
            let target = format!("/parrainages/{agent}/{rest}");
            let fields = [("cles", &*"9".repeat(64))];
            let answer = match rest {
                "adresse" => thief.post(&target, &[]),
                _ => thief.signs(&target, &fields, key),
            };
            tableau.refused(format!("POST /parrainages/…/{rest}"), &said(answer)?);
        }
        // The same gestures from the page of a campaign.
        let ends: &[&str] =
            if famille.ends_with("voisine") { &["certification", "cloture", "depart"] } else { &["certification"] };
        for rest in ends {
            let answer = said(thief.signs(&format!("/campagnes/{agent}/{rest}"), &[("date", &soon)], key))?;
            tableau.refused(format!("POST /campagnes/…/{rest}"), &answer);
        }
        let seen = said(thief.get(&format!("/approbations/{agent}")))?;
        tableau.holds(
            "GET /approbations/…",
            !seen.text().contains("/approbation\""),
            "aucune signature n'est proposée",
        );
    }
    tableau.famille("écrans : voisine");
    for page in ["", "/histoire", "/preuves"] {
        let answer = said(thief.get(&format!("/habilitations/{neighbour}{page}")))?;
        tableau.refused(format!("GET /habilitations/…{page}"), &answer);
    }
    tableau.refused(
        "POST /habilitations/…/suspension",
        &said(thief.post(&format!("/habilitations/{neighbour}/suspension"), &[]))?,
    );
    let quota = [("structure", terrain.structures()[0].clone()), ("nombre", "20".into()), ("jusqu", day(terrain, 30))];
    let quota: Vec<_> = quota.iter().map(|(name, value)| (*name, value.as_str())).collect();
    tableau.famille("écrans : elle-même");
    tableau.refused("POST /quotas", &said(thief.signs("/quotas", &quota, key))?);
    let theirs = base64url(&terrain.persona("direction", 0, 0)?.credential);
    let removed = said(thief.signs("/compte/cles/retrait", &[("cle", &theirs)], key))?;
    tableau.refused("POST /compte/cles/retrait, la clé de la direction", &removed);
    let beside = said(thief.post("/campagnes/reprise", &[]))?;
    tableau.refused("POST /campagnes/reprise", &beside);
    Ok(())
}

/// Identifiers of others, of nobody, badly written, and of dossiers, wherever a path names one.
pub fn identifiers(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    key: &Passkey,
) -> Result<(), String> {
    let dossiers = terrain.dossiers()?;
    let dossier = dossiers.first().ok_or("no dossier")?.clone();
    let neighbour = hex(&terrain.persona("direction", 1, 0)?.agent);
    let own = hex(&terrain.persona("gestionnaire", 0, 0)?.agent);
    let colleague = hex(&terrain.persona("conseiller", 0, 0)?.agent);
    for (famille, id) in [
        ("identifiants : de personne", "7".repeat(32)),
        ("identifiants : zéro", "0".repeat(32)),
        ("identifiants : majuscules", colleague.to_uppercase()),
        ("identifiants : d'un dossier", dossier.clone()),
        ("identifiants : d'une voisine", neighbour),
        ("identifiants : tronqué", colleague[..31].to_owned()),
    ] {
        tableau.famille(famille);
        for (verb, fields) in [GIVES, TAKES].concat() {
            signs(terrain, tableau, thief, key, &id, verb, fields)?;
        }
        for target in [
            format!("/habilitations/{id}"),
            format!("/habilitations/{id}/preuves"),
            format!("/parrainages/{id}"),
            format!("/approbations/{id}"),
        ] {
            let what = target.replace(&id, "…");
            tableau.refused(format!("GET {what}"), &said(thief.get(&target))?);
        }
        tableau.refused(
            "POST /habilitations/…/suspension",
            &said(thief.post(&format!("/habilitations/{id}/suspension"), &[]))?,
        );
        tableau.refused("POST /parrainages/…/adresse", &said(thief.post(&format!("/parrainages/{id}/adresse"), &[]))?);
    }
    for (famille, id) in [
        ("dossiers : un vrai", dossier),
        ("dossiers : son propre compte", own),
        ("dossiers : un collègue", colleague),
        ("dossiers : de personne", "7".repeat(32)),
    ] {
        tableau.famille(famille);
        for (method, rest, fields) in DOSSIERS {
            let body = (*method != "GET").then_some((FORM, fields.as_bytes()));
            let answer = said(thief.sends(method, &format!("/dossiers/{id}{rest}"), body, *method != "PUT"))?;
            tableau.refused(format!("{method} /dossiers/…{rest}"), &answer);
        }
    }
    tableau.famille("dossiers : tous");
    let mut statuses: Vec<u16> = Vec::new();
    for dossier in &dossiers {
        let status = said(thief.opens(dossier))?.status;
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    let all = format!("statuts {statuses:?} sur {} dossiers", dossiers.len());
    tableau.stopped("GET /dossiers/…", statuses.iter().all(|status| *status >= 400).then_some(all));
    // Once with the names of her structure out of memory, once while a conseillère has them there.
    for essai in ["noms fermés", "noms ouverts par une collègue"] {
        for (method, target, body) in LISTES {
            let body = (!body.is_empty()).then_some((FORM, body.as_bytes()));
            let answer = said(thief.sends(method, target, body, *method == "GET"))?;
            tableau.refused(format!("{method} {target}, {essai}"), &answer);
        }
        let mut lea = terrain.enter(&terrain.persona("conseiller", 0, 0)?)?;
        done(&said(lea.portefeuille(1))?, "a conseillère lists her own")?;
    }
    // Forms without anybody in them; what they send is refused.
    for target in ["/dossiers/nouveau", "/imports"] {
        let page = said(thief.get(target))?;
        tableau.holds(
            format!("GET {target}"),
            dossiers_in(&page.text()).is_empty(),
            "un formulaire vide, personne dedans",
        );
    }
    Ok(())
}

fn signs(
    terrain: &Terrain,
    tableau: &mut Tableau,
    thief: &mut Attaquant,
    key: &Passkey,
    agent: &str,
    verb: &str,
    fields: &[&'static str],
) -> Result<(), String> {
    let soon = day(terrain, 60);
    let value = |name: &str| if name == "code" { "ABCEFHJK" } else { soon.as_str() };
    let fields: Vec<(&str, &str)> = fields.iter().map(|name| (*name, value(name))).collect();
    let answer = said(thief.signs(&format!("/habilitations/{agent}/{verb}"), &fields, key))?;
    tableau.refused(format!("POST /habilitations/…/{verb}"), &answer);
    Ok(())
}
