//! GET /imports/{m}/avancement?sur=1987: how far a signed import is. Nobody is in it, so that it may be asked for every
//! second. The address says how many dossiers were signed for, so that the bar knows its end.

use askama::Template;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::demande::Demande;
use crate::face::{ImportEtat, ImportResume, Refusal};
use crate::imports::{avancement, etat_key};
use crate::pages::{Cadre, clair as filters};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, reponse};

/// A page for a navigation, a few numbers for the page's script.
pub async fn progress(
    State(etat): State<Etat>,
    Path(import): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let import = import.parse().map_err(|_| Refusal::Introuvable)?;
    let (agent, resume) = etat.coffre.import_progress(&demande.signee, import).await?;
    let sur = sur(query.as_deref(), &resume);
    if demande.page {
        return reponse::page(&AvancementPage { cadre: Cadre::of(&etat, demande.langue, agent), resume, sur });
    }
    let said = json!({
        "etat": etat_key(resume.etat),
        "faits": resume.faits,
        "sur": sur,
        "texte": avancement(demande.langue, resume.faits, sur),
        "encours": resume.etat == ImportEtat::EnCours,
    });
    Ok(Json(said).into_response())
}

/// The end of the bar: what was signed, never less than what is made, never more than the file.
fn sur(query: Option<&str>, resume: &ImportResume) -> u32 {
    let signed = parameter(query, "sur").and_then(|text| text.parse().ok()).filter(|signed| *signed > 0);
    signed.unwrap_or(resume.lignes).min(resume.lignes).max(resume.faits)
}

/// Data of the page.
#[derive(Template)]
#[template(path = "imports/progress.html")]
pub struct AvancementPage {
    /// Frame.
    pub cadre: Cadre,
    /// The import.
    pub resume: ImportResume,
    /// End of the bar.
    pub sur: u32,
}

impl AvancementPage {
    fn texte(&self) -> String {
        avancement(self.cadre.langue, self.resume.faits, self.sur)
    }

    fn titre(&self) -> String {
        self.cadre.t(&format!("import-titre-{}", etat_key(self.resume.etat)))
    }

    fn encours(&self) -> bool {
        self.resume.etat == ImportEtat::EnCours
    }

    /// Where its rows and its acts are.
    fn suite(&self) -> String {
        let vue = if self.resume.etat == ImportEtat::Fait { "?vue=faites" } else { "" };
        format!("/imports/{}{vue}", self.resume.id)
    }
}

#[cfg(test)]
mod tests {
    use domaine::ImportId;

    use super::*;

    #[test]
    fn the_bar_ends_where_it_was_signed() {
        let check = |query, faits, expected| {
            let resume = ImportResume {
                id: ImportId([0; 16]),
                cree: 0,
                etat: ImportEtat::EnCours,
                lignes: 2000,
                faits,
                gardes: 0,
            };
            assert_eq!(sur(query, &resume), expected, "{query:?} {faits}");
        };
        check(Some("sur=1987"), 5, 1987);
        check(Some("langue=en&sur=1987"), 5, 1987);
        check(None, 5, 2000);
        check(Some("sur=9999999"), 5, 2000);
        check(Some("sur=3"), 5, 5);
        check(Some("sur=-1"), 5, 2000);
    }
}
