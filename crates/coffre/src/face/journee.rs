//! Ma journée: what is expected today, what is late, what came in, what ends soon.

use domaine::agenda::Plage;
use domaine::seance::EtatSeance;
use domaine::{AgentId, AtelierId, Clair, PassageId, RendezVousId};
use jiff::civil::{Date, DateTime};

use super::{Agent, Etiquette, LigneAgenda, Receipt};

/// Something to be done with somebody. Each is a list of people, and its count is the length of that list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AFaire {
    /// A rendez-vous is over, and nobody said what became of it.
    SansStatut,
    /// Did not come; no contact since, and no rendez-vous to come.
    ARappeler,
    /// A proposition has no result, past its term.
    SansResultat,
    /// The last situation is over, and nothing follows it.
    SituationFinie,
    /// At the front desk, waiting.
    Attend,
    /// A call was passed on and not answered.
    Appel,
    /// The dossier was entrusted a few days ago.
    Confie,
    /// The last situation ends soon, and nothing follows it.
    SituationFinissante,
    /// The dossier falls asleep soon, without a contact until then.
    VeilleProche,
}

impl AFaire {
    /// All, in the order of the page.
    pub const ALL: [AFaire; 9] = [
        AFaire::SansStatut,
        AFaire::ARappeler,
        AFaire::SansResultat,
        AFaire::SituationFinie,
        AFaire::Attend,
        AFaire::Appel,
        AFaire::Confie,
        AFaire::SituationFinissante,
        AFaire::VeilleProche,
    ];

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            AFaire::SansStatut => "rendez-vous-sans-statut",
            AFaire::ARappeler => "a-rappeler",
            AFaire::SansResultat => "propositions-sans-resultat",
            AFaire::SituationFinie => "situations-finies",
            AFaire::Attend => "attendent",
            AFaire::Appel => "appels",
            AFaire::Confie => "confies",
            AFaire::SituationFinissante => "situations-finissantes",
            AFaire::VeilleProche => "veille-proche",
        }
    }

    /// That of a key.
    pub fn from_key(key: &str) -> Option<AFaire> {
        AFaire::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Where it stands on the page.
    pub const fn moment(self) -> Moment {
        match self {
            AFaire::SansStatut | AFaire::ARappeler | AFaire::SansResultat | AFaire::SituationFinie => Moment::EnRetard,
            AFaire::Attend | AFaire::Appel | AFaire::Confie => Moment::Arrive,
            AFaire::SituationFinissante | AFaire::VeilleProche => Moment::Bientot,
        }
    }
}

/// The parts of the page after today's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the word of the screen that it says")]
pub enum Moment {
    EnRetard,
    Arrive,
    Bientot,
}

impl Moment {
    /// All, in the order of the page.
    pub const ALL: [Moment; 3] = [Moment::EnRetard, Moment::Arrive, Moment::Bientot];

    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Moment::EnRetard => "en-retard",
            Moment::Arrive => "arrive",
            Moment::Bientot => "bientot",
        }
    }
}

/// Where a day begins.
#[derive(Debug)]
pub enum Accueil {
    /// Who receives people: here is her day.
    Journee(Box<Journee>),
    /// Nobody has rendez-vous with her: her day begins on another page, and nobody was shown.
    Ailleurs(Agent),
}

/// The page where a day begins.
#[derive(Debug)]
pub struct Journee {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// The clock on the wall of the structure.
    pub maintenant: DateTime,
    /// Whether what is to be done is her whole structure's: she oversees, and accompanies nobody.
    pub structure_entiere: bool,
    /// Today, by hour: at most a page.
    pub aujourdhui: Vec<Etape>,
    /// How many in all.
    pub aujourdhui_total: usize,
    /// Day, first rendez-vous and how many, of the next day on which she has any within a week.
    pub prochain: Option<(Date, Box<LigneAgenda>, usize)>,
    /// One for each of [`AFaire::ALL`], in that order, empty ones too.
    pub blocs: Vec<Bloc>,
    /// Workshops of the structure that are over and not closed.
    pub a_clore: usize,
    /// Those for whom she answers.
    pub remplace: Vec<Remplace>,
    /// Those who answer for her people meanwhile, and until when.
    pub remplacee_par: Vec<(Clair, Date)>,
    /// How many people she accompanies, or her structure does.
    pub suivis: usize,
    /// Sites, by number.
    pub sites: Vec<(u32, String)>,
    /// Days that "soon" means, and whether a text says so.
    pub bientot: (u16, bool),
    /// Lines that do not read as they were written.
    pub illisibles: usize,
}

impl Journee {
    /// What is to be done of one kind.
    pub fn bloc(&self, cle: AFaire) -> Option<&Bloc> {
        self.blocs.iter().find(|bloc| bloc.cle == cle)
    }
}

/// One line of today.
#[derive(Debug)]
pub enum Etape {
    /// A rendez-vous, with the arrival of who comes to it.
    RendezVous(Box<LigneAgenda>),
    /// A workshop that she holds.
    Atelier(Box<AtelierDuJour>),
}

impl Etape {
    /// When.
    pub fn plage(&self) -> Plage {
        match self {
            Etape::RendezVous(ligne) => ligne.plage,
            Etape::Atelier(atelier) => atelier.plage,
        }
    }
}

/// A workshop of today. It shows nobody.
#[derive(Clone, Debug)]
pub struct AtelierDuJour {
    /// For its address.
    pub id: AtelierId,
    /// Name of the offre.
    pub nom: String,
    /// When.
    pub plage: Plage,
    /// Number of the site; zero for none.
    pub site: u32,
    /// Where it stands.
    pub etat: EtatSeance,
    /// Places taken.
    pub prises: usize,
    /// Places in all; none for no limit.
    pub places: Option<u16>,
}

/// Something to be done, with whom, and how many they are.
#[derive(Debug)]
pub struct Bloc {
    /// What.
    pub cle: AFaire,
    /// People in the list that the count leads to.
    pub total: usize,
    /// The first of that list, at most five.
    pub lignes: Vec<LigneAFaire>,
}

/// One line of a [`Bloc`].
#[derive(Clone, Debug)]
pub struct LigneAFaire {
    /// Who.
    pub personne: Etiquette,
    /// Since when, or when.
    pub quand: Quand,
    /// The rendez-vous that is meant.
    pub rendez_vous: Option<RendezVousId>,
    /// The ticket or the call that is meant.
    pub passage: Option<PassageId>,
    /// What was written of it.
    pub texte: Clair,
}

/// When something is, in the structure's own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quand {
    /// A day.
    Jour(Date),
    /// A minute of it.
    Heure(DateTime),
}

/// A colleague for whom she answers.
#[derive(Clone, Debug)]
pub struct Remplace {
    /// Whom.
    pub id: AgentId,
    /// Name.
    pub nom: Clair,
    /// Last day.
    pub jusqu_au: Date,
    /// How many people.
    pub combien: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_come_back_and_every_part_of_the_page_has_some() {
        assert!(AFaire::ALL.into_iter().all(|one| AFaire::from_key(one.key()) == Some(one)));
        assert_eq!(AFaire::from_key("Dupont"), None);
        let of = |moment| AFaire::ALL.into_iter().filter(|one| one.moment() == moment).count();
        assert_eq!(Moment::ALL.map(of), [4, 3, 2]);
    }
}
