//! A throw-away PostgreSQL cluster for tests: its own folder, a Unix socket, no network, gone when dropped.
//!
//! If our process is killed, the shell that watches over the server sees its pipe close, stops the server and removes
//! the folders: no cluster outlives the command that wanted it.
//!
//! PostgreSQL refuses to run as root. Then the cluster belongs to an unprivileged user of the system, and lies in the
//! folder of temporary files when that user cannot reach the folder that was asked for.

use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

/// The owner of the cluster, and of every base in it; connections by the socket need no password.
const USER: &str = "cairn";

/// Runs the server until a line comes, or the pipe closes because we died. The line `garder` keeps the folders.
/// Ctrl-C in the terminal reaches the server as an order to stop, and must not stop this shell first.
const WATCH: &str = r#"data=$1 socket=$2; shift 2; trap '' INT
"$@" & server=$!
read -r word; kill -QUIT $server 2>/dev/null; wait $server
[ "$word" = garder ] || rm -rf "$data" "$socket""#;

/// A cluster that runs. Dropping it stops the server and removes its folders.
pub struct Cluster {
    watch: Child,
    tools: Tools,
    options: Options,
    data: PathBuf,
    socket: PathBuf,
}

/// How the cluster is to be run.
#[derive(Clone, Copy)]
pub struct Options {
    /// Off makes tests quicker; on is needed wherever a crash or a figure is the point.
    pub fsync: bool,
    /// How many connections the server takes.
    pub max_connections: u32,
    /// Its own cache (`shared_buffers`), megabytes. Little for tests; for figures, what an operator would give it.
    pub cache_mb: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { fsync: true, max_connections: 100, cache_mb: 128 }
    }
}

impl Cluster {
    /// Makes a cluster in a new folder inside `dir` and starts it. Seconds.
    pub fn start(dir: &Path) -> io::Result<Self> {
        Self::start_with(dir, Options::default())
    }

    /// As [`Cluster::start`], otherwise set.
    pub fn start_with(dir: &Path, options: Options) -> io::Result<Self> {
        let tools = Tools::find()?;
        let data = tools.new_folder(dir, "data").or_else(|_| tools.new_folder(&env::temp_dir(), "data"))?;
        // A socket's path is limited to 107 bytes: never inside `dir`, which may be deep.
        let socket = tools.new_folder(&env::temp_dir(), "s")?;
        tools
            .run("initdb", &["-U", USER, "-A", "trust", "--locale=C", "-E", "UTF8", "--no-sync", "-D", text(&data)?])?;
        let watch = tools.serve(&data, &socket, options)?;
        let mut cluster = Self { watch, tools, options, data, socket };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// The URL of a base of this cluster, with the path of the socket; `postgres` is the maintenance base.
    pub fn url(&self, dbname: &str) -> String {
        format!("postgresql:///{dbname}?host={}&user={USER}", self.socket.display())
    }

    /// Makes an empty base, ordered by bytes.
    pub fn create_database(&self, name: &str) -> io::Result<()> {
        self.tools.run("createdb", &["-h", text(&self.socket)?, "-U", USER, "-T", "template0", name])
    }

    /// The server's main process, for its processor time.
    pub fn pid(&self) -> io::Result<u32> {
        let file = fs::read_to_string(self.data.join("postmaster.pid"))?;
        let first = file.lines().next().and_then(|line| line.trim().parse().ok());
        first.ok_or_else(|| io::Error::other("postmaster.pid holds no number"))
    }

    /// As a power cut of the server alone: every process of it dies at once, then it starts again and recovers.
    pub fn crash_and_restart(&mut self) -> io::Result<()> {
        self.stop("garder");
        self.watch = self.tools.serve(&self.data, &self.socket, self.options)?;
        self.wait_until_ready()
    }

    fn stop(&mut self, word: &str) {
        if let Some(mut pipe) = self.watch.stdin.take() {
            // If the shell is gone, there is nobody to tell, and `wait` returns at once.
            let _ = writeln!(pipe, "{word}");
        }
        let _ = self.watch.wait();
    }

    fn wait_until_ready(&mut self) -> io::Result<()> {
        let limit = Instant::now() + Duration::from_secs(60);
        while self.tools.run("pg_isready", &["-q", "-h", text(&self.socket)?, "-U", USER]).is_err() {
            if Instant::now() > limit {
                let log = fs::read_to_string(self.data.join("serveur.log")).unwrap_or_default();
                return Err(io::Error::other(format!("PostgreSQL does not start: {log}")));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop("jeter");
        // The shell could empty the folders, and not always remove them from a parent that is not its own.
        let _ = fs::remove_dir_all(&self.data);
        let _ = fs::remove_dir_all(&self.socket);
    }
}

/// Where the programs are, and as whom they run.
struct Tools {
    bin: Option<PathBuf>,
    owner: Option<(u32, u32)>,
}

impl Tools {
    fn find() -> io::Result<Self> {
        let bin = newest_debian_bin();
        let found = match &bin {
            Some(_) => true,
            None => env::split_paths(&env::var_os("PATH").unwrap_or_default()).any(|dir| dir.join("initdb").exists()),
        };
        if !found {
            return Err(io::Error::new(io::ErrorKind::NotFound, "PostgreSQL is not installed (package postgresql)"));
        }
        let is_root = fs::metadata("/proc/self")?.uid() == 0;
        let owner = if is_root { Some(unprivileged_user()?) } else { None };
        Ok(Self { bin, owner })
    }

    fn path(&self, program: &str) -> PathBuf {
        self.bin.as_ref().map_or_else(|| program.into(), |bin| bin.join(program))
    }

    /// A command run as the owner of the cluster.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        if let Some((uid, gid)) = self.owner {
            command.uid(uid).gid(gid);
        }
        // The current folder may be closed to that user.
        command.current_dir("/").env("LC_ALL", "C").stdin(Stdio::null());
        command
    }

    fn run(&self, program: &str, args: &[&str]) -> io::Result<()> {
        let output = self.command(&self.path(program)).args(args).output()?;
        if output.status.success() {
            return Ok(());
        }
        Err(io::Error::other(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim())))
    }

