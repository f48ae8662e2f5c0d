//! The timeline of a dossier: contacts, changes and readings, by month, newest first. Readings are lines like the
//! others, only quieter: one for each person and day.

use domaine::{Champ, Clair, GenreEvenement};
use jiff::civil::Date;

use crate::face::{Changement, Evenement, GenreLecture, Lecture, Opened};
use crate::heure;
use crate::langues::Langue;
use crate::pages::clair;

/// What a page of the timeline may weigh, in bytes of text: the whole page stays under 30 kB.
const POIDS_MAX: usize = 11_000;
/// What a line weighs before its text.
const LIGNE: usize = 290;

/// Lines of one month.
pub struct Mois {
    /// "mars 2026".
    pub nom: String,
    pub lignes: Vec<Ligne>,
}

/// One line.
pub struct Ligne {
    jour: Date,
    rang: u8,
    /// "contact", "modification" or "lecture": what the filter keeps.
    pub famille: &'static str,
    pub icone: &'static str,
    /// Its kind, in words.
    pub mot: String,
    /// "21/11/2026", duration, count: what stands beside.
    pub faits: Vec<String>,
    /// By whom; the inner `None` is somebody who left.
    pub agent: Option<Clair>,
    /// What was said; nothing for changes and readings.
    pub texte: Clair,
}

/// A page of the timeline, from 1.
pub struct Fil {
    pub mois: Vec<Mois>,
    pub page: usize,
    /// Whether there is more before.
    pub suite: bool,
}

impl Fil {
    /// The page of an opened dossier.
    pub fn of(opened: &Opened, langue: Langue, page: usize) -> Fil {
        let mut lignes: Vec<Ligne> = opened.evenements.iter().map(|e| contact(e, langue)).collect();
        // An entretien is already there, as what it says: the change that wrote it would only repeat it.
        let is_told = |c: &&Changement| {
            c.champs == Champ::Entretien.bit() && opened.evenements.iter().any(|e| e.date == heure::date(c.time))
        };
        lignes.extend(opened.historique.iter().filter(|c| !is_told(c)).map(|c| change(c, langue)));
        lignes.extend(readings(&opened.lectures, langue));
        lignes.sort_by_key(|ligne| (std::cmp::Reverse(ligne.jour), ligne.rang));
        let mut pages = cut(lignes);
        let page = page.clamp(1, pages.len().max(1));
        let suite = page < pages.len();
        let shown = if pages.is_empty() { Vec::new() } else { pages.swap_remove(page - 1) };
        Fil { mois: by_month(shown, langue), page, suite }
    }
}

fn contact(evenement: &Evenement, langue: Langue) -> Ligne {
    Ligne {
        jour: evenement.date,
        rang: 0,
        famille: "contact",
        icone: icone(evenement.genre),
        mot: langue.t(&format!("genre-{}", evenement.genre.key())),
        faits: vec![heure::jour(evenement.date), langue.t1("duree-minutes", "n", evenement.duree)],
        agent: evenement.agent.clone(),
        texte: evenement.texte.clone(),
    }
}

/// The icon of a kind of contact.
pub fn icone(genre: GenreEvenement) -> &'static str {
    match genre {
        GenreEvenement::EntretienIndividuel => "entretien",
        GenreEvenement::Atelier => "atelier",
        GenreEvenement::InformationCollective => "information",
        GenreEvenement::Telephone => "telephone",
        GenreEvenement::Courrier => "courrier",
        GenreEvenement::Mediation => "mediation",
        GenreEvenement::Administratif => "administratif",
    }
}

/// Which fields were written; the classes alone when the entry is older than the record of fields.
fn change(changement: &Changement, langue: Langue) -> Ligne {
    let jour = heure::date(changement.time);
    let champs: Vec<_> = Champ::ALL.iter().filter(|champ| changement.champs & champ.bit() != 0).collect();
    let what = if champs.is_empty() {
        langue.classes(changement.classes)
    } else {
        champs
            .iter()
            .map(|champ| within_sentence(&langue.t(&format!("champ-{}", champ.key()))))
            .collect::<Vec<_>>()
            .join(", ")
    };
    Ligne {
        jour,
        rang: 1,
        famille: "modification",
        icone: "plume",
        mot: langue.t(if changement.etat == 1 { "fil-creation" } else { "fil-modification" }),
        faits: vec![heure::jour(jour), what],
        agent: Some(changement.agent.clone().unwrap_or_else(|| gone(langue))),
        texte: Clair::default(),
    }
}

