//! Reads the checkout's own files.

use std::fs;
use std::path::{Path, PathBuf};

/// A file: its path from the checkout with forward slashes, and its text.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    pub(super) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }
}

/// The checkout.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests lie in the checkout")
        .to_path_buf()
}

/// Every file under `folder` with one of these endings; none when the folder
/// is not there.
pub(super) fn under(folder: &str, endings: &[&str]) -> Vec<Source> {
    let root = root();
    let mut paths = Vec::new();
    walk(&root.join(folder), &mut paths);
    paths.sort();
    paths
        .iter()
        .filter(|path| {
            let name = path.to_string_lossy();
            endings.iter().any(|ending| name.ends_with(ending))
        })
        .map(|path| {
            let name = path.strip_prefix(&root).expect("it was found there");
            let text =
                fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            Source::new(&name.to_string_lossy().replace('\\', "/"), &text)
        })
        .collect()
}

/// All Rust files of the workspace.
pub(super) fn rust() -> Vec<Source> {
    let mut all = under("src-tauri", &[".rs"]);
    all.extend(under("tests", &[".rs"]));
    assert!(all.len() > 20, "the Rust files were not found");
    all
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let entry = entry.expect("the folder can be read");
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let made = ["target", "node_modules", "dist", "gen"].contains(&name.as_ref());
        if entry.path().is_dir() {
            if !made && !name.starts_with('.') {
                walk(&entry.path(), paths);
            }
        } else {
            paths.push(entry.path());
        }
    }
}
