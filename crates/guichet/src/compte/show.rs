//! GET /compte: what I may do, until when, and who signed for it; my keys, my last logins, and "ce n'est pas moi".

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use droits::habilitation::State as EtatCompte;
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{CleLiee, MonCompte};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, encodage, heure, reponse};

/// How many keys one person holds at most; the coffre refuses the next one.
const CLES_MAX: usize = 5;

/// Shows it.
pub async fn show(State(etat): State<Etat>, RawQuery(query): RawQuery, demande: Demande) -> Result<Response, Refus> {
    let mon = etat.coffre.compte(&demande.signee).await?;
    let cadre = Cadre::of(&etat, demande.langue, mon.agent.clone());
    let key = parameter(query.as_deref(), "fait").map(|fait| format!("fait-{fait}"));
    let fait = key.filter(|key| cadre.langue.has(key)).map(|key| cadre.t(&key));
    reponse::page(&ComptePage { cadre, mon, fait, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "compte/show.html")]
pub struct ComptePage {
    cadre: Cadre,
    mon: MonCompte,
    fait: Option<String>,
    today: Date,
}

/// One of her keys, as the page names it.
struct Cle {
    /// The whole credential, for the form.
    id: String,
    /// Its first letters: what tells two keys apart.
    court: String,
    /// Whether this login used it.
    is_ici: bool,
    /// From when it serves, in words, if it does not yet.
    des: Option<String>,
}

impl ComptePage {
    fn role(&self) -> String {
        comptes::role(&self.mon.compte.role, self.cadre.langue)
    }

    fn etat(&self) -> String {
        comptes::etat(self.mon.compte.etat, self.cadre.langue)
    }

    fn pastille(&self) -> (&'static str, &'static str) {
        comptes::etat_pastille(self.mon.compte.etat)
    }

    /// "Vous ouvrez les dossiers de la structure jusqu'au 3 mars 2027."
    fn phrase(&self) -> String {
        let langue = self.cadre.langue;
        let compte = &self.mon.compte;
        let le = |ms: u64| comptes::instant_dit(ms, langue);
        let key = format!("moi-{}", compte.etat.key());
        match compte.etat {
            EtatCompte::Cooling => langue.t1(&key, "quand", heure::instant_long(compte.dates.ouvre, langue)),
            EtatCompte::Probation => langue.t1(&key, "jusqu", le(compte.dates.probation)),
            EtatCompte::Active => langue.t1(&key, "jusqu", self.dernier_jour()),
            EtatCompte::Asleep => match compte.cause {
                Some((cause, since)) => {
                    langue.t2(&key, ("depuis", le(since)), ("cause", comptes::cause(cause, langue)))
                }
                None => self.cadre.t("moi-sommeil-seul"),
            },
            _ => langue.t(&key),
        }
    }

    /// What the role allows: words that somebody wrote, and no others.
    fn actions(&self) -> Vec<String> {
        let keys = self.mon.actions.iter().map(|action| format!("action-{action}"));
        keys.filter(|key| self.cadre.langue.has(key)).map(|key| self.cadre.t(&key)).collect()
    }

    /// Each end, and what keeps it from coming.
    fn echeances(&self) -> Vec<(String, String, String)> {
        let dates = self.mon.compte.dates;
        let ends = [("droit", dates.droit), ("formation", dates.formation), ("campagne", dates.campagne)];
        let told = |(key, ms): (&str, u64)| {
            let said = if key == "droit" { self.dernier_jour() } else { comptes::instant_dit(ms, self.cadre.langue) };
            (self.cadre.t(&format!("date-{key}")), said, self.cadre.t(&format!("moi-pourquoi-{key}")))
        };
        ends.into_iter().filter(|(_, ms)| *ms > 0).map(told).collect()
    }

    /// The last day of the grant, as the other pages say it.
    fn dernier_jour(&self) -> String {
        comptes::jour_dit(comptes::dernier_jour(self.mon.compte.dates.droit), self.cadre.langue)
    }

    fn lien(&self, lien: &droits::habilitation::Lien) -> String {
        comptes::lien(*lien, self.cadre.langue)
    }

    fn cles(&self) -> Vec<Cle> {
        let named = |cle: &CleLiee| {
            let id = encodage::base64url(&cle.id);
            let des = cle
                .des
                .map(|ms| self.cadre.langue.t1("moi-cle-des", "quand", heure::instant_long(ms, self.cadre.langue)));
            Cle { court: id.chars().take(6).collect(), id, is_ici: cle.is_ici, des }
        };
        self.mon.cles.iter().map(named).collect()
    }

    /// A key may go while another one stays, and never the one in use.
    fn is_removable(&self, cle: &Cle) -> bool {
        !cle.is_ici && self.mon.cles.iter().any(|other| other.is_ici || other.des.is_none())
    }

    fn has_room(&self) -> bool {
        self.mon.cles.len() < CLES_MAX
    }

    fn poignee(&self) -> String {
        encodage::base64url(&self.mon.agent.id.0)
    }

    /// When, and how it ended.
    fn logins(&self) -> Vec<(String, String)> {
        let told = |(at, ended): &(u64, Option<u8>)| {
            let key = match ended {
                None => "login-vivant",
                Some(1) => "login-parti",
                Some(2) => "login-remplace",
                Some(4) => "login-coupe",
                Some(_) => "login-expire",
            };
            (heure::instant(*at, self.today, self.cadre.langue), self.cadre.t(key))
        };
        self.mon.logins.iter().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::langues::Langue;

    #[test]
    fn every_state_is_said_to_whom_it_is_about_and_to_who_looks_after_it() {
        use droits::habilitation::State::*;
        for state in [Seeded, Proposed, Approved, Cooling, Probation, Active, Asleep, Suspended, Closed] {
            for prefix in ["moi", "fiche"] {
                assert!(Langue::Fr.has(&format!("{prefix}-{}", state.key())), "{prefix} {state:?}");
            }
        }
    }

    /// What the coffre says that an account may do: a key that nobody wrote would be left out of the page.
    #[test]
    fn every_action_has_its_words() {
        let source = include_str!("../../../coffre/src/habilitations/lecture/actions.rs");
        let keys = source.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split('"').next());
        let missing: Vec<_> = keys.clone().filter(|key| !Langue::Fr.has(&format!("action-{key}"))).collect();
        assert!(keys.count() > 10 && missing.is_empty(), "{missing:?}");
    }
}
