//! A caller who says that he is the help desk. He knows the names, the words and the screens; whoever answers does and signs what he
//! asks, reads him every code, and opens every address. Each is persuaded alone. He wants a key of his own bound, an account, a reset,
//! or somebody's "just approve"; he holds the keys that would be bound, and enters with them if they are.

use journal::Kind;
use journal::encoding::hex;
use serde_json::Value;

use super::attaquant::{Attaquant, Passant};
use super::butin::Butin;
use super::complices::creation::{Faux, binds, code_in, day, done, propose, said};
use super::complices::tableau::{Tableau, raison};
use super::complices::{Complice, JOUR, MINUTE, wait};
use super::terrain::{Cote, Terrain};
use super::{Controle, Exercice, Mesure};
use crate::passkey::{Passkey, base64url, from_base64url};
use crate::persona::Persona;

pub const EXERCICE: Exercice = Exercice {
    nom: "assistance",
    titre: "Fausse assistance au téléphone : une conseillère, une gestionnaire, une direction, chacune persuadée seule, font tout ce qu'il demande.",
    profil: "trente-cinq demandes",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("le même contrôle que 2025, dont le second passage lit toute la base"),
    non_couvert: &[
        "l'approbatrice tirée au sort, persuadée seule : son approbation compte, et le compte attend encore un parrain",
        "deux personnes persuadées le même jour : c'est 2025, approbateur et parrain trompés",
        "ce que la personne lit elle-même à voix haute, ou montre de son écran",
    ],
    run,
};

/// She does more than sign: she carries to him the challenge of a key that her page asks for, and types in what he answers. One may add
/// a key of one's own alone, and nothing tells whose hand holds it: so it serves two days later, and her page shows it until then.
pub const RELAIS: Exercice = Exercice {
    titre: "Fausse assistance : une conseillère ajoute à son compte, de sa propre clé, celle de l'appelant, qui veut entrer avec.",
    profil: "elle relaie le défi d'une clé",
    controle: Controle::Toujours("le délai d'une clé ajoutée : le profil « trente-cinq demandes » dit ce qu'il garde"),
    non_couvert: &[
        "deux jours où personne ne regarde « Mes clés » : la clé sert ensuite jusqu'à ce qu'on la retire, dans les limites de chaque jour",
    ],
    run: relayed,
    ..EXERCICE
};

/// How many are played at least: the notes ask for twenty.
const ESSAIS: usize = 35;

const FORM: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// What an account or a key would be.
const GAINS: &[Kind] = &[Kind::Enrolment, Kind::Approval, Kind::Parrain, Kind::Seed];

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let before = gains(terrain)?;
    let proposer = Complice::new(terrain, "gestionnaire", 1, 0)?;
    // An honest demand waits next door, and one here: there is something to approve, to vouch for and to open.
    let waiting = waits(terrain, &Complice::new(terrain, "gestionnaire", 0, 0)?, "Attendue")?;
    let beside = waits(terrain, &proposer, "Voisine")?;
    for (role, famille) in
        [("conseiller", "une conseillère"), ("gestionnaire", "une gestionnaire"), ("direction", "une direction")]
    {
        tableau.famille(famille);
        let who = Complice::new(terrain, role, 0, usize::from(role == "conseiller"))?;
        let appel = Appel { who, keys: [Passkey::generate(), Passkey::generate()] };
        appel.calls(terrain, &mut tableau, &waiting, &beside)?;
    }
    let (made, after) = (tableau.mesure.cases.len(), gains(terrain)?);
    tableau.mesure.faits.extend([
        ("demandes jouées".into(), made as u64),
        ("clés, approbations et parrainages obtenus".into(), (after - before) as u64),
    ]);
    let mut check = |is_right: bool, why: String| {
        if !is_right {
            tableau.mesure.echecs.push(why);
        }
    };
    check(made >= ESSAIS, format!("{made} demandes jouées, {ESSAIS} attendues"));
    check(after == before, format!("{} clés, approbations ou parrainages obtenus", after - before));
    Ok(tableau.mesure)
}

/// A demand of somebody honest.
fn waits(terrain: &Terrain, who: &Complice, nom: &str) -> Result<Faux, String> {
    let mut hers = who.enters(terrain, &Butin::default())?;
    propose(terrain, &mut hers, &who.key, nom)?.map_err(|answer| format!("an honest demand: {}", raison(&answer)))
}

/// One person on the phone, and the keys that he holds ready.
struct Appel {
    who: Complice,
    keys: [Passkey; 2],
}

