//! The journal's files in the base, for instances that share it. What is appended is committed in one transaction with the number
//! under which it is written: a holder that was overtaken, even in the middle of a batch, adds nothing.
//!
//! Bytes wait in memory until [`Storage::sync`], as a disk's cache does.

use std::io;

use journal::storage::Storage;

use super::bail::hold;
use crate::base::{Base, SqlError, Tx};

crate::statements! {
    INSERT = "insert into journal_octets (fichier, debut, fin, octets) values (?1, ?2, ?3, ?4)";
    END = "select coalesce(max(fin), -1) from journal_octets where fichier = ?1";
    RANGE = "select debut, octets from journal_octets where fichier = ?1 and debut < ?3 and debut >= \
             (select coalesce(max(debut), 0) from journal_octets where fichier = ?1 and debut <= ?2) order by debut";
    NAMES = "select fichier from journal_octets where debut = ?1 order by fichier";
    CUT = "delete from journal_octets where fichier = ?1 and debut >= ?2";
}

/// Longest row, when a file is written whole.
const ROW_MAX: usize = 1 << 20;

/// Says that the files are all there: before it stands, the folder counts.
const WHOLE: &str = "complet";

/// See the module.
pub struct Stockage {
    base: Base,
    epoque: u32,
    /// Appended and not yet synced: one file at a time, from this offset on.
    waiting: Option<(String, u64, Vec<u8>)>,
    /// Where the file last appended to ends: it is asked for once.
    end: Option<(String, u64)>,
}

impl Stockage {
    /// The journal of this base, written under this number.
    pub fn new(base: Base, epoque: u32) -> Stockage {
        Stockage { base, epoque, waiting: None, end: None }
    }

    /// Whether this base holds a journal.
    ///
    /// # Errors
    /// The base's.
    pub fn is_in(base: &Base) -> Result<bool, SqlError> {
        base.read_blocking(|tx| end_of(tx, WHOLE)).map(|end| end.is_some())
    }

    /// Takes over the journal of a folder, once: cut half-way, it begins anew.
    ///
    /// # Errors
    /// The disk's or the base's.
    pub fn adopt(&mut self, folder: &impl Storage) -> io::Result<()> {
        for name in self.list()? {
            self.remove(&name)?;
        }
        for name in folder.list()? {
            let mut at = 0;
            loop {
                let bytes = folder.read_at(&name, at, ROW_MAX)?;
                if bytes.is_empty() {
                    break;
                }
                at += bytes.len() as u64;
                self.append(&name, &bytes)?;
                self.sync(&name)?;
            }
        }
        self.append(WHOLE, &[1])?;
        self.sync(WHOLE)
    }

    fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut Tx<'_>) -> Result<T, SqlError> + Send + 'static,
    ) -> io::Result<T> {
        let epoque = self.epoque;
        let held = move |tx: &mut Tx<'_>| {
            hold(tx, epoque)?;
            work(tx)
        };
        self.base.write_blocking(held).map_err(said)
    }

    /// Commits what waits. After a failure nobody knows what stands: nothing is kept, it is read again.
    fn flush(&mut self) -> io::Result<()> {
        let Some((file, start, bytes)) = self.waiting.take() else { return Ok(()) };
        self.end = None;
        let (name, end) = (file.clone(), start + bytes.len() as u64);
        self.write(move |tx| insert(tx, &name, start, &bytes))?;
        self.end = Some((file, end));
        Ok(())
    }

    fn committed(&self, file: &str) -> io::Result<Option<u64>> {
        if let Some((_, end)) = self.end.as_ref().filter(|(name, _)| name == file) {
            return Ok(Some(*end));
        }
        let name = file.to_owned();
        self.base.read_blocking(move |tx| end_of(tx, &name)).map_err(said)
    }

    fn is_waiting(&self, file: &str) -> bool {
        self.waiting.as_ref().is_some_and(|(name, ..)| name == file)
    }
}

