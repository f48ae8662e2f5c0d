//! The coffre's public face: what the guichet may ask, and what it gets. Types only; each verb is a file of its own.

// Named by their paths, so that who includes this file from elsewhere finds them too.
#[path = "face/accueil.rs"]
mod accueil;
#[path = "face/agenda.rs"]
mod agenda;
#[path = "face/ateliers.rs"]
mod ateliers;
#[path = "face/catalogue.rs"]
mod catalogue;
#[path = "face/codes.rs"]
mod codes;
#[path = "face/etendue.rs"]
mod etendue;
#[path = "face/fuites.rs"]
mod fuites;
#[path = "face/habilitations.rs"]
mod habilitations;
#[path = "face/imports.rs"]
mod imports;
#[path = "face/incidents.rs"]
mod incidents;
#[path = "face/journee.rs"]
mod journee;
#[path = "face/listes.rs"]
mod listes;
#[path = "face/mandats.rs"]
mod mandats;
#[path = "face/parcours.rs"]
mod parcours;
#[path = "face/repartition.rs"]
mod repartition;
#[path = "face/reperage.rs"]
mod reperage;
#[path = "face/vigie.rs"]
mod vigie;

use domaine::saisie::Raison;
use domaine::{AgentId, Champ, Clair, CodeStructure, DossierId, GenreEvenement, RendezVousId, Statut};
use droits::Role;
use jiff::civil::Date;

pub use accueil::*;
pub use agenda::*;
pub use ateliers::*;
pub use catalogue::*;
pub use codes::*;
pub use etendue::*;
pub use fuites::*;
pub use habilitations::*;
pub use imports::*;
pub use incidents::*;
pub use journee::*;
pub use listes::*;
pub use mandats::*;
pub use parcours::*;
pub use repartition::*;
pub use reperage::*;
pub use vigie::*;

/// A request as the browser signed it: the guichet relays it untouched, coffre and contre-clé verify it.
pub use droits::signature::{LoginId, SignedRequest};

/// What stands between a request and its answer. Three families; the guichet has one page for each.
#[derive(Debug)]
pub enum Error {
    /// Expected, recorded, shown.
    Refusal(Refusal),
    /// Something typed must be typed again.
    Saisie(Vec<Saisie>),
    /// Ours: logged once with its causes, the user gets a number.
    Panne(Panne),
}

/// An expected refusal. "Absent" and "not yours" are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such login, or it ended: sign in again. The reason is for the words of the page.
    Login(LoginEnded),
    /// The signature does not answer the login's key, or the request was already used.
    Signature,
    /// Nothing there for this agent.
    Introuvable,
    /// The role does not do this.
    Role,
    /// A budget is used up.
    Budget {
        /// Which.
        quoi: Budget,
        /// The inclusive limit.
        limite: u16,
    },
    /// No fact explains this dossier, and what may stay unexplained is used up: the page offers the ways on.
    Inexplique {
        /// The inclusive limit of a day.
        limite: u16,
        /// Tries left before the account is cut.
        essais: u16,
    },
    /// The tranche is used up: a gesture of the passkey begins the next.
    Tranche {
        /// New dossiers of a tranche.
        limite: u16,
    },
    /// The account has just been cut: too many tries past what may stay unexplained.
    Coupe,
    /// What is stored is not what was last recorded: kept shut, journalled under this index.
    Integrite {
        /// Index of the journal entry.
        entree: u64,
    },
    /// Someone else wrote in between, and again at each try.
    Conflit,
    /// The account is suspended, asleep or closed.
    Compte,
    /// A network or structure fuse has blown; later.
    Fusible,
    /// The structure, or the network, is frozen for an incident.
    Gel,
    /// What a probation allows is used up.
    Essai,
    /// The people whom she may expect by her own word, in a day, are used up; or the portefeuilles that she may take over.
    Faits,
}

/// What is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// New dossiers of an hour.
    Heure,
    /// New dossiers of a day.
    Jour,
    /// New dossiers of seven days.
    Semaine,
    /// Reveals of identifiers, of a day.
    Revelations,
    /// Delicate parts, or prints, of a day.
    Parties,
    /// Distinct persons in lists, of a day.
    Lignes,
    /// Checks of leaks, of a day.
    Controles,
    /// Codes sent, of a day: for one person, or by one agent.
    Codes,
}

