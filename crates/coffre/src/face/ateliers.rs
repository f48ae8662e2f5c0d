//! Sessions collectives: what is asked of them, and what is shown.

use domaine::agenda::{Plage, Recurrence};
use domaine::seance::{EtatSeance, StatutInscription, TypeOffre};
use domaine::{AgentId, AtelierId, Clair, DossierId, OffreId};
use jiff::civil::{Date, DateTime};

use super::{Agent, Etiquette, Receipt};

/// An offre collective of a structure: what its sessions are dates of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OffreVue {
    /// For forms and filters.
    pub id: OffreId,
    /// Its name, which is of nobody.
    pub nom: String,
    /// What a presence at one of its sessions reads as.
    pub genre: TypeOffre,
    /// A code of the list "offre", if it answers one.
    pub code: Option<u16>,
    /// Whether new sessions may be given of it.
    pub ouverte: bool,
}

/// The offre of a new session, as typed.
#[derive(Clone, Debug)]
pub enum OffreSaisie {
    /// One that the structure has.
    Connue(OffreId),
    /// A new one. An open one of the same name and kind is taken instead of a second.
    Nouvelle {
        /// Its name.
        nom: Clair,
        /// Workshop, or information collective.
        genre: TypeOffre,
        /// A code of the list "offre".
        code: Option<u16>,
    },
}

/// New sessions, as typed.
#[derive(Clone, Debug)]
pub struct AtelierSaisi {
    /// Of what.
    pub offre: OffreSaisie,
    /// When, in the structure's own time; of a series, the first.
    pub plage: Plage,
    /// Places in all; none for no limit.
    pub places: Option<u16>,
    /// Last day to enrol, included; none for the day itself.
    pub limite: Option<Date>,
    /// Who holds it.
    pub animateur: AgentId,
    /// Number of the site; zero for none.
    pub site: u32,
    /// A few words, shown to agents of the structure; never about anybody.
    pub texte: Clair,
    /// Again and again.
    pub recurrence: Option<Recurrence>,
}

/// What became of [`AtelierSaisi`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AteliersCrees {
    /// The first of them.
    pub premier: AtelierId,
    /// How many.
    pub combien: usize,
    /// Public holidays that the recurrence skipped.
    pub ecartees: Vec<Date>,
}

/// Which sessions are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Onglet {
    /// Today and after.
    #[default]
    AVenir,
    /// Before today, the last one first.
    Passes,
    /// Over since yesterday at least, and still open; the oldest first.
    AClore,
    /// A whole month: a day of it.
    Mois(Date),
}

/// How the list is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VueAteliers {
    /// Which.
    pub onglet: Onglet,
    /// Only of this offre.
    pub offre: Option<OffreId>,
    /// Only at this site.
    pub site: Option<u32>,
    /// Page, from 1; zero is the first.
    pub page: u32,
}

/// A session in a list: it shows nobody.
#[derive(Clone, Debug)]
pub struct LigneAtelier {
    /// For its address.
    pub id: AtelierId,
    /// Name of the offre.
    pub nom: String,
    /// Of which kind.
    pub genre: TypeOffre,
    /// When.
    pub plage: Plage,
    /// Places in all; none for no limit.
    pub places: Option<u16>,
    /// Places taken.
    pub prises: usize,
    /// People who wait for one.
    pub attente: usize,
    /// Last day to enrol.
    pub limite: Option<Date>,
    /// Where it stands.
    pub etat: EtatSeance,
    /// Whether it is to be closed.
    pub a_clore: bool,
    /// Who holds it.
    pub animateur: (AgentId, Option<Clair>),
    /// Number of the site; zero for none.
    pub site: u32,
    /// Whether it is one of several.
    pub serie: bool,
}

/// A page of the list.
#[derive(Debug)]
pub struct Ateliers {
    /// Who reads.
    pub agent: Agent,
    /// What is shown.
    pub vue: VueAteliers,
    /// 25 at most; of a month, 100.
    pub lignes: Vec<LigneAtelier>,
    /// How many there are in all.
    pub total: usize,
    /// How many of the structure are to be closed.
    pub a_clore: usize,
    /// Offres of the structure, by name.
    pub offres: Vec<OffreVue>,
    /// Sites, by number.
    pub sites: Vec<(u32, String)>,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
    /// Whether who reads may give new sessions.
    pub anime: bool,
}

