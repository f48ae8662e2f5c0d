//! Coded facts of many dossiers that say what is to be done: their situations and their propositions without a result. Days and
//! categories only, as the rows have them in clear; the rules are those of `domaine`.

use domaine::CodeStructure;
use domaine::proposition::{EtatProposition, limite};
use domaine::situation::{Categorie, Situation, a_renouveler};
use jiff::civil::Date;

use super::veille::jour;
use crate::base::{SqlError, Tx};
use crate::lignes::{Ligne, genre};

crate::statements! {
    CODES = "select l.dossier, l.genre, l.num, l.code, l.jour, l.fin from dossier d \
             join ligne l on l.dossier = d.id and l.genre in (3, 4) and l.etat <= d.etat \
             where d.structure = ?1 order by l.dossier, l.genre, l.num, l.etat";
}

/// Of one dossier. Days since 1970; zero for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Echeances {
    /// Number of the row, category, first and last day.
    situations: Vec<(u32, u8, i32, i32)>,
    /// Propositions without a result: number of the row, day, term.
    attendues: Vec<(u32, i32, i32)>,
}

impl Echeances {
    /// What these rows say, the last of each number.
    pub fn of<'a>(lignes: impl IntoIterator<Item = &'a Ligne>) -> Echeances {
        let mut all = Echeances::default();
        lignes.into_iter().for_each(|l| all.note(l.genre, l.num, (l.code, l.jour, l.fin)));
        all
    }

    /// A row; a later one of the same kind and number takes its place.
    fn note(&mut self, genre: u8, num: u32, (code, first, last): (i64, i64, i64)) {
        let day = |number: i64| i32::try_from(number).unwrap_or(0);
        match genre {
            genre::SITUATION => {
                self.situations.retain(|(n, ..)| *n != num);
                if let Some(categorie) = u8::try_from(code).ok().filter(|code| *code != 0) {
                    self.situations.push((num, categorie, day(first), day(last)));
                }
            }
            genre::PROPOSITION => {
                self.attendues.retain(|(n, ..)| *n != num);
                if code == EtatProposition::Prescrit as i64 {
                    self.attendues.push((num, day(first), day(last)));
                }
            }
            _ => {}
        }
    }

    /// Last day of the situation after which nothing is known, when it is over or ends within so many days.
    pub fn a_renouveler(&self, today: Date, jours: u16) -> Option<Date> {
        let read = |&(num, categorie, debut, fin): &(u32, u8, i32, i32)| {
            Some(Situation {
                num,
                categorie: Categorie::from_number(categorie)?,
                type_: 0,
                contrat: None,
                debut: jour(debut)?,
                fin_prevue: None,
                fin: jour(fin),
                rome: None,
            })
        };
        let situations: Vec<Situation> = self.situations.iter().filter_map(read).collect();
        a_renouveler(&situations, today, jours)?.dernier_jour()
    }

    /// Last day on which the proposition that is longest overdue was not late.
    pub fn sans_resultat(&self, today: Date, delai_jours: u16) -> Option<Date> {
        let of = |&(_, creee, terme): &(u32, i32, i32)| Some(limite(jour(creee)?, jour(terme), delai_jours));
        self.attendues.iter().filter_map(of).filter(|limite| *limite < today).min()
    }

    /// Whether there is nothing to keep.
    pub fn is_empty(&self) -> bool {
        self.situations.is_empty() && self.attendues.is_empty()
    }
}

/// Those of every dossier of a structure.
pub fn read(
    tx: &mut Tx<'_>,
    structure: CodeStructure,
    mut keep: impl FnMut([u8; 16], Echeances),
) -> Result<(), SqlError> {
    let mut of: Option<([u8; 16], Echeances)> = None;
    tx.each(&CODES, &[structure.as_str().into()], |row| {
        let Ok(id) = <[u8; 16]>::try_from(row.bytes(0)?) else { return Ok(()) };
        if of.as_ref().is_none_or(|(last, _)| *last != id)
            && let Some((id, whole)) = of.replace((id, Echeances::default()))
        {
            keep(id, whole);
        }
        if let Some((_, all)) = &mut of {
            let kind = u8::try_from(row.int(1)?).unwrap_or(0);
            let num = u32::try_from(row.int(2)?).unwrap_or(0);
            all.note(kind, num, (row.int(3)?, row.int(4)?, row.int(5)?));
        }
        Ok(())
    })?;
    if let Some((id, whole)) = of {
        keep(id, whole);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::fiche::days;

    const TODAY: Date = date(2026, 11, 23);

    fn ligne(genre: u8, num: u32, etat: u32, code: i64, jour: Option<Date>, fin: Option<Date>) -> Ligne {
        let number = |day: Option<Date>| day.map_or(0, |day| i64::from(days(day)));
        Ligne { genre, num, etat, code, jour: number(jour), fin: number(fin), contenu: Vec::new() }
    }

    fn situation(num: u32, etat: u32, fin: Option<Date>) -> Ligne {
        let emploi = Categorie::Emploi.number().into();
        ligne(genre::SITUATION, num, etat, emploi, Some(date(2026, 1, 5)), fin)
    }

    #[test]
    fn a_situation_asks_for_the_next_one_until_it_is_there() {
        let check = |lignes: &[Ligne], expected: Option<Date>| {
            assert_eq!(Echeances::of(lignes).a_renouveler(TODAY, 30), expected, "{lignes:?}");
        };
        let last_day_of_the_delay = date(2026, 12, 23);
        check(&[], None);
        check(&[situation(1, 1, None)], None);
        check(&[situation(1, 1, Some(last_day_of_the_delay))], Some(last_day_of_the_delay));
        check(&[situation(1, 1, Some(date(2026, 12, 24)))], None);
        check(&[situation(1, 1, Some(date(2026, 11, 2)))], Some(date(2026, 11, 2)));
        check(&[situation(1, 1, Some(date(2026, 11, 2))), situation(2, 1, None)], None);
        // Corrected: the later row counts. Taken back: none is left.
        check(&[situation(1, 1, Some(date(2026, 11, 2))), situation(1, 2, None)], None);
        let taken_back = ligne(genre::SITUATION, 2, 3, 0, None, None);
        check(&[situation(1, 1, Some(TODAY)), situation(2, 2, None), taken_back], Some(TODAY));
    }

    #[test]
    fn a_proposition_asks_for_its_result_from_the_day_after_its_limit() {
        let one = |num, etat, state: EtatProposition, creee: Date, terme: Option<Date>| {
            ligne(genre::PROPOSITION, num, etat, state as i64, Some(creee), terme)
        };
        let check = |lignes: &[Ligne], expected: Option<Date>| {
            assert_eq!(Echeances::of(lignes).sans_resultat(TODAY, 30), expected, "{lignes:?}");
        };
        let made = date(2026, 10, 23);
        check(&[one(1, 1, EtatProposition::Prescrit, made, None)], Some(date(2026, 11, 22)));
        check(&[one(1, 1, EtatProposition::Prescrit, date(2026, 10, 24), None)], None);
        check(&[one(1, 1, EtatProposition::Prescrit, made, Some(TODAY))], None);
        check(&[one(1, 1, EtatProposition::Realise, made, None)], None);
        let done = one(1, 2, EtatProposition::Realise, TODAY, None);
        check(&[one(1, 1, EtatProposition::Prescrit, made, None), done], None);
    }
}
