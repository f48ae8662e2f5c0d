//! /arrivee/{code}: a newcomer's own path, on her phone, beside her parrain.

pub mod bind;
pub mod show;

/// Keys that a newcomer makes: one is used, the other stays in a drawer.
const CLES: u8 = 2;
