//! /portefeuille: the young people an agent follows, by a filter that reads as a sentence.

pub mod filtres;
pub mod phrase;
pub mod show;