/// Why a login is not alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginEnded {
    /// Never seen here.
    Inconnu,
    /// 12 hours, or 60 minutes idle.
    Expire,
    /// The agent signed in elsewhere: one live login each.
    Remplace,
    /// The agent left.
    Parti,
}

/// A field to correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saisie {
    /// The form's field.
    pub champ: &'static str,
    /// Key of the message.
    pub raison: &'static str,
}

/// A failure of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panne {
    /// What failed, for the page's words.
    pub quoi: PanneKind,
    /// Number given to the user, found again in the log.
    pub numero: String,
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PanneKind {
    /// The second key-holder does not answer, or is sealed.
    ContreCle,
    /// The coffre waits for its root key.
    Scelle,
    /// The journal cannot be written: nothing can be shown.
    Journal,
    /// The database does not answer.
    Base,
    /// Anything else.
    Interne,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        Error::Refusal(refusal)
    }
}

impl From<Panne> for Error {
    fn from(panne: Panne) -> Error {
        Error::Panne(panne)
    }
}

/// The agent behind a live login.
#[derive(Clone, Debug)]
pub struct Agent {
    /// Who.
    pub id: AgentId,
    /// "Léa Masson".
    pub nom: Clair,
    /// What she does.
    pub role: Role,
    /// Where.
    pub structure: CodeStructure,
    /// "Mission locale de Roubaix".
    pub structure_nom: String,
    /// End of the login, milliseconds since 1970 UTC.
    pub until: u64,
    /// Dossiers opened today, and the limit: the meter of her day.
    pub ouvertures: (u16, u16),
    /// The same of seven days, today counted.
    pub semaine: (u16, u16),
}

/// Proof that an answer may leave: it only comes from the journal. Given back with [`crate::Coffre::delivered`]
/// when the last byte has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    pub(crate) index: u64,
    pub(crate) login: LoginId,
    pub(crate) subject: [u8; 16],
    pub(crate) request: [u8; 32],
}

/// An opened dossier: the fields of the released classes, and nothing else.
#[derive(Debug)]
pub struct Opened {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Which.
    pub dossier: DossierId,
    /// Version that was read, to be sent back by a form.
    pub etat: u32,
    /// Fields by number.
    pub champs: Vec<(Champ, Clair)>,
    /// Newest first.
    pub evenements: Vec<Evenement>,
    /// Newest first.
    pub situations: Vec<SituationVue>,
    /// Newest first.
    pub propositions: Vec<PropositionVue>,
    /// Of the groups of the released classes that hold something.
    pub fraicheurs: Vec<FraicheurVue>,
    /// Rendez-vous and workshops, newest first.
    pub presences: Vec<Presence>,
    /// Where the accompaniment stands today.
    pub statut: Statut,
    /// The same, with its reasons.
    pub suivi: StatutVue,
    /// Name of the référent.
    pub referent: Option<Clair>,
    /// Why this opening is explained.
    pub explique: Explique,
    /// Changes, newest first.
    pub historique: Vec<Changement>,
    /// Readings, newest first.
    pub lectures: Vec<Lecture>,
    /// A text that was being typed.
    pub brouillon: Option<Brouillon>,
}

impl Opened {
    /// A field's value, or `None` when the dossier does not have it.
    pub fn champ(&self, champ: Champ) -> Option<&Clair> {
        self.champs.iter().find(|(c, _)| *c == champ).map(|(_, value)| value)
    }
}

/// One contact.
#[derive(Clone, Debug)]
pub struct Evenement {
    /// Number of the row: propositions name it.
    pub num: u32,
    /// Kind.
    pub genre: GenreEvenement,
    /// Day.
    pub date: Date,
    /// Minutes.
    pub duree: u16,
    /// Who held it.
    pub agent: Option<Clair>,
    /// What was said; may be empty.
    pub texte: Clair,
    /// A code of the list "lieux".
    pub lieu: Option<u16>,
    /// Place in words.
    pub precision: Clair,
    /// The rendez-vous that it was.
    pub rendez_vous: Option<RendezVousId>,
    /// Whether a part of it stands among the delicate notes.
    pub delicat: bool,
    /// Whether who reads may withdraw it as a slip: hers, of today, and nothing was added to it.
    pub retirable: bool,
}

