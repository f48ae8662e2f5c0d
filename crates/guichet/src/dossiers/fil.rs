//! The timeline of a dossier: contacts, rendez-vous and workshops, situations, changes and readings, by month, newest first. Readings are
//! lines like the others, only quieter: one for each person and day.

use std::cmp::Reverse;

use domaine::agenda::StatutRdv;
use domaine::{Champ, Clair};
use jiff::ToSpan;
use jiff::civil::Date;

use super::filtre::FiltreFil;
use super::paroles;
use crate::face::{Changement, Evenement, Explication, GenreLecture, Lecture, Opened, Presence, Quoi, SituationVue};
use crate::heure;
use crate::langues::Langue;
use crate::pages::listes::mot;
use crate::pages::menu::Menu;
use crate::pages::{Cadre, clair};

/// What a line weighs before its text, in bytes; the name of its month included.
const LIGNE: usize = 450;

/// Fields that a line of change names.
const CHAMPS_MAX: usize = 5;

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
    /// Among those of the filter.
    pub famille: Famille,
    pub icone: &'static str,
    /// Its kind, in words.
    pub mot: String,
    /// "21/11/2026", duration, count: what stands beside.
    pub faits: Vec<String>,
    /// By whom; the inner `None` is somebody who left.
    pub agent: Option<Clair>,
    /// What was said; nothing for changes and readings.
    pub texte: Clair,
    /// Number of the evenement that who reads may withdraw, as a slip of today.
    pub retirable: Option<u32>,
    /// Its text is that of this evenement, and is only taken for the lines that are shown.
    evenement: Option<usize>,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word that it says")]
pub enum Famille {
    Contact,
    RendezVous,
    Situation,
    Modification,
    Lecture,
}

impl Famille {
    /// All, in the order of the filter.
    pub const ALL: [Famille; 5] =
        [Famille::Contact, Famille::RendezVous, Famille::Situation, Famille::Modification, Famille::Lecture];

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Famille::Contact => "contact",
            Famille::RendezVous => "rendez-vous",
            Famille::Situation => "situation",
            Famille::Modification => "modification",
            Famille::Lecture => "lecture",
        }
    }
}

/// A page of the timeline, from 1.
pub struct Fil {
    pub mois: Vec<Mois>,
    pub page: usize,
    /// Whether there is more before.
    pub suite: bool,
    /// Everybody who wrote something here, in the order of the alphabet: an address names them by their place.
    pub auteurs: Vec<Clair>,
    /// What answers the filter, newest first, until the page is cut.
    lignes: Vec<Ligne>,
}

impl Fil {
    /// What of an opened dossier answers this filter.
    pub fn of(opened: &Opened, cadre: &Cadre, filtre: &FiltreFil, today: Date) -> Fil {
        let mut lignes = all(opened, cadre, today);
        let auteurs = clair::sorted(lignes.iter().filter_map(|ligne| ligne.agent.clone()));
        let auteur = filtre.auteur.and_then(|n| auteurs.get(n.checked_sub(1)?));
        let since = filtre.mois.and_then(|mois| today.checked_sub(i64::from(mois).months()).ok());
        lignes.retain(|ligne| {
            filtre.famille.is_none_or(|famille| ligne.famille == famille)
                && since.is_none_or(|since| ligne.jour >= since)
                && auteur.is_none_or(|auteur| ligne.agent.as_ref() == Some(auteur))
        });
        lignes.sort_by_key(|ligne| (Reverse(ligne.jour), ligne.rang));
        Fil { mois: Vec::new(), page: filtre.page, suite: !lignes.is_empty(), auteurs, lignes }
    }

