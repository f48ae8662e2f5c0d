//! How results are told: a table for people, and a list for programs.

use serde_json::{Value, json};

use super::{Controle, EXERCICES, Exercice, NON_REJOUES, Resultat};

/// One member a run, with these names for ever.
pub fn json(resultats: &[Resultat]) -> Value {
    let one = |r: &Resultat| {
        json!({
            "nom": r.nom,
            "controles": r.controles,
            "profil": r.profil,
            "personnes": r.personnes,
            "plafond": r.plafond,
            "lignes": r.lignes,
            "plafond_lignes": r.plafond_lignes,
            "base": r.base,
            "ecart_etendue": r.ecart_etendue,
            "arret_s": r.arret_s,
        })
    };
    resultats.iter().map(one).collect()
}

/// The table, then what was tried, and what went wrong.
pub fn table(resultats: &[Resultat]) -> String {
    let mut out = format!(
        "{:<22} {:<36} {:<9} {:>10} {:>8} {:>8} {:>8} {:>6} {:>7} {:>9}  verdict\n",
        "exercice", "profil", "contrôles", "personnes", "plafond", "lignes", "plafond", "base", "écart", "arrêt s"
    );
    for r in resultats {
        let ceiling = |n: u64| if r.controles { n.to_string() } else { "–".to_owned() };
        let stop = r.arret_s.map_or("–".to_owned(), |s| format!("{s:.1}"));
        out += &format!(
            "{:<22} {:<36} {:<9} {:>10} {:>8} {:>8} {:>8} {:>6} {:>7} {:>9}  {}\n",
            r.nom,
            r.profil,
            if r.controles { "tous" } else { "un absent" },
            r.personnes,
            ceiling(r.plafond),
            r.lignes,
            ceiling(r.plafond_lignes),
            r.base,
            r.ecart_etendue,
            stop,
            if r.faults().is_empty() { "tenu" } else { "ÉCHEC" },
        );
    }
    for r in resultats {
        out += &details(r);
    }
    out
}

/// What no run of these drills tries, one line each.
pub fn not_covered(exercices: &[&Exercice]) -> String {
    let mut out = String::new();
    for exercice in exercices {
        for what in exercice.non_couvert {
            out += &format!("non couvert : {} : {what}\n", exercice.nom);
        }
        if let Controle::Toujours(why) = exercice.controle {
            out += &format!("non couvert : {} : sans le contrôle attaqué ({why})\n", exercice.nom);
        }
    }
    if exercices.len() == EXERCICES.len() {
        out.extend(NON_REJOUES.iter().map(|(number, why)| format!("non couvert : {number} : {why}\n")));
    }
    out
}

/// The drills by name, each with the control that its second run does without.
pub fn list(exercices: &[&Exercice]) -> String {
    let mut out = String::new();
    for exercice in exercices {
        let controle = match exercice.controle {
            Controle::Nomme(name) => format!("éteint : {name}"),
            Controle::Separe(what) => format!("donne aussi : {what}"),
            Controle::Toujours(why) => format!("toujours tenu : {why}"),
        };
        out += &format!("{:<22} {:<36} {}\n", exercice.nom, exercice.profil, exercice.titre);
        out += &format!("{:<59} {controle}\n", "");
    }
    out
}

fn details(r: &Resultat) -> String {
    let faults = r.faults();
    if r.cases.is_empty() && r.faits.is_empty() && faults.is_empty() {
        return String::new();
    }
    let controls = if r.controles { "tous les contrôles" } else { "sans le contrôle attaqué" };
    let mut out = format!("\n{} ({}, {controls})\n", r.nom, r.profil);
    for (name, count) in &r.faits {
        out += &format!("  {name} : {count}\n");
    }
    for case in &r.cases {
        out += &format!("  {:<24} {:<52} {}\n", case.famille, case.essai, case.refus);
    }
    for fault in &faults {
        out += &format!("  ÉCHEC : {fault}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_runs_all_is_told_what_none_replays() {
        let whole = not_covered(EXERCICES);
        assert!(NON_REJOUES.iter().all(|(number, _)| whole.contains(&format!("non couvert : {number} : "))), "{whole}");
        assert!(!not_covered(&EXERCICES[..1]).contains(NON_REJOUES[0].0));
        let list = list(EXERCICES);
        assert!(
            list.contains("éteint : budget") && list.contains("donne aussi : ") && list.contains("toujours tenu : ")
        );
    }

    #[test]
    fn programs_read_ten_members_and_people_a_verdict() {
        let one = Resultat {
            nom: "2025",
            controles: true,
            profil: "seul",
            personnes: 3,
            plafond: 0,
            lignes: 0,
            plafond_lignes: 0,
            base: 3_000,
            ecart_etendue: 0,
            arret_s: Some(1.5),
            cases: Vec::new(),
            faits: vec![("comptes actifs".into(), 0)],
            echecs: Vec::new(),
            courbe: Vec::new(),
        };
        let told = json(std::slice::from_ref(&one));
        let members = told[0].as_object().expect("an object");
        let mut names: Vec<_> = members.keys().map(String::as_str).collect();
        names.sort_unstable();
        let mut expected = ["nom", "controles", "profil", "personnes", "plafond", "lignes", "plafond_lignes", "base"]
            .into_iter()
            .chain(["ecart_etendue", "arret_s"])
            .collect::<Vec<_>>();
        expected.sort_unstable();
        assert_eq!(names, expected);
        assert_eq!((&told[0]["personnes"], &told[0]["arret_s"]), (&Value::from(3), &Value::from(1.5)));
        let table = table(&[one]);
        assert!(table.contains("ÉCHEC : 3 personnes, plafond 0") && table.contains("comptes actifs : 0"), "{table}");
    }
}
