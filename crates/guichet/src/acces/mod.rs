//! /acces: who may what in my structure.

pub mod show;
