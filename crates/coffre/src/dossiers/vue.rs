//! What an unlocked dossier shows of its pathway, its freshness and its statut.

use std::cmp::Reverse;

use domaine::evenement::retrait;
use domaine::situation::{Contexte, pourquoi_pas_comptee};
use domaine::statut::{Durees, Echeance, Faits, Parcours as Legal, Terme, at, parking_le, veille_le};
use domaine::{Champ, Clair, Groupe, RendezVousId, Statut};
use jiff::civil::Date;

use super::empreinte::is_untouched;
use super::locales::Locales;
use super::parcours::Parcours;
use super::unlock::Unlocked;
use crate::Alive;
use crate::ateliers::presence::ContactAtelier;
use crate::face::{Conservation, Evenement, FraicheurVue, NoteDelicate, PropositionVue, SituationVue, StatutVue};
use crate::fiche::Note;
use crate::noms::veille::{delai, jour};

/// Evenements, newest first. Two of the same day stay in the order in which they were recorded, the last first.
pub(super) fn evenements(alive: &Alive, unlocked: &Unlocked, parcours: &Parcours) -> Vec<Evenement> {
    let today = unlocked.today();
    let shown = parcours.evenements.iter().rev().map(|(rang, e)| Evenement {
        num: rang.num,
        genre: e.genre,
        date: e.date,
        duree: e.duree,
        agent: alive.nom_of(&e.agent),
        texte: e.texte.clone(),
        lieu: e.lieu,
        precision: e.precision.clone(),
        rendez_vous: e.rendez_vous.map(RendezVousId),
        delicat: e.delicat,
        retirable: retrait(
            e.agent == unlocked.agent.id.0,
            e.inscrit,
            is_untouched(rang.num, e, parcours, unlocked),
            today,
        )
        .is_ok(),
    });
    let mut all: Vec<Evenement> = shown.collect();
    all.sort_by_key(|e| Reverse(e.date));
    all
}

/// Situations, those that begin last first.
pub(super) fn situations(
    alive: &Alive,
    unlocked: &Unlocked,
    parcours: &Parcours,
    locales: &Locales,
    ateliers: &[ContactAtelier],
) -> Vec<SituationVue> {
    let today = unlocked.today();
    let premier_accueil = parcours.premier_accueil(ateliers);
    let shown = parcours.situations.iter().map(|(_, s)| {
        let nature = locales.nature(s.situation.type_);
        // Dispositifs and mises en relation are not held yet, which is not the same as absent.
        let contexte = Contexte { today, nature, premier_accueil, dispositifs: None, prescription: None };
        SituationVue {
            situation: s.situation,
            origine: s.origine,
            organisme: s.organisme.clone(),
            lieu: s.lieu.clone(),
            heures: s.heures,
            texte: s.texte.clone(),
            agent: alive.nom_of(&s.agent),
            pas_comptee: pourquoi_pas_comptee(&s.situation, &contexte),
            annulable: s.agent == unlocked.agent.id.0 && s.inscrit == Some(today),
        }
    });
    let mut all: Vec<SituationVue> = shown.collect();
    all.sort_by_key(|s| Reverse((s.situation.debut, s.situation.num)));
    all
}

/// Propositions, the last made first.
pub(super) fn propositions(alive: &Alive, parcours: &Parcours) -> Vec<PropositionVue> {
    let shown = parcours.propositions.iter().map(|(_, p)| PropositionVue {
        proposition: p.proposition,
        texte: p.texte.clone(),
        agent: alive.nom_of(&p.agent),
    });
    let mut all: Vec<PropositionVue> = shown.collect();
    all.sort_by_key(|p| Reverse((p.proposition.creee, p.proposition.num)));
    all
}

/// Freshness of the groups that hold something, or were confirmed. What was written before there were stamps is as old as the
/// dossier. `None` if a stamp does not open.
pub(super) fn fraicheurs(alive: &Alive, unlocked: &Unlocked, champs: &[(Champ, Clair)]) -> Option<Vec<FraicheurVue>> {
    let tampons = unlocked.tampons()?;
    let cree = unlocked.fuseau().aujourdhui(unlocked.stored.cree);
    let of = |groupe: Groupe| {
        if let Some(tampon) = tampons.iter().find(|t| t.groupe == groupe) {
            return Some(FraicheurVue { groupe, jour: tampon.jour, agent: alive.nom_of(&tampon.agent) });
        }
        let is_filled = groupe.champs().any(|asked| champs.iter().any(|(champ, _)| *champ == asked));
        is_filled.then_some(FraicheurVue { groupe, jour: cree, agent: None })
    };
    let here: Vec<_> = unlocked.classes().collect();
    Some(Groupe::ALL.iter().filter(|g| here.contains(&g.classe())).filter_map(|g| of(*g)).collect())
}

/// Where the accompaniment stands today, and why: a presence at a closed workshop is a contact too. `sortie` is what the field "statut"
/// says.
pub(super) fn suivi(unlocked: &Unlocked, champs: &[(Champ, Clair)], ateliers: &[ContactAtelier]) -> Option<StatutVue> {
    let entete = unlocked.stored.entete()?;
    let today = unlocked.today();
    let cree = unlocked.fuseau().aujourdhui(unlocked.stored.cree);
    let fin = jour(entete.fin);
    let came = ateliers.iter().filter(|one| one.genre.reactive() && one.jour <= today).map(|one| one.jour);
    let faits = Faits { cree, contact: came.chain(jour(entete.contact)).max(), fin };
    let mois = delai(today);
    let statut = at(&faits, today, mois);
    let get = |wanted: Champ| champs.iter().find(|(champ, _)| *champ == wanted).map(|(_, value)| value.expose());
    Some(StatutVue {
        statut,
        contact: faits.contact,
        veille_le: (statut == Statut::Actif).then(|| veille_le(faits.contact.unwrap_or(cree), mois)),
        fin: fin.map(|fin| (fin, entete.motif)),
        sortie: fin.and_then(|_| get(Champ::Statut)?.parse().ok()),
        conservation: get(Champ::Naissance).and_then(|born| conservation(born.parse().ok()?, today)),
    })
}

/// First day past the legal period. Programmes, contracts and who is a disabled worker are not held yet: by the age alone, and said so.
fn conservation(naissance: Date, today: Date) -> Option<Conservation> {
    let legal = Legal { naissance, programme: Terme::Inconnu, cej: Terme::Inconnu, th: None };
    match parking_le(&legal, &Durees::at(today).ok()?).complet() {
        Echeance::Le(jour) => Some(Conservation { jour, a_confirmer: !legal.is_known() }),
        Echeance::EnCours => None,
    }
}

/// Takes the delicate notes out of the fields of C5: newest first. One that does not read as a note stays a note, without its line.
pub(super) fn notes(alive: &Alive, champs: &mut Vec<(Champ, Clair)>, cree: Date) -> Vec<NoteDelicate> {
    let mut notes: Vec<NoteDelicate> = Vec::new();
    champs.retain(|(champ, value)| {
        if *champ != Champ::NotesDelicates {
            return true;
        }
        notes.push(match Note::decode(value) {
            Some(Note { jour, agent, evenement, texte }) => {
                NoteDelicate { date: jour, evenement, agent: alive.nom_of(&agent), texte }
            }
            None => NoteDelicate { date: cree, evenement: 0, agent: None, texte: value.clone() },
        });
        false
    });
    notes.reverse();
    notes.sort_by_key(|note| Reverse(note.date));
    notes
}
