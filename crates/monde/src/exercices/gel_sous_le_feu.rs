//! A freeze under fire. Conseillères of a structure are hijacked and read as fast as their browsers can, what they have opened already,
//! so that no budget slows them; their direction freezes the structure meanwhile. What reaches the attacker after the freeze was
//! answered is counted, answer by answer; the structure next door reads on; and once two others have lifted it, so do they.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use droits::budget::TRANCHE;
use journal::encoding::hex;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::complices::creation::{done, said};
use super::complices::tableau::Tableau;
use super::complices::{Complice, wait};
use super::jours::of_referents;
use super::terrain::Terrain;
use super::{Controle, Exercice, Mesure};
use crate::client::Navigateur;

pub const EXERCICE: Exercice = Exercice {
    nom: "gel-sous-le-feu",
    titre: "Trois conseillères détournées lisent à pleine vitesse pendant que leur direction gèle la structure.",
    profil: "trois navigateurs, une voisine honnête",
    plafond: NAVIGATEURS as u64 * TRANCHE as u64,
    plafond_lignes: NAVIGATEURS as u64 * 200,
    controle: Controle::Toujours(
        "un gel se prend, il ne s'attaque pas : sans lui le feu continue, et c'est mesuré avant et après",
    ),
    non_couvert: &["le gel de tout le réseau : le même calcul, pour la structure de chacun"],
    run,
};

const NAVIGATEURS: usize = 3;
/// Dossiers that each has open and reads again and again.
const OUVERTS: usize = 8;
/// How long the fire lasts before the freeze is asked for, and after it was answered.
const FEU: Duration = Duration::from_millis(1_500);

/// One answer that came.
struct Coup {
    parti: Instant,
    venu: Instant,
    is_given: bool,
}

/// When the freeze left its author's browser, and when its answer came.
struct Gel {
    parti: Instant,
    pris: Instant,
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let mut tableau = Tableau::new(Mesure { butin: Butin::default(), ..Mesure::default() });
    let direction = Complice::new(terrain, "direction", 0, 0)?;
    let mut tireurs = tireurs(terrain, &tableau.mesure.butin)?;
    let mut voisine = voisine(terrain)?;
    let mut chief = terrain.enter(&direction.persona)?;
    let structure = terrain.structures()[0].clone();
    let fields = [("structure", structure.as_str()), ("minutes", "60")];

    let is_over = AtomicBool::new(false);
    let (coups, voisins, gel) = thread::scope(|scope| {
        let fires: Vec<_> = tireurs.iter_mut().map(|one| scope.spawn(|| one.fires(&is_over))).collect();
        let beside = scope.spawn(|| voisine.fires(&is_over));
        thread::sleep(FEU);
        let parti = Instant::now();
        let answer = said(chief.signs("/gels", &fields, &direction.key)).and_then(|it| done(&it, "the freeze"));
        let gel = answer.map(|()| Gel { parti, pris: Instant::now() });
        thread::sleep(FEU);
        is_over.store(true, Ordering::Relaxed);
        let joined = |fire: thread::ScopedJoinHandle<'_, Result<Vec<Coup>, String>>| {
            fire.join().map_err(|_| "a browser broke".to_owned())?
        };
        let mut coups = Vec::new();
        for fire in fires {
            coups.extend(joined(fire)?);
        }
        Ok::<_, String>((coups, joined(beside)?, gel?))
    })?;
    told(&mut tableau.mesure, &coups, &voisins, &gel);

    frozen(terrain, &mut tableau, &mut tireurs, "gelée")?;
    terrain.restart()?;
    frozen(terrain, &mut tableau, &mut tireurs, "gelée, après redémarrage")?;
    lifted(terrain, &mut tableau, &mut tireurs, &structure)?;
    Ok(tableau.mesure)
}

/// A browser at full pace.
struct Tireur<B> {
    who: Complice,
    browser: B,
    targets: Vec<String>,
}

trait Lit {
    fn reads(&mut self, target: &str) -> Result<u16, String>;
}

