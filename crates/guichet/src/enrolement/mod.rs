//! /enrolement/{code}: binding the two authenticators of a new account, at a one-use address.

pub mod bind;
pub mod show;

/// Authenticators that an account needs: one is used, the other stays in a drawer.
const CLES: u8 = 2;
