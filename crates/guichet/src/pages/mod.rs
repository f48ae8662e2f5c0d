//! What every page shares: its frame, its words, and the one filter that shows a personal value.

pub mod clair;
pub mod erreur;

use crate::assets;
use crate::face::Agent;
use crate::langues::Langue;
use crate::{Config, Etat};

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
}

impl Cadre {
    /// The frame of a signed page.
    pub fn of(etat: &Etat, langue: Langue, agent: Agent) -> Cadre {
        Cadre { agent: Some(agent), ..Cadre::empty(etat, langue) }
    }

    /// The frame of a page that asks for the key's gesture.
    pub fn gesture(config: &Config, langue: Langue) -> Cadre {
        Cadre { gesture: true, ..Cadre::empty(config, langue) }
    }

    /// The frame of a page where nobody is in yet.
    pub fn empty(config: &Config, langue: Langue) -> Cadre {
        Cadre { langue, fictif: config.coffre.fictif(), agent: None, gesture: false }
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

    /// A sentence.
    pub fn t(&self, key: &str) -> String {
        self.langue.t(key)
    }

    /// A sentence around one number.
    pub fn n(&self, key: &str, value: impl Nombre) -> String {
        self.langue.t1(key, "n", value.nombre())
    }

    /// Where an asset is served: its address holds its content's hash.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }
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
