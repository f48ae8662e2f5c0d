//! /connexion: coming in and leaving. The worker signs none of it but the leaving.

pub mod challenge;
pub mod enter;
pub mod leave;
pub mod proconnect;
pub mod show;
