//! What every page shares: its frame, its words, and the one filter that shows a personal value.

pub mod champs;
pub mod clair;
pub mod comptes;
pub mod devient;
pub mod doublons;
pub mod erreur;
pub mod listes;
pub mod menu;
pub mod trace;

use std::sync::Arc;

use domaine::Statut;
use domaine::catalogue::Surcouches;

use crate::face::{Agent, Etiquette, Explique, Liste};
use crate::langues::Langue;
use crate::theme::Theme;
use crate::{Config, Etat, assets, heure};

/// The frame around a page.
pub struct Cadre {
    /// Words.
    pub langue: Langue,
    /// Whether the base holds invented people only: the band says so.
    pub fictif: bool,
    /// Who is in; no menu without.
    pub agent: Option<Agent>,
    /// Whether a page without agent asks for the key's gesture.
    pub gesture: bool,
    /// The operator's own look, over ours.
    pub theme: Option<Theme>,
    /// What the agent's structure changes in the catalogue.
    pub surcouches: Arc<Surcouches>,
}

impl Cadre {
    /// The frame of a signed page.
    pub fn of(etat: &Etat, langue: Langue, agent: Agent) -> Cadre {
        let surcouches = etat.coffre.surcouches(agent.structure);
        Cadre { agent: Some(agent), surcouches, ..Cadre::empty(etat, langue) }
    }

    /// The frame of a page that asks for the key's gesture.
    pub fn gesture(config: &Config, langue: Langue) -> Cadre {
        Cadre { gesture: true, ..Cadre::empty(config, langue) }
    }

    /// The frame of a page where nobody is in yet.
    pub fn empty(config: &Config, langue: Langue) -> Cadre {
        let surcouches = Arc::default();
        let (fictif, theme) = (config.coffre.fictif(), config.theme.clone());
        Cadre { langue, fictif, agent: None, gesture: false, theme, surcouches }
    }

    /// A frame of nobody, for tests of words.
    #[cfg(test)]
    pub fn bare(langue: Langue) -> Cadre {
        Cadre { langue, fictif: true, agent: None, gesture: false, theme: None, surcouches: Arc::default() }
    }

    /// Whether the page may have to sign in: its scripts come along.
    pub fn entree(&self) -> bool {
        self.agent.is_some() || self.gesture
    }

    /// Whether the personas' software authenticator may serve: a fictional base, and a build that has it.
    pub fn demo(&self) -> bool {
        cfg!(feature = "demo") && self.fictif
    }

    /// What the agent does, in words.
    pub fn role(&self, agent: &Agent) -> String {
        self.t(&format!("role-{}", agent.role.key()))
    }

    /// The entries of her menu.
    pub fn menu(&self, agent: &Agent) -> menu::Menu {
        menu::Menu::of(agent.role)
    }

    /// Whether who is in may search young people: the palette asks for nobody otherwise.
    pub fn cherche(&self) -> bool {
        self.agent.as_ref().is_some_and(|agent| self.menu(agent).dossiers)
    }

    /// Where a person's name leads: to her file, or to how to reach her for who reads no more of it.
    pub fn adresse(&self, personne: &Etiquette) -> String {
        match self.cherche() {
            true => format!("/dossiers/{}", personne.dossier),
            false => format!("/dossiers/{}/contact", personne.dossier),
        }
    }

    /// The statut of a dossier, in words.
    pub fn statut(&self, statut: &Statut) -> String {
        self.t(&format!("statut-{}", statut.key()))
    }

    /// The class that draws a statut.
    pub fn statut_cle(&self, statut: &Statut) -> &'static str {
        match statut {
            Statut::Actif => "actif",
            Statut::EnVeille => "veille",
            Statut::FinAccompagnement => "fin",
        }
    }

    /// "il y a 3 mois": when something last happened, milliseconds since 1970.
    pub fn activite(&self, ms: &u64) -> String {
        heure::depuis(*ms, heure::today(), self.langue)
    }

    /// Whether somebody of a list is masked: the page says why.
    pub fn has_masked(&self, liste: &Liste) -> bool {
        liste.lignes.iter().any(|ligne| ligne.masquee)
    }

    /// Why a dossier was opened, and whether that counts as an explanation.
    pub fn explique(&self, explique: &Explique) -> String {
        let said = self.t(&format!("explication-{}", explique.explication.key()));
        if explique.faible { format!("{said} {}", self.t("explication-faible")) } else { said }
    }

    /// Classes of a bitmap: "identité, contact".
    pub fn classes(&self, bitmap: u8) -> String {
        self.langue.classes(bitmap)
    }

    /// The meter of her day, or of her week where less is left of it: words, how far it is, and whether it is near its end. It
    /// stays calm until then.
    pub fn jauge(&self, agent: &Agent) -> Jauge {
        let left = |(faits, limite): (u16, u16)| limite.saturating_sub(faits);
        let is_week = left(agent.semaine) < left(agent.ouvertures);
        let (faits, limite) = if is_week { agent.semaine } else { agent.ouvertures };
        let near = u32::from(faits) * 6 >= u32::from(limite) * 5;
        let etat = if limite > 0 && faits >= limite {
            "danger"
        } else if limite > 0 && near {
            "attention"
        } else {
            ""
        };
        Jauge {
            texte: self.langue.t2(
                if is_week { "jauge-semaine" } else { "jauge-jour" },
                ("n", faits),
                ("limite", limite),
            ),
            faits,
            limite,
            etat,
        }
    }

    /// A sentence.
    pub fn t(&self, key: &str) -> String {
        self.langue.t(key)
    }

    /// A sentence around one number.
    pub fn n(&self, key: &str, value: impl Nombre) -> String {
        self.langue.t1(key, "n", value.nombre())
    }

    /// What stands beside the mark, and ends every title.
    pub fn nom(&self) -> &str {
        self.theme.as_ref().and_then(Theme::titre).unwrap_or("Cairn")
    }

    /// Where the mark is served.
    pub fn marque(&self) -> String {
        self.theme.as_ref().and_then(Theme::marque).unwrap_or_else(|| self.asset("cairn.svg"))
    }

    /// Where an asset is served: its address holds its content's hash.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
}

/// See [`Cadre::jauge`].
pub struct Jauge {
    /// "7 dossiers ouverts aujourd'hui sur 60".
    pub texte: String,
    /// Opened today.
    pub faits: u16,
    /// The inclusive limit.
    pub limite: u16,
    /// "", "attention" from five sixths on (50 of 60), "danger" once reached.
    pub etat: &'static str,
}

/// A count of any width: templates hand them over by reference.
pub trait Nombre {
    /// As Fluent takes it.
    fn nombre(&self) -> i64;
}

macro_rules! nombres {
    ($($kind:ty)*) => {
        $(impl Nombre for $kind {
            fn nombre(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        })*
    };
}
nombres! { i16 u16 u32 usize }

impl<T: Nombre> Nombre for &T {
    fn nombre(&self) -> i64 {
        T::nombre(self)
    }
}
