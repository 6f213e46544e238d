//! The Steward window.

fn main() -> std::process::ExitCode {
    steward_shell::run()
}
