//! /habilitations/{agent}/histoire, /habilitations/{agent}/preuves: a right, back to its signatures.

pub mod export;
pub mod show;