/// What the form of new sessions is drawn from.
#[derive(Debug)]
pub struct FormulaireAtelier {
    /// Who asks.
    pub agent: Agent,
    /// Offres that are open, by name.
    pub offres: Vec<OffreVue>,
    /// Those who may hold one, by name.
    pub animateurs: Vec<(AgentId, Clair)>,
    /// Open sites, by number.
    pub sites: Vec<(u32, String)>,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
}

/// How many people stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ComptesAtelier {
    /// Enrolled, and neither present nor marked.
    pub inscrits: usize,
    /// Waiting for a place.
    pub attente: usize,
    /// Those who signed.
    pub presents: usize,
    /// Those who did not come.
    pub absents: usize,
    /// Refusals, of the jeune or of a third party.
    pub refus: usize,
    /// Struck off.
    pub partis: usize,
}

/// One line of a session's sheet.
#[derive(Clone, Debug)]
pub struct InscritVu {
    /// For its address.
    pub dossier: DossierId,
    /// Number on the sheet, from 1; of who waits, the rank in the waiting list.
    pub rang: usize,
    /// Where it stands.
    pub statut: StatutInscription,
    /// The person, whole where entrusted to the reader, masked elsewhere; none when the dossier left the structure.
    pub personne: Option<Etiquette>,
}

/// A session and a page of its people.
#[derive(Debug)]
pub struct AtelierVu {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// The session.
    pub ligne: LigneAtelier,
    /// A few words.
    pub texte: Clair,
    /// Day of its clôture.
    pub close_le: Option<Date>,
    /// Those of the page: with a place or marked in the order of their demand, then those who wait, then those who left.
    pub inscrits: Vec<InscritVu>,
    /// Lines in all.
    pub total: usize,
    /// The page shown, from 1.
    pub page: u32,
    /// How many stand where.
    pub comptes: ComptesAtelier,
    /// Of a clôture that was refused: how many are neither present nor marked. `inscrits` are the first of them.
    pub oublies: Option<usize>,
    /// Lines that do not read as they were written.
    pub illisibles: usize,
    /// Sites, by number.
    pub sites: Vec<(u32, String)>,
    /// Those who may hold it, by name.
    pub animateurs: Vec<(AgentId, Clair)>,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
    /// Whether who reads may change, cancel, close and reopen it.
    pub anime: bool,
    /// Whether who reads may enrol and mark.
    pub inscrit: bool,
}

/// What is done to a session as a whole.
#[derive(Clone, Debug)]
pub enum ChangementAtelier {
    /// Another number of places; who waits may get one.
    Places(Option<u16>),
    /// Another time, another closing date, another animateur or site.
    Deplace {
        /// When.
        plage: Plage,
        /// Last day to enrol.
        limite: Option<Date>,
        /// Who holds it.
        animateur: AgentId,
        /// Number of the site; zero for none.
        site: u32,
    },
    /// It does not take place.
    Annuler,
    /// Opens it again, to correct its sheet.
    Rouvrir,
    /// What changed on the sheet: present, absent, or enrolled again when it was a mistake. Others stay as they are, so that two people
    /// with the same sheet undo nothing of each other.
    Emarger(Vec<(DossierId, StatutInscription)>),
}

/// What is done for one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GesteInscription {
    /// A place, or a rank in the waiting list.
    Inscrire,
    /// She came without being enrolled: present.
    SurPlace,
    /// She comes no more.
    Desinscrire,
    /// Present, absent, a refusal, or enrolled again when it was a mistake.
    Statut(StatutInscription),
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssueInscription {
    /// Where the person stands now.
    pub statut: StatutInscription,
    /// Of who waits, the rank.
    pub rang: Option<usize>,
    /// People who came out of the waiting list by it.
    pub promus: usize,
}

/// What became of a clôture.
#[derive(Debug)]
pub enum Cloture {
    /// Closed: how many stand where.
    Faite(ComptesAtelier),
    /// Nothing is closed: some are neither present nor marked. The page shows them.
    Oublies(Box<AtelierVu>),
}
