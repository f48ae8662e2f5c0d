//! Identifiers: random, meaningless, safe in a URL or a log.

use std::fmt;
use std::str::FromStr;

macro_rules! random_id {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        /// Written as 32 lower-case hexadecimal digits, one spelling only.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 16]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadIdentifier;

            fn from_str(text: &str) -> Result<$name, BadIdentifier> {
                let digits = text.as_bytes();
                if digits.len() != 32 || !digits.iter().all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f')) {
                    return Err(BadIdentifier);
                }
                let mut id = [0; 16];
                for (byte, pair) in id.iter_mut().zip(digits.chunks_exact(2)) {
                    let value = |d: u8| if d <= b'9' { d - b'0' } else { d - b'a' + 10 };
                    *byte = value(pair[0]) << 4 | value(pair[1]);
                }
                Ok($name(id))
            }
        }
    };
}

random_id!(DossierId, "A dossier. Random: one number says nothing of the next.");
random_id!(AgentId, "An agent.");
random_id!(RendezVousId, "A rendez-vous, an absence or an open slot of an agenda.");
random_id!(OffreId, "An offre de service collective of a structure.");
random_id!(AtelierId, "A dated session collective.");
random_id!(PassageId, "A ticket at the front desk, or a call passed on.");
random_id!(RemplacementId, "A portefeuille taken over for a while.");
random_id!(ListeId, "A received list of people to reach.");
random_id!(MandatId, "A mandat that reads: a campaign of calls.");
random_id!(IncidentId, "An incident: accounts that a person looks into together.");
random_id!(ImportId, "An import: a file being corrected, and the mandat that makes its dossiers.");

/// A text that is not an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadIdentifier;

impl fmt::Display for BadIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an identifier")
    }
}

impl std::error::Error for BadIdentifier {}

/// Code of a mission locale: INSEE code of the seat's commune, `S`, two digits ("59512S00").
/// Public and guessable: never a secret, never a proof of scope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeStructure(pub [u8; 8]);

impl CodeStructure {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("????????")
    }
}

impl FromStr for CodeStructure {
    type Err = BadIdentifier;

    fn from_str(text: &str) -> Result<CodeStructure, BadIdentifier> {
        let code: [u8; 8] = text.as_bytes().try_into().map_err(|_| BadIdentifier)?;
        let shape = code[..5].iter().all(|c| c.is_ascii_digit() || matches!(c, b'A' | b'B'))
            && code[5] == b'S'
            && code[6..].iter().all(u8::is_ascii_digit);
        if shape { Ok(CodeStructure(code)) } else { Err(BadIdentifier) }
    }
}

impl fmt::Display for CodeStructure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CodeStructure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_only() {
        let text = "00112233445566778899aabbccddeeff";
        assert_eq!(text.parse::<DossierId>().map(|id| id.to_string()).as_deref(), Ok(text));
        for wrong in ["", "0", &text.to_uppercase(), &text[1..], "zz112233445566778899aabbccddeeff"] {
            assert!(wrong.parse::<DossierId>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn structure_codes() {
        assert!("59512S00".parse::<CodeStructure>().is_ok());
        assert!("2A004S00".parse::<CodeStructure>().is_ok());
        for wrong in ["59512", "59512T00", "59512S0x", "é9512S0"] {
            assert!(wrong.parse::<CodeStructure>().is_err(), "{wrong}");
        }
    }
}
