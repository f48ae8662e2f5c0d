//! /lectures: what an agent has read.

pub mod show;