impl Lit for Attaquant {
    fn reads(&mut self, target: &str) -> Result<u16, String> {
        said(self.get(target)).map(|answer| answer.status)
    }
}

impl Lit for Navigateur {
    fn reads(&mut self, target: &str) -> Result<u16, String> {
        said(self.get(target)).map(|answer| answer.status)
    }
}

impl<B: Lit> Tireur<B> {
    fn fires(&mut self, is_over: &AtomicBool) -> Result<Vec<Coup>, String> {
        let mut coups = Vec::new();
        for target in self.targets.iter().cycle() {
            if is_over.load(Ordering::Relaxed) {
                break;
            }
            let parti = Instant::now();
            let status = self.browser.reads(target)?;
            coups.push(Coup { parti, venu: Instant::now(), is_given: status == 200 });
        }
        Ok(coups)
    }
}

/// Each is in, and has some of her own open, and a list.
fn tireurs(terrain: &Terrain, butin: &Butin) -> Result<Vec<Tireur<Attaquant>>, String> {
    let mut all = Vec::new();
    for n in 0..NAVIGATEURS {
        let who = Complice::new(terrain, "conseiller", 0, n)?;
        let mut browser = who.enters(terrain, butin)?;
        let own = of_referents(terrain, &[hex(&who.persona.agent)])?;
        let mut targets: Vec<String> = own.iter().take(OUVERTS).map(|id| format!("/dossiers/{id}")).collect();
        targets.push("/portefeuille".into());
        for target in &targets {
            done(&said(browser.get(target))?, "her own, before the fire")?;
        }
        all.push(Tireur { who, browser, targets });
    }
    Ok(all)
}

/// Somebody honest next door. Her structure has no dossier yet: she makes one, and reads it.
fn voisine(terrain: &Terrain) -> Result<Tireur<Navigateur>, String> {
    let who = Complice::new(terrain, "conseiller", 1, 0)?;
    let mut browser = terrain.enter(&who.persona)?;
    let fields = [
        ("nom-naissance", "Voisine"),
        ("prenom", "Lina"),
        ("naissance", "2006-05-12"),
        ("sexe", "F"),
        ("confirme", "1"),
    ];
    let made = said(browser.post("/dossiers", &fields))?;
    done(&made, "a dossier next door")?;
    let address = made.header("cairn-vers").or_else(|| made.header("location")).unwrap_or_default();
    let id = address.split_once("/dossiers/").and_then(|(_, rest)| rest.get(..32));
    let targets = vec![format!("/dossiers/{}", id.ok_or("the address of a new dossier")?)];
    done(&said(browser.get(&targets[0]))?, "she opens it")?;
    Ok(Tireur { who, browser, targets })
}

/// What came when. A request that was on its way when the freeze was answered may have been granted before it; each browser has one.
fn told(mesure: &mut Mesure, coups: &[Coup], voisins: &[Coup], gel: &Gel) {
    let given = |which: &dyn Fn(&Coup) -> bool| coups.iter().filter(|c| c.is_given && which(c)).count() as u64;
    let before = given(&|c| c.venu < gel.parti);
    let in_flight = given(&|c| c.venu > gel.pris && c.parti <= gel.pris);
    let after = given(&|c| c.parti > gel.pris);
    let refused = coups.iter().filter(|c| !c.is_given && c.parti > gel.pris).count() as u64;
    let beside = voisins.iter().filter(|c| c.is_given && c.parti > gel.pris).count() as u64;
    mesure.faits.extend([
        ("réponses reçues avant le gel".into(), before),
        ("millisecondes, du gel demandé au gel pris".into(), (gel.pris - gel.parti).as_millis() as u64),
        ("reçues ensuite, déjà en route".into(), in_flight),
        ("reçues ensuite, demandées après".into(), after),
        ("refusées ensuite".into(), refused),
        ("lues par la voisine, pendant le gel".into(), beside),
    ]);
    let mut check = |is_right: bool, why: &str| {
        if !is_right {
            mesure.echecs.push(why.to_owned());
        }
    };
    check(before > 0 && refused > 0, "le feu n'a pas duré de part et d'autre du gel");
    check(after == 0, "une réponse demandée après le gel est parvenue à l'attaquant");
    check(in_flight <= NAVIGATEURS as u64, "plus de réponses en route que de navigateurs");
    check(beside > 0 && voisins.iter().all(|c| c.is_given), "la structure voisine ne lit plus");
}

