//! Listes de repérage: people whom somebody else asks us to reach (ruptures, décrocheurs, obligation de formation), what
//! each attempt gave, whom to call first, and when the line of who was never reached is erased.

use jiff::civil::Date;

use crate::catalogue::Catalogue;
use crate::delai;

/// Most attempts that one line holds.
pub const TENTATIVES_MAX: usize = 50;

/// What an attempt gave: a value of the list "reperage-resultats", with its capabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Issue {
    /// Its code in that list.
    pub code: u16,
    /// The person was reached.
    pub joint: bool,
    /// The line asks for nothing more.
    pub clos: bool,
}

impl Issue {
    /// The result of a code.
    pub fn from_code(code: u16) -> Option<Issue> {
        let valeur = Catalogue::get("reperage-resultats")?.by_code(code)?;
        Some(Issue { code, joint: valeur.est("joint"), clos: valeur.est("clos") })
    }
}

/// One attempt to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tentative {
    /// Civil day, in the structure's zone.
    pub le: Date,
    /// What it gave.
    pub issue: Issue,
}

/// A line of a received list. Who the person is stays out of the rules, but for the day of birth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suivi {
    /// Day on which the list was received.
    pub recu: Date,
    /// Day of birth, where the list says it.
    pub naissance: Option<Date>,
    /// Whether the list is one of the obligation de formation (capability `obligation` of "reperage-sources").
    pub obligation: bool,
    /// Attempts, oldest first; see [`Suivi::ajouter`].
    pub tentatives: Vec<Tentative>,
}

/// Habits of the structure, which no text fixes: parameters of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regles {
    /// Attempts in a row without an answer after which somebody counts as out of reach.
    pub tentatives_max: u16,
    /// Days within which a first attempt is due.
    pub premier_contact_jours: u16,
}

/// In which of the four lists a line stands; the order is that of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is the word of the trade that it says")]
pub enum Priorite {
    Prioritaire,
    ATraiter,
    Injoignable,
    Traite,
}

impl Priorite {
    /// All, in the order of the work.
    pub const ALL: [Priorite; 4] = [Priorite::Prioritaire, Priorite::ATraiter, Priorite::Injoignable, Priorite::Traite];

    /// Its key in addresses and translations.
    pub const fn key(self) -> &'static str {
        match self {
            Priorite::Prioritaire => "prioritaire",
            Priorite::ATraiter => "a-traiter",
            Priorite::Injoignable => "injoignable",
            Priorite::Traite => "traite",
        }
    }

    /// The list of a key.
    pub fn from_key(key: &str) -> Option<Priorite> {
        Priorite::ALL.into_iter().find(|p| p.key() == key)
    }
}

impl Suivi {
    /// Adds an attempt at its day; of the same day, the last one typed counts as the last. A result is corrected by another
    /// attempt: the history keeps both.
    pub fn ajouter(&mut self, tentative: Tentative, today: Date) -> Result<(), Faute> {
        if tentative.le < self.recu {
            return Err(Faute::AvantReception);
        }
        if tentative.le > today {
            return Err(Faute::AVenir);
        }
        if self.tentatives.len() >= TENTATIVES_MAX {
            return Err(Faute::TropDeTentatives);
        }
        let after = self.tentatives.partition_point(|known| known.le <= tentative.le);
        self.tentatives.insert(after, tentative);
        Ok(())
    }

    /// In which list it stands today.
    ///
    /// A closed line is *traité* when the person was reached once, *injoignable* when never. An open one is *injoignable* after
    /// too many attempts in a row without an answer; else *prioritaire* for who is under the obligation de formation, or
    /// when the first attempt is late.
    pub fn priorite(&self, regles: Regles, today: Date) -> Priorite {
        if self.est_traite() {
            return if self.joint() { Priorite::Traite } else { Priorite::Injoignable };
        }
        let in_vain = self.tentatives.iter().rev().take_while(|t| !t.issue.joint).count();
        if in_vain > 0 && in_vain >= usize::from(regles.tentatives_max) {
            return Priorite::Injoignable;
        }
        let late = self.tentatives.is_empty() && self.jours(today) > i64::from(regles.premier_contact_jours);
        if late || self.est_sous_obligation(today) { Priorite::Prioritaire } else { Priorite::ATraiter }
    }

    /// Whether the line asks for nothing more: its last result says so.
    pub fn est_traite(&self) -> bool {
        self.tentatives.last().is_some_and(|t| t.issue.clos)
    }

    /// Whether the person was ever reached.
    pub fn joint(&self) -> bool {
        self.tentatives.iter().any(|t| t.issue.joint)
    }

    /// Obligation de formation: from the 16th birthday to the eve of the 18th (Code de l'éducation, art. L114-1). Without a
    /// day of birth, what the list is for decides.
    pub fn est_sous_obligation(&self, today: Date) -> bool {
        let Some(naissance) = self.naissance else { return self.obligation };
        delai::anniversaire(naissance, 16) <= today && today < delai::anniversaire(naissance, 18)
    }

    /// Days since the receipt, 0 on that day.
    pub fn jours(&self, today: Date) -> i64 {
        self.recu.duration_until(today).as_hours() / 24
    }

    /// First day on which the line is to be erased, `mois` civil months after the receipt ([`delai::dernier_jour`]); `None`
    /// once the person was reached. An attempt in vain does not prolong it: people whom we never met have asked us nothing.
    pub fn purge_le(&self, mois: u16) -> Option<Date> {
        (!self.joint()).then(|| delai::premier_jour_apres(self.recu, mois))
    }

    /// Whether that day has come.
    pub fn a_purger(&self, today: Date, mois: u16) -> bool {
        self.purge_le(mois).is_some_and(|jour| jour <= today)
    }
}

/// How far a list has been worked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Avancement {
    /// Lines in all.
    pub total: usize,
    /// Lines that ask for nothing more, whether the person was reached or not.
    pub traites: usize,
}

impl Avancement {
    /// Counts lines.
    pub fn of<'a>(lines: impl IntoIterator<Item = &'a Suivi>) -> Avancement {
        lines.into_iter().fold(Avancement::default(), |sum, line| Avancement {
            total: sum.total + 1,
            traites: sum.traites + usize::from(line.est_traite()),
        })
    }

    /// Whether the structure counts as "engagée": at least `pour_cent` of the lines are treated, 70 for the tableau de bord de
    /// l'apprentissage. `None` without any line.
    pub fn est_engage(&self, pour_cent: u8) -> Option<bool> {
        (self.total > 0).then(|| self.traites * 100 >= self.total * usize::from(pour_cent))
    }
}

/// Why an attempt cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faute {
    /// Its day is before the receipt of the list.
    AvantReception,
    /// Its day is still to come.
    AVenir,
    /// There are [`TENTATIVES_MAX`] already.
    TropDeTentatives,
}

impl Faute {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Faute::AvantReception => "avant-reception",
            Faute::AVenir => "a-venir",
            Faute::TropDeTentatives => "trop-de-tentatives",
        }
    }
}

#[cfg(test)]
mod essais;
