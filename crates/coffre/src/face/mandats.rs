//! Mandats that read, as their pages show them.

use domaine::{AtelierId, Clair, MandatId};
use jiff::civil::Date;

use super::{Agent, Receipt};

/// What a campaign of calls is proposed with.
#[derive(Clone, Debug)]
pub struct CampagneSaisie {
    /// Whose people: those who have a place there.
    pub atelier: AtelierId,
    /// What for, in a few words.
    pub titre: Clair,
    /// The recipient's public key, as `age` writes it.
    pub destinataire: String,
    /// Last day.
    pub jusqu: Date,
}

/// Longest title of a mandat, in characters.
pub const TITRE_MANDAT_MAX: usize = 120;

/// `GET /mandats/nouveau`: the form, for the people of one workshop.
#[derive(Debug)]
pub struct NouveauMandat {
    /// To give back once sent.
    pub receipt: Receipt,
    /// Who reads.
    pub agent: Agent,
    /// Which.
    pub atelier: AtelierId,
    /// Its name.
    pub nom: String,
    /// Its day.
    pub jour: Date,
    /// Who would be in it.
    pub personnes: usize,
    /// Today, at the structure.
    pub today: Date,
}

/// `GET /mandats`: what concerns who reads, newest first.
#[derive(Debug)]
pub struct MandatsLus {
    /// Who reads.
    pub agent: Agent,
    /// The twenty-five newest at most.
    pub lignes: Vec<MandatLu>,
}

/// Where a mandat stands now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtatMandat {
    /// Waits for approvals.
    Propose,
    /// Approved: begins at once, or as soon as it can.
    Approuve,
    /// Reads.
    EnCours,
    /// Held: somebody who signed is cut, or everything is frozen.
    Suspendu,
    /// Its file is ready.
    Fait,
    /// Somebody stopped it, or it could not be finished: nothing of it is kept.
    Arrete,
    /// Its time is over.
    Expire,
}

impl EtatMandat {
    /// Its key in translations.
    pub const fn key(self) -> &'static str {
        match self {
            EtatMandat::Propose => "propose",
            EtatMandat::Approuve => "approuve",
            EtatMandat::EnCours => "en-cours",
            EtatMandat::Suspendu => "suspendu",
            EtatMandat::Fait => "fait",
            EtatMandat::Arrete => "arrete",
            EtatMandat::Expire => "expire",
        }
    }
}

/// A mandat. Nobody of its list is named.
#[derive(Clone, Debug)]
pub struct MandatLu {
    /// For its address.
    pub mandat: MandatId,
    /// What for; `None` when what is stored is not what was signed.
    pub titre: Option<Clair>,
    /// Who proposed it, and receives.
    pub par: Option<Clair>,
    /// Milliseconds.
    pub depuis: u64,
    /// Milliseconds.
    pub jusqua: u64,
    /// Persons of the list: the ceiling.
    pub personnes: usize,
    /// Persons read.
    pub lues: usize,
    /// Where it stands.
    pub etat: EtatMandat,
    /// Who approved.
    pub approbations: Vec<Clair>,
    /// Whether the DPO has still to sign.
    pub attend_dpo: bool,
    /// Whether a direction or a parrain has still to sign.
    pub attend_autre: bool,
    /// The recipient's public key, as it was signed.
    pub destinataire: String,
    /// Whether who reads may approve it now.
    pub is_approuvable: bool,
    /// Whether who reads may stop it now.
    pub is_arretable: bool,
    /// Whether who reads may take its sealed file.
    pub is_retirable: bool,
}

/// `GET /mandats/{mandat}`.
#[derive(Debug)]
pub struct MandatVu {
    /// Who reads.
    pub agent: Agent,
    /// What.
    pub mandat: MandatLu,
}
