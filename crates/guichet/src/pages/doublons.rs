//! People who may be the one being typed: shown while a dossier is begun, and again if it is sent all the same.

use askama::Template;

use crate::face::{Doublons, Ressemblance};
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};

/// Data of the list.
#[derive(Template)]
#[template(path = "pages/doublons.html")]
pub struct DoublonsListe<'a> {
    /// Frame.
    pub cadre: &'a Cadre,
    /// The people.
    pub doublons: &'a Doublons,
    /// Whether the way on creates (the form was sent), rather than unfolds the rest of it.
    pub confirmer: bool,
}

/// Why two people look like one, in words.
pub fn mot(langue: &Langue, ressemblance: &Ressemblance) -> String {
    let key = match ressemblance {
        Ressemblance::MemeNir => "ressemblance-nir",
        Ressemblance::MemesNomEtNaissance => "ressemblance-nom-naissance",
        Ressemblance::MemeTelephoneOuMail => "ressemblance-contact",
        Ressemblance::NomProcheEtNaissance => "ressemblance-proche-naissance",
        Ressemblance::NomProche => "ressemblance-proche",
    };
    langue.t(key)
}
