//! Prints what the rules are, in both languages, and what nobody watches: `cargo run -p vigie --example regles`.

use vigie::{histoires, non_couvert};

fn main() {
    for fiche in histoires() {
        println!(
            "## {} ({}, v{}): {:?} at most, {} in 1,000 agent-days",
            fiche.numero, fiche.cle, fiche.version, fiche.gravite, fiche.bruit
        );
        for texte in [fiche.histoire, fiche.signal] {
            println!("\n{}\n\n{}", texte.fr, texte.en);
        }
        println!();
    }
    println!("## non couvert");
    for (what, texte) in non_couvert() {
        println!("\n{what}: {}\n{what}: {}", texte.fr, texte.en);
    }
}
