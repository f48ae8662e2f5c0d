//! Where a message to a person's telephone goes: to somebody else's program, that sends it. Cairn speaks to no operator of telephones.

use std::fmt::Debug;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;
use std::str::FromStr;

use age::x25519::Recipient;
use domaine::Clair;
use zeroize::Zeroizing;

use crate::random;

/// Takes a message in charge. What it gives back says nothing of whether a telephone rang.
pub trait Relais: Debug + Send + Sync {
    /// Hands one message over. Blocking.
    ///
    /// # Errors
    /// It could not be handed over.
    fn send(&self, telephone: &Clair, texte: &Clair) -> io::Result<()>;
}

/// A folder of one sealed file a message: the telephone, a line end, the text. Who reads the folder without its key reads nothing;
/// who has the key takes each file away once it is sent.
#[derive(Debug)]
pub struct Depot {
    dossier: PathBuf,
    cle: String,
}

impl Depot {
    /// The folder, made if it is missing, for this `age1…` public key.
    ///
    /// # Errors
    /// The key is none, or the folder cannot be made.
    pub fn open(dossier: PathBuf, cle: &str) -> io::Result<Depot> {
        let is_key = Recipient::from_str(cle).is_ok();
        if !is_key {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a public key of age (age1…)"));
        }
        fs::create_dir_all(&dossier)?;
        Ok(Depot { dossier, cle: cle.to_owned() })
    }
}

impl Relais for Depot {
    /// Whole or absent: a name without its end is not looked at.
    fn send(&self, telephone: &Clair, texte: &Clair) -> io::Result<()> {
        let clear = Zeroizing::new(format!("{}\n{}\n", telephone.expose(), texte.expose()));
        let recipient = Recipient::from_str(&self.cle).map_err(io::Error::other)?;
        let sealed = age::encrypt(&recipient, clear.as_bytes()).map_err(io::Error::other)?;
        let name = format!("{:032x}", u128::from_be_bytes(random()));
        let (writing, whole) = (self.dossier.join(&name), self.dossier.join(format!("{name}.age")));
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o640).open(&writing)?;
        file.write_all(&sealed)?;
        file.sync_all()?;
        fs::rename(&writing, whole)
    }
}

#[cfg(test)]
mod tests {
    use age::x25519::Identity;

    use super::*;

    #[test]
    fn a_message_is_one_sealed_file_for_the_relay_alone() {
        let folder = std::env::temp_dir().join(format!("cairn-relais-{}", std::process::id()));
        let (hers, other) = (Identity::generate(), Identity::generate());
        assert!(Depot::open(folder.clone(), "age1").is_err());
        let depot = Depot::open(folder.clone(), &hers.to_public().to_string()).expect("a folder");
        for text in ["un", "deux"] {
            depot.send(&Clair::new("0639980001"), &Clair::new(text)).expect("handed over");
        }
        let files: Vec<PathBuf> = fs::read_dir(&folder).expect("there").map(|f| f.expect("a file").path()).collect();
        assert_eq!(files.len(), 2);
        let mut all: Vec<String> = Vec::new();
        for file in &files {
            assert_eq!(file.extension().and_then(|e| e.to_str()), Some("age"));
            let sealed = fs::read(file).expect("readable");
            assert!(age::decrypt(&other, &sealed).is_err());
            all.push(String::from_utf8(age::decrypt(&hers, &sealed).expect("hers")).expect("text"));
        }
        all.sort();
        assert_eq!(all, ["0639980001\ndeux\n", "0639980001\nun\n"]);
        fs::remove_dir_all(folder).expect("removed");
    }
}