/// One line for each person, day and way of reading, with how many times and what.
fn readings(lectures: &[Lecture], langue: Langue) -> Vec<Ligne> {
    let mut groups: Vec<(Date, &Lecture, u32, u8)> = Vec::new();
    for lecture in lectures {
        let jour = heure::date(lecture.time);
        let alike = |(day, first, ..): &&mut (Date, &Lecture, u32, u8)| {
            *day == jour && first.agent == lecture.agent && first.genre == lecture.genre
        };
        match groups.iter_mut().find(alike) {
            Some((.., count, what)) => {
                *count += 1;
                *what |= lecture.classes;
            }
            None => groups.push((jour, lecture, 1, lecture.classes)),
        }
    }
    let line = |(jour, first, count, what): (Date, &Lecture, u32, u8)| {
        let (icone, mot) = match first.genre {
            GenreLecture::Ouverture => ("lecture", "fil-lecture"),
            GenreLecture::Revelation => ("cle", "fil-revelation"),
            GenreLecture::Impression => ("imprimer", "fil-impression"),
        };
        Ligne {
            jour,
            rang: 2,
            famille: "lecture",
            icone,
            mot: langue.t1(mot, "n", count),
            faits: vec![heure::jour(jour), langue.classes(what)],
            agent: Some(first.agent.clone().unwrap_or_else(|| gone(langue))),
            texte: Clair::default(),
        }
    };
    groups.into_iter().map(line).collect()
}

/// "Nom d'usage" becomes "nom d'usage"; an acronym, and the proper noun inside a label, stay as they are written.
fn within_sentence(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

fn gone(langue: Langue) -> Clair {
    Clair::new(langue.t("agent-inconnu"))
}

/// Pages of a bearable weight; a line longer than a page is a page.
fn cut(lignes: Vec<Ligne>) -> Vec<Vec<Ligne>> {
    let mut pages: Vec<Vec<Ligne>> = Vec::new();
    let mut weight = usize::MAX;
    for ligne in lignes {
        let its = LIGNE + clair::poids(&ligne.texte);
        if weight.saturating_add(its) > POIDS_MAX {
            pages.push(Vec::new());
            weight = 0;
        }
        weight += its;
        if let Some(page) = pages.last_mut() {
            page.push(ligne);
        }
    }
    pages
}

fn by_month(lignes: Vec<Ligne>, langue: Langue) -> Vec<Mois> {
    let mut mois: Vec<Mois> = Vec::new();
    for ligne in lignes {
        let nom = heure::mois(ligne.jour, langue);
        match mois.last_mut() {
            Some(last) if last.nom == nom => last.lignes.push(ligne),
            _ => mois.push(Mois { nom, lignes: vec![ligne] }),
        }
    }
    mois
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vitrine::gens;

    fn opened() -> Opened {
        gens::opened(gens::agent(0), gens::dossier(1)).expect("the vitrine has this one")
    }

    #[test]
    fn newest_first_and_nothing_is_left_out() {
        let opened = opened();
        let lines = |page| Fil::of(&opened, Langue::Fr, page).mois.into_iter().flat_map(|m| m.lignes);
        let all: Vec<Ligne> =
            (1..=9).take_while(|p| Fil::of(&opened, Langue::Fr, *p).page == *p).flat_map(lines).collect();
        assert!(all.is_sorted_by_key(|ligne| std::cmp::Reverse(ligne.jour)));
        let count = |famille| all.iter().filter(|ligne| ligne.famille == famille).count();
        assert_eq!((count("contact"), opened.evenements.len()), (9, 9));
        assert!(count("lecture") > 1 && count("lecture") < opened.lectures.len(), "grouped by day and person");
    }

    #[test]
    fn a_label_within_a_sentence_keeps_its_proper_nouns() {
        let check = |label, expected| assert_eq!(within_sentence(label), expected);
        check("Nom d'usage", "nom d'usage");
        check("Identifiant France Travail", "identifiant France Travail");
        check("IBAN", "IBAN");
        check("", "");
    }

    #[test]
    fn a_long_timeline_is_cut_in_pages() {
        let mut opened = opened();
        for evenement in &mut opened.evenements {
            evenement.texte = Clair::new("é".repeat(4_000));
        }
        let first = Fil::of(&opened, Langue::Fr, 1);
        assert!(first.suite && first.page == 1);
        let last = Fil::of(&opened, Langue::Fr, usize::MAX);
        assert!(!last.suite && last.page > 5);
    }
}
