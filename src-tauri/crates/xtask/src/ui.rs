//! The UI's packages and its build, each done only when something changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::node::Node;
use crate::process::{Failure, Outcome, run};
use crate::workspace::Workspace;

/// Folders of the UI that are made and not written.
const MADE: [&str; 4] = ["node_modules", "dist", "coverage", "test-results"];

/// Installs the packages the lock file names, unless they are those already.
///
/// # Errors
/// When npm fails or the folder cannot be written.
pub(crate) fn install(workspace: &Workspace, node: &Node) -> Outcome<()> {
    let _alone = workspace.hold_ui()?;
    if is_installed(workspace) {
        println!("the UI's packages are there");
        return Ok(());
    }
    let lock = lock_file(workspace);
    let wanted = fs::read(&lock).map_err(|e| Failure::new(format!("{}: {e}", lock.display())))?;
    run(node
        .npm(workspace)
        .args(["ci", "--prefer-offline", "--no-audit", "--no-fund"]))?;
    note(&installed_note(workspace), &wanted)
}

/// Whether the installed packages are those of the lock file.
pub(crate) fn is_installed(workspace: &Workspace) -> bool {
    let wanted = fs::read(lock_file(workspace));
    let installed = fs::read(installed_note(workspace));
    matches!((wanted, installed), (Ok(a), Ok(b)) if a == b)
}

/// Builds the UI, unless it was built from these very sources.
///
/// # Errors
/// When the build fails or a source cannot be read.
pub(crate) fn build(workspace: &Workspace, node: &Node) -> Outcome<()> {
    let _alone = workspace.hold_ui()?;
    let sources = fingerprint(&workspace.ui())
        .map_err(|e| Failure::new(format!("{}: {e}", workspace.ui().display())))?;
    let sources = format!("{sources:016x}");
    let built = fs::read_to_string(built_note(workspace)).unwrap_or_default();
    if built == sources && workspace.ui().join("dist/index.html").is_file() {
        println!("the UI is built from these sources");
        return Ok(());
    }
    run(node.npm(workspace).args(["run", "build"]))?;
    note(&built_note(workspace), sources.as_bytes())
}

/// Runs one of the UI's scripts.
///
/// # Errors
/// When the script fails.
pub(crate) fn script(workspace: &Workspace, node: &Node, name: &str) -> Outcome<()> {
    run(node.npm(workspace).args(["run", name]))
}

fn lock_file(workspace: &Workspace) -> PathBuf {
    workspace.ui().join("package-lock.json")
}

// Both notes lie with the packages: who deletes node_modules deletes them.
fn installed_note(workspace: &Workspace) -> PathBuf {
    workspace.ui().join("node_modules/.steward-installed")
}

fn built_note(workspace: &Workspace) -> PathBuf {
    workspace.ui().join("node_modules/.steward-built")
}

fn note(file: &Path, content: &[u8]) -> Outcome<()> {
    fs::write(file, content).map_err(|e| Failure::new(format!("{}: {e}", file.display())))
}

/// A number that changes when a source's name or bytes change. Not the times:
/// a fresh clone has new times and the same sources.
fn fingerprint(folder: &Path) -> std::io::Result<u64> {
    let mut files = Vec::new();
    sources(folder, &mut files)?;
    files.sort();
    let mut sum = Fnv::new();
    for file in files {
        let name = file.strip_prefix(folder).unwrap_or(&file);
        sum.take(name.to_string_lossy().as_bytes());
        sum.take(&fs::read(&file)?);
    }
    Ok(sum.0)
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if entry.file_type()?.is_dir() {
            if !MADE.contains(&name.as_ref()) && !name.starts_with('.') {
                sources(&entry.path(), files)?;
            }
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// FNV-1a, 64 bits: the same number on every machine and compiler.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes one piece with its length, so that pieces cannot run together.
    fn take(&mut self, piece: &[u8]) {
        for byte in (piece.len() as u64).to_le_bytes().iter().chain(piece) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder of this test's own, gone with it.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("src")).unwrap();
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_changed_moved_or_new_source_changes_the_fingerprint() {
        let folder = Folder::new("sources");
        let seen = || fingerprint(&folder.0).unwrap();
        fs::write(folder.0.join("src/a.ts"), "1").unwrap();
        let first = seen();
        fs::write(folder.0.join("src/a.ts"), "2").unwrap();
        let changed = seen();
        fs::rename(folder.0.join("src/a.ts"), folder.0.join("src/b.ts")).unwrap();
        let moved = seen();
        fs::write(folder.0.join("src/c.ts"), "").unwrap();
        let new = seen();
        let all = [first, changed, moved, new];
        let different: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
    }

    #[test]
    fn what_is_made_does_not_count() {
        let folder = Folder::new("made");
        fs::write(folder.0.join("src/a.ts"), "1").unwrap();
        let before = fingerprint(&folder.0).unwrap();
        fs::create_dir(folder.0.join("dist")).unwrap();
        fs::write(folder.0.join("dist/a.js"), "1").unwrap();
        assert_eq!(fingerprint(&folder.0).unwrap(), before);
    }
}
