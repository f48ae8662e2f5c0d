//! How a panel is known again. Its print covers all that was typed in it, so that a double click writes once and two panels that differ
//! in anything are two. It is kept in the sealed evenement that the panel wrote; the next rendez-vous is not of it, which is booked apart.

use domaine::{Clair, Classe};
use jiff::civil::Date;
use zeroize::Zeroizing;

use super::parcours::{Parcours, Rang};
use super::unlock::Unlocked;
use crate::face::{EvenementSaisi, SituationSaisie};
use crate::fiche::{EvenementScelle, put, put_date, put_number, put_text};
use crate::racine::mac;

/// Prints that one evenement keeps: those of the panels that completed it last.
const MAX: usize = 8;

/// The print of a panel. Keyed as what it covers is sealed: the delicate part says nothing to a key of the pathway.
pub(super) fn of(saisi: &EvenementSaisi, unlocked: &Unlocked) -> Option<[u8; 16]> {
    let key = unlocked.key(Classe::Parcours)?;
    let mut out = Zeroizing::new(Vec::new());
    put(&mut out, 1, &[saisi.genre.number()]);
    put_date(&mut out, 2, Some(saisi.date));
    put_number(&mut out, 3, Some(saisi.duree));
    put(&mut out, 4, &unlocked.agent.id.0);
    put_number(&mut out, 5, saisi.lieu);
    put_text(&mut out, 6, &saisi.precision);
    put_text(&mut out, 7, &saisi.texte);
    if let Some(id) = &saisi.rendez_vous {
        put(&mut out, 8, &id.0);
    }
    for one in &saisi.propositions {
        put_number(&mut out, 10, Some(one.offre));
        put_date(&mut out, 11, one.terme);
        put_text(&mut out, 12, &one.texte);
    }
    for one in &saisi.resultats {
        put(&mut out, 13, &one.num.to_be_bytes());
        put(&mut out, 14, &[one.etat as u8]);
        put_date(&mut out, 15, Some(one.jour));
    }
    for (num, jour) in &saisi.fins {
        put(&mut out, 16, &num.to_be_bytes());
        put_date(&mut out, 17, Some(*jour));
    }
    if let Some(situation) = &saisi.situation {
        add_situation(&mut out, situation);
    }
    if let Some(delicat) = unlocked.key(Classe::Delicat).filter(|_| !saisi.delicat.is_empty()) {
        put(&mut out, 9, &mac(&**delicat, saisi.delicat.expose().as_bytes()));
    }
    let whole = mac(&**key, &[b"panneau", out.as_slice()].concat());
    whole.first_chunk().copied()
}

fn add_situation(out: &mut Vec<u8>, situation: &SituationSaisie) {
    let typed = &situation.saisie;
    if let Some(num) = situation.num {
        put(out, 20, &num.to_be_bytes());
    }
    put(out, 21, &[typed.categorie.map_or(0, |categorie| categorie.number())]);
    put_number(out, 22, typed.type_);
    put_number(out, 23, typed.contrat);
    put_date(out, 24, typed.debut);
    put_date(out, 25, typed.fin_prevue);
    put_date(out, 26, typed.fin);
    if let Some(rome) = &typed.rome {
        put(out, 27, rome.as_str().as_bytes());
    }
    put_number(out, 28, Some(situation.origine));
    put_text(out, 29, &situation.organisme);
    put_text(out, 30, &situation.lieu);
    put_number(out, 31, situation.heures);
    put_text(out, 32, &situation.texte);
}

/// Whether this very panel stands already: sent again after a failure, or the one gesture of the agenda made twice. That gesture knows
/// no etat and says nothing: once its evenement is there, whatever was said since, it has nothing to add.
pub(super) fn stands(parcours: &Parcours, saisi: &EvenementSaisi, unlocked: &Unlocked) -> bool {
    let Some(print) = of(saisi, unlocked) else { return false };
    let is_gesture = saisi.etat.is_none() && !says_else(saisi) && is_blank(&saisi.texte);
    let of_it = saisi.rendez_vous.and_then(|id| parcours.of_rendez_vous(&id.0));
    let is_own = of_it.is_some_and(|(_, there)| there.agent == unlocked.agent.id.0);
    let is_newer = |rang: &Rang| rang.is_newer(saisi.etat);
    (is_gesture && is_own)
        || of_it.is_some_and(|(_, there)| there.empreintes.contains(&print))
        || parcours.evenements.iter().any(|(rang, there)| is_newer(rang) && there.empreintes.contains(&print))
}

/// The evenement that one gesture made of this rendez-vous, which still says nothing: who made it may say it now.
pub(super) fn own_unsaid<'a>(
    parcours: &'a Parcours,
    saisi: &EvenementSaisi,
    unlocked: &Unlocked,
) -> Option<&'a (Rang, EvenementScelle)> {
    let found = parcours.of_rendez_vous(&saisi.rendez_vous?.0)?;
    let (_, there) = found;
    (is_blank(&there.texte) && !there.delicat && there.agent == unlocked.agent.id.0).then_some(found)
}

/// Whether nothing was done with this evenement but the gesture that made it: a presence, and not a word.
pub(super) fn is_untouched(num: u32, there: &EvenementScelle, parcours: &Parcours, unlocked: &Unlocked) -> bool {
    let Some(id) = there.rendez_vous else { return false };
    let gesture = EvenementSaisi {
        etat: None,
        genre: there.genre,
        date: there.date,
        duree: there.duree,
        lieu: there.lieu,
        precision: Clair::default(),
        texte: Clair::default(),
        delicat: Clair::default(),
        propositions: Vec::new(),
        resultats: Vec::new(),
        situation: None,
        fins: Vec::new(),
        rendez_vous: Some(domaine::RendezVousId(id)),
        suivant: None,
    };
    let is_carrying = parcours.propositions.iter().any(|(_, p)| p.proposition.evenement == num);
    !is_carrying && of(&gesture, unlocked).is_some_and(|print| there.empreintes == [print])
}

/// The evenement as this panel says it: new, or over the one that it completes.
pub(super) fn sealed(
    saisi: &EvenementSaisi,
    unlocked: &Unlocked,
    before: Option<&EvenementScelle>,
    (contact, today): (Option<Date>, Date),
) -> EvenementScelle {
    let mut empreintes = before.map_or_else(Vec::new, |before| before.empreintes.clone());
    empreintes.extend(of(saisi, unlocked));
    let first = empreintes.len().saturating_sub(MAX);
    EvenementScelle {
        genre: saisi.genre,
        date: saisi.date,
        duree: saisi.duree,
        agent: unlocked.agent.id.0,
        texte: saisi.texte.clone(),
        lieu: saisi.lieu,
        precision: saisi.precision.clone(),
        rendez_vous: saisi.rendez_vous.map(|id| id.0),
        delicat: !is_blank(&saisi.delicat),
        inscrit: before.map_or(Some(today), |before| before.inscrit),
        avant: before.map_or(contact, |before| before.avant),
        empreintes: empreintes.split_off(first),
        retire: None,
    }
}

/// Whether a panel holds anything but a text.
pub(super) fn says_else(saisi: &EvenementSaisi) -> bool {
    !is_blank(&saisi.delicat)
        || !saisi.propositions.is_empty()
        || !saisi.resultats.is_empty()
        || saisi.situation.is_some()
        || !saisi.fins.is_empty()
}

pub(super) fn is_blank(texte: &Clair) -> bool {
    texte.expose().trim().is_empty()
}