    /// The page that was asked for, where a page weighs at most so many bytes.
    pub fn cut(mut self, opened: &Opened, langue: Langue, poids_max: usize) -> Fil {
        let mut pages = cut(std::mem::take(&mut self.lignes), opened, poids_max);
        self.page = self.page.clamp(1, pages.len().max(1));
        self.suite = self.page < pages.len();
        let mut shown = if pages.is_empty() { Vec::new() } else { pages.swap_remove(self.page - 1) };
        for ligne in &mut shown {
            if let Some(evenement) = ligne.evenement.and_then(|n| opened.evenements.get(n)) {
                ligne.texte = evenement.texte.clone();
            }
        }
        self.mois = by_month(shown, langue);
        self
    }
}

fn all(opened: &Opened, cadre: &Cadre, today: Date) -> Vec<Ligne> {
    let langue = cadre.langue;
    let contacts = opened.evenements.iter().enumerate().map(|(n, e)| contact(n, e, opened, cadre));
    let mut lignes: Vec<Ligne> = contacts.collect();
    // A rendez-vous that was held reads as its evenement; what is to come stands in the plan.
    let is_told = |presence: &&Presence| {
        let Quoi::RendezVous { id, .. } = &presence.quoi else { return false };
        opened.evenements.iter().any(|e| e.rendez_vous.as_ref() == Some(id))
    };
    let past = opened.presences.iter().filter(|presence| presence.date <= today);
    lignes.extend(past.filter(|presence| !is_told(presence)).map(|presence| met(presence, cadre)));
    lignes.extend(opened.situations.iter().map(|vue| lived(vue, cadre, today)));
    lignes.extend(opened.historique.iter().filter(|c| !is_written_above(c, opened)).map(|c| change(c, langue)));
    lignes.extend(readings(&opened.lectures, langue));
    lignes
}

/// A panel is already there, as what it says: the change that wrote it would only repeat it.
fn is_written_above(changement: &Changement, opened: &Opened) -> bool {
    let panel = [Champ::Entretien, Champ::Proposition, Champ::Situation, Champ::NotesDelicates];
    let others = panel.iter().fold(changement.champs, |bits, champ| bits & !champ.mark());
    let jour = heure::date(changement.time);
    others == 0 && changement.champs & Champ::Entretien.bit() != 0 && opened.evenements.iter().any(|e| e.date == jour)
}

fn contact(n: usize, evenement: &Evenement, opened: &Opened, cadre: &Cadre) -> Ligne {
    let langue = cadre.langue;
    let unfolds = Menu::of(opened.agent.role).ecriture && opened.explique.explication != Explication::Bris;
    let lieu = evenement.lieu.and_then(|code| mot(cadre, "lieux", code));
    let mut faits = vec![heure::jour(evenement.date), langue.t1("duree-minutes", "n", evenement.duree)];
    faits.extend(lieu);
    // Who may not unfold that part is not told in which conversation there was one.
    if evenement.delicat && unfolds {
        faits.push(langue.t("fil-partie-delicate"));
    }
    if is_denied(evenement, opened) {
        faits.push(langue.t("fil-dementi"));
    }
    Ligne {
        jour: evenement.date,
        rang: 0,
        famille: Famille::Contact,
        icone: evenement.genre.icone(),
        mot: langue.mot(evenement.genre.valeur()).to_owned(),
        faits,
        agent: evenement.agent.clone(),
        texte: Clair::default(),
        retirable: evenement.retirable.then_some(evenement.num),
        evenement: Some(n),
    }
}

/// Whether its rendez-vous was said to be something else since: that changed a row of the agenda, and no dossier.
fn is_denied(evenement: &Evenement, opened: &Opened) -> bool {
    opened.presences.iter().any(|presence| match &presence.quoi {
        Quoi::RendezVous { id, statut, .. } => evenement.rendez_vous == Some(*id) && *statut != StatutRdv::Present,
        Quoi::Atelier { .. } => false,
    })
}

