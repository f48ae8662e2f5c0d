//! A delicate note: one value of the field "notes-delicates", which a record of C5 holds as often as there are notes. The value
//! is a line that says day, agent and evenement, then what was said.

use domaine::Clair;
use jiff::civil::Date;
use journal::encoding::{from_hex, hex};

/// One note. Its agent is an id: names change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Day of the evenement.
    pub jour: Date,
    /// Who wrote it.
    pub agent: [u8; 16],
    /// Number of the evenement in its dossier.
    pub evenement: u32,
    /// What was said.
    pub texte: Clair,
}

impl Note {
    /// As a value of its field.
    pub fn encode(&self) -> Clair {
        Clair::new(format!("{} {} {}\n{}", self.jour, hex(&self.agent), self.evenement, self.texte.expose()))
    }

    /// From a value; `None` when it is anything else.
    pub fn decode(value: &Clair) -> Option<Note> {
        let (line, texte) = value.expose().split_once('\n')?;
        let mut words = line.split(' ');
        let jour = words.next()?.parse().ok()?;
        let agent = from_hex(words.next()?)?.try_into().ok()?;
        let evenement = words.next()?.parse().ok()?;
        Some(Note { jour, agent, evenement, texte: Clair::new(texte) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_come_back() {
        let texte = Clair::new("première ligne\n\n2026-01-01 seconde");
        let note = Note { jour: jiff::civil::date(2026, 2, 28), agent: [7; 16], evenement: 12, texte };
        assert_eq!(Note::decode(&note.encode()), Some(note));
        assert_eq!(Note::decode(&Clair::new("un texte d'avant")), None);
    }
}
