//! The filter of a portefeuille as a sentence: "Mes jeunes, actifs, sans nouvelle depuis 90 jours, par nom". Each word
//! is a link to the same list without it; the address holds codes only, so that it can be kept, sent and read aloud.

use domaine::{Clair, Statut, TrancheAge};

use crate::face::{AFaire, Collegue, Filtre, Portee, Tri};
use crate::langues::Langue;

/// Days offered by the form; any other number of days still reads as a sentence.
const SANS_NOUVELLE: [u16; 4] = [30, 60, 90, 180];
const NOUVEAUX: [u16; 3] = [7, 30, 90];

/// One removable word.
pub struct Mot {
    pub texte: String,
    /// A colleague's name, after the text.
    pub nom: Option<Clair>,
    /// The address of the same list without this word.
    pub sans: String,
}

/// A choice of the form that changes the sentence.
pub struct Choix {
    /// Field: a word of the address.
    pub cle: &'static str,
    pub nom: String,
    /// Code of the address, words, a colleague's name after them, whether it stands.
    pub options: Vec<(String, String, Option<Clair>, bool)>,
}

/// The address of a list.
pub fn address(filtre: &Filtre) -> String {
    let query = filtre.to_query();
    if query.is_empty() { "/portefeuille".into() } else { format!("/portefeuille?{query}") }
}

/// The address of one of its pages.
pub fn page(filtre: &Filtre, page: u32) -> String {
    let address = address(filtre);
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}page={page}")
}

/// The filter of a query string: the form sends its empty fields too, which say nothing. What is not a filter (a page,
/// a language) is passed over; what cannot be read is the whole portefeuille.
pub fn read(query: Option<&str>) -> Filtre {
    let named = |pair: &&str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        !value.is_empty() && !matches!(name, "page" | "langue" | "enregistre")
    };
    let pairs: Vec<&str> = query.unwrap_or("").split('&').filter(named).collect();
    Filtre::from_query(&pairs.join("&")).unwrap_or_default()
}

/// Whose people, as the sentence begins.
pub fn sujet(filtre: &Filtre, langue: Langue) -> String {
    langue.t(if filtre.portee == Portee::Moi { "phrase-mes-jeunes" } else { "phrase-jeunes" })
}

/// Its words, in the order in which they are read.
pub fn mots(filtre: &Filtre, collegues: &[Collegue], langue: Langue) -> Vec<Mot> {
    let mut mots = Vec::new();
    let mut word =
        |texte: String, nom: Option<Clair>, sans: Filtre| mots.push(Mot { texte, nom, sans: address(&sans) });
    let whole = Filtre { portee: Portee::Moi, ..*filtre };
    match filtre.portee {
        Portee::Moi => {}
        Portee::Agent(id) => {
            let nom = collegues.iter().find(|collegue| collegue.id == id).map(|collegue| collegue.nom.clone());
            word(langue.t("phrase-de"), nom, whole);
        }
        Portee::SansReferent => word(langue.t("phrase-sans-referent"), None, whole),
        Portee::Structure => word(langue.t("phrase-structure"), None, whole),
    }
    if let Some(statut) = filtre.statut {
        word(statut_mot(statut, langue), None, Filtre { statut: None, ..*filtre });
    }
    if let Some(age) = filtre.age {
        word(age_mot(age, langue), None, Filtre { age: None, ..*filtre });
    }
    if let Some(days) = filtre.sans_nouvelle {
        word(langue.t1("phrase-sans-nouvelle", "n", days), None, Filtre { sans_nouvelle: None, ..*filtre });
    }
    if let Some(days) = filtre.nouveaux {
        word(langue.t1("phrase-nouveaux", "n", days), None, Filtre { nouveaux: None, ..*filtre });
    }
    if let Some(cle) = filtre.a_faire {
        word(a_faire_mot(cle, langue), None, Filtre { a_faire: None, ..*filtre });
    }
    if filtre.tri != Tri::default() {
        word(tri_mot(filtre.tri, langue), None, Filtre { tri: Tri::default(), ..*filtre });
    }
    mots
}

