//! The page of a refusal: what happened, in the words of the trade, and what to do next.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domaine::DossierId;

use crate::face::{Error, Refusal, Saisie};
use crate::langues::Langue;
use crate::pages::{Cadre, clair as filters};
use crate::refus::{Figure, Geste, Refus};
use crate::{Etat, reponse};

/// Data of the page.
#[derive(Template)]
#[template(path = "pages/erreur.html")]
pub struct ErreurPage {
    cadre: Cadre,
    titre: String,
    texte: String,
    numero: Option<String>,
    corrections: Vec<String>,
    /// Where the gesture leads: "reprise" to the same address, "retour" to the form that was sent; none without gesture.
    reprise: Option<&'static str>,
    reessai: bool,
    /// The icon over the title.
    signe: &'static str,
    /// What the reader can do, when the page itself does nothing.
    faire: Option<String>,
    issue: Issue,
    /// What opens a dossier that nothing explains yet, and what one try more costs.
    voies: Vec<String>,
    /// The dossier whose person may say a code: the quickest of the ways on.
    code: Option<DossierId>,
    /// Where the next tranche leads: the address that was refused.
    tranche: Option<String>,
}

/// Where the reader may go from here, when the page asks for nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Issue {
    /// The search and the portefeuille still open: a limit or a missing dossier keeps nobody out of them.
    Travail,
    /// Her own account says why it waits or sleeps; the course is what most often cures it.
    Compte,
    /// A newcomer's telephone: everything else is the parrain's.
    Aucune,
    /// Somebody else may sign in.
    Changer,
}

impl ErreurPage {
    /// The page of this refusal.
    ///
    /// `target` is the address of a navigation; what was sent by a form has none.
    pub fn new(cadre: Cadre, refus: &Refus, figure: &Figure, target: Option<String>) -> ErreurPage {
        let (langue, is_get) = (cadre.langue, target.is_some());
        let corrections = match refus {
            Refus::Coffre(Error::Saisie(saisies)) => saisies.iter().map(|s| raison(langue, s)).collect(),
            _ => Vec::new(),
        };
        ErreurPage {
            titre: langue.t(&format!("{}-titre", figure.key)),
            texte: langue.t1(figure.key, "n", refus.nombre()),
            numero: refus.numero().map(str::to_owned),
            corrections,
            reprise: (figure.geste == Geste::Reprise).then_some(if is_get { "reprise" } else { "retour" }),
            // What was sent cannot be sent again by itself.
            reessai: figure.geste == Geste::Reessai && is_get,
            signe: signe(figure),
            faire: Some(format!("{}-faire", figure.key)).filter(|key| langue.has(key)).map(|key| langue.t(&key)),
            issue: issue(figure),
            code: code(refus, target.as_deref()),
            voies: voies(langue, refus),
            tranche: (figure.geste == Geste::Tranche).then(|| target.unwrap_or_else(|| "/".into())),
            cadre,
        }
    }

    /// The page that the worker keeps for when the network is gone: it asks again by itself.
    pub fn hors_ligne(cadre: Cadre) -> ErreurPage {
        ErreurPage {
            titre: cadre.t("hors-ligne-titre"),
            texte: cadre.t("hors-ligne"),
            numero: None,
            corrections: Vec::new(),
            reprise: None,
            reessai: true,
            signe: "hors-ligne",
            faire: Some(cadre.t("hors-ligne-faire")),
            issue: Issue::Changer,
            voies: Vec::new(),
            code: None,
            tranche: None,
            cadre,
        }
    }
}

/// The ways on that another person opens, in the order in which they are quickest.
pub const VOIES: [&str; 3] = ["voie-accueil", "voie-collegue", "voie-direction"];

/// The dossier of a navigation that nothing explained.
fn code(refus: &Refus, target: Option<&str>) -> Option<DossierId> {
    let Refus::Coffre(Error::Refusal(Refusal::Inexplique { .. })) = refus else { return None };
    let path = target?.split('?').next()?;
    path.strip_prefix("/dossiers/")?.split('/').next()?.parse().ok()
}

/// The ways on, in the order in which they are quickest.
fn voies(langue: Langue, refus: &Refus) -> Vec<String> {
    let Refus::Coffre(Error::Refusal(Refusal::Inexplique { essais, .. })) = refus else { return Vec::new() };
    let mut voies: Vec<String> = VOIES.iter().map(|key| langue.t(key)).collect();
    voies.push(langue.t1("voie-essais", "n", i64::from(*essais)));
    voies
}

/// GET /assets/hors-ligne: shows nobody, so that the worker may fetch it ahead.
pub async fn hors_ligne(
    State(etat): State<Etat>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Refus> {
    let langue = Langue::of(&headers, query.as_deref());
    reponse::page(&ErreurPage::hors_ligne(Cadre::empty(&etat, langue)))
}

fn issue(figure: &Figure) -> Issue {
    match figure.key {
        "refus-compte" => Issue::Changer,
        "refus-attente" => Issue::Compte,
        "refus-arrivee" => Issue::Aucune,
        _ if figure.geste == Geste::Accueil => Issue::Travail,
        _ if figure.geste == Geste::Aucun => Issue::Aucune,
        _ => Issue::Changer,
    }
}

/// What the page shows before it is read.
fn signe(figure: &Figure) -> &'static str {
    match (figure.status.as_u16(), figure.geste) {
        (_, Geste::Reprise | Geste::Tranche) => "cle",
        (_, Geste::Reessai) | (429, _) => "horloge",
        (404, _) => "recherche",
        (403, _) => "verrou",
        (409, _) => "fourche",
        (422, _) => "plume",
        _ => "attention",
    }
}

