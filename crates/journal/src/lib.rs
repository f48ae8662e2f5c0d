//! The journal: what was done, by which login, on which dossier, before it was done.
//!
//! A third party verifies a journal with this crate alone, or with programs that nobody here wrote
//! (see `FORMAT.md`). Nothing private lives here: entries hold pseudonyms, codes and hashes.

pub mod act;
pub mod encoding;
pub mod entry;
pub mod etendue;
pub mod log;
pub mod mandat;
pub mod note;
pub mod roots;
pub mod storage;
pub mod tiles;
pub mod tree;
pub mod verify;

pub use act::{Act, act};
pub use entry::{ENTRY_LEN, Entry, Kind};
