//! The label of one person: what a list shows, sealed in a row of its own.

use domaine::{Clair, CodeStructure, DossierId, Statut};

use crate::fiche::{put, take};
use crate::racine::Secret;
use crate::sceau::{self, Place};

/// Table number in [`Place`].
const KIND: u8 = 33;

/// A bit that no short number reaches: a decoy takes no byte more than another.
const LEURRE: u32 = 1 << 31;

/// What a list shows of one person.
#[derive(Clone, Debug)]
pub struct Label {
    /// Which dossier.
    pub dossier: DossierId,
    /// Family name at birth.
    pub nom: Clair,
    /// First names.
    pub prenom: Clair,
    /// Name in use, if another.
    pub usage: Option<Clair>,
    /// ISO date.
    pub naissance: Clair,
    /// Short number.
    pub numero: u32,
    /// Who accompanies; zero if nobody.
    pub referent: [u8; 16],
    /// The dossier's name in the journal, so that an agent's readings can be told by name without a link in clear.
    pub sujet: [u8; 16],
    /// Whether it is a decoy: no list nor count knows it.
    pub leurre: bool,
    /// Where the accompaniment stands today: computed by [`super::Noms::get`], and by it alone.
    pub statut: Statut,
    /// Day of the last contact that counts; zero when there was none. Not sealed here: of the dossier's head.
    pub contact: i32,
    /// Day on which the accompaniment ended; zero while it runs. Of the dossier's head.
    pub fin: i32,
    /// Last write, milliseconds. Of the dossier's head.
    pub maj: u64,
    /// Creation, milliseconds. Of the dossier's row.
    pub cree: u64,
}

impl Label {
    /// Seals it for the table, as written by this etat.
    pub fn seal(&self, key: &Secret, structure: CodeStructure, etat: u32) -> Vec<u8> {
        let mut clear = zeroize::Zeroizing::new(Vec::new());
        put(&mut clear, 1, self.nom.expose().as_bytes());
        put(&mut clear, 2, self.prenom.expose().as_bytes());
        put(&mut clear, 3, self.usage.as_ref().map_or("", |u| u.expose()).as_bytes());
        put(&mut clear, 4, self.naissance.expose().as_bytes());
        put(&mut clear, 5, &(self.numero | if self.leurre { LEURRE } else { 0 }).to_be_bytes());
        put(&mut clear, 6, &self.referent);
        put(&mut clear, 7, &self.sujet);
        sceau::seal(key, &place(self.dossier, structure, etat), &clear)
    }

    /// What is sealed of it; what is of the dossier's rows stays to be filled. `None` when it does not open.
    pub(crate) fn open(
        dossier: DossierId,
        key: &Secret,
        structure: CodeStructure,
        etat: u32,
        sealed: &[u8],
    ) -> Option<Label> {
        let clear = sceau::open(key, &place(dossier, structure, etat), sealed)?;
        let mut rest: &[u8] = &clear;
        let mut next = |number| take(&mut rest).filter(|(n, _)| *n == number).map(|(_, value)| value);
        let mut text = |number| next(number).and_then(|value| std::str::from_utf8(value).ok()).map(Clair::new);
        let (nom, prenom, usage, naissance) = (text(1)?, text(2)?, text(3)?, text(4)?);
        let numero = u32::from_be_bytes(next(5)?.try_into().ok()?);
        Some(Label {
            dossier,
            nom,
            prenom,
            usage: (!usage.is_empty()).then_some(usage),
            naissance,
            numero: numero & !LEURRE,
            referent: next(6)?.try_into().ok()?,
            // Labels of the first version have none: their dossiers are read, but not named in a list of readings.
            sujet: next(7).and_then(|value| value.try_into().ok()).unwrap_or_default(),
            leurre: numero & LEURRE != 0,
            statut: Statut::Actif,
            contact: 0,
            fin: 0,
            maj: 0,
            cree: 0,
        })
    }
}

fn place(dossier: DossierId, structure: CodeStructure, etat: u32) -> Place {
    Place { owner: dossier.0, structure: structure.0, kind: KIND, num: 0, version: etat }
}
