//! An agenda: rendez-vous, absences, open slots.

use domaine::agenda::{Plage, Recurrence, StatutRdv};
use domaine::fuseau::Fuseau;
use domaine::{AgentId, Clair, RendezVousId};
use jiff::civil::{Date, DateTime};

use super::{Agent, Etiquette, Receipt};

/// A rendez-vous as typed.
#[derive(Clone, Debug)]
pub struct RendezVousSaisi {
    /// With whom.
    pub agent: AgentId,
    /// When, in the structure's own time.
    pub plage: Plage,
    /// Number of the site; zero for none.
    pub site: u32,
    /// A code of the list "rdv-objets".
    pub objet: u16,
    /// A few words, shown to agents of the structure; never anything delicate.
    pub texte: Clair,
    /// Again and again.
    pub recurrence: Option<Recurrence>,
    /// Booked even over another.
    pub force: bool,
}

/// What occupies an agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum GenreAgenda {
    RendezVous = 1,
    /// Open for rendez-vous.
    Creneau = 2,
    Absence = 3,
}

impl GenreAgenda {
    /// The kind of a stored number.
    pub fn from_number(number: u8) -> Option<GenreAgenda> {
        [GenreAgenda::RendezVous, GenreAgenda::Creneau, GenreAgenda::Absence].into_iter().find(|g| *g as u8 == number)
    }

    /// Its key in forms and translations.
    pub const fn key(self) -> &'static str {
        match self {
            GenreAgenda::RendezVous => "rendez-vous",
            GenreAgenda::Creneau => "creneau",
            GenreAgenda::Absence => "absence",
        }
    }
}

/// One line of an agenda.
#[derive(Clone, Debug)]
pub struct LigneAgenda {
    /// For its address.
    pub id: RendezVousId,
    /// What it is.
    pub genre: GenreAgenda,
    /// When.
    pub plage: Plage,
    /// Of a rendez-vous.
    pub statut: StatutRdv,
    /// Whether the statut was said today, and can be taken back.
    pub reprise: bool,
    /// Whose agenda.
    pub agent: (AgentId, Option<Clair>),
    /// Number of the site; zero for none.
    pub site: u32,
    /// A code of the list "rdv-objets", or of "absences".
    pub objet: u16,
    /// A few words.
    pub texte: Clair,
    /// The person, whole where entrusted to the reader, masked elsewhere.
    pub personne: Option<Etiquette>,
    /// Whether it is one of several.
    pub serie: bool,
    /// Minute of that day at which its person arrived at the front desk.
    pub arrivee: Option<u16>,
}

/// A page of an agenda: a day or a week.
#[derive(Debug)]
pub struct Agenda {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// What is shown, which may be less than what was asked.
    pub vue: VueAgenda,
    /// First and last day.
    pub jours: (Date, Date),
    /// Lines by day, then hour: one page of a day; of a week all, or none where they are more than a page holds.
    pub lignes: Vec<LigneAgenda>,
    /// Lines of each day that has any, shown or not.
    pub comptes: Vec<(Date, usize)>,
    /// Slots that are open and free, when one agenda is shown whole.
    pub libres: Vec<Plage>,
    /// Colleagues away on the day, when everybody's agenda is shown.
    pub absents: Vec<(Clair, Plage)>,
    /// Lines that do not read as they were written.
    pub illisibles: usize,
    /// Those who receive, by name; who reads is among them if she does.
    pub collegues: Vec<(AgentId, Clair)>,
    /// Sites, by number.
    pub sites: Vec<(u32, String)>,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
    /// Since when her agenda has an address for other programs, milliseconds since 1970 UTC.
    pub flux: Option<u64>,
}

impl Agenda {
    /// Lines of all the days shown.
    pub fn total(&self) -> usize {
        self.comptes.iter().map(|(_, combien)| combien).sum()
    }
}

/// Which agenda is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VueAgenda {
    /// A day of it; today when none.
    pub jour: Option<Date>,
    /// The whole week, Monday to Sunday.
    pub semaine: bool,
    /// Whose; her own when none, everybody's with `tous`.
    pub agent: Option<AgentId>,
    /// Everybody of the structure.
    pub tous: bool,
    /// Only this site.
    pub site: Option<u32>,
    /// Page of a day, from 1; zero is the first.
    pub page: u32,
}

impl VueAgenda {
    /// Lines of a day on one page: fewer where each has all its gestures.
    pub const fn par_page(&self) -> usize {
        if self.tous { 20 } else { 15 }
    }
}