/// Why a dossier was opened, as its page says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Explique {
    /// The fact.
    pub explication: Explication,
    /// She stated it herself within the day: this opening is counted with those that nothing explains.
    pub faible: bool,
}

/// Why an agent opens a dossier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Explication {
    /// No fact known to the system explains it: counted apart.
    #[default]
    Aucune = 0,
    /// She is the référent.
    Portefeuille = 1,
    /// On probation: she made it herself.
    Creation = 2,
    /// A rendez-vous with her.
    RendezVous = 3,
    /// The person is at the front desk.
    Ticket = 4,
    /// A call was passed on to her.
    Appel = 5,
    /// She answers for the référent.
    Remplacement = 6,
    /// The person is enrolled in a workshop of hers.
    Atelier = 7,
    /// Of another structure: two persons of two structures broke the glass.
    Bris = 9,
    /// The person said the code that her telephone had received.
    Code = 10,
}

impl Explication {
    /// All, in the order of the codes.
    pub const ALL: [Explication; 10] = [
        Explication::Aucune,
        Explication::Portefeuille,
        Explication::Creation,
        Explication::RendezVous,
        Explication::Ticket,
        Explication::Appel,
        Explication::Remplacement,
        Explication::Atelier,
        Explication::Bris,
        Explication::Code,
    ];

    /// The explanation of a journal's code.
    pub fn from_code(code: u8) -> Option<Explication> {
        Explication::ALL.into_iter().find(|e| *e as u8 == code)
    }

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Explication::Aucune => "aucune",
            Explication::Portefeuille => "portefeuille",
            Explication::Creation => "creation",
            Explication::RendezVous => "rendez-vous",
            Explication::Ticket => "ticket",
            Explication::Appel => "appel",
            Explication::Remplacement => "remplacement",
            Explication::Atelier => "atelier",
            Explication::Bris => "bris",
            Explication::Code => "code",
        }
    }
}

/// One change of a dossier.
#[derive(Clone, Debug)]
pub struct Changement {
    /// Milliseconds since 1970 UTC.
    pub time: u64,
    /// By whom, when still known.
    pub agent: Option<Clair>,
    /// The version it made.
    pub etat: u32,
    /// What was written: a bitmap of classes.
    pub classes: u8,
    /// The fields, a bitmap.
    pub champs: u64,
    /// Index of its journal entry.
    pub entree: u64,
}

/// One reading of a dossier.
#[derive(Clone, Debug)]
pub struct Lecture {
    /// Milliseconds since 1970 UTC.
    pub time: u64,
    /// By whom.
    pub agent: Option<Clair>,
    /// Classes read: a bitmap.
    pub classes: u8,
    /// Why.
    pub explication: u8,
    /// Index of its journal entry.
    pub entree: u64,
    /// How.
    pub genre: GenreLecture,
}

/// A text that was being typed.
#[derive(Clone, Debug)]
pub struct Brouillon {
    /// Kind chosen.
    pub genre: Option<GenreEvenement>,
    /// Text.
    pub texte: Clair,
    /// Milliseconds since 1970 UTC.
    pub maj: u64,
}

/// What [`crate::Coffre::reveal`] shows.
#[derive(Debug)]
pub struct Revealed {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Identifiers.
    pub champs: Vec<(Champ, Clair)>,
    /// Reveals left today.
    pub reste: u16,
}

/// What [`crate::Coffre::unfold`] shows: the fields of one more class.
#[derive(Debug)]
pub struct Unfolded {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Fields; delicate notes are apart.
    pub champs: Vec<(Champ, Clair)>,
    /// Delicate notes, newest first; of C5 alone.
    pub notes: Vec<NoteDelicate>,
    /// Of the groups of this class that hold something.
    pub fraicheurs: Vec<FraicheurVue>,
}

