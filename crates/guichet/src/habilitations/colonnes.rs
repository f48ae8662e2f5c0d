//! Which column of a staff list is what, by its header, in French or in English; and what each line says.

use domaine::Clair;
use tableur::Feuille;

use crate::face::RhLu;
use crate::pages::clair;

/// What the desk needs of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colonne {
    Prenom,
    Nom,
    Mail,
    Fonction,
    Debut,
    Fin,
}

/// Headers as spreadsheets write them, without accents, capitals or blanks. The first that fits wins, so that
/// "nom de l'employeur" is not a name: only whole titles count.
const TITRES: &[(Colonne, &[&str])] = &[
    (Colonne::Prenom, &["prenom", "prenoms", "prenomusuel", "firstname", "givenname", "forename"]),
    (
        Colonne::Nom,
        &[
            "nom",
            "nomdefamille",
            "nomusuel",
            "nomdusage",
            "nomdenaissance",
            "lastname",
            "surname",
            "familyname",
            "name",
        ],
    ),
    (
        Colonne::Mail,
        &[
            "mail",
            "mel",
            "courriel",
            "email",
            "adressemail",
            "adresseemail",
            "adressemel",
            "adressecourriel",
            "adresseelectronique",
            "adresseelectroniqueprofessionnelle",
            "mailprofessionnel",
            "emailprofessionnel",
            "courrielprofessionnel",
            "mailpro",
            "emailaddress",
            "workemail",
        ],
    ),
    (
        Colonne::Fonction,
        &[
            "fonction",
            "poste",
            "emploi",
            "intituleduposte",
            "intituledeposte",
            "metier",
            "qualification",
            "jobtitle",
            "job",
            "position",
            "function",
            "title",
            "role",
        ],
    ),
    (
        Colonne::Debut,
        &[
            "debut",
            "datededebut",
            "datedebut",
            "debutcontrat",
            "debutducontrat",
            "datedebutcontrat",
            "entree",
            "datedentree",
            "dateentree",
            "embauche",
            "datedembauche",
            "dateembauche",
            "arrivee",
            "datedarrivee",
            "start",
            "startdate",
            "hiredate",
        ],
    ),
    (
        Colonne::Fin,
        &[
            "fin",
            "datedefin",
            "datefin",
            "fincontrat",
            "finducontrat",
            "datefincontrat",
            "sortie",
            "datedesortie",
            "datesortie",
            "depart",
            "datededepart",
            "datedepart",
            "end",
            "enddate",
            "leavingdate",
            "leavedate",
        ],
    ),
];

/// Why a list cannot be read: a key of words.
pub type Manque = &'static str;

/// The lines that hold a name, or what is missing. A date that is none is left out: it is checked by people anyway.
pub fn read(feuille: &Feuille) -> Result<Vec<RhLu>, Manque> {
    let titres: Vec<_> = feuille.entetes.iter().map(|entete| clair::code(entete, colonne)).collect();
    let place = |colonne| titres.iter().position(|titre| *titre == Some(colonne));
    let (Some(prenom), Some(nom)) = (place(Colonne::Prenom), place(Colonne::Nom)) else { return Err("rh-sans-nom") };
    let Some(mail) = place(Colonne::Mail) else { return Err("rh-sans-mail") };
    let (fonction, debut, fin) = (place(Colonne::Fonction), place(Colonne::Debut), place(Colonne::Fin));
    let lignes = feuille.lignes.iter().map(|ligne| {
        let cell = |at: usize| ligne.cellules.get(at).map(clair::trimmed).unwrap_or_default();
        let day = |at: Option<usize>| clair::code(&cell(at?), |text| domaine::saisie::date(text).ok());
        RhLu {
            prenom: cell(prenom),
            nom: cell(nom),
            mail: cell(mail),
            fonction: fonction.map(cell).unwrap_or_default(),
            debut: day(debut),
            fin: day(fin),
        }
    });
    let lignes: Vec<_> = lignes.filter(|ligne| !ligne.nom.is_empty()).collect();
    if lignes.is_empty() { Err("rh-vide") } else { Ok(lignes) }
}

