//! /compte: my own account. Everybody signed in sees hers, and nobody else's.

pub mod add_key;
pub mod alert;
pub mod remove_key;
pub mod show;