/// A rendez-vous or a workshop, with what became of it.
fn met(presence: &Presence, cadre: &Cadre) -> Ligne {
    let langue = cadre.langue;
    let (icone, mot, issue, famille) = match &presence.quoi {
        Quoi::RendezVous { statut, objet, .. } => {
            let issue = paroles::cle("rdv-statuts", statut.key(), langue);
            let quoi = [Some(langue.t("fil-un-rendez-vous")), mot(cadre, "rdv-objets", *objet)];
            let quoi = quoi.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            ("calendrier", quoi, issue.unwrap_or_default().to_owned(), Famille::RendezVous)
        }
        Quoi::Atelier { nom, genre, statut, .. } => {
            let issue = langue.t(&format!("presence-{}", statut.key()));
            let famille = if *statut == domaine::seance::StatutInscription::Present {
                Famille::Contact
            } else {
                Famille::RendezVous
            };
            (genre.icone(), format!("{} · {nom}", langue.mot(genre.valeur())), issue, famille)
        }
    };
    let hours = heure::minute(presence.debut, langue);
    let faits = [Some(heure::jour(presence.date)), Some(hours), Some(issue), presence.site.clone()];
    Ligne {
        jour: presence.date,
        rang: 0,
        famille,
        icone,
        mot,
        faits: faits.into_iter().flatten().filter(|fait| !fait.is_empty()).collect(),
        agent: presence.agent.as_ref().map(|(_, nom)| nom.clone()),
        texte: Clair::default(),
        retirable: None,
        evenement: None,
    }
}

/// A situation, at its first day.
fn lived(vue: &SituationVue, cadre: &Cadre, today: Date) -> Ligne {
    let situation = &vue.situation;
    Ligne {
        jour: situation.debut,
        rang: 1,
        famille: Famille::Situation,
        icone: "situation",
        mot: paroles::situation(situation, cadre),
        faits: vec![paroles::periode(situation, cadre.langue, today)],
        agent: vue.agent.clone(),
        texte: clair::joined(&[vue.organisme.clone(), vue.lieu.clone()], ", "),
        retirable: None,
        evenement: None,
    }
}

/// Which fields were written; the classes alone when the entry is older than the record of fields. A bit that several fields share
/// says its group. A dossier begins with all of them: that it was made is enough. Of C5 and C6 the class alone is said, whatever the
/// entry names: this line stands before whoever opens the pathway.
fn change(changement: &Changement, langue: Langue) -> Ligne {
    let jour = heure::date(changement.time);
    let is_first = changement.etat == 1;
    let champs: Vec<_> = Champ::ALL.iter().filter(|champ| changement.champs & champ.bit() != 0).collect();
    let mut names: Vec<String> = Vec::new();
    let (closed, champs): (Vec<&Champ>, Vec<&Champ>) =
        champs.into_iter().partition(|champ| champ.classe().hides_its_fields());
    for champ in champs {
        let is_shared = Champ::ALL.iter().any(|other| other != champ && other.bit() == champ.bit());
        let key = if is_shared { format!("groupe-{}", champ.groupe().key()) } else { format!("champ-{}", champ.key()) };
        let name = within_sentence(&langue.t(&key));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let closed = closed.iter().fold(0, |bits, champ| bits | champ.classe().bit());
    let others = names.len().saturating_sub(CHAMPS_MAX);
    names.truncate(CHAMPS_MAX);
    if closed != 0 {
        names.push(langue.classes(closed));
    }
    let what = match (names.is_empty(), others) {
        (true, _) => langue.classes(changement.classes),
        (false, 0) => names.join(", "),
        (false, others) => langue.t2("fil-champs", ("champs", names.join(", ")), ("n", others as u32)),
    };
    let unknown = || (!is_first).then(|| gone(langue));
    Ligne {
        jour,
        rang: 2,
        famille: Famille::Modification,
        icone: "plume",
        mot: langue.t(if is_first { "fil-creation" } else { "fil-modification" }),
        faits: if is_first { vec![heure::jour(jour)] } else { vec![heure::jour(jour), what] },
        agent: changement.agent.clone().or_else(unknown),
        texte: Clair::default(),
        retirable: None,
        evenement: None,
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
            GenreLecture::Mandat => ("telephone", "fil-mandat"),
        };
        Ligne {
            jour,
            rang: 3,
            famille: Famille::Lecture,
            icone,
            mot: langue.t1(mot, "n", count),
            faits: vec![heure::jour(jour), langue.classes(what)],
            agent: Some(first.agent.clone().unwrap_or_else(|| gone(langue))),
            texte: Clair::default(),
            retirable: None,
            evenement: None,
        }
    };
    groups.into_iter().map(line).collect()
}

