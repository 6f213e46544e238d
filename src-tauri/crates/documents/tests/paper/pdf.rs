//! Reading a PDF back with poppler's tools.

use std::io::Write;
use std::process::Command;
use std::sync::OnceLock;

use steward_documents::{Bulletin, Fonts, Rendered, bulletin};

/// Fonts as a program finds them, loaded once for all tests.
pub fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| Fonts::find().expect("fonts: install the UI's packages or Noto CJK"))
}

/// Sets a bulletin.
pub fn set(data: &Bulletin) -> Rendered {
    bulletin(data, fonts()).expect("a bulletin can always be set")
}

/// Runs a poppler tool over a PDF: `tool options file -`. `None` where the tool is not installed.
pub fn read(tool: &str, options: &[&str], pdf: &[u8]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(pdf).unwrap();
    let mut command = Command::new(tool);
    command.args(options).arg(file.path());
    if tool == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{tool}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: {tool} is not installed");
            None
        }
        Err(e) => panic!("{tool}: {e}"),
    }
}

/// The text of every page, in reading order of the file. `None` without pdftotext.
pub fn pages(pdf: &[u8]) -> Option<Vec<String>> {
    let text = read("pdftotext", &["-raw", "-enc", "UTF-8"], pdf)?;
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop(); // every page ends in a form feed
    Some(pages)
}

/// Without blanks and line ends, to look for text that may be broken over lines.
pub fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}