/// One field as a form of change sends it back.
#[derive(Clone, Debug)]
pub struct ChampModifie {
    /// Which.
    pub champ: Champ,
    /// What the form was given; empty if nothing.
    pub avant: Clair,
    /// What it holds now; empty to take the field away.
    pub apres: Clair,
}

/// What became of a change. `V` is what the form's own road shows: a dossier, one more class of it, or its contact.
#[derive(Debug)]
pub enum Modified<V = Opened> {
    /// Written (or there was nothing to write). Fields that somebody else had changed meanwhile stand as they left them.
    Ecrit {
        /// The etat reached.
        etat: u32,
        /// Changed by somebody else since the form was shown, and kept.
        gardes: Vec<Champ>,
        /// Written, and doubtful: a key that does not answer its number, say.
        alertes: Vec<(Champ, Raison)>,
    },
    /// Two people changed the same field otherwise: nothing is written, the form comes back with both.
    Conflits(Box<Conflits<V>>),
}

/// See [`Modified::Conflits`].
#[derive(Debug)]
pub struct Conflits<V = Opened> {
    /// What stands now: shown, hence its receipt.
    pub opened: V,
    /// Fields where both changed, with what was just typed; what stands is in `opened`.
    pub champs: Vec<(Champ, Clair)>,
    /// Who wrote last, and when (milliseconds since 1970 UTC).
    pub par: Option<Clair>,
    /// See `par`.
    pub quand: u64,
}

/// People who may be the one that is about to be created.
#[derive(Debug)]
pub struct Doublons {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// In this structure, most probable first, at most ten; masked unless she is the référent.
    pub lignes: Vec<(Etiquette, Ressemblance)>,
    /// Names of other structures that know the same NIR, phone or mail: the transfer is to be asked there.
    pub ailleurs: Vec<String>,
}

/// Why two people look like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Ressemblance {
    MemeNir,
    MemesNomEtNaissance,
    MemeTelephoneOuMail,
    NomProcheEtNaissance,
    NomProche,
}

/// What became of a creation.
#[derive(Debug)]
pub enum Created {
    /// It exists.
    Fait(DossierId),
    /// Nothing was created: these look like the same person, and the form did not say that it is another.
    Doublons(Doublons),
}

/// What the browser must have signed by a passkey to be let in.
#[derive(Clone, Debug)]
pub struct Challenge {
    /// `SHA-256("cairn/login" ‖ 0 ‖ nonce ‖ browser key)`: WebAuthn's challenge.
    pub challenge: [u8; 32],
}

/// A passkey's answer, as the browser gives it.
#[derive(Clone, Debug)]
pub struct Assertion {
    /// The challenge that was given.
    pub challenge: [u8; 32],
    /// Credential.
    pub credential: Vec<u8>,
    /// authenticatorData.
    pub authenticator_data: Vec<u8>,
    /// clientDataJSON.
    pub client_data: Vec<u8>,
    /// Signature.
    pub signature: Vec<u8>,
}

/// A live login.
#[derive(Clone, Debug)]
pub struct LoggedIn {
    /// Its name, for the browser's signatures.
    pub login: LoginId,
    /// Who.
    pub agent: Agent,
}

/// An invitation to enrol authenticators, good for 15 minutes and one person.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Who is enrolled.
    pub nom: Clair,
    /// Role.
    pub role: Role,
    /// Where.
    pub structure_nom: String,
    /// WebAuthn user handle: the agent's id.
    pub agent: AgentId,
    /// Challenge of the next authenticator.
    pub challenge: [u8; 32],
    /// Authenticators already bound: two are needed.
    pub liees: u8,
    /// Credentials already bound, to be excluded.
    pub exclues: Vec<Vec<u8>>,
}

/// A new authenticator, as the browser gives it.
#[derive(Clone, Debug)]
pub struct Attestation {
    /// Credential id.
    pub credential: Vec<u8>,
    /// clientDataJSON.
    pub client_data: Vec<u8>,
    /// attestationObject (CBOR).
    pub attestation_object: Vec<u8>,
}

/// A new dossier as typed.
#[derive(Clone, Debug)]
pub struct NouveauDossier {
    /// Fields of every class that the form asks.
    pub champs: Vec<(Champ, Clair)>,
    /// The form says that those who look alike are other people.
    pub confirme: bool,
}
