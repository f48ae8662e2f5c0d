//! The real disk: a folder readable by its owner only.

use std::cell::RefCell;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::Storage;

const LOCK: &str = ".verrou";
const TEMPORARY: &str = ".nouveau";
const REFRESH_CHUNK: usize = 1 << 20;

/// A folder on disk, held by one process at a time.
pub struct DiskStorage {
    dir: PathBuf,
    /// The file last appended to, kept open: the log writes to one file for a long time.
    current: Option<Current>,
    /// The file last read, for the same reason.
    reading: RefCell<Option<(String, File)>>,
    /// Released when the process ends, however it ends.
    _lock: File,
}

struct Current {
    name: String,
    file: File,
    /// The folder has not been synced since the file was created.
    is_new: bool,
}

impl DiskStorage {
    /// Opens the folder, creating it (0700) if absent. Fails with [`io::ErrorKind::WouldBlock`] when
    /// it is already open here or in another process.
    pub fn open(dir: impl AsRef<Path>) -> io::Result<Self> {
        let dir = dir.as_ref().to_path_buf();
        if !dir.is_dir() {
            DirBuilder::new().recursive(true).mode(0o700).create(&dir)?;
            // The name of the folder lies in its parent.
            if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
                File::open(parent)?.sync_all()?;
            }
        }
        let lock = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(dir.join(LOCK))?;
        lock.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => io::Error::new(io::ErrorKind::WouldBlock, "folder already in use"),
            TryLockError::Error(error) => error,
        })?;
        Ok(Self { dir, current: None, reading: RefCell::new(None), _lock: lock })
    }

    fn path(&self, file: &str) -> io::Result<PathBuf> {
        if file.is_empty() || file.starts_with('.') || file.contains(['/', '\0']) {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a plain file name"));
        }
        Ok(self.dir.join(file))
    }

    fn sync_dir(&self) -> io::Result<()> {
        File::open(&self.dir)?.sync_all()
    }

    /// Reading handles point at a file that `replace` and `remove` may have put aside.
    fn forget(&mut self, file: &str) {
        self.current.take_if(|current| current.name == file);
        self.reading.borrow_mut().take_if(|(name, _)| name == file);
    }
}

impl Storage for DiskStorage {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        if self.current.as_ref().is_none_or(|current| current.name != file) {
            let path = self.path(file)?;
            let is_new = !path.exists();
            if let Some(former) = self.current.take().filter(|former| former.is_new) {
                // Its name would be lost with the handle: nothing else remembers to sync the folder.
                former.file.sync_all()?;
                self.sync_dir()?;
            }
            let handle = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
            self.current = Some(Current { name: file.to_owned(), file: handle, is_new });
        }
        match &mut self.current {
            Some(current) => current.file.write_all(bytes),
            None => Err(io::Error::other("no current file")),
        }
    }

    fn sync(&mut self, file: &str) -> io::Result<()> {
        match &self.current {
            Some(current) if current.name == file => {
                current.file.sync_data()?;
                if current.is_new {
                    self.sync_dir()?;
                }
            }
            _ => {
                File::open(self.path(file)?)?.sync_data()?;
                self.sync_dir()?;
            }
        }
        if let Some(current) = &mut self.current {
            current.is_new &= current.name != file;
        }
        Ok(())
    }

    fn refresh(&mut self, file: &str, from: u64) -> io::Result<()> {
        let handle = OpenOptions::new().read(true).write(true).open(self.path(file)?)?;
        let len = handle.metadata()?.len();
        let mut offset = from;
        while offset < len {
            let chunk = REFRESH_CHUNK.min(usize::try_from(len - offset).unwrap_or(REFRESH_CHUNK));
            let mut bytes = vec![0; chunk];
            handle.read_exact_at(&mut bytes, offset)?;
            handle.write_all_at(&bytes, offset)?;
            offset += chunk as u64;
        }
        handle.sync_all()?;
        self.sync_dir()
    }

    fn truncate(&mut self, file: &str, len: u64) -> io::Result<()> {
        let handle = OpenOptions::new().write(true).open(self.path(file)?)?;
        handle.set_len(len)?;
        handle.sync_all()
    }

    fn erase(&mut self, file: &str, offsets: &[u64], len: usize) -> io::Result<()> {
        let handle = OpenOptions::new().write(true).open(self.path(file)?)?;
        let zeroes = vec![0; len];
        offsets.iter().try_for_each(|offset| handle.write_all_at(&zeroes, *offset))?;
        handle.sync_all()
    }

    fn replace(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        let (path, temporary) = (self.path(file)?, self.dir.join(TEMPORARY));
        self.forget(file);
        let mut handle = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
        handle.write_all(bytes)?;
        handle.sync_all()?;
        std::fs::rename(&temporary, path)?;
        self.sync_dir()
    }

    fn remove(&mut self, file: &str) -> io::Result<()> {
        let path = self.path(file)?;
        self.forget(file);
        match std::fs::remove_file(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
            Ok(()) => self.sync_dir(),
        }
    }

    fn read(&self, file: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.path(file)?) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn read_at(&self, file: &str, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        let mut reading = self.reading.borrow_mut();
        if reading.as_ref().is_none_or(|(name, _)| name != file) {
            *reading = Some((file.to_owned(), File::open(self.path(file)?)?));
        }
        let mut bytes = Vec::with_capacity(len);
        if let Some((_, handle)) = reading.as_ref() {
            At { handle, offset }.take(len as u64).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    }

    fn size(&self, file: &str) -> io::Result<Option<u64>> {
        match std::fs::metadata(self.path(file)?) {
            Ok(metadata) => Ok(Some(metadata.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn list(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.dir)? {
            let entry = entry?;
            if let (true, Ok(name)) = (entry.file_type()?.is_file(), entry.file_name().into_string())
                && !name.starts_with('.')
            {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }
}

/// Reads a file from a position without moving its cursor.
struct At<'a> {
    handle: &'a File,
    offset: u64,
}

impl Read for At<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.handle.read_at(buffer, self.offset)?;
        self.offset += read as u64;
        Ok(read)
    }
}
