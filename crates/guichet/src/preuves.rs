//! Entries of the journal as a file that a third party checks without us: their bytes, what was signed, the way of each to the root,
//! the cosigned note. No name is in it.

use serde_json::{Value, json};

use crate::encodage;
use crate::face::{Preuve, Preuves};

/// The file: everything binary in standard base64, but the note, which is a text.
pub fn file(preuves: &Preuves) -> Value {
    let step = |preuve: &Preuve| {
        json!({
            "entree": preuve.entree,
            "octets": encodage::base64(&preuve.octets),
            "piece": preuve.piece.as_deref().map(encodage::base64),
            "enonce": preuve.enonce,
            "chemin": preuve.chemin.iter().map(|hash| encodage::base64(hash)).collect::<Vec<_>>(),
        })
    };
    json!({
        "format": "cairn/preuves/1",
        "note": String::from_utf8_lossy(&preuves.note),
        "cles": preuves.cles,
        "pas": preuves.pas.iter().map(step).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_all_that_a_third_party_needs() {
        let pas = Preuve {
            entree: 7,
            octets: vec![1; 256],
            piece: None,
            enonce: "cairn/acte/1".into(),
            chemin: vec![[2; 32]],
        };
        let preuves = Preuves { pas: vec![pas], note: b"journal\n1\n".to_vec(), cles: ["a".into(), "b".into()] };
        let said = file(&preuves);
        assert_eq!(said["pas"][0]["octets"].as_str().map(str::len), Some(344));
        assert_eq!(said["pas"][0]["piece"], Value::Null);
        assert_eq!(said["note"], "journal\n1\n");
        assert_eq!((said["cles"].as_array().map(Vec::len), said["pas"][0]["entree"].as_u64()), (Some(2), Some(7)));
    }
}
