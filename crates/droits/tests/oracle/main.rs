//! The oracle: a third fold of rights, written from `docs/adr/0009-nul-ne-cree-un-droit-seul.md` alone, apart from the one that
//! coffre and contre-clé run. Random histories must be judged alike by both, entry by entry.
//!
//! 20,000 histories in the test command; a million when `CAIRN_LONG=1`. `CAIRN_HISTOIRES=<n>` asks for another number,
//! `CAIRN_GRAINE=<n>` replays one seed.

mod accord;
mod hasard;
mod modele;
mod monde;
mod regles;
mod signature;
mod suite;
mod vie;