impl Storage for Stockage {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        if !self.is_waiting(file) {
            self.flush()?;
            let start = self.committed(file)?.unwrap_or(0);
            self.waiting = Some((file.to_owned(), start, Vec::new()));
        }
        self.waiting.iter_mut().for_each(|(.., waiting)| waiting.extend_from_slice(bytes));
        Ok(())
    }

    fn sync(&mut self, file: &str) -> io::Result<()> {
        if self.is_waiting(file) { self.flush() } else { Ok(()) }
    }

    /// What was committed is durable: there is nothing to write again.
    fn refresh(&mut self, file: &str, _: u64) -> io::Result<()> {
        self.sync(file)
    }

    fn truncate(&mut self, file: &str, len: u64) -> io::Result<()> {
        self.flush()?;
        self.end = None;
        let name = file.to_owned();
        self.write(move |tx| {
            let last: Vec<(u64, Vec<u8>)> = tx.all(&RANGE, &range(&name, len, len))?;
            let kept = last.into_iter().find(|(start, _)| *start < len);
            let from = kept.as_ref().map_or(len, |(start, _)| *start);
            tx.exec(&CUT, &[name.as_str().into(), (from as i64).into()])?;
            let Some((start, bytes)) = kept else { return Ok(()) };
            let length = bytes.len().min(usize::try_from(len - start).unwrap_or(usize::MAX));
            insert(tx, &name, start, &bytes[..length])
        })
    }

    /// The coffre's journal forgets nothing.
    fn erase(&mut self, _: &str, _: &[u64], _: usize) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn replace(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.flush()?;
        self.end = None;
        let (name, bytes) = (file.to_owned(), bytes.to_vec());
        self.write(move |tx| {
            tx.exec(&CUT, &[name.as_str().into(), 0.into()])?;
            let rows = (0_u64..).step_by(ROW_MAX).zip(bytes.chunks(ROW_MAX));
            rows.into_iter().try_for_each(|(start, row)| insert(tx, &name, start, row))
        })
    }

    fn remove(&mut self, file: &str) -> io::Result<()> {
        self.replace(file, &[])
    }

    fn read(&self, file: &str) -> io::Result<Option<Vec<u8>>> {
        let Some(size) = self.size(file)? else { return Ok(None) };
        self.read_at(file, 0, usize::try_from(size).unwrap_or(usize::MAX)).map(Some)
    }

    fn read_at(&self, file: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let (name, end) = (file.to_owned(), offset.saturating_add(len as u64).min(i64::MAX as u64));
        let mut rows: Vec<(u64, Vec<u8>)> =
            self.base.read_blocking(move |tx| tx.all(&RANGE, &range(&name, offset, end))).map_err(said)?;
        rows.extend(self.waiting.iter().filter(|(name, ..)| name == file).map(|(_, at, bytes)| (*at, bytes.clone())));
        let mut found = Vec::with_capacity(len.min(ROW_MAX));
        for (start, bytes) in rows {
            let (from, to) = (offset.max(start), end.min(start + bytes.len() as u64));
            if from < to {
                found.extend_from_slice(&bytes[(from - start) as usize..(to - start) as usize]);
            }
        }
        Ok(found)
    }

    fn size(&self, file: &str) -> io::Result<Option<u64>> {
        match &self.waiting {
            Some((name, start, bytes)) if name == file => Ok(Some(start + bytes.len() as u64)),
            _ => self.committed(file),
        }
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let rows: Vec<(String,)> = self.base.read_blocking(|tx| tx.all(&NAMES, &[0.into()])).map_err(said)?;
        let mut names: Vec<String> = rows.into_iter().map(|(name,)| name).collect();
        names.extend(self.waiting.iter().filter(|(.., start, _)| *start == 0).map(|(name, ..)| name.clone()));
        names.sort();
        names.dedup();
        Ok(names)
    }
}

fn insert(tx: &mut Tx<'_>, file: &str, start: u64, bytes: &[u8]) -> Result<(), SqlError> {
    let end = start + bytes.len() as u64;
    tx.exec(&INSERT, &[file.into(), (start as i64).into(), (end as i64).into(), bytes.into()]).map(drop)
}

fn end_of(tx: &mut Tx<'_>, file: &str) -> Result<Option<u64>, SqlError> {
    let end = tx.one::<(i64,)>(&END, &[file.into()])?;
    Ok(end.and_then(|(end,)| u64::try_from(end).ok()))
}

fn range(file: &str, from: u64, to: u64) -> [crate::base::Value; 3] {
    [file.into(), (from as i64).into(), (to as i64).into()]
}

