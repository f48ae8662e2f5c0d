//! Whole files of a few rows: what a conseillère would see in the grid.

use jiff::civil::{Date, date};

use super::*;
use crate::Champ;

const TODAY: Date = date(2026, 11, 22);

fn clairs(texts: &[&str]) -> Vec<Clair> {
    texts.iter().map(|t| Clair::new(*t)).collect()
}

fn seen(entetes: &[&str], lignes: &[&[&str]]) -> (Vec<Colonne>, Examen) {
    let lignes: Vec<Ligne> =
        lignes.iter().enumerate().map(|(n, l)| Ligne { numero: n as u32 + 2, cellules: clairs(l) }).collect();
    let colonnes = guess(&clairs(entetes), &lignes);
    let examen = examine(&lignes, &colonnes, TODAY);
    (colonnes, examen)
}

/// Remarks as `column reason proposal`, a refusal with `!`.
fn remarks(remarques: &[Remarque]) -> Vec<String> {
    let one = |r: &Remarque| {
        let place = r.colonne.map_or("-".to_owned(), |c| c.to_string());
        let weight = if r.gravite == Gravite::Refus { "!" } else { "" };
        let proposed = r.correction.as_ref().map_or(String::new(), |p| format!(" {}", p.expose()));
        format!("{place} {weight}{}{proposed}", r.raison.key())
    };
    remarques.iter().map(one).collect()
}

/// One row under these titles, in a file that decides its dates.
#[track_caller]
fn check(entetes: &[&str], ligne: &[&str], expected: &[&str]) {
    let titles = [&["Nom", "Prénom", "Né le"], entetes].concat();
    let row = [&["Essai", "Léa", "25/12/2005"], ligne].concat();
    let (_, examen) = seen(&titles, &[&row]);
    assert_eq!(remarks(&examen.lignes[0].remarques), expected, "{ligne:?}");
}

#[test]
fn a_sound_row_becomes_fields() {
    let (_, examen) = seen(
        &["Civilité", "Nom", "Prénom", "Né(e) le", "Tél", "Mail", "CP", "Ville", "Référent", "Statut", "Remarque"],
        &[&[
            "Mme",
            "ESSAI",
            "Léa",
            "25/12/2005",
            "06 39 98 12 34",
            "Lea@Essai.example",
            "59000",
            "Lille",
            "M. Test",
            "Actif",
            "x",
        ]],
    );
    let ligne = &examen.lignes[0];
    let values: Vec<(&str, &str)> = ligne.champs.iter().map(|(c, v)| (c.key(), v.expose())).collect();
    assert_eq!(
        values,
        [
            ("sexe", "F"),
            ("nom-naissance", "ESSAI"),
            ("prenom", "Léa"),
            ("naissance", "2005-12-25"),
            ("telephone", "0639981234"),
            ("mail", "lea@essai.example"),
            ("code-postal", "59000"),
            ("commune", "Lille"),
        ]
    );
    assert_eq!(ligne.referent, Some(Clair::new("M. Test")));
    assert_eq!(ligne.statut, Some(crate::Statut::Actif));
    assert!(ligne.is_acceptable() && ligne.remarques.is_empty() && examen.colonnes.is_empty());
}

#[test]
fn each_flaw_has_its_place_and_its_proposal() {
    check(&["Tél"], &["06 12 34 56 7"], &["3 !telephone-incomplet"]);
    check(&["Tél"], &["639981234"], &["3 zero-initial-perdu 0639981234"]);
    check(&["Tél"], &["O6 39 98 12 34"], &["3 !lettre-pour-chiffre 0639981234"]);
    check(&["Tél"], &["6,39981E+08"], &["3 !nombre-arrondi"]);
    check(&["CP"], &["1000"], &["3 zero-initial-perdu 01000"]);
    check(&["Mail"], &["jean@gmial.exemple"], &["3 mail-domaine-douteux jean@gmail.exemple"]);
    check(&["Mail"], &["jean"], &["3 !mail-mal-forme"]);
    check(&["Mail"], &["jean @essai.example"], &["3 !mail-mal-forme jean@essai.example"]);
    check(&["NIR"], &["2,03078E+14"], &["3 !nombre-arrondi"]);
    check(&["NIR"], &["2051275115000"], &["3 !nir-sans-cle 205127511500095"]);
    check(&["NIR"], &["203077511500017"], &["3 !nir-cle"]);
    check(&["NIR"], &["203077511500016"], &["3 nir-discordant-naissance"]);
    check(&["NIR", "Sexe"], &["203077511500016", "H"], &["3 nir-discordant-sexe", "3 nir-discordant-naissance"]);
    check(&["Ville"], &["=1+1"], &["3 !formule"]);
    check(&["Ville"], &["@SUM(A1)"], &["3 !formule"]);
    check(&["Remarque"], &["=1+1"], &[]);
    check(&["Ville"], &["BesanÃ§on"], &["3 accents-abimes Besançon"]);
    check(&["Statut"], &["peut-être"], &["3 !statut-inconnu"]);
    check(&["Sexe"], &["X"], &["3 !sexe-inconnu"]);
    check(&["Tél"], &[""], &[]);
}

