//! Direct SQL: for each table, what would matter if rows made rights. Each is tried on the running programs, then after a restart, and
//! the base is put back. A table without an attempt is a fault of the drill.

use journal::encoding::hex;

use super::super::attaquant::{Attaquant, Passant};
use super::super::terrain::{Copie, Terrain};
use super::creation::{FONCTION, Faux, attested, attribute, drawn, said};
use super::tableau::{Tableau, raison};
use super::{Prise, reset};
use crate::passkey::{Passkey, from_base64url};

/// The secret part of an address that the attacker wrote himself.
const CODE: &str = "adresse-ecrite-par-le-voleur";

/// Tables that are read when the application starts: a change is tried again after a restart.
const AU_DEMARRAGE: [&str; 10] =
    ["agent", "structure", "reglage", "migration", "carte", "acte", "trace", "suivi", "barriere", "journal_octets"];

/// A change: its table, what it would be good for, its SQL.
type Essai = (&'static str, &'static str, String);

/// Every change, and what it gives.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise, copie: &Copie) -> Result<(), String> {
    tableau.famille("SQL direct");
    honest_card(terrain, tableau, prise)?;
    reset(terrain, copie)?;
    let essais = essais(terrain, prise)?;
    for table in terrain.tables()? {
        tableau.holds(format!("table {table}"), essais.iter().any(|(name, ..)| *name == table), "essayée ci-dessous");
    }
    for (table, what, sql) in essais {
        let rows = terrain.writes(&sql);
        let essai = format!("{table} : {what}");
        match rows {
            Err(why) => tableau.stopped(format!("{essai}, en marche"), Some(format!("la base refuse : {why}"))),
            Ok(0) => return Err(format!("{essai}: no row changed")),
            Ok(_) => {
                probe(terrain, tableau, prise, table, &format!("{essai}, en marche"))?;
                if AU_DEMARRAGE.contains(&table) {
                    restarts(terrain, tableau, prise, table, &essai)?;
                }
            }
        }
        reset(terrain, copie)?;
    }
    Ok(())
}

fn restarts(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    prise: &mut Prise,
    table: &str,
    essai: &str,
) -> Result<(), String> {
    terrain.stop()?;
    match terrain.serve() {
        Ok(()) => probe(terrain, tableau, prise, table, &format!("{essai}, après redémarrage")),
        Err(why) => {
            tableau.stopped(format!("{essai}, au redémarrage"), Some(last_words(&why)));
            Ok(())
        }
    }
}

/// What a program that does not start said last.
pub fn last_words(why: &str) -> String {
    let lines = why.lines().rev().filter(|line| !line.trim().is_empty());
    format!("ne démarre pas : {}", lines.take(1).collect::<Vec<_>>().join(" "))
}

/// Tries everything that the change could have given.
pub fn probe(
    terrain: &Terrain,
    tableau: &mut Tableau,
    prise: &mut Prise,
    table: &str,
    essai: &str,
) -> Result<(), String> {
    let faux = &prise.attendent[0];
    let opened = said(prise.thief.opens(&prise.dossier))?;
    let listed = said(prise.thief.get("/portefeuille"))?;
    let agenda = said(prise.thief.get("/agenda?vue=semaine"))?;
    let approved = said(prise.thief.signs(&format!("/habilitations/{}/approbation", faux.agent), &[], &prise.key))?;
    let address = said(prise.thief.post(&format!("/parrainages/{}/adresse", faux.agent), &[]))?;
    let entered = match Attaquant::enter(terrain, &faux.persona(&prise.persona.structure)?, &tableau.mesure.butin) {
        Ok(_) => None,
        Err(why) => Some(why.to_string()),
    };
    let statuses = [&opened, &listed, &agenda, &approved, &address].map(|answer| answer.status);
    let is_held = statuses.iter().all(|status| *status >= 400) && entered.is_some();
    let why = format!(
        "dossier, liste, agenda, approbation, adresse : {statuses:?} ; compte : {}",
        entered.unwrap_or_default()
    );
    tableau.stopped(essai, is_held.then_some(why));
    match table {
        "invitation" => address_of_his_own(terrain, tableau, essai),
        "carte" => exchanged_cards(terrain, tableau, prise, essai),
        _ => Ok(()),
    }
}

