//! What coffre and contre-clé say to each other: a length on four bytes, a tag, fields. Ten questions in all.

use std::io::{self, Read, Write};

use droits::signature::SignedRequest;
use journal::ENTRY_LEN;
use journal::entry::Pseudonym;
use journal::log::Record;

/// Longest message, in bytes.
pub const MESSAGE_MAX: usize = 16 << 20;

/// A question of the coffre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who are you, where are you? Carries the coffre's journal key.
    Hello {
        /// Verifier key of the journal.
        journal: String,
    },
    /// The root of this side, from a key ceremony. Taken on a local socket only.
    Unseal {
        /// 32 bytes.
        root: [u8; 32],
    },
    /// New entries, and the signed checkpoint after them.
    Append {
        /// Index of the first.
        first: u64,
        /// The entries and their pieces.
        records: Vec<Record>,
        /// The signed note.
        note: Vec<u8>,
    },
    /// The halves of the class keys that an entry opens.
    Share(ShareQuestion),
    /// The halves of the class keys that a line of a mandat reads.
    Line {
        /// Index of the `MandatLine` entry.
        index: u64,
    },
    /// The halves of all class keys of dossiers just created.
    Created {
        /// Index of each `Creation` entry, and the signed request that asked it; none at the console of a fictional base.
        creations: Vec<(u64, Option<SignedRequest>)>,
    },
    /// This side's half of the key of a structure's names.
    Index {
        /// Index of the `IndexLoad` entry.
        index: u64,
        /// The signed request that needs it; none at the console of a fictional base.
        request: Option<SignedRequest>,
    },
    /// The outer half of exact tokens.
    Tokens {
        /// Index of the `TokenLookup` or `Creation` entry.
        index: u64,
        /// The signed request that needs them; none at the console of a fictional base.
        request: Option<SignedRequest>,
        /// Kind and inner value, at most 8.
        inner: Vec<(u8, [u8; 32])>,
    },
    /// The seed of a demand's lot.
    Seed {
        /// Account that the demand concerns.
        object: Pseudonym,
    },
    /// States of dossiers, in the order of their pseudonyms.
    Sweep {
        /// After this one.
        after: Pseudonym,
        /// At most this many.
        limit: u32,
    },
}

/// See [`Question::Share`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareQuestion {
    /// Index of the entry.
    pub index: u64,
    /// What the browser signed.
    pub request: SignedRequest,
    /// Salt of the dossier's pseudonym.
    pub salt: [u8; 16],
}

/// An answer of the contre-clé.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To `Hello` and `Unseal`.
    Here(Here),
    /// To `Append`: the cosignature line, and which of the entries have no effect.
    Cosigned {
        /// Signature line of the note, with its newline.
        line: String,
        /// Positions in the batch.
        void: Vec<u32>,
    },
    /// To `Share`, `Line` and `Created`: halves in the order of the classes' bits, dossier by dossier.
    Halves(Vec<[u8; 32]>),
    /// To `Index` and `Seed`.
    Half([u8; 32]),
    /// To `Tokens`.
    Tokens(Vec<[u8; 32]>),
    /// To `Sweep`.
    States(Vec<(Pseudonym, u32, u32, [u8; 16])>),
    /// No.
    No(No),
}

/// State of the contre-clé.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Here {
    /// Whether it waits for its root.
    pub is_sealed: bool,
    /// Entries it holds.
    pub len: u64,
    /// Root of the tree over them.
    pub root: [u8; 32],
    /// Its cosigning key, empty while sealed.
    pub cosigner: String,
    /// Number of dossiers it knows.
    pub dossiers: u64,
    /// Its clock, milliseconds since 1970 UTC.
    pub now: u64,
}