/// Everything that the held browsers could ask for: reading, listing, writing, a new tranche, a new login, power.
fn frozen(
    terrain: &Terrain,
    tableau: &mut Tableau,
    tireurs: &mut [Tireur<Attaquant>],
    famille: &'static str,
) -> Result<(), String> {
    tableau.famille(famille);
    let butin = tableau.mesure.butin.clone();
    let Some(Tireur { who, browser, targets }) = tireurs.first_mut() else { return Err("nobody reads".into()) };
    let dossier = targets[0].clone();
    for target in [&*dossier, "/portefeuille", "/portefeuille?de=structure", "/agenda", "/lectures"] {
        tableau.refused(format!("GET {}", target.replace(&dossier, "/dossiers/…")), &said(browser.get(target))?);
    }
    tableau.refused("POST /recherche", &said(browser.post("/recherche", &[("requete", "martin")]))?);
    tableau.refused("POST /dossiers/…/identifiants", &said(browser.post(&format!("{dossier}/identifiants"), &[]))?);
    let note = [("genre", "telephone"), ("date", "2026-11-20"), ("duree", "15"), ("texte", "x")];
    tableau.refused("POST /dossiers/…/evenements", &said(browser.post(&format!("{dossier}/evenements"), &note))?);
    let mut again = who.enters(terrain, &butin)?;
    tableau.refused("une connexion neuve : GET /dossiers/…", &said(again.get(&dossier))?);
    for role in ["accueil", "direction"] {
        let mut other = Complice::new(terrain, role, 0, 0)?.enters(terrain, &butin)?;
        tableau.refused(format!("{role} : GET /dossiers/…"), &said(other.get(&dossier))?);
    }
    let gestionnaire = Complice::new(terrain, "gestionnaire", 0, 0)?;
    let mut hers = gestionnaire.enters(terrain, &butin)?;
    let proposed = super::complices::creation::propose(terrain, &mut hers, &gestionnaire.key, "Gelee")?;
    match proposed {
        Ok(_) => tableau.stopped("gestionnaire : POST /habilitations/nouvelle", None),
        Err(answer) => tableau.refused("gestionnaire : POST /habilitations/nouvelle", &answer),
    }
    *browser = again;
    Ok(())
}

/// Who froze does not lift; two others do, and the structure reads again: it was the freeze, and nothing else, that held it.
fn lifted(
    terrain: &mut Terrain,
    tableau: &mut Tableau,
    tireurs: &mut [Tireur<Attaquant>],
    structure: &str,
) -> Result<(), String> {
    tableau.famille("levée");
    let place = [("structure", structure)];
    let lifts = |role: &str| {
        let who = Complice::new(terrain, role, 0, 0)?;
        said(terrain.enter(&who.persona)?.signs("/gels/lever", &place, &who.key))
    };
    tableau.refused("POST /gels/lever, par qui l'a pris", &lifts("direction")?);
    done(&lifts("dpo")?, "one lifts")?;
    let Some(Tireur { browser, targets, .. }) = tireurs.first_mut() else { return Err("nobody reads".into()) };
    tableau.refused("GET /dossiers/…, levé par un seul", &said(browser.get(&targets[0]))?);
    done(&lifts("vigie")?, "another lifts")?;
    let again = said(browser.get(&targets[0]))?;
    tableau.holds("GET /dossiers/…, levé par deux", again.status == 200, "la structure lit de nouveau");
    wait(terrain, 1)
}
