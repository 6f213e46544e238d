//! Prepares the window's resources; on Linux hides our SQLite from WebKit's.

use std::path::Path;

/// What is embedded and not compiled: the built page, the gate, the icons.
const EMBEDDED: [&str; 3] = ["../ui/dist", "isolation", "../icons"];

fn main() {
    for folder in EMBEDDED {
        println!("cargo::rerun-if-changed={folder}");
    }
    if !Path::new("../ui/dist/index.html").is_file() {
        println!(
            "cargo::error=the page is not built: `npm ci && npm run build` in ui/, or `cargo xtask run`"
        );
        return;
    }
    // WebKit loads the system's libsqlite3; symbols exported by this program
    // would override that library's own.
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux") {
        println!("cargo::rustc-link-arg=-Wl,--exclude-libs,ALL");
    }
    tauri_build::build();
}
