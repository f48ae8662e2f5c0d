//! POST /dossiers/{id}/evenements, and …/evenements/delicat when a part of it is: one conversation, as typed in the panel of the dossier.
//! The agenda sends the same form for a rendez-vous that was held: nothing said yet, and back to the agenda. The timeline sends the number of
//! one that was a slip, to be withdrawn.

use axum::extract::{Path, State};
use axum::response::Response;
use domaine::agenda::{Plage, lire_heure};
use domaine::catalogue::Catalogue;
use domaine::{AgentId, Clair, GenreEvenement, RendezVousId};

use super::panneau::DUREE_SUIVANT;
use super::saisie_parcours::{Lecteur, as_typed, code};
use crate::demande::Demande;
use crate::face::{Booked, Error, EvenementSaisi, PropositionSaisie, RendezVousSaisi, ResultatSaisi};
use crate::pages::{clair, listes};
use crate::refus::Refus;
use crate::saisies::Saisies;
use crate::{Etat, dossiers, reponse};

/// Records, and goes back to the dossier, which says when the next rendez-vous found its place taken; or to the agenda.
pub async fn record_evenement(
    State(etat): State<Etat>,
    Path(id): Path<String>,
    demande: Demande,
) -> Result<Response, Refus> {
    let dossier = dossiers::named(&id)?;
    let saisies = Saisies::read(&demande.corps);
    if saisies.has("retirer") {
        let num = withdrawn(&saisies)?;
        etat.coffre.withdraw_evenement(&demande.signee, dossier, num).await?;
        return Ok(reponse::toward(&format!("/dossiers/{dossier}#evenements"), demande.page));
    }
    let evenement = read(&saisies)?;
    let ecrit = etat.coffre.record_evenement(&demande.signee, dossier, evenement).await.map_err(as_typed)?;
    let said = match ecrit.suivant {
        Some(Booked::Occupe(_)) => "?ecrit=evenement&suivant=occupe",
        Some(Booked::Fait(..)) => "?ecrit=evenement&suivant=pris",
        None => "",
    };
    let back = match ecrit.suivant {
        None => back(&saisies).unwrap_or_else(|| format!("/dossiers/{dossier}")),
        Some(_) => format!("/dossiers/{dossier}{said}"),
    };
    Ok(reponse::toward(&back, demande.page))
}

/// The number of an evenement to withdraw, from the timeline.
fn withdrawn(saisies: &Saisies) -> Result<u32, Error> {
    let mut lecteur = Lecteur::new(saisies);
    let num = lecteur.needed("retirer", clair::numero);
    lecteur.done()?;
    num.ok_or(Error::Saisie(Vec::new()))
}

/// The page from which the form was sent, when it is not the dossier's: Ma journée, or a view of the agenda, by its query.
fn back(saisies: &Saisies) -> Option<String> {
    if !saisies.has("retour") || saisies.is("retour", "/") {
        return saisies.has("retour").then(|| "/".to_owned());
    }
    clair::code(saisies.get("retour"), |query| {
        let is_plain = query.bytes().all(|c| c.is_ascii_alphanumeric() || b"&=-".contains(&c));
        is_plain.then(|| if query.is_empty() { "/agenda".to_owned() } else { format!("/agenda?{query}") })
    })
}

/// What the form holds, or the fields that cannot be read; the coffre checks what they say.
fn read(saisies: &Saisies) -> Result<EvenementSaisi, Error> {
    let mut lecteur = Lecteur::new(saisies);
    let genre = lecteur.needed("genre", |value| clair::code(value, GenreEvenement::from_key));
    let date = lecteur.needed("date", clair::date);
    let duree = lecteur.needed("duree", clair::nombre);
    let lieu = lecteur.perhaps("lieu", place);
    let offres = lecteur.ticked("propositions", code);
    let rendez_vous = lecteur.perhaps("rendez-vous", |value| clair::code(value, |id| id.parse::<RendezVousId>().ok()));
    let (situation, fins) = (lecteur.situation(), lecteur.ends());
    let (resultats, suivant) = (results(&mut lecteur), next(&mut lecteur));
    let etat = lecteur.perhaps("etat", clair::numero);
    let (texte, delicat, precision) = (lecteur.text("texte"), lecteur.text("delicat"), lecteur.text("precision"));
    lecteur.done()?;
    // A field that is needed and absent was named above.
    let (Some(genre), Some(date), Some(duree)) = (genre, date, duree) else { return Err(Error::Saisie(Vec::new())) };
    let proposed = |offre| PropositionSaisie { offre, terme: None, texte: Clair::default() };
    let propositions = offres.into_iter().map(proposed).collect();
    Ok(EvenementSaisi {
        etat,
        genre,
        date,
        duree,
        lieu,
        precision,
        texte,
        delicat,
        propositions,
        resultats,
        situation,
        fins,
        rendez_vous,
        suivant,
    })
}

/// A place by its key, or by its number.
fn place(value: &Clair) -> Option<u16> {
    clair::code(value, |cle| listes::code("lieux", cle)).or_else(|| code(value))
}

/// "12.realise", of the day of the conversation.
fn results(lecteur: &mut Lecteur<'_>) -> Vec<ResultatSaisi> {
    let given = lecteur.ticked("resultats", |value| clair::code(value, super::resolve_proposition::result));
    if given.is_empty() {
        return Vec::new();
    }
    let Some(jour) = clair::date(lecteur.saisies.get("date")) else { return Vec::new() };
    given.into_iter().map(|(num, etat)| ResultatSaisi { num, etat, jour }).collect()
}

