//! Several instances over one base: one of them holds the bail, decides and sequences; see `docs/adr/0013-plusieurs-instances.md`.

pub mod bail;
pub mod stockage;

pub use bail::{Bail, TERME};
pub use stockage::Stockage;
