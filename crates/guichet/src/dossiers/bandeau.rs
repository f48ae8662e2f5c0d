//! What is said before anything else of a person: marks that protect her, then what presses.

use domaine::{Champ, Clair, statut};
use jiff::ToSpan;
use jiff::civil::Date;

use super::parties;
use crate::face::Opened;
use crate::heure;
use crate::pages::{Cadre, clair};

/// Days before a residence permit ends from which it is said: a renewal is asked two to four months ahead (CESEDA, art. R431-5).
const TITRE_JOURS: i64 = 120;

/// One of them.
pub struct Alerte {
    /// "danger", "attention" or "info".
    pub genre: &'static str,
    pub icone: &'static str,
    pub mots: String,
    /// What of the dossier it names.
    pub valeur: Clair,
    /// Where it is answered: an anchor of the page, or one of its forms.
    pub lien: Option<String>,
}

/// Marks first, wherever a phone is shown.
pub fn alertes(cadre: &Cadre, opened: &Opened, today: Date) -> Vec<Alerte> {
    let mut alertes = marques(cadre, &opened.champs);
    let known = |champ| opened.champ(champ).and_then(clair::date);
    if let Some(naissance) = known(Champ::Naissance).filter(|naissance| statut::age(*naissance, today) < 18) {
        let majorite = naissance.checked_add(18.years()).unwrap_or(naissance);
        let mots = cadre.langue.t1("alerte-mineur", "jour", heure::jour(majorite));
        alertes.push(Alerte::new("info", "personne", mots).toward("#representants"));
    }
    if let Some(fin) = known(Champ::TitreSejourFin) {
        let key = if fin < today { "alerte-sejour-fini" } else { "alerte-sejour" };
        if fin <= today.saturating_add(TITRE_JOURS.days()) {
            let mots = cadre.langue.t1(key, "jour", heure::jour(fin));
            alertes.push(Alerte::new("attention", "calendrier", mots).toward("#sejour"));
        }
    }
    let is_stale = |groupe: &domaine::Groupe| {
        let vue = opened.fraicheurs.iter().find(|f| f.groupe == *groupe);
        parties::stale(*groupe, vue, today).is_some()
    };
    let stale: Vec<_> = parties::shown().filter(is_stale).collect();
    if let Some(first) = stale.first() {
        let names: Vec<_> = stale.iter().map(|g| cadre.t(&format!("groupe-{}", g.key())).to_lowercase()).collect();
        let mots = cadre.langue.t1("alerte-a-confirmer", "parties", names.join(", "));
        alertes.push(Alerte::new("info", "horloge", mots).toward(&format!("#{}", first.key())));
    }
    alertes
}

/// "Ne pas contacter les parents", "canal dangereux".
pub fn marques(cadre: &Cadre, champs: &[(Champ, Clair)]) -> Vec<Alerte> {
    let value = |champ| champs.iter().find(|(c, value)| *c == champ && !value.is_empty()).map(|(_, value)| value);
    let mut alertes = Vec::new();
    if value(Champ::NePasContacterParents).is_some_and(|value| *value == Clair::new("oui")) {
        alertes.push(Alerte::new("danger", "danger", cadre.t("alerte-parents")));
    }
    if let Some(canaux) = value(Champ::CanauxDangereux) {
        let valeur = clair::affiche(Champ::CanauxDangereux, canaux, cadre.langue);
        alertes.push(Alerte { valeur, ..Alerte::new("danger", "danger", cadre.t("alerte-canaux")) });
    }
    alertes
}

impl Alerte {
    fn new(genre: &'static str, icone: &'static str, mots: String) -> Alerte {
        Alerte { genre, icone, mots, valeur: Clair::default(), lien: None }
    }

    fn toward(self, lien: &str) -> Alerte {
        Alerte { lien: Some(lien.to_owned()), ..self }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::face::FraicheurVue;
    use crate::langues::Langue;
    use crate::vitrine::gens;

    const TODAY: Date = date(2026, 11, 23);

    fn said(champs: &[(Champ, &str)], fraicheurs: Vec<FraicheurVue>) -> Vec<String> {
        let mut opened = gens::opened(gens::agent(0), gens::dossier(2)).expect("the vitrine has this one");
        opened.champs = champs.iter().map(|(champ, value)| (*champ, Clair::new(*value))).collect();
        opened.fraicheurs = fraicheurs;
        let cadre = Cadre::bare(Langue::Fr);
        alertes(&cadre, &opened, TODAY).into_iter().map(|alerte| alerte.mots).collect()
    }

    #[test]
    fn what_protects_her_comes_first() {
        let minor = (Champ::Naissance, "2009-01-31");
        let champs = [minor, (Champ::CanauxDangereux, "sms"), (Champ::NePasContacterParents, "oui")];
        let words = said(&champs, Vec::new());
        assert!(words.len() == 3 && words[0].contains("parents") && words[2].contains("31/01/2027"), "{words:?}");
        assert!(said(&[(Champ::NePasContacterParents, "non"), (Champ::CanauxDangereux, "")], Vec::new()).is_empty());
    }

    #[test]
    fn limits_of_what_presses() {
        let check = |champ, value: &str, expected: usize| {
            assert_eq!(said(&[(champ, value)], vec![]).len(), expected, "{value}")
        };
        check(Champ::Naissance, "2008-11-24", 1); // eighteen tomorrow
        check(Champ::Naissance, "2008-11-23", 0);
        check(Champ::TitreSejourFin, "2027-03-23", 1); // 120 days
        check(Champ::TitreSejourFin, "2027-03-24", 0);
        check(Champ::TitreSejourFin, "2026-11-22", 1);
        let old = FraicheurVue { groupe: domaine::Groupe::Contact, jour: date(2020, 1, 1), agent: None };
        assert!(said(&[], vec![old])[0].contains("contact"));
    }
}
