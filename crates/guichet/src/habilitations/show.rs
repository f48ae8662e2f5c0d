//! GET /habilitations/{agent}: one account. Its state as a sentence, its dates, who signed for it, and the gestures that
//! may be made now, each with the words of what it signs.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use domaine::Clair;
use droits::habilitation::{Genre as Demandee, State as EtatCompte};
use jiff::civil::Date;

use crate::demande::Demande;
use crate::face::{Carte, FicheCompte, LigneRh, Possible};
use crate::habilitations::desk::comptes_fait;
use crate::habilitations::{last_day, named};
use crate::pages::{Cadre, clair as filters, comptes};
use crate::refus::Refus;
use crate::saisies::parameter;
use crate::{Etat, heure, reponse};

/// Shows it.
pub async fn show(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    demande: Demande,
) -> Result<Response, Refus> {
    let fiche = etat.coffre.habilitation(&demande.signee, named(&id)?).await?;
    let cadre = Cadre::of(&etat, demande.langue, fiche.agent.clone());
    let fait = comptes_fait(&cadre, query.as_deref());
    let geste = parameter(query.as_deref(), "geste").map(str::to_owned);
    reponse::page(&FichePage { cadre, fiche, fait, geste, today: heure::today() })
}

/// Data of the page.
#[derive(Template)]
#[template(path = "habilitations/show.html")]
pub struct FichePage {
    cadre: Cadre,
    fiche: FicheCompte,
    fait: Option<String>,
    /// The gesture that a link asked for.
    geste: Option<String>,
    today: Date,
}

/// What one gesture looks like on the page.
struct Bouton {
    /// Key of its words, and its anchor.
    cle: &'static str,
    /// Last part of its address.
    verbe: &'static str,
    /// Whether it takes something away for good.
    danger: bool,
    genre: Genre,
}

/// How a gesture is made.
#[derive(PartialEq, Eq)]
enum Genre {
    /// A form of this page, signed by a key.
    Geste,
    /// The same, with a day.
    Jusqu,
    /// The same, with the first day without rights.
    Date,
    /// A form without a key.
    SansCle,
    /// Another page, made for it.
    Page(&'static str),
}

/// A term of the card, beside the staff list's.
struct Comparaison {
    terme: String,
    carte: Clair,
    rh: Option<Clair>,
    /// Whether the list says something else. What it does not say is no difference.
    differe: bool,
}

impl FichePage {
    fn role(&self) -> String {
        comptes::role(&self.fiche.compte.role, self.cadre.langue)
    }

    fn etat(&self) -> String {
        comptes::etat(self.fiche.compte.etat, self.cadre.langue)
    }

    fn pastille(&self) -> (&'static str, &'static str) {
        comptes::etat_pastille(self.fiche.compte.etat)
    }

    /// What comes after her name: "travaille depuis le 3 mars 2027, en probation jusqu'au 4 avril 2027."
    fn phrase(&self) -> String {
        let langue = self.cadre.langue;
        let compte = &self.fiche.compte;
        let le = |ms: u64| comptes::instant_dit(ms, langue);
        let key = format!("fiche-{}", compte.etat.key());
        let depuis = ("depuis", le(compte.dates.ouvre));
        match compte.etat {
            EtatCompte::Cooling => langue.t1(&key, "quand", heure::instant_long(compte.dates.ouvre, langue)),
            EtatCompte::Probation => langue.t2(&key, depuis, ("jusqu", le(compte.dates.probation))),
            EtatCompte::Active => langue.t2(&key, depuis, ("jusqu", self.jour(compte.dates.droit))),
            EtatCompte::Asleep => match compte.cause {
                Some((cause, since)) => {
                    langue.t2(&key, ("depuis", le(since)), ("cause", comptes::cause(cause, langue)))
                }
                None => self.cadre.t("acces-sommeil-seul"),
            },
            _ => langue.t(&key),
        }
    }

    /// Ends and beginnings that are known, with what happens there.
    fn dates(&self) -> Vec<(String, String)> {
        let dates = self.fiche.compte.dates;
        let le = |ms: u64| comptes::instant_dit(ms, self.cadre.langue);
        let all = [
            ("date-ouvre", dates.ouvre, le(dates.ouvre)),
            ("date-probation", dates.probation, le(dates.probation)),
            ("date-droit", dates.droit, self.jour(dates.droit)),
            ("date-formation", dates.formation, le(dates.formation)),
            ("date-campagne", dates.campagne, le(dates.campagne)),
            ("date-connexion", dates.connexion, le(dates.connexion)),
        ];
        all.into_iter().filter(|(_, ms, _)| *ms > 0).map(|(key, _, said)| (self.cadre.t(key), said)).collect()
    }

    fn jour(&self, until: u64) -> String {
        comptes::jour_dit(comptes::dernier_jour(until), self.cadre.langue)
    }

    fn demandee(&self) -> String {
        let Some(demande) = &self.fiche.compte.demande else { return String::new() };
        let key = format!("bureau-demande-{}", demande.genre.key());
        self.cadre.langue.t1(&key, "jour", comptes::instant_dit(demande.le, self.cadre.langue))
    }

    /// The end that is asked for.
    fn demandee_jusqu(&self) -> Option<String> {
        let demande = self.fiche.compte.demande.as_ref()?;
        let asks = matches!(demande.genre, Demandee::Nouveau | Demandee::Renouvellement) && demande.jusqu > 0;
        asks.then(|| self.cadre.langue.t1("fiche-demandee-jusqu", "jour", self.jour(demande.jusqu)))
    }

