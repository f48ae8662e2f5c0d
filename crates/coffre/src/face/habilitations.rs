//! Accounts: who asks, who signs, what each may do and until when. Every change is a [`Geste`]: prepared, then signed by a passkey.

use domaine::{AgentId, Clair, CodeStructure, DossierId, IncidentId};
use droits::Role;
use droits::habilitation::{Cause, Genre, Lien, State};
use jiff::civil::Date;

use super::Agent;

/// What a person is about to sign. Prepared with [`crate::Coffre::prepare`], which answers a [`Defi`].
#[derive(Clone, Debug)]
pub enum Geste {
    /// A new account.
    Proposer(Box<Carte>),
    /// A grant that goes on, until this day (at most a year).
    Renouveler {
        /// Whose.
        agent: AgentId,
        /// Last day.
        jusqu: Date,
    },
    /// Both keys are lost.
    RefaireCles {
        /// Whose.
        agent: AgentId,
    },
    /// The function Direction for somebody of the structure.
    ProposerDirection {
        /// Whose.
        agent: AgentId,
    },
    /// The drawn approver says yes. `vue` is what the page gave when it showed the card.
    Approuver {
        /// Whose demand.
        agent: AgentId,
    },
    /// She says no; the demand ends.
    Refuser {
        /// Whose demand.
        agent: AgentId,
    },
    /// She cannot judge: another is drawn.
    Decliner {
        /// Whose demand.
        agent: AgentId,
    },
    /// A parrain vouches for who stands before her, and for the keys just made.
    Parrainer {
        /// Whose.
        agent: AgentId,
        /// Hash of the keys that the page showed ([`Arrivee::cles`]).
        cles: [u8; 32],
    },
    /// Somebody who watches says no before the account works.
    Veto {
        /// Whose.
        agent: AgentId,
    },
    /// A parrain confirms a probation.
    Confirmer {
        /// Whose.
        agent: AgentId,
    },
    /// One of the two who lift a suspension.
    Retablir {
        /// Whose.
        agent: AgentId,
    },
    /// An account that slept works again.
    Reveiller {
        /// Whose.
        agent: AgentId,
    },
    /// Somebody leaves: closed for ever.
    Clore {
        /// Whose.
        agent: AgentId,
    },
    /// Somebody leaves for another structure: rights here end on this day.
    Muter {
        /// Whose.
        agent: AgentId,
        /// First day without rights here.
        date: Date,
    },
    /// A line of a recertification: this account is needed, as it is.
    Certifier {
        /// Whose.
        agent: AgentId,
    },
    /// More new accounts a week for a season: asked by the direction, granted by another's.
    Quota {
        /// Where.
        structure: CodeStructure,
        /// New accounts a week.
        nombre: u32,
        /// Last day.
        jusqu: Date,
    },
    /// The outgoing direction hands over; or, the place being empty, the next takes it.
    PasserDirection {
        /// To whom.
        agent: AgentId,
    },
    /// One of three officers: causes of sleep are set aside for 24 hours.
    Secourir {
        /// Whose.
        agent: AgentId,
    },
    /// The course was passed: the answers are graded again here.
    Former {
        /// Which draw of the questions.
        tirage: u64,
        /// For each question in the order shown, the choices ticked, in the order shown.
        reponses: Vec<Vec<u8>>,
    },
    /// One more key of one's own.
    AjouterCle(Box<super::Attestation>),
    /// One key of one's own that no longer serves.
    RetirerCle {
        /// Credential id.
        cle: Vec<u8>,
    },
    /// The next tranche of new dossiers of this login.
    Tranche,
    /// Thirty dossiers more, today, for a colleague.
    Rallonger {
        /// Whose day.
        agent: AgentId,
    },
    /// Nobody of a structure, or of the network, reads any more, for so long from now.
    Geler {
        /// Where; `None` for the network.
        structure: Option<CodeStructure>,
        /// Minutes.
        minutes: u32,
    },
    /// The alerts that rang until an hour are false.
    EcarterAlertes {
        /// Of whose account; `None` for those about nobody in particular.
        agent: Option<AgentId>,
        /// The latest that was seen, milliseconds.
        jusqua: u64,
        /// How many were seen.
        combien: u32,
    },
    /// An incident is opened.
    OuvrirIncident {
        /// Whose account is the first.
        agent: AgentId,
    },
    /// One account more.
    AjouterCompte {
        /// Which incident.
        incident: IncidentId,
        /// Whose account.
        agent: AgentId,
    },
    /// One account less.
    RetirerCompte {
        /// Which incident.
        incident: IncidentId,
        /// Whose account.
        agent: AgentId,
    },
    /// It is over.
    CloreIncident {
        /// Which.
        incident: IncidentId,
        /// What its author saw of it: `IncidentVu::vu`.
        vu: [u8; 16],
        /// Whether it happened.
        is_confirme: bool,
    },
    /// A campaign of calls: who proposes it receives it, sealed.
    ProposerMandat(Box<super::CampagneSaisie>),
    /// One of the two who approve it.
    ApprouverMandat {
        /// Which.
        mandat: domaine::MandatId,
    },
    /// One of the two who lift it.
    Degeler {
        /// Where; `None` for the network.
        structure: Option<CodeStructure>,
    },
    /// A dossier that she has open, held out to somebody of another structure who reads her a code.
    Donner {
        /// Which.
        dossier: DossierId,
        /// Eight letters.
        code: String,
    },
    /// A dossier that was held out, taken for four hours.
    Prendre {
        /// Which.
        dossier: DossierId,
        /// One of `droits::habilitation::bris::MOTIFS`.
        motif: u8,
    },
    /// The review of one.
    Revoir {
        /// Who took it.
        agent: AgentId,
        /// Which, by its name in the journal.
        sujet: [u8; 16],
        /// Whether it was needed.
        justifie: bool,
    },
    /// A federated identity shown a moment ago, by the code that its page gives.
    Lier {
        /// Whose.
        agent: AgentId,
        /// Eight letters.
        code: String,
    },
}

