//! /quotas: more new accounts a week for a season. The direction asks, another structure's direction grants.

pub mod ask;
pub mod show;