/// The console is closed for ever: an address in the table binds no key.
fn address_of_his_own(terrain: &Terrain, tableau: &mut Tableau, essai: &str) -> Result<(), String> {
    let mut passant = Passant::new(terrain, &tableau.mesure.butin);
    let target = format!("/enrolement/{CODE}");
    let page = said(passant.sends("GET", &target, "text/html", ""))?;
    let defi = attribute(&page.text(), "data-defi").and_then(|text| from_base64url(&text)).unwrap_or(vec![0; 32]);
    let body = attested(&Passkey::generate(), &defi, &terrain.origine());
    tableau.refused(format!("{essai}, POST /enrolement/…"), &said(passant.sends("POST", &target, "*/*", &body))?);
    Ok(())
}

/// The drawn approver never reads a card that was not signed for this account.
fn exchanged_cards(terrain: &Terrain, tableau: &mut Tableau, prise: &Prise, essai: &str) -> Result<(), String> {
    // The name of the other one may stand on the page, among those that look alike: what her card says may not.
    let one = &prise.attendent[0];
    let (_, mut browser) = drawn(terrain, &one.agent)?;
    let page = said(browser.get(&format!("/approbations/{}", one.agent)))?;
    let is_shown = page.text().contains(FONCTION);
    let why = format!("l'approbateur tiré ne lit plus de carte : {}", raison(&page));
    tableau.stopped(format!("{essai}, GET /approbations/…"), (!is_shown).then_some(why));
    Ok(())
}

/// The card that was signed is shown to who is drawn: otherwise the attempts on cards would show nothing.
fn honest_card(terrain: &Terrain, tableau: &mut Tableau, prise: &Prise) -> Result<(), String> {
    let (_, mut browser) = drawn(terrain, &prise.attendent[0].agent)?;
    let page = said(browser.get(&format!("/approbations/{}", prise.attendent[0].agent)))?;
    tableau.holds("carte : intacte, GET /approbations/…", page.text().contains(FONCTION), "l'approbateur tiré la lit");
    Ok(())
}

