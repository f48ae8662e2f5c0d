//! /approbations: demands for which I was drawn, one at a time.

pub mod list;
pub mod show;
