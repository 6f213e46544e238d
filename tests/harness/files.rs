//! Files that tests read: invented ones beside the tests, and real ones that
//! lie outside the checkout where somebody has them.

use std::path::{Path, PathBuf};

/// An invented file of `tests/fixtures`.
///
/// # Panics
/// When it is not there.
#[must_use]
pub fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name);
    assert!(path.is_file(), "{} is missing", path.display());
    path.display().to_string()
}

/// A real file, `conference/39c3.xml`: under the folder that `STEWARD_DATA`
/// names, else beside the checkout. Where there is none, says so.
#[must_use]
#[allow(clippy::print_stderr, reason = "a test that is passed over says so")]
pub fn real(name: &str) -> Option<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("STEWARD_DATA").map_or(beside, PathBuf::from);
    let path = folder.join(name);
    if path.is_file() {
        return Some(path.display().to_string());
    }
    eprintln!("passed over: no real data at {}", path.display());
    None
}

/// A calendar file around these events, each a list of its lines.
#[must_use]
pub fn calendar(title: &str, events: &[&str]) -> String {
    let mut text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//invented//EN\r\nX-WR-CALNAME:{title}\r\n"
    );
    for event in events {
        text.push_str("BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\n");
        for line in event.lines().map(str::trim).filter(|line| !line.is_empty()) {
            text.push_str(line);
            text.push_str("\r\n");
        }
        text.push_str("END:VEVENT\r\n");
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}
