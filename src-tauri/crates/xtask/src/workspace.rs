//! Where things lie: the checkout, the build folder, cargo itself.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Failure, Outcome, output};

/// The checkout and its build folder.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
    cargo: OsString,
}

impl Workspace {
    /// Finds the checkout this program was built from and asks cargo for the
    /// build folder, so that `CARGO_TARGET_DIR` and cargo's own settings count.
    ///
    /// # Errors
    /// When cargo cannot read the workspace.
    pub(crate) fn find() -> Outcome<Self> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here
            .ancestors()
            .nth(3)
            .ok_or_else(|| Failure::new("the checkout was not found; start this as `cargo xtask`"))?
            .to_path_buf();
        let mut workspace = Self {
            target: root.join("target"),
            root,
            cargo: std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()),
        };
        let metadata = output(workspace.cargo().args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ]))
        .ok_or_else(|| {
            Failure::new("cargo cannot read Cargo.toml; `cargo metadata --no-deps` says why")
        })?;
        if let Some(target) = json_string(&metadata, "target_directory") {
            workspace.target = PathBuf::from(target);
        }
        Ok(workspace)
    }

    /// The checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The UI's folder.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A folder of this tool's own that lives and dies with the build.
    pub(crate) fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }

    /// Where others' libraries are built, which the figures want.
    pub(crate) fn peers(&self) -> PathBuf {
        self.target.join("peers")
    }

    /// Waits until no other `cargo xtask` is at the UI's folder; held until the
    /// file is dropped. Two `npm ci` at once ruin each other.
    ///
    /// # Errors
    /// When the build folder cannot be written.
    pub(crate) fn hold_ui(&self) -> Outcome<File> {
        let path = self.cache().join("ui.lock");
        let held = fs::create_dir_all(self.cache())
            .and_then(|()| File::create(&path))
            .and_then(|file| {
                if file.try_lock().is_err() {
                    println!("another cargo xtask is at the UI; waiting for it");
                    file.lock()?;
                }
                Ok(file)
            });
        held.map_err(|e| Failure::new(format!("{}: {e}", path.display())))
    }

    /// A program built by `cargo build`.
    pub(crate) fn built(&self, name: &str) -> PathBuf {
        self.target
            .join("debug")
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Where what is built for figures lies.
    pub(crate) fn release(&self) -> PathBuf {
        self.target.join("release")
    }

    /// cargo in the checkout, free of what `cargo run` told this program about
    /// itself: build scripts would take it for news and run again.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = Command::new(&self.cargo);
        cargo.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_about_this_crate) {
                cargo.env_remove(name);
            }
        }
        cargo
    }
}

fn is_about_this_crate(variable: &str) -> bool {
    let prefixes = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"];
    prefixes.iter().any(|p| variable.starts_with(p))
        || ["CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE"].contains(&variable)
}

/// The first string of that name in a JSON text. Enough for cargo's own
/// output, and no library.
fn json_string(json: &str, name: &str) -> Option<String> {
    let (_, after) = json.split_once(&format!("\"{name}\":"))?;
    let mut chars = after.trim_start().strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
                }
                'n' => text.push('\n'),
                't' => text.push('\t'),
                other => text.push(other),
            },
            plain => text.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_read_out_of_json() {
        let json = r#"{"a":1,"target_directory":"C:\\build \"x\"\u4f1a","b":""}"#;
        let found = json_string(json, "target_directory");
        assert_eq!(found.as_deref(), Some("C:\\build \"x\"会"));
        assert_eq!(json_string(json, "b").as_deref(), Some(""));
        assert_eq!(json_string(json, "a"), None);
        assert_eq!(json_string("{\"a\":\"cut", "a"), None);
    }

    #[test]
    fn the_checkout_is_where_the_workspace_manifest_is() {
        let workspace = Workspace::find().unwrap();
        let manifest = std::fs::read_to_string(workspace.root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains("[workspace]"));
    }
}
