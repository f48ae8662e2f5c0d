//! What a form has just done, said once by the page to which it leads. The address holds keys of fields and of reasons, and no value.

use domaine::Champ;
use domaine::saisie::Raison;

use crate::dossiers::asked;
use crate::pages::Cadre;

/// See the module.
pub struct Ecrit {
    /// "succes", or "attention" when something is left to do.
    pub genre: &'static str,
    pub mots: String,
    /// What was kept and is doubtful, with where it is corrected: an anchor of the page.
    pub alertes: Vec<(String, &'static str)>,
}

impl Ecrit {
    /// Of a query string. Keys that are no field's say nothing.
    pub fn read(cadre: &Cadre, query: Option<&str>) -> Option<Ecrit> {
        let what = asked(query, "ecrit")?;
        let alertes = doubts(cadre, asked(query, "alertes").unwrap_or(""));
        let key = match (what, asked(query, "suivant")) {
            ("evenement", Some("occupe")) => "ecrit-rendez-vous-occupe",
            ("evenement", Some(_)) => "ecrit-rendez-vous-pris",
            ("confirme", _) => "ecrit-confirme",
            ("statut", _) => "ecrit-statut",
            _ => "modifier-ecrit",
        };
        let kept = names(cadre, asked(query, "gardes").unwrap_or(""));
        let mots =
            if kept.is_empty() { cadre.t(key) } else { cadre.langue.t1("modifier-gardes", "champs", kept.join(", ")) };
        let is_done = key != "ecrit-rendez-vous-occupe" && alertes.is_empty();
        Some(Ecrit { genre: if is_done { "succes" } else { "attention" }, mots, alertes })
    }
}

fn names(cadre: &Cadre, keys: &str) -> Vec<String> {
    let known = keys.split('.').filter_map(Champ::from_key);
    known.map(|champ| cadre.t(&format!("champ-{}", champ.key())).to_lowercase()).collect()
}

/// "nir:nir-cle.mail:mail-domaine-douteux".
fn doubts(cadre: &Cadre, keys: &str) -> Vec<(String, &'static str)> {
    let read = |pair: &str| {
        let (champ, raison) = pair.split_once(':')?;
        let champ = Champ::from_key(champ)?;
        let raison = Raison::ALL.iter().find(|r| r.key() == raison)?;
        let (name, why) = (cadre.t(&format!("champ-{}", champ.key())), cadre.t(&format!("remarque-{}", raison.key())));
        let why = format!("{name} : {} {}", cadre.t("alerte-enregistree"), why);
        Some((why, champ.groupe().key()))
    };
    keys.split('.').filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::langues::Langue;

    #[test]
    fn it_says_what_was_done_and_what_is_left_to_do() {
        let cadre = Cadre::bare(Langue::Fr);
        let check = |query: &str, genre: &str, alertes: usize| {
            let ecrit = Ecrit::read(&cadre, Some(query)).expect("something was written");
            assert_eq!((ecrit.genre, ecrit.alertes.len()), (genre, alertes), "{query}");
        };
        check("ecrit=1", "succes", 0);
        check("ecrit=evenement&suivant=pris", "succes", 0);
        check("ecrit=evenement&suivant=occupe", "attention", 0);
        check("ecrit=1&alertes=nir:nir-cle.autre:nir-cle.nir:autre", "attention", 1);
        let kept = Ecrit::read(&cadre, Some("ecrit=1&gardes=mail.voie")).expect("something was written");
        assert!(kept.mots.contains("courriel, adresse"), "{}", kept.mots);
        assert!(Ecrit::read(&cadre, Some("fil=2")).is_none());
    }
}
