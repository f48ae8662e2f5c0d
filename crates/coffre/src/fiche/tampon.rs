//! A freshness stamp: when a group of a dossier was last written or confirmed, and by whom.

use domaine::Groupe;
use jiff::civil::Date;

use super::{date, days};

/// One stamp. Its agent is an id: names change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tampon {
    /// Which group.
    pub groupe: Groupe,
    /// Day.
    pub jour: Date,
    /// By whom; zero when nobody knows any more.
    pub agent: [u8; 16],
}

impl Tampon {
    /// As bytes: group, day, agent.
    pub fn encode(&self) -> [u8; 21] {
        let mut out = [0; 21];
        out[0] = self.groupe as u8;
        out[1..5].copy_from_slice(&days(self.jour).to_be_bytes());
        out[5..].copy_from_slice(&self.agent);
        out
    }

    /// From bytes; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Tampon> {
        let bytes: &[u8; 21] = bytes.try_into().ok()?;
        Some(Tampon {
            groupe: Groupe::from_number(bytes[0])?,
            jour: date(i32::from_be_bytes(bytes[1..5].try_into().ok()?))?,
            agent: bytes[5..].try_into().ok()?,
        })
    }
}
