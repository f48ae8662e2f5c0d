//! `cairn etendue`: whom did these accounts, logins or structures read; or who read this person. By a base, in seconds, or by a
//! published journal alone, for whoever trusts nobody. Reads only: a base that is being served is not disturbed.
//!
//! No key is asked for, so there is no name: persons are the pseudonyms of the journal.

mod dire;
mod source;

use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use domaine::CodeStructure;
use domaine::fuseau::Fuseau;
use journal::encoding::from_hex;
use journal::etendue::{Etendue, Question};

use crate::Fin;
use source::Source;

/// Options of `cairn etendue`.
#[derive(Args)]
pub struct Options {
    /// Folder of the base: its index is read, up to its published journal.
    #[arg(long, value_name = "DOSSIER", required_unless_present = "journal")]
    donnees: Option<PathBuf>,
    /// PostgreSQL address; without it, the embedded SQLite base of the folder.
    #[arg(long, value_name = "ADRESSE", requires = "donnees")]
    base: Option<String>,
    /// Published journal: every entry is read, and nothing else.
    #[arg(long, value_name = "DOSSIER", conflicts_with = "donnees")]
    journal: Option<PathBuf>,
    /// Verifier key of the journal; by default the first line of the file `.vkey` beside it.
    #[arg(long, value_name = "CLE")]
    vkey: Option<String>,
    /// Verifier key of the contre-clé; by default the second line, if there is one.
    #[arg(long, value_name = "CLE")]
    vkey_contre_cle: Option<String>,
    /// Account, by its pseudonym: 32 hexadecimal digits. As often as needed; so are the next two.
    #[arg(long, value_name = "PSEUDONYME", value_parser = id)]
    acteur: Vec<[u8; 16]>,
    /// Login (one browser key). The journal holds no network address.
    #[arg(long, value_name = "LOGIN", value_parser = id)]
    login: Vec<[u8; 16]>,
    /// Structure of the agents who read, as `59001S01`.
    #[arg(long, value_name = "CODE", value_parser = CodeStructure::from_str)]
    structure: Vec<CodeStructure>,
    /// Instead: who read this person, by the pseudonym of her dossier.
    #[arg(long, value_name = "PSEUDONYME", value_parser = id, conflicts_with_all = ["acteur", "login", "structure", "csv"])]
    sujet: Option<[u8; 16]>,
    /// From this instant on (`2026-03-01T09:30:00Z`), or this day, which begins at midnight in Paris.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    du: Option<u64>,
    /// Until this instant or the beginning of this day, not counted.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    au: Option<u64>,
    /// One line a person, in a new file for its owner alone.
    #[arg(long, value_name = "FICHIER")]
    csv: Option<PathBuf>,
    /// Prints one JSON object, and nothing else.
    #[arg(long, conflicts_with = "preuve")]
    json: bool,
    /// Also asks the journal entry by entry, and fails if the index hides a reading.
    #[arg(long, requires = "donnees", conflicts_with = "sujet")]
    comparer: bool,
    /// Instead: prints the proof that this entry is in the journal. As often as needed.
    #[arg(long, value_name = "ENTREE")]
    preuve: Vec<u64>,
}

/// Answers.
pub fn run(options: &Options) -> Fin {
    let source = Source::open(options)?;
    if !options.preuve.is_empty() {
        return options.preuve.iter().try_for_each(|entry| dire::proof(&source, *entry));
    }
    let (du, au) = (options.du.unwrap_or(0), options.au.unwrap_or(u64::MAX));
    if let Some(sujet) = options.sujet {
        let readers = source.readers(sujet, du, au)?;
        return dire::readers(&source, &sujet, &readers, options.json);
    }
    let question = Question {
        acteurs: options.acteur.iter().copied().collect(),
        logins: options.login.iter().copied().collect(),
        structures: options.structure.iter().map(|code| code.0).collect(),
        du,
        au,
    };
    if question.is_empty() {
        return Err("give --acteur, --login, --structure or --sujet".into());
    }
    let etendue = source.ask(&question)?;
    if let Some(file) = &options.csv {
        write_csv(&etendue, file).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    dire::etendue(&source, &etendue, options.json);
    if options.comparer { compare(&source, &etendue) } else { Ok(()) }
}

/// The index is a convenience; the journal is the truth. It may hold readings that the index lacks because they came to nothing
/// (no key was given out), which then were not delivered; never one that was.
fn compare(source: &Source, index: &Etendue) -> Fin {
    let journal = source.by_journal(&index.question)?;
    let delivered = |etendue: &Etendue| -> Vec<([u8; 16], journal::etendue::Part)> {
        let mut all: Vec<_> =
            etendue.personnes.iter().filter(|p| p.livre.fois > 0).map(|p| (p.sujet, p.livre)).collect();
        all.sort_unstable_by_key(|(sujet, _)| *sujet);
        all
    };
    let unsure = journal.bilan.lectures.saturating_sub(index.bilan.lectures);
    eprintln!(
        "Par le journal seul : {} lectures, dont {unsure} sans suite que l'index n'a pas.",
        journal.bilan.lectures
    );
    if delivered(&journal) == delivered(index) && index.bilan.lectures <= journal.bilan.lectures {
        Ok(())
    } else {
        Err("the index of the base is not what the journal says: delete its line in `suivi` and start again".into())
    }
}

fn write_csv(etendue: &Etendue, path: &Path) -> std::io::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let mut out = BufWriter::new(file);
    coffre::etendue::csv::write(etendue, &mut out)?;
    out.flush()?;
    out.get_ref().sync_all()
}

fn id(text: &str) -> Result<[u8; 16], String> {
    let bytes = from_hex(text).and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| "32 hexadecimal digits".into())
}

fn instant(text: &str) -> Result<u64, String> {
    let day = || Fuseau::Paris.debut(text.parse().ok()?);
    let exact = || u64::try_from(text.parse::<jiff::Timestamp>().ok()?.as_millisecond()).ok();
    exact().or_else(day).ok_or_else(|| "write 2026-03-01 or 2026-03-01T09:30:00Z".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_paris_and_an_instant_is_exact() {
        assert_eq!(instant("2026-03-01"), instant("2026-02-28T23:00:00Z"));
        assert_eq!(instant("2026-03-01T09:30:00.123Z"), Ok(1_772_357_400_123));
        assert_eq!(instant("2026-03-01T10:30:00.123+01:00"), Ok(1_772_357_400_123));
        for wrong in ["", "hier", "2026-13-01", "1969-12-31T00:00:00Z"] {
            assert!(instant(wrong).is_err(), "{wrong}");
        }
        assert_eq!(id(&"0a".repeat(16)), Ok([10; 16]));
        assert!(id("0a").is_err() && id(&"zz".repeat(16)).is_err());
    }
}
