//! The panel of a conversation, beside the timeline: kind, what was said, propositions as ticks, what changes, when they meet again. One form,
//! whose fields [`super::record_evenement`] reads.

use domaine::agenda::{Plage, ecrire_heure};
use domaine::situation::{Categorie, Etat, TypeSituation};
use domaine::{AgentId, GenreEvenement, RendezVousId};
use jiff::civil::Date;

use super::paroles;
use crate::face::{Opened, Quoi};
use crate::heure;
use crate::langues::Langue;
use crate::pages::Cadre;
use crate::pages::listes::{OptionListe, options};

/// Minutes of the slots that are proposed.
pub const DUREE_SUIVANT: u16 = 45;
/// Situations that the panel may end; the others end on their own page.
const OUVERTES_MAX: usize = 3;
/// How many are proposed.
pub const CRENEAUX: usize = 3;

/// See the module.
pub struct Panneau {
    pub genres: Vec<GenreOffert>,
    pub date: Date,
    pub duree: u16,
    /// Key, word, chosen.
    pub lieux: Vec<(String, String, bool)>,
    /// Number and words of the situations that may end.
    pub ouvertes: Vec<(u32, String)>,
    /// As the form sends it, and as it is read.
    pub creneaux: Vec<(String, String)>,
    pub objets: Vec<(u16, String, bool)>,
    pub agent: AgentId,
    /// The rendez-vous that this is, in words.
    pub rendez_vous: Option<(RendezVousId, String)>,
}

/// A kind of evenement, with what follows from it.
pub struct GenreOffert {
    pub cle: &'static str,
    pub nom: &'static str,
    pub choisi: bool,
    pub duree: u16,
    /// A key of the list "lieux"; empty when a kind has no usual place.
    pub lieu: &'static str,
}

/// A theme of the offre de service.
pub struct ThemeOffert {
    pub nom: String,
    pub offres: Vec<(u16, String)>,
}

/// Types of situation under their category, as a form sends them ("101.emploi"): of a structure's own, the number alone does not say it.
pub struct CategorieOfferte {
    pub nom: String,
    pub types: Vec<(String, String)>,
}

impl Panneau {
    /// Empty, or as far as a rendez-vous of this person says it already.
    pub fn new(
        cadre: &Cadre,
        opened: &Opened,
        rendez_vous: Option<RendezVousId>,
        libres: &[Plage],
        today: Date,
    ) -> Panneau {
        let langue = cadre.langue;
        let known = rendez_vous.and_then(|id| Prevu::find(opened, id, today, cadre));
        let draft = opened.brouillon.as_ref().and_then(|brouillon| brouillon.genre);
        let genre = draft.or(known.as_ref().map(|prevu| prevu.genre)).unwrap_or(GenreEvenement::ENTRETIEN_INDIVIDUEL);
        let lieu = usual_place(genre);
        Panneau {
            genres: kinds(genre, langue, today),
            date: known.as_ref().map_or(today, |prevu| prevu.jour),
            duree: known.as_ref().map_or(genre.duree(), |prevu| prevu.duree),
            lieux: places(lieu, cadre),
            ouvertes: open_situations(opened, cadre, today),
            creneaux: libres.iter().map(|plage| slot(plage, langue)).collect(),
            objets: offered(cadre, "rdv-objets").map(|(code, nom)| (code, nom, code == SUIVI)).collect(),
            agent: opened.agent.id,
            rendez_vous: known.map(|prevu| (prevu.id, prevu.mots)),
        }
    }
}

/// What the next rendez-vous most often is about: "suivi", of the list "rdv-objets".
const SUIVI: u16 = 2;

/// A rendez-vous from which the panel is filled.
struct Prevu {
    id: RendezVousId,
    genre: GenreEvenement,
    jour: Date,
    duree: u16,
    mots: String,
}

