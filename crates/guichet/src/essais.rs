//! The guichet from outside, through HTTP: who gets what, under which headers, and what every page is made of.

mod gens;
mod pages;
mod refus;
