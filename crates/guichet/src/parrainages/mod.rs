//! /parrainages: newcomers for whom I vouch, standing before me, and probations that I confirm.

pub mod list;
pub mod open;
pub mod show;
pub mod sign;

mod qr;
