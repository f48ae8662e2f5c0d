//! /recherche and /: finding a person.

pub mod search;
pub mod show;
