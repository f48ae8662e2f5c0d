//! GET /dossiers/{id}/modifier?partie=situations: a new situation, or the one that is named, to be corrected.

use askama::Template;
use domaine::situation::Situation;
use domaine::{Clair, DossierId};

use super::edit::identity;
use super::panneau::{CategorieOfferte, categories, offered};
use super::paroles;
use crate::face::{Opened, SituationVue};
use crate::heure;
use crate::pages::{Cadre, clair, clair as filters};

/// Data of the page.
#[derive(Template)]
#[template(path = "dossiers/edit_situation.html")]
pub struct SituationPage {
    cadre: Cadre,
    dossier: DossierId,
    etat: u32,
    qui: (Clair, Clair, Clair),
    /// The one that is corrected.
    vue: Option<SituationVue>,
    categories: Vec<CategorieOfferte>,
    contrats: Vec<(u16, String)>,
    origines: Vec<(u16, String)>,
    /// Those that are over.
    passees: Vec<(u32, String, String)>,
}

impl SituationPage {
    /// Of an opened dossier.
    pub fn new(cadre: Cadre, opened: &Opened, num: Option<u32>) -> SituationPage {
        let (langue, today) = (cadre.langue, super::today(&opened.agent));
        let vue = opened.situations.iter().find(|vue| Some(vue.situation.num) == num).cloned();
        let say = |vue: &SituationVue| {
            let situation = &vue.situation;
            (situation.num, paroles::situation(situation, &cadre), paroles::periode(situation, langue, today))
        };
        SituationPage {
            dossier: opened.dossier,
            etat: opened.etat,
            qui: identity(opened),
            categories: categories(&cadre),
            contrats: offered(&cadre, "contrats").collect(),
            origines: offered(&cadre, "situation-origines").collect(),
            passees: opened.situations.iter().take(PASSEES_MAX).map(say).collect(),
            vue,
            cadre,
        }
    }

    fn situation(&self) -> Option<&Situation> {
        self.vue.as_ref().map(|vue| &vue.situation)
    }

    fn is_type(&self, value: &str) -> bool {
        let own = |situation: &Situation| format!("{}.{}", situation.type_, situation.categorie.key());
        self.situation().map(own).as_deref() == Some(value)
    }

    fn is_contrat(&self, code: &u16) -> bool {
        self.situation().is_some_and(|situation| situation.contrat == Some(*code))
    }

    fn is_origine(&self, code: &u16) -> bool {
        self.vue.as_ref().map_or(1, |vue| vue.origine) == *code
    }

    /// A day as a field holds it.
    fn jour(&self, which: impl Fn(&Situation) -> Option<jiff::civil::Date>) -> String {
        self.situation().and_then(which).map(|jour| jour.to_string()).unwrap_or_default()
    }

    fn debut(&self) -> String {
        if self.vue.is_some() { self.jour(|situation| Some(situation.debut)) } else { heure::today().to_string() }
    }

    fn fin_prevue(&self) -> String {
        self.jour(|situation| situation.fin_prevue)
    }

    fn fin(&self) -> String {
        self.jour(|situation| situation.fin)
    }

    /// The métier, as its field shows it.
    fn metier(&self) -> String {
        let code = self.situation().and_then(|situation| situation.rome).map(|rome| rome.to_string());
        code.map(|code| referentiel::metiers::by_code(&code).map_or(code.clone(), |metier| metier.label()))
            .unwrap_or_default()
    }

    fn heures(&self) -> String {
        self.vue.as_ref().and_then(|vue| vue.heures).map(|heures| heures.to_string()).unwrap_or_default()
    }

    fn organisme(&self) -> &Clair {
        self.vue.as_ref().map_or_else(|| clair::rien(), |vue| &vue.organisme)
    }

    fn lieu(&self) -> &Clair {
        self.vue.as_ref().map_or_else(|| clair::rien(), |vue| &vue.lieu)
    }

    fn remarque(&self) -> &Clair {
        self.vue.as_ref().map_or_else(|| clair::rien(), |vue| &vue.texte)
    }
}

/// Situations that the page lists.
const PASSEES_MAX: usize = 30;