/// The card of a new account: what approvers see, and what was signed.
#[derive(Clone, Debug)]
pub struct Carte {
    /// "Inès".
    pub prenom: Clair,
    /// "Lefèvre".
    pub nom: Clair,
    /// Professional address.
    pub mail: Clair,
    /// What she will do.
    pub role: Role,
    /// Quality of parrain.
    pub is_parrain: bool,
    /// First day of work.
    pub debut: Date,
    /// Last day of the grant, at most a year after the signature.
    pub jusqu: Date,
    /// "Conseillère en insertion", as in the contract.
    pub fonction: Clair,
    /// The line of the HR list that she comes from, if any.
    pub rh: Option<[u8; 16]>,
}

/// What a browser must have signed.
#[derive(Clone, Debug)]
pub struct Defi {
    /// WebAuthn's challenge.
    pub challenge: [u8; 32],
    /// Her authenticators.
    pub cles: Vec<Vec<u8>>,
    /// RP id.
    pub rp_id: String,
}

/// What was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signe {
    /// Account concerned.
    pub agent: AgentId,
    /// Index of its journal entry.
    pub entree: u64,
    /// The incident that it is a step of.
    pub incident: Option<IncidentId>,
}

/// A gesture that somebody may make on an account now: the buttons of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the gesture of the same name")]
pub enum Possible {
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
}

/// An account in a list.
#[derive(Clone, Debug)]
pub struct Compte {
    /// Which.
    pub agent: AgentId,
    /// "Inès Lefèvre".
    pub nom: Clair,
    /// Professional address.
    pub mail: Clair,
    /// What she does.
    pub role: Role,
    /// Quality of parrain.
    pub is_parrain: bool,
    /// Where.
    pub structure: CodeStructure,
    /// "Mission locale de Roubaix".
    pub structure_nom: String,
    /// Its state now.
    pub etat: State,
    /// Why it sleeps, and since when (milliseconds since 1970 UTC).
    pub cause: Option<(Cause, u64)>,
    /// Dates, in milliseconds since 1970 UTC.
    pub dates: Dates,
    /// The demand that waits on it.
    pub demande: Option<Demande>,
}

/// Dates of an account, in milliseconds since 1970 UTC; zero where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// First opening possible.
    pub ouvre: u64,
    /// End of probation.
    pub probation: u64,
    /// End of the grant.
    pub droit: u64,
    /// End of the certificate.
    pub formation: u64,
    /// End of the recertification.
    pub campagne: u64,
    /// Last login.
    pub connexion: u64,
}

/// A demand that waits.
#[derive(Clone, Debug)]
pub struct Demande {
    /// What is asked.
    pub genre: Genre,
    /// When, milliseconds since 1970 UTC.
    pub le: u64,
    /// Who proposed.
    pub par: Option<Clair>,
    /// Who is drawn, with her structure; who approved is ticked.
    pub tires: Vec<(Option<Clair>, String, bool)>,
    /// Too few for a lot.
    pub is_ceremonie: bool,
    /// How many approvals it needs.
    pub faut: u8,
    /// Whether all have approved.
    pub is_approuvee: bool,
    /// End of the grant that is asked for, milliseconds since 1970 UTC.
    pub jusqu: u64,
}

