//! The entry: 256 bytes, one layout for every kind. `FORMAT.md` is the same table for third parties.

use aws_lc_rs::digest;

/// Length of every entry, in bytes.
pub const ENTRY_LEN: usize = 256;

/// Layout version written in the first byte.
pub const VERSION: u8 = 1;

/// Pseudonym of an agent or a dossier: `SHA-256(salt ‖ id)` cut to 16 bytes. Destroying the salt cuts the link for ever.
pub type Pseudonym = [u8; 16];

/// The first half of a login's WebAuthn challenge: names the login, opens nothing without its browser key.
pub type LoginId = [u8; 16];

/// Makes the pseudonym of `id` under its own secret `salt`.
pub fn pseudonym(salt: &[u8; 16], id: &[u8; 16]) -> Pseudonym {
    let mut both = [0; 32];
    both[..16].copy_from_slice(salt);
    both[16..].copy_from_slice(id);
    let mut out = [0; 16];
    out.copy_from_slice(&digest::digest(&digest::SHA256, &both).as_ref()[..16]);
    out
}

/// One line per kind: number, name, and which fields it may fill. The decoder refuses anything else,
/// so that a field cannot carry a hidden message. Numbers are for ever; a new kind takes a new one.
macro_rules! kinds {
    ($($number:literal $name:ident : $($field:ident)*, $doc:literal;)*) => {
        /// What an entry records.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Kind { $(#[doc = $doc] $name = $number,)* }

        impl Kind {
            /// Every kind, in the order of the numbers.
            pub const ALL: &[Kind] = &[$(Kind::$name),*];

            /// The kind of this number, if it is defined.
            pub fn from_number(number: u8) -> Option<Kind> {
                match number { $($number => Some(Kind::$name),)* _ => None }
            }

            /// The fields that an entry of this kind may fill, by their names in `FORMAT.md`.
            pub fn fields(self) -> &'static [&'static str] {
                match self { $(Kind::$name => &[$(stringify!($field)),*],)* }
            }

            /// The sentence of `FORMAT.md`.
            pub fn meaning(self) -> &'static str {
                match self { $(Kind::$name => $doc,)* }
            }
        }
    };
}