/// The words for a field to correct, with its name.
pub fn raison(langue: Langue, saisie: &Saisie) -> String {
    let words = mots(langue, saisie);
    let champ = format!("champ-{}", saisie.champ);
    if langue.has(&champ) { format!("{} : {words}", langue.t(&champ)) } else { words }
}

/// The words alone, to stand beside the field: the coffre gives a key, unknown ones get the general sentence.
pub fn mots(langue: Langue, saisie: &Saisie) -> String {
    // What the coffre says of a form, what the trade says of a value, wherever it was typed.
    let keys = [format!("saisie-{}", saisie.raison), format!("remarque-{}", saisie.raison)];
    let key = keys.iter().find(|key| langue.has(key));
    langue.t(key.map_or("saisie-invalide", |key| key))
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::face::{Budget, LoginEnded, Panne, PanneKind};

    /// One of each sort of page that has words of its own.
    const PATHS: [&str; 5] = ["/dossiers/1", "/enrolement/1", "/arrivee/1", "/connexion", "/habilitations/1"];

    /// Every refusal there is.
    pub fn every() -> Vec<Refus> {
        let refusals = [
            Refusal::Login(LoginEnded::Inconnu),
            Refusal::Login(LoginEnded::Expire),
            Refusal::Login(LoginEnded::Remplace),
            Refusal::Login(LoginEnded::Parti),
            Refusal::Signature,
            Refusal::Introuvable,
            Refusal::Role,
            Refusal::Compte,
            Refusal::Budget { quoi: Budget::Jour, limite: 60 },
            Refusal::Budget { quoi: Budget::Heure, limite: 30 },
            Refusal::Budget { quoi: Budget::Semaine, limite: 220 },
            Refusal::Budget { quoi: Budget::Revelations, limite: 5 },
            Refusal::Budget { quoi: Budget::Parties, limite: 0 },
            Refusal::Budget { quoi: Budget::Lignes, limite: 200 },
            Refusal::Budget { quoi: Budget::Codes, limite: 3 },
            Refusal::Inexplique { limite: 12, essais: 2 },
            Refusal::Tranche { limite: 20 },
            Refusal::Coupe,
            Refusal::Fusible,
            Refusal::Gel,
            Refusal::Essai,
            Refusal::Faits,
            Refusal::Integrite { entree: 4021 },
            Refusal::Conflit,
        ];
        let pannes = [PanneKind::ContreCle, PanneKind::Scelle, PanneKind::Journal, PanneKind::Base, PanneKind::Interne];
        let saisie = Saisie { champ: "naissance", raison: "champ-mal-forme" };
        refusals
            .into_iter()
            .map(Refus::from)
            .chain(pannes.map(|quoi| Refus::Coffre(Error::Panne(Panne { quoi, numero: "1a2b3c4d".into() }))))
            .chain([Refus::Coffre(Error::Saisie(vec![saisie]))])
            .chain([Refus::NonSignee, Refus::Illisible, Refus::Etrangere, Refus::TropLong, Refus::Inconnue])
            .collect()
    }

    /// A page that only says no leaves its reader where she is: each one tells what to do, or does it.
    #[test]
    fn every_refusal_says_what_to_do() {
        for refus in every() {
            for path in PATHS {
                let figure = refus.figure(path);
                let told = Langue::ALL.iter().all(|langue| langue.has(&format!("{}-faire", figure.key)));
                assert!(told || figure.geste != Geste::Accueil, "{}", figure.key);
            }
        }
    }

    #[test]
    fn a_code_is_offered_of_the_dossier_that_nothing_explained() {
        let id = "07".repeat(16);
        let check = |refusal: Refusal, target: Option<String>, expected: bool| {
            assert_eq!(code(&refusal.into(), target.as_deref()).is_some(), expected, "{refusal:?} {target:?}");
        };
        let refused = Refusal::Inexplique { limite: 12, essais: 2 };
        check(refused, Some(format!("/dossiers/{id}")), true);
        check(refused, Some(format!("/dossiers/{id}/contact?ecrit=1")), true);
        check(refused, Some("/dossiers/1".into()), false);
        check(refused, None, false);
        check(Refusal::Introuvable, Some(format!("/dossiers/{id}")), false);
    }

    #[test]
    fn every_refusal_has_its_words() {
        for refus in every() {
            for path in PATHS {
                let key = refus.figure(path).key;
                for langue in Langue::ALL {
                    assert!(langue.has(key) && langue.has(&format!("{key}-titre")), "{key} {langue:?}");
                }
            }
        }
    }
}