impl Appel {
    fn calls(&self, terrain: &mut Terrain, tableau: &mut Tableau, waiting: &Faux, beside: &Faux) -> Result<(), String> {
        let colleague = terrain.persona("conseiller", 0, 2)?;
        let own = self.who.persona.clone();
        self.binds_own(terrain, tableau)?;
        self.bound_elsewhere(terrain, tableau, &waiting.agent, "l'adresse d'un compte qui attend")?;
        for (whom, persona) in [("son compte", &own), ("le compte d'une collègue", &colleague)] {
            self.resets(terrain, tableau, whom, persona)?;
        }
        for (what, faux) in [("une demande d'ici", waiting), ("une demande d'à côté", beside)] {
            self.just_approve(terrain, tableau, what, &faux.agent)?;
        }
        self.new_account(terrain, tableau)
    }

    /// "Read me the challenge and type in what I tell you": a key of his is made for her own account, and she signs for it.
    fn binds_own(&self, terrain: &Terrain, tableau: &mut Tableau) -> Result<(), String> {
        let mut hers = self.enters(terrain)?;
        let code = "0".repeat(32);
        let nowhere = binds(terrain, &mut Passant::new(terrain, &tableau.mesure.butin), &code, &self.keys)?;
        tableau.refused("« ouvrez l'adresse que je vous dicte »", &nowhere.err().unwrap_or_default());
        let parts = [("cle", "x"), ("cleClientData", "x"), ("cleAttestation", "x")];
        let answer = said(hers.signs("/compte/cles", &parts, &self.who.key))?;
        tableau.refused("« collez-y la clé que je vous envoie »", &answer);
        let as_her = self.with_his_key(&self.who.persona);
        let why = Attaquant::enter(terrain, &as_her, &tableau.mesure.butin).err();
        tableau.stopped("« essayons d'entrer avec la mienne »", why.map(|why| why.to_string()));
        Ok(())
    }

    /// "Open its address and read it to me."
    fn bound_elsewhere(&self, terrain: &Terrain, tableau: &mut Tableau, agent: &str, what: &str) -> Result<(), String> {
        let mut hers = self.enters(terrain)?;
        let page = said(hers.post(&format!("/parrainages/{agent}/adresse"), &[]))?;
        let essai = format!("« ouvrez {what} »");
        match code_in(&page.text()).filter(|_| page.status == 200) {
            None => tableau.refused(essai, &page),
            Some(code) => {
                let bound = binds(terrain, &mut Passant::new(terrain, &tableau.mesure.butin), &code, &self.keys)?;
                tableau.refused(essai, &bound.err().unwrap_or_default());
            }
        }
        Ok(())
    }

    /// "Redo the keys": she may be one who asks for it; nothing is bound without those who sign for it.
    fn resets(&self, terrain: &Terrain, tableau: &mut Tableau, whom: &str, persona: &Persona) -> Result<(), String> {
        let mut hers = self.enters(terrain)?;
        let agent = hex(&persona.agent);
        let asked = said(hers.signs(&format!("/habilitations/{agent}/cles"), &[], &self.who.key))?;
        let essai = format!("« refaites les clés : {whom} »");
        if asked.status >= 400 {
            tableau.refused(essai, &asked);
            return Ok(());
        }
        // It waits for a drawn approver and a parrain: he tries to go on without them.
        let page = said(hers.post(&format!("/parrainages/{agent}/adresse"), &[]))?;
        tableau.refused(format!("{essai}, demandé ; puis l'adresse"), &page);
        let as_her = self.with_his_key(persona);
        let why = Attaquant::enter(terrain, &as_her, &tableau.mesure.butin).err();
        tableau.stopped(format!("{essai}, demandé ; puis sa clé à lui"), why.map(|why| why.to_string()));
        let works = terrain.enter(persona).is_ok();
        tableau.holds(format!("{essai}, demandé ; ensuite"), works, "les clés de la personne servent encore");
        Ok(())
    }

    /// "Just approve": she reads as long as the page asks, and signs.
    fn just_approve(
        &self,
        terrain: &mut Terrain,
        tableau: &mut Tableau,
        what: &str,
        agent: &str,
    ) -> Result<(), String> {
        let mut hers = self.enters(terrain)?;
        // Read as long as the rule asks: it is not for haste that she is refused.
        said(hers.get(&format!("/approbations/{agent}")))?;
        said(hers.get(&format!("/habilitations/{agent}")))?;
        wait(terrain, 21)?;
        let answer = said(hers.signs(&format!("/habilitations/{agent}/approbation"), &[], &self.who.key))?;
        tableau.refused(format!("« approuvez seulement » {what}"), &answer);
        let zeroes = "00".repeat(32);
        let answer = said(hers.signs(&format!("/parrainages/{agent}/signature"), &[("cles", &zeroes)], &self.who.key))?;
        tableau.refused(format!("« signez comme parrain » {what}"), &answer);
        Ok(())
    }

