//! What a form offers of a list of the catalogue: the national values and what the agent's structure makes of them.

use domaine::catalogue::{Catalogue, Valeur, local_code};

use super::Cadre;
use crate::heure;
use crate::langues::Langue;

/// One choice of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionListe {
    /// Its number: what is stored.
    pub code: u16,
    /// Its key in forms and addresses.
    pub cle: String,
    /// Its word.
    pub nom: String,
    /// Whether it was not compared with its source.
    pub a_confirmer: bool,
    /// The national number whose rules it follows: its own, or that of the value that it details.
    pub regle: u16,
}

impl OptionListe {
    /// The national value whose capabilities it has.
    pub fn capacites(&self, liste: &str) -> Option<&'static Valeur> {
        Catalogue::get(liste)?.by_code(self.regle)
    }
}

/// What a list offers today to who reads, in the order of the screen.
pub fn options(cadre: &Cadre, liste: &str) -> Vec<OptionListe> {
    let Some(liste) = Catalogue::get(liste) else { return Vec::new() };
    let offertes = liste.with(cadre.surcouches.of(liste.nom), heure::today());
    let option = |offerte: domaine::catalogue::Offerte<'_>| OptionListe {
        code: offerte.code,
        cle: offerte.cle.to_owned(),
        nom: (if cadre.langue == Langue::Fr { offerte.fr } else { offerte.en }).to_owned(),
        a_confirmer: offerte.a_confirmer,
        regle: offerte.parent.unwrap_or(offerte.code),
    };
    offertes.into_iter().map(option).collect()
}

/// The word of a stored number, offered or not.
pub fn mot(cadre: &Cadre, liste: &str, code: u16) -> Option<String> {
    let national = Catalogue::get(liste).and_then(|liste| liste.by_code(code));
    let own = || cadre.surcouches.of(liste).ajout(code).map(|ajout| ajout.libelle.clone());
    national.map(|valeur| cadre.langue.mot(valeur).to_owned()).or_else(own)
}

/// The number of a form's key. Whether the structure offers it, the coffre says.
pub fn code(liste: &str, cle: &str) -> Option<u16> {
    let national = Catalogue::get(liste)?.by_key(cle).map(|valeur| valeur.code);
    national.or_else(|| local_code(cle))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domaine::catalogue::{Ajout, Surcouches, local_key};

    use super::*;

    #[test]
    fn a_form_offers_what_the_structure_made_of_a_list() {
        let mut surcouches = Surcouches::default();
        let own = surcouches.of_mut("absences");
        own.ajouts.push(Ajout { code: 1000, cle: local_key(1000), libelle: "Forum".into(), parent: Some(3) });
        own.masquees.insert(1);
        let mut cadre = Cadre::bare(Langue::Fr);
        cadre.surcouches = Arc::new(surcouches);
        let codes: Vec<(u16, u16)> = options(&cadre, "absences").iter().map(|o| (o.code, o.regle)).collect();
        assert!(!codes.contains(&(1, 1)), "switched off");
        assert!(codes.contains(&(1000, 3)), "its own, under the rules of the value that it details");
        assert_eq!(mot(&cadre, "absences", 1000).as_deref(), Some("Forum"));
        assert!(mot(&cadre, "absences", 1).is_some(), "what is switched off stays readable");
        assert_eq!(mot(&cadre, "absences", 1001), None);
        assert!(options(&cadre, "aucune-liste").is_empty());
    }

    #[test]
    fn keys_of_both_kinds_are_read() {
        let check = |cle: &str, expected: Option<u16>| assert_eq!(code("absences", cle), expected, "{cle}");
        check("conge", Some(1));
        check("local-1004", Some(1004));
        check("local-4", None);
        check("inconnue", None);
    }
}