/// A key of one's own.
#[derive(Clone, Debug)]
pub struct CleLiee {
    /// Credential id.
    pub id: Vec<u8>,
    /// Whether it is the one of this login.
    pub is_ici: bool,
    /// Added of late: from when it serves, milliseconds.
    pub des: Option<u64>,
}

/// `GET /compte`: what I may do, until when, why.
#[derive(Debug)]
pub struct MonCompte {
    /// Who reads.
    pub agent: Agent,
    /// Her account.
    pub compte: Compte,
    /// Her keys.
    pub cles: Vec<CleLiee>,
    /// Last logins, newest first: time, and how it ended (`None` while alive).
    pub logins: Vec<(u64, Option<u8>)>,
    /// Who stands behind it.
    pub liens: Vec<(Lien, Option<Clair>)>,
    /// What her role allows, as keys of actions (see `droits::role`).
    pub actions: Vec<&'static str>,
    /// Unexplained openings left of a probation.
    pub essai_reste: Option<u8>,
    /// Federated identities bound.
    pub identites: u8,
}

/// `GET /rallonges`: whose day is nearly used up.
#[derive(Debug)]
pub struct Rallonges {
    /// Who reads.
    pub agent: Agent,
    /// By name.
    pub lignes: Vec<Rallonge>,
}

/// A colleague near the end of what her role may read. Each count stands beside its limit.
#[derive(Clone, Debug)]
pub struct Rallonge {
    /// Which.
    pub agent: AgentId,
    /// "Inès Lefèvre".
    pub nom: Clair,
    /// What she does.
    pub role: Role,
    /// New dossiers today.
    pub jour: (u16, u16),
    /// New dossiers in seven days.
    pub semaine: (u16, u16),
    /// Identifiers revealed today.
    pub revelations: (u16, u16),
    /// Her structure, where it is not the reader's: nobody is signed in there who could give it.
    pub ailleurs: Option<CodeStructure>,
    /// How many times her day was made longer already.
    pub donnees: u16,
    /// Whether who reads may make it longer now.
    pub is_possible: bool,
}

/// `GET /bris`: dossiers of other structures that she was held out or took; of hers, those to be reviewed.
#[derive(Debug)]
pub struct Bris {
    /// Who reads.
    pub agent: Agent,
    /// What she reads aloud to who gives; none for who accompanies nobody.
    pub code: Option<String>,
    /// Held out to her, and taken by her: each opens, or waits for her gesture.
    pub siens: Vec<BrisLu>,
    /// Taken from her structure, to be reviewed by her, oldest first.
    pub a_revoir: Vec<BrisARevoir>,
}

/// A dossier of another structure.
#[derive(Clone, Debug)]
pub struct BrisLu {
    /// Which, as long as this program remembers it.
    pub dossier: Option<DossierId>,
    /// Whose: "Mission locale de Roubaix".
    pub structure: String,
    /// Who gave it.
    pub par: Option<Clair>,
    /// Until when it may be taken, or opens, milliseconds.
    pub jusqua: u64,
    /// Whether it was taken.
    pub is_pris: bool,
}

/// What somebody elsewhere took from this structure.
#[derive(Clone, Debug)]
pub struct BrisARevoir {
    /// Who took it.
    pub agent: AgentId,
    /// "Max Petit".
    pub nom: Clair,
    /// Where she works: "Mission locale de Lyon".
    pub structure: String,
    /// Who gave it.
    pub par: Option<Clair>,
    /// Which, by its name in the journal.
    pub sujet: [u8; 16],
    /// Which, as long as this program remembers it.
    pub dossier: Option<DossierId>,
    /// When, milliseconds.
    pub depuis: u64,
    /// Until when it is to be reviewed, milliseconds.
    pub avant: u64,
    /// One of `droits::habilitation::bris::MOTIFS`.
    pub motif: u8,
    /// Whether who reads may review it: not who gave it.
    pub is_possible: bool,
}

/// `GET /bris/{dossier}`: to whom a dossier would be held out.
#[derive(Debug)]
pub struct Preneur {
    /// Who reads.
    pub agent: Agent,
    /// Who read the code aloud: name, role, structure; none for a code of nobody.
    pub preneur: Option<(Clair, Role, String)>,
}

/// `GET /gels`: what is frozen for an incident, as far as it concerns who reads.
#[derive(Debug)]
pub struct Gels {
    /// Who reads.
    pub agent: Agent,
    /// The longest that comes to an end last.
    pub lignes: Vec<GelLu>,
}

