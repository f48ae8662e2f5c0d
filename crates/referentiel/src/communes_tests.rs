//! What people type, and the commune that they mean.

use super::*;

/// The first answer.
fn check(asked: &str, expected: &str) {
    let first = search(asked, 1).first().map(Commune::label);
    assert_eq!(first.as_deref(), Some(expected), "{asked}");
}

/// Somewhere among the first twenty.
fn check_among(asked: &str, expected: &[&str]) {
    let all: Vec<String> = search(asked, 20).iter().map(Commune::label).collect();
    for one in expected {
        assert!(all.iter().any(|label| label == one), "{asked}: {one} is not in {all:?}");
    }
}

#[test]
fn what_is_typed_gives_first_what_is_meant() {
    check("saint pierre 17", "Saint-Pierre-d'Oléron (17)");
    check("Saint Pierre", "Saint-Pierre (974)");
    check("st pierre 974", "Saint-Pierre (974)");
    check("St-Pierre 972", "Saint-Pierre (972)");
    check("ST PIERRE OLERON", "Saint-Pierre-d'Oléron (17)");
    check("oleron pierre", "Saint-Pierre-d'Oléron (17)");
    check("st pierre d'oleron", "Saint-Pierre-d'Oléron (17)");
    check("ste genevieve des bois", "Sainte-Geneviève-des-Bois (91)");
    check("sainte genevieve 45", "Sainte-Geneviève-des-Bois (45)");
    check("saint denis", "Saint-Denis (974)");
    check("saint denis 93", "Saint-Denis (93)");
    check("saint denis 93200", "Saint-Denis (93)");
    check("roubaix 59", "Roubaix (59)");
    check("59100", "Roubaix (59)");
    check("lille", "Lille (59)");
    check("59000", "Lille (59)");
    check("lhay les roses", "L'Haÿ-les-Roses (94)");
    check("L’HAŸ", "L'Haÿ-les-Roses (94)");
    check("hay les", "L'Haÿ-les-Roses (94)");
    check("oeuilly 51", "Œuilly (51)");
    check("Œuilly 02", "Œuilly (02)");
    check("2A004", "Ajaccio (2A)");
    check("2a004", "Ajaccio (2A)");
    check("ajaccio 20", "Ajaccio (2A)");
    check("ajaccio 2a", "Ajaccio (2A)");
    check("bastia 20200", "Bastia (2B)");
    check("97411", "Saint-Denis (974)");
    check("97400", "Saint-Denis (974)");
    check("mamoudzou 985", "Mamoudzou (976)");
    check("noumea", "Nouméa (988)");
    check("papeete 987", "Papeete (987)");
    check("basse terre 971", "Basse-Terre (971)");
    check("eu", "Eu (76)");
    check("y", "Y (80)");
    check("Moulins 3", "Moulins (03)");
    check("le havre", "Le Havre (76)");
    check("lehavre", "Le Havre (76)");
    check("havre", "Le Havre (76)");
    check("neuilly s seine", "Neuilly-sur-Seine (92)");
    check("neuilly s/seine", "Neuilly-sur-Seine (92)");
    check("paris", "Paris (75)");
    check("paris 11", "Paris 11e Arrondissement (75)");
    check("paris 11ème", "Paris 11e Arrondissement (75)");
    check("paris 1er", "Paris 1er Arrondissement (75)");
    check("75111", "Paris 11e Arrondissement (75)");
    check("marseille 1", "Marseille 1er Arrondissement (13)");
    check("lyon 3", "Lyon 3e Arrondissement (69)");
    check("mon", "Montpellier (34)");
    check("martin d heres", "Saint-Martin-d'Hères (38)");
}

#[test]
fn one_letter_may_be_wrong_from_five_on() {
    check("rouabix", "Roubaix (59)");
    check("robaix", "Roubaix (59)");
    check("rroubaix", "Roubaix (59)");
    check("Monpellier", "Montpellier (34)");
    check("marsielle", "Marseille (13)");
    check("saint etiene 42", "Saint-Étienne (42)");
    check("sanit-pierre 17", "Saint-Pierre-d'Oléron (17)");
    check("tourcoign 59200", "Tourcoing (59)");
    assert!(search("lylle", 5).iter().all(|commune| commune.nom != "Paris"));
    assert_eq!(search("59000000", 5), []);
    assert_eq!(search("roubaix 99", 5), []);
    assert_eq!(search("xzxzxzxz", 5), []);
}

