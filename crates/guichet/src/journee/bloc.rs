//! What is to be done, as the page says it: a part, its lists, and the address of each.

use jiff::civil::{Date, DateTime};

use crate::face::{AFaire, Bloc, Filtre, Journee, LigneAFaire, Moment, Portee, Quand};
use crate::heure;
use crate::langues::Langue;
use crate::portefeuille::phrase;

/// One part of the page.
pub struct Partie<'a> {
    pub cle: &'static str,
    /// Lists that hold somebody.
    pub blocs: Vec<Affiche<'a>>,
}

/// One list of it.
pub struct Affiche<'a> {
    pub cle: &'static str,
    pub titre: String,
    /// Exactly the people that are counted.
    pub adresse: String,
    pub bloc: &'a Bloc,
}

impl Affiche<'_> {
    /// Whether the list holds more than is shown.
    pub fn deborde(&self) -> bool {
        self.bloc.total > self.bloc.lignes.len()
    }
}

/// The parts after today's, in the order of the page.
pub fn parties(journee: &Journee, langue: Langue) -> Vec<Partie<'_>> {
    let of = |moment: Moment| {
        let blocs = journee.blocs.iter().filter(|bloc| bloc.cle.moment() == moment && bloc.total > 0);
        Partie { cle: moment.key(), blocs: blocs.map(|bloc| affiche(journee, bloc, langue)).collect() }
    };
    Moment::ALL.map(of).into()
}

fn affiche<'a>(journee: &Journee, bloc: &'a Bloc, langue: Langue) -> Affiche<'a> {
    let cle = bloc.cle.key();
    Affiche { cle, titre: langue.t(&format!("journee-{cle}")), adresse: address(journee, bloc.cle), bloc }
}

/// The list that a count leads to: the same people, since the same function says who they are.
pub fn address(journee: &Journee, cle: AFaire) -> String {
    let portee = if journee.structure_entiere { Portee::Structure } else { Portee::Moi };
    phrase::address(&Filtre { portee, a_faire: Some(cle), ..Filtre::default() })
}

/// Since when, or when, in the fewest words: "9 h 00" today, "hier, 9 h 00", "18/11/2026".
pub fn quand(ligne: &LigneAFaire, maintenant: DateTime, langue: Langue) -> String {
    match ligne.quand {
        Quand::Jour(jour) => day(jour, maintenant.date(), langue),
        Quand::Heure(at) => {
            let hour = heure::civile(at, langue);
            if at.date() == maintenant.date() {
                hour
            } else {
                format!("{}, {hour}", day(at.date(), maintenant.date(), langue))
            }
        }
    }
}

fn day(jour: Date, today: Date, langue: Langue) -> String {
    match today.since(jour).map(|span| span.get_days()) {
        Ok(0) => langue.t("depuis-aujourdhui"),
        Ok(1) => langue.t("depuis-hier"),
        _ => heure::jour(jour),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_said_as_people_say_it() {
        let check = |jour: Date, expected: &str| assert_eq!(day(jour, date(2026, 11, 23), Langue::Fr), expected);
        check(date(2026, 11, 23), "aujourd'hui");
        check(date(2026, 11, 22), "hier");
        check(date(2026, 11, 21), "21/11/2026");
        check(date(2026, 11, 24), "24/11/2026");
    }
}
