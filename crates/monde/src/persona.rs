//! The keys file of a fictional base: both roots, and the personas with the keys of their software authenticators.
//! Such a file opens everything of its base, which is why only a base marked fictional accepts one.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::passkey::Passkey;

/// One invented agent. Its keys are those of her authenticator.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persona {
    /// Agent's id.
    #[serde(with = "hexa")]
    pub agent: [u8; 16],
    /// "Léa Masson".
    pub nom: String,
    /// Key of the role, as `conseiller`.
    pub role: String,
    /// Code of the structure, as `59512S00`.
    pub structure: String,
    /// Credential id.
    #[serde(with = "hexa")]
    pub credential: Vec<u8>,
    /// Private scalar of the P-256 key.
    #[serde(with = "hexa")]
    pub d: [u8; 32],
    /// Public point, first coordinate.
    #[serde(with = "hexa")]
    pub x: [u8; 32],
    /// Public point, second coordinate.
    #[serde(with = "hexa")]
    pub y: [u8; 32],
}

/// What the file holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cles {
    /// Root of the coffre.
    #[serde(with = "hexa")]
    pub racine_coffre: [u8; 32],
    /// Root of the contre-clé. In a real base the two are never in one place.
    #[serde(with = "hexa")]
    pub racine_contre_cle: [u8; 32],
    /// Who may be played.
    pub personas: Vec<Persona>,
}

impl Persona {
    /// An invented agent with her authenticator.
    pub fn new(agent: [u8; 16], nom: &str, role: &str, structure: &str, passkey: &Passkey) -> Persona {
        let (x, y) = passkey.coordinates();
        Persona {
            agent,
            nom: nom.to_owned(),
            role: role.to_owned(),
            structure: structure.to_owned(),
            credential: passkey.credential.clone(),
            d: passkey.scalar(),
            x,
            y,
        }
    }

    /// Her authenticator; `None` when the scalar is not one of the curve.
    pub fn passkey(&self) -> Option<Passkey> {
        Passkey::from_scalar(self.credential.clone(), self.d)
    }
}

impl Cles {
    /// Reads the file.
    ///
    /// # Errors
    /// The file's, or `InvalidData` where it is not such a file: the place in the text, never the text.
    pub fn read(path: &Path) -> io::Result<Cles> {
        serde_json::from_slice(&fs::read(path)?).map_err(|error| {
            let place = format!("keys file: unreadable at line {}, column {}", error.line(), error.column());
            io::Error::new(io::ErrorKind::InvalidData, place)
        })
    }

    /// Writes the file, for its owner alone (0600); whole or not at all.
    ///
    /// # Errors
    /// The file's.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        text.push(b'\n');
        let temporary = path.with_extension("nouveau");
        match fs::remove_file(&temporary) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => (),
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&temporary)?;
        file.write_all(&text)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    }
}

impl std::fmt::Debug for Persona {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Persona({}, {})", self.role, self.structure)
    }
}

impl std::fmt::Debug for Cles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cles({} personas)", self.personas.len())
    }
}

/// Bytes as lower-case hexadecimal texts.
mod hexa {
    use journal::encoding::{from_hex, hex};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(bytes: &impl AsRef<[u8]>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex(bytes.as_ref()))
    }

    pub fn deserialize<'de, D: Deserializer<'de>, T: TryFrom<Vec<u8>>>(from: D) -> Result<T, D::Error> {
        let bytes = from_hex(&String::deserialize(from)?).ok_or(D::Error::custom("hexadecimal is wanted"))?;
        T::try_from(bytes).map_err(|_| D::Error::custom("another length is wanted"))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_file_comes_back_and_is_its_owners_alone() {
        let passkey = Passkey::from_seed([3; 32], 0);
        let lea = Persona::new([7; 16], "Léa Masson", "conseiller", "59512S00", &passkey);
        let cles = Cles { racine_coffre: [1; 32], racine_contre_cle: [2; 32], personas: vec![lea] };
        let folder = std::env::temp_dir().join(format!("cairn-persona-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder of temporary files can be written");
        let path = folder.join("cles.json");
        for _ in 0..2 {
            cles.write(&path).expect("writes, also over another");
        }
        let mode = fs::metadata(&path).expect("is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = Cles::read(&path).expect("reads");
        assert_eq!(again, cles);
        assert_eq!(again.personas[0].passkey().expect("a key").point(), passkey.point());
        assert!(!format!("{again:?} {:?}", again.personas[0]).contains("0303"));

        let whole = fs::read_to_string(&path).expect("text");
        for (from, to) in [("0101", "01"), ("\"racine_coffre\"", "\"racine\""), ("}", "")] {
            fs::write(&path, whole.replacen(from, to, 1)).expect("writes");
            let error = Cles::read(&path).expect_err(from);
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{from}");
            assert!(!error.to_string().contains("0101"), "{error}");
        }
        fs::remove_dir_all(folder).expect("is ours");
    }
}
