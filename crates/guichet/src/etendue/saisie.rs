//! What the address of the étendue asks: accounts and logins by their ids, structures by their codes, days. Ids and codes only: an
//! address names nobody.

use std::fmt::Write;

use domaine::fuseau::Fuseau;
use domaine::{AgentId, CodeStructure, DossierId};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::encodage;
use crate::face::{DemandeEtendue, Error, Saisie as Faute};

/// Accounts, logins and structures that one question names, all together.
const PRINCIPAUX_MAX: usize = 200;

/// What was typed, and what is asked when it makes sense.
#[derive(Default)]
pub struct Saisie {
    /// The question.
    pub demande: DemandeEtendue,
    /// Days as typed.
    pub du: String,
    /// The last day, itself counted.
    pub au: String,
    /// Structures as typed.
    pub structures: String,
    /// Logins as typed.
    pub logins: String,
    /// What must be typed again.
    pub fautes: Vec<Faute>,
    /// Whether an answer is asked for, and not only accounts of another structure to choose among.
    pub demandee: bool,
    /// Whether those only listed are to be shown.
    pub listes: bool,
    /// The dossier whose readers are asked for, instead.
    pub dossier: Option<DossierId>,
}

impl Saisie {
    /// Reads an address.
    pub fn read(query: Option<&str>) -> Saisie {
        let mut saisie = Saisie::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let value = value.trim();
            match &*name {
                "comptes" => saisie.take_compte(value),
                "structures" => value.clone_into(&mut saisie.structures),
                "logins" => value.clone_into(&mut saisie.logins),
                "du" => value.clone_into(&mut saisie.du),
                "au" => value.clone_into(&mut saisie.au),
                "demander" => saisie.demandee = true,
                "dossier" => saisie.take_dossier(value),
                "vue" => saisie.listes = value == "listes",
                _ => {}
            }
        }
        saisie.take_sets();
        saisie.take_days();
        saisie
    }

    /// The question, or what must be typed again.
    pub fn whole(&self) -> Result<&DemandeEtendue, Error> {
        if self.fautes.is_empty() { Ok(&self.demande) } else { Err(Error::Saisie(self.fautes.clone())) }
    }

    /// The same question elsewhere.
    pub fn address(&self, chemin: &str, suite: &str) -> String {
        let mut address = format!("{chemin}?demander=1{suite}");
        let mut add = |name: &str, value: &str| {
            let _ = write!(address, "&{name}={value}");
        };
        self.demande.comptes.iter().for_each(|id| add("comptes", &id.to_string()));
        let codes: Vec<String> = self.demande.structures.iter().map(CodeStructure::to_string).collect();
        let logins: Vec<String> = self.demande.logins.iter().map(|login| encodage::hex(login)).collect();
        let texts = [("structures", codes.join("+")), ("logins", logins.join("+"))];
        let days = [("du", self.du.clone()), ("au", self.au.clone())];
        let said = texts.into_iter().chain(days).filter(|(_, value)| !value.is_empty());
        said.for_each(|(name, value)| add(name, &value));
        address
    }

    fn take_compte(&mut self, value: &str) {
        match value.parse::<AgentId>() {
            Ok(id) => drop(self.demande.comptes.insert(id)),
            Err(_) => self.blame("comptes", "compte-illisible"),
        }
    }

    /// The id alone, or the address of the dossier's page.
    fn take_dossier(&mut self, value: &str) {
        let path = value.split(['?', '#']).next().unwrap_or_default();
        self.dossier = path.split('/').rev().find_map(|segment| segment.parse().ok());
        if self.dossier.is_none() {
            self.blame("dossier", "dossier-illisible");
        }
    }

    fn take_sets(&mut self) {
        for word in words(&self.structures.clone()) {
            match word.to_uppercase().parse::<CodeStructure>() {
                Ok(code) => drop(self.demande.structures.insert(code)),
                Err(_) => self.blame("structures", "structure-illisible"),
            }
        }
        for word in words(&self.logins.clone()) {
            match encodage::from_hex16(word) {
                Some(login) => drop(self.demande.logins.insert(login)),
                None => self.blame("logins", "login-illisible"),
            }
        }
        let DemandeEtendue { comptes, logins, structures, .. } = &self.demande;
        if comptes.len() + logins.len() + structures.len() > PRINCIPAUX_MAX {
            self.blame("comptes", "etendue-trop-de-noms");
        }
    }

    /// Days of Paris, as at the console: the first begins at its midnight, the last ends at the next.
    fn take_days(&mut self) {
        let after = |day: Date| day.checked_add(1.day()).ok();
        let (du, au) = (self.du.parse::<Date>(), self.au.parse::<Date>());
        match du.as_ref().ok().and_then(|day| Fuseau::Paris.debut(*day)) {
            Some(time) => self.demande.du = time,
            None if self.du.is_empty() => {}
            None => self.blame("du", "jour-illisible"),
        }
        match au.as_ref().ok().and_then(|day| Fuseau::Paris.debut(after(*day)?)) {
            Some(time) => self.demande.au = time,
            None if self.au.is_empty() => {}
            None => self.blame("au", "jour-illisible"),
        }
        if self.demande.du >= self.demande.au {
            self.blame("au", "jours-renverses");
        }
    }

    fn blame(&mut self, champ: &'static str, raison: &'static str) {
        if self.fautes.iter().all(|faute| faute.champ != champ) {
            self.fautes.push(Faute { champ, raison });
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOUR: u64 = 86_400_000;

    #[test]
    fn an_address_says_whom_and_when_and_comes_back_the_same() {
        let (one, two) = ("0a".repeat(16), "0b".repeat(16));
        let query = format!(
            "demander=1&comptes={one}&comptes={two}&structures=59512S00%2C+13055s00&logins={one}&du=2026-03-01&au=2026-03-02"
        );
        let saisie = Saisie::read(Some(&query));
        let demande = saisie.whole().expect("nothing to type again");
        assert_eq!((demande.comptes.len(), demande.structures.len(), demande.logins.len()), (2, 2, 1));
        assert_eq!(demande.au - demande.du, 2 * JOUR, "the last day is counted");
        assert!(saisie.demandee && !saisie.listes);
        let address = saisie.address("/etendue", "&page=2");
        let again = Saisie::read(address.split_once('?').map(|(_, query)| query));
        assert_eq!(again.demande, saisie.demande);
        assert!(!address.contains(' '));
    }

    #[test]
    fn nothing_is_everything_and_what_makes_no_sense_is_said() {
        let check = |query: &str, fautes: &[(&str, &str)]| {
            let saisie = Saisie::read(Some(query));
            let said: Vec<_> = saisie.fautes.iter().map(|faute| (faute.champ, faute.raison)).collect();
            assert_eq!(said, fautes, "{query}");
            assert_eq!(saisie.whole().is_ok(), fautes.is_empty());
        };
        check("", &[]);
        check("demander=1&structures=&logins=&du=&au=", &[]);
        check("comptes=1&comptes=2", &[("comptes", "compte-illisible")]);
        check("structures=Lille", &[("structures", "structure-illisible")]);
        check("logins=zz", &[("logins", "login-illisible")]);
        check("du=hier&au=2026-13-01", &[("du", "jour-illisible"), ("au", "jour-illisible")]);
        check("du=2026-03-02&au=2026-03-01", &[("au", "jours-renverses")]);
        check("du=2026-03-02&au=2026-03-02", &[]);
        let many: String = (0..=PRINCIPAUX_MAX).map(|n| format!("{:032x} ", n + 1)).collect();
        check(&format!("logins={}", many.replace(' ', "+")), &[("comptes", "etendue-trop-de-noms")]);
        check("dossier=martin", &[("dossier", "dossier-illisible")]);
        let id = "0a".repeat(16);
        for typed in
            [id.clone(), format!("/dossiers/{id}"), format!("https://cairn.example/dossiers/{id}/modifier?partie=x")]
        {
            let saisie = Saisie::read(Some(&format!("dossier={}", typed.replace('?', "%3F"))));
            assert_eq!(saisie.dossier.map(|found| found.to_string()), Some(id.clone()), "{typed}");
        }
        assert_eq!(Saisie::read(None).demande, DemandeEtendue::default());
    }
}