kinds! {
    // The life of the journal and of the programs.
    1 Genesis: rule content until, "first entry: rule 1 marks a fictional base, 2 a real one; content is the hash of the journal's name";
    2 Fence: content, "a sequencer takes over; the fence number is in the common part";
    3 Software: role content, "hash of the running program; role 1 coffre, 2 contre-cle";
    4 AssetManifest: content, "hash of the scripts and styles that are served";
    5 KeyCeremony: rule actor content piece object until, "a root was made, opened, rotated or handed over";
    6 PolicyChange: actor object content piece until count, "limits, catalogue or configuration replaced";
    7 Restore: content count, "a base was restored; content is the root it starts from, count its size";
    8 Sweep: count content, "integrity sweep done: count dossiers, content their commitment";
    9 Integrity: rule subject structure etat content, "a stored row did not match what was recorded";
    10 IndexLoad: actor login structure request count, "the names of a structure were loaded in memory";
    11 IndexDrop: structure, "the names of a structure left memory";
    12 FuseBlown: rule structure count, "a ceiling of the whole network or of a structure was reached";
    13 JournalRead: actor login request subject object structure count, "entries of the journal were read by a person";

    // Reading.
    20 Opening: actor login subject fields classes explanation purpose role etat structure explained unexplained epoch request content object, "a dossier was opened: classes and fields";
    21 Refusal: actor login subject classes explanation purpose role structure explained unexplained request rule object, "a request was refused, and by which rule";
    22 ResultPage: actor login purpose role structure request content count explained unexplained, "a page of labels: count persons, content commits to the list";
    23 Reveal: actor login subject fields classes explanation purpose role etat structure explained unexplained epoch request content object count, "identifiers or money were shown by an explicit gesture";
    24 Print: actor login subject fields classes explanation purpose role etat structure explained unexplained epoch request content object count, "a print view was made: classes and fields";
    25 TokenLookup: actor login purpose structure request content count, "an exact value was looked up; count answers";
    26 Delivered: login subject request content count, "the last byte of an answer left; request names the answer";
    27 BreakGlass: actor login subject classes explanation purpose structure request piece object until, "exceptional opening across structures";
    28 Canary: rule actor login subject structure, "a decoy was listed or opened";

    // Writing.
    30 Creation: actor login subject structure explanation purpose request object count, "a dossier begins: both key halves are made";
    31 Write: actor login subject fields classes purpose etat structure epoch request content object, "a dossier took a new etat; content is its keyed digest";
    32 Epoch: actor login subject etat structure epoch purpose request content object, "keys of a dossier renewed: rotation, transfer, merge, parking, waking";
    33 Erasure: actor subject structure etat purpose request piece object, "both key halves of a dossier destroyed";
    34 Explanation: actor login subject explanation structure request object until content, "a fact that explains later openings: rendez-vous, ticket, call, replacement, workshop, transfer, code; object is the agent it serves; of a replacement the content begins with the pseudonym of the replaced, of a code asked for (11) it commits to what a code said (10) brings";

    // Logins.
    40 Login: actor login role structure request piece until count, "a browser key was certified by a passkey; the piece holds the assertion";
    41 LoginEnd: actor login rule, "a login ended: by the agent, replaced, expired or cut";
    42 LoginRefused: actor login rule content, "an assertion was refused";
    43 Gesture: actor login purpose count request piece until, "a passkey gesture: tranche, reveal, approval";
    44 BudgetExtension: actor login count request piece until content, "a budget was extended by a gesture and a motive";
    45 FederatedLogin: actor content rule, "a federated identity was presented: rank zero";

    // Rights.
    60 Seed: actor object role structure content until piece rule, "first agents, made at the console of an empty base; rule 1 gives the quality of parrain";
    61 SeedClosed: count content, "the console is closed for ever";
    62 Enrolment: actor login object rule piece content until request, "an authenticator was bound to an agent; the piece holds its public key";
    63 AuthenticatorEnd: actor login object request content rule piece, "an authenticator was lost, renewed or withdrawn";
    64 Proposal: actor login object role structure request content piece until rule count, "an account (rule 1), a renewal (2), new keys (3) or the direction (4) proposed; count 1 gives the quality of parrain";
    65 LotDrawn: object content count rule, "approver drawn by lot (rule 1) or too few for one (2): content is the seed, of the cosignature over the proposal; count the draw";
    66 Approval: actor login object role structure request content piece rule, "a proposal was approved";
    67 ProposalRefused: actor login object request content piece rule, "a proposal was refused by its approver";
    68 Parrain: actor login object request content piece, "a parrain vouched, present, for a newcomer";
    69 Veto: actor login object request content piece rule, "a person with the right of veto used it";
    70 Activation: object role structure until content, "cooling has ended: probation begins";
    71 Confirmation: actor login object request content piece, "a parrain confirmed a probation";
    72 Suspension: actor login object rule request content piece until, "rights of an account, a structure or the network cut";
    73 Restoration: actor login object request content piece rule, "a suspension lifted by two persons";
    74 Sleep: object rule, "an account fell asleep: training, absence, recertification";
    75 Waking: actor login object request content piece rule, "a sleeping account woke";
    76 Closing: actor login object request content piece rule, "an account closed for ever";
    77 Mover: actor login object structure request content piece until, "an agent leaves a structure for another";
    78 Training: actor login object until request content piece rule, "a training certificate and its expiry; rule is the version of the course";
    79 Recertification: actor login object until request content piece count, "a line of a recertification campaign";
    80 Binding: actor login object request content piece rule, "a federated identity bound to an account";
    81 Quota: actor login structure count until request content piece, "a quota of creations raised";
    82 DirectionHandover: actor login object structure request content piece, "the one function Direction handed over";
    83 RightsEmergency: actor login object until request content piece rule, "emergency restoration of earlier rights";
    84 GrantEnd: object rule, "a grant reached its end";

    // Bulk and incidents.
    100 MandatProposed: actor login object classes purpose structure count until request content piece, "a bulk operation described: purpose, classes, ceiling, recipient";
    101 MandatApproved: actor login object request content piece rule, "one signature on a mandat";
    102 MandatStarted: actor login object count, "a mandat begins";
    103 MandatLine: actor object subject fields classes etat structure epoch content, "one person within a mandat; with classes, her keys were released for its actor; without, she was taken off its list";
    104 MandatEnded: actor login object purpose structure rule count request content piece, "a mandat ended (rule 1), was stopped (3) or is undone (2), which its agent signs";
    105 Incident: actor login object rule request content piece count until, "a step of an incident's case";
    106 Alert: rule actor login subject object structure count content, "a detection rule spoke";
    107 Freeze: actor login object structure rule request piece until, "an account, a structure or a partner frozen for an incident";
    108 Notice: actor object subject rule count content, "a notice was composed or sent";
}

impl Kind {
    /// Whether it shows a dossier: keys are released for it, and it counts as a reading.
    pub fn reads(self) -> bool {
        matches!(self, Kind::Opening | Kind::Reveal | Kind::Print)
    }

