//! Lapsed training: half a year later her certificate has ended. She may take the course, and still waits for somebody else to wake her.

use std::time::Duration;

use domaine::formation::Parcours;
use journal::encoding::hex;

use super::super::attaquant::Attaquant;
use super::super::terrain::{Cote, Terrain};
use super::Prise;
use super::creation::{card, day, done, said, sheet};
use super::tableau::Tableau;

/// Steps of the clocks, and how many: everybody comes back often enough not to fall asleep for absence.
const PAS: Duration = Duration::from_secs(38 * 86_400);
const COMBIEN: usize = 5;

/// Advances both clocks by 190 days, and tries before and after the course.
pub fn run(terrain: &mut Terrain, tableau: &mut Tableau, prise: &mut Prise) -> Result<(), String> {
    tableau.famille("formation échue");
    let (direction, dpo) = (terrain.persona("direction", 0, 0)?, terrain.persona("dpo", 0, 0)?);
    let own = hex(&prise.persona.agent);
    for n in 1..=COMBIEN {
        terrain.advance(Cote::Deux, PAS)?;
        prise.thief = said(Attaquant::enter(terrain, &prise.persona, &tableau.mesure.butin))?;
        let (mut chief, mut officer) = (terrain.enter(&direction)?, terrain.enter(&dpo)?);
        let (chief_key, officer_key) = (direction.passkey().ok_or("a key")?, dpo.passkey().ok_or("a key")?);
        // The reviews of the year go on as they should: nothing but her training lapses.
        if n == 2 || n == 4 {
            let reviewed = said(officer.signs(&format!("/habilitations/{own}/certification"), &[], &officer_key))?;
            done(&reviewed, "the DPO reviews the gestionnaire")?;
            for (whom, reviewer, key) in [(&dpo, &mut chief, &chief_key), (&direction, &mut officer, &officer_key)] {
                let target = format!("/habilitations/{}/certification", hex(&whom.agent));
                let reviewed = said(reviewer.signs(&target, &[], key))?;
                done(&reviewed, "the others are reviewed")?;
            }
        }
    }
    let (debut, jusqu) = (day(terrain, 0), day(terrain, 200));
    let fields = card("Endormie", "camille.endormie@cairn.example", &debut, &jusqu);
    let proposes = |prise: &mut Prise| said(prise.thief.signs("/habilitations/nouvelle", &fields, &prise.key));
    let page = said(prise.thief.get("/compte"))?.text();
    let sleeps =
        page.split_once("Votre compte dort").map(|(_, rest)| rest.split(['<', ':']).next().unwrap_or_default());
    tableau.stopped("GET /compte", sleeps.map(|since| format!("son compte dort{since}")));
    tableau.refused("POST /habilitations/nouvelle, certificat échu", &proposes(prise)?);
    let desk = said(prise.thief.get("/habilitations"))?;
    tableau.refused("GET /habilitations, certificat échu", &desk);
    let sheet = sheet(Parcours::of(true, false));
    let blank: Vec<(&str, &str)> = vec![("tirage", &sheet[0].1), ("reponses", "0,0,0")];
    let failed = said(prise.thief.signs("/formation/certificat", &blank, &prise.key))?;
    tableau.refused("POST /formation/certificat, examen raté", &failed);
    let passed: Vec<(&str, &str)> = sheet.iter().map(|(name, value)| (*name, value.as_str())).collect();
    done(&said(prise.thief.signs("/formation/certificat", &passed, &prise.key))?, "she takes the course")?;
    tableau.refused("POST /habilitations/nouvelle, cours repris, pas réveillée", &proposes(prise)?);
    let own_waking = said(prise.thief.signs(&format!("/habilitations/{own}/reveil"), &[], &prise.key))?;
    tableau.refused("POST /habilitations/{elle-même}/reveil", &own_waking);
    let mut chief = terrain.enter(&direction)?;
    let key = direction.passkey().ok_or("a key")?;
    let woken = said(chief.signs(&format!("/habilitations/{own}/reveil"), &[], &key))?;
    tableau.holds("réveillée par la direction", woken.status < 400, "il y faut une autre personne");
    let again = proposes(prise)?;
    tableau.holds(
        "POST /habilitations/nouvelle, réveillée",
        again.status < 400,
        "elle demande de nouveau : le sommeil seul l'arrêtait",
    );
    Ok(())
}