/// A change of a rendez-vous.
#[derive(Clone, Debug)]
pub enum ChangementRdv {
    /// Another statut.
    Statut(StatutRdv),
    /// Put off: it stays as *reporté*, and another one takes its place.
    Deplace {
        /// When.
        plage: Plage,
        /// Whose agenda.
        agent: AgentId,
        /// Over another.
        force: bool,
    },
}

/// What became of a booking.
#[derive(Debug)]
pub enum Booked {
    /// Booked: the first, and how many.
    Fait(RendezVousId, usize),
    /// Nothing was booked: these stand there already, and the form did not say to go over them.
    Occupe(Vec<Plage>),
}

/// As [`Booked`], for the page that asked.
#[derive(Debug)]
pub enum Reserve {
    /// Booked.
    Fait {
        /// The first.
        id: RendezVousId,
        /// How many.
        combien: usize,
        /// Days that the rhythm gave, and that are public holidays.
        sautes: Vec<Date>,
    },
    /// Nothing was booked.
    Occupe {
        /// What stands there.
        plages: Vec<Plage>,
        /// To ask again.
        formulaire: Box<FormulaireAgenda>,
    },
}

/// What a form of the agenda offers. It shows nobody.
#[derive(Debug)]
pub struct FormulaireAgenda {
    /// Who fills it.
    pub agent: Agent,
    /// Those who receive, by name.
    pub collegues: Vec<(AgentId, Clair)>,
    /// Sites that are open, by number.
    pub sites: Vec<(u32, String)>,
    /// The next free slots of who is asked for.
    pub libres: Vec<Plage>,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
}

/// What is put in an agenda without a person.
#[derive(Clone, Debug)]
pub struct PlageSaisie {
    /// Absence or open slot.
    pub genre: GenreAgenda,
    /// Whose.
    pub agent: AgentId,
    /// When, on the first day: one stretch, or the two of a whole day.
    pub plages: Vec<Plage>,
    /// Again and again, or day after day for an absence.
    pub recurrence: Option<Recurrence>,
    /// A code of the list "absences"; zero for an open slot.
    pub objet: u16,
    /// Number of the site; zero for none.
    pub site: u32,
}

/// What changes in an agenda without a person.
#[derive(Clone, Debug)]
pub enum ChangementPlage {
    /// Put there.
    Pose(PlageSaisie),
    /// Taken away.
    Retire {
        /// Which.
        id: RendezVousId,
        /// With those of the same series that come after it.
        serie: bool,
    },
}

/// What became of it.
#[derive(Debug)]
pub struct PlagePosee {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who asked.
    pub agent: Agent,
    /// How many lines were put there, or taken away.
    pub combien: usize,
    /// Days that the rhythm gave, and that are public holidays.
    pub sautes: Vec<Date>,
    /// An absence was put over these rendez-vous: they are to be moved. At most a page.
    pub a_deplacer: Vec<LigneAgenda>,
    /// How many in all.
    pub a_deplacer_total: usize,
}

/// A day's sheet, by place.
#[derive(Debug)]
pub struct FeuilleAgenda {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who prints.
    pub agent: Agent,
    /// The day.
    pub jour: Date,
    /// Rendez-vous that are still expected, by hour.
    pub lignes: Vec<LigneAgenda>,
    /// How many there are in all: a sheet holds so many.
    pub total: usize,
    /// Sites, by number.
    pub sites: Vec<(u32, String)>,
    /// Lines that do not read as they were written.
    pub illisibles: usize,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
}

/// The agenda that an address gives to other programs: nobody's name, and no id of a dossier.
#[derive(Debug)]
pub struct Flux {
    /// The hour of its structure.
    pub fuseau: Fuseau,
    /// The clock, milliseconds since 1970 UTC.
    pub maintenant: u64,
    /// Rendez-vous and absences.
    pub lignes: Vec<LigneFlux>,
}

/// See [`Flux`].
#[derive(Debug)]
pub struct LigneFlux {
    /// Names it for ever, and leads nowhere.
    pub uid: [u8; 16],
    /// Rendez-vous or absence.
    pub genre: GenreAgenda,
    /// When.
    pub plage: Plage,
    /// Of a rendez-vous.
    pub statut: StatutRdv,
    /// Site's name.
    pub site: Option<String>,
    /// Last change, milliseconds since 1970 UTC.
    pub maj: u64,
}

/// The address of a feed, which is shown once.
#[derive(Debug)]
pub struct AdresseFlux {
    /// Who asked.
    pub agent: Agent,
    /// The secret part of it.
    pub jeton: [u8; 32],
}

/// Who may answer a request for a feed.
#[derive(Debug)]
pub enum FluxLu {
    /// Here it is.
    Ouvert(Flux),
    /// Nothing at this address, or nothing any more.
    Inconnu,
    /// Asked for too often; later.
    Patience,
}
