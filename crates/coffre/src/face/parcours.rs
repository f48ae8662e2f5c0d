//! What is asked and shown of a pathway: evenements, situations, propositions, freshness, statut.

use domaine::proposition::Proposition;
use domaine::situation::{Motif, Situation};
use domaine::{AgentId, Champ, Clair, DossierId, GenreEvenement, Groupe, RendezVousId, Statut};
use jiff::civil::Date;

use super::{Agent, Booked, Explique, Receipt, RendezVousSaisi};

/// One panel for a conversation: what was said, what was proposed, what changes, when they meet again. All of it or nothing.
#[derive(Clone, Debug)]
pub struct EvenementSaisi {
    /// The etat that the form was given. A panel sent again after a failure is known by it, and what somebody else changed
    /// since is not overwritten; without it neither is looked at.
    pub etat: Option<u32>,
    /// Kind.
    pub genre: GenreEvenement,
    /// Day.
    pub date: Date,
    /// Minutes.
    pub duree: u16,
    /// A code of the list "lieux".
    pub lieu: Option<u16>,
    /// Place in words.
    pub precision: Clair,
    /// What was said. May be empty when something else of the panel says it.
    pub texte: Clair,
    /// What goes to the delicate notes (C5) and nowhere else; not empty only on the path that opens C5.
    pub delicat: Clair,
    /// Ticked: codes of the list "offre", or of the structure's own.
    pub propositions: Vec<PropositionSaisie>,
    /// Results given to earlier propositions.
    pub resultats: Vec<ResultatSaisi>,
    /// A new situation.
    pub situation: Option<SituationSaisie>,
    /// Situations that end: number of the row, last day.
    pub fins: Vec<(u32, Date)>,
    /// The rendez-vous that this was: it becomes *présent* by the same gesture.
    pub rendez_vous: Option<RendezVousId>,
    /// The next rendez-vous.
    pub suivant: Option<RendezVousSaisi>,
}

/// What became of a panel. Everything of the dossier is written; only the next rendez-vous may have found its place taken.
#[derive(Debug)]
pub struct EvenementEcrit {
    /// The etat reached.
    pub etat: u32,
    /// The next rendez-vous, if one was asked for.
    pub suivant: Option<Booked>,
}

/// A proposition as ticked.
#[derive(Clone, Debug)]
pub struct PropositionSaisie {
    /// A code of the list "offre", or of the structure's own.
    pub offre: u16,
    /// By when.
    pub terme: Option<Date>,
    /// A remark.
    pub texte: Clair,
}

/// What became of a proposition.
#[derive(Clone, Copy, Debug)]
pub struct ResultatSaisi {
    /// Number of the row.
    pub num: u32,
    /// "Prescrit" takes a result of today back.
    pub etat: domaine::proposition::EtatProposition,
    /// Day.
    pub jour: Date,
}

/// A situation as typed.
#[derive(Clone, Debug)]
pub struct SituationSaisie {
    /// The row to correct; `None` for a new one.
    pub num: Option<u32>,
    /// What the rules look at, unchecked.
    pub saisie: domaine::situation::Saisie,
    /// A code of the list "situation-origines".
    pub origine: u16,
    /// Employer, school, body.
    pub organisme: Clair,
    /// Town.
    pub lieu: Clair,
    /// Hours a week.
    pub heures: Option<u16>,
    /// A remark.
    pub texte: Clair,
}

/// A situation as shown.
#[derive(Clone, Debug)]
pub struct SituationVue {
    /// What the rules look at.
    pub situation: Situation,
    /// See [`SituationSaisie`].
    pub origine: u16,
    /// See [`SituationSaisie`].
    pub organisme: Clair,
    /// See [`SituationSaisie`].
    pub lieu: Clair,
    /// See [`SituationSaisie`].
    pub heures: Option<u16>,
    /// See [`SituationSaisie`].
    pub texte: Clair,
    /// Who wrote it first.
    pub agent: Option<Clair>,
    /// Why it does not count; empty when it does.
    pub pas_comptee: Vec<Motif>,
    /// Whether who reads may take it back: hers, and of today.
    pub annulable: bool,
}

/// What is done to situations.
#[derive(Clone, Debug)]
pub enum GesteSituation {
    /// A new one, or a correction where it has a number; and those that end with it.
    Ecrire {
        /// As typed.
        saisie: Box<SituationSaisie>,
        /// Situations that end: number of the row, last day.
        fins: Vec<(u32, Date)>,
    },
    /// One ends.
    Terminer {
        /// Number of the row.
        num: u32,
        /// Last day, included.
        jour: Date,
    },
    /// One that should not have been written: by who wrote it, the same day.
    Annuler {
        /// Number of the row.
        num: u32,
    },
}

