//! A leak on sale. The vigie pastes what a seller shows: a thousand lines of nobody of ours, of a tenth, of ours alone. She is told
//! which, and not a clear datum of anybody; of nineteen persons, or of one among twenty, nothing. A conseiller is told nothing.

use std::collections::BTreeMap;
use std::fs;

use super::attaquant::Attaquant;
use super::butin::Butin;
use super::compte::cells;
use super::terrain::Terrain;
use super::{Case, Controle, Exercice, Mesure};

pub const EXERCICE: Exercice = Exercice {
    nom: "fausse-fuite",
    titre: "Une fuite est à vendre : mille lignes, de personne d'ici, d'un dixième, ou d'ici seulement.",
    profil: "vigie qui vérifie, conseiller qui essaie",
    plafond: 0,
    plafond_lignes: 0,
    controle: Controle::Toujours("une proportion est tout ce que la vérification sait dire"),
    non_couvert: &["un compte de vigie détourné qui vérifie cinq fichiers par jour, des semaines durant"],
    run,
};

/// Lines of a file.
const LIGNES: usize = 1_000;

/// What is pasted, what is expected: a status, and a verdict where there is one.
struct Essai {
    nom: &'static str,
    lignes: Vec<String>,
    status: u16,
    verdict: Option<&'static str>,
}

fn run(terrain: &mut Terrain) -> Result<Mesure, String> {
    let ours = ours(terrain)?;
    let mut mesure = Mesure { butin: Butin::default(), ..Mesure::default() };
    let vigie = terrain.persona("vigie", 0, 0)?;
    let mut vigie = Attaquant::enter(terrain, &vigie, &mesure.butin).map_err(|e| e.to_string())?;
    for essai in essais(&ours) {
        let body = essai.lignes.join("\n");
        let answer = vigie.post("/fuites", &[("fuite", &body)]).map_err(|e| e.to_string())?;
        let text = answer.text();
        let verdict = text.split("data-verdict=\"").nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned);
        if (answer.status, verdict.as_deref()) != (essai.status, essai.verdict) {
            mesure.echecs.push(format!("{} : statut {}, verdict {verdict:?}", essai.nom, answer.status));
        }
        let text = without_agents(terrain, text);
        if essai.lignes.iter().flat_map(|line| line.split(';')).any(|cell| cell.len() > 6 && text.contains(cell)) {
            mesure.echecs.push(format!("{} : une donnée collée revient dans la réponse", essai.nom));
        }
        mesure.concludes("vigie", essai.nom, format!("statut {}, {}", answer.status, verdict.unwrap_or_default()));
    }
    let sixth = vigie.post("/fuites", &[("fuite", &invented(LIGNES).join("\n"))]).map_err(|e| e.to_string())?;
    if sixth.status != 429 {
        mesure.echecs.push(format!("la sixième vérification du jour : statut {}", sixth.status));
    }
    mesure.concludes("vigie", "une sixième vérification", format!("statut {}", sixth.status));
    let lea = terrain.persona("conseiller", 0, 0)?;
    let mut lea = Attaquant::enter(terrain, &lea, &mesure.butin).map_err(|e| e.to_string())?;
    let tried = lea.post("/fuites", &[("fuite", &ours.join("\n"))]).map_err(|e| e.to_string())?;
    if tried.status != 403 {
        mesure.echecs.push(format!("un conseiller vérifie : statut {}", tried.status));
    }
    mesure.concludes("conseiller", "tout le monde d'ici", format!("statut {}", tried.status));
    mesure.faits.push(("lignes d'un fichier".into(), LIGNES as u64));
    Ok(mesure)
}

fn essais(ours: &[String]) -> Vec<Essai> {
    let mut all = vec![Essai { nom: "personne d'ici", lignes: invented(LIGNES), status: 200, verdict: Some("aucune") }];
    let tenth: Vec<String> = ours.iter().take(LIGNES / 10).cloned().chain(invented(LIGNES * 9 / 10)).collect();
    all.push(Essai { nom: "un dixième", lignes: tenth, status: 200, verdict: Some("partie") });
    let whole = ours.iter().cycle().take(LIGNES).cloned().collect();
    all.push(Essai { nom: "d'ici seulement", lignes: whole, status: 200, verdict: Some("toutes") });
    let few = ours.iter().take(19).cloned().collect();
    all.push(Essai { nom: "dix-neuf personnes", lignes: few, status: 422, verdict: None });
    let one = ours.iter().take(1).cloned().chain(invented(19)).collect();
    all.push(Essai { nom: "une parmi vingt", lignes: one, status: 200, verdict: Some("aucune") });
    all
}

/// What an answer says besides the agents whom it names, who read or were read: a young person may bear the name of one.
fn without_agents(terrain: &Terrain, text: String) -> String {
    terrain.personas().iter().fold(text, |text, agent| text.replace(&agent.nom, ""))
}

/// Lines of people who do not exist.
fn invented(many: usize) -> Vec<String> {
    let letters = |n: usize| -> String {
        [n / 676 % 26, n / 26 % 26, n % 26].map(|k| char::from(b'a' + u8::try_from(k).unwrap_or(0))).iter().collect()
    };
    let line =
        |n: usize| format!("Zqxnom{0};Zqxprenom{0};{1:02}/07/2003;zqx{0}@ailleurs.example", letters(n), n % 28 + 1);
    (0..many).map(line).collect()
}

/// Names, birth date, phone and mail of everybody in the base, a line each.
fn ours(terrain: &Terrain) -> Result<Vec<String>, String> {
    let clair = fs::read_to_string(terrain.fichier("clair.csv")).map_err(|e| e.to_string())?;
    let mut people: BTreeMap<u32, [String; 5]> = BTreeMap::new();
    for (rang, _, champ, texte) in clair.lines().filter_map(cells).filter(|(rang, ..)| *rang > 0) {
        let wanted = ["nom_naissance", "prenom", "date_naissance", "mobile", "mail"];
        if let Some(place) = wanted.iter().position(|name| *name == champ) {
            people.entry(rang).or_default()[place] = texte;
        }
    }
    Ok(people.into_values().map(|cells| cells.join(";")).collect())
}

impl Mesure {
    fn concludes(&mut self, famille: &str, essai: &str, refus: String) {
        self.cases.push(Case { famille: famille.into(), essai: essai.into(), refus });
    }
}