fn said(error: SqlError) -> io::Error {
    io::Error::other(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{essai, migrate};
    use crate::instances::bail;
    use crate::schema::MIGRATIONS;
    use journal::log::{Log, LogFault, Record};
    use journal::note::Signer;
    use journal::storage::FaultyStorage;

    fn signer() -> Signer {
        Signer::from_seed("essai", &[7; 32]).expect("a name")
    }

    fn adds<S: Storage>(log: &mut Log<S>, byte: u8) -> Result<u64, LogFault> {
        let batch = [Record { entry: [byte; 256], piece: Some(vec![byte; 9]) }];
        let tree = log.tree_after(&batch);
        log.append(&batch, &signer().sign(tree.len(), tree.root())).map(|range| range.start)
    }

    #[test]
    fn who_was_overtaken_appends_nothing() {
        for (engine, base) in essai::bases() {
            migrate(&base, MIGRATIONS).expect(engine);
            bail::take(&base, None, "a", "ici").expect(engine);
            let mut old = Log::open(Stockage::new(base.clone(), 1)).expect(engine);
            assert_eq!(adds(&mut old, 1).expect(engine), 0);
            let last = bail::seen(&base).expect(engine);
            bail::take(&base, last.as_ref(), "b", "la").expect(engine);
            let mut new = Log::open(Stockage::new(base.clone(), 2)).expect(engine);
            assert!(adds(&mut old, 2).is_err(), "{engine}");
            assert_eq!(adds(&mut new, 3).expect(engine), 1, "{engine}");
            old.recover().expect("it may read");
            assert!(adds(&mut old, 4).is_err(), "{engine}: however often");
            let read = Log::open(Stockage::new(base.clone(), 2)).expect(engine);
            let mut entries = Vec::new();
            read.for_each(0, |_, record| entries.push(record.entry[0])).expect(engine);
            assert_eq!(entries, [1, 3], "{engine}: one history");
        }
    }

    #[test]
    fn a_journal_moves_whole_from_its_folder() {
        for (engine, base) in essai::bases() {
            migrate(&base, MIGRATIONS).expect(engine);
            bail::take(&base, None, "a", "ici").expect(engine);
            let folder = FaultyStorage::new(1);
            let mut log = Log::open_with_segments_of(folder.clone(), 3).expect(engine);
            (0..8).for_each(|byte| assert_eq!(adds(&mut log, byte).expect(engine), u64::from(byte)));
            assert_eq!(Stockage::is_in(&base), Ok(false), "{engine}");
            let mut stockage = Stockage::new(base.clone(), 1);
            stockage.append("journal-de-travers", b"cut").expect(engine);
            stockage.sync("journal-de-travers").expect(engine);
            stockage.adopt(&folder).expect(engine);
            assert_eq!(Stockage::is_in(&base), Ok(true), "{engine}");
            let mut moved = Log::open_with_segments_of(stockage, 3).expect(engine);
            assert_eq!(moved.tree().root(), log.tree().root(), "{engine}");
            assert_eq!(adds(&mut moved, 9).expect(engine), 8, "{engine}");
            assert_eq!(moved.read(5).expect(engine).entry, [5; 256], "{engine}");
        }
    }

    #[test]
    fn files_are_as_on_a_disk() {
        for (engine, base) in essai::bases() {
            migrate(&base, MIGRATIONS).expect(engine);
            bail::take(&base, None, "a", "ici").expect(engine);
            let mut files = Stockage::new(base.clone(), 1);
            for part in [&b"abc"[..], b"de", b"fgh"] {
                files.append("x", part).expect(engine);
                files.sync("x").expect(engine);
            }
            files.append("x", b"ij").expect(engine);
            assert_eq!(files.read_at("x", 2, 7).expect(engine), b"cdefghi", "{engine}: what waits is seen");
            assert_eq!(Stockage::new(base.clone(), 1).read("x").expect(engine).as_deref(), Some(&b"abcdefgh"[..]));
            files.truncate("x", 4).expect(engine);
            assert_eq!(files.read("x").expect(engine).as_deref(), Some(&b"abcd"[..]), "{engine}");
            files.truncate("x", 3).expect(engine);
            assert_eq!((files.size("x").expect(engine), files.size("y").expect(engine)), (Some(3), None), "{engine}");
            files.replace("y", b"new").expect(engine);
            assert_eq!(files.list().expect(engine), ["x", "y"], "{engine}");
            files.remove("x").expect(engine);
            assert_eq!(files.list().expect(engine), ["y"], "{engine}");
        }
    }
}
