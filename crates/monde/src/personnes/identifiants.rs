//! Identifiers that have the right shape and the right keys, and that belong to nobody.

use super::alea::Alea;

/// Blocks that ARCEP keeps for works of fiction: landlines of the five zones, then mobiles. Four digits follow.
pub const TELEPHONES_DE_FICTION: [&str; 6] = ["019900", "026191", "035301", "046571", "053649", "063998"];

/// Bank code that no bank has.
pub const BANQUE_FICTIVE: &str = "99999";

/// A social security number, 15 characters. The order number is 000, which is never given to anyone:
/// a number of this world cannot be a real one.
///
/// `lieu` is the INSEE code of the commune of birth, or 99 and the three digits of the country.
pub fn nir(feminin: bool, annee: u16, mois: u8, lieu: &str) -> String {
    let debut = format!("{}{:02}{mois:02}{lieu}000", if feminin { 2 } else { 1 }, annee % 100);
    let cle = nir_key(&debut).unwrap_or(0);
    format!("{debut}{cle:02}")
}

/// Key of the 13 first characters, or nothing if they are not a number. Corsica's letter counts as a digit, at its place only.
pub fn nir_key(debut: &str) -> Option<u64> {
    let chiffres = match debut.get(5..7)? {
        "2A" => format!("{}19{}", &debut[..5], &debut[7..]),
        "2B" => format!("{}18{}", &debut[..5], &debut[7..]),
        _ => debut.to_owned(),
    };
    (chiffres.len() == 13).then(|| chiffres.parse::<u64>().ok())?.map(|n| 97 - n % 97)
}

/// A French IBAN at the bank 99999: branch, account (sometimes with letters), RIB key and IBAN key right.
pub fn iban(alea: &mut Alea) -> String {
    let guichet = alea.below(100_000);
    let compte = if alea.chance(100) {
        format!("{:08}XYZ", alea.below(100_000_000))
    } else {
        format!("{:011}", alea.below(100_000_000_000))
    };
    let bban = format!("{BANQUE_FICTIVE}{guichet:05}{compte}");
    let bban = format!("{bban}{:02}", rib_key(&bban));
    format!("FR{:02}{bban}", iban_key("FR", &bban))
}

/// Key of bank, branch and account (21 characters) in the national way: letters stand for a digit of their own table.
pub fn rib_key(sans_cle: &str) -> u64 {
    let reste = sans_cle.bytes().fold(0, |reste, c| (reste * 10 + rib_digit(c)) % 97);
    97 - reste * 100 % 97
}

/// Key of the international way (ISO 7064, mod 97-10).
pub fn iban_key(pays: &str, bban: &str) -> u64 {
    let reste = bban.bytes().chain(pays.bytes()).chain(*b"00").fold(0, |reste, c| match c {
        b'0'..=b'9' => (reste * 10 + u64::from(c - b'0')) % 97,
        _ => (reste * 100 + u64::from(c.to_ascii_uppercase().wrapping_sub(b'A')) + 10) % 97,
    });
    98 - reste
}

/// Identifiant France Travail: seven digits and a letter, of the prefix 000 that is not given.
///
/// The rank goes through a permutation: unique for the first 230,000 dossiers of a structure, without a visible order.
pub fn france_travail(decalage: u64, rang: u64) -> String {
    /// Without I, O and Q, that a reader confuses.
    const LETTRES: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    // 104,729 is prime and does not divide 230,000: multiplying by it only changes the order.
    let place = (rang.wrapping_mul(104_729).wrapping_add(decalage % 230_000)) % 230_000;
    format!("{:07}{}", place / 23, LETTRES[(place % 23) as usize] as char)
}

/// A number of the fiction blocks, ten digits without spaces.
pub fn telephone(alea: &mut Alea, mobile: bool) -> String {
    let bloc = if mobile { TELEPHONES_DE_FICTION[5] } else { TELEPHONES_DE_FICTION[alea.below(5) as usize] };
    format!("{bloc}{:04}", alea.below(10_000))
}

/// The value of a letter in a RIB: A and J are 1, S is 2.
fn rib_digit(c: u8) -> u64 {
    u64::from(match c.to_ascii_uppercase() {
        chiffre @ b'0'..=b'9' => chiffre - b'0',
        lettre @ b'A'..=b'I' => lettre - b'A' + 1,
        lettre @ b'J'..=b'R' => lettre - b'J' + 1,
        lettre @ b'S'..=b'Z' => lettre - b'S' + 2,
        _ => 0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::donnees::lignes;

    fn vecteurs(genre: &'static str) -> impl Iterator<Item = [&'static str; 4]> {
        lignes::<4>(include_str!("../../donnees/vecteurs.csv")).filter(move |v| v[0] == genre)
    }

    #[test]
    fn nir_keys_agree_with_the_vectors() {
        let mut vus = 0;
        for [_, valeur, attendu, motif] in
            vecteurs("nir").filter(|v| v[3].starts_with("valide") || v[3] == "clé fausse")
        {
            let cle: u64 = valeur[13..].parse().expect("the vectors end with a key");
            assert_eq!(nir_key(&valeur[..13]) == Some(cle), attendu == "1", "{motif}");
            vus += 1;
        }
        assert!(vus > 40);
    }

    #[test]
    fn a_nir_made_here_is_the_vector() {
        for [_, valeur, _, motif] in vecteurs("nir").filter(|v| v[3].starts_with("valide")) {
            let fait =
                nir(&valeur[..1] == "2", valeur[1..3].parse().unwrap(), valeur[3..5].parse().unwrap(), &valeur[5..10]);
            assert_eq!(fait, valeur, "{motif}");
        }
    }

    #[test]
    fn iban_keys_agree_with_the_vectors() {
        let mut vus = 0;
        for [_, valeur, attendu, motif] in vecteurs("iban").filter(|v| v[1].len() == 27 && v[1].starts_with("FR")) {
            let (rib, cle_rib) = valeur[4..].split_at(21);
            let juste = format!("{:02}", iban_key("FR", &valeur[4..])) == valeur[2..4]
                && format!("{:02}", rib_key(rib)) == cle_rib;
            assert_eq!(juste, attendu == "1", "{motif}");
            vus += 1;
        }
        assert!(vus > 30);
    }

    #[test]
    fn a_made_iban_has_both_keys_and_no_bank() {
        let mut alea = Alea::new(1, "essai", 0, "iban");
        for _ in 0..500 {
            let iban = iban(&mut alea);
            assert_eq!((iban.len(), &iban[4..9]), (27, BANQUE_FICTIVE));
            assert_eq!(iban[2..4], format!("{:02}", iban_key("FR", &iban[4..])));
            assert_eq!(iban[25..], format!("{:02}", rib_key(&iban[4..25])));
        }
    }

    #[test]
    fn france_travail_numbers_are_unique_and_never_given() {
        let vus: std::collections::HashSet<String> = (0..230_000).map(|rang| france_travail(77, rang)).collect();
        assert_eq!(vus.len(), 230_000);
        assert!(vus.iter().all(|v| v.len() == 8 && v.starts_with("000")));
    }
}
