//! Folders copied, and put back as they were. A drill puts its base back a hundred times, and a few blocks of it changed: only those are
//! written.

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

const BLOC: usize = 1 << 18;

/// Copies a folder and what is in it; sockets are left.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Makes `to` what `from` is: whatever is not in it goes away, and blocks that are alike stay.
pub fn put_back(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut kept = HashSet::new();
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        kept.insert(entry.file_name());
        if target.symlink_metadata().is_ok_and(|there| there.file_type() != kind) {
            remove(&target)?;
        }
        if kind.is_dir() {
            put_back(&entry.path(), &target)?;
        } else if kind.is_file() {
            write_what_differs(&entry.path(), &target)?;
        }
    }
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if !kept.contains(&entry.file_name()) {
            remove(&entry.path())?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> io::Result<()> {
    if path.symlink_metadata()?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

fn write_what_differs(from: &Path, to: &Path) -> io::Result<()> {
    let mut old = File::open(from)?;
    let mut new = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(to)?;
    let (mut wanted, mut found) = (vec![0; BLOC], vec![0; BLOC]);
    let mut at = 0;
    loop {
        let count = fill(&mut old, &mut wanted)?;
        let there = fill(&mut new, &mut found)?;
        if wanted[..count] != found[..there] {
            new.seek(SeekFrom::Start(at))?;
            new.write_all(&wanted[..count])?;
        }
        at += count as u64;
        if count < BLOC {
            new.set_len(at)?;
            return new.set_permissions(old.metadata()?.permissions());
        }
    }
}

/// As many bytes as there are, up to a block.
fn fill(file: &mut File, block: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < block.len() {
        match file.read(&mut block[count..])? {
            0 => break,
            more => count += more,
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every file below a folder, with its bytes.
    fn all(dir: &Path) -> Vec<(String, Vec<u8>)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(dir).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => found.extend(all(&path)),
                false => found.push((path.display().to_string(), fs::read(&path).expect("a file"))),
            }
        }
        found.sort();
        found
    }

    #[test]
    fn what_is_put_back_is_what_was_copied() {
        let root = std::env::temp_dir().join(super::super::unique());
        let (base, copie) = (root.join("base"), root.join("copie"));
        fs::create_dir_all(base.join("journal")).expect("made");
        let long: Vec<u8> = (0..3 * BLOC + 17).map(|n| (n / 7) as u8).collect();
        let files = [("rows", &long[..]), ("exact", &long[..2 * BLOC]), ("empty", &[]), ("journal/1", &long[..10])];
        for (name, bytes) in files {
            fs::write(base.join(name), bytes).expect("written");
        }
        copy(&base, &copie).expect("copied");
        let before = all(&base);
        let change = |what: &dyn Fn()| {
            what();
            assert_ne!(all(&base), before);
            put_back(&copie, &base).expect("put back");
            assert_eq!(all(&base), before);
        };
        let flip = |name: &str, at: usize| {
            let mut bytes = fs::read(base.join(name)).expect("a file");
            bytes[at] ^= 1;
            fs::write(base.join(name), bytes).expect("written");
        };
        for at in [0, BLOC - 1, BLOC, 3 * BLOC + 16] {
            change(&|| flip("rows", at));
        }
        change(&|| fs::write(base.join("rows"), &long[..BLOC]).expect("shorter"));
        change(&|| fs::write(base.join("exact"), &long).expect("longer"));
        change(&|| fs::write(base.join("empty"), b"x").expect("filled"));
        change(&|| fs::remove_dir_all(base.join("journal")).expect("removed"));
        change(&|| fs::write(base.join("journal/2"), b"x").expect("added"));
        change(&|| {
            fs::remove_file(base.join("rows")).expect("removed");
            fs::create_dir_all(base.join("rows/within")).expect("a folder in its place");
            fs::write(base.join("rows/within/one"), b"x").expect("written");
        });
        fs::remove_dir_all(root).expect("cleaned");
    }
}
