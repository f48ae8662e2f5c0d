//! GET /approbations/{agent}: one demand, for who was drawn to judge it. Built against fatigue: the comparison comes first, the
//! three answers weigh the same, and the first of them wakes after twenty seconds before the eyes of its reader.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domaine::Clair;
use droits::habilitation::{Genre, State as EtatCompte};

use crate::demande::Demande;
use crate::face::{Carte, FicheCompte, Jugement, LigneRh, Refusal};
use crate::pages::{Cadre, clair, clair as filters, comptes};
use crate::refus::Refus;
use crate::{Etat, heure, reponse};

/// How long a card is read before it may be approved, milliseconds. The coffre refuses earlier; the page only says so.
const LECTURE_MIN: u64 = 20_000;

/// Shows it; the coffre notes when it was first shown.
pub async fn show(State(etat): State<Etat>, Path(agent): Path<String>, demande: Demande) -> Result<Response, Refus> {
    let agent = agent.parse().map_err(|_| Refusal::Introuvable)?;
    let fiche = etat.coffre.habilitation(&demande.signee, agent).await?;
    let cadre = Cadre::of(&etat, demande.langue, fiche.agent.clone());
    reponse::page(&ApprobationPage { cadre, fiche, now: heure::now_ms() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "approbations/show.html")]
pub struct ApprobationPage {
    cadre: Cadre,
    fiche: FicheCompte,
    now: u64,
}

/// A line of the comparison: what the demand says, what the HR list says.
struct Ligne {
    quoi: String,
    demande: Clair,
    rh: Option<Clair>,
    /// Whether they differ: then it is said in a word, not by a colour.
    differe: bool,
}

impl ApprobationPage {
    /// One answer is asked from who is drawn and has not given it.
    fn jugement(&self) -> Option<Jugement> {
        self.fiche.jugement
    }

    fn quoi(&self) -> String {
        let genre = self.fiche.compte.demande.as_ref().map_or("nouveau", |demande| demande.genre.key());
        self.cadre.t(&format!("demande-{genre}"))
    }

    fn role(&self) -> String {
        comptes::role(&self.fiche.compte.role, self.cadre.langue)
    }

    fn le(&self, ms: &u64) -> String {
        comptes::instant_dit(*ms, self.cadre.langue)
    }

    /// The demand beside the HR list. Names are compared as people write them; a line the list does not have stays empty.
    fn lignes(&self, carte: &Carte) -> Vec<Ligne> {
        let rh = self.fiche.rh.as_ref();
        let day = |date: jiff::civil::Date| Clair::new(comptes::jour_dit(date, self.cadre.langue));
        let line = |key: &str, demande: Clair, rh: Option<Clair>| {
            let differe = rh.as_ref().is_some_and(|rh| !clair::alike(&demande, rh));
            Ligne { quoi: self.cadre.t(key), demande, rh, differe }
        };
        let of = |field: fn(&LigneRh) -> &Clair| rh.map(|rh| field(rh).clone());
        vec![
            line("carte-prenom", carte.prenom.clone(), of(|rh| &rh.prenom)),
            line("carte-nom", carte.nom.clone(), of(|rh| &rh.nom)),
            line("carte-mail", carte.mail.clone(), of(|rh| &rh.mail)),
            line("carte-fonction", carte.fonction.clone(), of(|rh| &rh.fonction)),
            line("carte-debut", day(carte.debut), rh.and_then(|rh| rh.debut).map(day)),
            line("carte-jusqu", day(self.jusqu(carte)), rh.and_then(|rh| rh.fin).map(day)),
        ]
    }

    /// The last day that is asked for: the card's, or a renewal's own.
    fn jusqu(&self, carte: &Carte) -> jiff::civil::Date {
        let renewed = self.fiche.compte.demande.as_ref().filter(|demande| demande.genre == Genre::Renouvellement);
        renewed.map_or(carte.jusqu, |demande| comptes::dernier_jour(demande.jusqu))
    }

    /// What saying yes would do.
    fn effet(&self) -> String {
        let genre = self.fiche.compte.demande.as_ref().map_or("nouveau", |demande| demande.genre.key());
        self.cadre.t(&format!("demande-effet-{genre}"))
    }

    fn semblable(&self, etat: &EtatCompte) -> String {
        comptes::etat(*etat, self.cadre.langue)
    }

    /// "Vous avez rendu 24 avis, dont 3 refus ; votre temps habituel : 48 secondes."
    fn rythme(&self) -> Option<String> {
        let (secondes, avis, refus) = self.fiche.rythme.filter(|(_, avis, _)| *avis > 0)?;
        let said = self.cadre.langue.t2("rythme-avis", ("n", avis), ("refus", refus));
        Some(format!("{said} {}", self.cadre.n("rythme-temps", secondes)))
    }

    /// Seconds before the first answer wakes.
    fn reste(&self) -> u64 {
        let since = self.jugement().map_or(0, |jugement| self.now.saturating_sub(jugement.vue));
        LECTURE_MIN.saturating_sub(since).div_ceil(1000)
    }

    fn compte_a_rebours(&self) -> String {
        self.cadre.langue.t1("approbation-attente", "n", self.reste())
    }
}

#[cfg(test)]
mod tests {
    use domaine::Clair;

    #[test]
    fn names_are_compared_as_people_write_them() {
        let check = |one: &str, other: &str, expected| {
            assert_eq!(super::clair::alike(&Clair::new(one), &Clair::new(other)), expected, "{one} {other}");
        };
        check("Lefèvre", "LEFEVRE", true);
        check("Jean-Marc", "Jean Marc", true);
        check("Lefèvre", "Lefebvre", false);
    }
}