    /// "Make me an account for the time of the call."
    fn new_account(&self, terrain: &Terrain, tableau: &mut Tableau) -> Result<(), String> {
        let mut hers = self.enters(terrain)?;
        let essai = "« créez un compte pour l'assistance »";
        match propose(terrain, &mut hers, &self.who.key, "Assistance")? {
            Err(answer) => tableau.refused(essai, &answer),
            Ok(faux) => {
                let as_him = faux.persona(&self.who.persona.structure)?;
                let why = Attaquant::enter(terrain, &as_him, &tableau.mesure.butin).err();
                tableau.stopped(format!("{essai}, demandé ; puis sa clé à lui"), why.map(|why| why.to_string()));
            }
        }
        let until = [("jusqu", day(terrain, 300))];
        let until: Vec<(&str, &str)> = until.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let own = hex(&self.who.persona.agent);
        let longer = said(hers.signs(&format!("/habilitations/{own}/renouvellement"), &until, &self.who.key))?;
        tableau.refused("« prolongez votre propre compte »", &longer);
        Ok(())
    }

    fn enters(&self, terrain: &Terrain) -> Result<Attaquant, String> {
        // Her own browser: what it shows her is hers, and nobody's dossier is asked for.
        self.who.enters(terrain, &Butin::default())
    }

    fn with_his_key(&self, persona: &Persona) -> Persona {
        Persona::new(persona.agent, "Assistance", &persona.role, &persona.structure, &self.keys[0])
    }
}

/// His key is bound by hers, and opens nothing while her page names it; once she takes it away he is out for good.
fn relayed(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    tableau.famille("la clé de l'appelant");
    let lea = Complice::new(terrain, "conseiller", 0, 0)?;
    let his = Passkey::generate();
    let name = base64url(&his.credential);
    carries(terrain, &lea, &his)?;
    let him = Persona::new(lea.persona.agent, "Assistance", "conseiller", &lea.persona.structure, &his);
    let him = Complice::of(him, 0)?;
    for (when, seconds) in [("aussitôt", 0), ("le lendemain", JOUR), ("une minute avant deux jours", JOUR - 3 * MINUTE)]
    {
        wait(terrain, seconds)?;
        let why = him.enters(terrain, &tableau.mesure.butin).err();
        tableau.stopped(format!("POST /connexion, {when}"), why);
        let page = said(lea.enters(terrain, &Butin::default())?.get("/compte"))?.text();
        tableau.holds(
            format!("GET /compte, chez elle, {when}"),
            page.contains(&name),
            "la clé y est, avec de quoi la retirer",
        );
    }
    let mut hers = lea.enters(terrain, &Butin::default())?;
    done(&said(hers.signs("/compte/cles/retrait", &[("cle", &name)], &lea.key))?, "she takes it away")?;
    wait(terrain, JOUR)?;
    let why = him.enters(terrain, &tableau.mesure.butin).err();
    tableau.stopped("POST /connexion, la clé retirée, un jour après", why);
    tableau.mesure.faits.push(("clés de l'appelant liées".into(), 1));
    Ok(tableau.mesure)
}

/// She adds his key to hers.
fn carries(terrain: &Terrain, lea: &Complice, his: &Passkey) -> Result<(), String> {
    let mut hers = lea.enters(terrain, &Butin::default())?;
    let begun = said(hers.sends("POST", "/compte/cles", Some((FORM, b"debut=1")), false))?;
    let told: Value = said(serde_json::from_slice(&begun.body))?;
    let defi = told["defi"].as_str().and_then(from_base64url).ok_or_else(|| raison(&begun))?;
    let made = his.attest(&defi, "localhost", &terrain.origine());
    let parts = [made.credential, made.client_data, made.attestation_object].map(|part| base64url(&part));
    let fields = [("cle", &*parts[0]), ("cleClientData", &*parts[1]), ("cleAttestation", &*parts[2])];
    done(&said(hers.signs("/compte/cles", &fields, &lea.key))?, "she adds his key to hers")
}

/// Keys bound, approvals, guarantees, and logins of accounts that nobody made at the console.
fn gains(terrain: &Terrain) -> Result<usize, String> {
    Ok(terrain.entries(Cote::ContreCle)?.iter().filter(|e| GAINS.contains(&e.kind)).count())
}
