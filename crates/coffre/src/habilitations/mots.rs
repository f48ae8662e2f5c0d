//! Four words for a hash: two people compare them at a glance, across a desk.

/// The words of a hash: 24 bits of it, enough for two pages open at the same desk.
pub(super) fn mots(hash: &[u8; 32]) -> [&'static str; 4] {
    let place = |n: usize| MOTS[usize::from(hash[n] & 63)];
    [place(0), place(1), place(2), place(3)]
}

const MOTS: [&str; 64] = [
    "abeille", "ancre", "arbre", "argile", "aube", "avion", "bateau", "bouleau", "brume", "cabane", "cactus",
    "caillou", "canal", "cascade", "cerise", "chemin", "cigale", "citron", "colline", "corail", "coton", "dune",
    "écluse", "écorce", "étang", "falaise", "feuille", "figue", "flamme", "fontaine", "fougère", "galet", "girafe",
    "glacier", "grenade", "grotte", "hibou", "île", "jardin", "lavande", "lilas", "loutre", "lune", "marée", "menthe",
    "miel", "mouette", "neige", "noisette", "olive", "orage", "pivoine", "plume", "prairie", "radeau", "rivière",
    "sable", "sapin", "sentier", "source", "tilleul", "tuile", "vague", "verger",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_apart() {
        let mut all = MOTS.to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), MOTS.len());
        assert_ne!(mots(&[0; 32]), mots(&[1; 32]));
    }
}
