//! What a structure added to a list of the catalogue: its own values take the capabilities of the national one that they detail.

use std::sync::Arc;

use domaine::CodeStructure;
use domaine::catalogue::Surcouches;
use domaine::proposition::theme_of;
use domaine::situation::TypeSituation;

use crate::Alive;
use crate::face::Error;

/// First number of a structure's own values.
const LOCAL_MIN: u16 = 1_000;

/// The lists as the structure has them; hidden values stay readable.
#[derive(Debug, Default)]
pub(super) struct Locales(Arc<Surcouches>);

impl Alive {
    /// Those of a structure, looked at if one of these numbers is its own.
    pub(super) async fn locales(
        &self,
        structure: CodeStructure,
        codes: impl IntoIterator<Item = u16>,
    ) -> Result<Locales, Error> {
        if codes.into_iter().all(|code| code < LOCAL_MIN) {
            return Ok(Locales::default());
        }
        self.freshen_surcouches(structure).await?;
        Ok(Locales(self.surcouches(structure)))
    }
}

impl Locales {
    /// What a type of situation is.
    pub fn nature(&self, type_: u16) -> Option<TypeSituation> {
        TypeSituation::of(self.national("situation-types", type_)?)
    }

    /// The theme of an item of the offre de service.
    pub fn theme(&self, offre: u16) -> Option<u16> {
        theme_of(self.national("offre", offre)?)
    }

    /// Whether a number is one of a list, or of the structure's own.
    pub fn knows(&self, liste: &str, code: u16) -> bool {
        self.national(liste, code).is_some() || self.0.of(liste).ajout(code).is_some()
    }

    /// The national number whose capabilities a number has.
    fn national(&self, liste: &str, code: u16) -> Option<u16> {
        self.0.capacites(liste, code).map(|valeur| valeur.code)
    }
}