/// "Nom d'usage" becomes "nom d'usage"; an acronym, and the proper noun inside a label, stay as they are written.
pub fn within_sentence(label: &str) -> String {
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
fn cut(lignes: Vec<Ligne>, opened: &Opened, poids_max: usize) -> Vec<Vec<Ligne>> {
    let mut pages: Vec<Vec<Ligne>> = Vec::new();
    let mut weight = usize::MAX;
    for ligne in lignes {
        let texte = ligne.evenement.and_then(|n| opened.evenements.get(n)).map_or(&ligne.texte, |e| &e.texte);
        let its = LIGNE + clair::poids(texte);
        if weight.saturating_add(its) > poids_max {
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
    use domaine::Classe;
    use jiff::civil::date;

    use super::*;
    use crate::vitrine::gens;

    const TODAY: Date = date(2026, 11, 23);

    fn opened() -> Opened {
        gens::opened(gens::agent(0), gens::dossier(1)).expect("the vitrine has this one")
    }

    fn page(opened: &Opened, filtre: FiltreFil) -> Fil {
        Fil::of(opened, &Cadre::bare(Langue::Fr), &filtre, TODAY).cut(opened, Langue::Fr, 3_000)
    }

    fn lines(opened: &Opened, filtre: &FiltreFil) -> Vec<Ligne> {
        let turn = |n| page(opened, FiltreFil { page: n, ..filtre.clone() });
        (1..=99).take_while(|n| turn(*n).page == *n).flat_map(|n| turn(n).mois).flat_map(|mois| mois.lignes).collect()
    }

    #[test]
    fn newest_first_and_nothing_is_left_out() {
        let opened = opened();
        let all = lines(&opened, &FiltreFil::default());
        assert!(all.is_sorted_by_key(|ligne| Reverse(ligne.jour)));
        let count = |famille| all.iter().filter(|ligne| ligne.famille == famille).count();
        assert_eq!((count(Famille::Contact), opened.evenements.len()), (9, 9));
        assert_eq!(count(Famille::Situation), opened.situations.len());
        assert!(count(Famille::Lecture) > 1 && count(Famille::Lecture) < opened.lectures.len(), "by day and person");
    }

    #[test]
    fn filters_by_kind_period_and_author() {
        let opened = opened();
        for famille in Famille::ALL {
            let found = lines(&opened, &FiltreFil { famille: Some(famille), ..FiltreFil::default() });
            assert!(found.iter().all(|ligne| ligne.famille == famille), "{famille:?}");
        }
        let recent = lines(&opened, &FiltreFil { mois: Some(1), ..FiltreFil::default() });
        assert!(!recent.is_empty() && recent.iter().all(|ligne| ligne.jour >= date(2026, 10, 23)));
        let auteurs = page(&opened, FiltreFil::default()).auteurs;
        for (n, auteur) in auteurs.iter().enumerate() {
            let hers = lines(&opened, &FiltreFil { auteur: Some(n + 1), ..FiltreFil::default() });
            assert!(!hers.is_empty() && hers.iter().all(|ligne| ligne.agent.as_ref() == Some(auteur)), "{n}");
        }
    }

    #[test]
    fn what_is_to_come_and_what_became_an_evenement_are_not_in_it() {
        let mut opened = opened();
        opened.presences.clear();
        let before = lines(&opened, &FiltreFil::default()).len();
        let rendez_vous = domaine::RendezVousId([7; 16]);
        let at = |date, id| Presence {
            date,
            debut: 540,
            fin: 585,
            quoi: Quoi::RendezVous { id, statut: domaine::agenda::StatutRdv::Present, objet: 2 },
            agent: None,
            site: None,
        };
        opened.presences = vec![at(date(2026, 11, 24), domaine::RendezVousId([8; 16])), at(TODAY, rendez_vous)];
        opened.evenements[0].rendez_vous = Some(rendez_vous);
        assert_eq!(lines(&opened, &FiltreFil::default()).len(), before);
        opened.evenements[0].rendez_vous = None;
        assert_eq!(lines(&opened, &FiltreFil::default()).len(), before + 1);
    }

    #[test]
    fn a_change_of_a_closed_part_says_its_class_and_not_its_field() {
        let mut opened = opened();
        let mut said = |champs: u64, classes: u8| {
            opened.historique.truncate(1);
            opened.historique[0].champs = champs;
            (opened.historique[0].classes, opened.historique[0].etat) = (classes, 2);
            let famille = Some(Famille::Modification);
            let lines = lines(&opened, &FiltreFil { famille, ..FiltreFil::default() });
            lines.iter().flat_map(|ligne| ligne.faits.clone()).skip(1).collect::<Vec<_>>().join(" ")
        };
        for champ in Champ::ALL.iter().filter(|c| matches!(c.classe(), Classe::Delicat)) {
            assert_eq!(said(champ.bit(), Classe::Delicat.bit()), "délicat", "{champ:?}");
        }
        assert_eq!(said(Champ::Iban.bit(), Classe::Argent.bit()), "argent");
        let both = Champ::Entretien.bit() | Champ::Ase.bit() | Champ::SituationPenitentiaire.bit();
        assert_eq!(said(both | Champ::Mail.bit(), 0b11010), "courriel, entretien, délicat");
    }

    /// A direction, who may not open that part, is not told in which conversation there was one.
    #[test]
    fn who_may_not_unfold_is_not_told_which_conversation_was_delicate() {
        let check = |role: droits::Role, expected: bool| {
            let mut opened = opened();
            opened.agent.role = role;
            opened.evenements[0].delicat = true;
            let found = lines(&opened, &FiltreFil { famille: Some(Famille::Contact), ..FiltreFil::default() });
            let word = Langue::Fr.t("fil-partie-delicate");
            assert_eq!(found.iter().any(|ligne| ligne.faits.contains(&word)), expected, "{role:?}");
        };
        check(droits::Role::Conseiller, true);
        check(droits::Role::ReferentCollectif, true);
        check(droits::Role::Direction, false);
    }

    #[test]
    fn a_slip_offers_to_be_withdrawn_and_a_denied_presence_is_told() {
        let mut opened = opened();
        let rendez_vous = domaine::RendezVousId([7; 16]);
        let (jour, num) = (opened.evenements[0].date, opened.evenements[0].num);
        (opened.evenements[0].rendez_vous, opened.evenements[0].retirable) = (Some(rendez_vous), true);
        let said = |opened: &mut Opened, statut| {
            opened.presences = vec![Presence {
                date: jour,
                debut: 540,
                fin: 585,
                quoi: Quoi::RendezVous { id: rendez_vous, statut, objet: 2 },
                agent: None,
                site: None,
            }];
            let told = Langue::Fr.t("fil-dementi");
            lines(opened, &FiltreFil::default()).iter().any(|ligne| ligne.faits.contains(&told))
        };
        assert!(!said(&mut opened, StatutRdv::Present));
        assert!(said(&mut opened, StatutRdv::Absent));
        let offered: Vec<_> =
            lines(&opened, &FiltreFil::default()).iter().filter_map(|ligne| ligne.retirable).collect();
        assert_eq!(offered, [num]);
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
        let first = page(&opened, FiltreFil::default());
        assert!(first.suite && first.page == 1);
        let last = page(&opened, FiltreFil { page: usize::MAX, ..FiltreFil::default() });
        assert!(!last.suite && last.page > 5);
    }
}
