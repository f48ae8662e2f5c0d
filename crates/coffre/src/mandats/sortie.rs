//! What reaches the recipient: one line a person, sealed to her key by `age`, and nowhere else in clear.

use std::str::FromStr;

use age::x25519::Recipient;
use zeroize::Zeroizing;

/// The lines read so far; memory only, wiped when dropped.
pub(super) struct Sortie {
    clear: Zeroizing<Vec<u8>>,
}

impl Sortie {
    pub fn new() -> Sortie {
        Sortie { clear: Zeroizing::new("prenom;telephone\r\n".into()) }
    }

    /// One person. A separator that somebody typed would make two columns of one.
    pub fn add(&mut self, prenom: &str, telephone: &str) {
        let bare = |text: &str| Zeroizing::new(text.replace([';', '\r', '\n', '"'], " "));
        // A spreadsheet would take what begins so for a formula.
        let guard = |text: &str| if text.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        let (prenom, telephone) = (bare(prenom), bare(telephone));
        for part in [guard(&prenom), &prenom, ";", &telephone, "\r\n"] {
            self.clear.extend_from_slice(part.as_bytes());
        }
    }

    /// The whole, for this recipient alone.
    pub fn seal(self, destinataire: &str) -> Option<Vec<u8>> {
        age::encrypt(&Recipient::from_str(destinataire).ok()?, &self.clear).ok()
    }
}

/// Whether this is a public key to which something can be sealed.
pub(super) fn is_recipient(text: &str) -> bool {
    Recipient::from_str(text).is_ok()
}

#[cfg(test)]
mod tests {
    use age::x25519::Identity;

    use super::*;

    #[test]
    fn who_has_the_key_reads_a_line_a_person_and_nobody_else() {
        let (hers, other) = (Identity::generate(), Identity::generate());
        let recipient = hers.to_public().to_string();
        assert!(is_recipient(&recipient) && !is_recipient("age1") && !is_recipient(&recipient.to_uppercase()[1..]));
        let mut sortie = Sortie::new();
        sortie.add("Inès", "0639980001");
        sortie.add("=1;2\n", "+33639980002");
        let sealed = sortie.seal(&recipient).expect("a recipient");
        let clear = age::decrypt(&hers, &sealed).expect("hers");
        let text = "prenom;telephone\r\nInès;0639980001\r\n'=1 2 ;+33639980002\r\n";
        assert_eq!(String::from_utf8(clear).expect("text"), text);
        assert!(age::decrypt(&other, &sealed).is_err());
    }
}
