//! Where things are: the root of the workspace, the build folder, logs of the test command.

use std::path::{Path, PathBuf};

/// The folders that the commands work in.
#[derive(Clone, Debug)]
pub struct Lieux {
    /// The root of the workspace.
    pub root: PathBuf,
    /// Cargo's build folder (follows `CARGO_TARGET_DIR`).
    pub target: PathBuf,
}

impl Lieux {
    /// Cargo sets `CARGO_MANIFEST_DIR` for what it runs; the compiled-in value serves a bare call.
    pub fn find() -> Lieux {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent().expect("xtask lies in the workspace").to_path_buf();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(dir) => root.join(dir),
            None => root.join("target"),
        };
        Lieux { root, target }
    }

    /// Tools installed for this project alone (nothing is written outside the build folder).
    pub fn outils(&self) -> PathBuf {
        self.target.join("outils")
    }

    /// Full output of each step of the last `cargo xtask test`.
    pub fn logs(&self) -> PathBuf {
        self.target.join("essai")
    }

    /// Journals left by end-to-end tests, for the foreign verifiers: a folder `NAME` of published tiles
    /// and beside it, because nothing may stand in it that is not the journal, a file `NAME.vkey`
    /// (first line the journal's verification key, second line the cosigner's).
    pub fn journaux(&self) -> PathBuf {
        self.logs().join("journaux")
    }
}