/// Why not. The contre-clé says no more than this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum No {
    /// It waits for its root.
    Sealed = 1,
    /// That root is not this folder's.
    WrongRoot = 2,
    /// The journal key is not the one it follows.
    WrongJournal = 3,
    /// The batch does not begin where it stands.
    Position = 4,
    /// The checkpoint is not the one it computes: it stops cosigning.
    Fork = 5,
    /// Its disk failed.
    Disk = 6,
    /// The entry is not there, too old, refused, or already answered.
    Entry = 7,
    /// The request is not the one of the entry, or is not signed by its browser.
    Request = 8,
    /// The clock of the entry is more than 30 s away.
    Clock = 9,
    /// The dossier is not in the state that was read.
    Version = 10,
    /// No share for this dossier.
    Share = 11,
    /// Too many.
    Rate = 12,
    /// Not a message.
    Message = 13,
}

impl No {
    fn from_number(number: u8) -> Option<No> {
        use No::*;
        [Sealed, WrongRoot, WrongJournal, Position, Fork, Disk, Entry, Request, Clock, Version, Share, Rate, Message]
            .into_iter()
            .find(|no| *no as u8 == number)
    }
}

/// Reads one message of at most [`MESSAGE_MAX`] bytes; `None` when the other side has closed.
///
/// # Errors
/// The connection's, or a length that is too large.
pub fn read_message(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(e) if e.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > MESSAGE_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "message too long"));
    }
    let mut message = vec![0; length];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}

/// Writes one message.
///
/// # Errors
/// The connection's.
pub fn write_message(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u32::try_from(message.len()).map_err(|_| io::Error::other("message too long"))?;
    let mut whole = Vec::with_capacity(4 + message.len());
    whole.extend_from_slice(&length.to_be_bytes());
    whole.extend_from_slice(message);
    to.write_all(&whole)?;
    to.flush()
}

impl Question {
    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        match self {
            Question::Hello { journal } => w.tag(1).bytes(journal.as_bytes()),
            Question::Unseal { root } => w.tag(2).raw(root),
            Question::Append { first, records, note } => {
                w.tag(3).raw(&first.to_be_bytes()).bytes(note).count(records.len());
                for record in records {
                    w.raw(&record.entry).bytes(record.piece.as_deref().unwrap_or_default());
                }
                &mut w
            }
            Question::Share(share) => w.tag(4).raw(&share.index.to_be_bytes()).raw(&share.salt).request(&share.request),
            Question::Created { creations } => {
                w.tag(5).count(creations.len());
                creations
                    .iter()
                    .fold(&mut w, |w, (index, request)| w.raw(&index.to_be_bytes()).optional(request.as_ref()))
            }
            Question::Index { index, request } => w.tag(6).raw(&index.to_be_bytes()).optional(request.as_ref()),
            Question::Tokens { index, request, inner } => {
                w.tag(7).raw(&index.to_be_bytes()).optional(request.as_ref()).count(inner.len());
                inner.iter().fold(&mut w, |w, (kind, value)| w.raw(&[*kind]).raw(value))
            }
            Question::Seed { object } => w.tag(9).raw(object),
            Question::Line { index } => w.tag(10).raw(&index.to_be_bytes()),
            Question::Sweep { after, limit } => w.tag(8).raw(after).raw(&limit.to_be_bytes()),
        };
        w.0
    }

    /// From bytes; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Question> {
        let mut r = Reader(bytes);
        let question = match r.u8()? {
            1 => Question::Hello { journal: String::from_utf8(r.bytes()?.to_vec()).ok()? },
            2 => Question::Unseal { root: r.array()? },
            3 => {
                let (first, note, count) = (u64::from_be_bytes(r.array()?), r.bytes()?.to_vec(), r.count(ENTRY_LEN)?);
                let records = (0..count).map(|_| r.record()).collect::<Option<_>>()?;
                Question::Append { first, records, note }
            }
            4 => Question::Share(ShareQuestion {
                index: u64::from_be_bytes(r.array()?),
                salt: r.array()?,
                request: r.request()?,
            }),
            5 => {
                let count = r.count(9)?;
                let mut creation = || Some((u64::from_be_bytes(r.array()?), r.optional()?));
                Question::Created { creations: (0..count).map(|_| creation()).collect::<Option<_>>()? }
            }
            6 => {
                let index = u64::from_be_bytes(r.array()?);
                Question::Index { index, request: r.optional()? }
            }
            7 => {
                let (index, request) = (u64::from_be_bytes(r.array()?), r.optional()?);
                let count = r.count(33)?;
                let inner = (0..count).map(|_| Some((r.u8()?, r.array()?))).collect::<Option<_>>()?;
                Question::Tokens { index, request, inner }
            }
            9 => Question::Seed { object: r.array()? },
            10 => Question::Line { index: u64::from_be_bytes(r.array()?) },
            8 => Question::Sweep { after: r.array()?, limit: u32::from_be_bytes(r.array()?) },
            _ => return None,
        };
        r.0.is_empty().then_some(question)
    }
}

