//! Who signed in at this terminal: a pass beside the store, readable by its
//! owner only, and readable as a session by this station only.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use steward_app::views::Refusal;

/// The file in the data folder.
const FILE: &str = "terminal-session";
/// A pass is some hundred bytes; what is longer is none.
const LONGEST: u64 = 16 * 1024;

static PASS: Mutex<Option<(PathBuf, Option<String>)>> = Mutex::new(None);

/// Looks whether somebody signed in for a data folder.
pub(crate) fn find(folder: &Path) {
    let path = folder.join(FILE);
    let is_short = std::fs::metadata(&path).is_ok_and(|file| file.len() <= LONGEST);
    let text = is_short.then(|| std::fs::read_to_string(&path).ok());
    let pass = text.flatten().map(|text| text.trim().to_owned());
    *PASS.lock().unwrap_or_else(PoisonError::into_inner) = Some((path, pass));
}

/// The pass of whoever signed in.
pub(crate) fn get() -> Option<String> {
    let pass = PASS.lock().unwrap_or_else(PoisonError::into_inner);
    pass.as_ref().and_then(|(_, pass)| pass.clone())
}

/// Keeps a pass, or forgets the one there is.
pub(crate) fn keep(new: Option<&str>) -> Result<(), Refusal> {
    let mut pass = PASS.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((path, pass)) = pass.as_mut() else {
        return Ok(());
    };
    let refused = |error: std::io::Error| Refusal::File {
        code: "io".to_owned(),
        detail: format!("{}: {error}", path.display()),
    };
    match std::fs::remove_file(&*path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(refused(error)),
        _ => {}
    }
    if let Some(new) = new {
        let mut file = private().open(&*path).map_err(refused)?;
        file.write_all(new.as_bytes()).map_err(refused)?;
    }
    *pass = new.map(str::to_owned);
    Ok(())
}

/// A new file that only its owner reads.
fn private() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}