#[test]
fn mandatory_fields() {
    let expect = |entetes: &[&str], row: &[&str], expected: &[&str]| {
        let (_, examen) = seen(entetes, &[row]);
        assert_eq!(remarks(&examen.lignes[0].remarques), expected, "{row:?}");
        assert_eq!(examen.lignes[0].is_acceptable(), expected.is_empty());
    };
    let titles = ["Nom", "Prénom", "Né le"];
    expect(&titles, &["Essai", "Léa", "25/12/2005"], &[]);
    expect(&titles, &["Essai", " ", "25/12/2005"], &["1 !champ-obligatoire"]);
    expect(&titles, &["Essai", "Léa", ""], &["2 !champ-obligatoire"]);
    expect(&titles, &["Essai", "Léa", "demain"], &["2 !date-illisible"]);
    expect(&titles, &["Essai", "Léa"], &["2 !champ-obligatoire"]);
    expect(&titles, &["Essai", "Léa", "25/12/2030"], &["2 !date-future"]);
    expect(&titles, &["Essai2", "Léa", "25/12/2005"], &["0 !chiffre-dans-un-nom"]);
    expect(&titles[..2], &["Essai", "Léa"], &["- !champ-obligatoire"]);
}

#[test]
fn the_file_is_read_as_a_whole() {
    let (_, examen) = seen(
        &["NOM", "Prénom", "Naissance"],
        &[
            &["ESSAI", "Léa", "12/25/2005"],
            &["AUTRE", "Max", "04/03/2006"],
            &["TIERS", "Zoé", "2006-03-04"],
            &["QUART", "Ali", "38780"],
            &["Eva", "SIXTE", "04/03/06"],
            &["DELTA", "Ana", "05/05/2005"],
        ],
    );
    let births: Vec<_> = examen.lignes.iter().map(|l| l.get(Champ::Naissance).map(|v| v.expose().to_owned())).collect();
    let births: Vec<_> = births.iter().map(Option::as_deref).collect();
    let expected = ["2005-12-25", "2006-04-03", "2006-03-04", "2006-03-04", "2006-04-03", "2005-05-05"];
    assert_eq!(births, expected.map(Some));
    assert_eq!(remarks(&examen.colonnes), ["2 mois-en-premier", "2 dates-melangees"]);
    assert_eq!(remarks(&examen.lignes[3].remarques), ["2 date-en-nombre 2006-03-04"]);
    assert_eq!(
        remarks(&examen.lignes[4].remarques),
        [
            "0 nom-prenom-inverses SIXTE",
            "1 nom-prenom-inverses Eva",
            "2 annee-sur-deux-chiffres 2006-04-03",
            "2 dates-melangees"
        ]
    );
}

#[test]
fn doubles_point_at_the_first() {
    let (_, examen) = seen(
        &["Nom", "Prénom", "Né le", "NIR"],
        &[
            &["Essai", "Zoé", "25/12/2005", ""],
            &["Autre", "Zoé", "25/12/2005", "205127511500095"],
            &["ESSAI", "ZOE", "2005-12-25", ""],
            &["Tiers", "Zoé", "25/12/2005", "2 05 12 75 115 000 95"],
            &["Essai", "Zoé", "26/12/2005", ""],
            &["Es-sai", "zoe", "25/12/2005", ""],
            &["Essai", "Zoé", "25/12/2005", "205127511500095"],
        ],
    );
    let doubles: Vec<_> = examen.lignes.iter().map(|l| l.double_de).collect();
    assert_eq!(doubles, [None, None, Some(2), Some(3), None, Some(2), Some(2)]);
}

#[test]
fn a_proposal_reads_without_the_remark_that_made_it() {
    let titles = ["Nom", "Prénom", "Né le", "Tél", "Mail", "NIR", "CP"];
    let row = ["Essai", "Léa", "12/25/2005", "O639981234", "lea@gmial.example", "2051275115000", "1000"];
    let decided = ["Autre", "Max", "25/12/2005", "", "", "", ""];
    let (colonnes, examen) = seen(&titles, &[&row, &decided]);
    let mut cellules = clairs(&row);
    for remarque in &examen.lignes[0].remarques {
        if let (Some(at), Some(proposed)) = (remarque.colonne, &remarque.correction) {
            cellules[at] = proposed.clone();
        }
    }
    let lignes = [Ligne { numero: 2, cellules }, Ligne { numero: 3, cellules: clairs(&decided) }];
    let again = Examinateur::new(&lignes, &colonnes, TODAY).ligne(&lignes[0]);
    assert_eq!(remarks(&again.remarques), Vec::<String>::new());
}

#[test]
fn no_mapping_and_no_rows_break_nothing() {
    assert!(examine(&[], &[], TODAY).lignes.is_empty());
    let lignes = [Ligne { numero: 2, cellules: Vec::new() }];
    assert_eq!(examine(&lignes, &[], TODAY).lignes[0].remarques.len(), 3);
    let twice = [Colonne::Champ(Champ::Prenom), Colonne::Champ(Champ::Prenom)];
    assert_eq!(remarks(&examine(&lignes, &twice, TODAY).colonnes), ["1 colonne-en-double"]);
}