/// The next rendez-vous: one of the slots that were proposed, or a day and an hour that were typed.
fn next(lecteur: &mut Lecteur<'_>) -> Option<RendezVousSaisi> {
    let saisies = lecteur.saisies;
    let is_typed = saisies.is("suivant", "autre") || !saisies.get("suivant-jour").is_empty();
    let chosen = lecteur.text("suivant");
    if !is_typed && chosen.is_empty() {
        return None;
    }
    let objet = lecteur.needed("suivant-objet", code);
    let agent = lecteur.needed("suivant-agent", |value| clair::code(value, |id| id.parse::<AgentId>().ok()));
    let plage = match is_typed {
        true => {
            let jour = lecteur.needed("suivant-jour", clair::date);
            let debut = lecteur.needed("suivant-heure", |value| clair::code(value, lire_heure));
            let duree = objet.and_then(usual_length).unwrap_or(DUREE_SUIVANT);
            let plage = Plage::de(jour?, debut?, duree).ok();
            if plage.is_none() {
                lecteur.unread("suivant-heure");
            }
            plage
        }
        false => lecteur.needed("suivant", |value| clair::code(value, slot)),
    };
    Some(RendezVousSaisi {
        agent: agent?,
        plage: plage?,
        site: 0,
        objet: objet?,
        texte: Clair::default(),
        recurrence: None,
        force: false,
    })
}

/// Minutes that the catalogue proposes for what a rendez-vous is about.
fn usual_length(objet: u16) -> Option<u16> {
    let minutes = Catalogue::get("rdv-objets")?.by_code(objet)?.nombre("duree")?;
    u16::try_from(minutes).ok()
}

/// "2026-11-24 09:00 45".
fn slot(text: &str) -> Option<Plage> {
    let mut parts = text.split(' ');
    let (jour, debut, duree) = (parts.next()?, parts.next()?, parts.next()?);
    Plage::de(jour.parse().ok()?, lire_heure(debut)?, duree.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRETIEN: &str = "genre=entretien-individuel&date=2026-11-21&duree=45&texte=";

    #[test]
    fn every_field_that_cannot_be_read_is_named_at_once() {
        let check = |corps: &str, expected: &[&str]| {
            let wrong = match read(&Saisies::read(corps.as_bytes())) {
                Err(Error::Saisie(wrong)) => wrong,
                _ => Vec::new(),
            };
            assert_eq!(wrong.iter().map(|s| s.champ).collect::<Vec<_>>(), expected, "{corps}");
        };
        check("genre=telephone&date=2026-11-21&duree=15&texte=Rappel", &[]);
        check("genre=autre&date=21/11/2026&duree=", &["genre", "date", "duree"]);
        check("genre=telephone&date=2026-02-30&duree=70000&texte=x", &["date", "duree"]);
        check(&format!("{ENTRETIEN}&lieu=x&propositions=1&propositions=z"), &["lieu", "propositions"]);
        let whom = format!("suivant-objet=2&suivant-agent={}", AgentId([3; 16]));
        check(&format!("{ENTRETIEN}&{whom}&suivant=autre"), &["suivant-jour", "suivant-heure"]);
        check(&format!("{ENTRETIEN}&{whom}&suivant=demain"), &["suivant"]);
        check(&format!("{ENTRETIEN}&suivant=2026-11-24+09%3A00+45"), &["suivant-objet", "suivant-agent"]);
        check(&format!("{ENTRETIEN}&rendez-vous=1"), &["rendez-vous"]);
    }

    #[test]
    fn a_slip_is_named_by_its_number() {
        let read = |corps: &str| withdrawn(&Saisies::read(corps.as_bytes())).ok();
        assert_eq!(read("retirer=12"), Some(12));
        assert_eq!((read("retirer=x"), read("retirer=")), (None, None));
    }

    #[test]
    fn one_panel_holds_all_of_a_conversation() {
        let agent = AgentId([3; 16]);
        let corps = format!(
            "{ENTRETIEN}CV+relu&lieu=1&propositions=1&propositions=5&resultats=12.realise&type=101&contrat=1\
             &debut-situation=2026-11-23&fins=2&fins-le=2026-11-22&etat=12&suivant=2026-11-24+09%3A00+45\
             &suivant-agent={agent}&suivant-objet=2"
        );
        let read = read(&Saisies::read(corps.as_bytes())).expect("it reads");
        let offres: Vec<_> = read.propositions.iter().map(|p| p.offre).collect();
        assert_eq!((offres.as_slice(), read.resultats.len(), read.fins.len()), ([1, 5].as_slice(), 1, 1));
        assert!(read.situation.is_some() && read.etat == Some(12) && read.delicat.is_empty());
        let suivant = read.suivant.expect("they meet again");
        assert_eq!((suivant.plage.debut(), suivant.plage.duree(), suivant.agent), (540, 45, agent));
    }

    #[test]
    fn who_came_from_elsewhere_goes_back_there_and_nowhere_else() {
        let check = |corps: &str, expected: Option<&str>| {
            assert_eq!(back(&Saisies::read(corps.as_bytes())).as_deref(), expected, "{corps}");
        };
        check("texte=x", None);
        check("retour=/", Some("/"));
        check("retour=", Some("/agenda"));
        check("retour=jour=2026-11-23%26vue=semaine", Some("/agenda?jour=2026-11-23&vue=semaine"));
        check("retour=//ailleurs.example", None);
        check("retour=https://ailleurs.example", None);
        check("retour=jour=1%0aset", None);
    }
}