/// A freeze that holds.
#[derive(Clone, Debug)]
pub struct GelLu {
    /// Where; `None` for the network.
    pub structure: Option<CodeStructure>,
    /// Milliseconds.
    pub depuis: u64,
    /// Milliseconds.
    pub jusqua: u64,
    /// Who signed it, one or two.
    pub par: Vec<Clair>,
    /// Who was the first of the two to lift it.
    pub leve: Option<Clair>,
    /// Whether who reads may make it longer now, as a second person.
    pub is_prolongeable: bool,
    /// Whether who reads may be one of the two who lift it.
    pub is_levable: bool,
}

/// `GET /habilitations`: the gestionnaire's desk, or what others have to do about accounts.
#[derive(Debug)]
pub struct Bureau {
    /// Who reads.
    pub agent: Agent,
    /// Demands that wait, oldest first.
    pub demandes: Vec<Compte>,
    /// Accounts whose end (grant, certificate, recertification) comes within 30 days, soonest first.
    pub echeances: Vec<Compte>,
    /// Accounts asleep or suspended.
    pub arretes: Vec<Compte>,
    /// The HR list that was brought last.
    pub rh: Vec<LigneRh>,
    /// New accounts still possible this week for her, and in the structure.
    pub places: (u8, u8),
    /// A raise of the quota that waits for a second direction: how many a week, until when.
    pub quota: Option<(CodeStructure, u32, u64)>,
}

/// A line of the HR list.
#[derive(Clone, Debug)]
pub struct LigneRh {
    /// Which.
    pub id: [u8; 16],
    /// "Inès".
    pub prenom: Clair,
    /// "Lefèvre".
    pub nom: Clair,
    /// Professional address.
    pub mail: Clair,
    /// As in the contract.
    pub fonction: Clair,
    /// First day.
    pub debut: Option<Date>,
    /// Last day.
    pub fin: Option<Date>,
    /// The account that bears the same name or mail here, and whether it is still open: a double, or a leaver.
    pub connu: Option<(AgentId, State)>,
}

/// A line of an HR list as read from a file.
#[derive(Clone, Debug)]
pub struct RhLu {
    /// "Inès".
    pub prenom: Clair,
    /// "Lefèvre".
    pub nom: Clair,
    /// Professional address.
    pub mail: Clair,
    /// As in the contract.
    pub fonction: Clair,
    /// First day.
    pub debut: Option<Date>,
    /// Last day.
    pub fin: Option<Date>,
}

/// `GET /habilitations/{agent}`: one account, with what may be done about it.
#[derive(Debug)]
pub struct FicheCompte {
    /// Who reads.
    pub agent: Agent,
    /// The account.
    pub compte: Compte,
    /// The card that was signed; `None` for a first agent, or when it does not answer its hash any more.
    pub carte: Option<Carte>,
    /// The line of the HR list that looks like her, to compare.
    pub rh: Option<LigneRh>,
    /// People who bear the same name or mail, anywhere: name, structure, state.
    pub semblables: Vec<(Clair, String, State)>,
    /// Buttons.
    pub possibles: Vec<Possible>,
    /// Who suspended it, and who already asked to lift it.
    pub suspension: Option<(Option<Clair>, u64, Option<Clair>)>,
    /// Its history, oldest first.
    pub histoire: Vec<Evenementiel>,
    /// Of which approver: median seconds to decide, decisions, refusals. Shown to herself only.
    pub rythme: Option<(u16, u16, u16)>,
    /// For who is drawn to decide and has not yet; `None` for all others.
    pub jugement: Option<Jugement>,
}

/// What a drawn approver has besides the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jugement {
    /// When the card was first shown to her, milliseconds since 1970 UTC: twenty seconds later she may approve.
    pub vue: u64,
    /// Demands that the same proposer made in the last thirty days, this one included.
    pub proposees: u16,
}

/// One step of an account's history.
#[derive(Clone, Debug)]
pub struct Evenementiel {
    /// Index of its journal entry.
    pub entree: u64,
    /// Milliseconds since 1970 UTC.
    pub le: u64,
    /// Number of its kind (`journal::Kind`), and the entry's rule.
    pub genre: (u8, u8),
    /// By whom; `None` for the programs.
    pub par: Option<Clair>,
    /// Whether a passkey signed it.
    pub is_signe: bool,
}