    /// Whether a person asks for it, so that it is decided before it is written.
    pub fn is_asked(self) -> bool {
        self.reads()
            || matches!(
                self,
                Kind::ResultPage
                    | Kind::Explanation
                    | Kind::TokenLookup
                    | Kind::JournalRead
                    | Kind::Creation
                    | Kind::MandatProposed
                    | Kind::MandatEnded
            )
    }
}

/// One entry, decoded. Fields in the order of the layout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the layout table of FORMAT.md documents each field once")]
pub struct Entry {
    pub kind: Kind,
    pub decision: Decision,
    pub rule: u8,
    pub fence: u32,
    pub time: u64,
    pub actor: Pseudonym,
    pub login: LoginId,
    pub subject: Pseudonym,
    pub fields: u64,
    pub classes: u8,
    pub explanation: u8,
    pub purpose: u8,
    pub role: u8,
    pub etat: u32,
    pub structure: [u8; 8],
    pub explained: u16,
    pub unexplained: u16,
    pub epoch: u32,
    pub request: [u8; 32],
    pub content: [u8; 32],
    pub piece: [u8; 32],
    pub object: Pseudonym,
    pub until: u64,
    pub count: u32,
    pub blinding: [u8; 16],
}

/// Whether the thing was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Decision {
    /// Not a question of granting.
    None = 0,
    /// Granted.
    Granted = 1,
    /// Refused; the rule says why.
    Refused = 2,
}

impl Entry {
    /// An empty entry of this kind, with fresh blinding.
    pub fn new(kind: Kind) -> Entry {
        let mut blinding = [0; 16];
        aws_lc_rs::rand::fill(&mut blinding).expect("the system's random source answers");
        Entry {
            kind,
            decision: Decision::None,
            rule: 0,
            fence: 0,
            time: 0,
            actor: [0; 16],
            login: [0; 16],
            subject: [0; 16],
            fields: 0,
            classes: 0,
            explanation: 0,
            purpose: 0,
            role: 0,
            etat: 0,
            structure: [0; 8],
            explained: 0,
            unexplained: 0,
            epoch: 0,
            request: [0; 32],
            content: [0; 32],
            piece: [0; 32],
            object: [0; 16],
            until: 0,
            count: 0,
            blinding,
        }
    }

    /// The 256 bytes that are hashed and kept.
    pub fn encode(&self) -> [u8; ENTRY_LEN] {
        let mut out = [0; ENTRY_LEN];
        let mut at = 0;
        let mut put = |bytes: &[u8]| {
            out[at..at + bytes.len()].copy_from_slice(bytes);
            at += bytes.len();
        };
        put(&[VERSION, self.kind as u8, self.decision as u8, self.rule]);
        put(&self.fence.to_be_bytes());
        put(&self.time.to_be_bytes());
        put(&self.actor);
        put(&self.login);
        put(&self.subject);
        put(&self.fields.to_be_bytes());
        put(&[self.classes, self.explanation, self.purpose, self.role]);
        put(&self.etat.to_be_bytes());
        put(&self.structure);
        put(&self.explained.to_be_bytes());
        put(&self.unexplained.to_be_bytes());
        put(&self.epoch.to_be_bytes());
        put(&self.request);
        put(&self.content);
        put(&self.piece);
        put(&self.object);
        put(&self.until.to_be_bytes());
        put(&self.count.to_be_bytes());
        put(&[0; 20]);
        put(&self.blinding);
        out
    }

    /// Reads 256 bytes back.
    ///
    /// # Errors
    /// [`EntryFault`] when the version, the kind or the decision is unknown, when a field that the kind
    /// does not use is filled, or when a reserved byte is not zero.
    pub fn decode(bytes: &[u8; ENTRY_LEN]) -> Result<Entry, EntryFault> {
        let mut rest: &[u8] = bytes;
        let [version, kind, decision, rule] = take(&mut rest);
        if version != VERSION {
            return Err(EntryFault::Version(version));
        }
        let kind = Kind::from_number(kind).ok_or(EntryFault::Kind(kind))?;
        let decision = match decision {
            0 => Decision::None,
            1 => Decision::Granted,
            2 => Decision::Refused,
            other => return Err(EntryFault::Decision(other)),
        };
        let fence = u32::from_be_bytes(take(&mut rest));
        let time = u64::from_be_bytes(take(&mut rest));
        let (actor, login, subject) = (take(&mut rest), take(&mut rest), take(&mut rest));
        let fields = u64::from_be_bytes(take(&mut rest));
        let [classes, explanation, purpose, role] = take(&mut rest);
        let etat = u32::from_be_bytes(take(&mut rest));
        let structure = take(&mut rest);
        let explained = u16::from_be_bytes(take(&mut rest));
        let unexplained = u16::from_be_bytes(take(&mut rest));
        let epoch = u32::from_be_bytes(take(&mut rest));
        let (request, content, piece) = (take(&mut rest), take(&mut rest), take(&mut rest));
        let object = take(&mut rest);
        let until = u64::from_be_bytes(take(&mut rest));
        let count = u32::from_be_bytes(take(&mut rest));
        if take::<20>(&mut rest) != [0; 20] {
            return Err(EntryFault::Reserved);
        }
        let blinding = take(&mut rest);
        let entry = Entry {
            kind,
            decision,
            rule,
            fence,
            time,
            actor,
            login,
            subject,
            fields,
            classes,
            explanation,
            purpose,
            role,
            etat,
            structure,
            explained,
            unexplained,
            epoch,
            request,
            content,
            piece,
            object,
            until,
            count,
            blinding,
        };
        match entry.stray_field() {
            Some(field) => Err(EntryFault::Stray(field)),
            None => Ok(entry),
        }
    }

