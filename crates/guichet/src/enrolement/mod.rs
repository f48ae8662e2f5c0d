//! /enrolement/{code}: binding the two authenticators of a new account, at a one-use address.

pub mod bind;
pub mod show;