/// One step with its proof: what a third party needs to check it with the journal's own tools.
#[derive(Clone, Debug)]
pub struct Preuve {
    /// Index.
    pub entree: u64,
    /// The 256 bytes.
    pub octets: Vec<u8>,
    /// The piece, if any.
    pub piece: Option<Vec<u8>>,
    /// What was signed, as a text; empty when nothing was.
    pub enonce: String,
    /// Hashes of the inclusion proof, towards the checkpoint.
    pub chemin: Vec<[u8; 32]>,
}

/// Proofs of one account: its steps, and the cosigned checkpoint that covers them.
#[derive(Clone, Debug)]
pub struct Preuves {
    /// Steps, oldest first.
    pub pas: Vec<Preuve>,
    /// The signed note.
    pub note: Vec<u8>,
    /// Verifier keys: the journal's, the contre-clé's.
    pub cles: [String; 2],
}

/// `GET /acces`: who may what in my structure.
#[derive(Debug)]
pub struct Acces {
    /// Who reads.
    pub agent: Agent,
    /// Accounts, by name.
    pub comptes: Vec<Compte>,
}

/// `GET /approbations`, `GET /parrainages`: accounts that wait for something from her.
#[derive(Debug)]
pub struct Attendus {
    /// Who reads.
    pub agent: Agent,
    /// Accounts, those that wait longest first.
    pub comptes: Vec<Compte>,
}

/// `GET /lignees`: who stands behind whom, in the structure and for the approvers elsewhere.
#[derive(Debug)]
pub struct Lignees {
    /// Who reads.
    pub agent: Agent,
    /// Accounts: id, name, role, structure's name, state.
    pub comptes: Vec<(AgentId, Clair, Role, String, State)>,
    /// From a signer to an account, and how.
    pub liens: Vec<(AgentId, AgentId, Lien)>,
}

/// `GET /campagnes`: the recertification that is due.
#[derive(Debug)]
pub struct Campagne {
    /// Who reads.
    pub agent: Agent,
    /// Lines that wait for her, the most urgent first; decoys stand among them.
    pub lignes: Vec<LigneCampagne>,
    /// Lines done in this campaign.
    pub faites: u16,
    /// A decoy was approved: every line is to be reviewed again, and nobody has come to sit beside her yet.
    pub is_reprise: bool,
    /// Another reviewer of the structure who waits for somebody beside her: the reader may lift that reprise.
    pub a_cote: Option<Clair>,
}

/// A line of a campaign, with facts of use.
#[derive(Clone, Debug)]
pub struct LigneCampagne {
    /// The account.
    pub compte: Compte,
    /// Days since the last opening of a dossier; `None` if there was none.
    pub derniere_ouverture: Option<u16>,
    /// Openings of the last 30 days, and how many of them nothing explained.
    pub ouvertures: (u32, u32),
    /// Reaches of the role never used, as keys of actions.
    pub inutilises: Vec<&'static str>,
}

/// A newcomer's arrival, as her parrain sees it: `GET /parrainages/{agent}`.
#[derive(Debug)]
pub struct Arrivee {
    /// Who reads.
    pub agent: Agent,
    /// The account.
    pub compte: Compte,
    /// The secret part of the address, while it is open: shown once, to who opened it.
    pub code: Option<String>,
    /// Keys made so far.
    pub liees: u8,
    /// Hash of the keys that wait, once there are two: what the parrain signs.
    pub cles: Option<[u8; 32]>,
    /// Four words of the same hash: the newcomer's page shows the same.
    pub mots: Option<[&'static str; 4]>,
}

/// `GET /arrivee/{code}`: the newcomer's own path, on her phone.
#[derive(Clone, Debug)]
pub struct Chemin {
    /// Who.
    pub nom: Clair,
    /// Role.
    pub role: Role,
    /// Where.
    pub structure_nom: String,
    /// WebAuthn user handle.
    pub agent: AgentId,
    /// Challenge of the next key.
    pub challenge: [u8; 32],
    /// Keys made so far.
    pub liees: u8,
    /// Keys to be excluded.
    pub exclues: Vec<Vec<u8>>,
    /// Four words to compare with the parrain's page, once there are two keys.
    pub mots: Option<[&'static str; 4]>,
    /// Once the parrain has signed: from when dossiers open, milliseconds since 1970 UTC.
    pub ouvre: Option<u64>,
}

/// What a federated identity, rank zero, may see of its own account.
#[derive(Clone, Debug)]
pub enum Federe {
    /// Bound: the account's name, state and dates, and nothing else.
    Connu(Box<Compte>),
    /// Known to nobody here. The code lets a parrain bind it, for five minutes; no row is made.
    Inconnu {
        /// Eight letters.
        code: String,
    },
}
