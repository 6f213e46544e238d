//! Prepares the window's resources; on Linux hides our SQLite from WebKit's.

fn main() {
    // WebKit loads the system's libsqlite3; symbols exported by this program
    // would override that library's own.
    if std::env::var_os("CARGO_CFG_UNIX").is_some() {
        println!("cargo::rustc-link-arg=-Wl,--exclude-libs,ALL");
    }
    tauri_build::build();
}