/// A proposition as shown.
#[derive(Clone, Debug)]
pub struct PropositionVue {
    /// What the rules look at.
    pub proposition: Proposition,
    /// A remark.
    pub texte: Clair,
    /// Who made it.
    pub agent: Option<Clair>,
}

/// When a group was last confirmed.
#[derive(Clone, Debug)]
pub struct FraicheurVue {
    /// Which.
    pub groupe: Groupe,
    /// Day of the confirmation, or of the last write of one of its fields.
    pub jour: Date,
    /// By whom.
    pub agent: Option<Clair>,
}

/// Where the accompaniment stands, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatutVue {
    /// Computed today.
    pub statut: Statut,
    /// Last contact that counts.
    pub contact: Option<Date>,
    /// First day asleep, when it is actif.
    pub veille_le: Option<Date>,
    /// End, and its motif: a code of the list "statuts-fin".
    pub fin: Option<(Date, u16)>,
    /// Number of the situation in which she left.
    pub sortie: Option<u32>,
    /// First day past the legal period, if nothing runs then.
    pub conservation: Option<Conservation>,
}

/// When a dossier must be out of daily reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conservation {
    /// First day past the legal period.
    pub jour: Date,
    /// Whether something that moves this day is not held: a programme or a contract may put it off by years.
    pub a_confirmer: bool,
}

/// A change of statut, as asked.
#[derive(Clone, Debug)]
pub enum StatutSaisi {
    /// The accompaniment ends.
    Fin {
        /// Last day.
        jour: Date,
        /// A code of the list "statuts-fin".
        motif: u16,
        /// What the person lives on that day: required.
        sortie: Option<Sortie>,
    },
    /// It begins again.
    Reprise,
}

/// The situation in which somebody leaves.
#[derive(Clone, Debug)]
pub enum Sortie {
    /// One that is written already: number of the row.
    Connue(u32),
    /// Another one, written by the same gesture.
    Nouvelle(Box<SituationSaisie>),
}

/// A delicate note, taken during an evenement.
#[derive(Clone, Debug)]
pub struct NoteDelicate {
    /// Day.
    pub date: Date,
    /// Number of the evenement.
    pub evenement: u32,
    /// Who wrote it.
    pub agent: Option<Clair>,
    /// What was said.
    pub texte: Clair,
}

/// How to reach a person: what the front desk sees of a dossier.
#[derive(Debug)]
pub struct ContactVu {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Which.
    pub dossier: DossierId,
    /// Version that was read.
    pub etat: u32,
    /// Names, birth date, number, the group "contact", and the mark "ne-pas-contacter-parents": nothing else.
    pub champs: Vec<(Champ, Clair)>,
    /// Of the group "contact".
    pub fraicheur: Option<FraicheurVue>,
    /// Name of the référent.
    pub referent: Option<Clair>,
    /// Why this opening is explained.
    pub explique: Explique,
    /// Rendez-vous and workshops to come, the next one first.
    pub prochains: Vec<Presence>,
}

impl ContactVu {
    /// A field's value, or `None` when the dossier does not have it.
    pub fn champ(&self, champ: Champ) -> Option<&Clair> {
        self.champs.iter().find(|(c, _)| *c == champ).map(|(_, value)| value)
    }
}

/// What is of the structure and belongs in this person's timeline.
#[derive(Clone, Debug)]
pub struct Presence {
    /// Day.
    pub date: Date,
    /// Minutes of the day.
    pub debut: u16,
    /// See `debut`.
    pub fin: u16,
    /// What it was.
    pub quoi: Quoi,
    /// Who holds it.
    pub agent: Option<(AgentId, Clair)>,
    /// Where.
    pub site: Option<String>,
}

/// See [`Presence::quoi`].
#[derive(Clone, Debug)]
pub enum Quoi {
    /// A rendez-vous, and its statut.
    RendezVous {
        /// For its address.
        id: RendezVousId,
        /// Where it stands.
        statut: domaine::agenda::StatutRdv,
        /// A code of the list "rdv-objets".
        objet: u16,
    },
    /// An inscription in a session collective.
    Atelier {
        /// For its address.
        id: domaine::AtelierId,
        /// Name of the offre.
        nom: String,
        /// Kind of evenement that it is.
        genre: GenreEvenement,
        /// Where the inscription stands.
        statut: domaine::seance::StatutInscription,
    },
}
