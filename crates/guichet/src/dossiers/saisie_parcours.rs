//! What forms of a pathway hold: a situation, days, codes. What cannot be read is named, all of it at once; what it means is the coffre's
//! business.

use domaine::Clair;
use domaine::situation::{Categorie, Saisie as SituationTypee, TypeSituation};
use jiff::civil::Date;

use crate::face::{Error, Saisie, SituationSaisie};
use crate::pages::clair;
use crate::saisies::Saisies;

/// The origin of what an agent types: "saisie", of the list "situation-origines".
const SAISIE: u16 = 1;

/// Reads fields one after the other, and keeps the names of those that cannot be.
pub struct Lecteur<'a> {
    pub saisies: &'a Saisies,
    pub wrong: Vec<Saisie>,
}

impl<'a> Lecteur<'a> {
    pub fn new(saisies: &'a Saisies) -> Lecteur<'a> {
        Lecteur { saisies, wrong: Vec::new() }
    }

    /// A field that holds something that cannot be read is wrong; an empty one is nothing.
    pub fn perhaps<T>(&mut self, champ: &'static str, read: impl Fn(&Clair) -> Option<T>) -> Option<T> {
        let typed = clair::trimmed(self.saisies.get(champ));
        if typed.is_empty() {
            return None;
        }
        let read = read(&typed);
        if read.is_none() {
            self.unread(champ);
        }
        read
    }

    /// A field without which nothing is done.
    pub fn needed<T>(&mut self, champ: &'static str, read: impl Fn(&Clair) -> Option<T>) -> Option<T> {
        let read = read(self.saisies.get(champ));
        if read.is_none() {
            self.unread(champ);
        }
        read
    }

    pub fn unread(&mut self, champ: &'static str) {
        self.wrong.push(Saisie { champ, raison: "champ-mal-forme" });
    }

    pub fn text(&self, champ: &str) -> Clair {
        clair::trimmed(self.saisies.get(champ))
    }

    /// Numbers of rows, or codes, of boxes that were ticked.
    pub fn ticked<T>(&mut self, champ: &'static str, read: impl Fn(&Clair) -> Option<T>) -> Vec<T> {
        let ticked: Vec<Option<T>> = self.saisies.all(champ).iter().filter(|v| !v.is_empty()).map(read).collect();
        if ticked.iter().any(Option::is_none) {
            self.unread(champ);
        }
        ticked.into_iter().flatten().collect()
    }

    /// A situation, if the form has one: its type was chosen, or it corrects one.
    pub fn situation(&mut self) -> Option<SituationSaisie> {
        let num = self.perhaps("situation", clair::numero);
        let typed = self.perhaps("type", kind);
        let type_ = typed.map(|(type_, _)| type_);
        if num.is_none() && type_.is_none() {
            return None;
        }
        let saisie = SituationTypee {
            categorie: typed.and_then(|(_, categorie)| categorie),
            type_,
            contrat: self.perhaps("contrat", code),
            debut: self.perhaps("debut-situation", clair::date),
            fin_prevue: self.perhaps("fin-prevue", clair::date),
            fin: self.perhaps("fin-situation", clair::date),
            rome: self.perhaps("rome", clair::metier),
        };
        Some(SituationSaisie {
            num,
            saisie,
            origine: self.perhaps("origine", code).unwrap_or(SAISIE),
            organisme: self.text("organisme"),
            lieu: self.text("lieu-situation"),
            heures: self.perhaps("heures", clair::nombre),
            texte: self.text("remarque"),
        })
    }

    /// Situations that end: those that were ticked, on the day of the form.
    pub fn ends(&mut self) -> Vec<(u32, Date)> {
        let those = self.ticked("fins", clair::numero);
        if those.is_empty() {
            return Vec::new();
        }
        let Some(jour) = self.needed("fins-le", clair::date) else { return Vec::new() };
        those.into_iter().map(|num| (num, jour)).collect()
    }

    /// All is read, or everything to correct.
    pub fn done(self) -> Result<(), Error> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Error::Saisie(self.wrong)) }
    }
}

/// "101.emploi": a type and its category; the category of a national type is known without it.
fn kind(value: &Clair) -> Option<(u16, Option<Categorie>)> {
    clair::code(value, |text| {
        let (type_, categorie) = text.split_once('.').map_or((text, None), |(type_, cle)| (type_, Some(cle)));
        let type_: u16 = type_.parse().ok()?;
        let known = TypeSituation::of(type_).map(|nature| nature.categorie);
        Some((type_, known.or(categorie.and_then(Categorie::from_key))))
    })
}

/// A number of a list.
pub fn code(value: &Clair) -> Option<u16> {
    clair::nombre(value)
}

/// What the coffre says of a form, by the names that its fields have here: an account has a first day of work under "debut".
pub fn as_typed(error: Error) -> Error {
    let name = |champ| match champ {
        "debut" => "debut-situation",
        "fin" => "fin-situation",
        "categorie" => "type",
        other => other,
    };
    let named = |saisie: Saisie| Saisie { champ: name(saisie.champ), ..saisie };
    match error {
        Error::Saisie(wrong) => {
            let mut named: Vec<Saisie> = wrong.into_iter().map(named).collect();
            // Without a type there is no category either: one thing to say.
            let is_type = |s: &Saisie| s.champ == "type" && s.raison != "categorie-absente";
            if named.iter().any(is_type) {
                named.retain(|s| s.champ != "type" || is_type(s));
            }
            Error::Saisie(named)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(corps: &str) -> (Option<SituationSaisie>, Vec<&'static str>) {
        let saisies = Saisies::read(corps.as_bytes());
        let mut lecteur = Lecteur::new(&saisies);
        let situation = lecteur.situation();
        (situation, lecteur.wrong.iter().map(|s| s.champ).collect())
    }

    #[test]
    fn a_situation_is_there_when_a_type_is_chosen_or_a_row_named() {
        assert!(read("type=&debut-situation=2026-11-23").0.is_none());
        let (one, wrong) = read("type=101&contrat=1&debut-situation=2026-11-23&rome=Caissier+%28D1505%29&fin-prevue=");
        let saisie = one.expect("a type was chosen").saisie;
        assert_eq!((saisie.categorie, saisie.contrat, wrong.len()), (Some(Categorie::Emploi), Some(1), 0));
        assert_eq!(saisie.rome.map(|rome| rome.to_string()).as_deref(), Some("D1505"));
        let local = read("type=1003.formation").0.expect("a type of the structure").saisie;
        assert_eq!((local.type_, local.categorie), (Some(1003), Some(Categorie::Formation)));
        assert_eq!(read("situation=4&type=").0.and_then(|s| s.num), Some(4));
    }

    #[test]
    fn everything_that_cannot_be_read_is_named_at_once() {
        let (_, wrong) = read("type=101&contrat=x&debut-situation=31/02&fin-prevue=2026-02-30&rome=caissier&heures=-3");
        assert_eq!(wrong, ["contrat", "debut-situation", "fin-prevue", "rome", "heures"]);
    }

    #[test]
    fn ends_need_their_day() {
        let check = |corps: &str, expected: usize, wrong: usize| {
            let saisies = Saisies::read(corps.as_bytes());
            let mut lecteur = Lecteur::new(&saisies);
            assert_eq!((lecteur.ends().len(), lecteur.wrong.len()), (expected, wrong), "{corps}");
        };
        check("fins-le=2026-11-23", 0, 0);
        check("fins=3&fins=5&fins-le=2026-11-23", 2, 0);
        check("fins=3&fins-le=", 0, 1);
        check("fins=x&fins-le=2026-11-23", 0, 1);
    }
}