impl Answer {
    /// As bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut w = Writer::default();
        match self {
            Answer::Here(here) => w
                .tag(1)
                .raw(&[u8::from(here.is_sealed)])
                .raw(&here.len.to_be_bytes())
                .raw(&here.root)
                .raw(&here.dossiers.to_be_bytes())
                .raw(&here.now.to_be_bytes())
                .bytes(here.cosigner.as_bytes()),
            Answer::Cosigned { line, void } => {
                w.tag(2).bytes(line.as_bytes()).count(void.len());
                void.iter().fold(&mut w, |w, position| w.raw(&position.to_be_bytes()))
            }
            Answer::Halves(halves) => {
                w.tag(3).count(halves.len());
                halves.iter().fold(&mut w, |w, half| w.raw(half))
            }
            Answer::Half(half) => w.tag(4).raw(half),
            Answer::Tokens(tokens) => {
                w.tag(5).count(tokens.len());
                tokens.iter().fold(&mut w, |w, token| w.raw(token))
            }
            Answer::States(states) => {
                w.tag(6).count(states.len());
                states.iter().fold(&mut w, |w, (subject, etat, epoch, digest)| {
                    w.raw(subject).raw(&etat.to_be_bytes()).raw(&epoch.to_be_bytes()).raw(digest)
                })
            }
            Answer::No(no) => w.tag(7).raw(&[*no as u8]),
        };
        w.0
    }

    /// From bytes; `None` when they are anything else.
    pub fn decode(bytes: &[u8]) -> Option<Answer> {
        let mut r = Reader(bytes);
        let answer = match r.u8()? {
            1 => Answer::Here(Here {
                is_sealed: r.u8()? != 0,
                len: u64::from_be_bytes(r.array()?),
                root: r.array()?,
                dossiers: u64::from_be_bytes(r.array()?),
                now: u64::from_be_bytes(r.array()?),
                cosigner: String::from_utf8(r.bytes()?.to_vec()).ok()?,
            }),
            2 => {
                let (line, count) = (String::from_utf8(r.bytes()?.to_vec()).ok()?, r.count(4)?);
                Answer::Cosigned {
                    line,
                    void: (0..count).map(|_| r.array().map(u32::from_be_bytes)).collect::<Option<_>>()?,
                }
            }
            3 => {
                let count = r.count(32)?;
                Answer::Halves((0..count).map(|_| r.array()).collect::<Option<_>>()?)
            }
            4 => Answer::Half(r.array()?),
            5 => {
                let count = r.count(32)?;
                Answer::Tokens((0..count).map(|_| r.array()).collect::<Option<_>>()?)
            }
            6 => {
                let count = r.count(40)?;
                let mut state =
                    || Some((r.array()?, u32::from_be_bytes(r.array()?), u32::from_be_bytes(r.array()?), r.array()?));
                Answer::States((0..count).map(|_| state()).collect::<Option<_>>()?)
            }
            7 => Answer::No(No::from_number(r.u8()?)?),
            _ => return None,
        };
        r.0.is_empty().then_some(answer)
    }
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn tag(&mut self, tag: u8) -> &mut Writer {
        self.raw(&[tag])
    }

    fn raw(&mut self, bytes: &[u8]) -> &mut Writer {
        self.0.extend_from_slice(bytes);
        self
    }

    fn count(&mut self, count: usize) -> &mut Writer {
        self.raw(&u32::try_from(count).expect("a message has under 2^32 parts").to_be_bytes())
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Writer {
        self.count(bytes.len()).raw(bytes)
    }

    fn optional(&mut self, request: Option<&SignedRequest>) -> &mut Writer {
        self.raw(&[u8::from(request.is_some())]);
        match request {
            Some(request) => self.request(request),
            None => self,
        }
    }

    fn request(&mut self, request: &SignedRequest) -> &mut Writer {
        self.bytes(request.method.as_bytes())
            .bytes(request.target.as_bytes())
            .raw(&request.body_hash)
            .raw(&request.login)
            .raw(&request.nonce)
            .raw(&request.signature)
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(head)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn u8(&mut self) -> Option<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// A count of parts, each of at least `least` bytes: a hostile count cannot reserve memory.
    fn count(&mut self, least: usize) -> Option<usize> {
        let count = u32::from_be_bytes(self.array()?) as usize;
        (count.checked_mul(least)? <= self.0.len()).then_some(count)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count(1)?;
        self.take(length)
    }

    fn record(&mut self) -> Option<Record> {
        let entry = self.array()?;
        let piece = self.bytes()?;
        Some(Record { entry, piece: (!piece.is_empty()).then(|| piece.to_vec()) })
    }

    fn optional(&mut self) -> Option<Option<SignedRequest>> {
        match self.u8()? {
            0 => Some(None),
            1 => self.request().map(Some),
            _ => None,
        }
    }

    fn request(&mut self) -> Option<SignedRequest> {
        Some(SignedRequest {
            method: String::from_utf8(self.bytes()?.to_vec()).ok()?,
            target: String::from_utf8(self.bytes()?.to_vec()).ok()?,
            body_hash: self.array()?,
            login: self.array()?,
            nonce: self.array()?,
            signature: self.array()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> SignedRequest {
        SignedRequest {
            method: "GET".into(),
            target: "/dossiers/x".into(),
            body_hash: [1; 32],
            login: [2; 16],
            nonce: [3; 16],
            signature: [4; 64],
        }
    }

    #[test]
    fn questions_come_back_and_cut_ones_do_not() {
        let record = Record { entry: [5; ENTRY_LEN], piece: Some(vec![6; 10]) };
        for question in [
            Question::Hello { journal: "cairn+00+x".into() },
            Question::Unseal { root: [1; 32] },
            Question::Append {
                first: 3,
                records: vec![record.clone(), Record { piece: None, ..record }],
                note: vec![7; 99],
            },
            Question::Share(ShareQuestion { index: 4, request: request(), salt: [8; 16] }),
            Question::Created { creations: vec![(1, None), (2, Some(request()))] },
            Question::Index { index: 1, request: Some(request()) },
            Question::Index { index: 1, request: None },
            Question::Tokens { index: 1, request: Some(request()), inner: vec![(1, [9; 32])] },
            Question::Sweep { after: [0; 16], limit: 100 },
            Question::Line { index: 7 },
        ] {
            let bytes = question.encode();
            assert_eq!(Question::decode(&bytes), Some(question));
            for cut in 0..bytes.len() {
                assert_eq!(Question::decode(&bytes[..cut]), None);
            }
        }
    }

    #[test]
    fn answers_come_back() {
        for answer in [
            Answer::Here(Here { is_sealed: true, len: 1, root: [1; 32], cosigner: "x".into(), dossiers: 2, now: 3 }),
            Answer::Cosigned { line: "— x y\n".into(), void: vec![1] },
            Answer::Halves(vec![[1; 32], [2; 32]]),
            Answer::Half([3; 32]),
            Answer::Tokens(vec![[4; 32]]),
            Answer::States(vec![([1; 16], 2, 3, [4; 16])]),
            Answer::No(No::Fork),
        ] {
            assert_eq!(Answer::decode(&answer.encode()), Some(answer));
        }
    }

    #[test]
    fn a_hostile_count_reserves_nothing() {
        let mut bytes = Question::Created { creations: vec![(1, None)] }.encode();
        bytes[1..5].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(Question::decode(&bytes), None);
    }
}
