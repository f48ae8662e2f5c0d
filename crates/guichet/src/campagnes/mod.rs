//! /campagnes: accounts reviewed one line at a time, with facts of use. Some lines stand for nobody: only the coffre knows which.

pub mod beside;
pub mod certify;
pub mod end;
pub mod list;
pub mod show;