#[test]
fn a_former_commune_leads_to_the_one_of_today() {
    let check = |asked: &str, label: &str, ancienne: &str| {
        let first = search(asked, 1).first().copied().expect("an answer");
        assert_eq!((first.label().as_str(), first.ancienne), (label, Some(ancienne)), "{asked}");
    };
    check("hellemmes", "Lille (59)", "Hellemmes-Lille");
    check("chatillon en michaille", "Valserhône (01)", "Châtillon-en-Michaille");
    check("equeurdreville", "Cherbourg-en-Cotentin (50)", "Équeurdreville-Hainneville");
    check("01091", "Valserhône (01)", "Châtillon-en-Michaille");
    for (_, line) in lines(ANCIENNES) {
        let code = line.split('\t').next().expect("a code");
        let heir = by_code(code).expect("a commune of today");
        assert!(heir.ancienne.is_some() && heir.code != code, "{code}");
    }
}

#[test]
fn homonyms_all_appear_and_a_departement_parts_them() {
    let saint_martin = ["65", "32", "54", "67", "978"].map(|dep| format!("Saint-Martin ({dep})"));
    check_among("saint martin", &saint_martin.each_ref().map(String::as_str));
    check("saint martin 978", "Saint-Martin (978)");
    check("saint-martin 54", "Saint-Martin (54)");
    check_among("mont", &["Montpellier (34)", "Mont-de-Marsan (40)"]);
    check_among("oeuilly", &["Œuilly (02)", "Œuilly (51)"]);
    check_among("saint pierre", &["Saint-Pierre (972)", "Saint-Pierre (974)", "Saint-Pierre (975)"]);
    assert_eq!(search("saint", 20).len(), 20);
    assert_eq!(search("saint", 0), []);
    assert_eq!((search("", 5), search(" - ", 5)), (vec![], vec![]));
}

#[test]
fn the_postal_code_is_the_one_that_was_asked_for() {
    let check = |asked: &str, postal: &str| {
        assert_eq!(search(asked, 1).first().map(|commune| commune.postal), Some(postal), "{asked}");
    };
    check("lille", "59000");
    check("lille 59800", "59800");
    check("lille 598", "59800");
    check("paris 75011", "75011");
    check("archipel des crozet", "");
}

#[test]
fn a_code_has_one_commune() {
    let check = |code: &str, expected: Option<&str>| {
        assert_eq!(by_code(code).map(|commune| commune.label()).as_deref(), expected, "{code}");
    };
    check("59512", Some("Roubaix (59)"));
    check("2B033", Some("Bastia (2B)"));
    check("2b033", Some("Bastia (2B)"));
    check("75056", Some("Paris (75)"));
    check("75120", Some("Paris 20e Arrondissement (75)"));
    check("98818", Some("Nouméa (988)"));
    check("00000", None);
    check("5951", None);
    check("", None);
    check("code", None);
}

/// The table that is shipped is the one that was read: sorted, whole, one line a code.
#[test]
fn the_table_is_whole() {
    let codes = |text| lines(text).map(|(_, line)| line.split('\t').next().unwrap_or("")).collect::<Vec<_>>();
    let (communes, anciennes) = (codes(TABLE), codes(ANCIENNES));
    assert_eq!((communes.len(), anciennes.len()), (35_014, 1_992));
    assert!([communes, anciennes].iter().all(|all| all.windows(2).all(|two| two[0] < two[1])));
    assert!(lines(TABLE).all(|(_, line)| line.split('\t').count() == 5 && line.find('\t') == Some(CODE)));
    assert!(lines(ANCIENNES).all(|(_, line)| line.split('\t').count() == 3 && line.find('\t') == Some(CODE)));
}
