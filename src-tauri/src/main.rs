//! The Steward window.
fn main() { steward_shell::run() }
