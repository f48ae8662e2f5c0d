//! Keys and browsers of people who no longer work here, or not now: closed, gone to another structure, suspended, unused for weeks. The
//! thief has their passkeys and the browsers in which they were, and tries each again after a restart.

use journal::encoding::hex;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::Complice;
use super::complices::creation::{day, done, said};
use super::complices::tableau::{Tableau, raison};
use super::complices::{JOUR, wait};
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};

pub const EXERCICE: Exercice = Exercice {
    nom: "comptes-dormants",
    titre: "Clés et navigateurs de comptes clos, partis, suspendus ou en sommeil, essayés un à un.",
    profil: "quatre comptes, avant et après redémarrage",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("l'état d'un compte se calcule de ses inscriptions, des deux côtés"),
    non_couvert: &[],
    run,
};

/// Without a login for so long, an account is asleep.
const SOMMEIL: u64 = 46;

/// An account, and the browser in which it was.
struct Ancien {
    etat: &'static str,
    qui: Complice,
    browser: Attaquant,
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let dossiers = terrain.dossiers()?;
    let mut anciens = Vec::new();
    for (etat, role, n) in [
        ("clos", "conseiller", 0),
        ("parti", "conseiller", 1),
        ("suspendu", "referent_collectif", 0),
        ("en sommeil", "conseiller", 2),
    ] {
        let qui = Complice::new(terrain, role, 0, n)?;
        let browser = qui.enters(terrain, &tableau.mesure.butin)?;
        anciens.push(Ancien { etat, qui, browser });
    }
    ends(terrain, &anciens)?;
    // Twelve hours end a login by themselves: those of today are tried at once, the sleeper weeks later.
    let sleeper = anciens.pop().ok_or("four accounts")?;
    tries(terrain, &mut tableau, &mut anciens[..1], &dossiers, "aussitôt")?;
    tries(terrain, &mut tableau, &mut anciens[2..], &dossiers, "aussitôt")?;
    wait(terrain, 2 * JOUR)?;
    tries(terrain, &mut tableau, &mut anciens, &dossiers, "deux jours plus tard")?;
    terrain.restart()?;
    tries(terrain, &mut tableau, &mut anciens, &dossiers, "après redémarrage")?;
    wait(terrain, (SOMMEIL - 2) * JOUR)?;
    anciens.push(sleeper);
    tries(terrain, &mut tableau, &mut anciens, &dossiers, "quarante-six jours plus tard")?;
    Ok(tableau.mesure)
}

/// Somebody honest closes one, dates the departure of another, and cuts a third.
fn ends(terrain: &Terrain, anciens: &[Ancien]) -> Result<(), String> {
    let chief = Complice::new(terrain, "gestionnaire", 0, 0)?;
    let mut hers = terrain.enter(&chief.persona)?;
    let at = |ancien: &Ancien, verb: &str| format!("/habilitations/{}/{verb}", hex(&ancien.qui.persona.agent));
    let leaves = day(terrain, 1);
    done(&said(hers.signs(&at(&anciens[0], "cloture"), &[], &chief.key))?, "she closes an account")?;
    done(&said(hers.signs(&at(&anciens[1], "mutation"), &[("date", &leaves)], &chief.key))?, "she dates a departure")?;
    done(&said(hers.post(&at(&anciens[2], "suspension"), &[]))?, "she cuts an account")
}

/// The browser as it was; then the passkey at the door, and what it would open.
fn tries(
    terrain: &Terrain,
    tableau: &mut Tableau,
    anciens: &mut [Ancien],
    dossiers: &[String],
    when: &str,
) -> Result<(), String> {
    let butin = tableau.mesure.butin.clone();
    for Ancien { etat, qui, browser } in anciens {
        tableau.famille(etat);
        for target in [format!("/dossiers/{}", dossiers[0]), "/portefeuille".into(), "/agenda".into()] {
            tableau.refused(format!("son navigateur, {when}"), &said(browser.get(&target))?);
        }
        match qui.enters(terrain, &butin) {
            Err(why) => tableau.stopped(format!("sa clé, {when}"), Some(why)),
            // Somebody asleep is let in, to wake by the course: nothing opens.
            Ok(mut entered) => {
                for dossier in dossiers.iter().take(20) {
                    tableau.refused(format!("sa clé, {when} : un dossier"), &said(entered.opens(dossier))?);
                }
                let found = said(entered.post("/recherche", &[("requete", "martin")]))?;
                tableau.holds(format!("sa clé, {when} : une recherche"), found.status >= 400, &raison(&found));
            }
        }
    }
    Ok(())
}