fn essais(terrain: &Terrain, prise: &Prise) -> Result<Vec<Essai>, String> {
    // Both engines read hexadecimal, each by a function of its own.
    let is_sqlite = terrain.reads::<(i64,)>("select count(*) from sqlite_master").is_ok();
    let blob =
        |digits: &str| if is_sqlite { format!("unhex('{digits}')") } else { format!("decode('{digits}', 'hex')") };
    let structures = terrain.structures();
    let (here, there) = (&structures[0], &structures[1]);
    let thief = blob(&hex(&prise.persona.agent));
    let lea = blob(&hex(&terrain.persona("conseiller", 0, 0)?.agent));
    let [one, other, ..] = &prise.attendent[..] else { return Err("two demands wait".into()) };
    let (faux, second): (&Faux, &Faux) = (one, other);
    let (faux, second) = (blob(&faux.agent), blob(&second.agent));
    let dossier = blob(&prise.dossier);
    let any = blob(&"5a".repeat(64));
    let far = "9000000000000";
    let code = blob(&hex(&droits::signature::sha256(CODE.as_bytes())));
    // One row at a time: an exchange in one statement is not one exchange on every engine.
    let taken = |table: &str, key: &str, by: &str, from: &str| {
        format!(
            "update {table} set contenu = (select x.contenu from {table} x where x.{key} = {from}) where {key} = {by}"
        )
    };
    Ok(vec![
        ("agent", "sa ligne reçoit le contenu d'une conseillère", taken("agent", "id", &thief, &lea)),
        ("agent", "la ligne d'une conseillère reçoit le sien", taken("agent", "id", &lea, &thief)),
        ("agent", "le compte proposé reçoit le contenu d'une conseillère", taken("agent", "id", &faux, &lea)),
        (
            "agent",
            "elle passe dans une autre structure",
            format!("update agent set structure = '{there}' where id = {thief}"),
        ),
        ("agent", "tous les comptes effacés, sauf le sien", format!("delete from agent where id <> {thief}")),
        (
            "invitation",
            "une adresse d'enrôlement pour une conseillère",
            format!("insert into invitation (code, agent, limite) values ({code}, {lea}, {far})"),
        ),
        (
            "invitation",
            "une adresse d'enrôlement pour le compte proposé",
            format!("insert into invitation (code, agent, limite) values ({code}, {faux}, {far})"),
        ),
        ("carte", "la carte d'une autre demande", taken("carte", "agent", &faux, &second)),
        (
            "carte",
            "une carte récrite après la proposition",
            format!("update carte set contenu = {any} where agent = {faux}"),
        ),
        ("carte", "les cartes effacées", format!("delete from carte where structure = '{here}'")),
        (
            "acte",
            "une approbation écrite dans le cache",
            "insert into acte (sujet, entree, genre, regle, temps, acteur, signe) select sujet, entree + 100000, 66, 0, temps, acteur, 1 from acte where genre = 64".into(),
        ),
        ("acte", "tous les actes effacés", "delete from acte".into()),
        (
            "approbation",
            "un avis rendu à sa place",
            format!(
                "insert into approbation (acteur, entree, secondes, refus) values ({}, 1, 60, 0)",
                blob(&"01".repeat(16))
            ),
        ),
        (
            "campagne",
            "une campagne déjà faite",
            format!("insert into campagne (agent, debut, reprise, faites) values ({thief}, 0, 0, 99)"),
        ),
        (
            "rh",
            "une ligne du personnel inventée",
            format!("insert into rh (id, structure, contenu) values ({}, '{here}', {any})", blob(&"02".repeat(16))),
        ),
        (
            "dossier",
            "un dossier donné à une autre structure",
            format!("update dossier set structure = '{there}' where id = {dossier}"),
        ),
        (
            "dossier",
            "la part d'un autre dossier",
            format!(
                "update dossier set part = (select x.part from dossier x where x.id <> {dossier} limit 1) where id = {dossier}"
            ),
        ),
        ("entete", "elle devient référente de tous", format!("update entete set referent = {thief}")),
        ("entete", "le compte proposé devient référent de tous", format!("update entete set referent = {faux}")),
        (
            "ligne",
            "les lignes d'un autre dossier",
            format!("update ligne set etat = etat + 1 where dossier = {dossier}"),
        ),
        (
            "etiquette",
            "les étiquettes données à une autre structure",
            format!("update etiquette set structure = '{there}'"),
        ),
        ("jeton", "les jetons effacés", "delete from jeton".into()),
        (
            "brouillon",
            "un brouillon à son nom",
            format!("insert into brouillon (agent, dossier, contenu, maj) values ({thief}, {dossier}, {any}, 0)"),
        ),
        (
            "trace",
            "ses traces effacées et d'autres écrites",
            format!(
                "insert into trace (sujet, entree, genre, temps, acteur, classes, champs, explication, etat) values ({}, 1, 10, 0, {}, 1, 0, 1, 1)",
                blob(&"03".repeat(16)),
                blob(&"04".repeat(16))
            ),
        ),
        (
            "lecture",
            "une lecture écrite au nom d'une autre",
            format!(
                "insert into lecture (entree, genre, temps, acteur, login, structure, sujet, classes, champs, nombre, livraison) values (900000000, 20, 0, {lea}, {lea}, {any}, {any}, 127, 0, 0, 1)"
            ),
        ),
        ("page", "une page de liste inventée", format!("insert into page (entree, sujets) values (900000000, {any})")),
        (
            "suivi",
            "ses lectures à venir dites déjà suivies",
            "insert into suivi (numero, entree) values (1, 900000000) \
             on conflict (numero) do update set entree = excluded.entree"
                .into(),
        ),
        (
            "bail",
            "le bail à un autre nom",
            "insert into bail (numero, titulaire, adresse, epoque, jusque) values (1, 'voleur', 'ailleurs', 9, 9000000000000)"
                .into(),
        ),
        ("barriere", "la barrière levée", "insert into barriere (numero, epoque) values (1, 900)".into()),
        (
            "journal_octets",
            "un journal écrit par lui",
            format!("insert into journal_octets (fichier, debut, fin, octets) values ('complet', 0, 16, {any})"),
        ),
        ("compteur", "les numéros repartent de zéro", "update compteur set dernier = 0".into()),
        (
            "filtre",
            "un filtre à son nom",
            format!("insert into filtre (agent, num, contenu) values ({thief}, 1, {any})"),
        ),
        (
            "import",
            "un import prêt, à son nom",
            format!(
                "insert into import (id, structure, agent, etat, cree, contenu) values ({}, '{here}', {thief}, 2, 0, {any})",
                blob(&"06".repeat(16))
            ),
        ),
        (
            "import_ligne",
            "une ligne d'import",
            format!(
                "insert into import_ligne (import, num, etat, dossier, contenu) values ({}, 1, 1, {dossier}, {any})",
                blob(&"06".repeat(16))
            ),
        ),
        ("site", "un lieu inventé", format!("insert into site (structure, num, nom, ouvert) values ('{here}', 99, 'Ici', 1)")),
        ("rendez_vous", "tous les rendez-vous deviennent les siens", format!("update rendez_vous set agent = {thief}")),
        ("offre", "les offres ferment", "update offre set ouverte = 1 - ouverte".into()),
        ("atelier", "elle anime tous les ateliers", format!("update atelier set animateur = {thief}")),
        ("inscription", "les inscrits effacés", "delete from inscription".into()),
        ("passage", "tous les jeunes reçus l'attendent", format!("update passage set agent = {thief}")),
        (
            "remplacement",
            "elle remplace une conseillère",
            format!(
                "insert into remplacement (id, structure, de, par, debut, fin, contenu) values ({}, '{here}', {lea}, {thief}, 20000, 99999, {any})",
                blob(&"07".repeat(16))
            ),
        ),
        (
            "reperage_liste",
            "les listes reçues données à une autre structure",
            format!("update reperage_liste set structure = '{there}'"),
        ),
        ("reperage", "les tentatives effacées", "update reperage set tentatives = 0, issue = 0".into()),
        (
            "mandat",
            "un mandat inventé, déjà plein",
            format!(
                "insert into mandat (id, structure, agent, cree, contenu, fichier) values ({}, '{here}', {thief}, 0, {any}, {any})",
                blob(&"09".repeat(16))
            ),
        ),
        (
            "surcouche",
            "une valeur locale inventée",
            format!(
                "insert into surcouche (structure, liste, code, etat, libelle, parent, maj) values ('{here}', 'evenements', 900, 1, 'Voir tout', 1, 0)"
            ),
        ),
        (
            "calendrier",
            "le flux d'une conseillère, à une adresse écrite par elle",
            format!("insert into calendrier (agent, structure, jeton, cree) values ({lea}, '{here}', {code}, 0)"),
        ),
        ("structure", "sa structure effacée", format!("delete from structure where code = '{here}'")),
        ("reglage", "les réglages récrits", format!("update reglage set valeur = {any}")),
        ("reglage", "les réglages effacés", "delete from reglage".into()),
        ("migration", "le numéro des tables effacé", "delete from migration".into()),
    ])
}
