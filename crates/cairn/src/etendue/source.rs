//! Where an answer is read: the index of a base and the end of its journal, or a published journal from its first entry.

use std::path::PathBuf;

use coffre::base::{Base, Url};
use coffre::etendue::{Rang, ask, readers};
use journal::entry::{Entry, Pseudonym};
use journal::etendue::{Acces, Etendue, Pli, Question, Tuiles};
use journal::tiles::layout::WIDTH;

use super::Options;

/// A published journal, and the base that keeps an index of it, if it is there.
pub struct Source {
    /// The journal, at its checkpoint.
    pub tuiles: Tuiles,
    base: Option<Base>,
    /// What was read, for the person at the console.
    pub lu: String,
}

impl Source {
    /// Opens what the options name, and checks who signed the checkpoint.
    pub fn open(options: &Options) -> Result<Source, String> {
        let (folder, base) = match (&options.journal, &options.donnees) {
            (Some(journal), _) => (journal.clone(), None),
            (None, Some(donnees)) => {
                (donnees.join("coffre/tuiles"), Some(open_base(donnees, options.base.as_deref())?))
            }
            (None, None) => return Err("give --donnees or --journal".into()),
        };
        let beside = std::fs::read_to_string(folder.with_extension("vkey")).unwrap_or_default();
        let mut lines = beside.lines().map(str::to_owned);
        let (first, second) = (lines.next(), lines.next());
        let vkey = options.vkey.clone().or(first).ok_or("give --vkey CLE: the journal's verifier key")?;
        let cosigner = options.vkey_contre_cle.clone().or(second);
        let tuiles = Tuiles::open(&folder, &vkey, cosigner.as_deref()).map_err(|fault| fault.to_string())?;
        let what =
            if base.is_some() { "l'index de la base, jusqu'au journal publié" } else { "le journal publié seul" };
        Ok(Source { tuiles, base, lu: format!("{what} ({})", folder.display()) })
    }

    /// The answer, as of the checkpoint.
    pub fn ask(&self, question: &Question) -> Result<Etendue, String> {
        let Some(base) = &self.base else { return self.by_journal(question) };
        let taille = self.tuiles.checkpoint().size;
        let mut index = ask(base, question, taille).map_err(|e| e.to_string())?;
        index.check_pages(|entry| self.entry(entry));
        let suite = index.suite;
        let mut pli = index.pli;
        self.end(suite, |at, entry| pli.take(at, entry))?;
        Ok(pli.conclude(taille))
    }

    /// The answer by the journal alone: every entry is read, and their root is the one that was signed.
    pub fn by_journal(&self, question: &Question) -> Result<Etendue, String> {
        let mut pli = Pli::new(question.clone());
        self.tuiles.for_each(|at, entry| pli.take(at, entry)).map_err(|fault| fault.to_string())?;
        Ok(pli.conclude(self.tuiles.checkpoint().size))
    }

    /// Who read this person, newest first.
    pub fn readers(&self, sujet: Pseudonym, du: u64, au: u64) -> Result<Vec<Rang>, String> {
        let taille = self.tuiles.checkpoint().size;
        let (mut rows, suite) = match &self.base {
            Some(base) => {
                let index = ask(base, &Question::new(), taille).map_err(|e| e.to_string())?;
                (readers(base, sujet, du, au, index.suite).map_err(|e| e.to_string())?, index.suite)
            }
            None => (Vec::new(), 0),
        };
        rows.reverse();
        let mut take = |at: u64, entry: &Entry| match Acces::of(at, entry) {
            Some(acces)
                if acces.genre != journal::Kind::Canary
                    && acces.sujet == sujet
                    && du <= acces.temps
                    && acces.temps < au =>
            {
                let (acteur, login, structure) = (entry.actor, entry.login, entry.structure);
                rows.push(Rang { acteur, login, structure, acces });
            }
            None if entry.kind == journal::Kind::Delivered => {
                let named = rows.iter_mut().find(|row| row.acces.entree == u64::from(entry.count));
                if let Some(row) = named.filter(|row| row.login == entry.login) {
                    row.acces.livre = true;
                }
            }
            _ => {}
        };
        if self.base.is_some() {
            self.end(suite, take)?;
        } else {
            self.tuiles.for_each(&mut take).map_err(|fault| fault.to_string())?;
        }
        rows.reverse();
        Ok(rows)
    }

    /// One entry, proved.
    fn entry(&self, at: u64) -> Option<Entry> {
        Entry::decode(&self.tuiles.prove(at)?.octets).ok()
    }

    /// Entries from `first` to the checkpoint: what the index does not have yet. Each bundle is held to its tile.
    fn end(&self, first: u64, mut each: impl FnMut(u64, &Entry)) -> Result<(), String> {
        let size = self.tuiles.checkpoint().size;
        let width = WIDTH as u64;
        for bundle in first / width..size.div_ceil(width) {
            let entries = self.tuiles.bundle(bundle).map_err(|fault| fault.to_string())?;
            for (at, octets) in (bundle * width..).zip(entries) {
                let Some(entry) = Entry::decode(&octets).ok().filter(|_| at >= first) else { continue };
                let shows = entry.kind == journal::Kind::Delivered || Acces::of(at, &entry).is_some();
                if shows && self.tuiles.prove(at).is_none_or(|proof| proof.octets != octets) {
                    return Err(format!("entry {at} is not the one that was signed"));
                }
                each(at, &entry);
            }
        }
        Ok(())
    }
}

fn open_base(donnees: &std::path::Path, address: Option<&str>) -> Result<Base, String> {
    let file: PathBuf = donnees.join("coffre/cairn.db");
    if address.is_none() && !file.exists() {
        return Err(format!("no base in {}", donnees.display()));
    }
    let address = address.map_or_else(|| format!("sqlite:{}", file.display()), str::to_owned);
    let url: Url = address.parse().map_err(|e| format!("{e}"))?;
    Base::open(&url).map_err(|e| e.to_string())
}
