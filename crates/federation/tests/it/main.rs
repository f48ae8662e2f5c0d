//! The client against a certified provider set up as ProConnect, over real HTTP: what it accepts, and
//! everything that it refuses. The provider is `essais/federation/fournisseur.mjs`.

mod fautes;
mod fournisseur;
mod honnete;
mod tls;
