//! The door of a running desk: an owner-only local socket through which other
//! processes of the same user reach the one that has the store open.
//!
//! A call is one line of JSON, an answer another; a connection carries any
//! number. Lines are bounded. The socket lies in the data folder, which only
//! its owner may enter.

use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{ConnectOptions, ListenerOptions, Name};
use serde_json::Value;

use crate::Desk;
use crate::call::{Answer, Call};
use crate::views::{Refusal, WallAsk};

/// Longest line that is read, bytes: a booking with every field full, many
/// times over.
const LONGEST: u64 = 4 * 1024 * 1024;
/// Longest answer, bytes: the report of a very large import.
const LONGEST_ANSWER: u64 = 256 * 1024 * 1024;
/// Unix allows about 104 bytes for a socket's path.
const LONGEST_PATH: usize = 100;

/// A door standing open until it is dropped.
pub struct Door {
    path: PathBuf,
}

impl Drop for Door {
    fn drop(&mut self) {
        // The next desk on this folder removes what is left anyway.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Opens the door of `desk`. `show` is called when somebody asks for the
/// window, or for a wall; it says whether there is one.
///
/// # Errors
/// When the socket cannot be made.
pub fn open(
    desk: &Arc<Desk>,
    show: impl Fn(Option<WallAsk>) -> bool + Send + Sync + 'static,
) -> io::Result<Door> {
    let path = socket_path(desk.data_dir())?;
    // The store's lock is ours, so a socket that lies here is a dead one's.
    let _ = std::fs::remove_file(&path);
    let listener = listen(&path)?;
    let desk = Arc::clone(desk);
    let show = Arc::new(show);
    std::thread::Builder::new()
        .name("door".to_owned())
        .spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                let (desk, show) = (Arc::clone(&desk), Arc::clone(&show));
                let served =
                    std::thread::Builder::new()
                        .name("caller".to_owned())
                        .spawn(move || {
                            if let Err(error) = serve(&stream, &desk, &*show) {
                                tracing::debug!(%error, "a caller went away");
                            }
                        });
                if let Err(error) = served {
                    tracing::warn!(%error, "a caller could not be served");
                }
            }
        })?;
    Ok(Door { path })
}

/// A way in to a desk that another process has open.
pub struct Visitor {
    stream: BufReader<LocalSocketStream>,
}

impl Visitor {
    /// Knocks at the door of the desk on `dir`.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn knock(dir: &Path) -> io::Result<Self> {
        let path = socket_path(dir)?;
        let stream = ConnectOptions::new().name(name(&path)?).connect_sync()?;
        Ok(Self {
            stream: BufReader::new(stream),
        })
    }

    /// Has a call done there.
    ///
    /// # Errors
    /// The use case's own refusal, or `in_use` when the desk went away.
    pub fn call(&mut self, call: &Call) -> Result<Value, Refusal> {
        let gone = |error: io::Error| Refusal::Store {
            code: "in_use".to_owned(),
            detail: error.to_string(),
        };
        send(self.stream.get_mut(), call).map_err(gone)?;
        let line = receive(&mut self.stream, LONGEST_ANSWER).map_err(gone)?;
        let line = line.ok_or_else(|| gone(io::ErrorKind::UnexpectedEof.into()))?;
        match serde_json::from_slice(&line) {
            Ok(Answer::Done(value)) => Ok(value),
            Ok(Answer::Refused(refusal)) => Err(refusal),
            Err(error) => Err(gone(io::Error::new(io::ErrorKind::InvalidData, error))),
        }
    }
}

/// Has one call done by the desk that another process has open on `dir`.
///
/// # Errors
/// `in_use` when nobody answers, else the use case's own refusal.
pub fn ask(dir: &Path, call: &Call) -> Result<Value, Refusal> {
    let mut visitor = Visitor::knock(dir).map_err(|error| Refusal::Store {
        code: "in_use".to_owned(),
        detail: error.to_string(),
    })?;
    visitor.call(call)
}

fn serve(
    stream: &LocalSocketStream,
    desk: &Desk,
    show: &(dyn Fn(Option<WallAsk>) -> bool + Send + Sync),
) -> io::Result<()> {
    let mut lines = BufReader::new(stream);
    while let Some(line) = receive(&mut lines, LONGEST)? {
        let answer = match serde_json::from_slice::<Call>(&line) {
            Ok(Call::Show) => Answer::Done(Value::Bool(show(None))),
            Ok(Call::Wall(ask)) => Answer::Done(Value::Bool(show(Some(ask)))),
            Ok(call) => desk
                .call_for(None, call)
                .map_or_else(Answer::Refused, Answer::Done),
            Err(error) => Answer::Refused(Refusal::Unknown(error.to_string())),
        };
        let mut to = stream;
        send(&mut to, &answer)?;
    }
    Ok(())
}

fn send(to: &mut impl Write, message: &impl serde::Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.flush()
}

/// A line without its end; `None` when the other side is done.
fn receive(from: &mut impl BufRead, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    from.take(most).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "a line is too long or was cut",
        ));
    }
    Ok(Some(line))
}

/// Where the socket of a data folder lies: in the folder itself, or, where
/// that path is too long for a socket, in a folder of its own that only the
/// same user can have made.
fn socket_path(dir: &Path) -> io::Result<PathBuf> {
    let dir = dir.canonicalize()?;
    let inside = dir.join("door.sock");
    if inside.as_os_str().len() <= LONGEST_PATH {
        return Ok(inside);
    }
    let hash = blake3::hash(dir.as_os_str().as_encoded_bytes()).to_hex();
    let short: String = hash.chars().take(16).collect();
    let folder = std::env::temp_dir().join(format!("steward-{short}"));
    private_folder(&folder, &dir)?;
    Ok(folder.join("door.sock"))
}

#[cfg(unix)]
fn private_folder(folder: &Path, data: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
    match std::fs::DirBuilder::new().mode(0o700).create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let (ours, theirs) = (std::fs::metadata(data)?, std::fs::symlink_metadata(folder)?);
    let private = theirs.is_dir() && theirs.uid() == ours.uid() && theirs.mode() & 0o077 == 0;
    if private {
        Ok(())
    } else {
        Err(io::ErrorKind::PermissionDenied.into())
    }
}

#[cfg(not(unix))]
fn private_folder(folder: &Path, _data: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(unix)]
fn name(path: &Path) -> io::Result<Name<'_>> {
    use interprocess::local_socket::GenericFilePath;
    path.to_fs_name::<GenericFilePath>()
}

#[cfg(not(unix))]
fn name(path: &Path) -> io::Result<Name<'static>> {
    use interprocess::local_socket::GenericNamespaced;
    let hash = blake3::hash(path.as_os_str().as_encoded_bytes()).to_hex();
    format!("steward-{hash}").to_ns_name::<GenericNamespaced>()
}

#[cfg(unix)]
fn listen(path: &Path) -> io::Result<LocalSocketListener> {
    use interprocess::os::unix::local_socket::ListenerOptionsExt as _;
    ListenerOptions::new()
        .name(name(path)?)
        .mode(0o600)
        .create_sync()
}

#[cfg(not(unix))]
fn listen(path: &Path) -> io::Result<LocalSocketListener> {
    ListenerOptions::new().name(name(path)?).create_sync()
}
