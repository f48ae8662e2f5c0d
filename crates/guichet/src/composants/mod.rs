//! The living page: every component of the guichet in every state, light and dark side by side. It shows nobody.

pub mod show;