    fn serve(&self, data: &Path, socket: &Path, options: Options) -> io::Result<Child> {
        let log = fs::File::create(data.join("serveur.log"))?;
        let mut command = self.command(Path::new("sh"));
        command.args(["-c", WATCH, "sh"]).arg(data).arg(socket);
        command.arg(self.path("postgres")).arg("-D").arg(data).arg("-k").arg(socket);
        let fsync = if options.fsync { "on" } else { "off" };
        let settings = [
            "listen_addresses=".to_owned(),
            format!("fsync={fsync}"),
            format!("max_connections={}", options.max_connections),
            format!("shared_buffers={}MB", options.cache_mb),
        ];
        for setting in settings {
            command.arg("-c").arg(setting);
        }
        command.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log).spawn()
    }

    /// A folder for the owner alone, that the owner can reach.
    fn new_folder(&self, parent: &Path, what: &str) -> io::Result<PathBuf> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("cairn-pg-{}-{}-{what}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::path::absolute(parent)?.join(name);
        fs::create_dir_all(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        if let Some((uid, gid)) = self.owner {
            chown(&folder, Some(uid), Some(gid))?;
            if !self.command(Path::new("test")).arg("-x").arg(&folder).status()?.success() {
                fs::remove_dir(&folder)?;
                return Err(io::Error::other("the owner of the cluster cannot reach this folder"));
            }
        }
        Ok(folder)
    }
}

/// Debian keeps one folder for each major version, out of PATH; the newest that has the server is taken.
fn newest_debian_bin() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?.flatten();
    let bins = versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())));
    let with_server = bins.filter(|(_, path)| path.join("bin/initdb").exists());
    with_server.max_by_key(|(version, _)| *version).map(|(_, path)| path.join("bin"))
}

/// `postgres` where the package made it, else `nobody`: user and group numbers.
fn unprivileged_user() -> io::Result<(u32, u32)> {
    let users = fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        users.lines().find_map(|line| {
            let mut parts = line.split(':');
            (parts.next() == Some(name)).then_some(())?;
            Some((parts.nth(1)?.parse().ok()?, parts.next()?.parse().ok()?))
        })
    };
    find("postgres")
        .or_else(|| find("nobody"))
        .ok_or_else(|| io::Error::other("neither `postgres` nor `nobody` is a user of this system"))
}

fn text(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| io::Error::other("a path of the cluster is not UTF-8"))
}
