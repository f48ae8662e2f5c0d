//! GET /habilitations: the gestionnaire's desk. Demands as cards beside the staff list; what ends soon, what is stopped.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::Role;
use droits::habilitation::State as Etat_;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{Bureau, Compte, LigneRh};
use crate::habilitations::liste;
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, encodage, heure, reponse};

/// Shows the desk.
pub async fn desk(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let bureau = etat.coffre.habilitations(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, bureau.agent.clone());
    let fait = comptes_fait(&cadre, query.as_deref());
    reponse::page(&BureauPage { cadre, bureau, fait, today: heure::today() })
}

/// What a form has just done, in words.
pub(super) fn comptes_fait(cadre: &Cadre, query: Option<&str>) -> Option<String> {
    let key = format!("fait-{}", parameter(query, "fait")?);
    cadre.langue.has(&key).then(|| cadre.t(&key))
}

/// Data of the page.
#[derive(Template)]
#[template(path = "habilitations/desk.html")]
pub struct BureauPage {
    cadre: Cadre,
    bureau: Bureau,
    fait: Option<String>,
    today: Date,
}

/// What a line of the staff list asks for.
#[derive(Debug, PartialEq, Eq)]
enum Suite {
    /// Nobody bears this name or this address: an account may be proposed, with the line's words.
    Proposer(String),
    /// Left, with an account that is still open.
    Clore(String),
    /// Has an account, in this state.
    Connu(String, Etat_),
    /// Left, and closed; or leaves before she came.
    Rien,
}

impl BureauPage {
    fn is_gestionnaire(&self) -> bool {
        self.bureau.agent.role == Role::Gestionnaire
    }

    fn octets_max(&self) -> usize {
        liste::FICHIER_MAX
    }

    fn places(&self) -> String {
        let (hers, all) = self.bureau.places;
        self.cadre.langue.t2("bureau-places", ("n", hers.min(all)), ("structure", all))
    }

    fn demandee(&self, compte: &Compte) -> String {
        let Some(demande) = &compte.demande else { return String::new() };
        let key = format!("bureau-demande-{}", demande.genre.key());
        self.cadre.langue.t1(&key, "jour", comptes::instant_dit(demande.le, self.cadre.langue))
    }

    /// How far the demand is: who signs next.
    fn attente(&self, compte: &Compte) -> String {
        match &compte.demande {
            Some(demande) if demande.is_approuvee => self.cadre.t("bureau-attend-parrain"),
            Some(demande) if demande.tires.is_empty() && !demande.is_ceremonie => self.cadre.t("bureau-attend-tirage"),
            Some(demande) => {
                let signed = demande.tires.iter().filter(|(.., is_signed)| *is_signed).count();
                let missing = usize::from(demande.faut).saturating_sub(signed);
                self.cadre.n("bureau-attend-approbation", missing)
            }
            None => String::new(),
        }
    }

    fn role(&self, role: &Role) -> String {
        comptes::role(role, self.cadre.langue)
    }

    fn etat(&self, etat: &Etat_) -> String {
        comptes::etat(*etat, self.cadre.langue)
    }

    fn pastille(&self, etat: &Etat_) -> (&'static str, &'static str) {
        comptes::etat_pastille(*etat)
    }

    /// What ends first, and when.
    fn echeance(&self, compte: &Compte) -> String {
        let dates = compte.dates;
        let ends = [
            (dates.droit, "echeance-droit"),
            (dates.formation, "echeance-formation"),
            (dates.campagne, "echeance-campagne"),
        ];
        let Some((end, key)) = ends.into_iter().filter(|(end, _)| *end > 0).min() else { return String::new() };
        self.cadre.langue.t1(key, "jour", comptes::jour_dit(comptes::dernier_jour(end), self.cadre.langue))
    }

    fn arret(&self, compte: &Compte) -> String {
        comptes::droit(compte, self.cadre.langue)
    }

    fn suite(&self, ligne: &LigneRh) -> Suite {
        let has_left = ligne.fin.is_some_and(|fin| fin < self.today);
        match ligne.connu {
            Some((_, Etat_::Closed)) if has_left => Suite::Rien,
            Some((agent, _)) if has_left => Suite::Clore(agent.to_string()),
            Some((agent, etat)) => Suite::Connu(agent.to_string(), etat),
            None if has_left => Suite::Rien,
            None => Suite::Proposer(encodage::hex(&ligne.id)),
        }
    }

    /// Whether another line has the same address: one person, one account.
    fn is_double(&self, ligne: &LigneRh) -> bool {
        let same = |other: &&LigneRh| other.mail == ligne.mail && other.id != ligne.id;
        !ligne.mail.is_empty() && self.bureau.rh.iter().any(|other| same(&other))
    }

    fn presence(&self, ligne: &LigneRh) -> String {
        let langue = self.cadre.langue;
        let jour = |date: Date| comptes::jour_dit(date, langue);
        match (ligne.debut, ligne.fin) {
            (Some(debut), Some(fin)) => langue.t2("rh-du-au", ("debut", jour(debut)), ("fin", jour(fin))),
            (Some(debut), None) => langue.t1("rh-depuis", "jour", jour(debut)),
            (None, Some(fin)) => langue.t1("rh-jusqu", "jour", jour(fin)),
            (None, None) => String::new(),
        }
    }

    fn quota(&self) -> Option<String> {
        let (_, nombre, jusqu) = self.bureau.quota?;
        let jour = comptes::jour_dit(comptes::dernier_jour(jusqu), self.cadre.langue);
        Some(self.cadre.langue.t2("bureau-quota", ("n", nombre), ("jour", jour)))
    }
}
