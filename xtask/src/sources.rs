//! The files of the project, as a reader sees them: no build output, no data, no installed package.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const NOT_OURS: [&str; 4] = ["target", "node_modules", ".git", "__pycache__"];

/// Every file below `dir`, sorted, folders that are not ours left out.
pub fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(dir, &mut found)?;
    found.sort();
    Ok(found)
}

/// The same, only those with this extension.
pub fn files_with(dir: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut found = files(dir)?;
    found.retain(|path| path.extension().is_some_and(|ext| ext == extension));
    Ok(found)
}

fn collect(dir: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            let name = entry.file_name();
            // The demonstration's data lies at the root; a source folder of that name is ours.
            let data = name == "demo" && dir.join("Cargo.lock").exists();
            if !data && !NOT_OURS.iter().any(|other| name == *other) {
                collect(&entry.path(), found)?;
            }
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    Ok(())
}