/// What a header announces.
fn colonne(titre: &str) -> Option<Colonne> {
    let plain: String = titre.chars().flat_map(char::to_lowercase).filter_map(letter).collect();
    TITRES.iter().find(|(_, titres)| titres.contains(&plain.as_str())).map(|(colonne, _)| *colonne)
}

/// A letter without its accent; nothing for what is no letter.
fn letter(c: char) -> Option<char> {
    match c {
        'a'..='z' => Some(c),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'à' | 'â' | 'ä' => Some('a'),
        'î' | 'ï' => Some('i'),
        'ô' | 'ö' => Some('o'),
        'û' | 'ù' | 'ü' => Some('u'),
        'ç' => Some('c'),
        _ => None,
    }
}

/// The function that a contract's title most often means; the proposer sees it and may choose another.
pub fn role(fonction: &Clair) -> Option<droits::Role> {
    use droits::Role;
    let said = |text: &str| {
        let plain: String = text.chars().flat_map(char::to_lowercase).filter_map(letter).collect();
        let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        match () {
            _ if has(&["accueil", "reception"]) => Some(Role::Accueil),
            _ if has(&["collectif", "animat"]) => Some(Role::ReferentCollectif),
            _ if has(&["conseil", "insertion", "adviser", "advisor"]) => Some(Role::Conseiller),
            _ if has(&["protectiondesdonnees", "dpo"]) => Some(Role::Dpo),
            // Whoever manages accounts or directs is never guessed: these are chosen.
            _ => None,
        }
    };
    clair::code(fonction, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use droits::Role;
    use jiff::civil::date;

    #[test]
    fn headers_are_read_as_people_write_them() {
        let check = |titre, expected| assert_eq!(colonne(titre), expected, "{titre}");
        check("Prénom", Some(Colonne::Prenom));
        check("FIRST NAME", Some(Colonne::Prenom));
        check("Nom de famille", Some(Colonne::Nom));
        check("E-mail", Some(Colonne::Mail));
        check("Courriel professionnel", Some(Colonne::Mail));
        check("Intitulé du poste", Some(Colonne::Fonction));
        check("Date d'entrée", Some(Colonne::Debut));
        check("Date d’embauche", Some(Colonne::Debut));
        check("Fin du contrat", Some(Colonne::Fin));
        check("Nom de l'employeur", None);
        check("", None);
    }

    #[test]
    fn a_function_says_a_role_but_never_one_that_holds_keys() {
        let check = |fonction: &str, expected| assert_eq!(role(&Clair::new(fonction)), expected, "{fonction}");
        check("Conseillère en insertion sociale et professionnelle", Some(Role::Conseiller));
        check("Chargé d'accueil", Some(Role::Accueil));
        check("Animatrice d'ateliers", Some(Role::ReferentCollectif));
        check("Directeur", None);
        check("Responsable de gestion de comptes", None);
        check("", None);
    }

    #[test]
    fn lines_without_a_name_are_left_out_and_a_bad_date_with_them() {
        let text = "Nom;Prénom;Courriel;Poste;Début;Fin\nLefèvre;Inès;ines@essai.example;Conseillère;07/12/2026;\n;;;;;\n\
                    Morel;Adam;adam@essai.example;;31/02/2026;2027-06-30\n";
        let feuille = tableur::read(text.as_bytes(), None).expect("a list");
        let lues = read(&feuille).expect("its columns are known");
        assert_eq!(lues.len(), 2);
        assert_eq!((lues[0].debut, lues[0].fin), (Some(date(2026, 12, 7)), None));
        assert_eq!((lues[1].debut, lues[1].fin), (None, Some(date(2027, 6, 30))));
        assert!(lues[0].mail == Clair::new("ines@essai.example"));
        for (text, expected) in [
            ("Prénom;Courriel\nInès;i@essai.example\n", "rh-sans-nom"),
            ("Nom;Prénom\nLefèvre;Inès\n", "rh-sans-mail"),
            ("Nom;Prénom;Mail\n;Inès;i@essai.example\n", "rh-vide"),
        ] {
            let feuille = tableur::read(text.as_bytes(), None).expect("a list");
            assert_eq!(read(&feuille).err(), Some(expected), "{text}");
        }
    }
}