impl Prevu {
    /// One of this person that has taken place, or is about to. Whether it is written already is for the coffre to say: the evenement that
    /// one gesture made of it is completed by this very panel.
    fn find(opened: &Opened, id: RendezVousId, today: Date, cadre: &Cadre) -> Option<Prevu> {
        let presence = opened.presences.iter().find(|presence| {
            matches!(&presence.quoi, Quoi::RendezVous { id: its, .. } if *its == id) && presence.date <= today
        })?;
        let Quoi::RendezVous { objet, .. } = &presence.quoi else { return None };
        let langue = cadre.langue;
        let genre = cadre.surcouches.capacites("rdv-objets", *objet);
        let genre = genre.and_then(|objet| objet.texte("evenement")).and_then(GenreEvenement::from_key);
        let (jour, hour) = (heure::proche(presence.date, langue), heure::minute(presence.debut, langue));
        Some(Prevu {
            id,
            genre: genre.unwrap_or(GenreEvenement::ENTRETIEN_INDIVIDUEL),
            jour: presence.date,
            duree: presence.fin.saturating_sub(presence.debut),
            mots: langue.t2("prochain-quand", ("jour", jour), ("heure", hour)),
        })
    }
}

/// Where a kind usually takes place, as the catalogue says.
fn usual_place(genre: GenreEvenement) -> &'static str {
    genre.valeur().texte("lieu").unwrap_or("")
}

fn places(usual: &str, cadre: &Cadre) -> Vec<(String, String, bool)> {
    let place = |lieu: OptionListe| {
        let is_usual = lieu.cle == usual;
        (lieu.cle, lieu.nom, is_usual)
    };
    options(cadre, "lieux").into_iter().map(place).collect()
}

fn kinds(chosen: GenreEvenement, langue: Langue, today: Date) -> Vec<GenreOffert> {
    let offered = GenreEvenement::all().filter(|genre| genre.valeur().is_offered(today) || *genre == chosen);
    let kind = |genre: GenreEvenement| GenreOffert {
        cle: genre.key(),
        nom: langue.mot(genre.valeur()),
        choisi: genre == chosen,
        duree: genre.duree(),
        lieu: usual_place(genre),
    };
    offered.map(kind).collect()
}

/// Number and word of what a list offers today.
pub fn offered(cadre: &Cadre, liste: &str) -> impl Iterator<Item = (u16, String)> {
    options(cadre, liste).into_iter().map(|option| (option.code, option.nom))
}

/// The offre de service by theme; what a structure added stands with what it details.
pub fn themes(cadre: &Cadre) -> Vec<ThemeOffert> {
    let offres = options(cadre, "offre");
    let of = |theme: u16| {
        let its = offres.iter().filter(|offre| domaine::proposition::theme_of(offre.regle) == Some(theme));
        its.map(|offre| (offre.code, offre.nom.clone())).collect::<Vec<_>>()
    };
    let all = offered(cadre, "themes").map(|(code, nom)| ThemeOffert { nom, offres: of(code) });
    all.filter(|theme| !theme.offres.is_empty()).collect()
}

/// Every type that may be chosen, under its category: the category follows from the type, and is not asked for.
pub fn categories(cadre: &Cadre) -> Vec<CategorieOfferte> {
    let types = options(cadre, "situation-types");
    let of = |categorie: Categorie| {
        let its = |regle: u16| TypeSituation::of(regle).is_some_and(|nature| nature.categorie == categorie);
        let those = types.iter().filter(|option| its(option.regle));
        those.map(|option| (format!("{}.{}", option.code, categorie.key()), option.nom.clone())).collect::<Vec<_>>()
    };
    let category = |categorie: &Categorie| CategorieOfferte {
        nom: paroles::cle("situation-categories", categorie.key(), cadre.langue).unwrap_or_default().to_owned(),
        types: of(*categorie),
    };
    Categorie::ALL.iter().map(category).filter(|categorie| !categorie.types.is_empty()).collect()
}

fn open_situations(opened: &Opened, cadre: &Cadre, today: Date) -> Vec<(u32, String)> {
    let those = opened.situations.iter().map(|vue| &vue.situation);
    let open = those.filter(|situation| situation.fin.is_none() && situation.etat(today) == Etat::EnCours);
    open.take(OUVERTES_MAX).map(|situation| (situation.num, paroles::situation(situation, cadre))).collect()
}

/// "2026-11-24 09:00 45", and "Mardi 24 novembre à 9 h 00".
fn slot(plage: &Plage, langue: Langue) -> (String, String) {
    let jour = heure::en_tete(&heure::proche(plage.jour(), langue));
    let words = langue.t2("prochain-quand", ("jour", jour), ("heure", heure::minute(plage.debut(), langue)));
    (format!("{} {} {}", plage.jour(), ecrire_heure(plage.debut()), plage.duree()), words)
}
