//! A window with an empty page and nothing else: what the figures hold the
//! real one against (`cargo xtask bench window`).

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "examples/empty_window/tauri.conf.json"
    ))
}
