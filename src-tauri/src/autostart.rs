//! Starting with the session: an entry of one's own in the desktop's folder for
//! that, as the freedesktop specification has it.

use std::fs;
use std::path::{Path, PathBuf};

use steward_app::views::Refusal;
use steward_app::{OpenOptions, files};

/// The entry's name.
const ENTRY: &str = "org.steward.desk.desktop";

/// Whether the program starts with the session; none where the system's way to
/// that is not known to the program.
pub(crate) fn is_on() -> Option<bool> {
    entry().map(|path| path.is_file())
}

/// Has it start with the session, on the same data, or not.
///
/// # Errors
/// When the entry cannot be written or removed.
pub(crate) fn set(on: bool, options: &OpenOptions) -> Result<(), Refusal> {
    let Some(path) = entry() else {
        return Err(Refusal::Unknown("autostart".to_owned()));
    };
    let refused = |error: std::io::Error| Refusal::io(&path, &error);
    if !on {
        return match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(refused(error)),
            _ => Ok(()),
        };
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let program = std::env::current_exe().map_err(refused)?;
    files::write_whole(&path, described(&program, options).as_bytes())
}

fn described(program: &Path, options: &OpenOptions) -> String {
    let mut line = quoted(&program.display().to_string());
    let folders = [("--data", &options.data), ("--config", &options.config)];
    for (name, folder) in folders {
        if let Some(folder) = folder {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
            line.push_str(&format!(
                " {name} {}",
                quoted(&folder.display().to_string())
            ));
        }
    }
    format!(
        "[Desktop Entry]\nType=Application\nName=Steward\nName[zh_CN]=会务指挥台\n\
         Exec={line}\nTerminal=false\nX-GNOME-Autostart-enabled=true\n"
    )
}

/// An argument as the specification has it: in quotes, with what means something
/// to a shell made harmless, and `%` doubled.
fn quoted(word: &str) -> String {
    let mut told = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '`' | '$' => told.push_str(&format!("\\\\{c}")),
            '\\' => told.push_str("\\\\\\\\"),
            '%' => told.push_str("%%"),
            c if c.is_control() => {}
            c => told.push(c),
        }
    }
    told.push('"');
    told
}

fn entry() -> Option<PathBuf> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let set = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = || std::env::var_os("HOME").map(|home| Path::new(&home).join(".config"));
    let folder = set.filter(|path| path.is_absolute()).or_else(home)?;
    Some(folder.join("autostart").join(ENTRY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_on_the_same_data_and_no_word_is_run_by_a_shell() {
        let options = OpenOptions {
            data: Some(PathBuf::from("/srv/my data/$x 5%")),
            ..OpenOptions::default()
        };
        let told = described(Path::new("/usr/bin/steward"), &options);
        assert!(
            told.contains("Exec=\"/usr/bin/steward\" --data \"/srv/my data/\\\\$x 5%%\"\n"),
            "{told}"
        );
    }
}
