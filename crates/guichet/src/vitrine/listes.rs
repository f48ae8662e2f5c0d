//! Lists of the vitrine: its portefeuilles, its search, those who look alike, what somebody has read.

use domaine::{Champ, Clair, TrancheAge};

use super::face::*;
use super::gens::{
    self, COLLEGUES, JOUR, MASSON, NOMS, TOTAL, etiquette, lecture, maj, naissance, name, receipt, referent, statut,
};
use crate::heure;

/// A page of 25 of those whom the filter keeps.
pub fn portefeuille(agent: Agent, filtre: Filtre, page: u32, filtres: Vec<FiltreEnregistre>) -> Portefeuille {
    let mine = usize::from(agent.id.0[0]);
    let of = |n: &u32| match filtre.portee {
        Portee::Moi => referent(*n) == Some(mine),
        Portee::Agent(id) => referent(*n) == Some(usize::from(id.0[0])),
        Portee::SansReferent => referent(*n).is_none(),
        Portee::Structure => true,
    };
    let portee: Vec<u32> = (1..=TOTAL).filter(of).collect();
    let kept = |n: &u32| {
        let since = heure::now_ms().saturating_sub(maj(*n)) / JOUR;
        filtre.statut.is_none_or(|s| s == statut(*n))
            && filtre.age.is_none_or(|a| a == TrancheAge::of(naissance(*n), heure::today()))
            && filtre.sans_nouvelle.is_none_or(|days| since >= u64::from(days))
            && filtre.nouveaux.is_none_or(|_| n.is_multiple_of(9))
            && filtre.a_faire.is_none_or(|cle| n % 13 == cle as u32)
    };
    let mut people: Vec<u32> = portee.iter().copied().filter(kept).collect();
    match filtre.tri {
        Tri::Nom => people.sort_by_key(|n| (NOMS[*n as usize % NOMS.len()], *n)),
        Tri::PlusAnciens => people.sort_by_key(|n| maj(*n)),
        Tri::PlusRecents => people.sort_by_key(|n| std::cmp::Reverse(maj(*n))),
        Tri::Age => people.sort_by_key(|n| std::cmp::Reverse(naissance(*n))),
        Tri::Creation => people.sort_unstable_by_key(|n| std::cmp::Reverse(*n)),
    }
    let first = (page.max(1) as usize - 1) * 25;
    let lignes = people.iter().skip(first).take(25).map(|&n| etiquette(n, referent(n) != Some(mine))).collect();
    let collegues = (0..MASSON.len() + COLLEGUES.len()).filter(|&k| k != mine).map(|k| Collegue {
        id: gens::agent(k).id,
        nom: Clair::new(name(k)),
        combien: (1..=TOTAL).filter(|&n| referent(n) == Some(k)).count(),
    });
    let collegues = collegues.collect();
    let liste = Liste { receipt: receipt(), agent, lignes, total: people.len() };
    let remplacements = super::accueil::remplacements();
    Portefeuille { liste, collegues, filtres, sur: portee.len(), remplacements }
}

/// Those whose name begins as asked, two letters wrong at most, or whose number it is.
pub fn search(agent: Agent, requete: &Clair, miens: bool) -> Liste {
    let asked = requete.expose().to_lowercase();
    let near = |value: &Clair| {
        let name: Vec<char> = value.expose().to_lowercase().chars().collect();
        let words: Vec<Vec<char>> = asked.split(' ').map(|w| w.chars().collect()).collect();
        words
            .iter()
            .any(|word| word.len() >= 3 && distance(&name[..name.len().min(word.len())], word) <= word.len() / 3)
    };
    let is_asked = |n: &u32| {
        let label = etiquette(*n, false);
        (!miens || referent(*n) == Some(usize::from(agent.id.0[0])))
            && (near(&label.nom) || label.numero.to_string() == asked)
    };
    let found: Vec<_> = (1..=TOTAL).filter(is_asked).collect();
    let lignes = found.iter().take(25).map(|&n| etiquette(n, referent(n) != Some(0))).collect();
    Liste { receipt: receipt(), agent, lignes, total: found.len() }
}

/// Those who may be the one being typed: same name and birth date, or nearly.
pub fn duplicates(agent: Agent, champs: &[(Champ, Clair)]) -> Doublons {
    let typed = |champ| champs.iter().find(|(c, _)| *c == champ).map_or("", |(_, value)| value.expose());
    let (nom, prenom, naissance) = (typed(Champ::NomNaissance), typed(Champ::Prenom), typed(Champ::Naissance));
    let normal = domaine::saisie::normal_name;
    let like = |n: u32| {
        let label = etiquette(n, false);
        let same_name = normal(label.nom.expose()) == normal(nom) && normal(label.prenom.expose()) == normal(prenom);
        let same_day = label.naissance.expose() == naissance;
        match (same_name, same_day) {
            (true, true) => Some(Ressemblance::MemesNomEtNaissance),
            (true, false) => Some(Ressemblance::NomProche),
            _ => None,
        }
    };
    let masked = |n| etiquette(n, referent(n) != Some(0));
    let mut lignes: Vec<_> = (1..=TOTAL).filter_map(|n| like(n).map(|why| (masked(n), why))).collect();
    lignes.sort_by_key(|(_, why)| *why);
    lignes.truncate(10);
    let ailleurs =
        if typed(Champ::Telephone) == "0639980000" { vec!["Mission locale de Lille".to_owned()] } else { vec![] };
    Doublons { receipt: receipt(), agent, lignes, ailleurs }
}

/// What this agent has read.
pub fn my_readings(agent: Agent, page: u32) -> MesLectures {
    let line = |k: u32| MaLecture {
        etiquette: (k != 4).then(|| etiquette(1 + k, k % 5 == 3)),
        lecture: Lecture {
            agent: Some(agent.nom.clone()),
            genre: [GenreLecture::Ouverture, GenreLecture::Revelation, GenreLecture::Impression][k as usize % 3],
            ..lecture(u64::from(k))
        },
    };
    // The front desk has read nothing yet.
    let total = if agent.id.0[0] == 0 { 42 } else { 0 };
    let first = (page.max(1) - 1) * 25;
    let lignes = (first..total.min(first + 25)).map(line).collect();
    let last = i32::try_from(heure::now_ms() / JOUR).unwrap_or(0);
    let jours =
        (0..30).map(|k| (last - 29 + k, u16::try_from(total.min(1) as i32 * (k * 7 % 19)).unwrap_or(0))).collect();
    MesLectures { receipt: receipt(), agent: agent.clone(), lignes, total: total as usize, jours }
}

/// Edit distance, plainly.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = cost.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
