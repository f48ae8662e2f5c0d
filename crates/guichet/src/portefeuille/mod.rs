//! /portefeuille: the young people an agent follows.

pub mod show;
