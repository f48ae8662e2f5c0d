//! What one instance hands another: fields, then a body. A request of a browser as it came, and its answer as it goes; each message
//! is framed as those to the contre-clé are.

use std::io::{self, Read, Write};

use contre_cle::protocole::{read_message, write_message};

/// Longest body, in bytes: more than the largest file that is given, than any page and any export.
pub const CORPS_MAX: usize = 64 << 20;

/// A body goes in pieces of this length; an empty one ends it.
const PIECE: usize = 1 << 20;

/// Fields, and a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// In order; what each is depends on the direction.
    pub champs: Vec<Vec<u8>>,
    /// As it came.
    pub corps: Vec<u8>,
}

impl Message {
    /// Sends it.
    ///
    /// # Errors
    /// The connection's.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let mut head = Vec::new();
        for champ in &self.champs {
            let length = u32::try_from(champ.len()).map_err(io::Error::other)?;
            head.extend_from_slice(&length.to_be_bytes());
            head.extend_from_slice(champ);
        }
        write_message(to, &head)?;
        self.corps.chunks(PIECE).try_for_each(|piece| write_message(to, piece))?;
        write_message(to, &[])
    }

    /// Waits for one; `None` when the other side has closed.
    ///
    /// # Errors
    /// The connection's, or a body that is too long.
    pub fn read(from: &mut impl Read) -> io::Result<Option<Message>> {
        let Some(head) = read_message(from)? else { return Ok(None) };
        let champs = fields(&head).ok_or(io::ErrorKind::InvalidData)?;
        let mut corps = Vec::new();
        loop {
            let piece = read_message(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if piece.is_empty() {
                return Ok(Some(Message { champs, corps }));
            }
            if corps.len() + piece.len() > CORPS_MAX {
                return Err(io::ErrorKind::InvalidData.into());
            }
            corps.extend_from_slice(&piece);
        }
    }
}

fn fields(mut rest: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut champs = Vec::new();
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        let (champ, tail) = tail.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        champs.push(champ.to_vec());
        rest = tail;
    }
    rest.is_empty().then_some(champs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let long = Message { champs: vec![b"GET".to_vec(), Vec::new(), vec![7; 300]], corps: vec![3; 2 * PIECE + 5] };
        let mut wire = Vec::new();
        for message in [&long, &Message::default()] {
            message.write(&mut wire).expect("memory");
        }
        let mut from = &wire[..];
        assert_eq!(Message::read(&mut from).expect("whole"), Some(long));
        assert_eq!(Message::read(&mut from).expect("whole"), Some(Message::default()));
        assert_eq!(Message::read(&mut from).expect("closed"), None);
    }

    #[test]
    fn what_is_cut_or_made_up_is_an_error() {
        let message = Message { champs: vec![b"POST".to_vec()], corps: vec![1; 40] };
        let mut wire = Vec::new();
        message.write(&mut wire).expect("memory");
        for end in 4..wire.len() {
            assert!(Message::read(&mut &wire[..end]).is_err(), "cut at {end}");
        }
        assert_eq!(fields(&[0, 0, 0, 9, 1]), None, "longer than it is");
        assert_eq!(fields(&[0, 0]), None);
    }
}