/// The form that adds or changes a word. Its fields and codes are those of the address.
pub fn choix(filtre: &Filtre, collegues: &[Collegue], langue: Langue) -> Vec<Choix> {
    let rien = Filtre::default();
    let portees = [(langue.t("phrase-a-moi"), None, rien)]
        .into_iter()
        .chain(collegues.iter().filter(|c| c.combien > 0).map(|c| {
            let text = langue.t1("choix-collegue", "n", i64::try_from(c.combien).unwrap_or(i64::MAX));
            (text, Some(c.nom.clone()), Filtre { portee: Portee::Agent(c.id), ..rien })
        }))
        .chain([
            (langue.t("phrase-sans-referent"), None, Filtre { portee: Portee::SansReferent, ..rien }),
            (langue.t("phrase-structure"), None, Filtre { portee: Portee::Structure, ..rien }),
        ])
        .collect();
    let statuts = Statut::ALL.map(|s| (statut_mot(s, langue), None, Filtre { statut: Some(s), ..rien }));
    let ages = TrancheAge::ALL.map(|a| (age_mot(a, langue), None, Filtre { age: Some(a), ..rien }));
    let silences = SANS_NOUVELLE
        .map(|n| (langue.t1("phrase-sans-nouvelle", "n", n), None, Filtre { sans_nouvelle: Some(n), ..rien }));
    let nouveaux = NOUVEAUX.map(|n| (langue.t1("phrase-nouveaux", "n", n), None, Filtre { nouveaux: Some(n), ..rien }));
    let faire = AFaire::ALL.map(|cle| (a_faire_mot(cle, langue), None, Filtre { a_faire: Some(cle), ..rien }));
    let tris = Tri::ALL.map(|tri| (tri_mot(tri, langue), None, Filtre { tri, ..rien }));
    let all = |choices: Vec<(String, Option<Clair>, Filtre)>| -> Vec<_> {
        [(langue.t("choix-tous"), None, rien)].into_iter().chain(choices).collect()
    };
    [
        ("de", portees, Filtre { portee: filtre.portee, ..rien }),
        ("statut", all(statuts.into()), Filtre { statut: filtre.statut, ..rien }),
        ("age", all(ages.into()), Filtre { age: filtre.age, ..rien }),
        ("sans-nouvelle", all(silences.into()), Filtre { sans_nouvelle: filtre.sans_nouvelle, ..rien }),
        ("nouveaux", all(nouveaux.into()), Filtre { nouveaux: filtre.nouveaux, ..rien }),
        ("a-faire", all(faire.into()), Filtre { a_faire: filtre.a_faire, ..rien }),
        ("tri", tris.into(), Filtre { tri: filtre.tri, ..rien }),
    ]
    .into_iter()
    .map(|(cle, options, chosen)| one(cle, options, chosen, langue))
    .collect()
}

fn one(cle: &'static str, options: Vec<(String, Option<Clair>, Filtre)>, chosen: Filtre, langue: Langue) -> Choix {
    let code = |filtre: &Filtre| filtre.to_query().split_once('=').map_or(String::new(), |(_, value)| value.to_owned());
    let options = options.into_iter().map(|(text, nom, filtre)| (code(&filtre), text, nom, filtre == chosen)).collect();
    Choix { cle, nom: langue.t(&format!("choix-{cle}")), options }
}

fn statut_mot(statut: Statut, langue: Langue) -> String {
    langue.t(&format!("phrase-{}", statut.key()))
}

fn age_mot(age: TrancheAge, langue: Langue) -> String {
    langue.t(&format!("phrase-age-{}", age.key()))
}

fn a_faire_mot(cle: AFaire, langue: Langue) -> String {
    langue.t(&format!("phrase-a-faire-{}", cle.key()))
}

fn tri_mot(tri: Tri, langue: Langue) -> String {
    langue.t(&format!("tri-{}", tri.key()))
}

#[cfg(test)]
mod tests {
    use domaine::AgentId;

    use super::*;

    #[test]
    fn each_word_is_removed_by_its_link() {
        let filtre = Filtre {
            portee: Portee::Agent(AgentId([3; 16])),
            statut: Some(Statut::Actif),
            age: Some(TrancheAge::Mineur),
            sans_nouvelle: Some(90),
            nouveaux: None,
            a_faire: Some(AFaire::ARappeler),
            tri: Tri::Age,
        };
        let mots = mots(&filtre, &[], Langue::Fr);
        assert_eq!(mots.len(), 6);
        let rest = read(mots[1].sans.split_once('?').map(|(_, query)| query));
        assert_eq!(rest, Filtre { statut: None, ..filtre });
        assert_eq!(address(&Filtre::default()), "/portefeuille");
        assert_eq!(page(&Filtre::default(), 2), "/portefeuille?page=2");
    }

    #[test]
    fn an_address_that_is_no_filter_is_the_whole_portefeuille() {
        let check = |query: &str, expected: Filtre| assert_eq!(read(Some(query)), expected, "{query}");
        check("page=2&langue=en", Filtre::default());
        check("statut=&de=moi&tri=age&page=3", Filtre { tri: Tri::Age, ..Filtre::default() });
        check("nom=Essai", Filtre::default());
    }
}