    /// The card, term by term, beside the line of the staff list that looks like it.
    fn comparaison(&self) -> Vec<Comparaison> {
        let Some(carte) = &self.fiche.carte else { return Vec::new() };
        let langue = self.cadre.langue;
        let day = |date: Date| Clair::new(comptes::jour_dit(date, langue));
        let rh = self.fiche.rh.as_ref();
        let line = |key: &str, carte: Clair, of: &dyn Fn(&LigneRh) -> Option<Clair>| {
            let rh = rh.map(|ligne| of(ligne).unwrap_or_default());
            let differe = rh.as_ref().is_some_and(|rh| !rh.is_empty() && *rh != carte);
            Comparaison { terme: self.cadre.t(key), carte, rh, differe }
        };
        let Carte { prenom, nom, mail, fonction, debut, jusqu, .. } = carte;
        vec![
            line("champ-prenom", prenom.clone(), &|l| Some(l.prenom.clone())),
            line("champ-nom", nom.clone(), &|l| Some(l.nom.clone())),
            line("champ-mail", mail.clone(), &|l| Some(l.mail.clone())),
            line("champ-fonction", fonction.clone(), &|l| Some(l.fonction.clone())),
            line("champ-debut", day(*debut), &|l| l.debut.map(day)),
            line("champ-jusqu", day(*jusqu), &|l| l.fin.map(day)),
        ]
    }

    fn semblable(&self, etat: &EtatCompte) -> String {
        comptes::etat(*etat, self.cadre.langue)
    }

    fn suspendu(&self) -> Option<String> {
        let (_, since, _) = self.fiche.suspension.as_ref()?;
        Some(self.cadre.langue.t1("fiche-suspendu-le", "quand", heure::instant_long(*since, self.cadre.langue)))
    }

    /// One button for each, and one for the three answers of an approver: her page offers them together.
    fn boutons(&self) -> Vec<Bouton> {
        let mut all: Vec<Bouton> = Vec::new();
        for possible in &self.fiche.possibles {
            let one = bouton(*possible);
            if all.iter().all(|other| other.cle != one.cle) {
                all.push(one);
            }
        }
        all
    }

    /// Whether the address asked for this gesture: it stands open then.
    fn is_open(&self, bouton: &Bouton) -> bool {
        self.geste.as_deref() == Some(bouton.cle)
    }

    fn mot(&self, prefix: &str, bouton: &Bouton) -> String {
        self.cadre.t(&format!("{prefix}-{}", bouton.cle))
    }

    fn dernier(&self) -> Date {
        last_day(self.today)
    }
}

/// Where each gesture is made. Approving and vouching have pages of their own, built for them.
fn bouton(possible: Possible) -> Bouton {
    let (cle, verbe, danger, genre) = match possible {
        Possible::Renouveler => ("renouveler", "renouvellement", false, Genre::Jusqu),
        Possible::RefaireCles => ("cles", "cles", false, Genre::Geste),
        Possible::ProposerDirection => ("direction", "direction", false, Genre::Geste),
        Possible::Approuver | Possible::Refuser | Possible::Decliner => {
            ("juger", "approbations", false, Genre::Page("/approbations"))
        }
        Possible::Parrainer => ("parrainer", "parrainages", false, Genre::Page("/parrainages")),
        Possible::Veto => ("veto", "veto", true, Genre::Geste),
        Possible::Confirmer => ("confirmer", "confirmation", false, Genre::Geste),
        Possible::Retablir => ("retablir", "retablissement", false, Genre::Geste),
        Possible::Reveiller => ("reveiller", "reveil", false, Genre::Geste),
        Possible::Clore => ("clore", "cloture", true, Genre::Geste),
        Possible::Muter => ("muter", "mutation", true, Genre::Date),
        Possible::Certifier => ("certifier", "certification", false, Genre::Geste),
        Possible::PasserDirection => ("passer", "passation", true, Genre::Geste),
        Possible::Secourir => ("secourir", "secours", false, Genre::Geste),
        Possible::Suspendre => ("suspendre", "suspension", true, Genre::SansCle),
    };
    Bouton { cle, verbe, danger, genre }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::langues::Langue;
    use Possible::*;

    #[test]
    fn every_demand_and_every_thing_done_has_its_words() {
        let demandes =
            ["nouveau", "renouvellement", "cles", "direction"].map(|genre| format!("bureau-demande-{genre}"));
        let faits = [
            "proposition",
            "liste",
            "renouvellement",
            "cles",
            "direction",
            "veto",
            "confirmation",
            "retablissement",
            "reveil",
            "cloture",
            "mutation",
            "passation",
            "secours",
            "suspension",
            "quota",
            "cle-ajoutee",
            "cle-retiree",
        ];
        for key in demandes.into_iter().chain(faits.map(|fait| format!("fait-{fait}"))) {
            assert!(Langue::Fr.has(&key), "{key}");
        }
    }

    #[test]
    fn every_gesture_says_what_it_signs() {
        let all = [
            Renouveler,
            RefaireCles,
            ProposerDirection,
            Approuver,
            Refuser,
            Decliner,
            Parrainer,
            Veto,
            Confirmer,
            Retablir,
            Reveiller,
            Clore,
            Muter,
            Certifier,
            PasserDirection,
            Secourir,
            Suspendre,
        ];
        for possible in all {
            let Bouton { cle, genre, .. } = bouton(possible);
            for langue in Langue::ALL {
                assert!(langue.has(&format!("geste-{cle}")), "{possible:?}");
                assert!(matches!(genre, Genre::Page(_)) || langue.has(&format!("mots-{cle}")), "{possible:?}");
            }
        }
    }
}