    /// The first filled field that this kind must leave at zero.
    fn stray_field(&self) -> Option<&'static str> {
        let filled = [
            ("rule", self.rule != 0),
            ("actor", self.actor != [0; 16]),
            ("login", self.login != [0; 16]),
            ("subject", self.subject != [0; 16]),
            ("fields", self.fields != 0),
            ("classes", self.classes != 0),
            ("explanation", self.explanation != 0),
            ("purpose", self.purpose != 0),
            ("role", self.role != 0),
            ("etat", self.etat != 0),
            ("structure", self.structure != [0; 8]),
            ("explained", self.explained != 0),
            ("unexplained", self.unexplained != 0),
            ("epoch", self.epoch != 0),
            ("request", self.request != [0; 32]),
            ("content", self.content != [0; 32]),
            ("piece", self.piece != [0; 32]),
            ("object", self.object != [0; 16]),
            ("until", self.until != 0),
            ("count", self.count != 0),
        ];
        let allowed = self.kind.fields();
        filled.iter().find(|(name, is_filled)| *is_filled && !allowed.contains(name)).map(|(name, _)| *name)
    }
}

/// Why 256 bytes are not an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryFault {
    /// Unknown layout version.
    Version(u8),
    /// Unknown kind.
    Kind(u8),
    /// Unknown decision.
    Decision(u8),
    /// A field that this kind leaves at zero is filled.
    Stray(&'static str),
    /// A reserved byte is not zero.
    Reserved,
}

impl std::fmt::Display for EntryFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            EntryFault::Version(v) => write!(f, "entry: unknown version {v}"),
            EntryFault::Kind(k) => write!(f, "entry: unknown kind {k}"),
            EntryFault::Decision(d) => write!(f, "entry: unknown decision {d}"),
            EntryFault::Stray(field) => write!(f, "entry: field {field} is not for this kind"),
            EntryFault::Reserved => write!(f, "entry: reserved bytes are not zero"),
        }
    }
}

impl std::error::Error for EntryFault {}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (head, tail) = rest.split_at(N);
    *rest = tail;
    head.try_into().expect("split_at gives N bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_comes_back_as_it_was() {
        for &kind in Kind::ALL {
            let entry = Entry { time: 1_763_800_000_000, fence: 3, ..Entry::new(kind) };
            assert_eq!(Entry::decode(&entry.encode()), Ok(entry));
        }
    }

    #[test]
    fn a_field_of_another_kind_is_refused() {
        let stray = Entry { subject: [7; 16], ..Entry::new(Kind::Fence) };
        assert_eq!(Entry::decode(&stray.encode()), Err(EntryFault::Stray("subject")));
    }

    #[test]
    fn reserved_bytes_and_unknown_numbers_are_refused() {
        let good = Entry::new(Kind::Opening).encode();
        let with = |at: usize, value: u8| {
            let mut bytes = good;
            bytes[at] = value;
            Entry::decode(&bytes)
        };
        assert_eq!(with(0, 2), Err(EntryFault::Version(2)));
        assert_eq!(with(1, 255), Err(EntryFault::Kind(255)));
        assert_eq!(with(2, 9), Err(EntryFault::Decision(9)));
        assert_eq!(with(225, 1), Err(EntryFault::Reserved));
    }

    #[test]
    fn format_md_lists_every_kind() {
        let page = include_str!("../FORMAT.md");
        for kind in Kind::ALL {
            let row = format!("| {} | {kind:?} | {} | {} |", *kind as u8, kind.fields().join(" "), kind.meaning());
            assert!(page.contains(&row), "FORMAT.md lacks the row:\n{row}");
        }
    }
}
