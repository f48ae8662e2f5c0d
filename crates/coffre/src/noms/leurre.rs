//! The decoys of a structure, and the one that a broad search shows.

use std::hash::{DefaultHasher, Hash, Hasher};

use domaine::AgentId;
use domaine::fuseau::Fuseau;
use domaine::saisie::normal_name;
use zeroize::Zeroizing;

use super::semblables::are_near;
use super::{Label, Noms};
use crate::fiche::days;
use crate::repertoire::Demande;

/// A search with more answers than this is broad: it looks for nobody in particular.
pub(crate) const LARGE: usize = 8;

impl Noms {
    /// A decoy, as a list would show it.
    pub(crate) fn leurre(&self, dossier: &[u8; 16]) -> Option<Label> {
        let label = self.leurres.get(dossier)?;
        let made = days(Fuseau::of_structure(self.structure).aujourdhui(label.cree));
        Some(Label { statut: self.seuil_now().statut(made, label.contact, label.fin), ..label.clone() })
    }

    /// Puts one decoy among the answers of a broad search, where one can pass for an answer: its masked line fits what was typed, and
    /// looks like nobody who answers. Who is looking for somebody in particular knows that it is not him; who opens whatever
    /// comes does not. The answers stay as many as `limit`. The same search shows the same one at the same place.
    pub(crate) fn mix(&self, query: &str, agent: AgentId, answers: &mut Vec<Label>, limit: usize) {
        if answers.len() <= LARGE || self.leurres.is_empty() {
            return;
        }
        let demande = Demande::read(query);
        if demande.naissance.is_some() || demande.numero.is_some() || demande.mots.is_empty() {
            return;
        }
        let mots: Vec<&[u8]> = demande.mots.iter().map(|mot| mot.lettres()).collect();
        // Everybody who answers, those of the next pages too: the one whom she seeks is among them.
        let all: Vec<Masque> = self.search(query, None, self.len()).iter().map(Masque::of).collect();
        let are_called = all.iter().filter(|one| one.is_called(&mots)).count() * 2 > all.len();
        let passes = |label: &&Label| {
            let masque = Masque::of(label);
            // Never to who would accompany: she knows hers.
            label.referent != agent.0
                && masque.fits(&mots)
                && (!are_called || masque.is_called(&mots))
                && !all.iter().any(|one| one.is_like(&masque))
        };
        let Some(label) = self.leurres.values().find(passes).and_then(|label| self.leurre(&label.dossier.0)) else {
            return;
        };
        let mut hasher = DefaultHasher::new();
        (label.dossier.0, mots).hash(&mut hasher);
        answers.truncate(limit.saturating_sub(1));
        let place = hasher.finish() as usize % (answers.len() + 1);
        answers.insert(place, label);
    }
}

/// What a masked line says of a name.
struct Masque {
    prenom: Zeroizing<String>,
    initiales: Vec<char>,
}

impl Masque {
    fn of(label: &Label) -> Masque {
        let initial = |nom: &domaine::Clair| normal_name(nom.expose()).chars().next();
        Masque {
            prenom: Zeroizing::new(normal_name(label.prenom.expose())),
            initiales: [Some(&label.nom), label.usage.as_ref()].into_iter().flatten().filter_map(initial).collect(),
        }
    }

    /// Whether each word that was typed begins the first name.
    fn is_called(&self, mots: &[&[u8]]) -> bool {
        mots.iter().all(|mot| self.prenom.as_bytes().starts_with(mot))
    }

    /// Whether each word that was typed may be of this line: it begins the first name, or the surname of which one letter shows.
    fn fits(&self, mots: &[&[u8]]) -> bool {
        let of_nom = |mot: &[u8]| mot.first().is_some_and(|b| self.initiales.contains(&char::from(*b)));
        mots.iter().all(|mot| self.prenom.as_bytes().starts_with(mot) || of_nom(mot))
    }

    /// Whether one could be taken for the other: the same letter beside a first name that is nearly the same.
    fn is_like(&self, other: &Masque) -> bool {
        are_near(&self.prenom, &other.prenom) && self.initiales.iter().any(|one| other.initiales.contains(one))
    }
}
