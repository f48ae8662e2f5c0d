//! /lignees: who stands behind whom.

pub mod show;

mod arbre;
