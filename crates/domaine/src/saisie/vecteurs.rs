//! Every public or invented number that we check against, one line each.

use jiff::civil::date;

use super::etablissement::{siren, siret};
use super::{Provenance, Raison, iban, verifier};
use crate::{Champ, Clair, nir};

/// NIR that are printed in public documents, and carry no marker. Nothing else without order 000 may stand in the tree.
const PUBLICS: [&str; 5] = ["295109912611193", "253072B07300470", "253072A07300443", "255081416802538", nir::SPECIMEN];

/// The lines of the file that leave the answer to us, and ours: no month 13 is ever given, so that a machine is refused and
/// a paper warned.
const DECIDED: [(&str, Raison); 1] = [("105137511500064", Raison::NirMois)];

#[test]
fn public_nirs() {
    for nir in PUBLICS {
        assert_eq!(nir::parse(nir).as_deref(), Ok(nir));
    }
}

#[test]
fn the_file_of_vectors() {
    let mut seen = 0;
    for line in include_str!("donnees/vecteurs.csv").lines().skip(2) {
        let [genre, valeur, attendu, motif] = line.split(';').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let got = match genre {
            "nir" => machine(Champ::Nir, valeur),
            "iban" => machine(Champ::Iban, valeur),
            "siren" => siren(valeur).map(|_| ()),
            "siret" => siret(valeur).map(|_| ()),
            other => panic!("{other}"),
        };
        match DECIDED.iter().find(|(value, _)| *value == valeur) {
            Some((_, raison)) => assert_eq!(got, Err(*raison), "{line}"),
            None => assert_eq!(got.is_ok(), attendu == "1", "{genre} {valeur}: {motif}, {got:?}"),
        }
        seen += 1;
    }
    assert_eq!(seen, 141);
    assert_eq!(iban("FR1420041010050500013M02606").as_deref(), Ok("FR1420041010050500013M02606"));
}

fn machine(champ: Champ, valeur: &str) -> Result<(), Raison> {
    let verdict = verifier(champ, valeur, date(2026, 11, 22), Provenance::Machine)?;
    assert!(verdict.valeur.as_ref().is_some_and(|v| !Clair::is_empty(v)) && verdict.alertes.is_empty());
    Ok(())
}
