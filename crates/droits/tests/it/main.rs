//! Tests of the rights as a whole, in one binary.

mod modele;
